drop table founding;
drop table counted_mails;
drop table mailed_tokens;
drop table sessions;
drop table users;
