//! Changing a comment.

use super::{
    comment::{Comment, CommentText, unusable_picture},
    view::{CommentView, show_written},
};
use crate::{
    shared::{
        actor::Actor,
        event::Event,
        fields::{FormCheck, InvalidFields},
        id::{CommentId, MediaId},
        ports::Ports,
        store::{StoreError, Tx},
    },
    tags::note_mentions_in,
};

/// What is to change; `None` leaves a part as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommentEdit {
    /// A new text.
    pub content: Option<String>,
    /// Another picture, or none.
    pub picture: Option<Option<MediaId>>,
}

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum EditCommentError {
    /// Fields were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// Not there, deleted, or not for the actor to see.
    #[error("no such comment")]
    NotFound,
    /// They see it, but somebody else wrote it.
    #[error("the comment is somebody else's")]
    NotTheirs,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes comments.
pub struct EditComment {
    ports: Ports,
}

impl EditComment {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Changes one's own comment and gives it as it is now. It counts as edited when its text or picture are other than
    /// before. Who may no longer comment may still change what they said.
    #[tracing::instrument(name = "comments.edit", skip_all, fields(%comment))]
    pub async fn run(
        &self,
        actor: &Actor,
        comment: CommentId,
        edit: CommentEdit,
    ) -> Result<CommentView, EditCommentError> {
        let mut form = FormCheck::default();
        let text = edit
            .content
            .and_then(|raw| form.field("content", CommentText::parse(&raw)));
        form.finish()?;
        let mut tx = self.ports.store.write().await?;
        let before = tx
            .comment_to_change(actor.user, comment)
            .await?
            .map(|(found, _)| found)
            .filter(Comment::is_live)
            .ok_or(EditCommentError::NotFound)?;
        if before.author != actor.user {
            return Err(EditCommentError::NotTheirs);
        }
        let after = Comment {
            text: text.unwrap_or_else(|| before.text.clone()),
            picture: edit.picture.unwrap_or(before.picture),
            ..before.clone()
        };
        if after != before {
            let after = Comment {
                edited_at: Some(self.ports.clock.now()),
                ..after
            };
            store_change(tx.as_mut(), &before, &after).await?;
        }
        let view = show_written(tx.as_mut(), actor.user, comment)
            .await?
            .ok_or(EditCommentError::NotFound)?;
        // Also when nothing changed: what made it so may be waiting for its commit still.
        tx.commit().await?;
        Ok(view)
    }
}

async fn store_change(
    tx: &mut dyn Tx,
    before: &Comment,
    after: &Comment,
) -> Result<(), EditCommentError> {
    let mut form = FormCheck::default();
    form.field("content", after.check_substance());
    form.finish()?;
    tx.update_comment(after).await?;
    if after.picture != before.picture
        && !tx
            .set_comment_picture(after.author, after.id, after.picture)
            .await?
    {
        return Err(InvalidFields::one("media_id", unusable_picture()).into());
    }
    note_mentions_in(tx, before.text.as_str(), after).await?;
    tx.emit(Event::CommentEdited {
        comment: after.id,
        post: after.post,
    })
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        comments::{
            Deletion,
            fixtures::{COMMENTER, POST, comment, discussed, found},
        },
        posts::fixtures::{AUTHOR, actor, now, ports},
        testing::{MockStore, MockTx},
    };

    const ID: CommentId = CommentId::new(5);

    fn has(tx: &mut MockTx, before: Comment) {
        tx.expect_comment_to_change()
            .return_once(move |_, _| Ok(Some((before, discussed()))));
    }

    fn is_shown(tx: &mut MockTx) {
        tx.expect_comment_with_ancestors()
            .returning(|_, _, _| Ok(vec![found(5)]));
        tx.expect_commit().times(1).returning(|| Ok(()));
    }

    async fn run(store: MockStore, edit: CommentEdit) -> Result<CommentView, EditCommentError> {
        let edits = EditComment::new(ports(store));
        edits.run(&actor(COMMENTER), ID, edit).await
    }

    fn saying(content: &str) -> CommentEdit {
        CommentEdit {
            content: Some(content.into()),
            picture: None,
        }
    }

    #[tokio::test]
    async fn another_text_marks_it_as_edited() {
        let store = MockStore::writing(|tx| {
            has(tx, comment(5));
            tx.expect_update_comment()
                .withf(|c| c.text.as_str() == "Better" && c.edited_at == Some(now()))
                .times(1)
                .returning(|_| Ok(()));
            let (comment, post) = (ID, POST);
            tx.expect_emit()
                .with(eq(Event::CommentEdited { comment, post }))
                .times(1)
                .returning(|_| Ok(()));
            is_shown(tx);
        });
        run(store, saying("Better")).await.unwrap();
    }

    #[tokio::test]
    async fn whom_it_no_longer_names_it_no_longer_mentions() {
        let store = MockStore::writing(|tx| {
            let text = CommentText::stored("Hello @ben".into());
            has(tx, Comment { text, ..comment(5) });
            tx.expect_update_comment().returning(|_| Ok(()));
            tx.expect_set_comment_mentions()
                .withf(|_, id, handles| *id == ID && handles.is_empty())
                .times(1)
                .returning(|_, _, _| Ok(Vec::new()));
            tx.expect_emit().times(1).returning(|_| Ok(()));
            is_shown(tx);
        });
        run(store, saying("Hello")).await.unwrap();
    }

    #[tokio::test]
    async fn the_same_text_changes_nothing() {
        let store = MockStore::writing(|tx| {
            has(tx, comment(5));
            is_shown(tx);
        });
        run(store, saying(" Lovely ")).await.unwrap();
    }

    #[tokio::test]
    async fn a_picture_comes_and_goes() {
        for (before, after, usable) in [
            (None, Some(MediaId::new(9)), true),
            (Some(MediaId::new(9)), None, true),
            (None, Some(MediaId::new(9)), false),
        ] {
            let store = MockStore::writing(move |tx| {
                let picture = before;
                has(
                    tx,
                    Comment {
                        picture,
                        ..comment(5)
                    },
                );
                tx.expect_update_comment().times(1).returning(|_| Ok(()));
                tx.expect_set_comment_picture()
                    .withf(move |author, id, picture| {
                        author.get() == COMMENTER && *id == ID && *picture == after
                    })
                    .times(1)
                    .returning(move |_, _, _| Ok(usable));
                if usable {
                    tx.expect_emit().times(1).returning(|_| Ok(()));
                    is_shown(tx);
                }
            });
            let edit = CommentEdit {
                content: None,
                picture: Some(after),
            };
            assert_eq!(run(store, edit).await.is_ok(), usable);
        }
    }

    #[tokio::test]
    async fn nothing_is_left_of_a_comment_without_text_and_picture() {
        let store = MockStore::writing(|tx| has(tx, comment(5)));
        let emptied = run(store, saying("")).await;
        assert!(matches!(emptied, Err(EditCommentError::Invalid(_))));
        let long = run(MockStore::untouched(), saying(&"a".repeat(5_001))).await;
        assert!(matches!(long, Err(EditCommentError::Invalid(_))));
    }

    #[tokio::test]
    async fn what_is_deleted_is_not_found_and_what_somebody_else_wrote_not_changed() {
        let by_another = Comment {
            author: actor(AUTHOR).user,
            ..comment(5)
        };
        let deleted = Comment {
            deletion: Some(Deletion {
                at: now(),
                by: actor(COMMENTER).user,
            }),
            ..comment(5)
        };
        for (there, seen) in [
            (None, false),
            (Some(by_another), true),
            (Some(deleted), false),
        ] {
            let store = MockStore::writing(move |tx| {
                tx.expect_comment_to_change()
                    .return_once(move |_, _| Ok(there.map(|found| (found, discussed()))));
            });
            let edited = run(store, saying("Mine")).await;
            match edited {
                Err(EditCommentError::NotTheirs) => assert!(seen),
                Err(EditCommentError::NotFound) => assert!(!seen),
                other => panic!("{other:?}"),
            }
        }
    }
}
