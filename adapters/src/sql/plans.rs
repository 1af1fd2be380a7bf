//! What SQLite makes of list statements: they walk an index in order, without reading or sorting a table.

use sqlx::AssertSqlSafe;

use super::{Database, store::on};

/// 50 members who follow each other in part, one of them pulled; 5 000 posts of every audience, one in five deleted;
/// their timelines; the engine's statistics of all that.
const FILL: [&str; 5] = [
    "with recursive n (id) as (select 1 union all select id + 1 from n where id < 50) \
     insert into users (id, email, email_key, password_hash, handle, handle_key, first_name, last_name, \
     date_of_birth, gender, created_at, updated_at) \
     select id, id, id, '', id, id, 'A', 'B', '1990-01-01', 'other', 0, 0 from n",
    "with recursive n (id) as (select 1 union all select id + 1 from n where id < 5000) \
     insert into posts (id, author_id, content, audience, created_at, deleted_at) \
     select id, id % 50 + 1, '', case id % 4 when 0 then 'public' when 1 then 'unlisted' when 2 then 'friends' else 'only_me' end, \
     0, case id % 5 when 0 then 1 end from n",
    "insert into relations (user_id, other_id, follow, follow_key, pulled) \
     select a.id, b.id, 'following', a.id * 50 + b.id, b.id = 50 from users a cross join users b \
     where a.id <> b.id and (a.id + b.id) % 3 = 0",
    "insert into timelines (user_id, post_id, author_id) select r.user_id, p.id, p.author_id \
     from relations r join posts p on p.author_id = r.other_id where not r.pulled",
    "analyze",
];

/// The steps of a statement's plan.
async fn plan(database: &Database, statement: &str, numbers: &[i64]) -> Vec<String> {
    let explain = format!("explain query plan {statement}");
    let mut tx = database.begin().await.unwrap();
    let mut query = sqlx::query_as(AssertSqlSafe(explain));
    for number in numbers {
        query = query.bind(*number);
    }
    let steps: Vec<(i64, i64, i64, String)> = on!(tx, c =>
        lite query.fetch_all(c).await,
        pg panic!("{:?}", c))
    .unwrap();
    steps.into_iter().map(|(.., step)| step).collect()
}

/// A statement, what it is asked with, and how many sorts of a page at most it may need.
pub(super) struct Listing {
    pub(super) statement: &'static str,
    pub(super) numbers: &'static [i64],
    pub(super) sorts: usize,
}

/// Holds the statements to it, with and without statistics. Reading a subquery under one of the names in `merged` is
/// no reading of a table.
pub(super) async fn assert_walks(listings: &[Listing], merged: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open_file(&folder.path().join("kith.db"))
        .await
        .unwrap();
    database.migrate_up().await.unwrap();
    for filled in [false, true] {
        if filled {
            let mut tx = database.begin().await.unwrap();
            for statement in FILL {
                on!(tx, c => lite sqlx::query(statement).execute(c).await.map(drop), pg panic!("{:?}", c)).unwrap();
            }
            tx.finish().await.unwrap();
        }
        for listing in listings {
            let plan = plan(&database, listing.statement, listing.numbers).await;
            assert!(!plan.is_empty());
            let reads_a_table = |step: &String| {
                step.strip_prefix("SCAN ").is_some_and(|what| {
                    let name = what.split(' ').next().unwrap_or_default();
                    name != "CONSTANT" && !merged.contains(&name)
                }) || step.contains("BLOOM")
            };
            assert!(!plan.iter().any(reads_a_table), "{filled} {plan:#?}");
            let sorts = plan
                .iter()
                .filter(|step| step.contains("TEMP B-TREE"))
                .count();
            assert!(sorts <= listing.sorts, "{filled} {plan:#?}");
        }
    }
}
