//! A post reaches the timelines of many followers in parts.

use kith_adapters::sql::Database;
use kith_core::{
    posts::Audience,
    relations::Act,
    shared::{
        id::{PostId, UserId},
        page::Limit,
        relay::Handled,
        store::Store as _,
    },
};

use crate::{
    given,
    relations::{as_actor, relations},
};

crate::contract! {
    each_part_reaches_the_next_followers_and_the_last_one_says_so,
    a_post_for_friends_reaches_those_who_follow,
    a_post_for_selected_people_reaches_those_named,
    what_nobody_may_list_or_is_pulled_reaches_nobody,
}

const AUTHOR: i64 = 1;

/// An author with five followers.
async fn author(database: &Database) -> (UserId, Vec<UserId>) {
    let author = given::member(database, AUTHOR, false).await;
    // One source of ids: their order is that of the parts.
    let relations = relations(database);
    let mut followers = Vec::new();
    for id in [3, 5, 7, 9, 11] {
        let follower = given::member(database, id, false).await;
        let follow = relations
            .change
            .run(&as_actor(follower), author, Act::Follow)
            .await;
        follow.unwrap();
        followers.push(follower);
    }
    (author, followers)
}

async fn act(database: &Database, who: UserId, whom: UserId, act: Act) {
    let relations = relations(database);
    relations
        .change
        .run(&as_actor(who), whom, act)
        .await
        .unwrap();
}

async fn publish(database: &Database, id: i64, author: UserId, audience: Audience) -> PostId {
    let post = given::post(id, author, audience);
    let mut tx = database.write().await.unwrap();
    tx.insert_post(&post).await.unwrap();
    tx.commit().await.unwrap();
    post.id
}

async fn spread(database: &Database, post: PostId, from: Option<i64>) -> Handled {
    let mut tx = database.write().await.unwrap();
    let handled = tx.spread_post(post, from, 2).await.unwrap();
    tx.commit().await.unwrap();
    handled
}

/// Those of `members` whose home holds a post.
async fn reached(database: &Database, members: &[UserId]) -> Vec<UserId> {
    let mut reached = Vec::new();
    for member in members {
        let mut tx = database.read().await.unwrap();
        let page = tx
            .home_posts(*member, None, None, Limit::default())
            .await
            .unwrap();
        if !page.items.is_empty() {
            reached.push(*member);
        }
    }
    reached
}

async fn each_part_reaches_the_next_followers_and_the_last_one_says_so(database: Database) {
    let (author, followers) = author(&database).await;
    let post = publish(&database, 100, author, Audience::Followers).await;
    let mut from = None;
    for part in 1..=3_usize {
        for _again in 0..2 {
            let handled = spread(&database, post, from).await;
            let upto = (part * 2).min(followers.len());
            assert_eq!(reached(&database, &followers).await, followers[..upto]);
            assert_eq!(handled.rest.is_none(), part == 3, "{handled:?}");
        }
        from = spread(&database, post, from).await.rest;
    }
}

async fn a_post_for_friends_reaches_those_who_follow(database: Database) {
    let (author, followers) = author(&database).await;
    for friend in &followers[1..4] {
        act(&database, *friend, author, Act::Befriend).await;
        act(&database, author, *friend, Act::Befriend).await;
    }
    act(&database, followers[2], author, Act::Unfollow).await;
    let post = publish(&database, 100, author, Audience::Friends).await;
    let first = spread(&database, post, None).await;
    let last = spread(&database, post, first.rest).await;
    assert!(first.rest.is_some() && last.rest.is_none());
    let expected = [followers[1], followers[3]];
    assert_eq!(reached(&database, &followers).await, expected);
}

async fn a_post_for_selected_people_reaches_those_named(database: Database) {
    let (author, followers) = author(&database).await;
    let post = publish(&database, 100, author, Audience::Selected).await;
    let mut tx = database.write().await.unwrap();
    let unconnected = tx
        .set_selected(author, post, &followers[1..3])
        .await
        .unwrap();
    assert!(unconnected.is_empty());
    tx.commit().await.unwrap();
    assert_eq!(spread(&database, post, None).await.rest, None);
    assert_eq!(reached(&database, &followers).await, followers[1..3]);
}

async fn what_nobody_may_list_or_is_pulled_reaches_nobody(database: Database) {
    let (author, _) = author(&database).await;
    for (id, audience) in [(100, Audience::Unlisted), (101, Audience::OnlyMe)] {
        let post = publish(&database, id, author, audience).await;
        assert_eq!(spread(&database, post, None).await, Handled::LIGHTLY);
    }
    let post = publish(&database, 102, author, Audience::Public).await;
    let mut tx = database.write().await.unwrap();
    tx.pull_when_big(author, UserId::new(3), 4).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(spread(&database, post, None).await, Handled::LIGHTLY);
}
