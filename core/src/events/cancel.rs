//! Cancelling an event.

use super::{
    edit::changed,
    event::{EventClosed, GroupEvent},
    refusal::{EventRefusal, event_run_by},
    view::EventView,
};
use crate::shared::{
    actor::Actor,
    clock::Timestamp,
    event::Event,
    id::EventId,
    ports::Ports,
    store::{StoreError, Tx},
};

/// Why an event was not cancelled.
#[derive(Debug, thiserror::Error)]
pub enum CancelEventError {
    /// It is not theirs to cancel, or over.
    #[error(transparent)]
    Refused(#[from] EventRefusal),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Cancels events.
#[derive(Clone)]
pub struct CancelEvent {
    ports: Ports,
}

impl CancelEvent {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Cancels an event of one's own, or of one's own group, for good: it stays to be read. Fine when it is so already.
    #[tracing::instrument(name = "events.cancel", skip_all, fields(%event))]
    pub async fn run(&self, actor: &Actor, event: EventId) -> Result<EventView, CancelEventError> {
        let mut tx = self.ports.store.write().await?;
        let now = self.ports.clock.now();
        let before = event_run_by(tx.as_mut(), actor, event).await??;
        match before.open_at(now) {
            Ok(()) => cancel(tx.as_mut(), before, now).await?,
            Err(EventClosed::Cancelled) => {}
            Err(closed) => return Err(EventRefusal::from(closed).into()),
        }
        let view = tx
            .event_for(actor.user, event, now)
            .await?
            .ok_or(EventRefusal::NotFound)?;
        // Also when nothing changed: what made it so may be waiting for its commit still.
        tx.commit().await?;
        Ok(view)
    }
}

async fn cancel(tx: &mut dyn Tx, before: GroupEvent, now: Timestamp) -> Result<(), StoreError> {
    let after = GroupEvent {
        cancelled_at: Some(now),
        ..before.clone()
    };
    tx.update_event(&changed(&before, after, now)).await?;
    tx.emit(Event::EventCancelled { id: before.id }).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        events::fixtures::{EVENT, rehearsal, view_of},
        groups::Standing,
        posts::fixtures::{AUTHOR, actor, now, ports},
        testing::{MockStore, MockTx},
    };

    fn held(tx: &mut MockTx, event: GroupEvent) {
        tx.expect_event_to_change()
            .return_once(move |_, _| Ok(Some((event, Standing::Member))));
        tx.expect_event_for()
            .returning(|viewer, id, _| Ok(Some(view_of(id, viewer))));
        tx.expect_commit().returning(|| Ok(()));
    }

    #[tokio::test]
    async fn it_is_cancelled_once_and_others_hear_of_it() {
        let store = MockStore::writing(|tx| {
            held(tx, rehearsal());
            tx.expect_update_event()
                .withf(|event| {
                    event.cancelled_at == Some(now())
                        && (event.sequence, event.timed_since) == (1, 0)
                })
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_emit()
                .withf(|event| *event == Event::EventCancelled { id: EVENT })
                .times(1)
                .returning(|_| Ok(()));
        });
        let cancel = CancelEvent::new(ports(store));
        cancel.run(&actor(AUTHOR), EVENT).await.unwrap();
        let store = MockStore::writing(|tx| {
            let event = GroupEvent {
                cancelled_at: Some(now()),
                ..rehearsal()
            };
            held(tx, event);
        });
        let cancel = CancelEvent::new(ports(store));
        cancel.run(&actor(AUTHOR), EVENT).await.unwrap();
    }

    #[tokio::test]
    async fn others_do_not_cancel_it() {
        let store = MockStore::writing(|tx| held(tx, rehearsal()));
        let refused = CancelEvent::new(ports(store))
            .run(&actor(AUTHOR + 1), EVENT)
            .await;
        assert!(matches!(
            refused,
            Err(CancelEventError::Refused(EventRefusal::NotAllowed))
        ));
    }
}
