//! Relations: who follows whom, who are friends, who blocks or mutes whom.

mod change;
mod changes;
mod dismiss_suggestion;
mod own_people;
mod pair;
mod people_of;
mod person;
mod ports;
mod profile_people;
mod relationship;
mod suggest;
mod suggestion_ports;

pub use change::{ChangeRelation, ChangeRelationError, RelationPolicy};
pub use changes::{CountMoves, events};
pub use dismiss_suggestion::{DismissSuggestion, DismissSuggestionError};
pub use own_people::{ListOwnPeople, OwnList};
pub use pair::{Act, Circumstances, Pair, Refusal, Side};
pub use people_of::people_of;
pub use person::Person;
pub use ports::{Connections, PairToChange, PeopleList, RelationRepo, Waiting};
pub use profile_people::{ListProfilePeople, MutualsOf, ProfileList};
pub use relationship::{Closeness, FollowState, FriendshipState, Relationship};
pub use suggest::{Acquaintance, Reason, Suggest, Suggestion};
pub use suggestion_ports::SuggestionRepo;

use crate::shared::ports::Ports;

/// The use cases of this feature.
#[derive(Clone)]
pub struct Relations {
    /// Changes how two members stand.
    pub change: ChangeRelation,
    /// Reads one's own requests, blocks and mutes.
    pub own_people: ListOwnPeople,
    /// Reads with whom somebody is connected.
    pub profile_people: ListProfilePeople,
    /// Suggests people.
    pub suggest: Suggest,
    /// Stops suggesting somebody.
    pub dismiss_suggestion: DismissSuggestion,
}

impl Relations {
    /// The use cases on these ports.
    #[must_use]
    pub fn new(ports: &Ports, policy: RelationPolicy) -> Self {
        Self {
            change: ChangeRelation::new(ports.clone(), policy),
            own_people: ListOwnPeople::new(ports.clone()),
            profile_people: ListProfilePeople::new(ports.clone()),
            suggest: Suggest::new(ports.clone(), policy),
            dismiss_suggestion: DismissSuggestion::new(ports.clone()),
        }
    }
}
