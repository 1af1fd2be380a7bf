//! The index of names follows what members are called.

use async_trait::async_trait;

use super::NameWords;
use crate::shared::{
    event::Event,
    id::UserId,
    relay::{Consumer, Handled, Place},
    store::{StoreError, Tx},
};

/// Enters a member as they are called now. Nothing happens when there is no such member.
pub async fn index_names(tx: &mut dyn Tx, user: UserId) -> Result<(), StoreError> {
    match tx.names_of(user).await? {
        Some(names) => tx.set_name_words(user, &NameWords::of(&names)).await,
        None => Ok(()),
    }
}

/// About how many rows the words of a name are.
const ROWS: u64 = 16;

/// Hears of members who joined or changed, and enters them anew.
#[derive(Debug, Clone, Copy)]
pub struct NamesFollow;

#[async_trait]
impl Consumer for NamesFollow {
    fn name(&self) -> &'static str {
        "names"
    }

    async fn handle(
        &self,
        tx: &mut dyn Tx,
        event: &Event,
        _from: Option<Place>,
    ) -> Result<Handled, StoreError> {
        match event {
            Event::UserRegistered { user } | Event::ProfileChanged { user } => {
                index_names(tx, *user).await?;
                Ok(Handled {
                    rows: ROWS,
                    rest: None,
                })
            }
            Event::PasswordChanged { .. }
            | Event::EmailChanged { .. }
            | Event::MediaUploaded { .. }
            | Event::PostPublished { .. }
            | Event::PostShared { .. }
            | Event::PostEdited { .. }
            | Event::PostDeleted { .. }
            | Event::PostRestored { .. }
            | Event::CommentPublished { .. }
            | Event::CommentEdited { .. }
            | Event::CommentDeleted { .. }
            | Event::CommentRestored { .. }
            | Event::ReactionSet { .. }
            | Event::ReactionTaken { .. }
            | Event::MemberMentioned { .. }
            | Event::PollVoted { .. }
            | Event::FollowRequested { .. }
            | Event::FollowStarted { .. }
            | Event::FollowEnded { .. }
            | Event::FriendshipRequested { .. }
            | Event::FriendshipStarted { .. }
            | Event::FriendshipEnded { .. }
            | Event::GroupCreated { .. }
            | Event::GroupEdited { .. }
            | Event::GroupDeleted { .. }
            | Event::GroupInvitationSent { .. }
            | Event::GroupInvitationEnded { .. }
            | Event::GroupJoinRequested { .. }
            | Event::GroupJoinRequestEnded { .. }
            | Event::GroupJoined { .. }
            | Event::GroupRoleChanged { .. }
            | Event::GroupLeft { .. }
            | Event::EventCreated { .. }
            | Event::EventEdited { .. }
            | Event::EventCancelled { .. }
            | Event::EventPlaceGiven { .. }
            | Event::EventReminder { .. }
            | Event::MemberBlocked { .. } => Ok(Handled::LIGHTLY),
        }
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{search::Names, shared::id::PostId, testing::MockTx};

    const ADA: UserId = UserId::new(1);

    fn ada() -> Names {
        Names {
            first_name: "Ada".into(),
            last_name: "Byron".into(),
            nickname: None,
            handle: "Countess".into(),
        }
    }

    #[tokio::test]
    async fn members_are_entered_when_they_join_and_when_they_change() {
        for event in [
            Event::UserRegistered { user: ADA },
            Event::ProfileChanged { user: ADA },
        ] {
            let mut tx = MockTx::new();
            tx.expect_names_of()
                .with(eq(ADA))
                .returning(|_| Ok(Some(ada())));
            tx.expect_set_name_words()
                .withf(|user, words| *user == ADA && *words == NameWords::of(&ada()))
                .times(1)
                .returning(|_, _| Ok(()));
            NamesFollow.handle(&mut tx, &event, None).await.unwrap();
        }
    }

    #[tokio::test]
    async fn who_is_gone_and_what_has_no_name_is_not_entered() {
        let mut tx = MockTx::new();
        tx.expect_names_of().times(1).returning(|_| Ok(None));
        let gone = Event::ProfileChanged { user: ADA };
        NamesFollow.handle(&mut tx, &gone, None).await.unwrap();
        let post = PostId::new(1);
        let published = Event::PostPublished { post };
        NamesFollow.handle(&mut tx, &published, None).await.unwrap();
    }
}
