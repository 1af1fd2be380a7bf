//! The private address under which calendar programs read one's events.

use std::{fmt, sync::Arc};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use time::Duration;

use super::{
    ports::{CalendarPart, EventKey},
    view::CalendarEntry,
};
use crate::shared::{
    actor::Actor,
    clock::Timestamp,
    id::UserId,
    page::Limit,
    ports::Ports,
    secret::{SecretToken, TokenHash},
    store::{StoreError, Tx},
};

/// How long what is over stays in the calendar.
const MEMORY: Duration = Duration::days(90);
/// The most events of a calendar: the next of what is to come and, where that leaves room, what was over last.
const MOST: usize = 1_000;
const STEP: Limit = Limit::of::<100>();

/// What makes addresses out of what is stored: with the store alone nobody reads a calendar. The same on all nodes and after
/// every start; with another one everybody has another address.
#[derive(Clone)]
pub struct FeedKey(Arc<[u8]>);

impl FeedKey {
    /// A key of these secret bytes.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        Self(secret.into())
    }

    fn token(&self, user: UserId, seed: &[u8; 32]) -> Option<SecretToken> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(b"calendar feed");
        mac.update(&user.get().to_be_bytes());
        mac.update(seed);
        Some(SecretToken::of(mac.finalize().into_bytes().into()))
    }
}

impl fmt::Debug for FeedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FeedKey(…)")
    }
}

/// What is stored of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFeed {
    /// What it is made from, together with the [`FeedKey`].
    pub seed: [u8; 32],
    /// By which it is found.
    pub token: TokenHash,
    /// When it was made.
    pub created_at: Timestamp,
}

/// An address in the hands of its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedAddress {
    /// What is secret in it.
    pub token: SecretToken,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Why there is no calendar.
#[derive(Debug, thiserror::Error)]
pub enum CalendarFeedError {
    /// There is none at this address, or none any more.
    #[error("no such calendar")]
    NotFound,
    /// The key cannot be used.
    #[error("no address can be made")]
    NoKey,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives, renews and revokes the address of one's calendar, and reads it.
#[derive(Clone)]
pub struct CalendarFeed {
    ports: Ports,
    key: FeedKey,
}

impl CalendarFeed {
    /// The use case on these ports, with the key of all addresses.
    #[must_use]
    pub fn new(ports: Ports, key: FeedKey) -> Self {
        Self { ports, key }
    }

    /// The address of one's own calendar, made at the first time.
    #[tracing::instrument(name = "events.calendar_feed", skip_all)]
    pub async fn show(&self, actor: &Actor) -> Result<FeedAddress, CalendarFeedError> {
        let mut tx = self.ports.store.read().await?;
        if let Some(stored) = tx.calendar_feed(actor.user).await?
            && let Some(address) = self.address(actor, &stored)
        {
            return Ok(address);
        }
        drop(tx);
        let mut tx = self.ports.store.write().await?;
        // Of two who ask at once for the first time, the second gets what the first made.
        let fresh = self.fresh(actor)?;
        tx.keep_calendar_feed(actor.user, &fresh).await?;
        let kept = tx.calendar_feed(actor.user).await?.unwrap_or(fresh);
        let address = match self.address(actor, &kept) {
            Some(address) => address,
            // Made with another key.
            None => self.replace(tx.as_mut(), actor).await?,
        };
        tx.commit().await?;
        Ok(address)
    }

    /// Another address; the one before is nobody's from now on.
    #[tracing::instrument(name = "events.renew_calendar_feed", skip_all)]
    pub async fn renew(&self, actor: &Actor) -> Result<FeedAddress, CalendarFeedError> {
        let mut tx = self.ports.store.write().await?;
        let address = self.replace(tx.as_mut(), actor).await?;
        tx.commit().await?;
        Ok(address)
    }

    /// Makes the address nobody's; fine when there is none.
    #[tracing::instrument(name = "events.revoke_calendar_feed", skip_all)]
    pub async fn revoke(&self, actor: &Actor) -> Result<(), StoreError> {
        let mut tx = self.ports.store.write().await?;
        tx.delete_calendar_feed(actor.user).await?;
        tx.commit().await
    }

    /// What stands in the calendar at the address with this token: the events of all groups of its owner but those that they
    /// declined, cancelled ones among them.
    pub async fn read(&self, token: &str) -> Result<Vec<CalendarEntry>, CalendarFeedError> {
        let token = SecretToken::parse(token).ok_or(CalendarFeedError::NotFound)?;
        let mut tx = self.ports.store.read().await?;
        let user = tx
            .calendar_feed_of(&token.hash())
            .await?
            .ok_or(CalendarFeedError::NotFound)?;
        let now = self.ports.clock.now();
        let past = CalendarPart::Past {
            since: now.plus(-MEMORY),
            until: now,
        };
        let mut entries = Vec::new();
        for part in [CalendarPart::ToCome(now), past] {
            gather(tx.as_mut(), user, part, &mut entries).await?;
        }
        Ok(entries)
    }

    fn fresh(&self, actor: &Actor) -> Result<StoredFeed, CalendarFeedError> {
        let seed = self.ports.random.bytes();
        let token = self.key.token(actor.user, &seed);
        Ok(StoredFeed {
            seed,
            token: token.ok_or(CalendarFeedError::NoKey)?.hash(),
            created_at: self.ports.clock.now(),
        })
    }

    async fn replace(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
    ) -> Result<FeedAddress, CalendarFeedError> {
        let fresh = self.fresh(actor)?;
        tx.delete_calendar_feed(actor.user).await?;
        tx.keep_calendar_feed(actor.user, &fresh).await?;
        self.address(actor, &fresh).ok_or(CalendarFeedError::NoKey)
    }

    /// `None` when what is stored was made with another key.
    fn address(&self, actor: &Actor, stored: &StoredFeed) -> Option<FeedAddress> {
        let token = self.key.token(actor.user, &stored.seed)?;
        (token.hash() == stored.token).then_some(FeedAddress {
            token,
            created_at: stored.created_at,
        })
    }
}

/// Adds a part of the calendar, as far as there is room.
async fn gather(
    tx: &mut dyn Tx,
    user: UserId,
    part: CalendarPart,
    entries: &mut Vec<CalendarEntry>,
) -> Result<(), StoreError> {
    let mut after: Option<EventKey> = None;
    while entries.len() < MOST {
        let page = tx.calendar_of(user, part, after, STEP).await?;
        entries.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    entries.truncate(MOST);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        events::fixtures::{EVENT, view_of},
        posts::fixtures::{AUTHOR, actor, now, ports},
        shared::page::Page,
        testing::{MockStore, MockTx},
    };

    const SEED: [u8; 32] = [9; 32];

    fn feed(store: MockStore) -> CalendarFeed {
        CalendarFeed::new(ports(store), FeedKey::new(b"a key"))
    }

    fn stored(key: &[u8]) -> StoredFeed {
        let token = FeedKey::new(key).token(actor(AUTHOR).user, &SEED).unwrap();
        StoredFeed {
            seed: SEED,
            token: token.hash(),
            created_at: now(),
        }
    }

    /// A store that has nothing to read, and then what `writing` expects.
    fn reading_nothing(writing: fn(&mut MockTx)) -> MockStore {
        let mut store = MockStore::new();
        store.expect_read().returning(|| {
            let mut tx = MockTx::new();
            tx.expect_calendar_feed().returning(|_| Ok(None));
            Ok(Box::new(tx))
        });
        store.expect_write().returning(move || {
            let mut tx = MockTx::new();
            writing(&mut tx);
            tx.expect_commit().times(1).returning(|| Ok(()));
            Ok(Box::new(tx))
        });
        store
    }

    #[tokio::test]
    async fn the_address_stays_the_same_and_is_not_what_is_stored() {
        let store = MockStore::reading(|tx| {
            tx.expect_calendar_feed()
                .returning(|_| Ok(Some(stored(b"a key"))));
        });
        let address = feed(store).show(&actor(AUTHOR)).await.unwrap();
        assert_eq!(address.token.hash(), stored(b"a key").token);
        assert_ne!(address.token, SecretToken::of(SEED));
    }

    #[tokio::test]
    async fn of_two_first_times_one_counts() {
        let store = reading_nothing(|tx| {
            tx.expect_keep_calendar_feed()
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_calendar_feed()
                .returning(|_| Ok(Some(stored(b"a key"))));
        });
        let address = feed(store).show(&actor(AUTHOR)).await.unwrap();
        assert_eq!(address.token.hash(), stored(b"a key").token);
    }

    #[tokio::test]
    async fn with_another_key_the_address_is_another() {
        let store = reading_nothing(|tx| {
            tx.expect_keep_calendar_feed()
                .times(2)
                .returning(|_, _| Ok(()));
            tx.expect_calendar_feed()
                .returning(|_| Ok(Some(stored(b"an old key"))));
            tx.expect_delete_calendar_feed()
                .times(1)
                .returning(|_| Ok(()));
        });
        let address = feed(store).show(&actor(AUTHOR)).await.unwrap();
        assert_ne!(address.token.hash(), stored(b"an old key").token);
    }

    #[tokio::test]
    async fn renewing_puts_another_in_the_place_of_the_old_one() {
        let store = MockStore::writing(|tx| {
            tx.expect_delete_calendar_feed()
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_keep_calendar_feed()
                .withf(|_, feed| feed.seed != SEED)
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let address = feed(store).renew(&actor(AUTHOR)).await.unwrap();
        assert_ne!(address.token.hash(), stored(b"a key").token);
    }

    /// The calendar of somebody who has so much to come, and as much behind them as one asks for.
    async fn read_with(to_come: usize) -> Vec<CalendarEntry> {
        let store = MockStore::reading(move |tx| {
            tx.expect_calendar_feed_of()
                .returning(|_| Ok(Some(actor(AUTHOR).user)));
            let mut left = to_come;
            tx.expect_calendar_of()
                .returning(move |user, part, _, limit| {
                    let many = match part {
                        CalendarPart::ToCome(at) => {
                            assert_eq!(at, now());
                            left.min(limit.get())
                        }
                        CalendarPart::Past { since, until } => {
                            assert_eq!((since, until), (now().plus(-MEMORY), now()));
                            limit.get()
                        }
                    };
                    let is_past = matches!(part, CalendarPart::Past { .. });
                    left -= if is_past { 0 } else { many };
                    let mut entry = CalendarEntry::from(view_of(EVENT, user));
                    entry.group_title = if is_past { "past" } else { "to come" }.into();
                    let next = (is_past || left > 0).then(|| entry.key());
                    Ok(Page {
                        items: vec![entry; many],
                        next,
                    })
                });
        });
        let token = SecretToken::of([1; 32]);
        feed(store).read(token.expose()).await.unwrap()
    }

    #[tokio::test]
    async fn what_is_to_come_stands_in_the_calendar_before_what_is_over() {
        for to_come in [0, 1, 250, 1_000, 5_000] {
            let entries = read_with(to_come).await;
            assert_eq!(entries.len(), MOST);
            let read = entries.iter().filter(|one| one.group_title == "to come");
            assert_eq!(read.count(), to_come.min(MOST), "of {to_come}");
        }
    }

    #[tokio::test]
    async fn at_any_other_address_there_is_nothing() {
        let read = feed(MockStore::untouched()).read("guess").await;
        assert!(matches!(read, Err(CalendarFeedError::NotFound)));
        let store = MockStore::reading(|tx| {
            tx.expect_calendar_feed_of().returning(|_| Ok(None));
        });
        let token = SecretToken::of([1; 32]);
        let read = feed(store).read(token.expose()).await;
        assert!(matches!(read, Err(CalendarFeedError::NotFound)));
    }
}
