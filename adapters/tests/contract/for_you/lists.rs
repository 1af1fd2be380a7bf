//! Lists that were made are kept.

use kith_core::feeds::{Because, Pick};

use super::*;

crate::contract! {
    a_list_is_kept_once_and_read_back_as_it_was,
    lists_are_due_for_those_who_asked_lately,
    old_lists_are_forgotten_in_parts,
    a_list_is_a_member_s,
    what_is_popular_is_kept_for_a_while,
}

fn bucket(number: i32) -> Timestamp {
    now().plus(POLICY.every * number)
}

fn picks(posts: &[i64]) -> Vec<Pick> {
    let pick = |post: &i64| Pick {
        post: PostId::new(*post),
        because: Because::Popular,
    };
    posts.iter().map(pick).collect()
}

async fn keep(database: &Database, reader: i64, bucket: Timestamp, asked: bool) {
    let mut tx = database.write().await.unwrap();
    tx.keep_for_you(UserId::new(reader), bucket, &picks(&[reader]), asked)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn list(database: &Database, reader: i64, bucket: Timestamp) -> Option<Vec<Pick>> {
    let mut tx = database.read().await.unwrap();
    tx.for_you_list(UserId::new(reader), bucket).await.unwrap()
}

async fn a_list_is_kept_once_and_read_back_as_it_was(database: Database) {
    members(&database, &[1, 2]).await;
    let snow = || Tag::parse("snow").unwrap();
    let all = [
        Because::Near,
        Because::FollowedTag(snow()),
        Because::Via(UserId::new(2)),
        Because::Interest(snow()),
        Because::Popular,
        Because::Recent,
    ];
    let first: Vec<Pick> = (1..)
        .zip(all)
        .map(|(post, because)| Pick {
            post: PostId::new(i64::MAX - post),
            because,
        })
        .collect();
    let mut tx = database.write().await.unwrap();
    tx.keep_for_you(ME, bucket(0), &first, true).await.unwrap();
    tx.keep_for_you(ME, bucket(0), &picks(&[4]), false)
        .await
        .unwrap();
    tx.keep_for_you(ME, bucket(1), &[], false).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(list(&database, 1, bucket(0)).await, Some(first));
    assert_eq!(list(&database, 1, bucket(1)).await, Some(Vec::new()));
    assert_eq!(list(&database, 1, bucket(2)).await, None);
    assert_eq!(list(&database, 2, bucket(0)).await, None);
    let mut tx = database.write().await.unwrap();
    tx.keep_for_you(ME, bucket(2), &[], true).await.unwrap();
    drop(tx);
    assert_eq!(list(&database, 1, bucket(2)).await, None);
}

async fn lists_are_due_for_those_who_asked_lately(database: Database) {
    members(&database, &[1, 2, 3, 4, 5, 6]).await;
    for (reader, number, asked) in [
        (1, 2, true),
        (1, 4, true),
        (2, 3, true),
        (3, 4, false), // made in advance, and not read as far as is known
        (4, 0, true),  // too long ago
        (5, 4, true),  // has the new one
        (5, 5, true),
        (6, 4, true),
    ] {
        keep(&database, reader, bucket(number), asked).await;
    }
    let mut tx = database.read().await.unwrap();
    for (most, expected) in [(9, vec![1, 6, 2]), (2, vec![1, 6])] {
        let due = tx
            .for_you_readers(bucket(1), bucket(5), most)
            .await
            .unwrap();
        let due: Vec<i64> = due.iter().map(|reader| reader.get()).collect();
        assert_eq!(due, expected);
    }
}

async fn old_lists_are_forgotten_in_parts(database: Database) {
    members(&database, &[1, 2, 3]).await;
    for reader in 1..=3 {
        for number in 0..2 {
            keep(&database, reader, bucket(number), true).await;
        }
    }
    for expected in [2, 1, 0] {
        let mut tx = database.write().await.unwrap();
        assert_eq!(tx.forget_for_you(bucket(1), 2).await.unwrap(), expected);
        tx.commit().await.unwrap();
    }
    assert_eq!(list(&database, 3, bucket(0)).await, None);
    assert_eq!(list(&database, 3, bucket(1)).await, Some(picks(&[3])));
}

async fn a_list_is_a_member_s(database: Database) {
    let mut tx = database.write().await.unwrap();
    let stranger = tx.keep_for_you(UserId::new(77), bucket(0), &[], true).await;
    assert!(stranger.is_err(), "there is no such member");
}

async fn what_is_popular_is_kept_for_a_while(database: Database) {
    let keep = async |number, posts: &[i64]| {
        let posts: Vec<PostId> = posts.iter().copied().map(PostId::new).collect();
        let mut tx = database.write().await.unwrap();
        tx.keep_popular(bucket(number), &posts).await.unwrap();
        tx.commit().await.unwrap();
    };
    let kept = async |since| {
        let mut tx = database.read().await.unwrap();
        let posts = tx.popular_posts(bucket(since)).await.unwrap();
        posts.map(|posts| posts.iter().map(|post| post.get()).collect::<Vec<_>>())
    };
    assert_eq!(kept(0).await, None);
    keep(1, &[9, 7]).await;
    keep(1, &[5]).await;
    assert_eq!(kept(0).await, Some(vec![9, 7]));
    assert_eq!(kept(2).await, None);
    keep(2, &[]).await;
    assert_eq!(kept(0).await, Some(Vec::new()), "the newest ones");
}
