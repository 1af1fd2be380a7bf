//! The lists of members on a profile.

use super::{PeopleList, Person};
use crate::{
    feeds::ProfileRef,
    profiles::{Parts, ProfileListError, shown_parts},
    search::NamePrefixes,
    shared::{
        actor::Actor,
        page::{After, Limit, Page},
        ports::Ports,
    },
};

/// A list of members on a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileList {
    /// Who follows the owner.
    Followers,
    /// Whom the owner follows.
    Following,
    /// The owner's friends.
    Friends,
    /// With whom both the owner and the reader are connected.
    Mutuals,
}

impl ProfileList {
    /// What is read for a reader who is shown `parts`; `None` when the list is hidden from them.
    fn as_shown(self, parts: Parts) -> Option<PeopleList> {
        match self {
            Self::Followers => parts.follows.then_some(PeopleList::Followers),
            Self::Following => parts.follows.then_some(PeopleList::Following),
            Self::Friends => parts.friends.then_some(PeopleList::Friends),
            Self::Mutuals => MutualsOf::shown(parts).map(PeopleList::Mutuals),
        }
    }
}

/// Which of the owner's lists the reader is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MutualsOf {
    /// The owner's friends.
    pub friends: bool,
    /// Those whom the owner follows.
    pub following: bool,
}

impl MutualsOf {
    /// The lists that the reader is shown; `None` when there is none.
    #[must_use]
    pub fn shown(parts: Parts) -> Option<Self> {
        (parts.friends || parts.follows).then_some(Self {
            friends: parts.friends,
            following: parts.follows,
        })
    }
}

/// Reads with whom somebody is connected.
#[derive(Clone)]
pub struct ListProfilePeople {
    ports: Ports,
}

impl ListProfilePeople {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// A page of those in `list` of the profile `whose` whose names begin with what is typed in `named` (all of them when
    /// nothing is), newest first, starting after the key `after`.
    #[tracing::instrument(name = "relations.profile_people", skip_all, fields(list = ?list))]
    pub async fn run(
        &self,
        actor: &Actor,
        whose: &ProfileRef,
        list: ProfileList,
        named: &str,
        after: After,
        limit: Limit,
    ) -> Result<Page<Person>, ProfileListError> {
        let mut tx = self.ports.store.read().await?;
        let (owner, parts) = shown_parts(tx.as_mut(), actor.user, whose).await?;
        let list = list.as_shown(parts).ok_or(ProfileListError::Hidden)?;
        Ok(tx
            .people(
                list,
                owner,
                actor.user,
                &NamePrefixes::parse(named),
                after,
                limit,
            )
            .await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        feeds::Wall,
        posts::fixtures::{AUTHOR, actor, ports},
        profiles::{FieldAudience, Privacy, Relation},
        shared::id::UserId,
        testing::{MockStore, MockTx},
    };

    const OWNER: UserId = UserId::new(AUTHOR + 1);

    fn wall(tx: &mut MockTx, relation: Relation, is_private: bool, privacy: Privacy) {
        tx.expect_find_wall().returning(move |_, _| {
            Ok(Some(Wall {
                owner: OWNER,
                is_private,
                relation,
                privacy,
            }))
        });
    }

    async fn run(list: ProfileList, store: MockStore) -> Result<Page<Person>, ProfileListError> {
        ListProfilePeople::new(ports(store))
            .run(
                &actor(AUTHOR),
                &OWNER.into(),
                list,
                "",
                None,
                Limit::default(),
            )
            .await
    }

    /// What is read for a friend of an owner with this privacy.
    async fn read_as_friend(list: ProfileList, privacy: Privacy, expected: PeopleList) {
        let store = MockStore::reading(move |tx| {
            wall(tx, Relation::Friend, true, privacy);
            tx.expect_people()
                .withf(move |list, owner, viewer, _, _, _| {
                    *list == expected && *owner == OWNER && *viewer == UserId::new(AUTHOR)
                })
                .times(1)
                .returning(|_, _, _, _, _, _| {
                    Ok(Page {
                        items: Vec::new(),
                        next: None,
                    })
                });
        });
        assert!(run(list, store).await.unwrap().items.is_empty());
    }

    #[tokio::test]
    async fn each_list_is_read_for_the_one_who_asks() {
        let open = Privacy::default();
        read_as_friend(ProfileList::Followers, open, PeopleList::Followers).await;
        read_as_friend(ProfileList::Following, open, PeopleList::Following).await;
        read_as_friend(ProfileList::Friends, open, PeopleList::Friends).await;
        let both = MutualsOf {
            friends: true,
            following: true,
        };
        read_as_friend(ProfileList::Mutuals, open, PeopleList::Mutuals(both)).await;
    }

    #[tokio::test]
    async fn what_is_in_common_tells_nothing_of_a_hidden_list() {
        let privacy = Privacy {
            friends: FieldAudience::OnlyMe,
            ..Privacy::default()
        };
        let of_follows = MutualsOf {
            friends: false,
            following: true,
        };
        read_as_friend(
            ProfileList::Mutuals,
            privacy,
            PeopleList::Mutuals(of_follows),
        )
        .await;
    }

    #[tokio::test]
    async fn a_hidden_list_is_refused() {
        let privacy = Privacy {
            friends: FieldAudience::OnlyMe,
            follows: FieldAudience::Friends,
            ..Privacy::default()
        };
        for list in [
            ProfileList::Followers,
            ProfileList::Following,
            ProfileList::Friends,
            ProfileList::Mutuals,
        ] {
            let store = MockStore::reading(move |tx| wall(tx, Relation::Follower, false, privacy));
            let refused = run(list, store).await;
            assert!(matches!(refused, Err(ProfileListError::Hidden)), "{list:?}");
        }
    }

    #[tokio::test]
    async fn a_private_profile_keeps_its_lists_from_strangers() {
        let store = MockStore::reading(|tx| {
            wall(tx, Relation::Stranger, true, Privacy::default());
        });
        let refused = run(ProfileList::Followers, store).await;
        assert!(matches!(refused, Err(ProfileListError::Private)));
    }

    #[tokio::test]
    async fn nobody_is_connected_with_nobody() {
        let store = MockStore::reading(|tx| {
            tx.expect_find_wall().returning(|_, _| Ok(None));
        });
        let refused = run(ProfileList::Friends, store).await;
        assert!(matches!(refused, Err(ProfileListError::NotFound)));
    }
}
