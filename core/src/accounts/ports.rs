//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{
    Account, Email, Handle, LiveSession, Mail, MailedToken, NewMailedToken, NewSession,
    PasswordHash, Session,
};
use crate::{
    audiences::Defaults,
    relations::Waiting,
    shared::{
        clock::Timestamp,
        id::{SessionId, UserId},
        secret::{Password, TokenHash},
        store::StoreError,
    },
};

/// An account with what every page shows its owner beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAccount {
    /// The account.
    pub account: Account,
    /// What decides the audience of their next post.
    pub defaults: Defaults,
    /// What waits for their decision.
    pub waiting: Waiting,
}

/// What storing a new account came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// It is stored.
    Stored,
    /// The address belongs to somebody; nothing was stored.
    EmailTaken,
    /// The handle, or one that looks the same, belongs to somebody; nothing was stored.
    HandleTaken,
}

/// Stored accounts, sessions and mailed links, part of the unit of work.
#[async_trait]
pub trait AccountRepo: Send {
    /// Stores a new account together with its default privacy. Taken addresses and handles are an answer, not an
    /// error: the transaction stays usable. The role is stored as given; pictures are not stored.
    async fn insert_account(&mut self, account: &Account) -> Result<Opened, StoreError>;

    /// Makes `user` the founder, once for all times: `true` for the one transaction that wins, however many race.
    async fn claim_founding(&mut self, user: UserId) -> Result<bool, StoreError>;

    /// The account with this id, suspended or not.
    async fn account_by_id(&mut self, id: UserId) -> Result<Option<Account>, StoreError>;

    /// The account with this id with all that belongs to [`OwnAccount`], in one query.
    async fn own_account(&mut self, id: UserId) -> Result<Option<OwnAccount>, StoreError>;

    /// As [`AccountRepo::account_by_id`]; the account cannot change until this transaction ends.
    async fn account_to_change(&mut self, id: UserId) -> Result<Option<Account>, StoreError>;

    /// The account with this address in force, compared by [`Email::key`].
    async fn account_by_email(&mut self, email: &Email) -> Result<Option<Account>, StoreError>;

    /// The account with this handle, compared by [`Handle::key`].
    async fn account_by_handle(&mut self, handle: &Handle) -> Result<Option<Account>, StoreError>;

    /// Puts a password in force; `false` when there is no such account.
    async fn set_password(
        &mut self,
        user: UserId,
        hash: &PasswordHash,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Puts a verified address in force; `false` when it belongs to somebody else or there is no such account.
    /// MUST be [`StoreError::Conflict`] when it is taken at this very moment.
    async fn set_email(
        &mut self,
        user: UserId,
        email: &Email,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Notes that the address is verified; `false` when `email` is not the address in force (any more).
    async fn set_email_verified(
        &mut self,
        user: UserId,
        email: &Email,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Gives a handle; `false` when it, or one that looks the same, belongs to somebody else or there is no such account.
    /// MUST be [`StoreError::Conflict`] when it is taken at this very moment.
    async fn set_handle(
        &mut self,
        user: UserId,
        handle: &Handle,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Makes an administrator; `false` when there is no such account.
    async fn set_admin(&mut self, user: UserId, now: Timestamp) -> Result<bool, StoreError>;

    /// Stores a session.
    async fn insert_session(&mut self, session: &NewSession) -> Result<(), StoreError>;

    /// The session with this token, unless it has expired by `now` or its owner is suspended.
    async fn live_session(
        &mut self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<LiveSession>, StoreError>;

    /// Notes that a session is in use, and until when it lasts. One that has ended stays so: `false`.
    async fn note_session(
        &mut self,
        id: SessionId,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Gives a session another token; the old one is worth nothing from the commit on. `false` when it has ended.
    async fn renew_session(&mut self, id: SessionId, token: &TokenHash)
    -> Result<bool, StoreError>;

    /// The sessions of `user` that have not expired by `now`, the last used first.
    async fn sessions_of(
        &mut self,
        user: UserId,
        now: Timestamp,
    ) -> Result<Vec<Session>, StoreError>;

    /// Ends a session of `user`; `false` when they have no such session.
    async fn end_session(&mut self, user: UserId, id: SessionId) -> Result<bool, StoreError>;

    /// Ends all sessions of `user` but `keep`; gives how many.
    async fn end_sessions(
        &mut self,
        user: UserId,
        keep: Option<SessionId>,
    ) -> Result<u64, StoreError>;

    /// Stores a mailed link. Earlier ones of the same user and purpose are worth nothing from the commit on.
    async fn insert_mailed_token(&mut self, token: &NewMailedToken) -> Result<(), StoreError>;

    /// The link with this token, unless it has expired by `now`. Reading does not use it.
    async fn mailed_token(
        &mut self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<MailedToken>, StoreError>;

    /// Uses a link: of any number of transactions that try, one gets `true`.
    async fn use_mailed_token(
        &mut self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Makes all links of `user` worthless; gives how many.
    async fn end_mailed_tokens(&mut self, user: UserId) -> Result<u64, StoreError>;

    /// Counts a mail to `email` unless `most` were counted since `since`; `false` when they were.
    async fn count_mail(
        &mut self,
        email: &Email,
        since: Timestamp,
        most: u32,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Forgets sessions and links that expired before `now` and mails counted before `mails_before`; gives how many rows.
    async fn sweep_accounts(
        &mut self,
        now: Timestamp,
        mails_before: Timestamp,
    ) -> Result<u64, StoreError>;
}

/// Why nothing was hashed.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// Too many are waiting already: worth trying again shortly.
    #[error("too many passwords wait to be hashed")]
    Busy,
    /// The hash function failed.
    #[error("hashing failed: {0}")]
    Failed(String),
}

/// Turns passwords into hashes. Slow on purpose: never while a transaction is open.
#[async_trait]
pub trait PasswordHasher: Send + Sync {
    /// Hashes `password` with fresh salt.
    async fn hash(&self, password: &Password) -> Result<PasswordHash, HashError>;

    /// Whether `hash` was made from `password`. `None` is nobody's hash: the answer is `false`, and
    /// takes as long as any other, so that time does not tell who exists.
    async fn verify(
        &self,
        password: &Password,
        hash: Option<&PasswordHash>,
    ) -> Result<bool, HashError>;
}

/// Why a mail was not handed over.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// It will never be accepted as it is: a malformed address, or a final refusal.
    #[error("the mail was refused: {0}")]
    Refused(String),
    /// Worth trying again later.
    #[error("the mail could not be handed over: {0}")]
    Failed(String),
}

/// How mails leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailDelivery {
    /// Through an SMTP server.
    Smtp,
    /// As files in the data folder.
    Files,
}

impl MailDelivery {
    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Smtp => "smtp",
            Self::Files => "files",
        }
    }
}

/// Sends mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands a mail over. When this returns, it is on its way, or lies in its file.
    async fn send(&self, mail: &Mail) -> Result<(), MailError>;

    /// How mails leave, for the pages that tell people where to look.
    fn delivery(&self) -> MailDelivery;
}
