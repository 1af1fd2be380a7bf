//! The errors of these operations by their codes, for the reference.

use crate::http::openapi::Case;

/// One per code that clients may want to act on.
pub const CASES: &[Case] = &[
    Case::new(
        "accounts.register",
        403,
        "registration_closed",
        "Nobody can register here at the moment.",
    ),
    Case::new(
        "accounts.register",
        409,
        "email_taken",
        "This address has an account. Log in instead?",
    ),
    Case::new(
        "accounts.log_in",
        401,
        "invalid_credentials",
        "The email or handle and the password do not go together.",
    ),
    Case::new(
        "accounts.verify_email",
        409,
        "email_taken",
        "This address has an account. Log in instead?",
    ),
    Case::new(
        "accounts.resend_verification",
        409,
        "already_verified",
        "Your address is confirmed already.",
    ),
];
