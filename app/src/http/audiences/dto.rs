//! Audiences of many posts as clients see them.

use kith_core::{
    audiences::{Changed, PostFilter, ReachOfAudiences},
    shared::clock::Timestamp,
};
use poem_openapi::Object;

use crate::http::{
    posts::AudienceDto,
    values::{Id, Moment},
};

/// How many people besides oneself see a post published now, by its audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Object)]
#[oai(rename = "AudienceReach")]
pub(super) struct ReachDto {
    /// Every member whom one does not block, as of a minute ago at most.
    pub public: u64,
    /// Followers and friends, each once.
    pub followers: u64,
    /// Friends.
    pub friends: u64,
    /// Those asked about who are followers or friends.
    pub selected: u64,
    /// Always `null`: who has the link is not known.
    pub unlisted: Option<u64>,
    /// Always 0.
    pub only_me: u64,
    /// The audience that the next post starts with.
    pub default_audience: AudienceDto,
}

impl From<ReachOfAudiences> for ReachDto {
    fn from(shown: ReachOfAudiences) -> Self {
        Self {
            public: shown.reach.public,
            followers: shown.reach.followers,
            friends: shown.reach.friends,
            selected: shown.reach.selected,
            unlisted: None,
            only_me: 0,
            default_audience: shown.default.into(),
        }
    }
}

/// The audience that the next post starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Object)]
#[oai(rename = "DefaultAudience")]
pub(super) struct DefaultAudienceDto {
    /// Any but `selected`.
    pub audience: AudienceDto,
}

/// Another audience for many of one's posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Object)]
#[oai(rename = "AudienceChange")]
pub(super) struct AudienceChangeDto {
    /// Only posts that are for this audience now.
    pub from: Option<AudienceDto>,
    /// Only posts published at this moment or later.
    pub after: Option<Moment>,
    /// Only posts published before this moment.
    pub before: Option<Moment>,
    /// The audience that they get; any but `selected`.
    pub to: AudienceDto,
    /// Whether to count only, and change nothing.
    pub preview: bool,
}

impl AudienceChangeDto {
    /// Which posts are meant.
    #[must_use]
    pub(super) fn filter(&self) -> PostFilter {
        let moment = |moment: Option<Moment>| moment.map(|moment| -> Timestamp { moment.0 });
        PostFilter {
            from: self.from.map(Into::into),
            after: moment(self.after),
            before: moment(self.before),
        }
    }
}

/// What was changed, or would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Object)]
#[oai(rename = "AudienceChanged")]
pub(super) struct AudienceChangedDto {
    /// How many posts got, or would get, another audience. Deleted ones are changed along and not counted.
    pub matched: u64,
    /// What takes the change back; `null` when nothing was changed.
    pub change_id: Option<Id>,
}

impl From<Changed> for AudienceChangedDto {
    fn from(changed: Changed) -> Self {
        Self {
            matched: changed.matched,
            change_id: changed.change.map(Id::from),
        }
    }
}

/// What was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Object)]
#[oai(rename = "AudienceRestored")]
pub(super) struct AudienceRestoredDto {
    /// How many posts have the audience again that they had.
    pub restored: u64,
}
