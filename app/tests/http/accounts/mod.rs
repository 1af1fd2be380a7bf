//! Accounts.

mod command_line;
mod credentials;
mod log_in;
mod register;
mod sessions;
