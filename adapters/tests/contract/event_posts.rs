//! The posts of events: for those who see the event and nobody else, there as long as the event is, and shown with it.

use kith_adapters::sql::Database;
use kith_core::{
    events::{Answer, EventView},
    groups::OwnAct,
    posts::{AuthoredPost, ChangeRefusal, DeleteError, EditError, PostEdit},
    relations::Act,
    shared::{
        id::{EventId, PostId, UserId},
        page::Limit,
        store::Store as _,
    },
};
use time::Duration;

use crate::{
    events::Choir,
    given,
    relations::{as_actor, relations},
    shares::posts,
};

crate::contract! {
    the_post_of_an_event_is_read_by_the_members_of_its_group_alone,
    a_page_of_posts_shows_events_as_they_are_shown_by_themselves,
    the_post_of_an_event_stays_with_it,
    a_deleted_group_takes_the_posts_of_its_events_along,
    events_from_before_get_posts,
}

fn post_of(event: EventId) -> PostId {
    PostId::new(event.get())
}

async fn found(choir: &Choir, viewer: UserId, event: EventId) -> Option<AuthoredPost> {
    let mut tx = choir.database.read().await.unwrap();
    tx.visible_post(viewer, post_of(event)).await.unwrap()
}

/// The events as they come with their posts.
async fn with_posts(choir: &Choir, viewer: UserId, events: &[EventId]) -> Vec<(PostId, EventView)> {
    let posts: Vec<PostId> = events.iter().copied().map(post_of).collect();
    let mut tx = choir.database.read().await.unwrap();
    let now = kith_core::shared::clock::Clock::now(choir.clock.as_ref());
    let mut found = tx.events_of_posts(viewer, &posts, now).await.unwrap();
    found.sort_by_key(|(post, _)| *post);
    found
}

async fn the_post_of_an_event_is_read_by_the_members_of_its_group_alone(database: Database) {
    let choir = Choir::of(database, 2).await;
    let (ada, ben) = (choir.members[0], choir.members[1]);
    let stranger = given::member(&choir.database, 50, false).await;
    let event = choir.event(Duration::days(3), None).await;
    let limit = Limit::new(20).unwrap();
    let sees = async |viewer| {
        let is_found = found(&choir, viewer, event).await.is_some();
        let mut tx = choir.database.read().await.unwrap();
        let in_group = tx
            .group_posts(viewer, choir.group, None, None, limit)
            .await
            .unwrap();
        let at_home = tx.home_posts(viewer, None, None, limit).await.unwrap();
        for list in [in_group, at_home] {
            let ids: Vec<PostId> = list.items.iter().map(|one| one.post.id).collect();
            let expected = if is_found {
                vec![post_of(event)]
            } else {
                vec![]
            };
            assert_eq!(ids, expected, "for {viewer}");
            assert!(list.items.iter().all(|one| one.post.has_event));
        }
        let profile = tx.profile_posts(viewer, ada, None, None, limit).await;
        assert!(profile.unwrap().items.is_empty(), "not on the profile");
        assert_eq!(tx.count_posts(ada, viewer).await.unwrap(), 0);
        let events = with_posts(&choir, viewer, &[event]).await;
        assert_eq!(events.len(), usize::from(is_found));
        is_found
    };
    assert!(sees(ada).await && sees(ben).await && !sees(stranger).await);
    choir.act(ben, OwnAct::Leave).await;
    assert!(!sees(ben).await, "at once");
}

async fn a_page_of_posts_shows_events_as_they_are_shown_by_themselves(database: Database) {
    let choir = Choir::of(database, 3).await;
    let (ada, ben, cleo) = (choir.members[0], choir.members[1], choir.members[2]);
    let mut events = Vec::new();
    for days in [3, 5, 9] {
        events.push(choir.event(Duration::days(days), Some(2)).await);
    }
    for (who, event, answer) in [
        (ada, events[0], Answer::Going),
        (ben, events[0], Answer::Maybe),
        (cleo, events[0], Answer::Going),
        (ada, events[1], Answer::NotGoing),
        (ben, events[2], Answer::Going),
        (cleo, events[2], Answer::Going),
        (ada, events[2], Answer::Going),
    ] {
        choir.say(who, event, Some(answer)).await.unwrap();
    }
    let blocks = async |who, whom| {
        let relations = relations(&choir.database);
        let blocked = relations.change.run(&as_actor(who), whom, Act::Block).await;
        blocked.unwrap();
    };
    blocks(cleo, ada).await;
    for viewer in [ada, ben, cleo] {
        let shown = with_posts(&choir, viewer, &events).await;
        assert_eq!(shown.len(), events.len());
        for ((post, view), event) in shown.into_iter().zip(&events) {
            assert_eq!(post, post_of(*event));
            let alone = choir.seen(viewer, *event).await.unwrap();
            // Where there is no creator for the viewer, there is no post.
            let is_found = found(&choir, viewer, *event).await.is_some();
            assert_eq!(alone.post().is_some(), is_found, "{viewer}");
            let alone = EventView {
                creator: None,
                ..alone
            };
            assert_eq!(view, alone, "for {viewer}");
        }
    }
    assert!(found(&choir, ben, events[0]).await.is_some());
    assert!(found(&choir, cleo, events[0]).await.is_none());
}

async fn the_post_of_an_event_stays_with_it(database: Database) {
    let choir = Choir::of(database, 2).await;
    let (ada, ben) = (choir.members[0], choir.members[1]);
    let event = choir.event(Duration::days(3), None).await;
    let before = found(&choir, ben, event).await;
    assert_eq!(before.as_ref().unwrap().post.text.as_str(), "");
    let posts = posts(&choir.database);
    let (owner, post) = (as_actor(ada), post_of(event));
    let deleted = posts.delete.run(&owner, post).await;
    assert!(matches!(deleted, Err(DeleteError::OfAnEvent)));
    let edit = PostEdit {
        content: Some("Elsewhere".into()),
        ..PostEdit::default()
    };
    let edited = posts.edit.run(&owner, post, edit).await;
    assert!(matches!(edited, Err(EditError::OfAnEvent)));
    let others = posts.delete.run(&as_actor(ben), post).await;
    assert!(matches!(
        others,
        Err(DeleteError::Refused(ChangeRefusal::NotTheirs))
    ));
    posts.pin.run(&owner, post).await.unwrap();
    choir.events.cancel.run(&owner, event).await.unwrap();
    assert_eq!(found(&choir, ben, event).await, before);
    let shown = posts.show.run(&as_actor(ben), post).await.unwrap();
    let shown_event = shown.event.unwrap();
    assert!(shown_event.event.cancelled_at.is_some());
    assert_eq!(shown_event.creator, Some(shown.author));
    assert!(shown.standing.pinned && shown.can.comment);
}

async fn a_deleted_group_takes_the_posts_of_its_events_along(database: Database) {
    let choir = Choir::of(database, 2).await;
    let (ada, ben) = (choir.members[0], choir.members[1]);
    let event = choir.event(Duration::days(3), None).await;
    choir
        .groups
        .delete
        .run(&as_actor(ada), choir.group)
        .await
        .unwrap();
    assert!(found(&choir, ben, event).await.is_none());
    let now = given::now();
    let mut tx = choir.database.write().await.unwrap();
    let left = tx.posts_of_gone(choir.group, 9).await.unwrap();
    assert_eq!(left, [post_of(event)]);
    tx.delete_post_of_gone(post_of(event), now).await.unwrap();
    let (erased, _) = tx.erase_events_of_gone(choir.group, 9).await.unwrap();
    assert_eq!(erased, 1);
    tx.commit().await.unwrap();
    assert!(found(&choir, ada, event).await.is_none());
    let posts = posts(&choir.database);
    let restored = posts.restore.run(&as_actor(ada), post_of(event)).await;
    assert!(restored.is_err(), "what went with the group is gone");
}

async fn events_from_before_get_posts(database: Database) {
    let choir = Choir::of(database, 2).await;
    let ben = choir.members[1];
    let mut events = Vec::new();
    for days in [3, 5] {
        events.push(choir.event(Duration::days(days), None).await);
    }
    let before = found(&choir, ben, events[1]).await;
    assert!(before.is_some());
    let database = &choir.database;
    let above = database.migrations().await.unwrap().len() - 27;
    database.migrate_down(above).await.unwrap();
    database.migrate_up().await.unwrap();
    assert_eq!(found(&choir, ben, events[1]).await, before);
    assert_eq!(with_posts(&choir, ben, &events).await.len(), 2);
}
