//! Profiles: what people show of themselves, and to whom.

mod ports;
mod view;

pub use ports::ProfileRepo;
pub use view::UserSummary;
