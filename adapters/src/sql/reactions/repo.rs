//! The repository.

use async_trait::async_trait;
use kith_core::{
    reactions::{
        ByKind, ReactionChange, ReactionKind, ReactionRepo, ReactionToChange, Reactions, Reactor,
        Target,
    },
    shared::{
        id::{PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};

use super::{
    rows::{ReactorRow, kind},
    sql,
};
use crate::sql::{
    error::StoreResult as _,
    posts::standings,
    store::{SqlTx, on},
};

/// The statements for one sort of target, and its id.
struct Statements {
    id: i64,
    lock_pg: &'static str,
    to_change: &'static str,
    to_change_pg: &'static str,
    is_shown: &'static str,
    set: &'static str,
    take: &'static str,
    move_tally: &'static str,
    reactors: &'static str,
    reactors_by_kind: &'static str,
}

impl Statements {
    fn of(target: Target) -> Self {
        match target {
            Target::Post(post) => Self {
                id: post.get(),
                lock_pg: sql::LOCK_POST_PG,
                to_change: sql::POST_TO_CHANGE,
                to_change_pg: sql::POST_TO_CHANGE_PG,
                is_shown: sql::POST_IS_SHOWN,
                set: sql::SET_ON_POST,
                take: sql::TAKE_FROM_POST,
                move_tally: sql::MOVE_POST_TALLY,
                reactors: sql::POST_REACTORS,
                reactors_by_kind: sql::POST_REACTORS_BY_KIND,
            },
        }
    }
}

#[async_trait]
impl ReactionRepo for SqlTx {
    async fn reaction_to_change(
        &mut self,
        user: UserId,
        target: Target,
    ) -> Result<Option<ReactionToChange>, StoreError> {
        let of = Statements::of(target);
        // SQLite has one writer: whatever a unit of work reads stays so until it ends.
        on!(self, c =>
            lite { let _ = c; Ok(()) },
            pg sqlx::query(of.lock_pg).bind(user.get()).bind(of.id).execute(c).await.map(drop))
        .store_err()?;
        let found: Option<Option<String>> = on!(self, c =>
            lite sqlx::query_scalar(of.to_change).bind(user.get()).bind(of.id).fetch_optional(c).await,
            pg sqlx::query_scalar(of.to_change_pg).bind(user.get()).bind(of.id).fetch_optional(c).await)
        .store_err()?;
        let Some(before) = found else {
            return Ok(None);
        };
        let before = before.as_deref().map(kind).transpose()?;
        Ok(Some(ReactionToChange { before }))
    }

    async fn save_reaction(
        &mut self,
        user: UserId,
        target: Target,
        change: &ReactionChange,
    ) -> Result<(), StoreError> {
        let of = Statements::of(target);
        match change.after {
            Some(kind) => on!(self, c => sqlx::query(of.set)
                .bind(user.get()).bind(of.id).bind(kind.as_str()).bind(change.key).bind(change.now.as_micros())
                .execute(c).await.map(drop)),
            None => {
                on!(self, c => sqlx::query(of.take).bind(user.get()).bind(of.id).execute(c).await.map(drop))
            }
        }
        .store_err()?;
        let moves = moves(change);
        on!(self, c => sqlx::query(of.move_tally)
            .bind(of.id).bind(moves.likes).bind(moves.loves).bind(moves.cares).bind(moves.hahas)
            .bind(moves.wows).bind(moves.sads).bind(moves.angries)
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn is_shown(&mut self, viewer: UserId, target: Target) -> Result<bool, StoreError> {
        let of = Statements::of(target);
        let found: Option<i64> = on!(self, c => sqlx::query_scalar(of.is_shown)
            .bind(viewer.get()).bind(of.id).fetch_optional(c).await)
        .store_err()?;
        Ok(found.is_some())
    }

    async fn reactions_to(
        &mut self,
        viewer: UserId,
        target: Target,
    ) -> Result<Reactions, StoreError> {
        match target {
            Target::Post(post) => {
                let found = standings::of_posts(self, viewer, &[post]).await?;
                let of_post = found.into_iter().next();
                Ok(of_post.map_or_else(Reactions::default, |(_, standing)| standing.reactions))
            }
        }
    }

    async fn reactors(
        &mut self,
        viewer: UserId,
        target: Target,
        kind: Option<ReactionKind>,
        after: After,
        limit: Limit,
    ) -> Result<Page<Reactor>, StoreError> {
        let of = Statements::of(target);
        // Keys are positive and grow with time: the first page is what is before the largest.
        let before = after.unwrap_or(i64::MAX);
        let rows: Vec<ReactorRow> = match kind {
            None => on!(self, c => sqlx::query_as(of.reactors)
                .bind(viewer.get()).bind(of.id).bind(before).bind(limit.plus_one())
                .fetch_all(c).await),
            Some(kind) => on!(self, c => sqlx::query_as(of.reactors_by_kind)
                .bind(viewer.get()).bind(of.id).bind(before).bind(limit.plus_one()).bind(kind.as_str())
                .fetch_all(c).await),
        }
        .store_err()?;
        let page = Page::cut(rows, limit, ReactorRow::key);
        let items: Result<_, _> = page.items.into_iter().map(ReactorRow::reactor).collect();
        Ok(Page {
            items: items?,
            next: page.next,
        })
    }
}

/// What a change adds to the tally of each kind.
fn moves(change: &ReactionChange) -> ByKind<i64> {
    let mut moves = ByKind::default();
    if let Some(kind) = change.before {
        *moves.of_mut(kind) -= 1;
    }
    if let Some(kind) = change.after {
        *moves.of_mut(kind) += 1;
    }
    moves
}

/// Takes all reactions from a post.
pub(in crate::sql) async fn erase_from_post(
    tx: &mut SqlTx,
    post: PostId,
) -> Result<(), StoreError> {
    for statement in [sql::CLEAR_POST, sql::CLEAR_POST_TALLY] {
        on!(tx, c => sqlx::query(statement).bind(post.get()).execute(c).await.map(drop))
            .store_err()?;
    }
    Ok(())
}
