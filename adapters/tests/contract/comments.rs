//! Comments: storing, reading in order, pictures.

use kith_adapters::sql::Database;
use kith_core::{
    comments::{Comment, CommentKey, CommentSort, CommentText, Deletion, FoundComment},
    media::{Media, Purpose, Status},
    posts::{Audience, CommentPolicy, Post},
    shared::{
        id::{CommentId, MediaId, PostId, UserId},
        page::Limit,
        store::Store as _,
    },
};
use time::Duration;

use crate::given::{self, answer, comment, commented, now, picture, upload};

crate::contract! {
    a_comment_reads_back_as_it_was_stored,
    who_may_comment_is_kept_with_the_post,
    whom_a_post_mentions_is_known_where_one_would_comment,
    a_comment_mentions_whom_it_names_until_it_is_erased,
    pages_come_in_each_order_without_gaps,
    a_deep_answer_is_found_with_what_is_above_it,
    a_picture_is_taken_once_and_freed,
    a_deleted_comment_leaves_its_place_as_long_as_it_is_answered,
}

pub(crate) const AUTHOR: UserId = UserId::new(1);
pub(crate) const ADA: UserId = UserId::new(2);
pub(crate) const POST: PostId = PostId::new(500);

pub(crate) async fn a_post(database: &Database) {
    for id in [AUTHOR, ADA] {
        given::member(database, id.get(), false).await;
    }
    let post = given::post(POST.get(), AUTHOR, Audience::Public);
    given::published(database, &post).await;
}

/// All pages of a list, each of `limit`.
pub(crate) async fn all(
    database: &Database,
    above: Option<CommentId>,
    sort: CommentSort,
    limit: u32,
) -> Vec<i64> {
    let mut tx = database.read().await.unwrap();
    let limit = Limit::new(limit).unwrap();
    let mut after: Option<CommentKey> = None;
    let mut ids = Vec::new();
    loop {
        let page = match above {
            None => tx.comments_on(ADA, POST, sort, after, limit).await,
            Some(above) => tx.replies_to(ADA, above, sort, after, limit).await,
        };
        let page = page.unwrap();
        assert!(page.next.is_none() || page.items.len() == limit.get());
        ids.extend(page.items.iter().map(|found| found.id.get()));
        match page.next {
            None => return ids,
            next => after = next,
        }
    }
}

pub(crate) async fn found(database: &Database, id: CommentId) -> Option<FoundComment> {
    let mut tx = database.read().await.unwrap();
    let mut found = tx.comment_with_ancestors(ADA, id, 0).await.unwrap();
    found.pop()
}

pub(crate) async fn stored(database: &Database, id: CommentId) -> Option<Comment> {
    let mut tx = database.write().await.unwrap();
    let found = tx.comment_to_change(ADA, id).await.unwrap();
    found.map(|(comment, _)| comment)
}

pub(crate) async fn comments_of_post(database: &Database) -> u64 {
    let mut tx = database.read().await.unwrap();
    let standings = tx.post_standings(ADA, &[POST]).await.unwrap();
    standings[0].1.comments
}

pub(crate) async fn delete(database: &Database, comment: &Comment) {
    let mut tx = database.write().await.unwrap();
    let deletion = Deletion {
        at: now(),
        by: comment.author,
    };
    tx.set_comment_deletion(comment, Some(deletion))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn a_comment_reads_back_as_it_was_stored(database: Database) {
    a_post(&database).await;
    let said = Comment {
        text: CommentText::stored("👩‍👩‍👧\n'quoted'".into()),
        ..comment(7, POST, ADA)
    };
    commented(&database, &said).await;
    let edited = Comment {
        text: CommentText::stored("Other".into()),
        edited_at: Some(now().plus(Duration::SECOND)),
        ..said.clone()
    };
    assert_eq!(stored(&database, said.id).await, Some(said));
    let mut tx = database.write().await.unwrap();
    tx.update_comment(&edited).await.unwrap();
    tx.commit().await.unwrap();
    let read = found(&database, edited.id).await.unwrap();
    let told = read.said.unwrap();
    assert_eq!((told.text, told.edited_at), (edited.text, edited.edited_at));
    assert_eq!(
        (told.author.id, told.author.handle.as_str()),
        (ADA, "Member2")
    );
    assert_eq!(
        (read.post.id, read.post.author, read.depth),
        (POST, AUTHOR, 0)
    );
    assert_eq!(found(&database, CommentId::new(99)).await, None);
    assert_eq!(stored(&database, CommentId::new(99)).await, None);
}

async fn who_may_comment_is_kept_with_the_post(database: Database) {
    a_post(&database).await;
    for comment_policy in CommentPolicy::ALL {
        let post = Post {
            comment_policy,
            ..given::post(POST.get(), AUTHOR, Audience::Public)
        };
        let mut tx = database.write().await.unwrap();
        tx.update_post(&post).await.unwrap();
        let discussed = tx.post_to_discuss(ADA, POST).await.unwrap().unwrap();
        assert_eq!(
            (discussed.policy, discussed.author),
            (comment_policy, AUTHOR)
        );
        let shown = tx.visible_post(ADA, POST).await.unwrap().unwrap();
        assert_eq!(shown.post, post);
    }
    let closed = Post {
        comment_policy: CommentPolicy::Nobody,
        ..given::post(501, AUTHOR, Audience::Public)
    };
    given::published(&database, &closed).await;
    let mut tx = database.read().await.unwrap();
    let shown = tx.visible_post(ADA, closed.id).await.unwrap().unwrap();
    assert_eq!(shown.post, closed);
}

async fn whom_a_post_mentions_is_known_where_one_would_comment(database: Database) {
    a_post(&database).await;
    commented(&database, &comment(7, POST, ADA)).await;
    for handles in [&["member2".to_owned()][..], &[]] {
        let is_mentioned = !handles.is_empty();
        let mut tx = database.write().await.unwrap();
        tx.set_post_mentions(AUTHOR, POST, handles).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.write().await.unwrap();
        let discussed = tx.post_to_discuss(ADA, POST).await.unwrap().unwrap();
        assert_eq!(discussed.mentioned, is_mentioned);
        let (_, discussed) = tx
            .comment_to_change(ADA, CommentId::new(7))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(discussed.mentioned, is_mentioned);
        let of_author = tx.post_to_discuss(AUTHOR, POST).await.unwrap().unwrap();
        assert!(!of_author.mentioned);
        drop(tx);
        let read = found(&database, CommentId::new(7)).await.unwrap();
        assert_eq!(read.post.mentioned, is_mentioned);
    }
}

async fn a_comment_mentions_whom_it_names_until_it_is_erased(database: Database) {
    a_post(&database).await;
    let (first, other) = (comment(7, POST, ADA), comment(8, POST, ADA));
    for one in [&first, &other] {
        commented(&database, one).await;
    }
    let set = async |id: CommentId, handles: &[&str]| {
        let handles: Vec<String> = handles.iter().copied().map(str::to_owned).collect();
        let mut tx = database.write().await.unwrap();
        let new = tx.set_comment_mentions(ADA, id, &handles).await.unwrap();
        tx.commit().await.unwrap();
        new
    };
    let mentioned = async || {
        let mut tx = database.read().await.unwrap();
        let found = tx.mentions_in(ADA, &[first.id, other.id]).await.unwrap();
        let ids = found.into_iter().map(|(id, one)| (id.get(), one.user.id));
        ids.collect::<Vec<_>>()
    };
    assert_eq!(set(first.id, &["member1", "nobody"]).await, [AUTHOR]);
    assert_eq!(set(first.id, &["member1", "member2"]).await, [ADA]);
    assert_eq!(set(other.id, &["member1"]).await, [AUTHOR]);
    assert_eq!(mentioned().await, [(7, AUTHOR), (7, ADA), (8, AUTHOR)]);
    delete(&database, &first).await;
    let mut tx = database.write().await.unwrap();
    tx.erase_comment(first.id, now().plus(-Duration::DAY))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(mentioned().await, [(8, AUTHOR)]);
    assert!(set(other.id, &[]).await.is_empty());
    assert!(mentioned().await.is_empty());
}

async fn pages_come_in_each_order_without_gaps(database: Database) {
    a_post(&database).await;
    let top: Vec<Comment> = (1..=5).map(|id| comment(id, POST, ADA)).collect();
    for one in &top {
        commented(&database, one).await;
    }
    // The second is answered twice, the fourth once.
    for (id, to) in [(10, &top[1]), (11, &top[1]), (12, &top[3])] {
        commented(&database, &answer(id, to, AUTHOR)).await;
    }
    for limit in [1, 2, 3, 100] {
        let of = async |above, sort| all(&database, above, sort, limit).await;
        assert_eq!(of(None, CommentSort::Newest).await, [5, 4, 3, 2, 1]);
        assert_eq!(of(None, CommentSort::Oldest).await, [1, 2, 3, 4, 5]);
        assert_eq!(of(None, CommentSort::Relevant).await, [2, 4, 5, 3, 1]);
        let second = Some(top[1].id);
        assert_eq!(of(second, CommentSort::Newest).await, [11, 10]);
        assert_eq!(of(second, CommentSort::Oldest).await, [10, 11]);
        assert_eq!(of(second, CommentSort::Relevant).await, [11, 10]);
        assert!(of(Some(top[0].id), CommentSort::Oldest).await.is_empty());
    }
    let second = found(&database, top[1].id).await.unwrap();
    assert_eq!((second.replies, second.relevance), (2, 4));
    assert_eq!(comments_of_post(&database).await, 8);
}

async fn a_deep_answer_is_found_with_what_is_above_it(database: Database) {
    a_post(&database).await;
    let mut last = comment(1, POST, ADA);
    commented(&database, &last).await;
    for id in 2..=60 {
        last = answer(id, &last, AUTHOR);
        commented(&database, &last).await;
    }
    let mut tx = database.read().await.unwrap();
    let above = tx.comment_with_ancestors(ADA, last.id, 50).await.unwrap();
    let ids: Vec<i64> = above.iter().map(|found| found.id.get()).collect();
    assert_eq!(ids, (10..=60).collect::<Vec<_>>());
    let top = tx
        .comment_with_ancestors(ADA, CommentId::new(2), 50)
        .await
        .unwrap();
    assert_eq!(top.len(), 2);
    assert_eq!(top[1].parent, Some(CommentId::new(1)));
    assert_eq!(last.depth, 59);
    drop(tx);
    let mut tx = database.write().await.unwrap();
    let depth = tx.comment_to_answer(ADA, POST, last.id).await.unwrap();
    assert_eq!(depth, Some(59));
    let elsewhere = tx.comment_to_answer(ADA, PostId::new(501), last.id);
    assert_eq!(elsewhere.await.unwrap(), None);
}

async fn a_picture_is_taken_once_and_freed(database: Database) {
    a_post(&database).await;
    for id in [1, 2] {
        commented(&database, &comment(id, POST, ADA)).await;
    }
    let of_comment = |id, owner| Media {
        purpose: Purpose::Comment,
        ..picture(id, owner)
    };
    upload(&database, &of_comment(10, ADA)).await;
    upload(&database, &of_comment(11, AUTHOR)).await;
    upload(&database, &picture(12, ADA)).await;
    let failed = Media {
        status: Status::Failed,
        ..of_comment(13, ADA)
    };
    upload(&database, &failed).await;
    let set = async |comment: i64, picture: Option<i64>| {
        let mut tx = database.write().await.unwrap();
        let picture = picture.map(MediaId::new);
        let done = tx.set_comment_picture(ADA, CommentId::new(comment), picture);
        let done = done.await.unwrap();
        if done {
            tx.commit().await.unwrap();
        }
        done
    };
    for unusable in [11, 12, 13, 99] {
        assert!(!set(1, Some(unusable)).await, "{unusable}");
    }
    assert!(set(1, Some(10)).await);
    assert!(!set(2, Some(10)).await, "it is taken");
    let said = found(&database, CommentId::new(1)).await.unwrap().said;
    assert_eq!(said.unwrap().picture, Some(MediaId::new(10)));
    assert!(set(1, None).await);
    assert!(set(2, Some(10)).await, "it is free again");
    let said = found(&database, CommentId::new(1)).await.unwrap().said;
    assert_eq!(said.unwrap().picture, None);
}

async fn a_deleted_comment_leaves_its_place_as_long_as_it_is_answered(database: Database) {
    a_post(&database).await;
    let top = comment(1, POST, ADA);
    let reply = answer(2, &top, AUTHOR);
    let deepest = answer(3, &reply, ADA);
    for one in [&top, &reply, &deepest] {
        commented(&database, one).await;
    }
    let newest = async || all(&database, None, CommentSort::Newest, 100).await;
    delete(&database, &top).await;
    let place = found(&database, top.id).await.unwrap();
    assert_eq!((place.said, place.replies), (None, 1));
    assert_eq!(newest().await, [1]);
    delete(&database, &reply).await;
    assert_eq!(newest().await, [1], "the deepest one stands");
    assert_eq!(comments_of_post(&database).await, 1);
    delete(&database, &deepest).await;
    assert!(newest().await.is_empty());
    for one in [&top, &reply, &deepest] {
        assert_eq!(found(&database, one.id).await, None);
    }
    let mut tx = database.write().await.unwrap();
    tx.set_comment_deletion(&reply, None).await.unwrap();
    tx.commit().await.unwrap();
    let place = found(&database, top.id).await.unwrap();
    assert_eq!((place.said, place.replies), (None, 1));
    let back = found(&database, reply.id).await.unwrap();
    assert!(back.said.is_some() && back.replies == 0);
    assert_eq!(comments_of_post(&database).await, 1);
}
