//! How often a post was shared: as many public shares of it as there are.

use super::post::Post;
use crate::shared::store::{StoreError, Tx};

/// Counts what it makes for the original of a share that `before` became `after`, which is stored. It comes last: the
/// number is everybody's.
pub(super) async fn count_anew(
    tx: &mut dyn Tx,
    before: &Post,
    after: &Post,
) -> Result<(), StoreError> {
    let more = i64::from(after.counts_as_share()) - i64::from(before.counts_as_share());
    match after.original {
        Some(original) if more != 0 => tx.count_shares(original, more).await,
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::{
            Audience,
            fixtures::{now, post},
        },
        shared::id::PostId,
        testing::MockTx,
    };

    fn share(audience: Audience, is_live: bool) -> Post {
        Post {
            original: Some(PostId::new(3)),
            audience,
            deleted_at: (!is_live).then(now),
            ..post(7)
        }
    }

    async fn counts(before: &Post, after: &Post, more: Option<i64>) {
        let mut tx = MockTx::new();
        if let Some(more) = more {
            tx.expect_count_shares()
                .with(eq(PostId::new(3)), eq(more))
                .times(1)
                .returning(|_, _| Ok(()));
        }
        count_anew(&mut tx, before, after).await.unwrap();
    }

    #[tokio::test]
    async fn a_share_counts_while_it_is_public_and_there() {
        let public = share(Audience::Public, true);
        let deleted = share(Audience::Public, false);
        for audience in Audience::ALL {
            let other = share(audience, true);
            let is_public = audience == Audience::Public;
            counts(&public, &other, (!is_public).then_some(-1)).await;
            counts(&other, &public, (!is_public).then_some(1)).await;
            counts(&deleted, &other, is_public.then_some(1)).await;
            counts(&other, &deleted, is_public.then_some(-1)).await;
            counts(&share(audience, false), &deleted, None).await;
        }
    }

    #[tokio::test]
    async fn what_shares_nothing_is_not_counted() {
        let narrowed = Post {
            audience: Audience::OnlyMe,
            ..post(7)
        };
        counts(&post(7), &narrowed, None).await;
    }
}
