//! Comments that are erased, by themselves and with their post.

use kith_adapters::sql::Database;
use kith_core::{
    comments::{CommentSort, DEPTH_MAX, Deletion},
    posts::Audience,
    shared::{id::CommentId, store::Store as _},
};
use time::Duration;

use crate::{
    comments::{ADA, AUTHOR, POST, a_post, all, comments_of_post, delete, found, stored},
    given::{self, answer, comment, commented, now, picture_on, upload},
};

crate::contract! {
    a_comment_is_erased_with_its_picture_and_what_it_held_up,
    a_picture_goes_with_the_place_that_nothing_is_left_below,
    the_deepest_thread_is_deleted_restored_and_erased,
    what_may_still_be_restored_is_not_removed,
    the_comments_on_a_post_are_erased_in_portions,
    a_portion_is_counted_to_the_last_whatever_answers_what,
}

async fn a_comment_is_erased_with_its_picture_and_what_it_held_up(database: Database) {
    a_post(&database).await;
    let top = comment(1, POST, ADA);
    let reply = answer(2, &top, ADA);
    commented(&database, &top).await;
    commented(&database, &reply).await;
    let shown = picture_on(&database, &top).await;
    delete(&database, &top).await;

    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.deletion_of_comment(top.id).await.unwrap(), Some(now()));
    assert_eq!(tx.deletion_of_comment(reply.id).await.unwrap(), None);
    let erased = tx.erase_comment(top.id, now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(erased, [shown.id]);
    let place = stored(&database, top.id).await.unwrap();
    assert_eq!((place.text.as_str(), place.picture), ("", None));

    delete(&database, &reply).await;
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.erase_comment(reply.id, now()).await.unwrap(), []);
    assert_eq!(
        tx.erase_comment(reply.id, now()).await.unwrap(),
        [],
        "a repeat"
    );
    tx.commit().await.unwrap();
    for one in [&top, &reply] {
        assert_eq!(stored(&database, one.id).await, None, "nothing is left");
    }
    // Nothing stands in the way of the same ids.
    upload(&database, &shown).await;
    commented(&database, &top).await;
}

/// What is above may be removed before its own turn to be erased has come.
async fn a_picture_goes_with_the_place_that_nothing_is_left_below(database: Database) {
    a_post(&database).await;
    let top = comment(1, POST, ADA);
    let reply = answer(2, &top, ADA);
    for one in [&top, &reply] {
        commented(&database, one).await;
    }
    let shown = picture_on(&database, &top).await;
    delete(&database, &top).await;
    delete(&database, &reply).await;
    let mut tx = database.write().await.unwrap();
    let erased = tx.erase_comment(reply.id, now()).await.unwrap();
    assert_eq!(erased, [shown.id]);
    tx.commit().await.unwrap();
    assert_eq!(stored(&database, top.id).await, None);
    // The row is gone too.
    upload(&database, &shown).await;
}

async fn the_deepest_thread_is_deleted_restored_and_erased(database: Database) {
    a_post(&database).await;
    let mut tx = database.write().await.unwrap();
    let mut thread = vec![comment(1, POST, ADA)];
    for id in 2..=i64::from(DEPTH_MAX) + 1 {
        let last = answer(id, &thread[thread.len() - 1], ADA);
        tx.insert_comment(&thread[thread.len() - 1]).await.unwrap();
        thread.push(last);
    }
    let deepest = thread.last().unwrap();
    assert_eq!(deepest.depth, DEPTH_MAX);
    tx.insert_comment(deepest).await.unwrap();
    let deletion = Some(Deletion { at: now(), by: ADA });
    for one in &thread {
        tx.set_comment_deletion(one, deletion).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert!(
        all(&database, None, CommentSort::Oldest, 100)
            .await
            .is_empty()
    );
    let mut tx = database.write().await.unwrap();
    tx.set_comment_deletion(deepest, None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(all(&database, None, CommentSort::Oldest, 100).await, [1]);
    delete(&database, deepest).await;
    let mut tx = database.write().await.unwrap();
    tx.erase_comment(deepest.id, now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(stored(&database, thread[0].id).await, None);
}

async fn what_may_still_be_restored_is_not_removed(database: Database) {
    a_post(&database).await;
    let top = comment(1, POST, ADA);
    let reply = answer(2, &top, ADA);
    commented(&database, &top).await;
    commented(&database, &reply).await;
    delete(&database, &reply).await;
    delete(&database, &top).await;
    let mut tx = database.write().await.unwrap();
    let before = now().plus(-Duration::MICROSECOND);
    assert_eq!(tx.erase_comment(top.id, now()).await.unwrap(), []);
    assert_eq!(tx.erase_comment(reply.id, before).await.unwrap(), []);
    tx.commit().await.unwrap();
    assert!(
        stored(&database, top.id).await.is_some(),
        "it has an answer"
    );
    assert!(
        stored(&database, reply.id).await.is_some(),
        "it is too early"
    );
}

async fn the_comments_on_a_post_are_erased_in_portions(database: Database) {
    a_post(&database).await;
    let top = comment(1, POST, ADA);
    commented(&database, &top).await;
    for id in 2..=4 {
        commented(&database, &answer(id, &top, AUTHOR)).await;
    }
    delete(&database, &answer(2, &top, AUTHOR)).await;
    let other = given::post(501, AUTHOR, Audience::Public);
    given::published(&database, &other).await;
    commented(&database, &comment(9, other.id, ADA)).await;
    let shown = picture_on(&database, &top).await;
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.erase_comments_on(POST, 3).await.unwrap(), (3, vec![]));
    let rest = tx.erase_comments_on(POST, 3).await.unwrap();
    assert_eq!(rest, (1, vec![shown.id]));
    assert_eq!(tx.erase_comments_on(POST, 3).await.unwrap(), (0, vec![]));
    tx.commit().await.unwrap();
    assert_eq!(comments_of_post(&database).await, 0);
    assert!(found(&database, CommentId::new(9)).await.is_some());
}

/// Threads, whose answers go along with what they answer.
async fn a_portion_is_counted_to_the_last_whatever_answers_what(database: Database) {
    a_post(&database).await;
    let mut id = 0;
    for _thread in 0..4 {
        id += 1;
        let mut last = comment(id, POST, ADA);
        commented(&database, &last).await;
        for _answer in 0..4 {
            id += 1;
            last = answer(id, &last, AUTHOR);
            commented(&database, &last).await;
        }
    }
    let mut tx = database.write().await.unwrap();
    let mut portions = Vec::new();
    loop {
        let (removed, _) = tx.erase_comments_on(POST, 6).await.unwrap();
        portions.push(removed);
        if removed < 6 {
            break;
        }
    }
    tx.commit().await.unwrap();
    assert_eq!(portions, [6, 6, 6, 2]);
    assert_eq!(comments_of_post(&database).await, 0);
    for id in 1..=id {
        assert_eq!(stored(&database, CommentId::new(id)).await, None);
    }
}
