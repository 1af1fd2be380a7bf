//! What a change of a membership means for the rest of the world: events to tell, counts to move.

use super::{membership::Membership, standing::Standing};
use crate::shared::{
    event::Event,
    id::{GroupId, UserId},
};

/// By how much the counts of a group move.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GroupCountMoves {
    /// Members.
    pub members: i64,
    /// Who waits to be let in.
    pub requests: i64,
}

impl GroupCountMoves {
    /// The moves that come with a change of one membership.
    #[must_use]
    pub fn of(before: &Membership, after: &Membership) -> Self {
        let moved = |counts: fn(Standing) -> bool| {
            i64::from(counts(after.standing)) - i64::from(counts(before.standing))
        };
        Self {
            members: moved(Standing::is_member),
            requests: moved(|standing| standing == Standing::Requested),
        }
    }
}

/// The event of a change that `by` made to the membership of `user`, who may be the same. An invitation or request that
/// ended does not tell how.
#[must_use]
pub fn membership_event(
    group: GroupId,
    user: UserId,
    by: UserId,
    before: &Membership,
    after: &Membership,
) -> Option<Event> {
    use Standing::{Invited, Requested};
    match (before.standing, after.standing) {
        (old, new) if old == new => None,
        (old, new) if old.is_member() && new.is_member() => {
            Some(Event::GroupRoleChanged { group, user, by })
        }
        (_, new) if new.is_member() => Some(Event::GroupJoined { group, user, by }),
        (old, _) if old.is_member() => Some(Event::GroupLeft { group, user, by }),
        (_, Invited) => Some(Event::GroupInvitationSent { group, user, by }),
        (_, Requested) => Some(Event::GroupJoinRequested { group, user }),
        (Invited, _) => Some(Event::GroupInvitationEnded { group, user }),
        (Requested, _) => Some(Event::GroupJoinRequestEnded { group, user }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUP: GroupId = GroupId::new(5);
    const ADA: UserId = UserId::new(1);
    const BEN: UserId = UserId::new(2);

    fn told(before: Standing, after: Standing) -> Option<Event> {
        let of = Membership::of;
        membership_event(GROUP, ADA, BEN, &of(before), &of(after))
    }

    #[test]
    fn each_change_is_told_by_what_it_is() {
        let (group, user, by) = (GROUP, ADA, BEN);
        for (before, after, event) in [
            (
                Standing::None,
                Standing::Invited,
                Event::GroupInvitationSent { group, user, by },
            ),
            (
                Standing::None,
                Standing::Requested,
                Event::GroupJoinRequested { group, user },
            ),
            (
                Standing::Invited,
                Standing::None,
                Event::GroupInvitationEnded { group, user },
            ),
            (
                Standing::Requested,
                Standing::Banned,
                Event::GroupJoinRequestEnded { group, user },
            ),
            (
                Standing::Requested,
                Standing::Member,
                Event::GroupJoined { group, user, by },
            ),
            (
                Standing::Member,
                Standing::Moderator,
                Event::GroupRoleChanged { group, user, by },
            ),
            (
                Standing::Moderator,
                Standing::Banned,
                Event::GroupLeft { group, user, by },
            ),
        ] {
            assert_eq!(told(before, after), Some(event));
        }
    }

    #[test]
    fn what_stays_and_what_concerns_nobody_is_not_told() {
        for standing in Standing::ALL {
            assert_eq!(told(standing, standing), None);
        }
        assert_eq!(told(Standing::None, Standing::Banned), None);
        assert_eq!(told(Standing::Banned, Standing::None), None);
    }

    #[test]
    fn counts_follow_who_belongs_and_who_waits() {
        for before in Standing::ALL {
            for after in Standing::ALL {
                let moves = GroupCountMoves::of(&Membership::of(before), &Membership::of(after));
                let belongs = |standing: Standing| i64::from(standing >= Standing::Member);
                let waits = |standing: Standing| i64::from(standing == Standing::Requested);
                assert_eq!(moves.members, belongs(after) - belongs(before));
                assert_eq!(moves.requests, waits(after) - waits(before));
            }
        }
    }
}
