//! Comments that arrive at once, and while their post goes.

use std::sync::Arc;

use kith_adapters::sql::Database;
use kith_core::{
    comments::{Comment, CommentSort, Deletion},
    posts::{Audience, Post},
    reactions::{ReactError, ReactionCases, ReactionKind, Target},
    shared::{
        id::{CommentId, MediaId, PostId, UserId},
        page::Limit,
        store::{Store as _, StoreError},
    },
};

use crate::{
    given::{self, answer, comment, commented, now},
    reactions,
    relations::as_actor,
};

crate::contract! {
    two_hundred_comments_at_once_are_counted,
    no_comment_reaches_a_post_that_is_deleted,
    a_post_is_not_deleted_under_a_comment_that_is_under_way,
    nothing_answers_what_is_deleted,
    deletions_at_once_leave_no_place_that_nothing_stands_below,
    erasures_at_once_leave_nothing_of_a_thread,
    two_hundred_reactions_to_a_comment_at_once_are_counted,
    reactions_and_answers_and_a_deletion_at_once_leave_what_follows_from_the_rows,
}

const AUTHOR: UserId = UserId::new(1);
const ADA: UserId = UserId::new(2);
const POST: PostId = PostId::new(500);

async fn a_post(database: &Database) -> Post {
    for id in [AUTHOR, ADA] {
        given::member(database, id.get(), false).await;
    }
    let post = given::post(POST.get(), AUTHOR, Audience::Public);
    given::published(database, &post).await;
    post
}

/// Comments as the use case does; `false` when the post, or what is answered, is no longer there.
async fn publish(database: &Database, comment: Comment) -> bool {
    let mut tx = database.write().await.unwrap();
    if tx
        .post_to_discuss(comment.author, comment.post)
        .await
        .unwrap()
        .is_none()
    {
        return false;
    }
    if let Some(parent) = comment.parent {
        let above = tx.comment_to_answer(comment.author, comment.post, parent);
        if above.await.unwrap().is_none() {
            return false;
        }
    }
    tx.insert_comment(&comment).await.unwrap();
    tx.commit().await.unwrap();
    true
}

async fn delete(database: &Database, id: CommentId) {
    let mut tx = database.write().await.unwrap();
    let (comment, _) = tx.comment_to_change(AUTHOR, id).await.unwrap().unwrap();
    let deletion = Deletion {
        at: now(),
        by: AUTHOR,
    };
    tx.set_comment_deletion(&comment, Some(deletion))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn delete_post(database: &Database, post: &Post) {
    let mut tx = database.write().await.unwrap();
    tx.own_post(AUTHOR, post.id).await.unwrap().unwrap();
    let deleted = Post {
        deleted_at: Some(now()),
        ..post.clone()
    };
    tx.update_post(&deleted).await.unwrap();
    tx.commit().await.unwrap();
}

async fn listed(database: &Database) -> Vec<(i64, u64)> {
    let mut tx = database.read().await.unwrap();
    let limit = Limit::new(100).unwrap();
    let page = tx.comments_on(ADA, POST, CommentSort::Oldest, None, limit);
    let items = page.await.unwrap().items;
    items.iter().map(|c| (c.id.get(), c.replies)).collect()
}

async fn counted(database: &Database) -> u64 {
    let mut tx = database.read().await.unwrap();
    tx.post_standings(ADA, &[POST]).await.unwrap()[0].1.comments
}

async fn two_hundred_comments_at_once_are_counted(database: Database) {
    a_post(&database).await;
    let top = comment(1, POST, AUTHOR);
    commented(&database, &top).await;
    let writers: Vec<_> = (2..=201)
        .map(|id| {
            let database = database.clone();
            let new = if id % 2 == 0 {
                answer(id, &top, ADA)
            } else {
                comment(id, POST, ADA)
            };
            tokio::spawn(async move { publish(&database, new).await })
        })
        .collect();
    for writer in writers {
        assert!(writer.await.unwrap());
    }
    assert_eq!(counted(&database).await, 201);
    assert_eq!(listed(&database).await[0], (1, 100));
}

async fn no_comment_reaches_a_post_that_is_deleted(database: Database) {
    let post = a_post(&database).await;
    let writers: Vec<_> = (1..=60)
        .map(|id| {
            let (database, post) = (database.clone(), post.clone());
            tokio::spawn(async move {
                if id == 30 {
                    delete_post(&database, &post).await;
                    return 0;
                }
                u64::from(publish(&database, comment(id, POST, ADA)).await)
            })
        })
        .collect();
    let mut published = 0;
    for writer in writers {
        published += writer.await.unwrap();
    }
    assert!(!publish(&database, comment(99, POST, ADA)).await);
    assert_eq!(
        counted(&database).await,
        published,
        "all that were acknowledged and no other"
    );
    let mut tx = database.write().await.unwrap();
    tx.deletion_of(POST).await.unwrap().unwrap();
    let (erased, _) = tx.erase_comments_on(POST, 500).await.unwrap();
    assert_eq!(erased, published);
}

async fn a_post_is_not_deleted_under_a_comment_that_is_under_way(database: Database) {
    let post = a_post(&database).await;
    let mut commenting = database.write().await.unwrap();
    commenting
        .post_to_discuss(ADA, POST)
        .await
        .unwrap()
        .unwrap();
    let deleting = tokio::spawn({
        let (database, post) = (database.clone(), post.clone());
        async move { delete_post(&database, &post).await }
    });
    // Long enough for the deletion, if it could.
    for _turn in 0..200 {
        let still = commenting.post_to_discuss(ADA, POST).await.unwrap();
        assert!(still.is_some());
    }
    commenting
        .insert_comment(&comment(1, POST, ADA))
        .await
        .unwrap();
    commenting.commit().await.unwrap();
    deleting.await.unwrap();
    assert!(listed(&database).await.is_empty());
    assert_eq!(counted(&database).await, 1);
}

async fn nothing_answers_what_is_deleted(database: Database) {
    a_post(&database).await;
    let top = comment(1, POST, ADA);
    commented(&database, &top).await;
    let writers: Vec<_> = (2..=40)
        .map(|id| {
            let (database, top) = (database.clone(), top.clone());
            tokio::spawn(async move {
                if id == 20 {
                    delete(&database, top.id).await;
                    return 0;
                }
                u64::from(publish(&database, answer(id, &top, ADA)).await)
            })
        })
        .collect();
    let mut answers = 0;
    for writer in writers {
        answers += writer.await.unwrap();
    }
    assert!(!publish(&database, answer(99, &top, ADA)).await);
    let expected = if answers == 0 {
        Vec::new()
    } else {
        vec![(1, answers)]
    };
    assert_eq!(listed(&database).await, expected);
    assert_eq!(counted(&database).await, answers);
}

/// Whoever deletes an answer and whoever deletes what it answers change the same place.
async fn deletions_at_once_leave_no_place_that_nothing_stands_below(database: Database) {
    a_post(&database).await;
    let mut all = Vec::new();
    for thread in 0..10 {
        let top = comment(thread * 10 + 1, POST, ADA);
        let reply = answer(top.id.get() + 1, &top, AUTHOR);
        let deepest = answer(top.id.get() + 2, &reply, ADA);
        for one in [top, reply, deepest] {
            commented(&database, &one).await;
            all.push(one.id);
        }
    }
    let deleting: Vec<_> = all
        .into_iter()
        .map(|id| {
            let database = database.clone();
            tokio::spawn(async move { delete(&database, id).await })
        })
        .collect();
    for deleting in deleting {
        deleting.await.unwrap();
    }
    assert_eq!(counted(&database).await, 0);
    assert!(listed(&database).await.is_empty());
}

/// Whoever erases the last answer removes what it answers, though all are erased at once.
async fn erasures_at_once_leave_nothing_of_a_thread(database: Database) {
    a_post(&database).await;
    let mut all = Vec::new();
    for thread in 0..6 {
        let top = comment(thread * 10 + 1, POST, ADA);
        commented(&database, &top).await;
        let picture = given::picture_on(&database, &top).await.id;
        for reply in 2..=6 {
            let reply = answer(thread * 10 + reply, &top, AUTHOR);
            commented(&database, &reply).await;
            all.push((reply.id, None));
        }
        all.push((top.id, Some(picture)));
    }
    for (id, _) in &all {
        delete(&database, *id).await;
    }
    // The answers first; what they answer goes with the last of them.
    let (answers, tops): (Vec<_>, Vec<_>) = all.iter().partition(|(_, picture)| picture.is_none());
    let erasing: Vec<_> = answers
        .into_iter()
        .map(|(id, _)| {
            let database = database.clone();
            tokio::spawn(async move { erase(&database, id).await })
        })
        .collect();
    let mut erased = Vec::new();
    for erasing in erasing {
        erased.extend(erasing.await.unwrap());
    }
    erased.sort();
    let pictures: Vec<MediaId> = tops.iter().filter_map(|(_, picture)| *picture).collect();
    assert_eq!(erased, pictures);
    for (id, _) in all {
        let mut tx = database.write().await.unwrap();
        let left = tx.comment_to_change(AUTHOR, id).await.unwrap();
        assert_eq!(left, None, "{id}");
    }
}

/// As the use case does.
async fn erase(database: &Database, id: CommentId) -> Vec<MediaId> {
    let mut tx = database.write().await.unwrap();
    if tx.deletion_of_comment(id).await.unwrap().is_none() {
        return Vec::new();
    }
    let erased = tx.erase_comment(id, now()).await.unwrap();
    tx.commit().await.unwrap();
    erased
}

/// Reacts until the store is not busy; `false` when the comment is no longer there.
async fn react(cases: &ReactionCases, by: UserId, to: CommentId, kind: ReactionKind) -> bool {
    loop {
        let target = Target::Comment(to);
        match cases.react.run(&as_actor(by), target, Some(kind)).await {
            Ok(_) => return true,
            Err(ReactError::NotFound) => return false,
            Err(ReactError::Store(StoreError::Busy)) => tokio::task::yield_now().await,
            Err(error) => panic!("{error}"),
        }
    }
}

async fn two_hundred_reactions_to_a_comment_at_once_are_counted(database: Database) {
    a_post(&database).await;
    for id in 3..=22 {
        given::member(&database, id, false).await;
    }
    let top = comment(1, POST, AUTHOR);
    commented(&database, &top).await;
    let cases = Arc::new(reactions::reactions(&database));
    let reacting: Vec<_> = (0..200_i64)
        .map(|turn| {
            let (cases, to) = (cases.clone(), top.id);
            let by = UserId::new(3 + turn % 20);
            let kind = ReactionKind::ALL[usize::try_from(turn % 7).unwrap()];
            tokio::spawn(async move { react(&cases, by, to, kind).await })
        })
        .collect();
    for reacting in reacting {
        assert!(reacting.await.unwrap());
    }
    let rows = reactions::listed(&database, ADA, Target::Comment(top.id)).await;
    assert_eq!(rows.len(), 20, "each reacts once");
    let mut tx = database.read().await.unwrap();
    let found = tx.comment_with_ancestors(ADA, top.id, 0).await.unwrap();
    assert_eq!(found[0].relevance, 20);
}

async fn reactions_and_answers_and_a_deletion_at_once_leave_what_follows_from_the_rows(
    database: Database,
) {
    a_post(&database).await;
    for id in 3..=40 {
        given::member(&database, id, false).await;
    }
    let top = comment(1, POST, AUTHOR);
    let reply = answer(2, &top, AUTHOR);
    for one in [&top, &reply] {
        commented(&database, one).await;
    }
    let cases = Arc::new(reactions::reactions(&database));
    let doing: Vec<_> = (3..=40)
        .map(|id| {
            let (database, cases) = (database.clone(), cases.clone());
            let (top, reply) = (top.clone(), reply.clone());
            tokio::spawn(async move {
                let by = UserId::new(id);
                match id % 3 {
                    0 => react(&cases, by, top.id, ReactionKind::Love).await,
                    1 => react(&cases, by, reply.id, ReactionKind::Wow).await,
                    _ if id == 20 => {
                        delete(&database, reply.id).await;
                        false
                    }
                    _ => publish(&database, answer(id, &reply, by)).await,
                }
            })
        })
        .collect();
    for doing in doing {
        doing.await.unwrap();
    }
    assert!(!react(&cases, ADA, reply.id, ReactionKind::Sad).await);
    let loves = reactions::listed(&database, ADA, Target::Comment(top.id)).await;
    assert_eq!(loves.len(), 13);
    let mut tx = database.read().await.unwrap();
    let found = tx.comment_with_ancestors(ADA, top.id, 0).await.unwrap();
    let replies = i64::try_from(found[0].replies).unwrap();
    assert_eq!(found[0].relevance, 13 + 2 * replies);
}
