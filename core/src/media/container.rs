//! What a file is that may be a video, by its first bytes.

/// The containers of videos that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// MP4 and MOV, which are one format under two names.
    Mp4,
    /// WebM.
    WebM,
}

/// How many bytes of a file [`Container::of`] wants to see.
pub const CONTAINER_HEAD: usize = 64;

/// Brands of files in the form of an MP4 that hold pictures (ISO/IEC 23008-12).
const PICTURE_BRANDS: [&[u8]; 8] = [
    b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1",
];

impl Container {
    /// What a file is that begins with `head`; `None` when it is no video that is taken. Playlists, which would make a
    /// reader open other files, are text and begin like neither.
    #[must_use]
    pub fn of(head: &[u8]) -> Option<Self> {
        if let Some(rest) = head.strip_prefix(b"\x1A\x45\xDF\xA3") {
            // The type of the document stands in the header (RFC 8794, 11.2.6); other Matroska is not taken.
            let is_webm = rest.windows(7).any(|part| part == b"\x42\x82\x84webm");
            return is_webm.then_some(Self::WebM);
        }
        match head.get(4..8)? {
            b"ftyp" => {
                let brand = head.get(8..12)?;
                (!PICTURE_BRANDS.contains(&brand)).then_some(Self::Mp4)
            }
            // QuickTime before 2001 wrote no type.
            b"moov" | b"mdat" | b"wide" | b"free" | b"skip" | b"pnot" => Some(Self::Mp4),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn videos_are_told_by_their_first_bytes() {
        let webm = b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\xF7\x81\x01\x42\xF2\x81\x04\x42\xF3\x81\x08\x42\x82\x84webm\x42\x87";
        let matroska = b"\x1A\x45\xDF\xA3\xA3\x42\x86\x81\x01\x42\x82\x88matroska\x42\x87\x81\x04";
        let cases: [(&[u8], Option<Container>); 10] = [
            (b"\0\0\0\x20ftypisom\0\0\x02\0", Some(Container::Mp4)),
            (b"\0\0\0\x14ftypqt  \0\0\0\0", Some(Container::Mp4)),
            (b"\0\0\0\x08wide\0\0\x02\0mdat", Some(Container::Mp4)),
            (webm, Some(Container::WebM)),
            (matroska, None),
            (b"\0\0\0\x20ftypavif\0\0\0\0", None),
            (b"\0\0\0\x20ftyp", None),
            (b"#EXTM3U\nfile:///etc/passwd", None),
            (b"ffconcat version 1.0\nfile /etc/passwd", None),
            (b"", None),
        ];
        for (head, expected) in cases {
            assert_eq!(Container::of(head), expected, "{head:?}");
        }
    }
}
