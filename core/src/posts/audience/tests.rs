//! The rule, case by case.

use super::*;

const AUTHOR: UserId = UserId::new(1);
const OTHER: UserId = UserId::new(2);

fn post(audience: Audience) -> PostFacts {
    PostFacts {
        author: AUTHOR,
        author_suspended: false,
        audience,
        deleted: false,
    }
}

fn other(closeness: Closeness, named: bool) -> Viewer {
    Viewer {
        user: OTHER,
        closeness,
        named,
        belongs: false,
    }
}

fn author() -> Viewer {
    Viewer {
        user: AUTHOR,
        closeness: Closeness::Stranger,
        named: false,
        belongs: false,
    }
}

/// Audiences that `viewer` sees, in the order of [`Audience::ALL`].
fn seen(viewer: &Viewer) -> [bool; 7] {
    Audience::ALL.map(|audience| can_see(viewer, &post(audience)))
}

#[test]
fn each_audience_reaches_exactly_whom_it_says() {
    use Closeness::{Follower, Friend, Severed, Stranger};
    let table = [
        // public, followers, friends, selected, unlisted, only_me, group
        (author(), [true, true, true, true, true, true, false]),
        (
            other(Friend, true),
            [true, true, true, true, true, false, false],
        ),
        (
            other(Friend, false),
            [true, true, true, false, true, false, false],
        ),
        (
            other(Follower, true),
            [true, true, false, true, true, false, false],
        ),
        (
            other(Follower, false),
            [true, true, false, false, true, false, false],
        ),
        (
            other(Stranger, true),
            [true, false, false, false, true, false, false],
        ),
        (
            other(Stranger, false),
            [true, false, false, false, true, false, false],
        ),
        (other(Severed, true), [false; 7]),
        (other(Severed, false), [false; 7]),
    ];
    for (viewer, expected) in table {
        assert_eq!(seen(&viewer), expected, "{viewer:?}");
    }
}

#[test]
fn a_post_in_a_group_is_for_who_belongs_to_it_and_is_not_severed_from_its_author() {
    use Closeness::{Follower, Friend, Severed, Stranger};
    for closeness in [Severed, Stranger, Follower, Friend] {
        for belongs in [false, true] {
            let viewer = Viewer {
                belongs,
                ..other(closeness, true)
            };
            let expected = belongs && closeness != Severed;
            let in_group = post(Audience::Group);
            assert_eq!(can_see(&viewer, &in_group), expected, "{viewer:?}");
            assert_eq!(listed_for(&viewer, &in_group), expected, "{viewer:?}");
        }
    }
}

#[test]
fn who_left_a_group_sees_nothing_of_what_they_said_in_it() {
    for belongs in [false, true] {
        let viewer = Viewer {
            belongs,
            ..author()
        };
        assert_eq!(can_see(&viewer, &post(Audience::Group)), belongs);
        assert_eq!(listed_for(&viewer, &post(Audience::Group)), belongs);
    }
}

#[test]
fn an_unlisted_post_is_listed_for_its_author_alone() {
    assert!(listed_for(&author(), &post(Audience::Unlisted)));
    let friend = other(Closeness::Friend, true);
    assert!(can_see(&friend, &post(Audience::Unlisted)));
    for audience in Audience::ALL {
        let listed = can_see(&friend, &post(audience)) && audience != Audience::Unlisted;
        assert_eq!(listed_for(&friend, &post(audience)), listed);
    }
}

#[test]
fn nobody_sees_what_is_deleted_or_by_a_suspended_author() {
    for viewer in [author(), other(Closeness::Friend, true)] {
        for audience in Audience::ALL {
            assert!(!can_see(
                &viewer,
                &PostFacts {
                    deleted: true,
                    ..post(audience)
                }
            ));
            assert!(!listed_for(
                &viewer,
                &PostFacts {
                    author_suspended: true,
                    ..post(audience)
                }
            ));
        }
    }
}

#[test]
fn names_are_read_back() {
    for audience in Audience::ALL {
        assert_eq!(Audience::parse(audience.as_str()), Some(audience));
    }
    assert_eq!(Audience::parse("everyone"), None);
}

#[test]
fn the_reason_is_what_joins_the_viewer_with_the_post() {
    use Closeness::{Follower, Friend, Stranger};
    let why = |closeness| Audience::ALL.map(|audience| Why::among(audience, closeness));
    let (public, named, link, author) = (Why::Public, Why::Named, Why::Link, Why::Author);
    // public, followers, friends, selected, unlisted, only_me, group
    let member = Why::Member;
    assert_eq!(
        why(Friend),
        [
            public,
            Why::Friend,
            Why::Friend,
            named,
            link,
            author,
            member
        ]
    );
    assert_eq!(
        why(Follower)[..2],
        [public, Why::Follower],
        "friends see it as friends, followers as followers"
    );
    assert_eq!(why(Stranger)[0], public);
    assert_eq!(why(Stranger)[4], link);
}
