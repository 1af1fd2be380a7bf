//! Reactions as clients see them.

use std::collections::BTreeMap;

use kith_core::reactions::{self, ReactionKind, Reactor};
use poem_openapi::{Enum, Object};
use serde::Serialize;

use crate::http::{profiles::UserSummaryDto, values::Moment};

/// A way to react.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "ReactionKind", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ReactionKindDto {
    /// One likes it.
    Like,
    /// One loves it.
    Love,
    /// One feels with whoever wrote it.
    Care,
    /// It makes one laugh.
    Haha,
    /// It astonishes one.
    Wow,
    /// It makes one sad.
    Sad,
    /// It makes one angry.
    Angry,
}

impl From<ReactionKind> for ReactionKindDto {
    fn from(kind: ReactionKind) -> Self {
        match kind {
            ReactionKind::Like => Self::Like,
            ReactionKind::Love => Self::Love,
            ReactionKind::Care => Self::Care,
            ReactionKind::Haha => Self::Haha,
            ReactionKind::Wow => Self::Wow,
            ReactionKind::Sad => Self::Sad,
            ReactionKind::Angry => Self::Angry,
        }
    }
}

impl From<ReactionKindDto> for ReactionKind {
    fn from(kind: ReactionKindDto) -> Self {
        match kind {
            ReactionKindDto::Like => Self::Like,
            ReactionKindDto::Love => Self::Love,
            ReactionKindDto::Care => Self::Care,
            ReactionKindDto::Haha => Self::Haha,
            ReactionKindDto::Wow => Self::Wow,
            ReactionKindDto::Sad => Self::Sad,
            ReactionKindDto::Angry => Self::Angry,
        }
    }
}

/// How one wants to react.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Object)]
#[oai(rename = "NewReaction")]
pub struct NewReactionDto {
    /// In which way.
    pub kind: ReactionKindDto,
}

/// How many reacted, and how, as far as one may know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Object, Serialize)]
pub struct Reactions {
    /// All together.
    pub total: u64,
    /// By kind; kinds in which nobody reacted are left out.
    pub by_kind: BTreeMap<String, u64>,
    /// The kind of one's own reaction.
    pub mine: Option<ReactionKindDto>,
}

impl From<reactions::Reactions> for Reactions {
    fn from(reactions: reactions::Reactions) -> Self {
        let counted = ReactionKind::ALL
            .into_iter()
            .map(|kind| (kind.as_str().to_owned(), reactions.by_kind.of(kind)))
            .filter(|(_, number)| *number > 0);
        Self {
            total: reactions.total(),
            by_kind: counted.collect(),
            mine: reactions.mine.map(ReactionKindDto::from),
        }
    }
}

/// Somebody who reacted.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "Reactor")]
pub struct ReactorDto {
    /// Who.
    pub user: UserSummaryDto,
    /// In which way.
    pub kind: ReactionKindDto,
    /// Since when in this way.
    pub created_at: Moment,
}

impl From<Reactor> for ReactorDto {
    fn from(reactor: Reactor) -> Self {
        Self {
            user: reactor.user.into(),
            kind: reactor.kind.into(),
            created_at: reactor.reacted_at.into(),
        }
    }
}
