//! What members are shown of groups.

use super::{
    group::{Group, GroupTitle},
    standing::Standing,
};
use crate::{
    profiles::UserSummary,
    relations::Person,
    shared::{
        clock::Timestamp,
        id::{GroupId, GroupInvitationId},
    },
};

/// A group as one member sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupView {
    /// The group.
    pub group: Group,
    /// Whose it is; `None` when the two are severed, or the owner is suspended.
    pub owner: Option<UserSummary>,
    /// How the viewer stands to it.
    pub standing: Standing,
    /// The viewer's invitation, while they are invited.
    pub invitation: Option<Invitation>,
    /// How many belong to it, as far as the viewer may know.
    pub member_count: u64,
    /// How many wait to be let in; 0 for who does not decide that.
    pub request_count: u64,
    /// Some of the viewer's friends who belong to it.
    pub friends: Vec<UserSummary>,
    /// How many of the viewer's friends belong to it.
    pub friend_count: u64,
}

/// An invitation that waits for its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: GroupInvitationId,
    /// Who invited; `None` when they are severed from the invited, or suspended.
    pub by: Option<UserSummary>,
    /// When.
    pub at: Timestamp,
}

/// What the viewer may do with a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is the answer to a question of its own"
)]
pub struct GroupRights {
    /// See posts, members and events.
    pub see_inside: bool,
    /// Join at once, or ask to.
    pub join: bool,
    /// Invite others.
    pub invite: bool,
    /// Accept and refuse who asks to join.
    pub decide_requests: bool,
    /// Remove posts and comments.
    pub keep_order: bool,
    /// Change the group, its roles, and who belongs to it; delete it or hand it over.
    pub manage: bool,
    /// Belong to it no longer.
    pub leave: bool,
}

impl GroupView {
    /// What the viewer may do.
    #[must_use]
    pub fn rights(&self) -> GroupRights {
        let standing = self.standing;
        GroupRights {
            see_inside: standing.is_member(),
            join: matches!(standing, Standing::None | Standing::Invited),
            invite: standing.is_member(),
            decide_requests: standing.decides_requests(self.group.rules),
            keep_order: standing.keeps_order(),
            manage: standing == Standing::Owner,
            leave: standing.is_member() && standing != Standing::Owner,
        }
    }
}

/// What a post says of the group in which it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostGroup {
    /// Which group.
    pub id: GroupId,
    /// What it is called.
    pub title: GroupTitle,
    /// How the viewer stands to it.
    pub standing: Standing,
}

/// Somebody in a list of a group's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupPerson {
    /// Who, and how the viewer stands to them.
    pub person: Person,
    /// How they stand to the group.
    pub standing: Standing,
    /// Since when.
    pub since: Timestamp,
    /// The invitation, for who is invited.
    pub invitation: Option<Invitation>,
}
