//! Another audience for many posts at once.

use time::Duration;

use super::ports::{AudienceChange, PostFilter};
use crate::{
    posts::{Audience, PostPolicy},
    shared::{
        actor::Actor,
        event::Event,
        fields::{InvalidFields, Refusal},
        id::{AudienceChangeId, PostId},
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// How many of the posts that got another audience are told of.
const BACKFILL: usize = 200;

/// What was changed, or would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// How many posts got, or would get, another audience.
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
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives many posts another audience.
#[derive(Clone)]
pub struct ChangeMany {
    ports: Ports,
    undo_window: Duration,
}

impl ChangeMany {
    pub(super) fn new(ports: Ports, policy: PostPolicy) -> Self {
        Self {
            ports,
            undo_window: policy.undo_window,
        }
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

    /// Makes them posts for `to`, any audience but [`Audience::Selected`], all or none. In force when this returns.
    #[tracing::instrument(name = "audiences.change_many", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        to: Audience,
        filter: &PostFilter,
    ) -> Result<Changed, ChangeManyError> {
        check(to)?;
        let mut tx = self.ports.store.write().await?;
        let matched = tx.count_to_change(actor.user, to, filter).await?;
        if matched == 0 {
            return Ok(Changed {
                matched,
                change: None,
            });
        }
        let now = self.ports.clock.now();
        tx.forget_audience_changes(actor.user, now.plus(-self.undo_window))
            .await?;
        let change = AudienceChange {
            id: AudienceChangeId::new(self.ports.ids.next()),
            author: actor.user,
            to,
            changed_at: now,
        };
        let changed = tx.change_audiences(&change, filter).await?;
        let matched = u64::try_from(changed.len()).unwrap_or(u64::MAX);
        tell(tx.as_mut(), changed).await?;
        tx.commit().await?;
        Ok(Changed {
            matched,
            change: Some(change.id),
        })
    }
}

/// Tells of the newest of `posts`, which now reach others: older ones are not brought into anybody's feed.
pub(super) async fn tell(tx: &mut dyn Tx, mut posts: Vec<PostId>) -> Result<(), StoreError> {
    posts.sort_unstable_by(|one, other| other.cmp(one));
    for post in posts.into_iter().take(BACKFILL) {
        tx.emit(Event::PostEdited { post }).await?;
    }
    Ok(())
}

fn check(to: Audience) -> Result<(), InvalidFields> {
    if to != Audience::Selected {
        return Ok(());
    }
    let message = "Whom a post is for among your people is chosen post by post.";
    Err(InvalidFields::one(
        "to",
        Refusal::new("not_for_many", message),
    ))
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, now, ports},
        shared::id::UserId,
        testing::MockStore,
    };

    const ME: UserId = UserId::new(AUTHOR);
    const PUBLIC: PostFilter = PostFilter {
        from: Some(Audience::Public),
        after: None,
        before: None,
    };

    fn case(store: MockStore) -> ChangeMany {
        ChangeMany::new(ports(store), PostPolicy::default())
    }

    #[tokio::test]
    async fn a_preview_counts_and_changes_nothing() {
        let store = MockStore::reading(|tx| {
            tx.expect_count_to_change()
                .with(eq(ME), eq(Audience::Friends), eq(PUBLIC))
                .returning(|_, _, _| Ok(3));
        });
        let preview = case(store)
            .preview(&actor(AUTHOR), Audience::Friends, &PUBLIC)
            .await
            .unwrap();
        assert_eq!(
            preview,
            Changed {
                matched: 3,
                change: None
            }
        );
    }

    #[tokio::test]
    async fn a_change_is_remembered_and_told_and_old_ones_are_forgotten() {
        let store = MockStore::writing(|tx| {
            tx.expect_count_to_change().returning(|_, _, _| Ok(3));
            tx.expect_forget_audience_changes()
                .with(eq(ME), eq(now().plus(-Duration::minutes(10))))
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_change_audiences()
                .withf(|change, filter| {
                    change.author == ME
                        && change.to == Audience::Friends
                        && change.changed_at == now()
                        && *filter == PUBLIC
                })
                .times(1)
                .returning(|_, _| Ok((1..=203).map(PostId::new).collect()));
            tx.expect_emit()
                .withf(|event| matches!(event, Event::PostEdited { post } if post.get() > 3))
                .times(BACKFILL)
                .returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let changed = case(store)
            .run(&actor(AUTHOR), Audience::Friends, &PUBLIC)
            .await
            .unwrap();
        assert_eq!((changed.matched, changed.change.is_some()), (203, true));
    }

    #[tokio::test]
    async fn where_nothing_fits_nothing_is_stored() {
        let store = MockStore::writing(|tx| {
            tx.expect_count_to_change().returning(|_, _, _| Ok(0));
        });
        let changed = case(store)
            .run(&actor(AUTHOR), Audience::Friends, &PUBLIC)
            .await
            .unwrap();
        assert_eq!(
            changed,
            Changed {
                matched: 0,
                change: None
            }
        );
    }

    #[tokio::test]
    async fn many_posts_cannot_be_for_selected_people() {
        let case = case(MockStore::untouched());
        for refused in [
            case.run(&actor(AUTHOR), Audience::Selected, &PUBLIC).await,
            case.preview(&actor(AUTHOR), Audience::Selected, &PUBLIC)
                .await,
        ] {
            assert!(
                matches!(refused, Err(ChangeManyError::Invalid(InvalidFields(errors))) if errors[0].field == "to")
            );
        }
    }
}
