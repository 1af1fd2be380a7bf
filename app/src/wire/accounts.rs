//! Accounts, wired.

use std::sync::Arc;

use async_trait::async_trait;
use kith_adapters::{
    mail::{FileMailer, SmtpMailer},
    password::Argon2Hasher,
};
use kith_core::{
    accounts::{AccountPolicy, AccountPorts, Accounts, Authenticate, Mailer, Registration},
    media::MediaPorts,
    shared::{actor::Actor, ports::Ports, secret::SecretToken, store::StoreError},
};

use crate::{
    config::Config,
    http::{
        AccountApis,
        accounts::{AccountsHttp, CredentialsApi, SessionsApi, SiteApi, SiteFacts},
        auth::Sessions,
        shared::Shared,
    },
};

const MAIL_FOLDER: &str = "mail";

/// What the use cases of accounts need beside that: hashes, mail, the operator's decisions.
pub fn account_ports(config: &Config, ports: &Ports) -> Result<AccountPorts, String> {
    let hasher = Argon2Hasher::for_this_machine(ports.random.clone())
        .map_err(|error| format!("the threads that hash passwords cannot be started: {error}"))?;
    let policy = AccountPolicy {
        registration: if config.accounts.registration_open {
            Registration::Open
        } else {
            Registration::Closed
        },
        minimum_age: config.accounts.minimum_age,
        site_name: config.accounts.site_name.clone(),
        base_url: config.http.public_url().to_string(),
        ..AccountPolicy::default()
    };
    super::make_data_folder(&config.data_dir)?;
    let mailer = mailer(config, ports)?;
    Ok(AccountPorts::new(ports, Arc::new(hasher), mailer, policy))
}

fn mailer(config: &Config, ports: &Ports) -> Result<Arc<dyn Mailer>, String> {
    let from = &config.mail.from;
    let (clock, random) = (ports.clock.clone(), ports.random.clone());
    let made: Result<Arc<dyn Mailer>, _> = match &config.mail.smtp_url {
        Some(url) => SmtpMailer::new(url.expose(), from, clock, random)
            .map(|mailer| Arc::new(mailer) as Arc<dyn Mailer>),
        None => FileMailer::new(config.data_dir.join(MAIL_FOLDER), from, clock, random)
            .map(|mailer| Arc::new(mailer) as Arc<dyn Mailer>),
    };
    made.map_err(|error| format!("mail: {error}"))
}

/// The operations of accounts.
pub(super) fn apis(
    config: &Config,
    ports: &AccountPorts,
    media: &MediaPorts,
    shared: &Shared,
) -> AccountApis {
    let site = SiteFacts {
        name: ports.policy.site_name.clone(),
        minimum_age: ports.policy.minimum_age,
        registration: ports.policy.registration,
        mail_delivery: ports.mailer.delivery(),
        videos: media.videos.as_ref().map(|videos| videos.limits),
        link_previews: config.previews.enabled,
    };
    let all = AccountsHttp {
        accounts: Arc::new(Accounts::new(ports)),
        shared: shared.clone(),
        site: Arc::new(site),
    };
    (
        SessionsApi(all.clone()),
        CredentialsApi(all.clone()),
        SiteApi(all),
    )
}

/// Recognises members by their sessions.
pub(super) struct Members(pub(super) Authenticate);

#[async_trait]
impl Sessions for Members {
    async fn actor(&self, token: &SecretToken) -> Result<Option<Actor>, StoreError> {
        self.0.run(token).await
    }
}
