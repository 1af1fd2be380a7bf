//! The statements, written once for everything that can be reacted to. `$1` looks or reacts, `$2` is what is reacted to.

use crate::sql::{comments::author_is_seen, search::member_columns, visibility::visible};

/// The post `$2`, if `$1` may see it, with these further tables and columns.
macro_rules! shown_post {
    (select $columns:expr, with $with:expr) => {
        concat!(
            "select ",
            $columns,
            " from posts p cross join users a",
            $with,
            " where p.id = $2 and a.id = p.author_id and ",
            visible!(post "p", author "a", viewer "$1")
        )
    };
}

/// The comment `$2`, if `$1` may see it, with these further tables and columns. One that was deleted nobody sees.
macro_rules! shown_comment {
    (select $columns:expr, with $with:expr) => {
        concat!(
            "select ",
            $columns,
            " from comments c cross join posts p cross join users a",
            $with,
            " where c.id = $2 and c.deleted_at is null and p.id = c.post_id and a.id = p.author_id and ",
            visible!(post "p", author "a", viewer "$1"),
            " and ",
            author_is_seen!()
        )
    };
}

macro_rules! to_change_post {
    () => {
        shown_post!(
            select "m.kind",
            with " left join post_reactions m on m.post_id = p.id and m.user_id = $1"
        )
    };
}

macro_rules! to_change_comment {
    () => {
        shown_comment!(
            select "m.kind",
            with " left join comment_reactions m on m.comment_id = c.id and m.user_id = $1"
        )
    };
}

/// One reaction of one member, if they may react. On PostgreSQL a deletion waits for who reacts, and the other way round.
pub(super) const POST_TO_CHANGE: &str = to_change_post!();
pub(super) const POST_TO_CHANGE_PG: &str = concat!(to_change_post!(), " for share of p");
pub(super) const COMMENT_TO_CHANGE: &str = to_change_comment!();
/// The comment changes along: its relevance follows from its tallies.
pub(super) const COMMENT_TO_CHANGE_PG: &str = concat!(
    to_change_comment!(),
    " for key share of p for no key update of c"
);
/// PostgreSQL: one change of a member's reaction at a time. The lock is on the reaction, so that many can react at once.
pub(super) const LOCK_POST_PG: &str = "select pg_advisory_xact_lock(hashtextextended('post_reaction:' || $2::bigint || ':' || $1::bigint, 0))";
pub(super) const LOCK_COMMENT_PG: &str = "select pg_advisory_xact_lock(hashtextextended('comment_reaction:' || $2::bigint || ':' || $1::bigint, 0))";

pub(super) const POST_IS_SHOWN: &str = shown_post!(select "p.id", with "");
pub(super) const COMMENT_IS_SHOWN: &str = shown_comment!(select "c.id", with "");

/// One's reaction is another than it was.
macro_rules! instead {
    () => {
        "do update set kind = excluded.kind, reaction_key = excluded.reaction_key, created_at = excluded.created_at"
    };
}
macro_rules! take {
    (rows $rows:literal, of $of:literal) => {
        concat!(
            "delete from ",
            $rows,
            " where user_id = $1 and ",
            $of,
            " = $2"
        )
    };
}
macro_rules! added {
    (to $tallies:literal) => {
        concat!(
            "do update set likes = ",
            $tallies,
            ".likes + excluded.likes, \
             loves = ",
            $tallies,
            ".loves + excluded.loves, \
             cares = ",
            $tallies,
            ".cares + excluded.cares, \
             hahas = ",
            $tallies,
            ".hahas + excluded.hahas, \
             wows = ",
            $tallies,
            ".wows + excluded.wows, \
             sads = ",
            $tallies,
            ".sads + excluded.sads, \
             angries = ",
            $tallies,
            ".angries + excluded.angries"
        )
    };
}

macro_rules! clear_tally {
    (of $of:literal, in $tallies:literal) => {
        concat!(
            "update ",
            $tallies,
            " set likes = 0, loves = 0, cares = 0, hahas = 0, wows = 0, sads = 0, angries = 0 where ",
            $of,
            " = $1"
        )
    };
}

/// What is erased keeps its place among the tallies: its comments are another matter.
pub(super) const CLEAR_POST: &str = "delete from post_reactions where post_id = $1";
pub(super) const CLEAR_POST_TALLY: &str = clear_tally!(of "post_id", in "post_tallies");
pub(super) const CLEAR_COMMENT: &str = "delete from comment_reactions where comment_id = $1";
pub(super) const CLEAR_COMMENT_TALLY: &str = clear_tally!(of "comment_id", in "comment_tallies");

pub(super) const SET_ON_POST: &str = concat!(
    "insert into post_reactions (user_id, post_id, kind, reaction_key, created_at) values ($1, $2, $3, $4, $5) \
     on conflict (post_id, user_id) ",
    instead!()
);
pub(super) const TAKE_FROM_POST: &str = take!(rows "post_reactions", of "post_id");
pub(super) const MOVE_POST_TALLY: &str = concat!(
    "insert into post_tallies (post_id, likes, loves, cares, hahas, wows, sads, angries) \
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (post_id) ",
    added!(to "post_tallies")
);
pub(super) const SET_ON_COMMENT: &str = concat!(
    "insert into comment_reactions (user_id, comment_id, kind, reaction_key, created_at) values ($1, $2, $3, $4, $5) \
     on conflict (comment_id, user_id) ",
    instead!()
);
pub(super) const TAKE_FROM_COMMENT: &str = take!(rows "comment_reactions", of "comment_id");
pub(super) const MOVE_COMMENT_TALLY: &str = concat!(
    "insert into comment_tallies (comment_id, likes, loves, cares, hahas, wows, sads, angries) \
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (comment_id) ",
    added!(to "comment_tallies")
);

/// Who reacted, each list walking an index in its order: `$3` is the key before which the page starts, `$4` how many rows.
/// `left join` keeps SQLite from starting with the members: every reaction has one.
macro_rules! reactors {
    ($shown:ident, rows $rows:literal, of $of:literal, $besides:literal) => {
        concat!(
            $shown!(
                select concat!("r.kind, r.reaction_key, r.created_at as reacted_at, ", member_columns!()),
                with concat!(
                    " cross join ",
                    $rows,
                    " r left join users u on u.id = r.user_id left join relations m on m.user_id = $1 and m.other_id = r.user_id"
                )
            ),
            " and r.",
            $of,
            " = $2 and r.reaction_key < $3",
            $besides,
            " and u.suspended_at is null and not coalesce(m.severed, false) order by r.reaction_key desc limit $4"
        )
    };
}
pub(super) const POST_REACTORS: &str =
    reactors!(shown_post, rows "post_reactions", of "post_id", "");
pub(super) const POST_REACTORS_BY_KIND: &str =
    reactors!(shown_post, rows "post_reactions", of "post_id", " and r.kind = $5");
pub(super) const COMMENT_REACTORS: &str =
    reactors!(shown_comment, rows "comment_reactions", of "comment_id", "");
pub(super) const COMMENT_REACTORS_BY_KIND: &str =
    reactors!(shown_comment, rows "comment_reactions", of "comment_id", " and r.kind = $5");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    /// What the foreign keys ask when a member is deleted.
    const OF_A_LEAVING_MEMBER: &str = "select 1 from post_reactions where user_id = $1";
    const ON_COMMENTS_OF_A_LEAVING_MEMBER: &str =
        "select 1 from comment_reactions where user_id = $1";

    const REACTIONS: &[Asked] = &[
        asked_apart(POST_TO_CHANGE, POST_TO_CHANGE_PG, &["7", "8"]),
        asked(POST_IS_SHOWN, &["7", "8"]),
        asked(TAKE_FROM_POST, &["7", "8"]),
        asked(POST_REACTORS, &["7", "8", "9223372036854775807", "21"]).sorting(0),
        asked(
            POST_REACTORS_BY_KIND,
            &["7", "8", "9223372036854775807", "21", "like"],
        )
        .sorting(0),
        asked(CLEAR_POST, &["8"]),
        asked(CLEAR_POST_TALLY, &["8"]),
        asked(OF_A_LEAVING_MEMBER, &["7"]),
        asked_apart(COMMENT_TO_CHANGE, COMMENT_TO_CHANGE_PG, &["7", "8"]),
        asked(COMMENT_IS_SHOWN, &["7", "8"]),
        asked(TAKE_FROM_COMMENT, &["7", "8"]),
        asked(COMMENT_REACTORS, &["7", "8", "9223372036854775807", "21"]).sorting(0),
        asked(
            COMMENT_REACTORS_BY_KIND,
            &["7", "8", "9223372036854775807", "21", "like"],
        )
        .sorting(0),
        asked(CLEAR_COMMENT, &["8"]),
        asked(CLEAR_COMMENT_TALLY, &["8"]),
        asked(ON_COMMENTS_OF_A_LEAVING_MEMBER, &["7"]),
    ];
    each_engine!(reactions_are_looked_up_and_lists_of_them_walked, REACTIONS);
}
