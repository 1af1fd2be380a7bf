//! The repository.

use async_trait::async_trait;
use kith_core::{
    profiles::{PictureSlot, Privacy, Profile, ProfileRepo},
    shared::{
        clock::Timestamp,
        id::{MediaId, UserId},
        store::StoreError,
    },
};

use super::{rows::ProfileRow, sql};
use crate::sql::{
    column::unsigned,
    error::StoreResult as _,
    posts,
    store::{SqlTx, on},
};

#[async_trait]
impl ProfileRepo for SqlTx {
    async fn profile_of(&mut self, user: UserId) -> Result<Option<Profile>, StoreError> {
        let row: Option<ProfileRow> =
            on!(self, c => sqlx::query_as(sql::PROFILE).bind(user.get()).fetch_optional(c).await)
                .store_err()?;
        with_tags(self, user, row).await
    }

    async fn profile_to_change(&mut self, user: UserId) -> Result<Option<Profile>, StoreError> {
        let row: Option<ProfileRow> = on!(self, c =>
            lite sqlx::query_as(sql::PROFILE).bind(user.get()).fetch_optional(c).await,
            pg sqlx::query_as(sql::PROFILE_LOCKED_PG).bind(user.get()).fetch_optional(c).await)
        .store_err()?;
        with_tags(self, user, row).await
    }

    async fn update_profile(
        &mut self,
        profile: &Profile,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let summary = &profile.summary;
        let user = summary.id.get();
        on!(self, c => sqlx::query(sql::UPDATE)
            .bind(user).bind(&summary.first_name).bind(&summary.last_name).bind(&summary.nickname)
            .bind(profile.date_of_birth.to_string()).bind(profile.gender.as_str())
            .bind(&profile.about_me).bind(&profile.bio).bind(&profile.location).bind(&profile.job).bind(&profile.website)
            .bind(now.as_micros())
            .execute(c).await.map(drop))
        .store_err()?;
        on!(self, c => sqlx::query(sql::CLEAR_TAGS).bind(user).execute(c).await.map(drop))
            .store_err()?;
        for (position, tag) in (0_i64..).zip(&profile.tags) {
            on!(self, c => sqlx::query(sql::INSERT_TAG).bind(user).bind(position).bind(&tag.text).bind(&tag.key)
                .execute(c).await.map(drop))
            .store_err()?;
        }
        Ok(())
    }

    async fn set_picture(
        &mut self,
        user: UserId,
        slot: PictureSlot,
        picture: Option<MediaId>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = match slot {
            PictureSlot::Avatar => sql::SET_AVATAR,
            PictureSlot::Cover => sql::SET_COVER,
        };
        on!(self, c => sqlx::query(statement).bind(user.get()).bind(picture.map(MediaId::get)).bind(now.as_micros())
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn set_privacy(
        &mut self,
        user: UserId,
        is_private: bool,
        privacy: &Privacy,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(sql::SET_PRIVATE).bind(user.get()).bind(is_private).bind(now.as_micros())
            .execute(c).await.map(drop))
        .store_err()?;
        on!(self, c => sqlx::query(sql::SET_PRIVACY)
            .bind(user.get())
            .bind(privacy.email.as_str()).bind(privacy.date_of_birth.as_str()).bind(privacy.gender.as_str())
            .bind(privacy.location.as_str()).bind(privacy.job.as_str()).bind(privacy.friends.as_str())
            .bind(privacy.follows.as_str()).bind(privacy.media.as_str()).bind(privacy.show_presence)
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn count_posts(&mut self, owner: UserId, viewer: UserId) -> Result<u64, StoreError> {
        posts::counts::listed(self, owner, viewer).await
    }

    async fn count_pictures(&mut self, owner: UserId, viewer: UserId) -> Result<u64, StoreError> {
        let (count,): (i64,) =
            on!(self, c => sqlx::query_as(sql::COUNT_PICTURES).bind(owner.get()).bind(viewer.get()).fetch_one(c).await).store_err()?;
        unsigned("count of pictures", count)
    }
}

async fn with_tags(
    tx: &mut SqlTx,
    user: UserId,
    row: Option<ProfileRow>,
) -> Result<Option<Profile>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let tags =
        on!(tx, c => sqlx::query_as(sql::TAGS).bind(user.get()).fetch_all(c).await).store_err()?;
    row.profile(tags).map(Some)
}
