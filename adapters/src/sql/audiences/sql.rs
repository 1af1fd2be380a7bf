//! The statements.

/// Posts of `$1` in no group for another audience than `$2`, within a filter: `$3` an audience or empty, `$4` and `$5` the time.
macro_rules! to_change {
    () => {
        "p.author_id = $1 and p.audience <> $2 and p.audience <> 'group' and ($3 = '' or p.audience = $3) and p.created_at >= $4 and p.created_at < $5"
    };
}
pub(super) const COUNT: &str = concat!(
    "select count(*) from posts p where ",
    to_change!(),
    " and p.deleted_at is null"
);
pub(super) const INSERT_CHANGE: &str =
    "insert into audience_changes (id, author_id, audience, changed_at) values ($1, $2, $3, $4)";
pub(super) const NOTE_POSTS_LITE: &str = concat!(
    "insert into audience_change_posts (change_id, post_id, audience) select $6, p.id, p.audience from posts p where ",
    to_change!()
);
/// The posts stay as they are noted until they are changed.
pub(super) const NOTE_POSTS_PG: &str = concat!(
    "insert into audience_change_posts (change_id, post_id, audience) select $6, p.id, p.audience from posts p where ",
    to_change!(),
    " order by p.id for update"
);
pub(super) const CHANGE_POSTS: &str = "\
update posts set audience = $2 where id in (select post_id from audience_change_posts where change_id = $1) \
returning id, \
(select c.audience from audience_change_posts c where c.change_id = $1 and c.post_id = posts.id), audience, deleted_at, shared_id";
/// What a change did: all posts, and those that are not deleted.
pub(super) const REMEMBERED: &str = "\
select count(p.id), count(case when p.deleted_at is null then p.id end) from audience_changes a \
left join audience_change_posts c on c.change_id = a.id left join posts p on p.id = c.post_id \
where a.author_id = $1 and a.id = $2 group by a.id";

pub(super) const CHANGE: &str =
    "select audience, changed_at from audience_changes where author_id = $1 and id = $2";
pub(super) const CHANGE_LOCKED_PG: &str =
    "select audience, changed_at from audience_changes where author_id = $1 and id = $2 for update";
/// Everybody locks many posts in the order of their ids.
pub(super) const LOCK_CHANGED_PG: &str = "\
select 1 from audience_change_posts c join posts p on p.id = c.post_id where c.change_id = $1 order by p.id for update of p";
pub(super) const UNDO: &str = "\
update posts set audience = (select c.audience from audience_change_posts c where c.change_id = $1 and c.post_id = posts.id) \
where audience = $2 and id in (select post_id from audience_change_posts where change_id = $1) returning id, $2, audience, deleted_at, shared_id";
pub(super) const FORGET_CHANGE: &str = "delete from audience_changes where id = $1";

/// Names that some changes `a` left without effect and none of the changes `b` would bring back. `cross join` has SQLite
/// begin with the changes, which are few.
macro_rules! forget_names {
    ($forgotten:literal, $kept:literal) => {
        concat!(
            "delete from post_selected where post_id in (\
             select c.post_id from audience_changes a cross join audience_change_posts c \
             join posts p on p.id = c.post_id where c.change_id = a.id and ",
            $forgotten,
            " and c.audience = 'selected' and p.audience <> 'selected' and not exists (\
             select 1 from audience_change_posts k join audience_changes b on b.id = k.change_id \
             where k.post_id = c.post_id and k.audience = 'selected' and ",
            $kept,
            "))"
        )
    };
}
pub(super) const FORGET_NAMES: &str = forget_names!("a.id = $1", "b.id <> $1");
pub(super) const FORGET_OLD_NAMES: &str = forget_names!("a.changed_at <= $1", "b.changed_at > $1");
pub(super) const FORGET_OLD_CHANGES: &str = "delete from audience_changes where changed_at <= $1";

pub(super) const DEFAULT: &str = "\
select s.default_audience, u.is_private from users u left join member_settings s on s.user_id = u.id where u.id = $1";
pub(super) const SET_DEFAULT: &str = "\
insert into member_settings (user_id, default_audience) values ($1, $2) \
on conflict (user_id) do update set default_audience = excluded.default_audience \
where member_settings.default_audience is null or member_settings.default_audience <> excluded.default_audience";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const CHANGES: &[Asked] = &[
        asked(COUNT, &["7", "friends", "public", "0", "9"]),
        asked_apart(
            NOTE_POSTS_LITE,
            NOTE_POSTS_PG,
            &["7", "friends", "", "0", "9", "1"],
        ),
        asked(CHANGE_POSTS, &["1", "friends"]),
        asked(REMEMBERED, &["7", "1"]),
        asked_apart(CHANGE, CHANGE_LOCKED_PG, &["7", "1"]),
        asked_apart(CHANGE, LOCK_CHANGED_PG, &["1"]),
        asked(UNDO, &["1", "friends"]),
        asked(FORGET_NAMES, &["1"]),
        asked(FORGET_CHANGE, &["1"]),
        asked(FORGET_OLD_NAMES, &["1"])
            .as_bound()
            .reading(&["audience_changes_by_age"]),
        asked(FORGET_OLD_CHANGES, &["1"]).reading(&["audience_changes_by_age"]),
        asked(DEFAULT, &["7"]),
    ];
    each_engine!(a_change_reads_the_posts_of_its_author_alone, CHANGES);
}
