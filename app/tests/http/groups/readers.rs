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
        for list in ["/posts", "/media"] {
            let inside = reader.browser.get(&choir.path(list)).await;
            assert_eq!(
                (inside.status.as_u16(), inside.code()),
                (403, "members_only")
            );
        }
    }
    for (way, status) in on_every_way(&choir.moderator, &post, &remark).await {
        if !(200..300).contains(&status) {
            wrong.push(format!("moderator, {way}: {status}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let pictures = choir
        .moderator
        .browser
        .get(&choir.path("/media?limit=1"))
        .await;
    assert_eq!(pictures.body["items"][0]["post_id"], post["id"]);
    assert_eq!(
        pictures.body["items"][0]["media"]["id"],
        post["media"][0]["id"]
    );
}

#[tokio::test]
async fn who_leaves_reads_nothing_any_more_with_the_next_request() {
    let choir = Choir::new().await;
    let leaver = choir.person("leaver").await;
    choir.join(&leaver).await;
    let post = choir.publish(&choir.member).await;
    let remark = comment(&choir.owner, &post, "Lovely").await;
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
}

#[tokio::test]
async fn who_is_out_neither_sees_nor_steers_what_they_wrote_and_may_take_it_away() {
    let choir = Choir::new().await;
    let left = choir.person("left").await;
    let removed = choir.person("removed").await;
    let banned = choir.person("banned").await;
    let mut written = Vec::new();
    for author in [&left, &removed, &banned] {
        choir.join(author).await;
        let post = choir.publish(author).await;
        let remark = comment(&choir.owner, &post, "Lovely").await;
        for (way, status) in on_every_way(author, &post, &remark).await {
            assert!((200..300).contains(&status), "{way}: {status}");
        }
        written.push((author, post, remark));
    }
    let owner = &choir.owner.browser;
    choir.leave(&left).await;
    ok(&owner
        .delete(&choir.path(&format!("/members/{}", removed.id)))
        .await);
    ok(&owner
        .try_put(&choir.path(&format!("/bans/{}", banned.id)))
        .await);
    for (author, post, remark) in written {
        for (way, status) in on_every_way(author, &post, &remark).await {
            assert_eq!(status, 404, "{way}");
        }
        for list in lists(author) {
            assert!(!choir.lists(author, &list, &post).await, "{list}");
        }
        let body = json!({"content": "You will hear of me"});
        let edited = author.send(Method::PATCH, &path(&post), body).await;
        assert_eq!(edited.status, 404);
        let picture = format!("/media/{}", id(&post["media"][0]));
        let body = json!({"alt_text": "You will see me"});
        let described = author.send(Method::PATCH, &picture, body).await;
        assert_eq!(described.status, 404);
        let pin = format!("{}/pin", path(&post));
        assert_eq!(author.browser.try_put(&pin).await.status, 404);
        let said = format!("/comments/{}", id(&remark));
        assert_eq!(author.browser.delete(&said).await.status, 404);
        let shown = owner.get(&path(&post)).await.body;
        assert_eq!(shown["content"], post["content"]);
        assert_eq!(choir.owner.reads(&format!("{said}/replies")).await, 200);

        ok(&author.browser.delete(&path(&post)).await);
        assert_eq!(choir.owner.reads(&path(&post)).await, 404);
        let restore = format!("{}/restore", path(&post));
        assert_eq!(author.browser.post(&restore, json!({})).await.status, 404);
    }
}
