//! What requests and answers look like.

use kith_core::{
    accounts::{
        Account, CurrentUser, Gender, LogInInput, MailDelivery, MemberInput, Session, Strength,
        StrengthInput, Unread,
    },
    profiles::Privacy,
    shared::{
        actor::{Actor, Role},
        secret::{Password, SecretToken},
    },
};
use poem_openapi::{Enum, Object};

use crate::http::{
    media::avatar_url,
    posts::AudienceDto,
    profiles::FieldAudienceDto,
    values::{Id, Moment},
};

/// The registration form.
#[derive(Debug, Object)]
#[oai(rename = "Registration")]
pub(super) struct RegistrationDto {
    /// Email address, at most 254 characters.
    email: String,
    /// 8 to 128 characters; common and personal ones are refused.
    password: String,
    /// First name, 1 to 50 characters.
    first_name: String,
    /// Last name, 1 to 50 characters.
    last_name: String,
    /// Day of birth, `YYYY-MM-DD`.
    date_of_birth: String,
    /// One of `female`, `male`, `non_binary`, `other`, `prefer_not_to_say`.
    gender: String,
    /// Nickname, at most 50 characters. The handle is derived from it, else from the name.
    nickname: Option<String>,
    /// What the member says of themselves, at most 2,000 characters.
    about_me: Option<String>,
    /// Who sees what of it, where that is not everyone; `PUT /me/privacy` changes it later.
    fields: Option<RegistrationFieldsDto>,
}

/// Who sees the parts of the registration form that stand on the profile.
#[derive(Debug, Object)]
#[oai(rename = "RegistrationFields")]
struct RegistrationFieldsDto {
    /// Email address; `everyone` when left out.
    email: Option<FieldAudienceDto>,
    /// Day of birth; `everyone` when left out.
    date_of_birth: Option<FieldAudienceDto>,
}

impl From<RegistrationFieldsDto> for Privacy {
    fn from(fields: RegistrationFieldsDto) -> Self {
        let usual = Self::default();
        Self {
            email: fields.email.map_or(usual.email, Into::into),
            date_of_birth: fields.date_of_birth.map_or(usual.date_of_birth, Into::into),
            ..usual
        }
    }
}

impl From<RegistrationDto> for MemberInput {
    fn from(form: RegistrationDto) -> Self {
        Self {
            email: form.email,
            password: Password::new(form.password),
            first_name: form.first_name,
            last_name: form.last_name,
            date_of_birth: form.date_of_birth,
            gender: form.gender,
            nickname: form.nickname,
            about_me: form.about_me,
            privacy: form.fields.map_or_else(Privacy::default, Into::into),
        }
    }
}

/// Who wants in.
#[derive(Debug, Object)]
#[oai(rename = "LogIn")]
pub(super) struct LogInDto {
    /// Email address or handle.
    pub(super) login: String,
    /// Password.
    password: String,
}

impl LogInDto {
    /// With the token of the session that the browser has so far, which the new one replaces.
    pub(super) fn into_input(self, replaces: Option<SecretToken>) -> LogInInput {
        LogInInput {
            login: self.login,
            password: Password::new(self.password),
            replaces,
        }
    }
}

/// Genders to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "Gender", rename_all = "snake_case")]
pub enum GenderDto {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Non-binary.
    NonBinary,
    /// Another one.
    Other,
    /// Not said.
    PreferNotToSay,
}

impl From<Gender> for GenderDto {
    fn from(gender: Gender) -> Self {
        match gender {
            Gender::Female => Self::Female,
            Gender::Male => Self::Male,
            Gender::NonBinary => Self::NonBinary,
            Gender::Other => Self::Other,
            Gender::PreferNotToSay => Self::PreferNotToSay,
        }
    }
}

/// What a member may do beyond what everyone may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "Role", rename_all = "snake_case")]
pub(super) enum RoleDto {
    /// An ordinary member.
    Member,
    /// Runs the place.
    Admin,
}

/// The member who asks, as only they see it.
#[derive(Debug, Object)]
#[oai(rename = "Me")]
pub(super) struct MeDto {
    id: Id,
    /// The unique name, without the `@`.
    handle: String,
    first_name: String,
    last_name: String,
    nickname: Option<String>,
    /// The name to show.
    display_name: String,
    /// Where the profile picture is, when there is one.
    avatar_url: Option<String>,
    /// Whether only followers see the profile.
    is_private: bool,
    /// The address in force.
    email: String,
    /// Whether the address was proved to be theirs.
    email_verified: bool,
    /// Day of birth.
    date_of_birth: time::Date,
    gender: GenderDto,
    /// What they say of themselves; may be empty.
    about_me: String,
    role: RoleDto,
    /// When they joined.
    created_at: Moment,
}

impl From<Account> for MeDto {
    fn from(account: Account) -> Self {
        Self {
            id: account.id.into(),
            display_name: account.display_name(),
            email_verified: account.is_email_verified(),
            handle: account.handle.as_str().to_owned(),
            first_name: account.first_name,
            last_name: account.last_name,
            nickname: account.nickname,
            avatar_url: account.avatar.map(avatar_url),
            is_private: account.is_private,
            email: account.email.as_str().to_owned(),
            date_of_birth: account.date_of_birth.day(),
            gender: account.gender.into(),
            about_me: account.about_me,
            role: match account.role {
                Role::Member => RoleDto::Member,
                Role::Admin => RoleDto::Admin,
            },
            created_at: account.created_at.into(),
        }
    }
}

/// How much waits to be seen.
#[derive(Debug, Object)]
#[oai(rename = "Unread")]
pub(super) struct UnreadDto {
    notifications: u64,
    messages: u64,
    follow_requests: u64,
    friend_requests: u64,
}

impl From<Unread> for UnreadDto {
    fn from(unread: Unread) -> Self {
        Self {
            notifications: unread.notifications,
            messages: unread.messages,
            follow_requests: unread.follow_requests,
            friend_requests: unread.friend_requests,
        }
    }
}

/// How mails leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "MailDelivery", rename_all = "snake_case")]
pub(super) enum MailDeliveryDto {
    /// Through a mail server.
    Smtp,
    /// As files in the data folder of the server.
    Files,
}

impl From<MailDelivery> for MailDeliveryDto {
    fn from(delivery: MailDelivery) -> Self {
        match delivery {
            MailDelivery::Smtp => Self::Smtp,
            MailDelivery::Files => Self::Files,
        }
    }
}

/// What the member decided for all their browsers.
#[derive(Debug, Object)]
#[oai(rename = "Settings")]
pub(super) struct SettingsDto {
    /// The audience that the next post starts with.
    default_audience: AudienceDto,
}

/// The session of a browser: who is logged in, and what waits for them.
#[derive(Debug, Object)]
#[oai(rename = "SessionView")]
pub(super) struct SessionViewDto {
    user: MeDto,
    unread: UnreadDto,
    settings: SettingsDto,
    /// How mails leave.
    mail_delivery: MailDeliveryDto,
}

impl SessionViewDto {
    pub(super) fn new(current: CurrentUser, delivery: MailDelivery) -> Self {
        Self {
            user: current.account.into(),
            unread: current.unread.into(),
            settings: SettingsDto {
                default_audience: current.default_audience.into(),
            },
            mail_delivery: delivery.into(),
        }
    }
}

/// One logged-in browser.
#[derive(Debug, Object)]
#[oai(rename = "LoggedInBrowser")]
pub(super) struct BrowserDto {
    id: Id,
    /// Whether the request came from this one.
    current: bool,
    /// What the browser calls itself; may be empty.
    user_agent: String,
    /// The network address it logged in from; may be empty.
    ip: String,
    created_at: Moment,
    /// When it was last used, to the hour.
    last_seen_at: Moment,
    /// When it is logged out unless it is used before.
    expires_at: Moment,
}

impl BrowserDto {
    pub(super) fn new(session: Session, actor: &Actor) -> Self {
        Self {
            id: session.id.into(),
            current: session.id == actor.session,
            user_agent: session.client.user_agent,
            ip: session.client.ip,
            created_at: session.created_at.into(),
            last_seen_at: session.last_seen_at.into(),
            expires_at: session.expires_at.into(),
        }
    }
}

/// Where a member is logged in.
#[derive(Debug, Object)]
#[oai(rename = "LoggedInBrowsers")]
pub(super) struct BrowsersDto {
    /// The last used first.
    pub(super) items: Vec<BrowserDto>,
}

/// How many browsers were logged out.
#[derive(Debug, Object)]
#[oai(rename = "EndedSessions")]
pub(super) struct EndedDto {
    pub(super) ended: u64,
}

/// A change of password.
#[derive(Debug, Object)]
#[oai(rename = "PasswordChange")]
pub(super) struct PasswordChangeDto {
    /// The password so far.
    pub(super) current_password: String,
    /// The new one, by the rule of registration.
    pub(super) new_password: String,
}

/// Whose password was forgotten.
#[derive(Debug, Object)]
#[oai(rename = "ForgottenPassword")]
pub(super) struct ForgottenPasswordDto {
    /// The address of the account.
    pub(super) email: String,
}

/// A new password, by a mailed link.
#[derive(Debug, Object)]
#[oai(rename = "PasswordReset")]
pub(super) struct PasswordResetDto {
    /// The token in the link.
    pub(super) token: String,
    /// The new password, by the rule of registration.
    pub(super) new_password: String,
}

/// A mailed link.
#[derive(Debug, Object)]
#[oai(rename = "MailedLink")]
pub(super) struct MailedLinkDto {
    /// The token in the link.
    pub(super) token: String,
}

/// A change of address.
#[derive(Debug, Object)]
#[oai(rename = "EmailChange")]
pub(super) struct EmailChangeDto {
    /// The new address.
    pub(super) new_email: String,
    /// The password, to be sure.
    pub(super) password: String,
}

/// A mail is on its way, if there is anybody to write to.
#[derive(Debug, Object)]
#[oai(rename = "MailOnItsWay")]
pub(super) struct MailOnItsWayDto {
    /// Where to look for it.
    pub(super) mail_delivery: MailDeliveryDto,
}

/// A password to rate, and what the form says of the person so far.
#[derive(Debug, Object)]
#[oai(rename = "PasswordToRate")]
pub(super) struct PasswordToRateDto {
    /// The password.
    password: String,
    /// Email address, as far as it is typed.
    email: Option<String>,
    /// First name.
    first_name: Option<String>,
    /// Last name.
    last_name: Option<String>,
    /// Nickname.
    nickname: Option<String>,
}

impl From<PasswordToRateDto> for StrengthInput {
    fn from(form: PasswordToRateDto) -> Self {
        let names = [form.first_name, form.last_name, form.nickname];
        Self {
            password: Password::new(form.password),
            email: form.email,
            names: names.into_iter().flatten().collect(),
        }
    }
}

/// How good a password is.
#[derive(Debug, Object)]
#[oai(rename = "PasswordStrength")]
pub(super) struct PasswordStrengthDto {
    /// 0 (guessed at once) to 4 (very hard to guess).
    score: u8,
    /// Whether it would be accepted.
    acceptable: bool,
    /// Why not: `required`, `too_short`, `too_long`, `too_common`, `too_personal`.
    code: Option<String>,
    /// One sentence that helps to find a better one.
    hint: Option<String>,
}

impl From<Strength> for PasswordStrengthDto {
    fn from(strength: Strength) -> Self {
        Self {
            score: strength.score,
            acceptable: strength.refusal.is_none(),
            code: strength.refusal.map(|refusal| refusal.code.to_owned()),
            hint: strength.hint,
        }
    }
}
