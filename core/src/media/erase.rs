//! Removing bytes whose row is gone.

use std::sync::Arc;

use super::MediaBytes;
use crate::shared::id::MediaId;

/// Removes the files of pictures after the transaction that removed their rows. What fails here is not lost: it is
/// files without a row, which the sweep removes later.
#[derive(Clone)]
pub struct EraseBytes {
    bytes: Arc<dyn MediaBytes>,
}

impl EraseBytes {
    /// On these files.
    #[must_use]
    pub fn new(bytes: Arc<dyn MediaBytes>) -> Self {
        Self { bytes }
    }

    /// Removes everything of these pictures.
    pub async fn run(&self, ids: &[MediaId]) {
        for id in ids {
            if let Err(error) = self.bytes.remove_all(*id).await {
                tracing::warn!(media = %id, %error, "bytes of a removed picture stay until the next sweep");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::{BytesError, fixture::MockFiles};

    #[tokio::test]
    async fn one_failure_does_not_keep_the_others() {
        let mut files = MockFiles::new();
        files.expect_remove_all().times(2).returning(|id| {
            if id.get() == 1 {
                Err(BytesError("disk".into()))
            } else {
                Ok(())
            }
        });
        EraseBytes::new(Arc::new(files))
            .run(&[MediaId::new(1), MediaId::new(2)])
            .await;
    }
}
