//! What every repository method promises, held against SQLite and PostgreSQL alike.
//!
//! A case is an `async fn(Database)` listed in its module's `contract!`; it runs twice, each time on a fresh
//! database with all migrations applied. PostgreSQL is the server in `KITH_TEST_POSTGRES_URL`, which
//! `scripts/with-postgres` starts and removes.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test every surprise is a failure"
)]

mod account_races;
mod accounts;
mod audiences;
mod background;
mod bookmarks;
mod calendars;
mod comment_erasures;
mod comment_races;
mod comment_threads;
mod comments;
mod connections;
mod draw;
mod event_places;
mod event_posts;
mod events;
mod feeds;
mod for_you;
mod given;
mod group_lists;
mod group_posts;
mod group_suggestions;
mod groups;
mod idempotency;
mod media;
mod migrations;
mod opening;
mod outbox;
mod people;
mod planting;
mod polls;
mod post_counts;
mod posts;
mod preview_races;
mod previews;
mod profiles;
mod pulling;
mod reactions;
mod relations;
mod scratch;
mod search;
mod sessions;
mod shares;
mod spreading;
mod suggestions;
mod tags;
mod timelines;
mod unit_of_work;
mod uploads;
mod versions;
mod visibility;

/// Makes a test of each case for each engine.
macro_rules! contract {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                crate::scratch::on_sqlite(super::$case).await;
            })+
        }

        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                crate::scratch::on_postgres(super::$case).await;
            })+
        }
    };
}
pub(crate) use contract;
