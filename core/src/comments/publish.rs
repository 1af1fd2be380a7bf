//! Commenting on a post, or answering a comment.

use super::{
    comment::{Comment, CommentText, DEPTH_MAX, unusable_picture},
    view::{CommentView, show_written},
};
use crate::{
    posts::CommentPolicy,
    shared::{
        actor::Actor,
        event::Event,
        fields::{FormCheck, InvalidFields, Refusal},
        id::{CommentId, MediaId, PostId},
        idempotency::{Claim, IdempotencyKey},
        ports::Ports,
        store::{StoreError, Tx},
    },
    tags::note_mentions_in,
};

/// A comment as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewComment {
    /// The post.
    pub post: PostId,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
    /// What it says; may be empty when there is a picture.
    pub content: String,
    /// An upload of the author's.
    pub picture: Option<MediaId>,
}

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishCommentError {
    /// Fields were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The post is not there, or not for this member.
    #[error("no such post")]
    NotFound,
    /// The post does not take comments of this member, but of these.
    #[error("comments are for {}", .0.as_str())]
    NotAllowed(CommentPolicy),
    /// What it answers is not there, deleted, or not for this member.
    #[error("the comment that it answers is no longer there")]
    ParentGone,
    /// The idempotency key belongs to another request.
    #[error("the idempotency key was used with another request")]
    KeyReused,
    /// The comment that this key made is no longer there.
    #[error("the comment is no longer there")]
    Gone,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Publishes comments.
pub struct PublishComment {
    ports: Ports,
}

impl PublishComment {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Publishes `input` as `actor`. With a `key`, a repeat publishes nothing and gives the comment that is there.
    #[tracing::instrument(name = "comments.publish", skip_all, fields(post = %input.post))]
    pub async fn run(
        &self,
        actor: &Actor,
        input: NewComment,
        key: Option<IdempotencyKey>,
    ) -> Result<CommentView, PublishCommentError> {
        let new = self.parse(actor, &input)?;
        let mut tx = self.ports.store.write().await?;
        let made = match key {
            None => Claim::Fresh,
            Some(key) => {
                let id = new.id.get();
                tx.claim_key(new.author, &key, id, new.created_at).await?
            }
        };
        let id = match made {
            Claim::Fresh => insert(tx.as_mut(), new).await?,
            Claim::Done(made) => CommentId::new(made),
            Claim::Mismatch => return Err(PublishCommentError::KeyReused),
        };
        let view = show_written(tx.as_mut(), actor.user, id)
            .await?
            .ok_or(PublishCommentError::Gone)?;
        // Also after a repeat: the first may be waiting for its commit still.
        tx.commit().await?;
        Ok(view)
    }

    fn parse(&self, actor: &Actor, input: &NewComment) -> Result<Comment, InvalidFields> {
        let mut form = FormCheck::default();
        let text = form.field("content", CommentText::parse(&input.content));
        let comment = Comment {
            id: CommentId::new(self.ports.ids.next()),
            post: input.post,
            parent: input.parent,
            depth: 0,
            author: actor.user,
            text: text.clone().unwrap_or_default(),
            picture: input.picture,
            created_at: self.ports.clock.now(),
            edited_at: None,
            deletion: None,
        };
        if text.is_some() {
            form.field("content", comment.check_substance());
        }
        form.finish()?;
        Ok(comment)
    }
}

async fn insert(tx: &mut dyn Tx, new: Comment) -> Result<CommentId, PublishCommentError> {
    let post = tx
        .post_to_discuss(new.author, new.post)
        .await?
        .ok_or(PublishCommentError::NotFound)?;
    if !post.takes_comments_of(new.author) {
        return Err(PublishCommentError::NotAllowed(post.policy));
    }
    let depth = match new.parent {
        None => 0,
        Some(parent) => {
            let above = tx.comment_to_answer(new.author, new.post, parent).await?;
            below(above.ok_or(PublishCommentError::ParentGone)?)?
        }
    };
    let comment = Comment { depth, ..new };
    tx.insert_comment(&comment).await?;
    if comment.picture.is_some()
        && !tx
            .set_comment_picture(comment.author, comment.id, comment.picture)
            .await?
    {
        return Err(InvalidFields::one("media_id", unusable_picture()).into());
    }
    note_mentions_in(tx, "", &comment).await?;
    tx.emit(Event::CommentPublished {
        comment: comment.id,
        post: comment.post,
    })
    .await?;
    Ok(comment.id)
}

/// How deep an answer to a comment lies that lies so deep.
fn below(depth: u32) -> Result<u32, InvalidFields> {
    if depth >= DEPTH_MAX {
        let message = "This thread goes no deeper. Answer a comment further up.";
        return Err(InvalidFields::one(
            "parent_id",
            Refusal::new("too_deep", message),
        ));
    }
    Ok(depth + 1)
}

#[cfg(test)]
mod tests;
