//! Whom members are suggested.

use kith_adapters::sql::Database;
use kith_core::{
    accounts::Account,
    profiles::{FieldAudience, Privacy, Tag},
    relations::Act,
    shared::{id::UserId, store::Store as _},
};

use crate::{
    given::{self, now},
    relations::{as_actor, relations},
};

crate::contract! {
    who_has_most_in_common_comes_first,
    what_a_list_hides_is_not_told,
    who_is_out_of_the_question_is_never_suggested,
    shared_interests_count,
    the_most_followed_come_first_and_the_newest_fill_up,
    a_dismissal_is_kept_once,
}

const ME: UserId = UserId::new(1);
const PROVED_ONLY: bool = true;

fn account(id: i64) -> Account {
    Account {
        email_verified_at: Some(now()),
        ..given::account(id, &format!("member{id}"))
    }
}

async fn members(database: &Database, ids: &[i64]) {
    for id in ids {
        given::stored(database, &account(*id)).await;
    }
}

async fn private(database: &Database, id: i64) -> UserId {
    let private = Account {
        is_private: true,
        ..account(id)
    };
    given::stored(database, &private).await
}

async fn act(database: &Database, who: impl Into<i64>, whom: i64, act: Act) {
    let relations = relations(database);
    let who = as_actor(UserId::new(who.into()));
    relations
        .change
        .run(&who, UserId::new(whom), act)
        .await
        .unwrap();
}

async fn befriend(database: &Database, one: i64, other: i64) {
    act(database, one, other, Act::Befriend).await;
    act(database, other, one, Act::Befriend).await;
}

async fn of_friends(database: &Database) -> Vec<(i64, Vec<i64>)> {
    let mut tx = database.read().await.unwrap();
    let found = tx.friends_of_friends(ME, PROVED_ONLY, 50).await.unwrap();
    let raw = |ids: Vec<UserId>| ids.iter().map(|id| id.get()).collect();
    found
        .into_iter()
        .map(|one| (one.member.get(), raw(one.mutuals)))
        .collect()
}

async fn alike(database: &Database) -> Vec<i64> {
    let mut tx = database.read().await.unwrap();
    let found = tx
        .members_with_same_tags(ME, PROVED_ONLY, 50)
        .await
        .unwrap();
    found.iter().map(|id| id.get()).collect()
}

async fn popular(database: &Database) -> Vec<i64> {
    let mut tx = database.read().await.unwrap();
    let found = tx.popular_members(ME, PROVED_ONLY, 50).await.unwrap();
    found.iter().map(|id| id.get()).collect()
}

async fn who_has_most_in_common_comes_first(database: Database) {
    members(&database, &[1, 11, 12, 13, 21, 22, 23]).await;
    befriend(&database, 1, 11).await;
    befriend(&database, 12, 1).await;
    act(&database, 1, 13, Act::Follow).await;
    act(&database, 11, 21, Act::Follow).await;
    act(&database, 11, 22, Act::Follow).await;
    befriend(&database, 12, 22).await;
    act(&database, 13, 22, Act::Follow).await;
    // Who merely follows is no connection.
    act(&database, 23, 11, Act::Follow).await;
    let expected = vec![(22, vec![11, 12, 13]), (21, vec![11])];
    assert_eq!(of_friends(&database).await, expected);
    let mut tx = database.read().await.unwrap();
    let first = tx.friends_of_friends(ME, PROVED_ONLY, 1).await.unwrap();
    assert_eq!(first.len(), 1);
    let mut named = tx
        .members(&[UserId::new(22), UserId::new(99)])
        .await
        .unwrap();
    assert_eq!(named.remove(0).handle, "member22");
    assert!(named.is_empty());
}

async fn hide(database: &Database, user: i64, privacy: Privacy, is_private: bool) {
    let mut tx = database.write().await.unwrap();
    tx.set_privacy(UserId::new(user), is_private, &privacy, now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn what_a_list_hides_is_not_told(database: Database) {
    members(&database, &[1, 11, 12, 21, 22, 23, 24]).await;
    befriend(&database, 1, 11).await;
    act(&database, 1, 12, Act::Follow).await;
    for (friend, followed) in [(11, 21), (12, 22)] {
        act(&database, friend, followed, Act::Follow).await;
    }
    for (one, other) in [(11, 23), (12, 24)] {
        befriend(&database, one, other).await;
        // A friend is followed as well.
        act(&database, one, other, Act::Unfollow).await;
    }
    let open = Privacy::default();
    let all = vec![
        (21, vec![11]),
        (22, vec![12]),
        (23, vec![11]),
        (24, vec![12]),
    ];
    assert_eq!(of_friends(&database).await, all);
    hide(&database, 12, open, true).await;
    assert_eq!(
        of_friends(&database).await,
        all,
        "one follows the private one"
    );
    for (user, privacy, hidden) in [
        (
            11,
            Privacy {
                friends: FieldAudience::OnlyMe,
                ..open
            },
            Some(23),
        ),
        (
            11,
            Privacy {
                follows: FieldAudience::OnlyMe,
                ..open
            },
            Some(21),
        ),
        (
            11,
            Privacy {
                follows: FieldAudience::Friends,
                ..open
            },
            None,
        ),
        (
            12,
            Privacy {
                follows: FieldAudience::Friends,
                ..open
            },
            Some(22),
        ),
        (
            12,
            Privacy {
                friends: FieldAudience::Friends,
                ..open
            },
            Some(24),
        ),
        (
            12,
            Privacy {
                friends: FieldAudience::Followers,
                ..open
            },
            None,
        ),
    ] {
        hide(&database, user, privacy, true).await;
        let expected: Vec<_> = all
            .iter()
            .filter(|(member, _)| Some(*member) != hidden)
            .cloned()
            .collect();
        assert_eq!(of_friends(&database).await, expected, "{user}: {privacy:?}");
        hide(&database, user, open, true).await;
    }
}

async fn interested(database: &Database, user: i64, tags: &[&str]) {
    let mut tx = database.write().await.unwrap();
    let mut profile = tx
        .profile_to_change(UserId::new(user))
        .await
        .unwrap()
        .unwrap();
    let raw: Vec<String> = tags.iter().map(ToString::to_string).collect();
    profile.tags = Tag::parse_all(&raw).unwrap();
    tx.update_profile(&profile, now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn who_is_out_of_the_question_is_never_suggested(database: Database) {
    private(&database, ME.get()).await;
    private(&database, 32).await;
    members(&database, &[11, 31, 33, 34, 35, 36, 37, 38, 39, 42, 43, 44]).await;
    let unproved = Account {
        email_verified_at: None,
        ..account(41)
    };
    given::stored(&database, &unproved).await;
    given::member(&database, 46, true).await;
    befriend(&database, 1, 11).await;
    let others = [31, 32, 33, 34, 35, 36, 37, 38, 39, 41, 42, 43, 44];
    for other in others {
        act(&database, 11, other, Act::Follow).await;
        interested(&database, other, &["jazz"]).await;
    }
    act(&database, 32, 11, Act::AcceptFollow).await;
    interested(&database, 1, &["jazz"]).await;
    for (who, whom, deed) in [
        (1, 31, Act::Follow),
        (1, 32, Act::Follow),
        (33, 1, Act::Follow),
        (1, 34, Act::Befriend),
        (35, 1, Act::Befriend),
        (1, 36, Act::Block),
        (37, 1, Act::Block),
        (1, 38, Act::Mute),
        (42, 1, Act::Befriend),
        (1, 42, Act::DeclineFriendship),
        (1, 43, Act::Befriend),
        (43, 1, Act::DeclineFriendship),
    ] {
        act(&database, who, whom, deed).await;
    }
    let mut tx = database.write().await.unwrap();
    assert!(tx.dismiss_suggestion(ME, UserId::new(39)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(of_friends(&database).await, [(44, vec![11])]);
    assert_eq!(alike(&database).await, [44]);
    assert_eq!(popular(&database).await, [44]);

    // Where no mail arrives nobody can prove an address.
    let mut tx = database.read().await.unwrap();
    let of_friends = tx.friends_of_friends(ME, false, 50).await.unwrap();
    let of_friends: Vec<i64> = of_friends.iter().map(|one| one.member.get()).collect();
    assert_eq!(of_friends, [41, 44]);
    let alike = tx.members_with_same_tags(ME, false, 50).await.unwrap();
    assert_eq!(alike, [44, 41].map(UserId::new));
    let popular = tx.popular_members(ME, false, 50).await.unwrap();
    assert_eq!(popular, [44, 41].map(UserId::new));
}

async fn shared_interests_count(database: Database) {
    members(&database, &[1, 2, 3, 4, 5]).await;
    private(&database, 6).await;
    interested(&database, 1, &["jazz", "tea", "Hiking"]).await;
    interested(&database, 2, &["tea"]).await;
    interested(&database, 3, &["hiking", "Tea", "chess"]).await;
    interested(&database, 4, &["chess"]).await;
    interested(&database, 5, &["jazz"]).await;
    interested(&database, 6, &["jazz", "tea", "hiking"]).await;
    assert_eq!(alike(&database).await, [3, 5, 2]);
}

async fn the_most_followed_come_first_and_the_newest_fill_up(database: Database) {
    members(&database, &[1, 2, 3, 4, 5]).await;
    private(&database, 6).await;
    for (fan, followed) in [(2, 3), (4, 3), (5, 2)] {
        act(&database, fan, followed, Act::Follow).await;
    }
    act(&database, 2, 6, Act::Follow).await;
    act(&database, 6, 2, Act::AcceptFollow).await;
    assert_eq!(popular(&database).await, [3, 2, 5, 4]);
}

async fn a_dismissal_is_kept_once(database: Database) {
    members(&database, &[1, 2, 3]).await;
    given::member(&database, 4, true).await;
    act(&database, 3, 1, Act::Block).await;
    let dismiss = async |other, keep| {
        let mut tx = database.write().await.unwrap();
        let done = tx.dismiss_suggestion(ME, UserId::new(other)).await.unwrap();
        if keep {
            tx.commit().await.unwrap();
        }
        done
    };
    assert!(dismiss(2, false).await);
    assert_eq!(
        popular(&database).await,
        [2],
        "what is not committed is not kept"
    );
    assert!(dismiss(2, true).await);
    assert!(dismiss(2, true).await, "doing it again changes nothing");
    assert!(popular(&database).await.is_empty());
    for nobody in [1, 3, 4, 99] {
        assert!(!dismiss(nobody, true).await, "{nobody}");
    }
}
