//! What members say, and the counts that follow.

use kith_core::{
    events::{EventResponse, GroupEvent, LONGEST_EVENT},
    shared::{
        clock::Timestamp,
        id::{EventId, GroupId, UserId},
        store::StoreError,
    },
};

use super::{
    rows::{EventRow, response},
    sql,
};
use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
};

/// See [`kith_core::events::EventRepo::response_of`].
pub(super) async fn of(
    tx: &mut SqlTx,
    event: EventId,
    user: UserId,
) -> Result<Option<EventResponse>, StoreError> {
    let said: Option<String> = on!(tx, c => sqlx::query_scalar(sql::RESPONSE)
        .bind(event.get()).bind(user.get()).fetch_optional(c).await)
    .store_err()?;
    said.as_deref().map(response).transpose()
}

/// See [`kith_core::events::EventRepo::save_response`].
pub(super) async fn save(
    tx: &mut SqlTx,
    event: EventId,
    user: UserId,
    (before, after): (Option<EventResponse>, Option<EventResponse>),
    key: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    match after {
        Some(after) => on!(tx, c => sqlx::query(sql::SAVE_RESPONSE)
            .bind(event.get()).bind(user.get()).bind(after.as_str()).bind(key).bind(now.as_micros())
            .execute(c).await.map(drop)),
        None => on!(tx, c => sqlx::query(sql::FORGET_RESPONSE)
            .bind(event.get()).bind(user.get()).execute(c).await.map(drop)),
    }
    .store_err()?;
    let moved = |response| i64::from(after == Some(response)) - i64::from(before == Some(response));
    move_counts(tx, event, moved).await
}

/// See [`kith_core::events::EventRepo::move_up`].
pub(super) async fn move_up(
    tx: &mut SqlTx,
    event: EventId,
    most: u64,
    now: Timestamp,
) -> Result<Vec<UserId>, StoreError> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut moved: Vec<(i64, i64)> = on!(tx, c => sqlx::query_as(sql::MOVE_UP)
        .bind(event.get()).bind(most).bind(now.as_micros()).fetch_all(c).await)
    .store_err()?;
    moved.sort_unstable();
    let people = i64::try_from(moved.len()).unwrap_or(i64::MAX);
    move_counts(tx, event, |response| match response {
        EventResponse::Going => people,
        EventResponse::Waiting => -people,
        EventResponse::Maybe | EventResponse::NotGoing => 0,
    })
    .await?;
    Ok(moved
        .into_iter()
        .map(|(_, user)| UserId::new(user))
        .collect())
}

/// See [`kith_core::events::EventRepo::open_responses`].
pub(super) async fn open(
    tx: &mut SqlTx,
    group: GroupId,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<(GroupEvent, EventResponse)>, StoreError> {
    let begun = now.plus(-LONGEST_EVENT);
    let statement = tx.of_engine([sql::ANSWERED, sql::ANSWERED_LOCKED_PG]);
    let rows: Vec<EventRow> = on!(tx, c => sqlx::query_as(statement)
        .bind(group.get()).bind(user.get()).bind(now.as_micros()).bind(begun.as_micros())
        .fetch_all(c).await)
    .store_err()?;
    let mut answered = Vec::new();
    for row in rows {
        let event = row.event()?;
        // Read when the event is held: until then somebody may have given them a place.
        if let Some(said) = of(tx, event.id, user).await? {
            answered.push((event, said));
        }
    }
    Ok(answered)
}

async fn move_counts(
    tx: &mut SqlTx,
    event: EventId,
    moved: impl Fn(EventResponse) -> i64,
) -> Result<(), StoreError> {
    use EventResponse::{Going, Maybe, NotGoing, Waiting};
    on!(tx, c => sqlx::query(sql::MOVE_COUNTS)
        .bind(event.get()).bind(moved(Going)).bind(moved(Maybe)).bind(moved(NotGoing)).bind(moved(Waiting))
        .execute(c).await.map(drop))
    .store_err()
}
