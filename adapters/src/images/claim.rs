//! A folder of pictures belongs to one database. Under another one every file in it would be without a row, and the
//! sweep would erase them all; so both carry the same mark, and a folder with another mark is refused.

use std::{fs, io, path::PathBuf};

use kith_core::{
    media::{BytesError, MediaBytes as _},
    shared::{
        clock::Timestamp,
        store::{Store as _, StoreError},
    },
};

use super::{FsMediaBytes, fs_store};
use crate::sql::Database;

/// The file that holds the mark.
const MARK: &str = "store-identity";

/// Pictures that are looked up together.
const BATCH: usize = 200;

/// Why a folder may not be used with a database.
#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    /// It belongs to another database. Nothing in it was touched.
    #[error(
        "{} holds the pictures of another database; name the right database or another data folder, or move the pictures away",
        .0.display()
    )]
    Foreign(PathBuf),
    /// The files failed.
    #[error(transparent)]
    Bytes(#[from] BytesError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<io::Error> for ClaimError {
    fn from(error: io::Error) -> Self {
        Self::Bytes(BytesError(Box::new(error)))
    }
}

impl FsMediaBytes {
    /// Makes this the folder of `database`, or finds that it is. A folder without a mark is taken when it holds no
    /// picture, or one that the database knows: ids are never given twice.
    pub async fn claim(&self, database: &Database) -> Result<(), ClaimError> {
        let identity = database.identity().await?;
        let file = self.root().join(MARK);
        match fs::read_to_string(&file) {
            Ok(mark) if mark.trim() == identity => Ok(()),
            Ok(_) => Err(ClaimError::Foreign(self.root().to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if !self.is_known_to(database).await? {
                    return Err(ClaimError::Foreign(self.root().to_owned()));
                }
                Ok(fs_store::write_whole(&file, identity.as_bytes())?)
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn is_known_to(&self, database: &Database) -> Result<bool, ClaimError> {
        let there = self
            .written_before(Timestamp::from_micros(i64::MAX))
            .await?;
        for batch in there.chunks(BATCH) {
            let known = database.read().await?.known_media(batch).await?;
            if !known.is_empty() {
                return Ok(true);
            }
        }
        Ok(there.is_empty())
    }
}
