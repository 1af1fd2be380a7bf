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
    erasing,
    rows::{CommentRow, DiscussedRow, author_is_seen, comment_columns, discussed_columns},
    standing,
};
use crate::sql::{
    column::{micros, unsigned},
    error::StoreResult as _,
    store::{SqlTx, on},
    visibility::{keeps_order, visible},
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

/// Whoever keeps order in a group finds also what they do not see: who blocks them does not get out of their reach.
macro_rules! comment {
    () => {
        concat!(
            "select ",
            comment_columns!(),
            ", ",
            discussed_columns!(viewer "$1"),
            " from comments c cross join posts p cross join users a \
             where c.id = $2 and p.id = c.post_id and a.id = p.author_id and ((",
            visible!(post "p", author "a", viewer "$1"),
            " and ",
            author_is_seen!(),
            ") or (p.deleted_at is null and ",
            keeps_order!(viewer "$1", group "p.group_id"),
            "))"
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
        erasing::erase(self, comment, deleted_until).await
    }

    async fn erase_comments_on(
        &mut self,
        post: PostId,
        most: u32,
    ) -> Result<(u64, Vec<MediaId>), StoreError> {
        erasing::erase_on(self, post, most).await
    }
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
    ];
    each_engine!(a_comment_is_looked_up, COMMENTS);
}
