//! The sections of the reference.

use poem_openapi::Tags;

/// One per feature, named as its folders are.
#[derive(Tags)]
#[oai(rename_all = "snake_case")]
pub enum Tag {
    /// Registration, log-in, sessions, passwords, the email address.
    Accounts,
    /// How members show themselves: names, pictures, privacy.
    Profiles,
    /// How members stand to each other: following, friendship, blocking, muting.
    Relations,
    /// Posts: writing, editing, deleting, reading.
    Posts,
    /// Reactions to posts and comments.
    Reactions,
    /// Lists of posts: the home feed and those of members.
    Feeds,
    /// Pictures and their renditions.
    Media,
    /// Finding people.
    Search,
    /// Tags: following them, proposing them.
    Tags,
}
