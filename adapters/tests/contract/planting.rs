//! What seeds store at once is what would have come about post by post.

use kith_adapters::sql::{Database, PlantedSide};
use kith_core::{
    posts::{Audience, Post},
    relations::FollowState,
    shared::{id::UserId, page::Limit, store::Store as _},
};

use crate::given;

crate::contract! {
    planted_posts_are_at_home_with_those_they_are_for,
}

/// The timelines hold the newest five posts; what is older comes from the authors.
async fn planted_posts_are_at_home_with_those_they_are_for(database: Database) {
    let mut members = Vec::new();
    for id in [1, 3, 5, 7, 9, 11] {
        members.push(given::member(&database, id, false).await);
    }
    let [author, follower, friend, big, one, other] = members[..] else {
        panic!("{members:?}")
    };
    let mut key = 0;
    let mut side = |user, other, friends| {
        key += 1;
        PlantedSide {
            user,
            other,
            follow: FollowState::Following,
            friends,
            pulled: other == big,
            key,
        }
    };
    let sides = [
        side(author, friend, true),
        side(follower, author, false),
        side(follower, big, false),
        side(friend, author, true),
        side(one, big, false),
        side(other, big, false),
    ];
    database.plant_relations(&sides).await.unwrap();
    database.recount_relations(2).await.unwrap();
    let posts: Vec<Post> = [
        (100, author, Audience::Public),
        (101, author, Audience::Friends),
        (102, author, Audience::Friends),
        (103, author, Audience::Unlisted),
        (104, author, Audience::OnlyMe),
        (105, author, Audience::Followers),
        (106, big, Audience::Public),
    ]
    .map(|(id, whose, audience)| given::post(id, whose, audience))
    .to_vec();
    database.plant_posts(&posts).await.unwrap();
    database.plant_timelines(5).await.unwrap();

    assert_eq!(home(&database, follower).await, [106, 105, 100]);
    assert_eq!(home(&database, friend).await, [105, 102, 101, 100]);
    assert_eq!(home(&database, one).await, [106]);
}

async fn home(database: &Database, reader: UserId) -> Vec<i64> {
    let mut tx = database.read().await.unwrap();
    let page = tx.home_posts(reader, None, None, Limit::default()).await;
    let posts = page.unwrap().items;
    posts.iter().map(|found| found.post.id.get()).collect()
}
