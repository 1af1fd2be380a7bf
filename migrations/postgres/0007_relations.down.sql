drop table dismissed_suggestions;
drop table post_selected;
drop index users_suspended;
drop table relation_counts;
drop table relations;
