//! The home feed as clients see it.

use kith_core::feeds::HomeKind;
use poem_openapi::{Enum, Object};
use serde::Serialize;

use crate::http::{paging::PageOf, posts::PostDto};

/// What home is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "HomeKind", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum HomeKindDto {
    /// Posts by those one follows, and one's own.
    Following,
    /// Public posts by everybody, for who follows nobody yet.
    Everyone,
}

/// One page of home.
#[derive(Debug, Clone, PartialEq, Object, Serialize)]
#[oai(rename = "HomePage")]
pub struct HomePageDto {
    /// The posts, newest first; empty when only the count was asked for.
    pub items: Vec<PostDto>,
    /// Where the next page starts; null on the last one.
    pub next_cursor: Option<String>,
    /// What the page is made of; missing when only the count was asked for.
    pub kind: Option<HomeKindDto>,
    /// How many posts of others there are above `since`, counted up to 100; only with `count_only`.
    pub count: Option<u32>,
}

/// One page of a member's posts.
#[derive(Debug, Clone, PartialEq, Object, Serialize)]
#[oai(rename = "ProfilePage")]
pub struct ProfilePageDto {
    /// The posts, newest first, without the pinned one.
    pub items: Vec<PostDto>,
    /// Where the next page starts; null on the last one.
    pub next_cursor: Option<String>,
    /// The post that the member pinned, on the first page, if one may see it listed.
    pub pinned: Option<PostDto>,
}

/// The posts that stand above the others of a group.
#[derive(Debug, Clone, PartialEq, Object, Serialize)]
#[oai(rename = "PinnedPosts")]
pub struct PinnedPostsDto {
    /// At most three, what was pinned last first.
    pub items: Vec<PostDto>,
}

impl ProfilePageDto {
    /// A page with the pinned post.
    #[must_use]
    pub fn new(pinned: Option<PostDto>, page: PageOf<PostDto>) -> Self {
        Self {
            items: page.items,
            next_cursor: page.next_cursor,
            pinned,
        }
    }
}

impl HomePageDto {
    /// A page with its posts.
    #[must_use]
    pub fn of_posts(kind: HomeKind, page: PageOf<PostDto>) -> Self {
        Self {
            items: page.items,
            next_cursor: page.next_cursor,
            kind: Some(kind.into()),
            count: None,
        }
    }

    /// The count alone.
    #[must_use]
    pub fn of_count(count: usize) -> Self {
        Self {
            items: Vec::new(),
            next_cursor: None,
            kind: None,
            count: Some(u32::try_from(count).unwrap_or(u32::MAX)),
        }
    }
}

impl From<HomeKind> for HomeKindDto {
    fn from(kind: HomeKind) -> Self {
        match kind {
            HomeKind::Following => Self::Following,
            HomeKind::Everyone => Self::Everyone,
        }
    }
}

/// One page of posts, with a tag or in a group.
#[derive(Debug, Clone, PartialEq, Object, Serialize)]
#[oai(rename = "PostPage")]
pub struct GrowingPageDto {
    /// The posts, newest first; empty when only the count was asked for.
    pub items: Vec<PostDto>,
    /// Where the next page starts; null on the last one.
    pub next_cursor: Option<String>,
    /// How many posts of others there are above `since`, counted up to 100; only with `count_only`.
    pub count: Option<u32>,
}

impl GrowingPageDto {
    /// A page with its posts.
    #[must_use]
    pub fn of_posts(page: PageOf<PostDto>) -> Self {
        Self {
            items: page.items,
            next_cursor: page.next_cursor,
            count: None,
        }
    }

    /// The count alone.
    #[must_use]
    pub fn of_count(count: usize) -> Self {
        Self {
            items: Vec::new(),
            next_cursor: None,
            count: Some(u32::try_from(count).unwrap_or(u32::MAX)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use kith_core::shared::{
        clock::Timestamp,
        id::{MediaId, PostId, UserId},
    };

    use super::*;
    use crate::http::{
        events::{AnswerDto, CountsDto, EventDto, EventPermissionsDto, ResponseDto},
        feeds::{ForYouPageDto, ForYouPostDto, ReasonDto, ReasonKindDto},
        media::{KindDto, MediaDto, StatusDto, VideoFailureDto},
        polls::{PollDto, PollOptionDto, ResultsFromDto},
        posts::{AudienceDto, CommentPolicyDto, GroupSummary, PermissionsDto, WhyDto},
        previews::LinkPreviewDto,
        profiles::UserSummaryDto,
        reactions::{ReactionKindDto, Reactions},
        tags::MentionDto,
        written::assert_same,
    };

    fn person() -> UserSummaryDto {
        UserSummaryDto {
            id: UserId::new(9_223_372_036_854_775_807).into(),
            handle: "ada".into(),
            first_name: "Ada \"A\"".into(),
            last_name: "L\u{f6}velace\n".into(),
            nickname: None,
            display_name: "Ada".into(),
            avatar_url: Some("/a".into()),
            is_private: true,
        }
    }

    fn post(audience: AudienceDto, visible_because: WhyDto) -> PostDto {
        PostDto {
            id: PostId::new(7).into(),
            author: person(),
            content: "\u{1f6f7}".into(),
            title: Some("Snow".into()),
            content_warning: Some("Cold".into()),
            audience,
            selected: Some(vec![person()]),
            comment_policy: CommentPolicyDto::Mentioned,
            visible_because,
            media: [KindDto::Image, KindDto::Gif, KindDto::Video]
                .into_iter()
                .zip([StatusDto::Processing, StatusDto::Ready, StatusDto::Failed])
                .map(|(kind, status)| MediaDto {
                    id: MediaId::new(3).into(),
                    kind,
                    status,
                    width: 4,
                    height: 5,
                    placeholder: String::new(),
                    alt_text: "A sledge".into(),
                    duration: Some(12.5),
                    progress: Some(0.4),
                    failure: Some(VideoFailureDto::TooLong),
                    variants: BTreeMap::from([("thumb".into(), "/b".into())]),
                })
                .collect(),
            poll: Some(PollDto {
                options: vec![PollOptionDto {
                    id: PostId::new(11).into(),
                    text: "On \"foot\"".into(),
                    votes: (audience == AudienceDto::Public).then_some(3),
                }],
                multiple: true,
                ends_at: Some(Timestamp::from_micros(1_763_722_200_100_999).into()),
                results: ResultsFromDto::AtEnd,
                ended: false,
                voter_count: (audience == AudienceDto::Public).then_some(2),
                mine: vec![PostId::new(11).into()],
            }),
            link_preview: Some(LinkPreviewDto {
                url: "https://snow.example/?a=\"b\"".into(),
                host: "snow.example".into(),
                title: "Snow\u{2028}".into(),
                description: String::new(),
                image: None,
            }),
            event: (audience == AudienceDto::Public).then(event),
            reactions: Reactions {
                total: 2,
                by_kind: BTreeMap::from([("like".into(), 2)]),
                mine: Some(ReactionKindDto::Like),
            },
            comment_count: 1,
            share_count: 0,
            is_share: true,
            shared_post: None,
            group: Some(GroupSummary {
                id: PostId::new(8).into(),
                title: "Street".into(),
            }),
            mentions: vec![MentionDto {
                user: person(),
                written: "ada".into(),
            }],
            unreached_mentions: Some(vec![person()]),
            tags: vec!["snow".into()],
            created_at: Timestamp::from_micros(1_763_722_200_100_999).into(),
            edited_at: None,
            bookmarked: true,
            pinned: false,
            can: PermissionsDto {
                edit: true,
                delete: false,
                share: false,
                comment: true,
                pin: true,
            },
        }
    }

    fn event() -> EventDto {
        let at = Timestamp::from_micros(1_763_722_200_100_999);
        EventDto {
            id: PostId::new(7).into(),
            post_id: Some(PostId::new(7).into()),
            group: GroupSummary {
                id: PostId::new(8).into(),
                title: "Street".into(),
            },
            creator: Some(person()),
            title: "Rehearsal".into(),
            description: "\"Notes\"".into(),
            starts_at: at.into(),
            ends_at: None,
            over_at: at.into(),
            time_zone: "Europe/Berlin".into(),
            starts_at_local: "2025-11-21T11:50:00+01:00".into(),
            ends_at_local: None,
            place: Some("Old pier".into()),
            image_url: None,
            options: vec![AnswerDto::Going, AnswerDto::NotGoing, AnswerDto::Maybe],
            capacity: Some(4),
            counts: CountsDto {
                going: 3,
                maybe: 2,
                not_going: 1,
                waiting: 0,
            },
            my_response: Some(ResponseDto::NotGoing),
            sequence: 1,
            created_at: at.into(),
            cancelled_at: Some(at.into()),
            can: EventPermissionsDto {
                edit: true,
                respond: false,
                cancel: true,
            },
        }
    }

    #[test]
    fn pages_of_posts_are_written_as_the_document_says() {
        let outer = PostDto {
            shared_post: Some(Box::new(post(AudienceDto::OnlyMe, WhyDto::Named))),
            ..post(AudienceDto::Public, WhyDto::Author)
        };
        let page = PageOf {
            items: vec![outer, post(AudienceDto::Followers, WhyDto::Link)],
            next_cursor: Some("next".into()),
        };
        assert_same(&page);
        for kind in [HomeKind::Following, HomeKind::Everyone] {
            assert_same(&HomePageDto::of_posts(kind, page.clone()));
        }
        assert_same(&HomePageDto::of_count(100));
        let pinned = Some(post(AudienceDto::Friends, WhyDto::Friend));
        assert_same(&ProfilePageDto::new(pinned, page.clone()));
        assert_same(&GrowingPageDto::of_posts(page));
        assert_same(&GrowingPageDto::of_count(100));
    }

    #[test]
    fn posts_with_reasons_are_written_as_the_document_says() {
        let now = Timestamp::from_micros(1_763_722_200_100_999);
        let reason = |kind, tag: Option<&str>, person| ReasonDto {
            kind,
            tag: tag.map(str::to_owned),
            person,
        };
        let reasons = [
            reason(ReasonKindDto::FollowedTag, Some("snow"), None),
            reason(ReasonKindDto::FriendOf, None, Some(person())),
        ];
        let items = reasons.map(|reason| ForYouPostDto {
            post: post(AudienceDto::Public, WhyDto::Public),
            reason,
        });
        assert_same(&ForYouPageDto {
            items: items.into(),
            next_cursor: Some("next".into()),
            ..ForYouPageDto::of_count(3, now)
        });
    }
}
