//! Lists of posts: home, and a profile's.

mod home;
mod ports;
mod profile;
mod timelines_follow;
mod trim;

pub use home::{Home, HomeKind, HomePage};
pub use ports::{FeedRepo, LongTimelines, TimelineRepo, TrimRepo};
pub use profile::{Profile, ProfileError, ProfilePage, ProfileRef, Wall};
pub use timelines_follow::{BACKFILL, FeedPolicy, TimelinesFollow};
pub use trim::TrimTimelines;

use crate::shared::ports::Ports;

/// Every list of posts.
pub struct Feeds {
    /// What one sees first.
    pub home: Home,
    /// What a profile shows.
    pub profile: Profile,
}

impl Feeds {
    /// The use cases over these ports.
    #[must_use]
    pub fn new(ports: &Ports) -> Self {
        Self {
            home: Home::new(ports.clone()),
            profile: Profile::new(ports.clone()),
        }
    }
}
