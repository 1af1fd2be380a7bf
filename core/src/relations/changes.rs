//! What a change of a pair means for the rest of the world: events to tell, counts to move.

use super::{
    pair::{Pair, Side},
    relationship::{FollowState, FriendshipState},
};
use crate::shared::{event::Event, id::UserId};

/// By how much the counts of one member move.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CountMoves {
    /// Followers.
    pub followers: i64,
    /// Followed members.
    pub following: i64,
    /// Friends.
    pub friends: i64,
    /// Requests to follow that wait for the member.
    pub follow_requests: i64,
    /// Requests to be friends that wait for the member.
    pub friend_requests: i64,
}

impl CountMoves {
    /// The moves of the first member of a pair that changed.
    #[must_use]
    pub fn of_first(before: &Pair, after: &Pair) -> Self {
        let moved = |held: fn(&Pair) -> bool| i64::from(held(after)) - i64::from(held(before));
        Self {
            followers: moved(|pair| pair.theirs.follow == FollowState::Following),
            following: moved(|pair| pair.mine.follow == FollowState::Following),
            friends: moved(|pair| pair.friends),
            follow_requests: moved(|pair| pair.theirs.follow == FollowState::Requested),
            friend_requests: moved(|pair| pair.theirs.asks_friendship),
        }
    }

    /// Whether nothing moves.
    #[must_use]
    pub fn is_still(&self) -> bool {
        *self == Self::default()
    }
}

/// The events of a change that `actor` made to the pair of `actor` and `other`. A mute tells
/// nobody; that a request ended does not tell whether it was declined or taken back.
#[must_use]
pub fn events(actor: UserId, other: UserId, before: &Pair, after: &Pair) -> Vec<Event> {
    let mut events = Vec::new();
    events.extend(follow_event(actor, other, &before.mine, &after.mine));
    events.extend(follow_event(other, actor, &before.theirs, &after.theirs));
    events.extend(friendship_event(actor, other, before, after));
    if !before.is_severed() && after.is_severed() {
        events.push(Event::MemberBlocked {
            by: actor,
            blocked: other,
        });
    }
    events
}

fn follow_event(one: UserId, other: UserId, before: &Side, after: &Side) -> Option<Event> {
    use FollowState::{Following, Requested};
    match (before.follow, after.follow) {
        (old, new) if old == new => None,
        (old, Following) => Some(Event::FollowStarted {
            follower: one,
            followed: other,
            was_requested: old == Requested,
        }),
        (_, Requested) => Some(Event::FollowRequested {
            follower: one,
            followed: other,
        }),
        (_, FollowState::None) => Some(Event::FollowEnded {
            follower: one,
            followed: other,
        }),
    }
}

fn friendship_event(actor: UserId, other: UserId, before: &Pair, after: &Pair) -> Option<Event> {
    if !before.friends && after.friends {
        return Some(Event::FriendshipStarted {
            accepted_by: actor,
            friend: other,
        });
    }
    let joined = |pair: &Pair| pair.friendship() != FriendshipState::None;
    if joined(before) && !joined(after) {
        return Some(Event::FriendshipEnded {
            by: actor,
            friend: other,
        });
    }
    if !before.mine.asks_friendship && after.mine.asks_friendship {
        return Some(Event::FriendshipRequested {
            by: actor,
            of: other,
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;
    use crate::{
        relations::pair::{Act, Circumstances},
        shared::clock::Timestamp,
    };

    const ADA: UserId = UserId::new(1);
    const BEN: UserId = UserId::new(2);

    /// What Ada's act makes of the pair that her and Ben's earlier acts made; Ben's profile is private.
    fn told(earlier: &[(UserId, Act)], act: Act) -> (Vec<Event>, CountMoves, CountMoves) {
        let at = Circumstances {
            their_profile_is_private: true,
            now: Timestamp::from_micros(0),
            ask_again_after: Duration::DAY,
        };
        let before = earlier.iter().fold(Pair::default(), |pair, (who, act)| {
            if *who == ADA {
                pair.after(*act, &at).unwrap()
            } else {
                pair.turned().after(*act, &at).unwrap().turned()
            }
        });
        let after = before.after(act, &at).unwrap();
        (
            events(ADA, BEN, &before, &after),
            CountMoves::of_first(&before, &after),
            CountMoves::of_first(&before.turned(), &after.turned()),
        )
    }

    #[test]
    fn asking_to_follow_waits_for_the_other() {
        let (events, mine, theirs) = told(&[], Act::Follow);
        let asked = Event::FollowRequested {
            follower: ADA,
            followed: BEN,
        };
        assert_eq!(events, [asked]);
        assert!(mine.is_still());
        assert_eq!(theirs.follow_requests, 1);
    }

    #[test]
    fn accepting_a_friend_moves_everything_of_both_at_once() {
        let (events, mine, theirs) = told(&[(BEN, Act::Befriend)], Act::AcceptFriendship);
        let follow = |follower, followed, was_requested| Event::FollowStarted {
            follower,
            followed,
            was_requested,
        };
        assert_eq!(
            events,
            [
                follow(ADA, BEN, false),
                follow(BEN, ADA, true),
                Event::FriendshipStarted {
                    accepted_by: ADA,
                    friend: BEN
                }
            ]
        );
        let both = CountMoves {
            followers: 1,
            following: 1,
            friends: 1,
            ..CountMoves::default()
        };
        assert_eq!(theirs, both);
        assert_eq!(
            mine,
            CountMoves {
                follow_requests: -1,
                friend_requests: -1,
                ..both
            }
        );
    }

    #[test]
    fn a_block_ends_what_there_was_and_says_so_once() {
        let friends = [(BEN, Act::Befriend), (ADA, Act::AcceptFriendship)];
        let (events, mine, theirs) = told(&friends, Act::Block);
        let end = |follower, followed| Event::FollowEnded { follower, followed };
        assert_eq!(
            events,
            [
                end(ADA, BEN),
                end(BEN, ADA),
                Event::FriendshipEnded {
                    by: ADA,
                    friend: BEN
                },
                Event::MemberBlocked {
                    by: ADA,
                    blocked: BEN
                }
            ]
        );
        assert_eq!((mine.friends, theirs.friends), (-1, -1));
        assert_eq!((mine.followers, theirs.following), (-1, -1));
    }

    #[test]
    fn a_mute_tells_nobody() {
        let (events, mine, theirs) = told(&[(ADA, Act::Follow)], Act::Mute);
        assert_eq!(events, []);
        assert!(mine.is_still() && theirs.is_still());
    }
}
