//! Stored previews of pages.

use async_trait::async_trait;
use kith_core::{
    media::MediaRepo as _,
    posts::PostText,
    previews::{
        AwaitedPreview, LinkPreview, LinkingPost, NewPreview, PageWords, PreviewRepo, Sought,
    },
    shared::{
        id::{MediaId, PostId, UserId},
        store::StoreError,
    },
};
use sqlx::FromRow;

use super::{
    column::id_list,
    error::StoreResult as _,
    store::{SqlTx, on},
};

const LINKING: &str = "\
select p.content, (select l.state = 'waiting' from link_previews l where l.post_id = p.id) as awaited \
from posts p where p.id = $1 and p.deleted_at is null";
/// A statement of its own, so that the next one sees what one waited for. Comments do not wait for it.
const HOLD_PG: &str = "select id from posts where id = $1 for no key update";

/// What it had becomes a free upload.
const FREE: &str = "\
update media set attached = false where id in (select media_id from link_previews where post_id = $1)";
const FORGET: &str = "delete from link_previews where post_id = $1";
const WAIT: &str = "insert into link_previews (post_id, address, state) values ($1, $2, 'waiting')";
const MARK: &str = "update posts set has_preview = $2 where id = $1";

const AWAITED: &str = "\
select p.author_id, l.address from link_previews l join posts p on p.id = l.post_id \
where l.post_id = $1 and l.state = 'waiting' and p.deleted_at is null";
const KEEP: &str = "\
update link_previews set state = 'shown', url = $3, host = $4, title = $5, description = $6, media_id = $7 \
where post_id = $1 and address = $2 and state = 'waiting'";
const GIVE_UP: &str = "\
update link_previews set state = 'none' where post_id = $1 and address = $2 and state = 'waiting'";
const ATTACH: &str = "\
update media set attached = true where id = $1 and purpose = 'preview' and not attached \
and owner_id = (select author_id from posts where id = $2)";

/// Takes one that is shown away, and shows one that was taken away.
const SHOW: &str = "\
update link_previews set state = case when $2 then 'shown' else 'removed' end \
where post_id = $1 and state = case when $2 then 'removed' else 'shown' end";
const OWN: &str = "select id from posts where id = $2 and author_id = $1 and deleted_at is null";
const OWN_PG: &str =
    "select id from posts where id = $2 and author_id = $1 and deleted_at is null for update";

macro_rules! of_posts {
    ($given:literal) => {
        concat!(
            "select post_id, url, host, title, description, media_id from link_previews \
             where state = 'shown' and post_id in (",
            $given,
            ") order by post_id"
        )
    };
}
const OF_POSTS_LITE: &str = of_posts!("select value from json_each($1)");
const OF_POSTS_PG: &str = of_posts!("select unnest($1)");

const ERASE_MEDIA: &str = "\
delete from media where id in (select media_id from link_previews where post_id = $1) returning id";

#[derive(FromRow)]
struct LinkingRow {
    content: String,
    awaited: Option<bool>,
}

#[derive(FromRow)]
struct AwaitedRow {
    author_id: i64,
    address: String,
}

/// One that is shown has all of them.
#[derive(FromRow)]
struct ShownRow {
    post_id: i64,
    url: Option<String>,
    host: Option<String>,
    title: Option<String>,
    description: Option<String>,
    media_id: Option<i64>,
}

#[async_trait]
impl PreviewRepo for SqlTx {
    async fn linking_post(&mut self, post: PostId) -> Result<Option<LinkingPost>, StoreError> {
        let row: Option<LinkingRow> =
            on!(self, c => sqlx::query_as(LINKING).bind(post.get()).fetch_optional(c).await)
                .store_err()?;
        Ok(row.map(|row| LinkingPost {
            text: PostText::stored(row.content),
            sought: row.awaited.map(|is_awaited| {
                if is_awaited {
                    Sought::Awaited
                } else {
                    Sought::Settled
                }
            }),
        }))
    }

    async fn hold_linking_post(&mut self, post: PostId) -> Result<Option<LinkingPost>, StoreError> {
        // SQLite has one writer: whatever a unit of work reads stays so until it ends.
        on!(self, c =>
            lite { let _ = c; Ok(()) },
            pg sqlx::query(HOLD_PG).bind(post.get()).execute(c).await.map(drop))
        .store_err()?;
        self.linking_post(post).await
    }

    async fn await_preview(&mut self, post: PostId, address: &str) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(WAIT).bind(post.get()).bind(address).execute(c).await.map(drop))
            .store_err()
    }

    async fn forget_preview(&mut self, post: PostId) -> Result<(), StoreError> {
        mark(self, post, false).await?;
        for statement in [FREE, FORGET] {
            on!(self, c => sqlx::query(statement).bind(post.get()).execute(c).await.map(drop))
                .store_err()?;
        }
        Ok(())
    }

    async fn awaited_preview(
        &mut self,
        post: PostId,
    ) -> Result<Option<AwaitedPreview>, StoreError> {
        let row: Option<AwaitedRow> =
            on!(self, c => sqlx::query_as(AWAITED).bind(post.get()).fetch_optional(c).await)
                .store_err()?;
        Ok(row.map(|row| AwaitedPreview {
            author: UserId::new(row.author_id),
            address: row.address,
        }))
    }

    async fn keep_preview(
        &mut self,
        post: PostId,
        address: &str,
        preview: &NewPreview,
    ) -> Result<bool, StoreError> {
        // First, for it waits for an edit of the post that is under way.
        mark(self, post, true).await?;
        let is_kept = on!(self, c => sqlx::query(KEEP)
            .bind(post.get()).bind(address)
            .bind(&preview.url).bind(&preview.host)
            .bind(&preview.words.title).bind(&preview.words.description)
            .bind(preview.image.map(MediaId::get))
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()?;
        match preview.image {
            Some(image) if is_kept => {
                on!(self, c => sqlx::query(ATTACH).bind(image.get()).bind(post.get())
                    .execute(c).await.map(|done| done.rows_affected() == 1))
                .store_err()
            }
            _ => Ok(is_kept),
        }
    }

    async fn give_up_preview(&mut self, post: PostId, address: &str) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(GIVE_UP).bind(post.get()).bind(address).execute(c).await.map(drop))
            .store_err()
    }

    async fn show_preview(
        &mut self,
        author: UserId,
        post: PostId,
        is_shown: bool,
    ) -> Result<bool, StoreError> {
        let own: Option<i64> = on!(self, c =>
            lite sqlx::query_scalar(OWN).bind(author.get()).bind(post.get()).fetch_optional(c).await,
            pg sqlx::query_scalar(OWN_PG).bind(author.get()).bind(post.get()).fetch_optional(c).await)
        .store_err()?;
        if own.is_none() {
            return Ok(false);
        }
        let has_changed = on!(self, c => sqlx::query(SHOW).bind(post.get()).bind(is_shown)
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()?;
        if has_changed {
            mark(self, post, is_shown).await?;
        }
        Ok(true)
    }

    async fn previews_of(
        &mut self,
        posts: &[PostId],
    ) -> Result<Vec<(PostId, LinkPreview)>, StoreError> {
        let ids: Vec<i64> = posts.iter().map(|post| post.get()).collect();
        let rows: Vec<ShownRow> = on!(self, c =>
            lite sqlx::query_as(OF_POSTS_LITE).bind(id_list(&ids)).fetch_all(c).await,
            pg sqlx::query_as(OF_POSTS_PG).bind(&ids).fetch_all(c).await)
        .store_err()?;
        let images: Vec<MediaId> = rows
            .iter()
            .filter_map(|row| row.media_id.map(MediaId::new))
            .collect();
        let images = if images.is_empty() {
            Vec::new()
        } else {
            self.media_by_ids(&images).await?
        };
        let preview = |row: ShownRow| {
            let image = images
                .iter()
                .find(|image| Some(image.id.get()) == row.media_id);
            let preview = LinkPreview {
                url: row.url.unwrap_or_default(),
                host: row.host.unwrap_or_default(),
                words: PageWords {
                    title: row.title.unwrap_or_default(),
                    description: row.description.unwrap_or_default(),
                },
                image: image.cloned(),
            };
            (PostId::new(row.post_id), preview)
        };
        Ok(rows.into_iter().map(preview).collect())
    }
}

async fn mark(tx: &mut SqlTx, post: PostId, has_preview: bool) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(MARK).bind(post.get()).bind(has_preview).execute(c).await.map(drop))
        .store_err()
}

/// Takes the preview from a post for good. Gives its picture, if it had one: the bytes are to follow.
pub(super) async fn erase(tx: &mut SqlTx, post: PostId) -> Result<Vec<MediaId>, StoreError> {
    let ids: Vec<i64> =
        on!(tx, c => sqlx::query_scalar(ERASE_MEDIA).bind(post.get()).fetch_all(c).await)
            .store_err()?;
    on!(tx, c => sqlx::query(FORGET).bind(post.get()).execute(c).await.map(drop)).store_err()?;
    Ok(ids.into_iter().map(MediaId::new).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const PREVIEWS: &[Asked] = &[
        asked(LINKING, &["7"]),
        asked_apart(LINKING, HOLD_PG, &["7"]),
        asked(FREE, &["7"]),
        asked(FORGET, &["7"]),
        asked(MARK, &["7", "true"]),
        asked(AWAITED, &["7"]),
        asked(KEEP, &["7", "a", "", "", "", "", "8"]),
        asked(GIVE_UP, &["7", "a"]),
        asked(ATTACH, &["8", "7"]),
        asked(SHOW, &["7", "true"]),
        asked_apart(OWN, OWN_PG, &["7", "8"]),
        asked_apart(OF_POSTS_LITE, OF_POSTS_PG, &["{7,8}"]),
        asked(ERASE_MEDIA, &["7"]),
    ];
    each_engine!(previews_are_looked_up_by_their_posts, PREVIEWS);
}
