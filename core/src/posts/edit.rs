//! Changing a post.

use super::{
    audience::Audience,
    commenting::CommentPolicy,
    picture::{Picture, PictureInput, parse_pictures, pictures_differ, refuse_unusable},
    post::{ContentWarning, Post, PostText, PostTitle},
    refusal::{ChangeRefusal, change_refusal, may_still_write},
    selected::{check_names, refuse_unconnected},
    share_count::count_anew,
    view::{PostView, show_written},
};
use crate::{
    media::Media,
    previews::forget_left_address,
    shared::{
        actor::Actor,
        clock::Timestamp,
        event::Event,
        fields::{FormCheck, InvalidFields, Refusal},
        id::{PostId, UserId},
        ports::Ports,
        store::{StoreError, Tx},
    },
    tags::note_names_anew,
};

/// What is to change; `None` leaves a part as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostEdit {
    /// A new heading; empty takes it away.
    pub title: Option<String>,
    /// A new text.
    pub content: Option<String>,
    /// Another warning; empty takes it away.
    pub warning: Option<String>,
    /// Another audience.
    pub audience: Option<Audience>,
    /// All whom the post is to name, for [`Audience::Selected`].
    pub selected: Option<Vec<UserId>>,
    /// Others who may comment.
    pub comment_policy: Option<CommentPolicy>,
    /// All pictures that the post is to have, in order.
    pub media: Option<Vec<PictureInput>>,
}

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// Fields were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// It is not theirs to change.
    #[error(transparent)]
    Refused(#[from] ChangeRefusal),
    /// It belongs to an event: what it says is changed there.
    #[error("the post belongs to an event")]
    OfAnEvent,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes posts.
pub struct Edit {
    ports: Ports,
}

impl Edit {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Changes one's own post, in a group to which one still belongs or in none, and gives it as it is now. It counts as edited
    /// when its text or pictures are other than before; another audience or warning alone does not show, nor who may comment.
    /// What title and text were is kept.
    #[tracing::instrument(name = "posts.edit", skip_all, fields(%post))]
    pub async fn run(
        &self,
        actor: &Actor,
        post: PostId,
        edit: PostEdit,
    ) -> Result<PostView, EditError> {
        let change = Change::parse(edit)?;
        let mut tx = self.ports.store.write().await?;
        let own = tx.own_post(actor.user, post).await?;
        let Some(before) = own.filter(Post::is_live) else {
            return Err(change_refusal(tx.as_mut(), actor.user, post).await?.into());
        };
        if !may_still_write(tx.as_mut(), actor.user, &before).await? {
            return Err(ChangeRefusal::NotFound.into());
        }
        if before.has_event {
            return Err(EditError::OfAnEvent);
        }
        let at = At {
            now: self.ports.clock.now(),
            key: self.ports.ids.next(),
        };
        store_change(tx.as_mut(), before, change, at).await?;
        let view = show_written(tx.as_mut(), actor.user, post, at.now)
            .await?
            .ok_or(ChangeRefusal::NotFound)?;
        // Also when nothing changed: what made it so may be waiting for its commit still.
        tx.commit().await?;
        Ok(view)
    }
}

/// When a change is made, as time and as a key.
#[derive(Clone, Copy)]
struct At {
    now: Timestamp,
    key: i64,
}

/// A [`PostEdit`] that was checked.
struct Change {
    title: Option<NewTitle>,
    text: Option<PostText>,
    warning: Option<NewWarning>,
    audience: Option<Audience>,
    names: Option<Vec<UserId>>,
    comment_policy: Option<CommentPolicy>,
    pictures: Option<Vec<Picture>>,
}

struct NewTitle(Option<PostTitle>);

struct NewWarning(Option<ContentWarning>);

impl Change {
    fn parse(edit: PostEdit) -> Result<Self, InvalidFields> {
        let mut form = FormCheck::default();
        let change = Self {
            title: edit
                .title
                .and_then(|raw| form.field("title", PostTitle::parse(&raw).map(NewTitle))),
            text: edit
                .content
                .and_then(|raw| form.field("content", PostText::parse(&raw))),
            warning: edit.warning.and_then(|raw| {
                let warning = ContentWarning::parse(&raw).map(NewWarning);
                form.field("content_warning", warning)
            }),
            audience: edit.audience,
            names: edit.selected,
            comment_policy: edit.comment_policy,
            pictures: edit.media.map(|inputs| parse_pictures(&mut form, inputs)),
        };
        form.finish()?;
        Ok(change)
    }

    /// `before` as it becomes at `now`, where `pictures` are the ones that are to replace those it has.
    fn apply(self, before: &Post, pictures: Option<&[Picture]>, now: Timestamp) -> Post {
        let mut after = before.clone();
        if let Some(NewTitle(title)) = self.title {
            after.title = title;
        }
        after.text = self.text.unwrap_or(after.text);
        if after != *before || pictures.is_some() {
            after.edited_at = Some(now);
        }
        if let Some(NewWarning(warning)) = self.warning {
            after.warning = warning;
        }
        after.audience = self.audience.unwrap_or(after.audience);
        after.comment_policy = self.comment_policy.unwrap_or(after.comment_policy);
        after.picture_count = pictures.map_or(after.picture_count, <[Picture]>::len);
        after
    }
}

/// Stores what is other than `before` and emits the event, where anything is.
async fn store_change(
    tx: &mut dyn Tx,
    before: Post,
    mut change: Change,
    at: At,
) -> Result<(), EditError> {
    let pictures = replacement(tx, &before, change.pictures.take()).await?;
    let given_names = change.names.take();
    let after = change.apply(&before, pictures.as_deref(), at.now);
    let names = new_names(&before, &after, given_names)?;
    if after == before && names.is_none() {
        return Ok(());
    }
    let mut form = FormCheck::default();
    form.field("content", after.check_substance());
    form.field("title", check_share(&after, after.title.is_some()));
    form.field("media", check_share(&after, after.picture_count > 0));
    form.field("audience", check_group(&after));
    form.finish()?;
    if after.title != before.title || after.text != before.text {
        tx.keep_version(before.id, at.key, at.now).await?;
    }
    tx.update_post(&after).await?;
    let mut form = FormCheck::default();
    if let Some(pictures) = pictures {
        let unusable = tx.set_pictures(after.author, after.id, &pictures).await?;
        refuse_unusable(&mut form, &unusable);
    }
    if let Some(names) = names {
        let unconnected = tx.set_selected(after.author, after.id, &names).await?;
        refuse_unconnected(&mut form, &unconnected);
    }
    form.finish()?;
    note_names_anew(tx, &before, &after).await?;
    forget_left_address(tx, &before, &after).await?;
    count_anew(tx, &before, &after).await?;
    Ok(tx.emit(Event::PostEdited { post: after.id }).await?)
}

/// A share has a text of its own; title and pictures are those of what it shares.
fn check_share(after: &Post, has_it: bool) -> Result<(), Refusal> {
    if has_it && after.original.is_some() {
        let message = "What you say about a shared post has no title and no pictures.";
        return Err(Refusal::new("of_a_share", message));
    }
    Ok(())
}

/// A post stays in its group, for the members of it; what is in no group cannot be for the members of one.
fn check_group(after: &Post) -> Result<(), Refusal> {
    match (after.group, after.audience) {
        (Some(_), Audience::Group) => Ok(()),
        (Some(_), _) => Err(Refusal::new(
            "in_a_group",
            "What is posted in a group is for its members.",
        )),
        (None, Audience::Group) => Err(Refusal::new(
            "no_group",
            "In which group a post is, is said when it is published.",
        )),
        (None, _) => Ok(()),
    }
}

/// Whom the post is to name; `None` when that stays as it is. A post that was for selected people already need not
/// be told again for whom; one that no longer is names nobody.
fn new_names(
    before: &Post,
    after: &Post,
    given: Option<Vec<UserId>>,
) -> Result<Option<Vec<UserId>>, InvalidFields> {
    let was_selected = before.audience == Audience::Selected;
    if given.is_none() && was_selected {
        let is_selected = after.audience == Audience::Selected;
        return Ok((!is_selected).then(Vec::new));
    }
    let mut form = FormCheck::default();
    check_names(
        &mut form,
        after.audience,
        given.as_deref().unwrap_or_default(),
    );
    form.finish()?;
    Ok(given.filter(|_| was_selected || after.audience == Audience::Selected))
}

/// The `wanted` pictures, unless they are what the post has.
async fn replacement(
    tx: &mut dyn Tx,
    post: &Post,
    wanted: Option<Vec<Picture>>,
) -> Result<Option<Vec<Picture>>, StoreError> {
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    let has = if post.picture_count == 0 {
        Vec::new()
    } else {
        tx.post_pictures(&[post.id]).await?
    };
    let has: Vec<Media> = has.into_iter().map(|(_, media)| media).collect();
    Ok(pictures_differ(&has, &wanted).then_some(wanted))
}

#[cfg(test)]
mod tests;
