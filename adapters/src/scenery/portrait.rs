//! Head and shoulders on a plain ground.

use super::{
    Chance,
    paint::{Colour, mix, picture, pixels},
};

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
const GROUND: [Colour; 5] = [
    [214.0, 226.0, 222.0],
    [196.0, 221.0, 238.0],
    [250.0, 214.0, 165.0],
    [222.0, 212.0, 236.0],
    [206.0, 232.0, 230.0],
];
const COAT: [Colour; 5] = [
    [58.0, 98.0, 72.0],
    [46.0, 82.0, 108.0],
    [150.0, 74.0, 52.0],
    [86.0, 70.0, 122.0],
    [188.0, 140.0, 60.0],
];

pub(super) fn draw(mut chance: Chance, side: u32) -> Vec<u8> {
    let [skin, hair, ground, coat] =
        [&SKIN, &HAIR, &GROUND, &COAT].map(|of| chance.pick(of).copied().unwrap_or_default());
    let (long_hair, s) = (chance.share() > 0.5, pixels(side));
    picture(side, side, |x, y| {
        let (x, y) = (x / s - 0.5, y / s);
        let oval = |cy: f32, rx: f32, ry: f32| (x / rx).powi(2) + ((y - cy) / ry).powi(2) < 1.0;
        if oval(0.46, 0.17, 0.21) && y > 0.36 {
            skin
        } else if oval(0.42, 0.21, 0.24) && (y < 0.44 || long_hair) {
            hair
        } else if x.abs() < 0.07 && (0.6..0.76).contains(&y) {
            mix(skin, [0.0; 3], 0.12)
        } else if oval(1.05, 0.38, 0.34) {
            coat
        } else {
            ground
        }
    })
}
