//! A person beside everything they do.

use kith_core::profiles::UserSummary;
use poem_openapi::Object;
use serde::Serialize;

use crate::http::{media::avatar_url, values::Id};

/// A person as they appear beside everything they do.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "UserSummary")]
pub struct UserSummaryDto {
    /// Who.
    pub id: Id,
    /// The unique name, without the `@`.
    pub handle: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Nickname, when there is one.
    pub nickname: Option<String>,
    /// The name to show.
    pub display_name: String,
    /// Where the profile picture is, when there is one.
    pub avatar_url: Option<String>,
    /// Whether only followers see the profile.
    pub is_private: bool,
}

impl From<UserSummary> for UserSummaryDto {
    fn from(user: UserSummary) -> Self {
        Self {
            id: user.id.into(),
            display_name: user.display_name(),
            handle: user.handle,
            first_name: user.first_name,
            last_name: user.last_name,
            nickname: user.nickname,
            avatar_url: user.avatar.map(avatar_url),
            is_private: user.is_private,
        }
    }
}
