//! Posts that are changed, and that others take part in, while somebody looks for what they link to.

use std::time::Duration;

use kith_adapters::sql::Database;
use kith_core::{
    posts::{Audience, Post, PostText},
    previews::Sought,
    shared::{
        id::{PostId, UserId},
        store::Store as _,
    },
};
use tokio::time::timeout;

use crate::given::{self, comment};

crate::contract! {
    a_post_that_is_held_stays_as_it_is_until_its_preview_is_waited_for,
}

const AUTHOR: UserId = UserId::new(1);
const ADA: UserId = UserId::new(2);
const POST: PostId = PostId::new(70);
const ADDRESS: &str = "https://snow.example/";
const PATIENCE: Duration = Duration::from_secs(20);

async fn a_post(database: &Database) -> Post {
    for id in [AUTHOR, ADA] {
        given::member(database, id.get(), false).await;
    }
    let post = given::post(POST.get(), AUTHOR, Audience::Public);
    given::published(database, &post).await;
    post
}

/// Takes the address away, as the use case does.
async fn edit(database: &Database, post: Post) {
    let mut tx = database.write().await.unwrap();
    tx.own_post(AUTHOR, post.id).await.unwrap().unwrap();
    let edited = Post {
        text: PostText::stored("Without".to_owned()),
        ..post
    };
    tx.update_post(&edited).await.unwrap();
    tx.forget_preview(post.id).await.unwrap();
    tx.commit().await.unwrap();
}

async fn a_post_that_is_held_stays_as_it_is_until_its_preview_is_waited_for(database: Database) {
    let post = a_post(&database).await;
    let mut relay = database.write().await.unwrap();
    let held = relay.hold_linking_post(POST).await.unwrap().unwrap();
    assert_eq!((held.text.as_str(), held.sought), ("Post 70", None));
    let editing = tokio::spawn({
        let database = database.clone();
        async move { edit(&database, post).await }
    });
    // Long enough for the edit, if it could.
    for _turn in 0..200 {
        let still = relay.linking_post(POST).await.unwrap().unwrap();
        assert_eq!(still.text.as_str(), "Post 70");
    }
    relay.await_preview(POST, ADDRESS).await.unwrap();
    relay.commit().await.unwrap();
    editing.await.unwrap();
    let mut tx = database.read().await.unwrap();
    let edited = tx.linking_post(POST).await.unwrap().unwrap();
    assert_eq!((edited.text.as_str(), edited.sought), ("Without", None));
}

/// Only PostgreSQL has several who write at a time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_for_who_looks_and_no_comment_for_who_holds() {
    crate::scratch::on_postgres(async |database| {
        let post = a_post(&database).await;
        let mut relay = database.write().await.unwrap();
        assert!(relay.linking_post(POST).await.unwrap().is_some());
        let edited = timeout(PATIENCE, edit(&database, post)).await;
        edited.expect("an edit waits for who only looks");
        assert!(relay.hold_linking_post(POST).await.unwrap().is_some());
        let comment = comment(1, POST, ADA);
        let commented = timeout(PATIENCE, async {
            let mut tx = database.write().await.unwrap();
            let post = tx.post_to_discuss(ADA, POST).await.unwrap();
            assert!(post.is_some());
            tx.insert_comment(&comment).await.unwrap();
            tx.commit().await.unwrap();
        });
        commented
            .await
            .expect("a comment waits for who holds the post");
    })
    .await;
}

/// What one waited for is seen.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_waited_to_hold_a_post_is_told_what_it_became() {
    crate::scratch::on_postgres(async |database| {
        let post = a_post(&database).await;
        let mut tx = database.write().await.unwrap();
        tx.await_preview(POST, ADDRESS).await.unwrap();
        tx.commit().await.unwrap();
        let mut editing = database.write().await.unwrap();
        editing.own_post(AUTHOR, POST).await.unwrap().unwrap();
        editing.forget_preview(POST).await.unwrap();
        let holding = tokio::spawn({
            let database = database.clone();
            async move {
                let mut tx = database.write().await.unwrap();
                tx.hold_linking_post(POST).await.unwrap().unwrap()
            }
        });
        let mut watching = database.read().await.unwrap();
        for _turn in 0..200 {
            let post = watching.linking_post(POST).await.unwrap().unwrap();
            assert_eq!(post.sought, Some(Sought::Awaited), "it is forgotten later");
        }
        assert!(!holding.is_finished());
        let edited = Post {
            text: PostText::stored("Without".to_owned()),
            ..post
        };
        editing.update_post(&edited).await.unwrap();
        editing.commit().await.unwrap();
        let held = holding.await.unwrap();
        assert_eq!((held.text.as_str(), held.sought), ("Without", None));
    })
    .await;
}
