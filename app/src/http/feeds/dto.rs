//! The home feed as clients see it.

use kith_core::feeds::HomeKind;
use poem_openapi::{Enum, Object};

use crate::http::{paging::PageOf, posts::PostDto};

/// What home is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "HomeKind", rename_all = "snake_case")]
pub enum HomeKindDto {
    /// Posts by those one follows, and one's own.
    Following,
    /// Public posts by everybody, for who follows nobody yet.
    Everyone,
}

/// One page of home.
#[derive(Debug, Clone, PartialEq, Object)]
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
