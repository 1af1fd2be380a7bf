//! Events as one member sees them, with who created them.

use std::collections::HashMap;

use kith_core::{
    events::{
        CalendarEntry, CalendarPart, EventCounts, EventKey, EventList, EventRights, EventView,
        LONGEST_EVENT,
    },
    profiles::UserSummary,
    shared::{
        clock::Timestamp,
        id::{EventId, PostId, UserId},
        page::{Limit, Page},
        store::StoreError,
    },
};

use super::{
    lists,
    rows::{Seen, SeenOfPostRow, SeenRow, response},
};
use crate::sql::{
    column::{id_list, unsigned},
    error::StoreResult as _,
    groups::there_for,
    store::{SqlTx, on},
};

/// See [`kith_core::events::EventRepo::event_for`].
pub(super) async fn one(
    tx: &mut SqlTx,
    viewer: UserId,
    id: EventId,
    now: Timestamp,
) -> Result<Option<EventView>, StoreError> {
    let row: Option<SeenRow> = on!(tx, c => sqlx::query_as(lists::ONE)
        .bind(viewer.get()).bind(id.get()).fetch_optional(c).await)
    .store_err()?;
    Ok(views(tx, viewer, now, row.into_iter().collect())
        .await?
        .pop())
}

/// See [`kith_core::events::EventRepo::events_of_posts`].
pub(super) async fn of_posts(
    tx: &mut SqlTx,
    viewer: UserId,
    posts: &[PostId],
    now: Timestamp,
) -> Result<Vec<(PostId, EventView)>, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|post| post.get()).collect();
    let rows: Vec<SeenOfPostRow> = on!(tx, c =>
        lite sqlx::query_as(lists::OF_POSTS_LITE).bind(viewer.get()).bind(id_list(&ids)).fetch_all(c).await,
        pg sqlx::query_as(lists::OF_POSTS_PG).bind(viewer.get()).bind(&ids).fetch_all(c).await)
    .store_err()?;
    let shown = |row: SeenOfPostRow| {
        let (seen, counts) = row.seen()?;
        Ok((seen.event.post_id(), view(seen, None, counts, viewer, now)))
    };
    rows.into_iter().map(shown).collect()
}

/// See [`kith_core::events::EventRepo::events`].
pub(super) async fn page(
    tx: &mut SqlTx,
    list: EventList,
    viewer: UserId,
    now: Timestamp,
    after: Option<EventKey>,
    limit: Limit,
) -> Result<Page<EventView, EventKey>, StoreError> {
    let asked = match list {
        EventList::Upcoming(group) => AskedPage {
            statements: [lists::UPCOMING; 2],
            which: (group.get(), now),
            lasting: now,
            after: after.unwrap_or(FIRST),
        },
        EventList::Past(group) => AskedPage {
            statements: [lists::PAST; 2],
            which: (group.get(), now),
            lasting: now,
            after: after.unwrap_or(LAST),
        },
        EventList::Mine { from, to } => AskedPage {
            statements: [lists::MINE_LITE, lists::MINE_PG],
            which: (from.as_micros(), to),
            lasting: from,
            after: after.unwrap_or(FIRST),
        },
    };
    let rows = rows(tx, viewer, &asked, limit).await?;
    let views = views(tx, viewer, now, rows).await?;
    Ok(Page::cut(views, limit, EventView::key))
}

/// See [`kith_core::events::CalendarFeedRepo::calendar_of`].
pub(super) async fn calendar(
    tx: &mut SqlTx,
    user: UserId,
    part: CalendarPart,
    after: Option<EventKey>,
    limit: Limit,
) -> Result<Page<CalendarEntry, EventKey>, StoreError> {
    let asked = match part {
        CalendarPart::ToCome(now) => AskedPage {
            statements: [lists::CALENDAR_LITE, lists::CALENDAR_PG],
            which: (now.as_micros(), LAST.starts_at),
            lasting: now,
            after: after.unwrap_or(FIRST),
        },
        CalendarPart::Past { since, until } => AskedPage {
            statements: [lists::CALENDAR_PAST_LITE, lists::CALENDAR_PAST_PG],
            which: (since.as_micros(), until),
            lasting: since,
            after: after.unwrap_or(LAST),
        },
    };
    let rows = rows(tx, user, &asked, limit).await?.into_iter();
    let entries: Result<Vec<CalendarEntry>, StoreError> =
        rows.map(|row| row.seen().map(entry)).collect();
    Ok(Page::cut(entries?, limit, CalendarEntry::key))
}

fn entry(seen: Seen) -> CalendarEntry {
    CalendarEntry {
        event: seen.event,
        group_title: seen.group_title,
        mine: seen.mine,
    }
}

const FIRST: EventKey = EventKey {
    starts_at: Timestamp::from_micros(i64::MIN),
    id: EventId::new(0),
};
const LAST: EventKey = EventKey {
    starts_at: Timestamp::from_micros(i64::MAX),
    id: EventId::new(i64::MAX),
};

/// A page of a list as its statement takes it.
struct AskedPage {
    /// Of SQLite and of PostgreSQL.
    statements: [&'static str; 2],
    /// `$2` and `$3`.
    which: (i64, Timestamp),
    /// What ended before is not looked for.
    lasting: Timestamp,
    after: EventKey,
}

async fn rows(
    tx: &mut SqlTx,
    viewer: UserId,
    asked: &AskedPage,
    limit: Limit,
) -> Result<Vec<SeenRow>, StoreError> {
    let (which, until) = asked.which;
    let begun = asked.lasting.plus(-LONGEST_EVENT);
    let statement = tx.of_engine(asked.statements);
    on!(tx, c => sqlx::query_as(statement)
        .bind(viewer.get()).bind(which).bind(until.as_micros()).bind(begun.as_micros())
        .bind(asked.after.starts_at.as_micros()).bind(asked.after.id.get()).bind(limit.plus_one())
        .fetch_all(c).await)
    .store_err()
}

async fn views(
    tx: &mut SqlTx,
    viewer: UserId,
    now: Timestamp,
    rows: Vec<SeenRow>,
) -> Result<Vec<EventView>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let seen: Vec<Seen> = rows
        .into_iter()
        .map(SeenRow::seen)
        .collect::<Result<_, _>>()?;
    let mut counts = counts(tx, viewer, &seen).await?;
    let creators = seen.iter().map(|seen| seen.event.creator).collect();
    let people = there_for(tx, viewer, creators).await?;
    let views = seen.into_iter().map(|seen| {
        let creator = people.get(&seen.event.creator).cloned();
        let counts = counts.remove(&seen.event.id).unwrap_or_default();
        view(seen, creator, counts, viewer, now)
    });
    Ok(views.collect())
}

fn view(
    seen: Seen,
    creator: Option<UserSummary>,
    counts: EventCounts,
    viewer: UserId,
    now: Timestamp,
) -> EventView {
    EventView {
        creator,
        counts,
        mine: seen.mine,
        rights: EventRights::of(&seen.event, viewer, seen.standing, now),
        group_title: seen.group_title,
        event: seen.event,
    }
}

/// The counts without those of whom the viewer never hears.
async fn counts(
    tx: &mut SqlTx,
    viewer: UserId,
    seen: &[Seen],
) -> Result<HashMap<EventId, EventCounts>, StoreError> {
    let ids: Vec<i64> = seen.iter().map(|seen| seen.event.id.get()).collect();
    let rows: Vec<(i64, String, i64)> = on!(tx, c =>
        lite sqlx::query_as(lists::UNHEARD_LITE).bind(viewer.get()).bind(id_list(&ids)).fetch_all(c).await,
        pg sqlx::query_as(lists::UNHEARD_PG).bind(viewer.get()).bind(&ids).fetch_all(c).await)
    .store_err()?;
    let mut counts: HashMap<EventId, EventCounts> = seen
        .iter()
        .map(|seen| (seen.event.id, seen.event.counts))
        .collect();
    for (event, said, people) in rows {
        if let Some(of_event) = counts.get_mut(&EventId::new(event)) {
            let people = unsigned("count of responses", people)?;
            *of_event = of_event.without(response(&said)?, people);
        }
    }
    Ok(counts)
}
