//! Lists of posts: home, For you, a profile's, a group's, a tag's.

mod for_you;
mod group;
mod group_media;
mod home;
mod news;
mod ports;
mod profile;
mod tagged;
mod timelines_follow;
mod trim;

pub use for_you::{
    Because, Candidate, CandidateRepo, ForYou, ForYouError, ForYouPage, ForYouPolicy, ForYouRepo,
    Hot, HotPart, Pick, Reason, RefreshForYou, Spot, TakingPart, Tie,
};
pub use group::{GroupFeed, GroupFeedError};
pub use group_media::GroupMedia;
pub use home::{Home, HomeKind, HomePage};
pub use ports::{FeedRepo, LongTimelines, TimelineRepo, TrimRepo};
pub use profile::{Profile, ProfileError, ProfilePage, ProfileRef, Wall, WallSpot};
pub use tagged::Tagged;
pub use timelines_follow::{BACKFILL, FeedPolicy, TimelinesFollow};
pub use trim::TrimTimelines;

use crate::shared::ports::Ports;

/// Every list of posts.
pub struct Feeds {
    /// What one sees first.
    pub home: Home,
    /// What one may care for.
    pub for_you: ForYou,
    /// What a profile shows.
    pub profile: Profile,
    /// What there is in a group.
    pub group: GroupFeed,
    /// The pictures of what there is in a group.
    pub group_media: GroupMedia,
    /// What there is on a tag.
    pub tagged: Tagged,
}

impl Feeds {
    /// The use cases over these ports.
    #[must_use]
    pub fn new(ports: &Ports, for_you: ForYouPolicy) -> Self {
        Self {
            home: Home::new(ports.clone()),
            for_you: ForYou::new(ports.clone(), for_you),
            profile: Profile::new(ports.clone()),
            group: GroupFeed::new(ports.clone()),
            group_media: GroupMedia::new(ports.clone()),
            tagged: Tagged::new(ports.clone()),
        }
    }
}
