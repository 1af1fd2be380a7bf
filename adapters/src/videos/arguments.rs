//! The arguments of ffmpeg and ffprobe. All are constants and numbers.

use std::{ffi::OsString, time::Duration};

use kith_core::media::Container;

use super::look::{LONGEST_SIDE, Seen};

/// Standard input, opened anew so that it can be read from any place in it.
const INPUT: &str = "file:/dev/fd/0";
const OUTPUT: &str = "file:/dev/fd/1";

/// The decoders that may be used, by their names in ffmpeg; several names are of one codec.
const DECODERS: &str = "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4,prores,mjpeg,\
aac,mp3,mp3float,opus,libopus,vorbis,flac,alac,ac3,eac3,pcm_s16le,pcm_s16be,pcm_s24le";

/// The one reader that is tried, the one protocol that is spoken, the decoders that are listed.
fn reading(container: Container) -> Vec<OsString> {
    let format = match container {
        Container::Mp4 => "mov",
        Container::WebM => "matroska",
    };
    words(&[
        "-protocol_whitelist",
        "file",
        "-codec_whitelist",
        DECODERS,
        "-f",
        format,
    ])
}

/// ffprobe: tell in JSON what is there.
pub(super) fn look(container: Container) -> Vec<OsString> {
    let mut all = words(&["-hide_banner", "-v", "error"]);
    all.extend(reading(container));
    all.extend(words(&[
        "-print_format",
        "json",
        "-show_format",
        "-show_streams",
        "-i",
        INPUT,
    ]));
    all
}

/// ffmpeg: a frame as PNG, a little after the beginning, where many videos are black.
pub(super) fn poster(container: Container, seen: &Seen) -> Vec<OsString> {
    let (width, height) = fitted(seen.width, seen.height);
    let place = (seen.duration_ms.unwrap_or_default() / 10).min(1_000);
    let mut all = words(&["-nostdin", "-hide_banner", "-v", "error", "-threads", "1"]);
    all.extend(reading(container));
    all.extend(words(&["-ss", &format!("{place}ms"), "-i", INPUT]));
    all.extend(words(&[
        "-map",
        &format!("0:{}", seen.video),
        "-frames:v",
        "1",
        "-vf",
        &format!("scale={width}:{height},setsar=1,format=rgb24"),
        "-c:v",
        "png",
        "-f",
        "image2pipe",
        "pipe:1",
    ]));
    all
}

/// ffmpeg: the whole as MP4 that plays everywhere. Copies what can stay as it is, encodes the rest. It says on standard
/// error how far it is, and stops shortly after `longest`.
pub(super) fn transcode(
    container: Container,
    seen: &Seen,
    copy: bool,
    longest: Duration,
) -> Vec<OsString> {
    let mut all = words(&[
        "-nostdin",
        "-hide_banner",
        "-v",
        "error",
        "-nostats",
        "-progress",
        "pipe:2",
        "-stats_period",
        "1",
        "-threads",
        "2",
    ]);
    all.extend(reading(container));
    all.extend(words(&["-i", INPUT, "-map", &format!("0:{}", seen.video)]));
    if let Some(audio) = seen.audio {
        all.extend(words(&["-map", &format!("0:{audio}")]));
    }
    all.extend(words(&[
        "-map_metadata",
        "-1",
        "-map_chapters",
        "-1",
        "-sn",
        "-dn",
        "-t",
        &format!("{}ms", longest.as_millis() + 1_000),
    ]));
    if copy {
        all.extend(words(&["-c", "copy"]));
    } else {
        let (width, height) = fitted(seen.width, seen.height);
        all.extend(words(&[
            "-vf",
            &format!("scale={width}:{height},setsar=1,format=yuv420p"),
            "-c:v",
            "libx264",
            "-threads",
            "2",
            "-preset",
            "veryfast",
            "-crf",
            "23",
            "-maxrate",
            "4M",
            "-bufsize",
            "8M",
            "-profile:v",
            "high",
            "-fpsmax",
            "60",
            "-c:a",
            "aac",
            "-ac",
            "2",
            "-ar",
            "48000",
            "-b:a",
            "128k",
        ]));
    }
    all.extend(words(&[
        // Neither who wrote it nor what with is anybody's business.
        "-fflags",
        "+bitexact",
        "-flags:v",
        "+bitexact",
        "-flags:a",
        "+bitexact",
        "-movflags",
        "+faststart",
        "-f",
        "mp4",
        "-y",
        OUTPUT,
    ]));
    all
}

/// The size of the rendition: within the longest side, and even, as H.264 wants it.
pub(super) fn fitted(width: u32, height: u32) -> (u32, u32) {
    let longest = width.max(height);
    let scaled = |side: u32| {
        let side = if longest > LONGEST_SIDE {
            u64::from(side) * u64::from(LONGEST_SIDE) / u64::from(longest)
        } else {
            u64::from(side)
        };
        u32::try_from(side / 2 * 2).unwrap_or(LONGEST_SIDE).max(2)
    };
    (scaled(width), scaled(height))
}

fn words(words: &[&str]) -> Vec<OsString> {
    words.iter().map(OsString::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renditions_are_even_and_not_too_large() {
        assert_eq!(fitted(1_921, 1_081), (1_280, 720));
        assert_eq!(fitted(1_080, 1_920), (720, 1_280));
        assert_eq!(fitted(641, 361), (640, 360));
        assert_eq!(fitted(4_096, 1), (1_280, 2));
    }
}
