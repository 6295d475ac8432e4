//! Fonts: which text the bytes of a string are, and how wide each piece of it is.
//!
//! A map to Unicode comes first, then the encoding with its differences; a code that neither knows is `�`. Does *not*
//! read the font programs themselves.

use std::collections::BTreeMap;

use super::cmap::CMap;
use super::document::Document;
use super::glyphs;
use super::lexer::{Dict, ONE, Object, times};

/// What stands for a code that nothing explains.
pub const UNREADABLE: char = char::REPLACEMENT_CHARACTER;

/// A font.
#[derive(Debug, Clone, Default)]
pub struct Font {
    two_bytes: bool,
    /// Codes are UTF-16 already.
    is_unicode: bool,
    to_unicode: CMap,
    /// Text of each of 256 codes.
    table: Vec<String>,
    /// First code → last code and width in millionths of the size.
    widths: BTreeMap<u32, (u32, i64)>,
    /// Width of codes that have none; `None`: as wide as such a character usually is.
    other_width: Option<i64>,
}

impl Font {
    /// Reads a font's dictionary.
    pub fn read(document: &Document<'_>, dict: &Dict<'_>) -> Font {
        let to_unicode = match dict.get(b"ToUnicode") {
            Some(Object::Ref(number)) => document.stream(*number).map(|(_, data)| CMap::read(&data)),
            _ => None,
        };
        let mut font = Font { to_unicode: to_unicode.unwrap_or_default(), ..Font::default() };
        if dict.is(b"Subtype", b"Type0") {
            font.read_composite(document, dict);
        } else {
            font.read_simple(document, dict);
        }
        font
    }

    fn read_simple(&mut self, document: &Document<'_>, dict: &Dict<'_>) {
        let encoding = document.value(dict, b"Encoding");
        let (base, differences) = match encoding {
            Some(Object::Dict(encoding)) => (
                document.value(&encoding, b"BaseEncoding"),
                document.value(&encoding, b"Differences").and_then(Object::array),
            ),
            other => (other, None),
        };
        let page = match base.as_ref().and_then(Object::name) {
            Some(b"MacRomanEncoding") => encoding_rs::MACINTOSH,
            _ => encoding_rs::WINDOWS_1252,
        };
        self.table = (0..=255u8).map(|code| of_byte(page, code)).collect();
        let mut code = 0usize;
        for item in differences.unwrap_or_default() {
            if let Some(number) = item.whole() {
                code = usize::try_from(number).unwrap_or(256);
            } else if let Some(name) = item.name() {
                if let Some(slot) = self.table.get_mut(code) {
                    *slot = glyphs::text(name).unwrap_or_default();
                }
                code = code.saturating_add(1);
            }
        }
        // A glyph of a Type 3 font is measured in units of its own.
        let unit = match document.value(dict, b"FontMatrix").and_then(Object::array) {
            Some(matrix) => matrix.first().and_then(Object::number).unwrap_or(ONE / 1000),
            None => ONE / 1000,
        };
        let first =
            document.value(dict, b"FirstChar").and_then(|o| o.whole()).and_then(|n| u32::try_from(n).ok());
        let widths = document.value(dict, b"Widths").and_then(Object::array).unwrap_or_default();
        for (code, width) in (first.unwrap_or(0)..256).zip(&widths) {
            if let Some(width) = document.resolved(width).and_then(|o| o.number()) {
                self.widths.insert(code, (code, times(width, unit)));
            }
        }
    }

    fn read_composite(&mut self, document: &Document<'_>, dict: &Dict<'_>) {
        let encoding = document.value(dict, b"Encoding");
        let name = encoding.as_ref().and_then(Object::name).unwrap_or_default();
        let says = |word: &[u8]| memchr::memmem::find(name, word).is_some();
        self.is_unicode = says(b"UCS2") || says(b"UTF16");
        self.two_bytes = says(b"Identity") || self.is_unicode || self.to_unicode.width != Some(1);
        let descendants =
            document.value(dict, b"DescendantFonts").and_then(Object::array).unwrap_or_default();
        let Some(descendant) = descendants.first().and_then(|d| document.resolved(d)).and_then(Object::dict)
        else {
            return;
        };
        let thousandths = |o: &Object<'_>| o.number().map(|n| n / 1000);
        self.other_width = document.value(&descendant, b"DW").and_then(|o| thousandths(&o)).or(Some(ONE));
        let widths = document.value(&descendant, b"W").and_then(Object::array).unwrap_or_default();
        let code = |o: &Object<'_>| o.whole().and_then(|n| u32::try_from(n).ok());
        // `12 [500 600]` says it code by code, `12 20 500` for a range.
        let mut items = widths.iter();
        while let Some(first) = items.next().and_then(code) {
            let Some(next) = items.next().and_then(|o| document.resolved(o)) else { return };
            match next {
                Object::Array(each) => {
                    for (code, width) in (first..).zip(&each) {
                        self.widths.insert(code, (code, thousandths(width).unwrap_or(ONE)));
                    }
                }
                last => {
                    let width = items.next().and_then(thousandths);
                    if let Some((last, width)) = code(&last).zip(width) {
                        self.widths.insert(first, (last, width));
                    }
                }
            }
        }
    }

    /// Each code of a string: its text, its width in millionths of the size, whether it is the byte of a space.
    pub fn each(&self, bytes: &[u8], mut show: impl FnMut(&str, i64, bool)) {
        let mut text = String::new();
        for chunk in bytes.chunks(if self.two_bytes { 2 } else { 1 }) {
            let code = chunk.iter().fold(0, |n, b| (n << 8) | u32::from(*b));
            text.clear();
            if !self.to_unicode.append(code, &mut text) {
                self.fallback(code, &mut text);
            }
            let width = match self.widths.range(..=code).next_back() {
                Some((_, (last, width))) if code <= *last => *width,
                _ => self.other_width.unwrap_or_else(|| usual_width(&text)),
            };
            show(&text, width, chunk == b" ");
        }
    }

    fn fallback(&self, code: u32, text: &mut String) {
        if self.is_unicode {
            text.push(char::from_u32(code).unwrap_or(UNREADABLE));
            return;
        }
        match usize::try_from(code).ok().and_then(|code| self.table.get(code)).filter(|_| !self.two_bytes) {
            Some(known) if !known.is_empty() => text.push_str(known),
            _ => text.push(UNREADABLE),
        }
    }
}

fn of_byte(page: &'static encoding_rs::Encoding, code: u8) -> String {
    if code < 32 {
        return String::new();
    }
    page.decode_without_bom_handling(&[code]).0.chars().filter(|c| !c.is_control()).collect()
}

/// Where a font does not say how wide: about as wide as Helvetica.
fn usual_width(text: &str) -> i64 {
    text.chars()
        .map(|c| match c {
            ' ' | 'i' | 'j' | 'l' | 'f' | 't' | 'I' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | '/' => {
                278_000
            }
            '(' | ')' | '[' | ']' | '-' | 'r' => 333_000,
            'm' | 'w' | 'M' | 'W' | '%' => 850_000,
            c if c.is_uppercase() => 690_000,
            _ => 556_000,
        })
        .sum()
}
