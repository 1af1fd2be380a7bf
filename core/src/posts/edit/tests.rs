//! What an edit stores, and what it refuses.

use mockall::predicate::eq;

use super::*;
use crate::{
    posts::fixtures::{AUTHOR, actor, authored, media, no_standings, now, ports, post},
    shared::id::MediaId,
    tags::Tag,
    testing::{MockStore, MockTx},
};

fn picture(id: i64, alt_text: Option<&str>) -> PictureInput {
    PictureInput {
        media: MediaId::new(id),
        alt_text: alt_text.map(str::to_owned),
    }
}

/// Post 7 with pictures 8 and 9.
fn with_two_pictures(tx: &mut MockTx) {
    let before = Post {
        picture_count: 2,
        ..post(7)
    };
    let shown = authored(before.clone());
    tx.expect_own_post()
        .returning(move |_, _| Ok(Some(before.clone())));
    no_standings(tx);
    tx.expect_visible_post()
        .returning(move |_, _| Ok(Some(shown.clone())));
    tx.expect_post_pictures().returning(|_| {
        Ok(vec![
            (PostId::new(7), media(8, "Eight")),
            (PostId::new(7), media(9, "Nine")),
        ])
    });
}

/// Before the post is stored anew.
fn keeps_what_it_said(tx: &mut MockTx) {
    tx.expect_keep_version()
        .with(eq(PostId::new(7)), eq(1), eq(now()))
        .times(1)
        .returning(|_, _, _| Ok(()));
}

fn stores(tx: &mut MockTx, expected: impl Fn(&Post) -> bool + Send + 'static) {
    tx.expect_update_post()
        .withf(expected)
        .times(1)
        .returning(|_| Ok(()));
    tx.expect_emit()
        .with(eq(Event::PostEdited {
            post: PostId::new(7),
        }))
        .times(1)
        .returning(|_| Ok(()));
    tx.expect_commit().times(1).returning(|| Ok(()));
}

async fn run(store: MockStore, edit: PostEdit) -> Result<PostView, EditError> {
    Edit::new(ports(store))
        .run(&actor(AUTHOR), PostId::new(7), edit)
        .await
}

/// Post 7, which mentions one person and has one tag.
fn with_names(tx: &mut MockTx) {
    let before = Post {
        text: PostText::stored("@ben: #snow".into()),
        ..post(7)
    };
    let shown = authored(post(7));
    no_standings(tx);
    tx.expect_own_post()
        .returning(move |_, _| Ok(Some(before.clone())));
    tx.expect_visible_post()
        .returning(move |_, _| Ok(Some(shown.clone())));
}

#[tokio::test]
async fn what_another_text_names_replaces_what_the_first_named() {
    let store = MockStore::writing(|tx| {
        with_names(tx);
        keeps_what_it_said(tx);
        tx.expect_set_post_tags()
            .with(eq(PostId::new(7)), eq([Tag::stored("ice".into())]))
            .times(1)
            .returning(|_, _| Ok(()));
        tx.expect_set_post_mentions()
            .withf(|_, _, handles| handles.is_empty())
            .times(1)
            .returning(|_, _, _| Ok(Vec::new()));
        stores(tx, |p| p.text.as_str() == "#ice");
    });
    let edit = PostEdit {
        content: Some("#ice".into()),
        ..PostEdit::default()
    };
    run(store, edit).await.unwrap();
}

#[tokio::test]
async fn a_text_that_names_the_same_stores_no_names_and_tells_nobody() {
    let store = MockStore::writing(|tx| {
        with_names(tx);
        keeps_what_it_said(tx);
        stores(tx, |p| p.text.as_str() == "@Ben! #SNOW!");
    });
    let edit = PostEdit {
        content: Some("@Ben! #SNOW!".into()),
        ..PostEdit::default()
    };
    run(store, edit).await.unwrap();
}

#[tokio::test]
async fn another_text_marks_the_post_as_edited_and_leaves_the_rest() {
    let store = MockStore::writing(|tx| {
        with_two_pictures(tx);
        keeps_what_it_said(tx);
        stores(tx, |p| {
            p.text.as_str() == "Bye"
                && p.edited_at == Some(now())
                && p.picture_count == 2
                && p.audience == Audience::Public
        });
    });
    run(
        store,
        PostEdit {
            content: Some("Bye".into()),
            ..PostEdit::default()
        },
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn another_warning_alone_does_not_and_an_empty_one_takes_it_away() {
    for (before, said, after) in [
        (None, " Spiders ", Some("Spiders")),
        (Some("Spiders"), "", None),
    ] {
        let store = MockStore::writing(move |tx| {
            let before = Post {
                warning: before.map(|warning| ContentWarning::stored(warning.into())),
                ..post(7)
            };
            tx.expect_own_post()
                .return_once(move |_, _| Ok(Some(before)));
            no_standings(tx);
            tx.expect_visible_post()
                .returning(|_, _| Ok(Some(authored(post(7)))));
            stores(tx, move |p| {
                p.warning.as_ref().map(ContentWarning::as_str) == after && p.edited_at.is_none()
            });
        });
        let edit = PostEdit {
            warning: Some(said.into()),
            ..PostEdit::default()
        };
        run(store, edit).await.unwrap();
    }
}

#[tokio::test]
async fn a_share_may_be_without_words_and_has_neither_title_nor_pictures() {
    let share = |tx: &mut MockTx| {
        let share = Post {
            original: Some(PostId::new(3)),
            ..post(7)
        };
        tx.expect_own_post()
            .return_once(move |_, _| Ok(Some(share)));
    };
    let store = MockStore::writing(move |tx| {
        share(tx);
        keeps_what_it_said(tx);
        no_standings(tx);
        tx.expect_visible_post()
            .returning(|_, _| Ok(Some(authored(post(7)))));
        stores(tx, |p| p.text.is_empty());
    });
    let bare = PostEdit {
        content: Some(String::new()),
        ..PostEdit::default()
    };
    run(store, bare).await.unwrap();

    let full = PostEdit {
        title: Some("Title".into()),
        media: Some(vec![picture(8, None)]),
        ..PostEdit::default()
    };
    let Err(EditError::Invalid(InvalidFields(errors))) = run(MockStore::writing(share), full).await
    else {
        panic!("a share took a title");
    };
    let fields: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.code)).collect();
    assert_eq!(fields, [("title", "of_a_share"), ("media", "of_a_share")]);
}

#[tokio::test]
async fn another_audience_alone_does_not() {
    let store = MockStore::writing(|tx| {
        with_two_pictures(tx);
        stores(tx, |p| {
            p.audience == Audience::OnlyMe && p.edited_at.is_none()
        });
    });
    run(
        store,
        PostEdit {
            audience: Some(Audience::OnlyMe),
            ..PostEdit::default()
        },
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn an_empty_title_takes_the_title_away() {
    let store = MockStore::writing(|tx| {
        let before = Post {
            title: Some(PostTitle::stored("Old".into())),
            ..post(7)
        };
        tx.expect_own_post()
            .return_once(move |_, _| Ok(Some(before)));
        no_standings(tx);
        tx.expect_visible_post()
            .returning(|_, _| Ok(Some(authored(post(7)))));
        keeps_what_it_said(tx);
        stores(tx, |p| p.title.is_none() && p.edited_at.is_some());
    });
    run(
        store,
        PostEdit {
            title: Some(String::new()),
            ..PostEdit::default()
        },
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn reordering_redescribing_adding_and_removing_pictures_are_edits() {
    let lists = [
        vec![picture(9, None), picture(8, None)],
        vec![picture(8, None), picture(9, Some("Neuf"))],
        vec![picture(8, None), picture(9, None), picture(10, None)],
        vec![picture(8, None)],
        vec![],
    ];
    for wanted in lists {
        let count = wanted.len();
        let store = MockStore::writing(move |tx| {
            with_two_pictures(tx);
            tx.expect_set_pictures()
                .withf(move |_, _, pictures| pictures.len() == count)
                .times(1)
                .returning(|_, _, _| Ok(Vec::new()));
            stores(tx, move |p| {
                p.edited_at == Some(now()) && p.picture_count == count
            });
        });
        run(
            store,
            PostEdit {
                media: Some(wanted),
                ..PostEdit::default()
            },
        )
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn the_same_again_stores_nothing() {
    let edit = PostEdit {
        title: Some(String::new()),
        content: Some(" Hello ".into()),
        warning: Some(" ".into()),
        audience: Some(Audience::Public),
        selected: None,
        comment_policy: None,
        media: Some(vec![picture(8, Some("Eight")), picture(9, None)]),
    };
    let store = MockStore::writing(|tx| {
        with_two_pictures(tx);
        // What is repeated may be waiting for its commit still.
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    let view = run(store, edit).await.unwrap();
    assert_eq!(view.post.edited_at, None);
}

#[tokio::test]
async fn the_last_picture_cannot_be_taken_from_a_post_without_text() {
    let store = MockStore::writing(|tx| {
        let before = Post {
            text: PostText::default(),
            picture_count: 1,
            ..post(7)
        };
        tx.expect_own_post()
            .return_once(move |_, _| Ok(Some(before)));
        tx.expect_post_pictures()
            .returning(|_| Ok(vec![(PostId::new(7), media(8, ""))]));
    });
    let edited = run(
        store,
        PostEdit {
            media: Some(Vec::new()),
            ..PostEdit::default()
        },
    )
    .await;
    assert!(
        matches!(edited, Err(EditError::Invalid(InvalidFields(errors))) if errors[0].field == "content")
    );
}

#[tokio::test]
async fn an_unusable_picture_undoes_the_whole_edit() {
    let store = MockStore::writing(|tx| {
        with_two_pictures(tx);
        tx.expect_update_post().returning(|_| Ok(()));
        tx.expect_set_pictures().returning(|_, _, _| Ok(vec![0]));
    });
    let edited = run(
        store,
        PostEdit {
            media: Some(vec![picture(77, None)]),
            ..PostEdit::default()
        },
    )
    .await;
    assert!(
        matches!(edited, Err(EditError::Invalid(InvalidFields(errors))) if errors[0].field == "media.0.id")
    );
}

/// Post 7 for `audience`; `expected` is what becomes of its names, `None` when they stay.
fn names_become(
    tx: &mut MockTx,
    audience: Audience,
    expected: Option<&'static [i64]>,
    updated: Option<Audience>,
) {
    let before = Post {
        audience,
        ..post(7)
    };
    tx.expect_own_post()
        .return_once(move |_, _| Ok(Some(before)));
    no_standings(tx);
    tx.expect_visible_post()
        .returning(|_, _| Ok(Some(authored(post(7)))));
    if let Some(expected) = expected {
        tx.expect_set_selected()
            .withf(move |_, _, names| names.iter().map(|name| name.get()).eq(expected.to_vec()))
            .times(1)
            .returning(|_, _, _| Ok(Vec::new()));
    }
    if let Some(updated) = updated {
        stores(tx, move |p| p.audience == updated && p.edited_at.is_none());
    }
}

fn audience(audience: Option<Audience>, ids: Option<&[i64]>) -> PostEdit {
    PostEdit {
        audience,
        selected: ids.map(|ids| ids.iter().copied().map(UserId::new).collect()),
        ..PostEdit::default()
    }
}

#[tokio::test]
async fn names_follow_the_audience() {
    use Audience::{Friends, Public, Selected};
    type Case = (Audience, PostEdit, Option<&'static [i64]>, Option<Audience>);
    let cases: [Case; 5] = [
        (
            Public,
            audience(Some(Selected), Some(&[8])),
            Some(&[8]),
            Some(Selected),
        ),
        (
            Selected,
            audience(None, Some(&[9])),
            Some(&[9]),
            Some(Selected),
        ),
        (
            Selected,
            audience(Some(Friends), None),
            Some(&[]),
            Some(Friends),
        ),
        (
            Selected,
            audience(Some(Friends), Some(&[])),
            Some(&[]),
            Some(Friends),
        ),
        (
            Public,
            audience(Some(Friends), Some(&[])),
            None,
            Some(Friends),
        ),
    ];
    for (before, edit, expected, updated) in cases {
        let store = MockStore::writing(move |tx| names_become(tx, before, expected, updated));
        run(store, edit).await.unwrap();
    }
    let unchanged = MockStore::writing(|tx| {
        names_become(tx, Selected, None, None);
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    let same = audience(Some(Selected), None);
    run(unchanged, same).await.unwrap();
}

#[tokio::test]
async fn names_without_the_audience_and_the_audience_without_names_are_refused() {
    use Audience::{Friends, Public, Selected};
    let cases = [
        (Public, audience(Some(Selected), None), "required"),
        (Selected, audience(None, Some(&[])), "required"),
        (
            Selected,
            audience(Some(Friends), Some(&[8])),
            "not_selected",
        ),
        (Public, audience(None, Some(&[8])), "not_selected"),
    ];
    for (before, edit, code) in cases {
        let store = MockStore::writing(move |tx| names_become(tx, before, None, None));
        let refused = run(store, edit).await;
        assert!(
            matches!(&refused, Err(EditError::Invalid(InvalidFields(errors)))
                if errors[0].field == "selected_user_ids" && errors[0].code == code),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn a_post_that_is_not_there_or_a_deleted_one_is_not_found() {
    for found in [
        None,
        Some(Post {
            deleted_at: Some(now()),
            ..post(7)
        }),
    ] {
        let store = MockStore::writing(move |tx| {
            tx.expect_own_post().return_once(move |_, _| Ok(found));
            tx.expect_visible_post().returning(|_, _| Ok(None));
        });
        let edited = run(
            store,
            PostEdit {
                content: Some("Mine now".into()),
                ..PostEdit::default()
            },
        )
        .await;
        assert!(matches!(
            edited,
            Err(EditError::Refused(ChangeRefusal::NotFound))
        ));
    }
}

#[tokio::test]
async fn what_belongs_to_an_event_is_changed_there() {
    let store = MockStore::writing(|tx| {
        tx.expect_own_post().returning(|_, _| {
            Ok(Some(Post {
                has_event: true,
                ..post(7)
            }))
        });
    });
    let edit = PostEdit {
        content: Some("Come along".into()),
        ..PostEdit::default()
    };
    assert!(matches!(run(store, edit).await, Err(EditError::OfAnEvent)));
}
