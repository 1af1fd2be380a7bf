//! The plans of PostgreSQL, by a planner that believes in many rows and reads no table through while there is another way.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

use super::{
    Asked, fill,
    nodes::{FirstColumns, Plan},
};
use crate::sql::{
    pool::Database,
    store::{Held, SqlTx},
};

/// Of so few rows as there are the planner would sort and join all.
const AS_IF_MANY: &str = "\
update pg_class set reltuples = reltuples * 1000 where relnamespace = 'public'::regnamespace and reltuples > 0";

/// What each index is ordered by first.
const FIRST_COLUMNS: &str = "\
select cast(c.relname as text), pg_get_indexdef(i.indexrelid, 1, true) \
from pg_index i join pg_class c on c.oid = i.indexrelid";

/// A statement is planned for the values that are bound to it, and when it was asked often for any values, if such a plan
/// promises no worse.
const FOR_THESE: &str = "force_custom_plan";
const FOR_ANY: &str = "force_generic_plan";

/// Holds every statement to what it may do, in a database of its own that holds a small place.
pub(in crate::sql) async fn hold(statements: &[Asked]) {
    let (server, name) = (server_url(), fresh_name());
    let mut admin = PgConnection::connect(&server).await.unwrap();
    let create = AssertSqlSafe(format!("create database {name}"));
    admin.execute(create).await.unwrap();

    let (base, _) = server.rsplit_once('/').unwrap();
    let database = Database::open(&format!("{base}/{name}")).await.unwrap();
    database.migrate_up().await.unwrap();
    // All in one transaction, so that nothing cleans up and counts again meanwhile.
    hold_in(database.begin().await.unwrap(), statements).await;
    database.close().await;

    let drop = AssertSqlSafe(format!("drop database {name} with (force)"));
    admin.execute(drop).await.unwrap();
}

async fn hold_in(mut tx: SqlTx, statements: &[Asked]) {
    fill(&mut tx).await.unwrap();
    let Held::Pg(held) = &mut tx.held else {
        panic!("this is a server")
    };
    let connection: &mut PgConnection = &mut *held;
    connection.execute(AS_IF_MANY).await.unwrap();
    connection
        .execute("set enable_seqscan = off")
        .await
        .unwrap();
    let first: Vec<(String, String)> = sqlx::query_as(FIRST_COLUMNS)
        .fetch_all(&mut *connection)
        .await
        .unwrap();
    let first: FirstColumns = first.into_iter().collect();
    for asked in statements {
        let modes: &[&str] = if asked.as_bound {
            &[FOR_THESE]
        } else {
            &[FOR_THESE, FOR_ANY]
        };
        for mode in modes {
            let plan = plan(connection, asked, mode).await;
            Plan::new(asked, &first).judge(&plan, mode);
        }
    }
}

async fn plan(connection: &mut PgConnection, asked: &Asked, mode: &str) -> Value {
    let kinds = in_brackets(asked.with.iter().map(|value| kind(value)));
    let prepare = format!(
        "set plan_cache_mode = {mode}; prepare asked{kinds} as {}",
        asked.pg
    );
    sqlx::raw_sql(AssertSqlSafe(prepare))
        .execute(&mut *connection)
        .await
        .unwrap_or_else(|error| panic!("{error}\n{}", asked.pg));
    let values = in_brackets(asked.with.iter().map(|value| format!("'{value}'")));
    let explain = AssertSqlSafe(format!("explain (format json) execute asked{values}"));
    let plan = sqlx::query_scalar(explain)
        .persistent(false)
        .fetch_one(&mut *connection)
        .await
        .unwrap_or_else(|error| panic!("{error}\n{}", asked.pg));
    connection.execute("deallocate asked").await.unwrap();
    plan
}

/// What lists hold, the server has to be told.
fn kind(value: &str) -> String {
    let kind = match value.strip_prefix('{') {
        None => "unknown",
        Some(list) if list.starts_with(|first: char| first.is_ascii_digit()) => "bigint[]",
        Some(_) => "text[]",
    };
    kind.to_owned()
}

fn in_brackets(values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.collect();
    if values.is_empty() {
        return String::new();
    }
    format!("({})", values.join(", "))
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
        "kith_plans_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}
