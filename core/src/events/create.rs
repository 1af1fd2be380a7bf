//! Creating an event.

use super::{
    event::{EventDescription, EventTitle, GroupEvent, capacity, offers_maybe, place},
    remind::enqueue_reminders,
    response::{Answer, EventCounts},
    times::{EventTimes, ZoneName},
    view::EventView,
};
use crate::{
    groups::{OutsideGroup, inside, note_published},
    posts::{Audience, CommentPolicy, Post, PostText},
    shared::{
        actor::Actor,
        clock::Timestamp,
        event::Event,
        fields::{FormCheck, InvalidFields},
        id::{EventId, GroupId},
        idempotency::{Claim, IdempotencyKey},
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// An event as it was thought up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// What it is called.
    pub title: String,
    /// What it is about; may be empty.
    pub description: String,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends, if that is known.
    pub ends_at: Option<Timestamp>,
    /// By the clocks of which time zone it is meant.
    pub time_zone: String,
    /// Where it is.
    pub place: Option<String>,
    /// What one can say; all there is when not said.
    pub options: Option<Vec<Answer>>,
    /// How many can come.
    pub capacity: Option<u32>,
}

/// Why no event was created.
#[derive(Debug, thiserror::Error)]
pub enum CreateEventError {
    /// Fields were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// Only members create events.
    #[error(transparent)]
    Outside(#[from] OutsideGroup),
    /// The idempotency key belongs to another request.
    #[error("the idempotency key was used with another request")]
    KeyReused,
    /// The event that this key made is no longer there.
    #[error("the event is no longer there")]
    Gone,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Creates events.
#[derive(Clone)]
pub struct CreateEvent {
    ports: Ports,
}

impl CreateEvent {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Creates an event in a group to which `actor` belongs, and the post under which it is talked about. With a `key`, a
    /// repeat creates nothing and gives the event that is there.
    #[tracing::instrument(name = "events.create", skip_all, fields(%group))]
    pub async fn run(
        &self,
        actor: &Actor,
        group: GroupId,
        input: NewEvent,
        key: Option<IdempotencyKey>,
    ) -> Result<EventView, CreateEventError> {
        let event = self.parse(actor, group, &input)?;
        let mut tx = self.ports.store.write().await?;
        inside(tx.as_mut(), actor.user, group).await??;
        let claim = match key {
            None => Claim::Fresh,
            Some(key) => {
                let made = event.id.get();
                tx.claim_key(actor.user, &key, made, event.created_at)
                    .await?
            }
        };
        let id = match claim {
            Claim::Fresh => insert(tx.as_mut(), &event).await?,
            Claim::Done(made) => EventId::new(made),
            Claim::Mismatch => return Err(CreateEventError::KeyReused),
        };
        let view = tx
            .event_for(actor.user, id, event.created_at)
            .await?
            .ok_or(CreateEventError::Gone)?;
        // Also after a repeat: the first may be waiting for its commit still.
        tx.commit().await?;
        Ok(view)
    }

    fn parse(
        &self,
        actor: &Actor,
        group: GroupId,
        input: &NewEvent,
    ) -> Result<GroupEvent, InvalidFields> {
        let now = self.ports.clock.now();
        let mut form = FormCheck::default();
        let title = form.field("title", EventTitle::parse(&input.title));
        let description = form.field("description", EventDescription::parse(&input.description));
        let zone = form.field("time_zone", ZoneName::parse(&input.time_zone));
        let place = form.field("place", place(input.place.as_deref()));
        let maybe = form.field("options", offers_maybe(input.options.as_deref()));
        let capacity = form.field("capacity", capacity(input.capacity));
        let times = zone.map(|zone| EventTimes::at(zone, input.starts_at, input.ends_at));
        if let Some(times) = &times {
            times.check_start(&mut form, now);
            times.check_end(&mut form);
        }
        form.finish()?;
        let (Some(title), Some(description), Some(times)) = (title, description, times) else {
            return Err(InvalidFields(Vec::new()));
        };
        Ok(GroupEvent {
            id: EventId::new(self.ports.ids.next()),
            group,
            creator: actor.user,
            title,
            description,
            times,
            place: place.flatten(),
            offers_maybe: maybe.unwrap_or(true),
            capacity: capacity.flatten(),
            image: None,
            sequence: 0,
            timed_since: 0,
            counts: EventCounts::default(),
            created_at: now,
            changed_at: now,
            cancelled_at: None,
        })
    }
}

/// One event is told of, not also a post that was published: who hears of the one need not be told of the other.
async fn insert(tx: &mut dyn Tx, event: &GroupEvent) -> Result<EventId, CreateEventError> {
    tx.insert_event(event).await?;
    let post = post_of(event);
    tx.insert_post(&post).await?;
    enqueue_reminders(tx, event, event.created_at).await?;
    note_published(tx, event.creator, event.group, post.id).await??;
    tx.emit(Event::EventCreated { id: event.id }).await?;
    Ok(event.id)
}

/// Under which the event is talked about, in its group, for all who see it. What it says is what the event says.
fn post_of(event: &GroupEvent) -> Post {
    Post {
        id: event.post_id(),
        author: event.creator,
        title: None,
        text: PostText::default(),
        warning: None,
        original: None,
        group: Some(event.group),
        audience: Audience::Group,
        comment_policy: CommentPolicy::Everyone,
        picture_count: 0,
        has_poll: false,
        has_preview: false,
        has_event: true,
        created_at: event.created_at,
        edited_at: None,
        deleted_at: None,
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;
    use crate::{
        events::fixtures::view_of,
        groups::{GroupPrivacy, Standing, fixtures::GROUP},
        posts::fixtures::{AUTHOR, actor, now, ports},
        shared::jobs::Job,
        testing::{MockStore, MockTx},
    };

    fn rehearsal() -> NewEvent {
        NewEvent {
            title: " Rehearsal ".into(),
            description: "Bring your notes.".into(),
            starts_at: now().plus(Duration::days(3)),
            ends_at: Some(now().plus(Duration::days(3) + Duration::hours(2))),
            time_zone: "Europe/Berlin".into(),
            place: Some("Old pier".into()),
            options: None,
            capacity: Some(10),
        }
    }

    /// The group is there, and the actor stands so to it.
    fn standing_in(tx: &mut MockTx, privacy: GroupPrivacy, standing: Standing) {
        let known = standing.knows(privacy).then_some(standing);
        tx.expect_known_standing().returning(move |_, _| Ok(known));
    }

    async fn run(input: NewEvent, store: MockStore) -> Result<EventView, CreateEventError> {
        let key = IdempotencyKey {
            operation: "events.create",
            key: "once".into(),
            fingerprint: [7; 32],
        };
        CreateEvent::new(ports(store))
            .run(&actor(AUTHOR), GROUP, input, Some(key))
            .await
    }

    #[tokio::test]
    async fn a_member_creates_an_event_and_those_who_come_will_be_reminded() {
        let store = MockStore::writing(|tx| {
            standing_in(tx, GroupPrivacy::Request, Standing::Member);
            tx.expect_claim_key()
                .returning(|_, _, _, _| Ok(Claim::Fresh));
            tx.expect_insert_event()
                .withf(|event| {
                    event.title.as_str() == "Rehearsal"
                        && event.creator.get() == AUTHOR
                        && event.times.starts.wall() == "2026-01-18T13:00:00+01:00"
                        && event.sequence == 0
                })
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_insert_post()
                .withf(|post| {
                    (post.id.get(), post.author.get()) == (1, AUTHOR)
                        && (post.group, post.audience) == (Some(GROUP), Audience::Group)
                        && post.has_event
                        && post.created_at == now()
                })
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_note_group_activity()
                .withf(|group, post| *group == GROUP && post.get() == 1)
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_belonging_held()
                .returning(|_, _| Ok(Some(Standing::Member)));
            tx.expect_enqueue()
                .withf(|job, at| {
                    matches!(job, Job::RemindOfEvent { sequence: 0, .. }) && *at > Some(now())
                })
                .times(2)
                .returning(|_, _| Ok(()));
            tx.expect_emit()
                .withf(|event| matches!(event, Event::EventCreated { id } if id.get() == 1))
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_event_for()
                .returning(|viewer, id, _| Ok(Some(view_of(id, viewer))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let created = run(rehearsal(), store).await.unwrap();
        assert_eq!(created.event.id, EventId::new(1));
    }

    #[tokio::test]
    async fn a_repeat_gives_the_event_that_is_there() {
        let store = MockStore::writing(|tx| {
            standing_in(tx, GroupPrivacy::Request, Standing::Member);
            tx.expect_claim_key()
                .returning(|_, _, _, _| Ok(Claim::Done(9)));
            tx.expect_event_for()
                .returning(|viewer, id, _| Ok(Some(view_of(id, viewer))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let again = run(rehearsal(), store).await.unwrap();
        assert_eq!(again.event.id, EventId::new(9));
    }

    #[tokio::test]
    async fn who_does_not_belong_to_the_group_creates_nothing_in_it() {
        let outsiders = Standing::ALL.into_iter().filter(|one| !one.is_member());
        for standing in outsiders {
            for privacy in GroupPrivacy::ALL {
                let store = MockStore::writing(move |tx| standing_in(tx, privacy, standing));
                match run(rehearsal(), store).await {
                    Err(CreateEventError::Outside(OutsideGroup::MembersOnly)) => {
                        assert!(standing.knows(privacy));
                    }
                    Err(CreateEventError::Outside(OutsideGroup::NotFound)) => {
                        assert!(!standing.knows(privacy));
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
    }

    #[tokio::test]
    async fn whose_membership_ends_meanwhile_creates_nothing() {
        for (known, expected) in [
            (Some(Standing::Banned), OutsideGroup::MembersOnly),
            (None, OutsideGroup::NotFound),
        ] {
            let store = MockStore::writing(move |tx| {
                let mut standing = Some(Standing::Member);
                tx.expect_known_standing()
                    .times(2)
                    .returning(move |_, _| Ok(std::mem::replace(&mut standing, known)));
                tx.expect_claim_key()
                    .returning(|_, _, _, _| Ok(Claim::Fresh));
                tx.expect_insert_event().returning(|_| Ok(()));
                tx.expect_insert_post().returning(|_| Ok(()));
                tx.expect_enqueue().returning(|_, _| Ok(()));
                tx.expect_note_group_activity().returning(|_, _| Ok(()));
                tx.expect_belonging_held().returning(|_, _| Ok(None));
            });
            let refused = run(rehearsal(), store).await;
            let Err(CreateEventError::Outside(outside)) = refused else {
                panic!("{refused:?}");
            };
            assert_eq!(outside, expected);
        }
    }

    #[tokio::test]
    async fn all_that_is_wrong_is_said_at_once() {
        let input = NewEvent {
            title: " ".into(),
            starts_at: now(),
            ends_at: Some(now()),
            options: Some(vec![Answer::Going]),
            capacity: Some(0),
            ..rehearsal()
        };
        let refused = run(input, MockStore::untouched()).await;
        let Err(CreateEventError::Invalid(InvalidFields(errors))) = refused else {
            panic!("{refused:?}");
        };
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(
            fields,
            ["title", "options", "capacity", "starts_at", "ends_at"]
        );
    }
}
