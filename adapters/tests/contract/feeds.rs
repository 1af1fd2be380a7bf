//! Lists of posts.

use std::{collections::HashSet, sync::Arc};

use kith_adapters::{clock::SystemClock, ids::TimeOrderedIds, sql::Database};
use kith_core::{
    feeds::{ProfileRef, Wall},
    posts::Audience,
    profiles::{Privacy, Relation},
    relations::Act,
    shared::{id::UserId, ids::Ids as _, page::Limit, store::Store as _},
};

use crate::{
    given,
    relations::{as_actor, relations},
};

crate::contract! {
    pages_neither_repeat_nor_skip_while_posts_arrive,
    a_profile_is_found_by_id_and_by_handle_in_any_case,
    a_suspended_member_has_no_profile,
    a_profile_knows_how_its_viewer_stands_to_it,
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
        let page = tx
            .everyones_posts(reader, None, after, limit)
            .await
            .unwrap();
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
    let viewer = UserId::new(9);
    let wall = |owner, is_private| {
        Some(Wall {
            owner,
            is_private,
            relation: Relation::Stranger,
            privacy: Privacy::default(),
        })
    };
    let mut tx = database.read().await.unwrap();
    for (whose, expected) in [
        (ProfileRef::Id(public), wall(public, false)),
        (ProfileRef::Id(private), wall(private, true)),
        (ProfileRef::parse("@mEMBER2").unwrap(), wall(private, true)),
        (ProfileRef::parse("@member").unwrap(), None),
        (ProfileRef::Id(UserId::new(3)), None),
    ] {
        assert_eq!(
            tx.find_wall(viewer, &whose).await.unwrap(),
            expected,
            "{whose:?}"
        );
    }
}

async fn a_suspended_member_has_no_profile(database: Database) {
    let gone = given::member(&database, 1, true).await;
    let viewer = UserId::new(9);
    let mut tx = database.read().await.unwrap();
    assert_eq!(
        tx.find_wall(viewer, &ProfileRef::Id(gone)).await.unwrap(),
        None
    );
    let handle = ProfileRef::Handle("member1".into());
    assert_eq!(tx.find_wall(viewer, &handle).await.unwrap(), None);
}

async fn a_profile_knows_how_its_viewer_stands_to_it(database: Database) {
    let owner = given::member(&database, 1, false).await;
    let viewer = given::member(&database, 3, false).await;
    let relations = relations(&database);
    let steps = [
        (viewer, owner, Act::Follow, Some(Relation::Follower)),
        (viewer, owner, Act::Befriend, Some(Relation::Follower)),
        (owner, viewer, Act::Befriend, Some(Relation::Friend)),
        (viewer, owner, Act::Unfollow, Some(Relation::Friend)),
        (viewer, owner, Act::Unfriend, Some(Relation::Stranger)),
        (owner, viewer, Act::Block, None),
        (owner, viewer, Act::Unblock, Some(Relation::Stranger)),
        (viewer, owner, Act::Block, None),
    ];
    for (who, whom, act, expected) in steps {
        relations
            .change
            .run(&as_actor(who), whom, act)
            .await
            .unwrap();
        let mut tx = database.read().await.unwrap();
        for whose in [
            ProfileRef::Id(owner),
            ProfileRef::parse("@member1").unwrap(),
        ] {
            let wall = tx.find_wall(viewer, &whose).await.unwrap();
            assert_eq!(wall.map(|wall| wall.relation), expected, "{act:?}");
            let own = tx.find_wall(owner, &whose).await.unwrap().unwrap();
            assert_eq!(own.relation, Relation::Myself);
        }
    }
}
