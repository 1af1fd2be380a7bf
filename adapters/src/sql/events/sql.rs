//! The statements that change events and what is said of them.

use super::rows::event_columns;
use crate::sql::visibility::inside_group;

pub(super) const INSERT: &str = "\
insert into events (id, group_id, creator_id, title, description, time_zone, starts_local, starts_at, ends_local, ends_at, \
over_at, place, offers_maybe, capacity, image_id, created_at, changed_at) \
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)";
pub(super) const UPDATE: &str = "\
update events set title = $2, description = $3, time_zone = $4, starts_local = $5, starts_at = $6, ends_local = $7, \
ends_at = $8, over_at = $9, place = $10, offers_maybe = $11, capacity = $12, image_id = $13, sequence = $14, \
timed_since = $15, changed_at = $16, cancelled_at = $17 where id = $1";

/// How `$2` stands to the group of the event `$1`, to which they belong.
macro_rules! belonging_to_event {
    ($lock:literal) => {
        concat!(
            "select m.standing from events e cross join group_members m cross join groups g \
             where e.id = $1 and m.group_id = e.group_id and m.user_id = $2 and g.id = m.group_id and ",
            inside_group!(group "g", member "m"),
            $lock
        )
    };
}
pub(super) const BELONGING_TO_EVENT: &str = belonging_to_event!("");
/// Whoever ends a membership waits for who does something by it, and the other way round. The membership is held before the
/// event, as by those who end it.
pub(super) const BELONGING_TO_EVENT_LOCKED_PG: &str = belonging_to_event!(" for share of m");

macro_rules! event {
    ($lock:literal) => {
        concat!(
            "select ",
            event_columns!(),
            " from events e cross join groups g where e.id = $1 and g.id = e.group_id and g.deleted_at is null",
            $lock
        )
    };
}
pub(super) const EVENT: &str = event!("");
/// Whoever changes the event or what is said of it waits here for who does so now.
pub(super) const EVENT_LOCKED_PG: &str = event!(" for no key update of e");

/// What is not over of the group `$1`, at `$3` (nothing that began before `$4` still lasts), and was answered by `$2`.
macro_rules! answered {
    ($lock:literal) => {
        concat!(
            "select ",
            event_columns!(),
            " from events e cross join event_responses r where e.group_id = $1 and e.starts_at > $4 and e.over_at > $3 \
             and r.event_id = e.id and r.user_id = $2 order by e.id",
            $lock
        )
    };
}
pub(super) const ANSWERED: &str = answered!("");
pub(super) const ANSWERED_LOCKED_PG: &str = answered!(" for no key update of e");

pub(super) const RESPONSE: &str =
    "select response from event_responses where event_id = $1 and user_id = $2";
pub(super) const SAVE_RESPONSE: &str = "\
insert into event_responses (event_id, user_id, response, response_key, responded_at) values ($1, $2, $3, $4, $5) \
on conflict (event_id, user_id) do update set response = excluded.response, response_key = excluded.response_key, \
responded_at = excluded.responded_at";
pub(super) const FORGET_RESPONSE: &str =
    "delete from event_responses where event_id = $1 and user_id = $2";
pub(super) const MOVE_COUNTS: &str = "\
update events set going = going + $2, maybe = maybe + $3, not_going = not_going + $4, waiting = waiting + $5 where id = $1";
/// Who moves up keeps their place in the order.
pub(super) const MOVE_UP: &str = "\
update event_responses set response = 'going', responded_at = $3 where event_id = $1 and user_id in \
(select user_id from event_responses where event_id = $1 and response = 'waiting' order by response_key limit $2) \
returning response_key, user_id";

/// What begins after `$1` and is not cancelled, of all groups.
pub(super) const TO_COME: &str = concat!(
    "select ",
    event_columns!(),
    " from events e where e.cancelled_at is null and e.starts_at > $1 and (e.starts_at, e.id) > ($2, $3) \
     order by e.starts_at, e.id limit $4"
);
pub(super) const NOTE_REMINDER: &str = "\
insert into event_reminders (event_id, which, starts_at) values ($1, $2, $3) on conflict (event_id, which, starts_at) do nothing";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const CHANGES: &[Asked] = &[
        asked(
            UPDATE,
            &[
                "7", "Choir", "", "UTC", "", "9", "", "9", "9", "", "0", "3", "9", "1", "1", "9",
                "9",
            ],
        ),
        asked_apart(
            BELONGING_TO_EVENT,
            BELONGING_TO_EVENT_LOCKED_PG,
            &["7", "8"],
        ),
        asked_apart(EVENT, EVENT_LOCKED_PG, &["7"]),
        asked_apart(ANSWERED, ANSWERED_LOCKED_PG, &["7", "8", "9", "1"]),
        asked(RESPONSE, &["7", "8"]),
        asked(FORGET_RESPONSE, &["7", "8"]),
        asked(MOVE_COUNTS, &["7", "1", "0", "0", "1"]),
        asked(MOVE_UP, &["7", "5", "9"]),
        asked(TO_COME, &["5000", "5000", "0", "21"])
            .walking(&["events_to_come"])
            .sorting(0),
    ];
    each_engine!(events_are_looked_up, CHANGES);
}
