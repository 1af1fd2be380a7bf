drop table mailed_tokens;
drop table sessions;
drop table users;
