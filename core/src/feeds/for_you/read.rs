//! Reading For you.

use std::collections::HashMap;

use super::{
    make::{ForYouPolicy, make},
    pick::{Because, Pick, Reason, Spot},
};
use crate::{
    posts::{AuthoredPost, PostView, show_page},
    relations::Closeness,
    shared::{
        actor::Actor,
        clock::Timestamp,
        id::{PostId, UserId},
        page::{Limit, Page},
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// Where counting stops.
const NEWS_MAX: usize = 100;

/// One page of For you.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForYouPage {
    /// The posts, each with why it is there.
    pub posts: Page<(PostView, Reason), Spot>,
    /// When another list takes the place of this one.
    pub renews_at: Timestamp,
}

/// Why For you cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ForYouError {
    /// The list that was read is no longer kept.
    #[error("the list is no longer kept")]
    Forgotten,
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads For you.
pub struct ForYou {
    ports: Ports,
    policy: ForYouPolicy,
}

impl ForYou {
    pub(in crate::feeds) fn new(ports: Ports, policy: ForYouPolicy) -> Self {
        Self { ports, policy }
    }

    /// The best posts for `actor`, or those after a place in a list that was read before; with `since`, only what is newer
    /// than that post. Whoever comes first in a bucket waits until their list is made, unless that was done in advance.
    #[tracing::instrument(name = "feeds.for_you", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        since: Option<PostId>,
        after: Option<Spot>,
        limit: Limit,
    ) -> Result<ForYouPage, ForYouError> {
        let now = self.ports.clock.now();
        let bucket = after.map_or_else(|| self.policy.bucket(now), |spot| spot.bucket);
        let list = self.list(actor.user, bucket, now).await?;
        let read = after.map_or(0, |spot| spot.place.saturating_add(1));
        let rest = list
            .iter()
            .skip(usize::try_from(read).unwrap_or(usize::MAX));
        let wanted = newer(rest, since);
        let mut tx = self.ports.store.read().await?;
        let tx = tx.as_mut();
        let mut found = visible(tx, actor.user, &wanted, limit.get() + 1).await?;
        let has_more = found.len() > limit.get();
        found.truncate(limit.get());
        let end = found.last().map(|one| one.post.id).filter(|_| has_more);
        let next = end.and_then(|end| {
            let place = list.iter().position(|pick| pick.post == end)?;
            let place = u32::try_from(place).ok()?;
            Some(Spot { bucket, place })
        });
        let reasons = reasons(tx, actor.user, list, &found).await?;
        let page = Page {
            items: found,
            next: None,
        };
        let shown = show_page(tx, actor.user, page, now).await?;
        Ok(ForYouPage {
            posts: Page {
                items: shown.items.into_iter().zip(reasons).collect(),
                next,
            },
            renews_at: bucket.plus(self.policy.every),
        })
    }

    /// How many posts of the present list are newer than `since`, counted up to a hundred; and when it is renewed.
    #[tracing::instrument(name = "feeds.for_you_news", skip_all)]
    pub async fn count_new(
        &self,
        actor: &Actor,
        since: PostId,
    ) -> Result<(usize, Timestamp), ForYouError> {
        let now = self.ports.clock.now();
        let bucket = self.policy.bucket(now);
        let list = self.list(actor.user, bucket, now).await?;
        let wanted = newer(list.iter(), Some(since));
        let mut tx = self.ports.store.read().await?;
        let found = tx.picked_posts(actor.user, &wanted, NEWS_MAX).await?;
        Ok((found.len(), bucket.plus(self.policy.every)))
    }

    /// The list of a bucket. That of the present is made if there is none.
    async fn list(
        &self,
        reader: UserId,
        bucket: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<Pick>, ForYouError> {
        let mut tx = self.ports.store.read().await?;
        if let Some(list) = tx.for_you_list(reader, bucket).await? {
            return Ok(list);
        }
        if bucket != self.policy.bucket(now) {
            return Err(ForYouError::Forgotten);
        }
        let made = make(tx.as_mut(), self.policy, reader, bucket).await?;
        drop(tx);
        match self.keep(reader, bucket, &made).await {
            Ok(kept) => Ok(kept.unwrap_or(made)),
            Err(error) => {
                // One reads on where nothing can be written, as on a full disk; the next page has it made again.
                tracing::warn!(%error, "a list of For you could not be kept");
                Ok(made)
            }
        }
    }

    /// Keeps a list. Whoever else made it meanwhile may have been first: what is kept is what both read.
    async fn keep(
        &self,
        reader: UserId,
        bucket: Timestamp,
        made: &[Pick],
    ) -> Result<Option<Vec<Pick>>, StoreError> {
        let mut tx = self.ports.store.write().await?;
        tx.keep_for_you(reader, bucket, made, true).await?;
        let kept = tx.for_you_list(reader, bucket).await?;
        tx.commit().await?;
        Ok(kept)
    }
}

/// The first `most` of `posts` that are shown. Nearly always they are among the next few, and the rest need not be looked at.
async fn visible(
    tx: &mut dyn Tx,
    viewer: UserId,
    posts: &[PostId],
    most: usize,
) -> Result<Vec<AuthoredPost>, StoreError> {
    let (next, rest) = posts.split_at(posts.len().min(2 * most));
    let mut found = tx.picked_posts(viewer, next, most).await?;
    if found.len() < most && !rest.is_empty() {
        found.extend(tx.picked_posts(viewer, rest, most - found.len()).await?);
    }
    Ok(found)
}

fn newer<'a>(picks: impl Iterator<Item = &'a Pick>, since: Option<PostId>) -> Vec<PostId> {
    picks
        .map(|pick| pick.post)
        .filter(|post| since.is_none_or(|since| *post > since))
        .collect()
}

/// Why each of the posts is in the list, in their order: one statement more where connections are to be named.
async fn reasons(
    tx: &mut dyn Tx,
    viewer: UserId,
    list: Vec<Pick>,
    found: &[AuthoredPost],
) -> Result<Vec<Reason>, StoreError> {
    let mut because: HashMap<PostId, Because> = list
        .into_iter()
        .map(|pick| (pick.post, pick.because))
        .collect();
    let because: Vec<Because> = found
        .iter()
        .map(|one| because.remove(&one.post.id).unwrap_or(Because::Recent))
        .collect();
    let pairs: Vec<(UserId, UserId)> = found
        .iter()
        .zip(&because)
        .filter(|(one, _)| one.closeness == Closeness::Stranger)
        .filter_map(|(one, because)| match because {
            Because::Via(via) => Some((*via, one.post.author)),
            _ => None,
        })
        .collect();
    let ties = if pairs.is_empty() {
        Vec::new()
    } else {
        tx.ties(viewer, &pairs).await?
    };
    Ok(found
        .iter()
        .zip(because)
        .map(|(one, because)| {
            let tie = ties
                .iter()
                .find(|tie| tie.author == one.post.author && because == Because::Via(tie.via.id));
            Reason::now(because, one.closeness, tie.cloned())
        })
        .collect())
}

#[cfg(test)]
mod tests;
