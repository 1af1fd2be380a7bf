//! Events that were given up, once an operator has seen to what was wrong.

use kith_core::shared::store::StoreError;

use super::{
    error::StoreResult as _,
    pool::Database,
    store::{SqlTx, on},
};

const TAKE: &str = "delete from outbox_parked where seq = $1 and consumer = $2 returning event";
const PUT_BACK: &str = "insert into outbox (event) values ($1) returning seq";
const NOTE_CONSUMED: &str = "insert into outbox_consumed (consumer, seq) values ($1, $2)";

impl Database {
    /// Tells `consumer` again of the event that was parked for it, after all that wait now; the `others`, who have
    /// heard of it, do not hear of it again. `false` when there is none.
    pub async fn retry_parked_event(
        &self,
        seq: i64,
        consumer: &str,
        others: &[&str],
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let Some(event) = take(&mut tx, seq, consumer).await? else {
            return Ok(false);
        };
        let (again,): (i64,) =
            on!(tx, c => sqlx::query_as(PUT_BACK).bind(&event).fetch_one(c).await).store_err()?;
        for other in others {
            on!(tx, c => sqlx::query(NOTE_CONSUMED).bind(*other).bind(again).execute(c).await.map(drop))
                .store_err()?;
        }
        tx.finish().await?;
        Ok(true)
    }

    /// Forgets for good an event that was parked for `consumer`; `false` when there is none.
    pub async fn discard_parked_event(&self, seq: i64, consumer: &str) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let taken = take(&mut tx, seq, consumer).await?;
        tx.finish().await?;
        Ok(taken.is_some())
    }
}

async fn take(tx: &mut SqlTx, seq: i64, consumer: &str) -> Result<Option<String>, StoreError> {
    let taken: Option<(String,)> =
        on!(tx, c => sqlx::query_as(TAKE).bind(seq).bind(consumer).fetch_optional(c).await)
            .store_err()?;
    Ok(taken.map(|(event,)| event))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const PARKED: &[Asked] = &[asked(TAKE, &["7", "timelines"])];
    each_engine!(a_parked_event_is_looked_up, PARKED);
}
