//! Hills under a sky.

use super::{
    Chance, Tone,
    paint::{Colour, mix, picture, pixels},
};

/// Sky above, sky below, far hills, near hills.
const fn palette(tone: Tone) -> [Colour; 4] {
    match tone {
        Tone::Green => [
            [214.0, 226.0, 222.0],
            [246.0, 241.0, 214.0],
            [184.0, 208.0, 184.0],
            [52.0, 90.0, 62.0],
        ],
        Tone::Blue => [
            [196.0, 221.0, 238.0],
            [240.0, 246.0, 248.0],
            [148.0, 182.0, 204.0],
            [46.0, 82.0, 108.0],
        ],
        Tone::Dusk => [
            [250.0, 214.0, 165.0],
            [252.0, 238.0, 214.0],
            [226.0, 160.0, 110.0],
            [106.0, 52.0, 44.0],
        ],
        Tone::Violet => [
            [222.0, 212.0, 236.0],
            [250.0, 232.0, 232.0],
            [178.0, 160.0, 204.0],
            [62.0, 50.0, 96.0],
        ],
        Tone::Teal => [
            [206.0, 232.0, 230.0],
            [250.0, 248.0, 226.0],
            [150.0, 196.0, 174.0],
            [28.0, 78.0, 74.0],
        ],
    }
}

pub(super) fn draw(mut chance: Chance, tone: Tone, width: u32, height: u32) -> Vec<u8> {
    let [sky, glow, far, near] = palette(tone);
    let (w, h) = (pixels(width), pixels(height));
    let sun = (
        w * chance.between(0.2, 0.8),
        h * chance.between(0.15, 0.4),
        h * chance.between(0.05, 0.1),
    );
    let ridges: Vec<Ridge> = (0..5)
        .map(|order| Ridge::new(&mut chance, order, width, height))
        .collect();
    picture(width, height, |x, y| {
        match ridges.iter().rev().find(|ridge| y > ridge.line(x)) {
            Some(ridge) => mix(far, near, ridge.depth + 0.12 * (y / h - 0.5)),
            None if (x - sun.0).hypot(y - sun.1) < sun.2 => [255.0, 250.0, 226.0],
            None => mix(sky, glow, y / h),
        }
    })
}

/// One line of hills.
struct Ridge {
    /// 0 far, 1 near.
    depth: f32,
    /// For every column, how far down the hills begin, in pixels from the top.
    line: Vec<f32>,
}

impl Ridge {
    fn new(chance: &mut Chance, order: u16, width: u32, height: u32) -> Self {
        let (depth, w, h) = (f32::from(order) / 4.0, pixels(width), pixels(height));
        let base = h * (0.45 + 0.42 * depth);
        let waves = [(1.1, 0.09), (0.45, 0.05), (0.13, 0.012)].map(|(length, size)| {
            let rate = std::f32::consts::TAU / (w * length * chance.between(0.7, 1.3));
            (rate, h * size * chance.share(), 7.0 * chance.share())
        });
        let line = |x: f32| {
            let up: f32 = waves
                .iter()
                .map(|(rate, size, shift)| size * (1.0 + (x * rate + shift).sin()))
                .sum();
            base - up
        };
        Self {
            depth,
            line: (0..width).map(|x| line(pixels(x))).collect(),
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "columns are whole and not negative"
    )]
    fn line(&self, x: f32) -> f32 {
        self.line.get(x as usize).copied().unwrap_or_default()
    }
}
