//! Finding people by what they are called.

use std::sync::Arc;

use kith_adapters::sql::Database;
use kith_core::{
    accounts::Account,
    profiles::UserSummary,
    relations::{Act, FollowState, MutualsOf, Pair, PeopleList, Side},
    search::{NamePrefixes, NamesFollow, index_names},
    shared::{
        id::UserId,
        page::Limit,
        ports::Ports,
        relay::{Relay, Step},
        store::Store as _,
    },
    testing::{CountingIds, CountingRandom, FixedClock},
};

use crate::{
    given::{self, now},
    relations::{as_actor, relations},
};

crate::contract! {
    people_are_found_by_the_beginnings_of_their_names,
    the_known_come_first_and_the_most_followed_before_others,
    who_is_severed_or_suspended_is_not_found,
    a_misspelled_name_leads_to_the_right_one,
    a_new_name_takes_the_place_of_the_old_one,
    members_from_before_are_entered,
    lists_are_narrowed_by_name,
    lists_for_oneself_are_narrowed_by_name,
}

/// A member of this name, stored and entered.
async fn called(database: &Database, id: i64, first: &str, last: &str, handle: &str) -> UserId {
    let account = Account {
        first_name: first.into(),
        last_name: last.into(),
        ..given::account(id, handle)
    };
    let mut tx = database.write().await.unwrap();
    tx.insert_account(&account).await.unwrap();
    index_names(tx.as_mut(), account.id).await.unwrap();
    tx.commit().await.unwrap();
    account.id
}

async fn act(database: &Database, who: UserId, whom: UserId, act: Act) {
    let relations = relations(database);
    relations
        .change
        .run(&as_actor(who), whom, act)
        .await
        .unwrap();
}

/// The ids of whom `viewer` finds, those they know and anybody.
async fn found(database: &Database, viewer: UserId, typed: &str) -> (Vec<i64>, Vec<i64>) {
    let mut tx = database.read().await.unwrap();
    let prefixes = NamePrefixes::parse(typed);
    let known = tx.find_known(viewer, &prefixes, 100).await.unwrap();
    let anybody = tx.find_anybody(viewer, &prefixes, 100).await.unwrap();
    let ids = |people: Vec<UserSummary>| people.iter().map(|person| person.id.get()).collect();
    (ids(known), ids(anybody))
}

async fn anybody(database: &Database, viewer: UserId, typed: &str) -> Vec<i64> {
    found(database, viewer, typed).await.1
}

async fn people_are_found_by_the_beginnings_of_their_names(database: Database) {
    let viewer = called(&database, 1, "Vi", "Ewer", "watcher").await;
    called(&database, 2, "Zoë", "O’Brien", "member_12").await;
    called(&database, 3, "Łukasz", "Zoellner", "luk").await;
    called(&database, 4, "小明", "王", "ming").await;
    for (typed, expected) in [
        ("zoe", vec![2, 3]),
        ("ZOÉ", vec![2, 3]),
        ("zoe o", vec![2]),
        ("zoe luk", vec![3]),
        ("obrien", vec![2]),
        ("o'brien", vec![2]),
        ("@member_1", vec![2]),
        ("member1", vec![2]),
        ("小", vec![4]),
        ("zoex", vec![]),
        ("zoe zoe", vec![2, 3]),
        ("a b c d e f g", vec![]),
        ("zo%", vec![2, 3]),
    ] {
        let mut tx = database.read().await.unwrap();
        let prefixes = NamePrefixes::parse(typed);
        let limited = tx.find_anybody(viewer, &prefixes, 1).await.unwrap();
        assert_eq!(limited.len(), expected.len().min(1), "{typed}");
        assert_eq!(anybody(&database, viewer, typed).await, expected, "{typed}");
    }
    let mut tx = database.read().await.unwrap();
    for (handle, expected) in [("MEMBER_12", Some(2)), ("member_1", None), ("\0", None)] {
        let person = tx.find_handle(viewer, handle).await.unwrap();
        assert_eq!(person.map(|person| person.id.get()), expected);
    }
}

async fn the_known_come_first_and_the_most_followed_before_others(database: Database) {
    let viewer = called(&database, 1, "Vi", "Ewer", "watcher").await;
    for id in 2..=6 {
        called(&database, id, "Ada", "Byron", &format!("ada{id}")).await;
    }
    let [friend, idol, fan, famous, unknown] = [2, 3, 4, 5, 6].map(UserId::new);
    act(&database, viewer, idol, Act::Follow).await;
    act(&database, fan, viewer, Act::Follow).await;
    act(&database, friend, viewer, Act::Befriend).await;
    act(&database, viewer, friend, Act::Befriend).await;
    for one in [friend, idol, fan, unknown] {
        act(&database, one, famous, Act::Follow).await;
    }
    let (known, anybody) = found(&database, viewer, "ad by").await;
    assert_eq!(known, [2, 3, 4]);
    assert_eq!(anybody, [5, 2, 3, 4, 6]);
    assert_eq!(found(&database, viewer, "nobody").await, (vec![], vec![]));
}

async fn who_is_severed_or_suspended_is_not_found(database: Database) {
    let viewer = called(&database, 1, "Vi", "Ewer", "watcher").await;
    let blocked = called(&database, 2, "Ada", "Byron", "ada2").await;
    let hostile = called(&database, 3, "Ada", "Byron", "ada3").await;
    act(&database, viewer, blocked, Act::Block).await;
    act(&database, hostile, viewer, Act::Block).await;
    given::member(&database, 4, true).await;
    let mut tx = database.write().await.unwrap();
    index_names(tx.as_mut(), UserId::new(4)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(found(&database, viewer, "ada").await, (vec![], vec![]));
    assert_eq!(anybody(&database, blocked, "ada").await, [2, 3]);
    let mut tx = database.read().await.unwrap();
    for handle in ["ada2", "ada3", "member4"] {
        assert_eq!(
            tx.find_handle(viewer, handle).await.unwrap(),
            None,
            "{handle}"
        );
    }
}

async fn a_misspelled_name_leads_to_the_right_one(database: Database) {
    called(&database, 1, "Ada", "Lovelace", "countess").await;
    let mut tx = database.read().await.unwrap();
    for typed in ["lovelace", "lovelce", "lovelaace", "lovelqce", "lvoelace"] {
        assert_eq!(
            tx.words_spelled_like(typed).await.unwrap(),
            ["lovelace"],
            "{typed}"
        );
    }
    // Handles and short words are not guessed at.
    for typed in ["countes", "adda", "ad", ""] {
        assert!(
            tx.words_spelled_like(typed).await.unwrap().is_empty(),
            "{typed}"
        );
    }
}

async fn a_new_name_takes_the_place_of_the_old_one(database: Database) {
    let ada = called(&database, 1, "Ada", "Byron", "countess").await;
    called(&database, 2, "Byron", "Byron", "lord").await;
    let mut tx = database.write().await.unwrap();
    let mut profile = tx.profile_to_change(ada).await.unwrap().unwrap();
    profile.summary.last_name = "Lovelace".into();
    tx.update_profile(&profile, now()).await.unwrap();
    for _again in 0..2 {
        index_names(tx.as_mut(), ada).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(anybody(&database, ada, "byron").await, [2]);
    assert_eq!(anybody(&database, ada, "love ada").await, [1]);
    let spelled = async |word| {
        let mut tx = database.read().await.unwrap();
        tx.words_spelled_like(word).await.unwrap()
    };
    assert_eq!(
        spelled("byrn").await,
        ["byron"],
        "somebody else is called so"
    );
    let mut tx = database.write().await.unwrap();
    let mut profile = tx.profile_to_change(UserId::new(2)).await.unwrap().unwrap();
    profile.summary.first_name = "George".into();
    profile.summary.last_name = "Gordon".into();
    tx.update_profile(&profile, now()).await.unwrap();
    index_names(tx.as_mut(), UserId::new(2)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(
        spelled("byrn").await.is_empty(),
        "nobody is called so any more"
    );
}

async fn lists_are_narrowed_by_name(database: Database) {
    let owner = called(&database, 1, "Vi", "Ewer", "watcher").await;
    let reader = called(&database, 2, "Re", "Ader", "reader").await;
    for (id, first) in [(3, "Zoë"), (4, "Zoé"), (5, "Ada")] {
        let other = called(&database, id, first, "Byron", &format!("other{id}")).await;
        act(&database, owner, other, Act::Follow).await;
        act(&database, other, owner, Act::Befriend).await;
        act(&database, owner, other, Act::Befriend).await;
        act(&database, reader, other, Act::Follow).await;
    }
    let both = MutualsOf {
        friends: true,
        following: true,
    };
    for list in [
        PeopleList::Followers,
        PeopleList::Following,
        PeopleList::Friends,
        PeopleList::Mutuals(both),
    ] {
        for (typed, expected) in [
            ("", vec![3, 4, 5]),
            ("ZO b", vec![3, 4]),
            ("ada", vec![5]),
            ("zoe ada", vec![]),
            ("z\0", vec![3, 4]),
        ] {
            let found = narrowed(&database, list, (owner, reader), typed).await;
            assert_eq!(found, expected, "{list:?} {typed:?}");
        }
    }
}

/// Who is in a list of the owner's for the reader and is called so, by id.
async fn narrowed(
    database: &Database,
    list: PeopleList,
    (owner, reader): (UserId, UserId),
    typed: &str,
) -> Vec<i64> {
    let mut tx = database.read().await.unwrap();
    let named = NamePrefixes::parse(typed);
    let page = tx
        .people(list, owner, reader, &named, None, Limit::default())
        .await;
    let people = page.unwrap().items;
    let mut found: Vec<i64> = people.iter().map(|one| one.summary.id.get()).collect();
    found.sort_unstable();
    found
}

async fn lists_for_oneself_are_narrowed_by_name(database: Database) {
    let owner = called(&database, 1, "Vi", "Ewer", "watcher").await;
    let side = |side: Side| (side, Side::default());
    let requested = Side {
        follow: FollowState::Requested,
        ..Side::default()
    };
    let asks = Side {
        asks_friendship: true,
        ..Side::default()
    };
    let blocks = Side {
        blocking: true,
        ..Side::default()
    };
    let mutes = Side {
        muting: true,
        ..Side::default()
    };
    let lists = [
        (PeopleList::FollowRequests, (Side::default(), requested)),
        (PeopleList::SentFollowRequests, side(requested)),
        (PeopleList::FriendRequests, (Side::default(), asks)),
        (PeopleList::SentFriendRequests, side(asks)),
        (PeopleList::Blocks, side(blocks)),
        (PeopleList::Mutes, side(mutes)),
    ];
    for (first, (list, (mine, theirs))) in (10..).step_by(10).zip(lists) {
        for (id, name) in [(first, "Zoë"), (first + 1, "Ada")] {
            let other = called(&database, id, name, "Byron", &format!("other{id}")).await;
            let pair = Pair {
                mine,
                theirs,
                friends: false,
            };
            let mut tx = database.write().await.unwrap();
            tx.save_pair(owner, other, &Pair::default(), &pair, id)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        for (typed, expected) in [
            ("", vec![first, first + 1]),
            ("zo by", vec![first]),
            ("nobody", vec![]),
        ] {
            let found = narrowed(&database, list, (owner, owner), typed).await;
            assert_eq!(found, expected, "{list:?} {typed:?}");
        }
    }
}

/// The migration asks for everybody who is there to be entered.
async fn members_from_before_are_entered(database: Database) {
    let later = database.migrations().await.unwrap();
    let down = later
        .iter()
        .filter(|migration| migration.version >= 10)
        .count();
    database.migrate_down(down).await.unwrap();
    let ada = given::member(&database, 1, false).await;
    database.migrate_up().await.unwrap();
    let ports = Ports {
        store: Arc::new(database.clone()),
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
    };
    let mut relay = Relay::new(ports, vec![Arc::new(NamesFollow)]);
    // PostgreSQL lists an event once no older transaction is open on the server, those of other tests included.
    let first = tokio::time::timeout(std::time::Duration::from_mins(1), async {
        loop {
            match relay.step().await {
                Step::Idle => tokio::task::yield_now().await,
                step => return step,
            }
        }
    });
    assert_eq!(first.await, Ok(Step::Settled(1)));
    assert_eq!(anybody(&database, ada, "byr").await, [1]);
}
