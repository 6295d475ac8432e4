//! What streams are packed with: Flate, ASCII85 and hexadecimal digits, one over the other.
//!
//! Unpacks at most what it is allowed; of a damaged stream what came before the damage. Does *not* know the packings
//! of pictures, nor LZW, which writers of PDF gave up in the nineties.

use std::borrow::Cow;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

/// Bytes of one stream, unpacked: the text of a page is a hundredth of it.
const LARGEST: usize = 8 << 20;
/// Packings over each other.
const STEPS: usize = 4;

/// The data without its packings; `None` when one of them is not known.
pub fn unpacked<'a>(data: &'a [u8], steps: &[Vec<u8>], allowed: usize) -> Option<Cow<'a, [u8]>> {
    let most = allowed.min(LARGEST);
    let mut data = Cow::Borrowed(data);
    for step in steps.iter().take(STEPS) {
        data = Cow::Owned(match step.as_slice() {
            b"FlateDecode" | b"Fl" => inflated(&data, most),
            b"ASCII85Decode" | b"A85" => ascii85(&data, most),
            b"ASCIIHexDecode" | b"AHx" => ascii_hex(&data),
            _ => return None,
        });
    }
    (steps.len() <= STEPS).then_some(data)
}

fn inflated(mut data: &[u8], most: usize) -> Vec<u8> {
    let flags = inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER
        | inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF
        | inflate_flags::TINFL_FLAG_IGNORE_ADLER32;
    let mut inflater = Box::<DecompressorOxide>::default();
    let (mut out, mut written) = (vec![0; data.len().saturating_mul(4).clamp(256, most.max(256))], 0);
    loop {
        let (status, read, more) = decompress(&mut inflater, data, &mut out, written, flags);
        written += more;
        data = data.get(read..).unwrap_or_default();
        if status != TINFLStatus::HasMoreOutput || out.len() >= most {
            break;
        }
        out.resize(out.len().saturating_mul(2).min(most), 0);
    }
    out.truncate(written.min(most));
    out
}

/// Five digits of base 85 are four bytes; `z` is four zeros, `~>` the end.
fn ascii85(data: &[u8], most: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity((data.len() / 5 * 4).min(most));
    let (mut group, mut count) = (0u32, 0usize);
    for byte in data {
        match byte {
            b'z' if count == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
        if out.len() >= most {
            break;
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        out.extend(group.to_be_bytes().iter().take(count - 1));
    }
    out
}

fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let digits = data.iter().take_while(|b| **b != b'>').filter_map(|b| char::from(*b).to_digit(16));
    let digits: Vec<u8> = digits.filter_map(|d| u8::try_from(d).ok()).collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |n, d| n * 16 + d) << (4 * (2 - pair.len()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(names: &[&str]) -> Vec<Vec<u8>> {
        names.iter().map(|n| n.as_bytes().to_vec()).collect()
    }

    #[test]
    fn packings_come_off_one_after_the_other() {
        let zlib = [0x78, 0x9c, 0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x7, 0x0, 0x5, 0x8c, 0x1, 0xf5];
        let un = |data: &[u8], names: &[&str]| unpacked(data, &steps(names), 1000).map(Cow::into_owned);
        assert_eq!(un(&zlib, &["FlateDecode"]).as_deref(), Some(&b"Hello"[..]));
        assert_eq!(un(b"87cURDZ~>", &["ASCII85Decode"]).as_deref(), Some(&b"Hello"[..]));
        assert_eq!(un(b"48 65 6c6C 6F>", &["ASCIIHexDecode"]).as_deref(), Some(&b"Hello"[..]));
        assert_eq!(un(b"GasbQ", &["DCTDecode"]), None);
        assert_eq!(un(b"x", &[]).as_deref(), Some(&b"x"[..]));
    }

    #[test]
    fn a_bomb_stops_at_what_is_allowed_and_damage_keeps_what_came_before() {
        let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b'a'; 5_000_000], 9);
        assert!(bomb.len() < 10_000);
        assert_eq!(unpacked(&bomb, &steps(&["FlateDecode"]), 70_000).map(|d| d.len()), Some(70_000));
        let text: Vec<u8> = (0..2000u32).flat_map(|n| n.to_string().into_bytes()).collect();
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&text, 9);
        let cut = unpacked(&packed[..packed.len() / 2], &steps(&["FlateDecode"]), 70_000).unwrap();
        assert!(cut.len() > 500 && text.starts_with(&cut), "{}", cut.len());
    }
}
