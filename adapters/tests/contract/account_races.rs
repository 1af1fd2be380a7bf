//! Log-ins and password changes at the same moment: whichever comes second sees the other.

use kith_adapters::sql::Database;
use kith_core::{
    accounts::PasswordHash,
    shared::{id::UserId, store::Store as _},
};

use crate::given::{member, now};

crate::contract! {
    changes_of_an_account_follow_each_other,
    whoever_checks_a_password_waits_for_the_change_that_is_under_way,
}

async fn hash_of(database: &Database, user: UserId) -> PasswordHash {
    let mut tx = database.write().await.unwrap();
    tx.account_to_change(user)
        .await
        .unwrap()
        .unwrap()
        .password_hash
}

/// Each reads the password and writes a longer one: none is lost.
async fn changes_of_an_account_follow_each_other(database: Database) {
    let ada = member(&database, 1, false).await;
    let before = hash_of(&database, ada).await.as_str().len();
    let racers: Vec<_> = (0..8)
        .map(|_| {
            let database = database.clone();
            tokio::spawn(async move {
                let mut tx = database.write().await.unwrap();
                let account = tx.account_to_change(ada).await.unwrap().unwrap();
                let longer = format!("{}+", account.password_hash.as_str());
                let longer = PasswordHash::new(longer);
                assert!(tx.set_password(ada, &longer, now()).await.unwrap());
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for racer in racers {
        racer.await.unwrap();
    }
    assert_eq!(hash_of(&database, ada).await.as_str().len(), before + 8);
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.account_to_change(UserId::new(9)).await.unwrap(), None);
}

async fn whoever_checks_a_password_waits_for_the_change_that_is_under_way(database: Database) {
    let ada = member(&database, 1, false).await;
    let new = PasswordHash::new("new".into());
    let mut changing = database.write().await.unwrap();
    assert!(changing.set_password(ada, &new, now()).await.unwrap());
    let checking = tokio::spawn({
        let database = database.clone();
        async move { hash_of(&database, ada).await }
    });
    // Long enough for the other to read the old password, if it could.
    for _turn in 0..200 {
        changing.account_by_id(ada).await.unwrap();
    }
    changing.commit().await.unwrap();
    assert_eq!(checking.await.unwrap(), new);
}
