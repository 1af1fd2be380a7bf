//! A profile that becomes public does to every pair at once what the table of transitions does to one.

use kith_adapters::sql::Database;
use kith_core::{
    relations::{FollowState, Pair, Side},
    shared::{id::UserId, store::Store as _},
};

use crate::{
    given::{self, now},
    relations::lists,
};

crate::contract! {
    an_opening_is_the_same_for_one_pair_and_for_all,
}

const OWNER: UserId = UserId::new(2);

/// Every way in which somebody may stand to the owner, from their side.
fn standings() -> Vec<Pair> {
    let blocks = Side {
        blocking: true,
        ..Side::default()
    };
    let severed = [(blocks, Side::default()), (Side::default(), blocks)];
    let mut standings: Vec<Pair> = severed
        .map(|(mine, theirs)| Pair {
            mine,
            theirs,
            friends: false,
        })
        .into();
    for mine in sides() {
        for theirs in [
            Side::default(),
            Side {
                follow: FollowState::Following,
                muting: true,
                ..Side::default()
            },
            Side {
                asks_friendship: !mine.asks_friendship,
                friendship_declined_at: Some(now()),
                ..Side::default()
            },
        ] {
            let strangers = Pair {
                mine,
                theirs,
                friends: false,
            };
            standings.push(strangers);
            let nobody_asks = !mine.asks_friendship && !theirs.asks_friendship;
            if nobody_asks && mine.follow != FollowState::Requested {
                standings.push(Pair {
                    friends: true,
                    ..strangers
                });
            }
        }
    }
    standings
}

fn sides() -> impl Iterator<Item = Side> {
    let follows = [
        FollowState::None,
        FollowState::Requested,
        FollowState::Following,
    ];
    let either = [false, true];
    follows.into_iter().flat_map(move |follow| {
        either.into_iter().flat_map(move |asks_friendship| {
            either.into_iter().map(move |muting| Side {
                follow,
                asks_friendship,
                muting,
                follow_declined_at: (follow != FollowState::Following).then(now),
                ..Side::default()
            })
        })
    })
}

async fn an_opening_is_the_same_for_one_pair_and_for_all(database: Database) {
    given::member(&database, OWNER.get(), false).await;
    let mut pairs = Vec::new();
    // Who has an odd id is public.
    for (id, pair) in (101..).step_by(2).zip(standings()) {
        let member = given::member(&database, id, false).await;
        let mut tx = database.write().await.unwrap();
        tx.save_pair(member, OWNER, &Pair::default(), &pair, id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        pairs.push((member, pair));
    }
    let mut tx = database.write().await.unwrap();
    tx.profile_to_change(OWNER).await.unwrap().unwrap();
    let let_in = tx.accept_follow_requests(OWNER).await.unwrap();
    tx.commit().await.unwrap();

    let asked = pairs
        .iter()
        .filter(|(_, pair)| pair.mine.follow == FollowState::Requested);
    let asked: Vec<UserId> = asked.map(|(member, _)| *member).collect();
    assert_eq!(let_in, asked);
    for (member, before) in &pairs {
        let mut tx = database.read().await.unwrap();
        let after = tx.pair(*member, OWNER).await.unwrap();
        assert_eq!(after, before.after_opening(), "was {before:?}");
        drop(tx);
        lists(&database, *member).await;
    }
    lists(&database, OWNER).await;
}
