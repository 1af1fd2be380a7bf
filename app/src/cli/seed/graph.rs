//! Who follows whom and who are friends in a crowd: most know few, few are known by very many.

use kith_adapters::{
    scenery::Chance,
    sql::{Database, PlantedSide},
};
use kith_core::{
    relations::FollowState,
    shared::{actor::Actor, ids::Ids},
};

use super::{classes::Classes, ground::failed, progress};

/// The fewest and the most that somebody follows by their own choice; friends come on top.
const FOLLOWS: (usize, usize) = (5, 2_000);
/// The fewest and the most friendships that somebody begins.
const FRIENDSHIPS: (usize, usize) = (1, 200);
/// Friends live near each other: so many numbers around for each friendship, so that friends have friends in common.
const NEIGHBOURHOOD: usize = 4;
/// Of those who ask to follow a private profile, one in so many still waits.
const STILL_WAITS: usize = 20;
/// Sides of one transaction.
const BATCH: usize = 50_000;

/// Everybody's connections, by their numbers in the crowd.
pub(super) struct Graph {
    sides: Vec<Vec<Side>>,
    followers: Vec<usize>,
    most: usize,
}

/// What one has to do with another: the other's number, and in the highest bits whether they are friends, and whether
/// the other has yet to let the one follow. There are tens of millions of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Side(u32);

impl Side {
    const FRIENDS: u32 = 1 << 31;
    const WAITS: u32 = 1 << 30;

    fn new(other: usize, friends: bool) -> Self {
        let other = u32::try_from(other).unwrap_or_default() & !(Self::FRIENDS | Self::WAITS);
        Self(if friends {
            other | Self::FRIENDS
        } else {
            other
        })
    }

    fn other(self) -> usize {
        usize::try_from(self.0 & !(Self::FRIENDS | Self::WAITS)).unwrap_or_default()
    }

    fn friends(self) -> bool {
        self.0 & Self::FRIENDS != 0
    }

    fn waits(self) -> bool {
        self.0 & Self::WAITS != 0
    }
}

impl Graph {
    /// Draws the graph of so many people. Followers and friends are spread as x^-2; nobody has more than a tenth of all.
    pub(super) fn draw(people: usize, chance: &mut Chance) -> Self {
        let mut graph = Self {
            sides: vec![Vec::new(); people],
            followers: vec![0; people],
            most: (people / 10).max(1),
        };
        let classes = Classes::of(people);
        let ordinary = classes.ordinary();
        for one in 0..ordinary {
            let friendships = spread(chance, FRIENDSHIPS, graph.most);
            for _ in 0..friendships {
                let step = 1 + chance.below(friendships * NEIGHBOURHOOD);
                graph.befriend(one, (one + step) % ordinary);
            }
        }
        for one in 0..ordinary {
            for _ in 0..spread(chance, FOLLOWS, graph.most) {
                graph.follow(one, popular(chance, ordinary));
            }
        }
        for (reader, class, follows) in classes.readers() {
            // Drawn more often than they follow: many are drawn twice, or have no room.
            for _ in 0..follows * 20 {
                if graph.sides.get(reader).map_or(0, Vec::len) < follows {
                    graph.follow(reader, classes.followed(class, chance));
                }
            }
        }
        graph
    }

    fn befriend(&mut self, one: usize, other: usize) {
        if self.may_follow(one, other) && self.may_follow(other, one) {
            self.note(one, other, true);
            self.note(other, one, true);
        }
    }

    fn follow(&mut self, one: usize, other: usize) {
        if self.may_follow(one, other) {
            self.note(one, other, false);
        }
    }

    fn may_follow(&self, one: usize, other: usize) -> bool {
        let has_room = self
            .followers
            .get(other)
            .is_some_and(|followers| *followers < self.most);
        let is_new = self
            .sides
            .get(one)
            .is_some_and(|sides| sides.iter().all(|side| side.other() != other));
        one != other && has_room && is_new
    }

    fn note(&mut self, one: usize, other: usize, friends: bool) {
        if let Some(sides) = self.sides.get_mut(one) {
            sides.push(Side::new(other, friends));
        }
        if let Some(followers) = self.followers.get_mut(other) {
            *followers += 1;
        }
    }

    /// Lets some of those who asked to follow a private profile wait; `is_private` tells who has one.
    fn keep_waiting(&mut self, is_private: impl Fn(usize) -> bool) {
        let mut asked = 0;
        for side in self.sides.iter_mut().flatten() {
            if side.friends() || !is_private(side.other()) {
                continue;
            }
            asked += 1;
            if asked % STILL_WAITS != 0 {
                continue;
            }
            if let Some(followers) = self.followers.get_mut(side.other()) {
                *followers -= 1;
            }
            side.0 |= Side::WAITS;
        }
    }

    /// Stores the graph of `people`, who are in the order of their ids and of whom `is_private` tells who has a private
    /// profile; who has more than `pull_above` followers is pulled.
    pub(super) async fn plant(
        mut self,
        database: &Database,
        ids: &dyn Ids,
        people: &[Actor],
        is_private: impl Fn(usize) -> bool,
        pull_above: u32,
    ) -> Result<usize, String> {
        self.keep_waiting(is_private);
        let pull_above = usize::try_from(pull_above).unwrap_or(usize::MAX);
        let is_pulled = |other| {
            self.followers
                .get(other)
                .is_some_and(|has| *has > pull_above)
        };
        let total = self.sides.iter().map(Vec::len).sum();
        let (mut batch, mut done) = (Vec::with_capacity(BATCH), 0);
        for (one, sides) in people.iter().zip(self.sides) {
            // Whom somebody came to know when has nothing to do with when the others joined; rows lie in that order.
            let mut keyed: Vec<(Side, i64)> =
                sides.into_iter().map(|side| (side, ids.next())).collect();
            keyed.sort_unstable_by_key(|(side, _)| side.other());
            for (side, key) in keyed {
                let other = people.get(side.other()).ok_or("a relation to nobody")?;
                let follow = if side.waits() {
                    FollowState::Requested
                } else {
                    FollowState::Following
                };
                batch.push(PlantedSide {
                    user: one.user,
                    other: other.user,
                    follow,
                    friends: side.friends(),
                    pulled: !side.waits() && is_pulled(side.other()),
                    key,
                });
                done += 1;
                progress(done, total, "relations");
                if batch.len() == BATCH {
                    let planted = database.plant_relations(&batch).await;
                    planted.map_err(failed("relations"))?;
                    batch.clear();
                }
            }
        }
        let planted = database.plant_relations(&batch).await;
        planted.map_err(failed("relations"))?;
        Ok(total)
    }
}

/// A number between the two, and at most `most`: of x or more there are in proportion to 1/x.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "the numbers are small, whole and not negative"
)]
pub(super) fn spread(chance: &mut Chance, (fewest, highest): (usize, usize), most: usize) -> usize {
    let highest = highest.min(most).max(fewest);
    let left_over = 1.0 - chance.share() * (1.0 - fewest as f32 / (highest + 1) as f32);
    ((fewest as f32 / left_over) as usize).min(highest)
}

/// Somebody: the one of rank r in proportion to 1/r, which spreads numbers of followers as x^-2.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "ranks are small, whole and not negative"
)]
pub(super) fn popular(chance: &mut Chance, people: usize) -> usize {
    let rank = (f64::from(chance.share()) * (people as f64 + 1.0).ln()).exp() - 1.0;
    (rank as usize).min(people.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn most_are_followed_by_few_and_few_by_a_tenth_of_all() {
        let graph = Graph::draw(5_000, &mut Chance::new(1));
        let mut followers = graph.followers.clone();
        followers.sort_unstable();
        assert_eq!(followers[4_999], 500);
        assert!(followers[2_500] < 30, "{}", followers[2_500]);
        let at_least = |n: usize| followers.iter().filter(|has| **has >= n).count();
        assert!(at_least(40) > 3 * at_least(160) && at_least(160) > 0);
    }

    #[test]
    fn nobody_knows_themselves_or_anybody_twice_and_friends_know_each_other() {
        let graph = Graph::draw(300, &mut Chance::new(2));
        for (one, sides) in graph.sides.iter().enumerate() {
            let others: HashSet<usize> = sides.iter().map(|side| side.other()).collect();
            assert_eq!(others.len(), sides.len());
            assert!(!others.contains(&one));
            for side in sides.iter().filter(|side| side.friends()) {
                let back = Side::new(one, true);
                assert!(graph.sides[side.other()].contains(&back));
            }
        }
    }

    #[test]
    fn who_waits_is_no_follower_and_no_friend() {
        let mut graph = Graph::draw(300, &mut Chance::new(4));
        let before: usize = graph.followers.iter().sum();
        graph.keep_waiting(|place| place < 10);
        let waiting: Vec<&Side> = graph
            .sides
            .iter()
            .flatten()
            .filter(|side| side.waits())
            .collect();
        assert!(!waiting.is_empty());
        assert!(
            waiting
                .iter()
                .all(|side| side.other() < 10 && !side.friends())
        );
        assert_eq!(
            graph.followers.iter().sum::<usize>(),
            before - waiting.len()
        );
    }

    #[test]
    fn the_smallest_crowds_have_graphs_too() {
        for people in 1..5 {
            let graph = Graph::draw(people, &mut Chance::new(3));
            assert!(graph.followers.iter().all(|followers| *followers <= 1));
        }
    }
}
