//! Sessions: logged-in browsers.

use kith_adapters::sql::Database;
use kith_core::{
    accounts::{Account, AccountPolicy},
    shared::{
        actor::Role,
        id::{SessionId, UserId},
        store::Store as _,
    },
};
use time::Duration;

use crate::{
    accounts::{hash, logged_in, member, read, registered},
    given::now,
};

crate::contract! {
    a_session_lives_until_it_expires_or_ends,
    a_suspended_member_has_no_session,
    a_session_that_ended_is_not_brought_back,
    sessions_are_listed_and_ended,
}

async fn a_session_lives_until_it_expires_or_ends(database: Database) {
    let ada = registered(&database, 1, "ada").await;
    logged_in(&database, 10, ada.id, "a").await;
    let end = now().plus(AccountPolicy::default().session_lifetime);
    let mut tx = read(&database).await;
    let live = tx.live_session(&hash("a"), now()).await.unwrap().unwrap();
    assert_eq!(
        (live.id.get(), live.user, live.role),
        (10, ada.id, Role::Member)
    );
    assert_eq!(live.last_seen_at, now());
    assert_eq!(tx.live_session(&hash("b"), now()).await.unwrap(), None);
    assert_eq!(tx.live_session(&hash("a"), end).await.unwrap(), None);
    drop(tx);

    let later = now().plus(Duration::days(100));
    let mut tx = database.write().await.unwrap();
    let until = later.plus(Duration::days(180));
    assert!(tx.note_session(live.id, later, until).await.unwrap());
    tx.commit().await.unwrap();
    let live = read(&database)
        .await
        .live_session(&hash("a"), end)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(live.last_seen_at, later);
}

async fn a_suspended_member_has_no_session(database: Database) {
    let suspended = Account {
        suspended_at: Some(now()),
        ..member(1, "ada")
    };
    let mut tx = database.write().await.unwrap();
    tx.insert_account(&suspended).await.unwrap();
    tx.commit().await.unwrap();
    logged_in(&database, 10, suspended.id, "a").await;
    let mut tx = read(&database).await;
    assert_eq!(tx.live_session(&hash("a"), now()).await.unwrap(), None);
    assert_eq!(
        tx.account_by_id(suspended.id).await.unwrap(),
        Some(suspended)
    );
}

async fn a_session_that_ended_is_not_brought_back(database: Database) {
    let ada = registered(&database, 1, "ada").await;
    logged_in(&database, 10, ada.id, "a").await;
    let mut tx = database.write().await.unwrap();
    let id = SessionId::new(10);
    assert!(tx.renew_session(id, &hash("b")).await.unwrap());
    assert_eq!(tx.live_session(&hash("a"), now()).await.unwrap(), None);
    assert!(tx.live_session(&hash("b"), now()).await.unwrap().is_some());
    assert!(
        !tx.end_session(UserId::new(2), id).await.unwrap(),
        "of somebody else"
    );
    assert!(tx.end_session(ada.id, id).await.unwrap());
    assert!(!tx.end_session(ada.id, id).await.unwrap());
    assert!(!tx.note_session(id, now(), now()).await.unwrap());
    assert!(!tx.renew_session(id, &hash("c")).await.unwrap());
    tx.commit().await.unwrap();
    let mut tx = read(&database).await;
    assert_eq!(tx.live_session(&hash("b"), now()).await.unwrap(), None);
}

async fn sessions_are_listed_and_ended(database: Database) {
    let ada = registered(&database, 1, "ada").await;
    let grace = registered(&database, 2, "grace").await;
    for (id, user, letter) in [
        (10, ada.id, "a"),
        (11, ada.id, "b"),
        (12, ada.id, "c"),
        (13, grace.id, "d"),
    ] {
        logged_in(&database, id, user, letter).await;
    }
    let mut tx = database.write().await.unwrap();
    let (soon, until) = (now().plus(Duration::HOUR), now().plus(Duration::DAY));
    assert!(
        tx.note_session(SessionId::new(10), soon, until)
            .await
            .unwrap()
    );
    let listed = tx.sessions_of(ada.id, now()).await.unwrap();
    let ids: Vec<i64> = listed.iter().map(|session| session.id.get()).collect();
    assert_eq!(ids, [10, 12, 11], "the last used first");
    assert_eq!(
        (
            listed[0].client.user_agent.as_str(),
            listed[0].client.ip.as_str()
        ),
        ("Firefox", "::1")
    );
    assert_eq!(
        (listed[0].last_seen_at, listed[0].expires_at),
        (soon, until)
    );
    assert_eq!(tx.sessions_of(ada.id, until).await.unwrap().len(), 2);

    assert_eq!(
        tx.end_sessions(ada.id, Some(SessionId::new(11)))
            .await
            .unwrap(),
        2
    );
    assert_eq!(tx.sessions_of(ada.id, now()).await.unwrap().len(), 1);
    assert_eq!(tx.end_sessions(ada.id, None).await.unwrap(), 1);
    assert_eq!(tx.sessions_of(grace.id, now()).await.unwrap().len(), 1);
    tx.commit().await.unwrap();
}
