//! What publishing stores, and what it refuses.

use mockall::{Sequence, predicate::eq};

use super::*;
use crate::{
    groups::{Standing, fixtures::GROUP},
    polls::{PollTerms, ResultsFrom, fixtures::poll},
    posts::fixtures::{AUTHOR, actor, authored, media, no_standings, now, ports, post},
    profiles::UserSummary,
    reactions::Target,
    shared::id::MediaId,
    tags::{Mention, Tag},
    testing::MockStore,
};

fn said(content: &str) -> NewPost {
    NewPost {
        title: None,
        content: content.into(),
        warning: None,
        audience: Audience::Public,
        selected: Vec::new(),
        group: None,
        comment_policy: CommentPolicy::Everyone,
        media: Vec::new(),
        poll: None,
    }
}

fn with_pictures(content: &str, ids: &[i64]) -> NewPost {
    let media = ids
        .iter()
        .map(|id| PictureInput {
            media: MediaId::new(*id),
            alt_text: None,
        })
        .collect();
    NewPost {
        media,
        ..said(content)
    }
}

fn key() -> IdempotencyKey {
    IdempotencyKey {
        operation: "publish_post",
        key: "k".into(),
        fingerprint: [1; 32],
    }
}

async fn refused(input: NewPost, store: MockStore) -> Vec<(String, &'static str)> {
    match Publish::new(ports(store))
        .run(&actor(AUTHOR), input, None)
        .await
    {
        Err(PublishError::Invalid(InvalidFields(errors))) => {
            errors.into_iter().map(|e| (e.field, e.code)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_post_its_pictures_and_its_event_are_stored_together() {
    let store = MockStore::writing(|tx| {
        tx.expect_insert_post()
            .withf(|p| {
                p.author == UserId::new(AUTHOR) && p.created_at == now() && p.picture_count == 2
            })
            .times(1)
            .returning(|_| Ok(()));
        tx.expect_set_pictures()
            .withf(|_, _, pictures| pictures.iter().map(|p| p.media.get()).eq([8, 9]))
            .times(1)
            .returning(|_, _, _| Ok(Vec::new()));
        tx.expect_set_default_audience()
            .with(eq(UserId::new(AUTHOR)), eq(Audience::Public))
            .times(1)
            .returning(|_, _| Ok(()));
        tx.expect_emit()
            .with(eq(Event::PostPublished {
                post: PostId::new(1),
            }))
            .times(1)
            .returning(|_| Ok(()));
        no_standings(tx);
        tx.expect_visible_post().returning(|_, _| {
            Ok(Some(authored(Post {
                picture_count: 2,
                ..post(1)
            })))
        });
        tx.expect_post_pictures().returning(|_| {
            Ok(vec![
                (PostId::new(1), media(8, "")),
                (PostId::new(1), media(9, "")),
            ])
        });
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    let view = Publish::new(ports(store))
        .run(&actor(AUTHOR), with_pictures("", &[8, 9]), None)
        .await
        .unwrap();
    assert_eq!(view.media, [media(8, ""), media(9, "")]);
}

fn in_group() -> NewPost {
    NewPost {
        group: Some(GROUP),
        ..said("Hello")
    }
}

#[tokio::test]
async fn who_belongs_to_a_group_posts_in_it_and_holds_it_last() {
    let store = MockStore::writing(|tx| {
        let mut order = Sequence::new();
        tx.expect_known_standing()
            .times(1)
            .in_sequence(&mut order)
            .returning(|_, _| Ok(Some(Standing::Member)));
        tx.expect_insert_post()
            .withf(|post| (post.group, post.audience) == (Some(GROUP), Audience::Group))
            .times(1)
            .in_sequence(&mut order)
            .returning(|_| Ok(()));
        tx.expect_note_group_activity()
            .with(eq(GROUP), eq(PostId::new(1)))
            .times(1)
            .in_sequence(&mut order)
            .returning(|_, _| Ok(()));
        tx.expect_belonging_held()
            .with(eq(GROUP), eq(UserId::new(AUTHOR)))
            .times(1)
            .in_sequence(&mut order)
            .returning(|_, _| Ok(Some(Standing::Member)));
        tx.expect_emit().times(1).returning(|_| Ok(()));
        no_standings(tx);
        tx.expect_visible_post()
            .returning(|_, _| Ok(Some(authored(post(1)))));
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    let publish = Publish::new(ports(store));
    publish.run(&actor(AUTHOR), in_group(), None).await.unwrap();
}

#[tokio::test]
async fn whose_membership_ends_meanwhile_posts_nothing() {
    let store = MockStore::writing(|tx| {
        let mut standing = Standing::Member;
        tx.expect_known_standing()
            .times(2)
            .returning(move |_, _| Ok(Some(std::mem::replace(&mut standing, Standing::None))));
        tx.expect_insert_post().returning(|_| Ok(()));
        tx.expect_note_group_activity().returning(|_, _| Ok(()));
        tx.expect_belonging_held().returning(|_, _| Ok(None));
    });
    let publish = Publish::new(ports(store));
    let refused = publish.run(&actor(AUTHOR), in_group(), None).await;
    assert!(matches!(refused, Err(PublishError::NotAMember)));
}

fn asking(options: &[&str]) -> NewPost {
    let terms = PollTerms {
        multiple: true,
        ends_at: None,
        results: ResultsFrom::AfterVote,
    };
    let options = options.iter().map(|&text| text.to_owned()).collect();
    NewPost {
        poll: Some(PollInput { options, terms }),
        ..said("Tea?")
    }
}

#[tokio::test]
async fn a_poll_is_stored_with_its_post() {
    let store = MockStore::writing(|tx| {
        tx.expect_insert_post()
            .withf(|p| p.has_poll)
            .times(1)
            .returning(|_| Ok(()));
        tx.expect_insert_poll()
            .withf(|post, poll| {
                let texts = poll.options.iter().map(|option| option.text.as_str());
                post.get() == 1 && poll.terms.multiple && texts.eq(["Yes", "No"])
            })
            .times(1)
            .returning(|_, _| Ok(()));
        tx.expect_set_default_audience().returning(|_, _| Ok(()));
        tx.expect_emit().times(1).returning(|_| Ok(()));
        no_standings(tx);
        tx.expect_visible_post().returning(|_, _| {
            Ok(Some(authored(Post {
                has_poll: true,
                ..post(1)
            })))
        });
        tx.expect_polls_of()
            .returning(|_, _| Ok(vec![(PostId::new(1), poll(&[("Yes", 0), ("No", 0)], &[]))]));
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    let view = Publish::new(ports(store))
        .run(&actor(AUTHOR), asking(&["Yes", "No"]), None)
        .await
        .unwrap();
    assert_eq!(view.poll.unwrap().options.len(), 2);
}

#[tokio::test]
async fn a_poll_is_refused_with_the_rest_of_the_form() {
    let errors = refused(
        NewPost {
            content: String::new(),
            ..asking(&["Yes", "yes"])
        },
        MockStore::untouched(),
    )
    .await;
    assert_eq!(
        errors,
        [
            ("content".to_owned(), "required"),
            ("poll.options.1".to_owned(), "duplicate")
        ]
    );
}

#[tokio::test]
async fn what_the_text_names_is_stored_with_it_and_the_mentioned_are_told() {
    let text = "@ben, @me: #Snow";
    let (ben, me) = (UserId::new(7), UserId::new(AUTHOR));
    let store = MockStore::writing(move |tx| {
        tx.expect_insert_post().returning(|_| Ok(()));
        tx.expect_set_default_audience().returning(|_, _| Ok(()));
        tx.expect_set_post_tags()
            .with(eq(PostId::new(1)), eq([Tag::stored("snow".into())]))
            .times(1)
            .returning(|_, _| Ok(()));
        tx.expect_set_post_mentions()
            .withf(move |author, post, handles| {
                (*author, post.get()) == (me, 1) && handles == ["ben"]
            })
            .times(1)
            .returning(move |_, _, _| Ok(vec![ben, me]));
        for event in [
            Event::MemberMentioned {
                target: Target::Post(PostId::new(1)),
                user: ben,
            },
            Event::PostPublished {
                post: PostId::new(1),
            },
        ] {
            tx.expect_emit()
                .with(eq(event))
                .times(1)
                .returning(|_| Ok(()));
        }
        no_standings(tx);
        tx.expect_visible_post().returning(move |_, _| {
            Ok(Some(authored(Post {
                text: PostText::stored(text.into()),
                ..post(1)
            })))
        });
        tx.expect_mentions_of().returning(move |_, _| {
            let user = UserSummary {
                id: ben,
                ..authored(post(1)).author
            };
            let written = "ben".into();
            Ok(vec![(PostId::new(1), Mention { written, user })])
        });
        tx.expect_unreached_by()
            .with(eq(PostId::new(1)))
            .times(1)
            .returning(|_| Ok(vec![authored(post(1)).author]));
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    let view = Publish::new(ports(store))
        .run(&actor(AUTHOR), said(text), None)
        .await
        .unwrap();
    assert_eq!(view.unreached.map(|people| people.len()), Some(1));
    assert_eq!((view.mentions.len(), view.tags.len()), (1, 1));
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_nothing_is_opened() {
    let mut input = with_pictures(&"a".repeat(10_001), &[1, 1]);
    input.title = Some("a\nb".into());
    let errors = refused(input, MockStore::untouched()).await;
    assert_eq!(
        errors,
        [
            ("title".to_owned(), "invalid_characters"),
            ("content".to_owned(), "too_long"),
            ("media.1.id".to_owned(), "duplicate")
        ]
    );
}

#[tokio::test]
async fn a_post_says_or_shows_something() {
    assert_eq!(
        refused(said("  "), MockStore::untouched()).await,
        [("content".to_owned(), "required")]
    );
}

#[tokio::test]
async fn unusable_pictures_are_named_and_nothing_is_committed() {
    let store = MockStore::writing(|tx| {
        tx.expect_insert_post().returning(|_| Ok(()));
        tx.expect_set_pictures().returning(|_, _, _| Ok(vec![1]));
    });
    assert_eq!(
        refused(with_pictures("", &[8, 9]), store).await,
        [("media.1.id".to_owned(), "unusable_media")]
    );
}

fn for_selected(ids: &[i64]) -> NewPost {
    NewPost {
        audience: Audience::Selected,
        selected: ids.iter().copied().map(UserId::new).collect(),
        group: None,
        ..said("Hello")
    }
}

#[tokio::test]
async fn who_is_named_is_stored_with_the_post() {
    let store = MockStore::writing(|tx| {
        tx.expect_insert_post().returning(|_| Ok(()));
        tx.expect_set_selected()
            .withf(|author, post, names| {
                author.get() == AUTHOR
                    && post.get() == 1
                    && names.iter().map(|name| name.get()).eq([8, 9])
            })
            .times(1)
            .returning(|_, _, _| Ok(Vec::new()));
        tx.expect_emit().times(1).returning(|_| Ok(()));
        no_standings(tx);
        tx.expect_visible_post().returning(|_, _| {
            Ok(Some(authored(Post {
                audience: Audience::Selected,
                ..post(1)
            })))
        });
        tx.expect_selected_of()
            .returning(|_| Ok(vec![(PostId::new(1), authored(post(1)).author)]));
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    let view = Publish::new(ports(store))
        .run(&actor(AUTHOR), for_selected(&[8, 9]), None)
        .await
        .unwrap();
    assert_eq!(view.selected.unwrap().len(), 1);
}

#[tokio::test]
async fn who_is_not_connected_is_refused_and_nothing_is_committed() {
    let store = MockStore::writing(|tx| {
        tx.expect_insert_post().returning(|_| Ok(()));
        tx.expect_set_selected().returning(|_, _, _| Ok(vec![1]));
    });
    assert_eq!(
        refused(for_selected(&[8, 9]), store).await,
        [("selected_user_ids.1".to_owned(), "not_connected")]
    );
    assert_eq!(
        refused(for_selected(&[]), MockStore::untouched()).await,
        [("selected_user_ids".to_owned(), "required")]
    );
}

#[tokio::test]
async fn a_repeat_gives_the_first_post_and_stores_nothing() {
    let store = MockStore::writing(|tx| {
        tx.expect_claim_key()
            .with(eq(UserId::new(AUTHOR)), eq(key()), eq(1), eq(now()))
            .returning(|_, _, _, _| Ok(Claim::Done(7)));
        no_standings(tx);
        tx.expect_visible_post()
            .with(eq(UserId::new(AUTHOR)), eq(PostId::new(7)))
            .returning(|_, _| Ok(Some(authored(post(7)))));
        // The first post may be waiting for its commit still.
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    let view = Publish::new(ports(store))
        .run(&actor(AUTHOR), said("Hello"), Some(key()))
        .await
        .unwrap();
    assert_eq!(view.post.id, PostId::new(7));
}

#[tokio::test]
async fn a_repeat_of_a_deleted_post_says_so() {
    let store = MockStore::writing(|tx| {
        tx.expect_claim_key()
            .returning(|_, _, _, _| Ok(Claim::Done(7)));
        tx.expect_visible_post().returning(|_, _| Ok(None));
    });
    let repeated = Publish::new(ports(store))
        .run(&actor(AUTHOR), said("Hello"), Some(key()))
        .await;
    assert!(matches!(repeated, Err(PublishError::Gone)));
}

#[tokio::test]
async fn a_key_is_good_for_one_request() {
    let store = MockStore::writing(|tx| {
        tx.expect_claim_key()
            .returning(|_, _, _, _| Ok(Claim::Mismatch));
    });
    let other = Publish::new(ports(store))
        .run(&actor(AUTHOR), said("Hello"), Some(key()))
        .await;
    assert!(matches!(other, Err(PublishError::KeyReused)));
}
