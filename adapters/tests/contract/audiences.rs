//! Other audiences for many posts, taking that back, and the audience that a post starts with.

use kith_adapters::sql::Database;
use kith_core::{
    audiences::{AudienceChange, Changed, Defaults, PostFilter, Reassigned},
    posts::{Audience, Post},
    relations::Act,
    shared::{
        clock::Timestamp,
        id::{AudienceChangeId, PostId, UserId},
        store::Store as _,
    },
};
use time::Duration;

use crate::{
    given::{self, now},
    relations::{as_actor, relations},
};

crate::contract! {
    many_posts_get_another_audience_and_their_own_back,
    a_filter_tells_posts_by_audience_and_time,
    a_third_audience_stays_when_a_change_is_taken_back,
    names_live_as_long_as_a_change_can_be_taken_back,
    names_that_a_later_change_would_bring_back_outlive_an_earlier_one,
    names_that_nothing_would_bring_back_go_with_the_change,
    a_change_is_remembered_until_it_is_forgotten,
    a_change_belongs_to_its_author,
    the_default_is_the_last_choice,
    what_is_not_committed_did_not_happen,
}

const AUTHOR: UserId = UserId::new(1);
const CHANGE: AudienceChange = AudienceChange {
    id: AudienceChangeId::new(900),
    author: AUTHOR,
    to: Audience::Friends,
    changed_at: Timestamp::from_micros(1_000),
};
const ALL: PostFilter = PostFilter {
    from: None,
    after: None,
    before: None,
};

/// Posts 1 to 4 by the author, public, for followers, for friends, and a deleted public one; 5 is another's.
async fn posts(database: &Database) {
    let author = given::member(database, AUTHOR.get(), false).await;
    let other = given::member(database, 3, false).await;
    let deleted = Post {
        deleted_at: Some(now()),
        ..given::post(4, author, Audience::Public)
    };
    for post in [
        given::post(1, author, Audience::Public),
        given::post(2, author, Audience::Followers),
        given::post(3, author, Audience::Friends),
        deleted,
        given::post(5, other, Audience::Public),
    ] {
        given::published(database, &post).await;
    }
}

/// The audiences of posts 1 to 5.
async fn audiences(database: &Database) -> [Audience; 5] {
    let mut tx = database.write().await.unwrap();
    let mut found = [Audience::OnlyMe; 5];
    for (id, audience) in (1..).zip(&mut found) {
        let author = if id == 5 { UserId::new(3) } else { AUTHOR };
        let post = tx.own_post(author, PostId::new(id)).await.unwrap();
        *audience = post.unwrap().audience;
    }
    found
}

/// Makes the change; gives the posts that were changed, in order.
async fn change(
    database: &Database,
    change: &AudienceChange,
    filter: &PostFilter,
) -> Vec<Reassigned> {
    let mut tx = database.write().await.unwrap();
    let count = tx
        .count_to_change(change.author, change.to, filter)
        .await
        .unwrap();
    let mut changed = tx.change_audiences(change, filter).await.unwrap();
    tx.commit().await.unwrap();
    let live = changed.iter().filter(|post| !post.is_deleted);
    assert_eq!(u64::try_from(live.count()), Ok(count));
    changed.sort_unstable_by_key(|post| post.post);
    changed
}

async fn undo(database: &Database, change: &AudienceChange) -> Vec<Reassigned> {
    let mut tx = database.write().await.unwrap();
    let found = tx.audience_change(change.author, change.id).await.unwrap();
    assert_eq!(found, Some(*change));
    let mut restored = tx.undo_audience_change(change).await.unwrap();
    restored.sort_unstable_by_key(|post| post.post);
    tx.commit().await.unwrap();
    restored
}

async fn forget(database: &Database, until: Timestamp) -> u64 {
    let mut tx = database.write().await.unwrap();
    let forgotten = tx.forget_audience_changes(until).await.unwrap();
    tx.commit().await.unwrap();
    forgotten
}

fn reassigned(post: i64, from: Audience, to: Audience, is_deleted: bool) -> Reassigned {
    Reassigned {
        post: PostId::new(post),
        from,
        to,
        is_deleted,
    }
}

async fn set(database: &Database, post: i64, audience: Audience) {
    let mut tx = database.write().await.unwrap();
    let found = tx
        .own_post(AUTHOR, PostId::new(post))
        .await
        .unwrap()
        .unwrap();
    tx.update_post(&Post { audience, ..found }).await.unwrap();
    tx.commit().await.unwrap();
}

async fn many_posts_get_another_audience_and_their_own_back(database: Database) {
    use Audience::{Followers, Friends, Public};
    posts(&database).await;
    let before = [Public, Followers, Friends, Public, Public];
    assert_eq!(audiences(&database).await, before);
    let changed = change(&database, &CHANGE, &ALL).await;
    let expected = [
        reassigned(1, Public, Friends, false),
        reassigned(2, Followers, Friends, false),
        reassigned(4, Public, Friends, true),
    ];
    assert_eq!(changed, expected, "one is for friends already");
    assert_eq!(
        audiences(&database).await,
        [Friends, Friends, Friends, Friends, Public],
        "what is deleted would come back for friends"
    );
    let expected = [
        reassigned(1, Friends, Public, false),
        reassigned(2, Friends, Followers, false),
        reassigned(4, Friends, Public, true),
    ];
    assert_eq!(undo(&database, &CHANGE).await, expected);
    assert_eq!(audiences(&database).await, before);
    let mut tx = database.write().await.unwrap();
    let again = tx.audience_change(AUTHOR, CHANGE.id).await.unwrap();
    assert_eq!(again, None, "once");
}

async fn a_filter_tells_posts_by_audience_and_time(database: Database) {
    given::member(&database, AUTHOR.get(), false).await;
    for id in 1..=6 {
        let post = Post {
            created_at: now().plus(Duration::seconds(id)),
            ..given::post(id, AUTHOR, Audience::ALL[usize::try_from(id % 2).unwrap()])
        };
        given::published(&database, &post).await;
    }
    let at = |second| Some(now().plus(Duration::seconds(second)));
    let mut tx = database.read().await.unwrap();
    let mut count = async |from, after, before| {
        let filter = PostFilter {
            from,
            after,
            before,
        };
        tx.count_to_change(AUTHOR, Audience::OnlyMe, &filter)
            .await
            .unwrap()
    };
    assert_eq!(count(None, None, None).await, 6);
    assert_eq!(count(Some(Audience::Public), None, None).await, 3);
    assert_eq!(count(Some(Audience::Friends), None, None).await, 0);
    assert_eq!(count(None, at(3), None).await, 4, "from that moment on");
    assert_eq!(count(None, None, at(3)).await, 2, "before that moment");
    assert_eq!(count(Some(Audience::Followers), at(3), at(6)).await, 2);
}

async fn a_third_audience_stays_when_a_change_is_taken_back(database: Database) {
    posts(&database).await;
    change(&database, &CHANGE, &ALL).await;
    set(&database, 1, Audience::OnlyMe).await;
    let restored = undo(&database, &CHANGE).await;
    let restored: Vec<i64> = restored.iter().map(|post| post.post.get()).collect();
    assert_eq!(restored, [2, 4]);
    let after = audiences(&database).await;
    assert_eq!(after[..2], [Audience::OnlyMe, Audience::Followers]);
}

const FOLLOWER: UserId = UserId::new(3);

/// The posts as above, the first of them for the follower alone.
async fn posts_of_which_one_names_a_follower(database: &Database) {
    posts(database).await;
    relations(database)
        .change
        .run(&as_actor(FOLLOWER), AUTHOR, Act::Follow)
        .await
        .unwrap();
    select(database, FOLLOWER).await;
}

/// Post 1 becomes one for `name` alone.
async fn select(database: &Database, name: UserId) {
    set(database, 1, Audience::Selected).await;
    let mut tx = database.write().await.unwrap();
    let unconnected = tx
        .set_selected(AUTHOR, PostId::new(1), &[name])
        .await
        .unwrap();
    assert_eq!(unconnected, Vec::<usize>::new());
    tx.commit().await.unwrap();
}

/// Whom post 1 names, with or without effect.
async fn named(database: &Database) -> Vec<UserId> {
    let mut tx = database.read().await.unwrap();
    let names = tx.selected_of(&[PostId::new(1)]).await.unwrap();
    names.into_iter().map(|(_, name)| name.id).collect()
}

async fn names_live_as_long_as_a_change_can_be_taken_back(database: Database) {
    posts_of_which_one_names_a_follower(&database).await;
    let (follower, post) = (FOLLOWER, PostId::new(1));
    let sees = async || {
        let mut tx = database.read().await.unwrap();
        tx.visible_post(follower, post).await.unwrap().is_some()
    };
    assert!(sees().await);
    change(&database, &CHANGE, &ALL).await;
    assert!(!sees().await, "a follower is no friend, named or not");
    undo(&database, &CHANGE).await;
    assert!(sees().await, "the name is back with the audience");

    change(&database, &CHANGE, &ALL).await;
    for (until, names) in [
        (CHANGE.changed_at.plus(-Duration::MICROSECOND), 1),
        (CHANGE.changed_at, 0),
    ] {
        assert_eq!(forget(&database, until).await, 1 - names);
        assert_eq!(u64::try_from(named(&database).await.len()), Ok(names));
        let mut tx = database.write().await.unwrap();
        let found = tx.audience_change(AUTHOR, CHANGE.id).await.unwrap();
        assert_eq!(found.is_some(), names == 1);
    }
}

/// A change of all posts to `to`, some minutes after the first.
fn later(to: Audience) -> AudienceChange {
    AudienceChange {
        id: AudienceChangeId::new(901),
        to,
        changed_at: CHANGE.changed_at.plus(Duration::minutes(6)),
        ..CHANGE
    }
}

async fn names_that_a_later_change_would_bring_back_outlive_an_earlier_one(database: Database) {
    posts_of_which_one_names_a_follower(&database).await;
    change(&database, &CHANGE, &ALL).await;
    select(&database, FOLLOWER).await;
    let later = later(Audience::Public);
    change(&database, &later, &ALL).await;

    assert_eq!(forget(&database, CHANGE.changed_at).await, 1);
    assert_eq!(named(&database).await, [FOLLOWER]);
    undo(&database, &later).await;
    assert_eq!(audiences(&database).await[0], Audience::Selected);
    assert_eq!(named(&database).await, [FOLLOWER]);
    assert_eq!(forget(&database, later.changed_at).await, 0);
    assert_eq!(named(&database).await, [FOLLOWER], "they are in force");
}

async fn names_that_nothing_would_bring_back_go_with_the_change(database: Database) {
    posts_of_which_one_names_a_follower(&database).await;
    change(&database, &CHANGE, &ALL).await;
    let later = later(Audience::Public);
    change(&database, &later, &ALL).await;
    undo(&database, &later).await;
    assert_eq!(named(&database).await, [FOLLOWER], "the first would");
    set(&database, 1, Audience::OnlyMe).await;
    undo(&database, &CHANGE).await;
    assert_eq!(audiences(&database).await[0], Audience::OnlyMe);
    assert_eq!(named(&database).await, []);
}

async fn a_change_is_remembered_until_it_is_forgotten(database: Database) {
    posts(&database).await;
    let remembered = async |author: i64, id: AudienceChangeId| {
        let mut tx = database.read().await.unwrap();
        tx.remembered_change(UserId::new(author), id).await.unwrap()
    };
    change(&database, &CHANGE, &ALL).await;
    let done = Changed {
        matched: 2,
        change: Some(CHANGE.id),
    };
    assert_eq!(remembered(AUTHOR.get(), CHANGE.id).await, Some(done));
    assert_eq!(remembered(3, CHANGE.id).await, None, "it is not theirs");

    let again = AudienceChange {
        id: AudienceChangeId::new(901),
        ..CHANGE
    };
    assert_eq!(change(&database, &again, &ALL).await, []);
    let nothing = Changed {
        matched: 0,
        change: None,
    };
    assert_eq!(remembered(AUTHOR.get(), again.id).await, Some(nothing));
    undo(&database, &CHANGE).await;
    assert_eq!(remembered(AUTHOR.get(), CHANGE.id).await, None);
    assert_eq!(forget(&database, CHANGE.changed_at).await, 1);
    assert_eq!(remembered(AUTHOR.get(), again.id).await, None);
}

async fn a_change_belongs_to_its_author(database: Database) {
    posts(&database).await;
    change(&database, &CHANGE, &ALL).await;
    let mut tx = database.write().await.unwrap();
    let others = tx.audience_change(UserId::new(3), CHANGE.id).await.unwrap();
    assert_eq!(others, None);
    let own = tx.audience_change(AUTHOR, CHANGE.id).await.unwrap();
    assert_eq!(own, Some(CHANGE));
}

async fn the_default_is_the_last_choice(database: Database) {
    // Members with an even id have a private profile.
    for (id, is_private) in [(1, false), (2, true)] {
        let user = given::member(&database, id, false).await;
        let mut expected = Defaults {
            chosen: None,
            is_private,
        };
        let mut tx = database.write().await.unwrap();
        assert_eq!(tx.default_audience(user).await.unwrap(), expected);
        for chosen in [Audience::Friends, Audience::Public, Audience::Public] {
            tx.set_default_audience(user, chosen).await.unwrap();
            expected.chosen = Some(chosen);
            assert_eq!(tx.default_audience(user).await.unwrap(), expected);
        }
        tx.commit().await.unwrap();
    }
}

async fn what_is_not_committed_did_not_happen(database: Database) {
    posts(&database).await;
    let before = audiences(&database).await;
    let mut tx = database.write().await.unwrap();
    tx.change_audiences(&CHANGE, &ALL).await.unwrap();
    tx.set_default_audience(AUTHOR, Audience::OnlyMe)
        .await
        .unwrap();
    drop(tx);
    assert_eq!(audiences(&database).await, before);
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.audience_change(AUTHOR, CHANGE.id).await.unwrap(), None);
    assert_eq!(tx.default_audience(AUTHOR).await.unwrap().chosen, None);
}
