//! Removing what has expired.

use time::Duration;

use super::AccountPorts;
use crate::shared::store::StoreError;

/// Longer than any client repeats a request.
const KEYS_LAST: Duration = Duration::days(7);
/// Longer than mails are counted for.
const MAILS_COUNT_FOR: Duration = Duration::DAY;

/// Removes what has expired.
pub struct SweepExpired {
    ports: AccountPorts,
}

impl SweepExpired {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Removes expired sessions and links, old idempotency keys and old counts of mails; gives how many rows.
    pub async fn run(&self) -> Result<u64, StoreError> {
        let now = self.ports.clock.now();
        let mut tx = self.ports.store.write().await?;
        let swept = tx.sweep_accounts(now, now.plus(-MAILS_COUNT_FOR)).await?;
        let forgotten = tx.forget_keys(now.plus(-KEYS_LAST)).await?;
        tx.commit().await?;
        Ok(swept + forgotten)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::fixtures::{now, ports},
        testing::{MockStore, MockTx},
    };

    #[tokio::test]
    async fn everything_that_expires_is_swept_at_once() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_sweep_accounts()
                .times(1)
                .withf(|at, _| *at == now())
                .returning(|_, _| Ok(3));
            tx.expect_forget_keys().times(1).returning(|_| Ok(4));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        assert_eq!(SweepExpired::new(&ports(store)).run().await.unwrap(), 7);
    }
}
