//! What very many say of events at once, for seeds: straight into the table, without events of the outbox.

use kith_core::{
    events::EventResponse,
    shared::{
        clock::Timestamp,
        id::{EventId, UserId},
        store::StoreError,
    },
};
use serde_json::{Value, json};

use crate::sql::{error::StoreResult as _, pool::Database, store::on};

/// What somebody said of an event, to be stored as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlantedResponse {
    /// The event.
    pub event: EventId,
    /// Who.
    pub user: UserId,
    /// What stands beside their name.
    pub response: EventResponse,
    /// The key that places them in lists.
    pub key: i64,
    /// When they said so.
    pub at: Timestamp,
}

/// Rows come as `[[…], …]`, each value under its place.
macro_rules! responses {
    ($rows:literal) => {
        concat!(
            "insert into event_responses (event_id, user_id, response, response_key, responded_at) \
             select cast(value ->> 0 as bigint), cast(value ->> 1 as bigint), value ->> 2, cast(value ->> 3 as bigint), \
             cast(value ->> 4 as bigint) from ",
            $rows
        )
    };
}
const RESPONSES_LITE: &str = responses!("json_each($1)");
const RESPONSES_PG: &str = responses!("jsonb_array_elements(cast($1 as jsonb))");

const RECOUNT: &str = "\
update events set \
going = (select count(*) from event_responses r where r.event_id = events.id and r.response = 'going'), \
maybe = (select count(*) from event_responses r where r.event_id = events.id and r.response = 'maybe'), \
not_going = (select count(*) from event_responses r where r.event_id = events.id and r.response = 'not_going'), \
waiting = (select count(*) from event_responses r where r.event_id = events.id and r.response = 'waiting')";

impl Database {
    /// Stores what these say of events of which they said nothing yet, in one transaction; fastest in the order of the events
    /// and of the members. [`Database::recount_events`] follows.
    pub async fn plant_event_responses(
        &self,
        responses: &[PlantedResponse],
    ) -> Result<(), StoreError> {
        let rows = responses.iter().map(row).collect::<Value>().to_string();
        let mut tx = self.begin().await?;
        on!(tx, c =>
            lite sqlx::query(RESPONSES_LITE).bind(rows).execute(c).await.map(drop),
            pg sqlx::query(RESPONSES_PG).bind(rows).execute(c).await.map(drop))
        .store_err()?;
        tx.finish().await
    }

    /// Counts anew what is said of each event.
    pub async fn recount_events(&self) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        on!(tx, c => sqlx::query(RECOUNT).execute(c).await.map(drop)).store_err()?;
        tx.finish().await
    }
}

fn row(response: &PlantedResponse) -> Value {
    json!([
        response.event.get(),
        response.user.get(),
        response.response.as_str(),
        response.key,
        response.at.as_micros(),
    ])
}
