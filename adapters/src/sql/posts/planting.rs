//! Very many posts at once, for seeds: straight into the table, without events.

use kith_core::{
    posts::{Post, PostTitle},
    shared::store::StoreError,
};
use serde_json::{Value, json};

use crate::sql::{error::StoreResult as _, pool::Database, store::on};

/// Rows come as `[[…], …]`, each value under its place.
macro_rules! posts {
    ($rows:literal) => {
        concat!(
            "insert into posts (id, author_id, title, content, audience, media_count, created_at) \
             select cast(value ->> 0 as bigint), cast(value ->> 1 as bigint), value ->> 2, value ->> 3, value ->> 4, \
             0, cast(value ->> 5 as bigint) from ",
            $rows
        )
    };
}
const POSTS_LITE: &str = posts!("json_each($1)");
const POSTS_PG: &str = posts!("jsonb_array_elements(cast($1 as jsonb))");

impl Database {
    /// Stores these posts, none of which has pictures, was edited or is deleted, in one transaction.
    pub async fn plant_posts(&self, posts: &[Post]) -> Result<(), StoreError> {
        let rows = Value::Array(posts.iter().map(row).collect()).to_string();
        let mut tx = self.begin().await?;
        on!(tx, c =>
            lite sqlx::query(POSTS_LITE).bind(&rows).execute(c).await.map(drop),
            pg sqlx::query(POSTS_PG).bind(&rows).execute(c).await.map(drop))
        .store_err()?;
        tx.finish().await
    }
}

fn row(post: &Post) -> Value {
    json!([
        post.id.get(),
        post.author.get(),
        post.title.as_ref().map(PostTitle::as_str),
        post.text.as_str(),
        post.audience.as_str(),
        post.created_at.as_micros(),
    ])
}
