//! Lists of posts.

use std::{collections::HashSet, sync::Arc};

use kith_adapters::{clock::SystemClock, ids::TimeOrderedIds, sql::Database};
use kith_core::{
    feeds::{ProfileRef, Wall},
    posts::Audience,
    shared::{id::UserId, ids::Ids as _, page::Limit, store::Store as _},
};

use crate::given;

crate::contract! {
    pages_neither_repeat_nor_skip_while_posts_arrive,
    a_profile_is_found_by_id_and_by_handle_in_any_case,
    a_suspended_member_has_no_profile,
}

/// Everything that was there when reading began is read once, however many writers are at work.
async fn pages_neither_repeat_nor_skip_while_posts_arrive(database: Database) {
    let reader = given::member(&database, 1, false).await;
    let writer = given::member(&database, 2, false).await;
    let ids = Arc::new(TimeOrderedIds::new(Arc::new(SystemClock), 0));
    let mut there = HashSet::new();
    for number in 0..60 {
        let author = if number % 3 == 0 { reader } else { writer };
        let post = given::post(ids.next(), author, Audience::Public);
        given::published(&database, &post).await;
        there.insert(post.id.get());
    }
    let writers: Vec<_> = [reader, writer, writer]
        .into_iter()
        .map(|author| {
            let (database, ids) = (database.clone(), ids.clone());
            tokio::spawn(async move {
                for _post in 0..40 {
                    let post = given::post(ids.next(), author, Audience::Public);
                    given::published(&database, &post).await;
                }
            })
        })
        .collect();
    let mut read = Vec::new();
    let mut after = None;
    loop {
        let mut tx = database.read().await.unwrap();
        let limit = Limit::new(3).unwrap();
        let page = tx.home_posts(reader, after, limit).await.unwrap();
        read.extend(page.items.iter().map(|found| found.post.id.get()));
        drop(tx);
        tokio::task::yield_now().await;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    for writer in writers {
        writer.await.unwrap();
    }
    assert!(
        read.is_sorted_by(|newer, older| newer > older),
        "newest first, nothing twice"
    );
    let read: HashSet<i64> = read.into_iter().collect();
    assert!(there.is_subset(&read), "nothing that was there is missing");
}

async fn a_profile_is_found_by_id_and_by_handle_in_any_case(database: Database) {
    let (public, private) = (UserId::new(1), UserId::new(2));
    given::member(&database, public.get(), false).await;
    given::member(&database, private.get(), false).await;
    let mut tx = database.read().await.unwrap();
    for (whose, expected) in [
        (
            ProfileRef::Id(public),
            Some(Wall {
                owner: public,
                is_private: false,
            }),
        ),
        (
            ProfileRef::Id(private),
            Some(Wall {
                owner: private,
                is_private: true,
            }),
        ),
        (
            ProfileRef::parse("@mEMBER2").unwrap(),
            Some(Wall {
                owner: private,
                is_private: true,
            }),
        ),
        (ProfileRef::parse("@member").unwrap(), None),
        (ProfileRef::Id(UserId::new(3)), None),
    ] {
        assert_eq!(tx.find_wall(&whose).await.unwrap(), expected, "{whose:?}");
    }
}

async fn a_suspended_member_has_no_profile(database: Database) {
    let gone = given::member(&database, 1, true).await;
    let mut tx = database.read().await.unwrap();
    assert_eq!(tx.find_wall(&ProfileRef::Id(gone)).await.unwrap(), None);
    let handle = ProfileRef::Handle("member1".into());
    assert_eq!(tx.find_wall(&handle).await.unwrap(), None);
}
