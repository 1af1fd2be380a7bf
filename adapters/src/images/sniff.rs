//! What an upload is, by its content alone, and how much it would ask of a decoder.

use kith_core::media::{ImageError, ImageLimits};

/// The formats that are decoded. No other decoder is ever tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Jpeg,
    Png,
    Gif,
    WebP,
}

/// What is known of an upload before any pixel is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sniffed {
    pub(super) format: Format,
    /// 1 for what does not move.
    pub(super) frames: u32,
}

/// Names the format and counts the frames by walking the blocks of the file. A file that ends early is corrupt:
/// some decoders would fill the rest with grey.
pub(super) fn sniff(file: &[u8], limits: &ImageLimits) -> Result<Sniffed, ImageError> {
    let (format, frames) = match file {
        [0xFF, 0xD8, 0xFF, ..] => (Format::Jpeg, jpeg_is_whole(file)),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => (Format::Png, Some(1)),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => (Format::Gif, gif_frames(file, limits)?),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => (Format::WebP, webp_frames(file)),
        _ => return Err(ImageError::UnsupportedType),
    };
    let frames = frames.ok_or(ImageError::Corrupt)?;
    Ok(Sniffed { format, frames })
}

/// Holds the size of the canvas to the limits.
pub(super) fn check_size(
    width: u32,
    height: u32,
    frames: u32,
    limits: &ImageLimits,
) -> Result<(), ImageError> {
    let pixels = u64::from(width) * u64::from(height);
    if width == 0 || height == 0 {
        return Err(ImageError::Corrupt);
    }
    if width > limits.side || height > limits.side || pixels > limits.pixels {
        return Err(ImageError::TooManyPixels);
    }
    if frames > limits.frames
        || (frames > 1 && pixels.saturating_mul(u64::from(frames)) > limits.frame_pixels)
    {
        return Err(ImageError::TooManyFrames);
    }
    Ok(())
}

/// Reads forward through a file; `None` where it ends.
struct Walk<'a> {
    rest: &'a [u8],
}

impl<'a> Walk<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn be16(&mut self) -> Option<u16> {
        Some(u16::from_be_bytes(self.take(2)?.try_into().ok()?))
    }

    fn le16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    fn le32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }
}

/// Whether the end-of-image marker follows the scan (ITU T.81, B.1.1: inside a scan 0xFF is always followed by 0 or a
/// restart marker). Segments before it are stepped over, as a thumbnail in one has an end marker of its own.
fn jpeg_is_whole(file: &[u8]) -> Option<u32> {
    let mut walk = Walk {
        rest: file.get(2..)?,
    };
    loop {
        while walk.byte()? != 0xFF {}
        let mut marker = walk.byte()?;
        while marker == 0xFF {
            marker = walk.byte()?;
        }
        match marker {
            0x01 | 0xD0..=0xD8 => {}
            0xD9 => return None,
            0xDA => {
                return walk
                    .rest
                    .windows(2)
                    .any(|pair| pair == [0xFF, 0xD9])
                    .then_some(1);
            }
            _ => {
                let length = usize::from(walk.be16()?);
                walk.take(length.checked_sub(2)?)?;
            }
        }
    }
}

/// Counts the image blocks of a GIF up to its trailer (`GIF89a` specification, appendix A), not further than the limit.
fn gif_frames(file: &[u8], limits: &ImageLimits) -> Result<Option<u32>, ImageError> {
    let mut walk = Walk {
        rest: file.get(6..).unwrap_or_default(),
    };
    let Some((width, height)) = walk.le16().zip(walk.le16()) else {
        return Ok(None);
    };
    // The canvas first: counting frames of an absurd one is pointless.
    check_size(width.into(), height.into(), 1, limits)?;
    Ok(count_gif_blocks(&mut walk))
}

fn count_gif_blocks(walk: &mut Walk<'_>) -> Option<u32> {
    let flags = walk.byte()?;
    walk.take(2 + color_table(flags))?;
    let mut frames = 0;
    loop {
        match walk.byte()? {
            0x21 => {
                walk.byte()?;
                skip_sub_blocks(walk)?;
            }
            0x2C => {
                let flags = *walk.take(9)?.last()?;
                walk.take(color_table(flags) + 1)?;
                skip_sub_blocks(walk)?;
                frames += 1;
            }
            0x3B => return (frames > 0).then_some(frames),
            _ => return None,
        }
    }
}

fn color_table(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 0x07) + 1)
    }
}

fn skip_sub_blocks(walk: &mut Walk<'_>) -> Option<()> {
    loop {
        match walk.byte()? {
            0 => return Some(()),
            length => walk.take(length.into())?,
        };
    }
}

/// Counts the frames of a WebP: its `ANMF` chunks, or one. What follows the RIFF container is ignored.
fn webp_frames(file: &[u8]) -> Option<u32> {
    let mut header = Walk {
        rest: file.get(4..)?,
    };
    let length = usize::try_from(header.le32()?).ok()?;
    let mut walk = Walk {
        rest: header.take(length)?.get(4..)?,
    };
    let mut frames = 0;
    while !walk.rest.is_empty() {
        let name = walk.take(4)?;
        let length = usize::try_from(walk.le32()?).ok()?;
        walk.take(length)?;
        if length % 2 == 1 {
            let _padding = walk.byte();
        }
        frames += u32::from(name == b"ANMF");
    }
    Some(frames.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(file: &[u8]) -> Result<Sniffed, ImageError> {
        sniff(file, &ImageLimits::default())
    }

    #[test]
    fn only_four_formats_exist() {
        let others: [&[u8]; 8] = [
            b"",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"<!doctype html>",
            b"%PDF-1.7",
            b"BM......",
            b"II*\0....",
            b"#EXTM3U",
            b"\0\0\0\x20ftypavif",
        ];
        for other in others {
            assert_eq!(
                sniffed(other),
                Err(ImageError::UnsupportedType),
                "{other:?}"
            );
        }
    }

    #[test]
    fn an_absurd_gif_canvas_is_refused_by_its_header() {
        let header = b"GIF89a\xFF\xFF\xFF\xFF\0\0\0\x2C\0\0\0\0\xFF\xFF\xFF\xFF\0\x02\0\x3B";
        assert_eq!(sniffed(header), Err(ImageError::TooManyPixels));
    }

    #[test]
    fn gif_frames_are_counted_without_decoding() {
        let frame = b"\x21\xF9\x04\0\0\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
        let mut file = b"GIF89a\x01\0\x01\0\0\0\0".to_vec();
        file.extend(frame.repeat(3));
        assert_eq!(
            sniffed(&file),
            Err(ImageError::Corrupt),
            "without its trailer it is not whole"
        );
        file.push(0x3B);
        file.extend(b"<script>alert(1)</script>");
        assert_eq!(
            sniffed(&file),
            Ok(Sniffed {
                format: Format::Gif,
                frames: 3
            })
        );
    }

    #[test]
    fn an_end_marker_inside_a_thumbnail_does_not_make_a_jpeg_whole() {
        let cut = b"\xFF\xD8\xFF\xE1\0\x06\xFF\xD8\xFF\xD9\xFF\xDA\0\x02scan";
        assert_eq!(sniffed(cut), Err(ImageError::Corrupt));
        assert!(sniffed(&[cut.as_slice(), b"\xFF\xD9"].concat()).is_ok());
    }

    #[test]
    fn frames_times_pixels_are_bounded() {
        let limits = ImageLimits::default();
        assert_eq!(check_size(2_000, 2_000, 1, &limits), Ok(()));
        assert_eq!(
            check_size(2_000, 2_000, 76, &limits),
            Err(ImageError::TooManyFrames)
        );
        assert_eq!(
            check_size(10, 10, 1_001, &limits),
            Err(ImageError::TooManyFrames)
        );
        assert_eq!(
            check_size(16_385, 1, 1, &limits),
            Err(ImageError::TooManyPixels)
        );
        assert_eq!(
            check_size(10_000, 5_001, 1, &limits),
            Err(ImageError::TooManyPixels)
        );
        assert_eq!(check_size(0, 5, 1, &limits), Err(ImageError::Corrupt));
    }
}
