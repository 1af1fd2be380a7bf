//! A mail in the form in which it travels.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use kith_core::{
    accounts::{Mail, MailError},
    shared::{
        clock::{Clock, Timestamp},
        ids::Random,
    },
};
use lettre::{
    Address, Message,
    message::{
        Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType},
    },
};

use super::MailSetupError;

/// No line may be longer, whatever the encoding (RFC 5322, 2.1.1).
const LONGEST_LINE: usize = 998;

/// Turns mails into messages of one sender.
pub(super) struct Composer {
    from: Mailbox,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
}

impl Composer {
    /// `from` is written like `Name <name@example.org>`.
    pub(super) fn new(
        from: &str,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Result<Self, MailSetupError> {
        let from = from.parse().map_err(|_| MailSetupError::Sender)?;
        Ok(Self {
            from,
            clock,
            random,
        })
    }

    /// A name that no other mail has, and that sorts by time.
    pub(super) fn unique_name(&self) -> String {
        let [a, b, c, d, ..] = self.random.bytes();
        let number = u32::from_be_bytes([a, b, c, d]);
        format!("{:020}-{number:08x}", self.clock.now().as_micros())
    }

    /// Text and HTML as alternatives.
    pub(super) fn compose(&self, mail: &Mail) -> Result<Message, MailError> {
        let to: Address = mail.to.as_str().parse().map_err(refused)?;
        Message::builder()
            .message_id(Some(format!(
                "<{}@{}>",
                self.unique_name(),
                self.from.email.domain()
            )))
            .date(system_time(self.clock.now()))
            .from(self.from.clone())
            .to(Mailbox::new(Some(one_line(&mail.to_name)), to))
            .subject(&mail.subject)
            .multipart(
                MultiPart::alternative()
                    .singlepart(part(ContentType::TEXT_PLAIN, &mail.text))
                    .singlepart(part(ContentType::TEXT_HTML, &mail.html)),
            )
            .map_err(refused)
    }
}

/// ASCII travels as it is, so that a link in a file can be copied; everything else as the library chooses.
fn part(content_type: ContentType, text: &str) -> SinglePart {
    let text = text.replace('\n', "\r\n");
    let plain = text.is_ascii() && text.lines().all(|line| line.len() <= LONGEST_LINE);
    let body = if plain {
        Body::dangerous_pre_encoded(text.into_bytes(), ContentTransferEncoding::SevenBit)
    } else {
        Body::new(text)
    };
    SinglePart::builder().header(content_type).body(body)
}

fn system_time(moment: Timestamp) -> SystemTime {
    let micros = u64::try_from(moment.as_micros()).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_micros(micros)
}

fn refused(error: impl std::fmt::Display) -> MailError {
    MailError::Refused(error.to_string())
}

/// A name without control characters: with one, the library could not write the header.
fn one_line(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
