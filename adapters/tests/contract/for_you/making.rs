//! What lists are made of.

use std::collections::BTreeMap;

use kith_core::{
    feeds::{Candidate, FeedPolicy, Hot, TakingPart, TimelinesFollow},
    relations::Closeness,
    shared::{event::Event, relay::Consumer as _},
};

use super::*;

crate::contract! {
    posts_are_found_on_every_way_that_leads_to_them,
    of_each_of_the_people_the_thirty_newest_posts_are_looked_at,
    what_a_place_depends_on_is_told,
    hot_posts_are_found_part_by_part,
}

async fn found(
    database: &Database,
    strangers: &[i64],
    popular: &[i64],
) -> BTreeMap<i64, Candidate> {
    let strangers: Vec<UserId> = strangers.iter().copied().map(UserId::new).collect();
    let popular: Vec<PostId> = popular.iter().copied().map(PostId::new).collect();
    let mut tx = database.read().await.unwrap();
    let found = tx
        .candidates(ME, &strangers, &popular, a_week_ago())
        .await
        .unwrap();
    let count = found.len();
    let found: BTreeMap<i64, Candidate> = found
        .into_iter()
        .map(|candidate| (candidate.post.get(), candidate))
        .collect();
    assert_eq!(found.len(), count, "each post once");
    found
}

/// Enough newer posts of somebody else's to cover what nothing but being new would bring.
async fn cover(database: &Database, author: i64) {
    let mut tx = database.write().await.unwrap();
    for id in 0..200 {
        let post = given::post(10_000 + id, UserId::new(author), Audience::Public);
        tx.insert_post(&post).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn posts_are_found_on_every_way_that_leads_to_them(database: Database) {
    members(&database, &[1, 2, 3, 4, 5, 6, 7, 8, 9]).await;
    let hour = Duration::HOUR;
    // Of a friend, who is not followed, the three newest ones that others may see.
    befriend(&database, 1, 2).await;
    act(&database, 1, 2, Act::Unfollow).await;
    for id in 21..=24 {
        publish(&database, id, 2, hour).await;
    }
    let secret = given::post(25, UserId::new(2), Audience::OnlyMe);
    given::published(&database, &secret).await;
    // Of somebody who is followed, what the timeline has.
    act(&database, 1, 3, Act::Follow).await;
    let followed = publish(&database, 31, 3, hour).await;
    let timelines = TimelinesFollow::new(FeedPolicy {
        pull_above: 100,
        timeline_length: 100,
    });
    let mut tx = database.write().await.unwrap();
    let published = Event::PostPublished { post: followed.id };
    timelines
        .handle(tx.as_mut(), &published, None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    // Of one who is pulled, the posts themselves.
    act(&database, 1, 4, Act::Follow).await;
    let mut tx = database.write().await.unwrap();
    tx.pull_when_big(UserId::new(4), ME, 0).await.unwrap();
    tx.commit().await.unwrap();
    publish(&database, 41, 4, hour).await;
    publish(&database, 51, 5, hour).await; // an acquaintance
    publish(&database, 61, 6, hour).await;
    tag(&database, 61, &["Snow"]).await;
    follow_tag(&database, ME, "snow").await;
    publish(&database, 71, 7, hour).await;
    tag(&database, 71, &["tea"]).await;
    be_interested(&database, ME, &["Tea"]).await;
    publish(&database, 81, 8, hour).await; // popular
    publish(&database, 82, 8, hour).await; // nothing in particular
    cover(&database, 9).await;

    let old = |found: BTreeMap<i64, Candidate>| -> Vec<i64> {
        found.into_keys().filter(|id| *id < 10_000).collect()
    };
    let all = found(&database, &[5], &[81]).await;
    assert_eq!(all.len(), 200 + 9);
    assert_eq!(old(all), [22, 23, 24, 31, 41, 51, 61, 71, 81]);
    assert_eq!(
        old(found(&database, &[], &[]).await),
        [22, 23, 24, 31, 41, 61, 71]
    );
}

async fn of_each_of_the_people_the_thirty_newest_posts_are_looked_at(database: Database) {
    members(&database, &[1, 2, 3, 9]).await;
    for friend in [2, 3] {
        befriend(&database, 1, friend).await;
    }
    // Of the second one nothing that others may see is among them; of the third one, the post 53.
    for (friend, first) in [(2, 20), (3, 50)] {
        for id in first..first + 4 {
            publish(&database, id, friend, Duration::HOUR).await;
        }
        let secrets = if friend == 2 { 30 } else { 29 };
        for id in 0..secrets {
            let id = 100 * first + id;
            let secret = given::post(id, UserId::new(friend), Audience::OnlyMe);
            given::published(&database, &secret).await;
        }
    }
    cover(&database, 9).await;
    let all = found(&database, &[], &[]).await;
    let old: Vec<i64> = all.into_keys().filter(|id| *id < 10_000).collect();
    assert_eq!(old, [53]);
}

async fn what_a_place_depends_on_is_told(database: Database) {
    members(&database, &[1, 2, 3, 4]).await;
    befriend(&database, 1, 2).await;
    act(&database, 1, 3, Act::Follow).await;
    publish(&database, 21, 2, Duration::HOUR).await;
    publish(&database, 31, 3, Duration::hours(2)).await;
    publish(&database, 32, 3, Duration::hours(3)).await;
    publish(&database, 41, 4, Duration::DAY).await;
    publish(&database, 42, 4, Duration::WEEK).await; // too old
    publish(&database, 11, 1, Duration::HOUR).await; // one's own
    for (who, post) in [(1, 31), (1, 32), (2, 31), (4, 31), (2, 41)] {
        react(&database, who, post).await;
    }
    tag(&database, 41, &["snow", "ice", "tea", "rain"]).await;
    follow_tag(&database, ME, "snow").await;
    follow_tag(&database, ME, "ice").await;
    be_interested(&database, ME, &["tea", "snow"]).await;

    let mut found = found(&database, &[], &[]).await;
    let candidate = |post, author, hours, closeness| Candidate {
        in_group: false,
        post: PostId::new(post),
        author: UserId::new(author),
        created_at: now().plus(-Duration::hours(hours)),
        closeness,
        mutuals: 0,
        via: None,
        reacted: 0,
        taking_part: TakingPart::default(),
        shared_tags: 0,
        followed_tag: None,
        interest: None,
    };
    let reacted = |reactions| TakingPart {
        reactions,
        ..TakingPart::default()
    };
    let expected = [
        candidate(21, 2, 1, Closeness::Friend),
        Candidate {
            reacted: 2,
            taking_part: reacted(3),
            ..candidate(31, 3, 2, Closeness::Follower)
        },
        Candidate {
            reacted: 2,
            taking_part: reacted(1),
            ..candidate(32, 3, 3, Closeness::Follower)
        },
        Candidate {
            taking_part: reacted(1),
            shared_tags: 3,
            followed_tag: Tag::parse("ice"),
            interest: Tag::parse("tea"),
            ..candidate(41, 4, 24, Closeness::Stranger)
        },
    ];
    for expected in expected {
        let post = expected.post.get();
        assert_eq!(found.remove(&post), Some(expected));
    }
    assert!(found.is_empty(), "{found:?}");
}

async fn hot_posts_are_found_part_by_part(database: Database) {
    members(&database, &[1, 3, 5]).await;
    given::member(&database, 2, false).await; // private
    given::member(&database, 7, true).await; // suspended
    for (id, author, age) in [
        (101, 1, Duration::days(8)),
        (102, 1, Duration::days(6)),
        (103, 2, Duration::HOUR),
        (104, 1, Duration::HOUR),
        (105, 7, Duration::HOUR),
        (106, 1, Duration::HOUR),
        (107, 1, Duration::HOUR), // nobody reacted
    ] {
        publish(&database, id, author, age).await;
    }
    let friends_only = given::post(108, UserId::new(1), Audience::Followers);
    given::published(&database, &friends_only).await;
    act(&database, 3, 1, Act::Follow).await;
    for (who, posts) in [
        (3, &[101, 102, 103, 104, 106, 108][..]),
        (5, &[101, 104][..]),
    ] {
        for post in posts {
            react(&database, who, *post).await;
        }
    }
    let part = async |below: Option<i64>, size| {
        let mut tx = database.read().await.unwrap();
        let below = below.map(PostId::new);
        let part = tx.hot_posts(below, size, a_week_ago(), 9).await.unwrap();
        let brief = |hot: &Hot| (hot.post.get(), hot.taking_part.reactions);
        let hot: Vec<(i64, u64)> = part.hot.iter().map(brief).collect();
        (hot, part.rest.map(PostId::get))
    };
    assert_eq!(
        part(None, 100).await,
        (vec![(104, 2), (106, 1), (102, 1)], None)
    );
    // 108 and 106; then 104 and 103, of somebody private; then 102, and what is too old.
    assert_eq!(part(None, 2).await, (vec![(106, 1)], Some(106)));
    assert_eq!(part(Some(106), 2).await, (vec![(104, 2)], Some(103)));
    assert_eq!(part(Some(103), 2).await, (vec![(102, 1)], None));
}
