//! What a change of many audiences stores, tells and refuses.

use mockall::predicate::eq;

use super::*;
use crate::{
    posts::fixtures::{AUTHOR, actor, now, ports},
    shared::id::{PostId, UserId},
    testing::MockStore,
};

const ME: UserId = UserId::new(AUTHOR);
const PUBLIC: PostFilter = PostFilter {
    from: Some(Audience::Public),
    after: None,
    before: None,
};

fn case(store: MockStore) -> ChangeMany {
    ChangeMany::new(ports(store))
}

/// A post that was for `from` and is for `to`.
fn reassigned(post: i64, from: Audience, to: Audience) -> Reassigned {
    Reassigned {
        post: PostId::new(post),
        from,
        to,
        is_deleted: false,
    }
}

fn key() -> IdempotencyKey {
    IdempotencyKey {
        operation: "audiences.change_many",
        key: "k".into(),
        fingerprint: [1; 32],
    }
}

#[tokio::test]
async fn a_preview_counts_and_changes_nothing() {
    let store = MockStore::reading(|tx| {
        tx.expect_count_to_change()
            .with(eq(ME), eq(Audience::Friends), eq(PUBLIC))
            .returning(|_, _, _| Ok(3));
    });
    let preview = case(store)
        .preview(&actor(AUTHOR), Audience::Friends, &PUBLIC)
        .await
        .unwrap();
    assert_eq!(
        preview,
        Changed {
            matched: 3,
            change: None
        }
    );
}

#[tokio::test]
async fn a_change_is_remembered_and_the_newest_posts_that_gain_readers_are_told() {
    let store = MockStore::writing(|tx| {
        tx.expect_change_audiences()
            .withf(|change, filter| {
                change.author == ME
                    && change.to == Audience::Public
                    && change.changed_at == now()
                    && *filter == PostFilter::default()
            })
            .times(1)
            .returning(|_, _| {
                let gaining = |id| reassigned(id, Audience::Friends, Audience::Public);
                Ok((1..=53).map(gaining).collect())
            });
        tx.expect_emit()
            .withf(|event| matches!(event, Event::PostEdited { post } if post.get() > 3))
            .times(TOLD)
            .returning(|_| Ok(()));
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    let changed = case(store)
        .run(
            &actor(AUTHOR),
            Audience::Public,
            &PostFilter::default(),
            None,
        )
        .await
        .unwrap();
    assert_eq!((changed.matched, changed.change.is_some()), (53, true));
}

#[tokio::test]
async fn what_no_follower_gains_is_told_to_nobody() {
    use Audience::{Followers, Friends, OnlyMe, Public, Selected, Unlisted};
    for (from, to, told) in [
        (Public, Friends, false),
        (Public, Followers, false),
        (Followers, Public, false),
        (Friends, OnlyMe, false),
        (OnlyMe, Unlisted, false),
        (Selected, Friends, true),
        (Friends, Selected, true),
        (Friends, Followers, true),
        (OnlyMe, Friends, true),
        (Unlisted, Public, true),
    ] {
        let store = MockStore::writing(move |tx| {
            tx.expect_change_audiences().returning(move |_, _| {
                let deleted = Reassigned {
                    is_deleted: true,
                    ..reassigned(8, from, to)
                };
                Ok(vec![reassigned(7, from, to), deleted])
            });
            tx.expect_emit()
                .with(eq(Event::PostEdited {
                    post: PostId::new(7),
                }))
                .times(usize::from(told))
                .returning(|_| Ok(()));
            tx.expect_commit().returning(|| Ok(()));
        });
        // The store stands in for whatever made the posts for `to`.
        let changed = case(store)
            .run(&actor(AUTHOR), Public, &PostFilter::default(), None)
            .await
            .unwrap();
        assert_eq!(changed.matched, 1, "{from:?} to {to:?}");
    }
}

#[tokio::test]
async fn deleted_posts_are_changed_and_not_counted() {
    let store = MockStore::writing(|tx| {
        tx.expect_change_audiences().times(1).returning(|_, _| {
            Ok(vec![Reassigned {
                is_deleted: true,
                ..reassigned(7, Audience::Public, Audience::OnlyMe)
            }])
        });
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    let changed = case(store)
        .run(&actor(AUTHOR), Audience::OnlyMe, &PUBLIC, None)
        .await
        .unwrap();
    assert_eq!((changed.matched, changed.change.is_some()), (0, true));
}

#[tokio::test]
async fn where_nothing_fits_there_is_nothing_to_take_back() {
    let store = MockStore::writing(|tx| {
        tx.expect_change_audiences()
            .returning(|_, _| Ok(Vec::new()));
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    let changed = case(store)
        .run(&actor(AUTHOR), Audience::Friends, &PUBLIC, None)
        .await
        .unwrap();
    assert_eq!(
        changed,
        Changed {
            matched: 0,
            change: None
        }
    );
}

async fn with_key(found: Claim, remembered: Option<Changed>) -> Result<Changed, ChangeManyError> {
    let store = MockStore::writing(move |tx| {
        tx.expect_claim_key()
            .withf(|user, sent, made, at| (*user, *made, *at) == (ME, 1, now()) && *sent == key())
            .times(1)
            .returning(move |_, _, _, _| Ok(found));
        tx.expect_remembered_change()
            .with(eq(ME), eq(AudienceChangeId::new(77)))
            .returning(move |_, _| Ok(remembered));
        if found == Claim::Fresh {
            tx.expect_change_audiences()
                .times(1)
                .returning(|_, _| Ok(vec![reassigned(7, Audience::Public, Audience::Friends)]));
        }
        if found == Claim::Fresh || remembered.is_some() {
            tx.expect_commit().times(1).returning(|| Ok(()));
        }
    });
    case(store)
        .run(&actor(AUTHOR), Audience::Friends, &PUBLIC, Some(key()))
        .await
}

#[tokio::test]
async fn a_repeat_gives_what_the_first_request_did() {
    let first = with_key(Claim::Fresh, None).await.unwrap();
    assert_eq!(first.change, Some(AudienceChangeId::new(1)));
    let done = Changed {
        matched: 4,
        change: Some(AudienceChangeId::new(77)),
    };
    let repeated = with_key(Claim::Done(77), Some(done)).await.unwrap();
    assert_eq!(repeated, done);
}

#[tokio::test]
async fn a_key_is_good_for_one_request_as_long_as_its_change_is_remembered() {
    for found in [Claim::Mismatch, Claim::Done(77)] {
        let refused = with_key(found, None).await;
        assert!(
            matches!(refused, Err(ChangeManyError::KeySpent)),
            "{found:?}"
        );
    }
}

#[tokio::test]
async fn many_posts_cannot_be_for_selected_people() {
    let case = case(MockStore::untouched());
    for refused in [
        case.run(&actor(AUTHOR), Audience::Selected, &PUBLIC, None)
            .await,
        case.preview(&actor(AUTHOR), Audience::Selected, &PUBLIC)
            .await,
    ] {
        assert!(
            matches!(refused, Err(ChangeManyError::Invalid(InvalidFields(errors))) if errors[0].field == "to")
        );
    }
}
