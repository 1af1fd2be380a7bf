//! For you as clients see it.

use kith_core::{
    feeds::{ForYouPage, Reason, Spot},
    posts::PostView,
    profiles::UserSummary,
    shared::{clock::Timestamp, page::Page},
    tags::Tag,
};
use poem_openapi::{Enum, Object, types::Example};
use serde::Serialize;

use crate::http::{
    paging::{CursorKey, PageRequest},
    posts::PostDto,
    profiles::UserSummaryDto,
    values::Moment,
};

/// Why a post is in For you.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "ForYouReasonKind", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ReasonKindDto {
    /// Its author is a friend.
    Friend,
    /// One follows its author.
    Following,
    /// One follows `tag`.
    FollowedTag,
    /// It is in a group to which one belongs, the post's `group`.
    InGroup,
    /// Its author is a friend of `person`, with whom one is connected.
    FriendOf,
    /// `person`, with whom one is connected, follows its author.
    FollowedBy,
    /// `tag` is among one's interests.
    Interest,
    /// Many take part.
    Popular,
    /// It was shared with everyone in the last week.
    Recent,
}

/// Why a post is in For you.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "ForYouReason", example)]
pub struct ReasonDto {
    /// What it is.
    pub kind: ReasonKindDto,
    /// The tag that it names, without the `#`.
    pub tag: Option<String>,
    /// Whom it names.
    pub person: Option<UserSummaryDto>,
}

impl Example for ReasonDto {
    fn example() -> Self {
        Self::tagged(ReasonKindDto::FollowedTag, &Tag::stored("snow".into()))
    }
}

impl ReasonDto {
    const fn plain(kind: ReasonKindDto) -> Self {
        Self {
            kind,
            tag: None,
            person: None,
        }
    }

    fn tagged(kind: ReasonKindDto, tag: &Tag) -> Self {
        Self {
            tag: Some(tag.as_str().to_owned()),
            ..Self::plain(kind)
        }
    }

    fn about(kind: ReasonKindDto, person: UserSummary) -> Self {
        Self {
            person: Some(person.into()),
            ..Self::plain(kind)
        }
    }
}

impl From<Reason> for ReasonDto {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Friend => Self::plain(ReasonKindDto::Friend),
            Reason::Following => Self::plain(ReasonKindDto::Following),
            Reason::FollowedTag(tag) => Self::tagged(ReasonKindDto::FollowedTag, &tag),
            Reason::InGroup => Self::plain(ReasonKindDto::InGroup),
            Reason::FriendOf(person) => Self::about(ReasonKindDto::FriendOf, person),
            Reason::FollowedBy(person) => Self::about(ReasonKindDto::FollowedBy, person),
            Reason::Interest(tag) => Self::tagged(ReasonKindDto::Interest, &tag),
            Reason::Popular => Self::plain(ReasonKindDto::Popular),
            Reason::Recent => Self::plain(ReasonKindDto::Recent),
        }
    }
}

/// A post, and why it is there.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "ForYouPost")]
pub struct ForYouPostDto {
    /// The post.
    #[oai(flatten)]
    #[serde(flatten)]
    pub post: PostDto,
    /// Why it is there.
    pub reason: ReasonDto,
}

impl From<(PostView, Reason)> for ForYouPostDto {
    fn from((post, reason): (PostView, Reason)) -> Self {
        Self {
            post: post.into(),
            reason: reason.into(),
        }
    }
}

/// One page of For you.
#[derive(Debug, Clone, PartialEq, Object, Serialize)]
#[oai(rename = "ForYouPage")]
pub struct ForYouPageDto {
    /// The posts, the best first; empty when only the count was asked for.
    pub items: Vec<ForYouPostDto>,
    /// Where the next page starts; null on the last one.
    pub next_cursor: Option<String>,
    /// When another list takes the place of this one. What is read on from here stays as it is for a day.
    pub renews_at: Moment,
    /// How many of the posts are newer than `since`, counted up to 100; only with `count_only`.
    pub count: Option<u32>,
}

impl ForYouPageDto {
    /// A page with its posts.
    #[must_use]
    pub fn of_posts(request: &PageRequest<Spot>, page: ForYouPage) -> Self {
        let posts: Page<(PostView, Reason), Spot> = page.posts;
        let posts = request.answer(posts, ForYouPostDto::from);
        Self {
            items: posts.items,
            next_cursor: posts.next_cursor,
            renews_at: page.renews_at.into(),
            count: None,
        }
    }

    /// The count alone.
    #[must_use]
    pub fn of_count(count: usize, renews_at: Timestamp) -> Self {
        Self {
            items: Vec::new(),
            next_cursor: None,
            renews_at: renews_at.into(),
            count: Some(u32::try_from(count).unwrap_or(u32::MAX)),
        }
    }
}

impl CursorKey for Spot {
    fn to_bytes(&self) -> Vec<u8> {
        let bucket = self.bucket.as_micros().to_be_bytes();
        bucket.into_iter().chain(self.place.to_be_bytes()).collect()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (bucket, place) = bytes.split_first_chunk()?;
        Some(Self {
            bucket: Timestamp::from_micros(i64::from_be_bytes(*bucket)),
            place: u32::from_be_bytes(place.try_into().ok()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_its_cursor() {
        let spot = Spot {
            bucket: Timestamp::from_micros(1_763_722_200_000_000),
            place: 199,
        };
        let bytes = spot.to_bytes();
        assert_eq!(Spot::from_bytes(&bytes), Some(spot));
        assert_eq!(Spot::from_bytes(&bytes[1..]), None);
        assert_eq!(Spot::from_bytes(&bytes[..8]), None);
    }
}
