//! Argon2id on threads of its own, one arena of memory each.
//!
//! On the runtime's blocking threads each of them would keep its 19 MiB for good. The queue is bounded: when it is
//! full that is an answer, not a wait without end.

use std::{
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
};

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Output, PasswordHash as Phc, Salt},
};
use async_trait::async_trait;
use kith_core::{
    accounts::{HashError, PasswordHash, PasswordHasher},
    shared::{ids::Random, secret::Password},
};
use tokio::sync::oneshot;

/// KiB of memory and number of passes: OWASP's first choice for Argon2id.
const MEMORY: u32 = 19_456;
const PASSES: u32 = 2;
/// A stored hash may ask for more than ours, but never decide the bill alone.
const MOST_MEMORY: u32 = 64 * 1024;
const MOST_PASSES: u32 = 8;
/// More passwords than this do not wait: at about 20 ms each, the last would wait for over a second.
const QUEUE: usize = 64;
/// What is hashed when nobody has the password.
const NOBODY: [u8; 16] = [0; 16];

type Arena = Vec<Block>;
type Work = Box<dyn FnOnce(&mut Arena) + Send>;

/// Hashes passwords. Its threads end when it is dropped.
pub struct Argon2Hasher {
    queue: mpsc::SyncSender<Work>,
    random: Arc<dyn Random>,
}

impl Argon2Hasher {
    /// Hashes on half of the machine's processors.
    pub fn for_this_machine(random: Arc<dyn Random>) -> std::io::Result<Self> {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        Self::new(random, (processors / 2).max(1), QUEUE)
    }

    /// Hashes on this many `threads`; `waiting` passwords may wait for one.
    pub fn new(random: Arc<dyn Random>, threads: usize, waiting: usize) -> std::io::Result<Self> {
        let (queue, work) = mpsc::sync_channel::<Work>(waiting);
        let work = Arc::new(Mutex::new(work));
        for number in 0..threads {
            let work = work.clone();
            thread::Builder::new()
                .name(format!("argon2-{number}"))
                .spawn(move || carry_out(&work))?;
        }
        Ok(Self { queue, random })
    }

    async fn run<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Arena) -> Result<R, HashError> + Send + 'static,
    ) -> Result<R, HashError> {
        let (done, outcome) = oneshot::channel();
        let work = Box::new(move |arena: &mut Arena| {
            if !done.is_closed() {
                let _caller_left = done.send(work(arena));
            }
        });
        self.queue.try_send(work).map_err(|_| HashError::Busy)?;
        outcome.await.map_err(|_| HashError::Busy)?
    }
}

fn carry_out(work: &Mutex<mpsc::Receiver<Work>>) {
    let mut arena = vec![Block::default(); MEMORY as usize];
    loop {
        let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(work) => work(&mut arena),
            Err(mpsc::RecvError) => return,
        }
    }
}

#[async_trait]
impl PasswordHasher for Argon2Hasher {
    async fn hash(&self, password: &Password) -> Result<PasswordHash, HashError> {
        let password = password.clone();
        let [salt, _] = halves(self.random.bytes());
        self.run(move |arena| {
            let output = derive(&password, &salt, ours()?, arena)?;
            let salt = Salt::new(&salt).map_err(failed)?;
            let output = Output::new(&output).map_err(failed)?;
            Ok(PasswordHash::new(format!(
                "$argon2id$v=19$m={MEMORY},t={PASSES},p=1${salt}${output}"
            )))
        })
        .await
    }

    async fn verify(
        &self,
        password: &Password,
        hash: Option<&PasswordHash>,
    ) -> Result<bool, HashError> {
        let password = password.clone();
        let hash = hash.cloned();
        self.run(move |arena| match hash {
            Some(hash) => matches(&password, hash.as_str(), arena),
            None => derive(&password, &NOBODY, ours()?, arena).map(|_| false),
        })
        .await
    }
}

fn matches(password: &Password, phc: &str, arena: &mut Arena) -> Result<bool, HashError> {
    let stored = Phc::new(phc).map_err(failed)?;
    let params = Params::try_from(&stored).map_err(failed)?;
    if params.m_cost() > MOST_MEMORY || params.t_cost() > MOST_PASSES {
        return Err(failed("the stored hash is too expensive"));
    }
    let (Some(salt), Some(expected)) = (stored.salt.as_ref(), stored.hash.as_ref()) else {
        return Err(failed("the stored hash is incomplete"));
    };
    let output = derive(password, salt, params, arena)?;
    // `Output` compares in constant time.
    Ok(Output::new(&output).map_err(failed)? == *expected)
}

fn derive(
    password: &Password,
    salt: &[u8],
    params: Params,
    arena: &mut Arena,
) -> Result<[u8; 32], HashError> {
    let blocks = params.block_count();
    if arena.len() < blocks {
        arena.resize(blocks, Block::default());
    }
    let Some(memory) = arena.get_mut(..blocks) else {
        return Err(failed("no memory"));
    };
    let mut output = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password.expose().as_bytes(), salt, &mut output, memory)
        .map_err(failed)?;
    Ok(output)
}

fn ours() -> Result<Params, HashError> {
    Params::new(MEMORY, PASSES, 1, None).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> HashError {
    HashError::Failed(error.to_string())
}

fn halves(bytes: [u8; 32]) -> [[u8; 16]; 2] {
    let mut halves = [[0; 16]; 2];
    for (half, part) in halves.iter_mut().zip(bytes.as_chunks::<16>().0) {
        *half = *part;
    }
    halves
}

#[cfg(test)]
mod tests {
    use kith_core::testing::CountingRandom;

    use super::*;

    fn password(text: &str) -> Password {
        Password::new(text.into())
    }

    fn hasher(threads: usize, waiting: usize) -> Argon2Hasher {
        Argon2Hasher::new(Arc::new(CountingRandom::default()), threads, waiting).unwrap()
    }

    #[tokio::test]
    async fn a_password_matches_its_own_hash_alone() {
        let hasher = hasher(1, 4);
        let hash = hasher.hash(&password("plum tractor sings")).await.unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(
            hasher
                .verify(&password("plum tractor sings"), Some(&hash))
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify(&password("Plum tractor sings"), Some(&hash))
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify(&password("plum tractor sings"), None)
                .await
                .unwrap()
        );
        let again = hasher.hash(&password("plum tractor sings")).await.unwrap();
        assert_ne!(hash, again, "each hash has salt of its own");
    }

    #[tokio::test]
    async fn the_hash_is_what_the_library_itself_verifies() {
        use argon2::PasswordVerifier as _;
        let hash = hasher(1, 4)
            .hash(&password("plum tractor sings"))
            .await
            .unwrap();
        let phc = Phc::new(hash.as_str()).unwrap();
        assert!(
            Argon2::default()
                .verify_password(b"plum tractor sings", &phc)
                .is_ok()
        );
    }

    #[tokio::test]
    async fn a_full_queue_is_told_at_once() {
        let hasher = hasher(0, 0); // nobody ever takes work
        let error = hasher
            .hash(&password("plum tractor sings"))
            .await
            .unwrap_err();
        assert!(matches!(error, HashError::Busy));
    }

    #[tokio::test]
    async fn a_stored_hash_cannot_run_up_the_bill() {
        let hasher = hasher(1, 4);
        let dear = PasswordHash::new("$argon2id$v=19$m=1048576,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".into());
        let error = hasher
            .verify(&password("x"), Some(&dear))
            .await
            .unwrap_err();
        assert!(matches!(error, HashError::Failed(_)));
    }
}
