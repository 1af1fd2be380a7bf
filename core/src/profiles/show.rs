//! Showing somebody's profile.

use super::{ProfileView, view_of};
use crate::{
    feeds::ProfileRef,
    shared::{actor::Actor, ports::Ports, store::StoreError},
};

/// Why there is nothing to show.
#[derive(Debug, thiserror::Error)]
pub enum ShowProfileError {
    /// Nobody is called so.
    #[error("no such profile")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Shows a profile as far as the asking member may see it.
#[derive(Clone)]
pub struct ShowProfile {
    ports: Ports,
}

impl ShowProfile {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The profile, reduced when it is private to the asking member.
    pub async fn run(
        &self,
        actor: &Actor,
        whose: &ProfileRef,
    ) -> Result<ProfileView, ShowProfileError> {
        let mut tx = self.ports.store.read().await?;
        let found = tx
            .find_wall(whose)
            .await?
            .ok_or(ShowProfileError::NotFound)?;
        view_of(tx.as_mut(), actor.user, found.owner)
            .await?
            .ok_or(ShowProfileError::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        feeds::Wall,
        media::fixture::{actor, ports},
        profiles::fixture::ada,
        shared::id::UserId,
        testing::MockStore,
    };

    fn showing(is_private: bool) -> ShowProfile {
        let store = MockStore::reading(move |tx| {
            tx.expect_find_wall().returning(move |_| {
                Ok(Some(Wall {
                    owner: UserId::new(3),
                    is_private,
                }))
            });
            tx.expect_profile_of().returning(move |_| {
                let mut profile = ada();
                profile.summary.is_private = is_private;
                Ok(Some(profile))
            });
            tx.expect_count_posts().returning(|_, _| Ok(7));
        });
        ShowProfile::new(ports(store))
    }

    #[tokio::test]
    async fn a_stranger_sees_a_public_profile_and_little_of_a_private_one() {
        let whose = ProfileRef::parse("@Ada").unwrap();
        let public = showing(false).run(&actor(5), &whose).await.unwrap();
        assert_eq!(
            public.details.unwrap().email.as_deref(),
            Some("ada@example.org")
        );
        let private = showing(true).run(&actor(5), &whose).await.unwrap();
        assert_eq!((private.details, private.counts.posts), (None, 7));
        assert!(
            showing(true)
                .run(&actor(3), &whose)
                .await
                .unwrap()
                .details
                .is_some()
        );
    }

    #[tokio::test]
    async fn an_unknown_name_is_not_found() {
        let store = MockStore::reading(|tx| {
            tx.expect_find_wall().returning(|_| Ok(None));
        });
        let answer = ShowProfile::new(ports(store))
            .run(&actor(5), &ProfileRef::Id(UserId::new(9)))
            .await;
        assert!(matches!(answer, Err(ShowProfileError::NotFound)));
    }
}
