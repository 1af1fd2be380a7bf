//! Relations: what is stored is what the table of transitions says, whoever acts, however often, at once or not.

use std::sync::Arc;

use kith_adapters::sql::Database;
use kith_core::{
    relations::{
        Act, ChangeRelationError, FollowState, Pair, PeopleList, RelationPolicy, Relations,
        Relationship,
    },
    search::NamePrefixes,
    shared::{
        actor::{Actor, Role},
        event::Event,
        id::{SessionId, UserId},
        page::Limit,
        ports::Ports,
        store::{Store as _, StoreError},
    },
    testing::{CountingIds, CountingRandom, FixedClock},
};
use time::Duration;

use crate::{given, outbox::told};

crate::contract! {
    a_pair_is_read_back_from_both_sides,
    what_was_declined_outlasts_a_block,
    two_hundred_parallel_repeats_make_one_relation,
    crossing_requests_make_friends,
    two_hundred_crossing_requests_make_one_friendship,
    whatever_a_block_meets_it_wins,
    what_many_do_at_once_leaves_both_sides_agreeing,
}

/// The use cases on a database.
pub(crate) fn relations(database: &Database) -> Relations {
    let ports = Ports {
        store: Arc::new(database.clone()),
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
    };
    let policy = RelationPolicy {
        ask_again_after: Duration::DAY,
        suggests_proved_only: true,
    };
    Relations::new(&ports, policy)
}

/// A member who acts.
pub(crate) fn as_actor(user: UserId) -> Actor {
    Actor {
        user,
        session: SessionId::new(1),
        role: Role::Member,
    }
}

async fn pair(database: &Database, me: UserId, other: UserId) -> Pair {
    let mut tx = database.read().await.unwrap();
    tx.pair(me, other).await.unwrap()
}

/// How many follow a member, are followed, are friends, ask to follow and ask to be friends, which
/// is what is counted.
pub(crate) async fn lists(database: &Database, member: UserId) -> [u64; 5] {
    use PeopleList::{FollowRequests, Followers, Following, FriendRequests, Friends};
    let mut tx = database.read().await.unwrap();
    let mut rows = [0; 5];
    let lists = [
        Followers,
        Following,
        Friends,
        FollowRequests,
        FriendRequests,
    ];
    for (list, rows) in lists.into_iter().zip(&mut rows) {
        let all = (NamePrefixes::default(), Limit::new(100).unwrap());
        let page = tx.people(list, member, member, &all.0, None, all.1).await;
        *rows = u64::try_from(page.unwrap().items.len()).unwrap();
    }
    let connections = tx.connections(member, member).await.unwrap();
    let waiting = given::waiting(&mut *tx, member).await;
    let counts = [
        connections.followers,
        connections.following,
        connections.friends,
        waiting.follow_requests,
        waiting.friend_requests,
    ];
    assert_eq!(counts, rows, "of {member}");
    rows
}

async fn a_pair_is_read_back_from_both_sides(database: Database) {
    // Members with an even id have a private profile.
    let ada = given::member(&database, 1, false).await;
    let ben = given::member(&database, 2, false).await;
    let relations = relations(&database);
    let act = async |who, whom, act| relations.change.run(&as_actor(who), whom, act).await;
    let acts = [
        (ada, Act::Follow),
        (ben, Act::AcceptFollow),
        (ada, Act::Mute),
        (ben, Act::Befriend),
        (ada, Act::Befriend),
        (ada, Act::Unfollow),
        (ben, Act::Unfriend),
        (ben, Act::Block),
        (ben, Act::Unblock),
    ];
    for (who, deed) in acts {
        let whom = if who == ada { ben } else { ada };
        let shown = act(who, whom, deed).await.unwrap();
        let stored = pair(&database, who, whom).await;
        assert_eq!(stored.relationship(), shown, "{deed:?}");
        assert_eq!(
            stored.turned(),
            pair(&database, whom, who).await,
            "{deed:?}"
        );
        let mut tx = database.read().await.unwrap();
        let of_many = tx.relationships(who, &[whom]).await.unwrap();
        assert_eq!(of_many, [(whom, shown)], "{deed:?}");
    }
    assert_eq!(pair(&database, ada, ben).await, Pair::default());
    let suspended = given::member(&database, 3, true).await;
    let refused = act(ada, suspended, Act::Follow).await;
    assert!(matches!(refused, Err(ChangeRelationError::NotFound)));
}

async fn what_was_declined_outlasts_a_block(database: Database) {
    let ada = given::member(&database, 1, false).await;
    let ben = given::member(&database, 2, false).await;
    let relations = relations(&database);
    let act = async |who, whom, act| relations.change.run(&as_actor(who), whom, act).await;
    for (who, whom, deed) in [
        (ada, ben, Act::Follow),
        (ben, ada, Act::DeclineFollow),
        (ada, ben, Act::Block),
        (ada, ben, Act::Unblock),
        (ben, ada, Act::Block),
        (ben, ada, Act::Unblock),
    ] {
        act(who, whom, deed).await.unwrap();
    }
    let again = given::now().plus(Duration::DAY);
    for asked in [Act::Follow, Act::Befriend] {
        let refused = act(ada, ben, asked).await;
        assert!(
            matches!(refused, Err(ChangeRelationError::AskAgainLater(moment)) if moment == again),
            "{asked:?}: {refused:?}"
        );
    }
}

async fn two_hundred_parallel_repeats_make_one_relation(database: Database) {
    let ada = given::member(&database, 1, false).await;
    let cleo = given::member(&database, 3, false).await;
    let relations = Arc::new(relations(&database));
    let tasks: Vec<_> = (0..200)
        .map(|_| {
            let relations = relations.clone();
            tokio::spawn(async move { insist(&relations, ada, cleo, Act::Follow).await })
        })
        .collect();
    for task in tasks {
        let relationship = task.await.unwrap().unwrap();
        assert_eq!(relationship.follow, FollowState::Following);
    }
    let began = Event::FollowStarted {
        follower: ada,
        followed: cleo,
        was_requested: false,
    };
    assert_eq!(told(&database).await, [began], "one follow began");
    assert_eq!(lists(&database, ada).await, [0, 1, 0, 0, 0]);
    assert_eq!(lists(&database, cleo).await, [1, 0, 0, 0, 0]);
}

async fn crossing_requests_make_friends(database: Database) {
    let ada = given::member(&database, 1, false).await;
    let ben = given::member(&database, 2, false).await;
    let relations = relations(&database);
    let (one, other) = (as_actor(ada), as_actor(ben));
    let (asked, answered) = tokio::join!(
        relations.change.run(&one, ben, Act::Befriend),
        relations.change.run(&other, ada, Act::Befriend),
    );
    asked.unwrap();
    answered.unwrap();
    let friends = pair(&database, ada, ben).await;
    assert!(friends.friends && friends.theirs.follow == FollowState::Following);
}

/// Does it, and does it again as long as too many others do something.
async fn insist(
    relations: &Relations,
    who: UserId,
    whom: UserId,
    act: Act,
) -> Result<Relationship, ChangeRelationError> {
    loop {
        let done = relations.change.run(&as_actor(who), whom, act).await;
        if !matches!(done, Err(ChangeRelationError::Store(StoreError::Busy))) {
            return done;
        }
    }
}

/// Runs every act at the same time; refusals are fine, failures are not.
async fn all_at_once(database: &Database, acts: Vec<(UserId, UserId, Act)>) {
    let relations = Arc::new(relations(database));
    let tasks: Vec<_> = acts
        .into_iter()
        .map(|(who, whom, act)| {
            let relations = relations.clone();
            tokio::spawn(async move { insist(&relations, who, whom, act).await })
        })
        .collect();
    for task in tasks {
        if let Err(ChangeRelationError::Store(error)) = task.await.unwrap() {
            panic!("{error}");
        }
    }
}

async fn two_hundred_crossing_requests_make_one_friendship(database: Database) {
    let ada = given::member(&database, 1, false).await;
    let cleo = given::member(&database, 3, false).await;
    let crossing = [(ada, cleo, Act::Befriend), (cleo, ada, Act::Befriend)];
    all_at_once(&database, crossing.repeat(100)).await;
    let pair = pair(&database, ada, cleo).await;
    assert!(pair.friends && pair.turned() == pair);
    let told = told(&database).await;
    assert_eq!(
        told.len(),
        4,
        "asked, both follow, friends, each once: {told:?}"
    );
    for friend in [ada, cleo] {
        assert_eq!(lists(&database, friend).await, [1, 1, 1, 0, 0]);
    }
}

async fn whatever_a_block_meets_it_wins(database: Database) {
    for round in 1..=20 {
        // Members with an even id have a private profile: to follow and to befriend are requests.
        let ada = given::member(&database, round * 10 + 1, false).await;
        let ben = given::member(&database, round * 10 + 2, false).await;
        let asks = vec![(ada, ben, Act::Befriend)];
        all_at_once(&database, asks).await;
        let acts = vec![
            (ben, ada, Act::AcceptFriendship),
            (ada, ben, Act::Block),
            (ben, ada, Act::AcceptFollow),
            (ben, ada, Act::Befriend),
        ];
        all_at_once(&database, acts).await;
        let mut blocked = Pair::default();
        blocked.mine.blocking = true;
        assert_eq!(pair(&database, ada, ben).await, blocked);
        for severed in [ada, ben] {
            assert_eq!(lists(&database, severed).await, [0; 5]);
        }
    }
}

async fn what_many_do_at_once_leaves_both_sides_agreeing(database: Database) {
    let mut members = Vec::new();
    for id in 1..=4 {
        members.push(given::member(&database, id, false).await);
    }
    let mut acts = Vec::new();
    for act in Act::ALL.repeat(3) {
        for who in &members {
            for whom in members.iter().filter(|whom| *whom != who) {
                acts.push((*who, *whom, act));
            }
        }
    }
    all_at_once(&database, acts).await;
    for who in &members {
        lists(&database, *who).await;
        for whom in members.iter().filter(|whom| *whom != who) {
            assert_eq!(
                pair(&database, *who, *whom).await.turned(),
                pair(&database, *whom, *who).await
            );
        }
    }
}
