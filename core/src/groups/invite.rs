//! Inviting people to a group.

use super::{
    GroupPolicy,
    membership::{ActOnOther, By, MembershipRefusal},
    standing::Standing,
    store_change::{Whose, store_change},
};
use crate::shared::{
    actor::Actor,
    fields::{InvalidFields, Refusal},
    id::{GroupId, UserId},
    ports::Ports,
    store::StoreError,
};

/// The most people who are invited at once.
pub const INVITED_AT_ONCE_MAX: usize = 50;

/// What became of one of those who were to be invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InviteOutcome {
    /// They are invited, now or since earlier.
    Invited,
    /// They had asked to join, and belong to the group now.
    Joined,
    /// They belong to the group already.
    AlreadyMember,
    /// They cannot be invited at present: they declined not long ago, or are banned.
    NotNow,
    /// There is nobody there, as far as who invites may know.
    NotFound,
}

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// Nobody was named, or too many.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// No such group, as far as the actor may know.
    #[error("no such group")]
    NotFound,
    /// Only members invite.
    #[error("only members invite")]
    NotAMember,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Invites people to groups.
#[derive(Clone)]
pub struct Invite {
    ports: Ports,
    policy: GroupPolicy,
}

impl Invite {
    pub(super) fn new(ports: Ports, policy: GroupPolicy) -> Self {
        Self { ports, policy }
    }

    /// Invites `users`, each of them once, and gives what became of each, in that order. One who cannot be invited does not
    /// keep the others from it.
    #[tracing::instrument(name = "groups.invite", skip_all, fields(%group))]
    pub async fn run(
        &self,
        actor: &Actor,
        group: GroupId,
        users: &[UserId],
    ) -> Result<Vec<(UserId, InviteOutcome)>, InviteError> {
        let users = distinct(users)?;
        let mut tx = self.ports.store.write().await?;
        let rules = tx
            .group_to_change(group)
            .await?
            .ok_or(InviteError::NotFound)?
            .rules;
        let by = By {
            user: actor.user,
            standing: tx.membership(group, actor.user).await?.standing,
        };
        if !by.standing.is_member() {
            return Err(if by.standing.knows(rules.privacy) {
                InviteError::NotAMember
            } else {
                InviteError::NotFound
            });
        }
        let at = self.policy.at(rules, self.ports.clock.now());
        let there = tx.members_there_for(actor.user, &users).await?;
        let mut outcomes = Vec::with_capacity(users.len());
        for user in users {
            if !there.contains(&user) {
                outcomes.push((user, InviteOutcome::NotFound));
                continue;
            }
            let before = tx.membership(group, user).await?;
            let after = before.after(ActOnOther::Invite, &by, &at);
            if let Ok(after) = after {
                let whose = Whose {
                    group,
                    user,
                    by: actor.user,
                };
                store_change(&self.ports, tx.as_mut(), whose, &before, &after).await?;
            }
            let after = after.map(|membership| membership.standing);
            outcomes.push((user, outcome(before.standing, after)));
        }
        tx.commit().await?;
        Ok(outcomes)
    }
}

fn outcome(before: Standing, after: Result<Standing, MembershipRefusal>) -> InviteOutcome {
    match after {
        Err(_) => InviteOutcome::NotNow,
        Ok(Standing::Invited) => InviteOutcome::Invited,
        Ok(_) if before == Standing::Requested => InviteOutcome::Joined,
        Ok(_) => InviteOutcome::AlreadyMember,
    }
}

fn distinct(users: &[UserId]) -> Result<Vec<UserId>, InvalidFields> {
    let mut distinct = Vec::with_capacity(users.len());
    for user in users {
        if !distinct.contains(user) {
            distinct.push(*user);
        }
    }
    let refusal = match distinct.len() {
        0 => Refusal::new("required", "Choose whom to invite."),
        1..=INVITED_AT_ONCE_MAX => return Ok(distinct),
        _ => Refusal::new(
            "too_many",
            format!("Invite at most {INVITED_AT_ONCE_MAX} people at once."),
        ),
    };
    Err(InvalidFields::one("user_ids", refusal))
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;
    use time::Duration;

    use super::{
        InviteOutcome::{AlreadyMember, Invited, Joined, NotFound, NotNow},
        *,
    };
    use crate::{
        groups::{
            GroupPrivacy, Membership,
            fixtures::{GROUP, choir, standing_so},
        },
        posts::fixtures::{AUTHOR, actor, now, ports},
        testing::MockStore,
    };

    async fn run(
        users: &[i64],
        store: MockStore,
    ) -> Result<Vec<(UserId, InviteOutcome)>, InviteError> {
        let policy = GroupPolicy {
            ask_again_after: Duration::DAY,
        };
        let users: Vec<UserId> = users.iter().copied().map(UserId::new).collect();
        Invite::new(ports(store), policy)
            .run(&actor(AUTHOR), GROUP, &users)
            .await
    }

    #[tokio::test]
    async fn each_is_told_apart_and_named_once() {
        let store = MockStore::writing(|tx| {
            tx.expect_group_to_change().returning(|_| Ok(Some(choir())));
            for (user, membership) in [
                (AUTHOR, Membership::of(Standing::Member)),
                (1, Membership::of(Standing::None)),
                (2, Membership::of(Standing::Requested)),
                (3, Membership::of(Standing::Moderator)),
                (4, Membership::of(Standing::Banned)),
                (
                    5,
                    Membership {
                        declined_at: Some(now()),
                        ..Membership::default()
                    },
                ),
            ] {
                tx.expect_membership()
                    .with(eq(GROUP), eq(UserId::new(user)))
                    .times(1)
                    .returning(move |_, _| Ok(membership));
            }
            tx.expect_members_there_for()
                .withf(|_, users| users.len() == 6)
                .returning(|_, users| {
                    Ok(users
                        .iter()
                        .copied()
                        .filter(|user| user.get() != 6)
                        .collect())
                });
            tx.expect_save_membership()
                .times(2)
                .returning(|_, _, _, _, _, _| Ok(()));
            tx.expect_emit().times(2).returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let outcomes = run(&[1, 2, 3, 1, 4, 5, 6], store).await.unwrap();
        assert_eq!(
            outcomes
                .iter()
                .map(|(user, outcome)| (user.get(), *outcome))
                .collect::<Vec<_>>(),
            [
                (1, Invited),
                (2, Joined),
                (3, AlreadyMember),
                (4, NotNow),
                (5, NotNow),
                (6, NotFound)
            ]
        );
    }

    #[tokio::test]
    async fn who_is_no_member_invites_nobody() {
        for (privacy, hidden) in [(GroupPrivacy::Open, false), (GroupPrivacy::Hidden, true)] {
            let store = MockStore::writing(move |tx| {
                let mut group = choir();
                group.rules.privacy = privacy;
                tx.expect_group_to_change()
                    .return_once(move |_| Ok(Some(group)));
                standing_so(tx, Standing::None);
            });
            match run(&[1], store).await {
                Err(InviteError::NotAMember) => assert!(!hidden),
                Err(InviteError::NotFound) => assert!(hidden),
                other => panic!("{other:?}"),
            }
        }
    }

    #[tokio::test]
    async fn nobody_and_too_many_are_refused_before_anything_is_read() {
        let many: Vec<i64> = (0..51).collect();
        for (users, code) in [(Vec::new(), "required"), (many, "too_many")] {
            let refused = run(&users, MockStore::untouched()).await;
            assert!(
                matches!(refused, Err(InviteError::Invalid(fields)) if fields.0[0].code == code)
            );
        }
    }
}
