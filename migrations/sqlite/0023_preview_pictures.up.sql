-- Where previews were taken back and brought up again, their pictures belong to nothing. What is free is swept with its bytes.
update media set attached = false
where purpose = 'preview' and attached
and not exists (select 1 from link_previews l where l.media_id = media.id);
