//! Passwords and the email address.

use kith_core::shared::secret::Password;
use poem_openapi::{ApiResponse, OpenApi, payload::Json};

use super::{
    AccountsHttp,
    dto::{
        EmailChangeDto, ForgottenPasswordDto, MailOnItsWayDto, MailedLinkDto, PasswordChangeDto,
        PasswordResetDto, PasswordStrengthDto, PasswordToRateDto,
    },
};
use crate::http::{
    auth::Session,
    body::Body,
    done::{Done, LinkUsed, done},
    openapi::Tag,
    problem::ApiError,
    rate_limits::Action,
};

/// The operations on passwords and the email address.
pub struct CredentialsApi(pub AccountsHttp);

/// A new password.
#[derive(ApiResponse)]
enum PasswordChanged {
    /// The password is in force, and every other browser is logged out.
    #[oai(status = 204)]
    Done(
        /// The session cookie, with another token.
        #[oai(header = "Set-Cookie")]
        String,
    ),
}

/// A mail is on its way.
#[derive(ApiResponse)]
enum MailOnItsWay {
    /// The answer is the same whether or not there is anybody to write to.
    #[oai(status = 202)]
    Accepted(Json<MailOnItsWayDto>),
}

impl CredentialsApi {
    fn mail_on_its_way(&self) -> MailOnItsWay {
        let mail_delivery = self.0.site.mail_delivery.into();
        MailOnItsWay::Accepted(Json(MailOnItsWayDto { mail_delivery }))
    }
}

#[OpenApi]
impl CredentialsApi {
    /// Change the password
    ///
    /// Ends every other session and every mailed link, and gives this session another token.
    #[oai(
        path = "/auth/password/change",
        method = "post",
        operation_id = "accounts.change_password",
        tag = "Tag::Accounts"
    )]
    async fn change_password(
        &self,
        session: Session,
        body: Body<PasswordChangeDto>,
    ) -> Result<PasswordChanged, ApiError> {
        let AccountsHttp {
            accounts, shared, ..
        } = &self.0;
        let member = session.0.user.to_string();
        shared.limits.check_subject(Action::Login, &member)?;
        let current = Password::new(body.0.current_password);
        let new = Password::new(body.0.new_password);
        let change = &accounts.change_password;
        let token = change.run(&session.0, &current, &new).await?;
        Ok(PasswordChanged::Done(shared.cookie.issue(&token)))
    }

    /// Ask for a link that sets a new password
    #[oai(
        path = "/auth/password/forgot",
        method = "post",
        operation_id = "accounts.forgot_password",
        tag = "Tag::Accounts"
    )]
    async fn forgot_password(
        &self,
        body: Body<ForgottenPasswordDto>,
    ) -> Result<MailOnItsWay, ApiError> {
        self.0.accounts.forgot_password.run(&body.0.email).await?;
        Ok(self.mail_on_its_way())
    }

    /// Set a new password by a mailed link
    ///
    /// Ends every session and every other mailed link of the member.
    #[oai(
        path = "/auth/password/reset",
        method = "post",
        operation_id = "accounts.reset_password",
        tag = "Tag::Accounts"
    )]
    async fn reset_password(
        &self,
        body: Body<PasswordResetDto>,
    ) -> Result<Done<LinkUsed>, ApiError> {
        let new = Password::new(body.0.new_password);
        let reset_password = &self.0.accounts.reset_password;
        reset_password.run(&body.0.token, &new).await?;
        Ok(done())
    }

    /// Rate a password
    ///
    /// By the rule that registration, change and reset apply. Nothing is stored.
    #[oai(
        path = "/auth/password/strength",
        method = "post",
        operation_id = "accounts.password_strength",
        tag = "Tag::Accounts"
    )]
    #[expect(
        clippy::unused_async,
        reason = "operations are async, also those that wait for nothing"
    )]
    async fn password_strength(
        &self,
        body: Body<PasswordToRateDto>,
    ) -> Result<Json<PasswordStrengthDto>, ApiError> {
        let strength = self.0.accounts.password_strength.run(&body.0.into());
        Ok(Json(strength.into()))
    }

    /// Confirm an address by a mailed link
    ///
    /// The one in force, or the new one of a change, which is in force from then on.
    #[oai(
        path = "/auth/email/verify",
        method = "post",
        operation_id = "accounts.verify_email",
        tag = "Tag::Accounts"
    )]
    async fn verify_email(&self, body: Body<MailedLinkDto>) -> Result<Done<LinkUsed>, ApiError> {
        self.0.accounts.verify_email.run(&body.0.token).await?;
        Ok(done())
    }

    /// Ask for another verification mail
    #[oai(
        path = "/auth/email/resend",
        method = "post",
        operation_id = "accounts.resend_verification",
        tag = "Tag::Accounts"
    )]
    async fn resend_verification(&self, session: Session) -> Result<MailOnItsWay, ApiError> {
        self.0.accounts.resend_verification.run(&session.0).await?;
        Ok(self.mail_on_its_way())
    }

    /// Ask for another address
    ///
    /// A link is mailed to the new address, which is in force once the link is used.
    #[oai(
        path = "/auth/email/change",
        method = "post",
        operation_id = "accounts.change_email",
        tag = "Tag::Accounts"
    )]
    async fn change_email(
        &self,
        session: Session,
        body: Body<EmailChangeDto>,
    ) -> Result<MailOnItsWay, ApiError> {
        let member = session.0.user.to_string();
        let limits = &self.0.shared.limits;
        limits.check_subject(Action::Login, &member)?;
        let password = Password::new(body.0.password);
        let change_email = &self.0.accounts.change_email;
        change_email
            .run(&session.0, &body.0.new_email, &password)
            .await?;
        Ok(self.mail_on_its_way())
    }
}
