//! Handing a group over to another member.

use super::{
    group::Group,
    membership::{MembershipRefusal, hand_over},
    store_change::{Whose, store_change},
    view::GroupView,
};
use crate::{
    search::TitleWords,
    shared::{
        actor::Actor,
        id::{GroupId, UserId},
        ports::Ports,
        store::StoreError,
    },
};

/// Why the group stayed with its owner.
#[derive(Debug, thiserror::Error)]
pub enum HandOverError {
    /// No such group, as far as the actor may know.
    #[error("no such group")]
    NotFound,
    /// Only the owner hands a group over.
    #[error("only the owner hands a group over")]
    NotTheOwner,
    /// The heir does not belong to the group, or is not there for the owner: suspended, or severed from them.
    #[error("the heir is no member")]
    NotAMember,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Hands groups over.
#[derive(Clone)]
pub struct HandOver {
    ports: Ports,
}

impl HandOver {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Makes `heir` the owner; who was the owner keeps order from then on. Handing it to oneself changes nothing.
    #[tracing::instrument(name = "groups.hand_over", skip_all, fields(%group))]
    pub async fn run(
        &self,
        actor: &Actor,
        group: GroupId,
        heir: UserId,
    ) -> Result<GroupView, HandOverError> {
        let mut tx = self.ports.store.write().await?;
        let found = tx
            .group_to_change(group)
            .await?
            .ok_or(HandOverError::NotFound)?;
        let mine = tx.membership(group, actor.user).await?;
        if !mine.standing.knows(found.rules.privacy) {
            return Err(HandOverError::NotFound);
        }
        let theirs = tx.membership(group, heir).await?;
        let (mine_after, theirs_after) =
            hand_over(mine, theirs).map_err(|refusal| match refusal {
                MembershipRefusal::NotAMember => HandOverError::NotAMember,
                _ => HandOverError::NotTheOwner,
            })?;
        if heir != actor.user {
            // Who owns a group has to be there to keep it.
            if tx.members_there_for(actor.user, &[heir]).await?.is_empty() {
                return Err(HandOverError::NotAMember);
            }
            let words = TitleWords::of(found.title.as_str());
            tx.update_group(
                &Group {
                    owner: heir,
                    ..found
                },
                &words,
            )
            .await?;
            let by = actor.user;
            for (user, before, after) in [(by, mine, mine_after), (heir, theirs, theirs_after)] {
                let whose = Whose { group, user, by };
                store_change(&self.ports, tx.as_mut(), whose, &before, &after).await?;
            }
        }
        let view = tx
            .group_for(actor.user, group)
            .await?
            .ok_or(HandOverError::NotFound)?;
        tx.commit().await?;
        Ok(view)
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        groups::{
            Membership, Standing,
            fixtures::{GROUP, choir, view_of},
        },
        posts::fixtures::{AUTHOR, actor, ports},
        testing::{MockStore, MockTx},
    };

    const HEIR: UserId = UserId::new(AUTHOR + 1);

    fn standing(tx: &mut MockTx, mine: Standing, theirs: Standing) {
        tx.expect_group_to_change().returning(|_| Ok(Some(choir())));
        tx.expect_membership()
            .with(eq(GROUP), eq(UserId::new(AUTHOR)))
            .returning(move |_, _| Ok(Membership::of(mine)));
        tx.expect_membership()
            .with(eq(GROUP), eq(HEIR))
            .returning(move |_, _| Ok(Membership::of(theirs)));
    }

    async fn run(store: MockStore) -> Result<GroupView, HandOverError> {
        HandOver::new(ports(store))
            .run(&actor(AUTHOR), GROUP, HEIR)
            .await
    }

    #[tokio::test]
    async fn a_member_becomes_the_owner_and_the_owner_a_moderator() {
        let store = MockStore::writing(|tx| {
            standing(tx, Standing::Owner, Standing::Member);
            tx.expect_members_there_for()
                .returning(|_, _| Ok(vec![HEIR]));
            tx.expect_update_group()
                .withf(|group, _| group.owner == HEIR)
                .times(1)
                .returning(|_, _| Ok(()));
            for (user, standing) in [
                (UserId::new(AUTHOR), Standing::Moderator),
                (HEIR, Standing::Owner),
            ] {
                tx.expect_save_membership()
                    .withf(move |_, of, _, after, _, _| *of == user && after.standing == standing)
                    .times(1)
                    .returning(|_, _, _, _, _, _| Ok(()));
            }
            tx.expect_emit().times(2).returning(|_| Ok(()));
            tx.expect_group_for()
                .returning(|viewer, id| Ok(Some(view_of(id, viewer))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        run(store).await.unwrap();
    }

    #[tokio::test]
    async fn who_is_suspended_or_severed_does_not_get_it() {
        let store = MockStore::writing(|tx| {
            standing(tx, Standing::Owner, Standing::Member);
            tx.expect_members_there_for()
                .with(eq(UserId::new(AUTHOR)), eq([HEIR]))
                .times(1)
                .returning(|_, _| Ok(vec![]));
        });
        let refused = run(store).await;
        assert!(matches!(refused, Err(HandOverError::NotAMember)));
    }

    #[tokio::test]
    async fn neither_a_moderator_hands_it_over_nor_does_a_stranger_get_it() {
        let by_moderator =
            MockStore::writing(|tx| standing(tx, Standing::Moderator, Standing::Member));
        let refused = run(by_moderator).await;
        assert!(matches!(refused, Err(HandOverError::NotTheOwner)));
        let to_stranger = MockStore::writing(|tx| standing(tx, Standing::Owner, Standing::Invited));
        let refused = run(to_stranger).await;
        assert!(matches!(refused, Err(HandOverError::NotAMember)));
    }
}
