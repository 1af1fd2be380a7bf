//! Publishing a post.

use super::{
    audience::Audience,
    commenting::CommentPolicy,
    picture::{Picture, PictureInput, parse_pictures, refuse_unusable},
    post::{ContentWarning, Post, PostText, PostTitle},
    selected::{check_names, refuse_unconnected},
    view::{PostView, show_written},
};
use crate::{
    audiences::remember,
    groups::{OutsideGroup, inside, note_published},
    polls::{NewPoll, PollInput, parse_poll},
    shared::{
        actor::Actor,
        event::Event,
        fields::{FormCheck, InvalidFields, Refusal},
        id::{GroupId, PostId, UserId},
        idempotency::{Claim, IdempotencyKey},
        ports::Ports,
        store::{StoreError, Tx},
    },
    tags::note_names,
};

/// A post as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPost {
    /// Its heading; absent or empty for none.
    pub title: Option<String>,
    /// What it says; may be empty when there is a picture.
    pub content: String,
    /// What is said before it is shown; absent or empty for nothing.
    pub warning: Option<String>,
    /// Whom it is for.
    pub audience: Audience,
    /// Who is named, for [`Audience::Selected`].
    pub selected: Vec<UserId>,
    /// The group in which it is to be; what [`NewPost::audience`] says counts for nothing then.
    pub group: Option<GroupId>,
    /// Who may comment on it.
    pub comment_policy: CommentPolicy,
    /// Uploads of the author's, in the order in which they are to be shown.
    pub media: Vec<PictureInput>,
    /// What its readers are asked.
    pub poll: Option<PollInput>,
}

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Fields were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// Only members post in the group.
    #[error("only members post in the group")]
    NotAMember,
    /// The idempotency key belongs to another request.
    #[error("the idempotency key was used with another request")]
    KeyReused,
    /// The post that this key made is no longer there.
    #[error("the post is no longer there")]
    Gone,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<OutsideGroup> for PublishError {
    fn from(outside: OutsideGroup) -> Self {
        match outside {
            OutsideGroup::MembersOnly => Self::NotAMember,
            OutsideGroup::NotFound => {
                let refusal = Refusal::new("not_found", "There is no such group.");
                InvalidFields::one("group_id", refusal).into()
            }
        }
    }
}

/// Publishes posts.
pub struct Publish {
    ports: Ports,
}

impl Publish {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Publishes `input` as `actor`. With a `key`, a repeat publishes nothing and gives the post that is there.
    #[tracing::instrument(name = "posts.publish", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        input: NewPost,
        key: Option<IdempotencyKey>,
    ) -> Result<PostView, PublishError> {
        let new = self.parse(actor, input)?;
        let post = &new.post;
        let mut tx = self.ports.store.write().await?;
        match claim(tx.as_mut(), post, key).await? {
            Claim::Fresh => {}
            Claim::Done(made) => {
                let made = PostId::new(made);
                let view = show_written(tx.as_mut(), actor.user, made, post.created_at)
                    .await?
                    .ok_or(PublishError::Gone)?;
                // It may be waiting for its commit still.
                tx.commit().await?;
                return Ok(view);
            }
            Claim::Mismatch => return Err(PublishError::KeyReused),
        }
        insert(tx.as_mut(), &new).await?;
        let view = show_written(tx.as_mut(), actor.user, post.id, post.created_at)
            .await?
            .ok_or(PublishError::Gone)?;
        tx.commit().await?;
        Ok(view)
    }

    fn parse(&self, actor: &Actor, input: NewPost) -> Result<Checked, InvalidFields> {
        let mut form = FormCheck::default();
        let title = form.field(
            "title",
            PostTitle::parse(input.title.as_deref().unwrap_or_default()),
        );
        let text = form.field("content", PostText::parse(&input.content));
        let warning = form.field(
            "content_warning",
            ContentWarning::parse(input.warning.as_deref().unwrap_or_default()),
        );
        let wanted = input.media.len();
        let pictures = parse_pictures(&mut form, input.media);
        let now = self.ports.clock.now();
        let audience = audience_of(&mut form, input.group, input.audience);
        check_names(&mut form, audience, &input.selected);
        let post = Post {
            id: PostId::new(self.ports.ids.next()),
            author: actor.user,
            title: title.flatten(),
            text: text.clone().unwrap_or_default(),
            warning: warning.flatten(),
            original: None,
            group: input.group,
            audience,
            comment_policy: input.comment_policy,
            picture_count: wanted,
            has_poll: input.poll.is_some(),
            has_preview: false,
            has_event: false,
            created_at: now,
            edited_at: None,
            deleted_at: None,
        };
        if text.is_some() {
            form.field("content", post.check_substance());
        }
        let ids = self.ports.ids.as_ref();
        let poll = input
            .poll
            .as_ref()
            .map(|poll| parse_poll(&mut form, poll, ids, now));
        form.finish()?;
        Ok(Checked {
            post,
            pictures,
            names: input.selected,
            poll,
        })
    }
}

/// In a group a post is for its members; elsewhere it cannot be.
fn audience_of(form: &mut FormCheck, group: Option<GroupId>, audience: Audience) -> Audience {
    if group.is_some() {
        return Audience::Group;
    }
    refuse_group(form, audience);
    audience
}

/// What is in no group cannot be for the members of one.
pub(super) fn refuse_group(form: &mut FormCheck, audience: Audience) {
    if audience == Audience::Group {
        let message = "Say in which group the post is to be.";
        form.refuse("audience", Refusal::new("no_group", message));
    }
}

/// A post whose parts were checked, each by itself.
pub(super) struct Checked {
    pub(super) post: Post,
    pub(super) pictures: Vec<Picture>,
    pub(super) names: Vec<UserId>,
    pub(super) poll: Option<NewPoll>,
}

pub(super) async fn claim(
    tx: &mut dyn Tx,
    post: &Post,
    key: Option<IdempotencyKey>,
) -> Result<Claim, StoreError> {
    match key {
        Some(key) => {
            tx.claim_key(post.author, &key, post.id.get(), post.created_at)
                .await
        }
        None => Ok(Claim::Fresh),
    }
}

/// Stores a new post with all that belongs to it, and tells that it was published.
pub(super) async fn insert(tx: &mut dyn Tx, new: &Checked) -> Result<(), PublishError> {
    let post = &new.post;
    if let Some(group) = post.group {
        inside(tx, post.author, group).await??;
    }
    tx.insert_post(post).await?;
    let mut form = FormCheck::default();
    if !new.pictures.is_empty() {
        let unusable = tx.set_pictures(post.author, post.id, &new.pictures).await?;
        refuse_unusable(&mut form, &unusable);
    }
    if !new.names.is_empty() {
        let unconnected = tx.set_selected(post.author, post.id, &new.names).await?;
        refuse_unconnected(&mut form, &unconnected);
    }
    form.finish()?;
    if let Some(poll) = &new.poll {
        tx.insert_poll(post.id, poll).await?;
    }
    remember(tx, post.author, post.audience).await?;
    note_names(tx, post).await?;
    if let Some(group) = post.group {
        note_published(tx, post.author, group, post.id).await??;
    }
    Ok(tx.emit(Event::PostPublished { post: post.id }).await?)
}

#[cfg(test)]
mod tests;
