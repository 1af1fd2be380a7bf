//! Removing what was uploaded and never used.

use std::{collections::HashSet, sync::Arc};

use time::Duration;

use super::{BytesError, EraseBytes, MediaBytes};
use crate::shared::{id::MediaId, ports::Ports, store::StoreError};

/// How long an upload waits to be attached.
pub(super) const PATIENCE: Duration = Duration::DAY;
/// How old files without a row must be: an upload that is just being taken in has files first.
const GRACE: Duration = Duration::HOUR;
/// Rows per transaction, so that the sweep never holds the writer for long.
const BATCH: u32 = 200;

/// Why the sweep stopped. It goes on where it stopped the next time.
#[derive(Debug, thiserror::Error)]
pub enum SweepUploadsError {
    /// The store of bytes failed.
    #[error(transparent)]
    Bytes(#[from] BytesError),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Removes uploads that nothing was attached to for a day, and files that no row names.
#[derive(Clone)]
pub struct SweepUploads {
    ports: Ports,
    bytes: Arc<dyn MediaBytes>,
    erase: EraseBytes,
}

impl SweepUploads {
    pub(super) fn new(ports: Ports, bytes: Arc<dyn MediaBytes>, erase: EraseBytes) -> Self {
        Self {
            ports,
            bytes,
            erase,
        }
    }

    /// Sweeps once; gives how many pictures were removed.
    pub async fn run(&self) -> Result<usize, SweepUploadsError> {
        Ok(self.sweep_rows().await? + self.sweep_files().await?)
    }

    async fn sweep_rows(&self) -> Result<usize, SweepUploadsError> {
        let before = self.ports.clock.now().plus(-PATIENCE);
        let mut removed = 0;
        loop {
            let mut tx = self.ports.store.write().await?;
            let abandoned = tx.erase_abandoned(before, BATCH).await?;
            if abandoned.is_empty() {
                return Ok(removed);
            }
            tx.commit().await?;
            self.erase.run(&abandoned).await;
            removed += abandoned.len();
        }
    }

    async fn sweep_files(&self) -> Result<usize, SweepUploadsError> {
        let old = self
            .bytes
            .written_before(self.ports.clock.now().plus(-GRACE))
            .await?;
        let mut removed = 0;
        for batch in old.chunks(BATCH as usize) {
            let known: HashSet<MediaId> = self
                .ports
                .store
                .read()
                .await?
                .known_media(batch)
                .await?
                .into_iter()
                .collect();
            let orphans: Vec<_> = batch
                .iter()
                .copied()
                .filter(|id| !known.contains(id))
                .collect();
            self.erase.run(&orphans).await;
            removed += orphans.len();
        }
        Ok(removed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        media::fixture::{MockFiles, ports},
        testing::{MockStore, MockTx},
    };

    fn ids(raw: &[i64]) -> Vec<MediaId> {
        raw.iter().copied().map(MediaId::new).collect()
    }

    #[tokio::test]
    async fn abandoned_rows_go_first_and_files_without_a_row_after() {
        let mut store = MockStore::new();
        let mut rounds = vec![vec![], ids(&[1, 2])];
        store.expect_write().times(2).returning(move || {
            let mut tx = MockTx::new();
            let found = rounds.pop().unwrap();
            tx.expect_commit()
                .times(usize::from(!found.is_empty()))
                .returning(|| Ok(()));
            tx.expect_erase_abandoned()
                .return_once(move |_, _| Ok(found));
            Ok(Box::new(tx))
        });
        store.expect_read().times(1).return_once(|| {
            let mut tx = MockTx::new();
            tx.expect_known_media()
                .withf(|asked| asked == ids(&[3, 4]))
                .returning(|_| Ok(ids(&[3])));
            Ok(Box::new(tx))
        });
        let mut files = MockFiles::new();
        files
            .expect_written_before()
            .returning(|_| Ok(ids(&[3, 4])));
        files
            .expect_remove_all()
            .times(3)
            .withf(|id| [1, 2, 4].contains(&id.get()))
            .returning(|_| Ok(()));
        let files: Arc<dyn MediaBytes> = Arc::new(files);
        let sweep = SweepUploads::new(ports(store), files.clone(), EraseBytes::new(files));
        assert_eq!(sweep.run().await.unwrap(), 3);
    }
}
