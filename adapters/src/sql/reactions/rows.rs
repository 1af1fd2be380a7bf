//! Rows as the core's types.

use kith_core::{
    reactions::{ReactionKind, Reactor},
    shared::{clock::Timestamp, store::StoreError},
};
use sqlx::FromRow;

use crate::sql::{column::named, search::MemberRow};

/// Somebody who reacted, with the key that the list is ordered by.
#[derive(FromRow)]
pub(super) struct ReactorRow {
    kind: String,
    reaction_key: i64,
    reacted_at: i64,
    #[sqlx(flatten)]
    user: MemberRow,
}

impl ReactorRow {
    pub(super) fn key(&self) -> i64 {
        self.reaction_key
    }

    pub(super) fn reactor(self) -> Result<Reactor, StoreError> {
        Ok(Reactor {
            kind: kind(&self.kind)?,
            reacted_at: Timestamp::from_micros(self.reacted_at),
            user: self.user.into(),
        })
    }
}

/// Reads the stored name of a kind back.
pub(in crate::sql) fn kind(name: &str) -> Result<ReactionKind, StoreError> {
    named("reaction kind", name, ReactionKind::parse)
}
