//! Generated pictures for demo data: landscapes, still lifes, plain portraits. The same seed draws the same picture.

mod chance;
mod hills;
mod paint;
mod portrait;
mod still;

pub use chance::Chance;

/// The light of a picture: which colours it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Spring greens.
    Green,
    /// Cool blues.
    Blue,
    /// Orange and brown.
    Dusk,
    /// Violet and rose.
    Violet,
    /// Teal and cream.
    Teal,
}

impl Tone {
    /// All there are.
    pub const ALL: [Self; 5] = [
        Self::Green,
        Self::Blue,
        Self::Dusk,
        Self::Violet,
        Self::Teal,
    ];
}

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// Lines of hills under a sky with a sun.
    Hills(Tone),
    /// Blurred round lights in the dark.
    Lights,
    /// A shelf of books.
    Books,
    /// A vegetable bed: rows of plants in dark earth.
    Beds,
    /// A climbing wall with holds.
    Wall,
    /// A round loaf of bread on a cloth.
    Loaf,
}

/// A picture of `scene` as a PNG file, `width` by `height` pixels.
#[must_use]
pub fn draw(scene: Scene, seed: u64, width: u32, height: u32) -> Vec<u8> {
    let chance = Chance::new(seed);
    match scene {
        Scene::Hills(tone) => hills::draw(chance, tone, width, height),
        Scene::Lights => still::lights(chance, width, height),
        Scene::Books => still::books(chance, width, height),
        Scene::Beds => still::beds(chance, width, height),
        Scene::Wall => still::wall(chance, width, height),
        Scene::Loaf => still::loaf(chance, width, height),
    }
}

/// A portrait as a square PNG file: head and shoulders on a plain ground.
#[must_use]
pub fn portrait(seed: u64, side: u32) -> Vec<u8> {
    portrait::draw(Chance::new(seed), side)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCENES: [Scene; 7] = [
        Scene::Hills(Tone::Green),
        Scene::Hills(Tone::Dusk),
        Scene::Lights,
        Scene::Books,
        Scene::Beds,
        Scene::Wall,
        Scene::Loaf,
    ];

    #[test]
    fn the_same_seed_draws_the_same_and_another_does_not() {
        for scene in SCENES {
            assert_eq!(draw(scene, 7, 64, 48), draw(scene, 7, 64, 48), "{scene:?}");
            assert_ne!(draw(scene, 7, 64, 48), draw(scene, 8, 64, 48), "{scene:?}");
        }
        assert_eq!(portrait(1, 32), portrait(1, 32));
        assert_ne!(portrait(1, 32), portrait(2, 32));
    }

    #[test]
    fn what_is_drawn_is_a_picture_of_the_size_asked_for() {
        for scene in SCENES {
            let picture = image::load_from_memory(&draw(scene, 3, 80, 50)).unwrap();
            assert_eq!((picture.width(), picture.height()), (80, 50), "{scene:?}");
        }
    }
}
