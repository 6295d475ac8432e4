//! What kind of bytes a file is made of, and its text encoding.

use std::borrow::Cow;

use super::p1::is_telegram;

/// What a file looks like.
#[derive(Debug)]
pub enum Looks<'a> {
    /// Text that may be a table.
    Table(Decoded<'a>),
    /// XML.
    Xml(Decoded<'a>),
    /// Text that begins and ends like what a smart meter sends from its P1 port.
    Telegram(Decoded<'a>),
    /// A spreadsheet: XLSX, XLS or their kin.
    Workbook,
    /// A PDF.
    Pdf,
    /// A ZIP of files.
    Zip,
    /// Something else; a code for the locale key `looks-like-<code>`.
    Else(&'static str),
}

/// Decoded text.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The text, without byte-order mark.
    pub text: Cow<'a, str>,
    /// The encoding found.
    pub encoding: &'static str,
    /// Whether some bytes were no text in it, or were zero.
    pub damaged: bool,
}

/// First bytes of files that are no table of text.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"RIFF", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"SQLite format 3\0", "database"),
    (b"{\\rtf", "word-processor"),
];

/// Bytes of the longest line that can be a row of readings: a day of minutes is a tenth of it.
const LONGEST_LINE: usize = 100_000;

/// Looks at the bytes.
pub fn look(bytes: &[u8]) -> Looks<'_> {
    for (magic, what) in MAGIC {
        if bytes.starts_with(magic) {
            return Looks::Else(what);
        }
    }
    if bytes.starts_with(b"%PDF") {
        return Looks::Pdf;
    }
    // The box of XLS, and of old text documents, which the workbook reader then refuses.
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Looks::Workbook;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zipped(bytes);
    }
    // A ZIP with nothing in it begins with its end.
    if bytes.starts_with(b"PK\x05\x06") {
        return Looks::Zip;
    }
    let decoded = without_nul(decode(bytes));
    if has_zero(&decoded.text) {
        return Looks::Else("binary");
    }
    let start = decoded.text.trim_start();
    if start.is_empty() {
        return Looks::Else("empty");
    }
    let head: String = start.chars().take(400).flat_map(char::to_lowercase).collect();
    if head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.contains("<head") && head.starts_with('<')
    {
        return Looks::Else("html");
    }
    if head.starts_with("<?xml") || head.starts_with('<') && head.contains('>') {
        return if head.contains("<html") { Looks::Else("html") } else { Looks::Xml(decoded) };
    }
    if (head.starts_with('{') || head.starts_with('[')) && head.contains([':', ',']) && head.contains('"') {
        return Looks::Else("json");
    }
    if head.starts_with('/') && decoded.text.contains("\n!") || is_telegram(&decoded.text) {
        return Looks::Telegram(decoded);
    }
    let odd = decoded
        .text
        .chars()
        .take(4000)
        .filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        .count();
    if odd * 50 > decoded.text.chars().take(4000).count() {
        return Looks::Else("binary");
    }
    if longest_line(decoded.text.as_bytes()) > LONGEST_LINE {
        return Looks::Else("long-line");
    }
    Looks::Table(decoded)
}

/// Every byte of a file is looked at here: by the fastest search there is.
fn has_zero(text: &str) -> bool {
    memchr::memchr(0, text.as_bytes()).is_some()
}

fn longest_line(text: &[u8]) -> usize {
    let (mut longest, mut start) = (0, 0);
    for end in memchr::memchr2_iter(b'\n', b'\r', text).chain([text.len()]) {
        longest = longest.max(end - start);
        start = end + 1;
    }
    longest
}

/// A ZIP holds a workbook, a document or files.
fn zipped(bytes: &[u8]) -> Looks<'_> {
    let names = &bytes[..bytes.len().min(4096)];
    let has = |word: &[u8]| names.windows(word.len()).any(|w| w == word);
    if has(b"word/") || has(b"mimetypeapplication/vnd.oasis.opendocument.text") {
        Looks::Else("word-processor")
    } else if has(b"xl/")
        || has(b"[Content_Types].xml")
        || has(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
    {
        Looks::Workbook
    } else {
        Looks::Zip
    }
}

/// UTF-8 where it is valid, UTF-16 by its mark or its zero bytes, else Windows-1252, the encoding of Excel's CSV here.
fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(decoded) = out_of_step(bytes) {
        return decoded;
    }
    let (encoding, name, skip) = match bytes {
        [0xef, 0xbb, 0xbf, ..] => (encoding_rs::UTF_8, "utf-8", 3),
        [0xff, 0xfe, ..] => (encoding_rs::UTF_16LE, "utf-16le", 2),
        [0xfe, 0xff, ..] => (encoding_rs::UTF_16BE, "utf-16be", 2),
        _ if mostly_zero(bytes, 1) => (encoding_rs::UTF_16LE, "utf-16le", 0),
        _ if mostly_zero(bytes, 0) => (encoding_rs::UTF_16BE, "utf-16be", 0),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => return Decoded { text: Cow::Borrowed(text), encoding: "utf-8", damaged: false },
            Err(_) => (encoding_rs::WINDOWS_1252, "windows-1252", 0),
        },
    };
    let (text, damaged) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
    Decoded { text, encoding: name, damaged }
}

/// Without zeros: not every database keeps them as text. A few are dropped, one even in a short text; what has more of
/// them is no text.
fn without_nul(decoded: Decoded<'_>) -> Decoded<'_> {
    let sample = || decoded.text.chars().take(4000);
    let zeros = || sample().filter(|c| *c == '\0').count();
    if !has_zero(&decoded.text) || zeros() > 1 && zeros() * 50 > sample().count() {
        return decoded;
    }
    Decoded { text: Cow::Owned(decoded.text.replace('\0', "")), damaged: true, ..decoded }
}

/// UTF-16 whose line ends somebody wrote as single bytes, so that every second line is out of step: zeros stand at odd
/// places and at even ones. Without its zeros it is text; what was its mark is a leftover.
fn out_of_step(bytes: &[u8]) -> Option<Decoded<'_>> {
    let sample = &bytes[..bytes.len().min(4000)];
    let often = |offset: usize| {
        sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count() * 8 >= sample.len() / 2
    };
    let printable = sample.iter().filter(|b| **b >= b' ' || matches!(**b, 0 | b'\n' | b'\r' | b'\t')).count();
    if sample.len() < 16 || !often(0) || !often(1) || printable * 50 < sample.len() * 49 {
        return None;
    }
    let text: Vec<u8> = bytes.iter().copied().filter(|b| *b != 0).collect();
    let text = match text.as_slice() {
        [0xff, 0xfe, rest @ ..]
        | [0xfe, 0xff, rest @ ..]
        | [0xef, 0xbf, 0xbd, 0xef, 0xbf, 0xbd, rest @ ..] => rest,
        all => all,
    };
    let text = match std::str::from_utf8(text) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(text).0.into_owned(),
    };
    Some(Decoded { text: Cow::Owned(text), encoding: "utf-16le", damaged: true })
}

/// Whether nearly every other byte, from `offset`, is zero: UTF-16 of Latin text without a mark.
fn mostly_zero(bytes: &[u8], offset: usize) -> bool {
    let sample = &bytes[..bytes.len().min(512)];
    let every_other = sample.iter().skip(offset).step_by(2);
    let zeros = every_other.clone().filter(|b| **b == 0).count();
    sample.len() >= 16 && zeros * 10 >= every_other.count() * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(bytes: &[u8]) -> String {
        match look(bytes) {
            Looks::Table(t) => format!("table {}", t.encoding),
            Looks::Xml(_) => "xml".to_owned(),
            Looks::Telegram(_) => "telegram".to_owned(),
            Looks::Workbook => "workbook".to_owned(),
            Looks::Pdf => "pdf".to_owned(),
            Looks::Zip => "zip".to_owned(),
            Looks::Else(what) => what.to_owned(),
        }
    }

    #[test]
    fn files_are_known_by_their_content() {
        let endless = "1".repeat(LONGEST_LINE + 1);
        for (bytes, expect) in [
            (&b""[..], "empty"),
            (b" \r\n ", "empty"),
            (b"%PDF-1.7", "pdf"),
            (b"PK\x03\x04....xl/workbook.xml", "workbook"),
            (b"\n<!DOCTYPE html><html>", "html"),
            (b"<?xml version=\"1.0\"?><feed/>", "xml"),
            (b"{\"a\": 1, \"b\": 2}", "json"),
            (b"/ISK5\\2M550\r\n\r\n1-0:1.8.1(0*kWh)\r\n!56DD", "telegram"),
            (b"a;b\n1;2", "table utf-8"),
            (b"\xef\xbb\xbfa;b", "table utf-8"),
            (b"\xc9nergie;b", "table windows-1252"),
            (b"\xff\xfea\0;\0b\0", "table utf-16le"),
            (b"D\0a\0t\0e\0;\0k\0W\0h\0\n\0", "table utf-16le"),
            (b"\xff\xfeD\0;\0k\0W\0h\0\n1\0;\x002\0\n1\0;\x002\0\n", "table utf-16le"),
            (b"\xef\xbf\xbd\xef\xbf\xbdD\0;\0k\0W\0h\0\n1\0;\x002\0\n1\0;\x002\0\n", "table utf-16le"),
            (b"Date;kWh\n2025-01-01;12,5\x002025-01-02;13,5\n2025-01-03;14,5\n", "table utf-8"),
            (b"\0\x01\x02\x03\x04\x05\x06abc", "binary"),
            (endless.as_bytes(), "long-line"),
        ] {
            assert_eq!(what(bytes), expect, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
