//! Doing something about another member.

use time::Duration;

use super::{
    changes::events,
    pair::{Act, Circumstances, Refusal},
    relationship::Relationship,
};
use crate::{
    feeds::ProfileRef,
    shared::{actor::Actor, clock::Timestamp, id::UserId, ports::Ports, store::StoreError},
};

/// What the operator decides about relations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelationPolicy {
    /// How long after a decline one may not ask the same person again.
    pub ask_again_after: Duration,
    /// Whether only those are suggested who proved their address. Where no mail is delivered nobody can.
    pub suggests_proved_only: bool,
}

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeRelationError {
    /// There is nobody there, as far as the actor may know.
    #[error("no such member")]
    NotFound,
    /// The other is the actor.
    #[error("one has no relation to oneself")]
    Myself,
    /// There is no request to accept.
    #[error("the request is no longer there")]
    RequestGone,
    /// The other declined; asking is possible from this moment on.
    #[error("declined not long ago")]
    AskAgainLater(Timestamp),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refusal> for ChangeRelationError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Hidden => Self::NotFound,
            Refusal::NothingAsked => Self::RequestGone,
            Refusal::AskAgainLater(moment) => Self::AskAgainLater(moment),
        }
    }
}

/// Lets members follow, befriend, block and mute each other.
#[derive(Clone)]
pub struct ChangeRelation {
    ports: Ports,
    policy: RelationPolicy,
}

impl ChangeRelation {
    pub(super) fn new(ports: Ports, policy: RelationPolicy) -> Self {
        Self { ports, policy }
    }

    /// Does `act` about `other` and gives how the two stand then. Repeating what took effect changes nothing.
    #[tracing::instrument(name = "relations.change", skip_all, fields(act = ?act))]
    pub async fn run(
        &self,
        actor: &Actor,
        other: impl Into<ProfileRef> + Send,
        act: Act,
    ) -> Result<Relationship, ChangeRelationError> {
        let other = self.find(other.into()).await?;
        if other == actor.user {
            return Err(ChangeRelationError::Myself);
        }
        let at = |their_profile_is_private| Circumstances {
            their_profile_is_private,
            now: self.ports.clock.now(),
            ask_again_after: self.policy.ask_again_after,
        };
        let mut tx = self.ports.store.write().await?;
        let found = tx
            .pair_to_change(actor.user, other)
            .await?
            .ok_or(ChangeRelationError::NotFound)?;
        let before = found.pair;
        let after = before.after(act, &at(found.their_profile_is_private))?;
        if after == before {
            // What made it so may be waiting for its commit still.
            tx.commit().await?;
            return Ok(before.relationship());
        }
        tx.save_pair(actor.user, other, &before, &after, self.ports.ids.next())
            .await?;
        for event in events(actor.user, other, &before, &after) {
            tx.emit(event).await?;
        }
        tx.commit().await?;
        Ok(after.relationship())
    }

    async fn find(&self, whom: ProfileRef) -> Result<UserId, ChangeRelationError> {
        match whom {
            ProfileRef::Id(id) => Ok(id),
            ProfileRef::Handle(handle) => {
                let mut tx = self.ports.store.read().await?;
                let found = tx.member_called(&handle).await?;
                found.ok_or(ChangeRelationError::NotFound)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, now, ports},
        relations::{FollowState, Pair, PairToChange},
        shared::event::Event,
        testing::{MockStore, MockTx},
    };

    const OTHER: UserId = UserId::new(AUTHOR + 1);

    async fn run(
        other: UserId,
        act: Act,
        store: MockStore,
    ) -> Result<Relationship, ChangeRelationError> {
        let policy = RelationPolicy {
            ask_again_after: Duration::DAY,
            suggests_proved_only: true,
        };
        ChangeRelation::new(ports(store), policy)
            .run(&actor(AUTHOR), other, act)
            .await
    }

    fn found(tx: &mut MockTx, pair: Pair, private: bool) {
        tx.expect_pair_to_change()
            .with(eq(UserId::new(AUTHOR)), eq(OTHER))
            .returning(move |_, _| {
                Ok(Some(PairToChange {
                    pair,
                    their_profile_is_private: private,
                }))
            });
    }

    #[tokio::test]
    async fn a_change_is_stored_with_its_events() {
        let store = MockStore::writing(|tx| {
            found(tx, Pair::default(), false);
            tx.expect_save_pair()
                .withf(|_, _, before, after, key| {
                    *before == Pair::default()
                        && after.mine.follow == FollowState::Following
                        && *key == 1
                })
                .times(1)
                .returning(|_, _, _, _, _| Ok(()));
            tx.expect_emit()
                .with(eq(Event::FollowStarted {
                    follower: UserId::new(AUTHOR),
                    followed: OTHER,
                    was_requested: false,
                }))
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let relationship = run(OTHER, Act::Follow, store).await.unwrap();
        assert_eq!(relationship.follow, FollowState::Following);
    }

    #[tokio::test]
    async fn a_repeat_writes_nothing() {
        let store = MockStore::writing(|tx| {
            let mut pair = Pair::default();
            pair.mine.follow = FollowState::Following;
            found(tx, pair, true);
            // What is repeated may be waiting for its commit still.
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let relationship = run(OTHER, Act::Follow, store).await.unwrap();
        assert_eq!(relationship.follow, FollowState::Following);
    }

    #[tokio::test]
    async fn one_cannot_relate_to_oneself() {
        let refused = run(UserId::new(AUTHOR), Act::Follow, MockStore::untouched()).await;
        assert!(matches!(refused, Err(ChangeRelationError::Myself)));
    }

    #[tokio::test]
    async fn a_handle_names_its_owner_and_one_that_nobody_has_is_not_found() {
        let by_handle = |owner: Option<UserId>| {
            let store = MockStore::reading(move |tx| {
                tx.expect_member_called()
                    .with(eq("ada"))
                    .returning(move |_| Ok(owner));
            });
            let change = ChangeRelation::new(
                ports(store),
                RelationPolicy {
                    ask_again_after: Duration::DAY,
                    suggests_proved_only: true,
                },
            );
            let ada = ProfileRef::Handle("ada".into());
            async move { change.run(&actor(AUTHOR), ada, Act::Follow).await }
        };
        let own = by_handle(Some(UserId::new(AUTHOR))).await;
        assert!(matches!(own, Err(ChangeRelationError::Myself)));
        let nobody = by_handle(None).await;
        assert!(matches!(nobody, Err(ChangeRelationError::NotFound)));
    }

    #[tokio::test]
    async fn who_is_not_there_and_who_blocks_look_alike() {
        let nobody = MockStore::writing(|tx| {
            tx.expect_pair_to_change().returning(|_, _| Ok(None));
        });
        let blocked = MockStore::writing(|tx| {
            let mut pair = Pair::default();
            pair.theirs.blocking = true;
            found(tx, pair, false);
        });
        for store in [nobody, blocked] {
            let refused = run(OTHER, Act::Follow, store).await;
            assert!(matches!(refused, Err(ChangeRelationError::NotFound)));
        }
    }

    #[tokio::test]
    async fn a_request_that_was_taken_back_cannot_be_accepted() {
        let store = MockStore::writing(|tx| found(tx, Pair::default(), false));
        let refused = run(OTHER, Act::AcceptFollow, store).await;
        assert!(matches!(refused, Err(ChangeRelationError::RequestGone)));
    }

    #[tokio::test]
    async fn who_was_declined_hears_when_to_ask_again() {
        let store = MockStore::writing(|tx| {
            let mut pair = Pair::default();
            pair.mine.follow_declined_at = Some(now());
            found(tx, pair, true);
        });
        let refused = run(OTHER, Act::Follow, store).await;
        assert!(
            matches!(refused, Err(ChangeRelationError::AskAgainLater(moment)) if moment == now().plus(Duration::DAY))
        );
    }
}
