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

/// One page and the key that the next one starts after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, in order.
    pub items: Vec<T>,
    /// The key of the last row, when more follow.
    pub next: After,
}

impl<T> Page<T> {
    /// Cuts rows that were fetched with [`Limit::plus_one`] into a page; `key` gives a row's key.
    pub fn cut(mut rows: Vec<T>, limit: Limit, key: impl Fn(&T) -> i64) -> Self {
        let more = rows.len() > limit.get();
        rows.truncate(limit.get());
        let next = if more { rows.last().map(key) } else { None };
        Self { items: rows, next }
    }

    /// The page after the first `skipped` rows of a list that is short and made anew for every page; its key is how
    /// many rows come before the next page.
    #[must_use]
    pub fn ranked(rows: Vec<T>, skipped: usize, limit: Limit) -> Self {
        let until = skipped.saturating_add(limit.get());
        let next = if rows.len() > until {
            i64::try_from(until).ok()
        } else {
            None
        };
        Self {
            items: rows.into_iter().skip(skipped).take(limit.get()).collect(),
            next,
        }
    }

    /// The same page of something else.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U> {
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

    #[test]
    fn a_ranked_page_is_keyed_by_what_comes_before_the_next() {
        let limit = Limit::new(2).unwrap();
        let page = |skipped| {
            let page = Page::ranked(vec![9, 8, 7, 6, 5], skipped, limit);
            (page.items, page.next)
        };
        assert_eq!(page(0), (vec![9, 8], Some(2)));
        assert_eq!(page(2), (vec![7, 6], Some(4)));
        assert_eq!(page(4), (vec![5], None));
        assert_eq!(page(usize::MAX), (vec![], None));
    }

    #[test]
    fn limits_outside_one_to_a_hundred_do_not_exist() {
        assert_eq!(Limit::new(0), None);
        assert_eq!(Limit::new(101), None);
        assert_eq!(Limit::new(100).unwrap().plus_one(), 101);
    }
}
