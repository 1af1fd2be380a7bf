//! Accounts: registration, log-in, sessions, passwords, the email address.

pub mod cases;
mod client;
mod credentials;
mod dto;
mod errors;
mod sessions;
mod site;
mod throttle;

use std::sync::Arc;

use kith_core::{
    accounts::{Accounts, MailDelivery, Registration},
    media::VideoLimits,
};

pub use self::{credentials::CredentialsApi, dto::GenderDto, sessions::SessionsApi, site::SiteApi};
use super::shared::Shared;

/// What the operations of accounts work with. Cheap to clone.
#[derive(Clone)]
pub struct AccountsHttp {
    /// What can be done with accounts.
    pub accounts: Arc<Accounts>,
    /// What operations share.
    pub shared: Shared,
    /// What everybody may know of the site.
    pub site: Arc<SiteFacts>,
}

/// What everybody may know of the site, also without an account.
#[derive(Debug, Clone)]
pub struct SiteFacts {
    /// Its name.
    pub name: String,
    /// How old one must be to register, in years.
    pub minimum_age: u8,
    /// Who may register.
    pub registration: Registration,
    /// How mails leave.
    pub mail_delivery: MailDelivery,
    /// What videos may be; `None` where there can be none.
    pub videos: Option<VideoLimits>,
    /// Whether posts get previews of the pages that they link to.
    pub link_previews: bool,
}
