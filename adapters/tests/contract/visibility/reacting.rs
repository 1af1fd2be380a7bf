//! Reactions in the world that is drawn by lot: who may react, who is told of whom, and the numbers.

use std::{cmp::Reverse, collections::BTreeMap};

use kith_core::{
    posts::can_see,
    reactions::{ReactError, ReactionCases, ReactionKind, Reactions, Target},
    relations::Closeness,
    shared::{id::UserId, page::Limit, store::Tx},
};

use super::world::{Told, World};
use crate::relations::as_actor;

/// A reaction, and when it became what it is among all changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reacted {
    kind: ReactionKind,
    turn: usize,
}

/// Where the reactions of a world are kept: to a post, or to the comment on it.
pub(super) type Reacting = BTreeMap<(Target, UserId), Reacted>;

impl World {
    /// Members react to posts and comments, change that or take it back; whoever does not see them cannot.
    pub(super) async fn react(&mut self, cases: &ReactionCases, steps: usize) {
        for _ in 0..steps {
            let by = self.any_member();
            let place = self.draw.below(self.posts.len());
            let to_comment = self.draw.one_in(3);
            let kind = self.draw.of(&ReactionKind::ALL);
            let wanted = (!self.draw.one_in(5)).then_some(kind);
            let told = &self.posts[place];
            let target = if to_comment {
                Target::Comment(told.comment.id)
            } else {
                Target::Post(told.post.id)
            };
            let sees = self.sees(by, told, target);
            let done = cases.react.run(&as_actor(by), target, wanted).await;
            match done {
                Ok(_) => assert!(sees, "{by} reacted to {target:?}"),
                Err(ReactError::NotFound) => assert!(!sees, "{by} could not react to {target:?}"),
                Err(ReactError::Store(error)) => panic!("{error}"),
            }
            let known = self.reacted.get(&(target, by)).map(|reacted| reacted.kind);
            if !sees || known == wanted {
                continue;
            }
            self.turns += 1;
            let turn = self.turns;
            match wanted {
                Some(kind) => self.reacted.insert((target, by), Reacted { kind, turn }),
                None => self.reacted.remove(&(target, by)),
            };
        }
    }

    /// Whether somebody may see what one can react to.
    fn sees(&self, viewer: UserId, told: &Told, target: Target) -> bool {
        let sees_post = can_see(&self.viewer(viewer, told), &self.facts(told));
        let author = told.comment.author;
        sees_post
            && match target {
                Target::Post(_) => true,
                Target::Comment(_) => viewer == author || !self.hides(viewer, author),
            }
    }

    /// Of whose reactions the viewer is told, the newest first.
    fn told_reactions(&self, viewer: UserId, target: Target) -> Vec<(UserId, ReactionKind)> {
        let mut all: Vec<(UserId, Reacted)> = self
            .reacted
            .iter()
            .filter(|((to, by), _)| {
                *to == target
                    && !self.is_suspended(*by)
                    && self.closeness(viewer, *by) != Closeness::Severed
            })
            .map(|((_, by), reacted)| (*by, *reacted))
            .collect();
        all.sort_by_key(|(_, reacted)| Reverse(reacted.turn));
        all.into_iter()
            .map(|(by, reacted)| (by, reacted.kind))
            .collect()
    }

    fn own_reaction(&self, viewer: UserId, target: Target) -> Option<ReactionKind> {
        let own = self.reacted.get(&(target, viewer));
        own.map(|reacted| reacted.kind)
    }
}

/// What a viewer is told of the reactions to a post and to the comment on it.
pub(super) async fn reactions(tx: &mut dyn Tx, world: &World, viewer: UserId, told: &Told) {
    for target in [Target::Post(told.post.id), Target::Comment(told.comment.id)] {
        let case = format!("{viewer} and {target:?}");
        let allowed = world.sees(viewer, told, target);
        assert_eq!(tx.is_shown(viewer, target).await.unwrap(), allowed);
        let expected = world.told_reactions(viewer, target);
        let all = listed(tx, viewer, target, None).await;
        if !allowed {
            assert_eq!(all, [], "{case}");
            continue;
        }
        assert_eq!(all, expected, "{case}");
        for kind in ReactionKind::ALL {
            let of_kind = expected.iter().filter(|(_, other)| *other == kind);
            let of_kind: Vec<_> = of_kind.copied().collect();
            let found = listed(tx, viewer, target, Some(kind)).await;
            assert_eq!(found, of_kind, "{case}");
        }
        // One is not told of oneself as suspended: nobody who is logs in.
        if world.is_suspended(viewer) && matches!(target, Target::Comment(_)) {
            continue;
        }
        let mut numbers = Reactions {
            mine: world.own_reaction(viewer, target),
            ..Reactions::default()
        };
        for (_, kind) in &expected {
            *numbers.by_kind.of_mut(*kind) += 1;
        }
        let shown = tx.reactions_to(viewer, target).await.unwrap();
        assert_eq!(shown, numbers, "{case}");
    }
}

async fn listed(
    tx: &mut dyn Tx,
    viewer: UserId,
    target: Target,
    kind: Option<ReactionKind>,
) -> Vec<(UserId, ReactionKind)> {
    let limit = Limit::new(100).unwrap();
    let page = tx.reactors(viewer, target, kind, None, limit).await;
    let rows = page.unwrap().items.into_iter();
    rows.map(|row| (row.user.id, row.kind)).collect()
}
