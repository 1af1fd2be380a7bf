//! What hangs on posts, in numbers. Tallies are kept with the rows they count; what the few contributed whom the viewer
//! never hears of is taken off when they are read.
//!
//! Every page of posts asks this once, so it is one value of JSON on either engine: the tallies of the posts with the
//! viewer's own part, and a row for each thing to be taken off, of which there are hardly ever any.

use kith_core::{
    posts::Standing,
    reactions::{ByKind, Reactions},
    shared::{
        id::{PostId, UserId},
        store::StoreError,
    },
};
use serde::Deserialize;

use crate::sql::{
    column::id_list,
    error::StoreResult as _,
    reactions::rows::kind,
    store::{SqlTx, on},
    visibility::hidden,
};

/// `$1` is the viewer, `$2` the posts. From those who are hidden to the posts: where there are none, nothing is looked up.
macro_rules! standings {
    (array $array:literal, group $group:literal, empty $empty:literal, given $given:literal) => {
        concat!(
            "select cast(",
            $array,
            "((select coalesce(",
            $group,
            "(",
            $array,
            "(g.value, t.likes, t.loves, t.cares, t.hahas, t.wows, t.sads, t.angries, t.comments, t.shares, m.kind, \
             case when b.post_id is null then 0 else 1 end, case when pp.post_id is null and gp.post_id is null then 0 else 1 end)), ",
            $empty,
            ") from ",
            $given,
            " left join post_tallies t on t.post_id = g.value \
             left join post_reactions m on m.post_id = g.value and m.user_id = $1 \
             left join bookmarks b on b.user_id = $1 and b.post_id = g.value \
             left join pinned_posts pp on pp.post_id = g.value \
             left join group_pins gp on gp.post_id = g.value), \
             (select coalesce(",
            $group,
            "(",
            $array,
            "(r.post_id, r.kind)), ",
            $empty,
            ") from ",
            hidden!(viewer "$1"),
            " h cross join ",
            $given,
            " cross join post_reactions r where r.post_id = g.value and r.user_id = h.id), \
             (select coalesce(",
            $group,
            "(c.post_id), ",
            $empty,
            ") from ",
            hidden!(viewer "$1"),
            " h cross join ",
            $given,
            " cross join comments c where c.post_id = g.value and c.author_id = h.id and c.deleted_at is null), \
             (select coalesce(",
            $group,
            "(s.shared_id), ",
            $empty,
            ") from ",
            hidden!(viewer "$1"),
            " h cross join ",
            $given,
            " cross join posts s where s.shared_id = g.value and s.author_id = h.id and s.deleted_at is null and s.audience = 'public')) as text)"
        )
    };
}
const STANDINGS_LITE: &str = standings!(
    array "json_array", group "json_group_array", empty "json_array()", given "json_each($2) g"
);
const STANDINGS_PG: &str = standings!(
    array "json_build_array", group "json_agg", empty "json_build_array()", given "unnest($2) as g (value)"
);

/// Reads the numbers of a page.
#[derive(Deserialize)]
struct Answer(Vec<TallyRow>, Vec<(i64, String)>, Vec<i64>, Vec<i64>);

/// The order of the fields is that of the statement. A post on which nothing ever hung has no tally.
#[derive(Deserialize)]
struct TallyRow {
    post: i64,
    likes: Option<u64>,
    loves: Option<u64>,
    cares: Option<u64>,
    hahas: Option<u64>,
    wows: Option<u64>,
    sads: Option<u64>,
    angries: Option<u64>,
    comments: Option<u64>,
    shares: Option<u64>,
    mine: Option<String>,
    bookmarked: u8,
    pinned: u8,
}

impl TallyRow {
    fn standing(self) -> Result<(PostId, Standing), StoreError> {
        let by_kind = ByKind {
            likes: self.likes.unwrap_or_default(),
            loves: self.loves.unwrap_or_default(),
            cares: self.cares.unwrap_or_default(),
            hahas: self.hahas.unwrap_or_default(),
            wows: self.wows.unwrap_or_default(),
            sads: self.sads.unwrap_or_default(),
            angries: self.angries.unwrap_or_default(),
        };
        let standing = Standing {
            reactions: Reactions {
                by_kind,
                mine: self.mine.as_deref().map(kind).transpose()?,
            },
            comments: self.comments.unwrap_or_default(),
            shares: self.shares.unwrap_or_default(),
            bookmarked: self.bookmarked != 0,
            pinned: self.pinned != 0,
        };
        Ok((PostId::new(self.post), standing))
    }
}

/// See [`kith_core::posts::PostRepo::post_standings`].
pub(in crate::sql) async fn of_posts(
    tx: &mut SqlTx,
    viewer: UserId,
    posts: &[PostId],
) -> Result<Vec<(PostId, Standing)>, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|post| post.get()).collect();
    let json: String = on!(tx, c =>
        lite sqlx::query_scalar(STANDINGS_LITE).bind(viewer.get()).bind(id_list(&ids)).fetch_one(c).await,
        pg sqlx::query_scalar(STANDINGS_PG).bind(viewer.get()).bind(&ids).fetch_one(c).await)
    .store_err()?;
    let Answer(tallies, reactions, comments, shares) =
        serde_json::from_str(&json).map_err(|error| StoreError::Failed(Box::new(error)))?;
    let mut standings: Vec<_> = tallies
        .into_iter()
        .map(TallyRow::standing)
        .collect::<Result<_, _>>()?;
    for (post, what) in reactions {
        let kind = kind(&what)?;
        take_off(&mut standings, post, |standing| {
            standing.reactions.by_kind.of_mut(kind)
        });
    }
    for post in comments {
        take_off(&mut standings, post, |standing| &mut standing.comments);
    }
    for post in shares {
        take_off(&mut standings, post, |standing| &mut standing.shares);
    }
    Ok(standings)
}

fn take_off(
    standings: &mut [(PostId, Standing)],
    post: i64,
    number: impl Fn(&mut Standing) -> &mut u64,
) {
    let of_post = standings.iter_mut().find(|(id, _)| id.get() == post);
    if let Some((_, standing)) = of_post {
        let number = number(standing);
        *number = number.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked_apart, each_engine};

    const PAGES: &[Asked] = &[
        asked_apart(STANDINGS_LITE, STANDINGS_PG, &["7", "{8,9}"]).reading(&["users_suspended"])
    ];
    each_engine!(
        a_page_of_posts_is_looked_up_and_those_alone_whom_it_leaves_out,
        PAGES
    );
}
