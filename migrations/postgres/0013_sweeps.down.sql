drop index audience_changes_by_age;
