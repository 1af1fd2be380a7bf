//! `kith seed`

mod acquaintance;
mod afterwards;
mod agenda;
mod bulk;
mod circles;
mod classes;
mod clock;
mod clubs;
mod commenting;
mod community;
mod gathering;
mod graph;
mod ground;
mod linking;
mod outings;
mod planning;
mod polling;
mod reacting;
mod threads;

use std::sync::Arc;

use clap::Args;
use kith_adapters::{ids::TimeOrderedIds, sql::Database};
use kith_core::shared::ids::Ids;

use super::{Settings, say};
use crate::{config::Config, wire};
use clock::{MovedClock, MovedIds};
use clubs::Size;
use ground::{Ground, TAKEN, failed};

/// Everybody's password, to log in with and look around.
const PASSWORD: &str = "lantern-harbour-42";

/// How many people of a crowd without `--users`.
const CROWD: usize = 1_000;
/// How many posts of each, on average, without `--posts`.
const POSTS_EACH: usize = 10;

/// Fills an empty database with people, posts and pictures to look at or to measure with.
#[derive(Debug, Args)]
pub(super) struct Seed {
    #[command(flatten)]
    settings: Settings,
    /// The same number makes the same content; only the times move with the day of seeding
    #[arg(long = "seed", value_name = "NUMBER", default_value_t = 1)]
    number: u64,
    /// A crowd of N people who know each other instead of the small community, whose handles are `member_1`, `member_2`, …;
    /// from 2000 on with readers to measure with: `typical_1`, `broad_1`, `heavy_1`, `dormant_1`, `new_1`, …
    #[arg(long, value_name = "N")]
    users: Option<usize>,
    /// A crowd that wrote M posts in the last 30 days
    #[arg(long, value_name = "M")]
    posts: Option<usize>,
    /// The most pictures in posts [default: all of the community's, none of a crowd's]
    #[arg(long, value_name = "P")]
    pictures: Option<usize>,
    /// A crowd with N groups, one of them very large
    #[arg(long, value_name = "N")]
    groups: Option<usize>,
    /// Who belongs to the largest group, of those who know each other [default: a tenth of the crowd]
    #[arg(long, value_name = "N", requires = "groups")]
    group_members: Option<usize>,
    /// Posts in the largest group [default: as many as it has members]
    #[arg(long, value_name = "N", requires = "groups")]
    group_posts: Option<usize>,
    /// Responses to an event of the largest group [default: of half of its members]
    #[arg(long, value_name = "N", requires = "groups")]
    responses: Option<usize>,
}

/// What was made, for whoever asked for it.
struct Made {
    people: usize,
    posts: usize,
    groups: usize,
    pictures: usize,
    relations: usize,
    reactions: usize,
    comments: usize,
    /// Some handles and names to log in as; the first is the administrator.
    samples: Vec<(String, String)>,
}

impl Seed {
    pub(super) async fn run(self) -> Result<(), String> {
        let config = self.settings.clone().load()?;
        let database = wire::open_database(&config).await?;
        let migrated = database.migrate_up().await;
        migrated.map_err(|error| format!("migrations: {error}"))?;
        let is_taken = database.has_members().await;
        if is_taken.map_err(failed("accounts"))? {
            database.close().await;
            return Err(TAKEN.to_owned());
        }
        let made = if self.users.is_none() && self.posts.is_none() && self.groups.is_none() {
            let ids = |clock| -> Arc<dyn Ids> { Arc::new(MovedIds::new(clock)) };
            let ground = Ground::prepare(&config, &database, self.number, ids).await?;
            let made = community::settle(ground, self.pictures.unwrap_or(usize::MAX)).await;
            database.close().await;
            made?
        } else {
            self.gather_crowd(&config, database).await?
        };
        made.report();
        Ok(())
    }

    async fn gather_crowd(&self, config: &Config, database: Database) -> Result<Made, String> {
        let people = self.users.unwrap_or(CROWD).max(1);
        let crowd = bulk::Crowd {
            people,
            posts: self.posts.unwrap_or(people * POSTS_EACH),
            pictures: self.pictures.unwrap_or(0),
            groups: self.size(people),
        };
        let loading = database.begin_loading(&bulk::OUT_OF_ORDER).await;
        let mut loading = loading.map_err(failed("loading"))?;
        let node = config.node;
        let ids =
            |clock: Arc<MovedClock>| -> Arc<dyn Ids> { Arc::new(TimeOrderedIds::new(clock, node)) };
        let ground = Ground::prepare(config, loading.database(), self.number, ids).await?;
        let made = crowd.gather(ground, &mut loading).await?;
        loading.end().await.map_err(failed("loading"))?;
        Ok(made)
    }

    fn size(&self, people: usize) -> Size {
        let Some(groups) = self.groups.filter(|groups| *groups > 0) else {
            return Size::default();
        };
        let members = self.group_members.unwrap_or(people / 10).clamp(1, people);
        Size {
            groups,
            members,
            posts: self.group_posts.unwrap_or(members),
            responses: self.responses.unwrap_or(members / 2),
        }
    }
}

impl Made {
    fn report(&self) {
        say(format!(
            "{} people, {} posts, {} groups, {} pictures in posts, {} relations, {} reactions, {} comments",
            self.people,
            self.posts,
            self.groups,
            self.pictures,
            self.relations,
            self.reactions,
            self.comments
        ));
        say(format!(
            "Everybody's password is {PASSWORD}. Log in as, for example:"
        ));
        for (place, (handle, name)) in self.samples.iter().enumerate() {
            let role = if place == 0 { ", administrator" } else { "" };
            say(format!("  {handle:<12} {name}{role}"));
        }
    }
}

/// Fewer are there in no time.
const WORTH_TELLING: usize = 10_000;

/// Tells what a long work has come to.
fn stage(total: usize, what: &str) {
    if total >= WORTH_TELLING {
        say(what);
    }
}

/// Tells how far a long work is, ten times in all.
fn progress(done: usize, total: usize, what: &str) {
    let tenth = (total / 10).max(1);
    if total >= WORTH_TELLING && done.is_multiple_of(tenth) {
        say(format!("{done} of {total} {what}"));
    }
}
