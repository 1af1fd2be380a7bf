//! Taking a preview away, and showing it again.

use crate::{
    posts::{ChangeRefusal, change_refusal},
    shared::{actor::Actor, id::PostId, ports::Ports, store::StoreError},
};

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum ShowPreviewError {
    /// The post is not theirs to change.
    #[error(transparent)]
    Refused(#[from] ChangeRefusal),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets authors decide whether their posts show a preview.
pub struct ShowPreview {
    ports: Ports,
}

impl ShowPreview {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Takes the preview of one's own post away, or shows it again. It stays so until the post has another address. Where
    /// there is none, or none yet, nothing happens.
    #[tracing::instrument(name = "previews.show", skip_all, fields(%post, is_shown))]
    pub async fn run(
        &self,
        actor: &Actor,
        post: PostId,
        is_shown: bool,
    ) -> Result<(), ShowPreviewError> {
        let mut tx = self.ports.store.write().await?;
        if !tx.show_preview(actor.user, post, is_shown).await? {
            return Err(change_refusal(tx.as_mut(), actor.user, post).await?.into());
        }
        // What one left in a group is out of one's hands.
        if tx.visible_post(actor.user, post).await?.is_none() {
            return Err(ChangeRefusal::NotFound.into());
        }
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, authored, ports, post},
        shared::id::UserId,
        testing::MockStore,
    };

    const POST: PostId = PostId::new(7);

    #[tokio::test]
    async fn authors_take_it_away_and_show_it_again() {
        for is_shown in [false, true] {
            let store = MockStore::writing(move |tx| {
                tx.expect_show_preview()
                    .with(eq(UserId::new(AUTHOR)), eq(POST), eq(is_shown))
                    .times(1)
                    .returning(|_, _, _| Ok(true));
                tx.expect_visible_post()
                    .returning(|_, _| Ok(Some(authored(post(7)))));
                tx.expect_commit().times(1).returning(|| Ok(()));
            });
            let show = ShowPreview::new(ports(store));
            show.run(&actor(AUTHOR), POST, is_shown).await.unwrap();
        }
    }

    #[tokio::test]
    async fn in_a_group_that_they_left_they_find_none() {
        let store = MockStore::writing(|tx| {
            tx.expect_show_preview().returning(|_, _, _| Ok(true));
            tx.expect_visible_post().returning(|_, _| Ok(None));
        });
        let done = ShowPreview::new(ports(store))
            .run(&actor(AUTHOR), POST, false)
            .await;
        assert!(matches!(
            done,
            Err(ShowPreviewError::Refused(ChangeRefusal::NotFound))
        ));
    }

    #[tokio::test]
    async fn of_others_they_find_none() {
        let store = MockStore::writing(|tx| {
            tx.expect_show_preview().returning(|_, _, _| Ok(false));
            tx.expect_visible_post().returning(|_, _| Ok(None));
        });
        let done = ShowPreview::new(ports(store))
            .run(&actor(AUTHOR), POST, false)
            .await;
        assert!(matches!(
            done,
            Err(ShowPreviewError::Refused(ChangeRefusal::NotFound))
        ));
    }
}
