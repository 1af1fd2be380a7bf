//! What texts name: people and tags.

use kith_adapters::sql::Database;
use kith_core::{
    accounts::{Account, Email, Handle},
    posts::{Audience, Post},
    relations::Act,
    shared::{
        id::{PostId, UserId},
        page::Limit,
        store::Store as _,
    },
    tags::{Mention, Tag},
};

use crate::{
    given::{self, now},
    relations::{as_actor, relations},
};

crate::contract! {
    a_mention_is_of_whoever_is_called_so,
    who_is_severed_or_suspended_is_not_mentioned,
    a_mention_stays_whose_it_was_when_handles_change,
    of_an_edit_those_are_told_whom_the_post_did_not_mention_before,
    what_is_mentioned_is_shown_to_those_who_may_know_of_them,
    those_outside_the_audience_are_told_apart,
    tags_replace_one_another,
    an_erased_post_names_nobody_and_nothing,
    a_dropped_transaction_names_nothing,
    tags_are_followed_once_and_listed_last_first,
    tags_are_proposed_to_those_who_may_know_of_them,
    the_feed_of_a_tag_ends_above_a_given_post_and_leaves_out_the_muted,
}

const AUTHOR: UserId = UserId::new(1);
const POST: PostId = PostId::new(500);
const NOBODY: [i64; 0] = [];

/// The author, three others, and the author's post.
async fn populated(database: &Database, audience: Audience) -> Post {
    for id in 1..=4 {
        given::member(database, id, false).await;
    }
    let post = given::post(POST.get(), AUTHOR, audience);
    given::published(database, &post).await;
    post
}

fn called(handles: &[&str]) -> Vec<String> {
    handles.iter().copied().map(str::to_owned).collect()
}

fn tags(names: &[&str]) -> Vec<Tag> {
    names.iter().map(|name| Tag::parse(name).unwrap()).collect()
}

/// Stores whom the post mentions; gives who is new.
async fn mention(database: &Database, handles: &[&str]) -> Vec<i64> {
    let mut tx = database.write().await.unwrap();
    let mut new: Vec<i64> = tx
        .set_post_mentions(AUTHOR, POST, &called(handles))
        .await
        .unwrap()
        .into_iter()
        .map(UserId::get)
        .collect();
    tx.commit().await.unwrap();
    new.sort_unstable();
    new
}

async fn tag(database: &Database, post: PostId, names: &[&str]) {
    let mut tx = database.write().await.unwrap();
    tx.set_post_tags(post, &tags(names)).await.unwrap();
    tx.commit().await.unwrap();
}

/// Who is mentioned, with the handle in the text and the one they have now.
async fn mentioned(database: &Database, viewer: i64) -> Vec<(i64, String, String)> {
    let mut tx = database.read().await.unwrap();
    let viewer = UserId::new(viewer);
    let found = tx.mentions_of(viewer, &[POST]).await.unwrap();
    let parts = found.into_iter().map(|(post, Mention { written, user })| {
        assert_eq!(post, POST);
        (user.id.get(), written, user.handle)
    });
    parts.collect()
}

async fn ids_mentioned(database: &Database, viewer: i64) -> Vec<i64> {
    let found = mentioned(database, viewer).await.into_iter();
    found.map(|(id, ..)| id).collect()
}

async fn act(database: &Database, who: i64, whom: i64, act: Act) {
    relations(database)
        .change
        .run(&as_actor(UserId::new(who)), UserId::new(whom), act)
        .await
        .unwrap();
}

/// The posts with a tag that a viewer is shown, newest first.
async fn feed(database: &Database, viewer: i64, name: &str, since: Option<i64>) -> Vec<i64> {
    let mut tx = database.read().await.unwrap();
    let (tag, limit) = (Tag::parse(name).unwrap(), Limit::new(100).unwrap());
    let since = since.map(PostId::new);
    let page = tx
        .tagged_posts(UserId::new(viewer), &tag, since, None, limit)
        .await
        .unwrap();
    let count = tx
        .count_tagged(UserId::new(viewer), &tag, 100)
        .await
        .unwrap();
    let ids: Vec<i64> = page.items.iter().map(|found| found.post.id.get()).collect();
    assert!(since.is_some() || u32::try_from(ids.len()).unwrap() == count);
    ids
}

async fn a_mention_is_of_whoever_is_called_so(database: Database) {
    populated(&database, Audience::Public).await;
    let new = mention(&database, &["member2", "nobody", "member3", "member1"]).await;
    assert_eq!(new, [1, 2, 3]);
    let as_written = |id: i64| (id, format!("member{id}"), format!("Member{id}"));
    let expected = [as_written(1), as_written(2), as_written(3)];
    assert_eq!(mentioned(&database, 4).await, expected);
}

async fn who_is_severed_or_suspended_is_not_mentioned(database: Database) {
    populated(&database, Audience::Public).await;
    given::member(&database, 5, true).await;
    act(&database, 2, 1, Act::Block).await;
    act(&database, 1, 3, Act::Block).await;
    let new = mention(&database, &["member2", "member3", "member4", "member5"]).await;
    assert_eq!(new, [4]);
    act(&database, 1, 3, Act::Unblock).await;
    assert_eq!(ids_mentioned(&database, 1).await, [4], "nor later");
}

async fn a_mention_stays_whose_it_was_when_handles_change(database: Database) {
    populated(&database, Audience::Public).await;
    assert_eq!(mention(&database, &["member2"]).await, [2]);
    let mut tx = database.write().await.unwrap();
    let other = Handle::stored("Otherwise".into());
    assert!(tx.set_handle(UserId::new(2), &other, now()).await.unwrap());
    tx.commit().await.unwrap();
    let newcomer = Account {
        email: Email::stored("another@example.org".into()),
        is_private: false,
        ..given::account(9, "member2")
    };
    given::stored(&database, &newcomer).await;
    assert_eq!(mention(&database, &["member2", "member3"]).await, [3]);
    let expected = [
        (2, "member2".to_owned(), "Otherwise".to_owned()),
        (3, "member3".to_owned(), "Member3".to_owned()),
    ];
    assert_eq!(mentioned(&database, 1).await, expected);
    assert_eq!(
        mention(&database, &["otherwise"]).await,
        NOBODY,
        "as before"
    );
    assert_eq!(mention(&database, &["member2"]).await, [9]);
}

async fn of_an_edit_those_are_told_whom_the_post_did_not_mention_before(database: Database) {
    populated(&database, Audience::Public).await;
    assert_eq!(mention(&database, &["member2", "member3"]).await, [2, 3]);
    assert_eq!(mention(&database, &["member3", "member4"]).await, [4]);
    assert_eq!(ids_mentioned(&database, 1).await, [3, 4]);
    assert_eq!(mention(&database, &["member3", "member4"]).await, NOBODY);
    assert_eq!(mention(&database, &[]).await, NOBODY);
    assert_eq!(ids_mentioned(&database, 1).await, NOBODY);
}

async fn what_is_mentioned_is_shown_to_those_who_may_know_of_them(database: Database) {
    populated(&database, Audience::Public).await;
    mention(&database, &["member2", "member3"]).await;
    act(&database, 4, 2, Act::Block).await;
    assert_eq!(ids_mentioned(&database, 4).await, [3]);
    assert_eq!(ids_mentioned(&database, 1).await, [2, 3]);
    act(&database, 3, 1, Act::Block).await;
    assert_eq!(ids_mentioned(&database, 1).await, [2]);
    let mut tx = database.read().await.unwrap();
    assert!(tx.mentions_of(AUTHOR, &[]).await.unwrap().is_empty());
}

async fn those_outside_the_audience_are_told_apart(database: Database) {
    let mut post = populated(&database, Audience::Public).await;
    act(&database, 3, 1, Act::Follow).await;
    mention(&database, &["member1", "member2", "member3", "member4"]).await;
    act(&database, 4, 1, Act::Block).await;
    for (audience, expected) in [
        (Audience::Public, vec![]),
        (Audience::Unlisted, vec![]),
        (Audience::Followers, vec![2]),
        (Audience::Friends, vec![2, 3]),
        (Audience::Selected, vec![2, 3]),
        (Audience::OnlyMe, vec![2, 3]),
    ] {
        post.audience = audience;
        let mut tx = database.write().await.unwrap();
        tx.update_post(&post).await.unwrap();
        let unreached = tx.unreached_by(POST).await.unwrap();
        let ids: Vec<i64> = unreached.iter().map(|user| user.id.get()).collect();
        assert_eq!(ids, expected, "{audience:?}");
    }
}

async fn tags_replace_one_another(database: Database) {
    populated(&database, Audience::Public).await;
    tag(&database, POST, &["snow", "雪", "ice"]).await;
    tag(&database, POST, &["Ice", "street"]).await;
    for (name, expected) in [
        ("snow", vec![]),
        ("雪", vec![]),
        ("ice", vec![500]),
        ("STREET", vec![500]),
        ("ic", vec![]),
    ] {
        assert_eq!(feed(&database, 2, name, None).await, expected, "{name}");
    }
    tag(&database, POST, &[]).await;
    assert_eq!(feed(&database, 2, "ice", None).await, NOBODY);
}

async fn an_erased_post_names_nobody_and_nothing(database: Database) {
    populated(&database, Audience::Public).await;
    mention(&database, &["member2"]).await;
    tag(&database, POST, &["snow"]).await;
    let mut tx = database.write().await.unwrap();
    tx.erase_content(POST).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(ids_mentioned(&database, 1).await, NOBODY);
    assert_eq!(feed(&database, 1, "snow", None).await, NOBODY);
}

async fn a_dropped_transaction_names_nothing(database: Database) {
    populated(&database, Audience::Public).await;
    let mut tx = database.write().await.unwrap();
    tx.set_post_mentions(AUTHOR, POST, &called(&["member2"]))
        .await
        .unwrap();
    tx.set_post_tags(POST, &tags(&["snow"])).await.unwrap();
    tx.follow_tag(AUTHOR, &tags(&["snow"])[0], 1).await.unwrap();
    drop(tx);
    assert_eq!(ids_mentioned(&database, 1).await, NOBODY);
    assert_eq!(feed(&database, 1, "snow", None).await, NOBODY);
    let mut tx = database.read().await.unwrap();
    assert_eq!(tx.count_followed_tags(AUTHOR).await.unwrap(), 0);
}

async fn tags_are_followed_once_and_listed_last_first(database: Database) {
    populated(&database, Audience::Public).await;
    let other = UserId::new(2);
    let all = tags(&["snow", "ice", "street"]);
    let mut tx = database.write().await.unwrap();
    for (key, tag) in (10..).zip(&all) {
        tx.follow_tag(AUTHOR, tag, key).await.unwrap();
    }
    tx.follow_tag(AUTHOR, &all[0], 99).await.unwrap();
    tx.follow_tag(other, &all[1], 50).await.unwrap();
    tx.unfollow_tag(other, &all[2]).await.unwrap();
    tx.commit().await.unwrap();

    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.count_followed_tags(AUTHOR).await.unwrap(), 3);
    let limit = Limit::new(2).unwrap();
    let first = tx.followed_tags(AUTHOR, None, limit).await.unwrap();
    assert_eq!(first.items, tags(&["street", "ice"]));
    let second = tx.followed_tags(AUTHOR, first.next, limit).await.unwrap();
    assert_eq!((second.items, second.next), (tags(&["snow"]), None));
    tx.unfollow_tag(AUTHOR, &all[1]).await.unwrap();
    assert!(!tx.follows_tag(AUTHOR, &all[1]).await.unwrap());
    assert!(tx.follows_tag(AUTHOR, &all[0]).await.unwrap());
    assert!(tx.follows_tag(other, &all[1]).await.unwrap());
}

async fn tags_are_proposed_to_those_who_may_know_of_them(database: Database) {
    populated(&database, Audience::Public).await;
    for (id, audience, name) in [
        (501, Audience::Public, "snow"),
        (502, Audience::Friends, "snow_secret"),
        (503, Audience::Public, "snowman"),
        (504, Audience::Public, "ice"),
        (505, Audience::Unlisted, "snow_link"),
    ] {
        given::published(&database, &given::post(id, AUTHOR, audience)).await;
        tag(&database, PostId::new(id), &[name]).await;
    }
    let mut tx = database.write().await.unwrap();
    let viewer = UserId::new(2);
    tx.follow_tag(viewer, &tags(&["snowy"])[0], 1)
        .await
        .unwrap();
    for (viewer, beginning, expected) in [
        (viewer, "sno", vec!["snowy", "snow", "snowman"]),
        (viewer, "snowm", vec!["snowman"]),
        (viewer, "x", vec![]),
        (
            AUTHOR,
            "snow",
            vec!["snow", "snow_link", "snow_secret", "snowman"],
        ),
    ] {
        let found = tx.tags_like(viewer, beginning, 8).await.unwrap();
        let found: Vec<&str> = found.iter().map(Tag::as_str).collect();
        assert_eq!(found, expected, "{beginning}");
    }
    let most = tx.tags_like(viewer, "sno", 2).await.unwrap();
    assert_eq!(most, tags(&["snowy", "snow"]));
}

async fn the_feed_of_a_tag_ends_above_a_given_post_and_leaves_out_the_muted(database: Database) {
    populated(&database, Audience::Public).await;
    for (id, author) in [(501, 2), (502, 3), (503, 1), (504, 2)] {
        let post = given::post(id, UserId::new(author), Audience::Public);
        given::published(&database, &post).await;
        tag(&database, post.id, &["snow"]).await;
    }
    act(&database, 4, 3, Act::Mute).await;
    assert_eq!(feed(&database, 4, "snow", None).await, [504, 503, 501]);
    assert_eq!(feed(&database, 4, "snow", Some(501)).await, [504, 503]);
    act(&database, 2, 4, Act::Block).await;
    assert_eq!(feed(&database, 4, "snow", None).await, [503]);
}
