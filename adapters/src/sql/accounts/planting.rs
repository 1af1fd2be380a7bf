//! Very many accounts at once, for seeds: straight into the tables, without events.

use kith_core::{
    accounts::Account,
    search::{NameWords, Names},
    shared::store::StoreError,
};
use serde_json::{Value, json};

use crate::sql::{
    column::micros,
    error::StoreResult as _,
    pool::Database,
    search::add_spellings,
    store::{SqlTx, on},
};

/// Rows come as `[[…], …]`, each value under its place.
macro_rules! users {
    ($rows:literal) => {
        concat!(
            "insert into users (id, email, email_key, email_verified_at, password_hash, handle, handle_key, first_name, \
             last_name, nickname, date_of_birth, gender, about_me, is_private, role, suspended_at, created_at, updated_at) \
             select cast(value ->> 0 as bigint), value ->> 1, value ->> 2, cast(value ->> 3 as bigint), value ->> 4, \
             value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, \
             cast(value ->> 13 as boolean), value ->> 14, cast(value ->> 15 as bigint), cast(value ->> 16 as bigint), \
             cast(value ->> 16 as bigint) from ",
            $rows,
            " where true on conflict do nothing"
        )
    };
}
const USERS_LITE: &str = users!("json_each($1)");
const USERS_PG: &str = users!("jsonb_array_elements(cast($1 as jsonb))");

macro_rules! privacy {
    ($rows:literal) => {
        concat!(
            "insert into profile_privacy (user_id) select cast(value ->> 0 as bigint) from ",
            $rows
        )
    };
}
const PRIVACY_LITE: &str = privacy!("json_each($1)");
const PRIVACY_PG: &str = privacy!("jsonb_array_elements(cast($1 as jsonb))");

macro_rules! words {
    ($rows:literal) => {
        concat!(
            "insert into name_words (word, user_id) select value ->> 0, cast(value ->> 1 as bigint) from ",
            $rows
        )
    };
}
const WORDS_LITE: &str = words!("json_each($1)");
const WORDS_PG: &str = words!("jsonb_array_elements(cast($1 as jsonb))");

impl Database {
    /// Stores these accounts, found by their names, in one transaction; `false`, with nothing stored, when an address
    /// or a handle is taken.
    pub async fn plant_accounts(&self, accounts: &[Account]) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let rows = Value::Array(accounts.iter().map(row).collect()).to_string();
        let stored = on!(tx, c =>
            lite sqlx::query(USERS_LITE).bind(&rows).execute(c).await.map(|done| done.rows_affected()),
            pg sqlx::query(USERS_PG).bind(&rows).execute(c).await.map(|done| done.rows_affected()))
        .store_err()?;
        if usize::try_from(stored) != Ok(accounts.len()) {
            return Ok(false);
        }
        on!(tx, c =>
            lite sqlx::query(PRIVACY_LITE).bind(&rows).execute(c).await.map(drop),
            pg sqlx::query(PRIVACY_PG).bind(&rows).execute(c).await.map(drop))
        .store_err()?;
        enter_names(&mut tx, accounts).await?;
        tx.finish().await?;
        Ok(true)
    }
}

async fn enter_names(tx: &mut SqlTx, accounts: &[Account]) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    let mut of_names = std::collections::BTreeSet::new();
    for account in accounts {
        let words = NameWords::of(&Names {
            first_name: account.first_name.clone(),
            last_name: account.last_name.clone(),
            nickname: account.nickname.clone(),
            handle: account.handle.as_str().to_owned(),
        });
        rows.extend(words.all.iter().map(|word| json!([word, account.id.get()])));
        of_names.extend(words.of_names);
    }
    let rows = Value::Array(rows).to_string();
    on!(tx, c =>
        lite sqlx::query(WORDS_LITE).bind(&rows).execute(c).await.map(drop),
        pg sqlx::query(WORDS_PG).bind(&rows).execute(c).await.map(drop))
    .store_err()?;
    for word in &of_names {
        add_spellings(tx, word).await?;
    }
    Ok(())
}

fn row(account: &Account) -> Value {
    json!([
        account.id.get(),
        account.email.as_str(),
        account.email.key(),
        micros(account.email_verified_at),
        account.password_hash.as_str(),
        account.handle.as_str(),
        account.handle.key(),
        account.first_name,
        account.last_name,
        account.nickname,
        account.date_of_birth.to_string(),
        account.gender.as_str(),
        account.about_me,
        account.is_private,
        account.role.as_str(),
        micros(account.suspended_at),
        account.created_at.as_micros(),
    ])
}
