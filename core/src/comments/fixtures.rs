//! What the tests of this feature start from.

use super::{
    comment::{Comment, CommentText},
    discussed::DiscussedPost,
    view::{FoundComment, Said},
};
use crate::{
    media::{Media, Purpose},
    posts::{
        CommentPolicy,
        fixtures::{AUTHOR, authored, media, now, post},
    },
    profiles::UserSummary,
    reactions::Reactions,
    relations::Closeness,
    shared::id::{CommentId, PostId, UserId},
};

pub(crate) const COMMENTER: i64 = 43;
pub(crate) const POST: PostId = PostId::new(7);

/// A post of [`AUTHOR`]'s on which everyone may comment.
pub(crate) fn discussed() -> DiscussedPost {
    DiscussedPost {
        id: POST,
        author: UserId::new(AUTHOR),
        policy: CommentPolicy::Everyone,
        closeness: Closeness::Stranger,
        mentioned: false,
        group: None,
    }
}

/// A comment of [`COMMENTER`]'s on [`POST`], one hour old.
pub(crate) fn comment(id: i64) -> Comment {
    Comment {
        id: CommentId::new(id),
        post: POST,
        parent: None,
        depth: 0,
        author: UserId::new(COMMENTER),
        text: CommentText::stored("Lovely".into()),
        picture: None,
        created_at: now().plus(-time::Duration::HOUR),
        edited_at: None,
        deletion: None,
    }
}

/// The same as it is found.
pub(crate) fn found(id: i64) -> FoundComment {
    let comment = comment(id);
    FoundComment {
        id: comment.id,
        post: discussed(),
        parent: None,
        depth: 0,
        created_at: comment.created_at,
        replies: 0,
        reactions: Reactions::default(),
        said: Some(Said {
            author: UserSummary {
                id: comment.author,
                ..authored(post(7)).author
            },
            text: comment.text,
            picture: None,
            edited_at: None,
        }),
        relevance: 0,
    }
}

/// An upload for a comment.
pub(crate) fn picture(id: i64) -> Media {
    Media {
        owner: UserId::new(COMMENTER),
        purpose: Purpose::Comment,
        ..media(id, "")
    }
}
