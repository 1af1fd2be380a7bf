//! Bytes in the file system: `<root>/<2 hex>/<2 hex>/<id>/<name>.webp`, or `.mp4`.

use std::{
    fs::{self, DirBuilder, File},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    os::{
        fd::OwnedFd,
        unix::fs::{DirBuilderExt as _, FileExt as _},
    },
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use async_trait::async_trait;
use bytes::Bytes;
use kith_core::{
    media::{BytesError, FileHandle, MediaBytes, Part, StoredFile, VariantName},
    shared::{clock::Timestamp, id::MediaId},
};
use sha2::{Digest as _, Sha256};

/// How much of a file is copied at a time.
const PIECE: usize = 256 * 1024;

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

    async fn put_file(
        &self,
        media: MediaId,
        part: Part,
        file: FileHandle,
    ) -> Result<StoredFile, BytesError> {
        let folder = self.folder(media);
        let root = self.root.clone();
        blocking(move || {
            durable_directories(&root, &folder)?;
            let stored = copy_whole(&file, &folder.join(file_name(part)))?;
            sync_directory(&folder)?;
            Ok(stored)
        })
        .await
    }

    async fn open(&self, media: MediaId, part: Part) -> Result<Option<FileHandle>, BytesError> {
        let path = self.folder(media).join(file_name(part));
        let file = blocking(move || found(File::open(path))).await?;
        Ok(file.map(|file| OwnedFd::from(file).into()))
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

/// Copies a file to where it belongs, as [`put_whole`] writes one, a piece at a time.
fn copy_whole(from: &FileHandle, path: &Path) -> io::Result<StoredFile> {
    let from = File::from(from.0.try_clone()?);
    let unfinished = path.with_added_extension("part");
    let mut file = File::create(&unfinished)?;
    let mut digest = Sha256::new();
    let mut piece = vec![0; PIECE];
    let mut bytes = 0;
    loop {
        let read = from.read_at(&mut piece, bytes)?;
        let Some(part) = piece.get(..read).filter(|part| !part.is_empty()) else {
            break;
        };
        digest.update(part);
        file.write_all(part)?;
        bytes += part.len() as u64;
    }
    file.sync_all()?;
    fs::rename(unfinished, path)?;
    Ok(StoredFile {
        bytes,
        digest: format!("{:x}", Bytes::copy_from_slice(&digest.finalize())),
    })
}

fn file_name(part: Part) -> String {
    match part {
        Part::Rendition(name @ VariantName::Video) => format!("{}.mp4", name.as_str()),
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
