//! Reacting, reacting otherwise, and taking it back.

use super::{
    kind::{ReactionKind, Reactions},
    ports::ReactionChange,
    target::Target,
};
use crate::shared::{actor::Actor, event::Event, ports::Ports, store::StoreError};

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum ReactError {
    /// What was to be reacted to is not there, or not for this member.
    #[error("nothing to react to")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets members react to what they see, each in one way.
pub struct React {
    ports: Ports,
}

impl React {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Makes `wanted` the reaction of `actor` to `target`; `None` takes it back. Gives the reactions to it then. Repeating
    /// what took effect changes nothing.
    #[tracing::instrument(name = "reactions.react", skip_all, fields(target = ?target))]
    pub async fn run(
        &self,
        actor: &Actor,
        target: Target,
        wanted: Option<ReactionKind>,
    ) -> Result<Reactions, ReactError> {
        let mut tx = self.ports.store.write().await?;
        let found = tx
            .reaction_to_change(actor.user, target)
            .await?
            .ok_or(ReactError::NotFound)?;
        if found.before != wanted {
            let change = ReactionChange {
                before: found.before,
                after: wanted,
                key: self.ports.ids.next(),
                now: self.ports.clock.now(),
            };
            tx.save_reaction(actor.user, target, &change).await?;
            tx.emit(happened(actor, target, wanted)).await?;
        }
        let reactions = tx.reactions_to(actor.user, target).await?;
        // Also a repeat: what made it so may be waiting for its commit still.
        tx.commit().await?;
        Ok(reactions)
    }
}

fn happened(actor: &Actor, target: Target, wanted: Option<ReactionKind>) -> Event {
    let by = actor.user;
    wanted.map_or(Event::ReactionTaken { target, by }, |kind| {
        Event::ReactionSet { target, by, kind }
    })
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, now, ports},
        reactions::ReactionToChange,
        shared::id::{PostId, UserId},
        testing::{MockStore, MockTx},
    };

    const ME: UserId = UserId::new(AUTHOR);
    const POST: Target = Target::Post(PostId::new(7));

    async fn react(
        wanted: Option<ReactionKind>,
        prepare: impl FnOnce(&mut MockTx) + Send + 'static,
    ) -> Result<Reactions, ReactError> {
        React::new(ports(MockStore::writing(prepare)))
            .run(&actor(AUTHOR), POST, wanted)
            .await
    }

    fn found(tx: &mut MockTx, before: Option<ReactionKind>) {
        tx.expect_reaction_to_change()
            .with(eq(ME), eq(POST))
            .times(1)
            .returning(move |_, _| Ok(Some(ReactionToChange { before })));
    }

    fn answers(tx: &mut MockTx, mine: Option<ReactionKind>) {
        tx.expect_reactions_to()
            .with(eq(ME), eq(POST))
            .times(1)
            .returning(move |_, _| {
                Ok(Reactions {
                    mine,
                    ..Reactions::default()
                })
            });
        tx.expect_commit().times(1).returning(|| Ok(()));
    }

    fn changes(
        tx: &mut MockTx,
        before: Option<ReactionKind>,
        after: Option<ReactionKind>,
        event: Event,
    ) {
        let change = ReactionChange {
            before,
            after,
            key: 1,
            now: now(),
        };
        tx.expect_save_reaction()
            .with(eq(ME), eq(POST), eq(change))
            .times(1)
            .returning(|_, _, _| Ok(()));
        tx.expect_emit()
            .with(eq(event))
            .times(1)
            .returning(|_| Ok(()));
    }

    #[tokio::test]
    async fn a_reaction_and_another_in_its_place_are_stored_and_told() {
        let love = Some(ReactionKind::Love);
        for before in [None, Some(ReactionKind::Like)] {
            let reactions = react(love, move |tx| {
                found(tx, before);
                let event = Event::ReactionSet {
                    target: POST,
                    by: ME,
                    kind: ReactionKind::Love,
                };
                changes(tx, before, love, event);
                answers(tx, love);
            });
            assert_eq!(reactions.await.unwrap().mine, love);
        }
    }

    #[tokio::test]
    async fn what_is_taken_back_is_told_too() {
        let like = Some(ReactionKind::Like);
        let reactions = react(None, move |tx| {
            found(tx, like);
            let event = Event::ReactionTaken {
                target: POST,
                by: ME,
            };
            changes(tx, like, None, event);
            answers(tx, None);
        });
        assert_eq!(reactions.await.unwrap().mine, None);
    }

    #[tokio::test]
    async fn a_repeat_changes_nothing_and_tells_nobody() {
        for wanted in [None, Some(ReactionKind::Wow)] {
            let repeated = react(wanted, move |tx| {
                found(tx, wanted);
                answers(tx, wanted);
            });
            assert_eq!(repeated.await.unwrap().mine, wanted);
        }
    }

    #[tokio::test]
    async fn one_reacts_only_to_what_one_sees() {
        let refused = react(Some(ReactionKind::Like), |tx| {
            tx.expect_reaction_to_change().returning(|_, _| Ok(None));
        });
        assert!(matches!(refused.await, Err(ReactError::NotFound)));
    }
}
