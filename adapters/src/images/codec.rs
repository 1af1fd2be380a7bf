//! The image codec: untrusted bytes in, clean WebP out, on threads of its own.

use async_trait::async_trait;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::DynamicImage;
use kith_core::media::{
    Crop, ImageCodec, ImageError, ImageLimits, Kind, Rendered, Rendition, VariantName,
};
use tokio::sync::Semaphore;

use super::{
    animation,
    decode::{Decoded, decode},
    pool::Pool,
    webp_file,
};

/// Threads that decode and encode. More would hold more decoded pictures in memory at once.
const THREADS: usize = 2;
/// Pictures that wait for a thread; more are refused as busy.
const WAITING: usize = 32;
/// Side of the picture that the placeholder is computed of; the algorithm takes at most 100.
const PLACEHOLDER_SIDE: u32 = 100;

/// JPEG, PNG, GIF and WebP to WebP.
pub struct Images {
    pool: Pool,
    limits: ImageLimits,
    /// Moving pictures take seconds: one thread stays free for those that somebody waits for.
    animating: Semaphore,
}

impl Images {
    /// Starts the threads.
    pub fn new(limits: ImageLimits) -> std::io::Result<Self> {
        Ok(Self {
            pool: Pool::start(THREADS, WAITING)?,
            limits,
            animating: Semaphore::new(THREADS - 1),
        })
    }
}

#[async_trait]
impl ImageCodec for Images {
    async fn render(&self, upload: Bytes, crop: Crop) -> Result<Rendered, ImageError> {
        let limits = self.limits;
        self.pool.run(move || render(&upload, crop, &limits)).await
    }

    async fn animate(&self, upload: Bytes) -> Result<Rendition, ImageError> {
        let _turn = self
            .animating
            .acquire()
            .await
            .map_err(|_| ImageError::Busy)?;
        let limits = self.limits;
        self.pool
            .run(move || animation::animate(&upload, &limits))
            .await
    }
}

fn render(file: &[u8], crop: Crop, limits: &ImageLimits) -> Result<Rendered, ImageError> {
    let Decoded {
        pixels,
        orientation,
        frames,
    } = decode(file, limits)?;
    let pixels = match crop {
        Crop::Whole => pixels,
        Crop::Square => middle(&pixels),
    };
    // Shrunk first and turned second: turning the full size costs five times as much.
    let (mut width, mut height) = (pixels.width(), pixels.height());
    let (small_width, small_height) = fitted(width, height, VariantName::Large.longest_side());
    let mut base = resized(&pixels, small_width, small_height)?;
    drop(pixels);
    base.apply_orientation(orientation);
    if (base.width(), base.height()) != (small_width, small_height)
        && (base.width(), base.height()) == (small_height, small_width)
    {
        (width, height) = (height, width);
    }
    let placeholder = placeholder(&base)?;
    let stills = stills(base, width.max(height))?;
    let kind = if frames > 1 { Kind::Gif } else { Kind::Image };
    Ok(Rendered {
        kind,
        width,
        height,
        placeholder,
        stills,
    })
}

/// The renditions smaller than the picture and one at its own size, each made of the next larger.
fn stills(base: DynamicImage, longest: u32) -> Result<Vec<Rendition>, ImageError> {
    let smaller = VariantName::STILLS
        .into_iter()
        .filter(|name| name.longest_side() < longest)
        .count();
    let names = VariantName::STILLS.into_iter().take(smaller + 1).rev();
    let mut stills = Vec::with_capacity(smaller + 1);
    let mut picture = base;
    for name in names {
        let (width, height) = fitted(picture.width(), picture.height(), name.longest_side());
        picture = resized(&picture, width, height)?;
        stills.push(Rendition {
            name,
            width,
            height,
            bytes: webp_file::encode(&picture)?,
        });
    }
    stills.reverse();
    Ok(stills)
}

fn placeholder(picture: &DynamicImage) -> Result<String, ImageError> {
    let (width, height) = fitted(picture.width(), picture.height(), PLACEHOLDER_SIDE);
    let tiny = resized(picture, width, height)?.into_rgba8();
    Ok(STANDARD.encode(thumbhash::rgba_to_thumb_hash(
        width as usize,
        height as usize,
        &tiny,
    )))
}

/// The square in the middle.
fn middle(picture: &DynamicImage) -> DynamicImage {
    let side = picture.width().min(picture.height());
    picture.crop_imm(
        (picture.width() - side) / 2,
        (picture.height() - side) / 2,
        side,
        side,
    )
}

/// The size that fits into a square of `most` pixels with the same proportions; never larger, never nothing.
pub(super) fn fitted(width: u32, height: u32, most: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= most {
        return (width, height);
    }
    let scaled = |side: u32| {
        let rounded =
            (u64::from(side) * u64::from(most) + u64::from(longest) / 2) / u64::from(longest);
        u32::try_from(rounded).unwrap_or(most).max(1)
    };
    (scaled(width), scaled(height))
}

/// The picture at this size, with eight bits a channel, with colour, with alpha only where it had some.
pub(super) fn resized(
    picture: &DynamicImage,
    width: u32,
    height: u32,
) -> Result<DynamicImage, ImageError> {
    if (picture.width(), picture.height()) == (width, height) {
        return Ok(eight_bit_color(picture.clone()));
    }
    let mut smaller = DynamicImage::new(width, height, picture.color());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new()
        .resize(picture, &mut smaller, &options)
        .map_err(|_| ImageError::Corrupt)?;
    Ok(eight_bit_color(smaller))
}

fn eight_bit_color(picture: DynamicImage) -> DynamicImage {
    match picture {
        DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => picture,
        other if other.color().has_alpha() => DynamicImage::ImageRgba8(other.into_rgba8()),
        other => DynamicImage::ImageRgb8(other.into_rgb8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proportions_are_kept_and_no_side_vanishes() {
        assert_eq!(fitted(4_000, 3_000, 2_048), (2_048, 1_536));
        assert_eq!(fitted(3_000, 4_000, 2_048), (1_536, 2_048));
        assert_eq!(fitted(100, 50, 160), (100, 50));
        assert_eq!(fitted(10_000, 1, 160), (160, 1));
    }
}
