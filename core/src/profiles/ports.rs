//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{PictureSlot, Privacy, Profile};
use crate::shared::{
    clock::Timestamp,
    id::{MediaId, UserId},
    store::StoreError,
};

/// Stored profiles, part of the unit of work. Suspended members have none.
#[async_trait]
pub trait ProfileRepo: Send {
    /// The whole profile.
    async fn profile_of(&mut self, user: UserId) -> Result<Option<Profile>, StoreError>;

    /// The same; it cannot change until this transaction ends.
    async fn profile_to_change(&mut self, user: UserId) -> Result<Option<Profile>, StoreError>;

    /// Stores names, day of birth, gender, texts and tags. Handle, address, pictures and privacy stay as they are.
    async fn update_profile(&mut self, profile: &Profile, now: Timestamp)
    -> Result<(), StoreError>;

    /// Puts a picture in its place, or empties the place.
    async fn set_picture(
        &mut self,
        user: UserId,
        slot: PictureSlot,
        picture: Option<MediaId>,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Stores who sees what.
    async fn set_privacy(
        &mut self,
        user: UserId,
        is_private: bool,
        privacy: &Privacy,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// How many posts of `owner` may be listed for `viewer`.
    async fn count_posts(&mut self, owner: UserId, viewer: UserId) -> Result<u64, StoreError>;

    /// How many pictures of posts of `owner` may be listed for `viewer`.
    async fn count_pictures(&mut self, owner: UserId, viewer: UserId) -> Result<u64, StoreError>;
}
