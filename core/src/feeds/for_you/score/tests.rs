use time::Duration;

use super::*;
use crate::{feeds::for_you::fixtures::candidate, posts::fixtures::now};

fn reactions(reactions: u64) -> TakingPart {
    TakingPart {
        reactions,
        ..TakingPart::default()
    }
}

fn order(candidates: Vec<Candidate>) -> Vec<i64> {
    let picks = rank(candidates, now());
    picks.iter().map(|pick| pick.post.get()).collect()
}

/// Both are as they come, but for what `better` has.
fn is_before(better: impl Fn(&mut Candidate)) -> bool {
    let mut one = candidate(1, 1);
    better(&mut one);
    order(vec![candidate(2, 2), one]) == [1, 2]
}

#[test]
fn the_figures_are_those_of_the_documentation() {
    let near = |value: f64, expected: f64| assert!((value - expected).abs() < 0.000_5, "{value}");
    near(heat(TakingPart::default(), now(), now()), 0.131);
    let mut one = candidate(1, 1);
    near(score(&one, now()), 0.057);
    one.closeness = Closeness::Friend;
    one.taking_part = TakingPart {
        reactions: 8,
        comments: 3,
        shares: 1,
    };
    one.shared_tags = 1;
    one.reacted = 5;
    near(score(&one, now()), 1.635);
}

#[test]
fn each_thing_that_counts_brings_a_post_forward() {
    assert!(is_before(|one| one.created_at = now()));
    assert!(is_before(|one| one.taking_part.reactions = 1));
    assert!(is_before(|one| one.taking_part.comments = 1));
    assert!(is_before(|one| one.taking_part.shares = 1));
    assert!(is_before(|one| one.closeness = Closeness::Friend));
    assert!(is_before(|one| one.closeness = Closeness::Follower));
    assert!(is_before(|one| one.in_group = true));
    assert!(is_before(|one| one.mutuals = 1));
    assert!(is_before(|one| one.reacted = 1));
    assert!(is_before(|one| one.shared_tags = 1));
    assert!(!is_before(|_| {}), "of equal ones the newer is first");
}

#[test]
fn what_takes_more_effort_counts_for_more() {
    let of = |reactions, comments, shares| {
        TakingPart {
            reactions,
            comments,
            shares,
        }
        .weighed()
    };
    assert_eq!((of(1, 0, 0), of(0, 1, 0), of(0, 0, 1)), (1, 2, 3));
    assert_eq!(of(u64::MAX, 1, 1), u64::MAX);
}

#[test]
fn a_post_cools_down_and_is_gone_after_a_week() {
    let at_age = |age: Duration| heat(reactions(10), now().plus(-age), now());
    let ages = [0, 1, 5, 24, 72, 167].map(Duration::hours);
    let heats = ages.map(at_age);
    assert!(heats.is_sorted_by(|younger, older| younger > older));
    assert!(heats.iter().all(|heat| *heat > 0.0));
    assert!(at_age(Duration::WEEK) <= 0.0);
    let old = Candidate {
        created_at: now().plus(-Duration::WEEK),
        ..candidate(1, 1)
    };
    assert!(rank(vec![old], now()).is_empty());
}

#[test]
fn a_post_from_the_future_is_as_one_of_now() {
    let later = heat(reactions(1), now().plus(Duration::HOUR), now());
    assert!((later - heat(reactions(1), now(), now())).abs() < f64::EPSILON);
}

#[test]
fn equal_candidates_give_equal_lists_in_whatever_order_they_come() {
    let all: Vec<Candidate> = (0..60)
        .map(|post| Candidate {
            taking_part: reactions(u64::try_from(post % 7).unwrap()),
            ..candidate(post, post % 11)
        })
        .collect();
    let list = rank(all.clone(), now());
    assert_eq!(list.len(), 60);
    let mut backwards = all;
    backwards.reverse();
    assert_eq!(rank(backwards, now()), list);
}

#[test]
fn of_ten_posts_in_a_row_no_more_than_two_are_by_one_author() {
    // The first author has the forty best ones; of the nine others each has four.
    let mut all: Vec<Candidate> = (0..40)
        .map(|post| Candidate {
            taking_part: reactions(1_000),
            ..candidate(1_000 + post, 0)
        })
        .collect();
    all.extend((0..36).map(|post| candidate(post, 1 + post % 9)));
    let authors: HashMap<PostId, UserId> = all.iter().map(|one| (one.post, one.author)).collect();
    let list: Vec<UserId> = rank(all, now())
        .iter()
        .map(|pick| authors[&pick.post])
        .collect();
    for window in list.windows(WINDOW) {
        for author in window {
            let times = window.iter().filter(|other| *other == author).count();
            assert!(times <= PER_AUTHOR, "{window:?}");
        }
    }
    // Nothing of the others is lost, and the first author comes again and again.
    let of_first = list.iter().filter(|author| author.get() == 0).count();
    assert_eq!(list.len() - of_first, 36);
    assert!(of_first >= 8, "{of_first}");
    assert_eq!(list[..2], [UserId::new(0); 2]);
}

#[test]
fn a_list_ends_rather_than_to_repeat_the_same_people() {
    let all = (0..30).map(|post| candidate(post, post % 2)).collect();
    assert_eq!(order(all), [29, 28, 27, 26]);
}

#[test]
fn a_list_is_bounded() {
    let all = (0..500).map(|post| candidate(post, post)).collect();
    assert_eq!(rank(all, now()).len(), LONGEST);
}

#[test]
fn what_brought_a_post_there_is_the_nearest_thing() {
    let tag = || Tag::parse("snow");
    let strange = Candidate {
        followed_tag: tag(),
        interest: tag(),
        via: Some(UserId::new(9)),
        taking_part: reactions(POPULAR_FROM),
        ..candidate(1, 1)
    };
    let why = |candidate: Candidate| rank(vec![candidate], now()).remove(0).because;
    let near = Candidate {
        closeness: Closeness::Follower,
        ..strange.clone()
    };
    assert_eq!(why(near.clone()), Because::Near);
    let in_group = |one: &Candidate| Candidate {
        in_group: true,
        ..one.clone()
    };
    assert_eq!(why(in_group(&near)), Because::Near);
    assert_eq!(why(in_group(&strange)), Because::InGroup);
    let mut one = strange;
    assert_eq!(why(one.clone()), Because::FollowedTag(tag().unwrap()));
    one.followed_tag = None;
    assert_eq!(why(one.clone()), Because::Via(UserId::new(9)));
    one.via = None;
    assert_eq!(why(one.clone()), Because::Interest(tag().unwrap()));
    one.interest = None;
    assert_eq!(why(one.clone()), Because::Popular);
    one.taking_part.reactions -= 1;
    assert_eq!(why(one), Because::Recent);
}
