//! For you: the lists, and what they are made of.

mod candidates;
mod lists;
mod picked;
mod popular;

/// What For you may show the viewer `$1`: of who is near, of public profiles that were not dismissed, and what is in the
/// viewer's groups, by whom it may be. For posts under `p`, their authors under `a` and the viewer's relations to them
/// under `r`, joined from the left: there may be none.
macro_rules! suitable {
    () => {
        concat!(
            "p.author_id <> $1 and coalesce(not r.muting, true) and (coalesce(r.friendship = 'friends' or r.follow = 'following', \
             false) or p.audience = 'group' or (not a.is_private and not exists (select 1 from dismissed_suggestions d \
             where d.user_id = $1 and d.other_id = p.author_id))) and ",
            $crate::sql::visibility::listed!(
                post "p", author "a", viewer "$1",
                closeness $crate::sql::visibility::closeness!(relation "r")
            )
        )
    };
}

/// What of a post's tally counts, under `t`: reactions, comments and shares. A post without a tally has none.
macro_rules! taking_part {
    () => {
        "coalesce(t.likes + t.loves + t.cares + t.hahas + t.wows + t.sads + t.angries, 0) as reactions, \
         coalesce(t.comments, 0) as comments, coalesce(t.shares, 0) as shares"
    };
}

use {suitable, taking_part};
