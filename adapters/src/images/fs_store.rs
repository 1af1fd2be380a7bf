//! Bytes in the file system: `<root>/<2 hex>/<2 hex>/<id>/<name>.webp`.

use std::{
    fs::{self, DirBuilder, File},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use async_trait::async_trait;
use bytes::Bytes;
use kith_core::{
    media::{BytesError, MediaBytes, Part},
    shared::{clock::Timestamp, id::MediaId},
};

/// Pictures under one directory. Names come from ids and the fixed names of parts alone. A file is written beside its
/// place, made durable, and moved there, so that it is whole or not there; then the directory is made durable.
#[derive(Debug, Clone)]
pub struct FsMediaBytes {
    root: PathBuf,
}

impl FsMediaBytes {
    /// Keeps files under `root`, which is made when missing, for this user only.
    pub fn open(root: PathBuf) -> io::Result<Self> {
        directory(&root)?;
        Ok(Self { root })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where a picture's files are. Ids grow with time and would fill one directory after the other; multiplying by
    /// 2^64 / φ (Knuth, TAOCP 6.4) spreads them.
    fn folder(&self, media: MediaId) -> PathBuf {
        let spread = media
            .get()
            .cast_unsigned()
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let [first, second, ..] = spread.to_be_bytes();
        self.root
            .join(format!("{first:02x}"))
            .join(format!("{second:02x}"))
            .join(media.to_string())
    }

    fn write(&self, media: MediaId, files: &[(Part, Bytes)]) -> io::Result<()> {
        let folder = self.folder(media);
        durable_directories(&self.root, &folder)?;
        for (part, bytes) in files {
            put_whole(&folder.join(file_name(*part)), bytes)?;
        }
        sync_directory(&folder)
    }
}

#[async_trait]
impl MediaBytes for FsMediaBytes {
    async fn put(&self, media: MediaId, files: Vec<(Part, Bytes)>) -> Result<(), BytesError> {
        let store = self.clone();
        blocking(move || store.write(media, &files)).await
    }

    async fn read(
        &self,
        media: MediaId,
        part: Part,
        offset: u64,
        length: u64,
    ) -> Result<Option<Bytes>, BytesError> {
        let path = self.folder(media).join(file_name(part));
        blocking(move || found(read_at(&path, offset, length))).await
    }

    async fn remove(&self, media: MediaId, part: Part) -> Result<(), BytesError> {
        let path = self.folder(media).join(file_name(part));
        blocking(move || found(fs::remove_file(path)).map(drop)).await
    }

    async fn remove_all(&self, media: MediaId) -> Result<(), BytesError> {
        let folder = self.folder(media);
        blocking(move || found(fs::remove_dir_all(folder)).map(drop)).await
    }

    async fn written_before(&self, before: Timestamp) -> Result<Vec<MediaId>, BytesError> {
        let root = self.root.clone();
        blocking(move || older_than(&root, before)).await
    }
}

/// Writes a file so that it is whole or not there, durably.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put_whole(path, bytes)?;
    path.parent().map_or(Ok(()), sync_directory)
}

/// As [`write_whole`]; durable once the directory is synced.
fn put_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = path.with_added_extension("part");
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(unfinished, path)
}

fn file_name(part: Part) -> String {
    match part {
        Part::Rendition(name) => format!("{}.webp", name.as_str()),
        Part::Original => "original".into(),
    }
}

fn read_at(path: &Path, offset: u64, length: u64) -> io::Result<Bytes> {
    let mut file = File::open(path)?;
    let there = file.metadata()?.len().saturating_sub(offset).min(length);
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::with_capacity(usize::try_from(there).unwrap_or_default());
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

/// A directory for this user only; fine when it is there.
fn directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Makes `folder` under `root`; a new directory is durable only once the one that names it is synced.
fn durable_directories(root: &Path, folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    directory(folder)?;
    folder
        .ancestors()
        .skip(1)
        .take_while(|above| above.starts_with(root))
        .try_for_each(sync_directory)
}

fn sync_directory(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

fn older_than(root: &Path, before: Timestamp) -> io::Result<Vec<MediaId>> {
    let mut ids = Vec::new();
    for first in fs::read_dir(root)? {
        for second in entries(&first?.path())? {
            for picture in entries(&second.path())? {
                let id = picture
                    .file_name()
                    .to_str()
                    .and_then(|name| name.parse().ok());
                let changed = found(picture.metadata().and_then(|about| about.modified()))?;
                let (Some(id), Some(changed)) = (id, changed) else {
                    continue;
                };
                let micros = changed
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or_default()
                    .as_micros();
                if i64::try_from(micros).is_ok_and(|micros| Timestamp::from_micros(micros) < before)
                {
                    ids.push(id);
                }
            }
        }
    }
    Ok(ids)
}

/// What is in a directory; nothing when it is not there, or no directory.
fn entries(path: &Path) -> io::Result<Vec<fs::DirEntry>> {
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    found(fs::read_dir(path))?.into_iter().flatten().collect()
}

fn found<T>(outcome: io::Result<T>) -> io::Result<Option<T>> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, BytesError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome.map_err(|error| BytesError(Box::new(error))),
        Err(stopped) => Err(BytesError(Box::new(stopped))),
    }
}
