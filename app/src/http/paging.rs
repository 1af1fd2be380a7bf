//! Pages of lists: `?limit=` and `?cursor=` in, `{"items": […], "next_cursor": …}` out.
//!
//! A cursor is the key of the last row seen, or of a ranked list the keys of all that were shown, signed together with
//! the list and the member it was given to: it cannot be made up, altered, or used on another list or by somebody else.

use std::{borrow::Cow, sync::Arc};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use kith_core::{
    comments::CommentKey,
    media::PicturePlace,
    shared::{
        actor::Actor,
        id::PostId,
        page::{Limit, Page, Shown},
    },
};
use poem_openapi::{
    Object,
    registry::{MetaSchema, MetaSchemaRef},
    types::{ParseError, ParseFromJSON, ParseFromParameter, ParseResult, ToJSON, Type},
};
use serde::Serialize;
use serde_json::Value;
use sha2::Sha256;

use super::problem::ApiError;

const TAG_BYTES: usize = 16;
/// More than the longest cursor, which says of a hundred rows that they were shown.
const LONGEST_CURSOR: usize = 2_000;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
pub struct PageOf<T: ParseFromJSON + ToJSON + Send + Sync> {
    /// What the page holds, in the list's order.
    pub items: Vec<T>,
    /// Where the next page starts; null on the last one.
    pub next_cursor: Option<String>,
}

/// `?limit=`: how many items a page holds, 1 to 100, 20 unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageLimit(pub Limit);

/// Signs cursors and reads them back.
#[derive(Clone)]
pub struct Cursors(Arc<[u8]>);

/// What was asked of a list, and how its answer is signed.
pub struct PageRequest<K> {
    /// Start after this key.
    pub after: Option<K>,
    /// Hold this many rows.
    pub limit: Limit,
    cursors: Cursors,
    scope: Vec<u8>,
}

/// What a cursor can hold.
pub trait CursorKey: Sized {
    /// The key as bytes.
    fn to_bytes(&self) -> Vec<u8>;
    /// The key that these bytes are.
    fn from_bytes(bytes: &[u8]) -> Option<Self>;
}

impl CursorKey for i64 {
    fn to_bytes(&self) -> Vec<u8> {
        self.to_be_bytes().into()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_be_bytes)
    }
}

impl CursorKey for [i64; 2] {
    fn to_bytes(&self) -> Vec<u8> {
        self.iter()
            .flat_map(|number| number.to_be_bytes())
            .collect()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (first, second) = bytes.split_first_chunk()?;
        Some([i64::from_be_bytes(*first), i64::from_bytes(second)?])
    }
}

impl CursorKey for Shown {
    fn to_bytes(&self) -> Vec<u8> {
        self.ids().iter().flat_map(|id| id.to_be_bytes()).collect()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (ids, rest) = bytes.as_chunks();
        let ids = ids.iter().map(|id| i64::from_be_bytes(*id));
        rest.is_empty().then(|| Self::new(ids.collect()))
    }
}

impl CursorKey for CommentKey {
    fn to_bytes(&self) -> Vec<u8> {
        [self.relevance, self.id].to_bytes()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let [relevance, id] = CursorKey::from_bytes(bytes)?;
        Some(Self { relevance, id })
    }
}

impl CursorKey for PicturePlace {
    fn to_bytes(&self) -> Vec<u8> {
        [self.post.get(), self.position].to_bytes()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let [post, position] = CursorKey::from_bytes(bytes)?;
        Some(Self {
            post: PostId::new(post),
            position,
        })
    }
}

impl Cursors {
    /// Cursors signed with `secret`, which stays the same over restarts and on all nodes.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        Self(secret.into())
    }

    /// Reads what `actor` asks of `list` (the operation's id, and the id of what the list belongs to, if any:
    /// `"posts.of_user:42"`). 400 `invalid_cursor` for a cursor that was not given out for exactly this.
    pub fn page<K: CursorKey>(
        &self,
        list: &str,
        actor: Option<Actor>,
        limit: PageLimit,
        cursor: Option<&str>,
    ) -> Result<PageRequest<K>, ApiError> {
        let mut scope = list.as_bytes().to_vec();
        scope.push(0);
        scope.extend(actor.map_or(0, |actor| actor.user.get()).to_be_bytes());
        let after = match cursor {
            Some(cursor) => Some(self.open(&scope, cursor).ok_or_else(invalid_cursor)?),
            None => None,
        };
        Ok(PageRequest {
            after,
            limit: limit.0,
            cursors: self.clone(),
            scope,
        })
    }

    fn tag(&self, scope: &[u8], key: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        // Where the scope ends must not be open.
        mac.update(&key.len().to_be_bytes());
        mac.update(scope);
        mac.update(key);
        Some(mac)
    }

    fn seal(&self, scope: &[u8], key: &impl CursorKey) -> Option<String> {
        let mut bytes = key.to_bytes();
        let tag = self.tag(scope, &bytes)?.finalize().into_bytes();
        bytes.extend(tag.into_iter().take(TAG_BYTES));
        Some(URL_SAFE_NO_PAD.encode(bytes))
    }

    fn open<K: CursorKey>(&self, scope: &[u8], cursor: &str) -> Option<K> {
        if cursor.len() > LONGEST_CURSOR {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (key, tag) = bytes.split_last_chunk::<TAG_BYTES>()?;
        self.tag(scope, key)?.verify_truncated_left(tag).ok()?;
        K::from_bytes(key)
    }
}

impl<K: CursorKey> PageRequest<K> {
    /// The answer: each row as its wire form, and the cursor of the next page.
    pub fn answer<T, U>(&self, page: Page<T, K>, each: impl FnMut(T) -> U) -> PageOf<U>
    where
        U: ParseFromJSON + ToJSON + Send + Sync,
    {
        let next_cursor = page
            .next
            .and_then(|key| self.cursors.seal(&self.scope, &key));
        PageOf {
            items: page.items.into_iter().map(each).collect(),
            next_cursor,
        }
    }
}

fn invalid_cursor() -> ApiError {
    ApiError::malformed(
        "invalid_cursor",
        "This cursor was not given out for this list. Start again without one.",
    )
}

impl Type for PageLimit {
    const IS_REQUIRED: bool = false;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        "integer_limit".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema {
            minimum: Some(1.0),
            maximum: Some(f64::from(Limit::MAX)),
            default: Some(Value::from(Limit::default().get())),
            ..MetaSchema::new("integer")
        }))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(self.as_raw_value().into_iter())
    }
}

impl ParseFromParameter for PageLimit {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        let limit = value.parse().ok().and_then(Limit::new);
        limit
            .map(Self)
            .ok_or_else(|| ParseError::custom("not within 1 and 100"))
    }

    fn parse_from_parameters<I: IntoIterator<Item = A>, A: AsRef<str>>(
        values: I,
    ) -> ParseResult<Self> {
        match values.into_iter().next() {
            Some(value) => Self::parse_from_parameter(value.as_ref()),
            None => Ok(Self::default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use kith_core::shared::{
        actor::Role,
        id::{SessionId, UserId},
    };

    use super::*;

    fn actor(user: i64) -> Actor {
        Actor {
            user: UserId::new(user),
            session: SessionId::new(1),
            role: Role::Member,
        }
    }

    fn given_out() -> String {
        let page =
            Cursors::new(b"secret").page("posts.list", Some(actor(1)), PageLimit::default(), None);
        let answer = page.ok().unwrap().answer(
            Page {
                items: vec![9, 8],
                next: Some(8),
            },
            |id: i64| id.to_string(),
        );
        answer.next_cursor.unwrap()
    }

    fn opened(secret: &[u8], list: &str, user: Option<Actor>, cursor: &str) -> Option<i64> {
        Cursors::new(secret)
            .page(list, user, PageLimit::default(), Some(cursor))
            .ok()
            .and_then(|page| page.after)
    }

    #[test]
    fn a_cursor_leads_back_to_its_key() {
        assert_eq!(
            opened(b"secret", "posts.list", Some(actor(1)), &given_out()),
            Some(8)
        );
    }

    #[test]
    fn a_cursor_leads_back_to_all_that_was_shown() {
        let shown = Shown::new((0..100).map(|id| i64::MAX - id).collect());
        let cursors = Cursors::new(b"secret");
        let first = cursors.page("search", None, PageLimit::default(), None);
        let page = Page {
            items: vec![8],
            next: Some(shown.clone()),
        };
        let cursor = first.ok().unwrap().answer(page, |id: i64| id.to_string());
        let cursor = cursor.next_cursor.unwrap();
        let next = cursors.page("search", None, PageLimit::default(), Some(&cursor));
        assert_eq!(next.ok().unwrap().after, Some(shown));
    }

    #[test]
    fn a_cursor_serves_one_list_one_member_and_one_secret() {
        let cursor = given_out();
        assert_eq!(
            opened(b"secret", "posts.liked", Some(actor(1)), &cursor),
            None
        );
        assert_eq!(
            opened(b"secret", "posts.list", Some(actor(2)), &cursor),
            None
        );
        assert_eq!(opened(b"secret", "posts.list", None, &cursor), None);
        assert_eq!(
            opened(b"other", "posts.list", Some(actor(1)), &cursor),
            None
        );
    }

    #[test]
    fn no_altered_cursor_is_taken() {
        let cursor = given_out();
        for place in 0..cursor.len() {
            let mut altered = cursor.clone().into_bytes();
            altered[place] = if altered[place] == b'A' { b'B' } else { b'A' };
            let altered = String::from_utf8(altered).unwrap();
            assert_eq!(
                opened(b"secret", "posts.list", Some(actor(1)), &altered),
                None,
                "{altered}"
            );
        }
        for odd in [
            "",
            "x",
            "=",
            &cursor[1..],
            &format!("{cursor}A"),
            &"A".repeat(100_000),
        ] {
            assert_eq!(
                opened(b"secret", "posts.list", Some(actor(1)), odd),
                None,
                "{odd}"
            );
        }
    }

    #[test]
    fn limits_are_one_to_a_hundred() {
        assert_eq!(PageLimit::parse_from_parameter("100").unwrap().0.get(), 100);
        for odd in ["0", "101", "-1", "", "ten", "1.5"] {
            assert!(PageLimit::parse_from_parameter(odd).is_err(), "{odd}");
        }
        assert_eq!(
            PageLimit::parse_from_parameters(Vec::<String>::new())
                .unwrap()
                .0
                .get(),
            20
        );
    }
}
