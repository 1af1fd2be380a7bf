//! Who may see what, as SQL: `kith_core::posts::can_see` and `listed_for` in the form that every query on posts,
//! and on what belongs to them, includes. Nothing is filtered after a page was cut. A contract case compares the
//! two forms for every viewer and post.
//!
//! Each macro expands to a string literal for `concat!` and takes the alias of the post's row, the alias of its
//! author's row in `users`, and the placeholder of the viewer's id:
//!
//! ```text
//! concat!(
//!     "select … from posts p cross join users a where a.id = p.author_id and ",
//!     visible!(post "p", author "a", viewer "$1"),
//! )
//! ```

/// The viewer may see the post and all that belongs to it.
macro_rules! visible {
    (post $post:literal, author $author:literal, viewer $viewer:literal) => {
        concat!(
            "(",
            $post,
            ".deleted_at is null and ",
            $author,
            ".suspended_at is null and (",
            $post,
            ".author_id = ",
            $viewer,
            " or ",
            $post,
            ".audience in ('public', 'unlisted')))"
        )
    };
}

/// The post may stand in a list that the viewer reads.
macro_rules! listed {
    (post $post:literal, author $author:literal, viewer $viewer:literal) => {
        concat!(
            "(",
            $crate::sql::visibility::visible!(post $post, author $author, viewer $viewer),
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

pub(super) use {listed, visible};
