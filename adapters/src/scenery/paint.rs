//! Colours and pixels.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

/// Red, green and blue, each from 0 to 255.
pub(super) type Colour = [f32; 3];

/// The colour at `share` of the way from `a` to `b`.
pub(super) fn mix(a: Colour, b: Colour, share: f32) -> Colour {
    let share = share.clamp(0.0, 1.0);
    std::array::from_fn(|i| match (a.get(i), b.get(i)) {
        (Some(a), Some(b)) => a + (b - a) * share,
        _ => 0.0,
    })
}

/// Adds light to a colour.
pub(super) fn lit(colour: Colour, by: Colour, share: f32) -> Colour {
    std::array::from_fn(|i| match (colour.get(i), by.get(i)) {
        (Some(colour), Some(by)) => colour + by * share,
        _ => 0.0,
    })
}

/// Paints every pixel by its place and gives the PNG file.
pub(super) fn picture(width: u32, height: u32, colour: impl Fn(f32, f32) -> Colour) -> Vec<u8> {
    png(&RgbImage::from_fn(width, height, |x, y| {
        quantised(colour(pixels(x), pixels(y)))
    }))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "pictures are far smaller than 2^24 pixels a side"
)]
pub(super) fn pixels(count: u32) -> f32 {
    count as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of a byte"
)]
fn quantised(colour: Colour) -> Rgb<u8> {
    Rgb(colour.map(|part| part.clamp(0.0, 255.0) as u8))
}

#[expect(
    clippy::expect_used,
    reason = "encoding a small picture into memory has nothing that can fail"
)]
fn png(picture: &RgbImage) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture
        .write_to(&mut file, ImageFormat::Png)
        .expect("a picture in memory can be encoded");
    file.into_inner()
}
