//! What is to come, each thing in its moment.

use kith_core::shared::clock::Timestamp;

/// Things that happen later, among what else happens until then.
pub(super) struct Agenda<T>(Vec<(Timestamp, T)>);

impl<T> Default for Agenda<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Agenda<T> {
    /// Notes what is to happen in this moment.
    pub(super) fn note(&mut self, at: Timestamp, thing: T) {
        self.0.push((at, thing));
    }

    /// Strikes out what lies before this moment and gives it in order; of two things in the same moment the one that was
    /// noted first comes first.
    pub(super) fn due(&mut self, moment: Timestamp) -> Vec<(Timestamp, T)> {
        let (mut due, later) = self
            .0
            .drain(..)
            .partition::<Vec<_>, _>(|(at, _)| *at < moment);
        self.0 = later;
        due.sort_by_key(|(at, _)| *at);
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_comes_once_in_its_order() {
        let at = Timestamp::from_micros;
        let mut agenda = Agenda::default();
        for (moment, thing) in [(5, 'd'), (2, 'b'), (1, 'a'), (2, 'c'), (9, 'e')] {
            agenda.note(at(moment), thing);
        }
        let mut due = |moment| -> String {
            let due = agenda.due(at(moment));
            due.into_iter().map(|(_, thing)| thing).collect()
        };
        assert_eq!(due(5), "abc");
        assert_eq!(due(5), "");
        assert_eq!(due(10), "de");
        assert_eq!(due(10), "");
    }
}
