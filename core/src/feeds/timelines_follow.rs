//! What becomes of timelines when something happened.

use async_trait::async_trait;

use crate::shared::{
    event::Event,
    relay::{Consumer, Handled, Place, ROWS},
    store::{StoreError, Tx},
};

/// What the operator decides about feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedPolicy {
    /// From how many followers on an author's posts are no longer written into timelines, but merged into home when
    /// it is read.
    pub pull_above: u32,
    /// How many posts a timeline keeps; home reads older ones from their authors.
    pub timeline_length: u32,
}

/// How many posts of somebody newly followed home holds.
pub const BACKFILL: u32 = 200;

/// Hears of posts and relations and keeps the timelines right. What it does twice changes nothing.
#[derive(Debug, Clone, Copy)]
pub struct TimelinesFollow {
    policy: FeedPolicy,
}

impl TimelinesFollow {
    /// Keeps timelines as the operator decided.
    #[must_use]
    pub fn new(policy: FeedPolicy) -> Self {
        Self { policy }
    }
}

#[async_trait]
impl Consumer for TimelinesFollow {
    fn name(&self) -> &'static str {
        "timelines"
    }

    async fn handle(
        &self,
        tx: &mut dyn Tx,
        event: &Event,
        from: Option<Place>,
    ) -> Result<Handled, StoreError> {
        match *event {
            Event::PostPublished { post }
            | Event::PostEdited { post }
            | Event::PostRestored { post } => return tx.spread_post(post, from, ROWS).await,
            Event::FollowStarted {
                follower, followed, ..
            } => {
                tx.pull_when_big(followed, follower, self.policy.pull_above)
                    .await?;
                tx.fill_timeline(follower, followed, BACKFILL).await?;
            }
            // What was for friends is now for these two.
            Event::FriendshipStarted {
                accepted_by,
                friend,
            } => {
                tx.fill_timeline(accepted_by, friend, BACKFILL).await?;
                tx.fill_timeline(friend, accepted_by, BACKFILL).await?;
            }
            Event::FollowEnded { follower, followed } => {
                tx.clear_timeline(follower, followed).await?;
            }
            // A block has ended the follows, each with its own event. What is deleted or narrowed is not shown.
            Event::MemberBlocked { .. }
            | Event::PostDeleted { .. }
            | Event::CommentPublished { .. }
            | Event::CommentEdited { .. }
            | Event::CommentDeleted { .. }
            | Event::CommentRestored { .. }
            | Event::PostShared { .. }
            | Event::ReactionSet { .. }
            | Event::ReactionTaken { .. }
            | Event::MemberMentioned { .. }
            | Event::PollVoted { .. }
            | Event::FollowRequested { .. }
            | Event::FriendshipRequested { .. }
            | Event::FriendshipEnded { .. }
            | Event::UserRegistered { .. }
            | Event::PasswordChanged { .. }
            | Event::EmailChanged { .. }
            | Event::ProfileChanged { .. }
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
            | Event::MediaUploaded { .. } => return Ok(Handled::LIGHTLY),
        }
        Ok(Handled {
            rows: u64::from(BACKFILL) / 4,
            rest: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        shared::id::{PostId, UserId},
        testing::MockTx,
    };

    const ADA: UserId = UserId::new(1);
    const BEN: UserId = UserId::new(2);

    async fn hear(event: Event, prepare: impl FnOnce(&mut MockTx)) {
        let mut tx = MockTx::new();
        prepare(&mut tx);
        TimelinesFollow::new(FeedPolicy {
            pull_above: 7,
            timeline_length: 100,
        })
        .handle(&mut tx, &event, None)
        .await
        .unwrap();
    }

    #[tokio::test]
    async fn what_is_published_edited_or_restored_is_spread() {
        let post = PostId::new(9);
        for event in [
            Event::PostPublished { post },
            Event::PostEdited { post },
            Event::PostRestored { post },
        ] {
            hear(event, |tx| {
                tx.expect_spread_post()
                    .with(eq(post), eq(None), eq(ROWS))
                    .times(1)
                    .returning(|_, _, _| Ok(Handled::LIGHTLY));
            })
            .await;
        }
    }

    #[tokio::test]
    async fn whoever_follows_finds_older_posts_and_a_big_author_is_pulled_first() {
        let followed = Event::FollowStarted {
            follower: ADA,
            followed: BEN,
            was_requested: false,
        };
        hear(followed, |tx| {
            let mut order = mockall::Sequence::new();
            tx.expect_pull_when_big()
                .with(eq(BEN), eq(ADA), eq(7))
                .times(1)
                .in_sequence(&mut order)
                .returning(|_, _, _| Ok(()));
            tx.expect_fill_timeline()
                .with(eq(ADA), eq(BEN), eq(BACKFILL))
                .times(1)
                .in_sequence(&mut order)
                .returning(|_, _, _| Ok(()));
        })
        .await;
    }

    #[tokio::test]
    async fn who_stops_following_loses_the_posts() {
        let ended = Event::FollowEnded {
            follower: ADA,
            followed: BEN,
        };
        hear(ended, |tx| {
            tx.expect_clear_timeline()
                .with(eq(ADA), eq(BEN))
                .times(1)
                .returning(|_, _| Ok(()));
        })
        .await;
    }

    #[tokio::test]
    async fn new_friends_find_what_was_for_friends() {
        let friends = Event::FriendshipStarted {
            accepted_by: ADA,
            friend: BEN,
        };
        hear(friends, |tx| {
            tx.expect_fill_timeline()
                .with(eq(ADA), eq(BEN), eq(BACKFILL))
                .times(1)
                .returning(|_, _, _| Ok(()));
            tx.expect_fill_timeline()
                .with(eq(BEN), eq(ADA), eq(BACKFILL))
                .times(1)
                .returning(|_, _, _| Ok(()));
        })
        .await;
    }

    #[tokio::test]
    async fn other_news_leaves_timelines_alone() {
        hear(Event::ProfileChanged { user: ADA }, |_| {}).await;
    }
}
