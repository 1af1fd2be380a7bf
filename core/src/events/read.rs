//! Reading events.

use super::{
    ports::{EventKey, EventList},
    view::EventView,
};
use crate::{
    groups::{OutsideGroup, inside},
    shared::{
        actor::Actor,
        clock::Timestamp,
        id::{EventId, GroupId},
        page::{Limit, Page},
        ports::Ports,
        store::StoreError,
    },
};

/// Why an event, or a list of them, is not shown.
#[derive(Debug, thiserror::Error)]
pub enum ReadEventError {
    /// No such event, as far as the actor may know.
    #[error("no such event")]
    NotFound,
    /// Members of the group alone see the list.
    #[error(transparent)]
    Outside(#[from] OutsideGroup),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads events.
#[derive(Clone)]
pub struct ReadEvents {
    ports: Ports,
}

impl ReadEvents {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The event as `actor` sees it.
    pub async fn one(&self, actor: &Actor, event: EventId) -> Result<EventView, ReadEventError> {
        let mut tx = self.ports.store.read().await?;
        tx.event_for(actor.user, event, self.ports.clock.now())
            .await?
            .ok_or(ReadEventError::NotFound)
    }

    /// A page of the events of a group to which `actor` belongs: of those that are over, the latest first, or else of those
    /// that are not, the next first.
    pub async fn of_group(
        &self,
        actor: &Actor,
        group: GroupId,
        past: bool,
        after: Option<EventKey>,
        limit: Limit,
    ) -> Result<Page<EventView, EventKey>, ReadEventError> {
        let mut tx = self.ports.store.read().await?;
        inside(tx.as_mut(), actor.user, group).await??;
        let list = if past {
            EventList::Past(group)
        } else {
            EventList::Upcoming(group)
        };
        let now = self.ports.clock.now();
        Ok(tx.events(list, actor.user, now, after, limit).await?)
    }

    /// A page of the events of all groups to which `actor` belongs that are not over before `from` (before now, when they are
    /// to be `upcoming`) and begin before `to`, the earliest first.
    pub async fn mine(
        &self,
        actor: &Actor,
        span: (Option<Timestamp>, Option<Timestamp>),
        upcoming: bool,
        after: Option<EventKey>,
        limit: Limit,
    ) -> Result<Page<EventView, EventKey>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        let now = self.ports.clock.now();
        let (from, to) = span;
        let from = from.into_iter().chain(upcoming.then_some(now)).max();
        let list = EventList::Mine {
            from: from.unwrap_or(Timestamp::from_micros(0)),
            to: to.unwrap_or(Timestamp::from_micros(i64::MAX)),
        };
        tx.events(list, actor.user, now, after, limit).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        groups::{Standing, fixtures::GROUP},
        posts::fixtures::{AUTHOR, actor, now, ports},
        testing::{MockStore, MockTx},
    };

    fn listed(tx: &mut MockTx, expected: EventList) {
        tx.expect_events()
            .withf(move |list, _, _, _, _| *list == expected)
            .returning(|_, _, _, _, _| {
                Ok(Page {
                    items: Vec::new(),
                    next: None,
                })
            });
    }

    #[tokio::test]
    async fn events_of_a_group_are_for_its_members() {
        for (standing, past) in Standing::ALL
            .into_iter()
            .zip([true, false].into_iter().cycle())
        {
            let store = MockStore::reading(move |tx| {
                tx.expect_known_standing()
                    .returning(move |_, _| Ok(Some(standing)));
                let list = if past {
                    EventList::Past(GROUP)
                } else {
                    EventList::Upcoming(GROUP)
                };
                listed(tx, list);
            });
            let read = ReadEvents::new(ports(store))
                .of_group(&actor(AUTHOR), GROUP, past, None, Limit::default())
                .await;
            match read {
                Ok(_) => assert!(standing.is_member()),
                Err(ReadEventError::Outside(OutsideGroup::MembersOnly)) => {
                    assert!(!standing.is_member());
                }
                Err(other) => panic!("{other:?}"),
            }
        }
    }

    #[tokio::test]
    async fn ones_own_are_those_of_a_span_of_time() {
        let ages = Timestamp::from_micros(i64::MAX);
        let earlier = now().plus(-time::Duration::DAY);
        for (span, upcoming, from, to) in [
            ((None, None), true, now(), ages),
            ((None, None), false, Timestamp::from_micros(0), ages),
            ((Some(earlier), Some(now())), false, earlier, now()),
            ((Some(earlier), None), true, now(), ages),
        ] {
            let store = MockStore::reading(move |tx| listed(tx, EventList::Mine { from, to }));
            ReadEvents::new(ports(store))
                .mine(&actor(AUTHOR), span, upcoming, None, Limit::default())
                .await
                .unwrap();
        }
    }

    #[tokio::test]
    async fn what_one_may_not_know_of_is_not_found() {
        let store = MockStore::reading(|tx| {
            tx.expect_event_for().returning(|_, _, _| Ok(None));
        });
        let read = ReadEvents::new(ports(store))
            .one(&actor(AUTHOR), EventId::new(3))
            .await;
        assert!(matches!(read, Err(ReadEventError::NotFound)));
    }
}
