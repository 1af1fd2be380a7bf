//! Rows as the core's types.

use kith_core::{
    accounts::{
        Account, BirthDate, Client, Email, Gender, Handle, LiveSession, MailedToken, OwnAccount,
        PasswordHash, Session, TokenPurpose,
    },
    audiences::Defaults,
    relations::Waiting,
    shared::{
        actor::Role,
        clock::Timestamp,
        id::{MediaId, SessionId, TokenId, UserId},
        store::StoreError,
    },
};
use sqlx::FromRow;

use crate::sql::{
    audiences::chosen_audience,
    column::{named, unsigned},
};

#[derive(FromRow)]
pub(super) struct AccountRow {
    id: i64,
    email: String,
    email_verified_at: Option<i64>,
    password_hash: String,
    handle: String,
    first_name: String,
    last_name: String,
    nickname: Option<String>,
    date_of_birth: String,
    gender: String,
    about_me: String,
    avatar_id: Option<i64>,
    is_private: bool,
    role: String,
    suspended_at: Option<i64>,
    created_at: i64,
}

impl TryFrom<AccountRow> for Account {
    type Error = StoreError;

    fn try_from(row: AccountRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: UserId::new(row.id),
            email: Email::stored(row.email),
            email_verified_at: row.email_verified_at.map(Timestamp::from_micros),
            password_hash: PasswordHash::new(row.password_hash),
            handle: Handle::stored(row.handle),
            first_name: row.first_name,
            last_name: row.last_name,
            nickname: row.nickname,
            date_of_birth: named("users.date_of_birth", &row.date_of_birth, BirthDate::stored)?,
            gender: named("users.gender", &row.gender, |name| Gender::parse(name).ok())?,
            about_me: row.about_me,
            avatar: row.avatar_id.map(MediaId::new),
            is_private: row.is_private,
            role: named("users.role", &row.role, Role::parse)?,
            suspended_at: row.suspended_at.map(Timestamp::from_micros),
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

#[derive(FromRow)]
pub(super) struct OwnAccountRow {
    #[sqlx(flatten)]
    account: AccountRow,
    default_audience: Option<String>,
    follow_requests: i64,
    friend_requests: i64,
}

impl TryFrom<OwnAccountRow> for OwnAccount {
    type Error = StoreError;

    fn try_from(row: OwnAccountRow) -> Result<Self, StoreError> {
        let is_private = row.account.is_private;
        Ok(Self {
            account: row.account.try_into()?,
            defaults: Defaults {
                chosen: chosen_audience(row.default_audience.as_deref())?,
                is_private,
            },
            waiting: Waiting {
                follow_requests: unsigned("relation_counts.follow_requests", row.follow_requests)?,
                friend_requests: unsigned("relation_counts.friend_requests", row.friend_requests)?,
            },
        })
    }
}

#[derive(FromRow)]
pub(super) struct LiveSessionRow {
    id: i64,
    user_id: i64,
    role: String,
    last_seen_at: i64,
}

impl TryFrom<LiveSessionRow> for LiveSession {
    type Error = StoreError;

    fn try_from(row: LiveSessionRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: SessionId::new(row.id),
            user: UserId::new(row.user_id),
            role: named("users.role", &row.role, Role::parse)?,
            last_seen_at: Timestamp::from_micros(row.last_seen_at),
        })
    }
}

#[derive(FromRow)]
pub(super) struct SessionRow {
    id: i64,
    user_id: i64,
    user_agent: String,
    ip: String,
    created_at: i64,
    last_seen_at: i64,
    expires_at: i64,
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        Self {
            id: SessionId::new(row.id),
            user: UserId::new(row.user_id),
            client: Client {
                user_agent: row.user_agent,
                ip: row.ip,
            },
            created_at: Timestamp::from_micros(row.created_at),
            last_seen_at: Timestamp::from_micros(row.last_seen_at),
            expires_at: Timestamp::from_micros(row.expires_at),
        }
    }
}

#[derive(FromRow)]
pub(super) struct MailedTokenRow {
    id: i64,
    user_id: i64,
    purpose: String,
    email: String,
    created_at: i64,
    expires_at: i64,
}

impl TryFrom<MailedTokenRow> for MailedToken {
    type Error = StoreError;

    fn try_from(row: MailedTokenRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: TokenId::new(row.id),
            user: UserId::new(row.user_id),
            purpose: named("mailed_tokens.purpose", &row.purpose, TokenPurpose::parse)?,
            email: Email::stored(row.email),
            created_at: Timestamp::from_micros(row.created_at),
            expires_at: Timestamp::from_micros(row.expires_at),
        })
    }
}
