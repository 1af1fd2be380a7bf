//! Posts that members keep for themselves. Nobody else is told.

mod add;
mod list;
mod ports;
mod remove;

pub use add::{AddBookmark, AddBookmarkError};
pub use list::ListBookmarks;
pub use ports::BookmarkRepo;
pub use remove::RemoveBookmark;

use crate::shared::ports::Ports;

/// The use cases of this feature.
pub struct Bookmarks {
    /// Keep a post.
    pub add: AddBookmark,
    /// Keep it no more.
    pub remove: RemoveBookmark,
    /// What one keeps.
    pub list: ListBookmarks,
}

impl Bookmarks {
    /// The use cases over these ports.
    #[must_use]
    pub fn new(ports: &Ports) -> Self {
        Self {
            add: AddBookmark::new(ports.clone()),
            remove: RemoveBookmark::new(ports.clone()),
            list: ListBookmarks::new(ports.clone()),
        }
    }
}
