//! Following a tag.

use super::{
    show::{TagView, view},
    tag::Tag,
};
use crate::shared::{actor::Actor, ports::Ports, store::StoreError};

/// The most tags that one member follows.
pub const FOLLOWED_MAX: u32 = 500;

/// Why a tag is not followed.
#[derive(Debug, thiserror::Error)]
pub enum FollowTagError {
    /// They follow [`FOLLOWED_MAX`] others.
    #[error("too many tags are followed already")]
    TooMany,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Follows tags.
pub struct Follow {
    ports: Ports,
}

impl Follow {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Follows `tag`, or no longer when `wanted` is false; gives it as it is then. Again: nothing changes.
    #[tracing::instrument(name = "tags.follow", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        tag: Tag,
        wanted: bool,
    ) -> Result<TagView, FollowTagError> {
        let mut tx = self.ports.store.write().await?;
        if wanted {
            let is_new = !tx.follows_tag(actor.user, &tag).await?;
            if is_new && tx.count_followed_tags(actor.user).await? >= FOLLOWED_MAX {
                return Err(FollowTagError::TooMany);
            }
            let key = self.ports.ids.next();
            tx.follow_tag(actor.user, &tag, key).await?;
        } else {
            tx.unfollow_tag(actor.user, &tag).await?;
        }
        let view = view(tx.as_mut(), actor.user, tag).await?;
        tx.commit().await?;
        Ok(view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, ports},
        testing::{MockStore, MockTx},
    };

    async fn run(
        wanted: bool,
        prepare: impl FnOnce(&mut MockTx) + Send + 'static,
    ) -> Result<TagView, FollowTagError> {
        Follow::new(ports(MockStore::writing(prepare)))
            .run(&actor(AUTHOR), Tag::parse("snow").unwrap(), wanted)
            .await
    }

    #[tokio::test]
    async fn a_tag_is_followed_under_a_new_key() {
        let view = run(true, |tx| {
            tx.expect_follows_tag().times(1).returning(|_, _| Ok(false));
            tx.expect_count_followed_tags()
                .returning(|_| Ok(FOLLOWED_MAX - 1));
            tx.expect_follow_tag()
                .withf(|_, tag, key| tag.as_str() == "snow" && *key == 1)
                .times(1)
                .returning(|_, _, _| Ok(()));
            tx.expect_follows_tag().returning(|_, _| Ok(true));
            tx.expect_count_tagged().returning(|_, _, _| Ok(0));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        assert!(view.await.unwrap().following);
    }

    #[tokio::test]
    async fn one_more_than_there_may_be_is_refused() {
        let view = run(true, |tx| {
            tx.expect_follows_tag().returning(|_, _| Ok(false));
            tx.expect_count_followed_tags()
                .returning(|_| Ok(FOLLOWED_MAX));
        });
        assert!(matches!(view.await, Err(FollowTagError::TooMany)));
    }

    #[tokio::test]
    async fn who_follows_the_most_may_say_so_again() {
        let view = run(true, |tx| {
            tx.expect_follows_tag().returning(|_, _| Ok(true));
            tx.expect_follow_tag().returning(|_, _, _| Ok(()));
            tx.expect_count_tagged().returning(|_, _, _| Ok(0));
            // What made it so may be waiting for its commit still.
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        assert!(view.await.unwrap().following);
    }

    #[tokio::test]
    async fn a_tag_is_no_longer_followed() {
        let view = run(false, |tx| {
            tx.expect_unfollow_tag().times(1).returning(|_, _| Ok(()));
            tx.expect_follows_tag().returning(|_, _| Ok(false));
            tx.expect_count_tagged().returning(|_, _, _| Ok(0));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        assert!(!view.await.unwrap().following);
    }
}
