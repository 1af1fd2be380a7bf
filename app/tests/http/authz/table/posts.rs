//! Posts and what hangs on them.

use super::{Given, MEMBERS, NO_VOTE, NOT_EVEN_OWNER, OWNER, PRIVATE, Row, Sent, Statuses};

/// What others see is only its author's to change.
const THEIRS: Statuses = [401, 403, 200, 403];
/// The same, with nothing to say.
const THEIRS_EMPTY: Statuses = [401, 403, 204, 403];

pub(super) fn posts() -> Vec<Row> {
    use Given::{AudienceChange, DeletedPost, Nothing, Poll, Post, PostOfEvent, Profile};
    use Sent::Json;
    const OF_AN_EVENT: Statuses = [401, 404, 409, 404];
    let bare = Sent::Nothing;
    vec![
        (
            "posts.publish",
            Nothing,
            Json(r#"{"content": "a", "audience": "public"}"#),
            [401, 201, 201, 201],
        ),
        ("posts.show", Post("public"), bare, MEMBERS),
        ("posts.show", Post("unlisted"), bare, MEMBERS),
        ("posts.show", Post("only_me"), bare, OWNER),
        ("posts.show", DeletedPost, bare, NOT_EVEN_OWNER),
        (
            "posts.edit",
            Post("public"),
            Json(r#"{"content": "b"}"#),
            THEIRS,
        ),
        (
            "posts.edit",
            Post("unlisted"),
            Json(r#"{"content": "b"}"#),
            THEIRS,
        ),
        (
            "posts.edit",
            Post("only_me"),
            Json(r#"{"content": "b"}"#),
            OWNER,
        ),
        (
            "posts.edit",
            DeletedPost,
            Json(r#"{"content": "b"}"#),
            NOT_EVEN_OWNER,
        ),
        ("posts.show", PostOfEvent, bare, OWNER),
        (
            "posts.edit",
            PostOfEvent,
            Json(r#"{"content": "b"}"#),
            OF_AN_EVENT,
        ),
        ("posts.delete", PostOfEvent, bare, OF_AN_EVENT),
        ("posts.restore", PostOfEvent, bare, OWNER),
        ("posts.delete", Post("public"), bare, THEIRS_EMPTY),
        ("posts.delete", Post("only_me"), bare, [401, 404, 204, 404]),
        ("posts.delete", DeletedPost, bare, NOT_EVEN_OWNER),
        ("posts.restore", DeletedPost, bare, OWNER),
        ("posts.restore", Post("public"), bare, THEIRS),
        ("polls.vote", Poll("public"), Json(NO_VOTE), MEMBERS),
        ("polls.vote", Poll("unlisted"), Json(NO_VOTE), MEMBERS),
        ("polls.vote", Poll("only_me"), Json(NO_VOTE), OWNER),
        ("polls.vote", Post("public"), Json(NO_VOTE), NOT_EVEN_OWNER),
        ("polls.vote", DeletedPost, Json(NO_VOTE), NOT_EVEN_OWNER),
        ("previews.remove", Post("public"), bare, THEIRS_EMPTY),
        ("previews.remove", DeletedPost, bare, NOT_EVEN_OWNER),
        ("previews.restore", Post("public"), bare, THEIRS_EMPTY),
        (
            "previews.restore",
            Post("only_me"),
            bare,
            [401, 404, 204, 404],
        ),
        ("audiences.reach", Nothing, bare, MEMBERS),
        (
            "audiences.choose_default",
            Nothing,
            Json(r#"{"audience": "friends"}"#),
            MEMBERS,
        ),
        (
            "audiences.change_many",
            Post("public"),
            Json(r#"{"from": "public", "to": "followers", "preview": false}"#),
            MEMBERS,
        ),
        ("audiences.undo_change", AudienceChange, bare, OWNER),
        ("feeds.for_you", Nothing, bare, MEMBERS),
        ("feeds.home", Nothing, bare, MEMBERS),
        ("feeds.profile", Profile { private: false }, bare, MEMBERS),
        ("feeds.profile", Profile { private: true }, bare, PRIVATE),
    ]
}

/// Shares, history, pins and bookmarks.
pub(super) fn around_posts() -> Vec<Row> {
    use Given::{DeletedPost, Nothing, Post};
    use Sent::Json;
    const SHARE: Sent = Json(r#"{"content": "a", "audience": "public"}"#);
    const PINNING: Statuses = [401, 404, 204, 404];
    const KEEPING: Statuses = [401, 204, 204, 204];
    let bare = Sent::Nothing;
    let reading = ["posts.shares", "posts.history"].into_iter();
    let mut rows: Vec<Row> = reading
        .flat_map(|id| {
            [
                (id, Post("public"), bare, MEMBERS),
                (id, Post("unlisted"), bare, MEMBERS),
                (id, Post("only_me"), bare, OWNER),
                (id, DeletedPost, bare, NOT_EVEN_OWNER),
            ]
        })
        .collect();
    for id in ["posts.pin", "posts.unpin"] {
        rows.push((id, Post("public"), bare, THEIRS_EMPTY));
        rows.push((id, Post("only_me"), bare, PINNING));
        rows.push((id, DeletedPost, bare, NOT_EVEN_OWNER));
    }
    // What is kept for oneself can be let go whatever became of it.
    for given in [Post("public"), Post("only_me"), DeletedPost] {
        rows.push(("bookmarks.remove", given, bare, KEEPING));
    }
    rows.extend([
        ("posts.share", Post("public"), SHARE, [401, 201, 201, 201]),
        ("posts.share", Post("unlisted"), SHARE, [401, 403, 201, 403]),
        ("posts.share", Post("only_me"), SHARE, [401, 404, 201, 404]),
        ("posts.share", DeletedPost, SHARE, NOT_EVEN_OWNER),
        ("bookmarks.add", Post("public"), bare, KEEPING),
        ("bookmarks.add", Post("unlisted"), bare, KEEPING),
        ("bookmarks.add", Post("only_me"), bare, [401, 404, 204, 404]),
        ("bookmarks.add", DeletedPost, bare, NOT_EVEN_OWNER),
        ("bookmarks.list", Nothing, bare, MEMBERS),
    ]);
    rows
}

pub(super) fn reactions() -> Vec<Row> {
    use Given::{Comment, CommentOnDeletedPost, DeletedComment, DeletedPost, Post};
    use Sent::Json;
    const LIKE: Sent = Json(r#"{"kind": "like"}"#);
    let on_each = |id, sent| {
        [
            (id, Post("public"), sent, MEMBERS),
            (id, Post("unlisted"), sent, MEMBERS),
            (id, Post("only_me"), sent, OWNER),
            (id, DeletedPost, sent, NOT_EVEN_OWNER),
        ]
    };
    let on_each_comment = |id, sent| {
        [
            (id, Comment("public"), sent, MEMBERS),
            (id, Comment("only_me"), sent, OWNER),
            (id, DeletedComment, sent, NOT_EVEN_OWNER),
            (id, CommentOnDeletedPost, sent, NOT_EVEN_OWNER),
        ]
    };
    [
        on_each("reactions.set", LIKE),
        on_each("reactions.take_back", Sent::Nothing),
        on_each("reactions.list", Sent::Nothing),
        on_each_comment("reactions.set_on_comment", LIKE),
        on_each_comment("reactions.take_back_from_comment", Sent::Nothing),
        on_each_comment("reactions.list_on_comment", Sent::Nothing),
    ]
    .concat()
}

pub(super) fn comments() -> Vec<Row> {
    use Given::{Comment, CommentOnDeletedPost, DeletedComment, DeletedPost, Post};
    use Sent::Json;
    const HELLO: Sent = Json(r#"{"content": "a"}"#);
    const CREATED: Statuses = [401, 201, 201, 201];
    const OWNER_CREATED: Statuses = [401, 404, 201, 404];
    const GONE: Statuses = [401, 404, 204, 404];
    let bare = Sent::Nothing;
    vec![
        ("comments.publish", Post("public"), HELLO, CREATED),
        ("comments.publish", Post("unlisted"), HELLO, CREATED),
        ("comments.publish", Post("only_me"), HELLO, OWNER_CREATED),
        ("comments.publish", DeletedPost, HELLO, NOT_EVEN_OWNER),
        ("comments.list", Post("public"), bare, MEMBERS),
        ("comments.list", Post("only_me"), bare, OWNER),
        ("comments.list", DeletedPost, bare, NOT_EVEN_OWNER),
        ("comments.replies", Comment("public"), bare, MEMBERS),
        ("comments.replies", Comment("only_me"), bare, OWNER),
        ("comments.replies", DeletedComment, bare, NOT_EVEN_OWNER),
        (
            "comments.replies",
            CommentOnDeletedPost,
            bare,
            NOT_EVEN_OWNER,
        ),
        ("comments.show", Comment("public"), bare, MEMBERS),
        ("comments.show", Comment("only_me"), bare, OWNER),
        ("comments.show", DeletedComment, bare, NOT_EVEN_OWNER),
        ("comments.show", CommentOnDeletedPost, bare, NOT_EVEN_OWNER),
        ("comments.edit", Comment("public"), HELLO, THEIRS),
        ("comments.edit", Comment("only_me"), HELLO, OWNER),
        ("comments.edit", DeletedComment, HELLO, NOT_EVEN_OWNER),
        ("comments.edit", CommentOnDeletedPost, HELLO, NOT_EVEN_OWNER),
        ("comments.delete", Comment("public"), bare, THEIRS_EMPTY),
        ("comments.delete", Comment("only_me"), bare, GONE),
        ("comments.delete", DeletedComment, bare, NOT_EVEN_OWNER),
        (
            "comments.delete",
            CommentOnDeletedPost,
            bare,
            NOT_EVEN_OWNER,
        ),
        ("comments.restore", DeletedComment, bare, OWNER),
        ("comments.restore", Comment("public"), bare, THEIRS),
        (
            "comments.restore",
            CommentOnDeletedPost,
            bare,
            NOT_EVEN_OWNER,
        ),
    ]
}
