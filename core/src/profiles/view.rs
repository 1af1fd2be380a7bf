//! What others are shown of a person.

use super::{Parts, Profile, Relation, visible_parts};
use crate::{
    accounts::{BirthDate, Gender},
    relations::Relationship,
    shared::{
        clock::Timestamp,
        id::{MediaId, UserId},
    },
};

/// A person as they appear beside everything they do. Visible to every member, also of a private profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserSummary {
    /// Who.
    pub id: UserId,
    /// The unique `@handle`, without the `@`.
    pub handle: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Nickname, when there is one.
    pub nickname: Option<String>,
    /// Profile picture.
    pub avatar: Option<MediaId>,
    /// Whether only followers see the profile.
    pub is_private: bool,
}

impl UserSummary {
    /// The name to show: first and last name.
    #[must_use]
    pub fn display_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Posts that the viewer may see.
    pub posts: u64,
    /// Followers.
    pub followers: u64,
    /// Followed members.
    pub following: u64,
    /// Friends.
    pub friends: u64,
    /// Members with whom both the owner and the viewer are connected.
    pub mutuals: u64,
    /// Pictures of posts that the viewer may see.
    pub media: u64,
}

/// How a viewer stands to the owner of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What decides about parts of the profile.
    pub relation: Relation,
    /// What is shown.
    pub relationship: Relationship,
    /// Some of those with whom both are connected.
    pub mutuals: Vec<UserSummary>,
}

/// A profile as one viewer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileView {
    /// Names, avatar, and whether it is private: for every member.
    pub summary: UserSummary,
    /// The wide picture: for every member.
    pub cover: Option<MediaId>,
    /// For every member.
    pub counts: Counts,
    /// How the viewer stands to them.
    pub relationship: Relationship,
    /// Some of those with whom both are connected.
    pub mutuals: Vec<UserSummary>,
    /// The rest; `None` when the profile is private to this viewer.
    pub details: Option<Details>,
}

/// What is not for everybody. `None` is what the owner does not show to this viewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// Email address.
    pub email: Option<String>,
    /// Whether the address was proved to be theirs; for the owner alone.
    pub email_verified: Option<bool>,
    /// Day of birth.
    pub date_of_birth: Option<BirthDate>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Where they live.
    pub location: Option<String>,
    /// What they do.
    pub job: Option<String>,
    /// Some paragraphs; may be empty.
    pub about_me: String,
    /// Some lines; may be empty.
    pub bio: String,
    /// A web address; may be empty.
    pub website: String,
    /// Interests.
    pub tags: Vec<String>,
    /// When they registered.
    pub joined_at: Timestamp,
    /// Which lists may be asked for.
    pub parts: Parts,
}

impl ProfileView {
    /// The profile as its owner sees it.
    #[must_use]
    pub fn own(profile: Profile, counts: Counts) -> Self {
        let myself = Standing {
            relation: Relation::Myself,
            relationship: Relationship::default(),
            mutuals: Vec::new(),
        };
        Self::new(profile, myself, counts)
    }

    /// The profile as somebody who stands so to its owner sees it.
    #[must_use]
    pub fn new(profile: Profile, standing: Standing, counts: Counts) -> Self {
        let relation = standing.relation;
        let parts = visible_parts(relation, &profile.privacy, profile.summary.is_private);
        Self {
            summary: profile.summary.clone(),
            cover: profile.cover,
            counts,
            relationship: standing.relationship,
            mutuals: standing.mutuals,
            details: parts.map(|parts| Details::new(profile, relation, parts)),
        }
    }
}

impl Details {
    fn new(profile: Profile, relation: Relation, parts: Parts) -> Self {
        Self {
            email: parts.email.then_some(profile.email),
            email_verified: (relation == Relation::Myself).then_some(profile.email_verified),
            date_of_birth: parts.date_of_birth.then_some(profile.date_of_birth),
            gender: parts.gender.then_some(profile.gender),
            location: parts.location.then_some(profile.location),
            job: parts.job.then_some(profile.job),
            about_me: profile.about_me,
            bio: profile.bio,
            website: profile.website,
            tags: profile.tags.into_iter().map(|tag| tag.text).collect(),
            joined_at: profile.joined_at,
            parts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profiles::{FieldAudience, fixture::ada};

    fn standing(relation: Relation) -> Standing {
        Standing {
            relation,
            relationship: Relationship::default(),
            mutuals: Vec::new(),
        }
    }

    #[test]
    fn a_hidden_field_is_not_in_the_view() {
        let mut profile = ada();
        profile.privacy.email = FieldAudience::OnlyMe;
        let view = |relation| {
            ProfileView::new(profile.clone(), standing(relation), Counts::default())
                .details
                .unwrap()
        };
        assert_eq!(view(Relation::Friend).email, None);
        assert_eq!(view(Relation::Friend).email_verified, None);
        assert_eq!(
            view(Relation::Friend).date_of_birth,
            Some(profile.date_of_birth)
        );
        assert_eq!(
            view(Relation::Myself).email.as_deref(),
            Some("ada@example.org")
        );
    }

    #[test]
    fn a_private_profile_keeps_everything_but_names_pictures_and_counts() {
        let mut profile = ada();
        profile.summary.is_private = true;
        let counts = Counts {
            posts: 3,
            ..Counts::default()
        };
        let view = ProfileView::new(profile.clone(), standing(Relation::Stranger), counts);
        assert_eq!(
            (view.details, view.counts.posts, view.summary),
            (None, 3, profile.summary.clone())
        );
        assert!(
            ProfileView::new(profile, standing(Relation::Follower), counts)
                .details
                .is_some()
        );
    }
}
