//! One's own account, as every page of a logged-in browser needs it.

use super::{Account, AccountPorts};
use crate::{
    posts::Audience,
    shared::{actor::Actor, store::StoreError},
};

/// How much waits to be seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unread {
    /// Notifications.
    pub notifications: u64,
    /// Messages.
    pub messages: u64,
    /// Requests to follow.
    pub follow_requests: u64,
    /// Requests to be friends.
    pub friend_requests: u64,
}

/// The member who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentUser {
    /// The account.
    pub account: Account,
    /// The audience that their next post starts with.
    pub default_audience: Audience,
    /// What waits for them.
    pub unread: Unread,
}

/// Shows a member their own account.
pub struct Current {
    ports: AccountPorts,
}

impl Current {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// The account of `actor`; `None` when it is gone since the request was authenticated.
    pub async fn run(&self, actor: &Actor) -> Result<Option<CurrentUser>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        let own = tx.own_account(actor.user).await?;
        Ok(own.map(|own| CurrentUser {
            account: own.account,
            default_audience: own.defaults.audience(),
            unread: Unread {
                follow_requests: own.waiting.follow_requests,
                friend_requests: own.waiting.friend_requests,
                ..Unread::default()
            },
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::{
            OwnAccount,
            fixtures::{ada, ada_asking, ports},
        },
        audiences::Defaults,
        relations::Waiting,
        testing::{MockStore, MockTx},
    };

    #[tokio::test]
    async fn a_member_sees_their_own_account() {
        let store = MockStore::reading(|tx: &mut MockTx| {
            tx.expect_own_account()
                .times(1)
                .withf(|id| *id == ada().id)
                .returning(|_| {
                    Ok(Some(OwnAccount {
                        account: ada(),
                        defaults: Defaults::default(),
                        waiting: Waiting {
                            follow_requests: 2,
                            friend_requests: 1,
                        },
                    }))
                });
        });
        let current = Current::new(&ports(store))
            .run(&ada_asking())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(current.account, ada());
        assert_eq!(
            (
                current.unread.follow_requests,
                current.unread.friend_requests
            ),
            (2, 1)
        );
        assert_eq!(current.default_audience, Audience::Public);
    }
}
