//! Bytes in the file system: whole or not there, also after a crash half way.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, also in the functions that prepare it"
)]

use std::{
    fs,
    io::{Read as _, Write as _},
    os::{fd::OwnedFd, unix::fs::PermissionsExt as _},
    path::{Path, PathBuf},
};

use bytes::Bytes;
use kith_adapters::{
    images::{ClaimError, FsMediaBytes},
    sql::Database,
};
use kith_core::{
    media::{FileHandle, MediaBytes as _, Part, VariantName},
    shared::{clock::Timestamp, id::MediaId},
};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, SqliteConnection};

const SMALL: Part = Part::Rendition(VariantName::Small);
const ID: MediaId = MediaId::new(7_340_032_000_123);

fn store(folder: &tempfile::TempDir) -> (FsMediaBytes, PathBuf) {
    let root = folder.path().join("media");
    (FsMediaBytes::open(root.clone()).unwrap(), root)
}

fn files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

async fn put(store: &FsMediaBytes, part: Part, bytes: &'static [u8]) {
    store
        .put(ID, vec![(part, Bytes::from_static(bytes))])
        .await
        .unwrap();
}

#[tokio::test]
async fn large_files_are_copied_from_their_beginning_and_opened_where_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (store, root) = store(&folder);
    let mut upload = tempfile::tempfile().unwrap();
    let bytes = vec![7_u8; 700_000];
    upload.write_all(&bytes).unwrap();
    let video = Part::Rendition(VariantName::Video);
    let handle = FileHandle::from(OwnedFd::from(upload));
    for part in [Part::Original, video] {
        let stored = store.put_file(ID, part, handle.clone()).await.unwrap();
        assert_eq!(stored.bytes, 700_000);
        assert_eq!(
            stored.digest,
            "dbac631a753b32f9022168f7acb363f1cbf9c9b97d9d6893c48c24886bf66508"
        );
    }
    let names: Vec<_> = files(&root)
        .iter()
        .map(|path| path.file_name().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["original", "video.mp4"]);
    let opened = store.open(ID, Part::Original).await.unwrap().unwrap();
    let mut read = Vec::new();
    fs::File::from(opened.0.try_clone().unwrap())
        .read_to_end(&mut read)
        .unwrap();
    assert!(read == bytes);
    store.remove_all(ID).await.unwrap();
    assert!(store.open(ID, video).await.unwrap().is_none());
}

#[tokio::test]
async fn what_was_put_is_read_whole_and_in_ranges() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = store(&folder);
    put(&store, SMALL, b"0123456789").await;
    for (offset, length, expected) in [
        (0, 100, "0123456789"),
        (3, 4, "3456"),
        (8, 100, "89"),
        (10, 1, ""),
        (99, 1, ""),
        (0, 0, ""),
    ] {
        assert_eq!(
            store
                .read(ID, SMALL, offset, length)
                .await
                .unwrap()
                .unwrap(),
            expected,
            "{offset}+{length}"
        );
    }
    assert_eq!(store.read(ID, Part::Original, 0, 9).await.unwrap(), None);
    assert_eq!(
        store.read(MediaId::new(8), SMALL, 0, 9).await.unwrap(),
        None
    );
}

#[tokio::test]
async fn another_store_on_the_same_folder_sees_it_and_putting_again_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let (first, root) = store(&folder);
    put(&first, SMALL, b"old").await;
    put(&first, SMALL, b"new").await;
    let second = FsMediaBytes::open(root).unwrap();
    assert_eq!(second.read(ID, SMALL, 0, 9).await.unwrap().unwrap(), "new");
}

#[tokio::test]
async fn names_come_from_the_id_alone_and_nobody_else_may_look() {
    let folder = tempfile::tempdir().unwrap();
    let (store, root) = store(&folder);
    store
        .put(
            ID,
            vec![
                (SMALL, Bytes::from_static(b"s")),
                (Part::Original, Bytes::from_static(b"o")),
            ],
        )
        .await
        .unwrap();
    let names: Vec<_> = files(&root)
        .iter()
        .map(|path| path.strip_prefix(&root).unwrap().display().to_string())
        .collect();
    assert_eq!(names.len(), 2);
    assert!(
        names[0].ends_with("/7340032000123/original")
            && names[1].ends_with("/7340032000123/small.webp"),
        "{names:?}"
    );
    assert_eq!(
        fs::metadata(&root).unwrap().permissions().mode() & 0o777,
        0o700
    );
}

#[tokio::test]
async fn a_write_cut_off_half_way_is_not_there_and_is_swept_with_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let (store, root) = store(&folder);
    put(&store, SMALL, b"whole").await;
    let place = files(&root).pop().unwrap();
    // What a crash leaves: the temporary file of a rendition that was not moved to its place.
    fs::rename(&place, place.with_file_name("small.webp.part")).unwrap();

    assert_eq!(store.read(ID, SMALL, 0, 9).await.unwrap(), None);
    let far_future = Timestamp::from_micros(i64::MAX);
    assert_eq!(store.written_before(far_future).await.unwrap(), [ID]);
    put(&store, SMALL, b"again").await;
    assert_eq!(store.read(ID, SMALL, 0, 9).await.unwrap().unwrap(), "again");
    assert_eq!(files(&root).len(), 1, "the temporary file was taken up");

    store.remove_all(ID).await.unwrap();
    assert_eq!(files(&root), Vec::<PathBuf>::new());
    assert_eq!(store.written_before(far_future).await.unwrap(), []);
}

#[tokio::test]
async fn removing_can_be_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = store(&folder);
    store
        .put(
            ID,
            vec![
                (SMALL, Bytes::from_static(b"s")),
                (Part::Original, Bytes::from_static(b"o")),
            ],
        )
        .await
        .unwrap();
    for _ in 0..2 {
        store.remove(ID, Part::Original).await.unwrap();
    }
    assert_eq!(store.read(ID, Part::Original, 0, 9).await.unwrap(), None);
    assert!(store.read(ID, SMALL, 0, 9).await.unwrap().is_some());
    for _ in 0..2 {
        store.remove_all(ID).await.unwrap();
    }
    assert!(store.read(ID, SMALL, 0, 9).await.unwrap().is_none());
}

#[tokio::test]
async fn only_what_is_old_enough_is_listed_and_strange_files_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (store, root) = store(&folder);
    put(&store, SMALL, b"new").await;
    fs::write(root.join("README"), "kept").unwrap();
    assert_eq!(
        store
            .written_before(Timestamp::from_micros(0))
            .await
            .unwrap(),
        []
    );
    assert_eq!(
        store
            .written_before(Timestamp::from_micros(i64::MAX))
            .await
            .unwrap(),
        [ID]
    );
}

async fn database(folder: &tempfile::TempDir, name: &str) -> Database {
    let database = Database::open_file(&folder.path().join(name))
        .await
        .unwrap();
    database.migrate_up().await.unwrap();
    database
}

#[tokio::test]
async fn a_folder_belongs_to_the_database_that_took_it_first() {
    let folder = tempfile::tempdir().unwrap();
    let (store, root) = store(&folder);
    let ours = database(&folder, "ours.db").await;
    for _again in 0..2 {
        store.claim(&ours).await.unwrap();
    }
    put(&store, SMALL, b"picture").await;
    let fresh = database(&folder, "fresh.db").await;
    let refused = FsMediaBytes::open(root).unwrap().claim(&fresh).await;
    assert!(matches!(refused, Err(ClaimError::Foreign(_))));
    store.claim(&ours).await.unwrap();
    assert!(store.read(ID, SMALL, 0, 9).await.unwrap().is_some());
}

#[tokio::test]
async fn pictures_without_a_mark_are_taken_by_a_database_that_knows_them_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = store(&folder);
    put(&store, SMALL, b"picture").await;
    let (file, fresh) = (
        folder.path().join("ours.db"),
        database(&folder, "fresh.db").await,
    );
    let ours = database(&folder, "ours.db").await;
    assert!(matches!(
        store.claim(&ours).await,
        Err(ClaimError::Foreign(_))
    ));
    let mut aside = SqliteConnection::connect(&format!("sqlite:{}", file.display()))
        .await
        .unwrap();
    let row = format!(
        "pragma foreign_keys = off; insert into media (id, owner_id, purpose, kind, status, width, height, placeholder, bytes, created_at) \
         values ({ID}, 1, 'post', 'image', 'ready', 1, 1, '', 1, 0)"
    );
    aside.execute(AssertSqlSafe(row)).await.unwrap();
    store.claim(&ours).await.unwrap();
    assert!(matches!(
        store.claim(&fresh).await,
        Err(ClaimError::Foreign(_))
    ));
}
