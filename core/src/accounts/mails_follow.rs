//! Which mails follow from what happened.

use async_trait::async_trait;

use crate::shared::{
    event::Event,
    jobs::Job,
    relay::{Consumer, Handled, Place},
    store::{StoreError, Tx},
};

/// The mails that follow from an event. Events that no mail follows from give none.
#[must_use]
pub fn mails_for(event: &Event) -> Vec<Job> {
    match event {
        Event::UserRegistered { user } => vec![Job::MailVerification { user: *user }],
        Event::PasswordChanged { user } => vec![Job::MailPasswordChanged { user: *user }],
        Event::EmailChanged { user, old_email } => vec![Job::MailEmailChanged {
            user: *user,
            old_email: old_email.clone(),
        }],
        Event::ProfileChanged { .. }
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
        | Event::MemberBlocked { .. } => Vec::new(),
    }
}

/// Hears of events and enqueues the mails that follow.
#[derive(Debug, Clone, Copy)]
pub struct MailsFollow;

#[async_trait]
impl Consumer for MailsFollow {
    fn name(&self) -> &'static str {
        "account_mails"
    }

    async fn handle(
        &self,
        tx: &mut dyn Tx,
        event: &Event,
        _from: Option<Place>,
    ) -> Result<Handled, StoreError> {
        for job in mails_for(event) {
            tx.enqueue(&job, None).await?;
        }
        Ok(Handled::LIGHTLY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        shared::id::{PostId, UserId},
        testing::MockTx,
    };

    #[test]
    fn mails_follow_from_what_happens_to_an_account() {
        let user = UserId::new(1);
        let old_email = "old@example.org".to_owned();
        let changed = Event::EmailChanged {
            user,
            old_email: old_email.clone(),
        };
        assert_eq!(
            mails_for(&Event::UserRegistered { user }),
            [Job::MailVerification { user }]
        );
        assert_eq!(
            mails_for(&changed),
            [Job::MailEmailChanged { user, old_email }]
        );
        let post = PostId::new(1);
        assert!(mails_for(&Event::PostPublished { post }).is_empty());
    }

    #[tokio::test]
    async fn the_mail_is_enqueued_with_the_note_of_having_heard() {
        let user = UserId::new(1);
        let mut tx = MockTx::new();
        tx.expect_enqueue()
            .times(1)
            .withf(move |job, _| *job == Job::MailPasswordChanged { user })
            .returning(|_, _| Ok(()));
        MailsFollow
            .handle(&mut tx, &Event::PasswordChanged { user }, None)
            .await
            .unwrap();
    }
}
