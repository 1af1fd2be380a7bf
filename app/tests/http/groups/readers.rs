//! Whoever does not belong to a group gets nothing of what is in it, on no way.

use reqwest::Method;
use serde_json::{Value, json};

use super::given::{Choir, Person, comment, id, ok, path};

/// What somebody gets on every way to a post, and to a comment on it.
async fn on_every_way(who: &Person, post: &Value, comment: &Value) -> Vec<(String, u16)> {
    let at = path(post);
    let said = format!("/comments/{}", id(comment));
    let picture = &post["media"][0];
    let vote = json!({"option_ids": [post["poll"]["options"][0]["id"]]});
    let wow = json!({"kind": "wow"});
    let ways = [
        (Method::GET, at.clone(), None),
        (Method::GET, format!("{at}/comments"), None),
        (Method::GET, format!("{at}/reactions"), None),
        (Method::GET, format!("{at}/history"), None),
        (Method::GET, format!("{at}/shares"), None),
        (Method::GET, format!("/media/{}", id(picture)), None),
        (Method::GET, format!("{said}/replies"), None),
        (Method::GET, format!("{said}/reactions"), None),
        (Method::PUT, format!("{at}/reaction"), Some(wow.clone())),
        (Method::PUT, format!("{said}/reaction"), Some(wow)),
        (Method::PUT, format!("{at}/poll/vote"), Some(vote)),
        (Method::PUT, format!("{at}/bookmark"), None),
        (
            Method::POST,
            format!("{at}/comments"),
            Some(json!({"content": "Hello"})),
        ),
    ];
    let mut statuses = Vec::new();
    for (method, path, body) in ways {
        let answer = who.browser.send(method.clone(), &path, body, &[]).await;
        statuses.push((format!("{method} {path}"), answer.status.as_u16()));
    }
    let file = picture["variants"]["thumb"].as_str().unwrap();
    let bytes = who.browser.bytes(Method::GET, file, &[]).await;
    statuses.push(("file".to_owned(), bytes.0.as_u16()));
    statuses
}

/// The lists of posts in which it could be for anybody, by whom it is.
fn lists(author: &Person) -> [String; 5] {
    [
        "/feeds/home".to_owned(),
        "/feeds/tags/choir".to_owned(),
        "/feeds/for-you".to_owned(),
        "/me/bookmarks".to_owned(),
        format!("/users/{}/posts", author.id),
    ]
}

#[tokio::test]
async fn only_members_get_anything_of_a_post() {
    let choir = Choir::new().await;
    let outsider = choir.person("outsider").await;
    let invited = choir.person("invited").await;
    let requested = choir.person("requested").await;
    let removed = choir.person("removed").await;
    let banned = choir.person("banned").await;
    for joins in [&removed, &banned] {
        choir.join(joins).await;
    }
    // Each of them follows the author: that opens nothing.
    for reader in [&outsider, &invited, &requested, &removed, &banned] {
        let follow = format!("/users/{}/follow", choir.member.id);
        reader.browser.put(&follow, None).await;
    }
    let post = choir.publish(&choir.member).await;
    let remark = comment(&choir.owner, &post, "Lovely").await;
    assert!(choir.lists(&removed, "/feeds/home", &post).await);

    let owner = &choir.owner.browser;
    ok(&owner
        .delete(&choir.path(&format!("/members/{}", removed.id)))
        .await);
    ok(&owner
        .try_put(&choir.path(&format!("/bans/{}", banned.id)))
        .await);
    let whom = json!({"user_ids": [invited.id]});
    ok(&owner.post(&choir.path("/invitations"), whom).await);
    choir.open_to("request").await;
    choir.join(&requested).await;

    let mut wrong = Vec::new();
    for (name, reader) in [
        ("outsider", &outsider),
        ("invited", &invited),
        ("requested", &requested),
        ("removed", &removed),
        ("banned", &banned),
    ] {
        for (way, status) in on_every_way(reader, &post, &remark).await {
            if status != 404 {
                wrong.push(format!("{name}, {way}: {status}"));
            }
        }
        let share = json!({"audience": "only_me"});
        let shared = reader
            .browser
            .post(&format!("{}/shares", path(&post)), share)
            .await;
        assert_eq!(shared.status, 404, "{name}");
        for list in lists(&choir.member) {
            if choir.lists(reader, &list, &post).await {
                wrong.push(format!("{name} in {list}"));
            }
        }
        let inside = reader.browser.get(&choir.path("/posts")).await;
        assert_eq!(
            (inside.status.as_u16(), inside.code()),
            (403, "members_only")
        );
    }
    for (way, status) in on_every_way(&choir.moderator, &post, &remark).await {
        if !(200..300).contains(&status) {
            wrong.push(format!("moderator, {way}: {status}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn who_leaves_reads_nothing_any_more_with_the_next_request() {
    let choir = Choir::new().await;
    let leaver = choir.person("leaver").await;
    choir.join(&leaver).await;
    let post = choir.publish(&choir.member).await;
    let remark = comment(&choir.owner, &post, "Lovely").await;
    let own = choir.publish(&leaver).await;
    for (way, status) in on_every_way(&leaver, &post, &remark).await {
        assert!((200..300).contains(&status), "{way}: {status}");
    }
    for list in ["/feeds/home", "/feeds/tags/choir", "/me/bookmarks"] {
        assert!(choir.lists(&leaver, list, &post).await, "{list}");
    }

    choir.leave(&leaver).await;
    for (way, status) in on_every_way(&leaver, &post, &remark).await {
        assert_eq!(status, 404, "{way}");
    }
    for list in lists(&choir.member) {
        assert!(!choir.lists(&leaver, &list, &post).await, "{list}");
    }
    // What one wrote oneself stays to be read, and to be taken away; the group is not named.
    let shown = leaver.browser.get(&path(&own)).await;
    assert_eq!(
        (shown.status.as_u16(), &shown.body["group"]),
        (200, &Value::Null)
    );
    assert_eq!(shown.body["can"]["comment"], false);
    assert_eq!(choir.owner.reads(&path(&own)).await, 200);
    ok(&leaver.browser.delete(&path(&own)).await);
}
