//! Posts and who may see them.

mod audience;
mod commenting;
mod delete;
mod edit;
#[cfg(test)]
pub(crate) mod fixtures;
mod history;
mod list_shares;
mod picture;
mod pin;
mod ports;
mod post;
mod publish;
mod purge;
mod refusal;
mod restore;
mod selected;
mod share;
mod share_count;
mod show;
mod standing;
mod view;

pub use audience::{Audience, PostFacts, Viewer, Why, can_see, listed_for};
pub use commenting::{CommentPolicy, Commenter, may_comment};
pub use delete::{Delete, DeleteError};
pub use edit::{Edit, EditError, PostEdit};
pub use history::{History, Version};
pub use list_shares::ListShares;
pub use picture::{ALT_TEXT_MAX, PICTURES_MAX, Picture, PictureInput};
pub use pin::{GROUP_PINS_MAX, Pin, PinError};
pub use ports::{PinRepo, PostRepo, ShareRepo, VersionRepo};
pub use post::{
    ContentWarning, Post, PostPolicy, PostText, PostTitle, TEXT_MAX, TITLE_MAX, WARNING_MAX,
};
pub use publish::{NewPost, Publish, PublishError};
pub use purge::{Purge, PurgeError};
pub use refusal::ChangeRefusal;
pub(crate) use refusal::change_refusal;
pub use restore::{Restore, RestoreError};
pub use selected::SELECTED_MAX;
pub use share::{NewShare, Share, ShareError};
pub use show::{Show, ShowError};
pub use standing::Standing;
pub use view::{AuthoredPost, Permissions, PostView, show_page};

use crate::shared::ports::Ports;

/// Everything that can be done with posts.
pub struct Posts {
    /// Publish a post.
    pub publish: Publish,
    /// Read one post.
    pub show: Show,
    /// Change one's own post.
    pub edit: Edit,
    /// Delete one's own post.
    pub delete: Delete,
    /// Take a deletion back.
    pub restore: Restore,
    /// Share a post.
    pub share: Share,
    /// List the shares of a post.
    pub shares: ListShares,
    /// Read what a post said before.
    pub history: History,
    /// Pin a post on one's profile.
    pub pin: Pin,
}

impl Posts {
    /// The use cases over these ports.
    #[must_use]
    pub fn new(ports: &Ports, policy: PostPolicy) -> Self {
        Self {
            publish: Publish::new(ports.clone()),
            show: Show::new(ports.clone()),
            edit: Edit::new(ports.clone()),
            delete: Delete::new(ports.clone(), policy),
            restore: Restore::new(ports.clone(), policy),
            share: Share::new(ports.clone()),
            shares: ListShares::new(ports.clone()),
            history: History::new(ports.clone()),
            pin: Pin::new(ports.clone()),
        }
    }
}
