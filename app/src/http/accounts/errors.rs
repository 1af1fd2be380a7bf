//! What goes wrong with accounts, on the wire.

use kith_core::{
    accounts::{
        ChangeEmailError, ChangeHandleError, ChangePasswordError, EndSessionError,
        ForgotPasswordError, HashError, LogInError, RegisterError, ResendError, ResetPasswordError,
        VerifyEmailError,
    },
    shared::fields::Refusal,
};

use crate::http::problem::ApiError;

/// An address gets further mails within the hour.
const MAILS_AGAIN_AFTER_SECONDS: u64 = 60 * 60;

impl From<HashError> for ApiError {
    fn from(error: HashError) -> Self {
        match error {
            HashError::Busy => Self::busy(),
            HashError::Failed(reason) => {
                tracing::error!(reason, "hashing a password failed");
                Self::internal()
            }
        }
    }
}

impl From<RegisterError> for ApiError {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Closed => Self::forbidden(
                "registration_closed",
                "Nobody can register here at the moment.",
            ),
            RegisterError::Invalid(fields) => Self::invalid(fields),
            RegisterError::EmailTaken => email_taken(),
            RegisterError::Hash(error) => error.into(),
            RegisterError::Store(error) => error.into(),
        }
    }
}

impl From<LogInError> for ApiError {
    fn from(error: LogInError) -> Self {
        match error {
            LogInError::InvalidCredentials => Self::unauthenticated(
                "invalid_credentials",
                "The email or handle and the password do not go together.",
            ),
            LogInError::Hash(error) => error.into(),
            LogInError::Store(error) => error.into(),
        }
    }
}

impl From<EndSessionError> for ApiError {
    fn from(error: EndSessionError) -> Self {
        match error {
            EndSessionError::NotFound => Self::not_found(),
            EndSessionError::Store(error) => error.into(),
        }
    }
}

impl From<ChangePasswordError> for ApiError {
    fn from(error: ChangePasswordError) -> Self {
        match error {
            ChangePasswordError::Invalid(fields) => Self::invalid(fields),
            ChangePasswordError::SessionEnded => Self::not_logged_in(),
            ChangePasswordError::Hash(error) => error.into(),
            ChangePasswordError::Store(error) => error.into(),
        }
    }
}

impl From<ForgotPasswordError> for ApiError {
    fn from(error: ForgotPasswordError) -> Self {
        match error {
            ForgotPasswordError::Invalid(fields) => Self::invalid(fields),
            ForgotPasswordError::Store(error) => error.into(),
        }
    }
}

impl From<ResetPasswordError> for ApiError {
    fn from(error: ResetPasswordError) -> Self {
        match error {
            ResetPasswordError::InvalidToken => invalid_token(),
            ResetPasswordError::Invalid(fields) => Self::invalid(fields),
            ResetPasswordError::Hash(error) => error.into(),
            ResetPasswordError::Store(error) => error.into(),
        }
    }
}

impl From<VerifyEmailError> for ApiError {
    fn from(error: VerifyEmailError) -> Self {
        match error {
            VerifyEmailError::InvalidToken => invalid_token(),
            VerifyEmailError::EmailTaken => email_taken(),
            VerifyEmailError::Store(error) => error.into(),
        }
    }
}

impl From<ResendError> for ApiError {
    fn from(error: ResendError) -> Self {
        match error {
            ResendError::AlreadyVerified => {
                Self::conflict("already_verified", "Your address is confirmed already.")
            }
            ResendError::TooMany => Self::rate_limited(MAILS_AGAIN_AFTER_SECONDS),
            ResendError::SessionEnded => Self::not_logged_in(),
            ResendError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeEmailError> for ApiError {
    fn from(error: ChangeEmailError) -> Self {
        match error {
            ChangeEmailError::Invalid(fields) => Self::invalid(fields),
            ChangeEmailError::TooMany => Self::rate_limited(MAILS_AGAIN_AFTER_SECONDS),
            ChangeEmailError::SessionEnded => Self::not_logged_in(),
            ChangeEmailError::Hash(error) => error.into(),
            ChangeEmailError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeHandleError> for ApiError {
    fn from(error: ChangeHandleError) -> Self {
        match error {
            ChangeHandleError::Invalid(fields) => Self::invalid(fields),
            ChangeHandleError::Taken => {
                Self::conflict("handle_taken", "Somebody has this handle already.")
            }
            ChangeHandleError::Store(error) => error.into(),
        }
    }
}

fn email_taken() -> ApiError {
    ApiError::conflict(
        "email_taken",
        "This address has an account. Log in instead?",
    )
}

fn invalid_token() -> ApiError {
    let refusal = Refusal::new(
        "invalid_token",
        "This link was used already or is too old. Ask for a new one.",
    );
    ApiError::invalid_field("token", refusal)
}
