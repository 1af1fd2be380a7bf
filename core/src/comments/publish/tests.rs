//! What commenting stores, and what it refuses.

use mockall::predicate::eq;

use super::*;
use crate::{
    comments::{
        DiscussedPost,
        fixtures::{COMMENTER, POST, discussed, found},
    },
    posts::fixtures::{actor, now, ports},
    reactions::Target,
    relations::Closeness,
    shared::id::UserId,
    testing::{MockStore, MockTx},
};

const ME: UserId = UserId::new(COMMENTER);
const PARENT: CommentId = CommentId::new(5);

fn said(content: &str) -> NewComment {
    NewComment {
        post: POST,
        parent: None,
        content: content.into(),
        picture: None,
    }
}

fn key() -> IdempotencyKey {
    IdempotencyKey {
        operation: "comments.publish",
        key: "k".into(),
        fingerprint: [1; 32],
    }
}

fn on(tx: &mut MockTx, post: DiscussedPost) {
    tx.expect_post_to_discuss()
        .with(eq(ME), eq(POST))
        .returning(move |_, _| Ok(Some(post)));
}

/// The first comment that is made here has the id 1.
fn is_shown(tx: &mut MockTx, id: i64) {
    tx.expect_comment_with_ancestors()
        .with(eq(ME), eq(CommentId::new(id)), eq(0))
        .returning(move |_, _, _| Ok(vec![found(id)]));
    tx.expect_commit().times(1).returning(|| Ok(()));
}

async fn run(store: MockStore, input: NewComment) -> Result<CommentView, PublishCommentError> {
    let publish = PublishComment::new(ports(store));
    publish.run(&actor(COMMENTER), input, None).await
}

fn refused(result: Result<CommentView, PublishCommentError>) -> Vec<(String, &'static str)> {
    match result {
        Err(PublishCommentError::Invalid(InvalidFields(errors))) => {
            errors.into_iter().map(|e| (e.field, e.code)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_comment_and_its_event_are_stored_together() {
    let store = MockStore::writing(|tx| {
        on(tx, discussed());
        tx.expect_insert_comment()
            .withf(|new| {
                (new.author, new.depth, new.created_at) == (ME, 0, now())
                    && new.text.as_str() == "Lovely"
            })
            .times(1)
            .returning(|_| Ok(()));
        tx.expect_emit()
            .with(eq(Event::CommentPublished {
                comment: CommentId::new(1),
                post: POST,
            }))
            .times(1)
            .returning(|_| Ok(()));
        is_shown(tx, 1);
    });
    let view = run(store, said(" Lovely ")).await.unwrap();
    assert!(view.can.edit && view.can.reply);
}

#[tokio::test]
async fn whom_it_mentions_is_stored_and_told_of() {
    let store = MockStore::writing(|tx| {
        on(tx, discussed());
        tx.expect_insert_comment().returning(|_| Ok(()));
        let id = CommentId::new(1);
        tx.expect_set_comment_mentions()
            .withf(move |author, comment, handles| {
                (*author, *comment) == (ME, id) && handles == ["ben", "mine"]
            })
            .times(1)
            .returning(|_, _, _| Ok(vec![UserId::new(77), ME]));
        let (target, user) = (Target::Comment(id), UserId::new(77));
        for event in [
            Event::MemberMentioned { target, user },
            Event::CommentPublished {
                comment: id,
                post: POST,
            },
        ] {
            tx.expect_emit()
                .with(eq(event))
                .times(1)
                .returning(|_| Ok(()));
        }
        is_shown(tx, 1);
    });
    run(store, said("Hello @Ben, it is @mine")).await.unwrap();
}

#[tokio::test]
async fn an_answer_lies_one_deeper_than_what_it_answers() {
    let store = MockStore::writing(|tx| {
        on(tx, discussed());
        tx.expect_comment_to_answer()
            .with(eq(ME), eq(POST), eq(PARENT))
            .returning(|_, _, _| Ok(Some(6)));
        tx.expect_insert_comment()
            .withf(|new| (new.parent, new.depth) == (Some(PARENT), 7))
            .times(1)
            .returning(|_| Ok(()));
        tx.expect_emit().times(1).returning(|_| Ok(()));
        is_shown(tx, 1);
    });
    let answer = NewComment {
        parent: Some(PARENT),
        ..said("Yes")
    };
    run(store, answer).await.unwrap();
}

#[tokio::test]
async fn a_thread_goes_so_deep_and_no_deeper() {
    let store = |above| {
        MockStore::writing(move |tx| {
            on(tx, discussed());
            tx.expect_comment_to_answer()
                .returning(move |_, _, _| Ok(Some(above)));
            if above < DEPTH_MAX {
                tx.expect_insert_comment()
                    .withf(|new| new.depth == DEPTH_MAX)
                    .times(1)
                    .returning(|_| Ok(()));
                tx.expect_emit().times(1).returning(|_| Ok(()));
                is_shown(tx, 1);
            }
        })
    };
    let answer = NewComment {
        parent: Some(PARENT),
        ..said("Yes")
    };
    run(store(DEPTH_MAX - 1), answer.clone()).await.unwrap();
    let errors = refused(run(store(DEPTH_MAX), answer).await);
    assert_eq!(errors, [("parent_id".to_owned(), "too_deep")]);
}

#[tokio::test]
async fn what_is_gone_is_not_answered() {
    let store = MockStore::writing(|tx| {
        on(tx, discussed());
        tx.expect_comment_to_answer().returning(|_, _, _| Ok(None));
    });
    let answer = NewComment {
        parent: Some(PARENT),
        ..said("Yes")
    };
    let answered = run(store, answer).await;
    assert!(matches!(answered, Err(PublishCommentError::ParentGone)));
}

#[tokio::test]
async fn who_does_not_see_the_post_or_may_not_comment_stores_nothing() {
    let store = MockStore::writing(|tx| {
        tx.expect_post_to_discuss().returning(|_, _| Ok(None));
    });
    let unseen = run(store, said("Hello")).await;
    assert!(matches!(unseen, Err(PublishCommentError::NotFound)));
    let store = MockStore::writing(|tx| {
        let for_friends = DiscussedPost {
            policy: CommentPolicy::Friends,
            closeness: Closeness::Follower,
            ..discussed()
        };
        on(tx, for_friends);
    });
    let barred = run(store, said("Hello")).await;
    assert!(matches!(
        barred,
        Err(PublishCommentError::NotAllowed(CommentPolicy::Friends))
    ));
}

#[tokio::test]
async fn a_comment_says_or_shows_something_and_not_too_much() {
    let silent = run(MockStore::untouched(), said(" \n ")).await;
    assert_eq!(refused(silent), [("content".to_owned(), "required")]);
    let long = run(MockStore::untouched(), said(&"a".repeat(5_001))).await;
    assert_eq!(refused(long), [("content".to_owned(), "too_long")]);
}

#[tokio::test]
async fn a_picture_that_cannot_be_used_is_refused_and_nothing_is_committed() {
    let store = MockStore::writing(|tx| {
        on(tx, discussed());
        tx.expect_insert_comment().returning(|_| Ok(()));
        tx.expect_set_comment_picture()
            .with(eq(ME), eq(CommentId::new(1)), eq(Some(MediaId::new(9))))
            .returning(|_, _, _| Ok(false));
    });
    let shown = NewComment {
        picture: Some(MediaId::new(9)),
        ..said("")
    };
    let errors = refused(run(store, shown).await);
    assert_eq!(errors, [("media_id".to_owned(), "unusable_media")]);
}

async fn repeated(
    claim: Claim,
    prepare: fn(&mut MockTx),
) -> Result<CommentView, PublishCommentError> {
    let store = MockStore::writing(move |tx| {
        tx.expect_claim_key()
            .with(eq(ME), eq(key()), eq(1), eq(now()))
            .returning(move |_, _, _, _| Ok(claim));
        prepare(tx);
    });
    let publish = PublishComment::new(ports(store));
    publish
        .run(&actor(COMMENTER), said("Lovely"), Some(key()))
        .await
}

#[tokio::test]
async fn a_repeat_gives_the_first_comment_and_stores_nothing() {
    let view = repeated(Claim::Done(8), |tx| is_shown(tx, 8)).await;
    assert_eq!(view.unwrap().found.id, CommentId::new(8));
    let gone = repeated(Claim::Done(8), |tx| {
        tx.expect_comment_with_ancestors()
            .returning(|_, _, _| Ok(Vec::new()));
    });
    assert!(matches!(gone.await, Err(PublishCommentError::Gone)));
    let reused = repeated(Claim::Mismatch, |_| {}).await;
    assert!(matches!(reused, Err(PublishCommentError::KeyReused)));
}
