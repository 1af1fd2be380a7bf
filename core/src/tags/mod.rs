//! What texts name: people by `@handle`, things by `#tag`; and following tags.

mod follow;
mod followed;
mod mention;
mod ports;
mod show;
mod suggest;
mod tag;
mod written;

pub use follow::{FOLLOWED_MAX, Follow, FollowTagError};
pub use followed::Followed;
pub use mention::{Mention, note_names, note_names_anew};
pub use ports::TagRepo;
pub use show::{Show, TagView};
pub use suggest::Suggest;
pub use tag::{TAG_MAX, Tag};
pub use written::{MENTIONS_MAX, TAGS_MAX, handles_in, tags_in};

use crate::shared::ports::Ports;

/// Everything that can be done with tags.
pub struct Tags {
    /// Read what there is to a tag.
    pub show: Show,
    /// Follow a tag, or no longer.
    pub follow: Follow,
    /// List the tags that one follows.
    pub followed: Followed,
    /// Propose tags while one is typed.
    pub suggest: Suggest,
}

impl Tags {
    /// The use cases over these ports.
    #[must_use]
    pub fn new(ports: &Ports) -> Self {
        Self {
            show: Show::new(ports.clone()),
            follow: Follow::new(ports.clone()),
            followed: Followed::new(ports.clone()),
            suggest: Suggest::new(ports.clone()),
        }
    }
}
