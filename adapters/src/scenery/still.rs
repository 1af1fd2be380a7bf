//! Still lifes.

use super::{
    Chance,
    paint::{Colour, lit, mix, picture, pixels},
};

const BRIGHT: [Colour; 6] = [
    [214.0, 92.0, 70.0],
    [232.0, 178.0, 74.0],
    [88.0, 142.0, 116.0],
    [70.0, 112.0, 158.0],
    [146.0, 96.0, 148.0],
    [226.0, 214.0, 190.0],
];
const LAMPS: [Colour; 4] = [
    [255.0, 186.0, 96.0],
    [255.0, 220.0, 150.0],
    [240.0, 130.0, 90.0],
    [150.0, 180.0, 220.0],
];

fn one_of(chance: &mut Chance, of: &[Colour]) -> Colour {
    chance.pick(of).copied().unwrap_or_default()
}

/// Blurred round lights in the dark.
pub(super) fn lights(mut chance: Chance, width: u32, height: u32) -> Vec<u8> {
    let (w, h) = (pixels(width), pixels(height));
    let lamps: Vec<(f32, f32, f32, Colour, f32)> = (0..28)
        .map(|_| {
            let place = (w * chance.share(), h * chance.between(0.05, 0.8));
            let size = h * chance.between(0.03, 0.11);
            let colour = one_of(&mut chance, &LAMPS);
            (place.0, place.1, size, colour, chance.between(0.15, 0.6))
        })
        .collect();
    picture(width, height, |x, y| {
        let night = mix([26.0, 24.0, 40.0], [58.0, 40.0, 44.0], y / h);
        lamps
            .iter()
            .fold(night, |seen, (lx, ly, size, colour, glow)| {
                let edge = ((size - (x - lx).hypot(y - ly)) / (0.12 * size)).clamp(0.0, 1.0);
                lit(seen, *colour, edge * glow)
            })
    })
}

/// A shelf of books.
pub(super) fn books(mut chance: Chance, width: u32, height: u32) -> Vec<u8> {
    let (w, h) = (pixels(width), pixels(height));
    let mut spines: Vec<(f32, f32, Colour)> = Vec::new();
    let mut right = 0.0;
    while right < w {
        right += w * chance.between(0.025, 0.06);
        let tall = h * chance.between(0.12, 0.3);
        spines.push((right, tall, one_of(&mut chance, &BRIGHT)));
    }
    let board = 0.86 * h;
    picture(width, height, |x, y| {
        if y > board {
            return mix(
                [150.0, 108.0, 70.0],
                [104.0, 70.0, 44.0],
                (y - board) / (h - board),
            );
        }
        match spines.iter().find(|(right, _, _)| x < *right) {
            Some((right, top, _)) if y < *top || right - x < 0.002 * w => [72.0, 56.0, 46.0],
            Some((_, top, _)) if (y - top - 0.08 * h).abs() < 0.008 * h => [236.0, 222.0, 190.0],
            Some((right, _, colour)) => mix(*colour, [20.0; 3], 4.0 * (x - right).abs() / w),
            None => [72.0, 56.0, 46.0],
        }
    })
}

/// A vegetable bed: rows of plants in dark earth, seen from above.
pub(super) fn beds(mut chance: Chance, width: u32, height: u32) -> Vec<u8> {
    let (w, h) = (pixels(width), pixels(height));
    let plants: Vec<(f32, f32, f32, f32)> = (0..6_u16)
        .flat_map(|row| (0..9_u16).map(move |column| (row, column)))
        .map(|(row, column)| {
            let x = w * (f32::from(column) + chance.between(0.35, 0.65)) / 9.0;
            let y = h * (f32::from(row) + chance.between(0.42, 0.58)) / 6.0;
            (x, y, h * chance.between(0.03, 0.065), chance.share())
        })
        .collect();
    picture(width, height, |x, y| {
        let furrow = (y / h * 6.0 * std::f32::consts::TAU).cos();
        let earth = mix([92.0, 66.0, 48.0], [62.0, 44.0, 34.0], 0.5 + 0.5 * furrow);
        plants.iter().fold(earth, |seen, (px, py, size, fresh)| {
            let (dx, dy) = (x - px, y - py);
            let leaf = size * (0.72 + 0.28 * (dy.atan2(dx) * 7.0 + fresh * 6.0).cos());
            if dx.hypot(dy) > leaf {
                return seen;
            }
            let green = mix([64.0, 110.0, 58.0], [146.0, 178.0, 84.0], *fresh);
            mix([226.0, 238.0, 190.0], green, 0.35 + dx.hypot(dy) / size)
        })
    })
}

/// A climbing wall with holds.
pub(super) fn wall(mut chance: Chance, width: u32, height: u32) -> Vec<u8> {
    let (w, h) = (pixels(width), pixels(height));
    let holds: Vec<(f32, f32, f32, f32, Colour)> = (0..34)
        .map(|_| {
            let place = (w * chance.share(), h * chance.share());
            let size = h * chance.between(0.018, 0.05);
            let flat = chance.between(0.6, 1.5);
            (place.0, place.1, size, flat, one_of(&mut chance, &BRIGHT))
        })
        .collect();
    let lean = chance.between(-0.3, 0.3);
    picture(width, height, |x, y| {
        let panel = ((x + lean * y) / w * 3.0).rem_euclid(1.0);
        let plain = mix([206.0, 200.0, 190.0], [176.0, 170.0, 164.0], panel);
        let seam = if panel < 0.008 {
            mix(plain, [90.0; 3], 0.5)
        } else {
            plain
        };
        holds
            .iter()
            .fold(seam, |seen, (hx, hy, size, flat, colour)| {
                let far = ((x - hx) / flat).hypot(y - hy) / size;
                if far < 1.0 {
                    mix(*colour, [30.0; 3], 0.3 * far * far)
                } else if far < 1.25 && y > *hy {
                    mix(seen, [60.0; 3], 0.35)
                } else {
                    seen
                }
            })
    })
}

/// A round loaf of bread on a cloth.
pub(super) fn loaf(mut chance: Chance, width: u32, height: u32) -> Vec<u8> {
    let (w, h) = (pixels(width), pixels(height));
    let (cx, cy) = (
        w * chance.between(0.42, 0.58),
        h * chance.between(0.46, 0.56),
    );
    let size = h * chance.between(0.3, 0.37);
    let (cuts, turn) = (chance.between(2.6, 4.4).round(), 3.0 * chance.share());
    let cloth = one_of(&mut chance, &BRIGHT);
    picture(width, height, |x, y| {
        let (dx, dy) = ((x - cx) / (1.18 * size), (y - cy) / size);
        let far = dx.hypot(dy);
        if far > 1.0 {
            let weave = (x / w * 60.0).sin() * (y / h * 45.0).sin();
            let ground = mix(
                [238.0, 232.0, 220.0],
                cloth,
                if weave > 0.55 { 0.5 } else { 0.08 },
            );
            return mix([70.0, 56.0, 48.0], ground, (far - 0.82) * 3.0);
        }
        let across = dx * turn.cos() + dy * turn.sin();
        let cut = (across * cuts * std::f32::consts::PI).cos().abs() < 0.16 && far < 0.86;
        let crust = mix(
            [206.0, 142.0, 76.0],
            [112.0, 62.0, 30.0],
            far.powi(3) + 0.2 * (dy + 0.4),
        );
        if cut {
            mix(crust, [240.0, 222.0, 186.0], 0.75)
        } else {
            crust
        }
    })
}
