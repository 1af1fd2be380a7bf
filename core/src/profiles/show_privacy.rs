//! Showing who sees what of one's own profile.

use super::{OwnProfileError, Privacy};
use crate::shared::{actor::Actor, ports::Ports};

/// Shows members what they chose.
#[derive(Clone)]
pub struct ShowPrivacy {
    ports: Ports,
}

impl ShowPrivacy {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Whether the profile is private, and the audience of each part.
    pub async fn run(&self, actor: &Actor) -> Result<(bool, Privacy), OwnProfileError> {
        let mut tx = self.ports.store.read().await?;
        let profile = tx
            .profile_of(actor.user)
            .await?
            .ok_or(OwnProfileError::NotFound)?;
        Ok((profile.summary.is_private, profile.privacy))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        media::fixture::{actor, ports},
        profiles::fixture::ada,
        testing::MockStore,
    };

    #[tokio::test]
    async fn what_was_chosen_is_shown() {
        let store = MockStore::reading(|tx| {
            tx.expect_profile_of().returning(|_| Ok(Some(ada())));
        });
        assert_eq!(
            ShowPrivacy::new(ports(store)).run(&actor(3)).await.unwrap(),
            (false, Privacy::default())
        );
    }
}
