//! Places that become free.

use super::{event::GroupEvent, response::EventResponse};
use crate::shared::{
    event::Event,
    id::{GroupId, UserId},
    ports::Ports,
    store::{StoreError, Tx},
};

/// Gives the free places of an event that is held to those who have waited longest.
pub(super) async fn give_places(
    ports: &Ports,
    tx: &mut dyn Tx,
    event: &GroupEvent,
) -> Result<(), StoreError> {
    let now = ports.clock.now();
    let places = event.places_to_give();
    if places == 0 || event.open_at(now).is_err() {
        return Ok(());
    }
    for user in tx.move_up(event.id, places, now).await? {
        let id = event.id;
        tx.emit(Event::EventPlaceGiven { id, user }).await?;
    }
    Ok(())
}

/// Takes back what somebody said who belongs to the group no longer: of events that are not over. What they said of others
/// stays, as what was. Who waits for the places gets them.
pub(crate) async fn give_places_back(
    ports: &Ports,
    tx: &mut dyn Tx,
    group: GroupId,
    user: UserId,
) -> Result<(), StoreError> {
    let now = ports.clock.now();
    for (mut event, said) in tx.open_responses(group, user, now).await? {
        tx.save_response(event.id, user, Some(said), None, ports.ids.next(), now)
            .await?;
        event.counts = event.counts.after(Some(said), None);
        if said == EventResponse::Going {
            give_places(ports, tx, &event).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        events::{
            fixtures::{EVENT, rehearsal},
            response::EventCounts,
        },
        groups::fixtures::GROUP,
        posts::fixtures::{AUTHOR, ports},
        testing::MockStore,
    };

    fn full() -> GroupEvent {
        GroupEvent {
            capacity: Some(2),
            counts: EventCounts {
                going: 2,
                waiting: 3,
                ..EventCounts::default()
            },
            ..rehearsal()
        }
    }

    #[tokio::test]
    async fn who_leaves_gives_the_place_to_who_waited_longest() {
        let leaves = UserId::new(AUTHOR);
        let waits = UserId::new(77);
        let store = MockStore::writing(move |tx| {
            tx.expect_open_responses()
                .returning(|_, _, _| Ok(vec![(full(), EventResponse::Going)]));
            tx.expect_save_response()
                .withf(move |event, user, before, after, _, _| {
                    *event == EVENT
                        && *user == leaves
                        && *before == Some(EventResponse::Going)
                        && after.is_none()
                })
                .times(1)
                .returning(|_, _, _, _, _, _| Ok(()));
            tx.expect_move_up()
                .withf(|_, most, _| *most == 1)
                .times(1)
                .returning(move |_, _, _| Ok(vec![waits]));
            tx.expect_emit()
                .withf(move |told| {
                    *told
                        == Event::EventPlaceGiven {
                            id: EVENT,
                            user: waits,
                        }
                })
                .times(1)
                .returning(|_| Ok(()));
        });
        let ports = ports(store);
        let mut tx = ports.store.write().await.unwrap();
        give_places_back(&ports, tx.as_mut(), GROUP, leaves)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn who_only_waited_leaves_no_place() {
        let store = MockStore::writing(|tx| {
            tx.expect_open_responses()
                .returning(|_, _, _| Ok(vec![(full(), EventResponse::Waiting)]));
            tx.expect_save_response()
                .times(1)
                .returning(|_, _, _, _, _, _| Ok(()));
        });
        let ports = ports(store);
        let mut tx = ports.store.write().await.unwrap();
        give_places_back(&ports, tx.as_mut(), GROUP, UserId::new(AUTHOR))
            .await
            .unwrap();
    }
}
