//! Shares: what is inside of them is for those whom it is for itself, and the numbers are the rows.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use kith_adapters::sql::Database;
use kith_core::{
    audiences::{AudienceChange, PostFilter},
    posts::{
        Audience, DeleteError, NewShare, Post, PostEdit, PostPolicy, PostView, Posts, PublishError,
        ShareError,
    },
    shared::{
        event::Event,
        id::{AudienceChangeId, PostId, UserId},
        idempotency::IdempotencyKey,
        page::{After, Limit},
        ports::Ports,
        store::{Store as _, StoreError},
    },
    testing::{CountingIds, CountingRandom, FixedClock},
};

use crate::{
    draw::Draw,
    given::{self, now},
    outbox::told,
    relations::as_actor,
};

crate::contract! {
    a_share_reads_back_with_what_is_inside,
    a_share_of_a_share_has_the_original_inside,
    shares_are_listed_newest_first_in_whole_pages,
    the_numbers_are_the_rows_whatever_is_done,
    shares_among_many_posts_that_change_are_counted,
    who_shares_a_share_holds_its_original_alone,
    what_many_share_at_once_is_counted_to_the_last,
    a_repeat_under_one_key_is_one_share,
    a_share_and_the_deletion_of_its_original_follow_each_other,
    nothing_is_counted_of_a_post_that_is_not_there,
}

const ORIGINAL: PostId = PostId::new(5_000);

/// The use cases on a database.
pub(crate) fn posts(database: &Database) -> Posts {
    let ports = Ports {
        store: Arc::new(database.clone()),
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
    };
    Posts::new(&ports, PostPolicy::default())
}

/// So many members, the first with a public post.
async fn members(database: &Database, many: i64) -> Vec<UserId> {
    let mut members = Vec::new();
    for id in 1..=many {
        members.push(given::member(database, id, false).await);
    }
    let original = given::post(ORIGINAL.get(), members[0], Audience::Public);
    given::published(database, &original).await;
    members
}

fn said(content: &str) -> NewShare {
    NewShare {
        content: content.into(),
        audience: Audience::Public,
        selected: Vec::new(),
    }
}

fn is_busy(error: &ShareError) -> bool {
    matches!(
        error,
        ShareError::Publish(PublishError::Store(StoreError::Busy))
    )
}

/// Shares as soon as the store is not busy, as clients do.
async fn share(posts: &Posts, user: UserId, post: PostId) -> Result<PostView, ShareError> {
    loop {
        match posts.share.run(&as_actor(user), post, said(""), None).await {
            Err(error) if is_busy(&error) => tokio::task::yield_now().await,
            done => return done,
        }
    }
}

async fn delete(posts: &Posts, user: UserId, post: PostId) {
    loop {
        match posts.delete.run(&as_actor(user), post).await {
            Ok(()) => return,
            Err(DeleteError::Store(StoreError::Busy)) => tokio::task::yield_now().await,
            Err(error) => panic!("{error}"),
        }
    }
}

/// What is inside of a share, as it is shown to `viewer`.
async fn inside(posts: &Posts, viewer: UserId, share: PostId) -> Option<PostId> {
    let view = posts.show.run(&as_actor(viewer), share).await.unwrap();
    assert!(view.post.original.is_some());
    view.shared.map(|shared| shared.post.id)
}

/// All shares of a post, as `viewer` is told on pages of two.
async fn listed(database: &Database, viewer: UserId, original: PostId) -> Vec<PostId> {
    let mut tx = database.read().await.unwrap();
    let mut all = Vec::new();
    let mut after: After = None;
    loop {
        let limit = Limit::new(2).unwrap();
        let page = tx.shares_of(viewer, original, after, limit).await.unwrap();
        assert!(page.next.is_none() || page.items.len() == 2);
        all.extend(page.items.iter().map(|found| found.post.id));
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

/// How often a post was shared, as `viewer` is told.
async fn number(database: &Database, viewer: UserId, post: PostId) -> usize {
    let mut tx = database.read().await.unwrap();
    let standings = tx.post_standings(viewer, &[post]).await.unwrap();
    let shares = standings.into_iter().map(|(_, standing)| standing.shares);
    usize::try_from(shares.sum::<u64>()).unwrap()
}

async fn a_share_reads_back_with_what_is_inside(database: Database) {
    let members = members(&database, 2).await;
    let posts = posts(&database);
    let shared = posts
        .share
        .run(&as_actor(members[1]), ORIGINAL, said("Look"), None)
        .await
        .unwrap();
    let id = shared.post.id;
    let mut tx = database.read().await.unwrap();
    let found = tx.visible_post(members[0], id).await.unwrap().unwrap();
    assert_eq!(found.post, shared.post);
    assert_eq!(found.post.original, Some(ORIGINAL));
    let originals = tx.originals(members[1], &[ORIGINAL, id]).await.unwrap();
    assert_eq!(originals.len(), 2, "what is asked for");
    assert_eq!(tx.originals(members[1], &[]).await.unwrap(), []);
    let events = told(&database).await;
    let expected = Event::PostShared {
        share: id,
        original: ORIGINAL,
    };
    assert!(events.contains(&expected), "{events:?}");

    assert_eq!(inside(&posts, members[1], id).await, Some(ORIGINAL));
    delete(&posts, members[0], ORIGINAL).await;
    assert_eq!(inside(&posts, members[1], id).await, None);
    posts
        .restore
        .run(&as_actor(members[0]), ORIGINAL)
        .await
        .unwrap();
    assert_eq!(inside(&posts, members[1], id).await, Some(ORIGINAL));
}

async fn a_share_of_a_share_has_the_original_inside(database: Database) {
    let members = members(&database, 3).await;
    let posts = posts(&database);
    let first = share(&posts, members[1], ORIGINAL).await.unwrap().post.id;
    let second = share(&posts, members[2], first).await.unwrap();
    assert_eq!(second.post.original, Some(ORIGINAL));
    assert_eq!(second.shared.unwrap().post.id, ORIGINAL);
    assert_eq!(number(&database, members[0], ORIGINAL).await, 2);
    assert_eq!(number(&database, members[0], first).await, 0);
    // What is inside of the first share is no longer there; the share itself is.
    delete(&posts, members[0], ORIGINAL).await;
    let refused = share(&posts, members[2], first).await;
    assert!(matches!(refused, Err(ShareError::NotShareable)));
    delete(&posts, members[1], first).await;
    let refused = share(&posts, members[2], first).await;
    assert!(matches!(refused, Err(ShareError::NotFound)));
}

async fn shares_are_listed_newest_first_in_whole_pages(database: Database) {
    let members = members(&database, 3).await;
    let mut expected = Vec::new();
    for (id, audience) in (1..).zip(Audience::ALL.repeat(2)) {
        let share = Post {
            original: Some(ORIGINAL),
            deleted_at: (id == 1).then(now),
            ..given::post(id, members[1], audience)
        };
        given::published(&database, &share).await;
        // Nobody belongs to a group that is not there.
        if id != 1 && audience != Audience::Group {
            expected.insert(0, (share.id, audience));
        }
    }
    let own: Vec<PostId> = expected.iter().map(|(id, _)| *id).collect();
    assert_eq!(listed(&database, members[1], ORIGINAL).await, own);
    let public = expected
        .iter()
        .filter(|(_, audience)| *audience == Audience::Public);
    let public: Vec<PostId> = public.map(|(id, _)| *id).collect();
    assert_eq!(listed(&database, members[2], ORIGINAL).await, public);
    assert_eq!(listed(&database, members[2], PostId::new(2)).await, []);
}

/// Two posts are shared, and shares deleted, restored, widened and narrowed, by lot.
async fn the_numbers_are_the_rows_whatever_is_done(database: Database) {
    let members = members(&database, 4).await;
    let other = given::post(ORIGINAL.get() + 1, members[1], Audience::Public);
    given::published(&database, &other).await;
    let originals = [ORIGINAL, other.id];
    let posts = posts(&database);
    let mut draw = Draw::new(20_261_130);
    let mut shares: BTreeMap<PostId, (UserId, PostId, bool)> = BTreeMap::new();
    let mut narrow: BTreeSet<PostId> = BTreeSet::new();
    for _ in 0..120 {
        let live: Vec<PostId> = shares.keys().copied().collect();
        if live.is_empty() || draw.one_in(3) {
            let (who, original) = (draw.of(&members), draw.of(&originals));
            let made = share(&posts, who, original).await.unwrap().post.id;
            shares.insert(made, (who, original, true));
        } else {
            let id = draw.of(&live);
            let (who, original, is_live) = shares[&id];
            if is_live && draw.one_in(2) {
                let audience = draw.of(&[Audience::Public, Audience::Followers, Audience::OnlyMe]);
                give(&posts, who, id, audience).await;
                match audience {
                    Audience::Public => narrow.remove(&id),
                    _ => narrow.insert(id),
                };
                continue;
            }
            if is_live {
                delete(&posts, who, id).await;
            } else {
                posts.restore.run(&as_actor(who), id).await.unwrap();
            }
            shares.insert(id, (who, original, !is_live));
        }
        let id = draw.of(&shares.keys().copied().collect::<Vec<_>>());
        // What is live comes back no second time.
        if let (who, _, true) = shares[&id] {
            posts.restore.run(&as_actor(who), id).await.unwrap();
        }
    }
    for original in originals {
        let live = shares
            .iter()
            .filter(|(_, (_, of, is_live))| *is_live && *of == original);
        let public = live.clone().filter(|(id, _)| !narrow.contains(id)).count();
        assert!(public > 0 && public < live.count(), "both are there");
        for viewer in &members {
            assert_eq!(number(&database, *viewer, original).await, public);
        }
        let stranger = given::member(&database, original.get(), false).await;
        assert_eq!(listed(&database, stranger, original).await.len(), public);
    }
}

/// Makes a post of `user`'s one for this audience.
async fn give(posts: &Posts, user: UserId, post: PostId, audience: Audience) {
    let edit = PostEdit {
        audience: Some(audience),
        ..PostEdit::default()
    };
    posts.edit.run(&as_actor(user), post, edit).await.unwrap();
}

async fn shares_among_many_posts_that_change_are_counted(database: Database) {
    let members = members(&database, 2).await;
    let other = given::post(ORIGINAL.get() + 1, members[0], Audience::Public);
    given::published(&database, &other).await;
    let posts = posts(&database);
    let sharer = members[1];
    let mut made = Vec::new();
    for original in [ORIGINAL, ORIGINAL, other.id, other.id] {
        made.push(share(&posts, sharer, original).await.unwrap().post.id);
    }
    give(&posts, sharer, made[1], Audience::Followers).await;
    delete(&posts, sharer, made[3]).await;
    let numbers = async || {
        let one = number(&database, sharer, ORIGINAL).await;
        (one, number(&database, sharer, other.id).await)
    };
    assert_eq!(numbers().await, (1, 1));

    let change = |id, to| AudienceChange {
        id: AudienceChangeId::new(id),
        author: sharer,
        to,
        changed_at: now(),
    };
    let to = async |id, audience| {
        let mut tx = database.write().await.unwrap();
        let change = change(id, audience);
        tx.change_audiences(&change, &PostFilter::default())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    };
    let undo = async |id, audience| {
        let mut tx = database.write().await.unwrap();
        tx.undo_audience_change(&change(id, audience))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    };
    to(900, Audience::Friends).await;
    assert_eq!(numbers().await, (0, 0));
    undo(900, Audience::Friends).await;
    assert_eq!(numbers().await, (1, 1));
    to(901, Audience::Public).await;
    assert_eq!(numbers().await, (2, 1));
    undo(901, Audience::Public).await;
    assert_eq!(numbers().await, (1, 1));
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.narrow_public_posts(sharer).await.unwrap(), 3);
    tx.commit().await.unwrap();
    assert_eq!(numbers().await, (0, 0));
    // It comes back for whom it would be now.
    posts.restore.run(&as_actor(sharer), made[3]).await.unwrap();
    assert_eq!(numbers().await, (0, 0));
    for id in made {
        give(&posts, sharer, id, Audience::Public).await;
    }
    assert_eq!(numbers().await, (2, 2));
}

/// Else who shares and who changes both would wait for each other.
async fn who_shares_a_share_holds_its_original_alone(database: Database) {
    let members = members(&database, 2).await;
    let posts = Arc::new(posts(&database));
    let author = members[0];
    let own = share(&posts, author, ORIGINAL).await.unwrap().post.id;
    let mut changing = database.write().await.unwrap();
    changing.own_post(author, ORIGINAL).await.unwrap().unwrap();
    let sharing = tokio::spawn({
        let (posts, user) = (posts.clone(), members[1]);
        async move {
            let shared = posts.share.run(&as_actor(user), own, said(""), None).await;
            shared.unwrap().shared.unwrap().post.id
        }
    });
    // Long enough for the share to wait for the original.
    for _turn in 0..200 {
        changing.own_post(author, ORIGINAL).await.unwrap().unwrap();
    }
    changing.own_post(author, own).await.unwrap().unwrap();
    changing.commit().await.unwrap();
    assert_eq!(sharing.await.unwrap(), ORIGINAL);
}

async fn what_many_share_at_once_is_counted_to_the_last(database: Database) {
    let members = members(&database, 20).await;
    let posts = Arc::new(posts(&database));
    let sharing = members.iter().copied().map(|user| {
        let posts = posts.clone();
        tokio::spawn(async move {
            let made = share(&posts, user, ORIGINAL).await.unwrap().post.id;
            if user.get() % 2 == 0 {
                delete(&posts, user, made).await;
            }
        })
    });
    for one in sharing.collect::<Vec<_>>() {
        one.await.unwrap();
    }
    assert_eq!(number(&database, members[0], ORIGINAL).await, 10);
    assert_eq!(listed(&database, members[0], ORIGINAL).await.len(), 10);
}

async fn a_repeat_under_one_key_is_one_share(database: Database) {
    let members = members(&database, 2).await;
    let posts = Arc::new(posts(&database));
    let key = IdempotencyKey {
        operation: "posts.share",
        key: "k".into(),
        fingerprint: [1; 32],
    };
    let repeats = (0..20).map(|_| {
        let (posts, key, user) = (posts.clone(), key.clone(), members[1]);
        tokio::spawn(async move {
            loop {
                let key = Some(key.clone());
                let shared = posts
                    .share
                    .run(&as_actor(user), ORIGINAL, said(""), key)
                    .await;
                match shared {
                    Err(error) if is_busy(&error) => tokio::task::yield_now().await,
                    done => return done.unwrap().post.id,
                }
            }
        })
    });
    let mut made = Vec::new();
    for one in repeats.collect::<Vec<_>>() {
        made.push(one.await.unwrap());
    }
    made.dedup();
    assert_eq!(listed(&database, members[0], ORIGINAL).await, made);
    assert_eq!(number(&database, members[0], ORIGINAL).await, 1);
}

/// Whoever is first: a share is made of what was there, or there is nothing to share any more.
async fn a_share_and_the_deletion_of_its_original_follow_each_other(database: Database) {
    let members = members(&database, 9).await;
    let posts = Arc::new(posts(&database));
    for round in 1..=6 {
        let original = given::post(ORIGINAL.get() + round, members[0], Audience::Public);
        given::published(&database, &original).await;
        let (original, author) = (original.id, members[0]);
        let sharing = members.iter().copied().map(|user| {
            let posts = posts.clone();
            tokio::spawn(async move {
                match share(&posts, user, original).await {
                    Ok(view) => {
                        let inside = view.shared.map(|shared| shared.post.id);
                        assert_eq!(inside, Some(original), "it was there");
                        1
                    }
                    Err(ShareError::NotFound) => 0,
                    Err(error) => panic!("{error}"),
                }
            })
        });
        let sharing: Vec<_> = sharing.collect();
        let deleting = tokio::spawn({
            let posts = posts.clone();
            async move { delete(&posts, author, original).await }
        });
        let mut shared = 0;
        for one in sharing {
            shared += one.await.unwrap();
        }
        deleting.await.unwrap();
        assert_eq!(number(&database, author, original).await, shared);
        let left = listed(&database, author, original).await;
        assert_eq!(left.len(), shared);
        for share in left {
            assert_eq!(inside(&posts, author, share).await, None);
        }
    }
}

/// The original has gone with its author, and a share of it comes back.
async fn nothing_is_counted_of_a_post_that_is_not_there(database: Database) {
    let members = members(&database, 1).await;
    let gone = PostId::new(99);
    let mut tx = database.write().await.unwrap();
    for more in [1, -1] {
        tx.count_shares(gone, more).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(number(&database, members[0], gone).await, 0);
}
