//! The lists of members that are for oneself alone.

use super::{PeopleList, Person};
use crate::search::NamePrefixes;
use crate::shared::{
    actor::Actor,
    page::{After, Limit, Page},
    ports::Ports,
    store::StoreError,
};

/// A list of members that only its owner reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnList {
    /// Who asked to follow and waits.
    FollowRequests,
    /// Whom the owner asked to follow.
    SentFollowRequests,
    /// Who asked to be friends and waits.
    FriendRequests,
    /// Whom the owner asked to be friends.
    SentFriendRequests,
    /// Whom the owner blocks.
    Blocks,
    /// Whom the owner mutes.
    Mutes,
}

impl From<OwnList> for PeopleList {
    fn from(list: OwnList) -> Self {
        match list {
            OwnList::FollowRequests => Self::FollowRequests,
            OwnList::SentFollowRequests => Self::SentFollowRequests,
            OwnList::FriendRequests => Self::FriendRequests,
            OwnList::SentFriendRequests => Self::SentFriendRequests,
            OwnList::Blocks => Self::Blocks,
            OwnList::Mutes => Self::Mutes,
        }
    }
}

/// Reads one's own requests, blocks and mutes.
#[derive(Clone)]
pub struct ListOwnPeople {
    ports: Ports,
}

impl ListOwnPeople {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// A page of those in `list` whose names begin with what is typed in `named` (all of them when nothing is), newest
    /// first, starting after the key `after`.
    pub async fn run(
        &self,
        actor: &Actor,
        list: OwnList,
        named: &str,
        after: After,
        limit: Limit,
    ) -> Result<Page<Person>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        tx.people(
            list.into(),
            actor.user,
            actor.user,
            &NamePrefixes::parse(named),
            after,
            limit,
        )
        .await
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, ports},
        shared::id::UserId,
        testing::MockStore,
    };

    #[tokio::test]
    async fn each_list_is_read_as_its_owner() {
        let lists = [
            (OwnList::FollowRequests, PeopleList::FollowRequests),
            (OwnList::SentFollowRequests, PeopleList::SentFollowRequests),
            (OwnList::FriendRequests, PeopleList::FriendRequests),
            (OwnList::SentFriendRequests, PeopleList::SentFriendRequests),
            (OwnList::Blocks, PeopleList::Blocks),
            (OwnList::Mutes, PeopleList::Mutes),
        ];
        for (own, list) in lists {
            let store = MockStore::reading(move |tx| {
                let me = eq(UserId::new(AUTHOR));
                tx.expect_people()
                    .with(
                        eq(list),
                        me,
                        me,
                        eq(NamePrefixes::parse("ad by")),
                        eq(Some(7)),
                        eq(Limit::default()),
                    )
                    .times(1)
                    .returning(|_, _, _, _, _, _| {
                        Ok(Page {
                            items: Vec::new(),
                            next: None,
                        })
                    });
            });
            let page = ListOwnPeople::new(ports(store))
                .run(&actor(AUTHOR), own, "ad by", Some(7), Limit::default())
                .await;
            assert!(page.unwrap().items.is_empty());
        }
    }
}
