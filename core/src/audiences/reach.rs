//! How many people each audience reaches, as the composer says before one publishes.

use super::{member_count::MemberCount, ports::Reach};
use crate::{
    posts::Audience,
    shared::{actor::Actor, id::UserId, ports::Ports, store::StoreError},
};

/// What the composer says about audiences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReachOfAudiences {
    /// How many people see a post published now.
    pub reach: Reach,
    /// The audience that it starts with.
    pub default: Audience,
}

/// Tells how many people each audience reaches.
#[derive(Clone)]
pub struct ShowReach {
    ports: Ports,
    members: MemberCount,
}

impl ShowReach {
    pub(super) fn new(ports: Ports) -> Self {
        Self {
            ports,
            members: MemberCount::default(),
        }
    }

    /// The numbers for a post of `actor`'s; for `selected`, one that names `named`. The one for `public` may be a minute
    /// old.
    #[tracing::instrument(name = "audiences.reach", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        named: &[UserId],
    ) -> Result<ReachOfAudiences, StoreError> {
        let members = self.members.get(&self.ports).await?;
        let mut tx = self.ports.store.read().await?;
        let reach = tx.reach(actor.user, named, members).await?;
        let default = tx.default_audience(actor.user).await?.audience();
        Ok(ReachOfAudiences { reach, default })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        audiences::Defaults,
        posts::fixtures::{AUTHOR, actor, ports},
        testing::{MockStore, MockTx},
    };

    #[tokio::test]
    async fn the_numbers_come_with_the_audience_to_start_with() {
        let numbers = Reach {
            public: 9,
            followers: 4,
            friends: 2,
            selected: 1,
        };
        let mut store = MockStore::reading(|tx| {
            tx.expect_count_members().times(1).returning(|| Ok(10));
        });
        store.expect_read().times(1).return_once(move || {
            let mut tx = MockTx::new();
            tx.expect_reach()
                .withf(|author, named, members| {
                    author.get() == AUTHOR && named == [UserId::new(8)] && *members == 10
                })
                .returning(move |_, _, _| Ok(numbers));
            tx.expect_default_audience().returning(|_| {
                Ok(Defaults {
                    chosen: None,
                    is_private: true,
                })
            });
            Ok(Box::new(tx))
        });
        let shown = ShowReach::new(ports(store))
            .run(&actor(AUTHOR), &[UserId::new(8)])
            .await
            .unwrap();
        assert_eq!(
            shown,
            ReachOfAudiences {
                reach: numbers,
                default: Audience::Followers
            }
        );
    }
}
