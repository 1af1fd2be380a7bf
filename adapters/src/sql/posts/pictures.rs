//! The pictures of posts.

use std::collections::HashSet;

use kith_core::{
    media::{Kind, Media, Purpose, Status, Variant, VariantName},
    posts::Picture,
    shared::{
        clock::Timestamp,
        id::{MediaId, PostId, UserId},
        store::StoreError,
    },
};
use sqlx::FromRow;

use crate::sql::{
    column::{id_list, named, unsigned},
    error::StoreResult as _,
    media::VideoRow,
    store::{SqlTx, on},
};

/// One row for each rendition, one for a picture without any.
macro_rules! pictures {
    ($from_and_where:literal) => {
        concat!(
            "select pm.post_id, m.id, m.owner_id, m.purpose, m.kind, m.status, m.width, m.height, m.placeholder, \
             m.alt_text, m.created_at, m.duration_ms, m.progress, m.failure, v.name as variant, v.width as variant_width, v.height as variant_height, \
             v.bytes as variant_bytes, v.digest as variant_digest ",
            $from_and_where,
            " order by pm.post_id, pm.position, v.bytes desc"
        )
    };
}

const OF_POSTS_LITE: &str = pictures!(
    "from post_media pm join media m on m.id = pm.media_id left join media_variants v on v.media_id = m.id \
     where pm.post_id in (select value from json_each($1))"
);
const OF_POSTS_PG: &str = pictures!(
    "from post_media pm join media m on m.id = pm.media_id left join media_variants v on v.media_id = m.id \
     where pm.post_id = any($1)"
);
const ERASE: &str = "\
delete from media where id in (select media_id from post_media where post_id = $1) returning id";
const PLACED: &str = "select media_id from post_media where post_id = $1";
const CLEAR: &str = "delete from post_media where post_id = $1";
const PLACE: &str = "insert into post_media (post_id, position, media_id) values ($1, $2, $3)";
const TAKE: &str = "\
update media set attached = true, alt_text = coalesce($3, alt_text) \
where id = $1 and owner_id = $2 and purpose = 'post' and status in ('processing', 'ready') and not attached";
const DESCRIBE: &str = "update media set alt_text = $2 where id = $1";
const FREE: &str = "update media set attached = false where id = $1";

#[derive(FromRow)]
struct PictureRow {
    post_id: i64,
    id: i64,
    owner_id: i64,
    purpose: String,
    kind: String,
    status: String,
    width: i64,
    height: i64,
    placeholder: String,
    alt_text: String,
    created_at: i64,
    #[sqlx(flatten)]
    video: VideoRow,
    #[sqlx(flatten)]
    variant: VariantRow,
}

#[derive(FromRow)]
struct VariantRow {
    variant: Option<String>,
    variant_width: Option<i64>,
    variant_height: Option<i64>,
    variant_bytes: Option<i64>,
    variant_digest: Option<String>,
}

pub(super) async fn of_posts(
    tx: &mut SqlTx,
    posts: &[PostId],
) -> Result<Vec<(PostId, Media)>, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|post| post.get()).collect();
    let rows: Vec<PictureRow> = on!(tx, c =>
        lite sqlx::query_as(OF_POSTS_LITE).bind(id_list(&ids)).fetch_all(c).await,
        pg sqlx::query_as(OF_POSTS_PG).bind(ids).fetch_all(c).await)
    .store_err()?;
    gather(rows)
}

pub(super) async fn erase(tx: &mut SqlTx, post: PostId) -> Result<Vec<MediaId>, StoreError> {
    let ids: Vec<i64> =
        on!(tx, c => sqlx::query_scalar(ERASE).bind(post.get()).fetch_all(c).await).store_err()?;
    Ok(ids.into_iter().map(MediaId::new).collect())
}

pub(super) async fn set(
    tx: &mut SqlTx,
    author: UserId,
    post: PostId,
    pictures: &[Picture],
) -> Result<Vec<usize>, StoreError> {
    let placed: Vec<i64> =
        on!(tx, c => sqlx::query_scalar(PLACED).bind(post.get()).fetch_all(c).await).store_err()?;
    let mut leaving: HashSet<i64> = placed.into_iter().collect();
    if !leaving.is_empty() {
        on!(tx, c => sqlx::query(CLEAR).bind(post.get()).execute(c).await.map(drop)).store_err()?;
    }
    let mut unusable = Vec::new();
    for (place, picture) in pictures.iter().enumerate() {
        let usable = if leaving.remove(&picture.media.get()) {
            describe(tx, picture).await?;
            true
        } else {
            take(tx, author, picture).await?
        };
        if usable {
            put(tx, post, place, picture.media).await?;
        } else {
            unusable.push(place);
        }
    }
    for media in leaving {
        on!(tx, c => sqlx::query(FREE).bind(media).execute(c).await.map(drop)).store_err()?;
    }
    Ok(unusable)
}

/// Turns a free upload of the author's into a part of a post; `false` when it is not one.
async fn take(tx: &mut SqlTx, author: UserId, picture: &Picture) -> Result<bool, StoreError> {
    on!(tx, c => sqlx::query(TAKE)
        .bind(picture.media.get()).bind(author.get()).bind(picture.alt_text.as_deref())
        .execute(c).await.map(|done| done.rows_affected() == 1))
    .store_err()
}

async fn describe(tx: &mut SqlTx, picture: &Picture) -> Result<(), StoreError> {
    let Some(alt_text) = picture.alt_text.as_deref() else {
        return Ok(());
    };
    on!(tx, c => sqlx::query(DESCRIBE).bind(picture.media.get()).bind(alt_text).execute(c).await.map(drop)).store_err()
}

async fn put(tx: &mut SqlTx, post: PostId, place: usize, media: MediaId) -> Result<(), StoreError> {
    let place = i64::try_from(place).unwrap_or(i64::MAX);
    on!(tx, c => sqlx::query(PLACE).bind(post.get()).bind(place).bind(media.get()).execute(c).await.map(drop)).store_err()
}

/// Joins the rows of one picture; they follow each other.
fn gather(rows: Vec<PictureRow>) -> Result<Vec<(PostId, Media)>, StoreError> {
    let mut pictures: Vec<(PostId, Media)> = Vec::new();
    for row in rows {
        let (post, id) = (PostId::new(row.post_id), MediaId::new(row.id));
        let (media, variant) = row.split()?;
        match pictures
            .last_mut()
            .filter(|(last_post, last)| *last_post == post && last.id == id)
        {
            Some((_, last)) => last.variants.extend(variant),
            None => pictures.push((
                post,
                Media {
                    variants: variant.into_iter().collect(),
                    ..media
                },
            )),
        }
    }
    Ok(pictures)
}

impl PictureRow {
    fn split(self) -> Result<(Media, Option<Variant>), StoreError> {
        let media = Media {
            id: MediaId::new(self.id),
            owner: UserId::new(self.owner_id),
            purpose: named("media.purpose", &self.purpose, Purpose::parse)?,
            kind: named("media.kind", &self.kind, Kind::parse)?,
            status: named("media.status", &self.status, Status::parse)?,
            width: unsigned("media.width", self.width)?,
            height: unsigned("media.height", self.height)?,
            placeholder: self.placeholder,
            alt_text: self.alt_text,
            variants: Vec::new(),
            video: self.video.video()?,
            created_at: Timestamp::from_micros(self.created_at),
        };
        Ok((media, self.variant.variant()?))
    }
}

impl VariantRow {
    fn variant(self) -> Result<Option<Variant>, StoreError> {
        let (Some(name), Some(width), Some(height), Some(bytes), Some(digest)) = (
            self.variant,
            self.variant_width,
            self.variant_height,
            self.variant_bytes,
            self.variant_digest,
        ) else {
            return Ok(None);
        };
        Ok(Some(Variant {
            name: named("media_variants.name", &name, VariantName::parse)?,
            width: unsigned("media_variants.width", width)?,
            height: unsigned("media_variants.height", height)?,
            bytes: unsigned("media_variants.bytes", bytes)?,
            digest,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const PICTURES: &[Asked] = &[
        asked_apart(OF_POSTS_LITE, OF_POSTS_PG, &["{7,8}"]),
        asked(PLACED, &["7"]),
        asked(CLEAR, &["7"]),
        asked(ERASE, &["7"]),
        asked(TAKE, &["8", "7", ""]),
        asked(DESCRIBE, &["8", ""]),
        asked(FREE, &["8"]),
    ];
    each_engine!(pictures_are_found_by_their_posts, PICTURES);
}
