//! Changing who sees what of one's own profile.

use super::Privacy;
use crate::shared::{actor::Actor, event::Event, ports::Ports, store::StoreError};

/// Why it stayed as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangePrivacyError {
    /// The account is gone since the request was authenticated.
    #[error("no such profile")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets members choose who sees what.
#[derive(Clone)]
pub struct ChangePrivacy {
    ports: Ports,
}

impl ChangePrivacy {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Puts the choice in force at once, for everything that is there.
    pub async fn run(
        &self,
        actor: &Actor,
        is_private: bool,
        privacy: Privacy,
    ) -> Result<(), ChangePrivacyError> {
        let mut tx = self.ports.store.write().await?;
        tx.profile_to_change(actor.user)
            .await?
            .ok_or(ChangePrivacyError::NotFound)?;
        tx.set_privacy(actor.user, is_private, &privacy, self.ports.clock.now())
            .await?;
        tx.emit(Event::ProfileChanged { user: actor.user }).await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        media::fixture::{actor, ports},
        profiles::{FieldAudience, fixture::ada},
        testing::MockStore,
    };

    #[tokio::test]
    async fn the_choice_is_stored_and_told() {
        let chosen = Privacy {
            email: FieldAudience::OnlyMe,
            ..Privacy::default()
        };
        let store = MockStore::writing(move |tx| {
            tx.expect_profile_to_change().returning(|_| Ok(Some(ada())));
            tx.expect_set_privacy()
                .times(1)
                .withf(move |user, is_private, privacy, _| {
                    user.get() == 3 && *is_private && *privacy == chosen
                })
                .returning(|_, _, _, _| Ok(()));
            tx.expect_emit().times(1).returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        ChangePrivacy::new(ports(store))
            .run(&actor(3), true, chosen)
            .await
            .unwrap();
    }
}
