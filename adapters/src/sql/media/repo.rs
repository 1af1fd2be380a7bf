//! The repository.

use std::collections::HashMap;

use async_trait::async_trait;
use kith_core::{
    media::{
        Media, MediaRepo, OwnUpload, PicturePlace, PostPicture, Purpose, Status, UploadsTotal,
        Variant, Video, VideoFailure,
    },
    posts::ContentWarning,
    shared::{
        clock::Timestamp,
        id::{GroupId, MediaId, PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};

use super::{
    rows::{MediaRow, UploadRow, gather},
    sql,
};
use crate::sql::{
    column::{id_list, unsigned},
    error::StoreResult as _,
    store::{SqlTx, on},
};

/// Where a picture stands.
#[derive(sqlx::FromRow)]
struct PlacedRow {
    media_id: i64,
    post_id: i64,
    content_warning: Option<String>,
    position: i64,
}

impl PlacedRow {
    fn place(&self) -> PicturePlace {
        PicturePlace {
            post: PostId::new(self.post_id),
            position: self.position,
        }
    }
}

impl SqlTx {
    /// The pictures in these places, with what their posts say before them.
    async fn placed(&mut self, places: Vec<PlacedRow>) -> Result<Vec<PostPicture>, StoreError> {
        let ids: Vec<_> = places
            .iter()
            .map(|row| MediaId::new(row.media_id))
            .collect();
        let mut places: HashMap<i64, PlacedRow> =
            places.into_iter().map(|row| (row.media_id, row)).collect();
        let pictures = self.media_by_ids(&ids).await?.into_iter();
        Ok(pictures
            .filter_map(|media| {
                let row = places.remove(&media.id.get())?;
                Some(PostPicture {
                    post: PostId::new(row.post_id),
                    warning: row.content_warning.map(ContentWarning::stored),
                    media,
                })
            })
            .collect())
    }
}

#[async_trait]
impl MediaRepo for SqlTx {
    async fn insert_media(&mut self, media: &Media, upload_bytes: u64) -> Result<(), StoreError> {
        let video = media.video.as_ref();
        on!(self, c => sqlx::query(sql::INSERT)
            .bind(media.id.get()).bind(media.owner.get())
            .bind(media.purpose.as_str()).bind(media.kind.as_str()).bind(media.status.as_str())
            .bind(i64::from(media.width)).bind(i64::from(media.height))
            .bind(&media.placeholder).bind(&media.alt_text)
            .bind(upload_bytes.cast_signed()).bind(media.created_at.as_micros())
            .bind(video.and_then(|video| video.duration_ms).map(i64::from))
            .bind(video.map(|video| i64::from(video.progress)))
            .execute(c).await.map(drop))
        .store_err()?;
        for variant in &media.variants {
            self.add_variant(media.id, variant).await?;
        }
        Ok(())
    }

    async fn media_by_id(&mut self, id: MediaId) -> Result<Option<Media>, StoreError> {
        let rows: Vec<MediaRow> =
            on!(self, c => sqlx::query_as(sql::BY_ID).bind(id.get()).fetch_all(c).await)
                .store_err()?;
        Ok(gather(rows)?.pop())
    }

    async fn visible_media(
        &mut self,
        viewer: UserId,
        id: MediaId,
    ) -> Result<Option<Media>, StoreError> {
        let rows: Vec<MediaRow> =
            on!(self, c => sqlx::query_as(sql::VISIBLE).bind(id.get()).bind(viewer.get()).fetch_all(c).await).store_err()?;
        Ok(gather(rows)?.pop())
    }

    async fn media_by_ids(&mut self, ids: &[MediaId]) -> Result<Vec<Media>, StoreError> {
        let raw = raw(ids);
        let rows: Vec<MediaRow> = on!(self, c =>
            lite sqlx::query_as(sql::BY_IDS_LITE).bind(id_list(&raw)).fetch_all(c).await,
            pg sqlx::query_as(sql::BY_IDS_PG).bind(&raw).fetch_all(c).await)
        .store_err()?;
        let mut found: HashMap<_, _> = gather(rows)?
            .into_iter()
            .map(|media| (media.id, media))
            .collect();
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    async fn pictures_by(
        &mut self,
        owner: UserId,
        viewer: UserId,
        after: After,
        limit: Limit,
    ) -> Result<Vec<PostPicture>, StoreError> {
        let places: Vec<PlacedRow> = on!(self, c => sqlx::query_as(sql::PICTURES_BY)
            .bind(owner.get()).bind(viewer.get()).bind(after.unwrap_or(i64::MAX)).bind(limit.plus_one())
            .fetch_all(c).await)
        .store_err()?;
        self.placed(places).await
    }

    async fn pictures_in(
        &mut self,
        group: GroupId,
        viewer: UserId,
        after: Option<PicturePlace>,
        limit: Limit,
    ) -> Result<Page<PostPicture, PicturePlace>, StoreError> {
        let (post, position) = after.map_or((i64::MAX, -1), |at| (at.post.get(), at.position));
        let statement = self.of_engine([sql::PICTURES_IN_LITE, sql::PICTURES_IN_PG]);
        let places: Vec<PlacedRow> = on!(self, c => sqlx::query_as(statement)
            .bind(group.get()).bind(viewer.get()).bind(post).bind(position).bind(limit.plus_one())
            .fetch_all(c).await)
        .store_err()?;
        let page = Page::cut(places, limit, PlacedRow::place);
        Ok(Page {
            items: self.placed(page.items).await?,
            next: page.next,
        })
    }

    async fn describe_media(
        &mut self,
        id: MediaId,
        owner: UserId,
        alt_text: &str,
    ) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::DESCRIBE).bind(id.get()).bind(owner.get()).bind(alt_text)
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn attach_media(
        &mut self,
        owner: UserId,
        purpose: Purpose,
        ids: &[MediaId],
    ) -> Result<Vec<MediaId>, StoreError> {
        let mut refused = Vec::new();
        for id in ids {
            let attached = on!(self, c => sqlx::query(sql::ATTACH).bind(id.get()).bind(owner.get()).bind(purpose.as_str())
                .execute(c).await.map(|done| done.rows_affected() == 1))
            .store_err()?;
            if !attached {
                refused.push(*id);
            }
        }
        Ok(refused)
    }

    async fn delete_unattached(&mut self, id: MediaId, owner: UserId) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::DELETE_UNATTACHED).bind(id.get()).bind(owner.get())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn erase_media(&mut self, ids: &[MediaId]) -> Result<(), StoreError> {
        let raw = raw(ids);
        on!(self, c =>
            lite sqlx::query(sql::ERASE_LITE).bind(id_list(&raw)).execute(c).await.map(drop),
            pg sqlx::query(sql::ERASE_PG).bind(&raw).execute(c).await.map(drop))
        .store_err()
    }

    async fn add_variant(&mut self, id: MediaId, variant: &Variant) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(sql::INSERT_VARIANT)
            .bind(id.get()).bind(variant.name.as_str())
            .bind(i64::from(variant.width)).bind(i64::from(variant.height))
            .bind(variant.bytes.cast_signed()).bind(&variant.digest)
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn set_media_status(&mut self, id: MediaId, status: Status) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::SET_STATUS).bind(id.get()).bind(status.as_str())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn set_video_progress(&mut self, id: MediaId, percent: u8) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(sql::SET_PROGRESS).bind(id.get()).bind(i64::from(percent))
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn settle_video(
        &mut self,
        id: MediaId,
        status: Status,
        video: &Video,
    ) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(sql::SETTLE_VIDEO).bind(id.get()).bind(status.as_str())
            .bind(video.duration_ms.map(i64::from)).bind(i64::from(video.progress))
            .bind(video.failure.map(VideoFailure::as_str))
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()
    }

    async fn uploads_of(
        &mut self,
        owner: UserId,
        after: After,
        limit: Limit,
    ) -> Result<Vec<OwnUpload>, StoreError> {
        let places: Vec<UploadRow> = on!(self, c => sqlx::query_as(sql::UPLOADS_OF)
            .bind(owner.get()).bind(after.unwrap_or(i64::MAX)).bind(limit.plus_one())
            .fetch_all(c).await)
        .store_err()?;
        let ids: Vec<_> = places.iter().map(|row| MediaId::new(row.id)).collect();
        let mut places: HashMap<_, _> = places.into_iter().map(|row| (row.id, row)).collect();
        let uploads = self.media_by_ids(&ids).await?.into_iter();
        uploads
            .filter_map(|media| Some(places.remove(&media.id.get())?.upload(media)))
            .collect()
    }

    async fn uploads_total(&mut self, owner: UserId) -> Result<UploadsTotal, StoreError> {
        let (count, bytes): (i64, i64) = on!(self, c => sqlx::query_as(sql::UPLOADS_TOTAL)
            .bind(owner.get()).fetch_one(c).await)
        .store_err()?;
        Ok(UploadsTotal {
            count: unsigned("count of media", count)?,
            bytes: unsigned("sum of bytes", bytes)?,
        })
    }

    async fn erase_abandoned(
        &mut self,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<MediaId>, StoreError> {
        let ids: Vec<(i64,)> = on!(self, c => sqlx::query_as(sql::ERASE_ABANDONED)
            .bind(before.as_micros()).bind(i64::from(limit)).fetch_all(c).await)
        .store_err()?;
        Ok(typed(ids))
    }

    async fn known_media(&mut self, ids: &[MediaId]) -> Result<Vec<MediaId>, StoreError> {
        let raw = raw(ids);
        let ids: Vec<(i64,)> = on!(self, c =>
            lite sqlx::query_as(sql::KNOWN_LITE).bind(id_list(&raw)).fetch_all(c).await,
            pg sqlx::query_as(sql::KNOWN_PG).bind(&raw).fetch_all(c).await)
        .store_err()?;
        Ok(typed(ids))
    }
}

fn raw(ids: &[MediaId]) -> Vec<i64> {
    ids.iter().map(|id| id.get()).collect()
}

fn typed(ids: Vec<(i64,)>) -> Vec<MediaId> {
    ids.into_iter().map(|(id,)| MediaId::new(id)).collect()
}
