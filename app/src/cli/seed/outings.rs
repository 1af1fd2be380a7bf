//! What is planned in the groups of a crowd, and who comes.

use kith_adapters::sql::PlantedResponse;
use kith_core::{
    events::{
        EventCounts, EventDescription, EventPlace, EventResponse, EventTimes, EventTitle,
        GroupEvent, ZoneName,
    },
    shared::{
        actor::Actor,
        id::{EventId, UserId},
    },
};
use time::Duration;

use super::{
    clubs::{Club, Clubs},
    ground::{Ground, failed},
    stage,
};

/// Groups with fewer members plan nothing.
const ENOUGH: usize = 10;
/// Of the others every so manyth does; those who belong to very many have something in each of theirs.
const ONE_IN: usize = 5;
/// What the largest group plans besides the event that very many answer.
const BESIDES: usize = 30;
/// Of a group's members every so manyth answers.
const ANSWERS_ONE_IN: usize = 10;
/// One in so many has room for half of those who would come.
const FULL_ONE_IN: usize = 5;
/// What is planned begins within so many days before and after today.
const DAYS_BEFORE: i64 = 10;
const DAYS: usize = 60;
/// The event that very many answer begins after all others.
const LARGEST_IN: Duration = Duration::days(180);
const ZONES: [&str; 3] = ["Europe/Berlin", "America/New_York", "UTC"];
const TITLES: [&str; 6] = [
    "Supper at long tables",
    "A walk, whatever the weather",
    "Repairing what is broken",
    "The spring concert",
    "Swap: bring one, take one",
    "An evening of questions",
];
/// Rows of one transaction.
const BATCH: usize = 50_000;

/// An event with who answers it, by number.
struct Plan {
    event: GroupEvent,
    answering: Vec<u32>,
}

/// Plans events in the groups of these people, and has members say whether they come.
pub(super) async fn plan(
    ground: &mut Ground,
    clubs: &Clubs,
    people: &[Actor],
) -> Result<(), String> {
    let mut plans = Vec::new();
    for (place, club) in clubs.clubs.iter().enumerate() {
        let is_planning = club.members.len() >= ENOUGH && place.is_multiple_of(ONE_IN);
        let events = match place {
            0 => BESIDES,
            _ if club.is_joined => 1 + ground.chance.below(3),
            _ => usize::from(is_planning),
        };
        if place == 0 && clubs.size.responses > 0 {
            plans.push(largest(ground, club, clubs.size.responses, people)?);
        }
        for _ in 0..events {
            plans.push(usual(ground, club, people)?);
        }
    }
    stage(plans.len(), "planning events");
    for some in plans.chunks(BATCH) {
        let mut tx = ground.ports.store.write().await.map_err(failed("events"))?;
        for plan in some {
            let inserted = tx.insert_event(&plan.event).await;
            inserted.map_err(failed("events"))?;
        }
        tx.commit().await.map_err(failed("events"))?;
    }
    let mut responses = Vec::new();
    for plan in &plans {
        answer(ground, plan, people, &mut responses)?;
    }
    for some in responses.chunks(BATCH) {
        let planted = ground.database.plant_event_responses(some).await;
        planted.map_err(failed("responses"))?;
    }
    let counted = ground.database.recount_events().await;
    counted.map_err(failed("events"))
}

fn largest(
    ground: &mut Ground,
    club: &Club,
    responses: usize,
    people: &[Actor],
) -> Result<Plan, String> {
    let members = club.members.len();
    let responses = responses.min(members);
    let given = |places: usize| places * responses / members.max(1);
    let answering = (0..members)
        .zip(&club.members)
        .filter(|(place, _)| given(place + 1) > given(*place))
        .map(|(_, one)| *one)
        .collect();
    let mut event = event(ground, club, people)?;
    event.title = EventTitle::stored("The fair on the meadows".to_owned());
    event.times = EventTimes::at(
        event.times.zone.clone(),
        ground.today.plus(LARGEST_IN),
        None,
    );
    event.capacity = None;
    Ok(Plan { event, answering })
}

fn usual(ground: &mut Ground, club: &Club, people: &[Actor]) -> Result<Plan, String> {
    let event = event(ground, club, people)?;
    let answering = club
        .members
        .iter()
        .filter(|_| ground.chance.below(ANSWERS_ONE_IN) == 0)
        .copied()
        .collect();
    Ok(Plan { event, answering })
}

fn event(ground: &mut Ground, club: &Club, people: &[Actor]) -> Result<GroupEvent, String> {
    let chance = &mut ground.chance;
    let zone = chance.pick(&ZONES).copied().unwrap_or("UTC");
    let days = i64::try_from(chance.below(DAYS)).unwrap_or(0) - DAYS_BEFORE;
    let hours = i64::try_from(chance.below(24)).unwrap_or(0);
    let starts = ground
        .today
        .plus(Duration::days(days) + Duration::hours(hours));
    let creator = chance
        .pick(&club.members)
        .copied()
        .ok_or("a group has no members")?;
    let is_full = chance.below(FULL_ONE_IN) == 0;
    let room = u32::try_from(club.members.len() / ANSWERS_ONE_IN / 2).unwrap_or(0);
    let title = chance.pick(&TITLES).copied().unwrap_or_default();
    let now = ground.ports.clock.now();
    Ok(GroupEvent {
        id: EventId::new(ground.ports.ids.next()),
        group: club.id,
        creator: user(people, creator)?,
        title: EventTitle::stored(title.to_owned()),
        description: EventDescription::stored("Bring a cup and a chair.".to_owned()),
        times: EventTimes::at(
            ZoneName::stored(zone.to_owned()),
            starts,
            Some(starts.plus(Duration::hours(3))),
        ),
        place: Some(EventPlace::stored("Behind the old harbour".to_owned())),
        offers_maybe: true,
        capacity: is_full.then_some(room.max(1)),
        image: None,
        sequence: 0,
        timed_since: 0,
        counts: EventCounts::default(),
        created_at: now,
        changed_at: now,
        cancelled_at: None,
    })
}

fn answer(
    ground: &mut Ground,
    plan: &Plan,
    people: &[Actor],
    responses: &mut Vec<PlantedResponse>,
) -> Result<(), String> {
    let mut places = plan.event.capacity.unwrap_or(u32::MAX);
    for one in &plan.answering {
        let response = match ground.chance.below(10) {
            0..6 if places > 0 => {
                places -= 1;
                EventResponse::Going
            }
            0..6 => EventResponse::Waiting,
            6..8 => EventResponse::Maybe,
            _ => EventResponse::NotGoing,
        };
        responses.push(PlantedResponse {
            event: plan.event.id,
            user: user(people, *one)?,
            response,
            key: ground.ports.ids.next(),
            at: ground.ports.clock.now(),
        });
    }
    Ok(())
}

fn user(people: &[Actor], number: u32) -> Result<UserId, String> {
    let place = usize::try_from(number).unwrap_or(usize::MAX);
    let actor = people.get(place).ok_or("a member of a group is nobody")?;
    Ok(actor.user)
}
