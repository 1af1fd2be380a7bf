//! Making the moving rendition: one frame in memory at a time, and of each only the rectangle that changed.

use image::{DynamicImage, Frame, RgbaImage, imageops};
use kith_core::media::{ImageError, ImageLimits, Rendition, VariantName};

use super::{
    codec::{fitted, resized},
    decode::{frames, refusal},
    webp_file::{Animation, Step},
};

/// What browsers do with frames that ask for less than 20 ms: they show them for 100 ms.
const DEFAULT_DELAY_MS: u32 = 100;

/// Turns a moving GIF or WebP into a moving WebP at most 1024 pixels wide and high.
pub(super) fn animate(file: &[u8], limits: &ImageLimits) -> Result<Rendition, ImageError> {
    let (frames, width, height) = frames(file, limits)?;
    let (width, height) = fitted(width, height, VariantName::Animated.longest_side());
    let mut animation = Animation::new(width, height);
    let mut shown: Option<Shown> = None;

    for frame in frames.take(limits.frames as usize) {
        let frame = frame.map_err(refusal)?;
        let milliseconds = delay(&frame);
        let picture = resized(
            &DynamicImage::ImageRgba8(frame.into_buffer()),
            width,
            height,
        )?
        .into_rgba8();
        match shown.as_mut() {
            None => shown = Some(Shown::first(picture, milliseconds)),
            Some(shown) => shown.advance(picture, milliseconds, &mut animation)?,
        }
    }
    shown.ok_or(ImageError::Corrupt)?.write(&mut animation)?;
    let (bytes, width, height) = animation.finish();
    Ok(Rendition {
        name: VariantName::Animated,
        width,
        height,
        bytes,
    })
}

fn delay(frame: &Frame) -> u32 {
    let (numerator, denominator) = frame.delay().numer_denom_ms();
    match numerator / denominator.max(1) {
        0..20 => DEFAULT_DELAY_MS,
        milliseconds => milliseconds,
    }
}

/// The frame on the screen, not written yet: the next may turn out to be the same, and then it only stays longer.
struct Shown {
    canvas: RgbaImage,
    changed: Rect,
    milliseconds: u32,
}

impl Shown {
    fn first(canvas: RgbaImage, milliseconds: u32) -> Self {
        let changed = Rect {
            left: 0,
            top: 0,
            right: canvas.width(),
            bottom: canvas.height(),
        };
        Self {
            canvas,
            changed,
            milliseconds,
        }
    }

    fn advance(
        &mut self,
        next: RgbaImage,
        milliseconds: u32,
        animation: &mut Animation,
    ) -> Result<(), ImageError> {
        let Some(changed) = difference(&self.canvas, &next) else {
            self.milliseconds = self.milliseconds.saturating_add(milliseconds);
            return Ok(());
        };
        self.write(animation)?;
        *self = Self {
            canvas: next,
            changed,
            milliseconds,
        };
        Ok(())
    }

    fn write(&self, animation: &mut Animation) -> Result<(), ImageError> {
        let Rect {
            left,
            top,
            right,
            bottom,
        } = self.changed;
        let part =
            imageops::crop_imm(&self.canvas, left, top, right - left, bottom - top).to_image();
        animation.push(&Step {
            picture: &DynamicImage::ImageRgba8(part),
            left,
            top,
            milliseconds: self.milliseconds,
        })
    }
}

/// A rectangle whose left and top are even, as the container wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rect {
    left: u32,
    top: u32,
    right: u32,
    bottom: u32,
}

/// What must be drawn to turn `before` into `after`; `None` when they are the same.
fn difference(before: &RgbaImage, after: &RgbaImage) -> Option<Rect> {
    let mut rect: Option<Rect> = None;
    for (y, (old, new)) in (0..).zip(before.rows().zip(after.rows())) {
        let mut changed = (0..)
            .zip(old.zip(new))
            .filter(|(_, (old, new))| old != new)
            .map(|(x, _)| x);
        let Some(first) = changed.next() else {
            continue;
        };
        let last = changed.last().unwrap_or(first);
        let so_far = rect.unwrap_or(Rect {
            left: first,
            top: y,
            right: last + 1,
            bottom: y + 1,
        });
        rect = Some(Rect {
            left: so_far.left.min(first),
            right: so_far.right.max(last + 1),
            bottom: y + 1,
            ..so_far
        });
    }
    rect.map(|rect| Rect {
        left: rect.left & !1,
        top: rect.top & !1,
        ..rect
    })
}

#[cfg(test)]
mod tests {
    use image::Rgba;

    use super::*;

    #[test]
    fn only_what_changed_is_drawn_from_an_even_corner() {
        let before = RgbaImage::new(10, 10);
        let mut after = before.clone();
        assert_eq!(difference(&before, &after), None);
        after.put_pixel(5, 3, Rgba([1, 2, 3, 255]));
        after.put_pixel(7, 8, Rgba([1, 2, 3, 255]));
        assert_eq!(
            difference(&before, &after),
            Some(Rect {
                left: 4,
                top: 2,
                right: 8,
                bottom: 9
            })
        );
    }
}
