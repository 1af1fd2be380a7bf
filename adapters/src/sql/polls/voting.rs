//! Polls and votes as they are stored. Votes in one poll are counted one after the other, in many polls at once.

use kith_core::{
    polls::NewPoll,
    shared::{
        clock::Timestamp,
        id::{PollOptionId, PostId, UserId},
        store::StoreError,
    },
};

use crate::sql::{
    column::id_list,
    error::StoreResult as _,
    store::{SqlTx, on},
    visibility::visible,
};

const INSERT: &str =
    "insert into polls (post_id, multiple, results, ends_at) values ($1, $2, $3, $4)";
const INSERT_OPTION: &str = "insert into poll_options (id, post_id, text) values ($1, $2, $3)";

macro_rules! hold {
    ($locks:literal) => {
        concat!(
            "select q.post_id from posts p cross join users a cross join polls q \
             where p.id = $2 and a.id = p.author_id and q.post_id = p.id and ",
            visible!(post "p", author "a", viewer "$1"),
            $locks
        )
    };
}
const HOLD: &str = hold!("");
/// The post comes first, as in everything that changes posts, so that nobody waits for who waits for them.
const HOLD_PG: &str = hold!(" for share of p");
const HOLD_VOTES_PG: &str = "select post_id from polls where post_id = $1 for update";

macro_rules! take_back {
    ($given:literal) => {
        concat!(
            "delete from poll_votes where post_id = $1 and user_id = $2 and option_id in (",
            $given,
            ")"
        )
    };
}
const TAKE_BACK_LITE: &str = take_back!("select value from json_each($3)");
const TAKE_BACK_PG: &str = take_back!("select unnest($3)");
macro_rules! cast {
    ($given:literal) => {
        concat!(
            "insert into poll_votes (post_id, user_id, option_id) select $1, $2, g.value from ",
            $given
        )
    };
}
const CAST_LITE: &str = cast!("json_each($3) g");
const CAST_PG: &str = cast!("unnest($3) as g (value)");
macro_rules! move_votes {
    ($given:literal) => {
        concat!(
            "update poll_options set votes = votes + $1 where id in (",
            $given,
            ")"
        )
    };
}
const MOVE_VOTES_LITE: &str = move_votes!("select value from json_each($2)");
const MOVE_VOTES_PG: &str = move_votes!("select unnest($2)");
const MOVE_VOTERS: &str = "update polls set voters = voters + $1 where post_id = $2";

/// Its options and votes go along.
const ERASE: &str = "delete from polls where post_id = $1";

pub(super) async fn insert(tx: &mut SqlTx, post: PostId, poll: &NewPoll) -> Result<(), StoreError> {
    let ends_at = poll.terms.ends_at.map(Timestamp::as_micros);
    on!(tx, c => sqlx::query(INSERT)
        .bind(post.get()).bind(poll.terms.multiple).bind(poll.terms.results.as_str()).bind(ends_at)
        .execute(c).await.map(drop))
    .store_err()?;
    for option in &poll.options {
        on!(tx, c => sqlx::query(INSERT_OPTION)
            .bind(option.id.get()).bind(post.get()).bind(option.text.as_str())
            .execute(c).await.map(drop))
        .store_err()?;
    }
    Ok(())
}

pub(super) async fn hold(tx: &mut SqlTx, viewer: UserId, post: PostId) -> Result<bool, StoreError> {
    // SQLite has one writer: whatever a unit of work reads stays so until it ends.
    let found: Option<i64> = on!(tx, c =>
        lite sqlx::query_scalar(HOLD).bind(viewer.get()).bind(post.get()).fetch_optional(c).await,
        pg sqlx::query_scalar(HOLD_PG).bind(viewer.get()).bind(post.get()).fetch_optional(c).await)
    .store_err()?;
    let Some(poll) = found else {
        return Ok(false);
    };
    let held: Option<i64> = on!(tx, c =>
        lite { let _ = c; Ok(Some(poll)) },
        pg sqlx::query_scalar(HOLD_VOTES_PG).bind(poll).fetch_optional(c).await)
    .store_err()?;
    Ok(held.is_some())
}

pub(super) async fn save(
    tx: &mut SqlTx,
    voter: UserId,
    post: PostId,
    before: &[PollOptionId],
    chosen: &[PollOptionId],
) -> Result<(), StoreError> {
    let only_in = |these: &[PollOptionId], others: &[PollOptionId]| -> Vec<i64> {
        let these = these.iter().filter(|option| !others.contains(option));
        these.map(|option| option.get()).collect()
    };
    let (left, new) = (only_in(before, chosen), only_in(chosen, before));
    on!(tx, c =>
        lite sqlx::query(TAKE_BACK_LITE)
            .bind(post.get()).bind(voter.get()).bind(id_list(&left)).execute(c).await.map(drop),
        pg sqlx::query(TAKE_BACK_PG)
            .bind(post.get()).bind(voter.get()).bind(&left).execute(c).await.map(drop))
    .store_err()?;
    on!(tx, c =>
        lite sqlx::query(CAST_LITE)
            .bind(post.get()).bind(voter.get()).bind(id_list(&new)).execute(c).await.map(drop),
        pg sqlx::query(CAST_PG)
            .bind(post.get()).bind(voter.get()).bind(&new).execute(c).await.map(drop))
    .store_err()?;
    move_votes(tx, -1, &left).await?;
    move_votes(tx, 1, &new).await?;
    let voters = i64::from(!chosen.is_empty()) - i64::from(!before.is_empty());
    on!(tx, c => sqlx::query(MOVE_VOTERS).bind(voters).bind(post.get()).execute(c).await.map(drop))
        .store_err()
}

async fn move_votes(tx: &mut SqlTx, by: i64, options: &[i64]) -> Result<(), StoreError> {
    on!(tx, c =>
        lite sqlx::query(MOVE_VOTES_LITE).bind(by).bind(id_list(options)).execute(c).await.map(drop),
        pg sqlx::query(MOVE_VOTES_PG).bind(by).bind(options).execute(c).await.map(drop))
    .store_err()
}

/// Takes the poll from a post, with all its votes.
pub(in crate::sql) async fn erase(tx: &mut SqlTx, post: PostId) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(ERASE).bind(post.get()).execute(c).await.map(drop)).store_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    /// What the foreign keys ask when a member or an option is deleted.
    const OF_A_LEAVING_MEMBER: &str = "select 1 from poll_votes where user_id = $1";
    const OF_AN_OPTION: &str = "select 1 from poll_votes where option_id = $1";

    /// [`HOLD_VOTES_PG`] where nothing is locked.
    const POLL: &str = "select post_id from polls where post_id = $1";

    const VOTES: &[Asked] = &[
        asked_apart(HOLD, HOLD_PG, &["7", "9"]),
        asked_apart(POLL, HOLD_VOTES_PG, &["9"]),
        asked_apart(TAKE_BACK_LITE, TAKE_BACK_PG, &["9", "7", "{91,92}"]),
        asked_apart(CAST_LITE, CAST_PG, &["9", "7", "{93}"]),
        asked_apart(MOVE_VOTES_LITE, MOVE_VOTES_PG, &["1", "{91,92}"]),
        asked(MOVE_VOTERS, &["1", "9"]),
        asked(ERASE, &["9"]),
        asked(OF_A_LEAVING_MEMBER, &["7"]),
        asked(OF_AN_OPTION, &["91"]),
    ];
    each_engine!(polls_and_votes_are_looked_up, VOTES);
}
