//! Showing somebody's profile.

use super::{ProfileView, view_of};
use crate::{
    feeds::ProfileRef,
    shared::{actor::Actor, ports::Ports, store::StoreError},
};

/// Why there is nothing to show.
#[derive(Debug, thiserror::Error)]
pub enum ShowProfileError {
    /// Nobody is called so.
    #[error("no such profile")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Shows a profile as far as the asking member may see it.
#[derive(Clone)]
pub struct ShowProfile {
    ports: Ports,
}

impl ShowProfile {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The profile, reduced when it is private to the asking member.
    pub async fn run(
        &self,
        actor: &Actor,
        whose: &ProfileRef,
    ) -> Result<ProfileView, ShowProfileError> {
        let mut tx = self.ports.store.read().await?;
        let found = tx
            .find_wall(actor.user, whose)
            .await?
            .ok_or(ShowProfileError::NotFound)?;
        view_of(tx.as_mut(), actor.user, found.owner, found.relation)
            .await?
            .ok_or(ShowProfileError::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        feeds::Wall,
        media::fixture::{actor, ports},
        profiles::{
            FieldAudience, Privacy, Relation,
            fixture::{ada, counted},
        },
        relations::{FollowState, MutualsOf, Pair, PeopleList, Person, Relationship},
        shared::{id::UserId, page::Page},
        testing::{MockStore, MockTx},
    };

    fn walled(tx: &mut MockTx, relation: Relation, is_private: bool, privacy: Privacy) {
        tx.expect_find_wall().returning(move |_, _| {
            Ok(Some(Wall {
                owner: UserId::new(3),
                is_private,
                relation,
                privacy,
            }))
        });
        tx.expect_profile_of().returning(move |_| {
            let mut profile = ada();
            profile.summary.is_private = is_private;
            profile.privacy = privacy;
            Ok(Some(profile))
        });
        counted(tx, 7);
        tx.expect_pair().returning(|_, _| {
            let mut pair = Pair::default();
            pair.mine.follow = FollowState::Requested;
            Ok(pair)
        });
    }

    async fn shown(store: MockStore) -> ProfileView {
        let whose = ProfileRef::parse("@Ada").unwrap();
        ShowProfile::new(ports(store))
            .run(&actor(5), &whose)
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn a_follower_sees_a_private_profile_and_whom_both_know() {
        let privacy = Privacy {
            friends: FieldAudience::Friends,
            ..Privacy::default()
        };
        let of_follows = MutualsOf {
            friends: false,
            following: true,
        };
        let view = shown(MockStore::reading(move |tx| {
            walled(tx, Relation::Follower, true, privacy);
            tx.expect_count_mutuals()
                .withf(move |of, _, _| *of == of_follows)
                .returning(|_, _, _| Ok(12));
            tx.expect_people()
                .withf(move |list, _, _, _, after, limit| {
                    *list == PeopleList::Mutuals(of_follows) && after.is_none() && limit.get() == 3
                })
                .returning(|_, _, _, _, _, _| {
                    Ok(Page {
                        items: vec![Person {
                            summary: ada().summary,
                            relationship: Relationship::default(),
                        }],
                        next: None,
                    })
                });
        }))
        .await;
        assert!(view.details.is_some());
        assert_eq!((view.counts.mutuals, view.mutuals.len()), (12, 1));
        assert_eq!(view.relationship.follow, FollowState::Requested);
    }

    #[tokio::test]
    async fn a_stranger_is_told_little_of_a_private_profile() {
        let view = shown(MockStore::reading(|tx| {
            walled(tx, Relation::Stranger, true, Privacy::default());
        }))
        .await;
        assert_eq!((view.details, view.counts.posts), (None, 7));
        assert_eq!((view.counts.mutuals, view.mutuals.len()), (0, 0));
    }

    #[tokio::test]
    async fn ones_own_profile_is_whole() {
        let view = shown(MockStore::reading(|tx| {
            walled(tx, Relation::Myself, true, Privacy::default());
        }))
        .await;
        assert!(view.details.is_some());
        assert_eq!(view.relationship, Relationship::default());
    }

    #[tokio::test]
    async fn an_unknown_name_is_not_found() {
        let store = MockStore::reading(|tx| {
            tx.expect_find_wall().returning(|_, _| Ok(None));
        });
        let answer = ShowProfile::new(ports(store))
            .run(&actor(5), &ProfileRef::Id(UserId::new(9)))
            .await;
        assert!(matches!(answer, Err(ShowProfileError::NotFound)));
    }
}
