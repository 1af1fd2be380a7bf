//! The schema goes up and down, and only forward in time.

use kith_adapters::sql::{Database, MigrateError};
use sqlx::{Connection as _, Executor as _, SqliteConnection};

crate::contract! {
    going_up_twice_changes_nothing,
    all_the_way_down_and_up_again,
}

async fn going_up_twice_changes_nothing(database: Database) {
    let before = database.migrations().await.unwrap();
    database.migrate_up().await.unwrap();
    assert_eq!(database.migrations().await.unwrap(), before);
    assert!(before.iter().all(|migration| migration.applied));
}

async fn all_the_way_down_and_up_again(database: Database) {
    let count = database.migrations().await.unwrap().len();
    assert_eq!(database.migrate_down(1).await.unwrap(), 1);
    assert_eq!(
        database
            .migrations()
            .await
            .unwrap()
            .iter()
            .filter(|m| !m.applied)
            .count(),
        1
    );
    assert_eq!(database.migrate_down(1_000).await.unwrap(), count - 1);
    assert!(
        database
            .migrations()
            .await
            .unwrap()
            .iter()
            .all(|m| !m.applied)
    );
    database.migrate_up().await.unwrap();
    assert!(
        database
            .migrations()
            .await
            .unwrap()
            .iter()
            .all(|m| m.applied)
    );
}

#[tokio::test]
async fn a_schema_from_the_future_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kith.db");
    let database = Database::open_file(&file).await.unwrap();
    database.migrate_up().await.unwrap();
    let mut connection = SqliteConnection::connect(&format!("sqlite:{}", file.display()))
        .await
        .unwrap();
    connection
        .execute("insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', true, x'00', 0)")
        .await
        .unwrap();
    assert!(matches!(
        database.migrate_up().await,
        Err(MigrateError::NewerSchema(9999))
    ));
    let future = database.migrations().await.unwrap().pop().unwrap();
    assert_eq!((future.version, future.applied), (9999, true));
}

/// Both engines have the same migrations, each with a way back.
#[test]
fn the_engines_have_the_same_migrations() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../migrations");
    let names = |engine: &str| {
        let mut names: Vec<String> = std::fs::read_dir(format!("{root}/{engine}"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let sqlite = names("sqlite");
    assert_eq!(sqlite, names("postgres"));
    for pair in sqlite.chunks(2) {
        let [down, up] = pair else {
            panic!("{pair:?} lacks its way back")
        };
        assert_eq!(
            down.strip_suffix(".down.sql").unwrap(),
            up.strip_suffix(".up.sql").unwrap()
        );
    }
    for (at, pair) in sqlite.chunks(2).enumerate() {
        assert!(
            pair[0].starts_with(&format!("{:04}_", at + 1)),
            "numbers have no gap: {}",
            pair[0]
        );
    }
}
