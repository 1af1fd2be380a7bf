//! What the groups of the community plan, and what is said about it.

use kith_core::{
    comments::NewComment,
    events::{Answer, NewEvent},
    shared::{actor::Actor, id::GroupId},
};
use time::Duration;

use super::{
    circles::actor,
    ground::{Ground, failed},
};

/// An event to be.
pub(super) struct Meeting {
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    pub(super) place: &'static str,
    /// Who plans it, by handle, and how many hours ago.
    pub(super) by: (&'static str, i64),
    /// In how many hours it begins, and how many it takes.
    pub(super) when: (i64, i64),
    pub(super) capacity: Option<u32>,
    /// Who said what, the earliest first.
    pub(super) answers: &'static [(&'static str, Answer)],
    /// What was said about it, the earliest first.
    pub(super) remarks: &'static [(&'static str, &'static str)],
}

/// Plans it in a group to which all who have to do with it belong.
pub(super) async fn plan(
    ground: &Ground,
    actors: &[Actor],
    group: GroupId,
    meeting: &Meeting,
) -> Result<(), String> {
    let (planner, hours) = meeting.by;
    let since = ground.today.plus(-Duration::hours(hours));
    ground.clock.set(since);
    let (begins, takes) = meeting.when;
    let starts_at = ground.today.plus(Duration::hours(begins));
    let new = NewEvent {
        title: meeting.title.to_owned(),
        description: meeting.description.to_owned(),
        starts_at,
        ends_at: Some(starts_at.plus(Duration::hours(takes))),
        time_zone: "Europe/London".to_owned(),
        place: Some(meeting.place.to_owned()),
        options: None,
        capacity: meeting.capacity,
    };
    let planner = actor(actors, planner)?;
    let created = ground.events.create.run(planner, group, new, None).await;
    let event = created.map_err(failed("an event"))?.event;
    for (minutes, (who, answer)) in (1_i32..).zip(meeting.answers) {
        ground.clock.set(since.plus(Duration::MINUTE * minutes));
        let who = actor(actors, who)?;
        let said = ground
            .events
            .respond
            .run(who, event.id, Some(*answer))
            .await;
        said.map_err(failed("an answer to an event"))?;
    }
    for (minutes, (who, what)) in (20_i32..).zip(meeting.remarks) {
        ground.clock.set(since.plus(Duration::MINUTE * minutes));
        let new = NewComment {
            post: event.post_id(),
            parent: None,
            content: (*what).to_owned(),
            picture: None,
        };
        let who = actor(actors, who)?;
        let published = ground.comments.publish.run(who, new, None).await;
        published.map_err(failed("a comment on an event"))?;
    }
    Ok(())
}
