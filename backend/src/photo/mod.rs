//! Pictures that strangers send: told by their first bytes, and kept without where and when they were taken.
//!
//! Bytes in, bytes out; [`bare`] decodes nothing, [`small()`] does within limits. What a camera writes beside the picture (place, time,
//! owner, a small film) is taken out; the picture itself stays to the byte, and the way up is kept where it is told. What cannot be
//! followed to its end is refused: better no picture than one that says where somebody lives.
//!
//! To add a kind: its first bytes in [`Kind::of`], a file that takes its notes out, its samples in the tests.

mod heic;
mod jpeg;
mod png;
mod small;
mod webp;

pub use small::{KEPT, PRINTED, Size, small};

/// Bytes of a picture, at most.
pub const LARGEST: u64 = 8_000_000;

/// A kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// HEIC, as newer phones keep them.
    Heic,
}

impl Kind {
    /// What people call the kinds that are taken.
    pub const ACCEPTED: &str = "JPEG, PNG, WebP, HEIC";

    /// What these bytes are, whatever they are called and claim to be.
    pub fn of(bytes: &[u8]) -> Option<Kind> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Kind::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Kind::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::WebP),
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => {
                let still = |brand: &[u8]| {
                    [&b"heic"[..], b"heix", b"heim", b"heis", b"mif1", b"msf1"]
                        .iter()
                        .any(|known| brand.starts_with(known))
                };
                still(brand).then_some(Kind::Heic)
            }
            _ => None,
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::WebP => "image/webp",
            Kind::Heic => "image/heic",
        }
    }

    /// The ending of its name.
    pub const fn ending(self) -> &'static str {
        match self {
            Kind::Jpeg => "jpg",
            Kind::Png => "png",
            Kind::WebP => "webp",
            Kind::Heic => "heic",
        }
    }
}

/// The picture without what was noted beside it; `None` where it is none, or cannot be followed to its end.
pub fn bare(bytes: &[u8]) -> Option<(Kind, Vec<u8>)> {
    let kind = Kind::of(bytes)?;
    let bare = match kind {
        Kind::Jpeg => jpeg::bare(bytes),
        Kind::Png => png::bare(bytes),
        Kind::WebP => webp::bare(bytes),
        Kind::Heic => heic::bare(bytes),
    }?;
    Some((kind, bare))
}

/// So many bytes from here, and what comes after them.
fn split(bytes: &[u8], at: usize) -> Option<(&[u8], &[u8])> {
    bytes.split_at_checked(at)
}

/// A length of four bytes, the greatest first.
fn length(bytes: &[u8]) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_first_bytes_and_nothing_else() {
        for (bytes, expect) in [
            (&b"\xff\xd8\xff\xe0rest"[..], Some(Kind::Jpeg)),
            (b"\x89PNG\r\n\x1a\nrest", Some(Kind::Png)),
            (b"RIFF\x04\0\0\0WEBPVP8 ", Some(Kind::WebP)),
            (b"\0\0\0\x18ftypheic", Some(Kind::Heic)),
            (b"\0\0\0\x18ftypisom", None),
            (b"<!doctype html><script>", None),
            (b"GIF89a", None),
            (b"%PDF-1.7", None),
            (b"RIFF\x04\0\0\0WAVE", None),
            (b"\x89PNG", None),
            (b"", None),
        ] {
            assert_eq!(Kind::of(bytes), expect);
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_comes_is_answered_and_a_bare_picture_stays_as_it_is(
            start in proptest::sample::select(&STARTS[..]),
            rest in proptest::collection::vec(proptest::num::u8::ANY, 0..400),
        ) {
            let bytes = [start, rest.as_slice()].concat();
            if let Some((kind, once)) = bare(&bytes) {
                proptest::prop_assert_eq!(bare(&once), Some((kind, once)));
            }
        }
    }

    const STARTS: [&[u8]; 5] = [
        b"\xff\xd8\xff\xc0\0\x03\0\xff\xda\0\x02",
        b"\x89PNG\r\n\x1a\n\0\0\0\0IHDR",
        b"RIFF\x40\0\0\0WEBPVP8 ",
        b"\0\0\0\x10ftypheic\0\0\0\0",
        b"",
    ];

    #[test]
    fn what_only_begins_like_a_picture_is_none() {
        for bytes in [
            &b"\xff\xd8\xff<script>alert(1)</script>"[..],
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n<html>",
            b"RIFF\xff\xff\xff\xffWEBP<html>",
            b"\0\0\0\x18ftypheic<html><body>",
            b"\0\0\0\x08ftypheic",
        ] {
            assert_eq!(bare(bytes), None);
        }
    }
}
