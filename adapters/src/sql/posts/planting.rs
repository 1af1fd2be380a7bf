//! Very many posts at once, for seeds: straight into the table, without events.

use kith_core::{
    posts::{Post, PostTitle},
    shared::{id::GroupId, store::StoreError},
};
use serde_json::{Value, json};
use sqlx::{QueryBuilder, Sqlite};

use super::counts::count_planted;
use crate::sql::{error::StoreResult as _, pool::Database, store::on};

const PLANT_LITE: &str =
    "insert into posts (id, author_id, title, content, audience, created_at, group_id) ";
/// Rows come as `[[…], …]`, each value under its place.
const PLANT_PG: &str = "\
insert into posts (id, author_id, title, content, audience, created_at, group_id) \
select cast(value ->> 0 as bigint), cast(value ->> 1 as bigint), value ->> 2, value ->> 3, value ->> 4, \
cast(value ->> 5 as bigint), cast(value ->> 6 as bigint) from jsonb_array_elements(cast($1 as jsonb))";
/// Rows of one statement: SQLite binds 32 766 values at most.
const ROWS: usize = 2_000;

impl Database {
    /// Stores these posts, none of which has pictures, was edited or is deleted, in one transaction.
    pub async fn plant_posts(&self, posts: &[Post]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        on!(tx, c =>
            lite {
                for rows in posts.chunks(ROWS) {
                    insert(rows).build().execute(&mut *c).await.store_err()?;
                }
            },
            pg sqlx::query(PLANT_PG).bind(posts.iter().map(row).collect::<Value>().to_string())
                .execute(c).await.map(drop).store_err()?);
        let counted = posts.iter().filter(|post| post.group.is_none());
        let ids: Vec<i64> = counted.map(|post| post.id.get()).collect();
        count_planted(&mut tx, &ids).await?;
        tx.finish().await
    }
}

fn insert(posts: &[Post]) -> QueryBuilder<Sqlite> {
    let mut insert = QueryBuilder::new(PLANT_LITE);
    insert.push_values(posts, |mut row, post| {
        row.push_bind(post.id.get())
            .push_bind(post.author.get())
            .push_bind(post.title.as_ref().map(PostTitle::as_str))
            .push_bind(post.text.as_str())
            .push_bind(post.audience.as_str())
            .push_bind(post.created_at.as_micros())
            .push_bind(post.group.map(GroupId::get));
    });
    insert
}

fn row(post: &Post) -> Value {
    json!([
        post.id.get(),
        post.author.get(),
        post.title.as_ref().map(PostTitle::as_str),
        post.text.as_str(),
        post.audience.as_str(),
        post.created_at.as_micros(),
        post.group.map(GroupId::get),
    ])
}
