//! Other audiences for many posts, taking that back, and the audience that a post starts with.

use kith_adapters::sql::Database;
use kith_core::{
    audiences::{AudienceChange, Defaults, PostFilter},
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

async fn change(database: &Database, change: &AudienceChange, filter: &PostFilter) -> u64 {
    let mut tx = database.write().await.unwrap();
    let count = tx
        .count_to_change(change.author, change.to, filter)
        .await
        .unwrap();
    let changed = tx.change_audiences(change, filter).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(u64::try_from(changed.len()), Ok(count));
    count
}

async fn undo(database: &Database, change: &AudienceChange) -> Vec<PostId> {
    let mut tx = database.write().await.unwrap();
    let found = tx.audience_change(change.author, change.id).await.unwrap();
    assert_eq!(found, Some(*change));
    let mut restored = tx.undo_audience_change(change).await.unwrap();
    restored.sort_unstable();
    tx.commit().await.unwrap();
    restored
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
    let count = change(&database, &CHANGE, &ALL).await;
    assert_eq!(count, 2, "one is for friends already, one is deleted");
    assert_eq!(
        audiences(&database).await,
        [Friends, Friends, Friends, Friends, Public],
        "what is deleted would come back for friends"
    );
    assert_eq!(undo(&database, &CHANGE).await, [1, 2].map(PostId::new));
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
    assert_eq!(undo(&database, &CHANGE).await, [PostId::new(2)]);
    let after = audiences(&database).await;
    assert_eq!(after[..2], [Audience::OnlyMe, Audience::Followers]);
}

async fn names_live_as_long_as_a_change_can_be_taken_back(database: Database) {
    posts(&database).await;
    let follower = UserId::new(3);
    relations(&database)
        .change
        .run(&as_actor(follower), AUTHOR, Act::Follow)
        .await
        .unwrap();
    let post = PostId::new(1);
    set(&database, 1, Audience::Selected).await;
    let mut tx = database.write().await.unwrap();
    assert!(
        tx.set_selected(AUTHOR, post, &[follower])
            .await
            .unwrap()
            .is_empty()
    );
    tx.commit().await.unwrap();
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
    for (before, names) in [
        (CHANGE.changed_at.plus(-Duration::MICROSECOND), 1),
        (CHANGE.changed_at, 0),
    ] {
        let mut tx = database.write().await.unwrap();
        tx.forget_audience_changes(AUTHOR, before).await.unwrap();
        let left = tx.selected_of(&[post]).await.unwrap();
        assert_eq!(left.len(), names);
        let found = tx.audience_change(AUTHOR, CHANGE.id).await.unwrap();
        assert_eq!(found.is_some(), names == 1);
        tx.commit().await.unwrap();
    }
}

async fn a_change_belongs_to_its_author(database: Database) {
    posts(&database).await;
    change(&database, &CHANGE, &ALL).await;
    let mut tx = database.write().await.unwrap();
    let others = tx.audience_change(UserId::new(3), CHANGE.id).await.unwrap();
    assert_eq!(others, None);
    tx.forget_audience_changes(UserId::new(3), now())
        .await
        .unwrap();
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
