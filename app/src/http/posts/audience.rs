//! Audiences, and who may comment, as clients see them.

use kith_core::posts::{Audience, CommentPolicy, Why};
use poem_openapi::Enum;
use serde::Serialize;

/// Whom a post is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "Audience", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum AudienceDto {
    /// Every member.
    Public,
    /// Followers and friends of the author.
    Followers,
    /// Friends of the author.
    Friends,
    /// Those named, as long as they follow the author or are friends.
    Selected,
    /// Every member who has the link; in no list but the author's own.
    Unlisted,
    /// The author.
    OnlyMe,
    /// Who belongs to the group in which the post is: the audience of such a post, always, and of no other.
    Group,
}

impl From<Audience> for AudienceDto {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Public => Self::Public,
            Audience::Followers => Self::Followers,
            Audience::Friends => Self::Friends,
            Audience::Selected => Self::Selected,
            Audience::Unlisted => Self::Unlisted,
            Audience::OnlyMe => Self::OnlyMe,
            Audience::Group => Self::Group,
        }
    }
}

impl From<AudienceDto> for Audience {
    fn from(audience: AudienceDto) -> Self {
        match audience {
            AudienceDto::Public => Self::Public,
            AudienceDto::Followers => Self::Followers,
            AudienceDto::Friends => Self::Friends,
            AudienceDto::Selected => Self::Selected,
            AudienceDto::Unlisted => Self::Unlisted,
            AudienceDto::OnlyMe => Self::OnlyMe,
            AudienceDto::Group => Self::Group,
        }
    }
}

/// Who may comment on a post, of those who see it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "CommentPolicy", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum CommentPolicyDto {
    /// Everyone who sees it.
    #[default]
    Everyone,
    /// Followers and friends of the author.
    Followers,
    /// Friends of the author.
    Friends,
    /// Those whom it mentions.
    Mentioned,
    /// Nobody, the author neither.
    Nobody,
}

impl From<CommentPolicy> for CommentPolicyDto {
    fn from(policy: CommentPolicy) -> Self {
        match policy {
            CommentPolicy::Everyone => Self::Everyone,
            CommentPolicy::Followers => Self::Followers,
            CommentPolicy::Friends => Self::Friends,
            CommentPolicy::Mentioned => Self::Mentioned,
            CommentPolicy::Nobody => Self::Nobody,
        }
    }
}

impl From<CommentPolicyDto> for CommentPolicy {
    fn from(policy: CommentPolicyDto) -> Self {
        match policy {
            CommentPolicyDto::Everyone => Self::Everyone,
            CommentPolicyDto::Followers => Self::Followers,
            CommentPolicyDto::Friends => Self::Friends,
            CommentPolicyDto::Mentioned => Self::Mentioned,
            CommentPolicyDto::Nobody => Self::Nobody,
        }
    }
}

/// What lets a member see a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "VisibleBecause", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum WhyDto {
    /// One wrote it.
    Author,
    /// Every member sees it.
    Public,
    /// One follows the author.
    Follower,
    /// One is a friend of the author.
    Friend,
    /// The author named one.
    Named,
    /// Every member who has the link sees it.
    Link,
    /// One belongs to the group in which it is.
    Member,
}

impl From<Why> for WhyDto {
    fn from(why: Why) -> Self {
        match why {
            Why::Author => Self::Author,
            Why::Public => Self::Public,
            Why::Follower => Self::Follower,
            Why::Friend => Self::Friend,
            Why::Named => Self::Named,
            Why::Link => Self::Link,
            Why::Member => Self::Member,
        }
    }
}
