//! What the community is asked, and what it answers.

use kith_adapters::scenery::Chance;
use kith_core::{
    polls::{PollInput, PollTerms, ResultsFrom, VoteError},
    posts::{Audience, CommentPolicy, NewPost},
    shared::actor::Actor,
};
use time::Duration;

use super::ground::{Ground, failed};

const QUESTION: &str = "The bed next to the water tank is free. What goes in? I have room for one thing and six opinions.";
/// What one can choose, the favourites more than once.
const OPTIONS: [&str; 4] = [
    "Runner beans",
    "Pumpkins, one of them enormous",
    "Flowers for the bees",
    "Nothing. A bench.",
];
const TASTES: [usize; 8] = [0, 1, 1, 2, 2, 2, 3, 3];
/// It was asked so long ago and is open for so long.
const ASKED: Duration = Duration::hours(20);
const OPEN: Duration = Duration::days(3);
/// Of everybody, one in so many votes.
const VOTERS: usize = 2;

/// Lets the first of all ask, and the others vote.
pub(super) async fn ask(ground: &Ground, actors: &[Actor]) -> Result<(), String> {
    // Draws of its own: what else is made of a number stays the same.
    let mut chance = Chance::new(ground.chance.clone().number());
    let author = actors.first().ok_or("nobody asks")?;
    let asked_at = ground.today.plus(-ASKED);
    ground.clock.set(asked_at);
    let post = NewPost {
        title: None,
        content: QUESTION.to_owned(),
        warning: None,
        audience: Audience::Public,
        selected: Vec::new(),
        group: None,
        comment_policy: CommentPolicy::Everyone,
        media: Vec::new(),
        poll: Some(PollInput {
            options: OPTIONS.map(str::to_owned).into(),
            terms: PollTerms {
                multiple: false,
                ends_at: Some(asked_at.plus(OPEN)),
                results: ResultsFrom::AfterVote,
            },
        }),
    };
    let published = ground.posts.publish.run(author, post, None).await;
    let published = published.map_err(failed("a poll"))?;
    let poll = published.poll.ok_or("the poll is missing")?;
    for voter in actors.iter().skip(1) {
        let taste = chance.pick(&TASTES).copied().unwrap_or_default();
        if chance.below(VOTERS) != 0 {
            continue;
        }
        let minutes = i64::try_from(chance.below(1_100)).unwrap_or(0);
        ground.clock.set(asked_at.plus(Duration::minutes(minutes)));
        let chosen = poll.options.get(taste).map(|option| option.id);
        let chosen: Vec<_> = chosen.into_iter().collect();
        let voted = ground
            .polls
            .vote
            .run(voter, published.post.id, &chosen)
            .await;
        match voted {
            Ok(_) | Err(VoteError::NotFound) => {}
            Err(error) => return Err(failed("a vote")(error)),
        }
    }
    Ok(())
}
