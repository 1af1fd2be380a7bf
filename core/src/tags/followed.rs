//! The tags that one follows.

use super::tag::Tag;
use crate::shared::{
    actor::Actor,
    page::{After, Limit, Page},
    ports::Ports,
    store::StoreError,
};

/// Lists the tags that one follows.
pub struct Followed {
    ports: Ports,
}

impl Followed {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The tags that `actor` follows, the last one first, starting after the one with the key `after`.
    #[tracing::instrument(name = "tags.followed", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        after: After,
        limit: Limit,
    ) -> Result<Page<Tag>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        tx.followed_tags(actor.user, after, limit).await
    }
}
