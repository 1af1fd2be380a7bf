//! Keyset pages. A page is asked for by the last key seen, never by an offset, so that it stays
//! right while rows arrive and costs the same however deep it is.

/// How many rows a page holds: 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(u8);

impl Limit {
    /// The most rows one page may hold.
    pub const MAX: u8 = 100;

    /// A limit within 1..=100; anything else is `None`.
    #[must_use]
    pub fn new(rows: u32) -> Option<Self> {
        u8::try_from(rows)
            .ok()
            .filter(|n| (1..=Self::MAX).contains(n))
            .map(Self)
    }

    /// The limit `ROWS`; one outside 1..=100 does not compile.
    #[must_use]
    pub const fn of<const ROWS: u8>() -> Self {
        const { assert!(1 <= ROWS && ROWS <= Self::MAX) };
        Self(ROWS)
    }

    /// The number of rows.
    #[must_use]
    pub fn get(self) -> usize {
        usize::from(self.0)
    }

    /// What to ask the store for: one row more tells whether another page follows.
    #[must_use]
    pub fn plus_one(self) -> i64 {
        i64::from(self.0) + 1
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(20)
    }
}

/// Where a page starts: after the row with this key (ids for lists in order of creation).
pub type After = Option<i64>;

/// What earlier pages of a ranked list have shown: the ids of the rows. Such a list is short and made anew for every
/// page, and ranks move while one reads it (whoever one follows leaves the suggestions, and ranks others higher), so that
/// neither a place in the list nor a rank tells where to go on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown(Vec<i64>);

impl Shown {
    /// The rows with these ids.
    #[must_use]
    pub fn new(ids: Vec<i64>) -> Self {
        Self(ids)
    }

    /// The ids, in the order in which they were shown.
    #[must_use]
    pub fn ids(&self) -> &[i64] {
        &self.0
    }

    /// How many rows of a list of at most `most` to look for, so that there are enough for the next page also when
    /// all that were shown are still in it. One row more tells whether another page follows.
    #[must_use]
    pub fn rows_for_next(&self, limit: Limit, most: usize) -> usize {
        most.min(self.0.len() + limit.get() + 1)
    }
}

/// One page and the key that the next one starts after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T, K = i64> {
    /// The rows, in order.
    pub items: Vec<T>,
    /// The key of the last row, when more follow.
    pub next: Option<K>,
}

impl<T, K> Page<T, K> {
    /// Cuts rows that were fetched with [`Limit::plus_one`] into a page; `key` gives a row's key.
    pub fn cut(mut rows: Vec<T>, limit: Limit, key: impl Fn(&T) -> K) -> Self {
        let more = rows.len() > limit.get();
        rows.truncate(limit.get());
        let next = if more { rows.last().map(key) } else { None };
        Self { items: rows, next }
    }
}

impl<T> Page<T, Shown> {
    /// The page after what was `shown` of a ranked list, of which at most `most` rows are shown; `id` gives a row's id.
    pub fn ranked(
        rows: Vec<T>,
        shown: Shown,
        limit: Limit,
        most: usize,
        id: impl Fn(&T) -> i64,
    ) -> Self {
        let left = most.saturating_sub(shown.0.len());
        let mut items = rows;
        items.retain(|row| !shown.0.contains(&id(row)));
        let more = items.len() > limit.get() && left > limit.get();
        items.truncate(limit.get().min(left));
        let next = more.then(|| Shown(shown.0.into_iter().chain(items.iter().map(id)).collect()));
        Self { items, next }
    }
}

impl<T, K> Page<T, K> {
    /// The same page of something else.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U, K> {
        Page {
            items: self.items.into_iter().map(each).collect(),
            next: self.next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_page_with_more_behind_it_names_its_last_key() {
        let limit = Limit::new(2).unwrap();
        let page = Page::cut(vec![9, 8, 7], limit, |n| *n);
        assert_eq!(
            page,
            Page {
                items: vec![9, 8],
                next: Some(8)
            }
        );
    }

    #[test]
    fn the_last_page_names_none_even_when_full() {
        let limit = Limit::new(2).unwrap();
        assert_eq!(Page::cut(vec![9, 8], limit, |n| *n).next, None);
        assert_eq!(Page::cut(Vec::<i64>::new(), limit, |n| *n).next, None);
    }

    fn ranked(rows: &[i64], shown: &[i64], most: usize) -> (Vec<i64>, Option<Vec<i64>>) {
        let (limit, shown) = (Limit::new(2).unwrap(), Shown::new(shown.to_vec()));
        let page = Page::ranked(rows.to_vec(), shown, limit, most, |id| *id);
        (page.items, page.next.map(|shown| shown.ids().to_vec()))
    }

    #[test]
    fn a_ranked_page_goes_on_with_whom_no_page_has_shown() {
        assert_eq!(
            ranked(&[9, 8, 7, 6], &[], 50),
            (vec![9, 8], Some(vec![9, 8]))
        );
        assert_eq!(ranked(&[9, 8, 7, 6], &[9, 8], 50), (vec![7, 6], None));
        let without_the_first = ranked(&[8, 7, 6], &[9, 8], 50);
        assert_eq!(without_the_first, (vec![7, 6], None));
        let with_others_before = ranked(&[5, 7, 9, 8, 6], &[9, 8], 50);
        assert_eq!(with_others_before, (vec![5, 7], Some(vec![9, 8, 5, 7])));
    }

    #[test]
    fn a_ranked_list_ends_with_the_most_that_it_shows() {
        assert_eq!(ranked(&[9, 8, 7], &[], 2), (vec![9, 8], None));
        assert_eq!(ranked(&[7, 6, 5], &[9, 8], 3), (vec![7], None));
        assert_eq!(ranked(&[7, 6, 5], &[9, 8], 2), (vec![], None));
    }

    #[test]
    fn a_ranked_page_looks_for_one_row_more_than_are_shown_with_it() {
        let limit = Limit::new(2).unwrap();
        assert_eq!(Shown::default().rows_for_next(limit, 50), 3);
        assert_eq!(Shown::new(vec![9, 8]).rows_for_next(limit, 50), 5);
        assert_eq!(Shown::new(vec![9, 8]).rows_for_next(limit, 4), 4);
    }

    #[test]
    fn limits_outside_one_to_a_hundred_do_not_exist() {
        assert_eq!(Limit::new(0), None);
        assert_eq!(Limit::new(101), None);
        assert_eq!(Limit::new(100).unwrap().plus_one(), 101);
    }
}
