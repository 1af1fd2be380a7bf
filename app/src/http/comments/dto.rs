//! Comments as clients write and see them.

use kith_core::{
    comments::{
        CommentEdit, CommentInThread, CommentPermissions, CommentSort, CommentView, NewComment,
    },
    shared::id::{CommentId, MediaId, PostId},
};
use poem_openapi::{Enum, Object, types::MaybeUndefined};
use serde::Serialize;

use crate::http::{
    media::MediaDto,
    profiles::UserSummaryDto,
    reactions::Reactions,
    tags::MentionDto,
    values::{Id, Moment},
};

/// In which order comments are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "CommentSort", rename_all = "snake_case")]
pub enum SortDto {
    /// The last one first.
    Newest,
    /// The first one first.
    Oldest,
    /// What was answered and reacted to most first: two points for a reply, one for a reaction; of equal ones the newest.
    Relevant,
}

impl From<SortDto> for CommentSort {
    fn from(sort: SortDto) -> Self {
        match sort {
            SortDto::Newest => Self::Newest,
            SortDto::Oldest => Self::Oldest,
            SortDto::Relevant => Self::Relevant,
        }
    }
}

/// A comment to be published.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "NewComment")]
pub struct NewCommentDto {
    /// The text; may be empty when there is a picture.
    #[oai(validator(max_length = 5000))]
    pub content: String,
    /// The comment on the same post that it answers.
    pub parent_id: Option<Id>,
    /// A picture: an upload of one's own for the purpose `comment` that is part of nothing yet.
    pub media_id: Option<Id>,
}

impl NewCommentDto {
    /// The same for the core.
    pub fn on(self, post: PostId) -> NewComment {
        NewComment {
            post,
            parent: self.parent_id.map(CommentId::from),
            content: self.content,
            picture: self.media_id.map(MediaId::from),
        }
    }
}

/// What is to change of a comment; what is left out stays.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "CommentEdit")]
pub struct CommentEditDto {
    /// A new text; null empties it.
    #[oai(validator(max_length = 5000))]
    pub content: MaybeUndefined<String>,
    /// Another picture; null takes it away.
    pub media_id: MaybeUndefined<Id>,
}

impl From<CommentEditDto> for CommentEdit {
    fn from(edit: CommentEditDto) -> Self {
        Self {
            content: match edit.content {
                MaybeUndefined::Undefined => None,
                MaybeUndefined::Null => Some(String::new()),
                MaybeUndefined::Value(content) => Some(content),
            },
            picture: match edit.media_id {
                MaybeUndefined::Undefined => None,
                MaybeUndefined::Null => Some(None),
                MaybeUndefined::Value(id) => Some(Some(id.into())),
            },
        }
    }
}

/// What one may do with a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "CommentPermissions")]
pub struct CommentPermissionsDto {
    /// Change it.
    pub edit: bool,
    /// Delete it, and restore it for a while.
    pub delete: bool,
    /// Answer it.
    pub reply: bool,
}

impl From<CommentPermissions> for CommentPermissionsDto {
    fn from(can: CommentPermissions) -> Self {
        Self {
            edit: can.edit,
            delete: can.delete,
            reply: can.reply,
        }
    }
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "Comment")]
pub struct CommentDto {
    /// Its id.
    pub id: Id,
    /// The post.
    pub post_id: Id,
    /// The comment that it answers.
    pub parent_id: Option<Id>,
    /// How many comments are above it.
    pub depth: u32,
    /// Who wrote it; null where it was deleted.
    pub author: Option<UserSummaryDto>,
    /// What it says; null where it was deleted.
    pub content: Option<String>,
    /// Its picture.
    pub media: Option<MediaDto>,
    /// The people its text mentions, of whom one may know. Mentioning somebody grants them nothing.
    pub mentions: Vec<MentionDto>,
    /// Those among them for whom the post is not. Only the author of the post is told, in the answer to publishing and
    /// changing a comment of their own; null for everybody else, who would learn from it whom the post is for.
    pub unreached_mentions: Option<Vec<UserSummaryDto>>,
    /// How many comments answer it directly.
    pub reply_count: u64,
    /// Reactions to it.
    pub reactions: Reactions,
    /// When it was published.
    pub created_at: Moment,
    /// When its text or picture last changed.
    pub edited_at: Option<Moment>,
    /// Whether it was deleted, and its place is left because of what is below it.
    pub deleted: bool,
    /// What one may do with it.
    pub can: CommentPermissionsDto,
}

impl From<CommentView> for CommentDto {
    fn from(view: CommentView) -> Self {
        let CommentView {
            found,
            media,
            mentions,
            unreached,
            can,
        } = view;
        let deleted = found.said.is_none();
        let (author, content, edited_at) = match found.said {
            None => (None, None, None),
            Some(said) => (
                Some(said.author.into()),
                Some(said.text.as_str().to_owned()),
                said.edited_at,
            ),
        };
        Self {
            id: found.id.into(),
            post_id: found.post.id.into(),
            parent_id: found.parent.map(Id::from),
            depth: found.depth,
            author,
            content,
            media: media.map(MediaDto::from),
            mentions: mentions.into_iter().map(MentionDto::from).collect(),
            unreached_mentions: unreached
                .map(|people| people.into_iter().map(UserSummaryDto::from).collect()),
            reply_count: found.replies,
            reactions: found.reactions.into(),
            created_at: found.created_at.into(),
            edited_at: edited_at.map(Moment::from),
            deleted,
            can: can.into(),
        }
    }
}

/// A comment and what is above it.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "CommentInThread")]
pub struct CommentInThreadDto {
    /// The comment.
    #[oai(flatten)]
    pub comment: CommentDto,
    /// The nearest 50 comments above it, the outermost first.
    pub ancestors: Vec<CommentDto>,
}

impl From<CommentInThread> for CommentInThreadDto {
    fn from(thread: CommentInThread) -> Self {
        Self {
            comment: thread.comment.into(),
            ancestors: thread.ancestors.into_iter().map(CommentDto::from).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use kith_core::shared::{
        clock::Timestamp,
        id::{CommentId, PostId, UserId},
    };

    use super::*;
    use crate::http::{paging::PageOf, reactions::ReactionKindDto, written::assert_same};

    fn author() -> UserSummaryDto {
        UserSummaryDto {
            id: UserId::new(8).into(),
            handle: "ada".into(),
            first_name: "Ada".into(),
            last_name: "L\u{f6}velace\n".into(),
            nickname: None,
            display_name: "Ada".into(),
            avatar_url: Some("/a".into()),
            is_private: true,
        }
    }

    fn comment() -> CommentDto {
        CommentDto {
            id: CommentId::new(i64::MAX).into(),
            post_id: PostId::new(7).into(),
            parent_id: Some(CommentId::new(5).into()),
            depth: 1,
            author: Some(author()),
            content: Some("\u{1f6f7} \"quoted\"".into()),
            media: None,
            mentions: vec![MentionDto {
                user: author(),
                written: "ada".into(),
            }],
            unreached_mentions: None,
            reply_count: 3,
            reactions: Reactions {
                total: 2,
                by_kind: BTreeMap::from([("like".into(), 2)]),
                mine: Some(ReactionKindDto::Like),
            },
            created_at: Timestamp::from_micros(1_763_722_200_100_999).into(),
            edited_at: Some(Timestamp::from_micros(1_763_722_200_100_999).into()),
            deleted: false,
            can: CommentPermissionsDto {
                edit: true,
                delete: false,
                reply: true,
            },
        }
    }

    #[test]
    fn pages_of_comments_are_written_as_the_document_says() {
        let left = CommentDto {
            parent_id: None,
            author: None,
            content: None,
            edited_at: None,
            deleted: true,
            ..comment()
        };
        assert_same(&PageOf {
            items: vec![comment(), left],
            next_cursor: Some("next".into()),
        });
    }
}
