//! Search. People are found by the beginnings of the words of their names and handles, whatever accents and letter
//! case are typed, and by misspelled words when nothing else is found.

mod find_people;
mod fold;
mod names_follow;
mod ports;
mod spelling;
mod words;

pub use find_people::FindPeople;
pub use names_follow::{NamesFollow, index_names};
pub use ports::{Names, SearchRepo};
pub use spelling::spellings;
pub use words::{NamePrefixes, NameWords, TitleWords};

use crate::shared::ports::Ports;

/// The use cases of this feature.
#[derive(Clone)]
pub struct Search {
    /// Finds people.
    pub people: FindPeople,
}

impl Search {
    /// The use cases on these ports.
    #[must_use]
    pub fn new(ports: &Ports) -> Self {
        Self {
            people: FindPeople::new(ports.clone()),
        }
    }
}
