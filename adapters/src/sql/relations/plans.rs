//! How SQLite goes about a statement, in a database that is empty and in one that is not.

use sqlx::AssertSqlSafe;

use crate::sql::{Database, store::on};

/// 300 members; each follows, befriends, asks, blocks or mutes those whose ids are up to 60 above, round the end.
const FILL: [&str; 3] = [
    "with recursive n (id) as (select 1 union all select id + 1 from n where id < 300) \
     insert into users (id, email, email_key, password_hash, handle, handle_key, first_name, last_name, \
     date_of_birth, gender, created_at, updated_at, suspended_at) \
     select id, id, id, '', id, id, 'A', 'B', '1990-01-01', 'other', 0, 0, case id % 50 when 0 then 1 end from n",
    "with recursive n (step) as (select 1 union all select step + 1 from n where step < 60) \
     insert into relations (user_id, other_id, follow, friendship, blocking, severed, muting, \
     follow_key, friend_key, block_key, mute_key) \
     select u.id, (u.id + step) % 300 + 1, \
     case step % 3 when 0 then 'requested' when 1 then 'following' else 'none' end, \
     case step % 5 when 0 then 'friends' when 1 then 'incoming' when 2 then 'outgoing' else 'none' end, \
     step % 20 = 19, step % 20 = 19, step % 10 = 9, \
     u.id * 100 + step, u.id * 100 + step, u.id * 100 + step, u.id * 100 + step \
     from users u cross join n where (u.id + step) % 300 + 1 <> u.id",
    "analyze",
];

/// Every step of every plan must be `fine`. A statement comes with the numbers that are bound to it.
pub(in crate::sql) async fn each_plan(statements: &[(&str, &[i64])], fine: impl Fn(&str) -> bool) {
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
        for (statement, numbers) in statements {
            let plan = plan(&database, statement, numbers).await;
            assert!(!plan.is_empty());
            assert!(plan.iter().all(|step| fine(step)), "{statement}\n{plan:#?}");
        }
    }
}

/// Whether a step reads a table or an index from its beginning. What is called otherwise than `tables` are the parts of a
/// statement, each of which has a limit.
pub(in crate::sql) fn scans_one_of(step: &str, tables: &[&str]) -> bool {
    let scanned = step.strip_prefix("SCAN ");
    let name = scanned.and_then(|rest| rest.split(' ').next());
    name.is_some_and(|name| tables.contains(&name))
}

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
