//! Mails through an SMTP server.

use std::sync::Arc;

use async_trait::async_trait;
use kith_core::{
    accounts::{Mail, MailDelivery, MailError, Mailer},
    shared::{clock::Clock, ids::Random},
};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use super::{MailSetupError, message::Composer};

/// Sends each mail through an SMTP server, over connections that are kept for the next one.
pub struct SmtpMailer {
    server: AsyncSmtpTransport<Tokio1Executor>,
    composer: Composer,
}

impl SmtpMailer {
    /// `url` is `smtps://user:password@host`, or `smtp://host:port?tls=required` for STARTTLS.
    pub fn new(
        url: &str,
        from: &str,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Result<Self, MailSetupError> {
        // The error of the library may repeat the password in the address.
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| MailSetupError::Server)?
            .build();
        let composer = Composer::new(from, clock, random)?;
        Ok(Self { server, composer })
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = self.composer.compose(mail)?;
        match self.server.send(message).await {
            Ok(_accepted) => Ok(()),
            Err(error) if error.is_permanent() => Err(MailError::Refused(error.to_string())),
            Err(error) => Err(MailError::Failed(error.to_string())),
        }
    }

    fn delivery(&self) -> MailDelivery {
        MailDelivery::Smtp
    }
}
