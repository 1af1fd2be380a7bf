//! Members who begin to follow: what they find at home, and authors who become too big for timelines.

use kith_adapters::sql::Database;
use kith_core::{
    posts::Audience,
    relations::Act,
    shared::{
        id::{PostId, UserId},
        page::Limit,
        store::Store as _,
    },
};

use crate::{
    given,
    relations::{as_actor, relations},
};

crate::contract! {
    what_one_may_not_see_takes_no_room_among_the_posts_one_finds,
    an_author_becomes_pulled_while_followers_come_and_go,
}

async fn follow(database: &Database, follower: UserId, author: UserId) {
    let change = relations(database).change;
    let outcome = change.run(&as_actor(follower), author, Act::Follow).await;
    outcome.unwrap();
}

async fn what_one_may_not_see_takes_no_room_among_the_posts_one_finds(database: Database) {
    let author = given::member(&database, 1, false).await;
    let reader = given::member(&database, 3, false).await;
    for id in 1..=9 {
        let audience = if id <= 3 {
            Audience::Public
        } else {
            Audience::OnlyMe
        };
        given::published(&database, &given::post(id, author, audience)).await;
    }
    follow(&database, reader, author).await;
    let mut tx = database.write().await.unwrap();
    tx.fill_timeline(reader, author, 2).await.unwrap();
    tx.commit().await.unwrap();

    let mut tx = database.read().await.unwrap();
    let home = tx.home_posts(reader, None, None, Limit::default()).await;
    let found: Vec<PostId> = home
        .unwrap()
        .items
        .iter()
        .map(|found| found.post.id)
        .collect();
    assert_eq!(found, [3, 2].map(PostId::new));
}

/// Nobody waits in a circle: PostgreSQL would end one of them, and the store would be busy.
async fn an_author_becomes_pulled_while_followers_come_and_go(database: Database) {
    // Members with an odd id have a public profile; the author's id lies between those of the followers.
    for round in 0..12 {
        let mut members = Vec::new();
        for place in 0..7 {
            members.push(given::member(&database, 100 * round + 2 * place + 1, false).await);
        }
        let author = members.remove(3);
        for follower in &members {
            follow(&database, *follower, author).await;
        }
        let pulling = tokio::spawn({
            let (database, follower) = (database.clone(), members[0]);
            async move {
                let mut tx = database.write().await.unwrap();
                tx.pull_when_big(author, follower, 3).await.unwrap();
                tx.commit().await.unwrap();
            }
        });
        let leaving = members.into_iter().map(|follower| {
            let change = relations(&database).change;
            tokio::spawn(async move {
                let left = change.run(&as_actor(follower), author, Act::Unfollow).await;
                left.unwrap();
            })
        });
        let leaving: Vec<_> = leaving.collect();
        for racer in leaving.into_iter().chain([pulling]) {
            racer.await.unwrap();
        }
    }
}
