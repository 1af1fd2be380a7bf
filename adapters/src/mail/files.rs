//! Mails as files, for machines without a mail server.

use std::{
    fs::{DirBuilder, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use async_trait::async_trait;
use kith_core::{
    accounts::{Mail, MailDelivery, MailError, Mailer},
    shared::{clock::Clock, ids::Random},
};

use super::{MailSetupError, message::Composer};

/// Writes each mail as an `.eml` file. Names sort by time; no file is ever overwritten.
pub struct FileMailer {
    folder: PathBuf,
    composer: Composer,
}

impl FileMailer {
    /// Writes into `folder`, which is made when it is missing, for nobody else to read.
    pub fn new(
        folder: PathBuf,
        from: &str,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Result<Self, MailSetupError> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)?;
        let composer = Composer::new(from, clock, random)?;
        Ok(Self { folder, composer })
    }
}

#[async_trait]
impl Mailer for FileMailer {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = self.composer.compose(mail)?.formatted();
        let name = format!("{}.eml", self.composer.unique_name());
        let path = self.folder.join(&name);
        let written = tokio::task::spawn_blocking(move || write_new(&path, &message)).await;
        written
            .map_err(io::Error::other)
            .flatten()
            .map_err(|error| MailError::Failed(error.to_string()))?;
        tracing::info!(file = name, "a mail was written to the mail folder");
        Ok(())
    }

    fn delivery(&self) -> MailDelivery {
        MailDelivery::Files
    }
}

/// Readers never see half a mail: it gets its name when it is complete.
fn write_new(path: &Path, message: &[u8]) -> io::Result<()> {
    let unfinished = path.with_extension("part");
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&unfinished)?;
    file.write_all(message)?;
    file.sync_all()?;
    std::fs::hard_link(&unfinished, path)?; // unlike a rename, fails when the name is taken
    std::fs::remove_file(&unfinished)
}

#[cfg(test)]
mod tests {
    use kith_core::{
        accounts::Email,
        testing::{CountingRandom, FixedClock},
    };

    use super::*;

    const LINK: &str =
        "http://127.0.0.1:8080/verify#token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    fn mail(name: &str, text: &str) -> Mail {
        Mail {
            to: Email::parse("ada@example.org").unwrap(),
            to_name: name.into(),
            subject: "Hello".into(),
            text: text.into(),
            html: format!("<p>{text}</p>"),
        }
    }

    fn mailer(folder: &Path) -> FileMailer {
        let clock = Arc::new(FixedClock::default());
        let random = Arc::new(CountingRandom::default());
        FileMailer::new(folder.join("mail"), "Kith <kith@localhost>", clock, random).unwrap()
    }

    fn written(folder: &Path) -> Vec<String> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join("mail"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        assert!(files.iter().all(|file| file.extension().unwrap() == "eml"));
        files
            .iter()
            .map(|file| std::fs::read_to_string(file).unwrap())
            .collect()
    }

    #[tokio::test]
    async fn each_mail_is_a_file_and_its_links_can_be_copied() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = mailer(folder.path());
        for _ in 0..2 {
            mailer.send(&mail("Ada", LINK)).await.unwrap();
        }
        let files = written(folder.path());
        assert_eq!(files.len(), 2);
        assert!(files[0].contains(LINK), "{}", files[0]);
        assert!(
            files[0].contains("To: Ada <ada@example.org>"),
            "{}",
            files[0]
        );
        assert!(
            files[0].contains("From: Kith <kith@localhost>"),
            "{}",
            files[0]
        );
    }

    #[tokio::test]
    async fn a_name_cannot_add_headers() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = mailer(folder.path());
        mailer
            .send(&mail("Ada\r\nBcc: eve@example.org", "Zoë"))
            .await
            .unwrap();
        let file = written(folder.path()).remove(0);
        assert!(!file.lines().any(|line| line.starts_with("Bcc")), "{file}");
    }

    #[test]
    fn a_sender_that_is_no_address_is_refused_at_the_start() {
        let folder = tempfile::tempdir().unwrap();
        let made = FileMailer::new(
            folder.path().into(),
            "Kith",
            Arc::new(FixedClock::default()),
            Arc::new(CountingRandom::default()),
        );
        assert!(matches!(made, Err(MailSetupError::Sender)));
    }
}
