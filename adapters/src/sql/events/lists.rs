//! The statements that read events for one member, `$1`. Each asks that they belong to the group.
//!
//! Pages: `$5` and `$6` are the beginning and the id after which the page starts, `$7` is how many rows. No event lasts for
//! longer than some weeks, so that what has not ended is looked for among those that began since then.

use super::rows::event_columns;
use crate::sql::visibility::{hidden, inside_group};

macro_rules! shown {
    ($from:expr, $which:expr) => {
        concat!(
            "select ",
            event_columns!(),
            ", g.title as group_title, m.standing, r.response from ",
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

/// Not over before `$2`, beginning before `$3`, not before `$4`.
macro_rules! mine {
    (events $events:expr, $which:expr) => {
        shown!(
            concat!(
                "group_members m cross join groups g cross join ",
                $events,
                " e"
            ),
            concat!(
                "g.id = m.group_id and e.group_id = m.group_id and e.over_at > $2 \
                 and e.starts_at < $3 and e.starts_at > $4 and (e.starts_at, e.id) > ($5, $6)",
                $which,
                " order by e.starts_at, e.id limit $7"
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

/// How many of those of whom the viewer never hears said what.
macro_rules! unheard {
    ($ids:literal) => {
        concat!(
            "select hr.event_id, hr.response, count(*) as people from ",
            hidden!(viewer "$1"),
            " h cross join ",
            $ids,
            " cross join event_responses hr where hr.event_id = o.id and hr.user_id = h.id group by hr.event_id, hr.response"
        )
    };
}
pub(super) const UNHEARD_LITE: &str = unheard!("(select value as id from json_each($2)) o");
pub(super) const UNHEARD_PG: &str = unheard!("unnest($2) as o (id)");

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
        asked_apart(UNHEARD_LITE, UNHEARD_PG, &["7", "{8,9}"]).reading(&["users_suspended"]),
    ];
    each_engine!(lists_of_events_walk_an_index_or_what_is_ones_own, LISTS);
}
