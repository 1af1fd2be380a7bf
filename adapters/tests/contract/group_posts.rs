//! Posts in groups: for the members alone, moved by who keeps order, and gone with the group.

use std::collections::BTreeSet;

use kith_adapters::sql::Database;
use kith_core::{
    feeds::BACKFILL,
    groups::{ActOnOther, GroupPrivacy, OwnAct},
    posts::{
        Audience, ChangeRefusal, EditError, Picture, PinError, Post, PostEdit, PostPolicy,
        RestoreError,
    },
    shared::{
        id::{GroupId, MediaId, PostId, UserId},
        page::Limit,
        store::Store as _,
    },
};

use crate::{
    given::{self, now},
    groups::{created, groups, insist, members},
    relations::{as_actor, relations},
};

crate::contract! {
    what_is_posted_is_read_in_the_group_and_at_home_by_its_members_alone,
    home_shows_a_post_in_a_group_once_also_by_whom_one_follows,
    who_left_writes_no_more_and_deletes_what_is_theirs,
    what_a_moderator_deleted_comes_back_by_them_alone,
    what_was_pinned_and_deleted_comes_back_without_its_pin,
    what_is_pinned_is_listed_the_last_first,
    pictures_of_a_group_are_paged_for_its_members,
    a_deleted_group_is_emptied_in_portions_and_one_that_is_there_is_not,
    what_was_deleted_before_its_group_does_not_come_back,
    a_group_keeps_what_it_is_called_until_it_is_deleted,
}

async fn posted(database: &Database, id: i64, author: UserId, group: GroupId) -> Post {
    let post = Post {
        group: Some(group),
        ..given::post(id, author, Audience::Group)
    };
    given::published(database, &post).await;
    post
}

async fn at_home(database: &Database, viewer: UserId) -> Vec<i64> {
    let mut tx = database.read().await.unwrap();
    let page = tx.home_posts(viewer, None, None, limit()).await.unwrap();
    page.items
        .into_iter()
        .map(|found| found.post.id.get())
        .collect()
}

async fn in_group(database: &Database, viewer: UserId, group: GroupId) -> Vec<i64> {
    let mut tx = database.read().await.unwrap();
    let page = tx.group_posts(viewer, group, None, None, limit()).await;
    page.unwrap()
        .items
        .into_iter()
        .map(|found| found.post.id.get())
        .collect()
}

fn limit() -> Limit {
    Limit::new(100).unwrap()
}

async fn what_is_posted_is_read_in_the_group_and_at_home_by_its_members_alone(database: Database) {
    let [ada, ben, cleo] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    insist(&groups, ben, group, OwnAct::Join).await;
    let post = posted(&database, 900, ada, group).await;
    for (viewer, seen) in [(ada, true), (ben, true), (cleo, false)] {
        let expected = if seen { vec![900] } else { vec![] };
        assert_eq!(at_home(&database, viewer).await, expected);
        assert_eq!(in_group(&database, viewer, group).await, expected);
        let mut tx = database.read().await.unwrap();
        let found = tx.visible_post(viewer, post.id).await.unwrap();
        assert_eq!(found.is_some(), seen);
        let profile = tx.profile_posts(viewer, ada, None, None, limit()).await;
        assert!(
            profile.unwrap().items.is_empty(),
            "profiles show nothing of it"
        );
    }
    let own = posted(&database, 901, ben, group).await;
    assert_eq!(at_home(&database, ben).await, [901, 900]);
    insist(&groups, ben, group, OwnAct::Leave).await;
    assert_eq!(at_home(&database, ben).await, Vec::<i64>::new());
    let mut tx = database.read().await.unwrap();
    for id in [post.id, own.id] {
        assert_eq!(tx.visible_post(ben, id).await.unwrap(), None);
    }
}

async fn who_left_writes_no_more_and_deletes_what_is_theirs(database: Database) {
    let [ada, ben] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    insist(&groups, ben, group, OwnAct::Join).await;
    let own = posted(&database, 900, ben, group).await.id;
    let posts = crate::shares::posts(&database);
    insist(&groups, ben, group, OwnAct::Leave).await;
    let other = PostEdit {
        content: Some("Still here".into()),
        ..PostEdit::default()
    };
    let edited = posts.edit.run(&as_actor(ben), own, other).await;
    let gone = ChangeRefusal::NotFound;
    assert!(matches!(edited, Err(EditError::Refused(refusal)) if refusal == gone));
    let pinned = posts.pin.run(&as_actor(ben), own).await;
    assert!(matches!(pinned, Err(PinError::Refused(refusal)) if refusal == gone));
    posts.delete.run(&as_actor(ben), own).await.unwrap();
    assert_eq!(in_group(&database, ada, group).await, Vec::<i64>::new());
    let restored = posts.restore.run(&as_actor(ben), own).await;
    assert!(matches!(restored, Err(RestoreError::Refused(refusal)) if refusal == gone));
    insist(&groups, ben, group, OwnAct::Join).await;
    posts.restore.run(&as_actor(ben), own).await.unwrap();
    assert_eq!(in_group(&database, ada, group).await, [900]);
}

async fn what_was_pinned_and_deleted_comes_back_without_its_pin(database: Database) {
    let [ada] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    let posts = crate::shares::posts(&database);
    let ada = as_actor(ada);
    for id in 900..904 {
        posted(&database, id, ada.user, group).await;
    }
    for id in 900..903 {
        posts.pin.run(&ada, PostId::new(id)).await.unwrap();
    }
    let first = PostId::new(900);
    posts.delete.run(&ada, first).await.unwrap();
    posts.pin.run(&ada, PostId::new(903)).await.unwrap();
    posts.restore.run(&ada, first).await.unwrap();
    let mut tx = database.read().await.unwrap();
    let pinned = tx.pins_of_group(ada.user, group).await.unwrap();
    let pinned = pinned.iter().map(|found| found.post.id.get());
    assert_eq!(pinned.collect::<Vec<_>>(), [903, 902, 901]);
}

async fn home_shows_a_post_in_a_group_once_also_by_whom_one_follows(database: Database) {
    let [ada, _, cleo] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    insist(&groups, cleo, group, OwnAct::Join).await;
    relations(&database)
        .change
        .run(&as_actor(cleo), ada, kith_core::relations::Act::Follow)
        .await
        .unwrap();
    posted(&database, 900, ada, group).await;
    given::published(&database, &given::post(901, ada, Audience::Public)).await;
    let mut tx = database.write().await.unwrap();
    tx.fill_timeline(cleo, ada, BACKFILL).await.unwrap();
    tx.spread_post(PostId::new(900), None, 100).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(at_home(&database, cleo).await, [901, 900]);
    let mut tx = database.write().await.unwrap();
    tx.cut_timeline(cleo, PostId::new(901), 100).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        at_home(&database, cleo).await,
        [901, 900],
        "also below the end of the timeline"
    );
}

async fn what_a_moderator_deleted_comes_back_by_them_alone(database: Database) {
    let [ada, ben, cleo] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    for joins in [ben, cleo] {
        insist(&groups, joins, group, OwnAct::Join).await;
    }
    groups
        .members
        .run(&as_actor(ada), group, ben, ActOnOther::Appoint)
        .await
        .unwrap();
    let post = posted(&database, 900, cleo, group).await;
    let posts = crate::shares::posts(&database);
    let by_member = posts.delete.run(&as_actor(cleo), PostId::new(901)).await;
    assert!(by_member.is_err());
    posts.delete.run(&as_actor(ben), post.id).await.unwrap();
    assert_eq!(in_group(&database, ada, group).await, Vec::<i64>::new());
    for other in [cleo, ada] {
        assert!(posts.restore.run(&as_actor(other), post.id).await.is_err());
    }
    posts.restore.run(&as_actor(ben), post.id).await.unwrap();
    assert_eq!(in_group(&database, ada, group).await, [900]);
    posts.delete.run(&as_actor(cleo), post.id).await.unwrap();
    posts.restore.run(&as_actor(cleo), post.id).await.unwrap();
    assert_eq!(in_group(&database, ada, group).await, [900]);
}

async fn what_is_pinned_is_listed_the_last_first(database: Database) {
    let [ada, ben] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    let posts = crate::shares::posts(&database);
    for id in 900..904 {
        posted(&database, id, ada, group).await;
    }
    for id in [902, 900, 901] {
        posts
            .pin
            .run(&as_actor(ada), PostId::new(id))
            .await
            .unwrap();
    }
    let pinned = async |viewer| {
        let mut tx = database.read().await.unwrap();
        let found = tx.pins_of_group(viewer, group).await.unwrap();
        let ids = found.into_iter().map(|one| one.post.id.get());
        ids.collect::<Vec<i64>>()
    };
    assert_eq!(pinned(ada).await, [901, 900, 902]);
    assert_eq!(pinned(ben).await, Vec::<i64>::new());
    let full = posts.pin.run(&as_actor(ada), PostId::new(903)).await;
    assert!(full.is_err());
    posts
        .pin
        .take_back(&as_actor(ada), PostId::new(900))
        .await
        .unwrap();
    posts
        .delete
        .run(&as_actor(ada), PostId::new(902))
        .await
        .unwrap();
    posts
        .pin
        .run(&as_actor(ada), PostId::new(903))
        .await
        .unwrap();
    assert_eq!(pinned(ada).await, [903, 901]);
    let mut tx = database.read().await.unwrap();
    let standings = tx
        .post_standings(ada, &[PostId::new(903), PostId::new(900)])
        .await
        .unwrap();
    let shown: BTreeSet<i64> = standings
        .into_iter()
        .filter(|(_, standing)| standing.pinned)
        .map(|(post, _)| post.get())
        .collect();
    assert_eq!(shown, BTreeSet::from([903]));
}

async fn pictures_of_a_group_are_paged_for_its_members(database: Database) {
    let [ada, ben, cleo] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    for joins in [ben, cleo] {
        insist(&groups, joins, group, OwnAct::Join).await;
    }
    // Uploaded in another order than they are shown in.
    for (post, author, media) in [
        (900, ada, &[31, 30][..]),
        (901, ben, &[]),
        (902, ben, &[10]),
        (903, cleo, &[20, 22, 21]),
    ] {
        pictured(&database, post, author, group, media).await;
    }
    let mut tx = database.read().await.unwrap();
    let mut read = Vec::new();
    let mut after = None;
    loop {
        let limit = Limit::new(2).unwrap();
        let page = tx.pictures_in(group, ada, after, limit).await.unwrap();
        assert!(page.next.is_none() || page.items.len() == limit.get());
        let found = page.items.iter();
        read.extend(found.map(|one| (one.post.get(), one.media.id.get())));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let all = [
        (903, 20),
        (903, 22),
        (903, 21),
        (902, 10),
        (900, 31),
        (900, 30),
    ];
    assert_eq!(read, all);
    drop(tx);

    relations(&database)
        .change
        .run(&as_actor(ada), cleo, kith_core::relations::Act::Mute)
        .await
        .unwrap();
    let shown = async |viewer| {
        let mut tx = database.read().await.unwrap();
        let page = tx.pictures_in(group, viewer, None, limit()).await.unwrap();
        let ids = page.items.iter().map(|one| one.media.id.get());
        ids.collect::<Vec<i64>>()
    };
    assert_eq!(shown(ada).await, [10, 31, 30]);
    insist(&groups, ben, group, OwnAct::Leave).await;
    assert_eq!(shown(ben).await, Vec::<i64>::new(), "one's own neither");
    let posts = crate::shares::posts(&database);
    posts
        .delete
        .run(&as_actor(ada), PostId::new(900))
        .await
        .unwrap();
    assert_eq!(shown(cleo).await, [20, 22, 21, 10]);
}

async fn pictured(database: &Database, id: i64, author: UserId, group: GroupId, media: &[i64]) {
    let post = Post {
        group: Some(group),
        picture_count: media.len(),
        ..given::post(id, author, Audience::Group)
    };
    let mut placed = Vec::new();
    for picture in media {
        given::upload(database, &given::picture(*picture, author)).await;
        placed.push(Picture {
            media: MediaId::new(*picture),
            alt_text: None,
        });
    }
    let mut tx = database.write().await.unwrap();
    tx.insert_post(&post).await.unwrap();
    let refused = tx.set_pictures(author, post.id, &placed).await.unwrap();
    assert!(refused.is_empty());
    tx.commit().await.unwrap();
}

async fn a_deleted_group_is_emptied_in_portions_and_one_that_is_there_is_not(database: Database) {
    let [ada, ben, cleo] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    for joins in [ben, cleo] {
        insist(&groups, joins, group, OwnAct::Join).await;
    }
    for id in 900..903 {
        posted(&database, id, ben, group).await;
    }
    let some = async || {
        let mut tx = database.write().await.unwrap();
        let posts = tx.posts_of_gone(group, 2).await.unwrap();
        for post in posts.iter().copied() {
            tx.delete_post_of_gone(post, now()).await.unwrap();
        }
        let forgotten = tx.forget_members_of_gone(group, 2).await.unwrap();
        tx.commit().await.unwrap();
        (posts.len(), forgotten)
    };
    assert_eq!(some().await, (0, 0), "it is there");
    groups.delete.run(&as_actor(ada), group).await.unwrap();
    assert_eq!(some().await, (2, 2));
    assert_eq!(some().await, (1, 1));
    assert_eq!(some().await, (0, 0));
    let mut tx = database.write().await.unwrap();
    let undo = PostPolicy::default().undo_until(now());
    assert!(tx.deletion_of(PostId::new(900)).await.unwrap().unwrap() < undo);
    let own = tx.own_post(ben, PostId::new(900)).await.unwrap();
    assert_eq!(own, None, "authors do not take the end of a group back");
}

async fn what_was_deleted_before_its_group_does_not_come_back(database: Database) {
    let [ada, ben] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    insist(&groups, ben, group, OwnAct::Join).await;
    let post = posted(&database, 900, ben, group).await.id;
    let posts = crate::shares::posts(&database);
    posts.delete.run(&as_actor(ben), post).await.unwrap();
    groups.delete.run(&as_actor(ada), group).await.unwrap();
    let restored = posts.restore.run(&as_actor(ben), post).await;
    let gone = ChangeRefusal::NotFound;
    assert!(matches!(restored, Err(RestoreError::Refused(refusal)) if refusal == gone));
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.posts_of_gone(group, 9).await.unwrap(), []);
}

async fn a_group_keeps_what_it_is_called_until_it_is_deleted(database: Database) {
    let [ada] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.empty_gone(group).await.unwrap(), None);
    tx.commit().await.unwrap();
    let mut tx = database.read().await.unwrap();
    let seen = tx.group_for(ada, group).await.unwrap().unwrap();
    assert_eq!(seen.group.title.as_str(), "Choir");
}
