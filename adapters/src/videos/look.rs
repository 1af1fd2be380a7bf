//! What ffprobe says of a video, and what is to be thought of it.

use kith_core::media::{Container, VideoError, VideoLimits};
use serde::Deserialize;

/// Codecs of pictures that are decoded, by their names in ffprobe.
const VIDEO_CODECS: [&str; 8] = [
    "h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "prores", "mjpeg",
];
/// Codecs of sound that are decoded; a video with another loses its sound.
const AUDIO_CODECS: [&str; 11] = [
    "aac",
    "mp3",
    "opus",
    "vorbis",
    "flac",
    "alac",
    "ac3",
    "eac3",
    "pcm_s16le",
    "pcm_s16be",
    "pcm_s24le",
];
/// Most streams of a file: cameras add a few for their own use.
const MOST_STREAMS: usize = 16;
/// Up to this side a video is left as it is.
pub(super) const LONGEST_SIDE: u32 = 1_280;
/// Bits per second that a video may have to be left as it is.
const CALM: u64 = 6_000_000;

#[derive(Debug, Deserialize)]
struct Report {
    #[serde(default)]
    streams: Vec<Stream>,
    #[serde(default)]
    format: Format,
}

#[derive(Debug, Default, Deserialize)]
struct Format {
    duration: Option<String>,
    bit_rate: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Stream {
    index: u32,
    codec_type: Option<String>,
    codec_name: Option<String>,
    profile: Option<String>,
    pix_fmt: Option<String>,
    #[serde(default)]
    width: u32,
    #[serde(default)]
    height: u32,
    sample_aspect_ratio: Option<String>,
    duration: Option<String>,
    #[serde(default)]
    channels: u32,
    #[serde(default)]
    disposition: Disposition,
    #[serde(default)]
    side_data_list: Vec<SideData>,
}

#[derive(Debug, Default, Deserialize)]
struct Disposition {
    #[serde(default)]
    attached_pic: u8,
}

#[derive(Debug, Deserialize)]
struct SideData {
    rotation: Option<f64>,
}

/// What is to be done with a video.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// Which stream is the picture.
    pub(super) video: u32,
    /// Which one is the sound.
    pub(super) audio: Option<u32>,
    /// Width as it is shown: turned upright, with square pixels.
    pub(super) width: u32,
    /// Height as it is shown.
    pub(super) height: u32,
    /// How long it plays, if it says so.
    pub(super) duration_ms: Option<u32>,
    /// Whether it can be left as it is, put into a new file.
    pub(super) plays_everywhere: bool,
}

/// Reads ffprobe's report, in JSON.
pub(super) fn read(
    report: &[u8],
    container: Container,
    limits: &VideoLimits,
) -> Result<Seen, VideoError> {
    let report: Report = serde_json::from_slice(report).map_err(|_| VideoError::Corrupt)?;
    if report.streams.len() > MOST_STREAMS {
        return Err(VideoError::Corrupt);
    }
    let video = report
        .streams
        .iter()
        .find(|stream| stream.is("video") && stream.disposition.attached_pic == 0)
        .ok_or(VideoError::UnsupportedType)?;
    if !video.has_codec_of(&VIDEO_CODECS) {
        return Err(VideoError::UnsupportedType);
    }
    let audio = report
        .streams
        .iter()
        .find(|stream| stream.is("audio") && stream.has_codec_of(&AUDIO_CODECS));
    check_size(video.width, video.height, limits)?;
    let (width, height) = video.shown().ok_or(VideoError::Corrupt)?;
    check_size(width, height, limits)?;
    let duration = report.format.duration.as_ref().or(video.duration.as_ref());
    let duration_ms = duration.and_then(|text| milliseconds(text));
    if duration_ms.is_some_and(|duration| duration > limits.duration_ms) {
        return Err(VideoError::TooLong);
    }
    let bit_rate = report.format.bit_rate.as_ref();
    let is_calm = bit_rate
        .and_then(|rate| rate.parse::<u64>().ok())
        .is_some_and(|rate| rate <= CALM);
    let plays_everywhere = container == Container::Mp4
        && is_calm
        && duration_ms.is_some()
        && video.plays_everywhere()
        && audio.is_none_or(Stream::sounds_everywhere);
    Ok(Seen {
        video: video.index,
        audio: audio.map(|audio| audio.index),
        width,
        height,
        duration_ms,
        plays_everywhere,
    })
}

fn check_size(width: u32, height: u32, limits: &VideoLimits) -> Result<(), VideoError> {
    if width == 0 || height == 0 {
        return Err(VideoError::Corrupt);
    }
    let pixels = u64::from(width) * u64::from(height);
    if width > limits.side || height > limits.side || pixels > limits.pixels {
        return Err(VideoError::TooManyPixels);
    }
    Ok(())
}

/// Seconds with a fraction, as ffprobe writes them, in milliseconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held within the type just before"
)]
fn milliseconds(text: &str) -> Option<u32> {
    let milliseconds = text.parse::<f64>().ok()? * 1000.0;
    milliseconds
        .is_finite()
        .then(|| milliseconds.clamp(0.0, f64::from(u32::MAX)) as u32)
}

impl Stream {
    fn is(&self, kind: &str) -> bool {
        self.codec_type.as_deref() == Some(kind)
    }

    fn has_codec_of(&self, codecs: &[&str]) -> bool {
        self.codec_name
            .as_deref()
            .is_some_and(|name| codecs.contains(&name))
    }

    fn rotation(&self) -> i64 {
        let degrees = self.side_data_list.iter().find_map(|data| data.rotation);
        #[expect(clippy::cast_possible_truncation, reason = "saturates")]
        let degrees = degrees.unwrap_or_default().round() as i64;
        degrees.rem_euclid(360)
    }

    /// Width and height of a pixel.
    fn pixel(&self) -> (u64, u64) {
        let ratio = self.sample_aspect_ratio.as_deref();
        ratio
            .and_then(|ratio| ratio.split_once(':'))
            .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)))
            .filter(|(width, height)| *width > 0 && *height > 0)
            .unwrap_or((1, 1))
    }

    /// The size as it is shown.
    fn shown(&self) -> Option<(u32, u32)> {
        let (across, down) = self.pixel();
        let width = u64::from(self.width).checked_mul(across)? / down;
        let width = u32::try_from(width.max(1)).ok()?;
        let lies = matches!(self.rotation(), 45..135 | 225..315);
        Some(if lies {
            (self.height, width)
        } else {
            (width, self.height)
        })
    }

    fn plays_everywhere(&self) -> bool {
        let profile = self.profile.as_deref().unwrap_or_default();
        self.codec_name.as_deref() == Some("h264")
            && self.pix_fmt.as_deref() == Some("yuv420p")
            && matches!(
                profile,
                "Constrained Baseline" | "Baseline" | "Main" | "High"
            )
            && self.rotation() == 0
            && self.pixel().0 == self.pixel().1
            && self.width.max(self.height) <= LONGEST_SIDE
            && self.width.is_multiple_of(2)
            && self.height.is_multiple_of(2)
    }

    fn sounds_everywhere(&self) -> bool {
        self.codec_name.as_deref() == Some("aac")
            && self.profile.as_deref() == Some("LC")
            && (1..=2).contains(&self.channels)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn report() -> Value {
        json!({
            "streams": [
                {"index": 0, "codec_type": "video", "codec_name": "h264", "profile": "High", "pix_fmt": "yuv420p",
                 "width": 1280, "height": 720, "sample_aspect_ratio": "1:1", "disposition": {"attached_pic": 0}},
                {"index": 1, "codec_type": "audio", "codec_name": "aac", "profile": "LC", "channels": 2},
            ],
            "format": {"duration": "12.5", "bit_rate": "2000000"},
        })
    }

    fn seen(change: impl Fn(&mut Value)) -> Result<Seen, VideoError> {
        let mut report = report();
        change(&mut report);
        read(
            &serde_json::to_vec(&report).unwrap(),
            Container::Mp4,
            &VideoLimits::default(),
        )
    }

    #[test]
    fn what_plays_everywhere_is_left_as_it_is() {
        let found = seen(|_| {}).unwrap();
        assert_eq!(
            found,
            Seen {
                video: 0,
                audio: Some(1),
                width: 1280,
                height: 720,
                duration_ms: Some(12_500),
                plays_everywhere: true,
            }
        );
        for (place, other) in [
            ("/streams/0/codec_name", json!("hevc")),
            ("/streams/0/pix_fmt", json!("yuv420p10le")),
            ("/streams/0/profile", json!("High 4:4:4 Predictive")),
            ("/streams/0/width", json!(1279)),
            ("/streams/0/width", json!(1920)),
            ("/streams/0/sample_aspect_ratio", json!("4:3")),
            ("/streams/1/codec_name", json!("opus")),
            ("/streams/1/channels", json!(6)),
            ("/format/bit_rate", json!("60000000")),
        ] {
            let found = seen(|report| *report.pointer_mut(place).unwrap() = other.clone()).unwrap();
            assert!(!found.plays_everywhere, "{place} {other}");
        }
    }

    #[test]
    fn a_video_on_its_side_is_turned_and_its_pixels_made_square() {
        for degrees in [90, -90, 270] {
            let found = seen(|report| {
                report["streams"][0]["side_data_list"] = json!([{"rotation": degrees}]);
            })
            .unwrap();
            assert_eq!((found.width, found.height), (720, 1280), "{degrees}");
            assert!(!found.plays_everywhere);
        }
        let found = seen(|report| {
            report["streams"][0]["sample_aspect_ratio"] = json!("3:2");
            report["streams"][0]["width"] = json!(720);
        });
        assert_eq!(found.unwrap().width, 1_080);
    }

    #[test]
    fn pictures_on_covers_are_no_videos_and_odd_sound_is_left_out() {
        let song = seen(|report| report["streams"][0]["disposition"]["attached_pic"] = json!(1));
        assert!(matches!(song, Err(VideoError::UnsupportedType)));
        let odd = seen(|report| report["streams"][1]["codec_name"] = json!("cook"));
        assert_eq!(odd.unwrap().audio, None);
        let rare = seen(|report| report["streams"][0]["codec_name"] = json!("smacker"));
        assert!(matches!(rare, Err(VideoError::UnsupportedType)));
    }

    #[test]
    fn limits_hold_before_anything_is_decoded() {
        let long = seen(|report| report["format"]["duration"] = json!("600.5"));
        assert!(matches!(long, Err(VideoError::TooLong)));
        let endless = seen(|report| report["format"]["duration"] = json!("1e99"));
        assert!(matches!(endless, Err(VideoError::TooLong)));
        for (width, height) in [(4097, 2), (4096, 4096), (u32::MAX, u32::MAX)] {
            let wide = seen(|report| {
                report["streams"][0]["width"] = json!(width);
                report["streams"][0]["height"] = json!(height);
            });
            assert!(matches!(wide, Err(VideoError::TooManyPixels)));
        }
        let stretched = seen(|report| {
            report["streams"][0]["sample_aspect_ratio"] = json!("4000000000:1");
        });
        assert!(matches!(
            stretched,
            Err(VideoError::TooManyPixels | VideoError::Corrupt)
        ));
        let crowded = seen(|report| {
            let stream = report["streams"][1].clone();
            report["streams"] = Value::Array(vec![stream; 17]);
        });
        assert!(matches!(crowded, Err(VideoError::Corrupt)));
        assert!(matches!(
            read(b"", Container::Mp4, &VideoLimits::default()),
            Err(VideoError::Corrupt)
        ));
    }

    #[test]
    fn what_browsers_record_does_not_say_how_long_it_is() {
        let found = seen(|report| report["format"] = json!({})).unwrap();
        assert_eq!((found.duration_ms, found.plays_everywhere), (None, false));
    }
}
