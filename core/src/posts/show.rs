//! Reading one post.

use super::view::{PostView, show_one};
use crate::shared::{actor::Actor, id::PostId, ports::Ports, store::StoreError};

/// Why there is nothing to read.
#[derive(Debug, thiserror::Error)]
pub enum ShowError {
    /// Not there, or not for this viewer.
    #[error("no such post")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads one post.
pub struct Show {
    ports: Ports,
}

impl Show {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The post as `actor` sees it.
    #[tracing::instrument(name = "posts.show", skip_all, fields(%post))]
    pub async fn run(&self, actor: &Actor, post: PostId) -> Result<PostView, ShowError> {
        let mut tx = self.ports.store.read().await?;
        show_one(tx.as_mut(), actor.user, post, self.ports.clock.now())
            .await?
            .ok_or(ShowError::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posts::fixtures::{AUTHOR, actor, authored, no_standings, ports, post};
    use crate::testing::MockStore;

    #[tokio::test]
    async fn a_post_without_pictures_costs_two_statements() {
        let store = MockStore::reading(|tx| {
            no_standings(tx);
            tx.expect_visible_post()
                .times(1)
                .returning(|_, _| Ok(Some(authored(post(7)))));
        });
        let view = Show::new(ports(store))
            .run(&actor(AUTHOR), PostId::new(7))
            .await
            .unwrap();
        assert_eq!(view.post, post(7));
        assert!(view.can.edit && view.can.delete && view.can.share && view.can.comment);
    }

    #[tokio::test]
    async fn another_member_may_only_read_it() {
        let store = MockStore::reading(|tx| {
            no_standings(tx);
            tx.expect_visible_post()
                .returning(|_, _| Ok(Some(authored(post(7)))));
        });
        let view = Show::new(ports(store))
            .run(&actor(AUTHOR + 1), PostId::new(7))
            .await
            .unwrap();
        assert!(!view.can.edit && !view.can.delete && view.can.share && view.can.comment);
    }

    #[tokio::test]
    async fn what_one_may_not_see_is_not_found() {
        let store = MockStore::reading(|tx| {
            tx.expect_visible_post().returning(|_, _| Ok(None));
        });
        let shown = Show::new(ports(store))
            .run(&actor(AUTHOR), PostId::new(7))
            .await;
        assert!(matches!(shown, Err(ShowError::NotFound)));
    }
}
