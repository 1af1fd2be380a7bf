//! People whom texts mention.

use super::written::{handles_in, tags_in};
use crate::{
    posts::Post,
    profiles::UserSummary,
    reactions::Target,
    shared::{
        event::Event,
        store::{StoreError, Tx},
    },
};

/// Somebody whom a text mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The handle in the text, in lower case. They may be called otherwise now.
    pub written: String,
    /// Who it is.
    pub user: UserSummary,
}

/// Stores what a new post names, and tells of whom it mentions. Mentioning somebody grants nothing: whether they may
/// see the post is asked when they are to be told.
pub async fn note_names(tx: &mut dyn Tx, post: &Post) -> Result<(), StoreError> {
    let tags = tags_in(post.text.as_str());
    if !tags.is_empty() {
        tx.set_post_tags(post.id, &tags).await?;
    }
    let handles = handles_in(post.text.as_str());
    if !handles.is_empty() {
        note_mentions(tx, post, &handles).await?;
    }
    Ok(())
}

/// Stores what a post names after its text changed. Whoever was mentioned before is not told again.
pub async fn note_names_anew(
    tx: &mut dyn Tx,
    before: &Post,
    after: &Post,
) -> Result<(), StoreError> {
    let tags = tags_in(after.text.as_str());
    if tags != tags_in(before.text.as_str()) {
        tx.set_post_tags(after.id, &tags).await?;
    }
    let handles = handles_in(after.text.as_str());
    if handles != handles_in(before.text.as_str()) {
        note_mentions(tx, after, &handles).await?;
    }
    Ok(())
}

async fn note_mentions(tx: &mut dyn Tx, post: &Post, handles: &[String]) -> Result<(), StoreError> {
    let new = tx.set_post_mentions(post.author, post.id, handles).await?;
    for user in new.into_iter().filter(|user| *user != post.author) {
        tx.emit(Event::MemberMentioned {
            target: Target::Post(post.id),
            user,
        })
        .await?;
    }
    Ok(())
}
