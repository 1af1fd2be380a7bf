//! Every state that can be reached × every act of either side × a public and a private profile.

use std::collections::{HashSet, VecDeque};

use super::*;

const PAUSE: Duration = Duration::DAY;
const NOW: Timestamp = Timestamp::from_micros(0);

fn circumstances(private: bool, now: Timestamp) -> Circumstances {
    Circumstances {
        their_profile_is_private: private,
        now,
        ask_again_after: PAUSE,
    }
}

/// All states that acts of the two lead to, at one moment.
fn reachable() -> HashSet<Pair> {
    let mut found = HashSet::from([Pair::default()]);
    let mut waiting = VecDeque::from([Pair::default()]);
    while let Some(pair) = waiting.pop_front() {
        for (act, private) in acts() {
            let at = circumstances(private, NOW);
            let by_me = pair.after(act, &at).ok();
            let by_them = pair.turned().after(act, &at).ok().map(Pair::turned);
            for next in by_me
                .into_iter()
                .chain(by_them)
                .chain([pair.after_opening()])
            {
                if found.insert(next) {
                    waiting.push_back(next);
                }
            }
        }
    }
    found
}

fn acts() -> impl Iterator<Item = (Act, bool)> {
    Act::ALL
        .into_iter()
        .flat_map(|act| [(act, false), (act, true)])
}

/// Calls `check(before, act, private, outcome)` for everything there is.
fn everywhere(check: impl Fn(Pair, Act, bool, Result<Pair, Refusal>)) {
    for pair in reachable() {
        for (act, private) in acts() {
            check(
                pair,
                act,
                private,
                pair.after(act, &circumstances(private, NOW)),
            );
        }
    }
}

fn declined(side: Side) -> bool {
    side.follow_declined_at.is_some()
}

/// Two between whom there is nothing but what they declined.
fn declines_of(pair: Pair) -> Pair {
    let declines = |side: Side| Side {
        follow_declined_at: side.follow_declined_at,
        friendship_declined_at: side.friendship_declined_at,
        ..Side::default()
    };
    Pair {
        mine: declines(pair.mine),
        theirs: declines(pair.theirs),
        friends: false,
    }
}

#[test]
fn states_are_sound_from_both_sides() {
    let states = reachable();
    assert!(states.len() > 100, "{}", states.len());
    for pair in states {
        assert_eq!(pair.turned().turned(), pair);
        assert!(
            !(pair.mine.blocking && pair.theirs.blocking),
            "who is blocked cannot block back: {pair:?}"
        );
        for side in [pair.mine, pair.theirs] {
            assert!(
                !(pair.friends && side.asks_friendship),
                "friends ask for nothing: {pair:?}"
            );
            assert!(
                !(pair.friends && side.follow == FollowState::Requested),
                "friends are let in: {pair:?}"
            );
        }
        assert!(
            !(pair.mine.asks_friendship && pair.theirs.asks_friendship),
            "crossing requests make friends: {pair:?}"
        );
        if pair.is_severed() {
            let mut bare = pair;
            bare.mine.blocking = false;
            bare.theirs.blocking = false;
            assert_eq!(bare, declines_of(pair), "a block ends everything");
            assert_eq!(pair.closeness(), Closeness::Severed);
        }
    }
}

#[test]
fn repeating_an_act_that_took_effect_changes_nothing() {
    everywhere(|before, act, private, outcome| {
        let Ok(after) = outcome else { return };
        let again = after.after(act, &circumstances(private, NOW));
        // A follow that was requested becomes real when the profile has become public.
        assert_eq!(again, Ok(after), "{before:?} {act:?}");
    });
}

#[test]
fn an_act_touches_only_what_it_is_about() {
    everywhere(|before, act, private, outcome| {
        let Ok(after) = outcome else { return };
        let case = format!("{before:?} {act:?} private: {private} → {after:?}");
        if before.is_severed() || matches!(act, Act::Block) {
            return;
        }
        assert_eq!(after.mine.blocking, before.mine.blocking, "{case}");
        if !matches!(act, Act::Mute | Act::Unmute) {
            assert_eq!(after.mine.muting, before.mine.muting, "{case}");
        }
        assert_eq!(after.theirs.muting, before.theirs.muting, "{case}");
        let about_their_follow = matches!(
            act,
            Act::AcceptFollow
                | Act::DeclineFollow
                | Act::RemoveFollower
                | Act::DeclineFriendship
                | Act::AcceptFriendship
                | Act::Befriend
                | Act::Unfriend
        );
        if !about_their_follow {
            assert_eq!(after.theirs, before.theirs, "{case}");
        }
        let about_friendship = matches!(
            act,
            Act::Befriend | Act::AcceptFriendship | Act::DeclineFriendship | Act::Unfriend
        );
        if !about_friendship {
            assert_eq!(after.friendship(), before.friendship(), "{case}");
        }
    });
}

#[test]
fn across_a_block_only_the_blocker_acts_on_it() {
    everywhere(|before, act, _, outcome| {
        if !before.is_severed() {
            return;
        }
        let expected = match act {
            Act::Block if before.mine.blocking => Ok(before),
            Act::Unblock if before.mine.blocking => Ok(declines_of(before)),
            _ => Err(Refusal::Hidden),
        };
        assert_eq!(outcome, expected, "{before:?} {act:?}");
    });
}

#[test]
fn each_act_does_what_it_says() {
    use FollowState::{Following, None as Nothing, Requested};
    everywhere(|before, act, private, outcome| {
        let case = format!("{before:?} {act:?} private: {private} → {outcome:?}");
        if before.is_severed() {
            return;
        }
        match (act, outcome) {
            (Act::Follow, Ok(after)) => {
                let at_once = !private || before.friends || before.mine.follow == Following;
                let expected = if at_once { Following } else { Requested };
                assert_eq!(after.mine.follow, expected, "{case}");
            }
            (Act::Follow, Err(refusal)) => {
                assert!(private && declined(before.mine), "{case}");
                assert_eq!(refusal, Refusal::AskAgainLater(NOW.plus(PAUSE)), "{case}");
            }
            (Act::Unfollow, Ok(after)) => assert_eq!(after.mine.follow, Nothing, "{case}"),
            (Act::AcceptFollow, Ok(after)) => {
                assert_ne!(before.theirs.follow, Nothing, "{case}");
                assert_eq!(after.theirs.follow, Following, "{case}");
            }
            (Act::AcceptFollow, Err(refusal)) => {
                assert_eq!(before.theirs.follow, Nothing, "{case}");
                assert_eq!(refusal, Refusal::NothingAsked, "{case}");
            }
            (Act::DeclineFollow, Ok(after)) => {
                assert_ne!(after.theirs.follow, Requested, "{case}");
                assert_eq!(
                    after.theirs.follow == Following,
                    before.theirs.follow == Following,
                    "{case}"
                );
            }
            (Act::RemoveFollower, Ok(after)) => {
                assert_ne!(after.theirs.follow, Following, "{case}");
            }
            (Act::Befriend, Ok(after)) => {
                let answered = before.friends || before.theirs.asks_friendship;
                let expected = if answered {
                    FriendshipState::Friends
                } else {
                    FriendshipState::Outgoing
                };
                assert_eq!(after.friendship(), expected, "{case}");
                let asks_to_follow_too = private && before.mine.follow == Nothing;
                if expected == FriendshipState::Outgoing && asks_to_follow_too {
                    assert!(
                        before.mine.asks_friendship || after.mine.follow == Requested,
                        "{case}"
                    );
                }
            }
            (Act::Befriend, Err(refusal)) => {
                let was_declined =
                    declined(before.mine) || before.mine.friendship_declined_at.is_some();
                assert!(was_declined, "{case}");
                assert_eq!(refusal, Refusal::AskAgainLater(NOW.plus(PAUSE)), "{case}");
            }
            (Act::AcceptFriendship, Ok(after)) => {
                assert!(before.friends || before.theirs.asks_friendship, "{case}");
                assert!(after.friends, "{case}");
                if !before.friends {
                    assert_eq!(
                        (after.mine.follow, after.theirs.follow),
                        (Following, Following),
                        "{case}"
                    );
                }
            }
            (Act::AcceptFriendship, Err(refusal)) => {
                assert!(!before.friends && !before.theirs.asks_friendship, "{case}");
                assert_eq!(refusal, Refusal::NothingAsked, "{case}");
            }
            (Act::DeclineFriendship, Ok(after)) => {
                assert!(!after.theirs.asks_friendship, "{case}");
                assert_eq!(after.friends, before.friends, "{case}");
            }
            (Act::Unfriend, Ok(after)) => {
                assert_eq!(after.friendship(), FriendshipState::None, "{case}");
                if before.friends {
                    assert_eq!(
                        (after.mine.follow, after.theirs.follow),
                        (Nothing, Nothing),
                        "{case}"
                    );
                }
            }
            (Act::Block, Ok(after)) => {
                assert!(after.mine.blocking, "{case}");
                assert_eq!(after.relationship().follow, Nothing, "{case}");
                assert_eq!(after.friendship(), FriendshipState::None, "{case}");
                assert_eq!(declines_of(after), declines_of(before), "{case}");
            }
            (Act::Unblock, Ok(after)) => assert_eq!(after, before, "{case}"),
            (Act::Mute, Ok(after)) => assert!(after.mine.muting, "{case}"),
            (Act::Unmute, Ok(after)) => assert!(!after.mine.muting, "{case}"),
            (_, Err(_)) => panic!("{case}"),
        }
    });
}

#[test]
fn who_was_declined_may_ask_again_after_the_pause() {
    let asked = Pair::default()
        .after(Act::Befriend, &circumstances(true, NOW))
        .unwrap();
    assert_eq!(asked.mine.follow, FollowState::Requested);
    let declined = asked
        .turned()
        .after(Act::DeclineFriendship, &circumstances(false, NOW))
        .unwrap()
        .turned();
    assert_eq!(declined.relationship(), Relationship::default());
    let early = circumstances(true, Timestamp::from_micros(PAUSE_MICROS - 1));
    let refusal = Err(Refusal::AskAgainLater(NOW.plus(PAUSE)));
    assert_eq!(declined.after(Act::Befriend, &early), refusal);
    assert_eq!(declined.after(Act::Follow, &early), refusal);
    let late = circumstances(true, NOW.plus(PAUSE));
    assert_eq!(
        declined.after(Act::Befriend, &late).unwrap().relationship(),
        asked.relationship()
    );
}

const PAUSE_MICROS: i64 = 86_400_000_000;

#[test]
fn a_block_does_not_shorten_the_pause_of_who_was_declined() {
    let at = circumstances(true, NOW);
    let asked = Pair::default().after(Act::Befriend, &at).unwrap();
    let declined = asked.turned().after(Act::DeclineFriendship, &at).unwrap();
    for who_blocks in [declined, declined.turned()] {
        let unblocked = who_blocks
            .after(Act::Block, &at)
            .and_then(|blocked| blocked.after(Act::Unblock, &at));
        assert_eq!(unblocked, Ok(who_blocks));
    }
    let refusal = Err(Refusal::AskAgainLater(NOW.plus(PAUSE)));
    assert_eq!(declined.turned().after(Act::Follow, &at), refusal);
    assert_eq!(declined.turned().after(Act::Befriend, &at), refusal);
}

#[test]
fn who_was_declined_to_follow_does_not_ask_to_be_friends_instead() {
    let at = circumstances(true, NOW);
    let asked = Pair::default().after(Act::Follow, &at).unwrap();
    let declined = asked
        .turned()
        .after(Act::DeclineFollow, &at)
        .unwrap()
        .turned();
    for private in [true, false] {
        let at = circumstances(private, NOW);
        let refusal = Err(Refusal::AskAgainLater(NOW.plus(PAUSE)));
        assert_eq!(declined.after(Act::Befriend, &at), refusal);
    }
    let invited = declined.turned().after(Act::Befriend, &at).unwrap();
    let accepted = invited.turned().after(Act::Befriend, &at).unwrap();
    assert!(accepted.friends, "an invitation is answered at any time");
}

#[test]
fn a_profile_that_opens_lets_in_who_waits() {
    let waiting = Pair::default()
        .after(Act::Follow, &circumstances(true, NOW))
        .unwrap();
    assert_eq!(waiting.after_opening().mine.follow, FollowState::Following);
    assert_eq!(Pair::default().after_opening(), Pair::default());
}

#[test]
fn a_friend_who_stopped_following_is_near_all_the_same() {
    let at = circumstances(true, NOW);
    let asked = Pair::default().after(Act::Befriend, &at).unwrap();
    let friends = asked.turned().after(Act::AcceptFriendship, &at).unwrap();
    let distant = friends.after(Act::Unfollow, &at).unwrap();
    assert_eq!(distant.closeness(), Closeness::Friend);
    assert_eq!(
        distant.after(Act::Follow, &at).unwrap().mine.follow,
        FollowState::Following,
        "and need not ask"
    );
}
