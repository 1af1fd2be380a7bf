//! Accounts, their sessions, passwords and mailed links.

mod account;
mod email;
mod handle;
mod mailed_token;
mod mails;
mod mails_follow;
mod password;
mod person;
mod policy;
mod ports;
mod session;

mod authenticate;
mod change_email;
mod change_handle;
mod change_password;
mod create_user;
mod current;
mod end_other_sessions;
mod end_session;
#[cfg(test)]
mod fixtures;
mod forgot_password;
mod list_sessions;
mod log_in;
mod log_out;
mod mail_links;
mod mail_notices;
mod make_admin;
mod opening;
mod password_strength;
mod register;
mod resend_verification;
mod reset_password;
mod set_password;
mod sweep_expired;
mod verify_email;

use std::sync::Arc;

use crate::shared::{
    clock::Clock,
    ids::{Ids, Random},
    ports::Ports,
    store::Store,
};

pub use account::{Account, PasswordHash};
pub use authenticate::Authenticate;
pub use change_email::{ChangeEmail, ChangeEmailError};
pub use change_handle::{ChangeHandle, ChangeHandleError};
pub use change_password::{ChangePassword, ChangePasswordError};
pub use create_user::{CreateUser, CreateUserError};
pub use current::{Current, CurrentUser, Unread};
pub use email::Email;
pub use end_other_sessions::EndOtherSessions;
pub use end_session::{EndSession, EndSessionError};
pub use forgot_password::{ForgotPassword, ForgotPasswordError};
pub use handle::{Handle, HandleProposal};
pub use list_sessions::ListSessions;
pub use log_in::{LogIn, LogInError, LogInInput};
pub use log_out::LogOut;
pub use mail_links::{MailJobError, MailLinks};
pub use mail_notices::MailNotices;
pub use mailed_token::{MailedToken, NewMailedToken, TokenPurpose};
pub use mails::Mail;
pub use mails_follow::{MailsFollow, mails_for};
pub use make_admin::{AdminError, MakeAdmin};
pub use opening::MemberInput;
pub use password::{
    LONGEST_PASSWORD, PersonalWords, SHORTEST_PASSWORD, Strength, check_password, strength,
};
pub use password_strength::{PasswordStrength, StrengthInput};
pub use person::{BirthDate, Gender, LONGEST_ABOUT_ME, LONGEST_NAME, about_me, name, nickname};
pub use policy::{AccountPolicy, Registration};
pub use ports::{
    AccountRepo, HashError, MailDelivery, MailError, Mailer, Opened, OwnAccount, PasswordHasher,
};
pub use register::{LoggedIn, Register, RegisterError};
pub use resend_verification::{ResendError, ResendVerification};
pub use reset_password::{ResetPassword, ResetPasswordError};
pub use session::{Client, LiveSession, NewSession, Session};
pub use set_password::{SetPassword, SetPasswordError};
pub use sweep_expired::SweepExpired;
pub use verify_email::{VerifyEmail, VerifyEmailError};

/// Everything that the use cases of this feature need from the outside. Cheap to clone.
#[derive(Clone)]
pub struct AccountPorts {
    /// Units of work.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn Ids>,
    /// New secrets.
    pub random: Arc<dyn Random>,
    /// Password hashes.
    pub hasher: Arc<dyn PasswordHasher>,
    /// Outgoing mail.
    pub mailer: Arc<dyn Mailer>,
    /// The operator's decisions.
    pub policy: Arc<AccountPolicy>,
}

impl AccountPorts {
    /// The general ports together with those of this feature.
    #[must_use]
    pub fn new(
        ports: &Ports,
        hasher: Arc<dyn PasswordHasher>,
        mailer: Arc<dyn Mailer>,
        policy: AccountPolicy,
    ) -> Self {
        Self {
            store: ports.store.clone(),
            clock: ports.clock.clone(),
            ids: ports.ids.clone(),
            random: ports.random.clone(),
            hasher,
            mailer,
            policy: Arc::new(policy),
        }
    }
}

/// The use cases of this feature.
pub struct Accounts {
    /// Opens an account and logs in.
    pub register: Register,
    /// Opens a session.
    pub log_in: LogIn,
    /// Ends the session of a request.
    pub log_out: LogOut,
    /// Tells who a request comes from.
    pub authenticate: Authenticate,
    /// Shows a member their own account.
    pub current: Current,
    /// Lists where a member is logged in.
    pub list_sessions: ListSessions,
    /// Logs another browser out.
    pub end_session: EndSession,
    /// Logs every other browser out.
    pub end_other_sessions: EndOtherSessions,
    /// Changes the password, knowing the current one.
    pub change_password: ChangePassword,
    /// Asks for a link that sets a new password.
    pub forgot_password: ForgotPassword,
    /// Sets a new password by a mailed link.
    pub reset_password: ResetPassword,
    /// Confirms an address by a mailed link.
    pub verify_email: VerifyEmail,
    /// Asks for another verification mail.
    pub resend_verification: ResendVerification,
    /// Asks for another address.
    pub change_email: ChangeEmail,
    /// Changes the handle.
    pub change_handle: ChangeHandle,
    /// Rates a password.
    pub password_strength: PasswordStrength,
    /// Opens an account for somebody else (command line).
    pub create_user: CreateUser,
    /// Sets somebody's password (command line).
    pub set_password: SetPassword,
    /// Makes an administrator (command line).
    pub make_admin: MakeAdmin,
    /// Writes the mails that carry a link.
    pub mail_links: MailLinks,
    /// Writes the mails that tell of a change.
    pub mail_notices: MailNotices,
    /// Removes what has expired.
    pub sweep_expired: SweepExpired,
}

impl Accounts {
    /// Wires every use case to the same ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            register: Register::new(ports),
            log_in: LogIn::new(ports),
            log_out: LogOut::new(ports),
            authenticate: Authenticate::new(ports),
            current: Current::new(ports),
            list_sessions: ListSessions::new(ports),
            end_session: EndSession::new(ports),
            end_other_sessions: EndOtherSessions::new(ports),
            change_password: ChangePassword::new(ports),
            forgot_password: ForgotPassword::new(ports),
            reset_password: ResetPassword::new(ports),
            verify_email: VerifyEmail::new(ports),
            resend_verification: ResendVerification::new(ports),
            change_email: ChangeEmail::new(ports),
            change_handle: ChangeHandle::new(ports),
            password_strength: PasswordStrength::new(ports),
            create_user: CreateUser::new(ports),
            set_password: SetPassword::new(ports),
            make_admin: MakeAdmin::new(ports),
            mail_links: MailLinks::new(ports),
            mail_notices: MailNotices::new(ports),
            sweep_expired: SweepExpired::new(ports),
        }
    }
}
