//! HEIC: boxes of boxes (ISO/IEC 14496-12 and 23008-12). Its notes are items of their own, found by the tables `iinf` and
//! `iloc`, and parts of the picture are found by their places: so nothing moves, and what is noted is overwritten with zeros.
//! Where the tables cannot be followed, or a box stands beside that we do not know, the picture is refused.

use core::ops::Range;
use std::collections::BTreeSet;

/// Boxes within one, at most.
const MOST_BOXES: usize = 1_024;
/// Items of a picture, at most: a phone cuts its largest into some 200 tiles.
const MOST_ITEMS: usize = 512;
/// Stretches its items lie in, at most.
const MOST_EXTENTS: usize = 1_024;
/// Boxes of a still picture, and room that is free.
const KNOWN: [&[u8]; 5] = [b"ftyp", b"meta", b"mdat", b"free", b"skip"];
/// Items that draw it or put it together; every other one is a note.
const DRAWS: [&[u8]; 6] = [b"hvc1", b"grid", b"iden", b"iovl", b"av01", b"hvt1"];

/// The picture with its notes overwritten; `None` where one may be left.
pub(super) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut meta, mut data) = (None, false);
    let mut out = bytes.to_vec();
    for (name, content) in boxes(bytes, 0..bytes.len())? {
        match name {
            b"meta" if meta.is_none() => meta = Some(content),
            b"free" | b"skip" => out.get_mut(content)?.fill(0),
            b"mdat" => data = true,
            _ if KNOWN.contains(&name) && name != b"meta" => {}
            _ => return None,
        }
    }
    // A full box: four bytes of version and flags before its boxes.
    let meta = meta.filter(|_| data)?;
    let parts = boxes(bytes, meta.start.checked_add(4)?..meta.end)?;
    let part = |wanted: &[u8]| {
        let mut found = parts.iter().filter(|(name, _)| *name == wanted).map(|(_, content)| content.clone());
        found.next().filter(|_| found.next().is_none())
    };
    let items = items(bytes, part(b"iinf")?)?;
    let places = places(bytes, part(b"iloc")?)?;
    let stored = part(b"idat");
    if !items.iter().any(|(_, kind)| DRAWS.contains(kind)) {
        return None;
    }
    // No two notes lie in one place: what is overwritten is never more than there is.
    let mut left = bytes.len();
    for (id, kind) in items {
        if DRAWS.contains(&kind) {
            continue;
        }
        let mut found = places.iter().filter(|place| place.item == id).peekable();
        found.peek()?;
        for place in found {
            let base = match place.method {
                0 => 0,
                1 => stored.as_ref()?.start,
                _ => return None,
            };
            left = left.checked_sub(place.length)?;
            let start = base.checked_add(place.start)?;
            out.get_mut(start..start.checked_add(place.length)?)?.fill(0);
        }
    }
    Some(out)
}

/// The boxes that fill a stretch: name and content.
fn boxes(bytes: &[u8], within: Range<usize>) -> Option<Vec<(&[u8], Range<usize>)>> {
    let (mut at, mut found) = (within.start, Vec::new());
    while at < within.end {
        let name = bytes.get(at.checked_add(4)?..at.checked_add(8)?)?;
        let (head, whole) = match super::length(bytes.get(at..)?)? {
            0 => (8, within.end.checked_sub(at)?),
            1 => (16, number(bytes, at.checked_add(8)?, 8)?),
            length => (8, length),
        };
        let end = at.checked_add(whole).filter(|end| whole >= head && *end <= within.end)?;
        if found.len() >= MOST_BOXES {
            return None;
        }
        found.push((name, at.checked_add(head)?..end));
        at = end;
    }
    Some(found)
}

/// A number of so many bytes, the greatest first; of none, zero.
fn number(bytes: &[u8], at: usize, size: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(size)?)?;
    digits.iter().try_fold(0usize, |sum, digit| sum.checked_mul(256)?.checked_add(usize::from(*digit)))
}

/// Reads one number after another.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self, size: usize) -> Option<usize> {
        let value = number(self.bytes, self.at, size)?;
        self.at = self.at.checked_add(size)?;
        Some(value)
    }
}

/// The items that are named, each once: id and kind.
fn items(bytes: &[u8], content: Range<usize>) -> Option<Vec<(usize, &[u8])>> {
    let whole = bytes.get(..content.end)?;
    let mut reader = Reader { bytes: whole, at: content.start };
    let version = reader.next(4)? >> 24;
    reader.next(if version == 0 { 2 } else { 4 })?;
    let (mut found, mut ids) = (Vec::new(), BTreeSet::new());
    for (name, entry) in boxes(bytes, reader.at..content.end)? {
        let mut reader = Reader { bytes: whole, at: entry.start };
        let size = match (name, reader.next(4)? >> 24) {
            (b"infe", 2) => 2,
            (b"infe", 3) => 4,
            _ => return None,
        };
        let id = reader.next(size)?;
        if found.len() >= MOST_ITEMS || !ids.insert(id) {
            return None;
        }
        reader.next(2)?;
        found.push((id, bytes.get(reader.at..reader.at.checked_add(4)?)?));
    }
    Some(found)
}

/// Where a part of an item lies.
struct Place {
    item: usize,
    /// 0 in the file, 1 in the box `idat`.
    method: usize,
    start: usize,
    length: usize,
}

fn places(bytes: &[u8], content: Range<usize>) -> Option<Vec<Place>> {
    let mut reader = Reader { bytes: bytes.get(..content.end)?, at: content.start };
    let version = reader.next(4)? >> 24;
    let sizes = reader.next(2)?;
    let (of_start, of_length, of_base) = (sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15);
    let of_index = if version == 0 { 0 } else { sizes & 15 };
    let wide = if version < 2 { 2 } else { 4 };
    let count = reader.next(wide)?;
    let mut found = Vec::new();
    for _ in 0..count {
        let item = reader.next(wide)?;
        let method = if version == 0 { 0 } else { reader.next(2)? & 15 };
        // Data in another file is none that we have.
        if reader.next(2)? != 0 {
            return None;
        }
        let base = reader.next(of_base)?;
        for _ in 0..reader.next(2)? {
            reader.next(of_index)?;
            let start = reader.next(of_start)?.checked_add(base)?;
            let length = reader.next(of_length).filter(|length| *length > 0)?;
            if found.len() >= MOST_EXTENTS {
                return None;
            }
            found.push(Place { item, method, start, length });
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &[u8], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
        [&length[..], name, content].concat()
    }

    fn named(id: u8, kind: &[u8]) -> Vec<u8> {
        part(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0][..], kind, b"\0"].concat())
    }

    /// A picture with a note of where it was taken: the drawn bytes, then the note.
    fn picture(note: &[u8]) -> Vec<u8> {
        let with = |at: u8| {
            let items = [&[0, 0, 0, 0, 0, 2][..], &named(1, b"hvc1"), &named(2, b"Exif")].concat();
            let length = u8::try_from(note.len()).unwrap();
            let place = |id: u8, at: u8, length: u8| vec![0, id, 0, 0, 0, 1, 0, 0, 0, at, 0, 0, 0, length];
            let places =
                [vec![0, 0, 0, 0, 0x44, 0, 0, 2], place(1, at, 4), place(2, at + 4, length)].concat();
            let meta = [&[0; 4][..], &part(b"iinf", &items), &part(b"iloc", &places)].concat();
            let data = [b"DRAW", note].concat();
            [part(b"ftyp", b"heic\0\0\0\0mif1"), part(b"meta", &meta), part(b"mdat", &data)].concat()
        };
        let at = with(0).windows(4).position(|w| w == b"DRAW").unwrap();
        with(u8::try_from(at).unwrap())
    }

    #[test]
    fn the_place_is_overwritten_and_nothing_moves() {
        let bare = bare(&picture(b"Exif GPS 50.4669")).unwrap();
        assert_eq!(bare, picture(&[0; 16]));
        assert!(bare.windows(4).any(|w| w == b"DRAW"));
    }

    #[test]
    fn what_cannot_be_followed_is_refused() {
        let whole = picture(b"Exif GPS");
        for end in 0..whole.len() {
            assert_eq!(bare(&whole[..end]), None, "{end}");
        }
        let more = [whole.clone(), part(b"uuid", b"GPS")].concat();
        assert_eq!(bare(&more), None, "a box nobody knows");
    }

    /// A picture with these items beside the drawn one, which lie in these stretches of it: id, start, length.
    fn noted(items: &[u16], places: &[(u16, u32, u32)]) -> Vec<u8> {
        let name = |id: u16, kind: &[u8]| {
            let [high, low] = id.to_be_bytes();
            part(b"infe", &[&[2, 0, 0, 0, high, low, 0, 0][..], kind, b"\0"].concat())
        };
        let named: Vec<u8> = items.iter().flat_map(|id| name(*id, b"Exif")).collect();
        let items = [&[0; 4][..], &[0, 0], &name(1, b"hvc1"), &named].concat();
        let place = |(id, start, length): &(u16, u32, u32)| {
            [&id.to_be_bytes()[..], &[0, 0, 0, 1], &start.to_be_bytes(), &length.to_be_bytes()].concat()
        };
        let count = u16::try_from(places.len()).unwrap().to_be_bytes();
        let places = [&[0, 0, 0, 0, 0x44, 0][..], &count, &places.iter().flat_map(place).collect::<Vec<_>>()];
        let meta = [&[0; 4][..], &part(b"iinf", &items), &part(b"iloc", &places.concat())].concat();
        [part(b"ftyp", b"heic\0\0\0\0mif1"), part(b"meta", &meta), part(b"mdat", &[7; 4_000])].concat()
    }

    #[test]
    fn a_picture_that_would_take_weeks_is_refused() {
        let many = |count: u16| (2..2 + count).collect::<Vec<u16>>();
        let each = |count: u16| many(count).into_iter().map(|id| (id, 0, 1)).collect::<Vec<_>>();
        let again = |count: usize, length: u32| vec![(2, 0, length); count];
        let whole = u32::try_from(noted(&[2], &again(1, 1)).len()).unwrap();
        for (taken, items, places) in [
            (true, many(511), each(511)),
            (false, many(512), each(512)),
            (false, vec![2, 2], each(1)),
            (true, vec![2], again(1_024, 1)),
            (false, vec![2], again(1_025, 1)),
            (true, vec![2], again(1, whole)),
            (false, vec![2], again(2, whole)),
        ] {
            let (named, lie) = (items.len(), places.len());
            assert_eq!(bare(&noted(&items, &places)).is_some(), taken, "{named} items in {lie} places");
        }
        let free = vec![part(b"free", b""); 1_024].concat();
        assert_eq!(bare(&[picture(b"Exif GPS"), free].concat()), None, "boxes without end");
    }
}
