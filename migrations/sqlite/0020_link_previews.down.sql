drop table link_previews;
alter table posts drop column has_preview;
