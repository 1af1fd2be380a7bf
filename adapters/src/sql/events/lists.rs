//! The statements that read events for one member, `$1`. Each asks that they belong to the group.
//!
//! Pages: `$5` and `$6` are the beginning and the id after which the page starts, `$7` is how many rows. No event lasts for
//! longer than some weeks, so that what has not ended is looked for among those that began since then.

use super::rows::event_columns;
use crate::sql::visibility::{hidden, inside_group};

macro_rules! shown {
    ($from:expr, $which:expr) => {
        shown!(besides "", $from, $which)
    };
    (besides $columns:literal, $from:expr, $which:expr) => {
        concat!(
            "select ",
            event_columns!(),
            ", g.title as group_title, m.standing, r.response",
            $columns,
            " from ",
            $from,
            " left join event_responses r on r.event_id = e.id and r.user_id = $1 where m.user_id = $1 and ",
            inside_group!(group "g", member "m"),
            " and ",
            $which
        )
    };
}

pub(super) const ONE: &str = shown!(
    "events e cross join groups g cross join group_members m",
    "e.id = $2 and g.id = e.group_id and m.group_id = e.group_id"
);

/// `$2` is the group, `$3` the time, and nothing that began before `$4` still lasts.
macro_rules! of_group {
    ($which:literal) => {
        shown!(
            "groups g cross join group_members m cross join events e",
            concat!(
                "g.id = $2 and m.group_id = $2 and e.group_id = $2 and ",
                $which
            )
        )
    };
}
pub(super) const UPCOMING: &str = of_group!(
    "e.starts_at > $4 and e.over_at > $3 and (e.starts_at, e.id) > ($5, $6) order by e.starts_at, e.id limit $7"
);
pub(super) const PAST: &str = of_group!(
    "cast($4 as bigint) <= $3 and e.starts_at <= $3 and e.over_at <= $3 and (e.starts_at, e.id) < ($5, $6) order by e.starts_at desc, e.id desc limit $7"
);

/// Of all groups of the viewer's; nothing that began before `$4` is among them.
macro_rules! of_groups {
    (events $events:expr, $which:expr) => {
        shown!(
            concat!(
                "group_members m cross join groups g cross join ",
                $events,
                " e"
            ),
            concat!(
                "g.id = m.group_id and e.group_id = m.group_id and e.starts_at > $4 and ",
                $which,
                " limit $7"
            )
        )
    };
}
/// Not over before `$2`, beginning before `$3`.
macro_rules! mine {
    (events $events:expr, $which:expr) => {
        of_groups!(
            events $events,
            concat!(
                "e.over_at > $2 and e.starts_at < $3 and (e.starts_at, e.id) > ($5, $6)",
                $which,
                " order by e.starts_at, e.id"
            )
        )
    };
}
/// Over at `$3`, and not before `$2`.
macro_rules! mine_past {
    (events $events:expr, $which:expr) => {
        of_groups!(
            events $events,
            concat!(
                "e.over_at > $2 and e.over_at <= $3 and (e.starts_at, e.id) < ($5, $6)",
                $which,
                " order by e.starts_at desc, e.id desc"
            )
        )
    };
}
/// PostgreSQL is told to take the events of each group: left to choose, it would read those of all.
macro_rules! of_each_group {
    () => {
        "lateral (select * from events x where x.group_id = m.group_id offset 0)"
    };
}
macro_rules! not_declined {
    () => {
        " and coalesce(r.response, '') <> 'not_going'"
    };
}
pub(super) const MINE_LITE: &str = mine!(events "events", "");
pub(super) const MINE_PG: &str = mine!(events of_each_group!(), "");
pub(super) const CALENDAR_LITE: &str = mine!(events "events", not_declined!());
pub(super) const CALENDAR_PG: &str = mine!(events of_each_group!(), not_declined!());
pub(super) const CALENDAR_PAST_LITE: &str = mine_past!(events "events", not_declined!());
pub(super) const CALENDAR_PAST_PG: &str = mine_past!(events of_each_group!(), not_declined!());

macro_rules! given_lite {
    () => {
        "(select value as id from json_each($2)) o"
    };
}
macro_rules! given_pg {
    () => {
        "unnest($2) as o (id)"
    };
}

macro_rules! responses_lite {
    () => {
        "event_responses"
    };
}
/// PostgreSQL is told to look each of them up: it would rather read what everybody said.
macro_rules! responses_pg {
    () => {
        "lateral (select * from event_responses x where x.event_id = o.id and x.user_id = h.id offset 0)"
    };
}

/// What those said of whom the viewer never hears, in numbers for each of `$by`.
macro_rules! unheard {
    ($numbers:literal, of $ids:expr, among $responses:expr, by $by:literal) => {
        concat!(
            "select ",
            $by,
            ", ",
            $numbers,
            " from ",
            hidden!(viewer "$1"),
            " h cross join ",
            $ids,
            " cross join ",
            $responses,
            " hr where hr.event_id = o.id and hr.user_id = h.id group by ",
            $by
        )
    };
}
macro_rules! unheard_of_lists {
    (of $ids:expr, among $responses:expr) => {
        unheard!("count(*) as people", of $ids, among $responses, by "hr.event_id, hr.response")
    };
}
pub(super) const UNHEARD_LITE: &str = unheard_of_lists!(of given_lite!(), among responses_lite!());
pub(super) const UNHEARD_PG: &str = unheard_of_lists!(of given_pg!(), among responses_pg!());

/// Those with the ids `$2`, with the numbers of those of whom the viewer never hears: all of a page of posts in one statement.
macro_rules! of_posts {
    (of $ids:expr, among $responses:expr) => {
        shown!(
            besides ", coalesce(u.going, 0) as unheard_going, coalesce(u.maybe, 0) as unheard_maybe, \
                coalesce(u.not_going, 0) as unheard_not_going, coalesce(u.waiting, 0) as unheard_waiting",
            concat!(
                $ids,
                " cross join events e cross join groups g cross join group_members m left join (",
                unheard!(
                    "count(case hr.response when 'going' then 1 end) as going, \
                     count(case hr.response when 'maybe' then 1 end) as maybe, \
                     count(case hr.response when 'not_going' then 1 end) as not_going, \
                     count(case hr.response when 'waiting' then 1 end) as waiting",
                    of $ids, among $responses, by "hr.event_id"
                ),
                ") u on u.event_id = e.id"
            ),
            "e.id = o.id and g.id = e.group_id and m.group_id = e.group_id"
        )
    };
}
pub(super) const OF_POSTS_LITE: &str = of_posts!(of given_lite!(), among responses_lite!());
pub(super) const OF_POSTS_PG: &str = of_posts!(of given_pg!(), among responses_pg!());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const OF_GROUP: &[&str] = &["8", "7", "5000", "0", "0", "0", "21"];
    const OF_ME: &[&str] = &["8", "5000", "900000", "0", "0", "0", "21"];
    const LISTS: &[Asked] = &[
        asked(ONE, &["8", "7"]),
        asked(UPCOMING, OF_GROUP),
        asked(PAST, &["8", "7", "5000", "0", "9000", "0", "21"]),
        asked_apart(MINE_LITE, MINE_PG, OF_ME),
        asked_apart(CALENDAR_LITE, CALENDAR_PG, OF_ME),
        asked_apart(
            CALENDAR_PAST_LITE,
            CALENDAR_PAST_PG,
            &["8", "1000", "5000", "0", "900000", "0", "21"],
        ),
        asked_apart(UNHEARD_LITE, UNHEARD_PG, &["7", "{8,9}"]).reading(&["users_suspended"]),
        asked_apart(OF_POSTS_LITE, OF_POSTS_PG, &["7", "{8,9}"]).reading(&["users_suspended"]),
    ];
    each_engine!(lists_of_events_walk_an_index_or_what_is_ones_own, LISTS);
}
