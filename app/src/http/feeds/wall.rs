//! Places in a profile's list, as cursors hold them.

use kith_core::{feeds::WallSpot, shared::id::PostId};

use crate::http::paging::CursorKey;

impl CursorKey for WallSpot {
    /// What was pinned was shown to whom the cursor is given: it tells nobody of a post that they may not see.
    fn to_bytes(&self) -> Vec<u8> {
        let pinned = self.pinned.map(|pinned| pinned.get().to_be_bytes());
        let post = self.post.get().to_be_bytes();
        post.into_iter()
            .chain(pinned.into_iter().flatten())
            .collect()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (post, pinned) = bytes.split_first_chunk()?;
        let pinned = match pinned {
            [] => None,
            pinned => Some(PostId::new(i64::from_bytes(pinned)?)),
        };
        Some(Self {
            post: PostId::new(i64::from_be_bytes(*post)),
            pinned,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_its_cursor() {
        for pinned in [None, Some(PostId::new(i64::MAX))] {
            let spot = WallSpot {
                post: PostId::new(i64::MAX - 1),
                pinned,
            };
            let bytes = spot.to_bytes();
            assert_eq!(WallSpot::from_bytes(&bytes), Some(spot));
            assert_eq!(WallSpot::from_bytes(&bytes[1..]), None);
        }
        assert_eq!(WallSpot::from_bytes(&[0; 17]), None);
    }
}
