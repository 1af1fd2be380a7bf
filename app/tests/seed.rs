//! `kith seed`, through the binary.

#![expect(clippy::unwrap_used, reason = "in a test every surprise is a failure")]

use std::{
    path::Path,
    process::{Command, Output},
};

use kith_adapters::{clock::SystemClock, sql::Database};
use kith_core::{
    accounts::Handle,
    events::{EventList, EventResponse},
    feeds::ProfileRef,
    groups::{Group, GroupList, GroupPeople},
    media::Status,
    posts::Audience,
    search::NamePrefixes,
    shared::{
        clock::Clock as _,
        id::{EventId, GroupId, UserId},
        page::Limit,
        store::{Store as _, Tx},
    },
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

/// The counts that are kept are those of the rows, and the lists are in the order of what is there.
#[tokio::test]
async fn a_crowd_has_groups_whose_counts_are_right() {
    let folder = tempfile::tempdir().unwrap();
    let arguments =
        "--users 200 --posts 100 --groups 40 --group-members 120 --group-posts 150 --responses 90";
    let made = seed(folder.path(), &arguments.split(' ').collect::<Vec<_>>());
    assert!(made.status.success(), "{made:?}");
    let said = String::from_utf8(made.stdout).unwrap();
    assert!(said.contains("200 people, 328 posts, 40 groups"), "{said}");

    let database = open(folder.path()).await;
    let mut tx = database.read().await.unwrap();
    let owner = Handle::parse("member_1").unwrap();
    let owner = tx.account_by_handle(&owner).await.unwrap().unwrap().id;
    let everybody = NamePrefixes::default();
    let all = tx
        .groups(GroupList::All, owner, &everybody, None, most())
        .await
        .unwrap()
        .items;
    assert!(all.len() > 20, "{}", all.len());
    for view in &all {
        let Group { id, owner, .. } = view.group;
        let people = people(tx.as_mut(), owner, id, GroupPeople::Members).await;
        assert_eq!(view.member_count, people, "{view:?}");
    }
    let largest = all.iter().find(|view| view.member_count == 120).unwrap();
    let asks = people(tx.as_mut(), owner, largest.group.id, GroupPeople::Requests).await;
    assert!(asks > 0 && largest.request_count == asks, "{largest:?}");
    let joiner = Handle::parse("member_101").unwrap();
    let joiner = tx.account_by_handle(&joiner).await.unwrap().unwrap().id;
    let own_groups = tx
        .groups(GroupList::Mine, joiner, &everybody, None, most())
        .await
        .unwrap()
        .items;
    assert_eq!(own_groups.len(), 40);
    let mut newest = Vec::new();
    for view in &own_groups {
        let posts = tx.group_posts(joiner, view.group.id, None, None, most());
        let posts = posts.await.unwrap().items;
        newest.push(posts.first().map(|found| found.post.id));
    }
    assert!(newest.is_sorted_by(|one, next| one >= next), "{newest:?}");
    assert!(newest.first().unwrap().is_some());
    let named = NamePrefixes::parse("everyb");
    let found = tx
        .groups(GroupList::All, owner, &named, None, most())
        .await
        .unwrap();
    assert_eq!(found.items.len(), 1);
    assert_eq!(found.items.first().unwrap().group.id, largest.group.id);

    let now = SystemClock.now();
    let events = tx
        .events(
            EventList::Upcoming(largest.group.id),
            owner,
            now,
            None,
            most(),
        )
        .await
        .unwrap()
        .items;
    let mut answered = Vec::new();
    for view in &events {
        let mut all = 0;
        for response in EventResponse::ALL {
            let people = participants(tx.as_mut(), owner, view.event.id, response).await;
            assert_eq!(view.counts.of(response), people, "{view:?}");
            all += people;
        }
        answered.push(all);
    }
    assert!(answered.contains(&90), "{answered:?}");
    drop(tx);
    database.close().await;
}

async fn people(tx: &mut dyn Tx, viewer: UserId, group: GroupId, list: GroupPeople) -> u64 {
    let (mut count, mut after) = (0, None);
    loop {
        let page = tx
            .group_people(list, group, viewer, &NamePrefixes::default(), after, most())
            .await
            .unwrap();
        count += page.items.len();
        after = page.next;
        if after.is_none() {
            return u64::try_from(count).unwrap();
        }
    }
}

async fn participants(
    tx: &mut dyn Tx,
    viewer: UserId,
    event: EventId,
    response: EventResponse,
) -> u64 {
    let page = tx
        .participants(
            event,
            viewer,
            Some(response),
            &NamePrefixes::default(),
            None,
            most(),
        )
        .await
        .unwrap();
    u64::try_from(page.items.len()).unwrap()
}
