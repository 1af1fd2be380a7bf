//! Another audience for many posts at once.

use super::ports::{AudienceChange, PostFilter, Reassigned};
use crate::{
    posts::Audience,
    shared::{
        actor::Actor,
        event::Event,
        fields::{InvalidFields, Refusal},
        id::AudienceChangeId,
        idempotency::{Claim, IdempotencyKey},
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// How many of the posts that more followers see now are brought into their homes: some pages. Each is written into
/// the timeline of every follower, while what others publish waits.
const TOLD: usize = 50;

/// What was changed, or would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// How many posts got, or would get, another audience. Deleted ones are changed along and not counted.
    pub matched: u64,
    /// What takes it back; `None` when nothing was changed.
    pub change: Option<AudienceChangeId>,
}

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeManyError {
    /// `selected` asks for names, which belong to one post.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The idempotency key belongs to another request, or to a change that is no longer remembered.
    #[error("the idempotency key is spent")]
    KeySpent,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives many posts another audience.
#[derive(Clone)]
pub struct ChangeMany {
    ports: Ports,
}

impl ChangeMany {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Counts the posts of `actor`'s that fit `filter` and are not for `to` yet.
    #[tracing::instrument(name = "audiences.preview_change", skip_all)]
    pub async fn preview(
        &self,
        actor: &Actor,
        to: Audience,
        filter: &PostFilter,
    ) -> Result<Changed, ChangeManyError> {
        check(to)?;
        let mut tx = self.ports.store.read().await?;
        let matched = tx.count_to_change(actor.user, to, filter).await?;
        Ok(Changed {
            matched,
            change: None,
        })
    }

    /// Makes them posts for `to`, any audience but [`Audience::Selected`] and [`Audience::Group`], all or none. In force when this returns. With
    /// a `key`, a repeat changes nothing and gives what the first did.
    #[tracing::instrument(name = "audiences.change_many", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        to: Audience,
        filter: &PostFilter,
        key: Option<IdempotencyKey>,
    ) -> Result<Changed, ChangeManyError> {
        check(to)?;
        let change = AudienceChange {
            id: AudienceChangeId::new(self.ports.ids.next()),
            author: actor.user,
            to,
            changed_at: self.ports.clock.now(),
        };
        let mut tx = self.ports.store.write().await?;
        let changed = match claim(tx.as_mut(), &change, key).await? {
            Claim::Fresh => store(tx.as_mut(), &change, filter).await?,
            Claim::Done(made) => tx
                .remembered_change(actor.user, AudienceChangeId::new(made))
                .await?
                .ok_or(ChangeManyError::KeySpent)?,
            Claim::Mismatch => return Err(ChangeManyError::KeySpent),
        };
        // Also after a repeat: the change may be waiting for its commit still.
        tx.commit().await?;
        Ok(changed)
    }
}

async fn claim(
    tx: &mut dyn Tx,
    change: &AudienceChange,
    key: Option<IdempotencyKey>,
) -> Result<Claim, StoreError> {
    match key {
        Some(key) => {
            tx.claim_key(change.author, &key, change.id.get(), change.changed_at)
                .await
        }
        None => Ok(Claim::Fresh),
    }
}

async fn store(
    tx: &mut dyn Tx,
    change: &AudienceChange,
    filter: &PostFilter,
) -> Result<Changed, StoreError> {
    let posts = tx.change_audiences(change, filter).await?;
    tell(tx, &posts).await?;
    Ok(Changed {
        matched: count_live(&posts),
        change: (!posts.is_empty()).then_some(change.id),
    })
}

/// How many of `posts` are not deleted.
pub(super) fn count_live(posts: &[Reassigned]) -> u64 {
    let live = posts.iter().filter(|post| !post.is_deleted);
    u64::try_from(live.count()).unwrap_or(u64::MAX)
}

/// Tells of the newest of `posts` that more followers see than before: older ones are not brought into anybody's
/// home. What is narrowed needs no telling, home asks for the audience whenever it is read.
pub(super) async fn tell(tx: &mut dyn Tx, posts: &[Reassigned]) -> Result<(), StoreError> {
    let mut gained: Vec<_> = posts
        .iter()
        .filter(|post| !post.is_deleted && gains_followers(post.from, post.to))
        .map(|post| post.post)
        .collect();
    gained.sort_unstable_by(|one, other| other.cmp(one));
    for post in gained.into_iter().take(TOLD) {
        tx.emit(Event::PostEdited { post }).await?;
    }
    Ok(())
}

/// Whether a post has followers in whose home it belongs only since it is no longer for `from`, but for `to`.
fn gains_followers(from: Audience, to: Audience) -> bool {
    let had_all = match from {
        Audience::Public | Audience::Followers => true,
        Audience::Friends
        | Audience::Selected
        | Audience::Unlisted
        | Audience::OnlyMe
        | Audience::Group => false,
    };
    let has_some = match to {
        Audience::Public | Audience::Followers | Audience::Friends | Audience::Selected => true,
        Audience::Unlisted | Audience::OnlyMe | Audience::Group => false,
    };
    has_some && !had_all
}

fn check(to: Audience) -> Result<(), InvalidFields> {
    let message = match to {
        Audience::Selected => "Whom a post is for among your people is chosen post by post.",
        Audience::Group => "In which group a post is, is said when it is published.",
        _ => return Ok(()),
    };
    Err(InvalidFields::one(
        "to",
        Refusal::new("not_for_many", message),
    ))
}

#[cfg(test)]
mod tests;
