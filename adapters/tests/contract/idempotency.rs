//! Idempotency keys. They belong to a user, so the cases need one.

use kith_adapters::sql::Database;
use kith_core::shared::{
    clock::Timestamp,
    id::UserId,
    idempotency::{Claim, IdempotencyKey},
    store::Store as _,
};

use crate::given::member;

crate::contract! {
    a_key_remembers_what_it_made,
    a_dropped_claim_never_was,
    old_keys_are_forgotten,
}

const NOW: Timestamp = Timestamp::from_micros(1_000);

fn key(name: &str, fingerprint: u8) -> IdempotencyKey {
    IdempotencyKey {
        operation: "posts.publish",
        key: name.into(),
        fingerprint: [fingerprint; 32],
    }
}

async fn claim(database: &Database, user: UserId, key: &IdempotencyKey, made: i64) -> Claim {
    let mut tx = database.write().await.unwrap();
    let claim = tx.claim_key(user, key, made, NOW).await.unwrap();
    tx.commit().await.unwrap();
    claim
}

async fn a_key_remembers_what_it_made(database: Database) {
    let (ana, ben) = (
        member(&database, 1, false).await,
        member(&database, 2, false).await,
    );
    assert_eq!(claim(&database, ana, &key("k", 1), 10).await, Claim::Fresh);
    assert_eq!(
        claim(&database, ana, &key("k", 1), 11).await,
        Claim::Done(10)
    );
    assert_eq!(
        claim(&database, ana, &key("k", 2), 12).await,
        Claim::Mismatch
    );
    assert_eq!(claim(&database, ben, &key("k", 2), 13).await, Claim::Fresh);
    let elsewhere = IdempotencyKey {
        operation: "media.upload",
        ..key("k", 9)
    };
    assert_eq!(claim(&database, ana, &elsewhere, 14).await, Claim::Fresh);
}

async fn a_dropped_claim_never_was(database: Database) {
    let ana = member(&database, 1, false).await;
    let mut tx = database.write().await.unwrap();
    assert_eq!(
        tx.claim_key(ana, &key("k", 1), 10, NOW).await.unwrap(),
        Claim::Fresh
    );
    drop(tx);
    assert_eq!(claim(&database, ana, &key("k", 1), 11).await, Claim::Fresh);
}

async fn old_keys_are_forgotten(database: Database) {
    let ana = member(&database, 1, false).await;
    claim(&database, ana, &key("k", 1), 10).await;
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.forget_keys(NOW).await.unwrap(), 0);
    assert_eq!(
        tx.forget_keys(Timestamp::from_micros(1_001)).await.unwrap(),
        1
    );
    tx.commit().await.unwrap();
    assert_eq!(claim(&database, ana, &key("k", 1), 11).await, Claim::Fresh);
}
