//! What a post says and said.

use super::{
    post::{PostText, PostTitle},
    show::ShowError,
};
use crate::shared::{
    actor::Actor,
    clock::Timestamp,
    id::PostId,
    page::{After, Limit, Page},
    ports::Ports,
};

/// What a post said for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// What the pages of a history go by; a later version has a larger one.
    pub key: i64,
    /// The heading that it had.
    pub title: Option<PostTitle>,
    /// The text that it had.
    pub text: PostText,
    /// When this was written.
    pub at: Timestamp,
}

/// Reads the history of a post.
pub struct History {
    ports: Ports,
}

impl History {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// What `post` says now and what it said before each edit of its words, newest first, starting after the version with
    /// the key `after`: for everybody who sees the post.
    #[tracing::instrument(name = "posts.history", skip_all, fields(%post))]
    pub async fn run(
        &self,
        actor: &Actor,
        post: PostId,
        after: After,
        limit: Limit,
    ) -> Result<Page<Version>, ShowError> {
        let mut tx = self.ports.store.read().await?;
        let page = tx.versions_of(actor.user, post, after, limit).await?;
        if page.items.is_empty() {
            return Err(ShowError::NotFound);
        }
        Ok(page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, now, ports},
        testing::MockStore,
    };

    async fn history(items: Vec<Version>) -> Result<Page<Version>, ShowError> {
        let store = MockStore::reading(|tx| {
            tx.expect_versions_of()
                .times(1)
                .return_once(|_, _, _, _| Ok(Page { items, next: None }));
        });
        History::new(ports(store))
            .run(&actor(AUTHOR), PostId::new(7), None, Limit::default())
            .await
    }

    #[tokio::test]
    async fn a_post_that_one_sees_says_something_at_least_now() {
        let now = Version {
            key: 1,
            title: None,
            text: PostText::stored("Hello".into()),
            at: now(),
        };
        let page = history(vec![now.clone()]).await.unwrap();
        assert_eq!(page.items, [now]);
        assert!(matches!(
            history(Vec::new()).await,
            Err(ShowError::NotFound)
        ));
    }
}
