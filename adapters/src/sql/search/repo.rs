//! The repository.

use std::collections::BTreeSet;

use async_trait::async_trait;
use kith_core::{
    profiles::UserSummary,
    search::{NamePrefixes, NameWords, Names, SearchRepo, spellings},
    shared::{id::UserId, store::StoreError},
};

use super::{
    rows::{MemberRow, NamesRow},
    sql,
};
use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
};

#[async_trait]
impl SearchRepo for SqlTx {
    async fn names_of(&mut self, user: UserId) -> Result<Option<Names>, StoreError> {
        let row: Option<NamesRow> =
            on!(self, c => sqlx::query_as(sql::NAMES).bind(user.get()).fetch_optional(c).await)
                .store_err()?;
        Ok(row.map(Names::from))
    }

    async fn set_name_words(&mut self, user: UserId, words: &NameWords) -> Result<(), StoreError> {
        on!(self, c =>
            lite { let _ = c; Ok(()) },
            pg sqlx::query(sql::LOCK_PG).execute(c).await.map(drop))
        .store_err()?;
        let stored: Vec<String> =
            on!(self, c => sqlx::query_scalar(sql::WORDS).bind(user.get()).fetch_all(c).await)
                .store_err()?;
        let stored: BTreeSet<String> = stored.into_iter().collect();
        for word in words.all.difference(&stored) {
            on!(self, c => sqlx::query(sql::ADD_WORD).bind(word).bind(user.get()).execute(c).await.map(drop))
                .store_err()?;
        }
        for word in &words.of_names {
            add_spellings(self, word).await?;
        }
        for word in stored.difference(&words.all) {
            on!(self, c => sqlx::query(sql::REMOVE_WORD).bind(word).bind(user.get()).execute(c).await.map(drop))
                .store_err()?;
            on!(self, c => sqlx::query(sql::FORGET_SPELLINGS).bind(word).execute(c).await.map(drop))
                .store_err()?;
        }
        Ok(())
    }

    async fn find_handle(
        &mut self,
        viewer: UserId,
        handle: &str,
    ) -> Result<Option<UserSummary>, StoreError> {
        // PostgreSQL takes no text with a zero in it; no handle has one.
        let key = handle.to_ascii_lowercase().replace('\0', " ");
        let row: Option<MemberRow> = on!(self, c => sqlx::query_as(sql::BY_HANDLE).bind(viewer.get()).bind(key).fetch_optional(c).await)
            .store_err()?;
        Ok(row.map(UserSummary::from))
    }

    async fn find_known(
        &mut self,
        viewer: UserId,
        prefixes: &NamePrefixes,
        limit: usize,
    ) -> Result<Vec<UserSummary>, StoreError> {
        find(self, sql::KNOWN, viewer, prefixes, limit).await
    }

    async fn find_anybody(
        &mut self,
        viewer: UserId,
        prefixes: &NamePrefixes,
        limit: usize,
    ) -> Result<Vec<UserSummary>, StoreError> {
        find(self, sql::ANYBODY, viewer, prefixes, limit).await
    }

    async fn words_spelled_like(&mut self, word: &str) -> Result<Vec<String>, StoreError> {
        let spellings: Vec<String> = spellings(word).into_iter().collect();
        if spellings.is_empty() {
            return Ok(Vec::new());
        }
        on!(self, c =>
            lite sqlx::query_scalar(sql::SPELLED_LIKE_LITE).bind(sqlx::types::Json(&spellings)).fetch_all(c).await,
            pg sqlx::query_scalar(sql::SPELLED_LIKE_PG).bind(&spellings).fetch_all(c).await)
        .store_err()
    }
}

/// The whole word is one of its spellings: where it is stored, all are.
pub(in crate::sql) async fn add_spellings(tx: &mut SqlTx, word: &str) -> Result<(), StoreError> {
    let known: i64 =
        on!(tx, c => sqlx::query_scalar(sql::HAS_SPELLINGS).bind(word).fetch_one(c).await)
            .store_err()?;
    if known > 0 {
        return Ok(());
    }
    for spelling in spellings(word) {
        on!(tx, c => sqlx::query(sql::ADD_SPELLING).bind(&spelling).bind(word).execute(c).await.map(drop))
            .store_err()?;
    }
    Ok(())
}

async fn find(
    tx: &mut SqlTx,
    statement: &'static str,
    viewer: UserId,
    prefixes: &NamePrefixes,
    limit: usize,
) -> Result<Vec<UserSummary>, StoreError> {
    let [first, second, third, fourth] = prefixes.get();
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows: Vec<MemberRow> = on!(tx, c => sqlx::query_as(statement)
        .bind(viewer.get()).bind(first).bind(second).bind(third).bind(fourth).bind(limit)
        .fetch_all(c).await)
    .store_err()?;
    Ok(rows.into_iter().map(UserSummary::from).collect())
}
