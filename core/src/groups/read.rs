//! Reading groups, and who belongs to them.

use super::{
    inside::{OutsideGroup, inside},
    ports::{GroupList, GroupPeople},
    standing::Standing,
    view::{GroupPerson, GroupView},
};
use crate::{
    search::NamePrefixes,
    shared::{
        actor::Actor,
        id::GroupId,
        page::{After, Limit, Page},
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// Why a group, or a list of it, is not shown.
#[derive(Debug, thiserror::Error)]
pub enum ReadGroupError {
    /// No such group, as far as the actor may know.
    #[error("no such group")]
    NotFound,
    /// The list is for members alone.
    #[error(transparent)]
    Outside(#[from] OutsideGroup),
    /// It is for those who keep order or decide, as the list says.
    #[error("not for this role")]
    NotAllowed,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads groups.
#[derive(Clone)]
pub struct ReadGroups {
    ports: Ports,
}

impl ReadGroups {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The group as `actor` sees it.
    pub async fn one(&self, actor: &Actor, group: GroupId) -> Result<GroupView, ReadGroupError> {
        let mut tx = self.ports.store.read().await?;
        tx.group_for(actor.user, group)
            .await?
            .ok_or(ReadGroupError::NotFound)
    }

    /// A page of the groups in `list` whose titles have words that begin as what is typed in `titled` (all of them when
    /// nothing is), starting after the key `after`.
    pub async fn list(
        &self,
        actor: &Actor,
        list: GroupList,
        titled: &str,
        after: After,
        limit: Limit,
    ) -> Result<Page<GroupView>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        let titled = NamePrefixes::parse(titled);
        tx.groups(list, actor.user, &titled, after, limit).await
    }

    /// A page of those people of `group` whose names begin with what is typed in `named`, starting after the key `after`.
    /// Who belongs to it is for its members; who waits, for those who decide; who is invited, for those who keep order,
    /// and to other members those whom they invited; who is banned, for the owner.
    pub async fn people(
        &self,
        actor: &Actor,
        group: GroupId,
        list: GroupPeople,
        named: &str,
        after: After,
        limit: Limit,
    ) -> Result<Page<GroupPerson>, ReadGroupError> {
        let mut tx = self.ports.store.read().await?;
        let standing = inside(tx.as_mut(), actor.user, group).await??;
        let allowed = match list {
            GroupPeople::Members
            | GroupPeople::Staff
            | GroupPeople::Invited
            | GroupPeople::OwnInvited => true,
            GroupPeople::Requests => {
                standing == Standing::Owner || moderator_decides(tx.as_mut(), actor, group).await?
            }
            GroupPeople::Banned => standing == Standing::Owner,
        };
        if !allowed {
            return Err(ReadGroupError::NotAllowed);
        }
        let list = match list {
            GroupPeople::Invited if !standing.keeps_order() => GroupPeople::OwnInvited,
            list => list,
        };
        let named = NamePrefixes::parse(named);
        Ok(tx
            .group_people(list, group, actor.user, &named, after, limit)
            .await?)
    }
}

/// Whether the actor is one whom the owner lets decide who may join.
async fn moderator_decides(
    tx: &mut dyn Tx,
    actor: &Actor,
    group: GroupId,
) -> Result<bool, StoreError> {
    let view = tx.group_for(actor.user, group).await?;
    Ok(view.is_some_and(|view| view.rights().decide_requests))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        groups::fixtures::{GROUP, view_of},
        posts::fixtures::{AUTHOR, actor, ports},
        testing::MockStore,
    };

    /// What becomes of reading `list` as somebody who stands so.
    async fn people(
        list: GroupPeople,
        standing: Standing,
        moderators_decide: bool,
    ) -> Result<Page<GroupPerson>, ReadGroupError> {
        let store = MockStore::reading(move |tx| {
            tx.expect_known_standing()
                .returning(move |_, _| Ok(Some(standing)));
            tx.expect_group_for().returning(move |viewer, id| {
                let mut view = view_of(id, viewer);
                view.standing = standing;
                view.group.rules.moderators_decide = moderators_decide;
                Ok(Some(view))
            });
            tx.expect_group_people()
                .returning(move |read, _, _, _, _, _| {
                    // Whoever keeps order sees the invitations of all.
                    let is_reduced = list == GroupPeople::Invited && !standing.keeps_order();
                    assert_eq!(read == GroupPeople::OwnInvited, is_reduced);
                    Ok(Page {
                        items: Vec::new(),
                        next: None,
                    })
                });
        });
        ReadGroups::new(ports(store))
            .people(&actor(AUTHOR), GROUP, list, "", None, Limit::default())
            .await
    }

    #[tokio::test]
    async fn each_list_is_for_those_whom_it_concerns() {
        let lists = [
            (GroupPeople::Members, Standing::Member),
            (GroupPeople::Staff, Standing::Member),
            (GroupPeople::Requests, Standing::Owner),
            (GroupPeople::Invited, Standing::Member),
            (GroupPeople::Banned, Standing::Owner),
        ];
        for (list, least) in lists {
            for standing in Standing::ALL {
                let read = people(list, standing, false).await;
                match read {
                    Ok(_) => assert!(standing >= least, "{list:?} {standing:?}"),
                    Err(ReadGroupError::Outside(OutsideGroup::MembersOnly)) => {
                        assert!(!standing.is_member(), "{list:?} {standing:?}");
                    }
                    Err(ReadGroupError::NotAllowed) => {
                        assert!(
                            standing.is_member() && standing < least,
                            "{list:?} {standing:?}"
                        );
                    }
                    Err(other) => panic!("{other:?}"),
                }
            }
        }
        let allowed = people(GroupPeople::Requests, Standing::Moderator, true).await;
        assert!(allowed.is_ok());
    }

    #[tokio::test]
    async fn what_one_may_not_know_of_is_not_found() {
        let store = MockStore::reading(|tx| {
            tx.expect_group_for().returning(|_, _| Ok(None));
        });
        let read = ReadGroups::new(ports(store))
            .one(&actor(AUTHOR), GROUP)
            .await;
        assert!(matches!(read, Err(ReadGroupError::NotFound)));
    }
}
