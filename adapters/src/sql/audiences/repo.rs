//! The repository.

use async_trait::async_trait;
use kith_core::{
    audiences::{AudienceChange, AudienceRepo, Changed, Defaults, PostFilter, Reach, Reassigned},
    posts::Audience,
    shared::{
        clock::Timestamp,
        id::{AudienceChangeId, PostId, UserId},
        store::StoreError,
    },
};

use super::{reach, sql};
use crate::sql::{
    column::{named, unsigned},
    error::StoreResult as _,
    posts::{counts::Moves, shares},
    store::{SqlTx, on},
};

#[async_trait]
impl AudienceRepo for SqlTx {
    async fn count_to_change(
        &mut self,
        author: UserId,
        to: Audience,
        filter: &PostFilter,
    ) -> Result<u64, StoreError> {
        let (from, after, before) = bounds(filter);
        let (count,): (i64,) = on!(self, c => sqlx::query_as(sql::COUNT)
            .bind(author.get()).bind(to.as_str()).bind(from).bind(after).bind(before)
            .fetch_one(c).await)
        .store_err()?;
        unsigned("count of posts", count)
    }

    async fn change_audiences(
        &mut self,
        change: &AudienceChange,
        filter: &PostFilter,
    ) -> Result<Vec<Reassigned>, StoreError> {
        let (id, author, to) = (change.id.get(), change.author.get(), change.to.as_str());
        on!(self, c => sqlx::query(sql::INSERT_CHANGE)
            .bind(id).bind(author).bind(to).bind(change.changed_at.as_micros())
            .execute(c).await.map(drop))
        .store_err()?;
        let (from, after, before) = bounds(filter);
        on!(self, c =>
            lite sqlx::query(sql::NOTE_POSTS_LITE)
                .bind(author).bind(to).bind(from).bind(after).bind(before).bind(id)
                .execute(c).await.map(drop),
            pg sqlx::query(sql::NOTE_POSTS_PG)
                .bind(author).bind(to).bind(from).bind(after).bind(before).bind(id)
                .execute(c).await.map(drop))
        .store_err()?;
        let rows: Vec<ReassignedRow> = on!(self, c => sqlx::query_as(sql::CHANGE_POSTS)
            .bind(id).bind(to)
            .fetch_all(c).await)
        .store_err()?;
        count_shares(self, &rows).await?;
        count_anew(self, change.author, rows).await
    }

    async fn remembered_change(
        &mut self,
        author: UserId,
        change: AudienceChangeId,
    ) -> Result<Option<Changed>, StoreError> {
        let row: Option<(i64, i64)> = on!(self, c => sqlx::query_as(sql::REMEMBERED)
            .bind(author.get()).bind(change.get())
            .fetch_optional(c).await)
        .store_err()?;
        let Some((all, live)) = row else {
            return Ok(None);
        };
        Ok(Some(Changed {
            matched: unsigned("count of posts", live)?,
            change: (all > 0).then_some(change),
        }))
    }

    async fn audience_change(
        &mut self,
        author: UserId,
        change: AudienceChangeId,
    ) -> Result<Option<AudienceChange>, StoreError> {
        let row: Option<(String, i64)> = on!(self, c =>
            lite sqlx::query_as(sql::CHANGE).bind(author.get()).bind(change.get()).fetch_optional(c).await,
            pg sqlx::query_as(sql::CHANGE_LOCKED_PG).bind(author.get()).bind(change.get()).fetch_optional(c).await)
        .store_err()?;
        let Some((to, changed_at)) = row else {
            return Ok(None);
        };
        Ok(Some(AudienceChange {
            id: change,
            author,
            to: named("audience_changes.audience", &to, Audience::parse)?,
            changed_at: Timestamp::from_micros(changed_at),
        }))
    }

    async fn undo_audience_change(
        &mut self,
        change: &AudienceChange,
    ) -> Result<Vec<Reassigned>, StoreError> {
        let id = change.id.get();
        on!(self, c =>
            lite { let _ = c; Ok(()) },
            pg sqlx::query(sql::LOCK_CHANGED_PG).bind(id).execute(c).await.map(drop))
        .store_err()?;
        let rows: Vec<ReassignedRow> = on!(self, c => sqlx::query_as(sql::UNDO)
            .bind(id).bind(change.to.as_str())
            .fetch_all(c).await)
        .store_err()?;
        for statement in [sql::FORGET_NAMES, sql::FORGET_CHANGE] {
            on!(self, c => sqlx::query(statement).bind(id).execute(c).await.map(drop))
                .store_err()?;
        }
        count_shares(self, &rows).await?;
        count_anew(self, change.author, rows).await
    }

    async fn forget_audience_changes(&mut self, until: Timestamp) -> Result<u64, StoreError> {
        let until = until.as_micros();
        on!(self, c => sqlx::query(sql::FORGET_OLD_NAMES).bind(until).execute(c).await.map(drop))
            .store_err()?;
        on!(self, c => sqlx::query(sql::FORGET_OLD_CHANGES).bind(until)
            .execute(c).await.map(|done| done.rows_affected()))
        .store_err()
    }

    async fn count_members(&mut self) -> Result<u64, StoreError> {
        reach::count_members(self).await
    }

    async fn reach(
        &mut self,
        author: UserId,
        named: &[UserId],
        members: u64,
    ) -> Result<Reach, StoreError> {
        reach::reach(self, author, named, members).await
    }

    async fn default_audience(&mut self, user: UserId) -> Result<Defaults, StoreError> {
        let row: Option<(Option<String>, bool)> =
            on!(self, c => sqlx::query_as(sql::DEFAULT).bind(user.get()).fetch_optional(c).await)
                .store_err()?;
        let Some((chosen, is_private)) = row else {
            return Ok(Defaults::default());
        };
        Ok(Defaults {
            chosen: chosen_audience(chosen.as_deref())?,
            is_private,
        })
    }

    async fn set_default_audience(
        &mut self,
        user: UserId,
        audience: Audience,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(sql::SET_DEFAULT).bind(user.get()).bind(audience.as_str()).execute(c).await.map(drop))
            .store_err()
    }
}

/// What a member's settings say about the audience of their next post.
pub(in crate::sql) fn chosen_audience(name: Option<&str>) -> Result<Option<Audience>, StoreError> {
    name.map(|name| named("member_settings.default_audience", name, Audience::parse))
        .transpose()
}

/// The filter as it is bound: no audience is empty, no time is one beyond all posts.
fn bounds(filter: &PostFilter) -> (&'static str, i64, i64) {
    (
        filter.from.map_or("", Audience::as_str),
        filter.after.map_or(i64::MIN, Timestamp::as_micros),
        filter.before.map_or(i64::MAX, Timestamp::as_micros),
    )
}

/// A post, whom it was for, whom it is for, when it was deleted, what it shares.
type ReassignedRow = (i64, String, String, Option<i64>, Option<i64>);

/// Counts the shares among posts that are public now or no longer.
async fn count_shares(tx: &mut SqlTx, rows: &[ReassignedRow]) -> Result<(), StoreError> {
    let counts = |audience: &str| i64::from(audience == Audience::Public.as_str());
    let live = rows
        .iter()
        .filter(|(_, _, _, deleted, _)| deleted.is_none());
    let changes = live.filter_map(|(_, from, to, _, shared)| {
        shared.map(|original| (original, counts(to) - counts(from)))
    });
    shares::count_many(tx, changes).await
}

/// The posts of `author`, which are counted for whom they are for now.
async fn count_anew(
    tx: &mut SqlTx,
    author: UserId,
    rows: Vec<ReassignedRow>,
) -> Result<Vec<Reassigned>, StoreError> {
    let posts: Vec<Reassigned> = rows.into_iter().map(reassigned).collect::<Result<_, _>>()?;
    let mut moves = Moves::default();
    for post in posts.iter().filter(|post| !post.is_deleted) {
        moves.add(post.from, -1);
        moves.add(post.to, 1);
    }
    moves.make(tx, author).await?;
    Ok(posts)
}

fn reassigned((post, from, to, deleted, _): ReassignedRow) -> Result<Reassigned, StoreError> {
    Ok(Reassigned {
        post: PostId::new(post),
        from: named("audience_change_posts.audience", &from, Audience::parse)?,
        to: named("posts.audience", &to, Audience::parse)?,
        is_deleted: deleted.is_some(),
    })
}
