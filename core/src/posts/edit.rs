//! Changing a post.

use super::{
    audience::Audience,
    picture::{Picture, PictureInput, parse_pictures, pictures_differ, refuse_unusable},
    post::{Post, PostText, PostTitle},
    view::{PostView, show_one},
};
use crate::{
    media::Media,
    shared::{
        actor::Actor,
        clock::Timestamp,
        event::Event,
        fields::{FormCheck, InvalidFields},
        id::PostId,
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// What is to change; `None` leaves a part as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostEdit {
    /// A new heading; empty takes it away.
    pub title: Option<String>,
    /// A new text.
    pub content: Option<String>,
    /// Another audience.
    pub audience: Option<Audience>,
    /// All pictures that the post is to have, in order.
    pub media: Option<Vec<PictureInput>>,
}

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// Fields were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// Not there, deleted, or by somebody else.
    #[error("no such post")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes posts.
pub struct Edit {
    ports: Ports,
}

impl Edit {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Changes one's own post and gives it as it is now. It counts as edited when its text or pictures are other
    /// than before; another audience alone does not show.
    #[tracing::instrument(name = "posts.edit", skip_all, fields(%post))]
    pub async fn run(
        &self,
        actor: &Actor,
        post: PostId,
        edit: PostEdit,
    ) -> Result<PostView, EditError> {
        let change = Change::parse(edit)?;
        let mut tx = self.ports.store.write().await?;
        let before = tx
            .own_post(actor.user, post)
            .await?
            .filter(Post::is_live)
            .ok_or(EditError::NotFound)?;
        let changed = store_change(tx.as_mut(), before, change, self.ports.clock.now()).await?;
        let view = show_one(tx.as_mut(), actor.user, post)
            .await?
            .ok_or(EditError::NotFound)?;
        if changed {
            tx.commit().await?;
        }
        Ok(view)
    }
}

/// A [`PostEdit`] that was checked.
struct Change {
    title: Option<NewTitle>,
    text: Option<PostText>,
    audience: Option<Audience>,
    pictures: Option<Vec<Picture>>,
}

struct NewTitle(Option<PostTitle>);

impl Change {
    fn parse(edit: PostEdit) -> Result<Self, InvalidFields> {
        let mut form = FormCheck::default();
        let change = Self {
            title: edit
                .title
                .and_then(|raw| form.field("title", PostTitle::parse(&raw).map(NewTitle))),
            text: edit
                .content
                .and_then(|raw| form.field("content", PostText::parse(&raw))),
            audience: edit.audience,
            pictures: edit.media.map(|inputs| parse_pictures(&mut form, inputs)),
        };
        form.finish()?;
        Ok(change)
    }

    /// `before` as it becomes at `now`, where `pictures` are the ones that are to replace those it has.
    fn apply(self, before: &Post, pictures: Option<&[Picture]>, now: Timestamp) -> Post {
        let mut after = before.clone();
        if let Some(NewTitle(title)) = self.title {
            after.title = title;
        }
        after.text = self.text.unwrap_or(after.text);
        if after != *before || pictures.is_some() {
            after.edited_at = Some(now);
        }
        after.audience = self.audience.unwrap_or(after.audience);
        after.picture_count = pictures.map_or(after.picture_count, <[Picture]>::len);
        after
    }
}

/// Stores what is other than `before` and emits the event; `false` when nothing is.
async fn store_change(
    tx: &mut dyn Tx,
    before: Post,
    mut change: Change,
    now: Timestamp,
) -> Result<bool, EditError> {
    let pictures = replacement(tx, &before, change.pictures.take()).await?;
    let after = change.apply(&before, pictures.as_deref(), now);
    if after == before {
        return Ok(false);
    }
    let mut form = FormCheck::default();
    form.field("content", after.check_substance());
    form.finish()?;
    tx.update_post(&after).await?;
    if let Some(pictures) = pictures {
        let mut form = FormCheck::default();
        refuse_unusable(
            &mut form,
            &tx.set_pictures(after.author, after.id, &pictures).await?,
        );
        form.finish()?;
    }
    tx.emit(Event::PostEdited { post: after.id }).await?;
    Ok(true)
}

/// The `wanted` pictures, unless they are what the post has.
async fn replacement(
    tx: &mut dyn Tx,
    post: &Post,
    wanted: Option<Vec<Picture>>,
) -> Result<Option<Vec<Picture>>, StoreError> {
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    let has = if post.picture_count == 0 {
        Vec::new()
    } else {
        tx.post_pictures(&[post.id]).await?
    };
    let has: Vec<Media> = has.into_iter().map(|(_, media)| media).collect();
    Ok(pictures_differ(&has, &wanted).then_some(wanted))
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, authored, media, now, ports, post},
        shared::id::MediaId,
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
        tx.expect_visible_post()
            .returning(move |_, _| Ok(Some(shown.clone())));
        tx.expect_post_pictures().returning(|_| {
            Ok(vec![
                (PostId::new(7), media(8, "Eight")),
                (PostId::new(7), media(9, "Nine")),
            ])
        });
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

    #[tokio::test]
    async fn another_text_marks_the_post_as_edited_and_leaves_the_rest() {
        let store = MockStore::writing(|tx| {
            with_two_pictures(tx);
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
            tx.expect_visible_post()
                .returning(|_, _| Ok(Some(authored(post(7)))));
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
            audience: Some(Audience::Public),
            media: Some(vec![picture(8, Some("Eight")), picture(9, None)]),
        };
        let view = run(MockStore::writing(with_two_pictures), edit)
            .await
            .unwrap();
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

    #[tokio::test]
    async fn a_post_of_somebody_else_or_a_deleted_one_is_not_found() {
        for found in [
            None,
            Some(Post {
                deleted_at: Some(now()),
                ..post(7)
            }),
        ] {
            let store = MockStore::writing(move |tx| {
                tx.expect_own_post().return_once(move |_, _| Ok(found));
            });
            let edited = run(
                store,
                PostEdit {
                    content: Some("Mine now".into()),
                    ..PostEdit::default()
                },
            )
            .await;
            assert!(matches!(edited, Err(EditError::NotFound)));
        }
    }
}
