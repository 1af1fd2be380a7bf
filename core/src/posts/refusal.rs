//! Why a post is not for somebody to change.

use super::post::Post;
use crate::shared::{
    id::{PostId, UserId},
    store::{StoreError, Tx},
};

/// Why somebody may not change a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChangeRefusal {
    /// It is not there, deleted, or they may not know of it.
    #[error("no such post")]
    NotFound,
    /// They see it, but it is somebody else's.
    #[error("the post is somebody else's")]
    NotTheirs,
}

/// Why `post`, which is not there for `user` to change, is not.
pub(crate) async fn change_refusal(
    tx: &mut dyn Tx,
    user: UserId,
    post: PostId,
) -> Result<ChangeRefusal, StoreError> {
    let seen = tx.visible_post(user, post).await?;
    // One's own that is seen was deleted before, or came back just now: there is nobody else to name.
    let is_anothers = seen.is_some_and(|found| found.post.author != user);
    Ok(if is_anothers {
        ChangeRefusal::NotTheirs
    } else {
        ChangeRefusal::NotFound
    })
}

/// Whether `user` may still say something where `post` is: in a group, as long as they belong to it, which they then do until
/// the transaction ends.
pub(crate) async fn may_still_write(
    tx: &mut dyn Tx,
    user: UserId,
    post: &Post,
) -> Result<bool, StoreError> {
    match post.group {
        Some(group) => Ok(tx.belonging_held(group, user).await?.is_some()),
        None => Ok(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        groups::{Standing, fixtures::GROUP},
        posts::fixtures::{AUTHOR, authored, post},
        testing::MockTx,
    };

    async fn refusal_of(user: i64, seen: bool) -> ChangeRefusal {
        let mut tx = MockTx::new();
        tx.expect_visible_post()
            .returning(move |_, _| Ok(seen.then(|| authored(post(7)))));
        change_refusal(&mut tx, UserId::new(user), PostId::new(7))
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn in_a_group_one_writes_as_long_as_one_belongs_to_it() {
        let user = UserId::new(AUTHOR);
        let mut tx = MockTx::new();
        assert!(may_still_write(&mut tx, user, &post(7)).await.unwrap());
        let in_group = Post {
            group: Some(GROUP),
            ..post(7)
        };
        for standing in [None, Some(Standing::Member)] {
            let mut tx = MockTx::new();
            tx.expect_belonging_held()
                .returning(move |_, _| Ok(standing));
            let may = may_still_write(&mut tx, user, &in_group).await.unwrap();
            assert_eq!(may, standing.is_some());
        }
    }

    #[tokio::test]
    async fn who_sees_a_post_of_somebody_else_is_told_so_and_others_find_none() {
        let stranger = AUTHOR + 1;
        assert_eq!(refusal_of(stranger, true).await, ChangeRefusal::NotTheirs);
        assert_eq!(refusal_of(stranger, false).await, ChangeRefusal::NotFound);
        assert_eq!(refusal_of(AUTHOR, true).await, ChangeRefusal::NotFound);
    }
}
