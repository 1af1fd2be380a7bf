//! The statements, one text for both engines.

use crate::sql::relations::counts::waiting;

macro_rules! account {
    () => {
        "id, email, email_verified_at, password_hash, handle, first_name, last_name, nickname, \
         date_of_birth, gender, about_me, avatar_id, is_private, role, suspended_at, created_at"
    };
}
macro_rules! account_where {
    ($condition:literal) => {
        concat!("select ", account!(), " from users where ", $condition)
    };
}

pub(super) const ACCOUNT_BY_ID: &str = account_where!("id = $1");
pub(super) const OWN_ACCOUNT: &str = concat!(
    "select ",
    account!(),
    ", s.default_audience, w.follow_requests, w.friend_requests from users cross join (",
    waiting!(),
    ") w left join member_settings s on s.user_id = $1 where id = $1"
);
/// As strong a lock as the changes of the row themselves take: what refers to the account is not kept waiting.
pub(super) const ACCOUNT_TO_CHANGE_PG: &str = account_where!("id = $1 for no key update");
pub(super) const ACCOUNT_BY_EMAIL: &str = account_where!("email_key = $1");
pub(super) const ACCOUNT_BY_HANDLE: &str = account_where!("handle_key = $1");

pub(super) const INSERT_USER: &str = "\
insert into users (id, email, email_key, email_verified_at, password_hash, handle, handle_key, first_name, last_name, \
nickname, date_of_birth, gender, about_me, is_private, role, suspended_at, created_at, updated_at) \
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17) on conflict do nothing";
pub(super) const INSERT_PRIVACY: &str = "insert into profile_privacy (user_id) values ($1)";
pub(super) const USER_WITH_EMAIL: &str = "select id from users where email_key = $1";
pub(super) const CLAIM_FOUNDING: &str =
    "insert into founding (only_row, user_id) values (1, $1) on conflict do nothing";

pub(super) const SET_PASSWORD: &str =
    "update users set password_hash = $2, updated_at = $3 where id = $1";
pub(super) const SET_EMAIL: &str = "\
update users set email = $2, email_key = $3, email_verified_at = $4, updated_at = $4 \
where id = $1 and not exists (select 1 from users other where other.email_key = $3 and other.id <> $1)";
pub(super) const SET_EMAIL_VERIFIED: &str = "\
update users set email_verified_at = coalesce(email_verified_at, $3), updated_at = $3 \
where id = $1 and email_key = $2";
pub(super) const SET_HANDLE: &str = "\
update users set handle = $2, handle_key = $3, updated_at = $4 \
where id = $1 and not exists (select 1 from users other where other.id <> $1 and (other.handle_key = $3 \
or replace(replace(replace(lower(replace(other.handle, 'I', 'l')), '1', 'l'), '0', 'o'), 'm', 'rn') = $5))";
pub(super) const SET_ADMIN: &str = "update users set role = 'admin', updated_at = $2 where id = $1";

pub(super) const INSERT_SESSION: &str = "\
insert into sessions (id, user_id, token_hash, user_agent, ip, created_at, last_seen_at, expires_at) \
values ($1, $2, $3, $4, $5, $6, $7, $8)";
pub(super) const LIVE_SESSION: &str = "\
select sessions.id, sessions.user_id, users.role, sessions.last_seen_at \
from sessions join users on users.id = sessions.user_id \
where sessions.token_hash = $1 and sessions.expires_at > $2 and users.suspended_at is null";
pub(super) const NOTE_SESSION: &str =
    "update sessions set last_seen_at = $2, expires_at = $3 where id = $1 and expires_at > $2";
pub(super) const RENEW_SESSION: &str = "update sessions set token_hash = $2 where id = $1";
pub(super) const SESSIONS_OF: &str = "\
select id, user_id, user_agent, ip, created_at, last_seen_at, expires_at from sessions \
where user_id = $1 and expires_at > $2 order by last_seen_at desc, id desc";
pub(super) const END_SESSION: &str = "delete from sessions where user_id = $1 and id = $2";
pub(super) const END_SESSIONS: &str = "delete from sessions where user_id = $1 and id <> $2";

/// A later link of the same purpose takes the place of the earlier one.
pub(super) const INSERT_TOKEN: &str = "\
insert into mailed_tokens (id, user_id, purpose, token_hash, email, created_at, expires_at) \
values ($1, $2, $3, $4, $5, $6, $7) on conflict (user_id, purpose) do update set id = excluded.id, \
token_hash = excluded.token_hash, email = excluded.email, created_at = excluded.created_at, expires_at = excluded.expires_at";
pub(super) const TOKEN: &str = "\
select id, user_id, purpose, email, created_at, expires_at from mailed_tokens where token_hash = $1 and expires_at > $2";
pub(super) const USE_TOKEN: &str =
    "delete from mailed_tokens where token_hash = $1 and expires_at > $2";
pub(super) const END_TOKENS: &str = "delete from mailed_tokens where user_id = $1";

/// `where` belongs to the row that is made: none is, once enough were counted.
pub(super) const COUNT_MAIL: &str = "\
insert into counted_mails (email_key, counted_at) select $1, $2 \
where (select count(*) from counted_mails where email_key = $1 and counted_at > $3) < $4";

pub(super) const SWEEP_SESSIONS: &str = "delete from sessions where expires_at <= $1";
pub(super) const SWEEP_TOKENS: &str = "delete from mailed_tokens where expires_at <= $1";
pub(super) const SWEEP_MAILS: &str = "delete from counted_mails where counted_at < $1";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const ACCOUNTS: &[Asked] = &[
        asked_apart(ACCOUNT_BY_ID, ACCOUNT_TO_CHANGE_PG, &["7"]),
        asked(OWN_ACCOUNT, &["7"]).reading(&["users_suspended"]),
        asked(ACCOUNT_BY_EMAIL, &["a@b.example"]),
        asked(ACCOUNT_BY_HANDLE, &["amara"]),
        asked(USER_WITH_EMAIL, &["a@b.example"]),
        asked(SET_PASSWORD, &["7", "", "9"]),
        asked(SET_EMAIL_VERIFIED, &["7", "a@b.example", "9"]),
        asked(SET_ADMIN, &["7", "9"]),
        asked(SET_EMAIL, &["7", "a@b.example", "a@b.example", "0"]),
        asked(SET_HANDLE, &["7", "amara", "amara", "0", "arnara"]),
        asked(LIVE_SESSION, &["a", "9"]),
        asked(NOTE_SESSION, &["7", "9", "10"]),
        asked(RENEW_SESSION, &["7", "a"]),
        asked(SESSIONS_OF, &["7", "9"]),
        asked(END_SESSION, &["7", "70"]),
        asked(END_SESSIONS, &["7", "70"]),
        asked(TOKEN, &["a", "9"]),
        asked(USE_TOKEN, &["a", "9"]),
        asked(END_TOKENS, &["7"]),
        asked(COUNT_MAIL, &["a@b.example", "9", "0", "5"]),
        asked(SWEEP_SESSIONS, &["9"]).reading(&["sessions_by_expiry"]),
        asked(SWEEP_TOKENS, &["9"]).reading(&["mailed_tokens_by_expiry"]),
        asked(SWEEP_MAILS, &["9"]).reading(&["counted_mails_by_age"]),
    ];
    each_engine!(accounts_are_looked_up_and_swept_by_age, ACCOUNTS);
}
