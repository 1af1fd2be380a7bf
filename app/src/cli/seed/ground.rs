//! What both kinds of content are made with: ports on a moved clock, the one password, accounts.

use std::{fmt::Display, sync::Arc};

use kith_adapters::{
    clock::SystemClock,
    ids::SystemRandom,
    password::Argon2Hasher,
    scenery::{self, Chance, Scene},
    sql::Database,
};
use kith_core::{
    accounts::{Account, BirthDate, Email, Gender, Handle, PasswordHash, PasswordHasher as _},
    bookmarks::Bookmarks,
    comments::Comments,
    events::Events,
    groups::{GroupPolicy, Groups},
    media::{MediaCases, NewUpload, Purpose},
    polls::Polls,
    posts::{PostPolicy, Posts},
    profiles::{ProfilePolicy, Profiles},
    reactions::ReactionCases,
    relations::Relations,
    shared::{
        actor::{Actor, Role},
        clock::{Clock, Timestamp},
        id::{MediaId, SessionId, UserId},
        ids::Ids,
        ports::Ports,
        secret::Password,
        store::StoreError,
    },
};

use super::{PASSWORD, clock::MovedClock, progress};
use crate::{config::Config, wire};

/// Why there is nothing to do.
pub(super) const TAKEN: &str = "the database has accounts already; seed an empty one";
/// Accounts of one transaction.
const BATCH: usize = 2_000;

/// See the module.
pub(super) struct Ground {
    pub(super) ports: Ports,
    pub(super) clock: Arc<MovedClock>,
    /// When the seeding began: nothing is younger.
    pub(super) today: Timestamp,
    pub(super) chance: Chance,
    pub(super) posts: Posts,
    pub(super) comments: Comments,
    pub(super) bookmarks: Bookmarks,
    pub(super) reactions: ReactionCases,
    pub(super) polls: Polls,
    pub(super) profiles: Profiles,
    pub(super) relations: Relations,
    pub(super) groups: Groups,
    pub(super) events: Events,
    pub(super) database: Database,
    pub(super) pull_above: u32,
    media: MediaCases,
    password: PasswordHash,
}

/// Somebody who joins.
pub(super) struct Newcomer {
    pub(super) handle: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) nickname: Option<String>,
    pub(super) gender: Gender,
    /// `YYYY-MM-DD`
    pub(super) born: String,
    pub(super) is_private: bool,
    pub(super) joined: Timestamp,
}

impl Ground {
    pub(super) async fn prepare(
        config: &Config,
        database: &Database,
        seed: u64,
        ids: impl FnOnce(Arc<MovedClock>) -> Arc<dyn Ids>,
    ) -> Result<Self, String> {
        let today = SystemClock.now();
        let clock = Arc::new(MovedClock::at(today));
        let random = Arc::new(SystemRandom);
        let ports = Ports {
            store: Arc::new(database.clone()),
            clock: clock.clone(),
            ids: ids(clock.clone()),
            random: random.clone(),
        };
        let hasher = Argon2Hasher::for_this_machine(random).map_err(failed("hashing"))?;
        let password = hasher.hash(&Password::new(PASSWORD.to_owned())).await;
        let media = MediaCases::new(&ports, &wire::media_ports(config, database).await?);
        let policy = ProfilePolicy {
            minimum_age: config.accounts.minimum_age,
        };
        Ok(Self {
            profiles: Profiles::new(&ports, &media, policy),
            relations: Relations::new(&ports, config.relations.policy(config.mail.is_delivered())),
            groups: Groups::new(
                &ports,
                GroupPolicy {
                    ask_again_after: config.relations.ask_again(),
                },
            ),
            database: database.clone(),
            pull_above: config.feeds.pull_above,
            media,
            posts: Posts::new(&ports, PostPolicy::default()),
            comments: Comments::new(&ports, PostPolicy::default()),
            bookmarks: Bookmarks::new(&ports),
            reactions: ReactionCases::new(&ports),
            polls: Polls::new(&ports),
            events: Events::new(&ports),
            ports,
            clock,
            today,
            chance: Chance::new(seed),
            password: password.map_err(failed("hashing"))?,
        })
    }

    /// Opens accounts, in order of joining. The first becomes the founder; in a database that has one nothing is
    /// done.
    pub(super) async fn open(&self, newcomers: &[Newcomer]) -> Result<Vec<Actor>, String> {
        let mut actors: Vec<Actor> = Vec::with_capacity(newcomers.len());
        for batch in newcomers.chunks(BATCH) {
            let mut accounts = Vec::with_capacity(batch.len());
            for newcomer in batch {
                let role = if actors.is_empty() {
                    Role::Admin
                } else {
                    Role::Member
                };
                self.clock.set(newcomer.joined);
                let account = self.account(newcomer, role)?;
                if role == Role::Admin && !self.found(account.id).await? {
                    return Err(TAKEN.to_owned());
                }
                actors.push(Actor {
                    user: account.id,
                    session: SessionId::new(0),
                    role,
                });
                accounts.push(account);
                progress(actors.len(), newcomers.len(), "people");
            }
            let planted = self.database.plant_accounts(&accounts).await;
            if !planted.map_err(failed("accounts"))? {
                return Err(TAKEN.to_owned());
            }
        }
        Ok(actors)
    }

    async fn found(&self, founder: UserId) -> Result<bool, String> {
        let failed = failed::<StoreError>("accounts");
        let mut tx = self.ports.store.write().await.map_err(&failed)?;
        let is_first = tx.claim_founding(founder).await.map_err(&failed)?;
        tx.commit().await.map_err(&failed)?;
        Ok(is_first)
    }

    fn account(&self, newcomer: &Newcomer, role: Role) -> Result<Account, String> {
        let refused = |part: &str| format!("{}: {part} is refused", newcomer.handle);
        Ok(Account {
            id: UserId::new(self.ports.ids.next()),
            email: Email::parse(&format!("{}@example.org", newcomer.handle))
                .map_err(|_| refused("email"))?,
            email_verified_at: Some(newcomer.joined),
            password_hash: self.password.clone(),
            handle: Handle::parse(&newcomer.handle).map_err(|_| refused("handle"))?,
            first_name: newcomer.first_name.clone(),
            last_name: newcomer.last_name.clone(),
            nickname: newcomer.nickname.clone(),
            date_of_birth: BirthDate::stored(&newcomer.born)
                .ok_or_else(|| refused("date of birth"))?,
            gender: newcomer.gender,
            about_me: String::new(),
            avatar: None,
            is_private: newcomer.is_private,
            role,
            suspended_at: None,
            created_at: newcomer.joined,
        })
    }

    /// Draws a picture and uploads it for a post of `actor`.
    pub(super) async fn picture(
        &mut self,
        actor: &Actor,
        scene: Scene,
        size: (u32, u32),
        alt_text: &str,
    ) -> Result<MediaId, String> {
        let drawn = scenery::draw(scene, self.chance.number(), size.0, size.1);
        self.upload(actor, drawn, Purpose::Post, alt_text).await
    }

    /// Uploads a file of `actor`'s.
    pub(super) async fn upload(
        &self,
        actor: &Actor,
        file: Vec<u8>,
        purpose: Purpose,
        alt_text: &str,
    ) -> Result<MediaId, String> {
        let upload = NewUpload {
            file: file.into(),
            alt_text: alt_text.to_owned(),
            purpose,
            key: None,
        };
        let media = self.media.upload.run(actor, upload).await;
        Ok(media.map_err(failed("a picture"))?.id)
    }
}

/// Says what was being done when it failed.
pub(super) fn failed<E: Display>(doing: &'static str) -> impl Fn(E) -> String {
    move |error| format!("{doing}: {error}")
}
