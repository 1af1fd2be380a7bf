//! Remembered idempotency keys.

use async_trait::async_trait;
use kith_core::shared::{
    clock::Timestamp,
    id::UserId,
    idempotency::{Claim, IdempotencyKey, IdempotencyRepo},
    store::StoreError,
};

use super::{
    error::StoreResult as _,
    store::{SqlTx, on},
};

const CLAIM: &str = "\
insert into idempotency_keys (user_id, operation, idempotency_key, fingerprint, made_id, created_at) \
values ($1, $2, $3, $4, $5, $6) on conflict (user_id, operation, idempotency_key) do nothing";
const LOOK_UP: &str = "\
select fingerprint, made_id from idempotency_keys where user_id = $1 and operation = $2 and idempotency_key = $3";
const FORGET: &str = "delete from idempotency_keys where created_at < $1";

#[async_trait]
impl IdempotencyRepo for SqlTx {
    async fn claim_key(
        &mut self,
        user: UserId,
        key: &IdempotencyKey,
        made: i64,
        now: Timestamp,
    ) -> Result<Claim, StoreError> {
        let claimed = on!(self, c => sqlx::query(CLAIM)
            .bind(user.get()).bind(key.operation).bind(&key.key).bind(&key.fingerprint[..]).bind(made).bind(now.as_micros())
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()?;
        if claimed {
            return Ok(Claim::Fresh);
        }
        let (fingerprint, made): (Vec<u8>, i64) = on!(self, c => sqlx::query_as(LOOK_UP)
            .bind(user.get()).bind(key.operation).bind(&key.key)
            .fetch_one(c).await)
        .store_err()?;
        Ok(if fingerprint == key.fingerprint {
            Claim::Done(made)
        } else {
            Claim::Mismatch
        })
    }

    async fn forget_keys(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        on!(self, c => sqlx::query(FORGET).bind(before.as_micros()).execute(c).await.map(|done| done.rows_affected())).store_err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const KEYS: &[Asked] = &[
        asked(LOOK_UP, &["7", "create_post", "a"]),
        asked(FORGET, &["9"]).reading(&["idempotency_keys_by_age"]),
    ];
    each_engine!(keys_are_looked_up_and_forgotten_by_age, KEYS);
}
