//! Posting in a group.

use reqwest::Method;
use serde_json::json;

use super::given::{Choir, comment, found, id, path};
use crate::support::Answer;

#[tokio::test]
async fn what_a_member_posts_and_comments_is_there_for_the_others() {
    let choir = Choir::new().await;
    let post = choir.publish(&choir.member).await;
    assert_eq!(
        (&post["audience"], &post["visible_because"]),
        (&json!("group"), &json!("author"))
    );
    assert_eq!(
        post["group"],
        json!({"id": choir.group, "title": "Harbour choir"})
    );
    let remark = comment(&choir.moderator, &post, "I am in.").await;

    let shown = choir.owner.browser.get(&path(&post)).await.body;
    assert_eq!(shown["visible_because"], "member");
    assert_eq!(shown["comment_count"], 1);
    assert_eq!(shown["group"], post["group"]);
    let can = json!({"edit": false, "delete": true, "share": false, "comment": true, "pin": true});
    assert_eq!(shown["can"], can);
    let comments = format!("{}/comments", path(&post));
    let listed = choir.owner.browser.get(&comments).await.body;
    assert_eq!(listed["items"][0]["id"], remark["id"]);
    for list in [&choir.path("/posts"), "/feeds/home"] {
        assert!(choir.lists(&choir.owner, list, &post).await, "{list}");
    }

    let by_others = choir.moderator.browser.get(&path(&post)).await.body;
    assert_eq!(by_others["can"]["delete"], true);
    let other = choir.publish(&choir.owner).await;
    let plain = choir.member.browser.get(&path(&other)).await.body;
    assert_eq!(plain["can"]["delete"], false);
}

#[tokio::test]
async fn in_a_group_a_post_is_for_the_members_whatever_else_is_said() {
    let choir = Choir::new().await;
    let body = json!({"content": "Hello", "audience": "public", "group_id": choir.group});
    let post = choir.member.browser.post("/posts", body).await;
    assert_eq!(
        (post.status.as_u16(), &post.body["audience"]),
        (201, &json!("group"))
    );
    let outsider = choir.person("outsider").await;
    assert_eq!(outsider.reads(&path(&post.body)).await, 404);

    for audience in ["public", "friends", "only_me", "unlisted"] {
        let body = json!({ "audience": audience });
        let changed = choir
            .member
            .send(Method::PATCH, &path(&post.body), body)
            .await;
        assert_eq!(changed.status, 422, "{audience}");
        assert_eq!(changed.refused(), [("audience", "in_a_group")]);
    }
    let body = json!({"content": "Hello again"});
    let changed = choir
        .member
        .send(Method::PATCH, &path(&post.body), body)
        .await;
    assert_eq!(
        (&changed.body["content"], &changed.body["audience"]),
        (&json!("Hello again"), &json!("group"))
    );
    let nowhere = json!({"content": "Hello", "audience": "group"});
    let refused = choir.member.browser.post("/posts", nowhere).await;
    assert_eq!(refused.refused(), [("audience", "no_group")]);
}

#[tokio::test]
async fn a_group_that_one_may_not_know_is_no_group_and_in_others_only_members_post() {
    let choir = Choir::new().await;
    let outsider = choir.person("outsider").await;
    let post = async |group: &str| {
        let body = json!({"content": "Hello", "group_id": group});
        outsider.browser.post("/posts", body).await
    };
    let not_found = |answer: Answer| {
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert_eq!(answer.refused(), [("group_id", "not_found")]);
    };
    for privacy in ["open", "request"] {
        choir.open_to(privacy).await;
        let refused = post(&choir.group).await;
        assert_eq!(
            (refused.status.as_u16(), refused.code()),
            (403, "members_only")
        );
    }
    choir.open_to("hidden").await;
    not_found(post(&choir.group).await);
    not_found(post("99").await);
    let gone = found(&choir.owner.browser, "Rowing").await;
    let deleted = choir.owner.browser.delete(&format!("/groups/{gone}")).await;
    assert_eq!(deleted.status, 204);
    not_found(post(&gone).await);
}

#[tokio::test]
async fn one_key_makes_one_post_in_a_group() {
    let choir = Choir::new().await;
    let send = async || {
        let body = json!({"content": "Once", "group_id": choir.group});
        let key = [("Idempotency-Key", "a-key")];
        let browser = &choir.member.browser;
        browser.send(Method::POST, "/posts", Some(body), &key).await
    };
    let (first, again) = (send().await, send().await);
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201));
    assert_eq!(id(&first.body), id(&again.body));
    let list = choir.owner.browser.get(&choir.path("/posts")).await;
    assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
}
