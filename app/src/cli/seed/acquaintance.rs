//! Who of the small community knows whom: circles of friends, friends between circles, and some who only follow.

use kith_core::{
    relations::Act,
    shared::{actor::Actor, clock::Timestamp},
};
use time::Duration;

use super::{
    circles::CIRCLES,
    ground::{Ground, failed},
};

/// All know each other since before the first post.
const SINCE: Duration = Duration::days(32);
/// How many people of other circles everybody follows, at most.
const FOLLOWS: usize = 6;
/// Of those who ask to follow somebody private, one in so many still waits.
const STILL_WAITS: usize = 4;
/// Within each circle, who is a friend of the same one in the next circle.
const BRIDGES: [usize; 2] = [0, 2];
/// Who asked the first of all to be friends lately, and whom she asked, by circle and place in it.
const ASKED_HER: [(usize, usize); 3] = [(3, 0), (5, 1), (7, 3)];
const SHE_ASKED: [(usize, usize); 2] = [(2, 4), (6, 1)];
/// Between two of those requests.
const PAUSE: Duration = Duration::hours(3);

/// Lets everybody meet; gives how many follow or are friends. `actors` are the people of all circles in their order.
pub(super) async fn meet(ground: &mut Ground, actors: &[Actor]) -> Result<usize, String> {
    let mut met = 0;
    ground.clock.set(ground.today.plus(-SINCE));
    for (one, other) in friends() {
        befriend(ground, actors, one, other).await?;
        met += 2;
    }
    let mut asked = 0;
    for one in 0..actors.len() {
        for _ in 0..FOLLOWS {
            let other = ground.chance.below(actors.len());
            if circle_of(one) == circle_of(other) || is_pending(one, other) {
                continue;
            }
            act(ground, actors, one, Act::Follow, other).await?;
            met += 1;
            if is_private(other) {
                asked += 1;
                if asked % STILL_WAITS != 0 {
                    act(ground, actors, other, Act::AcceptFollow, one).await?;
                }
            }
        }
    }
    Ok(met)
}

/// Leaves some requests to be friends undecided, all of the last hours.
pub(super) async fn ask(ground: &Ground, actors: &[Actor]) -> Result<(), String> {
    let hers = SHE_ASKED.map(|place| (0, number(place)));
    let theirs = ASKED_HER.map(|place| (number(place), 0));
    let count = i32::try_from(hers.len() + theirs.len()).unwrap_or(0);
    let moments = (0..count).map(|place| ground.today.plus(-PAUSE * (count - place)));
    let asking = moments.zip(hers.into_iter().chain(theirs));
    for (at, (one, other)) in asking.collect::<Vec<(Timestamp, _)>>() {
        ground.clock.set(at);
        act(ground, actors, one, Act::Befriend, other).await?;
    }
    Ok(())
}

async fn befriend(
    ground: &Ground,
    actors: &[Actor],
    one: usize,
    other: usize,
) -> Result<(), String> {
    act(ground, actors, one, Act::Befriend, other).await?;
    act(ground, actors, other, Act::AcceptFriendship, one).await
}

async fn act(
    ground: &Ground,
    actors: &[Actor],
    one: usize,
    act: Act,
    other: usize,
) -> Result<(), String> {
    let found = actors.get(one).zip(actors.get(other));
    let (one, other) = found.ok_or("a relation to nobody")?;
    let done = ground.relations.change.run(one, other.user, act).await;
    done.map(drop).map_err(failed("a relation"))
}

/// All friends by their numbers.
fn friends() -> impl Iterator<Item = (usize, usize)> {
    let within = (0..CIRCLES.len()).flat_map(|circle| {
        let places = CIRCLES.get(circle).map_or(0, |circle| circle.people.len());
        (0..places).flat_map(move |one| {
            (one + 1..places).map(move |other| (number((circle, one)), number((circle, other))))
        })
    });
    let between = (0..CIRCLES.len()).flat_map(|circle| {
        let next = (circle + 1) % CIRCLES.len();
        BRIDGES.map(|place| (number((circle, place)), number((next, place))))
    });
    within.chain(between)
}

/// The number, among all people, of who has this place in this circle.
fn number((circle, place): (usize, usize)) -> usize {
    let before = CIRCLES
        .iter()
        .take(circle)
        .map(|circle| circle.people.len());
    before.sum::<usize>() + place
}

fn circle_of(person: usize) -> Option<usize> {
    (0..CIRCLES.len()).rfind(|circle| number((*circle, 0)) <= person)
}

fn is_private(person: usize) -> bool {
    let mut people = CIRCLES.iter().flat_map(|circle| circle.people);
    people.nth(person).is_some_and(|person| person.is_private)
}

/// Whether a request between the two is to be left undecided: they have nothing else to do with each other.
fn is_pending(one: usize, other: usize) -> bool {
    ASKED_HER
        .iter()
        .chain(&SHE_ASKED)
        .any(|place| [(0, number(*place)), (number(*place), 0)].contains(&(one, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_friends_and_nobody_is_their_own() {
        let people: usize = CIRCLES.iter().map(|circle| circle.people.len()).sum();
        for person in 0..people {
            let known = friends().filter(|(one, other)| *one == person || *other == person);
            assert!(known.count() >= 3, "{person}");
        }
        assert!(friends().all(|(one, other)| one != other && one < people && other < people));
    }

    #[test]
    fn who_is_asked_is_no_friend_yet() {
        for place in ASKED_HER.iter().chain(&SHE_ASKED) {
            let asked = number(*place);
            assert!(is_pending(0, asked) && is_pending(asked, 0));
            assert!(friends().all(|pair| pair != (0, asked) && pair != (asked, 0)));
        }
        assert_eq!(circle_of(number((3, 2))), Some(3));
    }
}
