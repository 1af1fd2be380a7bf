//! Writing WebP files. libwebp encodes single frames; the container of a moving picture is put together here, frame
//! by frame, because the library's own animation encoder keeps every frame in memory, twice.
//! Format: RFC 9649.

use bytes::Bytes;
use image::DynamicImage;
use kith_core::media::ImageError;
use webp::{Encoder, WebPConfig};

/// Where a good picture ends and a large file begins.
const QUALITY: f32 = 80.0;
/// Effort, 0 to 6. At 2 a picture takes half the time of the default 4 and 2 % more bytes.
const METHOD: i32 = 2;

/// Encodes a picture without any metadata.
pub(super) fn encode(picture: &DynamicImage) -> Result<Bytes, ImageError> {
    let mut config = WebPConfig::new().map_err(|()| ImageError::Corrupt)?;
    config.quality = QUALITY;
    config.method = METHOD;
    let (width, height) = (picture.width(), picture.height());
    let encoded = if picture.color().has_alpha() {
        Encoder::from_rgba(&picture.to_rgba8(), width, height).encode_advanced(&config)
    } else {
        Encoder::from_rgb(&picture.to_rgb8(), width, height).encode_advanced(&config)
    };
    encoded
        .map(|file| Bytes::copy_from_slice(&file))
        .map_err(|_| ImageError::Corrupt)
}

/// A moving picture being written.
pub(super) struct Animation {
    body: Vec<u8>,
    width: u32,
    height: u32,
}

/// One step of a moving picture: what replaces the rectangle at `left`, `top` (both even) for a while.
pub(super) struct Step<'a> {
    pub(super) picture: &'a DynamicImage,
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) milliseconds: u32,
}

impl Animation {
    /// An endless loop on a canvas of this size.
    pub(super) fn new(width: u32, height: u32) -> Self {
        let mut body = Vec::new();
        // Flags: animation (bit 1) and alpha (bit 4); then three reserved bytes.
        let mut features = vec![0b0001_0010, 0, 0, 0];
        features.extend(less_one(width));
        features.extend(less_one(height));
        chunk(&mut body, *b"VP8X", &features);
        // A transparent background, and 0 for "forever".
        chunk(&mut body, *b"ANIM", &[0; 6]);
        Self {
            body,
            width,
            height,
        }
    }

    /// Adds a step.
    pub(super) fn push(&mut self, step: &Step<'_>) -> Result<(), ImageError> {
        let file = encode(step.picture)?;
        let mut frame = Vec::with_capacity(file.len() + 16);
        frame.extend(three(step.left / 2));
        frame.extend(three(step.top / 2));
        frame.extend(less_one(step.picture.width()));
        frame.extend(less_one(step.picture.height()));
        frame.extend(three(step.milliseconds));
        // Replace, do not blend; leave in place.
        frame.push(0b0000_0010);
        frame.extend(image_chunks(&file).ok_or(ImageError::Corrupt)?);
        chunk(&mut self.body, *b"ANMF", &frame);
        Ok(())
    }

    /// The file with its canvas size.
    pub(super) fn finish(self) -> (Bytes, u32, u32) {
        let mut file = Vec::with_capacity(self.body.len() + 12);
        let mut content = b"WEBP".to_vec();
        content.extend(self.body);
        chunk(&mut file, *b"RIFF", &content);
        (file.into(), self.width, self.height)
    }
}

/// The chunks of a single picture's file that a frame consists of.
fn image_chunks(file: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(file.len());
    let mut rest = file.get(12..)?;
    while let Some((header, content)) = rest.split_at_checked(8) {
        let length =
            usize::try_from(u32::from_le_bytes(header.get(4..8)?.try_into().ok()?)).ok()?;
        let padded = length + length % 2;
        if matches!(header.get(..4)?, b"ALPH" | b"VP8 " | b"VP8L") {
            kept.extend(header);
            kept.extend(content.get(..padded)?);
        }
        rest = content.get(padded..)?;
    }
    (!kept.is_empty()).then_some(kept)
}

fn chunk(out: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    out.extend(name);
    out.extend(
        u32::try_from(content.len())
            .unwrap_or(u32::MAX)
            .to_le_bytes(),
    );
    out.extend(content);
    if content.len() % 2 == 1 {
        out.push(0);
    }
}

/// 24 bits, little-endian; larger numbers become the largest.
fn three(number: u32) -> [u8; 3] {
    let [low, middle, high, _] = number.min(0x00FF_FFFF).to_le_bytes();
    [low, middle, high]
}

fn less_one(size: u32) -> [u8; 3] {
    three(size.saturating_sub(1))
}
