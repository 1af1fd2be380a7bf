//! The statements that change groups and memberships.

use crate::sql::{
    search::member_columns,
    visibility::{inside_group, known_group, severed},
};

pub(super) const INSERT: &str = "\
insert into groups (id, title, description, privacy, moderators_decide, owner_id, banner_id, activity_key, member_count, created_at) \
values ($1, $2, $3, $4, $5, $6, $7, $1, 1, $8)";
pub(super) const INSERT_OWNER: &str = "\
insert into group_members (group_id, user_id, standing, belongs, member_key, changed_at) values ($1, $2, 'owner', true, $3, $4)";

macro_rules! group {
    ($lock:literal) => {
        concat!(
            "select g.id as group_id, g.title, g.description, g.privacy, g.moderators_decide, g.owner_id, g.banner_id, \
             g.created_at as group_created_at from groups g where g.id = $1 and g.deleted_at is null",
            $lock
        )
    };
}
pub(super) const GROUP: &str = group!("");
/// Whoever changes the group or a membership in it waits here for who does so now.
pub(super) const GROUP_LOCKED_PG: &str = group!(" for no key update");

pub(super) const UPDATE: &str = "\
update groups set title = $2, description = $3, privacy = $4, moderators_decide = $5, owner_id = $6, banner_id = $7 where id = $1";
pub(super) const DELETE: &str = "update groups set deleted_at = $2 where id = $1";
pub(super) const FORGET_WORDS: &str = "delete from group_words where group_id = $1";
pub(super) const ADD_WORD: &str = "insert into group_words (word, group_id) values ($1, $2)";

pub(super) const MEMBERSHIP: &str = "\
select standing, invited_by, refused_at, declined_at from group_members where group_id = $1 and user_id = $2";
/// A change of role leaves the place in the list of members, and the time since when. The id of an invitation stays until
/// the next one, so that it can be answered again.
pub(super) const SAVE_MEMBERSHIP: &str = "\
insert into group_members (group_id, user_id, standing, belongs, member_key, invitation_id, invited_by, changed_at, refused_at, declined_at) \
values ($1, $2, $3, $4, $5, case when $3 = 'invited' then cast($5 as bigint) end, $6, $7, $8, $9) \
on conflict (group_id, user_id) do update set standing = excluded.standing, belongs = excluded.belongs, \
member_key = case when group_members.belongs and excluded.belongs then group_members.member_key else excluded.member_key end, \
changed_at = case when group_members.belongs and excluded.belongs then group_members.changed_at else excluded.changed_at end, \
invitation_id = coalesce(excluded.invitation_id, group_members.invitation_id), invited_by = excluded.invited_by, \
refused_at = excluded.refused_at, declined_at = excluded.declined_at";
macro_rules! belonging {
    ($lock:literal) => {
        concat!(
            "select m.standing from groups g cross join group_members m where g.id = $1 and m.group_id = g.id and m.user_id = $2 and ",
            inside_group!(group "g", member "m"),
            $lock
        )
    };
}
pub(super) const BELONGING: &str = belonging!("");
/// Whoever ends a membership waits for who does something by it, and the other way round.
pub(super) const BELONGING_LOCKED_PG: &str = belonging!(" for share of m");
pub(super) const MOVE_COUNTS: &str = "\
update groups set member_count = member_count + $2, request_count = request_count + $3 where id = $1";
pub(super) const ADMIT_SOME: &str = "\
update group_members set standing = 'member', belongs = true, changed_at = $2, refused_at = null, declined_at = null \
where group_id = $1 and user_id in (select o.user_id from group_members o where o.group_id = $1 and o.standing = 'requested' \
and not o.belongs order by o.member_key limit $3) returning user_id";
macro_rules! posts_of_gone {
    ($lock:literal) => {
        concat!(
            "select p.id from groups g cross join posts p where g.id = $1 and g.deleted_at is not null and p.group_id = $1 \
             and p.deleted_at is null order by p.id limit $2",
            $lock
        )
    };
}
pub(super) const POSTS_OF_GONE: &str = posts_of_gone!("");
/// Who is just commenting on one of them, or sharing it, is waited for.
pub(super) const POSTS_OF_GONE_LOCKED_PG: &str = posts_of_gone!(" for update of p");
/// What the owner did to the group is nothing that authors take back.
pub(super) const DELETE_POST_OF_GONE: &str = "\
update posts set deleted_at = $2, deleted_by = (select g.owner_id from groups g where g.id = posts.group_id) where id = $1";
pub(super) const FORGET_MEMBERS_OF_GONE: &str = "\
delete from group_members where group_id = $1 and user_id in (select m.user_id from groups g cross join group_members m \
where g.id = $1 and g.deleted_at is not null and m.group_id = $1 order by m.user_id limit $2)";
pub(super) const ERASE_EVENTS_OF_GONE: &str = "\
delete from events where id in (select e.id from groups g cross join events e \
where g.id = $1 and g.deleted_at is not null and e.group_id = $1 order by e.starts_at, e.id limit $2) returning image_id";
pub(super) const EMPTY_GONE: &str = "\
update groups set title = '', description = '' where id = $1 and deleted_at is not null returning banner_id";
pub(super) const NOTE_ACTIVITY: &str =
    "update groups set activity_key = $2 where id = $1 and activity_key < $2";
pub(super) const KNOWN_STANDING: &str = concat!(
    "select coalesce(m.standing, 'none') from groups g left join group_members m on m.group_id = g.id and m.user_id = $1 \
     where g.id = $2 and ",
    known_group!(group "g", member "m")
);
macro_rules! of_posts {
    ($ids:literal) => {
        concat!(
            "select g.id, g.title, m.standing from ",
            $ids,
            " cross join groups g cross join group_members m \
             where g.id = o.id and g.deleted_at is null and m.group_id = g.id and m.user_id = $1 and m.belongs"
        )
    };
}
pub(super) const OF_POSTS_LITE: &str = of_posts!("(select value as id from json_each($2)) o");
pub(super) const OF_POSTS_PG: &str = of_posts!("unnest($2) as o (id)");
pub(super) const INVITATION: &str = "\
select group_id, user_id from group_members where invitation_id = $1";

/// Those of some members who are there for `$1`.
macro_rules! there {
    ($ids:literal) => {
        concat!(
            "select ",
            member_columns!(),
            " from ",
            $ids,
            " cross join users u where u.id = o.id and u.suspended_at is null and not ",
            severed!(viewer "$1", other "u.id")
        )
    };
}
pub(super) const THERE_LITE: &str = there!("(select value as id from json_each($2)) o");
pub(super) const THERE_PG: &str = there!("unnest($2) as o (id)");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const CHANGES: &[Asked] = &[
        asked_apart(GROUP, GROUP_LOCKED_PG, &["7"]),
        asked(UPDATE, &["7", "Choir", "", "open", "0", "8", "9"]),
        asked(DELETE, &["7", "9"]),
        asked(FORGET_WORDS, &["7"]),
        asked(MEMBERSHIP, &["7", "8"]),
        asked_apart(BELONGING, BELONGING_LOCKED_PG, &["7", "8"]),
        asked(MOVE_COUNTS, &["7", "1", "1"]),
        asked(ADMIT_SOME, &["7", "9", "200"]),
        asked_apart(POSTS_OF_GONE, POSTS_OF_GONE_LOCKED_PG, &["7", "50"]),
        asked(DELETE_POST_OF_GONE, &["7", "9"]),
        asked(FORGET_MEMBERS_OF_GONE, &["7", "200"]),
        asked(ERASE_EVENTS_OF_GONE, &["7", "20"]),
        asked(EMPTY_GONE, &["7"]),
        asked(NOTE_ACTIVITY, &["7", "9"]),
        asked(KNOWN_STANDING, &["7", "8"]),
        asked_apart(OF_POSTS_LITE, OF_POSTS_PG, &["7", "{8,9}"]),
        asked(INVITATION, &["7"]),
        asked_apart(THERE_LITE, THERE_PG, &["7", "{8,9}"]),
    ];
    each_engine!(memberships_are_looked_up, CHANGES);
}
