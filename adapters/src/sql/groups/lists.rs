//! The statements that read groups for one member, `$1`.
//!
//! Pages: `$2` is the key before which the page starts, `$3` how many rows, `$4` to `$7` what words of the title begin
//! with. Each list first finds the ids of its page, and then what is shown of those. What the viewer may not know of is
//! left out before the page is cut. Who asks to join is counted for those alone who may decide.

use crate::sql::{
    search::{called, titled_like},
    visibility::{hidden, known_group},
};

/// How many of those whom the viewer does not find in the lists of the group `g` stand so to it: of whom they never hear or, as
/// one who keeps order, who is suspended. Each is looked up: without the `offset` either
/// engine may go through all of a group's members instead, of whom it expects no more than of others'.
macro_rules! unheard {
    ($standing:literal) => {
        concat!(
            "(select count(*) from ",
            hidden!(viewer "$1"),
            " h where exists (select 1 from group_members hm where hm.group_id = g.id and hm.user_id = h.id and ",
            $standing,
            " limit 1 offset 0) and (coalesce(m.standing, 'none') not in ('moderator', 'owner') \
             or exists (select 1 from users su where su.id = h.id and su.suspended_at is not null)))"
        )
    };
}

/// What is shown of the groups under the alias `l`, which has their `id` and `list_key`. Counts leave out whom the lists
/// leave out, as those of relations do.
macro_rules! shown {
    ($groups:expr, $rest:expr) => {
        concat!(
            "select g.id as group_id, g.title, g.description, g.privacy, g.moderators_decide, g.owner_id, g.banner_id, \
             g.created_at as group_created_at, m.standing, m.invitation_id, m.invited_by, m.changed_at, l.list_key, \
             g.member_count - ",
            unheard!("hm.belongs"),
            " as member_count, case when m.standing in ('moderator', 'owner') then g.request_count - ",
            unheard!("hm.standing = 'requested'"),
            " else 0 end as request_count \
             from ",
            $groups,
            " l cross join groups g left join group_members m on m.group_id = g.id and m.user_id = $1 where g.id = l.id",
            $rest
        )
    };
}

pub(super) const ONE: &str = shown!(
    "(select cast($2 as bigint) as id, cast(0 as bigint) as list_key)",
    concat!(" and ", known_group!(group "g", member "m"))
);

/// The groups `$2` in this order, without those of which the viewer may not know.
macro_rules! given {
    ($ids:literal) => {
        shown!(
            $ids,
            concat!(" and ", known_group!(group "g", member "m"), " order by l.list_key")
        )
    };
}
pub(super) const GIVEN_LITE: &str =
    given!("(select value as id, key as list_key from json_each($2))");
pub(super) const GIVEN_PG: &str =
    given!("(select o.id, o.place as list_key from unnest($2) with ordinality as o (id, place))");

/// The page of a list of ids with keys.
macro_rules! page {
    ($ids:expr) => {
        shown!(
            concat!("(", $ids, " order by list_key desc limit $3)"),
            " order by l.list_key desc"
        )
    };
}

macro_rules! fits {
    ($key:literal) => {
        concat!(
            "g.deleted_at is null and ",
            $key,
            " < $2 and ",
            titled_like!(group "g.id", words "$4", "$5", "$6", "$7")
        )
    };
}

/// Those that anybody finds, along an index, and the hidden ones of which the viewer knows: few, and sorted (`+ 0`) instead
/// of being looked for in the order of all groups.
macro_rules! found {
    ($key:literal) => {
        page!(concat!(
            "select * from (select g.id, ",
            $key,
            " as list_key from groups g where g.privacy <> 'hidden' and ",
            fits!($key),
            " order by ",
            $key,
            " desc limit $3) anybodys union all select * from (select g.id, ",
            $key,
            " as list_key from group_members o cross join groups g where o.user_id = $1 and o.standing not in ('none', 'banned') \
             and g.id = o.group_id and g.privacy = 'hidden' and ",
            fits!($key),
            " order by ",
            $key,
            " + 0 desc limit $3) hidden_ones"
        ))
    };
}
pub(super) const BY_ACTIVITY: &str = found!("g.activity_key");
pub(super) const NEWEST: &str = found!("g.id");

/// Those whose titles have a word that begins as `$8` says, of which there are few. By words that many have, groups are
/// found along the index of the list.
macro_rules! titled {
    ($key:literal) => {
        page!(concat!(
            "select g.id, ",
            $key,
            " as list_key from ",
            called!(table "group_words", of "group_id", word "$8"),
            " c cross join groups g left join group_members o on o.group_id = g.id and o.user_id = $1 where g.id = c.id and ",
            known_group!(group "g", member "o"),
            " and ",
            fits!($key)
        ))
    };
}
pub(super) const TITLED_BY_ACTIVITY: &str = titled!("g.activity_key");
pub(super) const TITLED_NEWEST: &str = titled!("g.id");

pub(super) const MINE: &str = page!(concat!(
    "select g.id, g.activity_key as list_key from group_members o cross join groups g \
     where o.user_id = $1 and o.belongs and g.id = o.group_id and ",
    fits!("g.activity_key")
));

/// Of the thousand newest friends.
macro_rules! with_friends {
    ($members:literal) => {
        page!(concat!(
            "select g.id, g.activity_key as list_key from (select distinct f.group_id as id from \
             (select other_id from relations where user_id = $1 and friendship = 'friends' order by friend_key desc limit 1000) r \
             cross join users u cross join ",
            $members,
            " f where u.id = r.other_id and u.suspended_at is null and f.user_id = r.other_id and f.belongs) c \
             cross join groups g left join group_members o on o.group_id = g.id and o.user_id = $1 where g.id = c.id and ",
            known_group!(group "g", member "o"),
            " and ",
            fits!("g.activity_key")
        ))
    };
}
pub(super) const WITH_FRIENDS_LITE: &str = with_friends!("group_members");
/// PostgreSQL is told to look at each friend: left to choose, it would read who belongs to any group.
pub(super) const WITH_FRIENDS_PG: &str = with_friends!(
    "lateral (select * from group_members x where x.user_id = r.other_id and x.belongs offset 0)"
);

macro_rules! waiting {
    ($standing:literal) => {
        page!(concat!(
            "select g.id, o.member_key as list_key from group_members o cross join groups g \
             where o.user_id = $1 and o.standing = '",
            $standing,
            "' and o.member_key < $2 and g.id = o.group_id and ",
            fits!("o.member_key")
        ))
    };
}
pub(super) const INVITATIONS: &str = waiting!("invited");
pub(super) const REQUESTS: &str = waiting!("requested");

/// Of each group, which of the viewer's friends belong to it: how many, and the three newest friends.
macro_rules! friends {
    ($ids:literal, $members:literal) => {
        concat!(
            "select group_id, user_id, friends from (select f.group_id, f.user_id, \
             count(*) over (partition by f.group_id) as friends, \
             row_number() over (partition by f.group_id order by r.friend_key desc) as place from ",
            $ids,
            " cross join relations r cross join ",
            $members,
            " f cross join users u \
             where r.user_id = $1 and r.friendship = 'friends' and f.group_id = o.id and f.user_id = r.other_id and f.belongs \
             and u.id = r.other_id and u.suspended_at is null) counted where place <= 3 order by group_id, place"
        )
    };
}
pub(super) const FRIENDS_LITE: &str =
    friends!("(select value as id from json_each($2)) o", "group_members");
/// PostgreSQL is told to look at each friend, as above.
pub(super) const FRIENDS_PG: &str = friends!(
    "unnest($2) as o (id)",
    "lateral (select * from group_members x where x.group_id = o.id and x.user_id = r.other_id and x.belongs offset 0)"
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine, lite};

    const ALL: &[&str] = &["7", "9223372036854775807", "21", "", "", "", ""];
    const TITLED: &[&str] = &[
        "7",
        "9223372036854775807",
        "21",
        "choi",
        "a",
        "",
        "",
        "choi",
    ];
    const LISTS: &[Asked] = &[
        asked(ONE, &["7", "8"]).reading(&["users_suspended"]),
        asked_apart(GIVEN_LITE, GIVEN_PG, &["7", "{8,9}"]).reading(&["users_suspended"]),
        asked(BY_ACTIVITY, ALL)
            .walking(&["groups_found_by_activity"])
            .reading(&["users_suspended"]),
        asked(NEWEST, ALL)
            .walking(&["groups_pkey"])
            .reading(&["users_suspended"]),
        asked(TITLED_BY_ACTIVITY, TITLED)
            .reading(&["users_suspended", "group_words_pkey"])
            .sorting(4),
        asked(TITLED_NEWEST, TITLED)
            .reading(&["users_suspended", "group_words_pkey"])
            .sorting(4),
        asked(MINE, ALL).reading(&["users_suspended"]),
        asked_apart(WITH_FRIENDS_LITE, WITH_FRIENDS_PG, ALL).reading(&["users_suspended"]),
        asked(INVITATIONS, ALL).reading(&["users_suspended"]),
        asked(REQUESTS, ALL).reading(&["users_suspended"]),
        asked_apart(FRIENDS_LITE, FRIENDS_PG, &["7", "{8,9}"]),
    ];
    each_engine!(lists_of_groups_walk_an_index_or_what_is_ones_own, LISTS);

    /// A group may have a hundred thousand members.
    #[tokio::test]
    async fn who_is_never_heard_of_is_looked_up_among_the_members() {
        lite::each_plan(&LISTS[..LISTS.len() - 1], |statement, plan| {
            let looks: Vec<_> = plan
                .iter()
                .filter(|step| step.starts_with("SEARCH hm "))
                .collect();
            assert_eq!(looks.len(), 2, "{statement}\n{plan:#?}");
            let by_both = |step: &&String| step.ends_with("(group_id=? AND user_id=?)");
            assert!(looks.iter().all(by_both), "{statement}\n{plan:#?}");
        })
        .await;
    }
}
