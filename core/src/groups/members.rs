//! What somebody in a group does about another's membership.

use super::{
    GroupPolicy,
    membership::{ActOnOther, By, Membership, MembershipRefusal},
    standing::Standing,
    store_change::{Whose, store_change},
};
use crate::shared::{
    actor::Actor,
    id::{GroupId, GroupInvitationId, UserId},
    ports::Ports,
    store::{StoreError, Tx},
};

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeMemberError {
    /// No such group, member or invitation, as far as the actor may know.
    #[error("no such group, member or invitation")]
    NotFound,
    /// The actor's role in the group does not allow it.
    #[error("not allowed in this group")]
    NotAllowed,
    /// There is no request to accept.
    #[error("the request is no longer there")]
    RequestGone,
    /// They do not belong to the group.
    #[error("no member of the group")]
    NotAMember,
    /// The group stays with its owner until it is handed over.
    #[error("the owner stays")]
    OwnerStays,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<MembershipRefusal> for ChangeMemberError {
    fn from(refusal: MembershipRefusal) -> Self {
        match refusal {
            MembershipRefusal::Hidden => Self::NotFound,
            // The others are said of invitations, which `Invite` sends and their receivers answer.
            MembershipRefusal::NotAllowed
            | MembershipRefusal::Accepted
            | MembershipRefusal::Banned
            | MembershipRefusal::AskAgainLater(_) => Self::NotAllowed,
            MembershipRefusal::NothingAsked => Self::RequestGone,
            MembershipRefusal::NotAMember => Self::NotAMember,
            MembershipRefusal::OwnerStays => Self::OwnerStays,
        }
    }
}

/// Lets the owner and moderators of a group decide about others.
#[derive(Clone)]
pub struct ChangeMember {
    ports: Ports,
    policy: GroupPolicy,
}

impl ChangeMember {
    pub(super) fn new(ports: Ports, policy: GroupPolicy) -> Self {
        Self { ports, policy }
    }

    /// Does `act` about the membership of `user` in `group` and gives how they stand then. Repeating what took effect
    /// changes nothing. People are invited by [`Invite`](super::Invite).
    #[tracing::instrument(name = "groups.change_member", skip_all, fields(%group, act = ?act))]
    pub async fn run(
        &self,
        actor: &Actor,
        group: GroupId,
        user: UserId,
        act: ActOnOther,
    ) -> Result<Standing, ChangeMemberError> {
        let mut tx = self.ports.store.write().await?;
        let standing = self.change(tx.as_mut(), actor, group, user, act).await?;
        // Also when nothing changed: what made it so may be waiting for its commit still.
        tx.commit().await?;
        Ok(standing)
    }

    /// Takes an invitation back: one's own, or any as one who keeps order. Fine when it was answered already.
    #[tracing::instrument(name = "groups.withdraw_invitation", skip_all, fields(%invitation))]
    pub async fn withdraw(
        &self,
        actor: &Actor,
        invitation: GroupInvitationId,
    ) -> Result<(), ChangeMemberError> {
        let mut tx = self.ports.store.write().await?;
        let (group, user) = tx
            .invitation(invitation)
            .await?
            .ok_or(ChangeMemberError::NotFound)?;
        let mine = tx.membership(group, actor.user).await?.standing;
        if !mine.is_member() {
            // Who is invited is for members to know.
            return Err(ChangeMemberError::NotFound);
        }
        self.change(tx.as_mut(), actor, group, user, ActOnOther::Withdraw)
            .await?;
        Ok(tx.commit().await?)
    }

    async fn change(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        group: GroupId,
        user: UserId,
        act: ActOnOther,
    ) -> Result<Standing, ChangeMemberError> {
        let found = tx
            .group_to_change(group)
            .await?
            .ok_or(ChangeMemberError::NotFound)?;
        let by = By {
            user: actor.user,
            standing: tx.membership(group, actor.user).await?.standing,
        };
        let before = tx.membership(group, user).await?;
        let at = self.policy.at(found.rules, self.ports.clock.now());
        let after = before.after(act, &by, &at)?;
        refuse_unknown(tx, actor, user, &before).await?;
        let whose = Whose {
            group,
            user,
            by: actor.user,
        };
        store_change(&self.ports, tx, whose, &before, &after).await?;
        Ok(after.standing)
    }
}

/// Who has something to do with the group can be dealt with also when a block lies between; anybody else has to be there.
async fn refuse_unknown(
    tx: &mut dyn Tx,
    actor: &Actor,
    user: UserId,
    membership: &Membership,
) -> Result<(), ChangeMemberError> {
    if membership.standing != Standing::None {
        return Ok(());
    }
    let there = tx.members_there_for(actor.user, &[user]).await?;
    if there.is_empty() {
        return Err(ChangeMemberError::NotFound);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;
    use time::Duration;

    use super::*;
    use crate::{
        groups::fixtures::{GROUP, choir},
        posts::fixtures::{AUTHOR, actor, ports},
        shared::event::Event,
        testing::{MockStore, MockTx},
    };

    const GUEST: UserId = UserId::new(AUTHOR + 1);

    fn members(store: MockStore) -> ChangeMember {
        let policy = GroupPolicy {
            ask_again_after: Duration::DAY,
        };
        ChangeMember::new(ports(store), policy)
    }

    fn standing(tx: &mut MockTx, mine: Standing, theirs: Membership) {
        tx.expect_group_to_change().returning(|_| Ok(Some(choir())));
        tx.expect_membership()
            .with(eq(GROUP), eq(UserId::new(AUTHOR)))
            .returning(move |_, _| Ok(Membership::of(mine)));
        tx.expect_membership()
            .with(eq(GROUP), eq(GUEST))
            .returning(move |_, _| Ok(theirs));
    }

    async fn run(act: ActOnOther, store: MockStore) -> Result<Standing, ChangeMemberError> {
        members(store).run(&actor(AUTHOR), GROUP, GUEST, act).await
    }

    #[tokio::test]
    async fn the_owner_lets_in_who_asked() {
        let store = MockStore::writing(|tx| {
            standing(tx, Standing::Owner, Membership::of(Standing::Requested));
            tx.expect_save_membership()
                .withf(|_, user, _, after, _, _| {
                    *user == GUEST && after.standing == Standing::Member
                })
                .times(1)
                .returning(|_, _, _, _, _, _| Ok(()));
            tx.expect_emit()
                .withf(|event| matches!(event, Event::GroupJoined { by, .. } if by.get() == AUTHOR))
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let after = run(ActOnOther::AcceptRequest, store).await.unwrap();
        assert_eq!(after, Standing::Member);
    }

    #[tokio::test]
    async fn a_moderator_does_not_decide_unless_the_owner_allows_it() {
        let store = MockStore::writing(|tx| {
            standing(tx, Standing::Moderator, Membership::of(Standing::Requested));
        });
        let refused = run(ActOnOther::AcceptRequest, store).await;
        assert!(matches!(refused, Err(ChangeMemberError::NotAllowed)));
    }

    #[tokio::test]
    async fn a_member_withdraws_only_what_they_sent() {
        for (invited_by, allowed) in [(AUTHOR, true), (AUTHOR + 9, false)] {
            let store = MockStore::writing(move |tx| {
                tx.expect_invitation()
                    .returning(|_| Ok(Some((GROUP, GUEST))));
                let invited = Membership {
                    standing: Standing::Invited,
                    invited_by: Some(UserId::new(invited_by)),
                    ..Membership::default()
                };
                standing(tx, Standing::Member, invited);
                if allowed {
                    tx.expect_save_membership()
                        .times(1)
                        .returning(|_, _, _, _, _, _| Ok(()));
                    tx.expect_emit().times(1).returning(|_| Ok(()));
                    tx.expect_commit().times(1).returning(|| Ok(()));
                }
            });
            let answer = members(store)
                .withdraw(&actor(AUTHOR), GroupInvitationId::new(3))
                .await;
            match answer {
                Ok(()) => assert!(allowed),
                Err(error) => assert!(!allowed && matches!(error, ChangeMemberError::NotAllowed)),
            }
        }
    }

    #[tokio::test]
    async fn who_is_not_there_cannot_be_banned() {
        let store = MockStore::writing(|tx| {
            standing(tx, Standing::Owner, Membership::default());
            tx.expect_members_there_for().returning(|_, _| Ok(vec![]));
        });
        let refused = run(ActOnOther::Ban, store).await;
        assert!(matches!(refused, Err(ChangeMemberError::NotFound)));
    }
}
