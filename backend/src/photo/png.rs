//! PNG: a signature, then chunks of length, name, data and check (PNG 3, 5.3). Kept: what draws the picture. Texts, times
//! and Exif are left out, and so is all that follows the end.

const SIGNATURE: usize = 8;
/// Chunks that say something beside the picture.
const NOTES: [&[u8]; 5] = [b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"];
/// Chunks that draw it, or say how: the rest is nobody's business.
const KEPT: [&[u8]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD",
    b"hIST", b"pHYs", b"sPLT", b"cICP",
];

/// The picture without its notes; `None` where it does not come to its end.
pub(super) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let (signature, mut rest) = super::split(bytes, SIGNATURE)?;
    let mut out = signature.to_vec();
    let mut drawn = false;
    loop {
        let whole = super::length(rest)?.checked_add(12)?;
        let (chunk, after) = super::split(rest, whole)?;
        let name = chunk.get(4..8)?;
        if out.len() == SIGNATURE && name != b"IHDR" {
            return None;
        }
        // What must be understood to draw it is not ours to leave out.
        let critical = name.first().is_some_and(u8::is_ascii_uppercase);
        if critical && !KEPT.contains(&name) {
            return None;
        }
        if KEPT.contains(&name) && !NOTES.contains(&name) {
            out.extend_from_slice(chunk);
        }
        drawn |= name == b"IDAT";
        rest = after;
        if name == b"IEND" {
            return drawn.then_some(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], name, data, b"\0\0\0\0"].concat()
    }

    fn picture(notes: &[Vec<u8>]) -> Vec<u8> {
        let start = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[0; 13])].concat();
        [start, notes.concat(), chunk(b"IDAT", &[1, 2, 3]), chunk(b"IEND", &[])].concat()
    }

    #[test]
    fn texts_times_and_places_go_and_the_picture_stays() {
        let notes: Vec<_> = NOTES.iter().map(|name| chunk(name, b"GPS 50.4669")).collect();
        assert_eq!(bare(&picture(&notes)), Some(picture(&[])));
        assert_eq!(bare(&picture(&[chunk(b"xyZz", b"GPS")])), Some(picture(&[])));
        let colours = picture(&[chunk(b"sRGB", &[0])]);
        assert_eq!(bare(&colours), Some(colours));
    }

    #[test]
    fn what_follows_the_end_goes_and_what_breaks_off_is_refused() {
        let mut more = picture(&[]);
        more.extend(b"<script>");
        assert_eq!(bare(&more), Some(picture(&[])));
        let whole = picture(&[]);
        for end in 8..whole.len() {
            assert_eq!(bare(&whole[..end]), None, "{end}");
        }
        assert_eq!(bare(&picture(&[chunk(b"XYZZ", b"")])), None, "a part it cannot be drawn without");
    }
}
