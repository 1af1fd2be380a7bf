//! Who keeps order in a group takes away what others wrote.

use serde_json::json;

use super::given::{Choir, Person, comment, id, path};

async fn restore(who: &Person, thing: &str) -> u16 {
    let path = format!("{thing}/restore");
    who.browser.post(&path, json!({})).await.status.as_u16()
}

async fn delete(who: &Person, thing: &str) -> u16 {
    who.browser.delete(thing).await.status.as_u16()
}

#[tokio::test]
async fn a_post_that_a_moderator_took_away_comes_back_by_them_alone() {
    let choir = Choir::new().await;
    let post = path(&choir.publish(&choir.member).await);
    let (author, moderator) = (&choir.member, &choir.moderator);
    assert_eq!(delete(moderator, &post).await, 204);
    for reader in [author, moderator, &choir.owner] {
        assert_eq!(reader.reads(&post).await, 404);
    }
    assert_eq!(restore(author, &post).await, 404);
    assert_eq!(delete(author, &post).await, 404);
    assert_eq!(author.reads(&post).await, 404);
    assert_eq!(restore(moderator, &post).await, 200);
    for reader in [author, moderator, &choir.owner] {
        assert_eq!(reader.reads(&post).await, 200);
    }
    assert_eq!(delete(author, &post).await, 204);
    assert_eq!(restore(author, &post).await, 200);
}

#[tokio::test]
async fn what_its_author_took_away_no_moderator_brings_back() {
    let choir = Choir::new().await;
    let post = choir.publish(&choir.member).await;
    assert_eq!(delete(&choir.member, &path(&post)).await, 204);
    assert_eq!(restore(&choir.moderator, &path(&post)).await, 404);
    assert_eq!(choir.owner.reads(&path(&post)).await, 404);
}

#[tokio::test]
async fn a_comment_that_a_moderator_took_away_comes_back_by_them_alone() {
    let choir = Choir::new().await;
    let post = choir.publish(&choir.owner).await;
    let said = comment(&choir.member, &post, "Too loud").await;
    let said = format!("/comments/{}", id(&said));
    let (author, moderator) = (&choir.member, &choir.moderator);
    assert_eq!(delete(moderator, &said).await, 204);
    assert_eq!(restore(author, &said).await, 404);
    assert_eq!(restore(moderator, &said).await, 200);
    let comments = format!("{}/comments", path(&post));
    let listed = choir.owner.browser.get(&comments).await.body;
    assert_eq!(listed["items"][0]["content"], "Too loud");
}

#[tokio::test]
async fn a_member_takes_away_what_is_theirs_and_nothing_else() {
    let choir = Choir::new().await;
    let post = choir.publish(&choir.owner).await;
    let said = comment(&choir.moderator, &post, "Softly").await;
    assert_eq!(delete(&choir.member, &path(&post)).await, 403);
    let said = format!("/comments/{}", id(&said));
    assert_eq!(delete(&choir.member, &said).await, 403);
    assert_eq!(choir.owner.reads(&path(&post)).await, 200);
    // Who keeps order no more takes nothing away.
    choir.leave(&choir.moderator).await;
    assert_eq!(delete(&choir.moderator, &path(&post)).await, 404);
}

#[tokio::test]
async fn a_group_goes_with_all_that_is_in_it() {
    let choir = Choir::new().await;
    let post = choir.publish(&choir.member).await;
    comment(&choir.moderator, &post, "Lovely").await;
    assert_eq!(delete(&choir.owner, &choir.path("")).await, 204);
    for reader in [&choir.moderator, &choir.owner] {
        for way in ["", "/comments", "/reactions", "/history", "/shares"] {
            let status = reader.reads(&format!("{}{way}", path(&post))).await;
            assert_eq!(status, 404, "{way}");
        }
        assert_eq!(reader.reads(&choir.path("/posts")).await, 404);
        assert!(!choir.lists(reader, "/feeds/home", &post).await);
    }
}
