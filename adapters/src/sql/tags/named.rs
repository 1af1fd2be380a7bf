//! What posts name.

use kith_core::{
    shared::{id::PostId, store::StoreError},
    tags::Tag,
};
use sqlx::types::Json;

use super::mentions;
use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
};

const CLEAR: &str = "delete from post_tags where post_id = $1";

macro_rules! add {
    ($given:literal) => {
        concat!(
            "insert into post_tags (tag, post_id) select tag, $1 from ",
            $given,
            " where true on conflict (tag, post_id) do nothing"
        )
    };
}
const ADD_LITE: &str = add!("(select value as tag from json_each($2)) given");
const ADD_PG: &str = add!("unnest($2) as given (tag)");

pub(super) async fn set_tags(tx: &mut SqlTx, post: PostId, tags: &[Tag]) -> Result<(), StoreError> {
    clear_tags(tx, post).await?;
    let tags: Vec<&str> = tags.iter().map(Tag::as_str).collect();
    on!(tx, c =>
        lite sqlx::query(ADD_LITE).bind(post.get()).bind(Json(&tags)).execute(c).await.map(drop),
        pg sqlx::query(ADD_PG).bind(post.get()).bind(&tags).execute(c).await.map(drop))
    .store_err()
}

async fn clear_tags(tx: &mut SqlTx, post: PostId) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(CLEAR).bind(post.get()).execute(c).await.map(drop)).store_err()
}

/// The post names nobody and nothing any more.
pub(in crate::sql) async fn forget(tx: &mut SqlTx, post: PostId) -> Result<(), StoreError> {
    clear_tags(tx, post).await?;
    mentions::clear(tx, post).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const NAMED: &[Asked] = &[
        asked(CLEAR, &["7"]),
        asked_apart(ADD_LITE, ADD_PG, &["7", "{snow,ice}"]),
    ];
    each_engine!(tags_are_found_by_their_post, NAMED);
}
