//! Words that few have: who is looked for by one is found by it. By a word that many have one is found sooner where one is
//! looked for, in the order that is asked for.

use kith_core::{search::NamePrefixes, shared::store::StoreError};

use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
};

/// Fewer are few. Where more words begin so than that, a list of a hundred thousand has them close together.
const FEW: i64 = 1_000;

macro_rules! beginning {
    ($table:literal) => {
        concat!(
            "select count(*) from (select 1 from ",
            $table,
            " where word >= $1 and word < $1 || '\u{10FFFF}' order by word limit $2) beginning"
        )
    };
}
const NAMES: &str = beginning!("name_words");
const TITLES: &str = beginning!("group_words");

/// The first of the beginnings that few names have.
pub(in crate::sql) async fn rare_name<'a>(
    tx: &mut SqlTx,
    named: &'a NamePrefixes,
) -> Result<Option<&'a str>, StoreError> {
    rare(tx, NAMES, named).await
}

/// The first of the beginnings that few titles of groups have.
pub(in crate::sql) async fn rare_title<'a>(
    tx: &mut SqlTx,
    titled: &'a NamePrefixes,
) -> Result<Option<&'a str>, StoreError> {
    rare(tx, TITLES, titled).await
}

async fn rare<'a>(
    tx: &mut SqlTx,
    statement: &'static str,
    prefixes: &'a NamePrefixes,
) -> Result<Option<&'a str>, StoreError> {
    for word in prefixes.get().iter().filter(|word| !word.is_empty()) {
        let begin_so: i64 = on!(tx, c => sqlx::query_scalar(statement)
            .bind(word).bind(FEW).fetch_one(c).await)
        .store_err()?;
        if begin_so < FEW {
            return Ok(Some(word));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const COUNTS: &[Asked] = &[
        asked(NAMES, &["a", "1000"])
            .walking(&["name_words_pkey"])
            .sorting(0),
        asked(TITLES, &["a", "1000"])
            .walking(&["group_words_pkey"])
            .sorting(0),
    ];
    each_engine!(
        words_are_counted_along_their_index_and_no_further_than_few,
        COUNTS
    );
}
