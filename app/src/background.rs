//! What a node does behind the requests: the relay with its consumers, and the jobs with those who do them.

use std::sync::Arc;

use async_trait::async_trait;
use kith_adapters::{
    background::{Background, Pace},
    sql::Database,
};
use kith_core::{
    accounts::{AccountPorts, Accounts, MailsFollow},
    audiences::Audiences,
    comments::PurgeComment,
    events::{KeepEventTimes, RemindOfEvent},
    feeds::{FeedPolicy, ForYouPolicy, RefreshForYou, TimelinesFollow, TrimTimelines},
    groups::{AdmitToGroup, PurgeGroup},
    media::{EraseBytes, MediaCases, MediaPorts},
    posts::{PostPolicy, Purge},
    previews::{FetchPreview, FetchPreviewError, PreviewsFollow, ReadPage},
    search::NamesFollow,
    shared::{
        jobs::{Job, JobError, RunJob},
        ports::Ports,
        relay::{Consumer, Relay},
    },
};

/// Starts the background of this node.
pub async fn start(
    database: &Database,
    ports: &Ports,
    accounts: &AccountPorts,
    media: &MediaPorts,
    feeds: FeedPolicy,
    for_you: ForYouPolicy,
    pages: Option<Arc<dyn ReadPage>>,
) -> Result<Background, String> {
    let reads_pages = pages.is_some();
    let relay = Relay::new(ports.clone(), consumers(feeds, reads_pages));
    let works = Works {
        accounts: Accounts::new(accounts),
        audiences: Audiences::new(ports, PostPolicy::default()),
        media: MediaCases::new(ports, media),
        purge_post: Purge::new(
            ports.clone(),
            PostPolicy::default(),
            EraseBytes::new(media.bytes.clone()),
        ),
        purge_comment: PurgeComment::new(
            ports.clone(),
            PostPolicy::default(),
            EraseBytes::new(media.bytes.clone()),
        ),
        purge_group: PurgeGroup::new(ports.clone(), EraseBytes::new(media.bytes.clone())),
        admit_to_group: AdmitToGroup::new(ports.clone()),
        trim_timelines: TrimTimelines::new(ports.clone(), feeds),
        remind_of_event: RemindOfEvent::new(ports.clone()),
        keep_event_times: KeepEventTimes::new(ports.clone()),
        refresh_for_you: RefreshForYou::new(ports.clone(), for_you),
        fetch_preview: pages.map(|pages| {
            let upload = MediaCases::new(ports, media).upload;
            FetchPreview::new(ports.clone(), upload, pages)
        }),
    };
    let pace = Pace {
        videos: media
            .videos
            .as_ref()
            .map_or(0, |videos| usize::from(videos.at_once.get())),
        reads_pages,
        ..Pace::default()
    };
    Background::start(database, &ports.clock, relay, Arc::new(works), pace)
        .await
        .map_err(|error| format!("the background work cannot be started: {error}"))
}

/// Everyone who must hear of events, in the order in which they do.
fn consumers(feeds: FeedPolicy, reads_pages: bool) -> Vec<Arc<dyn Consumer>> {
    vec![
        Arc::new(TimelinesFollow::new(feeds)),
        Arc::new(MailsFollow),
        Arc::new(NamesFollow),
        Arc::new(PreviewsFollow::new(reads_pages)),
    ]
}

/// The names of everyone who hears of events, under which events are parked.
#[must_use]
pub fn consumer_names(feeds: FeedPolicy) -> Vec<&'static str> {
    let consumers = consumers(feeds, false);
    consumers.iter().map(|consumer| consumer.name()).collect()
}

/// Those who do the jobs.
struct Works {
    accounts: Accounts,
    audiences: Audiences,
    media: MediaCases,
    purge_post: Purge,
    purge_comment: PurgeComment,
    purge_group: PurgeGroup,
    admit_to_group: AdmitToGroup,
    trim_timelines: TrimTimelines,
    /// None where pages are not read.
    fetch_preview: Option<FetchPreview>,
    refresh_for_you: RefreshForYou,
    remind_of_event: RemindOfEvent,
    keep_event_times: KeepEventTimes,
}

#[async_trait]
impl RunJob for Works {
    async fn run(&self, job: Job) -> Result<(), JobError> {
        match job {
            Job::MailVerification { user } => {
                Ok(self.accounts.mail_links.verification(user).await?)
            }
            Job::MailPasswordReset { email } => {
                Ok(self.accounts.mail_links.password_reset(&email).await?)
            }
            Job::MailEmailChange { user, new_email } => Ok(self
                .accounts
                .mail_links
                .email_change(user, &new_email)
                .await?),
            Job::MailPasswordChanged { user } => {
                Ok(self.accounts.mail_notices.password_changed(user).await?)
            }
            Job::MailEmailChanged { user, old_email } => Ok(self
                .accounts
                .mail_notices
                .email_changed(user, &old_email)
                .await?),
            Job::FinishImage { media } => self.media.finish.run(media).await.map_err(later),
            Job::FinishVideo { media } => self.media.finish_video.run(media).await.map_err(later),
            Job::PurgePost { post } => self.purge_post.run(post).await.map_err(later),
            Job::PurgeGroup { group } => Ok(self.purge_group.run(group).await?),
            Job::AdmitToGroup { group, by } => Ok(self.admit_to_group.run(group, by).await?),
            Job::PurgeComment { comment } => self.purge_comment.run(comment).await.map_err(later),
            Job::RemindOfEvent {
                event,
                which,
                sequence,
            } => Ok(self.remind_of_event.run(event, which, sequence).await?),
            Job::SweepExpired => {
                let forgotten = self.audiences.forget_changes.run().await?;
                swept(
                    "expired",
                    self.accounts.sweep_expired.run().await? + forgotten,
                )
            }
            Job::FetchPreview { post } => match &self.fetch_preview {
                Some(fetch) => fetch.run(post).await.map_err(minor),
                None => Ok(()),
            },
            Job::KeepEventTimes => {
                let moved = self.keep_event_times.run().await?;
                tracing::info!(moved, "kept the times of events");
                Ok(())
            }
            Job::TrimTimelines => swept("timelines", self.trim_timelines.run().await?),
            Job::RefreshForYou => {
                let lists = self.refresh_for_you.run().await?;
                tracing::info!(lists, "made For you in advance");
                Ok(())
            }
            Job::SweepUploads => {
                let removed = self.media.sweep.run().await.map_err(later)?;
                swept("uploads", u64::try_from(removed).unwrap_or(u64::MAX))
            }
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the end of a job")]
fn swept(what: &'static str, removed: u64) -> Result<(), JobError> {
    tracing::info!(what, removed, "swept");
    Ok(())
}

/// What a foreign page fails at is no matter for the operator.
fn minor(error: FetchPreviewError) -> JobError {
    match error {
        FetchPreviewError::Page(_) => JobError::Minor(Box::new(error)),
        FetchPreviewError::Image(_) | FetchPreviewError::Store(_) => later(error),
    }
}

fn later(error: impl std::error::Error + Send + Sync + 'static) -> JobError {
    JobError::Retry(Box::new(error))
}
