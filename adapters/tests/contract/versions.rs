//! What posts said before, what they say before they are shown, and what is pinned.

use std::sync::Arc;

use kith_adapters::sql::Database;
use kith_core::{
    posts::{Audience, ContentWarning, PinError, Post, PostText, PostTitle},
    shared::{
        clock::Timestamp,
        id::{PostId, UserId},
        page::{After, Limit},
        store::{Store as _, StoreError},
    },
};
use time::Duration;

use crate::{
    given::{self, now},
    relations::as_actor,
    shares::posts,
};

crate::contract! {
    each_edit_keeps_what_was_said_and_when,
    a_history_is_for_those_who_see_the_post,
    an_erased_post_has_no_history,
    a_warning_reads_back,
    one_post_is_pinned_and_not_in_its_place,
    two_hundred_at_once_pin_one,
    what_is_deleted_is_pinned_no_more,
}

const AUTHOR: UserId = UserId::new(1);
const POST: PostId = PostId::new(500);

async fn world(database: &Database) -> Post {
    given::member(database, AUTHOR.get(), false).await;
    given::member(database, 2, false).await;
    let post = given::post(POST.get(), AUTHOR, Audience::Public);
    given::published(database, &post).await;
    post
}

fn later(minutes: i64) -> Timestamp {
    now().plus(Duration::minutes(minutes))
}

/// Another text, as an edit stores it.
async fn say(database: &Database, post: &Post, content: &str, key: i64) {
    let mut tx = database.write().await.unwrap();
    tx.keep_version(post.id, key, later(key)).await.unwrap();
    let edited = Post {
        text: PostText::stored(content.into()),
        title: (content == "two").then(|| PostTitle::stored("Title".into())),
        edited_at: Some(later(key)),
        ..post.clone()
    };
    tx.update_post(&edited).await.unwrap();
    tx.commit().await.unwrap();
}

/// What the post says and said, read on pages of two, each with the minutes after it was published.
async fn history(database: &Database, viewer: UserId) -> Vec<(String, bool, i64)> {
    let mut tx = database.read().await.unwrap();
    let mut all = Vec::new();
    let mut after: After = None;
    loop {
        let limit = Limit::new(2).unwrap();
        let page = tx.versions_of(viewer, POST, after, limit).await.unwrap();
        assert!(page.next.is_none() || page.items.len() == 2);
        all.extend(page.items.into_iter().map(|version| {
            let minutes = (version.at.as_micros() - now().as_micros()) / 60_000_000;
            (
                version.text.as_str().to_owned(),
                version.title.is_some(),
                minutes,
            )
        }));
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

async fn each_edit_keeps_what_was_said_and_when(database: Database) {
    let post = world(&database).await;
    let first = ("Post 500".to_owned(), false, 0);
    assert_eq!(
        history(&database, AUTHOR).await,
        std::slice::from_ref(&first)
    );
    for (content, key) in [("one", 3), ("two", 4), ("three", 9)] {
        say(&database, &post, content, key).await;
    }
    assert_eq!(
        history(&database, AUTHOR).await,
        [
            ("three".to_owned(), false, 9),
            ("two".to_owned(), true, 4),
            ("one".to_owned(), false, 3),
            first
        ]
    );
    let other = given::post(POST.get() + 1, AUTHOR, Audience::Public);
    given::published(&database, &other).await;
    let mut tx = database.read().await.unwrap();
    let page = tx
        .versions_of(AUTHOR, other.id, None, Limit::default())
        .await;
    assert_eq!(page.unwrap().items.len(), 1, "its own");
}

async fn a_history_is_for_those_who_see_the_post(database: Database) {
    let post = world(&database).await;
    say(&database, &post, "one", 3).await;
    let reader = UserId::new(2);
    assert_eq!(history(&database, reader).await.len(), 2);
    for hidden in [
        Post {
            audience: Audience::Friends,
            ..post.clone()
        },
        Post {
            deleted_at: Some(now()),
            ..post
        },
    ] {
        let mut tx = database.write().await.unwrap();
        tx.update_post(&hidden).await.unwrap();
        tx.commit().await.unwrap();
        assert!(history(&database, reader).await.is_empty());
    }
}

async fn an_erased_post_has_no_history(database: Database) {
    let post = world(&database).await;
    say(&database, &post, "one", 3).await;
    let mut tx = database.write().await.unwrap();
    tx.erase_content(POST).await.unwrap();
    tx.commit().await.unwrap();
    let left = history(&database, AUTHOR).await;
    assert_eq!(left, [(String::new(), false, 0)]);
}

async fn a_warning_reads_back(database: Database) {
    let post = world(&database).await;
    let warned = Post {
        id: PostId::new(POST.get() + 1),
        warning: Some(ContentWarning::stored("Spiders".into())),
        ..post.clone()
    };
    given::published(&database, &warned).await;
    let mut tx = database.write().await.unwrap();
    let stored = tx.own_post(AUTHOR, warned.id).await.unwrap();
    assert_eq!(stored, Some(warned.clone()));
    let swapped = [
        Post {
            warning: None,
            ..warned
        },
        Post {
            warning: Some(ContentWarning::stored("Heights".into())),
            ..post
        },
    ];
    for post in swapped {
        tx.update_post(&post).await.unwrap();
        let stored = tx.own_post(AUTHOR, post.id).await.unwrap();
        assert_eq!(stored, Some(post.clone()));
        let listed = tx
            .profile_posts(AUTHOR, AUTHOR, None, None, Limit::default())
            .await
            .unwrap();
        assert!(listed.items.iter().any(|found| found.post == post));
    }
    tx.erase_content(POST).await.unwrap();
    let erased = tx.own_post(AUTHOR, POST).await.unwrap().unwrap();
    assert_eq!(erased.warning, None);
}

/// What the profile of the author begins with, and what follows.
async fn wall(database: &Database, viewer: UserId) -> (Option<i64>, Vec<i64>) {
    let mut tx = database.read().await.unwrap();
    let pinned = tx.pin_of(viewer, AUTHOR).await.unwrap();
    let pinned = pinned.map(|found| found.post.id);
    let page = tx
        .profile_posts(viewer, AUTHOR, pinned, None, Limit::default())
        .await
        .unwrap();
    let ids = page.items.iter().map(|found| found.post.id.get());
    (pinned.map(PostId::get), ids.collect())
}

async fn one_post_is_pinned_and_not_in_its_place(database: Database) {
    world(&database).await;
    let reader = UserId::new(2);
    for (id, audience) in [(501, Audience::Friends), (502, Audience::Unlisted)] {
        given::published(&database, &given::post(id, AUTHOR, audience)).await;
    }
    let posts = posts(&database);
    let author = as_actor(AUTHOR);
    let pin = async |id| {
        posts.pin.run(&author, PostId::new(id)).await.unwrap();
    };
    assert_eq!(wall(&database, AUTHOR).await, (None, vec![502, 501, 500]));
    for _ in 0..2 {
        pin(500).await;
        assert_eq!(wall(&database, AUTHOR).await, (Some(500), vec![502, 501]));
        assert_eq!(wall(&database, reader).await, (Some(500), vec![]));
    }
    for hidden in [501, 502] {
        pin(hidden).await;
        let others: Vec<i64> = [502, 501, 500]
            .into_iter()
            .filter(|id| *id != hidden)
            .collect();
        assert_eq!(wall(&database, AUTHOR).await, (Some(hidden), others));
        assert_eq!(wall(&database, reader).await, (None, vec![500]));
    }
    let mut tx = database.read().await.unwrap();
    let ids = [500, 502].map(PostId::new);
    let standings = tx.post_standings(reader, &ids).await.unwrap();
    let pinned: Vec<PostId> = standings
        .into_iter()
        .filter(|(_, standing)| standing.pinned)
        .map(|(id, _)| id)
        .collect();
    assert_eq!(pinned, [PostId::new(502)]);
    drop(tx);
    for _ in 0..2 {
        let post = PostId::new(502);
        posts.pin.take_back(&author, post).await.unwrap();
        assert_eq!(wall(&database, AUTHOR).await, (None, vec![502, 501, 500]));
    }
}

async fn two_hundred_at_once_pin_one(database: Database) {
    world(&database).await;
    given::published(&database, &given::post(501, AUTHOR, Audience::Public)).await;
    let posts = Arc::new(posts(&database));
    let racers: Vec<_> = [500, 501]
        .repeat(100)
        .into_iter()
        .map(|id| {
            let posts = posts.clone();
            tokio::spawn(async move {
                let (author, post) = (as_actor(AUTHOR), PostId::new(id));
                while let Err(error) = posts.pin.run(&author, post).await {
                    assert!(matches!(error, PinError::Store(StoreError::Busy)));
                    tokio::task::yield_now().await;
                }
            })
        })
        .collect();
    for racer in racers {
        racer.await.unwrap();
    }
    let (pinned, others) = wall(&database, AUTHOR).await;
    let pinned = pinned.unwrap();
    assert_eq!(others, [1001 - pinned], "the other one is in its place");
}

async fn what_is_deleted_is_pinned_no_more(database: Database) {
    world(&database).await;
    let posts = posts(&database);
    posts.pin.run(&as_actor(AUTHOR), POST).await.unwrap();
    posts.delete.run(&as_actor(AUTHOR), POST).await.unwrap();
    posts.restore.run(&as_actor(AUTHOR), POST).await.unwrap();
    assert_eq!(wall(&database, AUTHOR).await, (None, vec![500]));
}
