//! Comments as they are read. `$1` is the viewer.
//!
//! Whom the viewer must not see are few: the statements start from them (`hidden`), find what they wrote on the post
//! and the deleted comments above that (`lost`), take out what something else stands below (`saved`), and are left with
//! the comments that stand for others but not for this viewer (`gone`). With nobody hidden that costs one look at an
//! index, and a page walks the index of its order.

use async_trait::async_trait;
use kith_core::{
    comments::{CommentKey, CommentListRepo, CommentSort, FoundComment},
    shared::{
        id::{CommentId, PostId, UserId},
        page::{Limit, Page},
        store::StoreError,
    },
};

use super::rows::{FoundRow, discussed_columns};
use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
    visibility::{hidden, visible},
};

/// What those who are hidden wrote on a post. PostgreSQL has to be told to go from them to their comments: it would read
/// all comments of the post, not knowing how few they are.
macro_rules! theirs {
    (lite $post:literal) => {
        concat!(
            "hidden h cross join comments r where r.author_id = h.id and r.post_id = ",
            $post
        )
    };
    (pg $post:literal) => {
        concat!(
            "hidden h cross join lateral (select * from comments f where f.author_id = h.id and f.post_id = ",
            $post,
            " offset 0) r where true"
        )
    };
}

/// What statements with [`found!`] start with, for comments on the post whose id is given.
macro_rules! with_gone {
    ($engine:ident post $post:literal) => {
        concat!(
            "with recursive discussed as materialized (select ",
            discussed_columns!(viewer "$1"),
            " from posts p cross join users a where p.id = ",
            $post,
            " and a.id = p.author_id and ",
            visible!(post "p", author "a", viewer "$1"),
            "), hidden as materialized (select * from ",
            hidden!(viewer "$1"),
            " e), lost (id, parent_id) as (select r.id, r.parent_id from ",
            theirs!($engine $post),
            " and r.deleted_at is null union \
             select l.parent_id, (select r.parent_id from comments r where r.id = l.parent_id) from lost l \
             where (select r.deleted_at from comments r where r.id = l.parent_id) is not null), \
             saved (id, parent_id) as (\
             select l.id, l.parent_id from lost l where (select 1 from comments k where k.parent_id = l.id and k.stands \
             and k.id not in (select n.id from lost n) limit 1) is not null union \
             select l.id, l.parent_id from saved s cross join lost l where l.id = s.parent_id), \
             gone (id, parent_id) as materialized (\
             select l.id, l.parent_id from lost l where l.id not in (select s.id from saved s))"
        )
    };
}

/// The columns of a [`FoundRow`], where the viewer sees the post. Who wrote it is missing where only the place is left.
/// What is the same for all rows is not joined: a page is read in the order of the comments' index.
macro_rules! found {
    (where $condition:literal) => {
        concat!(
            " select c.id as id, c.post_id, (select d.post_author from discussed d) as post_author, \
             (select d.comment_policy from discussed d) as comment_policy, (select d.closeness from discussed d) as closeness, \
             (select d.mentioned from discussed d) as mentioned, \
             (select d.group_standing from discussed d) as group_standing, \
             c.parent_id, c.depth, c.created_at, \
             coalesce(t.replies, 0) - (select count(*) from gone g where g.parent_id = c.id) as replies, \
             c.relevance as relevance, coalesce(t.likes, 0) as likes, coalesce(t.loves, 0) as loves, \
             coalesce(t.cares, 0) as cares, coalesce(t.hahas, 0) as hahas, coalesce(t.wows, 0) as wows, \
             coalesce(t.sads, 0) as sads, coalesce(t.angries, 0) as angries, \
             (select m.kind from comment_reactions m where m.comment_id = c.id and m.user_id = $1) as mine, \
             (select string_agg(r.kind, ',') from hidden h cross join comment_reactions r \
             where r.comment_id = c.id and r.user_id = h.id) as hidden_kinds, c.content, c.media_id, c.edited_at, u.id as author_id, u.handle, u.first_name, \
             u.last_name, u.nickname, u.avatar_id, cast(case when u.is_private then 1 else 0 end as bigint) as is_private \
             from comments c left join users u on u.id = c.author_id and c.deleted_at is null \
             and c.author_id not in (select h.id from hidden h) left join comment_tallies t on t.comment_id = c.id \
             where exists (select 1 from discussed) and ",
            $condition,
            " and c.stands and c.id not in (select g.id from gone g)"
        )
    };
}

/// All rows of a statement as one value, for [`FoundRow::read_all`]: each row by itself costs more than reading it.
macro_rules! in_json {
    ($with:expr, $statement:expr) => {
        concat!(
            $with,
            " select json_group_array(json_array(id, json_array(post_id, post_author, comment_policy, closeness, mentioned, group_standing), \
             parent_id, depth, created_at, replies, relevance, \
             json_array(likes, loves, cares, hahas, wows, sads, angries, mine, hidden_kinds), content, media_id, edited_at, author_id, handle, first_name, \
             last_name, nickname, avatar_id, is_private)) from (",
            $statement,
            ") page"
        )
    };
}

macro_rules! on_post {
    ($below:literal) => {
        concat!(
            found!(where "c.post_id = $2 and c.depth = 0"),
            " and ",
            $below,
            " limit $4"
        )
    };
}

macro_rules! replies {
    ($below:literal) => {
        concat!(
            found!(where "exists (select 1 from comments q where q.id = $2 and q.stands \
                and q.id not in (select g.id from gone g)) and c.parent_id = $2"),
            " and ",
            $below,
            " limit $4"
        )
    };
}

macro_rules! statement {
    (lite $with:expr, $statement:expr) => {
        in_json!($with, $statement)
    };
    (pg $with:expr, $statement:expr) => {
        concat!($with, $statement)
    };
}

/// The three orders of a list on one engine: the newest, the oldest, the most relevant. `$3` is the id that the page
/// starts after, `$4` the number of rows, `$5` the relevance that it starts after.
macro_rules! orders {
    ($engine:ident, $with:ident, $list:ident) => {
        [
            statement!($engine $with!($engine), $list!("c.id < $3 order by c.id desc")),
            statement!($engine $with!($engine), $list!("c.id > $3 order by c.id")),
            statement!(
                $engine $with!($engine),
                $list!("(c.relevance, c.id) < ($5, $3) order by c.relevance desc, c.id desc")
            ),
        ]
    };
}

macro_rules! with_post {
    ($engine:ident) => {
        with_gone!($engine post "$2")
    };
}

macro_rules! with_post_of_comment {
    ($engine:ident) => {
        with_gone!($engine post "(select o.post_id from comments o where o.id = $2)")
    };
}

const ON_POST_LITE: [&str; 3] = orders!(lite, with_post, on_post);
const ON_POST_PG: [&str; 3] = orders!(pg, with_post, on_post);
const REPLIES_LITE: [&str; 3] = orders!(lite, with_post_of_comment, replies);
const REPLIES_PG: [&str; 3] = orders!(pg, with_post_of_comment, replies);

/// From a comment upwards, at most `$3` steps.
macro_rules! with_chain {
    ($engine:ident) => {
        concat!(
            with_post_of_comment!($engine),
            ", chain (id, parent_id, above) as (select o.id, o.parent_id, cast(0 as bigint) from comments o where o.id = $2 \
             union all select o.id, o.parent_id, b.above + 1 from chain b cross join comments o \
             where o.id = b.parent_id and b.above < $3)"
        )
    };
}

macro_rules! chain {
    () => {
        concat!(
            found!(where "c.id in (select b.id from chain b)"),
            " order by c.depth limit 1000"
        )
    };
}
const CHAIN_LITE: &str = in_json!(with_chain!(lite), chain!());
const CHAIN_PG: &str = concat!(with_chain!(pg), chain!());

/// A page of one of the lists.
struct List {
    lite: &'static [&'static str; 3],
    pg: &'static [&'static str; 3],
}

const ON_POST: List = List {
    lite: &ON_POST_LITE,
    pg: &ON_POST_PG,
};
const REPLIES: List = List {
    lite: &REPLIES_LITE,
    pg: &REPLIES_PG,
};

/// Binds what every page takes and, in the order of relevance, what that takes besides.
macro_rules! bound {
    ($statement:expr, $ask:expr) => {{
        let query = $statement
            .bind($ask.viewer.get())
            .bind($ask.of)
            .bind($ask.after_id())
            .bind($ask.limit.plus_one());
        match $ask.sort {
            CommentSort::Relevant => query.bind($ask.after_relevance()),
            CommentSort::Newest | CommentSort::Oldest => query,
        }
    }};
}

/// What is asked of a list.
struct Ask {
    viewer: UserId,
    /// The post, or the comment that is answered.
    of: i64,
    sort: CommentSort,
    after: Option<CommentKey>,
    limit: Limit,
}

impl Ask {
    /// Ids are positive and grow with time.
    fn after_id(&self) -> i64 {
        let first = match self.sort {
            CommentSort::Oldest => 0,
            CommentSort::Newest | CommentSort::Relevant => i64::MAX,
        };
        self.after.map_or(first, |key| key.id)
    }

    fn after_relevance(&self) -> i64 {
        self.after.map_or(i64::MAX, |key| key.relevance)
    }

    fn of<'s>(&self, [newest, oldest, relevant]: &[&'s str; 3]) -> &'s str {
        match self.sort {
            CommentSort::Newest => newest,
            CommentSort::Oldest => oldest,
            CommentSort::Relevant => relevant,
        }
    }
}

async fn page(
    tx: &mut SqlTx,
    list: &List,
    ask: &Ask,
) -> Result<Page<FoundComment, CommentKey>, StoreError> {
    let rows: Vec<FoundRow> = on!(tx, c =>
        lite {
            let rows: String = bound!(sqlx::query_scalar(ask.of(list.lite)), ask).fetch_one(c).await.store_err()?;
            FoundRow::read_all(&rows)?
        },
        pg bound!(sqlx::query_as(ask.of(list.pg)), ask).fetch_all(c).await.store_err()?);
    let found = found(rows)?;
    Ok(Page::cut(found, ask.limit, |found| CommentKey {
        relevance: found.relevance,
        id: found.id.get(),
    }))
}

fn found(rows: Vec<FoundRow>) -> Result<Vec<FoundComment>, StoreError> {
    rows.into_iter().map(FoundRow::found).collect()
}

#[async_trait]
impl CommentListRepo for SqlTx {
    async fn comments_on(
        &mut self,
        viewer: UserId,
        post: PostId,
        sort: CommentSort,
        after: Option<CommentKey>,
        limit: Limit,
    ) -> Result<Page<FoundComment, CommentKey>, StoreError> {
        let ask = Ask {
            viewer,
            of: post.get(),
            sort,
            after,
            limit,
        };
        page(self, &ON_POST, &ask).await
    }

    async fn replies_to(
        &mut self,
        viewer: UserId,
        comment: CommentId,
        sort: CommentSort,
        after: Option<CommentKey>,
        limit: Limit,
    ) -> Result<Page<FoundComment, CommentKey>, StoreError> {
        let ask = Ask {
            viewer,
            of: comment.get(),
            sort,
            after,
            limit,
        };
        page(self, &REPLIES, &ask).await
    }

    async fn comment_with_ancestors(
        &mut self,
        viewer: UserId,
        comment: CommentId,
        above: u32,
    ) -> Result<Vec<FoundComment>, StoreError> {
        let above = i64::from(above);
        let rows: Vec<FoundRow> = on!(self, c =>
            lite {
                let rows: String = sqlx::query_scalar(CHAIN_LITE)
                    .bind(viewer.get()).bind(comment.get()).bind(above)
                    .fetch_one(c).await.store_err()?;
                FoundRow::read_all(&rows)?
            },
            pg sqlx::query_as(CHAIN_PG)
                .bind(viewer.get()).bind(comment.get()).bind(above)
                .fetch_all(c).await.store_err()?);
        let mut found = found(rows)?;
        // What is above one that is gone may stand.
        if found.last().is_none_or(|last| last.id != comment) {
            found.clear();
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked_apart, each_engine, lite};

    const BY_ID: &[&str] = &["7", "8", "9", "21"];
    const BY_RELEVANCE: &[&str] = &["7", "8", "9", "21", "3"];

    const fn listed(lite: &'static str, pg: &'static str, with: &'static [&'static str]) -> Asked {
        asked_apart(lite, pg, with).reading(&["users_suspended"])
    }

    const LISTS: &[Asked] = &[
        listed(ON_POST_LITE[0], ON_POST_PG[0], BY_ID),
        listed(ON_POST_LITE[1], ON_POST_PG[1], BY_ID),
        listed(ON_POST_LITE[2], ON_POST_PG[2], BY_RELEVANCE),
        listed(REPLIES_LITE[0], REPLIES_PG[0], BY_ID),
        listed(REPLIES_LITE[1], REPLIES_PG[1], BY_ID),
        listed(REPLIES_LITE[2], REPLIES_PG[2], BY_RELEVANCE),
        listed(CHAIN_LITE, CHAIN_PG, &["7", "8", "50"]),
    ];
    each_engine!(comments_are_walked_in_the_order_of_an_index, LISTS);

    /// Only those who are hidden are put together, and what is above one comment.
    #[tokio::test]
    async fn no_page_is_sorted() {
        lite::each_plan(&LISTS[..6], |statement, plan| {
            let sorts = plan.iter().any(|step| step.contains("FOR ORDER BY"));
            assert!(!sorts, "{statement}\n{plan:#?}");
        })
        .await;
    }
}
