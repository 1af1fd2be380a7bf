//! Doubles of the ports of accounts.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;

use crate::{
    accounts::{HashError, Mail, MailDelivery, MailError, Mailer, PasswordHash, PasswordHasher},
    shared::secret::Password,
};

/// "Hashes" a password by writing `plain:` before it, and counts what a real hasher would compute.
#[derive(Debug, Default)]
pub struct PlainHasher(AtomicUsize);

impl PlainHasher {
    /// How many hashes a real hasher would have computed.
    pub fn computed(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl PasswordHasher for PlainHasher {
    async fn hash(&self, password: &Password) -> Result<PasswordHash, HashError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(PasswordHash::new(format!("plain:{}", password.expose())))
    }

    async fn verify(
        &self,
        password: &Password,
        hash: Option<&PasswordHash>,
    ) -> Result<bool, HashError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(hash.is_some_and(|hash| hash.as_str() == format!("plain:{}", password.expose())))
    }
}

/// Keeps every mail.
#[derive(Debug, Default)]
pub struct RecordingMailer(Mutex<Vec<Mail>>);

impl RecordingMailer {
    /// What was sent, in order.
    pub fn sent(&self) -> Vec<Mail> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

#[async_trait]
impl Mailer for RecordingMailer {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(mail.clone());
        Ok(())
    }

    fn delivery(&self) -> MailDelivery {
        MailDelivery::Files
    }
}
