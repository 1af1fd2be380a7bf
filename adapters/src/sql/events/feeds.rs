//! The addresses of calendars.

use async_trait::async_trait;
use kith_core::{
    events::{CalendarEntry, CalendarFeedRepo, CalendarPart, EventKey, StoredFeed},
    shared::{
        clock::Timestamp,
        id::UserId,
        page::{Limit, Page},
        secret::TokenHash,
        store::StoreError,
    },
};

use super::views;
use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
};

const FEED: &str = "select seed, token_hash, created_at from calendar_feeds where user_id = $1";
const KEEP: &str = "\
insert into calendar_feeds (user_id, seed, token_hash, created_at) values ($1, $2, $3, $4) on conflict (user_id) do nothing";
const DELETE: &str = "delete from calendar_feeds where user_id = $1";
const OWNER: &str = "\
select f.user_id from calendar_feeds f cross join users u where f.token_hash = $1 and u.id = f.user_id and u.suspended_at is null";

#[async_trait]
impl CalendarFeedRepo for SqlTx {
    async fn calendar_feed(&mut self, user: UserId) -> Result<Option<StoredFeed>, StoreError> {
        let row: Option<(Vec<u8>, Vec<u8>, i64)> = on!(self, c => sqlx::query_as(FEED)
            .bind(user.get()).fetch_optional(c).await)
        .store_err()?;
        row.map(|(seed, token, created_at)| {
            Ok(StoredFeed {
                seed: bytes(seed)?,
                token: bytes(token)?,
                created_at: Timestamp::from_micros(created_at),
            })
        })
        .transpose()
    }

    async fn keep_calendar_feed(
        &mut self,
        user: UserId,
        feed: &StoredFeed,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(KEEP)
            .bind(user.get()).bind(&feed.seed[..]).bind(&feed.token[..]).bind(feed.created_at.as_micros())
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn delete_calendar_feed(&mut self, user: UserId) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(DELETE).bind(user.get()).execute(c).await.map(drop)).store_err()
    }

    async fn calendar_feed_of(&mut self, token: &TokenHash) -> Result<Option<UserId>, StoreError> {
        let user: Option<i64> = on!(self, c => sqlx::query_scalar(OWNER)
            .bind(&token[..]).fetch_optional(c).await)
        .store_err()?;
        Ok(user.map(UserId::new))
    }

    async fn calendar_of(
        &mut self,
        user: UserId,
        part: CalendarPart,
        after: Option<EventKey>,
        limit: Limit,
    ) -> Result<Page<CalendarEntry, EventKey>, StoreError> {
        views::calendar(self, user, part, after, limit).await
    }
}

fn bytes(stored: Vec<u8>) -> Result<[u8; 32], StoreError> {
    let read = stored.try_into();
    read.map_err(|_| StoreError::Failed("calendar_feeds holds another number of bytes".into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const ADDRESSES: &[Asked] = &[
        asked(FEED, &["7"]),
        asked(DELETE, &["7"]),
        asked(OWNER, &["a"]),
    ];
    each_engine!(addresses_are_looked_up, ADDRESSES);
}
