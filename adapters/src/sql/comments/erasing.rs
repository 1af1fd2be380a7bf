//! Erasing comments: one that was deleted, and those on a post that was.

use kith_core::{
    comments::CommentRepo as _,
    shared::{
        clock::Timestamp,
        id::{CommentId, MediaId, PostId},
        store::StoreError,
    },
};

use super::standing;
use crate::sql::{
    column::id_list,
    error::StoreResult as _,
    reactions,
    store::{SqlTx, on},
    tags::forget_mentions_in,
};

const PICTURE: &str = "select media_id from comments where id = $1";
const REMOVE: &str = "\
delete from comments where id = $1 and deleted_at <= $2 \
and not exists (select 1 from comments k where k.parent_id = $1) returning parent_id, media_id";

macro_rules! deepest {
    () => {
        "select id, media_id, deleted_at from comments where post_id = $1 order by depth desc, id desc limit $2"
    };
}
const DEEPEST: &str = deepest!();
const DEEPEST_LOCKED: &str = concat!(deepest!(), " for update");
const REMOVE_ALL_LITE: &str = "delete from comments where id in (select value from json_each($1))";
const REMOVE_ALL_PG: &str = "delete from comments where id in (select unnest($1))";
const ERASE_PICTURES_LITE: &str =
    "delete from media where id in (select value from json_each($1)) returning id";
const ERASE_PICTURES_PG: &str = "delete from media where id in (select unnest($1)) returning id";

/// A comment that goes with its post: its id, its picture, when it was deleted.
type DoomedRow = (i64, Option<i64>, Option<i64>);

/// See [`kith_core::comments::CommentRepo::erase_comment`].
pub(super) async fn erase(
    tx: &mut SqlTx,
    comment: CommentId,
    deleted_until: Timestamp,
) -> Result<Vec<MediaId>, StoreError> {
    let picture: Option<Option<i64>> =
        on!(tx, c => sqlx::query_scalar(PICTURE).bind(comment.get()).fetch_optional(c).await)
            .store_err()?;
    forget_mentions_in(tx, comment).await?;
    reactions::erase_from_comment(tx, comment).await?;
    standing::empty(tx, comment).await?;
    let mut above = Some(comment.get());
    let mut pictures = Vec::from_iter(picture.flatten());
    while let Some(id) = above {
        // Whoever removes another answer meanwhile is waited for: else each would find the other's still there.
        tx.deletion_of_comment(CommentId::new(id)).await?;
        let removed: Option<(Option<i64>, Option<i64>)> = on!(tx, c => sqlx::query_as(REMOVE)
            .bind(id).bind(deleted_until.as_micros()).fetch_optional(c).await)
        .store_err()?;
        // What is above may not have been erased yet itself.
        let (parent, picture) = removed.unwrap_or_default();
        above = parent;
        pictures.extend(picture);
    }
    erase_pictures(tx, pictures).await
}

/// See [`kith_core::comments::CommentRepo::erase_comments_on`].
pub(super) async fn erase_on(
    tx: &mut SqlTx,
    post: PostId,
    most: u32,
) -> Result<(u64, Vec<MediaId>), StoreError> {
    let most = i64::from(most);
    // Chosen by a statement of its own: what goes along with what it answers, a deletion does not tell of.
    let doomed: Vec<DoomedRow> = on!(tx, c =>
        lite sqlx::query_as(DEEPEST).bind(post.get()).bind(most).fetch_all(c).await,
        pg sqlx::query_as(DEEPEST_LOCKED).bind(post.get()).bind(most).fetch_all(c).await)
    .store_err()?;
    let ids: Vec<i64> = doomed.iter().map(|(id, _, _)| *id).collect();
    on!(tx, c =>
        lite sqlx::query(REMOVE_ALL_LITE).bind(id_list(&ids)).execute(c).await.map(drop),
        pg sqlx::query(REMOVE_ALL_PG).bind(&ids).execute(c).await.map(drop))
    .store_err()?;
    let pictures = doomed.iter().filter_map(|(_, picture, _)| *picture);
    let erased = erase_pictures(tx, pictures.collect()).await?;
    let live = doomed
        .iter()
        .filter(|(_, _, deleted_at)| deleted_at.is_none());
    let live = i64::try_from(live.count()).unwrap_or(i64::MAX);
    if live > 0 {
        standing::count_on_post(tx, post, -live).await?;
    }
    Ok((u64::try_from(ids.len()).unwrap_or(u64::MAX), erased))
}

/// Removes pictures of comments that are gone; gives those that were there.
async fn erase_pictures(tx: &mut SqlTx, pictures: Vec<i64>) -> Result<Vec<MediaId>, StoreError> {
    if pictures.is_empty() {
        return Ok(Vec::new());
    }
    let erased: Vec<i64> = on!(tx, c =>
        lite sqlx::query_scalar(ERASE_PICTURES_LITE).bind(id_list(&pictures)).fetch_all(c).await,
        pg sqlx::query_scalar(ERASE_PICTURES_PG).bind(&pictures).fetch_all(c).await)
    .store_err()?;
    Ok(erased.into_iter().map(MediaId::new).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const ERASING: &[Asked] = &[
        asked(PICTURE, &["8"]),
        asked(REMOVE, &["8", "0"]),
        asked_apart(DEEPEST, DEEPEST_LOCKED, &["8", "500"]).sorting(0),
        asked_apart(REMOVE_ALL_LITE, REMOVE_ALL_PG, &["{8,9}"]),
        asked_apart(ERASE_PICTURES_LITE, ERASE_PICTURES_PG, &["{8,9}"]),
    ];
    each_engine!(what_is_erased_is_looked_up, ERASING);
}
