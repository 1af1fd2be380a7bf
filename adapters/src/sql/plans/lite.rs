//! The plans of SQLite: `explain query plan`. With `ENABLE_QPSG` they do not depend on what is bound.

use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection};

use super::{Asked, fill};
use crate::sql::pool::{Database, Engine};

const TABLES: &str = "select name from sqlite_schema where type = 'table'";

/// Holds every statement to what it may do.
pub(in crate::sql) async fn hold(statements: &[Asked]) {
    each(statements, |asked, plan, tables| {
        let named = names_of_tables(asked.lite, tables);
        let costly = |step: &&String| reads_through(step, &named) && !is_allowed(step, asked);
        let costly: Vec<&String> = plan.iter().filter(costly).collect();
        assert!(costly.is_empty(), "{costly:#?}\n{}\n{plan:#?}", asked.lite);
        let sorts = plan.iter().filter(|step| step.contains("TEMP B-TREE"));
        let sorts = sorts.count();
        assert!(
            sorts <= asked.most_sorts,
            "{sorts} sorts\n{}\n{plan:#?}",
            asked.lite
        );
    })
    .await;
}

/// Shows `judge` every statement and the steps of its plan.
pub(in crate::sql) async fn each_plan(statements: &[Asked], judge: impl Fn(&str, &[String])) {
    each(statements, |asked, plan, _| judge(asked.lite, plan)).await;
}

/// Shows `judge` every statement, the steps of its plan and what tables there are: before anything is stored, and with a
/// small place stored and counted by the engine's statistics.
async fn each(statements: &[Asked], judge: impl Fn(&Asked, &[String], &[String])) {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open_file(&folder.path().join("kith.db"))
        .await
        .unwrap();
    database.migrate_up().await.unwrap();
    each_in(&database, statements, &judge).await;
    let mut tx = database.begin().await.unwrap();
    fill(&mut tx).await.unwrap();
    tx.finish().await.unwrap();
    each_in(&database, statements, &judge).await;
    database.close().await;
}

async fn each_in(
    database: &Database,
    statements: &[Asked],
    judge: &impl Fn(&Asked, &[String], &[String]),
) {
    let Engine::Sqlite { options, .. } = &database.engine else {
        panic!("this is a file")
    };
    let mut connection = options.connect().await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(TABLES)
        .fetch_all(&mut connection)
        .await
        .unwrap();
    for asked in statements {
        let plan = plan(&mut connection, asked.lite).await;
        assert!(!plan.is_empty(), "{}", asked.lite);
        judge(asked, &plan, &tables);
    }
    connection.close().await.unwrap();
}

async fn plan(connection: &mut SqliteConnection, statement: &str) -> Vec<String> {
    let explain = AssertSqlSafe(format!("explain query plan {statement}"));
    let steps: Vec<(i64, i64, i64, String)> =
        sqlx::query_as(explain).fetch_all(connection).await.unwrap();
    steps.into_iter().map(|(.., step)| step).collect()
}

/// Whether a step reads a table from its beginning, to scan it, to index it for this once, or to make a filter of it.
fn reads_through(step: &str, named: &[&str]) -> bool {
    let mut words = step.split(' ');
    let (Some(verb), Some(subject)) = (words.next(), words.next()) else {
        return false;
    };
    let subject = if verb == "BLOOM" {
        words.nth(1).unwrap_or_default()
    } else {
        subject
    };
    let reads = matches!(verb, "SCAN" | "BLOOM")
        || step.contains(" USING AUTOMATIC ")
        || step.contains("(ANY(")
        || begins_at_a_bound(step);
    reads && named.contains(&subject)
}

/// Whether of what an index is ordered by first it is only given from where or up to where.
fn begins_at_a_bound(step: &str) -> bool {
    let step = step.replace("<expr>", "expr");
    let first = step.find(['=', '<', '>']);
    step.starts_with("SEARCH ") && first.is_some_and(|first| !step[first..].starts_with('='))
}

/// The rows of a table that lie in the order of its primary key have no index.
fn is_allowed(step: &str, asked: &Asked) -> bool {
    let mut indexes = asked.walked.iter().chain(asked.read);
    indexes.any(|index| {
        step.ends_with(&format!("INDEX {index}"))
            || step.contains(&format!("INDEX {index} ("))
            || index.strip_suffix("_pkey").is_some_and(|table| {
                step == format!("SCAN {table}") || step.contains(" PRIMARY KEY (")
            })
    })
}

/// The tables that a statement names, and the names that it gives them.
fn names_of_tables<'a>(statement: &'a str, tables: &[String]) -> Vec<&'a str> {
    let words: Vec<&str> = statement
        .split([' ', '(', ')', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let mut named = Vec::new();
    for (place, word) in words.iter().enumerate() {
        if tables.iter().any(|table| table == word) {
            named.push(*word);
            named.extend(words.get(place + 1));
        }
    }
    named
}
