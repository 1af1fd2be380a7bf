//! Changing who sees what of one's own profile.

use super::Privacy;
use crate::{
    audiences::remember_privacy,
    shared::{
        actor::Actor,
        event::Event,
        id::UserId,
        ports::Ports,
        store::{StoreError, Tx},
    },
};

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

/// What a member chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrivacyChange {
    /// Whether strangers are shut out of the profile.
    pub is_private: bool,
    /// Who sees what of it.
    pub privacy: Privacy,
    /// On a private profile: whether what was published for everybody is for followers from now on.
    pub narrow_posts: bool,
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

    /// Puts the choice in force at once, for everything that is there. Whoever asked to follow a profile that becomes
    /// public follows it; whoever follows one that becomes private goes on, and its next post starts with followers at most.
    pub async fn run(
        &self,
        actor: &Actor,
        change: PrivacyChange,
    ) -> Result<(), ChangePrivacyError> {
        let PrivacyChange {
            is_private,
            privacy,
            narrow_posts,
        } = change;
        let mut tx = self.ports.store.write().await?;
        let before = tx
            .profile_to_change(actor.user)
            .await?
            .ok_or(ChangePrivacyError::NotFound)?;
        tx.set_privacy(actor.user, is_private, &privacy, self.ports.clock.now())
            .await?;
        if before.summary.is_private && !is_private {
            let_in(tx.as_mut(), actor.user).await?;
        }
        if !before.summary.is_private && is_private {
            remember_privacy(tx.as_mut(), actor.user).await?;
        }
        if is_private && narrow_posts {
            tx.narrow_public_posts(actor.user).await?;
        }
        tx.emit(Event::ProfileChanged { user: actor.user }).await?;
        Ok(tx.commit().await?)
    }
}

/// Accepts everybody who asked to follow.
async fn let_in(tx: &mut dyn Tx, user: UserId) -> Result<(), StoreError> {
    for follower in tx.accept_follow_requests(user).await? {
        tx.emit(Event::FollowStarted {
            follower,
            followed: user,
            was_requested: true,
        })
        .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        audiences::Defaults,
        media::fixture::{actor, ports},
        posts::Audience,
        profiles::{FieldAudience, fixture::ada},
        testing::{MockStore, MockTx},
    };

    #[tokio::test]
    async fn the_choice_is_stored_and_told() {
        let chosen = Privacy {
            email: FieldAudience::OnlyMe,
            ..Privacy::default()
        };
        let store = MockStore::writing(move |tx| {
            tx.expect_profile_to_change().returning(|_| Ok(Some(ada())));
            starts_with(tx, None);
            tx.expect_set_privacy()
                .times(1)
                .withf(move |user, is_private, privacy, _| {
                    user.get() == 3 && *is_private && *privacy == chosen
                })
                .returning(|_, _, _, _| Ok(()));
            tx.expect_emit().times(1).returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let change = PrivacyChange {
            is_private: true,
            privacy: chosen,
            narrow_posts: false,
        };
        run(store, change).await;
    }

    async fn run(store: MockStore, change: PrivacyChange) {
        ChangePrivacy::new(ports(store))
            .run(&actor(3), change)
            .await
            .unwrap();
    }

    /// A profile that was public or private before, with what is told about it.
    fn changing(tx: &mut MockTx, was_private: bool, told: Vec<Event>) {
        tx.expect_profile_to_change().returning(move |_| {
            let mut profile = ada();
            profile.summary.is_private = was_private;
            Ok(Some(profile))
        });
        tx.expect_set_privacy().returning(|_, _, _, _| Ok(()));
        for event in told {
            tx.expect_emit()
                .with(eq(event))
                .times(1)
                .returning(|_| Ok(()));
        }
        tx.expect_commit().times(1).returning(|| Ok(()));
    }

    fn change(is_private: bool, narrow_posts: bool) -> PrivacyChange {
        PrivacyChange {
            is_private,
            privacy: Privacy::default(),
            narrow_posts,
        }
    }

    #[tokio::test]
    async fn opening_a_profile_lets_in_who_asked() {
        let follower = UserId::new(5);
        let store = MockStore::writing(move |tx| {
            let owner = UserId::new(3);
            let let_in = Event::FollowStarted {
                follower,
                followed: owner,
                was_requested: true,
            };
            let changed = Event::ProfileChanged { user: owner };
            changing(tx, true, vec![let_in, changed]);
            tx.expect_accept_follow_requests()
                .with(eq(owner))
                .times(1)
                .returning(move |_| Ok(vec![follower]));
        });
        run(store, change(false, true)).await;
    }

    #[tokio::test]
    async fn what_stays_as_private_or_public_as_it_was_lets_nobody_in() {
        for is_private in [true, false] {
            let store = MockStore::writing(move |tx| {
                let changed = Event::ProfileChanged {
                    user: UserId::new(3),
                };
                changing(tx, is_private, vec![changed]);
            });
            run(store, change(is_private, false)).await;
        }
    }

    #[tokio::test]
    async fn closing_a_profile_narrows_the_audience_that_posts_start_with() {
        use Audience::{Followers, Friends, OnlyMe, Public, Unlisted};
        for (chosen, narrowed) in [
            (Some(Public), true),
            (Some(Unlisted), true),
            (Some(Followers), false),
            (Some(Friends), false),
            (Some(OnlyMe), false),
            (None, false),
        ] {
            let store = MockStore::writing(move |tx| {
                let owner = UserId::new(3);
                changing(tx, false, vec![Event::ProfileChanged { user: owner }]);
                starts_with(tx, chosen);
                tx.expect_set_default_audience()
                    .with(eq(owner), eq(Followers))
                    .times(usize::from(narrowed))
                    .returning(|_, _| Ok(()));
            });
            run(store, change(true, false)).await;
        }
    }

    /// Posts start with this audience, where one was chosen.
    fn starts_with(tx: &mut MockTx, chosen: Option<Audience>) {
        tx.expect_default_audience()
            .with(eq(UserId::new(3)))
            .returning(move |_| {
                Ok(Defaults {
                    chosen,
                    is_private: true,
                })
            });
    }

    #[tokio::test]
    async fn closing_a_profile_narrows_its_posts_where_that_is_wanted() {
        let store = MockStore::writing(|tx| {
            let changed = Event::ProfileChanged {
                user: UserId::new(3),
            };
            changing(tx, false, vec![changed]);
            starts_with(tx, None);
            tx.expect_narrow_public_posts()
                .with(eq(UserId::new(3)))
                .times(1)
                .returning(|_| Ok(12));
        });
        run(store, change(true, true)).await;
    }
}
