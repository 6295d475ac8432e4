//! WebP: chunks in a RIFF box (RFC 9649). Kept: what draws a still picture. Exif and XMP are left out, and the flags that
//! announce them; films are refused.

const KEPT: [&[u8]; 5] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP"];
/// Of the flags of VP8X: Exif and XMP.
const NOTES: u8 = 0b0000_1100;

/// The picture without its notes; `None` where it does not come to its end.
pub(super) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = length(bytes.get(4..)?)?;
    let mut rest = bytes.get(12..size.checked_add(8)?)?;
    let mut chunks = Vec::with_capacity(rest.len());
    let mut drawn = false;
    while !rest.is_empty() {
        let data = length(rest.get(4..)?)?;
        // An odd length has one byte more.
        let whole = data.checked_add(8)?.checked_add(data % 2)?;
        let (chunk, after) = super::split(rest, whole)?;
        let name = chunk.get(..4)?;
        if KEPT.contains(&name) {
            let at = chunks.len();
            chunks.extend_from_slice(chunk);
            if name == b"VP8X" {
                *chunks.get_mut(at + 8)? &= !NOTES;
            }
        }
        drawn |= matches!(name, b"VP8 " | b"VP8L");
        rest = after;
    }
    let size = u32::try_from(chunks.len().checked_add(4)?).ok()?;
    let head = [&b"RIFF"[..], &size.to_le_bytes(), b"WEBP"].concat();
    drawn.then(|| [head, chunks].concat())
}

/// A length of four bytes, the least first.
fn length(bytes: &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        [name, &length, data, &vec![0; data.len() % 2]].concat()
    }

    fn picture(chunks: &[Vec<u8>]) -> Vec<u8> {
        let chunks = chunks.concat();
        let size = u32::try_from(chunks.len() + 4).unwrap().to_le_bytes();
        [&b"RIFF"[..], &size, b"WEBP", &chunks].concat()
    }

    #[test]
    fn the_place_goes_with_the_flag_that_announces_it() {
        let head = |flags| chunk(b"VP8X", &[flags, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
        let drawn = chunk(b"VP8 ", &[1, 2, 3]);
        let notes = [chunk(b"EXIF", b"GPS"), chunk(b"XMP ", b"GPS 50.4669")];
        let [exif, xmp] = notes;
        let with = picture(&[head(0b0010_1100), drawn.clone(), exif, xmp]);
        assert_eq!(bare(&with), Some(picture(&[head(0b0010_0000), drawn])));
    }

    #[test]
    fn films_and_what_breaks_off_are_refused() {
        assert_eq!(bare(&picture(&[chunk(b"ANIM", &[0; 6]), chunk(b"ANMF", &[0; 16])])), None);
        let whole = picture(&[chunk(b"VP8 ", &[1, 2, 3, 4])]);
        assert_eq!(bare(&whole), Some(whole.clone()));
        for end in 12..whole.len() {
            assert_eq!(bare(&whole[..end]), None, "{end}");
        }
    }
}
