//! Very many groups and memberships at once, for seeds: straight into the tables, without events.

use kith_core::{
    groups::{Group, Standing},
    search::TitleWords,
    shared::{
        clock::Timestamp,
        id::{GroupId, UserId},
        store::StoreError,
    },
};
use serde_json::{Value, json};

use crate::sql::{
    error::StoreResult as _,
    pool::Database,
    store::{SqlTx, on},
};

/// How somebody stands to a group, to be stored as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlantedMember {
    /// The group.
    pub group: GroupId,
    /// Who.
    pub user: UserId,
    /// How they stand to it.
    pub standing: Standing,
    /// Who invited them, if they are invited.
    pub invited_by: Option<UserId>,
    /// The key that places them in lists, which is that of an invitation too.
    pub key: i64,
    /// Since when they stand so.
    pub since: Timestamp,
}

/// Rows come as `[[…], …]`, each value under its place.
macro_rules! groups {
    ($rows:literal) => {
        concat!(
            "insert into groups (id, title, description, privacy, moderators_decide, owner_id, activity_key, created_at) \
             select cast(value ->> 0 as bigint), value ->> 1, value ->> 2, value ->> 3, cast(value ->> 4 as boolean), \
             cast(value ->> 5 as bigint), cast(value ->> 0 as bigint), cast(value ->> 6 as bigint) from ",
            $rows
        )
    };
}
const GROUPS_LITE: &str = groups!("json_each($1)");
const GROUPS_PG: &str = groups!("jsonb_array_elements(cast($1 as jsonb))");

macro_rules! words {
    ($rows:literal) => {
        concat!(
            "insert into group_words (word, group_id) select value ->> 0, cast(value ->> 1 as bigint) from ",
            $rows
        )
    };
}
const WORDS_LITE: &str = words!("json_each($1)");
const WORDS_PG: &str = words!("jsonb_array_elements(cast($1 as jsonb))");

macro_rules! members {
    ($rows:literal) => {
        concat!(
            "insert into group_members (group_id, user_id, standing, belongs, member_key, invitation_id, invited_by, changed_at) \
             select cast(value ->> 0 as bigint), cast(value ->> 1 as bigint), value ->> 2, \
             value ->> 2 in ('member', 'moderator', 'owner'), cast(value ->> 3 as bigint), \
             case value ->> 2 when 'invited' then cast(value ->> 3 as bigint) end, cast(value ->> 4 as bigint), \
             cast(value ->> 5 as bigint) from ",
            $rows
        )
    };
}
const MEMBERS_LITE: &str = members!("json_each($1)");
const MEMBERS_PG: &str = members!("jsonb_array_elements(cast($1 as jsonb))");

/// The newest post, or the group itself, is what makes it active.
const RECOUNT: &str = "\
update groups set \
member_count = (select count(*) from group_members m where m.group_id = groups.id and m.belongs), \
request_count = (select count(*) from group_members m where m.group_id = groups.id and not m.belongs and m.standing = 'requested'), \
activity_key = coalesce((select p.id from posts p where p.group_id = groups.id and p.deleted_at is null order by p.id desc limit 1), groups.id)";

impl Database {
    /// Stores these groups with the words of their titles, in one transaction. Who belongs to them, the owners too, comes by
    /// [`Database::plant_group_members`], and [`Database::recount_groups`] follows that.
    pub async fn plant_groups(&self, groups: &[Group]) -> Result<(), StoreError> {
        let mut words: Vec<(String, i64)> = groups.iter().flat_map(words).collect();
        words.sort_unstable();
        let mut tx = self.begin().await?;
        let rows = groups.iter().map(group).collect();
        insert(&mut tx, GROUPS_LITE, GROUPS_PG, &rows).await?;
        let rows = words
            .into_iter()
            .map(|(word, group)| json!([word, group]))
            .collect();
        insert(&mut tx, WORDS_LITE, WORDS_PG, &rows).await?;
        tx.finish().await
    }

    /// Stores how these stand to groups to which they stood in no way yet, in one transaction; fastest in the order of the
    /// groups and of the members.
    pub async fn plant_group_members(&self, members: &[PlantedMember]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let rows = members.iter().map(member).collect();
        insert(&mut tx, MEMBERS_LITE, MEMBERS_PG, &rows).await?;
        tx.finish().await
    }

    /// Counts anew who belongs to each group and who asks to, and looks up what was posted there last.
    pub async fn recount_groups(&self) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        on!(tx, c => sqlx::query(RECOUNT).execute(c).await.map(drop)).store_err()?;
        tx.finish().await
    }
}

async fn insert(
    tx: &mut SqlTx,
    lite: &'static str,
    pg: &'static str,
    rows: &Value,
) -> Result<(), StoreError> {
    let rows = rows.to_string();
    on!(tx, c =>
        lite sqlx::query(lite).bind(rows).execute(c).await.map(drop),
        pg sqlx::query(pg).bind(rows).execute(c).await.map(drop))
    .store_err()
}

fn words(group: &Group) -> Vec<(String, i64)> {
    let words = TitleWords::of(group.title.as_str());
    words
        .iter()
        .map(|word| (word.to_owned(), group.id.get()))
        .collect()
}

fn group(group: &Group) -> Value {
    json!([
        group.id.get(),
        group.title.as_str(),
        group.description.as_str(),
        group.rules.privacy.as_str(),
        group.rules.moderators_decide,
        group.owner.get(),
        group.created_at.as_micros(),
    ])
}

fn member(member: &PlantedMember) -> Value {
    json!([
        member.group.get(),
        member.user.get(),
        member.standing.as_str(),
        member.key,
        member.invited_by.map(UserId::get),
        member.since.as_micros(),
    ])
}
