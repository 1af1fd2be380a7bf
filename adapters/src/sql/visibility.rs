//! Who may see what, as SQL: `kith_core::posts::can_see` and `listed_for` in the form that every query on posts,
//! and on what belongs to them, includes. Nothing is filtered after a page was cut. A contract case compares the
//! two forms for every viewer and post.
//!
//! Each macro expands to a string literal for `concat!` and takes the alias of the post's row, the alias of its
//! author's row in `users`, and an expression for the viewer's id:
//!
//! ```text
//! concat!(
//!     "select … from posts p cross join users a where a.id = p.author_id and ",
//!     visible!(post "p", author "a", viewer "$1"),
//! )
//! ```

/// How near the viewer is to another member, as a number: `kith_core::relations::Closeness` in its order, 0 for
/// severed, 1 stranger, 2 follower, 3 friend. One look at a primary key.
macro_rules! closeness {
    (viewer $viewer:expr, other $other:expr) => {
        concat!(
            "coalesce((select ",
            $crate::sql::visibility::closeness!(relation "cr"),
            " from relations cr where cr.user_id = ",
            $viewer,
            " and cr.other_id = ",
            $other,
            "), 1)"
        )
    };
    // The viewer's row on the other is there already, under this alias.
    (relation $relation:literal) => {
        concat!(
            "case when ",
            $relation,
            ".severed then 0 when ",
            $relation,
            ".friendship = 'friends' then 3 when ",
            $relation,
            ".follow = 'following' then 2 else 1 end"
        )
    };
}

/// One of the two blocks the other: neither exists for the other.
macro_rules! severed {
    (viewer $viewer:expr, other $other:expr) => {
        concat!(
            "exists (select 1 from relations sr where sr.user_id = ",
            $viewer,
            " and sr.other_id = ",
            $other,
            " and sr.severed)"
        )
    };
}

/// Those of whom the viewer never hears, as a table of one column `id`: who is severed from the viewer or suspended.
macro_rules! hidden {
    (viewer $viewer:literal) => {
        concat!(
            "(select other_id as id from relations where user_id = ",
            $viewer,
            " and severed union select id from users where suspended_at is not null)"
        )
    };
}

/// The viewer may know that there is such a group; their row in it is joined under `member`. See
/// `kith_core::groups::Standing::knows`.
macro_rules! known_group {
    (group $group:literal, member $member:literal) => {
        concat!(
            "(",
            $group,
            ".deleted_at is null and (",
            $group,
            ".privacy <> 'hidden' or coalesce(",
            $member,
            ".standing, 'none') not in ('none', 'banned')))"
        )
    };
}

/// The viewer sees what is in the group: they belong to it. Their row in it is joined under `member`. See
/// `kith_core::groups::Standing::is_member`.
macro_rules! inside_group {
    (group $group:literal, member $member:literal) => {
        concat!(
            "(",
            $group,
            ".deleted_at is null and ",
            $member,
            ".belongs)"
        )
    };
}

/// The viewer keeps order in the group, which is there. See `kith_core::groups::Standing::keeps_order`.
macro_rules! keeps_order {
    (viewer $viewer:literal, group $group:literal) => {
        concat!(
            "exists (select 1 from group_members ko cross join groups kg where ko.group_id = ",
            $group,
            " and ko.user_id = ",
            $viewer,
            " and ko.standing in ('moderator', 'owner') and kg.id = ko.group_id and kg.deleted_at is null)"
        )
    };
}

/// The viewer may see the post and all that belongs to it. The numbers are what `Audience::demands` says. Where all posts
/// are of one author, or the viewer's relation is joined, the closeness is said, and not looked up for each post.
macro_rules! visible {
    (post $post:literal, author $author:literal, viewer $viewer:literal) => {
        $crate::sql::visibility::visible!(
            post $post, author $author, viewer $viewer,
            closeness $crate::sql::visibility::closeness!(viewer $viewer, other concat!($post, ".author_id"))
        )
    };
    (post $post:literal, author $author:literal, viewer $viewer:literal, closeness $closeness:expr) => {
        concat!(
            "(",
            $post,
            ".deleted_at is null and ",
            $author,
            ".suspended_at is null and (",
            $post,
            ".audience <> 'group' or exists (select 1 from group_members vg cross join groups vh where vg.group_id = ",
            $post,
            ".group_id and vg.user_id = ",
            $viewer,
            " and vg.belongs and vh.id = vg.group_id and vh.deleted_at is null)) and (",
            $post,
            ".author_id = ",
            $viewer,
            " or (",
            $closeness,
            " >= case ",
            $post,
            ".audience when 'public' then 1 when 'unlisted' then 1 when 'group' then 1 when 'followers' then 2 \
             when 'selected' then 2 when 'friends' then 3 else 4 end and (",
            $post,
            ".audience <> 'selected' or exists (select 1 from post_selected vs where vs.post_id = ",
            $post,
            ".id and vs.user_id = ",
            $viewer,
            ")))))"
        )
    };
}

/// The post may stand in a list that the viewer reads. The closeness is said as in [`visible`].
macro_rules! listed {
    (post $post:literal, author $author:literal, viewer $viewer:literal) => {
        $crate::sql::visibility::listed!(
            post $post, author $author, viewer $viewer,
            closeness $crate::sql::visibility::closeness!(viewer $viewer, other concat!($post, ".author_id"))
        )
    };
    (post $post:literal, author $author:literal, viewer $viewer:literal, closeness $closeness:expr) => {
        concat!(
            "(",
            $crate::sql::visibility::visible!(
                post $post, author $author, viewer $viewer, closeness $closeness
            ),
            " and (",
            $post,
            ".author_id = ",
            $viewer,
            " or ",
            $post,
            ".audience <> 'unlisted'))"
        )
    };
}

pub(super) use {
    closeness, hidden, inside_group, keeps_order, known_group, listed, severed, visible,
};
