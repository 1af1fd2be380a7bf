//! What is posted in groups, in For you.

use kith_core::{
    feeds::Reason,
    groups::{GroupPrivacy, OwnAct},
    profiles::Privacy,
    shared::{id::GroupId, page::Limit},
};

use super::*;
use crate::groups::{created, groups, insist};

crate::contract! {
    what_is_in_ones_groups_is_there_as_long_as_one_belongs_to_them,
    of_a_group_so_many_are_looked_at_and_no_more,
    what_friends_say_in_groups_covers_nothing_that_they_say_elsewhere,
}

/// A post in a group, as old as `age`.
async fn post_in(database: &Database, group: GroupId, id: i64, author: i64, age: Duration) {
    let post = Post {
        created_at: now().plus(-age),
        group: Some(group),
        ..given::post(id, UserId::new(author), Audience::Group)
    };
    given::published(database, &post).await;
}

async fn shown(site: &Site, reader: UserId) -> Vec<(i64, Reason)> {
    let for_you = &site.feeds.for_you;
    let page = for_you
        .run(&as_actor(reader), None, None, Limit::default())
        .await
        .unwrap();
    let items = page.posts.items.into_iter();
    items
        .map(|(view, reason)| (view.post.id.get(), reason))
        .collect()
}

async fn what_is_in_ones_groups_is_there_as_long_as_one_belongs_to_them(database: Database) {
    members(&database, &[1, 2, 3, 4, 5]).await;
    let groups = groups(&database);
    let choir = created(&groups, UserId::new(2), "Choir", GroupPrivacy::Open).await;
    let others = created(&groups, UserId::new(2), "Others", GroupPrivacy::Hidden).await;
    for joins in [1, 3, 4, 5] {
        insist(&groups, UserId::new(joins), choir, OwnAct::Join).await;
    }
    befriend(&database, 1, 5).await;
    // A private profile, and one that was dismissed: they belong to the group all the same.
    let mut tx = database.write().await.unwrap();
    tx.set_privacy(UserId::new(3), true, &Privacy::default(), now())
        .await
        .unwrap();
    assert!(tx.dismiss_suggestion(ME, UserId::new(4)).await.unwrap());
    tx.commit().await.unwrap();
    for (id, author) in [(20, 2), (30, 3), (40, 4), (50, 5), (60, 1)] {
        post_in(&database, choir, id, author, Duration::HOUR).await;
    }
    post_in(&database, others, 70, 2, Duration::HOUR).await;
    post_in(&database, choir, 80, 2, Duration::days(8)).await;
    let site = Site::new(&database);
    let in_group = |id| (id, Reason::InGroup);
    let expected = [
        (50, Reason::Friend),
        in_group(40),
        in_group(30),
        in_group(20),
    ];
    assert_eq!(shown(&site, ME).await, expected);
    act(&database, 1, 4, Act::Mute).await;
    assert_eq!(shown(&site, ME).await.len(), 3);
    // The list stays as it is; what it may show does not.
    insist(&groups, ME, choir, OwnAct::Leave).await;
    assert_eq!(shown(&site, ME).await, []);
}

async fn of_a_group_so_many_are_looked_at_and_no_more(database: Database) {
    members(&database, &[1, 2]).await;
    let groups = groups(&database);
    let choir = created(&groups, UserId::new(2), "Choir", GroupPrivacy::Open).await;
    insist(&groups, ME, choir, OwnAct::Join).await;
    for id in 100..130 {
        post_in(&database, choir, id, 2, Duration::HOUR).await;
    }
    let mut tx = database.read().await.unwrap();
    let found = tx.candidates(ME, &[], &[], a_week_ago()).await.unwrap();
    let mut found: Vec<i64> = found.iter().map(|one| one.post.get()).collect();
    found.sort_unstable();
    assert_eq!(found, (110..130).collect::<Vec<i64>>());
}

async fn what_friends_say_in_groups_covers_nothing_that_they_say_elsewhere(database: Database) {
    members(&database, &[1, 2]).await;
    befriend(&database, 1, 2).await;
    let for_friends = given::post(20, UserId::new(2), Audience::Friends);
    given::published(&database, &for_friends).await;
    let groups = groups(&database);
    let others = created(&groups, UserId::new(2), "Others", GroupPrivacy::Open).await;
    for id in 100..140 {
        post_in(&database, others, id, 2, Duration::HOUR).await;
    }
    let mut tx = database.read().await.unwrap();
    let found = tx.candidates(ME, &[], &[], a_week_ago()).await.unwrap();
    let found: Vec<i64> = found.iter().map(|one| one.post.get()).collect();
    assert_eq!(found, [20]);
}
