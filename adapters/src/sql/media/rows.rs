//! Rows to pictures: one row per rendition, those of one picture together.

use kith_core::{
    media::{Kind, Media, Purpose, Status, Variant, VariantName},
    shared::{
        clock::Timestamp,
        id::{MediaId, UserId},
        store::StoreError,
    },
};

use crate::sql::column::{named, unsigned};

#[derive(sqlx::FromRow)]
pub(super) struct MediaRow {
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
    variant_name: Option<String>,
    variant_width: Option<i64>,
    variant_height: Option<i64>,
    variant_bytes: Option<i64>,
    variant_digest: Option<String>,
}

/// Puts the renditions of each picture together; the rows are ordered by picture.
pub(super) fn gather(rows: Vec<MediaRow>) -> Result<Vec<Media>, StoreError> {
    let mut pictures: Vec<Media> = Vec::new();
    for mut row in rows {
        let variant = row.take_variant()?;
        match pictures.last_mut() {
            Some(picture) if picture.id.get() == row.id => picture.variants.extend(variant),
            _ => pictures.push(row.picture(variant)?),
        }
    }
    Ok(pictures)
}

impl MediaRow {
    fn take_variant(&mut self) -> Result<Option<Variant>, StoreError> {
        let (Some(name), Some(width), Some(height), Some(bytes), Some(digest)) = (
            &self.variant_name,
            self.variant_width,
            self.variant_height,
            self.variant_bytes,
            self.variant_digest.take(),
        ) else {
            return Ok(None);
        };
        Ok(Some(Variant {
            name: named("media_variants.name", name, VariantName::parse)?,
            width: unsigned("media_variants.width", width)?,
            height: unsigned("media_variants.height", height)?,
            bytes: unsigned("media_variants.bytes", bytes)?,
            digest,
        }))
    }

    fn picture(self, variant: Option<Variant>) -> Result<Media, StoreError> {
        Ok(Media {
            id: MediaId::new(self.id),
            owner: UserId::new(self.owner_id),
            purpose: named("media.purpose", &self.purpose, Purpose::parse)?,
            kind: named("media.kind", &self.kind, Kind::parse)?,
            status: named("media.status", &self.status, Status::parse)?,
            width: unsigned("media.width", self.width)?,
            height: unsigned("media.height", self.height)?,
            placeholder: self.placeholder,
            alt_text: self.alt_text,
            variants: variant.into_iter().collect(),
            created_at: Timestamp::from_micros(self.created_at),
        })
    }
}
