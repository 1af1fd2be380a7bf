//! How SQLite goes about a statement, in a database that is empty and in one that is not.

use sqlx::AssertSqlSafe;

use super::{Database, store::on};

/// A statement and the numbers that are bound to it.
pub(super) type Asked<'a> = (&'a str, &'a [i64]);

/// 50 members who follow each other in part, one of them pulled; 5 000 posts of every audience, one in five deleted;
/// their timelines.
pub(super) const POSTS: &[&str] = &[
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
];

/// 300 members; each follows, befriends, asks, blocks or mutes those whose ids are up to 60 above, round the end.
pub(super) const PEOPLE: &[&str] = &[
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
];

/// Shows `judge` the steps of every statement's plan: before anything is stored, and with `filling` stored and counted
/// by the engine's statistics.
pub(super) async fn each_plan<'a>(
    filling: &[&'static str],
    statements: impl IntoIterator<Item = Asked<'a>> + Clone,
    judge: impl Fn(&str, &[String]),
) {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open_file(&folder.path().join("kith.db"))
        .await
        .unwrap();
    database.migrate_up().await.unwrap();
    for filled in [false, true] {
        if filled {
            fill(&database, filling).await;
        }
        for (statement, numbers) in statements.clone() {
            let plan = plan(&database, statement, numbers).await;
            assert!(!plan.is_empty());
            judge(statement, &plan);
        }
    }
}

/// Every step of every plan must be `fine`.
pub(super) async fn each_step<'a>(
    filling: &[&'static str],
    statements: impl IntoIterator<Item = Asked<'a>> + Clone,
    fine: impl Fn(&str) -> bool,
) {
    each_plan(filling, statements, |statement, plan| {
        assert!(plan.iter().all(|step| fine(step)), "{statement}\n{plan:#?}");
    })
    .await;
}

/// What a step reads from its beginning: a table, an index or a part of the statement.
pub(super) fn scanned(step: &str) -> Option<&str> {
    step.strip_prefix("SCAN ")?.split(' ').next()
}

async fn fill(database: &Database, filling: &[&'static str]) {
    let mut tx = database.begin().await.unwrap();
    for statement in filling.iter().chain(&["analyze"]) {
        on!(tx, c => lite sqlx::query(*statement).execute(c).await.map(drop), pg panic!("{:?}", c))
            .unwrap();
    }
    tx.finish().await.unwrap();
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
