//! Reactions: how members answer without words.

mod kind;
mod list;
mod ports;
mod react;
mod reactor;
mod target;

pub use kind::{ByKind, ReactionKind, Reactions};
pub use list::{ListReactors, ListReactorsError};
pub use ports::{ReactionChange, ReactionRepo, ReactionToChange};
pub use react::{React, ReactError};
pub use reactor::Reactor;
pub use target::Target;

use crate::shared::ports::Ports;

/// Everything that can be done with reactions.
pub struct ReactionCases {
    /// React, react otherwise, take it back.
    pub react: React,
    /// Read who reacted.
    pub list: ListReactors,
}

impl ReactionCases {
    /// The use cases over these ports.
    #[must_use]
    pub fn new(ports: &Ports) -> Self {
        Self {
            react: React::new(ports.clone()),
            list: ListReactors::new(ports.clone()),
        }
    }
}
