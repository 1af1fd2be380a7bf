//! How the community reacts to what its people write.

use std::ops::Range;

use kith_adapters::scenery::Chance;
use kith_core::{
    reactions::{ReactError, ReactionKind, Target},
    shared::{actor::Actor, clock::Timestamp, id::PostId},
};
use time::Duration;

use super::{
    agenda::Agenda,
    ground::{Ground, failed},
};

/// Of ten people of the circle so many react at the most; of everybody else, one in so many.
const OF_CIRCLE: usize = 9;
const STRANGERS: usize = 14;
/// How most react, and what else a post can call for.
const USUAL: ReactionKind = ReactionKind::Like;
const MOODS: [ReactionKind; 6] = [
    ReactionKind::Love,
    ReactionKind::Haha,
    ReactionKind::Love,
    ReactionKind::Care,
    ReactionKind::Haha,
    ReactionKind::Wow,
];

/// A reaction to come.
struct Planned {
    /// The number of who reacts among all people.
    by: usize,
    to: PostId,
    kind: ReactionKind,
}

/// Reactions come after the posts that they are to, among the posts that follow: as many as were drawn by lot.
pub(super) struct Reacting {
    chance: Chance,
    waiting: Agenda<Planned>,
    made: usize,
}

impl Reacting {
    /// With draws of its own: what else is made of a number stays the same.
    pub(super) fn new(ground: &Ground) -> Self {
        Self {
            chance: Chance::new(ground.chance.clone().number()),
            waiting: Agenda::default(),
            made: 0,
        }
    }

    /// Draws who of all `people` reacts to a post by the `author` of this `circle`.
    pub(super) fn draw(
        &mut self,
        post: (PostId, Timestamp),
        author: usize,
        circle: &Range<usize>,
        people: usize,
    ) {
        let warmth = self.chance.below(OF_CIRCLE + 1);
        let mood = self.chance.pick(&MOODS).copied().unwrap_or(USUAL);
        for by in (0..people).filter(|by| *by != author) {
            let reacts = if circle.contains(&by) {
                self.chance.below(10) < warmth
            } else {
                self.chance.below(STRANGERS) == 0 && warmth > 2
            };
            if !reacts {
                continue;
            }
            let minutes = i64::try_from(self.chance.below(600)).unwrap_or(0);
            let kind = if self.chance.below(5) < 2 {
                mood
            } else {
                USUAL
            };
            let reaction = Planned {
                by,
                to: post.0,
                kind,
            };
            let at = post.1.plus(Duration::minutes(1 + minutes));
            self.waiting.note(at, reaction);
        }
    }

    /// Lets those react whose moment lies before this one. Who does not see the post does not.
    pub(super) async fn until(
        &mut self,
        ground: &Ground,
        actors: &[Actor],
        moment: Timestamp,
    ) -> Result<(), String> {
        for (at, reaction) in self.waiting.due(moment) {
            let by = actors.get(reaction.by).ok_or("nobody reacts")?;
            ground.clock.set(at);
            let target = Target::Post(reaction.to);
            let react = &ground.reactions.react;
            match react.run(by, target, Some(reaction.kind)).await {
                Ok(_) => self.made += 1,
                Err(ReactError::NotFound) => {}
                Err(ReactError::Store(error)) => return Err(failed("a reaction")(error)),
            }
        }
        Ok(())
    }

    /// How many there are.
    pub(super) fn made(&self) -> usize {
        self.made
    }
}
