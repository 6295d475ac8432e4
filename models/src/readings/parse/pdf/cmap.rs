//! Character maps: which code of a font is which text (ISO 32000-1, 9.10.3, *`ToUnicode`*).

use std::collections::BTreeMap;

use super::lexer::{Lexer, Object};

/// Tokens of a map: each of its 65 536 codes may have a line.
const TOKENS: usize = 300_000;

/// Codes and their texts.
#[derive(Debug, Clone, Default)]
pub struct CMap {
    /// First code of a range → its last, and the text of the first.
    ranges: BTreeMap<u32, (u32, String)>,
    /// Bytes of a code, where the map says it.
    pub width: Option<usize>,
}

impl CMap {
    /// Reads a map.
    pub fn read(bytes: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut pending: Vec<Object<'_>> = Vec::new();
        for object in Lexer::new(bytes, TOKENS) {
            let Object::Word(word) = object else {
                pending.push(object);
                continue;
            };
            match word {
                b"endcodespacerange" => {
                    map.width = pending
                        .first()
                        .and_then(Object::text)
                        .map(<[u8]>::len)
                        .filter(|n| (1..=2).contains(n));
                }
                b"endbfchar" => {
                    for pair in pending.chunks_exact(2) {
                        if let [code, text] = pair
                            && let (Some(code), Some(text)) = (code.text().and_then(code_of), text.text())
                        {
                            map.ranges.insert(code, (code, utf16(text)));
                        }
                    }
                }
                b"endbfrange" => {
                    for triple in pending.chunks_exact(3) {
                        if let [from, to, text] = triple {
                            map.range(from, to, text);
                        }
                    }
                }
                _ => {}
            }
            pending.clear();
        }
        map
    }

    fn range(&mut self, from: &Object<'_>, to: &Object<'_>, text: &Object<'_>) {
        let codes = from.text().and_then(code_of).zip(to.text().and_then(code_of));
        let Some((from, to)) = codes.filter(|(from, to)| from <= to) else { return };
        match text {
            Object::Text(text) => {
                self.ranges.insert(from, (to, utf16(text)));
            }
            Object::Array(texts) => {
                for (code, text) in (from..=to).zip(texts) {
                    self.ranges.insert(code, (code, text.text().map(utf16).unwrap_or_default()));
                }
            }
            _ => {}
        }
    }

    /// Appends the text of a code; says whether there is one.
    pub fn append(&self, code: u32, out: &mut String) -> bool {
        let Some((from, (to, text))) = self.ranges.range(..=code).next_back() else { return false };
        if code > *to || text.is_empty() {
            return false;
        }
        // The last character of a range counts on with the code.
        let mut chars = text.chars();
        let last = chars.next_back();
        out.push_str(chars.as_str());
        out.extend(last.and_then(|c| char::from_u32(u32::from(c).saturating_add(code - from))));
        true
    }
}

fn code_of(bytes: &[u8]) -> Option<u32> {
    (1..=4).contains(&bytes.len()).then(|| bytes.iter().fold(0, |n, b| n << 8 | u32::from(*b)))
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).map(|pair| pair.iter().fold(0u16, |n, b| n << 8 | u16::from(*b)));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_the_texts_of_their_ranges() {
        let map = CMap::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange
              2 beginbfchar <0003> <0020> <0010> <00660066> endbfchar
              2 beginbfrange <0024> <0026> <0041> <0030> <0031> [<00E9> <20AC>] endbfrange",
        );
        let text = |code| {
            let mut out = String::new();
            map.append(code, &mut out).then_some(out)
        };
        assert_eq!(map.width, Some(2));
        for (code, expect) in [
            (3, Some(" ")),
            (0x10, Some("ff")),
            (0x26, Some("C")),
            (0x27, None),
            (0x30, Some("é")),
            (0x31, Some("€")),
            (2, None),
        ] {
            assert_eq!(text(code).as_deref(), expect, "{code}");
        }
        assert!(CMap::read(b"<0000> <FFFF> beginbfrange <0> endbfrange )(").ranges.is_empty());
    }
}
