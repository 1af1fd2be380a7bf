//! What everybody may know of the site.

use kith_core::accounts::Registration;
use poem_openapi::{Enum, Object, OpenApi, payload::Json};

use super::{AccountsHttp, dto::MailDeliveryDto};
use crate::http::{auth::MaybeSession, openapi::Tag};

/// The operations that tell of the site.
pub struct SiteApi(pub AccountsHttp);

/// Who may register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "RegistrationMode", rename_all = "snake_case")]
enum RegistrationModeDto {
    /// Everybody.
    Open,
    /// Nobody.
    Closed,
}

/// What videos may be.
#[derive(Debug, Object)]
#[oai(rename = "SiteVideos")]
struct SiteVideosDto {
    /// The largest file, in bytes.
    max_bytes: u64,
    /// How long they may play, in seconds.
    max_duration: u32,
}

/// What everybody may know of the site.
#[derive(Debug, Object)]
#[oai(rename = "Site")]
struct SiteDto {
    /// Its name.
    name: String,
    /// How old one must be to register, in years.
    minimum_age: u8,
    /// Where to look for mails.
    mail_delivery: MailDeliveryDto,
    /// Who may register.
    registration: RegistrationModeDto,
    /// What videos may be; null where there can be none.
    videos: Option<SiteVideosDto>,
    /// Whether posts get previews of the pages that they link to.
    link_previews: bool,
    /// Whether whoever asks is logged in: lets a page find that out without an error.
    logged_in: bool,
}

#[OpenApi]
impl SiteApi {
    /// About this site
    ///
    /// What the pages need that people see before they log in.
    #[oai(
        path = "/site",
        method = "get",
        operation_id = "accounts.site",
        tag = "Tag::Accounts"
    )]
    #[expect(
        clippy::unused_async,
        reason = "operations are async, also those that wait for nothing"
    )]
    async fn site(&self, session: MaybeSession) -> Json<SiteDto> {
        let site = &self.0.site;
        Json(SiteDto {
            name: site.name.clone(),
            minimum_age: site.minimum_age,
            mail_delivery: site.mail_delivery.into(),
            registration: match site.registration {
                Registration::Open => RegistrationModeDto::Open,
                Registration::Closed => RegistrationModeDto::Closed,
            },
            videos: site.videos.map(|limits| SiteVideosDto {
                max_bytes: limits.bytes,
                max_duration: limits.duration_ms / 1000,
            }),
            link_previews: site.link_previews,
            logged_in: session.0.is_some(),
        })
    }
}
