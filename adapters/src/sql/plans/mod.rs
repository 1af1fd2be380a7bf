//! How the engines go about the statements, in a database that is empty and in one that is not.
//!
//! Beside its statements a module lists them as they are [`asked`] and makes a test of the list for each engine with
//! [`each_engine`]. No table that grows with members or posts may be read through.

mod every_statement;
pub(super) mod lite;
mod nodes;
pub(super) mod pg;
mod world;

use kith_core::shared::store::StoreError;

use super::{
    error::StoreResult as _,
    store::{SqlTx, on},
};

/// A statement, values of the kind that are bound to it, and what its plan may do besides looking things up.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    lite: &'static str,
    pg: &'static str,
    with: &'static [&'static str],
    walked: &'static [&'static str],
    read: &'static [&'static str],
    most_sorts: usize,
    as_bound: bool,
}

/// Asked of both engines alike. Values are written as PostgreSQL reads them between quotes, lists as `{7,8}`.
pub(super) const fn asked(statement: &'static str, with: &'static [&'static str]) -> Asked {
    asked_apart(statement, statement, with)
}

/// Asked of each engine in its own words.
pub(super) const fn asked_apart(
    lite: &'static str,
    pg: &'static str,
    with: &'static [&'static str],
) -> Asked {
    Asked {
        lite,
        pg,
        with,
        walked: &[],
        read: &[],
        most_sorts: usize::MAX,
        as_bound: false,
    }
}

impl Asked {
    /// May walk these indexes from an end or a bound until a limit is reached. The index of a primary key is `…_pkey`.
    pub(super) const fn walking(self, walked: &'static [&'static str]) -> Self {
        Self { walked, ..self }
    }

    /// May read these indexes through, or up to a bound: there are few.
    pub(super) const fn reading(self, read: &'static [&'static str]) -> Self {
        Self { read, ..self }
    }

    /// May sort so often: no more than a page each time.
    pub(super) const fn sorting(self, most_sorts: usize) -> Self {
        Self { most_sorts, ..self }
    }

    /// PostgreSQL plans it for what is bound, always: a plan for any values expects a third of all rows, and costs more.
    pub(super) const fn as_bound(self) -> Self {
        Self {
            as_bound: true,
            ..self
        }
    }
}

/// Makes a test for each engine of a list of statements.
macro_rules! each_engine {
    ($name:ident, $statements:ident) => {
        mod $name {
            #[tokio::test]
            async fn on_sqlite() {
                crate::sql::plans::lite::hold(super::$statements).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                crate::sql::plans::pg::hold(super::$statements).await;
            }
        }
    };
}
pub(super) use each_engine;

/// Stores what there is in a small place, and lets the engine count it.
async fn fill(tx: &mut SqlTx) -> Result<(), StoreError> {
    for statement in world::WORLD.iter().chain(&["analyze"]) {
        on!(tx, c => sqlx::query(*statement).execute(c).await.map(drop)).store_err()?;
    }
    Ok(())
}
