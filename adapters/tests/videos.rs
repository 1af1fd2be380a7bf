//! Videos as people and others send them, made by ffmpeg itself.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, also in the functions that prepare it"
)]

use std::{
    fs::{self, File},
    io::Read as _,
    num::NonZeroU8,
    os::fd::OwnedFd,
    path::PathBuf,
    process::{Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use kith_adapters::videos::{NoVideos, VideoSettings, Videos};
use kith_core::media::{
    CONTAINER_HEAD, Container, FileHandle, Inspected, Playable, Progress, VideoError, VideoLimits,
    VideoPorts,
};
use serde_json::Value;
use tempfile::TempDir;

fn settings(folder: &TempDir) -> VideoSettings {
    VideoSettings {
        ffmpeg: PathBuf::from("ffmpeg"),
        ffprobe: PathBuf::from("ffprobe"),
        scratch: folder.path().to_owned(),
        limits: VideoLimits {
            duration_ms: 5_000,
            ..VideoLimits::default()
        },
        at_once: NonZeroU8::MIN,
        patience: Duration::from_mins(2),
        memory: 2 << 30,
    }
}

/// A folder with videos, and what works on them.
struct Bench {
    folder: TempDir,
    scratch: TempDir,
    videos: VideoPorts,
}

impl Bench {
    async fn new() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(change: impl FnOnce(&mut VideoSettings)) -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let mut settings = settings(&scratch);
        change(&mut settings);
        Self {
            folder: tempfile::tempdir().unwrap(),
            videos: Videos::find(settings).await.unwrap(),
            scratch,
        }
    }

    /// Has ffmpeg make the file `name` of a test picture and a tone; `arguments` come before the name.
    fn film(&self, name: &str, picture: &str, arguments: &[&str]) -> FileHandle {
        let path = self.folder.path().join(name);
        let picture = format!("testsrc={picture}");
        let tone = ["-f", "lavfi", "-i", "sine=duration=2"];
        ffmpeg(
            &[
                &["-f", "lavfi", "-i", &picture],
                &tone[..],
                &["-shortest"],
                arguments,
            ]
            .concat(),
            &path,
        );
        open(&path)
    }

    /// Has ffmpeg make `name` of another file that is there.
    fn remade(&self, name: &str, of: &str, arguments: &[&str]) -> FileHandle {
        let from = self.folder.path().join(of);
        let path = self.folder.path().join(name);
        let from = from.to_str().unwrap();
        ffmpeg(&[&["-i", from], arguments].concat(), &path);
        open(&path)
    }

    fn written(&self, name: &str, bytes: &[u8]) -> FileHandle {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        open(&path)
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.folder.path().join(name)).unwrap()
    }

    async fn inspect(&self, file: &FileHandle) -> Result<Inspected, VideoError> {
        let container = container(file).ok_or(VideoError::UnsupportedType)?;
        self.videos.codec.inspect(file.clone(), container).await
    }

    async fn transcode(&self, file: &FileHandle) -> Result<Playable, VideoError> {
        let progress = Arc::new(Heard::default());
        let container = container(file).unwrap();
        let made = self
            .videos
            .codec
            .transcode(file.clone(), container, progress)
            .await;
        assert_eq!(
            fs::read_dir(self.scratch.path()).unwrap().count(),
            0,
            "nothing is left behind"
        );
        made
    }
}

#[derive(Default)]
struct Heard(Mutex<Vec<u8>>);

#[async_trait]
impl Progress for Heard {
    async fn reached(&self, percent: u8) {
        self.0.lock().unwrap().push(percent);
    }
}

fn ffmpeg(arguments: &[&str], path: &std::path::Path) {
    let made = Command::new("ffmpeg")
        .args(["-v", "error", "-nostdin", "-y"])
        .args(arguments)
        .arg(path)
        .stdin(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success(), "{arguments:?}");
}

fn open(path: &std::path::Path) -> FileHandle {
    OwnedFd::from(File::open(path).unwrap()).into()
}

fn contents(file: &FileHandle) -> Vec<u8> {
    let mut bytes = Vec::new();
    File::open(format!(
        "/proc/self/fd/{}",
        std::os::fd::AsRawFd::as_raw_fd(&*file.0)
    ))
    .unwrap()
    .read_to_end(&mut bytes)
    .unwrap();
    bytes
}

fn container(file: &FileHandle) -> Option<Container> {
    let bytes = contents(file);
    Container::of(&bytes[..bytes.len().min(CONTAINER_HEAD)])
}

/// What ffprobe, asked directly, says of a rendition.
fn report(made: &Playable) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made.mp4");
    fs::write(&path, contents(&made.file)).unwrap();
    let output = Command::new("ffprobe")
        .args([
            "-v",
            "error",
            "-print_format",
            "json",
            "-show_streams",
            "-show_format",
        ])
        .arg(&path)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The boxes of an MP4, from the outside.
fn boxes(file: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = file;
    while rest.len() >= 8 {
        let size = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
        names.push(String::from_utf8_lossy(&rest[4..8]).into_owned());
        rest = &rest[size.max(8).min(rest.len())..];
    }
    names
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn every_format_becomes_a_film_that_plays_everywhere() {
    let bench = Bench::new().await;
    let films = [
        bench.film(
            "a.mp4",
            "size=641x361:rate=10:duration=2",
            &["-c:v", "libx264", "-pix_fmt", "yuv444p"],
        ),
        bench.film(
            "a.mov",
            "size=320x240:rate=10:duration=2",
            &["-c:v", "mpeg4", "-c:a", "pcm_s16le"],
        ),
        bench.film(
            "a.webm",
            "size=320x240:rate=10:duration=2",
            &["-c:v", "libvpx", "-c:a", "libopus"],
        ),
    ];
    for (film, size) in films.iter().zip([(641, 361), (320, 240), (320, 240)]) {
        let seen = bench.inspect(film).await.unwrap();
        assert_eq!((seen.width, seen.height), size);
        assert!(seen.poster.starts_with(b"\x89PNG"));
        let made = bench.transcode(film).await.unwrap();
        assert!(
            made.duration_ms.abs_diff(2_000) < 200,
            "{}",
            made.duration_ms
        );
        let report = report(&made);
        let streams = &report["streams"];
        assert_eq!(streams[0]["codec_name"], "h264");
        assert_eq!(streams[0]["pix_fmt"], "yuv420p");
        assert_eq!(
            (&streams[0]["width"], &streams[0]["height"]),
            (&Value::from(made.width), &Value::from(made.height))
        );
        assert!(made.width.is_multiple_of(2) && made.height.is_multiple_of(2));
        assert_eq!(streams[1]["codec_name"], "aac");
        let bytes = contents(&made.file);
        let boxes = boxes(&bytes);
        let place = |name: &str| boxes.iter().position(|found| found == name).unwrap();
        assert!(place("moov") < place("mdat"), "{boxes:?}");
    }
}

#[tokio::test]
async fn where_it_was_taken_is_nobodys_business() {
    let bench = Bench::new().await;
    let secrets = [
        "-metadata",
        "location=+48.8584+002.2945/",
        "-metadata",
        "title=Our garden",
        "-metadata:s:v",
        "handler_name=Our camera",
        "-movflags",
        "use_metadata_tags",
        "-metadata",
        "com.apple.quicktime.location.ISO6709=+48.8584+002.2945/",
    ];
    for (name, format) in [
        ("left.mp4", ["-c:v", "libx264", "-pix_fmt", "yuv420p"]),
        ("made.mov", ["-c:v", "mpeg4", "-pix_fmt", "yuv420p"]),
    ] {
        let film = bench.film(
            name,
            "size=320x240:rate=10:duration=2",
            &[&format[..], &secrets[..]].concat(),
        );
        assert!(holds(&bench.bytes(name), "+48.8584"), "{name} is no test");
        let made = contents(&bench.transcode(&film).await.unwrap().file);
        for secret in ["+48.8584", "Our garden", "Our camera"] {
            assert!(!holds(&made, secret), "{name}: {secret}");
        }
    }
}

#[tokio::test]
async fn what_plays_everywhere_is_not_encoded_again() {
    let bench = Bench::new().await;
    let film = bench.film(
        "a.mp4",
        "size=320x240:rate=10:duration=2",
        &[
            "-c:v",
            "libx264",
            "-pix_fmt",
            "yuv420p",
            "-metadata:s:v",
            "encoder=ours",
            "-x264-params",
            "keyint=7",
        ],
    );
    let made = contents(&bench.transcode(&film).await.unwrap().file);
    assert!(holds(&made, "keyint=7"), "the stream is the one that came");
}

#[tokio::test]
async fn a_film_on_its_side_is_turned_upright() {
    let bench = Bench::new().await;
    bench.film(
        "lying.mp4",
        "size=320x240:rate=10:duration=2",
        &["-c:v", "libx264", "-pix_fmt", "yuv420p"],
    );
    let film = bench.remade(
        "turned.mp4",
        "lying.mp4",
        &["-c", "copy", "-metadata:s:v", "rotate=90"],
    );
    let seen = bench.inspect(&film).await.unwrap();
    assert_eq!((seen.width, seen.height), (240, 320));
    let made = bench.transcode(&film).await.unwrap();
    assert_eq!((made.width, made.height), (240, 320));
    assert_eq!(report(&made)["streams"][0]["width"], 240);
}

#[tokio::test]
async fn large_films_are_made_smaller_and_silent_ones_stay_silent() {
    let bench = Bench::new().await;
    let path = bench.folder.path().join("a.mp4");
    let picture = [
        "-f",
        "lavfi",
        "-i",
        "testsrc=size=1920x1080:rate=5:duration=1",
    ];
    ffmpeg(
        &[&picture[..], &["-c:v", "libx264", "-preset", "ultrafast"]].concat(),
        &path,
    );
    let made = bench.transcode(&open(&path)).await.unwrap();
    assert_eq!((made.width, made.height), (1_280, 720));
    assert_eq!(report(&made)["streams"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn films_beyond_the_limits_are_refused_before_they_are_decoded() {
    let bench = Bench::with(|settings| {
        settings.limits.side = 640;
        settings.limits.duration_ms = 1_000;
    })
    .await;
    let h264 = ["-c:v", "libx264", "-preset", "ultrafast"];
    let long = bench.film("long.mp4", "size=64x64:rate=5:duration=2", &h264);
    let wide = bench.film("wide.mp4", "size=642x64:rate=5:duration=0.5", &h264);
    assert!(matches!(
        bench.inspect(&long).await,
        Err(VideoError::TooLong)
    ));
    assert!(matches!(
        bench.inspect(&wide).await,
        Err(VideoError::TooManyPixels)
    ));
}

#[tokio::test]
async fn a_film_that_hides_its_length_is_found_out() {
    let bench = Bench::with(|settings| settings.limits.duration_ms = 1_000).await;
    // Recorded live, WebM does not say how long it is.
    bench.film(
        "known.webm",
        "size=64x64:rate=10:duration=4",
        &["-c:v", "libvpx", "-an", "-t", "4"],
    );
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-nostdin", "-i"])
        .arg(bench.folder.path().join("known.webm"))
        .args(["-c", "copy", "-live", "1", "-f", "webm", "pipe:1"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let film = bench.written("hidden.webm", &output.stdout);
    let seen = bench.inspect(&film).await.unwrap();
    assert_eq!(seen.duration_ms, None);
    assert!(matches!(
        bench.transcode(&film).await,
        Err(VideoError::TooLong)
    ));
}

#[tokio::test]
async fn what_is_no_film_is_refused() {
    let bench = Bench::new().await;
    bench.film(
        "whole.mp4",
        "size=320x240:rate=10:duration=2",
        &["-c:v", "libx264"],
    );
    let whole = bench.bytes("whole.mp4");
    let cut = bench.written("cut.mp4", &whole[..whole.len() / 2]);
    assert!(matches!(
        bench.inspect(&cut).await,
        Err(VideoError::Corrupt)
    ));
    let mut noise = whole[..64].to_vec();
    noise.extend((0..100_000_u32).map(|at| u8::try_from(at * 7919 % 251).unwrap()));
    let noise = bench.written("noise.mp4", &noise);
    assert!(matches!(
        bench.inspect(&noise).await,
        Err(VideoError::Corrupt)
    ));
    let path = bench.folder.path().join("song.m4a");
    ffmpeg(&["-f", "lavfi", "-i", "sine=duration=1"], &path);
    assert!(matches!(
        bench.inspect(&open(&path)).await,
        Err(VideoError::UnsupportedType)
    ));
    bench.film(
        "whole.mkv",
        "size=64x64:rate=10:duration=1",
        &["-c:v", "libx264"],
    );
    let matroska = bench.written("renamed.mp4", &bench.bytes("whole.mkv"));
    assert!(matches!(
        bench.inspect(&matroska).await,
        Err(VideoError::UnsupportedType)
    ));
}

#[tokio::test]
async fn playlists_open_no_other_files() {
    let bench = Bench::new().await;
    let secret = bench.folder.path().join("secret.txt");
    fs::write(&secret, "the secret").unwrap();
    let secret = secret.display();
    for list in [
        format!(
            "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10.0,\nfile://{secret}\n#EXT-X-ENDLIST\n"
        ),
        format!("ffconcat version 1.0\nfile '{secret}'\n"),
    ] {
        let file = bench.written("list.mp4", list.as_bytes());
        assert!(matches!(
            bench.inspect(&file).await,
            Err(VideoError::UnsupportedType)
        ));
        // Nor does the reader fall for them when it is told that they are films.
        for container in [Container::Mp4, Container::WebM] {
            let answer = bench.videos.codec.inspect(file.clone(), container).await;
            assert!(matches!(answer, Err(VideoError::Corrupt)), "{answer:?}");
            let disguised = [b"\0\0\0\x14ftypisom\0\0\x02\0isom", list.as_bytes()].concat();
            let file = bench.written("disguised.mp4", &disguised);
            let answer = bench.videos.codec.inspect(file, container).await;
            assert!(matches!(answer, Err(VideoError::Corrupt)), "{answer:?}");
        }
    }
}

#[tokio::test]
async fn a_film_that_takes_too_long_is_given_up() {
    let bench = Bench::with(|settings| settings.patience = Duration::from_millis(200)).await;
    let film = bench.film(
        "a.mov",
        "size=1280x720:rate=30:duration=4",
        &["-c:v", "mpeg4", "-q:v", "2"],
    );
    let begun = Instant::now();
    assert!(matches!(
        bench.transcode(&film).await,
        Err(VideoError::TooHeavy)
    ));
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[tokio::test]
async fn where_the_programs_are_missing_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    for missing in [
        VideoSettings {
            ffmpeg: PathBuf::from("/nowhere/ffmpeg"),
            ..settings(&folder)
        },
        VideoSettings {
            ffprobe: PathBuf::from("no-such-ffprobe"),
            ..settings(&folder)
        },
    ] {
        let Err(reason) = Videos::find(missing).await else {
            panic!("there is no such program")
        };
        assert!(matches!(&reason, NoVideos::Program { .. }), "{reason}");
    }
}
