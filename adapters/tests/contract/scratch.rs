//! Fresh databases, removed afterwards.

use std::sync::atomic::{AtomicU32, Ordering};

use kith_adapters::sql::Database;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

/// Runs `case` on a new SQLite file.
pub(crate) async fn on_sqlite<F: Future<Output = ()>>(case: impl FnOnce(Database) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open_file(&folder.path().join("kith.db"))
        .await
        .unwrap();
    database.migrate_up().await.unwrap();
    case(database.clone()).await;
    database.close().await;
}

/// Runs `case` on a new PostgreSQL database.
pub(crate) async fn on_postgres<F: Future<Output = ()>>(case: impl FnOnce(Database) -> F) {
    let (server, name) = (server_url(), fresh_name());
    let mut admin = PgConnection::connect(&server)
        .await
        .expect("the PostgreSQL server of KITH_TEST_POSTGRES_URL answers");
    admin
        .execute(AssertSqlSafe(format!("create database {name}")))
        .await
        .unwrap();

    let (base, _) = server
        .rsplit_once('/')
        .expect("the address names a database");
    let database = Database::open(&format!("{base}/{name}")).await.unwrap();
    database.migrate_up().await.unwrap();
    case(database.clone()).await;
    database.close().await;

    admin
        .execute(AssertSqlSafe(format!("drop database {name} with (force)")))
        .await
        .unwrap();
}

#[expect(
    clippy::disallowed_methods,
    reason = "the test command names its server in the environment"
)]
fn server_url() -> String {
    std::env::var("KITH_TEST_POSTGRES_URL")
        .expect("KITH_TEST_POSTGRES_URL is set: run through scripts/with-postgres")
}

fn fresh_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!(
        "kith_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}
