//! Voting.

use super::{
    choice::check_choice,
    poll::{Poll, PollView},
};
use crate::shared::{
    actor::Actor,
    event::Event,
    fields::InvalidFields,
    id::{PollOptionId, PostId, UserId},
    ports::Ports,
    store::{StoreError, Tx},
};

/// Why no vote was counted.
#[derive(Debug, thiserror::Error)]
pub enum VoteError {
    /// No such post for this member, or one without a poll.
    #[error("no such poll")]
    NotFound,
    /// Options were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// Voting is over.
    #[error("the poll has ended")]
    Ended,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Votes in polls.
pub struct Vote {
    ports: Ports,
}

impl Vote {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Makes `chosen` what `actor` chooses in the poll of `post`; none takes the vote back. What is so already stays, also
    /// after the end: a repeat whose first answer was lost does no harm.
    #[tracing::instrument(name = "polls.vote", skip_all, fields(%post))]
    pub async fn run(
        &self,
        actor: &Actor,
        post: PostId,
        chosen: &[PollOptionId],
    ) -> Result<PollView, VoteError> {
        let mut tx = self.ports.store.write().await?;
        if !tx.hold_poll(actor.user, post).await? {
            return Err(VoteError::NotFound);
        }
        let mut poll = read(tx.as_mut(), actor.user, post).await?;
        let chosen = check_choice(&poll, chosen)?;
        let now = self.ports.clock.now();
        if chosen != poll.mine {
            if poll.terms.have_ended(now) {
                return Err(VoteError::Ended);
            }
            tx.save_vote(actor.user, post, &poll.mine, &chosen).await?;
            let by = actor.user;
            tx.emit(Event::PollVoted { post, by }).await?;
            poll = read(tx.as_mut(), actor.user, post).await?;
        }
        // Also when nothing changed: what made it so may be waiting for its commit still.
        tx.commit().await?;
        Ok(poll.shown(now))
    }
}

async fn read(tx: &mut dyn Tx, voter: UserId, post: PostId) -> Result<Poll, VoteError> {
    let found = tx.polls_of(voter, &[post]).await?;
    let of_post = found.into_iter().next();
    of_post.map(|(_, poll)| poll).ok_or(VoteError::NotFound)
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;
    use time::Duration;

    use super::*;
    use crate::{
        polls::fixtures::{options, poll},
        posts::fixtures::{AUTHOR, actor, now, ports},
        testing::{MockStore, MockTx},
    };

    const POST: PostId = PostId::new(7);

    fn held(tx: &mut MockTx, polls: Vec<Poll>) {
        tx.expect_hold_poll()
            .with(eq(UserId::new(AUTHOR)), eq(POST))
            .times(1)
            .returning(|_, _| Ok(true));
        let mut polls = polls.into_iter();
        tx.expect_polls_of()
            .withf(|voter, posts| voter.get() == AUTHOR && posts == [POST])
            .returning(move |_, _| Ok(polls.next().map(|poll| (POST, poll)).into_iter().collect()));
    }

    async fn run(store: MockStore, chosen: &[i64]) -> Result<PollView, VoteError> {
        Vote::new(ports(store))
            .run(&actor(AUTHOR), POST, &options(chosen))
            .await
    }

    fn ended(mine: &[i64]) -> Poll {
        let mut poll = poll(&[("Tea", 1), ("Coffee", 0)], mine);
        poll.terms.ends_at = Some(now().plus(-Duration::MICROSECOND));
        poll
    }

    #[tokio::test]
    async fn a_vote_replaces_the_one_before_and_is_told() {
        let store = MockStore::writing(|tx| {
            let before = poll(&[("Tea", 1), ("Coffee", 0)], &[1]);
            held(tx, vec![before, poll(&[("Tea", 0), ("Coffee", 1)], &[2])]);
            tx.expect_save_vote()
                .withf(|voter, post, before, chosen| {
                    (voter.get(), *post) == (AUTHOR, POST)
                        && before == options(&[1])
                        && chosen == options(&[2])
                })
                .times(1)
                .returning(|_, _, _, _| Ok(()));
            tx.expect_emit()
                .with(eq(Event::PollVoted {
                    post: POST,
                    by: UserId::new(AUTHOR),
                }))
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let shown = run(store, &[2]).await.unwrap();
        assert_eq!((shown.mine, shown.voters), (options(&[2]), Some(1)));
    }

    #[tokio::test]
    async fn the_same_again_changes_nothing_also_after_the_end() {
        for poll in [poll(&[("Tea", 1), ("Coffee", 0)], &[1]), ended(&[1])] {
            let store = MockStore::writing(|tx| {
                held(tx, vec![poll]);
                // The first vote may be waiting for its commit still.
                tx.expect_commit().times(1).returning(|| Ok(()));
            });
            assert_eq!(run(store, &[1]).await.unwrap().mine, options(&[1]));
        }
    }

    #[tokio::test]
    async fn nobody_votes_after_the_end_or_takes_a_vote_back() {
        for (mine, chosen) in [(&[][..], &[1][..]), (&[1], &[2]), (&[1], &[])] {
            let store = MockStore::writing(|tx| held(tx, vec![ended(mine)]));
            assert!(matches!(run(store, chosen).await, Err(VoteError::Ended)));
        }
    }

    #[tokio::test]
    async fn options_of_another_poll_are_refused() {
        let store = MockStore::writing(|tx| held(tx, vec![poll(&[("Tea", 1), ("No", 0)], &[])]));
        assert!(matches!(run(store, &[9]).await, Err(VoteError::Invalid(_))));
    }

    #[tokio::test]
    async fn what_one_may_not_see_is_not_found() {
        let store = MockStore::writing(|tx| {
            tx.expect_hold_poll().returning(|_, _| Ok(false));
        });
        assert!(matches!(run(store, &[1]).await, Err(VoteError::NotFound)));
    }
}
