//! Decoding within limits: dimensions are known and checked before pixels are.

use std::io::Cursor;

use image::{
    AnimationDecoder as _, DynamicImage, Frames, ImageDecoder, Limits,
    codecs::{gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder},
    metadata::Orientation,
};
use kith_core::media::{ImageError, ImageLimits};

use super::sniff::{Format, Sniffed, check_size, sniff};

/// The most a decoder may allocate: 50 megapixels of four bytes, and some room.
const MAX_ALLOC: u64 = 256 << 20;

/// A decoded picture that still has to be turned.
pub(super) struct Decoded {
    pub(super) pixels: DynamicImage,
    pub(super) orientation: Orientation,
    pub(super) frames: u32,
}

/// Decodes the picture, or the first frame of a moving one.
pub(super) fn decode(file: &[u8], limits: &ImageLimits) -> Result<Decoded, ImageError> {
    let Sniffed { format, frames } = sniff(file, limits)?;
    let input = Cursor::new(file);
    let (pixels, orientation) = match format {
        Format::Jpeg => pixels(JpegDecoder::new(input).map_err(refusal)?, frames, limits)?,
        Format::Png => pixels(
            PngDecoder::with_limits(input, decoder_limits(limits)).map_err(refusal)?,
            frames,
            limits,
        )?,
        Format::Gif => pixels(GifDecoder::new(input).map_err(refusal)?, frames, limits)?,
        Format::WebP => pixels(WebPDecoder::new(input).map_err(refusal)?, frames, limits)?,
    };
    Ok(Decoded {
        pixels,
        orientation,
        frames,
    })
}

/// The frames of a moving picture, each on its whole canvas, one at a time, with the canvas size.
pub(super) fn frames<'a>(
    file: &'a [u8],
    limits: &ImageLimits,
) -> Result<(Frames<'a>, u32, u32), ImageError> {
    let Sniffed { format, frames } = sniff(file, limits)?;
    let input = Cursor::new(file);
    match format {
        Format::Gif => {
            let mut decoder = GifDecoder::new(input).map_err(refusal)?;
            let (width, height) = admitted(&mut decoder, frames, limits)?;
            Ok((decoder.into_frames(), width, height))
        }
        Format::WebP => {
            let mut decoder = WebPDecoder::new(input).map_err(refusal)?;
            let (width, height) = admitted(&mut decoder, frames, limits)?;
            Ok((decoder.into_frames(), width, height))
        }
        Format::Jpeg | Format::Png => Err(ImageError::Corrupt),
    }
}

fn pixels(
    mut decoder: impl ImageDecoder,
    frames: u32,
    limits: &ImageLimits,
) -> Result<(DynamicImage, Orientation), ImageError> {
    admitted(&mut decoder, frames, limits)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let pixels = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    Ok((pixels, orientation))
}

fn admitted(
    decoder: &mut impl ImageDecoder,
    frames: u32,
    limits: &ImageLimits,
) -> Result<(u32, u32), ImageError> {
    let (width, height) = decoder.dimensions();
    check_size(width, height, frames, limits)?;
    if decoder.total_bytes() > MAX_ALLOC {
        return Err(ImageError::TooManyPixels);
    }
    decoder
        .set_limits(decoder_limits(limits))
        .map_err(refusal)?;
    Ok((width, height))
}

fn decoder_limits(limits: &ImageLimits) -> Limits {
    let mut decoder = Limits::default();
    decoder.max_image_width = Some(limits.side);
    decoder.max_image_height = Some(limits.side);
    decoder.max_alloc = Some(MAX_ALLOC);
    decoder
}

/// A decoder's complaint in the terms of the port.
#[expect(
    clippy::needless_pass_by_value,
    reason = "it is what `map_err` hands over"
)]
pub(super) fn refusal(error: image::ImageError) -> ImageError {
    match error {
        image::ImageError::Limits(_) => ImageError::TooManyPixels,
        _ => ImageError::Corrupt,
    }
}
