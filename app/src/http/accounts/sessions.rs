//! Registering, logging in and out, and where one is logged in.

use poem::Request;
use poem_openapi::{ApiResponse, OpenApi, param::Path, payload::Json};

use super::{
    AccountsHttp,
    client::client_of,
    dto::{BrowserDto, BrowsersDto, EndedDto, LogInDto, MeDto, RegistrationDto, SessionViewDto},
    throttle::account_key,
};
use crate::http::{
    auth::Session,
    body::Body,
    done::{Done, SessionEnded, done},
    openapi::Tag,
    problem::ApiError,
    rate_limits::Action,
    values::Id,
};

/// The operations on sessions.
pub struct SessionsApi(pub AccountsHttp);

/// A new member.
#[derive(ApiResponse)]
enum Registered {
    /// The member, who is logged in.
    #[oai(status = 201)]
    Created(
        Json<MeDto>,
        /// The session cookie.
        #[oai(header = "Set-Cookie")]
        String,
    ),
}

/// A new session.
#[derive(ApiResponse)]
enum LoggedIn {
    /// The member.
    #[oai(status = 200)]
    Done(
        Json<MeDto>,
        /// The session cookie.
        #[oai(header = "Set-Cookie")]
        String,
    ),
}

/// The end of a session.
#[derive(ApiResponse)]
enum LoggedOut {
    /// The session has ended.
    #[oai(status = 204)]
    Done(
        /// Makes the browser forget the cookie.
        #[oai(header = "Set-Cookie")]
        String,
    ),
}

#[OpenApi]
impl SessionsApi {
    /// Register
    ///
    /// Opens an account and logs in. The session that the browser had so far, if any, ends. The first member of a site
    /// becomes its administrator.
    #[oai(
        path = "/auth/register",
        method = "post",
        operation_id = "accounts.register",
        tag = "Tag::Accounts"
    )]
    async fn register(
        &self,
        request: &Request,
        body: Body<RegistrationDto>,
    ) -> Result<Registered, ApiError> {
        let AccountsHttp {
            accounts, shared, ..
        } = &self.0;
        let (client, old) = (client_of(request), shared.cookie.read(request.headers()));
        let register = &accounts.register;
        let made = register.run(&body.0.into(), &client, old.as_ref()).await?;
        let cookie = shared.cookie.issue(&made.token);
        Ok(Registered::Created(Json(made.account.into()), cookie))
    }

    /// Log in
    ///
    /// With the email address or the handle. The session that the browser had so far, if any, ends.
    #[oai(
        path = "/auth/login",
        method = "post",
        operation_id = "accounts.log_in",
        tag = "Tag::Accounts"
    )]
    async fn log_in(&self, request: &Request, body: Body<LogInDto>) -> Result<LoggedIn, ApiError> {
        let AccountsHttp {
            accounts, shared, ..
        } = &self.0;
        let account = account_key(&body.0.login);
        shared.limits.check_subject(Action::Login, &account)?;
        let input = body.0.into_input(shared.cookie.read(request.headers()));
        let made = accounts.log_in.run(&input, &client_of(request)).await?;
        let cookie = shared.cookie.issue(&made.token);
        Ok(LoggedIn::Done(Json(made.account.into()), cookie))
    }

    /// Log out
    #[oai(
        path = "/auth/logout",
        method = "post",
        operation_id = "accounts.log_out",
        tag = "Tag::Accounts"
    )]
    async fn log_out(&self, session: Session) -> Result<LoggedOut, ApiError> {
        self.0.accounts.log_out.run(&session.0).await?;
        Ok(LoggedOut::Done(self.0.shared.cookie.clear()))
    }

    /// Who is logged in
    ///
    /// The member, and how much waits for them.
    #[oai(
        path = "/auth/session",
        method = "get",
        operation_id = "accounts.session",
        tag = "Tag::Accounts"
    )]
    async fn session(&self, session: Session) -> Result<Json<SessionViewDto>, ApiError> {
        let current = self.0.accounts.current.run(&session.0).await?;
        let current = current.ok_or_else(ApiError::not_logged_in)?;
        Ok(Json(SessionViewDto::new(
            current,
            self.0.site.mail_delivery,
        )))
    }

    /// Where one is logged in
    #[oai(
        path = "/auth/sessions",
        method = "get",
        operation_id = "accounts.sessions",
        tag = "Tag::Accounts"
    )]
    async fn sessions(&self, session: Session) -> Result<Json<BrowsersDto>, ApiError> {
        let sessions = self.0.accounts.list_sessions.run(&session.0).await?;
        let browsers = sessions
            .into_iter()
            .map(|each| BrowserDto::new(each, &session.0));
        Ok(Json(BrowsersDto {
            items: browsers.collect(),
        }))
    }

    /// Log one browser out
    #[oai(
        path = "/auth/sessions/:id",
        method = "delete",
        operation_id = "accounts.end_session",
        tag = "Tag::Accounts"
    )]
    async fn end_session(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Done<SessionEnded>, ApiError> {
        let end_session = &self.0.accounts.end_session;
        end_session.run(&session.0, id.0.into()).await?;
        Ok(done())
    }

    /// Log every other browser out
    #[oai(
        path = "/auth/sessions",
        method = "delete",
        operation_id = "accounts.end_other_sessions",
        tag = "Tag::Accounts"
    )]
    async fn end_other_sessions(&self, session: Session) -> Result<Json<EndedDto>, ApiError> {
        let ended = self.0.accounts.end_other_sessions.run(&session.0).await?;
        Ok(Json(EndedDto { ended }))
    }
}
