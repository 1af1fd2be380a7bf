//! Generated pictures for demo data: hills under a sky, and plain portraits. The same seed draws the same picture.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

/// A small deterministic source of numbers: `SplitMix64` (Steele, Lea, Flood 2014).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The sequence that belongs to `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub const fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = end.max(1) as u64;
        usize::try_from(self.number() % end).unwrap_or(0)
    }

    /// A number from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "24 bits fit a float exactly")]
    pub fn share(&mut self) -> f32 {
        (self.number() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// One of the choices.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let at = self.below(choices.len());
        choices.get(at)
    }
}

type Colour = [f32; 3];

/// Sky above, sky below, far hills, near hills.
const PALETTES: [[Colour; 4]; 5] = [
    [
        [214.0, 226.0, 222.0],
        [246.0, 241.0, 214.0],
        [184.0, 208.0, 184.0],
        [52.0, 90.0, 62.0],
    ],
    [
        [196.0, 221.0, 238.0],
        [240.0, 246.0, 248.0],
        [148.0, 182.0, 204.0],
        [46.0, 82.0, 108.0],
    ],
    [
        [250.0, 214.0, 165.0],
        [252.0, 238.0, 214.0],
        [226.0, 160.0, 110.0],
        [106.0, 52.0, 44.0],
    ],
    [
        [222.0, 212.0, 236.0],
        [250.0, 232.0, 232.0],
        [178.0, 160.0, 204.0],
        [62.0, 50.0, 96.0],
    ],
    [
        [206.0, 232.0, 230.0],
        [250.0, 248.0, 226.0],
        [150.0, 196.0, 174.0],
        [28.0, 78.0, 74.0],
    ],
];

/// A landscape as a PNG file, `width` by `height` pixels.
#[must_use]
pub fn landscape(seed: u64, width: u32, height: u32) -> Vec<u8> {
    let mut chance = Chance::new(seed);
    let [sky, glow, far, near] = PALETTES
        .get(chance.below(PALETTES.len()))
        .copied()
        .unwrap_or(PALETTES[0]);
    let (w, h) = (pixels(width), pixels(height));
    let sun = (
        w * (0.2 + 0.6 * chance.share()),
        h * (0.15 + 0.25 * chance.share()),
        h * (0.05 + 0.05 * chance.share()),
    );
    let ridges: Vec<Ridge> = (0..5)
        .map(|depth| Ridge::new(&mut chance, depth, w, h))
        .collect();
    png(&RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (pixels(x), pixels(y));
        let nearest = ridges.iter().rev().find(|ridge| y > ridge.line(x));
        let colour = match nearest {
            Some(ridge) => mix(far, near, ridge.depth + 0.12 * (y / h - 0.5)),
            None if (x - sun.0).hypot(y - sun.1) < sun.2 => [255.0, 250.0, 226.0],
            None => mix(sky, glow, y / h),
        };
        quantised(colour)
    }))
}

/// A portrait as a square PNG file: head and shoulders on a plain ground.
#[must_use]
pub fn portrait(seed: u64, side: u32) -> Vec<u8> {
    const SKIN: [Colour; 5] = [
        [244.0, 214.0, 190.0],
        [224.0, 178.0, 140.0],
        [186.0, 132.0, 94.0],
        [134.0, 88.0, 60.0],
        [92.0, 60.0, 44.0],
    ];
    const HAIR: [Colour; 5] = [
        [38.0, 32.0, 30.0],
        [86.0, 56.0, 36.0],
        [164.0, 110.0, 58.0],
        [196.0, 190.0, 184.0],
        [120.0, 44.0, 30.0],
    ];
    let mut chance = Chance::new(seed);
    let one = |chance: &mut Chance, of: &[Colour; 5]| {
        of.get(chance.below(5)).copied().unwrap_or([0.0; 3])
    };
    let (skin, hair) = (one(&mut chance, &SKIN), one(&mut chance, &HAIR));
    let [ground, _, coat, _] = PALETTES
        .get(chance.below(PALETTES.len()))
        .copied()
        .unwrap_or(PALETTES[0]);
    let (long_hair, s) = (chance.share() > 0.5, pixels(side));
    png(&RgbImage::from_fn(side, side, |x, y| {
        let (x, y) = (pixels(x) / s - 0.5, pixels(y) / s);
        let oval = |cy: f32, rx: f32, ry: f32| (x / rx).powi(2) + ((y - cy) / ry).powi(2) < 1.0;
        let colour = if oval(0.46, 0.17, 0.21) && y > 0.36 {
            skin
        } else if oval(0.42, 0.21, 0.24) && (y < 0.44 || long_hair) {
            hair
        } else if x.abs() < 0.07 && (0.6..0.76).contains(&y) {
            mix(skin, [0.0; 3], 0.12)
        } else if oval(1.05, 0.38, 0.34) {
            coat
        } else {
            ground
        };
        quantised(colour)
    }))
}

/// One line of hills.
struct Ridge {
    /// 0 far, 1 near.
    depth: f32,
    base: f32,
    waves: [(f32, f32, f32); 3],
}

impl Ridge {
    fn new(chance: &mut Chance, order: u16, w: f32, h: f32) -> Self {
        let depth = f32::from(order) / 4.0;
        let wave = |chance: &mut Chance, length: f32, size: f32| {
            (
                std::f32::consts::TAU / (w * length * (0.7 + 0.6 * chance.share())),
                h * size * chance.share(),
                7.0 * chance.share(),
            )
        };
        let waves = [
            wave(chance, 1.1, 0.09),
            wave(chance, 0.45, 0.05),
            wave(chance, 0.13, 0.012),
        ];
        Self {
            depth,
            base: h * (0.45 + 0.42 * depth),
            waves,
        }
    }

    /// How far down the ridge begins at `x`, in pixels from the top.
    fn line(&self, x: f32) -> f32 {
        self.base
            - self
                .waves
                .iter()
                .map(|(rate, size, shift)| size * (1.0 + (x * rate + shift).sin()))
                .sum::<f32>()
    }
}

fn mix(a: Colour, b: Colour, share: f32) -> Colour {
    let share = share.clamp(0.0, 1.0);
    std::array::from_fn(|i| match (a.get(i), b.get(i)) {
        (Some(a), Some(b)) => a + (b - a) * share,
        _ => 0.0,
    })
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
    clippy::cast_precision_loss,
    reason = "pictures are far smaller than 2^24 pixels a side"
)]
fn pixels(count: u32) -> f32 {
    count as f32
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_and_another_does_not() {
        assert_eq!(landscape(7, 64, 48), landscape(7, 64, 48));
        assert_ne!(landscape(7, 64, 48), landscape(8, 64, 48));
        assert_ne!(portrait(1, 32), portrait(2, 32));
    }

    #[test]
    fn what_is_drawn_is_a_picture_of_the_size_asked_for() {
        let picture = image::load_from_memory(&landscape(3, 80, 50)).unwrap();
        assert_eq!((picture.width(), picture.height()), (80, 50));
    }
}
