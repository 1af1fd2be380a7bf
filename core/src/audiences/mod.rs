//! The audiences of one's posts: how many people each reaches, the one that a new post starts with, and another one for
//! many posts at once.

mod change_many;
mod choose_default;
mod forget_changes;
mod member_count;
mod ports;
mod reach;
mod undo_change;

pub use change_many::{ChangeMany, ChangeManyError, Changed};
pub use choose_default::{ChooseDefault, ChooseDefaultError, Defaults};
pub(crate) use choose_default::{remember, remember_privacy};
pub use forget_changes::ForgetChanges;
pub use ports::{AudienceChange, AudienceRepo, PostFilter, Reach, Reassigned};
pub use reach::{ReachOfAudiences, ShowReach};
pub use undo_change::{UndoChange, UndoChangeError};

use crate::{posts::PostPolicy, shared::ports::Ports};

/// The use cases of this feature.
#[derive(Clone)]
pub struct Audiences {
    /// Tells how many people each audience reaches.
    pub reach: ShowReach,
    /// Chooses the audience that the next post starts with.
    pub choose_default: ChooseDefault,
    /// Gives many posts another audience.
    pub change_many: ChangeMany,
    /// Takes that back.
    pub undo_change: UndoChange,
    /// Forgets what can no longer be taken back.
    pub forget_changes: ForgetChanges,
}

impl Audiences {
    /// The use cases over these ports.
    #[must_use]
    pub fn new(ports: &Ports, policy: PostPolicy) -> Self {
        Self {
            reach: ShowReach::new(ports.clone()),
            choose_default: ChooseDefault::new(ports.clone()),
            change_many: ChangeMany::new(ports.clone()),
            undo_change: UndoChange::new(ports.clone(), policy),
            forget_changes: ForgetChanges::new(ports.clone(), policy),
        }
    }
}
