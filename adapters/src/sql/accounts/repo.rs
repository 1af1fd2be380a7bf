//! The repository.

use async_trait::async_trait;
use kith_core::{
    accounts::{
        Account, AccountRepo, Email, Handle, LiveSession, MailedToken, NewMailedToken, NewSession,
        Opened, OwnAccount, PasswordHash, Session,
    },
    shared::{
        clock::Timestamp,
        id::{SessionId, UserId},
        secret::TokenHash,
        store::StoreError,
    },
};

use super::{
    rows::{AccountRow, LiveSessionRow, MailedTokenRow, OwnAccountRow, SessionRow},
    sql,
};
use crate::sql::{
    column::micros,
    error::StoreResult as _,
    store::{SqlTx, on},
};

/// No session has this id: ids are positive.
const NO_SESSION: i64 = 0;

#[async_trait]
impl AccountRepo for SqlTx {
    async fn insert_account(&mut self, account: &Account) -> Result<Opened, StoreError> {
        let inserted = on!(self, c => sqlx::query(sql::INSERT_USER)
            .bind(account.id.get())
            .bind(account.email.as_str())
            .bind(account.email.key())
            .bind(micros(account.email_verified_at))
            .bind(account.password_hash.as_str())
            .bind(account.handle.as_str())
            .bind(account.handle.key())
            .bind(&account.first_name)
            .bind(&account.last_name)
            .bind(&account.nickname)
            .bind(account.date_of_birth.to_string())
            .bind(account.gender.as_str())
            .bind(&account.about_me)
            .bind(account.is_private)
            .bind(account.role.as_str())
            .bind(micros(account.suspended_at))
            .bind(account.created_at.as_micros())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()?;
        if inserted {
            on!(self, c => sqlx::query(sql::INSERT_PRIVACY).bind(account.id.get()).execute(c).await.map(drop))
                .store_err()?;
            return Ok(Opened::Stored);
        }
        let owner: Option<i64> = on!(self, c => sqlx::query_scalar(sql::USER_WITH_EMAIL)
            .bind(account.email.key())
            .fetch_optional(c).await)
        .store_err()?;
        Ok(owner.map_or(Opened::HandleTaken, |_| Opened::EmailTaken))
    }

    async fn claim_founding(&mut self, user: UserId) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::CLAIM_FOUNDING)
            .bind(user.get())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn account_by_id(&mut self, id: UserId) -> Result<Option<Account>, StoreError> {
        let row: Option<AccountRow> = on!(self, c => sqlx::query_as(sql::ACCOUNT_BY_ID)
            .bind(id.get())
            .fetch_optional(c).await)
        .store_err()?;
        row.map(Account::try_from).transpose()
    }

    async fn own_account(&mut self, id: UserId) -> Result<Option<OwnAccount>, StoreError> {
        let row: Option<OwnAccountRow> = on!(self, c => sqlx::query_as(sql::OWN_ACCOUNT)
            .bind(id.get())
            .fetch_optional(c).await)
        .store_err()?;
        row.map(OwnAccount::try_from).transpose()
    }

    async fn account_to_change(&mut self, id: UserId) -> Result<Option<Account>, StoreError> {
        // SQLite has one writer: whatever a unit of work reads stays so until it ends.
        let row: Option<AccountRow> = on!(self, c =>
            lite sqlx::query_as(sql::ACCOUNT_BY_ID).bind(id.get()).fetch_optional(c).await,
            pg sqlx::query_as(sql::ACCOUNT_TO_CHANGE_PG).bind(id.get()).fetch_optional(c).await)
        .store_err()?;
        row.map(Account::try_from).transpose()
    }

    async fn account_by_email(&mut self, email: &Email) -> Result<Option<Account>, StoreError> {
        let row: Option<AccountRow> = on!(self, c => sqlx::query_as(sql::ACCOUNT_BY_EMAIL)
            .bind(email.key())
            .fetch_optional(c).await)
        .store_err()?;
        row.map(Account::try_from).transpose()
    }

    async fn account_by_handle(&mut self, handle: &Handle) -> Result<Option<Account>, StoreError> {
        let row: Option<AccountRow> = on!(self, c => sqlx::query_as(sql::ACCOUNT_BY_HANDLE)
            .bind(handle.key())
            .fetch_optional(c).await)
        .store_err()?;
        row.map(Account::try_from).transpose()
    }

    async fn set_password(
        &mut self,
        user: UserId,
        hash: &PasswordHash,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::SET_PASSWORD)
            .bind(user.get()).bind(hash.as_str()).bind(now.as_micros())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn set_email(
        &mut self,
        user: UserId,
        email: &Email,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::SET_EMAIL)
            .bind(user.get()).bind(email.as_str()).bind(email.key()).bind(now.as_micros())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn set_email_verified(
        &mut self,
        user: UserId,
        email: &Email,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::SET_EMAIL_VERIFIED)
            .bind(user.get()).bind(email.key()).bind(now.as_micros())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn set_handle(
        &mut self,
        user: UserId,
        handle: &Handle,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::SET_HANDLE)
            .bind(user.get()).bind(handle.as_str()).bind(handle.key()).bind(now.as_micros()).bind(handle.look())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn set_admin(&mut self, user: UserId, now: Timestamp) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::SET_ADMIN)
            .bind(user.get()).bind(now.as_micros())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn insert_session(&mut self, new: &NewSession) -> Result<(), StoreError> {
        let session = &new.session;
        on!(self, c => sqlx::query(sql::INSERT_SESSION)
            .bind(session.id.get())
            .bind(session.user.get())
            .bind(&new.token_hash[..])
            .bind(&session.client.user_agent)
            .bind(&session.client.ip)
            .bind(session.created_at.as_micros())
            .bind(session.last_seen_at.as_micros())
            .bind(session.expires_at.as_micros())
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn live_session(
        &mut self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<LiveSession>, StoreError> {
        let row: Option<LiveSessionRow> = on!(self, c => sqlx::query_as(sql::LIVE_SESSION)
            .bind(&token[..]).bind(now.as_micros())
            .fetch_optional(c).await)
        .store_err()?;
        row.map(LiveSession::try_from).transpose()
    }

    async fn note_session(
        &mut self,
        id: SessionId,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::NOTE_SESSION)
            .bind(id.get()).bind(now.as_micros()).bind(expires_at.as_micros())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn renew_session(
        &mut self,
        id: SessionId,
        token: &TokenHash,
    ) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::RENEW_SESSION)
            .bind(id.get()).bind(&token[..])
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn sessions_of(
        &mut self,
        user: UserId,
        now: Timestamp,
    ) -> Result<Vec<Session>, StoreError> {
        let rows: Vec<SessionRow> = on!(self, c => sqlx::query_as(sql::SESSIONS_OF)
            .bind(user.get()).bind(now.as_micros())
            .fetch_all(c).await)
        .store_err()?;
        Ok(rows.into_iter().map(Session::from).collect())
    }

    async fn end_session(&mut self, user: UserId, id: SessionId) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::END_SESSION)
            .bind(user.get()).bind(id.get())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn end_sessions(
        &mut self,
        user: UserId,
        keep: Option<SessionId>,
    ) -> Result<u64, StoreError> {
        on!(self, c => sqlx::query(sql::END_SESSIONS)
            .bind(user.get()).bind(keep.map_or(NO_SESSION, SessionId::get))
            .execute(c).await.map(|done| done.rows_affected()))
        .store_err()
    }

    async fn insert_mailed_token(&mut self, new: &NewMailedToken) -> Result<(), StoreError> {
        let token = &new.token;
        on!(self, c => sqlx::query(sql::INSERT_TOKEN)
            .bind(token.id.get())
            .bind(token.user.get())
            .bind(token.purpose.as_str())
            .bind(&new.token_hash[..])
            .bind(token.email.as_str())
            .bind(token.created_at.as_micros())
            .bind(token.expires_at.as_micros())
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn mailed_token(
        &mut self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<MailedToken>, StoreError> {
        let row: Option<MailedTokenRow> = on!(self, c => sqlx::query_as(sql::TOKEN)
            .bind(&token[..]).bind(now.as_micros())
            .fetch_optional(c).await)
        .store_err()?;
        row.map(MailedToken::try_from).transpose()
    }

    async fn use_mailed_token(
        &mut self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::USE_TOKEN)
            .bind(&token[..]).bind(now.as_micros())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn end_mailed_tokens(&mut self, user: UserId) -> Result<u64, StoreError> {
        on!(self, c => sqlx::query(sql::END_TOKENS)
            .bind(user.get())
            .execute(c).await.map(|done| done.rows_affected()))
        .store_err()
    }

    async fn count_mail(
        &mut self,
        email: &Email,
        since: Timestamp,
        most: u32,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::COUNT_MAIL)
            .bind(email.key()).bind(now.as_micros()).bind(since.as_micros()).bind(i64::from(most))
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn sweep_accounts(
        &mut self,
        now: Timestamp,
        mails_before: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut swept = 0;
        for (statement, before) in [
            (sql::SWEEP_SESSIONS, now),
            (sql::SWEEP_TOKENS, now),
            (sql::SWEEP_MAILS, mails_before),
        ] {
            swept += on!(self, c => sqlx::query(statement)
                .bind(before.as_micros())
                .execute(c).await.map(|done| done.rows_affected()))
            .store_err()?;
        }
        Ok(swept)
    }
}
