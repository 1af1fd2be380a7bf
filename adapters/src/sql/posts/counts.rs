//! How many posts a member has, by whom they are for. Kept with the posts: whoever changes posts moves the counts in the
//! same unit of work, after the posts, so that no two wait for each other. Deleted posts do not count.

use std::collections::HashMap;

use kith_core::{
    posts::Audience,
    shared::{
        id::{PostId, UserId},
        store::StoreError,
    },
};
use sqlx::FromRow;

use crate::sql::{
    column::{id_list, named, unsigned},
    error::StoreResult as _,
    store::{SqlTx, on},
    visibility::closeness,
};

macro_rules! moved {
    () => {
        " on conflict (user_id) do update set \
         public = post_counts.public + excluded.public, \
         unlisted = post_counts.unlisted + excluded.unlisted, \
         followers = post_counts.followers + excluded.followers, \
         friends = post_counts.friends + excluded.friends, \
         selected = post_counts.selected + excluded.selected, \
         only_me = post_counts.only_me + excluded.only_me"
    };
}
const MOVE: &str = concat!(
    "insert into post_counts (user_id, public, unlisted, followers, friends, selected, only_me) \
     values ($1, $2, $3, $4, $5, $6, $7)",
    moved!()
);

macro_rules! planted {
    ($given:literal) => {
        concat!(
            "insert into post_counts (user_id, public, unlisted, followers, friends, selected, only_me) select author_id, \
             count(case audience when 'public' then 1 end), count(case audience when 'unlisted' then 1 end), \
             count(case audience when 'followers' then 1 end), count(case audience when 'friends' then 1 end), \
             count(case audience when 'selected' then 1 end), count(case audience when 'only_me' then 1 end) \
             from posts where id in (",
            $given,
            ") group by author_id",
            moved!()
        )
    };
}
const PLANTED_LITE: &str = planted!("select value from json_each($1)");
const PLANTED_PG: &str = planted!("select unnest($1)");

/// Whom a post is for, until the unit of work ends.
const COUNTED: &str = "select audience, deleted_at from posts where id = $1";
const COUNTED_PG: &str = "select audience, deleted_at from posts where id = $1 for no key update";

/// The posts of `$1` that may be listed for `$2`: what is counted for the audiences that the rule opens to them, and of
/// those for selected people the ones that name them.
const LISTED: &str = concat!(
    "select coalesce((select case when a.id = $2 \
     then k.public + k.unlisted + k.followers + k.friends + k.selected + k.only_me \
     else case when c.near >= 1 then k.public else 0 end + case when c.near >= 2 then k.followers else 0 end \
     + case when c.near >= 3 then k.friends else 0 end + case when c.near >= 2 and k.selected > 0 then \
     (select count(*) from post_selected s cross join posts p where s.user_id = $2 and p.id = s.post_id \
     and p.author_id = $1 and p.audience = 'selected' and p.deleted_at is null) else 0 end end \
     from users a cross join post_counts k cross join (select ",
    closeness!(viewer "$2", other "$1"),
    " as near) c where a.id = $1 and a.suspended_at is null and k.user_id = $1), 0)"
);

#[derive(FromRow)]
struct CountedRow {
    audience: String,
    deleted_at: Option<i64>,
}

/// How many posts more are for each audience; fewer, below zero.
#[derive(Default)]
pub(in crate::sql) struct Moves(HashMap<Audience, i64>);

impl Moves {
    /// So many posts more are for `audience`. Profiles show nothing of what is in groups, which is not counted.
    pub(in crate::sql) fn add(&mut self, audience: Audience, posts: i64) {
        if audience == Audience::Group {
            return;
        }
        *self.0.entry(audience).or_default() += posts;
    }

    fn of(&self, audience: Audience) -> i64 {
        self.0.get(&audience).copied().unwrap_or(0)
    }

    /// Moves the counts of `author`, if any.
    pub(in crate::sql) async fn make(
        &self,
        tx: &mut SqlTx,
        author: UserId,
    ) -> Result<(), StoreError> {
        if self.0.values().all(|posts| *posts == 0) {
            return Ok(());
        }
        on!(tx, c => sqlx::query(MOVE)
            .bind(author.get())
            .bind(self.of(Audience::Public)).bind(self.of(Audience::Unlisted))
            .bind(self.of(Audience::Followers)).bind(self.of(Audience::Friends))
            .bind(self.of(Audience::Selected)).bind(self.of(Audience::OnlyMe))
            .execute(c).await.map(drop))
        .store_err()
    }
}

/// For whom a post counts, which is nobody's once it is deleted; it stays so until the unit of work ends. `None` where there
/// is no such post.
pub(super) async fn counted(
    tx: &mut SqlTx,
    post: PostId,
) -> Result<Option<Option<Audience>>, StoreError> {
    let row: Option<CountedRow> = on!(tx, c =>
        lite sqlx::query_as(COUNTED).bind(post.get()).fetch_optional(c).await,
        pg sqlx::query_as(COUNTED_PG).bind(post.get()).fetch_optional(c).await)
    .store_err()?;
    let audience = |row: CountedRow| {
        let audience = named("posts.audience", &row.audience, Audience::parse)?;
        Ok(row.deleted_at.is_none().then_some(audience))
    };
    row.map(audience).transpose()
}

/// Counts posts that were planted.
pub(super) async fn count_planted(tx: &mut SqlTx, posts: &[i64]) -> Result<(), StoreError> {
    on!(tx, c =>
        lite sqlx::query(PLANTED_LITE).bind(id_list(posts)).execute(c).await.map(drop),
        pg sqlx::query(PLANTED_PG).bind(posts).execute(c).await.map(drop))
    .store_err()
}

/// See [`kith_core::profiles::ProfileRepo::count_posts`].
pub(in crate::sql) async fn listed(
    tx: &mut SqlTx,
    owner: UserId,
    viewer: UserId,
) -> Result<u64, StoreError> {
    let count: i64 = on!(tx, c => sqlx::query_scalar(LISTED)
        .bind(owner.get()).bind(viewer.get()).fetch_one(c).await)
    .store_err()?;
    unsigned("count of posts", count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const COUNTS: &[Asked] = &[
        asked_apart(COUNTED, COUNTED_PG, &["8"]),
        asked_apart(PLANTED_LITE, PLANTED_PG, &["{7,8}"]),
        asked(LISTED, &["7", "8"]),
    ];
    each_engine!(
        counts_look_at_no_post_but_those_that_name_the_viewer,
        COUNTS
    );
}
