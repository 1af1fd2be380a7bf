//! Lists of members and their counts: whatever was done in whatever order, every viewer reads exactly those who are there
//! for them, and every count is the number of rows.

use kith_adapters::sql::{Database, PlantedSide};
use kith_core::{
    profiles::Privacy,
    relations::{
        Act, ChangeRelationError, FollowState, FriendshipState, MutualsOf, Pair, PeopleList, Person,
    },
    search::NamePrefixes,
    shared::{
        id::UserId,
        page::Limit,
        store::{Store as _, Tx},
    },
};

use crate::{
    given,
    relations::{as_actor, relations},
};

crate::contract! {
    lists_and_counts_are_what_the_pairs_say_for_every_viewer,
    what_began_last_comes_first,
    a_profile_that_opens_while_many_ask_leaves_nobody_waiting,
    what_is_not_committed_lets_nobody_in,
    a_planted_graph_is_counted,
}

const MEMBERS: i64 = 8;
const ACTS: u64 = 500;

/// The first of them is suspended, and got into everybody's lists before that.
async fn members(database: &Database) -> Vec<UserId> {
    let mut members = Vec::new();
    for id in (1..).take(usize::try_from(MEMBERS).unwrap()) {
        members.push(given::member(database, id, id == 1).await);
    }
    let mut tx = database.write().await.unwrap();
    for (key, other) in (1..).zip(&members[1..]) {
        let mut pair = Pair::default();
        match other.get() % 3 {
            0 => {
                pair.mine.follow = FollowState::Requested;
                pair.mine.asks_friendship = true;
            }
            1 => {
                pair.friends = true;
                pair.mine.follow = FollowState::Following;
                pair.theirs.follow = FollowState::Following;
            }
            _ => pair.theirs.muting = true,
        }
        tx.save_pair(members[0], *other, &Pair::default(), &pair, key)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    members
}

/// The steps of a linear congruential generator (Knuth): the same world every time.
fn draws() -> impl Iterator<Item = usize> {
    let step = |n: &u64| {
        Some(
            n.wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407),
        )
    };
    std::iter::successors(Some(7_u64), step).map(|n| usize::try_from(n >> 40).unwrap())
}

async fn live(database: &Database, members: &[UserId]) {
    let relations = relations(database);
    let mut draws = draws();
    let mut below = |bound: usize| draws.next().unwrap() % bound;
    for _ in 0..ACTS {
        let (who, whom) = (
            members[1 + below(members.len() - 1)],
            members[1 + below(members.len() - 1)],
        );
        // Blocks would soon leave nothing else.
        let act = match Act::ALL[below(Act::ALL.len())] {
            Act::Block if below(4) > 0 => Act::Unblock,
            act => act,
        };
        if let Err(ChangeRelationError::Store(error)) =
            relations.change.run(&as_actor(who), whom, act).await
        {
            panic!("{error}");
        }
    }
}

/// All pages of a list, three at a time.
async fn walk(tx: &mut dyn Tx, list: PeopleList, owner: UserId, viewer: UserId) -> Vec<Person> {
    let (mut people, mut after) = (Vec::new(), None);
    loop {
        let page = tx
            .people(
                list,
                owner,
                viewer,
                &NamePrefixes::default(),
                after,
                Limit::of::<3>(),
            )
            .await
            .unwrap();
        people.extend(page.items);
        if page.next.is_none() {
            return people;
        }
        after = page.next;
    }
}

/// What the owner's side of a pair has to say for the other to be in a list.
fn belongs(list: PeopleList, owners: Pair, viewers: Pair) -> bool {
    let connected = viewers.friends || viewers.mine.follow == FollowState::Following;
    match list {
        PeopleList::Followers => owners.theirs.follow == FollowState::Following,
        PeopleList::Following => owners.mine.follow == FollowState::Following,
        PeopleList::Friends => owners.friends,
        PeopleList::Mutuals(of) => {
            connected
                && ((of.friends && owners.friends)
                    || (of.following && owners.mine.follow == FollowState::Following))
        }
        PeopleList::FollowRequests => owners.theirs.follow == FollowState::Requested,
        PeopleList::SentFollowRequests => owners.mine.follow == FollowState::Requested,
        PeopleList::FriendRequests => owners.friendship() == FriendshipState::Incoming,
        PeopleList::SentFriendRequests => owners.friendship() == FriendshipState::Outgoing,
        PeopleList::Blocks => owners.mine.blocking,
        PeopleList::Mutes => owners.mine.muting,
    }
}

/// The rows of a list are those of `all` who belong to it and are there for the viewer; gives how many.
async fn check(
    tx: &mut dyn Tx,
    all: &[UserId],
    list: PeopleList,
    owner: UserId,
    viewer: UserId,
) -> u64 {
    let mut expected = Vec::new();
    for person in all[1..].iter().filter(|person| **person != owner) {
        let owners = tx.pair(owner, *person).await.unwrap();
        let viewers = tx.pair(viewer, *person).await.unwrap();
        let is_there = !viewers.is_severed() || list == PeopleList::Blocks;
        if is_there && belongs(list, owners, viewers) {
            expected.push((*person, viewers.relationship()));
        }
    }
    let mut listed: Vec<_> = walk(tx, list, owner, viewer)
        .await
        .into_iter()
        .map(|person| (person.summary.id, person.relationship))
        .collect();
    listed.sort_by_key(|(person, _)| *person);
    assert_eq!(listed, expected, "{list:?} of {owner} for {viewer}");
    listed.len().try_into().unwrap()
}

async fn lists_and_counts_are_what_the_pairs_say_for_every_viewer(database: Database) {
    let all = members(&database).await;
    live(&database, &all).await;
    let mut tx = database.read().await.unwrap();
    let tx = tx.as_mut();
    for viewer in &all[1..] {
        for owner in &all[1..] {
            let counted = tx.connections(*owner, *viewer).await.unwrap();
            let rows = check(tx, &all, PeopleList::Followers, *owner, *viewer).await;
            assert_eq!(counted.followers, rows);
            let rows = check(tx, &all, PeopleList::Following, *owner, *viewer).await;
            assert_eq!(counted.following, rows);
            let rows = check(tx, &all, PeopleList::Friends, *owner, *viewer).await;
            assert_eq!(counted.friends, rows);
            for (friends, following) in [(true, true), (true, false), (false, true)] {
                let of = MutualsOf { friends, following };
                let rows = check(tx, &all, PeopleList::Mutuals(of), *owner, *viewer).await;
                assert_eq!(tx.count_mutuals(of, *owner, *viewer).await.unwrap(), rows);
            }
        }
        let waiting = given::waiting(&mut *tx, *viewer).await;
        let rows = check(tx, &all, PeopleList::FollowRequests, *viewer, *viewer).await;
        assert_eq!(waiting.follow_requests, rows);
        let rows = check(tx, &all, PeopleList::FriendRequests, *viewer, *viewer).await;
        assert_eq!(waiting.friend_requests, rows);
        for list in [
            PeopleList::SentFollowRequests,
            PeopleList::SentFriendRequests,
            PeopleList::Blocks,
            PeopleList::Mutes,
        ] {
            check(tx, &all, list, *viewer, *viewer).await;
        }
    }
}

async fn what_began_last_comes_first(database: Database) {
    let owner = given::member(&database, 1, false).await;
    let relations = relations(&database);
    let mut followers = Vec::new();
    for id in [5, 9, 3, 7] {
        let follower = given::member(&database, id, false).await;
        relations
            .change
            .run(&as_actor(follower), owner, Act::Follow)
            .await
            .unwrap();
        followers.insert(0, follower);
    }
    let mut tx = database.read().await.unwrap();
    let listed = walk(tx.as_mut(), PeopleList::Followers, owner, owner).await;
    let ids: Vec<_> = listed.iter().map(|person| person.summary.id).collect();
    assert_eq!(ids, followers);
    assert_eq!(
        tx.member_called("member5").await.unwrap(),
        Some(UserId::new(5))
    );
    assert_eq!(tx.member_called("member6").await.unwrap(), None);
}

/// As the use case does it; gives who was let in.
async fn open(database: &Database, owner: UserId, commit: bool) -> Vec<UserId> {
    let mut tx = database.write().await.unwrap();
    tx.profile_to_change(owner).await.unwrap().unwrap();
    tx.set_privacy(owner, false, &Privacy::default(), given::now())
        .await
        .unwrap();
    let let_in = tx.accept_follow_requests(owner).await.unwrap();
    if commit {
        tx.commit().await.unwrap();
    }
    let_in
}

/// Two private profiles open while thirty members ask to follow both and each of the two asks the other.
async fn a_profile_that_opens_while_many_ask_leaves_nobody_waiting(database: Database) {
    let owners = [
        given::member(&database, 2, false).await,
        given::member(&database, 4, false).await,
    ];
    let mut asking = vec![(owners[0], owners[1]), (owners[1], owners[0])];
    for id in 11..=40 {
        let member = given::member(&database, id, false).await;
        asking.extend(owners.map(|owner| (member, owner)));
    }
    let relations = relations(&database);
    let (before, during) = asking.split_at(20);
    for (who, whom) in before {
        relations
            .change
            .run(&as_actor(*who), *whom, Act::Follow)
            .await
            .unwrap();
    }
    let asked: Vec<_> = during
        .iter()
        .copied()
        .map(|(who, whom)| {
            let relations = relations.clone();
            tokio::spawn(async move {
                relations
                    .change
                    .run(&as_actor(who), whom, Act::Follow)
                    .await
            })
        })
        .collect();
    tokio::join!(
        open(&database, owners[0], true),
        open(&database, owners[1], true)
    );
    for asked in asked {
        asked.await.unwrap().unwrap();
    }
    let mut tx = database.read().await.unwrap();
    for owner in owners {
        let counted = tx.connections(owner, owner).await.unwrap();
        let rows = walk(tx.as_mut(), PeopleList::Followers, owner, owner).await;
        assert_eq!(
            (rows.len(), counted.followers, counted.following),
            (31, 31, 1)
        );
        let waiting = given::waiting(&mut *tx, owner).await;
        assert_eq!(waiting.follow_requests, 0);
        let requests = walk(tx.as_mut(), PeopleList::FollowRequests, owner, owner).await;
        assert_eq!(requests, []);
    }
}

async fn what_is_not_committed_lets_nobody_in(database: Database) {
    let owner = given::member(&database, 2, false).await;
    let member = given::member(&database, 3, false).await;
    let relations = relations(&database);
    relations
        .change
        .run(&as_actor(member), owner, Act::Follow)
        .await
        .unwrap();
    assert_eq!(open(&database, owner, false).await, [member]);
    let mut tx = database.read().await.unwrap();
    assert_eq!(given::waiting(&mut *tx, owner).await.follow_requests, 1);
    assert_eq!(tx.connections(owner, owner).await.unwrap().followers, 0);
    drop(tx);
    assert_eq!(open(&database, owner, true).await, [member]);
    let mut tx = database.read().await.unwrap();
    let pair = tx.pair(member, owner).await.unwrap();
    assert_eq!(pair.mine.follow, FollowState::Following);
    assert_eq!(tx.connections(member, member).await.unwrap().following, 1);
}

async fn a_planted_graph_is_counted(database: Database) {
    let mut members = Vec::new();
    for id in [1, 3, 5] {
        members.push(given::member(&database, id, false).await);
    }
    let side = |user: usize, other: usize, follow, friends, key| PlantedSide {
        user: members[user],
        other: members[other],
        follow,
        friends,
        pulled: false,
        key,
    };
    let sides = [
        side(0, 1, FollowState::Following, true, i64::MAX - 1),
        side(1, 0, FollowState::Following, true, 1 << 60),
        side(2, 0, FollowState::Requested, false, 3),
    ];
    database.plant_relations(&sides).await.unwrap();
    for _ in 0..2 {
        database.recount_relations(2).await.unwrap();
    }
    let mut tx = database.read().await.unwrap();
    let tx = tx.as_mut();
    let friends = walk(tx, PeopleList::Friends, members[1], members[2]).await;
    assert_eq!(friends.len(), 1);
    let counted = tx.connections(members[1], members[2]).await.unwrap();
    assert_eq!(
        (counted.followers, counted.following, counted.friends),
        (1, 1, 1)
    );
    assert_eq!(given::waiting(tx, members[0]).await.follow_requests, 1);
}
