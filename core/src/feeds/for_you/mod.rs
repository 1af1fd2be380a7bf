//! For you: posts of the last week that a reader may care for, the best first.
//!
//! A list is made for a reader and a stretch of time, the *bucket*, and does not change: pages are cut from it, so that
//! they neither repeat nor skip whatever happens meanwhile. What may be seen is asked for every page.

#[cfg(test)]
mod fixtures;
mod make;
mod pick;
mod ports;
mod read;
mod refresh;
mod score;

pub use make::ForYouPolicy;
pub use pick::{Because, Pick, Reason, Spot, Tie};
pub use ports::{CandidateRepo, ForYouRepo, Hot, HotPart};
pub use read::{ForYou, ForYouError, ForYouPage};
pub use refresh::RefreshForYou;
pub use score::{Candidate, TakingPart};
