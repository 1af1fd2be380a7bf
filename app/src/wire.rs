//! The composition root: settings become adapters, adapters become ports, ports become features, features become
//! operations.

mod accounts;
mod media;

use std::{fs, io, path::Path, sync::Arc};

use async_trait::async_trait;
use kith_adapters::{
    clock::SystemClock,
    ids::{SystemRandom, TimeOrderedIds},
    pages::PageReader,
    sql::{Database, Migration},
};
use kith_core::{
    accounts::{AccountPorts, Authenticate},
    audiences::Audiences,
    bookmarks::Bookmarks,
    comments::Comments,
    events::{CalendarFeed, ChangeEventImage, Events, FeedKey},
    feeds::{FeedPolicy, Feeds, ForYouPolicy},
    groups::{ChangeBanner, GroupPolicy, Groups},
    media::{MediaCases, MediaPorts},
    polls::Polls,
    posts::{PostPolicy, Posts},
    previews::Previews,
    profiles::{ProfilePolicy, Profiles},
    reactions::ReactionCases,
    relations::Relations,
    search::Search,
    shared::{clock::Clock, ids::Random as _, ports::Ports},
    tags::Tags,
};

use crate::{
    config::Config,
    http::{
        Apis, Edge,
        audiences::AudiencesApi,
        auth::Gate,
        bookmarks::BookmarksApi,
        comments::CommentsApi,
        events::{CalendarsApi, EventResponsesApi, EventsApi},
        feeds::FeedsApi,
        groups::{GroupMembersApi, GroupsApi, MembershipsApi},
        health::Health,
        media::MediaApi,
        middleware::{body_limit::BodyLimits, finish::Unfinished, request_id::RequestIds},
        paging::Cursors,
        polls::PollsApi,
        posts::PostsApi,
        previews::PreviewsApi,
        profiles::ProfilesApi,
        rate_limits::RateLimits,
        reactions::ReactionsApi,
        relations::{PeopleApi, RelationsApi, SuggestionsApi},
        search::SearchApi,
        session_cookie::SessionCookie,
        shared::Shared,
        tags::TagsApi,
    },
    static_ui::{BuiltUi, StaticUi},
};

use self::accounts::Members;
pub use self::{
    accounts::account_ports,
    media::{media_ports, scratch_folder},
};

const DATABASE_FILE: &str = "kith.db";
/// What a form has besides the file in it.
const FORM: u64 = 64 * 1024;
const SECRET_FILE: &str = "secret.key";

/// Opens the database that the settings name, the file in the data folder unless they name another.
pub async fn open_database(config: &Config) -> Result<Database, String> {
    let opened = if let Some(url) = &config.database.url {
        Database::open(url.expose()).await
    } else {
        make_data_folder(&config.data_dir)?;
        Database::open_file(&config.data_dir.join(DATABASE_FILE)).await
    };
    opened.map_err(|error| format!("the database cannot be opened: {error}"))
}

/// Makes the data folder, for nobody else to read.
pub fn make_data_folder(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::DirBuilderExt as _;
    let made = fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path);
    made.map_err(|error| format!("data_dir: {} cannot be made: {error}", path.display()))
}

/// What nearly every use case needs.
#[must_use]
pub fn ports(config: &Config, database: &Database) -> Ports {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    Ports {
        store: Arc::new(database.clone()),
        clock: clock.clone(),
        ids: Arc::new(TimeOrderedIds::new(clock, config.node)),
        random: Arc::new(SystemRandom),
    }
}

/// What the operator decides about feeds.
#[must_use]
pub fn feed_policy(config: &Config) -> FeedPolicy {
    FeedPolicy {
        pull_above: config.feeds.pull_above,
        timeline_length: config.feeds.timeline_length,
    }
}

/// What the operator decides about For you.
#[must_use]
pub fn for_you_policy(config: &Config) -> ForYouPolicy {
    let every = config.feeds.for_you_every.get();
    ForYouPolicy {
        every: every.try_into().unwrap_or(time::Duration::MAX),
    }
}

/// What reads the pages that posts link to; nothing where that is turned off.
pub fn page_reader(config: &Config) -> Result<Option<PageReader>, String> {
    if !config.previews.enabled {
        return Ok(None);
    }
    let site = config.http.public_url().to_string();
    let reader = PageReader::new(&site).map_err(|error| error.to_string())?;
    Ok(Some(reader))
}

/// The operations of all features.
#[must_use]
pub fn apis(
    config: &Config,
    ports: &Ports,
    account_ports: &AccountPorts,
    media: &MediaPorts,
    shared: &Shared,
) -> Apis {
    let writing = PostsApi {
        posts: Posts::new(ports, PostPolicy::default()),
        shared: shared.clone(),
    };
    let reacting = ReactionsApi {
        reactions: ReactionCases::new(ports),
        shared: shared.clone(),
    };
    let polling = PollsApi {
        polls: Polls::new(ports),
    };
    let previewing = PreviewsApi {
        previews: Previews::new(ports),
    };
    let audiences = AudiencesApi {
        audiences: Audiences::new(ports, PostPolicy::default()),
    };
    let commenting = CommentsApi {
        comments: Comments::new(ports, PostPolicy::default()),
        shared: shared.clone(),
    };
    let keeping = BookmarksApi {
        bookmarks: Bookmarks::new(ports),
        shared: shared.clone(),
    };
    let reading = FeedsApi {
        feeds: Feeds::new(ports, for_you_policy(config)),
        shared: shared.clone(),
    };
    let media_cases = MediaCases::new(ports, media);
    let policy = ProfilePolicy {
        minimum_age: config.accounts.minimum_age,
    };
    let people = ProfilesApi {
        profiles: Profiles::new(ports, &media_cases, policy),
        max_file: media.limits.bytes,
        shared: shared.clone(),
    };
    let (groups, memberships, group_members) =
        gathering(config, ports, &media_cases, media, shared);
    let (events, responses, calendars) = meeting(config, ports, &media_cases, media, shared);
    let pictures = MediaApi {
        media: media_cases,
        max_file: media.limits.bytes,
        longest_video: config.media.max_video_length.in_words(),
        shared: shared.clone(),
    };
    let relations = Relations::new(ports, config.relations.policy(config.mail.is_delivered()));
    let standing = RelationsApi {
        relations: relations.clone(),
    };
    let lists = PeopleApi {
        relations: relations.clone(),
        shared: shared.clone(),
    };
    let suggestions = SuggestionsApi {
        relations,
        shared: shared.clone(),
    };
    let searching = SearchApi {
        search: Search::new(ports),
        shared: shared.clone(),
    };
    let tagging = TagsApi {
        tags: Tags::new(ports),
        shared: shared.clone(),
    };
    (
        accounts::apis(config, account_ports, media, shared),
        (
            people,
            writing,
            commenting,
            reacting,
            polling,
            previewing,
            audiences,
            keeping,
            reading,
            pictures,
            standing,
            lists,
            suggestions,
            searching,
            tagging,
        ),
        (
            groups,
            memberships,
            group_members,
            events,
            responses,
            calendars,
        ),
    )
}

/// The operations of events.
fn meeting(
    config: &Config,
    ports: &Ports,
    media_cases: &MediaCases,
    media: &MediaPorts,
    shared: &Shared,
) -> (EventsApi, EventResponsesApi, CalendarsApi) {
    let events = Events::new(ports);
    (
        EventsApi {
            events: events.clone(),
            image: ChangeEventImage::new(ports.clone(), media_cases),
            max_file: media.limits.bytes,
            shared: shared.clone(),
        },
        EventResponsesApi {
            events: events.clone(),
            shared: shared.clone(),
        },
        CalendarsApi {
            events,
            feed: CalendarFeed::new(ports.clone(), shared.feeds.clone()),
            site: config.http.public_url(),
        },
    )
}

/// What is done with groups.
fn gathering(
    config: &Config,
    ports: &Ports,
    media_cases: &MediaCases,
    media: &MediaPorts,
    shared: &Shared,
) -> (GroupsApi, MembershipsApi, GroupMembersApi) {
    let cases = Groups::new(
        ports,
        GroupPolicy {
            ask_again_after: config.relations.ask_again(),
        },
    );
    let groups = GroupsApi {
        groups: cases.clone(),
        banner: ChangeBanner::new(ports.clone(), media_cases),
        max_file: media.limits.bytes,
        shared: shared.clone(),
    };
    let memberships = MembershipsApi {
        groups: cases.clone(),
        shared: shared.clone(),
    };
    let group_members = GroupMembersApi {
        groups: cases,
        shared: shared.clone(),
    };
    (groups, memberships, group_members)
}

/// What operations share.
pub fn shared(config: &Config) -> Result<Shared, String> {
    let secret = signing_secret(config)?;
    Ok(Shared {
        cookie: SessionCookie::new(config.http.public_url().is_secure()),
        cursors: Cursors::new(&secret),
        feeds: FeedKey::new(&secret),
        limits: RateLimits::new(&config.limits),
    })
}

/// What the HTTP layer itself works with.
#[must_use]
pub fn edge(
    config: &Config,
    database: &Database,
    accounts: &AccountPorts,
    shared: &Shared,
) -> Edge {
    let members = Members(Authenticate::new(accounts));
    Edge {
        gate: Gate::new(shared.cookie, Arc::new(members)),
        request_ids: Arc::new(RequestIds::new(random_number())),
        health: Arc::new(database.clone()),
        site: config.http.public_url(),
        trusted_proxies: config.http.trusted_proxies.clone(),
        limits: shared.limits.clone(),
        bodies: BodyLimits {
            upload: config.http.max_upload.get(),
            video: (config.media.max_video.get() + FORM).max(config.http.max_upload.get()),
            other: config.http.max_body.get(),
            patience: config.http.body_timeout.get(),
        },
        unfinished: Unfinished::default(),
        docs: config.http.docs,
        ui: StaticUi::new::<BuiltUi>(),
    }
}

fn random_number() -> u64 {
    let (first, _) = SystemRandom
        .bytes()
        .split_first_chunk()
        .map_or(([0; 8], &[][..]), |(first, rest)| (*first, rest));
    u64::from_le_bytes(first)
}

/// The secret of the settings, or the one kept in the data folder, made at the first start.
fn signing_secret(config: &Config) -> Result<Vec<u8>, String> {
    if let Some(secret) = &config.http.secret {
        return Ok(secret.expose().as_bytes().to_vec());
    }
    make_data_folder(&config.data_dir)?;
    let path = config.data_dir.join(SECRET_FILE);
    kept_secret(&path)
        .map_err(|error| format!("http.secret: {} cannot be used: {error}", path.display()))
}

fn kept_secret(path: &Path) -> io::Result<Vec<u8>> {
    use std::{io::Write as _, os::unix::fs::OpenOptionsExt as _};
    match fs::read(path) {
        Ok(secret) if secret.len() >= 32 => return Ok(secret),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let secret = SystemRandom.bytes();
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(&secret)?;
    file.sync_all()?;
    Ok(secret.to_vec())
}

#[async_trait]
impl Health for Database {
    async fn check(&self) -> Result<(), String> {
        self.ping()
            .await
            .map_err(|error| format!("the database does not answer: {error}"))?;
        let migrations = self
            .migrations()
            .await
            .map_err(|error| format!("migrations: {error}"))?;
        match migrations.iter().find(|migration| !migration.applied) {
            None => Ok(()),
            Some(Migration { name, .. }) => Err(format!("migration {name} is not applied")),
        }
    }
}
