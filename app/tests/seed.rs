//! `kith seed`, through the binary.

#![expect(clippy::unwrap_used, reason = "in a test every surprise is a failure")]

use std::{
    path::Path,
    process::{Command, Output},
};

use kith_adapters::sql::Database;
use kith_core::{
    accounts::Handle,
    feeds::ProfileRef,
    media::Status,
    posts::Audience,
    shared::{id::UserId, page::Limit, store::Store as _},
};

fn seed(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kith"))
        .arg("seed")
        .args(arguments)
        .arg("--data")
        .arg(folder)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn most() -> Limit {
    Limit::new(100).unwrap()
}

async fn open(folder: &Path) -> Database {
    Database::open_file(&folder.join("kith.db")).await.unwrap()
}

#[tokio::test]
async fn the_community_has_people_posts_and_pictures_and_is_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let made = seed(folder.path(), &["--pictures", "3"]);
    assert!(made.status.success(), "{made:?}");
    let said = String::from_utf8(made.stdout).unwrap();
    assert!(
        said.contains("3 pictures") && said.contains("lantern-harbour-42"),
        "{said}"
    );

    let database = open(folder.path()).await;
    let mut tx = database.read().await.unwrap();
    let handle = Handle::parse("amara").unwrap();
    let amara = tx.account_by_handle(&handle).await.unwrap().unwrap();
    let profile = tx.profile_of(amara.id).await.unwrap().unwrap();
    assert_eq!(profile.job, "Community nurse");
    assert!(!profile.tags.is_empty());
    let feed = tx
        .everyones_posts(amara.id, None, None, most())
        .await
        .unwrap();
    assert_eq!(feed.items.len(), most().get());
    assert!(
        feed.items
            .iter()
            .any(|found| found.post.audience == Audience::Public)
    );

    let posts: Vec<_> = feed.items.iter().map(|found| found.post.id).collect();
    let standings = tx.post_standings(amara.id, &posts).await.unwrap();
    let reactions: Vec<u64> = standings
        .iter()
        .map(|(_, standing)| standing.reactions.total())
        .collect();
    assert!(reactions.iter().filter(|total| **total > 1).count() > 20);
    assert!(reactions.contains(&0), "not everything pleases");

    let talked: Vec<_> = standings.iter().filter(|(_, s)| s.comments > 3).collect();
    assert!(talked.len() > 3, "{standings:?}");

    let mut after = None;
    let mut pictures = Vec::new();
    loop {
        let page = tx
            .everyones_posts(amara.id, None, after, most())
            .await
            .unwrap();
        let posts: Vec<_> = page.items.iter().map(|found| found.post.id).collect();
        pictures.extend(tx.post_pictures(&posts).await.unwrap());
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert!(!pictures.is_empty() && pictures.len() <= 3);
    assert!(
        pictures
            .iter()
            .all(|(_, media)| media.status == Status::Ready && !media.alt_text.is_empty())
    );
    drop(tx);
    database.close().await;

    let again = seed(folder.path(), &[]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("has accounts already"));
}

#[tokio::test]
async fn a_crowd_is_as_large_as_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let made = seed(
        folder.path(),
        &["--users", "50", "--posts", "400", "--pictures", "2"],
    );
    assert!(made.status.success(), "{made:?}");
    let said = String::from_utf8(made.stdout).unwrap();
    assert!(
        said.contains("50 people, 400 posts, 0 groups, 2 pictures"),
        "{said}"
    );

    let database = open(folder.path()).await;
    let mut tx = database.read().await.unwrap();
    let last = ProfileRef::Handle("member_50".to_owned());
    assert!(tx.find_wall(UserId::new(1), &last).await.unwrap().is_some());
    let first = ProfileRef::Handle("member_1".to_owned());
    let wall = tx.find_wall(UserId::new(1), &first).await.unwrap().unwrap();
    let posts = tx
        .profile_posts(wall.owner, wall.owner, None, None, most())
        .await
        .unwrap();
    assert!(posts.items.len() > 20, "{}", posts.items.len());
    drop(tx);
    database.close().await;
}
