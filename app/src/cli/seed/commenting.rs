//! How the community talks about what its people write.

use std::ops::Range;

use kith_adapters::scenery::Chance;
use kith_core::{
    comments::NewComment,
    reactions::{ReactError, ReactionKind, Target},
    shared::{
        actor::Actor,
        clock::Timestamp,
        id::{CommentId, PostId},
    },
};
use time::Duration;

use super::{
    agenda::Agenda,
    ground::{Ground, failed},
    threads::{CONVERSATIONS, Remark},
};

/// Between two remarks lie so many minutes, and as many again at the most.
const PAUSE: i64 = 4;

/// So many of the circle react to a remark at the most, a moment later, in one of these ways.
const REACTORS: usize = 4;
const MOODS: [ReactionKind; 5] = [
    ReactionKind::Like,
    ReactionKind::Haha,
    ReactionKind::Like,
    ReactionKind::Love,
    ReactionKind::Like,
];

/// A remark to come.
struct Planned {
    /// The number of who says it among all people.
    by: usize,
    conversation: usize,
    remark: &'static Remark,
    /// Who reacts to it, by their numbers, and how.
    reactions: Vec<(usize, ReactionKind)>,
}

/// A conversation that has begun, or will.
struct Talk {
    post: PostId,
    /// What was said so far.
    said: Vec<CommentId>,
}

/// Conversations go on while further posts are written.
pub(super) struct Commenting {
    talks: Vec<Talk>,
    waiting: Agenda<Planned>,
}

impl Commenting {
    pub(super) fn new() -> Self {
        Self {
            talks: Vec::new(),
            waiting: Agenda::default(),
        }
    }

    /// Has those of this `circle` talk about a post that was published just now, if they have something to say.
    pub(super) fn begin(
        &mut self,
        ground: &Ground,
        post: (PostId, Timestamp),
        text: &str,
        circle: &Range<usize>,
    ) {
        let about = |talk: &&super::threads::Conversation| text.starts_with(talk.below);
        let Some(conversation) = CONVERSATIONS.iter().find(about) else {
            return;
        };
        // A draw of its own: what else is made of the number stays the same.
        let mut chance = ground.chance.clone();
        let mut at = post.1;
        let number = self.talks.len();
        for remark in conversation.remarks {
            let minutes = i64::try_from(chance.below(45)).unwrap_or(0);
            at = at.plus(Duration::minutes(PAUSE + minutes));
            let planned = Planned {
                by: circle.start + remark.by,
                conversation: number,
                remark,
                reactions: reactions(&mut chance, circle, circle.start + remark.by),
            };
            self.waiting.note(at, planned);
        }
        self.talks.push(Talk {
            post: post.0,
            said: Vec::new(),
        });
    }

    /// Says what was to be said before this moment.
    pub(super) async fn until(
        &mut self,
        ground: &Ground,
        actors: &[Actor],
        moment: Timestamp,
    ) -> Result<(), String> {
        for (at, planned) in self.waiting.due(moment) {
            self.say(ground, actors, at, &planned).await?;
        }
        Ok(())
    }

    async fn say(
        &mut self,
        ground: &Ground,
        actors: &[Actor],
        at: Timestamp,
        planned: &Planned,
    ) -> Result<(), String> {
        let by = actors.get(planned.by).ok_or("nobody comments")?;
        let talk = self
            .talks
            .get_mut(planned.conversation)
            .ok_or("a comment on nothing")?;
        ground.clock.set(at);
        let new = NewComment {
            post: talk.post,
            parent: planned
                .remark
                .to
                .and_then(|earlier| talk.said.get(earlier).copied()),
            content: planned.remark.text.to_owned(),
            picture: None,
        };
        let published = ground.comments.publish.run(by, new, None).await;
        let comment = published.map_err(failed("a comment"))?.found.id;
        talk.said.push(comment);
        ground.clock.set(at.plus(Duration::minutes(2)));
        for (by, kind) in &planned.reactions {
            let by = actors.get(*by).ok_or("nobody reacts")?;
            let react = &ground.reactions.react;
            match react.run(by, Target::Comment(comment), Some(*kind)).await {
                Ok(_) | Err(ReactError::NotFound) => {}
                Err(ReactError::Store(error)) => return Err(failed("a reaction")(error)),
            }
        }
        Ok(())
    }

    /// How many comments there are.
    pub(super) fn made(&self) -> usize {
        self.talks.iter().map(|talk| talk.said.len()).sum()
    }
}

/// Draws who of the circle reacts to what `author` says; who is drawn twice reacts the second way.
fn reactions(
    chance: &mut Chance,
    circle: &Range<usize>,
    author: usize,
) -> Vec<(usize, ReactionKind)> {
    let many = chance.below(REACTORS + 1);
    let drawn = (0..many).map(|_| {
        let by = circle.start + chance.below(circle.len());
        let kind = chance.pick(&MOODS).copied();
        (by, kind.unwrap_or(ReactionKind::Like))
    });
    drawn.filter(|(by, _)| *by != author).collect()
}
