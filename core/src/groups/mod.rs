//! Groups: who belongs to them, who decides about that, and who knows of them.

mod admit;
mod banner;
mod changes;
mod create;
mod delete;
mod dismiss_group;
mod edit;
#[cfg(test)]
pub(crate) mod fixtures;
mod group;
mod hand_over;
mod inside;
mod invite;
mod members;
mod membership;
mod own_membership;
mod ports;
mod purge;
mod read;
mod refusal;
mod standing;
mod store_change;
mod suggest;
mod suggestion_ports;
mod view;

pub use admit::AdmitToGroup;
pub use banner::{ChangeBanner, ChangeBannerError};
pub use changes::{GroupCountMoves, membership_event};
pub use create::{CreateGroup, CreateGroupError, NewGroup};
pub use delete::{DeleteGroup, DeleteGroupError};
pub use dismiss_group::{DismissGroup, DismissGroupError};
pub use edit::{EditGroup, EditGroupError, GroupEdit};
pub use group::{GROUP_DESCRIPTION_MAX, GROUP_TITLE_MAX, Group, GroupDescription, GroupTitle};
pub use hand_over::{HandOver, HandOverError};
pub use inside::OutsideGroup;
pub(crate) use inside::{inside, note_published};
pub use invite::{INVITED_AT_ONCE_MAX, Invite, InviteError, InviteOutcome};
pub use members::{ChangeMember, ChangeMemberError};
pub use membership::{ActOnOther, At, By, Membership, MembershipRefusal, OwnAct, hand_over};
pub use own_membership::{ChangeOwnMembership, OwnMembershipError};
pub use ports::{GroupList, GroupPeople, GroupRepo, MembershipRepo};
pub use purge::PurgeGroup;
pub use read::{ReadGroupError, ReadGroups};
pub use refusal::GroupRefusal;
pub use standing::{GroupPrivacy, GroupRules, Standing};
pub use suggest::SuggestGroups;
pub use suggestion_ports::GroupSuggestionRepo;
pub use view::{GroupPerson, GroupRights, GroupView, Invitation, PostGroup};

use time::Duration;

use crate::shared::{clock::Timestamp, ports::Ports};

/// How many portions a job goes through before another goes on: a worker that dies costs no more.
const PORTIONS: u32 = 20;

/// What the operator decides about groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupPolicy {
    /// How long after a refusal one may not ask the same group again, and after declining one is not invited again.
    pub ask_again_after: Duration,
}

impl GroupPolicy {
    fn at(self, rules: GroupRules, now: Timestamp) -> At {
        At {
            rules,
            now,
            ask_again_after: self.ask_again_after,
        }
    }
}

/// The use cases of this feature, but for [`ChangeBanner`], which works on pictures too.
#[derive(Clone)]
pub struct Groups {
    /// Creates.
    pub create: CreateGroup,
    /// Reads groups and who belongs to them.
    pub read: ReadGroups,
    /// Suggests.
    pub suggest: SuggestGroups,
    /// Stops suggesting one.
    pub dismiss: DismissGroup,
    /// Changes.
    pub edit: EditGroup,
    /// Deletes.
    pub delete: DeleteGroup,
    /// Gives to another.
    pub hand_over: HandOver,
    /// Joins, leaves, and answers invitations.
    pub own_membership: ChangeOwnMembership,
    /// Invites.
    pub invite: Invite,
    /// Decides about others.
    pub members: ChangeMember,
}

impl Groups {
    /// The use cases on these ports.
    #[must_use]
    pub fn new(ports: &Ports, policy: GroupPolicy) -> Self {
        Self {
            create: CreateGroup::new(ports.clone()),
            read: ReadGroups::new(ports.clone()),
            suggest: SuggestGroups::new(ports.clone()),
            dismiss: DismissGroup::new(ports.clone()),
            edit: EditGroup::new(ports.clone()),
            delete: DeleteGroup::new(ports.clone()),
            hand_over: HandOver::new(ports.clone()),
            own_membership: ChangeOwnMembership::new(ports.clone(), policy),
            invite: Invite::new(ports.clone(), policy),
            members: ChangeMember::new(ports.clone(), policy),
        }
    }
}
