//! What may be shared, and what a share stores.

use mockall::predicate::eq;

use super::*;
use crate::{
    posts::fixtures::{AUTHOR, actor, authored, no_standings, now, ports, post},
    testing::{MockStore, MockTx},
};

const SHARER: i64 = AUTHOR + 1;
const ORIGINAL: PostId = PostId::new(7);

fn said(content: &str) -> NewShare {
    NewShare {
        content: content.into(),
        audience: Audience::Public,
        selected: Vec::new(),
    }
}

async fn run(store: MockStore, input: NewShare) -> Result<PostView, ShareError> {
    Share::new(ports(store))
        .run(&actor(SHARER), ORIGINAL, input, None)
        .await
}

/// The post that is to be shared is this one, as far as the sharer sees it.
fn sees(tx: &mut MockTx, found: Option<Post>) {
    tx.expect_visible_post()
        .with(eq(UserId::new(SHARER)), eq(ORIGINAL))
        .times(1)
        .return_once(move |_, _| Ok(found.map(authored)));
}

/// A share of `original`, stored with its event and counted.
fn stores(tx: &mut MockTx, original: PostId) {
    tx.expect_insert_post()
        .withf(move |p| {
            p.original == Some(original)
                && p.author == UserId::new(SHARER)
                && p.created_at == now()
                && p.title.is_none()
        })
        .times(1)
        .returning(|_| Ok(()));
    tx.expect_set_default_audience().returning(|_, _| Ok(()));
    let share = PostId::new(1);
    for event in [
        Event::PostPublished { post: share },
        Event::PostShared { share, original },
    ] {
        tx.expect_emit()
            .with(eq(event))
            .times(1)
            .returning(|_| Ok(()));
    }
    tx.expect_count_shares()
        .with(eq(original), eq(1))
        .times(1)
        .returning(|_, _| Ok(()));
    tx.expect_visible_post()
        .with(eq(UserId::new(SHARER)), eq(share))
        .returning(move |_, _| {
            Ok(Some(authored(Post {
                original: Some(original),
                ..post(1)
            })))
        });
    no_standings(tx);
    tx.expect_originals()
        .returning(|_, posts| Ok(posts.iter().map(|id| authored(post(id.get()))).collect()));
    tx.expect_commit().times(1).returning(|| Ok(()));
}

#[tokio::test]
async fn a_share_needs_no_words_and_shows_what_it_shares() {
    let store = MockStore::writing(|tx| {
        sees(tx, Some(post(7)));
        tx.expect_post_to_share()
            .with(eq(UserId::new(SHARER)), eq(ORIGINAL))
            .returning(|_, _| Ok(Some(authored(post(7)))));
        stores(tx, ORIGINAL);
    });
    let view = run(store, said("")).await.unwrap();
    assert_eq!(view.shared.unwrap().post, post(7));
}

#[tokio::test]
async fn a_share_of_a_share_has_the_original_inside() {
    let store = MockStore::writing(|tx| {
        let share = Post {
            original: Some(PostId::new(3)),
            audience: Audience::Selected,
            ..post(7)
        };
        // The share itself is not held.
        sees(tx, Some(share));
        tx.expect_post_to_share()
            .with(eq(UserId::new(SHARER)), eq(PostId::new(3)))
            .return_once(|_, _| Ok(Some(authored(post(3)))));
        stores(tx, PostId::new(3));
    });
    let view = run(store, said("Look")).await.unwrap();
    assert_eq!(view.shared.unwrap().post.id, PostId::new(3));
}

#[tokio::test]
async fn a_share_whose_original_is_gone_cannot_be_shared() {
    let store = MockStore::writing(|tx| {
        let share = Post {
            original: Some(PostId::new(3)),
            ..post(7)
        };
        sees(tx, Some(share));
        tx.expect_post_to_share()
            .with(eq(UserId::new(SHARER)), eq(PostId::new(3)))
            .return_once(|_, _| Ok(None));
    });
    let shared = run(store, said("")).await;
    assert!(matches!(shared, Err(ShareError::NotShareable)));
}

#[tokio::test]
async fn what_is_for_few_is_shared_by_its_author_alone() {
    for audience in Audience::ALL {
        for author in [AUTHOR, SHARER] {
            let may = author == SHARER || audience.is_shared_by_others();
            let store = MockStore::writing(move |tx| {
                let original = Post {
                    audience,
                    author: UserId::new(author),
                    ..post(7)
                };
                sees(tx, Some(original.clone()));
                tx.expect_post_to_share()
                    .return_once(move |_, _| Ok(Some(authored(original))));
                if may {
                    stores(tx, ORIGINAL);
                }
            });
            match run(store, said("")).await {
                Ok(_) => assert!(may, "{audience:?}"),
                Err(ShareError::NotShareable) => assert!(!may, "{audience:?}"),
                Err(other) => panic!("{other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn what_one_may_not_see_is_not_found() {
    let store = MockStore::writing(|tx| sees(tx, None));
    let shared = run(store, said("")).await;
    assert!(matches!(shared, Err(ShareError::NotFound)));
    let store = MockStore::writing(|tx| {
        sees(tx, Some(post(7)));
        // It went in the meantime.
        tx.expect_post_to_share().returning(|_, _| Ok(None));
    });
    let shared = run(store, said("")).await;
    assert!(matches!(shared, Err(ShareError::NotFound)));
}

#[tokio::test]
async fn a_share_for_few_is_not_counted_but_told_of() {
    let store = MockStore::writing(|tx| {
        sees(tx, Some(post(7)));
        tx.expect_post_to_share()
            .returning(|_, _| Ok(Some(authored(post(7)))));
        tx.expect_insert_post().returning(|_| Ok(()));
        tx.expect_set_default_audience().returning(|_, _| Ok(()));
        tx.expect_emit().returning(|_| Ok(()));
        tx.expect_count_shares()
            .with(eq(ORIGINAL), eq(0))
            .times(1)
            .returning(|_, _| Ok(()));
        tx.expect_visible_post()
            .returning(|_, _| Ok(Some(authored(post(1)))));
        no_standings(tx);
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    let input = NewShare {
        audience: Audience::Followers,
        ..said("")
    };
    run(store, input).await.unwrap();
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_nothing_is_opened() {
    let input = NewShare {
        audience: Audience::Selected,
        ..said(&"a".repeat(10_001))
    };
    let refused = run(MockStore::untouched(), input).await;
    let Err(ShareError::Publish(PublishError::Invalid(InvalidFields(errors)))) = refused else {
        panic!("{refused:?}");
    };
    let fields: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.code)).collect();
    assert_eq!(
        fields,
        [("content", "too_long"), ("selected_user_ids", "required")]
    );
}

#[tokio::test]
async fn a_repeat_gives_the_first_share_and_a_key_is_good_for_one_request() {
    let key = IdempotencyKey {
        operation: "posts.share",
        key: "k".into(),
        fingerprint: [1; 32],
    };
    let share = async |store| {
        Share::new(ports(store))
            .run(&actor(SHARER), ORIGINAL, said(""), Some(key.clone()))
            .await
    };
    let store = MockStore::writing(|tx| {
        tx.expect_claim_key()
            .returning(|_, _, _, _| Ok(Claim::Done(9)));
        no_standings(tx);
        tx.expect_visible_post()
            .with(eq(UserId::new(SHARER)), eq(PostId::new(9)))
            .returning(|_, _| Ok(Some(authored(post(9)))));
        // The first share may be waiting for its commit still.
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    assert_eq!(share(store).await.unwrap().post, post(9));
    let store = MockStore::writing(|tx| {
        tx.expect_claim_key()
            .returning(|_, _, _, _| Ok(Claim::Mismatch));
    });
    assert!(matches!(
        share(store).await,
        Err(ShareError::Publish(PublishError::KeyReused))
    ));
}
