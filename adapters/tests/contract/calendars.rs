//! Calendars that are read at their addresses: what stands in them.

use kith_adapters::sql::Database;
use kith_core::{
    events::{Answer, CalendarEntry, CalendarPart, EventResponse},
    groups::OwnAct,
    shared::{clock::Clock as _, id::EventId, page::Limit, store::Store as _},
};
use time::Duration;

use crate::events::Choir;

crate::contract! {
    a_calendar_has_what_is_to_come_and_what_is_over_apart,
}

async fn a_calendar_has_what_is_to_come_and_what_is_over_apart(database: Database) {
    let choir = Choir::of(database, 2).await;
    let ben = choir.members[1];
    let mut events = Vec::new();
    for days in [1, 2, 3, 4] {
        events.push(choir.event(Duration::days(days), None).await);
    }
    let declined = choir.event(Duration::days(5), None).await;
    choir
        .say(ben, declined, Some(Answer::NotGoing))
        .await
        .unwrap();
    choir
        .say(ben, events[3], Some(Answer::Going))
        .await
        .unwrap();
    let later = choir
        .clock
        .now()
        .plus(Duration::days(2) + Duration::hours(20));
    let to_come = CalendarPart::ToCome(later);
    let past = CalendarPart::Past {
        since: later.plus(-Duration::days(90)),
        until: later,
    };
    let read = async |part| {
        let mut tx = choir.database.read().await.unwrap();
        let mut entries = Vec::new();
        let mut after = None;
        loop {
            let limit = Limit::new(1).unwrap();
            let page = tx.calendar_of(ben, part, after, limit).await.unwrap();
            entries.extend(page.items);
            after = page.next;
            if after.is_none() {
                break entries;
            }
        }
    };
    let ids = |entries: Vec<CalendarEntry>| -> Vec<EventId> {
        entries.iter().map(|entry| entry.event.id).collect()
    };
    let upcoming = read(to_come).await;
    assert_eq!(upcoming[1].mine, Some(EventResponse::Going));
    assert_eq!(upcoming[1].group_title, "Choir");
    assert_eq!(ids(upcoming), [events[2], events[3]]);
    assert_eq!(ids(read(past).await), [events[1], events[0]]);
    let lately = CalendarPart::Past {
        since: later.plus(-Duration::DAY),
        until: later,
    };
    assert_eq!(ids(read(lately).await), [events[1]]);
    choir.act(ben, OwnAct::Leave).await;
    assert_eq!(read(to_come).await, []);
}
