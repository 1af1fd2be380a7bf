//! Polls: storing them, voting, what is told of the votes.

use std::{collections::BTreeMap, sync::Arc};

use futures_util::future::join_all;
use kith_adapters::sql::Database;
use kith_core::{
    polls::{NewOption, NewPoll, Poll, PollTerms, Polls, ResultsFrom, VoteError},
    posts::{Audience, Post},
    relations::{Act, RelationPolicy, Relations},
    shared::{
        clock::Clock as _,
        id::{PollOptionId, PostId, UserId},
        ports::Ports,
        store::{Store as _, StoreError},
    },
    testing::{CountingIds, CountingRandom, FixedClock},
};
use time::Duration;

use crate::{
    draw::Draw,
    given::{self, now},
    people::post,
    relations::as_actor,
};

crate::contract! {
    a_poll_reads_back_for_those_who_ask,
    tallies_are_what_the_votes_are,
    votes_of_the_severed_and_the_suspended_are_not_told,
    a_poll_is_held_for_those_who_see_its_post,
    a_poll_goes_with_its_post,
    two_hundred_votes_of_one_member_leave_one,
    two_hundred_members_vote_at_once_and_all_are_counted,
    nobody_votes_after_the_end,
    a_dropped_vote_is_none,
}

const ANNA: UserId = UserId::new(1);
const BEN: UserId = UserId::new(2);
const POST: PostId = PostId::new(70);

fn terms() -> PollTerms {
    PollTerms {
        multiple: true,
        ends_at: None,
        results: ResultsFrom::AfterVote,
    }
}

fn options(places: &[i64]) -> Vec<PollOptionId> {
    let ids = places.iter().map(|place| PollOptionId::new(700 + place));
    ids.collect()
}

async fn members(database: &Database, count: i64) -> Vec<UserId> {
    let mut all = Vec::new();
    for id in 1..=count {
        all.push(given::member(database, id, false).await);
    }
    all
}

/// A post by Anna that asks about three things.
async fn asked(database: &Database, audience: Audience, terms: PollTerms) {
    let post = Post {
        has_poll: true,
        ..post(POST.get(), ANNA, audience)
    };
    let texts = ["Tea", "Kaffee \u{2615}", "\"Neither\""];
    let new = options(&[1, 2, 3]).into_iter().zip(texts);
    let poll = NewPoll {
        terms,
        options: new
            .map(|(id, text)| NewOption {
                id,
                text: text.to_owned(),
            })
            .collect(),
    };
    let mut tx = database.write().await.unwrap();
    tx.insert_post(&post).await.unwrap();
    tx.insert_poll(POST, &poll).await.unwrap();
    tx.commit().await.unwrap();
}

fn ports(database: &Database) -> Ports {
    Ports {
        store: Arc::new(database.clone()),
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
    }
}

async fn poll_for(database: &Database, viewer: UserId) -> Poll {
    let mut tx = database.read().await.unwrap();
    let mut found = tx.polls_of(viewer, &[POST]).await.unwrap();
    assert_eq!(found.len(), 1);
    found.remove(0).1
}

fn votes(poll: &Poll) -> Vec<u64> {
    poll.options.iter().map(|option| option.votes).collect()
}

/// Votes, and tries again while too many others do.
async fn vote(database: &Database, voter: UserId, places: &[i64]) {
    let case = Polls::new(&ports(database)).vote;
    let done = loop {
        match case.run(&as_actor(voter), POST, &options(places)).await {
            Err(VoteError::Store(StoreError::Busy)) => {}
            done => break done,
        }
    };
    assert_eq!(done.unwrap().mine, options(places));
}

async fn a_poll_reads_back_for_those_who_ask(database: Database) {
    members(&database, 2).await;
    let terms = PollTerms {
        multiple: false,
        ends_at: Some(now().plus(Duration::DAY)),
        results: ResultsFrom::AtEnd,
    };
    asked(&database, Audience::Public, terms).await;
    given::published(&database, &post(71, ANNA, Audience::Public)).await;
    let mut tx = database.read().await.unwrap();
    let posts = [PostId::new(71), POST, PostId::new(99)];
    let found = tx.polls_of(BEN, &posts).await.unwrap();
    assert_eq!(found.len(), 1);
    let (of, poll) = &found[0];
    assert_eq!((*of, poll.terms), (POST, terms));
    let texts: Vec<&str> = poll.options.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["Tea", "Kaffee \u{2615}", "\"Neither\""]);
    assert_eq!((votes(poll), poll.voters), (vec![0, 0, 0], 0));
    assert!(poll.mine.is_empty());
    let shown = tx.visible_post(BEN, POST).await.unwrap().unwrap();
    assert!(shown.post.has_poll);
    assert!(tx.polls_of(BEN, &[]).await.unwrap().is_empty());
}

async fn tallies_are_what_the_votes_are(database: Database) {
    let voters = members(&database, 6).await;
    asked(&database, Audience::Public, terms()).await;
    let mut draw = Draw::new(7);
    let mut cast: BTreeMap<UserId, Vec<i64>> = BTreeMap::new();
    for _ in 0..80 {
        let voter = draw.of(&voters);
        let chosen: Vec<i64> = (1..=3).filter(|_| draw.one_in(2)).collect();
        vote(&database, voter, &chosen).await;
        cast.insert(voter, chosen);
    }
    cast.retain(|_, chosen| !chosen.is_empty());
    let count = |place: i64| {
        cast.values()
            .filter(|chosen| chosen.contains(&place))
            .count()
    };
    let expected: Vec<u64> = (1..=3)
        .map(|place| u64::try_from(count(place)).unwrap())
        .collect();
    for viewer in voters {
        let poll = poll_for(&database, viewer).await;
        assert_eq!(votes(&poll), expected);
        assert_eq!(poll.voters, u64::try_from(cast.len()).unwrap());
        let mine = cast.get(&viewer).map_or(&[][..], Vec::as_slice);
        assert_eq!(poll.mine, options(mine));
    }
}

async fn votes_of_the_severed_and_the_suspended_are_not_told(database: Database) {
    let all = members(&database, 4).await;
    let suspended = given::member(&database, 5, true).await;
    asked(&database, Audience::Public, terms()).await;
    for voter in &all {
        vote(&database, *voter, &[1, 2]).await;
    }
    let mut tx = database.write().await.unwrap();
    tx.save_vote(suspended, POST, &[], &options(&[3]))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let policy = RelationPolicy {
        ask_again_after: Duration::DAY,
        suggests_proved_only: false,
    };
    let relations = Relations::new(&ports(&database), policy);
    let blocked = relations
        .change
        .run(&as_actor(all[3]), BEN, Act::Block)
        .await;
    blocked.unwrap();
    let told = |poll: Poll| (votes(&poll), poll.voters);
    for (viewer, expected) in [
        (ANNA, (vec![4, 4, 0], 4)),
        (BEN, (vec![3, 3, 0], 3)),
        (all[3], (vec![3, 3, 0], 3)),
    ] {
        assert_eq!(
            told(poll_for(&database, viewer).await),
            expected,
            "{viewer}"
        );
    }
}

async fn a_poll_is_held_for_those_who_see_its_post(database: Database) {
    members(&database, 2).await;
    asked(&database, Audience::OnlyMe, terms()).await;
    given::published(&database, &post(71, ANNA, Audience::Public)).await;
    let mut tx = database.write().await.unwrap();
    assert!(tx.hold_poll(ANNA, POST).await.unwrap());
    assert!(!tx.hold_poll(BEN, POST).await.unwrap());
    for other in [71, 99] {
        assert!(!tx.hold_poll(ANNA, PostId::new(other)).await.unwrap());
    }
    let deleted = Post {
        deleted_at: Some(now()),
        has_poll: true,
        ..post(POST.get(), ANNA, Audience::OnlyMe)
    };
    tx.update_post(&deleted).await.unwrap();
    assert!(!tx.hold_poll(ANNA, POST).await.unwrap());
}

async fn a_poll_goes_with_its_post(database: Database) {
    members(&database, 2).await;
    asked(&database, Audience::Public, terms()).await;
    vote(&database, BEN, &[1]).await;
    let mut tx = database.write().await.unwrap();
    tx.erase_content(POST).await.unwrap();
    assert!(tx.polls_of(ANNA, &[POST]).await.unwrap().is_empty());
    let left = tx.own_post(ANNA, POST).await.unwrap().unwrap();
    assert!(!left.has_poll);
    tx.commit().await.unwrap();
}

async fn two_hundred_votes_of_one_member_leave_one(database: Database) {
    members(&database, 2).await;
    asked(&database, Audience::Public, terms()).await;
    let places = |number: i64| [number % 3 + 1];
    let all = (0..200).map(|number| {
        let database = database.clone();
        tokio::spawn(async move { vote(&database, BEN, &places(number)).await })
    });
    for done in join_all(all).await {
        done.unwrap();
    }
    let poll = poll_for(&database, BEN).await;
    assert_eq!((poll.voters, poll.mine.len()), (1, 1));
    let expected: Vec<u64> = poll
        .options
        .iter()
        .map(|option| u64::from(poll.mine.contains(&option.id)))
        .collect();
    assert_eq!(votes(&poll), expected);
}

async fn two_hundred_members_vote_at_once_and_all_are_counted(database: Database) {
    let voters = members(&database, 200).await;
    asked(&database, Audience::Public, terms()).await;
    let all = voters.into_iter().map(|voter| {
        let database = database.clone();
        tokio::spawn(async move {
            // There and back, and on the way everybody holds several options, in another order each.
            vote(&database, voter, &[1, 2, 3]).await;
            vote(&database, voter, &[voter.get() % 2 + 1]).await;
        })
    });
    for done in join_all(all).await {
        done.unwrap();
    }
    let poll = poll_for(&database, ANNA).await;
    assert_eq!((votes(&poll), poll.voters), (vec![100, 100, 0], 200));
}

async fn nobody_votes_after_the_end(database: Database) {
    members(&database, 2).await;
    let clock = Arc::new(FixedClock::default());
    let ends_at = Some(clock.now().plus(Duration::minutes(5)));
    asked(
        &database,
        Audience::Public,
        PollTerms { ends_at, ..terms() },
    )
    .await;
    let ports = Ports {
        clock: clock.clone(),
        ..ports(&database)
    };
    let case = Polls::new(&ports).vote;
    let voted = case
        .run(&as_actor(BEN), POST, &options(&[1]))
        .await
        .unwrap();
    assert!(!voted.ended);
    clock.advance(Duration::minutes(5));
    let late = case.run(&as_actor(BEN), POST, &options(&[2])).await;
    assert!(matches!(late, Err(VoteError::Ended)));
    let again = case
        .run(&as_actor(BEN), POST, &options(&[1]))
        .await
        .unwrap();
    assert_eq!((again.ended, again.voters), (true, Some(1)));
}

async fn a_dropped_vote_is_none(database: Database) {
    members(&database, 2).await;
    asked(&database, Audience::Public, terms()).await;
    let mut tx = database.write().await.unwrap();
    tx.save_vote(BEN, POST, &[], &options(&[1])).await.unwrap();
    drop(tx);
    let poll = poll_for(&database, BEN).await;
    assert_eq!(
        (votes(&poll), poll.voters, poll.mine.len()),
        (vec![0, 0, 0], 0, 0)
    );
}
