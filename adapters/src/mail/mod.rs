//! Outgoing mail: through an SMTP server, or as files in the data folder.

mod files;
mod message;
mod smtp;

pub use files::FileMailer;
pub use smtp::SmtpMailer;

/// Why mail cannot be set up. The text holds no password.
#[derive(Debug, thiserror::Error)]
pub enum MailSetupError {
    /// The sender is no `Name <address>`.
    #[error("the sender is not written like `Name <name@example.org>`")]
    Sender,
    /// The address of the SMTP server cannot be used.
    #[error(
        "the address of the SMTP server cannot be used: write smtps://user:password@host, or smtp://host:port"
    )]
    Server,
    /// The folder for mails cannot be made.
    #[error("the folder for mails cannot be made: {0}")]
    Folder(#[from] std::io::Error),
}
