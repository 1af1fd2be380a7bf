//! A picture or video and its renditions.

use crate::shared::{
    clock::Timestamp,
    id::{MediaId, UserId},
};

/// Declares an enum whose variants have one stored and shown name each.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant),+
        }

        impl $name {
            /// The stored and shown name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Reads [`Self::as_str`] back.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named! {
    /// What it is to the one who looks at it.
    Kind {
        /// A still picture.
        Image = "image",
        /// A moving picture without sound.
        Gif = "gif",
        /// A video; what is seen of it before it plays is its poster.
        Video = "video",
    }
}

named! {
    /// How far the work on it is.
    Status {
        /// Some renditions are still being made.
        Processing = "processing",
        /// All renditions are there.
        Ready = "ready",
        /// It could not be finished.
        Failed = "failed",
    }
}

named! {
    /// What it was uploaded for. A picture serves one thing, once.
    Purpose {
        /// To be attached to a post.
        Post = "post",
        /// To be attached to a comment.
        Comment = "comment",
        /// The picture of a page that a post links to.
        Preview = "preview",
        /// A profile picture.
        Avatar = "avatar",
        /// The wide picture behind a profile.
        Cover = "cover",
        /// The wide picture above a group.
        Banner = "banner",
        /// The picture of an event.
        Event = "event",
    }
}

named! {
    /// A rendition, by the size it is meant for. All but the video are WebP; none has metadata.
    VariantName {
        /// Longest side at most 2048 pixels: the lightbox.
        Large = "large",
        /// Longest side at most 1024 pixels: a card on a desktop.
        Medium = "medium",
        /// Longest side at most 640 pixels: a card on a phone.
        Small = "small",
        /// At most 160 pixels, cut square for avatars: lists.
        Thumb = "thumb",
        /// The moving picture, longest side at most 1024 pixels. Only a [`Kind::Gif`] has it, once it is ready.
        Animated = "animated",
        /// The video as MP4 that every browser plays from its first bytes on, longest side at most 1280 pixels. Only a
        /// [`Kind::Video`] has it, once it is ready.
        Video = "video",
    }
}

impl Purpose {
    /// Whether a picture that moves goes on moving. As an avatar or cover it would distract on every page.
    #[must_use]
    pub const fn moves(self) -> bool {
        matches!(self, Self::Post | Self::Comment)
    }
}

named! {
    /// Why a video could not be made playable.
    VideoFailure {
        /// It breaks off, contradicts itself, or cannot be decoded.
        Corrupt = "corrupt_video",
        /// It plays for longer than videos may.
        TooLong = "too_long",
        /// Decoding it takes more time or memory than there is for one video.
        TooHeavy = "too_heavy",
        /// The server lost the means to work on it, or the upload itself.
        Lost = "lost",
    }
}

/// What only a video has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Video {
    /// How long it plays in milliseconds; `None` until that is known.
    pub duration_ms: Option<u32>,
    /// How much of the work on it is done, in percent.
    pub progress: u8,
    /// Why it failed, when it did.
    pub failure: Option<VideoFailure>,
}

impl VariantName {
    /// The renditions that do not move, smallest first.
    pub const STILLS: [Self; 4] = [Self::Thumb, Self::Small, Self::Medium, Self::Large];

    /// The most pixels its longer side has.
    #[must_use]
    pub const fn longest_side(self) -> u32 {
        match self {
            Self::Large => 2048,
            Self::Video => 1280,
            Self::Medium | Self::Animated => 1024,
            Self::Small => 640,
            Self::Thumb => 160,
        }
    }

    /// Whether it is a picture that does not move.
    #[must_use]
    pub const fn is_still(self) -> bool {
        !matches!(self, Self::Animated | Self::Video)
    }
}

/// One stored rendition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Which one.
    pub name: VariantName,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes in hexadecimal, for conditional requests.
    pub digest: String,
}

/// An uploaded picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Its id.
    pub id: MediaId,
    /// Who uploaded it.
    pub owner: UserId,
    /// What for.
    pub purpose: Purpose,
    /// What it is.
    pub kind: Kind,
    /// How far the work on it is.
    pub status: Status,
    /// Width in pixels, after orientation was applied.
    pub width: u32,
    /// Height in pixels, after orientation was applied.
    pub height: u32,
    /// Thumbhash in base64: a blurred placeholder of some 25 bytes.
    pub placeholder: String,
    /// Description for those who do not see it; empty when none was given.
    pub alt_text: String,
    /// The renditions that are there; of a video, those of its poster too.
    pub variants: Vec<Variant>,
    /// What is known of a [`Kind::Video`]; `None` for pictures.
    pub video: Option<Video>,
    /// When it was uploaded.
    pub created_at: Timestamp,
}

impl Media {
    /// The rendition to send when `name` is asked for: that one, or, when the picture is too small to have it, the
    /// largest still one. `None` only for [`VariantName::Animated`] of a picture that does not move (yet), and for
    /// [`VariantName::Video`] of what is no video (yet).
    #[must_use]
    pub fn rendition(&self, name: VariantName) -> Option<&Variant> {
        let exact = self.variants.iter().find(|variant| variant.name == name);
        if exact.is_some() || !name.is_still() {
            return exact;
        }
        self.variants
            .iter()
            .filter(|variant| variant.name.is_still())
            .max_by_key(|variant| variant.width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::fixture;

    #[test]
    fn names_survive_their_stored_form() {
        for name in VariantName::STILLS {
            assert_eq!(VariantName::parse(name.as_str()), Some(name));
        }
        assert_eq!(Purpose::parse("avatar"), Some(Purpose::Avatar));
        assert_eq!(Status::parse("done"), None);
    }

    #[test]
    fn a_picture_too_small_for_a_rendition_gives_its_largest() {
        let media = fixture::still(7, 3);
        assert_eq!(
            media.rendition(VariantName::Thumb).unwrap().name,
            VariantName::Thumb
        );
        assert_eq!(
            media.rendition(VariantName::Large).unwrap().name,
            VariantName::Small
        );
        assert_eq!(media.rendition(VariantName::Animated), None);
        assert_eq!(media.rendition(VariantName::Video), None);
    }
}
