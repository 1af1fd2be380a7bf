//! Whom a reason may name.

use kith_core::{
    feeds::Tie,
    profiles::{FieldAudience, Privacy},
};

use super::*;

crate::contract! {
    a_connection_is_named_for_what_its_lists_tell,
}

const PAIRS: [(UserId, UserId); 3] = [
    (UserId::new(11), UserId::new(21)),
    (UserId::new(12), UserId::new(22)),
    (UserId::new(12), UserId::new(21)),
];

async fn told(database: &Database) -> Vec<(i64, i64, bool)> {
    let mut tx = database.read().await.unwrap();
    let ties = tx.ties(ME, &PAIRS).await.unwrap();
    let brief = |tie: Tie| (tie.via.id.get(), tie.author.get(), tie.is_friend);
    let mut told: Vec<_> = ties.into_iter().map(brief).collect();
    told.sort_unstable();
    told
}

async fn show(database: &Database, user: i64, friends: FieldAudience, follows: FieldAudience) {
    let privacy = Privacy {
        friends,
        follows,
        ..Privacy::default()
    };
    let mut tx = database.write().await.unwrap();
    tx.set_privacy(UserId::new(user), false, &privacy, now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn a_connection_is_named_for_what_its_lists_tell(database: Database) {
    members(&database, &[1, 11, 12, 21, 22]).await;
    befriend(&database, 1, 11).await;
    act(&database, 1, 12, Act::Follow).await;
    befriend(&database, 11, 21).await;
    act(&database, 12, 22, Act::Follow).await;
    let all = vec![(11, 21, true), (12, 22, false)];
    assert_eq!(told(&database).await, all);
    // The friendship is hidden, but who is a friend is followed as well.
    let (open, closed) = (FieldAudience::Everyone, FieldAudience::OnlyMe);
    show(&database, 11, closed, open).await;
    assert_eq!(told(&database).await, [(11, 21, false), (12, 22, false)]);
    show(&database, 11, closed, closed).await;
    assert_eq!(told(&database).await, [(12, 22, false)]);
    show(&database, 11, FieldAudience::Friends, closed).await;
    assert_eq!(told(&database).await, all);
    show(&database, 12, open, FieldAudience::Friends).await;
    assert_eq!(told(&database).await, [(11, 21, true)]);
    act(&database, 11, 1, Act::Block).await;
    assert!(told(&database).await.is_empty());
    act(&database, 11, 1, Act::Unblock).await;
    assert!(told(&database).await.is_empty(), "no longer connected");
}
