//! Sending the bytes of a rendition.

use futures_util::stream;
use kith_core::media::{OpenedMedia, VariantName};
use poem::Body;
use poem_openapi::{
    ApiResponse,
    payload::{Binary, Response},
};

use super::{
    errors::lost,
    range::{Wanted, is_known, wanted},
};
use crate::http::problem::ApiError;

/// What is read at a time: the memory that one slow client holds.
const PIECE: u64 = 256 * 1024;

/// Everything is asked for again each time: a narrowed audience, a block and the end of a session take effect at
/// once. What the browser has kept costs a 304 then.
const CACHING: &str = "private, no-cache";

/// A rendition, or what there is to say instead.
#[derive(ApiResponse)]
#[oai(header(
    name = "Cache-Control",
    ty = "String",
    description = "It may be kept, and must be asked for again each time."
))]
pub enum MediaFile {
    /// The picture, or `video/mp4` for the rendition `video`.
    #[oai(status = 200, content_type = "image/webp")]
    Whole(
        Binary<Body>,
        /// Changes when the bytes do.
        #[oai(header = "ETag")]
        String,
        /// Number of bytes.
        #[oai(header = "Content-Length")]
        u64,
    ),
    /// The part that `Range` asked for.
    #[oai(status = 206, content_type = "image/webp")]
    Part(
        Binary<Body>,
        /// Changes when the bytes do.
        #[oai(header = "ETag")]
        String,
        /// Number of bytes of this part.
        #[oai(header = "Content-Length")]
        u64,
        /// Which part, of how many bytes.
        #[oai(header = "Content-Range")]
        String,
    ),
    /// The client has it: `If-None-Match` names its tag. Only said to those who may see it.
    #[oai(status = 304)]
    Known(
        /// Changes when the bytes do.
        #[oai(header = "ETag")]
        String,
    ),
    /// `Range` asks for bytes beyond the end.
    #[oai(status = 416)]
    Beyond(
        /// How many bytes there are.
        #[oai(header = "Content-Range")]
        String,
    ),
}

/// What a client asks of the bytes.
pub(super) struct Conditions<'a> {
    pub(super) range: Option<&'a str>,
    pub(super) if_range: Option<&'a str>,
    pub(super) if_none_match: Option<&'a str>,
}

/// Answers with the bytes of `opened`, which the asking member may see.
pub(super) async fn send(
    opened: OpenedMedia,
    conditions: &Conditions<'_>,
) -> Result<Response<MediaFile>, ApiError> {
    let length = opened.variant.bytes;
    let tag = format!("\"{}\"", opened.variant.digest);
    let (kind, ending) = match opened.variant.name {
        VariantName::Video => ("video/mp4", "mp4"),
        _ => ("image/webp", "webp"),
    };
    let name = format!(
        "inline; filename=\"{}-{}.{ending}\"",
        opened.id,
        opened.variant.name.as_str()
    );
    let file = if is_known(conditions.if_none_match, &tag) {
        MediaFile::Known(tag)
    } else {
        // A part of another version is worthless to whoever has the rest of this one (RFC 9110, 13.1.5).
        let same_version = conditions.if_range.is_none_or(|known| known == tag);
        match wanted(conditions.range.filter(|_| same_version), length) {
            Wanted::Whole => MediaFile::Whole(body(opened, 0, length).await?, tag, length),
            Wanted::Part(first, end) => {
                let range = format!("bytes {first}-{}/{length}", end - 1);
                MediaFile::Part(body(opened, first, end).await?, tag, end - first, range)
            }
            Wanted::Nothing => MediaFile::Beyond(format!("bytes */{length}")),
        }
    };
    let has_bytes = matches!(file, MediaFile::Whole(..) | MediaFile::Part(..));
    let mut answer = Response::new(file);
    if has_bytes {
        answer = answer.header("Content-Type", kind);
    }
    Ok(answer
        .header("Cache-Control", CACHING)
        .header("Vary", "cookie")
        .header("Accept-Ranges", "bytes")
        .header("Content-Disposition", name)
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("X-Content-Type-Options", "nosniff"))
}

/// The first piece is read before the answer begins, so that a missing file is a proper error.
async fn body(opened: OpenedMedia, first: u64, end: u64) -> Result<Binary<Body>, ApiError> {
    let piece = opened
        .read(first, PIECE.min(end - first))
        .await
        .map_err(|error| lost(&error))?;
    let next = first + piece.len() as u64;
    if next >= end {
        return Ok(Binary(Body::from(piece)));
    }
    let rest = stream::try_unfold((opened, next), move |(opened, at)| async move {
        if at >= end {
            return Ok(None);
        }
        let piece = opened
            .read(at, PIECE.min(end - at))
            .await
            .map_err(std::io::Error::other)?;
        if piece.is_empty() {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let next = at + piece.len() as u64;
        Ok(Some((piece, (opened, next))))
    });
    let all = futures_util::StreamExt::chain(stream::iter([Ok::<_, std::io::Error>(piece)]), rest);
    Ok(Binary(Body::from_bytes_stream(all)))
}
