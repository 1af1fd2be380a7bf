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
mod shown_lists;
mod view;

pub use change_picture::{ChangePicture, ChangePictureError, PictureSlot};
pub use change_privacy::{ChangePrivacy, ChangePrivacyError, PrivacyChange};
pub use edit::{EditProfile, EditProfileError, ProfileChanges};
pub use own::{OwnProfile, OwnProfileError};
pub use pictures::ListPictures;
pub use ports::ProfileRepo;
pub use privacy::{FieldAudience, Parts, Privacy, Relation, visible_parts};
pub use profile::{BIO_LENGTH, LINE_LENGTH, Profile, TAG_LENGTH, TAGS, Tag, website};
pub use show::{ShowProfile, ShowProfileError};
pub use show_privacy::ShowPrivacy;
pub use shown_lists::ProfileListError;
pub(crate) use shown_lists::shown_parts;
pub use view::{Counts, Details, ProfileView, Standing, UserSummary};

use crate::{
    media::MediaCases,
    relations::{MutualsOf, PeopleList},
    search::NamePrefixes,
    shared::{
        id::UserId,
        page::Limit,
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// How many of those whom both know are shown beside a profile.
const FACES: Limit = Limit::of::<3>();

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

/// The profile of `owner` as `viewer`, who stands in `relation` to them, sees it; `None` when there is none.
async fn view_of(
    tx: &mut dyn Tx,
    viewer: UserId,
    owner: UserId,
    relation: Relation,
) -> Result<Option<ProfileView>, StoreError> {
    let Some(profile) = tx.profile_of(owner).await? else {
        return Ok(None);
    };
    let connections = tx.connections(owner, viewer).await?;
    let mut counts = Counts {
        posts: tx.count_posts(owner, viewer).await?,
        media: tx.count_pictures(owner, viewer).await?,
        followers: connections.followers,
        following: connections.following,
        friends: connections.friends,
        mutuals: 0,
    };
    if relation == Relation::Myself {
        return Ok(Some(ProfileView::own(profile, counts)));
    }
    let mut mutuals = Vec::new();
    let parts = visible_parts(relation, &profile.privacy, profile.summary.is_private);
    if let Some(of) = parts.and_then(MutualsOf::shown) {
        counts.mutuals = tx.count_mutuals(of, owner, viewer).await?;
        let page = tx
            .people(
                PeopleList::Mutuals(of),
                owner,
                viewer,
                &NamePrefixes::default(),
                None,
                FACES,
            )
            .await?;
        mutuals = page
            .items
            .into_iter()
            .map(|person| person.summary)
            .collect();
    }
    let standing = Standing {
        relation,
        relationship: tx.pair(viewer, owner).await?.relationship(),
        mutuals,
    };
    Ok(Some(ProfileView::new(profile, standing, counts)))
}
