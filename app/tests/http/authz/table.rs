//! The table.

mod events;
mod groups;
mod posts;

use self::{
    events::events,
    groups::groups,
    posts::{around_posts, comments, posts, reactions},
};

/// What an operation is tried on; all of it is the owner's.
#[derive(Debug, Clone, Copy)]
pub(super) enum Given {
    /// Nothing in particular.
    Nothing,
    /// A post for this audience.
    Post(&'static str),
    /// A post that was deleted just now.
    DeletedPost,
    /// A comment on a post for this audience.
    Comment(&'static str),
    /// A comment that was deleted just now.
    DeletedComment,
    /// A comment on a post that was deleted just now.
    CommentOnDeletedPost,
    /// The picture of a comment on a post for this audience.
    PictureOfComment(&'static str),
    /// The picture of a comment that was deleted just now.
    PictureOfDeletedComment,
    /// A post for this audience with a poll.
    Poll(&'static str),
    /// A picture that is attached to nothing.
    Upload,
    /// A picture in a post for this audience.
    Picture(&'static str),
    /// A picture in a post that was deleted just now.
    PictureOfDeletedPost,
    /// Another audience that many posts got just now.
    AudienceChange,
    /// Another session.
    Session,
    /// A group that one asks to join.
    Group,
    /// An event in such a group.
    Event,
    /// The post of such an event.
    PostOfEvent,
    /// The profile, private or not.
    Profile { private: bool },
}

/// What is sent.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sent {
    /// No body.
    Nothing,
    /// JSON, in which `{unique}` stands for a word that is another each time, and `{soon}` for a moment that is to come.
    Json(&'static str),
    /// A picture, as a form.
    File,
}

/// What comes back for nobody, a stranger, the owner, an administrator.
pub(super) type Statuses = [u16; 4];

const EVERYBODY: Statuses = [200; 4];
const MEMBERS: Statuses = [401, 200, 200, 200];
const OWNER: Statuses = [401, 404, 200, 404];
const NOT_EVEN_OWNER: Statuses = [401, 404, 404, 404];
/// What is on a private profile.
const PRIVATE: Statuses = [401, 403, 200, 403];

/// A token that was never given out.
const NO_TOKEN: &str = r#"{"token": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#;
const NO_RESET: &str = r#"{"token": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "new_password": "plum tractor hums"}"#;
const REGISTRATION: &str = r#"{"email": "{unique}@example.org", "password": "plum tractor sings", "first_name": "A",
    "last_name": "B", "date_of_birth": "1990-12-10", "gender": "other"}"#;
const EMAIL_CHANGE: &str =
    r#"{"new_email": "{unique}@example.org", "password": "plum tractor sings"}"#;
const WRONG_PASSWORD: &str = r#"{"login": "the_owner", "password": "not the password"}"#;
const RIGHT_PASSWORD: &str = r#"{"login": "the_owner", "password": "plum tractor sings"}"#;
const PASSWORD_CHANGE: &str =
    r#"{"current_password": "plum tractor sings", "new_password": "plum tractor sings"}"#;
const PRIVACY: &str = r#"{"is_private": false, "show_presence": true, "fields": {"email": "everyone",
    "date_of_birth": "everyone", "gender": "everyone", "location": "everyone", "job": "everyone",
    "friends": "everyone", "follows": "everyone", "media": "everyone"}}"#;

/// Takes back a vote that was not given.
const NO_VOTE: &str = r#"{"option_ids": []}"#;

/// An operation, what it is tried on and with, and what comes back.
pub(super) type Row = (&'static str, Given, Sent, Statuses);

/// All that is tried.
pub(super) fn table() -> Vec<Row> {
    [of_members(), of_posts(), of_groups()].concat()
}

/// What is about members.
pub(super) fn of_members() -> Vec<Row> {
    [accounts(), profiles(), relations(), tags(), media()].concat()
}

/// What is about posts.
pub(super) fn of_posts() -> Vec<Row> {
    [posts(), around_posts(), reactions(), comments()].concat()
}

/// What is about groups, and what is in them.
pub(super) fn of_groups() -> Vec<Row> {
    [groups(), events()].concat()
}

fn accounts() -> Vec<Row> {
    use Given::{Nothing, Session};
    use Sent::Json;
    let bare = Sent::Nothing;
    vec![
        ("accounts.register", Nothing, Json(REGISTRATION), [201; 4]),
        ("accounts.log_in", Nothing, Json(RIGHT_PASSWORD), EVERYBODY),
        ("accounts.log_in", Nothing, Json(WRONG_PASSWORD), [401; 4]),
        ("accounts.log_out", Nothing, bare, [401, 204, 204, 204]),
        ("accounts.session", Nothing, bare, MEMBERS),
        ("accounts.sessions", Nothing, bare, MEMBERS),
        ("accounts.end_session", Session, bare, [401, 404, 204, 404]),
        ("accounts.end_other_sessions", Nothing, bare, MEMBERS),
        (
            "accounts.change_password",
            Nothing,
            Json(PASSWORD_CHANGE),
            [401, 204, 204, 204],
        ),
        (
            "accounts.forgot_password",
            Nothing,
            Json(r#"{"email": "the_owner@example.org"}"#),
            [202; 4],
        ),
        ("accounts.reset_password", Nothing, Json(NO_RESET), [422; 4]),
        (
            "accounts.password_strength",
            Nothing,
            Json(r#"{"password": "plum"}"#),
            EVERYBODY,
        ),
        ("accounts.verify_email", Nothing, Json(NO_TOKEN), [422; 4]),
        (
            "accounts.resend_verification",
            Nothing,
            bare,
            [401, 202, 202, 202],
        ),
        (
            "accounts.change_email",
            Nothing,
            Json(EMAIL_CHANGE),
            [401, 202, 202, 202],
        ),
        ("accounts.site", Nothing, bare, EVERYBODY),
    ]
}

fn profiles() -> Vec<Row> {
    use Given::{Nothing, Profile};
    use Sent::{File, Json};
    let bare = Sent::Nothing;
    vec![
        ("profiles.own", Nothing, bare, MEMBERS),
        ("profiles.edit", Nothing, Json(r#"{"bio": "a"}"#), MEMBERS),
        ("profiles.set_avatar", Nothing, File, MEMBERS),
        ("profiles.remove_avatar", Nothing, bare, MEMBERS),
        ("profiles.set_cover", Nothing, File, MEMBERS),
        ("profiles.remove_cover", Nothing, bare, MEMBERS),
        ("profiles.privacy", Nothing, bare, MEMBERS),
        ("profiles.set_privacy", Nothing, Json(PRIVACY), MEMBERS),
        ("profiles.show", Profile { private: false }, bare, MEMBERS),
        ("profiles.show", Profile { private: true }, bare, MEMBERS),
        ("profiles.media", Profile { private: false }, bare, MEMBERS),
        ("profiles.media", Profile { private: true }, bare, PRIVATE),
    ]
}

/// Tried by those whom nothing joins to the owner; `roles` has the others.
fn relations() -> Vec<Row> {
    const ABOUT_OTHERS: Statuses = [401, 200, 403, 200];
    const OF_NOTHING: Statuses = [401, 404, 403, 404];
    let on_owner = |id, statuses| {
        let owner = Given::Profile { private: false };
        (id, owner, Sent::Nothing, statuses)
    };
    vec![
        (
            "relations.follow_requests",
            Given::Nothing,
            Sent::Nothing,
            MEMBERS,
        ),
        (
            "relations.sent_follow_requests",
            Given::Nothing,
            Sent::Nothing,
            MEMBERS,
        ),
        (
            "relations.friend_requests",
            Given::Nothing,
            Sent::Nothing,
            MEMBERS,
        ),
        (
            "relations.sent_friend_requests",
            Given::Nothing,
            Sent::Nothing,
            MEMBERS,
        ),
        ("relations.blocks", Given::Nothing, Sent::Nothing, MEMBERS),
        ("relations.mutes", Given::Nothing, Sent::Nothing, MEMBERS),
        on_owner("relations.followers", MEMBERS),
        on_owner("relations.following", MEMBERS),
        on_owner("relations.friends", MEMBERS),
        on_owner("relations.mutuals", MEMBERS),
        on_owner("relations.accept_follow", OF_NOTHING),
        on_owner("relations.decline_follow", ABOUT_OTHERS),
        on_owner("relations.accept_friendship", OF_NOTHING),
        on_owner("relations.decline_friendship", ABOUT_OTHERS),
        on_owner("relations.remove_follower", ABOUT_OTHERS),
        (
            "relations.suggestions",
            Given::Nothing,
            Sent::Nothing,
            MEMBERS,
        ),
        on_owner("relations.dismiss_suggestion", [401, 204, 404, 204]),
        ("search.all", Given::Nothing, Sent::Nothing, MEMBERS),
        on_owner("relations.follow", ABOUT_OTHERS),
        on_owner("relations.unfollow", ABOUT_OTHERS),
        on_owner("relations.befriend", ABOUT_OTHERS),
        on_owner("relations.unfriend", ABOUT_OTHERS),
        on_owner("relations.mute", ABOUT_OTHERS),
        on_owner("relations.unmute", ABOUT_OTHERS),
        on_owner("relations.block", ABOUT_OTHERS),
        on_owner("relations.unblock", ABOUT_OTHERS),
    ]
}

/// Nothing of a tag is anybody's; whose posts it lists is tried in `audiences`.
fn tags() -> Vec<Row> {
    use Given::Nothing;
    let bare = Sent::Nothing;
    vec![
        ("tags.suggest", Nothing, bare, MEMBERS),
        ("tags.show", Nothing, bare, MEMBERS),
        ("tags.follow", Nothing, bare, MEMBERS),
        ("tags.unfollow", Nothing, bare, MEMBERS),
        ("tags.followed", Nothing, bare, MEMBERS),
        ("feeds.tagged", Nothing, bare, MEMBERS),
    ]
}

fn media() -> Vec<Row> {
    use Given::{
        Nothing, Picture, PictureOfComment, PictureOfDeletedComment, PictureOfDeletedPost, Upload,
    };
    use Sent::{File, Json};
    let bare = Sent::Nothing;
    vec![
        ("media.upload", Nothing, File, [401, 201, 201, 201]),
        ("media.uploads", Nothing, bare, MEMBERS),
        ("media.show", Upload, bare, OWNER),
        ("media.show", Picture("public"), bare, MEMBERS),
        ("media.show", Picture("unlisted"), bare, MEMBERS),
        ("media.show", Picture("only_me"), bare, OWNER),
        ("media.show", PictureOfDeletedPost, bare, NOT_EVEN_OWNER),
        ("media.show", PictureOfComment("public"), bare, MEMBERS),
        ("media.show", PictureOfComment("only_me"), bare, OWNER),
        ("media.show", PictureOfDeletedComment, bare, NOT_EVEN_OWNER),
        ("media.read", PictureOfComment("public"), bare, MEMBERS),
        ("media.read", PictureOfComment("only_me"), bare, OWNER),
        ("media.read", PictureOfDeletedComment, bare, NOT_EVEN_OWNER),
        ("media.read", Upload, bare, OWNER),
        ("media.read", Picture("public"), bare, MEMBERS),
        ("media.read", Picture("unlisted"), bare, MEMBERS),
        ("media.read", Picture("only_me"), bare, OWNER),
        ("media.read", PictureOfDeletedPost, bare, NOT_EVEN_OWNER),
        (
            "media.describe",
            Upload,
            Json(r#"{"alt_text": "a"}"#),
            OWNER,
        ),
        (
            "media.describe",
            Picture("public"),
            Json(r#"{"alt_text": "a"}"#),
            OWNER,
        ),
        ("media.delete", Upload, bare, [401, 404, 204, 404]),
        (
            "media.delete",
            Picture("public"),
            bare,
            [401, 404, 409, 404],
        ),
    ]
}
