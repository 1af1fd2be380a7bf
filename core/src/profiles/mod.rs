//! Profiles: what people show of themselves, and to whom.

mod change_picture;
mod change_privacy;
mod edit;
#[cfg(test)]
pub(crate) mod fixture;
mod own;
mod pictures;
mod ports;
mod privacy;
mod profile;
mod show;
mod show_privacy;
mod view;

pub use change_picture::{ChangePicture, ChangePictureError, PictureSlot};
pub use change_privacy::{ChangePrivacy, ChangePrivacyError};
pub use edit::{EditProfile, EditProfileError, ProfileChanges};
pub use own::{OwnProfile, OwnProfileError};
pub use pictures::{ListPictures, ListPicturesError};
pub use ports::ProfileRepo;
pub use privacy::{FieldAudience, Parts, Privacy, Relation, visible_parts};
pub use profile::{BIO_LENGTH, LINE_LENGTH, Profile, TAG_LENGTH, TAGS, Tag, website};
pub use show::{ShowProfile, ShowProfileError};
pub use show_privacy::ShowPrivacy;
pub use view::{Counts, Details, ProfileView, UserSummary};

use crate::{
    media::MediaCases,
    shared::{
        id::UserId,
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// What the place asks of its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProfilePolicy {
    /// The age in years below which nobody may be.
    pub minimum_age: u8,
}

/// The use cases of this feature.
#[derive(Clone)]
pub struct Profiles {
    /// Shows somebody's profile.
    pub show: ShowProfile,
    /// Shows one's own.
    pub own: OwnProfile,
    /// Changes one's own.
    pub edit: EditProfile,
    /// Sets or removes avatar and cover.
    pub change_picture: ChangePicture,
    /// Shows who sees what.
    pub show_privacy: ShowPrivacy,
    /// Changes who sees what.
    pub change_privacy: ChangePrivacy,
    /// Lists the pictures of somebody's posts.
    pub pictures: ListPictures,
}

impl Profiles {
    /// The use cases on these ports.
    #[must_use]
    pub fn new(ports: &Ports, media: &MediaCases, policy: ProfilePolicy) -> Self {
        Self {
            show: ShowProfile::new(ports.clone()),
            own: OwnProfile::new(ports.clone()),
            edit: EditProfile::new(ports.clone(), policy),
            change_picture: ChangePicture::new(ports.clone(), media),
            show_privacy: ShowPrivacy::new(ports.clone()),
            change_privacy: ChangePrivacy::new(ports.clone()),
            pictures: ListPictures::new(ports.clone()),
        }
    }
}

/// How `viewer` stands to `owner`. Nobody can follow or befriend anybody yet.
fn relation(viewer: UserId, owner: UserId) -> Relation {
    if viewer == owner {
        Relation::Myself
    } else {
        Relation::Stranger
    }
}

/// The profile of `owner` as `viewer` sees it; `None` when there is none.
async fn view_of(
    tx: &mut dyn Tx,
    viewer: UserId,
    owner: UserId,
) -> Result<Option<ProfileView>, StoreError> {
    let Some(profile) = tx.profile_of(owner).await? else {
        return Ok(None);
    };
    let counts = Counts {
        posts: tx.count_posts(owner, viewer).await?,
        ..Counts::default()
    };
    Ok(Some(ProfileView::new(
        profile,
        relation(viewer, owner),
        counts,
    )))
}
