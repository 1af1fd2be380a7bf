//! The repository.

use async_trait::async_trait;
use kith_core::{
    relations::{
        Connections, CountMoves, MutualsOf, Pair, PairToChange, PeopleList, Person, RelationRepo,
        Relationship, Side,
    },
    search::NamePrefixes,
    shared::{
        id::UserId,
        page::{After, Limit, Page},
        store::StoreError,
    },
};

use super::{
    counts, opening, people,
    rows::{PairRow, RelationshipRow},
    sql,
};
use crate::sql::{
    column::{id_list, micros, unsigned},
    error::StoreResult as _,
    store::{SqlTx, on},
};

#[async_trait]
impl RelationRepo for SqlTx {
    async fn pair_to_change(
        &mut self,
        me: UserId,
        other: UserId,
    ) -> Result<Option<PairToChange>, StoreError> {
        on!(self, c =>
            lite { let _ = c; Ok(()) },
            pg sqlx::query(sql::LOCK_PAIR_PG).bind(me.get()).bind(other.get()).execute(c).await.map(drop))
        .store_err()?;
        let private: Option<(bool,)> = on!(self, c =>
            lite sqlx::query_as(sql::OTHER).bind(me.get()).bind(other.get()).fetch_optional(c).await,
            pg sqlx::query_as(sql::OTHER_LOCKED_PG).bind(me.get()).bind(other.get()).fetch_optional(c).await)
        .store_err()?;
        let Some((their_profile_is_private,)) = private else {
            return Ok(None);
        };
        Ok(Some(PairToChange {
            pair: self.pair(me, other).await?,
            their_profile_is_private,
        }))
    }

    async fn save_pair(
        &mut self,
        me: UserId,
        other: UserId,
        before: &Pair,
        after: &Pair,
        key: i64,
    ) -> Result<(), StoreError> {
        let (before_turned, after_turned) = (before.turned(), after.turned());
        let mut sides = [
            (me, other, before, after),
            (other, me, &before_turned, &after_turned),
        ];
        // Always the same order, so that two changes of neighbouring pairs never wait for each other.
        sides.sort_by_key(|(user, ..)| *user);
        for (user, other, before, after) in sides {
            save_side(self, user, other, after, key).await?;
            move_counts(self, user, &CountMoves::of_first(before, after)).await?;
        }
        Ok(())
    }

    async fn pair(&mut self, me: UserId, other: UserId) -> Result<Pair, StoreError> {
        let row: PairRow = on!(self, c => sqlx::query_as(sql::PAIR).bind(me.get()).bind(other.get()).fetch_one(c).await)
            .store_err()?;
        row.pair()
    }

    async fn relationships(
        &mut self,
        me: UserId,
        others: &[UserId],
    ) -> Result<Vec<(UserId, Relationship)>, StoreError> {
        let ids: Vec<i64> = others.iter().map(|other| other.get()).collect();
        let rows: Vec<RelationshipRow> = on!(self, c =>
            lite sqlx::query_as(sql::RELATIONSHIPS_LITE).bind(me.get()).bind(id_list(&ids)).fetch_all(c).await,
            pg sqlx::query_as(sql::RELATIONSHIPS_PG).bind(me.get()).bind(&ids).fetch_all(c).await)
        .store_err()?;
        rows.into_iter()
            .map(RelationshipRow::relationship)
            .collect()
    }

    async fn member_called(&mut self, handle: &str) -> Result<Option<UserId>, StoreError> {
        let found: Option<(i64,)> =
            on!(self, c => sqlx::query_as(sql::CALLED).bind(handle).fetch_optional(c).await)
                .store_err()?;
        Ok(found.map(|(id,)| UserId::new(id)))
    }

    async fn people(
        &mut self,
        list: PeopleList,
        owner: UserId,
        viewer: UserId,
        named: &NamePrefixes,
        after: After,
        limit: Limit,
    ) -> Result<Page<Person>, StoreError> {
        people::page(self, list, owner, viewer, named, after, limit).await
    }

    async fn connections(
        &mut self,
        owner: UserId,
        viewer: UserId,
    ) -> Result<Connections, StoreError> {
        counts::connections(self, owner, viewer).await
    }

    async fn count_mutuals(
        &mut self,
        of: MutualsOf,
        owner: UserId,
        viewer: UserId,
    ) -> Result<u64, StoreError> {
        let count = people::count_mutuals(self, of, owner, viewer).await?;
        unsigned("count of mutuals", count)
    }

    async fn accept_follow_requests(&mut self, user: UserId) -> Result<Vec<UserId>, StoreError> {
        opening::accept_follow_requests(self, user).await
    }
}

/// Stores the first one's side; a side that says nothing needs no row.
async fn save_side(
    tx: &mut SqlTx,
    user: UserId,
    other: UserId,
    pair: &Pair,
    key: i64,
) -> Result<(), StoreError> {
    let says_nothing = pair.mine == Side::default()
        && pair.relationship().friendship.is_none()
        && !pair.is_severed();
    if says_nothing {
        return on!(tx, c => sqlx::query(sql::FORGET_SIDE).bind(user.get()).bind(other.get()).execute(c).await.map(drop))
            .store_err();
    }
    let side = &pair.mine;
    on!(tx, c => sqlx::query(sql::SAVE_SIDE)
        .bind(user.get()).bind(other.get())
        .bind(side.follow.as_str()).bind(pair.friendship().as_str())
        .bind(side.blocking).bind(pair.is_severed()).bind(side.muting)
        .bind(key)
        .bind(micros(side.follow_declined_at)).bind(micros(side.friendship_declined_at))
        .execute(c).await.map(drop))
    .store_err()
}

async fn move_counts(tx: &mut SqlTx, user: UserId, moves: &CountMoves) -> Result<(), StoreError> {
    if moves.is_still() {
        return Ok(());
    }
    on!(tx, c => sqlx::query(sql::MOVE_COUNTS)
        .bind(user.get()).bind(moves.followers).bind(moves.following).bind(moves.friends)
        .bind(moves.follow_requests).bind(moves.friend_requests)
        .execute(c).await.map(drop))
    .store_err()
}
