//! Profiles as clients see and send them.

use kith_core::{
    accounts::BirthDate,
    media::{PostPicture, VariantName},
    profiles::{
        Counts, Details, FieldAudience, Parts, Privacy, PrivacyChange, ProfileChanges, ProfileView,
    },
};
use poem_openapi::{
    Enum, Multipart, Object,
    types::{MaybeUndefined, multipart::Upload},
};
use time::Date;

use super::UserSummaryDto;
use crate::http::{
    accounts::GenderDto,
    media::{MediaDto, variant_url},
    relations::RelationshipDto,
    values::{Id, Moment},
};

/// A profile as the asking member sees it. What they may not see is `null`.
#[derive(Debug, Clone, Object)]
#[oai(rename = "Profile")]
pub struct ProfileDto {
    /// Who.
    #[oai(flatten)]
    pub user: UserSummaryDto,
    /// Where the wide picture is, when there is one.
    pub cover_url: Option<String>,
    /// How much there is.
    pub counts: CountsDto,
    /// How the asking member stands to them.
    pub relationship: RelationshipDto,
    /// Some of those whom both the asking member and they know, at most three.
    pub mutuals: Vec<UserSummaryDto>,
    /// Whether the profile is private to the asking member; then everything below is `null`.
    pub restricted: bool,
    /// Email address.
    pub email: Option<String>,
    /// Whether the address was proved; for the owner alone.
    pub email_verified: Option<bool>,
    /// Day of birth.
    pub date_of_birth: Option<Date>,
    /// Gender.
    pub gender: Option<GenderDto>,
    /// Some paragraphs; may be empty.
    pub about_me: Option<String>,
    /// Some lines; may be empty.
    pub bio: Option<String>,
    /// Where they live; may be empty.
    pub location: Option<String>,
    /// What they do; may be empty.
    pub job: Option<String>,
    /// A web address; may be empty.
    pub website: Option<String>,
    /// Interests.
    pub tags: Option<Vec<String>>,
    /// When they registered.
    pub joined_at: Option<Moment>,
    /// Which lists may be asked for.
    pub lists: Option<ListsDto>,
}

/// How much there is.
#[derive(Debug, Clone, Object)]
#[oai(rename = "ProfileCounts")]
pub struct CountsDto {
    /// Posts that the asking member may see.
    pub posts: u64,
    /// Followers.
    pub followers: u64,
    /// Followed members.
    pub following: u64,
    /// Friends.
    pub friends: u64,
    /// Members whom both the asking member and they know.
    pub mutuals: u64,
    /// Pictures of posts that the asking member may see.
    pub media: u64,
}

/// Which lists of a profile the asking member may see.
#[derive(Debug, Clone, Object)]
#[oai(rename = "ProfileLists")]
pub struct ListsDto {
    /// Friends.
    pub friends: bool,
    /// Followers, and those they follow.
    pub follows: bool,
    /// Pictures.
    pub media: bool,
}

/// What is to change of a profile. What is left out stays; `null` empties.
#[derive(Debug, Object)]
#[oai(rename = "ProfileEdit", deny_unknown_fields)]
pub struct ProfileEditDto {
    /// The unique name, with or without `@`.
    handle: MaybeUndefined<String>,
    /// First name.
    first_name: MaybeUndefined<String>,
    /// Last name.
    last_name: MaybeUndefined<String>,
    /// Nickname.
    nickname: MaybeUndefined<String>,
    /// Day of birth, `YYYY-MM-DD`.
    date_of_birth: MaybeUndefined<String>,
    /// Gender: `female`, `male`, `non_binary`, `other`, `prefer_not_to_say`.
    gender: MaybeUndefined<String>,
    /// Some paragraphs, at most 2000 characters.
    about_me: MaybeUndefined<String>,
    /// Some lines, at most 500 characters.
    bio: MaybeUndefined<String>,
    /// Where they live, at most 100 characters.
    location: MaybeUndefined<String>,
    /// What they do, at most 100 characters.
    job: MaybeUndefined<String>,
    /// An `http` or `https` address.
    website: MaybeUndefined<String>,
    /// All interests in order: at most 20, each at most 40 characters.
    tags: MaybeUndefined<Vec<String>>,
}

/// A picture for a profile.
#[derive(Debug, Multipart)]
pub struct ProfilePicture {
    /// The file: JPEG, PNG, GIF or WebP.
    pub(super) file: Upload,
}

/// Who sees one part of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "FieldAudience", rename_all = "snake_case")]
pub enum FieldAudienceDto {
    /// Every member who may see the profile.
    Everyone,
    /// Followers and friends.
    Followers,
    /// Friends.
    Friends,
    /// The owner alone.
    OnlyMe,
}

/// Who sees what of one's own profile.
#[derive(Debug, Clone, Object)]
#[oai(rename = "Privacy", deny_unknown_fields)]
pub struct PrivacyDto {
    /// Whether only followers see the profile. Posts go by their own audience.
    pub is_private: bool,
    /// The audience of each part.
    pub fields: PrivacyFieldsDto,
    /// Whether others see that one is online.
    pub show_presence: bool,
}

/// Who is to see what of one's own profile.
#[derive(Debug, Object)]
#[oai(rename = "PrivacyChange", deny_unknown_fields)]
pub struct PrivacyChangeDto {
    /// Whether only followers see the profile.
    is_private: bool,
    /// The audience of each part.
    fields: PrivacyFieldsDto,
    /// Whether others see that one is online.
    show_presence: bool,
    /// On a private profile: makes what one published for everybody so far for followers alone.
    #[oai(default)]
    narrow_posts: bool,
}

/// The audience of each part of a profile.
#[derive(Debug, Clone, Object)]
#[oai(rename = "PrivacyFields", deny_unknown_fields)]
pub struct PrivacyFieldsDto {
    /// Email address.
    pub email: FieldAudienceDto,
    /// Day of birth.
    pub date_of_birth: FieldAudienceDto,
    /// Gender.
    pub gender: FieldAudienceDto,
    /// Where they live.
    pub location: FieldAudienceDto,
    /// What they do.
    pub job: FieldAudienceDto,
    /// List of friends.
    pub friends: FieldAudienceDto,
    /// Lists of followers and of those they follow.
    pub follows: FieldAudienceDto,
    /// List of pictures.
    pub media: FieldAudienceDto,
}

/// A picture of a post.
#[derive(Debug, Clone, Object)]
#[oai(rename = "PostPicture")]
pub struct PostPictureDto {
    /// The post it belongs to.
    pub post_id: Id,
    /// What the post says before it is shown; the picture is to be covered until the reader asks for it.
    pub content_warning: Option<String>,
    /// The picture.
    pub media: MediaDto,
}

impl From<ProfileView> for ProfileDto {
    fn from(view: ProfileView) -> Self {
        let reduced = Self {
            user: view.summary.into(),
            cover_url: view
                .cover
                .map(|cover| variant_url(cover, VariantName::Large)),
            counts: view.counts.into(),
            relationship: view.relationship.into(),
            mutuals: view.mutuals.into_iter().map(Into::into).collect(),
            restricted: true,
            email: None,
            email_verified: None,
            date_of_birth: None,
            gender: None,
            about_me: None,
            bio: None,
            location: None,
            job: None,
            website: None,
            tags: None,
            joined_at: None,
            lists: None,
        };
        match view.details {
            None => reduced,
            Some(details) => reduced.with(details),
        }
    }
}

impl ProfileDto {
    fn with(self, details: Details) -> Self {
        Self {
            restricted: false,
            email: details.email,
            email_verified: details.email_verified,
            date_of_birth: details.date_of_birth.map(BirthDate::day),
            gender: details.gender.map(Into::into),
            about_me: Some(details.about_me),
            bio: Some(details.bio),
            location: details.location,
            job: details.job,
            website: Some(details.website),
            tags: Some(details.tags),
            joined_at: Some(details.joined_at.into()),
            lists: Some(details.parts.into()),
            ..self
        }
    }
}

impl From<Counts> for CountsDto {
    fn from(counts: Counts) -> Self {
        let Counts {
            posts,
            followers,
            following,
            friends,
            mutuals,
            media,
        } = counts;
        Self {
            posts,
            followers,
            following,
            friends,
            mutuals,
            media,
        }
    }
}

impl From<Parts> for ListsDto {
    fn from(parts: Parts) -> Self {
        Self {
            friends: parts.friends,
            follows: parts.follows,
            media: parts.media,
        }
    }
}

impl From<ProfileEditDto> for ProfileChanges {
    fn from(edit: ProfileEditDto) -> Self {
        Self {
            handle: change(edit.handle),
            first_name: change(edit.first_name),
            last_name: change(edit.last_name),
            nickname: change(edit.nickname),
            date_of_birth: change(edit.date_of_birth),
            gender: change(edit.gender),
            about_me: change(edit.about_me),
            bio: change(edit.bio),
            location: change(edit.location),
            job: change(edit.job),
            website: change(edit.website),
            tags: change(edit.tags),
        }
    }
}

/// Left out: nothing to change. `null`: empty.
fn change<T: Default>(value: MaybeUndefined<T>) -> Option<T> {
    match value {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(T::default()),
        MaybeUndefined::Value(value) => Some(value),
    }
}

impl From<FieldAudience> for FieldAudienceDto {
    fn from(audience: FieldAudience) -> Self {
        match audience {
            FieldAudience::Everyone => Self::Everyone,
            FieldAudience::Followers => Self::Followers,
            FieldAudience::Friends => Self::Friends,
            FieldAudience::OnlyMe => Self::OnlyMe,
        }
    }
}

impl From<FieldAudienceDto> for FieldAudience {
    fn from(audience: FieldAudienceDto) -> Self {
        match audience {
            FieldAudienceDto::Everyone => Self::Everyone,
            FieldAudienceDto::Followers => Self::Followers,
            FieldAudienceDto::Friends => Self::Friends,
            FieldAudienceDto::OnlyMe => Self::OnlyMe,
        }
    }
}

impl PrivacyDto {
    pub(super) fn new(is_private: bool, privacy: Privacy) -> Self {
        Self {
            is_private,
            fields: PrivacyFieldsDto {
                email: privacy.email.into(),
                date_of_birth: privacy.date_of_birth.into(),
                gender: privacy.gender.into(),
                location: privacy.location.into(),
                job: privacy.job.into(),
                friends: privacy.friends.into(),
                follows: privacy.follows.into(),
                media: privacy.media.into(),
            },
            show_presence: privacy.show_presence,
        }
    }
}

impl From<PrivacyChangeDto> for PrivacyChange {
    fn from(change: PrivacyChangeDto) -> Self {
        let fields = change.fields;
        let privacy = Privacy {
            email: fields.email.into(),
            date_of_birth: fields.date_of_birth.into(),
            gender: fields.gender.into(),
            location: fields.location.into(),
            job: fields.job.into(),
            friends: fields.friends.into(),
            follows: fields.follows.into(),
            media: fields.media.into(),
            show_presence: change.show_presence,
        };
        Self {
            is_private: change.is_private,
            privacy,
            narrow_posts: change.narrow_posts,
        }
    }
}

impl From<PostPicture> for PostPictureDto {
    fn from(picture: PostPicture) -> Self {
        Self {
            post_id: picture.post.into(),
            content_warning: picture.warning.map(|warning| warning.as_str().to_owned()),
            media: picture.media.into(),
        }
    }
}
