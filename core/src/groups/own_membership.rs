//! Joining a group, leaving it, and answering an invitation.

use super::{
    GroupPolicy,
    membership::{MembershipRefusal, OwnAct},
    store_change::{Whose, store_change},
    view::GroupView,
};
use crate::shared::{
    actor::Actor,
    clock::Timestamp,
    id::{GroupId, GroupInvitationId},
    ports::Ports,
    store::{StoreError, Tx},
};

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum OwnMembershipError {
    /// No such group or invitation, as far as the actor may know.
    #[error("no such group or invitation")]
    NotFound,
    /// There is no invitation to accept.
    #[error("the invitation is no longer there")]
    InvitationGone,
    /// The invitation was accepted before.
    #[error("the invitation was accepted")]
    Accepted,
    /// The group wants the actor no more.
    #[error("banned")]
    Banned,
    /// The owner hands the group over before leaving it.
    #[error("the owner cannot leave")]
    OwnerStays,
    /// A request was refused; asking is possible from this moment on.
    #[error("refused not long ago")]
    AskAgainLater(Timestamp),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<MembershipRefusal> for OwnMembershipError {
    fn from(refusal: MembershipRefusal) -> Self {
        match refusal {
            MembershipRefusal::NothingAsked => Self::InvitationGone,
            MembershipRefusal::Accepted => Self::Accepted,
            MembershipRefusal::Banned => Self::Banned,
            MembershipRefusal::OwnerStays => Self::OwnerStays,
            MembershipRefusal::AskAgainLater(moment) => Self::AskAgainLater(moment),
            // The last two are never said of what one does about oneself.
            MembershipRefusal::Hidden
            | MembershipRefusal::NotAllowed
            | MembershipRefusal::NotAMember => Self::NotFound,
        }
    }
}

/// Lets members join groups and leave them.
#[derive(Clone)]
pub struct ChangeOwnMembership {
    ports: Ports,
    policy: GroupPolicy,
}

impl ChangeOwnMembership {
    pub(super) fn new(ports: Ports, policy: GroupPolicy) -> Self {
        Self { ports, policy }
    }

    /// Does `act` about the actor's membership in `group` and gives the group as they see it then: `None` when they may
    /// know of it no longer. Repeating what took effect changes nothing; whoever is not in a group has left it, be there such a
    /// group or not.
    #[tracing::instrument(name = "groups.own_membership", skip_all, fields(%group, act = ?act))]
    pub async fn run(
        &self,
        actor: &Actor,
        group: GroupId,
        act: OwnAct,
    ) -> Result<Option<GroupView>, OwnMembershipError> {
        let mut tx = self.ports.store.write().await?;
        let view = self.change(tx.as_mut(), actor, group, act).await?;
        // Also when nothing changed: what made it so may be waiting for its commit still.
        tx.commit().await?;
        Ok(view)
    }

    /// As [`ChangeOwnMembership::run`], in the group to which the actor's `invitation` is.
    #[tracing::instrument(name = "groups.answer_invitation", skip_all, fields(%invitation, act = ?act))]
    pub async fn answer(
        &self,
        actor: &Actor,
        invitation: GroupInvitationId,
        act: OwnAct,
    ) -> Result<Option<GroupView>, OwnMembershipError> {
        let mut tx = self.ports.store.write().await?;
        let (group, _) = tx
            .invitation(invitation)
            .await?
            .filter(|(_, invited)| *invited == actor.user)
            .ok_or(OwnMembershipError::NotFound)?;
        let view = self.change(tx.as_mut(), actor, group, act).await?;
        tx.commit().await?;
        Ok(view)
    }

    async fn change(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        group: GroupId,
        act: OwnAct,
    ) -> Result<Option<GroupView>, OwnMembershipError> {
        let Some(found) = tx.group_to_change(group).await? else {
            return match act {
                OwnAct::Leave | OwnAct::CancelRequest | OwnAct::DeclineInvitation => Ok(None),
                OwnAct::Join | OwnAct::AcceptInvitation => Err(OwnMembershipError::NotFound),
            };
        };
        let before = tx.membership(group, actor.user).await?;
        let at = self.policy.at(found.rules, self.ports.clock.now());
        let after = before.after_own(act, &at)?;
        let whose = Whose {
            group,
            user: actor.user,
            by: actor.user,
        };
        store_change(&self.ports, tx, whose, &before, &after).await?;
        Ok(tx.group_for(actor.user, group).await?)
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;
    use crate::{
        groups::{
            GroupPrivacy, Membership, Standing,
            fixtures::{GROUP, choir, standing_so, view_of},
        },
        posts::fixtures::{AUTHOR, actor, now, ports},
        shared::{event::Event, id::UserId},
        testing::{MockStore, MockTx},
    };

    const GUEST: i64 = AUTHOR + 1;
    const INVITATION: GroupInvitationId = GroupInvitationId::new(88);

    fn membership(store: MockStore) -> ChangeOwnMembership {
        let policy = GroupPolicy {
            ask_again_after: Duration::DAY,
        };
        ChangeOwnMembership::new(ports(store), policy)
    }

    fn standing_before(tx: &mut MockTx, standing: Standing) {
        tx.expect_group_to_change().returning(|_| Ok(Some(choir())));
        standing_so(tx, standing);
    }

    #[tokio::test]
    async fn asking_to_join_is_stored_and_told() {
        let store = MockStore::writing(|tx| {
            standing_before(tx, Standing::None);
            tx.expect_save_membership()
                .withf(|_, user, before, after, key, at| {
                    user.get() == GUEST
                        && before.standing == Standing::None
                        && after.standing == Standing::Requested
                        && *key == 1
                        && *at == now()
                })
                .times(1)
                .returning(|_, _, _, _, _, _| Ok(()));
            tx.expect_emit()
                .withf(|event| matches!(event, Event::GroupJoinRequested { user, .. } if user.get() == GUEST))
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_group_for()
                .returning(|viewer, id| Ok(Some(view_of(id, viewer))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let view = membership(store)
            .run(&actor(GUEST), GROUP, OwnAct::Join)
            .await
            .unwrap();
        assert!(view.is_some());
    }

    #[tokio::test]
    async fn a_repeat_writes_nothing() {
        let store = MockStore::writing(|tx| {
            standing_before(tx, Standing::Requested);
            tx.expect_group_for().returning(|_, _| Ok(None));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        membership(store)
            .run(&actor(GUEST), GROUP, OwnAct::Join)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn an_invitation_is_answered_by_who_is_invited_and_by_nobody_else() {
        for (invited, taken) in [(GUEST, true), (GUEST + 1, false)] {
            let store = MockStore::writing(move |tx| {
                tx.expect_invitation()
                    .returning(move |_| Ok(Some((GROUP, UserId::new(invited)))));
                if !taken {
                    return;
                }
                standing_before(tx, Standing::Invited);
                tx.expect_save_membership()
                    .withf(|_, _, _, after, _, _| *after == Membership::of(Standing::Member))
                    .times(1)
                    .returning(|_, _, _, _, _, _| Ok(()));
                tx.expect_emit().times(1).returning(|_| Ok(()));
                tx.expect_group_for().returning(|_, _| Ok(None));
                tx.expect_commit().times(1).returning(|| Ok(()));
            });
            let answer = membership(store)
                .answer(&actor(GUEST), INVITATION, OwnAct::AcceptInvitation)
                .await;
            match answer {
                Ok(_) => assert!(taken),
                Err(error) => assert!(!taken && matches!(error, OwnMembershipError::NotFound)),
            }
        }
    }

    #[tokio::test]
    async fn the_owner_stays() {
        let store = MockStore::writing(|tx| standing_before(tx, Standing::Owner));
        let refused = membership(store)
            .run(&actor(AUTHOR), GROUP, OwnAct::Leave)
            .await;
        assert!(matches!(refused, Err(OwnMembershipError::OwnerStays)));
    }

    #[tokio::test]
    async fn a_group_that_is_gone_cannot_be_joined_and_is_left_already() {
        for act in OwnAct::ALL {
            let store = MockStore::writing(|tx| {
                tx.expect_group_to_change().returning(|_| Ok(None));
                tx.expect_commit().returning(|| Ok(()));
            });
            let joins = matches!(act, OwnAct::Join | OwnAct::AcceptInvitation);
            match membership(store).run(&actor(GUEST), GROUP, act).await {
                Ok(None) => assert!(!joins, "{act:?}"),
                Err(OwnMembershipError::NotFound) => assert!(joins, "{act:?}"),
                other => panic!("{other:?}"),
            }
        }
    }

    #[tokio::test]
    async fn an_invitation_to_a_hidden_group_is_declined_twice_and_not_after_it_was_accepted() {
        for (standing, accepted) in [(Standing::None, false), (Standing::Member, true)] {
            let store = MockStore::writing(move |tx| {
                tx.expect_invitation()
                    .returning(|_| Ok(Some((GROUP, UserId::new(GUEST)))));
                let mut hidden = choir();
                hidden.rules.privacy = GroupPrivacy::Hidden;
                tx.expect_group_to_change()
                    .return_once(move |_| Ok(Some(hidden)));
                standing_so(tx, standing);
                tx.expect_group_for().returning(|_, _| Ok(None));
                tx.expect_commit().returning(|| Ok(()));
            });
            let declined = membership(store)
                .answer(&actor(GUEST), INVITATION, OwnAct::DeclineInvitation)
                .await;
            match declined {
                Ok(None) => assert!(!accepted),
                Err(OwnMembershipError::Accepted) => assert!(accepted),
                other => panic!("{other:?}"),
            }
        }
    }
}
