//! Accounts, their sessions, passwords and mailed links.

mod ports;

pub use ports::AccountRepo;
