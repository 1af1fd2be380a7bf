//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{
    group::Group,
    membership::Membership,
    standing::Standing,
    view::{GroupPerson, GroupView, PostGroup},
};
use crate::{
    search::{NamePrefixes, TitleWords},
    shared::{
        clock::Timestamp,
        id::{GroupId, GroupInvitationId, MediaId, PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};

/// Which groups a list holds. What the viewer may not know of is in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupList {
    /// All that one finds: not the hidden ones of others. Those where something was posted last come first.
    All,
    /// All that one finds, the newest first.
    Newest,
    /// To which the viewer belongs. Those where something was posted last come first.
    Mine,
    /// To which friends of the viewer's belong, of those that one finds. Where something was posted last comes first.
    WithFriends,
    /// To which the viewer is invited, the latest invitation first.
    Invitations,
    /// Which the viewer asked to join, the latest request first.
    Requests,
}

/// Which people of a group a list holds. Who is suspended is in none, and who is severed from the viewer in none but those of
/// who keeps order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupPeople {
    /// Everybody who belongs to it, who came last first.
    Members,
    /// Owner and moderators.
    Staff,
    /// Who asked to join and waits.
    Requests,
    /// Who is invited and has not answered.
    Invited,
    /// Those of them whom the viewer invited.
    OwnInvited,
    /// Who is banned.
    Banned,
}

/// Stored groups, part of the unit of work. A deleted group is not there for any of these.
#[async_trait]
pub trait GroupRepo: Send {
    /// Stores a new group with its owner as its only member. `key` is a new id, by which the membership is ordered.
    async fn insert_group(
        &mut self,
        group: &Group,
        words: &TitleWords,
        key: i64,
    ) -> Result<(), StoreError>;

    /// The group. Neither it nor a membership in it changes until this transaction ends.
    async fn group_to_change(&mut self, id: GroupId) -> Result<Option<Group>, StoreError>;

    /// Stores title, description, rules, owner and banner of a group that [`GroupRepo::group_to_change`] gave.
    async fn update_group(&mut self, group: &Group, words: &TitleWords) -> Result<(), StoreError>;

    /// Makes a group that [`GroupRepo::group_to_change`] gave vanish for everybody, with all that is in it.
    async fn delete_group(&mut self, id: GroupId, now: Timestamp) -> Result<(), StoreError>;

    /// At most `most` posts of a deleted group that are not deleted, by id; none of a group that is there. They do not change,
    /// and nobody says anything to them, until this transaction ends.
    async fn posts_of_gone(&mut self, group: GroupId, most: u32)
    -> Result<Vec<PostId>, StoreError>;

    /// Deletes a post that [`GroupRepo::posts_of_gone`] gave, and not so that its author can take it back.
    async fn delete_post_of_gone(&mut self, post: PostId, now: Timestamp)
    -> Result<(), StoreError>;

    /// Forgets who belonged to a deleted group, at most `most` of them; gives how many. Who is just writing there by their
    /// membership is waited for.
    async fn forget_members_of_gone(
        &mut self,
        group: GroupId,
        most: u32,
    ) -> Result<u64, StoreError>;

    /// Takes what a deleted group was called and what it was about; gives its banner, if it has one.
    async fn empty_gone(&mut self, group: GroupId) -> Result<Option<MediaId>, StoreError>;

    /// Erases at most `most` events of a deleted group, with what members said to them; gives how many, and their pictures.
    async fn erase_events_of_gone(
        &mut self,
        group: GroupId,
        most: u32,
    ) -> Result<(usize, Vec<MediaId>), StoreError>;

    /// Notes that `post` is the last that was posted in the group.
    async fn note_group_activity(&mut self, id: GroupId, post: PostId) -> Result<(), StoreError>;

    /// What posts say of those of `groups` to which `viewer` belongs.
    async fn post_groups(
        &mut self,
        viewer: UserId,
        groups: &[GroupId],
    ) -> Result<Vec<PostGroup>, StoreError>;

    /// The group as `viewer` sees it; `None` when they may not know of it.
    async fn group_for(
        &mut self,
        viewer: UserId,
        id: GroupId,
    ) -> Result<Option<GroupView>, StoreError>;

    /// A page of those groups in `list` whose titles have words that begin as `titled` says.
    async fn groups(
        &mut self,
        list: GroupList,
        viewer: UserId,
        titled: &NamePrefixes,
        after: After,
        limit: Limit,
    ) -> Result<Page<GroupView>, StoreError>;
}

/// Stored memberships, part of the unit of work.
#[async_trait]
pub trait MembershipRepo: Send {
    /// How `user` stands to `group`, whoever they are.
    async fn membership(&mut self, group: GroupId, user: UserId) -> Result<Membership, StoreError>;

    /// How `user` stands to a group that is there and to which they belong; nothing ends that until this transaction does.
    /// Whoever changes the group too does so first: those who end a membership hold the group before it.
    async fn belonging_held(
        &mut self,
        group: GroupId,
        user: UserId,
    ) -> Result<Option<Standing>, StoreError>;

    /// How `viewer` stands to `group`; `None` when it is not there, or they may not know of it.
    async fn known_standing(
        &mut self,
        viewer: UserId,
        group: GroupId,
    ) -> Result<Option<Standing>, StoreError>;

    /// Stores what became of a membership and moves the counts of the group. `key` is a new id: what begins now is
    /// ordered by it, and an invitation is named by it. Call it with the group held by [`GroupRepo::group_to_change`].
    async fn save_membership(
        &mut self,
        group: GroupId,
        user: UserId,
        before: &Membership,
        after: &Membership,
        key: i64,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Lets in at most `most` of those who asked to join `group`, the first who did, moves its counts, and gives who it was, by
    /// id. Call it with the group held by [`GroupRepo::group_to_change`].
    async fn admit_some(
        &mut self,
        group: GroupId,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<UserId>, StoreError>;

    /// Which group whom an invitation is for, while it waits for its answer.
    async fn invitation(
        &mut self,
        id: GroupInvitationId,
    ) -> Result<Option<(GroupId, UserId)>, StoreError>;

    /// Those of `users` who are there for `viewer`: not suspended, and not severed from them.
    async fn members_there_for(
        &mut self,
        viewer: UserId,
        users: &[UserId],
    ) -> Result<Vec<UserId>, StoreError>;

    /// A page of those in a list of `group` who are `named` so, as `viewer` reads it; empty when they do not belong to it.
    async fn group_people(
        &mut self,
        list: GroupPeople,
        group: GroupId,
        viewer: UserId,
        named: &NamePrefixes,
        after: After,
        limit: Limit,
    ) -> Result<Page<GroupPerson>, StoreError>;
}
