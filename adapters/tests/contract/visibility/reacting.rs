//! Reactions in the world that is drawn by lot: who may react, who is told of whom, and the numbers.

use std::cmp::Reverse;

use kith_core::{
    posts::{Standing, can_see},
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

impl World {
    /// Members react to posts, change that or take it back; whoever does not see a post cannot.
    pub(super) async fn react(&mut self, cases: &ReactionCases, steps: usize) {
        for _ in 0..steps {
            let by = self.any_member();
            let place = self.draw.below(self.posts.len());
            let kind = self.draw.of(&ReactionKind::ALL);
            let wanted = (!self.draw.one_in(5)).then_some(kind);
            let told = &self.posts[place];
            let post = told.post.id;
            let sees = can_see(&self.viewer(by, told), &self.facts(told));
            let done = cases
                .react
                .run(&as_actor(by), Target::Post(post), wanted)
                .await;
            match done {
                Ok(_) => assert!(sees, "{by} reacted to {post}"),
                Err(ReactError::NotFound) => assert!(!sees, "{by} could not react to {post}"),
                Err(ReactError::Store(error)) => panic!("{error}"),
            }
            let known = self.reacted.get(&(post, by)).map(|reacted| reacted.kind);
            if !sees || known == wanted {
                continue;
            }
            self.turns += 1;
            let turn = self.turns;
            match wanted {
                Some(kind) => self.reacted.insert((post, by), Reacted { kind, turn }),
                None => self.reacted.remove(&(post, by)),
            };
        }
    }

    /// Of whose reactions to a post the viewer is told, the newest first.
    fn told_reactions(&self, viewer: UserId, told: &Told) -> Vec<(UserId, ReactionKind)> {
        let mut all: Vec<(UserId, Reacted)> = self
            .reacted
            .iter()
            .filter(|((post, by), _)| {
                *post == told.post.id
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

    fn own_reaction(&self, viewer: UserId, told: &Told) -> Option<ReactionKind> {
        let own = self.reacted.get(&(told.post.id, viewer));
        own.map(|reacted| reacted.kind)
    }
}

/// What a viewer is told of the reactions to a post.
pub(super) async fn reactions(
    tx: &mut dyn Tx,
    world: &World,
    viewer: UserId,
    told: &Told,
    allowed: bool,
) {
    let case = || format!("{viewer} and {:?}", told.post);
    let target = Target::Post(told.post.id);
    assert_eq!(tx.is_shown(viewer, target).await.unwrap(), allowed);
    let expected = world.told_reactions(viewer, told);
    let listed = async |tx: &mut dyn Tx, kind| {
        let page = tx
            .reactors(viewer, target, kind, None, Limit::new(100).unwrap())
            .await;
        let rows = page.unwrap().items.into_iter();
        rows.map(|row| (row.user.id, row.kind)).collect::<Vec<_>>()
    };
    let all = listed(tx, None).await;
    if !allowed {
        assert_eq!(all, [], "{}", case());
        return;
    }
    assert_eq!(all, expected, "{}", case());
    let mut numbers = Reactions {
        // One is not told of oneself as suspended: nobody who is logs in.
        mine: world.own_reaction(viewer, told),
        ..Reactions::default()
    };
    for (_, kind) in &expected {
        *numbers.by_kind.of_mut(*kind) += 1;
    }
    for kind in ReactionKind::ALL {
        let of_kind = expected.iter().filter(|(_, other)| *other == kind);
        let of_kind: Vec<_> = of_kind.copied().collect();
        assert_eq!(listed(tx, Some(kind)).await, of_kind, "{}", case());
    }
    let standings = tx.post_standings(viewer, &[told.post.id]).await.unwrap();
    let shown = standings
        .first()
        .map_or_else(Standing::default, |(_, standing)| *standing);
    assert_eq!(shown.reactions, numbers, "{}", case());
}
