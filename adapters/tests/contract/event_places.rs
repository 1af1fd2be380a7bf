//! Places at events: given in order and never twice, with counts that are those of the rows, whoever says what, at once or
//! not.

use std::sync::Arc;

use kith_adapters::sql::Database;
use kith_core::{
    events::{Answer, EventCounts, EventEdit, EventResponse},
    groups::{ActOnOther, OwnAct},
    shared::{event::Event, id::UserId},
};
use time::Duration;

use crate::{draw::Draw, events::Choir, outbox::told, relations::as_actor};

crate::contract! {
    a_place_that_becomes_free_goes_to_who_waited_longest,
    two_hundred_at_once_get_ten_places,
    who_leaves_while_answering_leaves_nothing,
    after_any_sequence_the_counts_are_those_of_the_rows,
}

async fn a_place_that_becomes_free_goes_to_who_waited_longest(database: Database) {
    let choir = Choir::of(database, 8).await;
    let all = choir.members.clone();
    let event = choir.event(Duration::days(3), Some(2)).await;
    for who in &all {
        choir.say(*who, event, Some(Answer::Going)).await.unwrap();
    }
    let standing = async |expected: EventCounts, going: &[UserId]| {
        let viewer = all[0];
        assert_eq!(
            choir.seen(viewer, event).await.unwrap().counts,
            expected,
            "{going:?}"
        );
        let comes = choir
            .people(viewer, event, Some(EventResponse::Going))
            .await;
        assert_eq!(comes, going);
        choir.counts_are_right(viewer, event).await;
    };
    let counts = |going, maybe, waiting| EventCounts {
        going,
        maybe,
        waiting,
        not_going: 0,
    };
    standing(counts(2, 0, 6), &[all[0], all[1]]).await;
    choir.say(all[0], event, Some(Answer::Maybe)).await.unwrap();
    standing(counts(2, 1, 5), &[all[1], all[2]]).await;
    choir.act(all[1], OwnAct::Leave).await;
    standing(counts(2, 1, 4), &[all[2], all[3]]).await;
    let owner = as_actor(all[0]);
    let (remove, ban) = (ActOnOther::Remove, ActOnOther::Ban);
    for (who, act) in [(all[2], remove), (all[4], ban)] {
        let members = &choir.groups.members;
        members.run(&owner, choir.group, who, act).await.unwrap();
    }
    standing(counts(2, 1, 2), &[all[3], all[5]]).await;
    for (places, going) in [
        (Some(3), vec![all[3], all[5], all[6]]),
        (Some(1), vec![all[3], all[5], all[6]]),
        (None, vec![all[3], all[5], all[6], all[7]]),
    ] {
        let edit = EventEdit {
            capacity: Some(places),
            ..EventEdit::default()
        };
        choir.events.edit.run(&owner, event, edit).await.unwrap();
        let waiting = 4 - u64::try_from(going.len()).unwrap();
        standing(counts(4 - waiting, 1, waiting), &going).await;
    }
    let given = told(&choir.database)
        .await
        .into_iter()
        .filter_map(|told| match told {
            Event::EventPlaceGiven { user, .. } => Some(user),
            _ => None,
        });
    assert_eq!(given.collect::<Vec<_>>(), all[2..]);
}

async fn two_hundred_at_once_get_ten_places(database: Database) {
    let choir = Arc::new(Choir::of(database, 200).await);
    let event = choir.event(Duration::days(3), Some(10)).await;
    let tasks: Vec<_> = choir
        .members
        .iter()
        .map(|who| {
            let (choir, who) = (choir.clone(), *who);
            tokio::spawn(async move { choir.say(who, event, Some(Answer::Going)).await })
        })
        .collect();
    let mut going = 0;
    for task in tasks {
        let mine = task.await.unwrap().unwrap().mine;
        going += usize::from(mine == Some(EventResponse::Going));
    }
    let seen = choir.seen(choir.members[0], event).await.unwrap();
    assert_eq!(
        (seen.counts.going, seen.counts.waiting, going),
        (10, 190, 10)
    );
    choir.counts_are_right(choir.members[0], event).await;
}

async fn who_leaves_while_answering_leaves_nothing(database: Database) {
    let choir = Arc::new(Choir::of(database, 12).await);
    let event = choir.event(Duration::days(3), Some(3)).await;
    let other = choir.event(Duration::days(4), Some(3)).await;
    let mut tasks = Vec::new();
    for who in choir.members.iter().skip(1).copied() {
        let choir = choir.clone();
        tasks.push(tokio::spawn(async move {
            for event in [event, other, event] {
                choir.say(who, event, Some(Answer::Going)).await;
            }
        }));
    }
    for who in choir.members.iter().skip(1).copied() {
        let choir = choir.clone();
        tasks.push(tokio::spawn(
            async move { choir.act(who, OwnAct::Leave).await },
        ));
    }
    for task in tasks {
        task.await.unwrap();
    }
    for event in [event, other] {
        let seen = choir.seen(choir.members[0], event).await.unwrap();
        assert_eq!(seen.counts, EventCounts::default());
        choir.counts_are_right(choir.members[0], event).await;
    }
}

async fn after_any_sequence_the_counts_are_those_of_the_rows(database: Database) {
    let choir = Choir::of(database, 7).await;
    let all = choir.members.clone();
    let events = [
        choir.event(Duration::days(3), Some(2)).await,
        choir.event(Duration::days(4), None).await,
    ];
    let owner = as_actor(all[0]);
    let answers = [
        Some(Answer::Going),
        Some(Answer::Going),
        Some(Answer::NotGoing),
        Some(Answer::Maybe),
        None,
    ];
    let mut draw = Draw::new(7);
    for step in 0..300 {
        let (who, event) = (draw.of(&all), draw.of(&events));
        match draw.below(8) {
            0 => choir.act(who, OwnAct::Leave).await,
            1 | 2 => choir.act(who, OwnAct::Join).await,
            3 if draw.one_in(2) => {
                let places = draw.of(&[None, Some(1), Some(2), Some(4)]);
                let edit = EventEdit {
                    capacity: Some(places),
                    ..EventEdit::default()
                };
                choir.events.edit.run(&owner, event, edit).await.unwrap();
            }
            _ => drop(choir.say(who, event, draw.of(&answers)).await),
        }
        if step % 10 == 0 {
            choir.counts_are_right(all[0], events[0]).await;
            choir.counts_are_right(all[0], events[1]).await;
        }
    }
}
