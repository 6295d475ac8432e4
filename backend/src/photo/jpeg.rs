//! JPEG: segments behind markers (ITU-T T.81, annex B). Kept: what the picture is made of, its colours (ICC), which way up
//! it is. Everything else between the segments, and all that follows the end (second pictures, films), is left out.

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const ORIENTATION: u16 = 0x0112;

/// The picture without its notes; `None` where it does not come to its end.
pub(super) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend([0xff, START]);
    let mut rest = bytes.strip_prefix(&[0xff, START])?;
    let (mut way_up, mut told, mut frame, mut scan) = (None, false, false, false);
    // The way up is told in the first of the segments and written before the others; a second one that tells it is none.
    let mut body = Vec::new();
    loop {
        let (marker, after) = marker(rest)?;
        if marker == END {
            break;
        }
        // A length counts itself.
        let length = usize::from(u16::from_be_bytes(after.get(..2)?.try_into().ok()?));
        let (segment, after) = after.split_at_checked(length.max(2))?;
        let data = segment.get(2..)?;
        match marker {
            APP1 => {
                if let Some(tiff) = data.strip_prefix(b"Exif\0\0").filter(|_| !told) {
                    (way_up, told) = (orientation(tiff), true);
                }
            }
            APP2 if !data.starts_with(b"ICC_PROFILE\0") => {}
            // Notes of programs and cameras, and comments; not the colours of Adobe, which say how to decode.
            0xe3..=0xed | 0xef | 0xfe => {}
            _ => {
                body.extend([0xff, marker]);
                body.extend_from_slice(segment);
            }
        }
        frame |= matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf);
        rest = after;
        if marker == SCAN {
            let (drawn, after) = after.split_at_checked(drawn(after)?)?;
            body.extend_from_slice(drawn);
            (rest, scan) = (after, true);
        }
    }
    out.extend(way_up.map(noted).unwrap_or_default());
    out.append(&mut body);
    out.extend([0xff, END]);
    (frame && scan).then_some(out)
}

/// The next marker, which may have more than one 255 before it.
fn marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let mut rest = bytes.strip_prefix(&[0xff])?;
    while let Some(after) = rest.strip_prefix(&[0xff]) {
        rest = after;
    }
    let (marker, after) = rest.split_first()?;
    (!matches!(*marker, 0x00 | 0x01 | 0xd0..=START)).then_some((*marker, after))
}

/// How many bytes are drawn before the next marker that is none of theirs.
fn drawn(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| matches!(pair, [0xff, b] if !matches!(*b, 0x00 | 0xd0..=0xd7 | 0xff)))
}

/// Which way up it is, 2 to 8, as told by a TIFF header (Exif 2.32, 4.6.4); `None` where it is as it stands.
fn orientation(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let four: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let first = if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
    let first = usize::try_from(first).ok()?;
    let count = usize::from(short(first)?);
    let entries = (0..count).map_while(|n| first.checked_add(2 + n * 12));
    // There may be fewer than it says.
    let mut tags = entries.map_while(|at| Some((short(at)?, at)));
    let told = tags.find(|(tag, _)| *tag == ORIENTATION).and_then(|(_, at)| short(at.checked_add(8)?));
    told.and_then(|way| u8::try_from(way).ok()).filter(|way| (2..=8).contains(way))
}

/// A note that says nothing but which way up.
fn noted(way_up: u8) -> Vec<u8> {
    let mut note = vec![0xff, APP1, 0, 34];
    note.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    note.extend([way_up, 0, 0, 0, 0, 0, 0]);
    note
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP14: u8 = 0xee;

    fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker][..], &length, data].concat()
    }

    /// A picture with a note of where it was taken, between what it is made of.
    fn picture(notes: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = vec![0xff, START];
        bytes.extend(notes.concat());
        bytes.extend(segment(0xdb, &[0; 65]));
        bytes.extend(segment(0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]));
        bytes.extend(segment(SCAN, &[1, 1, 0, 0, 63, 0]));
        bytes.extend([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
        bytes.extend([0xff, END]);
        bytes
    }

    fn exif(way_up: u8) -> Vec<u8> {
        let mut data = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
        data.extend(b"\x12\x01\x03\0\x01\0\0\0");
        data.extend([way_up, 0, 0, 0]);
        data.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0GPS 50.4669 N 4.8675 E");
        segment(APP1, &data)
    }

    #[test]
    fn the_place_goes_and_the_picture_stays_to_the_byte() {
        let with = picture(&[
            exif(1),
            segment(APP1, b"http://ns.adobe.com/xap/1.0/\0GPS 50.4669"),
            segment(0xed, b"Photoshop GPS"),
            segment(0xfe, b"GPS, a comment"),
            segment(APP2, b"MPF\0GPS"),
        ]);
        assert_eq!(bare(&with), Some(picture(&[])));
        assert_eq!(bare(&picture(&[])), Some(picture(&[])), "twice is once");
    }

    #[test]
    fn which_way_up_it_is_stays() {
        let bare_once = bare(&picture(&[exif(6)])).unwrap();
        assert!(!bare_once.windows(3).any(|w| w == b"GPS"));
        assert_eq!(orientation(&bare_once[12..]), Some(6));
        assert_eq!(bare(&bare_once), Some(bare_once));
    }

    #[test]
    fn a_picture_of_nothing_but_notes_is_answered_at_once() {
        // Each says that it has 65 535 entries; there is none.
        let endless = segment(APP1, b"Exif\0\0II*\0\x08\0\0\0\xff\xff");
        assert_eq!(bare(&picture(&vec![endless; 400_000])), Some(picture(&[])));
        assert_eq!(bare(&picture(&[exif(1), exif(6)])), Some(picture(&[])), "only the first one tells");
    }

    #[test]
    fn colours_stay() {
        for kept in
            [segment(APP2, b"ICC_PROFILE\0\x01\x01"), segment(APP14, b"Adobe"), segment(0xe0, b"JFIF\0")]
        {
            let with = picture(&[kept]);
            assert_eq!(bare(&with), Some(with));
        }
    }

    #[test]
    fn what_follows_the_end_goes() {
        let mut film = picture(&[]);
        film.extend(b"ftypmp42 GPS");
        assert_eq!(bare(&film), Some(picture(&[])));
    }

    #[test]
    fn what_breaks_off_is_refused() {
        let whole = picture(&[exif(6)]);
        for end in 0..whole.len() {
            assert_eq!(bare(&whole[..end]), None, "{end}");
        }
        assert_eq!(bare(&[0xff, START, 0xff, END]), None, "nothing is drawn");
    }
}
