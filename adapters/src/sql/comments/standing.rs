//! What follows from a comment that comes, goes or comes back: tallies, relevance, and whether those above it stand.
//!
//! A comment stands while it is not deleted or something that stands answers it. On PostgreSQL everybody locks in one
//! order, so that nobody waits for each other: the post, then comments from below upwards, each before its tallies, then
//! the tallies of the post.

use kith_core::shared::{
    id::{CommentId, PostId},
    store::StoreError,
};

use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
};

macro_rules! state {
    () => {
        "select stands, parent_id from comments where id = $1"
    };
}
const STATE: &str = state!();
const STATE_LOCKED: &str = concat!(state!(), " for no key update");

const COUNT_REPLY: &str = "\
insert into comment_tallies (comment_id, replies) values ($1, $2) \
on conflict (comment_id) do update set replies = comment_tallies.replies + excluded.replies";

const COUNT_ON_POST: &str = "\
insert into post_tallies (post_id, comments) values ($1, $2) \
on conflict (post_id) do update set comments = post_tallies.comments + excluded.comments";

/// The weights are those of `kith_core::comments::relevance`; a contract case compares the two.
macro_rules! settle {
    ($besides:literal) => {
        concat!(
            "update comments set ",
            $besides,
            "stands = deleted_at is null or coalesce((select t.replies from comment_tallies t where t.comment_id = comments.id), 0) > 0, \
             relevance = coalesce((select t.likes + t.loves + t.cares + t.hahas + t.wows + t.sads + t.angries + 2 * t.replies \
             from comment_tallies t where t.comment_id = comments.id), 0) \
             where id = $1"
        )
    };
}
const SETTLE: &str = concat!(settle!(""), " returning stands");
/// In one: PostgreSQL locks what a row hangs on when a transaction changes it for the second time.
const EMPTY: &str = settle!("content = '', media_id = null, ");

/// Counts a new answer to `parent`, which was locked to be answered.
pub(super) async fn count_answer(tx: &mut SqlTx, parent: CommentId) -> Result<(), StoreError> {
    count_reply(tx, parent, 1).await?;
    settle(tx, parent).await.map(drop)
}

/// Makes `comment`, which was deleted or brought back, and those above it stand or no longer stand.
pub(super) async fn follow_upwards(tx: &mut SqlTx, comment: CommentId) -> Result<(), StoreError> {
    let mut id = comment;
    let (mut stood, mut parent) = state(tx, id).await?;
    loop {
        let stands = settle(tx, id).await?;
        let Some(above) = parent.filter(|_| stands != stood) else {
            return Ok(());
        };
        id = CommentId::new(above);
        (stood, parent) = state(tx, id).await?;
        count_reply(tx, id, if stands { 1 } else { -1 }).await?;
    }
}

/// Counts so many comments more on a post. It comes last: the tally is everybody's.
pub(super) async fn count_on_post(
    tx: &mut SqlTx,
    post: PostId,
    more: i64,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(COUNT_ON_POST).bind(post.get()).bind(more).execute(c).await.map(drop))
        .store_err()
}

/// Whether it stands, and what is above it. It is locked.
async fn state(tx: &mut SqlTx, comment: CommentId) -> Result<(bool, Option<i64>), StoreError> {
    let id = comment.get();
    on!(tx, c =>
        lite sqlx::query_as(STATE).bind(id).fetch_one(c).await,
        pg sqlx::query_as(STATE_LOCKED).bind(id).fetch_one(c).await)
    .store_err()
}

async fn count_reply(tx: &mut SqlTx, comment: CommentId, more: i64) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(COUNT_REPLY).bind(comment.get()).bind(more).execute(c).await.map(drop))
        .store_err()
}

/// Makes what follows from its tallies so. Whether it stands now.
pub(in crate::sql) async fn settle(tx: &mut SqlTx, comment: CommentId) -> Result<bool, StoreError> {
    let id = comment.get();
    on!(tx, c => sqlx::query_scalar(SETTLE).bind(id).fetch_one(c).await).store_err()
}

/// The same for one that is erased, and may not be there any more: it says and shows nothing from now on.
pub(super) async fn empty(tx: &mut SqlTx, comment: CommentId) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(EMPTY).bind(comment.get()).execute(c).await.map(drop)).store_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const STANDING: &[Asked] = &[
        asked_apart(STATE, STATE_LOCKED, &["7"]),
        asked(SETTLE, &["7"]),
        asked(EMPTY, &["7"]),
    ];
    each_engine!(what_is_above_is_looked_up, STANDING);
}
