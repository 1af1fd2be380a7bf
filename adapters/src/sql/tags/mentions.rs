//! The people whom posts mention.

use std::collections::HashSet;

use kith_core::{
    profiles::UserSummary,
    shared::{
        id::{CommentId, PostId, UserId},
        store::StoreError,
    },
    tags::Mention,
};
use sqlx::{FromRow, types::Json};

use crate::sql::{
    column::id_list,
    error::StoreResult as _,
    search::{MemberRow, member_columns},
    store::{SqlTx, on},
    visibility::{closeness, severed, visible},
};

/// The statements for what mentions people: posts, or comments.
struct Statements {
    clear: &'static str,
    mentioned: &'static str,
    forget_lite: &'static str,
    forget_pg: &'static str,
    add_lite: &'static str,
    add_pg: &'static str,
    in_lite: &'static str,
    in_pg: &'static str,
    unreached: &'static str,
}

macro_rules! clear {
    ($rows:literal, $of:literal) => {
        concat!("delete from ", $rows, " where ", $of, " = $1")
    };
}
macro_rules! mentioned {
    ($rows:literal, $of:literal) => {
        concat!("select user_id from ", $rows, " where ", $of, " = $1")
    };
}
macro_rules! forget {
    ($rows:literal, $of:literal, $given:literal) => {
        concat!(
            "delete from ",
            $rows,
            " where ",
            $of,
            " = $1 and written not in (",
            $given,
            ")"
        )
    };
}
/// A handle that is there already stays whose it was.
macro_rules! add {
    ($rows:literal, $of:literal, $given:literal) => {
        concat!(
            "insert into ",
            $rows,
            " (",
            $of,
            ", written, user_id) select $1, u.handle_key, u.id from users u where u.handle_key in (",
            $given,
            ") and u.suspended_at is null and not ",
            severed!(viewer "$3", other "u.id"),
            " on conflict (",
            $of,
            ", written) do nothing returning user_id"
        )
    };
}
macro_rules! mentioned_in {
    ($rows:literal, $of:literal, $given:literal) => {
        concat!(
            "select m.",
            $of,
            " as mentioned_in, m.written, ",
            member_columns!(),
            " from ",
            $rows,
            " m join users u on u.id = m.user_id where m.",
            $of,
            " in (",
            $given,
            ") and u.suspended_at is null and not ",
            severed!(viewer "$1", other "u.id"),
            " order by m.",
            $of,
            ", m.written"
        )
    };
}
macro_rules! statements {
    (rows $rows:literal, of $of:literal, unreached $unreached:expr) => {
        Statements {
            clear: clear!($rows, $of),
            mentioned: mentioned!($rows, $of),
            forget_lite: forget!($rows, $of, "select value from json_each($2)"),
            forget_pg: forget!($rows, $of, "select unnest($2)"),
            add_lite: add!($rows, $of, "select value from json_each($2)"),
            add_pg: add!($rows, $of, "select unnest($2)"),
            in_lite: mentioned_in!($rows, $of, "select value from json_each($2)"),
            in_pg: mentioned_in!($rows, $of, "select unnest($2)"),
            unreached: $unreached,
        }
    };
}

/// The post is seen as each of those whom it mentions sees it.
const IN_POSTS: Statements = statements!(
    rows "post_mentions",
    of "post_id",
    unreached concat!(
        "select distinct ",
        member_columns!(),
        " from posts p cross join users a cross join post_mentions m cross join users u \
         where p.id = $1 and a.id = p.author_id and m.post_id = p.id and u.id = m.user_id \
         and u.suspended_at is null and not ",
        severed!(viewer "p.author_id", other "u.id"),
        " and not ",
        visible!(post "p", author "a", viewer "u.id"),
        " order by u.first_name, u.last_name, u.id"
    )
);

/// Who is severed from the author of the post counts as a stranger: that they are is nothing that others are to learn.
const IN_COMMENTS: Statements = statements!(
    rows "comment_mentions",
    of "comment_id",
    unreached concat!(
        "select distinct ",
        member_columns!(),
        " from comments c cross join posts p cross join users a cross join comment_mentions m cross join users u \
         where c.id = $1 and p.id = c.post_id and a.id = p.author_id and m.comment_id = c.id and u.id = m.user_id \
         and u.suspended_at is null and not ",
        severed!(viewer "c.author_id", other "u.id"),
        " and not ",
        visible!(
            post "p", author "a", viewer "u.id",
            closeness concat!("coalesce(nullif(", closeness!(viewer "u.id", other "p.author_id"), ", 0), 1)")
        ),
        " order by u.first_name, u.last_name, u.id"
    )
);

#[derive(FromRow)]
struct MentionRow {
    mentioned_in: i64,
    written: String,
    #[sqlx(flatten)]
    user: MemberRow,
}

pub(super) async fn clear_post(tx: &mut SqlTx, post: PostId) -> Result<(), StoreError> {
    IN_POSTS.clear(tx, post.get()).await
}

pub(in crate::sql) async fn clear_comment(
    tx: &mut SqlTx,
    comment: CommentId,
) -> Result<(), StoreError> {
    IN_COMMENTS.clear(tx, comment.get()).await
}

pub(super) async fn set_in_post(
    tx: &mut SqlTx,
    author: UserId,
    post: PostId,
    handles: &[String],
) -> Result<Vec<UserId>, StoreError> {
    IN_POSTS.set(tx, author, post.get(), handles).await
}

pub(super) async fn set_in_comment(
    tx: &mut SqlTx,
    author: UserId,
    comment: CommentId,
    handles: &[String],
) -> Result<Vec<UserId>, StoreError> {
    IN_COMMENTS.set(tx, author, comment.get(), handles).await
}

pub(super) async fn in_posts(
    tx: &mut SqlTx,
    viewer: UserId,
    posts: &[PostId],
) -> Result<Vec<(PostId, Mention)>, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|post| post.get()).collect();
    let found = IN_POSTS.found(tx, viewer, &ids).await?.into_iter();
    Ok(found
        .map(|row| (PostId::new(row.mentioned_in), row.mention()))
        .collect())
}

pub(super) async fn in_comments(
    tx: &mut SqlTx,
    viewer: UserId,
    comments: &[CommentId],
) -> Result<Vec<(CommentId, Mention)>, StoreError> {
    let ids: Vec<i64> = comments.iter().map(|comment| comment.get()).collect();
    let found = IN_COMMENTS.found(tx, viewer, &ids).await?.into_iter();
    Ok(found
        .map(|row| (CommentId::new(row.mentioned_in), row.mention()))
        .collect())
}

pub(super) async fn unreached_by_post(
    tx: &mut SqlTx,
    post: PostId,
) -> Result<Vec<UserSummary>, StoreError> {
    IN_POSTS.unreached(tx, post.get()).await
}

pub(super) async fn unreached_by_comment(
    tx: &mut SqlTx,
    comment: CommentId,
) -> Result<Vec<UserSummary>, StoreError> {
    IN_COMMENTS.unreached(tx, comment.get()).await
}

impl MentionRow {
    fn mention(self) -> Mention {
        Mention {
            written: self.written,
            user: self.user.into(),
        }
    }
}

impl Statements {
    async fn clear(&self, tx: &mut SqlTx, of: i64) -> Result<(), StoreError> {
        on!(tx, c => sqlx::query(self.clear).bind(of).execute(c).await.map(drop)).store_err()
    }

    async fn set(
        &self,
        tx: &mut SqlTx,
        author: UserId,
        of: i64,
        handles: &[String],
    ) -> Result<Vec<UserId>, StoreError> {
        let before: Vec<i64> =
            on!(tx, c => sqlx::query_scalar(self.mentioned).bind(of).fetch_all(c).await)
                .store_err()?;
        on!(tx, c =>
            lite sqlx::query(self.forget_lite).bind(of).bind(Json(handles)).execute(c).await.map(drop),
            pg sqlx::query(self.forget_pg).bind(of).bind(handles).execute(c).await.map(drop))
        .store_err()?;
        let added: Vec<i64> = on!(tx, c =>
            lite sqlx::query_scalar(self.add_lite).bind(of).bind(Json(handles)).bind(author.get()).fetch_all(c).await,
            pg sqlx::query_scalar(self.add_pg).bind(of).bind(handles).bind(author.get()).fetch_all(c).await)
        .store_err()?;
        let mut known: HashSet<i64> = before.into_iter().collect();
        let new = added.into_iter().filter(|user| known.insert(*user));
        Ok(new.map(UserId::new).collect())
    }

    async fn found(
        &self,
        tx: &mut SqlTx,
        viewer: UserId,
        of: &[i64],
    ) -> Result<Vec<MentionRow>, StoreError> {
        on!(tx, c =>
            lite sqlx::query_as(self.in_lite).bind(viewer.get()).bind(id_list(of)).fetch_all(c).await,
            pg sqlx::query_as(self.in_pg).bind(viewer.get()).bind(of).fetch_all(c).await)
        .store_err()
    }

    async fn unreached(&self, tx: &mut SqlTx, of: i64) -> Result<Vec<UserSummary>, StoreError> {
        let rows: Vec<MemberRow> =
            on!(tx, c => sqlx::query_as(self.unreached).bind(of).fetch_all(c).await).store_err()?;
        Ok(rows.into_iter().map(UserSummary::from).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const fn all(of: &Statements) -> [Asked; 6] {
        [
            asked(of.clear, &["7"]),
            asked(of.mentioned, &["7"]),
            asked_apart(of.forget_lite, of.forget_pg, &["7", "{ada,ben}"]),
            asked_apart(of.add_lite, of.add_pg, &["7", "{ada,ben}", "8"]),
            asked_apart(of.in_lite, of.in_pg, &["7", "{7,8}"]),
            asked(of.unreached, &["7"]),
        ]
    }

    const BY_POSTS: &[Asked] = &all(&IN_POSTS);
    const BY_COMMENTS: &[Asked] = &all(&IN_COMMENTS);
    each_engine!(the_mentioned_are_found_by_their_posts, BY_POSTS);
    each_engine!(the_mentioned_are_found_by_their_comments, BY_COMMENTS);
}
