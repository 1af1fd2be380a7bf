//! The codec on pictures made here: what is refused, what is made of the rest.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, also in the functions that prepare it"
)]

use std::io::Cursor;

use bytes::Bytes;
use image::{
    AnimationDecoder as _, Delay, DynamicImage, Frame, ImageDecoder as _, ImageFormat, Rgb,
    RgbImage, Rgba, RgbaImage,
    codecs::{gif::GifEncoder, webp::WebPDecoder},
};
use kith_adapters::images::Images;
use kith_core::media::{
    Crop, ImageCodec as _, ImageError, ImageLimits, Kind, Rendered, VariantName,
};

fn codec() -> Images {
    Images::new(ImageLimits::default()).unwrap()
}

async fn render(file: Vec<u8>) -> Result<Rendered, ImageError> {
    codec().render(file.into(), Crop::Whole).await
}

/// Red on the left, blue on the right.
fn two_halves(width: u32, height: u32) -> DynamicImage {
    let half = |x, _| {
        if x < width / 2 {
            Rgb([255, 0, 0])
        } else {
            Rgb([0, 0, 255])
        }
    };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, half))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A JPEG with an EXIF block: this orientation, and a GPS latitude reference that must not survive.
fn jpeg_with_exif(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0\x2A\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0]);
    tiff.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0GPS-SECRET");
    let mut block = b"Exif\0\0".to_vec();
    block.extend(tiff);
    let plain = encoded(picture, ImageFormat::Jpeg);
    let length = u16::try_from(block.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xFF, 0xE1], &length, &block, &plain[2..]].concat()
}

/// A square that moves to the right, one frame for each of `steps`; the last stays longest.
fn moving_gif(side: u32, steps: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new(&mut file);
    for step in 0..steps {
        let square = |x, y| {
            if x / 8 == step && y < 8 {
                Rgba([255, 0, 0, 255])
            } else {
                Rgba([0, 80, 0, 255])
            }
        };
        let delay = Delay::from_numer_denom_ms(if step + 1 == steps { 700 } else { 50 }, 1);
        encoder
            .encode_frame(Frame::from_parts(
                RgbaImage::from_fn(side, side, square),
                0,
                0,
                delay,
            ))
            .unwrap();
    }
    drop(encoder);
    file
}

fn decoded(file: &Bytes) -> DynamicImage {
    image::load_from_memory_with_format(file, ImageFormat::WebP).unwrap()
}

fn contains(file: &[u8], needle: &[u8]) -> bool {
    file.windows(needle.len()).any(|window| window == needle)
}

#[tokio::test]
async fn every_accepted_format_becomes_webp_in_the_sizes_below_its_own() {
    let picture = two_halves(900, 600);
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::WebP,
    ] {
        let made = render(encoded(&picture, format)).await.unwrap();
        assert_eq!(
            (made.width, made.height, made.kind),
            (900, 600, Kind::Image),
            "{format:?}"
        );
        let sizes: Vec<_> = made
            .stills
            .iter()
            .map(|still| (still.name, still.width, still.height))
            .collect();
        let expected = [
            (VariantName::Thumb, 160, 107),
            (VariantName::Small, 640, 427),
            (VariantName::Medium, 900, 600),
        ];
        assert_eq!(sizes, expected, "{format:?}");
        for still in &made.stills {
            let shown = decoded(&still.bytes).into_rgb8();
            assert_eq!(shown.dimensions(), (still.width, still.height));
            assert!(
                shown.get_pixel(5, 5)[0] > 200 && shown.get_pixel(still.width - 5, 5)[2] > 200,
                "{format:?}"
            );
        }
        assert!(
            (15..=40).contains(&made.placeholder.len()),
            "{}",
            made.placeholder
        );
    }
}

#[tokio::test]
async fn a_large_picture_is_shown_at_2048_and_knows_its_own_size() {
    let made = render(encoded(&two_halves(2_500, 1_000), ImageFormat::Jpeg))
        .await
        .unwrap();
    assert_eq!((made.width, made.height), (2_500, 1_000));
    let large = made.stills.last().unwrap();
    assert_eq!(
        (large.name, large.width, large.height, made.stills.len()),
        (VariantName::Large, 2_048, 819, 4)
    );
}

#[tokio::test]
async fn orientation_is_applied_and_metadata_is_gone() {
    let file = jpeg_with_exif(&two_halves(300, 200), 6);
    assert!(contains(&file, b"GPS-SECRET"));
    let made = render(file).await.unwrap();
    assert_eq!((made.width, made.height), (200, 300));
    for still in &made.stills {
        let shown = decoded(&still.bytes).into_rgb8();
        assert!(
            shown.get_pixel(still.width / 2, 5)[0] > 200,
            "what was left is on top after a quarter turn to the right"
        );
        for trace in [b"GPS-SECRET".as_slice(), b"EXIF", b"Exif", b"XMP ", b"ICCP"] {
            assert!(
                !contains(&still.bytes, trace),
                "{:?}",
                String::from_utf8_lossy(trace)
            );
        }
    }
}

#[tokio::test]
async fn transparency_stays() {
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(50, 50, Rgba([10, 20, 30, 0])));
    let made = render(encoded(&clear, ImageFormat::Png)).await.unwrap();
    assert_eq!(
        decoded(&made.stills[0].bytes)
            .into_rgba8()
            .get_pixel(25, 25)[3],
        0
    );
}

#[tokio::test]
async fn avatars_are_the_square_in_the_middle() {
    let made = codec()
        .render(
            encoded(&two_halves(900, 300), ImageFormat::Png).into(),
            Crop::Square,
        )
        .await
        .unwrap();
    assert_eq!((made.width, made.height), (300, 300));
    let shown = decoded(&made.stills.last().unwrap().bytes).into_rgb8();
    assert!(shown.get_pixel(10, 150)[0] > 200 && shown.get_pixel(290, 150)[2] > 200);
}

#[tokio::test]
async fn what_follows_a_picture_does_not_survive() {
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::WebP,
    ] {
        let mut file = encoded(&two_halves(40, 40), format);
        file.extend(b"<script>alert(document.cookie)</script>PK\x03\x04");
        let made = render(file).await.unwrap();
        assert!(
            made.stills
                .iter()
                .all(|still| !contains(&still.bytes, b"script")),
            "{format:?}"
        );
    }
}

#[tokio::test]
async fn what_comes_before_a_picture_makes_it_none() {
    let mut file = b"<html>".to_vec();
    file.extend(encoded(&two_halves(40, 40), ImageFormat::Jpeg));
    assert_eq!(render(file).await, Err(ImageError::UnsupportedType));
    assert_eq!(
        render(b"<svg onload='alert(1)'/>".to_vec()).await,
        Err(ImageError::UnsupportedType)
    );
}

#[tokio::test]
async fn a_picture_that_breaks_off_is_corrupt() {
    let noise = DynamicImage::ImageRgb8(RgbImage::from_fn(120, 120, |x, y| {
        Rgb([x * 7 + y * 13, x * y, x ^ y].map(|n| n.to_le_bytes()[0]))
    }));
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::WebP,
    ] {
        let file = encoded(&noise, format);
        for kept in [file.len() / 2, file.len() * 9 / 10, 20] {
            let answer = render(file[..kept].to_vec()).await;
            assert_eq!(
                answer.map(|made| made.width),
                Err(ImageError::Corrupt),
                "{format:?} cut to {kept} of {}",
                file.len()
            );
        }
    }
}

#[tokio::test]
async fn bombs_are_refused_by_their_headers() {
    let mut png = encoded(&two_halves(4, 4), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]); // 30 000 x 30 000
    let check = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&check.to_be_bytes());
    assert_eq!(render(png).await, Err(ImageError::TooManyPixels));

    let mut gif = moving_gif(16, 2);
    gif[6..10].fill(0xFF);
    assert_eq!(render(gif).await, Err(ImageError::TooManyPixels));

    let frames = Images::new(ImageLimits {
        frames: 3,
        ..ImageLimits::default()
    })
    .unwrap();
    assert_eq!(
        frames.render(moving_gif(16, 4).into(), Crop::Whole).await,
        Err(ImageError::TooManyFrames)
    );
    let area = Images::new(ImageLimits {
        frame_pixels: 16 * 16 * 3,
        ..ImageLimits::default()
    })
    .unwrap();
    assert_eq!(
        area.animate(moving_gif(16, 4).into()).await,
        Err(ImageError::TooManyFrames)
    );
}

#[tokio::test]
async fn a_gif_stays_in_motion_with_the_times_of_its_frames() {
    let file = moving_gif(64, 6);
    let made = render(file.clone()).await.unwrap();
    assert_eq!((made.kind, made.width), (Kind::Gif, 64));
    let moving = codec().animate(file.into()).await.unwrap();
    assert_eq!(
        (moving.name, moving.width, moving.height),
        (VariantName::Animated, 64, 64)
    );

    let decoder = WebPDecoder::new(Cursor::new(&moving.bytes)).unwrap();
    assert!(decoder.has_animation());
    assert_eq!(decoder.dimensions(), (64, 64));
    let frames = decoder.into_frames().collect_frames().unwrap();
    let times: Vec<u32> = frames
        .iter()
        .map(|frame| frame.delay().numer_denom_ms().0)
        .collect();
    assert_eq!(times, [50, 50, 50, 50, 50, 700]);
    for (step, frame) in frames.iter().enumerate() {
        let red_at = |x: usize| frame.buffer().get_pixel(u32::try_from(x).unwrap(), 3)[0] > 180;
        assert!(red_at(step * 8 + 4), "frame {step}");
        assert!(
            (0..8)
                .filter(|place| *place != step)
                .all(|place| !red_at(place * 8 + 4)),
            "frame {step} leaves no trail"
        );
    }

    let again = render(moving.bytes.to_vec()).await.unwrap();
    assert_eq!(
        again.kind,
        Kind::Gif,
        "an animated WebP is taken like a GIF"
    );
    assert_eq!(codec().animate(moving.bytes).await.unwrap().width, 64);
}

#[tokio::test]
async fn frames_that_do_not_differ_become_one() {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new(&mut file);
    for _ in 0..3 {
        let frame = RgbaImage::from_pixel(20, 20, Rgba([9, 9, 9, 255]));
        encoder
            .encode_frame(Frame::from_parts(
                frame,
                0,
                0,
                Delay::from_numer_denom_ms(40, 1),
            ))
            .unwrap();
    }
    drop(encoder);
    let moving = codec().animate(file.into()).await.unwrap();
    let frames = WebPDecoder::new(Cursor::new(&moving.bytes))
        .unwrap()
        .into_frames()
        .collect_frames()
        .unwrap();
    assert_eq!(
        frames
            .iter()
            .map(|frame| frame.delay().numer_denom_ms().0)
            .collect::<Vec<_>>(),
        [120]
    );
}

/// The checksum of a PNG chunk (PNG specification, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            }
        })
    })
}
