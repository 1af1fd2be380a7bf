//! How people appear in answers.

mod summary;

pub use summary::UserSummaryDto;
