//! Bookmarks, of which each post has one of a member at most.

use std::sync::Arc;

use kith_adapters::sql::Database;
use kith_core::{
    bookmarks::{AddBookmarkError, Bookmarks},
    posts::{Audience, Post},
    shared::{
        id::{PostId, UserId},
        page::{After, Limit},
        ports::Ports,
        store::{Store as _, StoreError},
    },
    testing::{CountingIds, CountingRandom, FixedClock},
};

use crate::{
    given::{self, now},
    relations::as_actor,
};

crate::contract! {
    what_was_kept_last_comes_first_and_pages_stay,
    a_repeat_stays_in_its_place_and_what_is_removed_is_gone,
    two_hundred_at_once_are_one_bookmark,
    what_one_may_not_see_is_neither_kept_nor_listed,
    an_erased_post_is_kept_by_nobody,
}

const AUTHOR: i64 = 1;
const READER: i64 = 2;

fn bookmarks(database: &Database) -> Bookmarks {
    let ports = Ports {
        store: Arc::new(database.clone()),
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
    };
    Bookmarks::new(&ports)
}

/// An author with so many public posts, and a reader.
async fn world(database: &Database, many: i64) -> UserId {
    let author = given::member(database, AUTHOR, false).await;
    for id in 1..=many {
        given::published(database, &given::post(id, author, Audience::Public)).await;
    }
    given::member(database, READER, false).await
}

async fn add(bookmarks: &Bookmarks, user: UserId, post: i64) -> Result<(), AddBookmarkError> {
    loop {
        match bookmarks.add.run(&as_actor(user), PostId::new(post)).await {
            Err(AddBookmarkError::Store(StoreError::Busy)) => tokio::task::yield_now().await,
            done => return done,
        }
    }
}

async fn remove(bookmarks: &Bookmarks, user: UserId, post: i64) {
    let (actor, post) = (as_actor(user), PostId::new(post));
    bookmarks.remove.run(&actor, post).await.unwrap();
}

/// A page of two.
async fn page(database: &Database, user: UserId, after: After) -> (Vec<i64>, After) {
    let mut tx = database.read().await.unwrap();
    let limit = Limit::new(2).unwrap();
    let page = tx.bookmarked_posts(user, after, limit).await.unwrap();
    assert!(page.next.is_none() || page.items.len() == 2);
    let ids = page.items.iter().map(|found| found.post.id.get());
    (ids.collect(), page.next)
}

async fn all(database: &Database, user: UserId) -> Vec<i64> {
    let (mut all, mut after) = page(database, user, None).await;
    while after.is_some() {
        let (more, next) = page(database, user, after).await;
        all.extend(more);
        after = next;
    }
    all
}

async fn is_bookmarked(database: &Database, user: UserId, post: i64) -> bool {
    let mut tx = database.read().await.unwrap();
    let standings = tx.post_standings(user, &[PostId::new(post)]).await;
    let standings = standings.unwrap();
    standings.iter().any(|(_, standing)| standing.bookmarked)
}

async fn what_was_kept_last_comes_first_and_pages_stay(database: Database) {
    let reader = world(&database, 6).await;
    let bookmarks = bookmarks(&database);
    for post in [3, 5, 1, 4] {
        add(&bookmarks, reader, post).await.unwrap();
    }
    let (first, next) = page(&database, reader, None).await;
    assert_eq!(first, [4, 1]);
    add(&bookmarks, reader, 6).await.unwrap();
    let (second, end) = page(&database, reader, next).await;
    assert_eq!((second, end), (vec![5, 3], None));
    assert_eq!(all(&database, reader).await, [6, 4, 1, 5, 3]);
    assert!(all(&database, UserId::new(AUTHOR)).await.is_empty());
    assert!(is_bookmarked(&database, reader, 6).await);
    assert!(!is_bookmarked(&database, reader, 2).await);
    assert!(!is_bookmarked(&database, UserId::new(AUTHOR), 6).await);
}

async fn a_repeat_stays_in_its_place_and_what_is_removed_is_gone(database: Database) {
    let reader = world(&database, 3).await;
    let bookmarks = bookmarks(&database);
    for post in [1, 2, 1] {
        add(&bookmarks, reader, post).await.unwrap();
    }
    assert_eq!(all(&database, reader).await, [2, 1]);
    for _ in 0..2 {
        remove(&bookmarks, reader, 2).await;
        assert_eq!(all(&database, reader).await, [1]);
    }
    add(&bookmarks, reader, 2).await.unwrap();
    assert_eq!(all(&database, reader).await, [2, 1]);
}

async fn two_hundred_at_once_are_one_bookmark(database: Database) {
    let reader = world(&database, 1).await;
    let bookmarks = Arc::new(bookmarks(&database));
    let racers: Vec<_> = (0..200)
        .map(|_| {
            let bookmarks = bookmarks.clone();
            tokio::spawn(async move { add(&bookmarks, reader, 1).await })
        })
        .collect();
    for racer in racers {
        racer.await.unwrap().unwrap();
    }
    assert_eq!(all(&database, reader).await, [1]);
    remove(&bookmarks, reader, 1).await;
    assert!(all(&database, reader).await.is_empty());
}

async fn what_one_may_not_see_is_neither_kept_nor_listed(database: Database) {
    let reader = world(&database, 2).await;
    let bookmarks = bookmarks(&database);
    for post in [1, 2] {
        add(&bookmarks, reader, post).await.unwrap();
    }
    let become_of = async |post| {
        let mut tx = database.write().await.unwrap();
        tx.update_post(&post).await.unwrap();
        tx.commit().await.unwrap();
    };
    let public = given::post(2, UserId::new(AUTHOR), Audience::Public);
    let hidden = [
        Post {
            audience: Audience::OnlyMe,
            ..public.clone()
        },
        Post {
            deleted_at: Some(now()),
            ..public.clone()
        },
    ];
    for post in hidden {
        become_of(post).await;
        assert_eq!(all(&database, reader).await, [1]);
        let refused = add(&bookmarks, reader, 2).await;
        assert!(matches!(refused, Err(AddBookmarkError::NotFound)));
    }
    // Who has the link keeps it.
    become_of(Post {
        audience: Audience::Unlisted,
        ..public
    })
    .await;
    assert_eq!(all(&database, reader).await, [2, 1]);
    let refused = add(&bookmarks, reader, 99).await;
    assert!(matches!(refused, Err(AddBookmarkError::NotFound)));
}

async fn an_erased_post_is_kept_by_nobody(database: Database) {
    let reader = world(&database, 2).await;
    let bookmarks = bookmarks(&database);
    for post in [1, 2] {
        add(&bookmarks, reader, post).await.unwrap();
    }
    let mut tx = database.write().await.unwrap();
    tx.erase_content(PostId::new(1)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(all(&database, reader).await, [2]);
}
