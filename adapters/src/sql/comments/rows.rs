//! Rows of comments, and what they become.

use kith_core::{
    comments::{Comment, CommentText, Deletion, DiscussedPost, FoundComment, Said},
    posts::CommentPolicy,
    profiles::UserSummary,
    reactions::{ByKind, Reactions},
    shared::{
        clock::Timestamp,
        id::{CommentId, MediaId, PostId, UserId},
        store::StoreError,
    },
};
use serde::Deserialize;
use sqlx::FromRow;

use crate::sql::{
    column::{named, unsigned},
    groups::read_standing,
    posts::rows::closeness,
    reactions::rows::kind,
};

/// A post with comments, before a viewer.
#[derive(FromRow, Deserialize)]
pub(super) struct DiscussedRow {
    post_id: i64,
    post_author: i64,
    comment_policy: String,
    closeness: i64,
    mentioned: i64,
    /// How the viewer stands to the group of the post; null outside of groups.
    group_standing: Option<String>,
}

impl DiscussedRow {
    pub(super) fn discussed(&self) -> Result<DiscussedPost, StoreError> {
        Ok(DiscussedPost {
            id: PostId::new(self.post_id),
            author: UserId::new(self.post_author),
            policy: named(
                "posts.comment_policy",
                &self.comment_policy,
                CommentPolicy::parse,
            )?,
            closeness: closeness(self.closeness)?,
            mentioned: self.mentioned != 0,
            group: self
                .group_standing
                .as_deref()
                .map(read_standing)
                .transpose()?,
        })
    }
}

/// How many reacted to a comment, and who of them does not count for the viewer.
#[derive(FromRow, Deserialize)]
struct ReactionsRow {
    likes: i64,
    loves: i64,
    cares: i64,
    hahas: i64,
    wows: i64,
    sads: i64,
    angries: i64,
    mine: Option<String>,
    /// The kinds of those of whom the viewer never hears, with commas between them.
    hidden_kinds: Option<String>,
}

impl ReactionsRow {
    fn reactions(self) -> Result<Reactions, StoreError> {
        let number = |column: i64| unsigned("comment_tallies", column);
        let mut by_kind = ByKind {
            likes: number(self.likes)?,
            loves: number(self.loves)?,
            cares: number(self.cares)?,
            hahas: number(self.hahas)?,
            wows: number(self.wows)?,
            sads: number(self.sads)?,
            angries: number(self.angries)?,
        };
        for hidden in self.hidden_kinds.iter().flat_map(|kinds| kinds.split(',')) {
            let number = by_kind.of_mut(kind(hidden)?);
            *number = u64::saturating_sub(*number, 1);
        }
        Ok(Reactions {
            by_kind,
            mine: self.mine.as_deref().map(kind).transpose()?,
        })
    }
}

/// A comment before a viewer. The order of the fields is that of the statements that give JSON.
#[derive(FromRow, Deserialize)]
pub(super) struct FoundRow {
    id: i64,
    #[sqlx(flatten)]
    post: DiscussedRow,
    parent_id: Option<i64>,
    depth: i64,
    created_at: i64,
    replies: i64,
    relevance: i64,
    #[sqlx(flatten)]
    reactions: ReactionsRow,
    content: String,
    media_id: Option<i64>,
    edited_at: Option<i64>,
    author_id: Option<i64>,
    handle: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    nickname: Option<String>,
    avatar_id: Option<i64>,
    is_private: i64,
}

impl FoundRow {
    /// Reads what a statement gave as JSON.
    pub(super) fn read_all(json: &str) -> Result<Vec<Self>, StoreError> {
        serde_json::from_str(json).map_err(|error| StoreError::Failed(Box::new(error)))
    }

    pub(super) fn found(mut self) -> Result<FoundComment, StoreError> {
        let author = self.take_author();
        let reactions = match author {
            Some(_) => self.reactions.reactions()?,
            None => Reactions::default(),
        };
        Ok(FoundComment {
            id: CommentId::new(self.id),
            post: self.post.discussed()?,
            parent: self.parent_id.map(CommentId::new),
            depth: unsigned("comments.depth", self.depth)?,
            created_at: Timestamp::from_micros(self.created_at),
            replies: unsigned("comment_tallies.replies", self.replies)?,
            relevance: self.relevance,
            reactions,
            said: author.map(|author| Said {
                author,
                text: CommentText::stored(self.content),
                picture: self.media_id.map(MediaId::new),
                edited_at: self.edited_at.map(Timestamp::from_micros),
            }),
        })
    }

    /// Who wrote it, unless only the place is left.
    fn take_author(&mut self) -> Option<UserSummary> {
        Some(UserSummary {
            id: UserId::new(self.author_id?),
            handle: self.handle.take()?,
            first_name: self.first_name.take()?,
            last_name: self.last_name.take()?,
            nickname: self.nickname.take(),
            avatar: self.avatar_id.map(MediaId::new),
            is_private: self.is_private != 0,
        })
    }
}

/// The columns of a [`CommentRow`], for comments under the alias `c`.
macro_rules! comment_columns {
    () => {
        "c.id, c.parent_id, c.depth, c.author_id, c.content, c.media_id, c.created_at, c.edited_at, c.deleted_at, c.deleted_by"
    };
}

/// The columns of a [`DiscussedRow`], for posts under the alias `p` before this viewer.
macro_rules! discussed_columns {
    (viewer $viewer:literal) => {
        concat!(
            "p.id as post_id, p.author_id as post_author, p.comment_policy, cast(",
            $crate::sql::visibility::closeness!(viewer $viewer, other "p.author_id"),
            " as bigint) as closeness, cast(case when exists (select 1 from post_mentions pm where pm.post_id = p.id and pm.user_id = ",
            $viewer,
            ") then 1 else 0 end as bigint) as mentioned, case when p.group_id is not null then coalesce((select k.standing \
             from group_members k where k.group_id = p.group_id and k.user_id = ",
            $viewer,
            "), 'none') end as group_standing"
        )
    };
}

/// The author of the comment `c` may be seen by the viewer `$1`.
macro_rules! author_is_seen {
    () => {
        concat!(
            "(c.author_id = $1 or (not ",
            $crate::sql::visibility::severed!(viewer "$1", other "c.author_id"),
            " and exists (select 1 from users w where w.id = c.author_id and w.suspended_at is null)))"
        )
    };
}

pub(in crate::sql) use author_is_seen;
pub(super) use {comment_columns, discussed_columns};

/// A comment as it lies in its table.
#[derive(FromRow)]
pub(super) struct CommentRow {
    id: i64,
    parent_id: Option<i64>,
    depth: i64,
    author_id: i64,
    content: String,
    media_id: Option<i64>,
    created_at: i64,
    edited_at: Option<i64>,
    deleted_at: Option<i64>,
    deleted_by: Option<i64>,
    #[sqlx(flatten)]
    post: DiscussedRow,
}

impl CommentRow {
    pub(super) fn comment(self) -> Result<(Comment, DiscussedPost), StoreError> {
        let post = self.post.discussed()?;
        let comment = Comment {
            id: CommentId::new(self.id),
            post: post.id,
            parent: self.parent_id.map(CommentId::new),
            depth: unsigned("comments.depth", self.depth)?,
            author: UserId::new(self.author_id),
            text: CommentText::stored(self.content),
            picture: self.media_id.map(MediaId::new),
            created_at: Timestamp::from_micros(self.created_at),
            edited_at: self.edited_at.map(Timestamp::from_micros),
            deletion: self.deleted_at.map(|at| Deletion {
                at: Timestamp::from_micros(at),
                by: UserId::new(self.deleted_by.unwrap_or(self.author_id)),
            }),
        };
        Ok((comment, post))
    }
}
