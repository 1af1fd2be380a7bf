//! Proposing tags while one is typed.

use super::tag::Tag;
use crate::shared::{actor::Actor, ports::Ports, store::StoreError};

/// How many are proposed.
const MOST: u32 = 8;

/// Proposes tags.
pub struct Suggest {
    ports: Ports,
}

impl Suggest {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Tags that begin like what `actor` typed, with or without the `#`: those they follow first, then others of posts
    /// that they may see listed, eight at most. What is not the beginning of any tag has none.
    #[tracing::instrument(name = "tags.suggest", skip_all)]
    pub async fn run(&self, actor: &Actor, typed: &str) -> Result<Vec<Tag>, StoreError> {
        let Some(beginning) = beginning(typed) else {
            return Ok(Vec::new());
        };
        let mut tx = self.ports.store.read().await?;
        tx.tags_like(actor.user, beginning.as_str(), MOST).await
    }
}

/// Digits alone are no tag, but can begin one.
fn beginning(typed: &str) -> Option<Tag> {
    let typed = typed.trim();
    let typed = typed.strip_prefix('#').unwrap_or(typed);
    let is_number = !typed.is_empty()
        && typed
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'_');
    if is_number && typed.len() < super::TAG_MAX {
        return Some(Tag::stored(typed.to_owned()));
    }
    Tag::parse(typed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, ports},
        testing::MockStore,
    };

    #[tokio::test]
    async fn tags_that_begin_so_are_proposed() {
        for (typed, looked_for) in [("#Sno", "sno"), (" sno ", "sno"), ("20", "20"), ("_", "_")] {
            let store = MockStore::reading(move |tx| {
                tx.expect_tags_like()
                    .withf(move |_, beginning, most| beginning == looked_for && *most == MOST)
                    .returning(|_, _, _| Ok(vec![Tag::stored("snow".into())]));
            });
            let found = Suggest::new(ports(store)).run(&actor(AUTHOR), typed).await;
            assert_eq!(found.unwrap(), [Tag::stored("snow".into())]);
        }
    }

    #[tokio::test]
    async fn what_begins_no_tag_finds_none_and_asks_nobody() {
        for typed in ["", "#", " ", "a b", "%", "a\0", &"a".repeat(65)] {
            let store = MockStore::untouched();
            let found = Suggest::new(ports(store)).run(&actor(AUTHOR), typed).await;
            assert_eq!(found.unwrap(), []);
        }
    }
}
