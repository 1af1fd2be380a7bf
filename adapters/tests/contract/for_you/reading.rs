//! What is read of lists.

use kith_core::{
    feeds::{ForYouError, Reason, Spot},
    shared::page::Limit,
};

use super::*;

crate::contract! {
    a_reader_without_friends_finds_what_moves_people,
    each_post_says_why_it_is_there,
    pages_neither_repeat_nor_skip_whatever_happens_meanwhile,
    what_may_no_longer_be_seen_is_gone_at_once,
    who_comes_first_at_the_same_time_reads_the_same,
    lists_are_made_in_advance_and_a_new_one_comes_with_the_time,
}

impl Site {
    /// A page of so many posts, with where to go on.
    async fn page(
        &self,
        reader: UserId,
        after: Option<Spot>,
        limit: u32,
    ) -> (Vec<i64>, Option<Spot>) {
        let limit = Limit::new(limit).unwrap();
        let page = self
            .feeds
            .for_you
            .run(&as_actor(reader), None, after, limit)
            .await
            .unwrap();
        let ids = page.posts.items.iter().map(|(view, _)| view.post.id.get());
        (ids.collect(), page.posts.next)
    }

    async fn first(&self, reader: UserId) -> Vec<i64> {
        self.page(reader, None, 100).await.0
    }
}

async fn a_reader_without_friends_finds_what_moves_people(database: Database) {
    members(&database, &[1, 2, 3, 4, 5, 6]).await;
    publish(&database, 21, 2, Duration::days(2)).await;
    publish(&database, 31, 3, Duration::days(2)).await;
    publish(&database, 41, 4, Duration::days(8)).await;
    for who in [2, 4, 5, 6] {
        react(&database, who, 31).await;
    }
    let site = Site::new(&database);
    let page = site
        .feeds
        .for_you
        .run(&as_actor(ME), None, None, Limit::default())
        .await
        .unwrap();
    let shown: Vec<(i64, Reason)> = page
        .posts
        .items
        .into_iter()
        .map(|(view, reason)| (view.post.id.get(), reason))
        .collect();
    assert_eq!(shown, [(31, Reason::Popular), (21, Reason::Recent)]);
    assert_eq!(page.renews_at, now().plus(POLICY.every));
}

async fn each_post_says_why_it_is_there(database: Database) {
    members(&database, &[1, 2, 3, 4, 5, 6, 7]).await;
    befriend(&database, 1, 2).await;
    act(&database, 1, 3, Act::Follow).await;
    befriend(&database, 2, 4).await;
    act(&database, 3, 5, Act::Follow).await;
    for (post, author) in [(20, 2), (30, 3), (40, 4), (50, 5), (60, 6), (70, 7)] {
        publish(&database, post, author, Duration::HOUR).await;
    }
    tag(&database, 60, &["snow"]).await;
    follow_tag(&database, ME, "snow").await;
    tag(&database, 70, &["tea"]).await;
    be_interested(&database, ME, &["tea"]).await;
    let site = Site::new(&database);
    let page = site
        .feeds
        .for_you
        .run(&as_actor(ME), None, None, Limit::default())
        .await
        .unwrap();
    let mut shown: Vec<(i64, String)> = page
        .posts
        .items
        .into_iter()
        .map(|(view, reason)| {
            let words = match reason {
                Reason::FollowedTag(tag) => format!("follows {}", tag.as_str()),
                Reason::Interest(tag) => format!("likes {}", tag.as_str()),
                Reason::FriendOf(person) => format!("friend of {}", person.id),
                Reason::FollowedBy(person) => format!("followed by {}", person.id),
                other => format!("{other:?}"),
            };
            (view.post.id.get(), words)
        })
        .collect();
    shown.sort();
    let expected = [
        (20, "Friend"),
        (30, "Following"),
        (40, "friend of 2"),
        (50, "followed by 3"),
        (60, "follows snow"),
        (70, "likes tea"),
    ];
    assert_eq!(shown, expected.map(|(post, why)| (post, why.to_owned())));
}

async fn pages_neither_repeat_nor_skip_whatever_happens_meanwhile(database: Database) {
    let authors: Vec<i64> = (1..=9).collect();
    members(&database, &authors).await;
    for post in 0..40 {
        publish(&database, 100 + post, 2 + post % 8, Duration::HOUR).await;
    }
    let site = Site::new(&database);
    let all = site.first(ME).await;
    assert_eq!(all.len(), 40);
    let mut read = Vec::new();
    let mut after = None;
    for number in 0.. {
        let (posts, next) = site.page(ME, after, 7).await;
        read.extend(posts);
        // What is at the end moves to the front, and something new comes before it: in another list.
        let last = all[all.len() - 1 - number];
        for who in 2..=9 {
            react(&database, who, last).await;
        }
        let newer = 1_000 + i64::try_from(number).unwrap();
        publish(&database, newer, 2, Duration::ZERO).await;
        site.clock.advance(Duration::minutes(20));
        after = next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(read, all);
    let renewed = site.first(ME).await;
    assert_ne!(renewed, all);
    assert!(renewed.contains(&1_000));
}

async fn what_may_no_longer_be_seen_is_gone_at_once(database: Database) {
    members(&database, &[1, 2, 3, 4, 5, 6, 7, 8]).await;
    for author in 2..=8 {
        publish(&database, author * 10, author, Duration::HOUR).await;
    }
    let site = Site::new(&database);
    assert_eq!(site.first(ME).await, [80, 70, 60, 50, 40, 30, 20]);
    act(&database, 1, 2, Act::Block).await;
    act(&database, 3, 1, Act::Block).await;
    act(&database, 1, 4, Act::Mute).await;
    let mut tx = database.write().await.unwrap();
    assert!(tx.dismiss_suggestion(ME, UserId::new(5)).await.unwrap());
    tx.set_privacy(
        UserId::new(6),
        true,
        &kith_core::profiles::Privacy::default(),
        now(),
    )
    .await
    .unwrap();
    let narrowed = Post {
        audience: Audience::Friends,
        ..given::post(70, UserId::new(7), Audience::Public)
    };
    tx.update_post(&narrowed).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(site.first(ME).await, [80]);
    // A page is full all the same, where there is more.
    assert_eq!(site.page(ME, None, 1).await, (vec![80], None));
    // Whoever follows them has asked for it.
    act(&database, 1, 5, Act::Follow).await;
    assert_eq!(site.first(ME).await, [80, 50]);
}

async fn who_comes_first_at_the_same_time_reads_the_same(database: Database) {
    members(&database, &[1, 2, 3, 4]).await;
    for post in 0..30 {
        publish(&database, 100 + post, 2 + post % 3, Duration::HOUR).await;
    }
    let site = Arc::new(Site::new(&database));
    let racers: Vec<_> = (0..12)
        .map(|racer| {
            let (site, database) = (site.clone(), database.clone());
            tokio::spawn(async move {
                publish(&database, 500 + racer, 2, Duration::ZERO).await;
                site.first(ME).await
            })
        })
        .collect();
    let mut lists = Vec::new();
    for racer in racers {
        lists.push(racer.await.unwrap());
    }
    assert!(lists.iter().all(|list| *list == lists[0]), "{lists:?}");
}

async fn lists_are_made_in_advance_and_a_new_one_comes_with_the_time(database: Database) {
    members(&database, &[1, 2, 3]).await;
    publish(&database, 20, 2, Duration::HOUR).await;
    let site = Site::new(&database);
    let (first, _) = site.page(ME, None, 100).await;
    assert_eq!(first, [20]);
    publish(&database, 30, 3, Duration::ZERO).await;
    assert_eq!(site.first(ME).await, [20], "it stays as it is");
    let count = site
        .feeds
        .for_you
        .count_new(&as_actor(ME), PostId::new(20))
        .await
        .unwrap();
    assert_eq!(count, (0, now().plus(POLICY.every)));
    site.clock.advance(POLICY.every);
    assert_eq!(site.refresh.run().await.unwrap(), 1);
    assert_eq!(site.refresh.run().await.unwrap(), 0, "it is done");
    publish(&database, 31, 3, Duration::ZERO).await;
    assert_eq!(site.first(ME).await, [30, 20], "as it was made in advance");
    let count = site
        .feeds
        .for_you
        .count_new(&as_actor(ME), PostId::new(20))
        .await
        .unwrap();
    assert_eq!(count.0, 1);
    // After a day the first list is no longer kept.
    site.clock.advance(Duration::DAY);
    site.refresh.run().await.unwrap();
    let spot = Spot {
        bucket: now(),
        place: 0,
    };
    let read = site
        .feeds
        .for_you
        .run(&as_actor(ME), None, Some(spot), Limit::default())
        .await;
    assert!(matches!(read, Err(ForYouError::Forgotten)));
}
