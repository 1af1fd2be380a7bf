//! Posts and their pictures.

use kith_adapters::sql::Database;
use kith_core::{
    media::{Media, Purpose, Status},
    posts::{Audience, Picture, Post, PostText, PostTitle},
    shared::{
        id::{MediaId, PostId, UserId},
        store::Store as _,
    },
};
use time::Duration;

use crate::given::{self, now, picture, upload};

crate::contract! {
    a_post_reads_back_as_it_was_stored,
    an_update_stores_all_that_can_change,
    ones_own_post_is_found_also_when_deleted,
    pictures_come_in_order_with_their_renditions,
    another_list_of_pictures_replaces_the_first,
    a_picture_that_left_a_post_can_be_used_again,
    unusable_pictures_are_named,
    of_two_posts_at_once_one_gets_the_picture,
    edits_at_once_follow_each_other,
    a_dropped_transaction_leaves_nothing,
    an_erased_post_is_empty,
    what_everybody_saw_is_narrowed_to_followers,
    a_purge_waits_for_a_restoring_that_is_under_way,
}

const AUTHOR: UserId = UserId::new(1);
const POST: PostId = PostId::new(500);
/// No picture is unusable.
const NONE: [usize; 0] = [];

/// The author, and their post with these pictures.
async fn post_with_pictures(database: &Database, ids: &[i64]) -> Post {
    given::member(database, AUTHOR.get(), false).await;
    for id in ids {
        upload(database, &picture(*id, AUTHOR)).await;
    }
    let post = Post {
        picture_count: ids.len(),
        ..given::post(POST.get(), AUTHOR, Audience::Public)
    };
    given::published(database, &post).await;
    assert_eq!(set(database, POST, &as_they_are(ids)).await, NONE);
    post
}

fn as_they_are(ids: &[i64]) -> Vec<Picture> {
    let picture = |id: &i64| Picture {
        media: MediaId::new(*id),
        alt_text: None,
    };
    ids.iter().map(picture).collect()
}

/// Sets the pictures and commits, unless some are unusable.
async fn set(database: &Database, post: PostId, pictures: &[Picture]) -> Vec<usize> {
    let mut tx = database.write().await.unwrap();
    let unusable = tx.set_pictures(AUTHOR, post, pictures).await.unwrap();
    if unusable.is_empty() {
        tx.commit().await.unwrap();
    }
    unusable
}

async fn pictures_of(database: &Database, post: PostId) -> Vec<Media> {
    let mut tx = database.read().await.unwrap();
    let pictures = tx.post_pictures(&[post]).await.unwrap();
    pictures.into_iter().map(|(_, media)| media).collect()
}

async fn a_post_reads_back_as_it_was_stored(database: Database) {
    given::member(&database, AUTHOR.get(), false).await;
    let plain = given::post(1, AUTHOR, Audience::OnlyMe);
    let full = Post {
        title: Some(PostTitle::stored("Été".into())),
        text: PostText::stored("👩‍👩‍👧\n'quoted'".into()),
        picture_count: 3,
        edited_at: Some(now().plus(Duration::SECOND)),
        ..given::post(2, AUTHOR, Audience::Unlisted)
    };
    for post in [plain, full] {
        given::published(&database, &post).await;
        let mut tx = database.read().await.unwrap();
        let found = tx.visible_post(AUTHOR, post.id).await.unwrap().unwrap();
        assert_eq!(found.post, post);
        assert_eq!(
            (found.author.id, found.author.handle.as_str()),
            (AUTHOR, "Member1")
        );
        assert_eq!(
            (found.author.avatar, found.author.is_private),
            (None, false)
        );
    }
}

async fn an_update_stores_all_that_can_change(database: Database) {
    given::member(&database, AUTHOR.get(), false).await;
    let before = given::post(1, AUTHOR, Audience::Public);
    given::published(&database, &before).await;
    let after = Post {
        title: Some(PostTitle::stored("New".into())),
        text: PostText::stored("Other".into()),
        audience: Audience::OnlyMe,
        picture_count: 2,
        edited_at: Some(now()),
        deleted_at: Some(now()),
        ..before
    };
    let mut tx = database.write().await.unwrap();
    tx.update_post(&after).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.own_post(AUTHOR, after.id).await.unwrap(), Some(after));
}

async fn ones_own_post_is_found_also_when_deleted(database: Database) {
    given::member(&database, AUTHOR.get(), false).await;
    let stranger = given::member(&database, 2, false).await;
    let live = given::post(1, AUTHOR, Audience::Public);
    let deleted = Post {
        deleted_at: Some(now()),
        ..given::post(2, AUTHOR, Audience::Public)
    };
    for post in [live, deleted] {
        given::published(&database, &post).await;
        let mut tx = database.write().await.unwrap();
        assert_eq!(tx.own_post(stranger, post.id).await.unwrap(), None);
        assert_eq!(tx.own_post(AUTHOR, post.id).await.unwrap(), Some(post));
        assert_eq!(tx.own_post(AUTHOR, PostId::new(99)).await.unwrap(), None);
    }
}

async fn pictures_come_in_order_with_their_renditions(database: Database) {
    post_with_pictures(&database, &[12, 10, 11]).await;
    upload(&database, &picture(20, AUTHOR)).await;
    let other = given::post(501, AUTHOR, Audience::Public);
    given::published(&database, &other).await;
    assert_eq!(set(&database, other.id, &as_they_are(&[20])).await, NONE);

    let mut tx = database.read().await.unwrap();
    let found = tx
        .post_pictures(&[other.id, POST, PostId::new(99)])
        .await
        .unwrap();
    let of = |post: PostId| -> Vec<Media> {
        found
            .iter()
            .filter(|(p, _)| *p == post)
            .map(|(_, media)| media.clone())
            .collect()
    };
    assert_eq!(of(POST), [12, 10, 11].map(|id| picture(id, AUTHOR)));
    assert_eq!(of(other.id), [picture(20, AUTHOR)]);
    assert_eq!(found.len(), 4);
}

async fn another_list_of_pictures_replaces_the_first(database: Database) {
    post_with_pictures(&database, &[10, 11, 12]).await;
    upload(&database, &picture(13, AUTHOR)).await;
    let described = Picture {
        media: MediaId::new(10),
        alt_text: Some("Ten".into()),
    };
    let fresh = Picture {
        media: MediaId::new(13),
        alt_text: Some(String::new()),
    };
    let kept = Picture {
        media: MediaId::new(12),
        alt_text: None,
    };
    assert_eq!(set(&database, POST, &[kept, fresh, described]).await, NONE);
    let pictures = pictures_of(&database, POST).await;
    let shown: Vec<_> = pictures
        .iter()
        .map(|m| (m.id.get(), m.alt_text.as_str()))
        .collect();
    assert_eq!(shown, [(12, "Picture 12"), (13, ""), (10, "Ten")]);
    assert_eq!(set(&database, POST, &[]).await, NONE);
    assert!(pictures_of(&database, POST).await.is_empty());
}

async fn a_picture_that_left_a_post_can_be_used_again(database: Database) {
    post_with_pictures(&database, &[10, 11]).await;
    let other = given::post(501, AUTHOR, Audience::Public);
    given::published(&database, &other).await;
    assert_eq!(set(&database, other.id, &as_they_are(&[10])).await, [0]);
    assert_eq!(set(&database, POST, &as_they_are(&[11])).await, NONE);
    assert_eq!(set(&database, other.id, &as_they_are(&[10])).await, NONE);
}

async fn unusable_pictures_are_named(database: Database) {
    post_with_pictures(&database, &[10]).await;
    let stranger = given::member(&database, 2, false).await;
    upload(&database, &picture(11, AUTHOR)).await;
    upload(&database, &picture(12, stranger)).await;
    upload(
        &database,
        &Media {
            purpose: Purpose::Avatar,
            ..picture(13, AUTHOR)
        },
    )
    .await;
    upload(
        &database,
        &Media {
            status: Status::Failed,
            ..picture(14, AUTHOR)
        },
    )
    .await;
    upload(
        &database,
        &Media {
            status: Status::Processing,
            ..picture(15, AUTHOR)
        },
    )
    .await;
    let other = given::post(501, AUTHOR, Audience::Public);
    given::published(&database, &other).await;
    let wanted = as_they_are(&[11, 12, 13, 14, 15, 10, 99]);
    assert_eq!(set(&database, other.id, &wanted).await, [1, 2, 3, 5, 6]);
    assert!(pictures_of(&database, other.id).await.is_empty());
}

async fn of_two_posts_at_once_one_gets_the_picture(database: Database) {
    given::member(&database, AUTHOR.get(), false).await;
    upload(&database, &picture(10, AUTHOR)).await;
    let posts: Vec<Post> = (1..=8)
        .map(|id| given::post(id, AUTHOR, Audience::Public))
        .collect();
    let racing: Vec<_> = posts
        .into_iter()
        .map(|post| {
            let database = database.clone();
            tokio::spawn(async move {
                given::published(&database, &post).await;
                set(&database, post.id, &as_they_are(&[10]))
                    .await
                    .is_empty()
            })
        })
        .collect();
    let mut winners = 0;
    for race in racing {
        winners += usize::from(race.await.unwrap());
    }
    assert_eq!(winners, 1);
}

async fn edits_at_once_follow_each_other(database: Database) {
    post_with_pictures(&database, &[10, 11, 12]).await;
    let orders = [[10, 11, 12], [12, 11, 10], [11, 10, 12], [12, 10, 11]];
    let edits: Vec<_> = (0..16)
        .map(|number| {
            let database = database.clone();
            tokio::spawn(async move {
                let mut tx = database.write().await.unwrap();
                tx.own_post(AUTHOR, POST).await.unwrap().unwrap();
                let wanted = as_they_are(&orders[number % orders.len()]);
                assert_eq!(tx.set_pictures(AUTHOR, POST, &wanted).await.unwrap(), NONE);
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for edit in edits {
        edit.await.unwrap();
    }
    let pictures = pictures_of(&database, POST).await;
    let order: Vec<i64> = pictures.iter().map(|m| m.id.get()).collect();
    assert!(
        orders.iter().any(|possible| order == *possible),
        "{order:?}"
    );
}

async fn a_dropped_transaction_leaves_nothing(database: Database) {
    given::member(&database, AUTHOR.get(), false).await;
    upload(&database, &picture(10, AUTHOR)).await;
    let post = given::post(1, AUTHOR, Audience::Public);
    let mut tx = database.write().await.unwrap();
    tx.insert_post(&post).await.unwrap();
    assert_eq!(
        tx.set_pictures(AUTHOR, post.id, &as_they_are(&[10]))
            .await
            .unwrap(),
        NONE
    );
    drop(tx);
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.own_post(AUTHOR, post.id).await.unwrap(), None);
    drop(tx);
    given::published(&database, &post).await;
    assert_eq!(set(&database, post.id, &as_they_are(&[10])).await, NONE);
}

async fn an_erased_post_is_empty(database: Database) {
    let post = post_with_pictures(&database, &[10, 11]).await;
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.deletion_of(POST).await.unwrap(), None);
    assert_eq!(tx.deletion_of(PostId::new(99)).await.unwrap(), None);
    let deleted = Post {
        deleted_at: Some(now()),
        ..post
    };
    tx.update_post(&deleted).await.unwrap();
    assert_eq!(tx.deletion_of(POST).await.unwrap(), Some(now()));
    let mut erased = tx.erase_content(POST).await.unwrap();
    tx.commit().await.unwrap();
    erased.sort();
    assert_eq!(erased, [MediaId::new(10), MediaId::new(11)]);

    assert!(pictures_of(&database, POST).await.is_empty());
    let mut tx = database.write().await.unwrap();
    let empty = Post {
        title: None,
        text: PostText::stored(String::new()),
        picture_count: 0,
        ..deleted
    };
    assert_eq!(tx.own_post(AUTHOR, POST).await.unwrap(), Some(empty));
    assert_eq!(tx.erase_content(POST).await.unwrap(), [], "a repeat");
    drop(tx);
    // Nothing is left that could stand in the way of the same ids.
    upload(&database, &picture(10, AUTHOR)).await;
}

async fn a_purge_waits_for_a_restoring_that_is_under_way(database: Database) {
    let deleted = Post {
        deleted_at: Some(now()),
        ..post_with_pictures(&database, &[10]).await
    };
    let mut tx = database.write().await.unwrap();
    tx.update_post(&deleted).await.unwrap();
    tx.commit().await.unwrap();

    let mut restoring = database.write().await.unwrap();
    restoring.own_post(AUTHOR, POST).await.unwrap().unwrap();
    let purging = tokio::spawn({
        let database = database.clone();
        async move {
            let mut tx = database.write().await.unwrap();
            tx.deletion_of(POST).await.unwrap()
        }
    });
    let restored = Post {
        deleted_at: None,
        ..deleted
    };
    // Long enough for the purge to read the deletion, if it could.
    for _turn in 0..200 {
        restoring.update_post(&restored).await.unwrap();
    }
    restoring.commit().await.unwrap();
    assert_eq!(purging.await.unwrap(), None);
}

async fn what_everybody_saw_is_narrowed_to_followers(database: Database) {
    let other = given::member(&database, 2, false).await;
    given::member(&database, AUTHOR.get(), false).await;
    let mut number = 500;
    for author in [AUTHOR, other] {
        for audience in Audience::ALL {
            number += 1;
            given::published(&database, &given::post(number, author, audience)).await;
        }
    }
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.narrow_public_posts(AUTHOR).await.unwrap(), 1);
    assert_eq!(tx.narrow_public_posts(AUTHOR).await.unwrap(), 0);
    tx.commit().await.unwrap();
    // One's own post is read to be changed.
    let mut tx = database.write().await.unwrap();
    let mut number = 500;
    for author in [AUTHOR, other] {
        for audience in Audience::ALL {
            number += 1;
            let post = tx.own_post(author, PostId::new(number)).await.unwrap();
            let expected = match audience {
                Audience::Public if author == AUTHOR => Audience::Followers,
                same => same,
            };
            assert_eq!(post.unwrap().audience, expected);
        }
    }
}
