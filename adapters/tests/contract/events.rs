//! Events: who belongs to the group sees them and nobody else, places are given in order and never twice, and the counts
//! are those of the rows, whoever says what, at once or not.

use std::sync::Arc;

use kith_adapters::sql::Database;
use kith_core::{
    events::{
        Answer, CalendarFeed, CalendarFeedError, EventEdit, EventKey, EventList, EventResponse,
        EventView, Events, FeedKey, KeepEventTimes, NewEvent, RemindOfEvent, Reminder,
        RespondError,
    },
    groups::{GroupPolicy, GroupPrivacy, GroupRules, Groups, NewGroup, OwnAct},
    relations::Act,
    search::NamePrefixes,
    shared::{
        clock::{Clock as _, Timestamp},
        event::Event,
        id::{EventId, GroupId, UserId},
        page::Limit,
        ports::Ports,
        store::{Store as _, StoreError},
    },
    testing::{CountingIds, CountingRandom, FixedClock},
};
use time::Duration;

use crate::{
    given,
    outbox::told,
    relations::{as_actor, relations},
};

crate::contract! {
    an_event_is_read_back_as_it_was_created_and_changed,
    only_who_belongs_to_the_group_finds_an_event,
    lists_of_events_are_cut_into_pages_without_gaps,
    who_is_severed_is_neither_shown_nor_counted,
    those_who_come_are_reminded_once,
    what_is_to_come_is_walked_through_whosever_it_is,
    the_address_of_a_calendar_is_ones_own_until_it_is_revoked,
}

/// A choir, its members in the order of their ids, the first of whom owns it.
pub(crate) struct Choir {
    pub(crate) database: Database,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) ports: Ports,
    pub(crate) groups: Groups,
    pub(crate) events: Events,
    pub(crate) members: Vec<UserId>,
    pub(crate) group: GroupId,
}

impl Choir {
    pub(crate) async fn of(database: Database, members: i64) -> Self {
        let clock = Arc::new(FixedClock::default());
        let ports = Ports {
            store: Arc::new(database.clone()),
            clock: clock.clone(),
            ids: Arc::new(CountingIds::default()),
            random: Arc::new(CountingRandom::default()),
        };
        let policy = GroupPolicy {
            ask_again_after: Duration::DAY,
        };
        let groups = Groups::new(&ports, policy);
        let mut all = Vec::new();
        for id in 1..=members {
            all.push(given::member(&database, id, false).await);
        }
        let new = NewGroup {
            title: "Choir".into(),
            description: String::new(),
            rules: GroupRules {
                privacy: GroupPrivacy::Open,
                moderators_decide: false,
            },
        };
        let created = groups.create.run(&as_actor(all[0]), new, None).await;
        let choir = Self {
            events: Events::new(&ports),
            group: created.unwrap().group.id,
            members: all,
            clock,
            ports,
            groups,
            database,
        };
        for member in choir.members.iter().skip(1) {
            choir.act(*member, OwnAct::Join).await;
        }
        choir
    }

    pub(crate) async fn act(&self, who: UserId, act: OwnAct) {
        loop {
            let own = &self.groups.own_membership;
            match own.run(&as_actor(who), self.group, act).await {
                Err(kith_core::groups::OwnMembershipError::Store(StoreError::Busy)) => {}
                Err(kith_core::groups::OwnMembershipError::Store(error)) => panic!("{error}"),
                _ => return,
            }
        }
    }

    /// An event by the owner, so long from now, with so many places.
    pub(crate) async fn event(&self, ahead: Duration, capacity: Option<u32>) -> EventId {
        let new = NewEvent {
            title: "Rehearsal".into(),
            description: "Bring your notes, \u{1F3B6}".into(),
            starts_at: self.clock.now().plus(ahead),
            ends_at: None,
            time_zone: "Europe/Berlin".into(),
            place: Some("Old pier".into()),
            options: None,
            capacity,
        };
        let owner = as_actor(self.members[0]);
        let created = self.events.create.run(&owner, self.group, new, None).await;
        created.unwrap().event.id
    }

    /// Says it, and says it again as long as too many others say something.
    pub(crate) async fn say(
        &self,
        who: UserId,
        event: EventId,
        answer: Option<Answer>,
    ) -> Option<EventView> {
        loop {
            match self.events.respond.run(&as_actor(who), event, answer).await {
                Err(RespondError::Store(StoreError::Busy)) => {}
                Err(RespondError::Store(error)) => panic!("{error}"),
                said => return said.ok(),
            }
        }
    }

    pub(crate) async fn seen(&self, viewer: UserId, event: EventId) -> Option<EventView> {
        let mut tx = self.database.read().await.unwrap();
        let now = self.clock.now();
        tx.event_for(viewer, event, now).await.unwrap()
    }

    pub(crate) async fn people(
        &self,
        viewer: UserId,
        event: EventId,
        response: Option<EventResponse>,
    ) -> Vec<UserId> {
        let mut read = Vec::new();
        let mut after = None;
        loop {
            let mut tx = self.database.read().await.unwrap();
            let limit = Limit::new(3).unwrap();
            let everybody = NamePrefixes::default();
            let page = tx
                .participants(event, viewer, response, &everybody, after, limit)
                .await
                .unwrap();
            read.extend(page.items.iter().map(|listed| {
                assert!(response.is_none_or(|response| listed.response == response));
                listed.person.summary.id
            }));
            after = page.next;
            if after.is_none() {
                return read;
            }
        }
    }

    pub(crate) async fn listed(&self, viewer: UserId, list: EventList) -> Vec<EventId> {
        let mut read = Vec::new();
        let mut after: Option<EventKey> = None;
        loop {
            let mut tx = self.database.read().await.unwrap();
            let (now, limit) = (self.clock.now(), Limit::new(2).unwrap());
            let page = tx.events(list, viewer, now, after, limit).await.unwrap();
            read.extend(page.items.iter().map(|view| view.event.id));
            after = page.next;
            if after.is_none() {
                return read;
            }
        }
    }

    /// The counts of an event equal the rows, and nobody waits while a place is free.
    pub(crate) async fn counts_are_right(&self, viewer: UserId, event: EventId) {
        let view = self.seen(viewer, event).await.unwrap();
        for response in EventResponse::ALL {
            let people = self.people(viewer, event, Some(response)).await;
            let count = view.counts.of(response);
            assert_eq!(count, u64::try_from(people.len()).unwrap(), "{response:?}");
        }
        assert_eq!(view.event.places_to_give(), 0, "{view:?}");
    }
}

const ALL_TIME: EventList = EventList::Mine {
    from: Timestamp::from_micros(0),
    to: Timestamp::from_micros(i64::MAX),
};

async fn an_event_is_read_back_as_it_was_created_and_changed(database: Database) {
    let choir = Choir::of(database, 2).await;
    let [ada, ben] = choir.members[..] else {
        panic!()
    };
    let event = choir.event(Duration::days(3), Some(7)).await;
    let seen = choir.seen(ben, event).await.unwrap();
    assert_eq!(seen.event.times.starts.wall(), "2026-01-18T13:00:00+01:00");
    assert_eq!(
        seen.event.description.as_str(),
        "Bring your notes, \u{1F3B6}"
    );
    assert_eq!(
        (seen.event.capacity, seen.group_title.as_str()),
        (Some(7), "Choir")
    );
    assert_eq!(seen.creator.unwrap().id, ada);
    assert!(seen.rights.respond && !seen.rights.edit);
    let ends = choir.clock.now().plus(Duration::days(5));
    let edit = EventEdit {
        title: Some("Concert".into()),
        starts_at: Some(choir.clock.now().plus(Duration::days(4))),
        ends_at: Some(Some(ends)),
        time_zone: Some("America/New_York".into()),
        place: Some(None),
        options: Some(vec![Answer::Going, Answer::NotGoing]),
        capacity: Some(None),
        ..EventEdit::default()
    };
    let edited = choir.events.edit.run(&as_actor(ada), event, edit).await;
    let edited = edited.unwrap();
    assert_eq!(choir.seen(ben, event).await.unwrap().event, edited.event);
    assert_eq!((edited.event.sequence, edited.event.timed_since), (1, 1));
    assert_eq!(edited.event.times.ends.unwrap().at(), ends);
    let cancelled = choir.events.cancel.run(&as_actor(ada), event).await;
    let cancelled = cancelled.unwrap().event;
    assert_eq!(choir.seen(ben, event).await.unwrap().event, cancelled);
    assert_eq!((cancelled.sequence, cancelled.timed_since), (2, 1));
    assert!(cancelled.cancelled_at.is_some());
    let told = told(&choir.database).await;
    let (id, is_moved) = (event, true);
    let about = told
        .into_iter()
        .filter(|told| !matches!(told, Event::GroupCreated { .. } | Event::GroupJoined { .. }));
    assert!(about.eq([
        Event::EventCreated { id },
        Event::EventEdited { id, is_moved },
        Event::EventCancelled { id }
    ]));
}

async fn only_who_belongs_to_the_group_finds_an_event(database: Database) {
    let choir = Choir::of(database, 2).await;
    let (ada, ben) = (choir.members[0], choir.members[1]);
    let stranger = given::member(&choir.database, 50, false).await;
    let event = choir.event(Duration::days(3), None).await;
    choir.say(ada, event, Some(Answer::Going)).await.unwrap();
    let finds = async |viewer| {
        let lists = [EventList::Upcoming(choir.group), ALL_TIME];
        let found = choir.seen(viewer, event).await.is_some();
        for list in lists {
            assert_eq!(choir.listed(viewer, list).await.len(), usize::from(found));
        }
        let people = choir.people(viewer, event, None).await;
        assert_eq!(people.len(), usize::from(found));
        found
    };
    assert!(finds(ada).await && finds(ben).await && !finds(stranger).await);
    assert!(
        choir
            .say(stranger, event, Some(Answer::Going))
            .await
            .is_none()
    );
    choir.act(ben, OwnAct::Leave).await;
    assert!(!finds(ben).await, "at once");
    assert!(choir.say(ben, event, Some(Answer::Going)).await.is_none());
    choir
        .groups
        .delete
        .run(&as_actor(ada), choir.group)
        .await
        .unwrap();
    assert!(!finds(ada).await);
    let mut tx = choir.database.write().await.unwrap();
    assert_eq!(tx.event_held(event).await.unwrap(), None);
}

async fn lists_of_events_are_cut_into_pages_without_gaps(database: Database) {
    let choir = Choir::of(database, 2).await;
    let ben = choir.members[1];
    let mut all = Vec::new();
    for hours in [1, 30, 30, 100, 200] {
        all.push(choir.event(Duration::hours(hours), None).await);
    }
    let start = choir.clock.now();
    let (upcoming, past) = (
        EventList::Upcoming(choir.group),
        EventList::Past(choir.group),
    );
    assert_eq!(choir.listed(ben, upcoming).await, all);
    assert_eq!(choir.listed(ben, past).await, []);
    // The first is over six hours after it began, the next two go on.
    choir.clock.advance(Duration::hours(31));
    assert_eq!(choir.listed(ben, upcoming).await, all[1..]);
    assert_eq!(choir.listed(ben, past).await, all[..1]);
    choir.clock.advance(Duration::hours(100));
    assert_eq!(choir.listed(ben, upcoming).await, all[4..]);
    assert_eq!(
        choir.listed(ben, past).await,
        [all[3], all[2], all[1], all[0]]
    );
    assert_eq!(choir.listed(ben, ALL_TIME).await, all);
    let span = |from: i64, to: i64| EventList::Mine {
        from: start.plus(Duration::hours(from)),
        to: start.plus(Duration::hours(to)),
    };
    assert_eq!(choir.listed(ben, span(6, 100)).await, all[..3]);
    assert_eq!(choir.listed(ben, span(7, 101)).await, all[1..4]);
    assert_eq!(choir.listed(ben, span(300, 900)).await, []);
    let over = choir.say(ben, all[0], Some(Answer::Going)).await;
    assert!(over.is_none(), "what is over takes no answer");
}

async fn who_is_severed_is_neither_shown_nor_counted(database: Database) {
    let choir = Choir::of(database, 3).await;
    let (ada, ben, cleo) = (choir.members[0], choir.members[1], choir.members[2]);
    let event = choir.event(Duration::days(3), None).await;
    choir.say(ada, event, Some(Answer::Going)).await.unwrap();
    choir.say(ben, event, Some(Answer::Maybe)).await.unwrap();
    choir.say(cleo, event, Some(Answer::Going)).await.unwrap();
    relations(&choir.database)
        .change
        .run(&as_actor(cleo), ada, Act::Block)
        .await
        .unwrap();
    let seen = choir.seen(cleo, event).await.unwrap();
    assert_eq!(seen.creator, None);
    assert_eq!((seen.counts.going, seen.counts.maybe), (1, 1));
    assert_eq!(choir.people(cleo, event, None).await, [ben, cleo]);
    assert_eq!(choir.people(ben, event, None).await, [ada, ben, cleo]);
    assert_eq!(choir.seen(ben, event).await.unwrap().counts.going, 2);
}

async fn those_who_come_are_reminded_once(database: Database) {
    let choir = Choir::of(database, 1).await;
    let event = choir.event(Duration::days(3), None).await;
    let reminders = RemindOfEvent::new(choir.ports.clone());
    choir.clock.advance(Duration::days(2));
    for sequence in [0, 0, 4, 0] {
        reminders
            .run(event, Reminder::DayBefore, sequence)
            .await
            .unwrap();
    }
    let edit = EventEdit {
        starts_at: Some(choir.clock.now().plus(Duration::days(2))),
        ..EventEdit::default()
    };
    let owner = as_actor(choir.members[0]);
    choir.events.edit.run(&owner, event, edit).await.unwrap();
    choir.clock.advance(Duration::DAY);
    for sequence in [0, 1, 1] {
        reminders
            .run(event, Reminder::DayBefore, sequence)
            .await
            .unwrap();
    }
    let told = told(&choir.database).await;
    let reminded = told
        .into_iter()
        .filter(|told| matches!(told, Event::EventReminder { .. }));
    assert_eq!(reminded.count(), 2, "once of each time");
}

async fn what_is_to_come_is_walked_through_whosever_it_is(database: Database) {
    let choir = Choir::of(database, 1).await;
    let mut all = Vec::new();
    for days in [1, 2, 2, 3, 4] {
        all.push(choir.event(Duration::days(days), None).await);
    }
    let owner = as_actor(choir.members[0]);
    choir.events.cancel.run(&owner, all[3]).await.unwrap();
    choir.clock.advance(Duration::days(1));
    let (mut read, mut after) = (Vec::new(), None);
    loop {
        let mut tx = choir.database.read().await.unwrap();
        let limit = Limit::new(1).unwrap();
        let page = tx
            .events_to_come(choir.clock.now(), after, limit)
            .await
            .unwrap();
        read.extend(page.items.iter().map(|event| event.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(read, [all[1], all[2], all[4]]);
    let keeping = KeepEventTimes::new(choir.ports.clone());
    assert_eq!(keeping.run().await.unwrap(), 0, "all is as it was meant");
}

async fn the_address_of_a_calendar_is_ones_own_until_it_is_revoked(database: Database) {
    let choir = Choir::of(database, 2).await;
    let (ada, ben) = (choir.members[0], choir.members[1]);
    let [first, second, third] = [
        choir.event(Duration::days(3), None).await,
        choir.event(Duration::days(2), None).await,
        choir.event(Duration::days(1), None).await,
    ];
    choir
        .say(ben, second, Some(Answer::NotGoing))
        .await
        .unwrap();
    let cancel = &choir.events.cancel;
    cancel.run(&as_actor(ada), first).await.unwrap();
    let feed = CalendarFeed::new(choir.ports.clone(), FeedKey::new(b"secret"));
    let address = feed.show(&as_actor(ben)).await.unwrap();
    assert_eq!(feed.show(&as_actor(ben)).await.unwrap(), address);
    let others = feed.show(&as_actor(ada)).await.unwrap();
    assert_ne!(others.token, address.token);
    let read = async |token: &str| {
        let events = feed.read(token).await?;
        Ok(events.iter().map(|view| view.event.id).collect::<Vec<_>>())
    };
    let secret = address.token.expose();
    assert_eq!(read(secret).await.unwrap(), [third, first]);
    let all = read(others.token.expose()).await.unwrap();
    assert_eq!(all, [third, second, first]);
    choir.clock.advance(Duration::days(92));
    assert_eq!(
        read(secret).await.unwrap(),
        [first],
        "what was long ago goes"
    );
    let gone = |read: Result<Vec<EventId>, CalendarFeedError>| {
        assert!(matches!(read, Err(CalendarFeedError::NotFound)));
    };
    let renewed = feed.renew(&as_actor(ben)).await.unwrap();
    gone(read(secret).await);
    assert_eq!(read(renewed.token.expose()).await.unwrap(), [first]);
    choir.act(ben, OwnAct::Leave).await;
    assert_eq!(read(renewed.token.expose()).await.unwrap(), []);
    feed.revoke(&as_actor(ben)).await.unwrap();
    gone(read(renewed.token.expose()).await);
    let again = feed.show(&as_actor(ben)).await.unwrap();
    assert_ne!(again.token, renewed.token);
}
