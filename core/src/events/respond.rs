//! Saying whether one comes.

use super::{
    event::EventClosed,
    places::give_places,
    response::{Answer, EventResponse},
    view::EventView,
};
use crate::shared::{
    actor::Actor,
    fields::{InvalidFields, Refusal},
    id::EventId,
    ports::Ports,
    store::{StoreError, Tx},
};

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum RespondError {
    /// This cannot be said of the event.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// No such event, as far as the actor may know.
    #[error("no such event")]
    NotFound,
    /// It is over or cancelled.
    #[error(transparent)]
    Closed(#[from] EventClosed),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets members say whether they come.
#[derive(Clone)]
pub struct Respond {
    ports: Ports,
}

impl Respond {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Stores what `actor` says, or that they say nothing any more, and gives the event as it is then. Who would come and
    /// finds no place waits for one. Saying the same again changes nothing.
    #[tracing::instrument(name = "events.respond", skip_all, fields(%event))]
    pub async fn run(
        &self,
        actor: &Actor,
        event: EventId,
        answer: Option<Answer>,
    ) -> Result<EventView, RespondError> {
        let mut tx = self.ports.store.write().await?;
        self.change(tx.as_mut(), actor, event, answer).await?;
        let view = tx
            .event_for(actor.user, event, self.ports.clock.now())
            .await?
            .ok_or(RespondError::NotFound)?;
        // Also when nothing changed: what made it so may be waiting for its commit still.
        tx.commit().await?;
        Ok(view)
    }

    async fn change(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        id: EventId,
        answer: Option<Answer>,
    ) -> Result<(), RespondError> {
        let (mut event, _) = tx
            .event_to_change(actor.user, id)
            .await?
            .ok_or(RespondError::NotFound)?;
        let now = self.ports.clock.now();
        event.open_at(now)?;
        if answer.is_some_and(|answer| !event.options().contains(&answer)) {
            let refusal = Refusal::new("not_offered", "Say whether you come or not.");
            return Err(InvalidFields::one("response", refusal).into());
        }
        let before = tx.response_of(id, actor.user).await?;
        let after = answer.map(|answer| event.response_to(before, answer));
        if after == before {
            return Ok(());
        }
        let key = self.ports.ids.next();
        tx.save_response(id, actor.user, before, after, key, now)
            .await?;
        event.counts = event.counts.after(before, after);
        if before == Some(EventResponse::Going) {
            give_places(&self.ports, tx, &event).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        events::{
            event::GroupEvent,
            fixtures::{EVENT, rehearsal, view_of},
            response::EventCounts,
        },
        groups::Standing,
        posts::fixtures::{AUTHOR, actor, now, ports},
        testing::{MockStore, MockTx},
    };

    const GUEST: i64 = AUTHOR + 1;

    fn held(tx: &mut MockTx, event: GroupEvent, before: Option<EventResponse>) {
        tx.expect_event_to_change()
            .return_once(move |_, _| Ok(Some((event, Standing::Member))));
        tx.expect_response_of().returning(move |_, _| Ok(before));
        tx.expect_event_for()
            .returning(|viewer, id, _| Ok(Some(view_of(id, viewer))));
        tx.expect_commit().returning(|| Ok(()));
    }

    async fn run(store: MockStore, answer: Option<Answer>) -> Result<EventView, RespondError> {
        Respond::new(ports(store))
            .run(&actor(GUEST), EVENT, answer)
            .await
    }

    fn full() -> GroupEvent {
        GroupEvent {
            capacity: Some(1),
            counts: EventCounts {
                going: 1,
                waiting: 1,
                ..EventCounts::default()
            },
            ..rehearsal()
        }
    }

    #[tokio::test]
    async fn who_finds_no_place_waits() {
        let store = MockStore::writing(|tx| {
            held(tx, full(), None);
            tx.expect_save_response()
                .withf(|_, user, before, after, key, at| {
                    user.get() == GUEST
                        && before.is_none()
                        && *after == Some(EventResponse::Waiting)
                        && *key == 1
                        && *at == now()
                })
                .times(1)
                .returning(|_, _, _, _, _, _| Ok(()));
        });
        run(store, Some(Answer::Going)).await.unwrap();
    }

    #[tokio::test]
    async fn who_does_not_come_after_all_gives_the_place_away() {
        for answer in [Some(Answer::NotGoing), Some(Answer::Maybe), None] {
            let store = MockStore::writing(|tx| {
                held(tx, full(), Some(EventResponse::Going));
                tx.expect_save_response()
                    .times(1)
                    .returning(|_, _, _, _, _, _| Ok(()));
                tx.expect_move_up()
                    .withf(|_, most, _| *most == 1)
                    .times(1)
                    .returning(|_, _, _| Ok(vec![actor(77).user]));
                tx.expect_emit().times(1).returning(|_| Ok(()));
            });
            run(store, answer).await.unwrap();
        }
    }

    #[tokio::test]
    async fn a_repeat_writes_nothing() {
        let store = MockStore::writing(|tx| held(tx, full(), Some(EventResponse::Waiting)));
        run(store, Some(Answer::Going)).await.unwrap();
        let store = MockStore::writing(|tx| held(tx, full(), None));
        run(store, None).await.unwrap();
    }

    #[tokio::test]
    async fn maybe_is_for_where_it_is_offered() {
        let store = MockStore::writing(|tx| {
            let event = GroupEvent {
                offers_maybe: false,
                ..rehearsal()
            };
            held(tx, event, None);
        });
        let refused = run(store, Some(Answer::Maybe)).await;
        assert!(
            matches!(refused, Err(RespondError::Invalid(fields)) if fields.0[0].field == "response")
        );
    }

    #[tokio::test]
    async fn what_is_cancelled_takes_no_answer() {
        let store = MockStore::writing(|tx| {
            let event = GroupEvent {
                cancelled_at: Some(now()),
                ..rehearsal()
            };
            held(tx, event, None);
        });
        let refused = run(store, Some(Answer::Going)).await;
        assert!(matches!(
            refused,
            Err(RespondError::Closed(EventClosed::Cancelled))
        ));
    }

    #[tokio::test]
    async fn outside_of_the_group_there_is_no_such_event() {
        let store = MockStore::writing(|tx| {
            tx.expect_event_to_change().returning(|_, _| Ok(None));
        });
        let refused = run(store, None).await;
        assert!(matches!(refused, Err(RespondError::NotFound)));
    }
}
