//! The repository of posts.

use async_trait::async_trait;
use kith_core::{
    media::Media,
    posts::{Audience, AuthoredPost, ContentWarning, Picture, Post, PostRepo, PostTitle, Standing},
    profiles::UserSummary,
    shared::{
        clock::Timestamp,
        id::{GroupId, MediaId, PostId, UserId},
        store::StoreError,
    },
};

use super::{
    counts::{self, Moves},
    pictures,
    rows::{AuthoredRow, PostRow, authored_columns, post_columns},
    selected, shares, standings, versions,
};
use crate::sql::{
    bookmarks,
    column::micros,
    error::StoreResult as _,
    polls, previews, reactions,
    store::{SqlTx, on},
    tags::forget_names,
    visibility::{keeps_order, visible},
};

const INSERT: &str = "\
insert into posts (id, author_id, title, content, audience, media_count, created_at, edited_at, deleted_at, has_poll, \
comment_policy, shared_id, content_warning, group_id, has_event) \
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
const UPDATE: &str = "\
update posts set title = $2, content = $3, audience = $4, media_count = $5, edited_at = $6, deleted_at = $7, \
comment_policy = $8, content_warning = $9 where id = $1";
const OWN: &str = concat!(
    "select ",
    post_columns!(),
    " from posts p where p.id = $2 and p.author_id = $1 and p.deleted_by is null"
);
const OWN_LOCKED: &str = concat!(
    "select ",
    post_columns!(),
    " from posts p where p.id = $2 and p.author_id = $1 and p.deleted_by is null for update"
);
/// In a group in which `$1` keeps order, by another. What others than they deleted is gone.
macro_rules! to_moderate {
    ($lock:literal) => {
        concat!(
            "select ",
            post_columns!(),
            " from posts p where p.id = $2 and p.author_id <> $1 and (p.deleted_at is null or p.deleted_by = $1) \
             and ",
            keeps_order!(viewer "$1", group "p.group_id"),
            $lock
        )
    };
}
const TO_MODERATE: &str = to_moderate!("");
const TO_MODERATE_LOCKED: &str = to_moderate!(" for update of p");
const NOTE_MODERATION: &str = "update posts set deleted_by = $2 where id = $1";
const DELETION: &str = "select deleted_at from posts where id = $1";
const DELETION_LOCKED: &str = "select deleted_at from posts where id = $1 for update";
const EMPTY: &str = "\
update posts set title = null, content = '', content_warning = null, media_count = 0, has_poll = false, has_preview = false \
where id = $1";
const VISIBLE: &str = concat!(
    "select ",
    authored_columns!(viewer "$1"),
    " from posts p cross join users a where p.id = $2 and a.id = p.author_id and ",
    visible!(post "p", author "a", viewer "$1")
);

/// Everybody locks many posts in the order of their ids.
const LOCK_PUBLIC_PG: &str =
    "select 1 from posts where author_id = $1 and audience = 'public' order by id for update";
/// Gives when each was deleted, and what the live ones share.
const NARROW: &str = "\
update posts set audience = 'followers' where author_id = $1 and audience = 'public' \
returning deleted_at, case when deleted_at is null then shared_id end";

#[async_trait]
impl PostRepo for SqlTx {
    async fn narrow_public_posts(&mut self, author: UserId) -> Result<u64, StoreError> {
        on!(self, c =>
            lite { let _ = c; Ok(()) },
            pg sqlx::query(LOCK_PUBLIC_PG).bind(author.get()).execute(c).await.map(drop))
        .store_err()?;
        let narrowed: Vec<(Option<i64>, Option<i64>)> =
            on!(self, c => sqlx::query_as(NARROW).bind(author.get()).fetch_all(c).await)
                .store_err()?;
        let live = narrowed.iter().filter(|(deleted, _)| deleted.is_none());
        let live = i64::try_from(live.count()).unwrap_or(i64::MAX);
        let mut moves = Moves::default();
        moves.add(Audience::Public, -live);
        moves.add(Audience::Followers, live);
        moves.make(self, author).await?;
        let count = u64::try_from(narrowed.len()).unwrap_or(u64::MAX);
        let shared = narrowed.into_iter().filter_map(|(_, shared)| shared);
        shares::count_many(self, shared.map(|original| (original, -1))).await?;
        Ok(count)
    }

    async fn insert_post(&mut self, post: &Post) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(INSERT)
            .bind(post.id.get()).bind(post.author.get()).bind(title(post)).bind(post.text.as_str())
            .bind(post.audience.as_str()).bind(count(post)).bind(post.created_at.as_micros())
            .bind(micros(post.edited_at)).bind(micros(post.deleted_at)).bind(post.has_poll)
            .bind(post.comment_policy.as_str()).bind(post.original.map(PostId::get)).bind(warning(post))
            .bind(post.group.map(GroupId::get)).bind(post.has_event)
            .execute(c).await.map(drop))
        .store_err()?;
        move_counts(self, None, post).await
    }

    async fn update_post(&mut self, post: &Post) -> Result<(), StoreError> {
        let Some(counted) = counts::counted(self, post.id).await? else {
            return Ok(());
        };
        on!(self, c => sqlx::query(UPDATE)
            .bind(post.id.get()).bind(title(post)).bind(post.text.as_str()).bind(post.audience.as_str())
            .bind(count(post)).bind(micros(post.edited_at)).bind(micros(post.deleted_at))
            .bind(post.comment_policy.as_str()).bind(warning(post))
            .execute(c).await.map(drop))
        .store_err()?;
        move_counts(self, counted, post).await
    }

    async fn own_post(&mut self, author: UserId, post: PostId) -> Result<Option<Post>, StoreError> {
        // SQLite has one writer: whatever a unit of work reads stays so until it ends.
        let row: Option<PostRow> = on!(self, c =>
            lite sqlx::query_as(OWN).bind(author.get()).bind(post.get()).fetch_optional(c).await,
            pg sqlx::query_as(OWN_LOCKED).bind(author.get()).bind(post.get()).fetch_optional(c).await)
        .store_err()?;
        row.map(PostRow::post).transpose()
    }

    async fn post_to_moderate(
        &mut self,
        keeper: UserId,
        post: PostId,
    ) -> Result<Option<Post>, StoreError> {
        let row: Option<PostRow> = on!(self, c =>
            lite sqlx::query_as(TO_MODERATE).bind(keeper.get()).bind(post.get()).fetch_optional(c).await,
            pg sqlx::query_as(TO_MODERATE_LOCKED).bind(keeper.get()).bind(post.get()).fetch_optional(c).await)
        .store_err()?;
        row.map(PostRow::post).transpose()
    }

    async fn note_moderation(
        &mut self,
        post: PostId,
        keeper: Option<UserId>,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(NOTE_MODERATION).bind(post.get()).bind(keeper.map(UserId::get))
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn visible_post(
        &mut self,
        viewer: UserId,
        post: PostId,
    ) -> Result<Option<AuthoredPost>, StoreError> {
        let row: Option<AuthoredRow> = on!(self, c => sqlx::query_as(VISIBLE)
            .bind(viewer.get()).bind(post.get())
            .fetch_optional(c).await)
        .store_err()?;
        row.map(AuthoredRow::authored).transpose()
    }

    async fn post_pictures(
        &mut self,
        posts: &[PostId],
    ) -> Result<Vec<(PostId, Media)>, StoreError> {
        pictures::of_posts(self, posts).await
    }

    async fn set_pictures(
        &mut self,
        author: UserId,
        post: PostId,
        pictures: &[Picture],
    ) -> Result<Vec<usize>, StoreError> {
        pictures::set(self, author, post, pictures).await
    }

    async fn set_selected(
        &mut self,
        author: UserId,
        post: PostId,
        names: &[UserId],
    ) -> Result<Vec<usize>, StoreError> {
        selected::set(self, author, post, names).await
    }

    async fn selected_of(
        &mut self,
        posts: &[PostId],
    ) -> Result<Vec<(PostId, UserSummary)>, StoreError> {
        selected::of_posts(self, posts).await
    }

    async fn post_standings(
        &mut self,
        viewer: UserId,
        posts: &[PostId],
    ) -> Result<Vec<(PostId, Standing)>, StoreError> {
        standings::of_posts(self, viewer, posts).await
    }

    async fn deletion_of(&mut self, post: PostId) -> Result<Option<Timestamp>, StoreError> {
        let found: Option<Option<i64>> = on!(self, c =>
            lite sqlx::query_scalar(DELETION).bind(post.get()).fetch_optional(c).await,
            pg sqlx::query_scalar(DELETION_LOCKED).bind(post.get()).fetch_optional(c).await)
        .store_err()?;
        Ok(found.flatten().map(Timestamp::from_micros))
    }

    async fn erase_content(&mut self, post: PostId) -> Result<Vec<MediaId>, StoreError> {
        on!(self, c => sqlx::query(EMPTY).bind(post.get()).execute(c).await.map(drop))
            .store_err()?;
        selected::clear(self, post).await?;
        versions::clear(self, post).await?;
        bookmarks::clear(self, post).await?;
        reactions::erase_from_post(self, post).await?;
        forget_names(self, post).await?;
        polls::erase(self, post).await?;
        let mut erased = pictures::erase(self, post).await?;
        erased.extend(previews::erase(self, post).await?);
        Ok(erased)
    }
}

/// Counts a post for whom it is for now, and no longer for whom it was `counted`.
async fn move_counts(
    tx: &mut SqlTx,
    counted: Option<Audience>,
    post: &Post,
) -> Result<(), StoreError> {
    let mut moves = Moves::default();
    if let Some(before) = counted {
        moves.add(before, -1);
    }
    if post.is_live() {
        moves.add(post.audience, 1);
    }
    moves.make(tx, post.author).await
}

fn title(post: &Post) -> Option<&str> {
    post.title.as_ref().map(PostTitle::as_str)
}

fn warning(post: &Post) -> Option<&str> {
    post.warning.as_ref().map(ContentWarning::as_str)
}

fn count(post: &Post) -> i64 {
    i64::try_from(post.picture_count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const POSTS: &[Asked] = &[
        asked_apart(OWN, OWN_LOCKED, &["7", "8"]),
        asked_apart(TO_MODERATE, TO_MODERATE_LOCKED, &["7", "8"]),
        asked(NOTE_MODERATION, &["8", "7"]),
        asked_apart(DELETION, DELETION_LOCKED, &["8"]),
        asked(EMPTY, &["8"]),
        asked(
            UPDATE,
            &["8", "", "", "public", "0", "0", "0", "everyone", ""],
        ),
        asked(VISIBLE, &["7", "8"]),
        asked_apart(NARROW, LOCK_PUBLIC_PG, &["7"]),
        asked(NARROW, &["7"]),
    ];
    each_engine!(a_post_is_looked_up, POSTS);
}
