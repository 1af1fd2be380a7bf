-- Changes that can no longer be taken back are forgotten by their age.
create index audience_changes_by_age on audience_changes (changed_at);
