//! The statements of home. `$1` is the viewer, `$2` the post below which and `$3` the post above which the page lies,
//! `$4` how many rows are wanted.
//!
//! Each arm walks an index in the order of the list and stops at the limit; at most four pages of rows are merged.
//! No post is in two arms: a timeline holds no posts of one's own and none in groups, and those of pulled authors and in
//! groups, one's own among them, are left to their arms.
//! `left join`, or `cross join` in its place, keeps SQLite from starting with the authors, or building a filter of all of
//! them: every post has one.
//!
//! A timeline that was cut off ends somewhere. Above its end home is read from it; the statements named `OLDER` read
//! what lies below from everybody whom the viewer follows.

use crate::sql::{
    posts::rows::{authored_columns, authored_json},
    visibility::{closeness, listed},
};

/// Above the post `$3`, and above the end of the timeline.
macro_rules! newer {
    () => {
        "coalesce((select e.post_id from timeline_ends e where e.user_id = $1 and e.post_id > $3), $3)"
    };
}

macro_rules! written {
    () => {
        concat!(
            "select ",
            authored_columns!(closeness closeness!(relation "r")),
            " from timelines t cross join relations r cross join posts p left join users a on a.id = p.author_id \
             where t.user_id = $1 and t.post_id < $2 and t.post_id > ",
            newer!(),
            " and r.user_id = $1 and r.other_id = t.author_id and r.follow = 'following' and not r.muting and not r.pulled \
             and p.id = t.post_id and ",
            listed!(post "p", author "a", viewer "$1", closeness closeness!(relation "r")),
            " order by t.post_id desc limit $4"
        )
    };
}

macro_rules! own {
    (above $above:expr) => {
        concat!(
            "select ",
            authored_columns!(closeness closeness!(viewer "$1", other "$1")),
            " from posts p left join users a on a.id = p.author_id \
             where p.author_id = $1 and p.deleted_at is null and p.audience <> 'group' and p.id < $2 and p.id > ",
            $above,
            " and ",
            listed!(post "p", author "a", viewer "$1", closeness closeness!(viewer "$1", other "$1")),
            " order by p.id desc limit $4"
        )
    };
}

/// SQLite keeps the rows that are in the limit and leaves an author's posts at the first one below it: only if the posts
/// are the innermost of the joins, and therefore the author comes before them. Left to choose, it would look through
/// everyone the viewer follows for the few that are pulled.
macro_rules! from_authors_lite {
    (of $relations:literal, who $who:literal, above $above:expr) => {
        concat!(
            "select ",
            authored_columns!(closeness closeness!(relation "r")),
            " from ",
            $relations,
            " cross join users a cross join posts p \
             where r.user_id = $1 and a.id = r.other_id and ",
            $who,
            " and r.follow = 'following' and not r.muting \
             and p.author_id = r.other_id and p.deleted_at is null and p.audience <> 'group' and p.id < $2 and p.id > ",
            $above,
            " and ",
            listed!(post "p", author "a", viewer "$1", closeness closeness!(relation "r")),
            " order by p.id desc limit $4"
        )
    };
}

/// PostgreSQL would read all posts of all these authors: it is told to take a page from each.
macro_rules! from_authors_pg {
    (who $who:literal, above $above:expr) => {
        concat!(
            "select newest.* from relations r cross join lateral (select ",
            authored_columns!(closeness closeness!(relation "r")),
            " from posts p left join users a on a.id = p.author_id \
             where p.author_id = r.other_id and p.deleted_at is null and p.audience <> 'group' and p.id < $2 and p.id > ",
            $above,
            " and ",
            listed!(post "p", author "a", viewer "$1", closeness closeness!(relation "r")),
            " order by p.id desc limit $4) newest \
             where r.user_id = $1 and ",
            $who,
            " and r.follow = 'following' and not r.muting order by newest.id desc limit $4"
        )
    };
}

/// A post in a group is for home: the viewer's own too, none by whom they mute. The rule is asked again of those that are; here
/// the author is no join, so that the posts are the innermost.
macro_rules! for_home {
    () => {
        "not exists (select 1 from relations q where q.user_id = $1 and q.other_id = p.author_id \
         and (q.severed or q.muting)) and not exists (select 1 from users s where s.id = p.author_id and s.suspended_at is not null)"
    };
}

/// What is in the groups of the viewer: of each the newest, as from authors.
macro_rules! in_groups_lite {
    (above $above:expr) => {
        in_groups!(concat!(
            "select p.id from group_members gm indexed by group_members_belonging cross join groups g cross join posts p \
             where gm.user_id = $1 and gm.belongs and g.id = gm.group_id and g.deleted_at is null \
             and p.group_id = gm.group_id and p.deleted_at is null and p.id < $2 and p.id > ",
            $above,
            " and ",
            for_home!(),
            " order by p.id desc limit $4"
        ))
    };
}
macro_rules! in_groups_pg {
    (above $above:expr) => {
        in_groups!(concat!(
            "select newest.id from group_members gm join groups g on g.id = gm.group_id cross join lateral (\
             select p.id from posts p where p.group_id = gm.group_id and p.deleted_at is null and p.id < $2 and p.id > ",
            $above,
            " and ",
            for_home!(),
            " order by p.id desc limit $4) newest where gm.user_id = $1 and gm.belongs \
             and g.deleted_at is null order by newest.id desc limit $4"
        ))
    };
}
macro_rules! in_groups {
    ($ids:expr) => {
        concat!(
            "select ",
            authored_columns!(viewer "$1"),
            " from (",
            $ids,
            ") gp cross join posts p left join users a on a.id = p.author_id where p.id = gp.id and ",
            listed!(post "p", author "a", viewer "$1")
        )
    };
}

macro_rules! following {
    ($pulled:expr, $in_groups:expr) => {
        concat!(
            "select * from (select * from (",
            written!(),
            ") written union all select * from (",
            own!(above newer!()),
            ") own union all select * from (",
            $pulled,
            ") pulled union all select * from (",
            $in_groups,
            ") in_groups) home order by id desc limit $4"
        )
    };
}

/// Own posts, posts by those one follows and does not mute, and posts in one's groups, down to the end of the timeline.
pub(super) const FOLLOWING_LITE: &str = authored_json!(following!(
    from_authors_lite!(of "relations r indexed by relations_pulled", who "r.pulled", above newer!()),
    in_groups_lite!(above newer!())
));
/// The same for PostgreSQL.
pub(super) const FOLLOWING_PG: &str = following!(
    from_authors_pg!(who "r.pulled", above newer!()),
    in_groups_pg!(above newer!())
);

/// Where the viewer's timeline ends, if that is above the post `$2`.
pub(super) const END: &str =
    "select post_id from timeline_ends where user_id = $1 and post_id > $2";

macro_rules! older {
    ($followed:expr, $in_groups:expr) => {
        concat!(
            "select * from (select * from (",
            own!(above "$3"),
            ") own union all select * from (",
            $followed,
            ") followed union all select * from (",
            $in_groups,
            ") in_groups) home order by id desc limit $4"
        )
    };
}

/// Own posts, and posts by those one follows and does not mute, all from their authors.
pub(super) const OLDER_LITE: &str = authored_json!(older!(
    from_authors_lite!(
        of "relations r indexed by relations_follow", who "r.follow_key is not null", above "$3"
    ),
    in_groups_lite!(above "$3")
));
/// The same for PostgreSQL.
pub(super) const OLDER_PG: &str = older!(
    from_authors_pg!(who "r.follow_key is not null", above "$3"),
    in_groups_pg!(above "$3")
);

/// What an arm repeats of the rule is what lets it use its partial index.
macro_rules! everyone {
    ($in_groups:expr) => {
        concat!(
            "select * from (select * from (",
            own!(above "$3"),
            ") own union all select * from (select ",
            authored_columns!(viewer "$1"),
            " from posts p left join users a on a.id = p.author_id \
             where p.audience = 'public' and p.deleted_at is null and p.author_id <> $1 and p.id < $2 and p.id > $3 \
             and not exists (select 1 from relations r where r.user_id = $1 and r.other_id = p.author_id and r.muting) and ",
            listed!(post "p", author "a", viewer "$1"),
            " order by p.id desc limit $4) public_ones union all select * from (",
            $in_groups,
            ") in_groups) home order by id desc limit $4"
        )
    };
}

/// Own posts, public posts of those one does not mute, and posts in one's groups.
pub(super) const EVERYONE_LITE: &str = authored_json!(everyone!(in_groups_lite!(above "$3")));
/// The same for PostgreSQL.
pub(super) const EVERYONE_PG: &str = everyone!(in_groups_pg!(above "$3"));

pub(super) const FOLLOWS_ANYONE: &str =
    "select 1 from relations where user_id = $1 and follow = 'following' limit 1";
