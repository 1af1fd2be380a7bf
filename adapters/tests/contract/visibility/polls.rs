//! Every post asks something, and everybody answers whatever comes to them.

use std::collections::{BTreeMap, BTreeSet};

use kith_adapters::sql::Database;
use kith_core::{
    polls::{NewOption, NewPoll, PollTerms, ResultsFrom},
    posts::can_see,
    relations::Closeness,
    shared::{
        id::{PollOptionId, PostId, UserId},
        store::{Store as _, Tx},
    },
};

use super::world::{Told, World};
use crate::draw::Draw;

/// What everybody chose who chose something.
pub(super) type Votes = BTreeMap<PostId, BTreeMap<UserId, Vec<PollOptionId>>>;

fn options_of(post: PostId) -> [PollOptionId; 3] {
    [1, 2, 3].map(|place| PollOptionId::new(post.get() * 10 + place))
}

/// Stores the poll of a post.
pub(super) async fn ask(database: &Database, post: PostId) {
    let options = options_of(post).map(|id| NewOption {
        id,
        text: format!("Option {id}"),
    });
    let poll = NewPoll {
        terms: PollTerms {
            multiple: true,
            ends_at: None,
            results: ResultsFrom::AfterVote,
        },
        options: options.into(),
    };
    let mut tx = database.write().await.unwrap();
    tx.insert_poll(post, &poll).await.unwrap();
    tx.commit().await.unwrap();
}

/// Everybody votes, or not, also those who may not any more: they may have when they did.
pub(super) async fn vote(database: &Database, world: &World, seed: u64) -> Votes {
    let mut draw = Draw::new(seed);
    let mut votes = Votes::new();
    let mut tx = database.write().await.unwrap();
    for told in &world.posts {
        for voter in world.users() {
            let all = options_of(told.post.id);
            let chosen: Vec<PollOptionId> = all.into_iter().filter(|_| draw.one_in(3)).collect();
            if chosen.is_empty() {
                continue;
            }
            tx.save_vote(voter, told.post.id, &[], &chosen)
                .await
                .unwrap();
            let of_post = votes.entry(told.post.id).or_default();
            of_post.insert(voter, chosen);
        }
    }
    tx.commit().await.unwrap();
    votes
}

/// Who may not see a post may not vote.
pub(super) async fn are_held_for_those_who_see_them(database: &Database, world: &World) {
    for viewer in world.users() {
        let mut tx = database.write().await.unwrap();
        for told in &world.posts {
            let allowed = can_see(&world.viewer(viewer, told), &world.facts(told));
            let held = tx.hold_poll(viewer, told.post.id).await.unwrap();
            assert_eq!(held, allowed, "{viewer} and {:?}", told.post);
        }
    }
}

/// Whoever reads a poll is told of the votes of everybody but those of whom they never hear.
pub(super) async fn follow_the_rule(tx: &mut dyn Tx, world: &World, viewer: UserId, told: &Told) {
    let post = told.post.id;
    let nobody = BTreeMap::new();
    let ballots = world.votes.get(&post).unwrap_or(&nobody);
    let is_heard_of = |voter: UserId| {
        !world.is_suspended(voter) && world.closeness(viewer, voter) != Closeness::Severed
    };
    let heard: Vec<&Vec<PollOptionId>> = ballots
        .iter()
        .filter(|(voter, _)| is_heard_of(**voter))
        .map(|(_, chosen)| chosen)
        .collect();
    let (_, poll) = tx.polls_of(viewer, &[post]).await.unwrap().remove(0);
    let case = format!("{viewer} and the poll of {post}");
    for option in &poll.options {
        let expected = heard
            .iter()
            .filter(|chosen| chosen.contains(&option.id))
            .count();
        assert_eq!(option.votes, u64::try_from(expected).unwrap(), "{case}");
    }
    assert_eq!(poll.voters, u64::try_from(heard.len()).unwrap(), "{case}");
    let mine: BTreeSet<PollOptionId> = poll.mine.into_iter().collect();
    let expected = ballots.get(&viewer).cloned().unwrap_or_default();
    assert!(mine.into_iter().eq(expected), "{case}");
}
