//! Pinning a post on one's profile, or in a group.

use super::{
    delete::own_or_moderated,
    post::Post,
    refusal::{ChangeRefusal, change_refusal},
};
use crate::shared::{
    actor::Actor,
    id::{GroupId, PostId},
    ports::Ports,
    store::{StoreError, Tx},
};

/// The most posts that stand above the others of a group.
pub const GROUP_PINS_MAX: usize = 3;

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum PinError {
    /// It is neither theirs nor in a group in which they keep order.
    #[error(transparent)]
    Refused(#[from] ChangeRefusal),
    /// In a group, who keeps order pins.
    #[error("only owner and moderators pin in a group")]
    NotAllowed,
    /// So many are pinned in the group already.
    #[error("too much is pinned in the group")]
    TooMany,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Pins posts.
pub struct Pin {
    ports: Ports,
}

impl Pin {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Makes one's own post the one that one's profile begins with, in place of any other; one in a group, as who keeps
    /// order there, one of at most [`GROUP_PINS_MAX`] that stand above the others.
    #[tracing::instrument(name = "posts.pin", skip_all, fields(%post))]
    pub async fn run(&self, actor: &Actor, post: PostId) -> Result<(), PinError> {
        self.set(actor, post, true).await
    }

    /// Leaves a post that one may pin in its place in the order of time. Nothing happens to one that is not pinned.
    #[tracing::instrument(name = "posts.unpin", skip_all, fields(%post))]
    pub async fn take_back(&self, actor: &Actor, post: PostId) -> Result<(), PinError> {
        self.set(actor, post, false).await
    }

    async fn set(&self, actor: &Actor, post: PostId, pinned: bool) -> Result<(), PinError> {
        let mut tx = self.ports.store.write().await?;
        let found = own_or_moderated(tx.as_mut(), actor.user, post).await?;
        let Some(post) = found.filter(Post::is_live) else {
            return Err(change_refusal(tx.as_mut(), actor.user, post).await?.into());
        };
        if let Some(group) = post.group {
            let key = self.ports.ids.next();
            set_in_group(tx.as_mut(), actor, group, post.id, pinned.then_some(key)).await?;
        } else if pinned {
            tx.pin_post(post.author, post.id).await?;
        } else {
            tx.unpin_post(post.author, post.id).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Pins `post` under a `key`, or no longer.
async fn set_in_group(
    tx: &mut dyn Tx,
    actor: &Actor,
    group: GroupId,
    post: PostId,
    key: Option<i64>,
) -> Result<(), PinError> {
    // Held, so that two who pin at once do not pin more than fit.
    tx.group_to_change(group)
        .await?
        .ok_or(ChangeRefusal::NotFound)?;
    let standing = tx.membership(group, actor.user).await?.standing;
    if !standing.is_member() {
        return Err(ChangeRefusal::NotFound.into());
    }
    if !standing.keeps_order() {
        return Err(PinError::NotAllowed);
    }
    let Some(key) = key else {
        return Ok(tx.unpin_in_group(post).await?);
    };
    let pinned = tx.pinned_in_group(group).await?;
    if pinned.contains(&post) {
        return Ok(());
    }
    if pinned.len() >= GROUP_PINS_MAX {
        return Err(PinError::TooMany);
    }
    Ok(tx.pin_in_group(group, post, key).await?)
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        groups::{
            Standing,
            fixtures::{GROUP, choir, standing_so},
        },
        posts::fixtures::{AUTHOR, actor, now, ports, post},
        shared::id::UserId,
        testing::MockStore,
    };

    const POST: PostId = PostId::new(7);

    #[tokio::test]
    async fn ones_own_post_is_pinned_and_unpinned() {
        let pin = |store| Pin::new(ports(store));
        let store = MockStore::writing(|tx| {
            tx.expect_own_post().returning(|_, _| Ok(Some(post(7))));
            tx.expect_pin_post()
                .with(eq(UserId::new(AUTHOR)), eq(POST))
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        pin(store).run(&actor(AUTHOR), POST).await.unwrap();
        let store = MockStore::writing(|tx| {
            tx.expect_own_post().returning(|_, _| Ok(Some(post(7))));
            tx.expect_unpin_post()
                .with(eq(UserId::new(AUTHOR)), eq(POST))
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        pin(store).take_back(&actor(AUTHOR), POST).await.unwrap();
    }

    /// Pins a post of the author's in a group, where they stand so and this much is pinned.
    async fn in_group(standing: Standing, there: &[i64], stored: bool) -> Result<(), PinError> {
        let there: Vec<PostId> = there.iter().copied().map(PostId::new).collect();
        let store = MockStore::writing(move |tx| {
            tx.expect_own_post().returning(|_, _| {
                Ok(Some(Post {
                    group: Some(GROUP),
                    ..post(7)
                }))
            });
            tx.expect_group_to_change().returning(|_| Ok(Some(choir())));
            standing_so(tx, standing);
            tx.expect_pinned_in_group()
                .returning(move |_| Ok(there.clone()));
            tx.expect_pin_in_group()
                .with(eq(GROUP), eq(POST), eq(1))
                .times(usize::from(stored))
                .returning(|_, _, _| Ok(()));
            tx.expect_commit().returning(|| Ok(()));
        });
        Pin::new(ports(store)).run(&actor(AUTHOR), POST).await
    }

    #[tokio::test]
    async fn in_a_group_who_keeps_order_pins_and_no_more_than_fit() {
        for standing in Standing::ALL {
            let keeps = standing.keeps_order();
            match in_group(standing, &[1, 2], keeps).await {
                Ok(()) => assert!(keeps, "{standing:?}"),
                Err(PinError::NotAllowed) => assert!(!keeps && standing.is_member()),
                Err(PinError::Refused(ChangeRefusal::NotFound)) => assert!(!standing.is_member()),
                Err(other) => panic!("{standing:?}: {other:?}"),
            }
        }
        let full = in_group(Standing::Owner, &[1, 2, 3], false).await;
        assert!(matches!(full, Err(PinError::TooMany)));
        in_group(Standing::Owner, &[1, 2, 7], false).await.unwrap();
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
                let others = found.is_none();
                tx.expect_own_post().return_once(move |_, _| Ok(found));
                tx.expect_visible_post().returning(|_, _| Ok(None));
                if others {
                    tx.expect_post_to_moderate().returning(|_, _| Ok(None));
                }
            });
            let pinned = Pin::new(ports(store)).run(&actor(AUTHOR), POST).await;
            assert!(matches!(
                pinned,
                Err(PinError::Refused(ChangeRefusal::NotFound))
            ));
        }
    }
}
