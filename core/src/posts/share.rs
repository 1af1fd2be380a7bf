//! Sharing a post.

use super::{
    audience::Audience,
    commenting::CommentPolicy,
    post::{Post, PostText},
    publish::{Checked, PublishError, claim, insert, refuse_group},
    selected::check_names,
    view::{PostView, may_share, show_written},
};
use crate::shared::{
    actor::Actor,
    event::Event,
    fields::{FormCheck, InvalidFields},
    id::{PostId, UserId},
    idempotency::{Claim, IdempotencyKey},
    ports::Ports,
    store::{StoreError, Tx},
};

/// A share as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShare {
    /// What is said about the post; may be empty.
    pub content: String,
    /// Whom the share is for. The post inside of it stays for those whom it is for itself.
    pub audience: Audience,
    /// Who is named, for [`Audience::Selected`].
    pub selected: Vec<UserId>,
}

/// Why nothing was shared.
#[derive(Debug, thiserror::Error)]
pub enum ShareError {
    /// The post is not there, or not for this member.
    #[error("no such post")]
    NotFound,
    /// The post is by somebody else and for few, or it is a share of something that this member cannot see.
    #[error("the post cannot be shared")]
    NotShareable,
    /// As for any post.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

impl From<StoreError> for ShareError {
    fn from(error: StoreError) -> Self {
        Self::Publish(error.into())
    }
}

/// Shares posts.
pub struct Share {
    ports: Ports,
}

impl Share {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Publishes a post of `actor` with `post` inside of it or, if `post` is a share, with the post that is inside of
    /// that. With a `key`, a repeat publishes nothing and gives the share that is there.
    #[tracing::instrument(name = "posts.share", skip_all, fields(%post))]
    pub async fn run(
        &self,
        actor: &Actor,
        post: PostId,
        input: NewShare,
        key: Option<IdempotencyKey>,
    ) -> Result<PostView, ShareError> {
        let mut new = self.parse(actor, input).map_err(PublishError::from)?;
        let mut tx = self.ports.store.write().await?;
        match claim(tx.as_mut(), &new.post, key).await? {
            Claim::Fresh => {}
            Claim::Done(made) => {
                let view = show_written(
                    tx.as_mut(),
                    actor.user,
                    PostId::new(made),
                    new.post.created_at,
                )
                .await?
                .ok_or(PublishError::Gone)?;
                // It may be waiting for its commit still.
                tx.commit().await?;
                return Ok(view);
            }
            Claim::Mismatch => return Err(PublishError::KeyReused.into()),
        }
        let original = original_of(tx.as_mut(), actor.user, post).await?;
        new.post.original = Some(original);
        let share = new.post.id;
        insert(tx.as_mut(), &new).await?;
        let more = i64::from(new.post.counts_as_share());
        tx.count_shares(original, more).await?;
        tx.emit(Event::PostShared { share, original }).await?;
        let view = show_written(tx.as_mut(), actor.user, share, new.post.created_at)
            .await?
            .ok_or(PublishError::Gone)?;
        tx.commit().await?;
        Ok(view)
    }

    fn parse(&self, actor: &Actor, input: NewShare) -> Result<Checked, InvalidFields> {
        let mut form = FormCheck::default();
        let text = form.field("content", PostText::parse(&input.content));
        refuse_group(&mut form, input.audience);
        check_names(&mut form, input.audience, &input.selected);
        form.finish()?;
        let post = Post {
            id: PostId::new(self.ports.ids.next()),
            author: actor.user,
            title: None,
            text: text.unwrap_or_default(),
            warning: None,
            original: None,
            group: None,
            audience: input.audience,
            comment_policy: CommentPolicy::Everyone,
            picture_count: 0,
            has_poll: false,
            has_preview: false,
            has_event: false,
            created_at: self.ports.clock.now(),
            edited_at: None,
            deleted_at: None,
        };
        Ok(Checked {
            post,
            pictures: Vec::new(),
            names: input.selected,
            poll: None,
        })
    }
}

/// What is to be inside of a share of `post`. It cannot be deleted until this transaction ends; a share that leads to it
/// can: who holds one post and waits for another stands in the way of whoever changes both.
async fn original_of(tx: &mut dyn Tx, viewer: UserId, post: PostId) -> Result<PostId, ShareError> {
    let found = tx
        .visible_post(viewer, post)
        .await?
        .ok_or(ShareError::NotFound)?;
    let (original, refusal) = match found.post.original {
        None => (post, ShareError::NotFound),
        Some(original) => (original, ShareError::NotShareable),
    };
    let found = tx.post_to_share(viewer, original).await?.ok_or(refusal)?;
    if may_share(viewer, &found.post) {
        Ok(found.post.id)
    } else {
        Err(ShareError::NotShareable)
    }
}

#[cfg(test)]
mod tests;
