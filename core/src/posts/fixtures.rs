//! What the tests of this feature start from.

use std::sync::Arc;

use super::{
    audience::Audience,
    commenting::CommentPolicy,
    post::{Post, PostText},
    view::AuthoredPost,
};
use crate::{
    media::{Kind, Media, Purpose, Status},
    profiles::UserSummary,
    relations::Closeness,
    shared::{
        actor::{Actor, Role},
        clock::{Clock as _, Timestamp},
        id::{MediaId, PostId, SessionId, UserId},
        ports::Ports,
    },
    testing::{CountingIds, CountingRandom, FixedClock, MockStore, MockTx},
};

pub(crate) const AUTHOR: i64 = 42;

pub(crate) fn now() -> Timestamp {
    FixedClock::default().now()
}

pub(crate) fn ports(store: MockStore) -> Ports {
    Ports {
        store: Arc::new(store),
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
    }
}

pub(crate) fn actor(user: i64) -> Actor {
    Actor {
        user: UserId::new(user),
        session: SessionId::new(1),
        role: Role::Member,
    }
}

/// A public post by [`AUTHOR`], one hour old.
pub(crate) fn post(id: i64) -> Post {
    Post {
        id: PostId::new(id),
        author: UserId::new(AUTHOR),
        title: None,
        text: PostText::stored("Hello".into()),
        warning: None,
        original: None,
        group: None,
        audience: Audience::Public,
        comment_policy: CommentPolicy::Everyone,
        picture_count: 0,
        has_poll: false,
        has_preview: false,
        has_event: false,
        created_at: now().plus(-time::Duration::HOUR),
        edited_at: None,
        deleted_at: None,
    }
}

pub(crate) fn authored(post: Post) -> AuthoredPost {
    let author = UserSummary {
        id: post.author,
        handle: "ada".into(),
        first_name: "Ada".into(),
        last_name: "Byron".into(),
        nickname: None,
        avatar: None,
        is_private: false,
    };
    AuthoredPost {
        post,
        author,
        closeness: Closeness::Stranger,
    }
}

pub(crate) fn media(id: i64, alt_text: &str) -> Media {
    Media {
        id: MediaId::new(id),
        owner: UserId::new(AUTHOR),
        purpose: Purpose::Post,
        kind: Kind::Image,
        status: Status::Ready,
        width: 4,
        height: 3,
        placeholder: String::new(),
        alt_text: alt_text.into(),
        variants: Vec::new(),
        video: None,
        created_at: now(),
    }
}

/// Nobody has reacted to any post, or commented on it.
pub(crate) fn no_standings(tx: &mut MockTx) {
    tx.expect_post_standings().returning(|_, _| Ok(Vec::new()));
}
