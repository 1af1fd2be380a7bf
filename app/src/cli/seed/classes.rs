//! Readers to measure with, at the end of a large crowd. Nobody knows them.

use std::ops::Range;

use kith_adapters::scenery::Chance;

use super::graph::popular;

/// Of each class.
const EACH: usize = 8;
/// Members who never write and know nobody, for dormant readers to follow.
const SILENT: usize = 200;
/// Smaller crowds have none of all this.
const ENOUGH: usize = 2_000;

/// What a reader's home is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Follows 150, rather those whom many follow.
    Typical,
    /// Follows 2 000, or a quarter of a smaller crowd, rather those whom many follow.
    Broad,
    /// Follows 3 000, or a quarter of a smaller crowd, whoever they are.
    Heavy,
    /// Follows 150 who never write.
    Dormant,
    /// Follows nobody.
    New,
}

impl Class {
    const ALL: [Self; 5] = [
        Self::Typical,
        Self::Broad,
        Self::Heavy,
        Self::Dormant,
        Self::New,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Typical => "typical",
            Self::Broad => "broad",
            Self::Heavy => "heavy",
            Self::Dormant => "dormant",
            Self::New => "new",
        }
    }
}

/// Who in a crowd is who, by number: first the ordinary ones, then the silent ones, then the readers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Classes {
    people: usize,
}

impl Classes {
    pub(super) fn of(people: usize) -> Self {
        Self { people }
    }

    /// How many know each other and write.
    pub(super) fn ordinary(self) -> usize {
        if self.people < ENOUGH {
            return self.people;
        }
        self.people - SILENT - Class::ALL.len() * EACH
    }

    fn silent(self) -> Range<usize> {
        self.ordinary()..(self.ordinary() + SILENT).min(self.people)
    }

    fn class(self, place: usize) -> Option<(Class, usize)> {
        let reader = place.checked_sub(self.silent().end)?;
        Some((*Class::ALL.get(reader / EACH)?, reader % EACH))
    }

    /// The readers, with how many each follows and from among whom.
    pub(super) fn readers(self) -> impl Iterator<Item = (usize, Class, usize)> {
        (self.silent().end..self.people).filter_map(move |place| {
            let (class, _) = self.class(place)?;
            let follows = match class {
                Class::Typical | Class::Dormant => 150,
                Class::Broad => (self.ordinary() / 4).min(2_000),
                Class::Heavy => (self.ordinary() / 4).min(3_000),
                Class::New => 0,
            };
            Some((place, class, follows))
        })
    }

    /// Somebody whom a reader of this class follows.
    pub(super) fn followed(self, class: Class, chance: &mut Chance) -> usize {
        match class {
            Class::Typical | Class::Broad => popular(chance, self.ordinary()),
            Class::Heavy | Class::New => chance.below(self.ordinary()),
            Class::Dormant => self.silent().start + chance.below(self.silent().len()),
        }
    }

    /// `typical_1` for a reader, `member_1` for everybody else.
    pub(super) fn handle(self, place: usize) -> String {
        match self.class(place) {
            Some((class, number)) => format!("{}_{}", class.name(), number + 1),
            None => format!("member_{}", place + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_crowd_ends_with_eight_readers_of_each_class() {
        let classes = Classes::of(5_000);
        assert_eq!(classes.ordinary(), 4_760);
        let follows: Vec<(usize, usize)> = classes
            .readers()
            .map(|(place, _, follows)| (place, follows))
            .collect();
        assert_eq!(follows.len(), 40);
        assert_eq!(follows[0], (4_960, 150));
        assert_eq!(follows[8], (4_968, 1_190));
        assert_eq!(follows[39], (4_999, 0));
        assert_eq!(classes.handle(4_959), "member_4960");
        assert_eq!(classes.handle(4_960), "typical_1");
        assert_eq!(classes.handle(4_999), "new_8");
    }

    #[test]
    fn a_small_crowd_is_ordinary() {
        let classes = Classes::of(1_999);
        assert_eq!(classes.ordinary(), 1_999);
        assert_eq!(classes.readers().count(), 0);
        assert_eq!(classes.handle(1_998), "member_1999");
    }

    #[test]
    fn dormant_readers_follow_those_who_never_write() {
        let classes = Classes::of(5_000);
        let mut chance = Chance::new(1);
        for _ in 0..100 {
            let followed = classes.followed(Class::Dormant, &mut chance);
            assert!((4_760..4_960).contains(&followed));
        }
    }
}
