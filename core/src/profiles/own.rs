//! Showing one's own profile.

use super::{ProfileView, Relation, view_of};
use crate::shared::{actor::Actor, ports::Ports, store::StoreError};

/// Why there is nothing to show.
#[derive(Debug, thiserror::Error)]
pub enum OwnProfileError {
    /// The account is gone since the request was authenticated.
    #[error("no such profile")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Shows a member their own profile, all of it.
#[derive(Clone)]
pub struct OwnProfile {
    ports: Ports,
}

impl OwnProfile {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The profile.
    pub async fn run(&self, actor: &Actor) -> Result<ProfileView, OwnProfileError> {
        let mut tx = self.ports.store.read().await?;
        view_of(tx.as_mut(), actor.user, actor.user, Relation::Myself)
            .await?
            .ok_or(OwnProfileError::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        media::fixture::{actor, ports},
        profiles::{
            FieldAudience,
            fixture::{ada, counted},
        },
        testing::MockStore,
    };

    #[tokio::test]
    async fn nothing_is_hidden_from_its_owner() {
        let store = MockStore::reading(|tx| {
            tx.expect_profile_of().returning(|_| {
                let mut profile = ada();
                profile.summary.is_private = true;
                profile.privacy.email = FieldAudience::OnlyMe;
                Ok(Some(profile))
            });
            counted(tx, 0);
        });
        let view = OwnProfile::new(ports(store)).run(&actor(3)).await.unwrap();
        let details = view.details.unwrap();
        assert_eq!(
            (details.email.as_deref(), details.email_verified),
            (Some("ada@example.org"), Some(true))
        );
    }
}
