//! Two members and everything between them: the table of transitions.
//!
//! A [`Pair`] is seen from the member who acts, `mine`. Every [`Act`] is one arm of [`Pair::after`]; who looks for the
//! rule of an act finds it there and nowhere else. All acts are idempotent: repeating one that took effect changes nothing.

use time::Duration;

use super::relationship::{Closeness, FollowState, FriendshipState, Relationship};
use crate::shared::clock::Timestamp;

/// What one of two members did about the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Side {
    /// Whether they follow.
    pub follow: FollowState,
    /// Whether they asked to be friends and wait for an answer.
    pub asks_friendship: bool,
    /// Whether they block.
    pub blocking: bool,
    /// Whether they mute.
    pub muting: bool,
    /// When a request of theirs to follow was last declined.
    pub follow_declined_at: Option<Timestamp>,
    /// When a request of theirs to be friends was last declined.
    pub friendship_declined_at: Option<Timestamp>,
}

/// Two members, from the side of the first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Pair {
    /// The side of the one who looks or acts.
    pub mine: Side,
    /// The side of the other.
    pub theirs: Side,
    /// Whether both agreed to be friends.
    pub friends: bool,
}

/// What a member can do about another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Follow, or ask to where the profile is private.
    Follow,
    /// Stop following, or take back the request.
    Unfollow,
    /// Let the other follow, who asked.
    AcceptFollow,
    /// Do not let the other follow, who asked.
    DeclineFollow,
    /// End the other's following.
    RemoveFollower,
    /// Ask to be friends; accepts when the other has asked.
    Befriend,
    /// Become friends with the other, who asked.
    AcceptFriendship,
    /// Do not become friends with the other, who asked.
    DeclineFriendship,
    /// End the friendship, take back the request, or decline the other's.
    Unfriend,
    /// Vanish from the other and make the other vanish; ends everything between the two.
    Block,
    /// Take the block back. What it ended stays ended.
    Unblock,
    /// Hide the other's posts and notifications from oneself.
    Mute,
    /// Show them again.
    Unmute,
}

impl Act {
    /// All there are.
    pub const ALL: [Self; 13] = [
        Self::Follow,
        Self::Unfollow,
        Self::AcceptFollow,
        Self::DeclineFollow,
        Self::RemoveFollower,
        Self::Befriend,
        Self::AcceptFriendship,
        Self::DeclineFriendship,
        Self::Unfriend,
        Self::Block,
        Self::Unblock,
        Self::Mute,
        Self::Unmute,
    ];
}

/// What besides the pair decides an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// Whether the other's profile is private.
    pub their_profile_is_private: bool,
    /// The time.
    pub now: Timestamp,
    /// How long after a decline one may not ask again.
    pub ask_again_after: Duration,
}

/// Why an act has no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A block is between the two: the other does not exist.
    Hidden,
    /// There is no request to accept; it was taken back or never made.
    NothingAsked,
    /// The other declined not long ago; asking is possible from then on.
    AskAgainLater(Timestamp),
}

impl Pair {
    /// The pair after `act` of the first member.
    pub fn after(self, act: Act, at: &Circumstances) -> Result<Self, Refusal> {
        if self.is_severed() {
            return self.while_severed(act);
        }
        let mut next = self;
        match act {
            Act::Follow => next.mine.follow = self.following(at)?,
            Act::Unfollow => next.mine.follow = FollowState::None,
            Act::AcceptFollow => match self.theirs.follow {
                FollowState::None => return Err(Refusal::NothingAsked),
                FollowState::Requested => next.theirs.begin_following(),
                FollowState::Following => {}
            },
            Act::DeclineFollow => next.theirs.be_declined_to_follow(at.now),
            Act::RemoveFollower => {
                if self.theirs.follow == FollowState::Following {
                    next.theirs.follow = FollowState::None;
                }
            }
            Act::Befriend => return self.befriended(at),
            Act::AcceptFriendship => {
                if !self.friends && !self.theirs.asks_friendship {
                    return Err(Refusal::NothingAsked);
                }
                next = self.as_friends();
            }
            Act::DeclineFriendship => next.decline_friendship(at.now),
            Act::Unfriend => next.end_friendship(at.now),
            Act::Block => {
                next = self.with_nothing_but_declines();
                next.mine.blocking = true;
            }
            Act::Unblock => {}
            Act::Mute => next.mine.muting = true,
            Act::Unmute => next.mine.muting = false,
        }
        Ok(next)
    }

    /// The pair after the other's profile, which the first asked to follow, became public.
    #[must_use]
    pub fn after_opening(mut self) -> Self {
        if self.mine.follow == FollowState::Requested {
            self.mine.begin_following();
        }
        self
    }

    /// The one who blocks may do so again, and may stop; for everything else the other is not there.
    fn while_severed(self, act: Act) -> Result<Self, Refusal> {
        match act {
            Act::Block if self.mine.blocking => Ok(self),
            Act::Unblock if self.mine.blocking => Ok(self.with_nothing_but_declines()),
            _ => Err(Refusal::Hidden),
        }
    }

    /// Declines outlast a block: who was declined must not be able to forget it by blocking.
    fn with_nothing_but_declines(self) -> Self {
        Self {
            mine: self.mine.with_nothing_but_declines(),
            theirs: self.theirs.with_nothing_but_declines(),
            friends: false,
        }
    }

    fn following(self, at: &Circumstances) -> Result<FollowState, Refusal> {
        if self.mine.follow == FollowState::Following
            || self.friends
            || !at.their_profile_is_private
        {
            return Ok(FollowState::Following);
        }
        if self.mine.follow == FollowState::None {
            may_ask(self.mine.follow_declined_at, at)?;
        }
        Ok(FollowState::Requested)
    }

    fn befriended(self, at: &Circumstances) -> Result<Self, Refusal> {
        if self.friends || self.theirs.asks_friendship {
            return Ok(self.as_friends());
        }
        if self.mine.asks_friendship {
            return Ok(self);
        }
        // Who was declined the lesser does not ask for the greater instead.
        let declined_at = self
            .mine
            .follow_declined_at
            .max(self.mine.friendship_declined_at);
        may_ask(declined_at, at)?;
        let mut next = self;
        next.mine.asks_friendship = true;
        // With a private profile the request is one to follow as well.
        if at.their_profile_is_private && self.mine.follow == FollowState::None {
            next.mine.follow = FollowState::Requested;
        }
        Ok(next)
    }

    fn as_friends(mut self) -> Self {
        if self.friends {
            return self;
        }
        self.friends = true;
        for side in [&mut self.mine, &mut self.theirs] {
            side.asks_friendship = false;
            side.friendship_declined_at = None;
            side.begin_following();
        }
        self
    }

    fn decline_friendship(&mut self, now: Timestamp) {
        if !self.theirs.asks_friendship {
            return;
        }
        self.theirs.asks_friendship = false;
        self.theirs.friendship_declined_at = Some(now);
        self.theirs.be_declined_to_follow(now);
    }

    fn end_friendship(&mut self, now: Timestamp) {
        if self.friends {
            self.friends = false;
            self.mine.follow = FollowState::None;
            self.theirs.follow = FollowState::None;
        }
        if self.mine.asks_friendship {
            self.mine.asks_friendship = false;
            if self.mine.follow == FollowState::Requested {
                self.mine.follow = FollowState::None;
            }
        }
        self.decline_friendship(now);
    }

    /// Whether one of the two blocks the other.
    #[must_use]
    pub fn is_severed(self) -> bool {
        self.mine.blocking || self.theirs.blocking
    }

    /// How near the first is to the other.
    #[must_use]
    pub fn closeness(self) -> Closeness {
        if self.is_severed() {
            Closeness::Severed
        } else if self.friends {
            Closeness::Friend
        } else if self.mine.follow == FollowState::Following {
            Closeness::Follower
        } else {
            Closeness::Stranger
        }
    }

    /// Friendship from the first's side.
    #[must_use]
    pub fn friendship(self) -> FriendshipState {
        if self.friends {
            FriendshipState::Friends
        } else if self.mine.asks_friendship {
            FriendshipState::Outgoing
        } else if self.theirs.asks_friendship {
            FriendshipState::Incoming
        } else {
            FriendshipState::None
        }
    }

    /// What the first is shown.
    #[must_use]
    pub fn relationship(self) -> Relationship {
        Relationship {
            follow: self.mine.follow,
            followed_by: self.theirs.follow,
            friendship: self.friendship(),
            blocking: self.mine.blocking,
            muting: self.mine.muting,
        }
    }

    /// The same two from the other's side.
    #[must_use]
    pub fn turned(self) -> Self {
        Self {
            mine: self.theirs,
            theirs: self.mine,
            friends: self.friends,
        }
    }
}

impl Side {
    fn with_nothing_but_declines(self) -> Self {
        Self {
            follow_declined_at: self.follow_declined_at,
            friendship_declined_at: self.friendship_declined_at,
            ..Self::default()
        }
    }

    fn begin_following(&mut self) {
        self.follow = FollowState::Following;
        self.follow_declined_at = None;
    }

    fn be_declined_to_follow(&mut self, now: Timestamp) {
        if self.follow == FollowState::Requested {
            self.follow = FollowState::None;
            self.follow_declined_at = Some(now);
        }
    }
}

fn may_ask(declined_at: Option<Timestamp>, at: &Circumstances) -> Result<(), Refusal> {
    match declined_at.map(|declined| declined.plus(at.ask_again_after)) {
        Some(again) if at.now < again => Err(Refusal::AskAgainLater(again)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
