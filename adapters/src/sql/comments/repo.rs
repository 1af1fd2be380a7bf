//! Comments as they change.

use async_trait::async_trait;
use kith_core::{
    comments::{Comment, CommentRepo, Deletion, DiscussedPost},
    shared::{
        clock::Timestamp,
        id::{CommentId, MediaId, PostId, UserId},
        store::StoreError,
    },
};

use super::{
    rows::{CommentRow, DiscussedRow, author_is_seen, comment_columns, discussed_columns},
    standing,
};
use crate::sql::{
    column::{id_list, micros, unsigned},
    error::StoreResult as _,
    reactions,
    store::{SqlTx, on},
    tags::forget_mentions_in,
    visibility::visible,
};

macro_rules! post {
    () => {
        concat!(
            "select ",
            discussed_columns!(viewer "$1"),
            " from posts p cross join users a where p.id = $2 and a.id = p.author_id and ",
            visible!(post "p", author "a", viewer "$1")
        )
    };
}
const POST: &str = post!();
/// Keeps the post from being deleted, not others from commenting.
const POST_LOCKED: &str = concat!(post!(), " for key share of p");

macro_rules! answered {
    () => {
        concat!(
            "select c.depth from comments c where c.id = $3 and c.post_id = $2 and c.deleted_at is null and ",
            author_is_seen!()
        )
    };
}
const ANSWERED: &str = answered!();
const ANSWERED_LOCKED: &str = concat!(answered!(), " for no key update");

macro_rules! comment {
    () => {
        concat!(
            "select ",
            comment_columns!(),
            ", ",
            discussed_columns!(viewer "$1"),
            " from comments c cross join posts p cross join users a \
             where c.id = $2 and p.id = c.post_id and a.id = p.author_id and ",
            visible!(post "p", author "a", viewer "$1"),
            " and ",
            author_is_seen!()
        )
    };
}
const COMMENT: &str = comment!();
const COMMENT_LOCKED: &str = concat!(comment!(), " for key share of p for no key update of c");

const INSERT: &str = "\
insert into comments (id, post_id, parent_id, depth, author_id, content, created_at) values ($1, $2, $3, $4, $5, $6, $7)";
const UPDATE: &str = "update comments set content = $2, edited_at = $3 where id = $1";
const DELETE: &str = "update comments set deleted_at = $2, deleted_by = $3 where id = $1";

const FREE: &str =
    "update media set attached = false where id = (select media_id from comments where id = $1)";
const PLACE: &str = "update comments set media_id = $2 where id = $1";
const TAKE: &str = "\
update media set attached = true where id = $1 and owner_id = $2 and purpose = 'comment' \
and status in ('processing', 'ready') and not attached";

const DELETION: &str = "select deleted_at from comments where id = $1";
const DELETION_LOCKED: &str = "select deleted_at from comments where id = $1 for update";
const ERASE_PICTURE: &str =
    "delete from media where id = (select media_id from comments where id = $1) returning id";
const EMPTY: &str = "update comments set content = '', media_id = null where id = $1";
const REMOVE: &str = "\
delete from comments where id = $1 and deleted_at <= $2 \
and not exists (select 1 from comments k where k.parent_id = $1) returning parent_id";

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

#[async_trait]
impl CommentRepo for SqlTx {
    async fn post_to_discuss(
        &mut self,
        viewer: UserId,
        post: PostId,
    ) -> Result<Option<DiscussedPost>, StoreError> {
        let row: Option<DiscussedRow> = on!(self, c =>
            lite sqlx::query_as(POST).bind(viewer.get()).bind(post.get()).fetch_optional(c).await,
            pg sqlx::query_as(POST_LOCKED).bind(viewer.get()).bind(post.get()).fetch_optional(c).await)
        .store_err()?;
        row.map(|row| row.discussed()).transpose()
    }

    async fn comment_to_answer(
        &mut self,
        viewer: UserId,
        post: PostId,
        parent: CommentId,
    ) -> Result<Option<u32>, StoreError> {
        let depth: Option<i64> = on!(self, c =>
            lite sqlx::query_scalar(ANSWERED).bind(viewer.get()).bind(post.get()).bind(parent.get())
                .fetch_optional(c).await,
            pg sqlx::query_scalar(ANSWERED_LOCKED).bind(viewer.get()).bind(post.get()).bind(parent.get())
                .fetch_optional(c).await)
        .store_err()?;
        depth
            .map(|depth| unsigned("comments.depth", depth))
            .transpose()
    }

    async fn comment_to_change(
        &mut self,
        viewer: UserId,
        comment: CommentId,
    ) -> Result<Option<(Comment, DiscussedPost)>, StoreError> {
        let row: Option<CommentRow> = on!(self, c =>
            lite sqlx::query_as(COMMENT).bind(viewer.get()).bind(comment.get()).fetch_optional(c).await,
            pg sqlx::query_as(COMMENT_LOCKED).bind(viewer.get()).bind(comment.get()).fetch_optional(c).await)
        .store_err()?;
        row.map(CommentRow::comment).transpose()
    }

    async fn insert_comment(&mut self, comment: &Comment) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(INSERT)
            .bind(comment.id.get()).bind(comment.post.get()).bind(comment.parent.map(CommentId::get))
            .bind(i64::from(comment.depth)).bind(comment.author.get()).bind(comment.text.as_str())
            .bind(comment.created_at.as_micros())
            .execute(c).await.map(drop))
        .store_err()?;
        if let Some(parent) = comment.parent {
            standing::count_answer(self, parent).await?;
        }
        standing::count_on_post(self, comment.post, 1).await
    }

    async fn update_comment(&mut self, comment: &Comment) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(UPDATE)
            .bind(comment.id.get()).bind(comment.text.as_str()).bind(micros(comment.edited_at))
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn set_comment_picture(
        &mut self,
        author: UserId,
        comment: CommentId,
        picture: Option<MediaId>,
    ) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(FREE).bind(comment.get()).execute(c).await.map(drop))
            .store_err()?;
        if let Some(picture) = picture {
            let taken = on!(self, c => sqlx::query(TAKE).bind(picture.get()).bind(author.get())
                .execute(c).await.map(|done| done.rows_affected() == 1))
            .store_err()?;
            if !taken {
                return Ok(false);
            }
        }
        on!(self, c => sqlx::query(PLACE).bind(comment.get()).bind(picture.map(MediaId::get))
            .execute(c).await.map(|_| true))
        .store_err()
    }

    async fn set_comment_deletion(
        &mut self,
        comment: &Comment,
        deletion: Option<Deletion>,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(DELETE).bind(comment.id.get())
            .bind(deletion.map(|deletion| deletion.at.as_micros()))
            .bind(deletion.map(|deletion| deletion.by.get()))
            .execute(c).await.map(drop))
        .store_err()?;
        standing::follow_upwards(self, comment.id).await?;
        let more = if deletion.is_some() { -1 } else { 1 };
        standing::count_on_post(self, comment.post, more).await
    }

    async fn deletion_of_comment(
        &mut self,
        comment: CommentId,
    ) -> Result<Option<Timestamp>, StoreError> {
        let found: Option<Option<i64>> = on!(self, c =>
            lite sqlx::query_scalar(DELETION).bind(comment.get()).fetch_optional(c).await,
            pg sqlx::query_scalar(DELETION_LOCKED).bind(comment.get()).fetch_optional(c).await)
        .store_err()?;
        Ok(found.flatten().map(Timestamp::from_micros))
    }

    async fn erase_comment(
        &mut self,
        comment: CommentId,
        deleted_until: Timestamp,
    ) -> Result<Vec<MediaId>, StoreError> {
        let pictures: Vec<i64> = on!(self, c => sqlx::query_scalar(ERASE_PICTURE).bind(comment.get()).fetch_all(c).await)
            .store_err()?;
        on!(self, c => sqlx::query(EMPTY).bind(comment.get()).execute(c).await.map(drop))
            .store_err()?;
        forget_mentions_in(self, comment).await?;
        reactions::erase_from_comment(self, comment).await?;
        standing::settle_erased(self, comment).await?;
        let mut above = Some(comment.get());
        while let Some(id) = above {
            let removed: Option<Option<i64>> = on!(self, c => sqlx::query_scalar(REMOVE)
                .bind(id).bind(deleted_until.as_micros()).fetch_optional(c).await)
            .store_err()?;
            above = removed.flatten();
        }
        Ok(typed(pictures))
    }

    async fn erase_comments_on(
        &mut self,
        post: PostId,
        most: u32,
    ) -> Result<(u64, Vec<MediaId>), StoreError> {
        let most = i64::from(most);
        // Chosen by a statement of its own: what goes along with what it answers, a deletion does not tell of.
        let doomed: Vec<DoomedRow> = on!(self, c =>
            lite sqlx::query_as(DEEPEST).bind(post.get()).bind(most).fetch_all(c).await,
            pg sqlx::query_as(DEEPEST_LOCKED).bind(post.get()).bind(most).fetch_all(c).await)
        .store_err()?;
        let ids: Vec<i64> = doomed.iter().map(|(id, _, _)| *id).collect();
        on!(self, c =>
            lite sqlx::query(REMOVE_ALL_LITE).bind(id_list(&ids)).execute(c).await.map(drop),
            pg sqlx::query(REMOVE_ALL_PG).bind(&ids).execute(c).await.map(drop))
        .store_err()?;
        let pictures = doomed.iter().filter_map(|(_, picture, _)| *picture);
        let erased = self.erase_pictures(pictures.collect()).await?;
        let live = doomed
            .iter()
            .filter(|(_, _, deleted_at)| deleted_at.is_none());
        let live = i64::try_from(live.count()).unwrap_or(i64::MAX);
        if live > 0 {
            standing::count_on_post(self, post, -live).await?;
        }
        Ok((u64::try_from(ids.len()).unwrap_or(u64::MAX), erased))
    }
}

impl SqlTx {
    /// Removes pictures of comments that are gone; gives those that were there.
    async fn erase_pictures(&mut self, pictures: Vec<i64>) -> Result<Vec<MediaId>, StoreError> {
        if pictures.is_empty() {
            return Ok(Vec::new());
        }
        let erased: Vec<i64> = on!(self, c =>
            lite sqlx::query_scalar(ERASE_PICTURES_LITE).bind(id_list(&pictures)).fetch_all(c).await,
            pg sqlx::query_scalar(ERASE_PICTURES_PG).bind(&pictures).fetch_all(c).await)
        .store_err()?;
        Ok(typed(erased))
    }
}

fn typed(ids: Vec<i64>) -> Vec<MediaId> {
    ids.into_iter().map(MediaId::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const COMMENTS: &[Asked] = &[
        asked_apart(POST, POST_LOCKED, &["7", "8"]),
        asked_apart(ANSWERED, ANSWERED_LOCKED, &["7", "8", "9"]),
        asked_apart(COMMENT, COMMENT_LOCKED, &["7", "8"]),
        asked(UPDATE, &["8", "", "0"]),
        asked(DELETE, &["8", "0", "7"]),
        asked(FREE, &["8"]),
        asked(PLACE, &["8", "9"]),
        asked(TAKE, &["9", "7"]),
        asked_apart(DELETION, DELETION_LOCKED, &["8"]),
        asked(ERASE_PICTURE, &["8"]),
        asked(EMPTY, &["8"]),
        asked(REMOVE, &["8", "0"]),
        asked_apart(DEEPEST, DEEPEST_LOCKED, &["8", "500"]).sorting(0),
        asked_apart(REMOVE_ALL_LITE, REMOVE_ALL_PG, &["{8,9}"]),
        asked_apart(ERASE_PICTURES_LITE, ERASE_PICTURES_PG, &["{8,9}"]),
    ];
    each_engine!(a_comment_is_looked_up, COMMENTS);
}
