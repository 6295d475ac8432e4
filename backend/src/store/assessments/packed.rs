//! The text of an assessment as it is kept: packed to about a twelfth, and the same text again to the byte.
//!
//! Packing takes longer than writing a row: it is done before the transaction, on a thread that may be busy.

use std::io::Read as _;

use crate::store::error::{Result, StoreError};

/// More costs time and gains little.
const LEVEL: i32 = 1;
/// The longest text that is unpacked.
const LONGEST: u64 = 32 * 1024 * 1024;

/// A text, packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed(Vec<u8>);

impl Packed {
    /// Packs a text.
    ///
    /// # Errors
    /// The compressor fails, which it does for lack of memory only.
    pub fn of(text: &str) -> Result<Packed> {
        let packed = zstd::bulk::compress(text.as_bytes(), LEVEL);
        packed.map(Packed).map_err(|error| StoreError::damaged("assessment", error))
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        self.0.clone()
    }
}

/// The text again; `None` for what we cannot have packed.
pub(super) fn unpack(packed: &[u8]) -> Option<String> {
    // One byte more than it may have, so that a longer one is noticed and never unpacked whole.
    let mut bytes = Vec::new();
    zstd::Decoder::new(packed).ok()?.take(LONGEST + 1).read_to_end(&mut bytes).ok()?;
    String::from_utf8(bytes).ok().filter(|text| u64::try_from(text.len()).is_ok_and(|n| n <= LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_to_the_byte_and_what_is_no_text_does_not() {
        let long = "{\"figures\":[".to_owned() + &"{\"value\":\"1.5\"},".repeat(9_000) + "]}";
        for text in ["", "{}", "é\u{0}🌡", long.as_str()] {
            let packed = Packed::of(text).unwrap();
            assert_eq!(unpack(&packed.0).as_deref(), Some(text));
        }
        let mut damaged = Packed::of(&long).unwrap().0;
        damaged.truncate(damaged.len() / 2);
        for bytes in [&b""[..], b"no text", &damaged] {
            assert_eq!(unpack(bytes), None);
        }
    }
}
