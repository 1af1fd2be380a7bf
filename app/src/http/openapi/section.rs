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
    /// Comments on posts, and answers to them.
    Comments,
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
    /// Groups: finding them, joining them, inviting to them, deciding about them.
    Groups,
    /// Events in groups: planning them, coming to them, reading them in calendar programs.
    Events,
}
