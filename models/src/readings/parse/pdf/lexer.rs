//! Objects of PDF syntax (ISO 32000-1, 7.2 and 7.3): what files, page contents and character maps are all written in.
//!
//! Lenient: what makes no sense is passed over, what is cut ends there. Bounded: brackets nest to [`DEEPEST`] on a
//! stack of its own, and a lexer gives no more than the tokens it was allowed. Numbers are whole millionths, so that
//! nothing can be NaN or infinite. Does *not* follow references.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// One, in the millionths that numbers are kept in.
pub const ONE: i64 = 1_000_000;

/// Brackets inside brackets.
const DEEPEST: usize = 32;

/// The product of two numbers in millionths; what is too large stays at the border.
pub fn times(a: i64, b: i64) -> i64 {
    if let Some(product) = a.checked_mul(b) {
        return product / ONE;
    }
    let product = i128::from(a) * i128::from(b) / i128::from(ONE);
    i64::try_from(product).unwrap_or(if product < 0 { i64::MIN / 4 } else { i64::MAX / 4 })
}

/// An object, or a word between objects.
#[derive(Debug, Clone, PartialEq)]
pub enum Object<'a> {
    /// In millionths.
    Number(i64),
    /// `/Name`, without its slash.
    Name(Cow<'a, [u8]>),
    /// `(text)` or `<74657874>`.
    Text(Vec<u8>),
    /// `[ … ]`.
    Array(Vec<Object<'a>>),
    /// `<< … >>`.
    Dict(Dict<'a>),
    /// `12 0 R`.
    Ref(u32),
    /// `true`, `obj`, `Tj`: keywords and operators.
    Word(&'a [u8]),
}

impl<'a> Object<'a> {
    /// The number, in millionths.
    pub fn number(&self) -> Option<i64> {
        if let Object::Number(n) = self { Some(*n) } else { None }
    }

    /// The number, when it is whole.
    pub fn whole(&self) -> Option<i64> {
        self.number().filter(|n| n % ONE == 0).map(|n| n / ONE)
    }

    /// The name.
    pub fn name(&self) -> Option<&[u8]> {
        if let Object::Name(name) = self { Some(name) } else { None }
    }

    /// The bytes of the text.
    pub fn text(&self) -> Option<&[u8]> {
        if let Object::Text(text) = self { Some(text) } else { None }
    }

    /// The number of the object that is meant.
    pub fn reference(&self) -> Option<u32> {
        if let Object::Ref(number) = self { Some(*number) } else { None }
    }

    /// The items of the array.
    pub fn array(self) -> Option<Vec<Object<'a>>> {
        if let Object::Array(items) = self { Some(items) } else { None }
    }

    /// The dictionary.
    pub fn dict(self) -> Option<Dict<'a>> {
        if let Object::Dict(dict) = self { Some(dict) } else { None }
    }
}

/// A dictionary. Of a key that comes twice the last counts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dict<'a>(BTreeMap<Cow<'a, [u8]>, Object<'a>>);

impl<'a> Dict<'a> {
    /// What stands under the key, as written: perhaps a reference.
    pub fn get(&self, key: &[u8]) -> Option<&Object<'a>> {
        self.0.get(key)
    }

    /// Whether the key's value is this name.
    pub fn is(&self, key: &[u8], name: &[u8]) -> bool {
        self.get(key).and_then(Object::name) == Some(name)
    }

    fn of(items: Vec<Object<'a>>) -> Dict<'a> {
        let mut dict = BTreeMap::new();
        let mut items = items.into_iter();
        while let Some(key) = items.next() {
            if let (Object::Name(key), Some(value)) = (key, items.next()) {
                dict.insert(key, value);
            }
        }
        Dict(dict)
    }
}

/// Reads objects one after the other.
#[derive(Debug)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    tokens: usize,
}

enum Token<'a> {
    Open { dict: bool },
    Close,
    Object(Object<'a>),
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

impl<'a> Lexer<'a> {
    /// A lexer that gives at most `tokens` tokens.
    pub fn new(bytes: &'a [u8], tokens: usize) -> Lexer<'a> {
        Lexer { bytes, at: 0, tokens }
    }

    /// How many bytes were looked at.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes behind the data of an inline image, which is no syntax: to the next lone `EI`.
    pub fn skip_image(&mut self) {
        let lone = |at: usize| {
            let before = at.checked_sub(1).and_then(|i| self.bytes.get(i)).is_some_and(|b| is_space(*b));
            before && self.bytes.get(at + 2).is_none_or(|b| is_space(*b))
        };
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = memchr::memmem::find_iter(rest, b"EI").map(|i| self.at + i).find(|at| lone(*at));
        self.at = end.map_or(self.bytes.len(), |at| at + 2);
    }

    fn token(&mut self) -> Option<Token<'a>> {
        self.tokens = self.tokens.checked_sub(1)?;
        self.skip_space();
        let first = *self.bytes.get(self.at)?;
        let second = self.bytes.get(self.at + 1);
        let (length, token) = match first {
            b'<' if second == Some(&b'<') => (2, Token::Open { dict: true }),
            b'[' => (1, Token::Open { dict: false }),
            b'>' if second == Some(&b'>') => (2, Token::Close),
            b']' => (1, Token::Close),
            b'<' => return Some(Token::Object(self.hex_text())),
            b'(' => return Some(Token::Object(self.literal())),
            b'/' => return Some(Token::Object(self.name())),
            b'{' | b'}' | b')' | b'>' => (1, Token::Object(Object::Word(b""))),
            _ => {
                let run = self.run();
                return Some(Token::Object(number(run).map_or(Object::Word(run), Object::Number)));
            }
        };
        self.at += length;
        Some(token)
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'%' => {
                    let rest = self.bytes.get(self.at..).unwrap_or_default();
                    self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                }
                b if is_space(*b) => self.at += 1,
                _ => return,
            }
        }
    }

    /// The regular characters from here.
    fn run(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|b| !is_regular(*b)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn name(&mut self) -> Object<'a> {
        self.at += 1;
        let run = self.run();
        if !run.contains(&b'#') {
            return Object::Name(Cow::Borrowed(run));
        }
        let mut name = Vec::with_capacity(run.len());
        let mut rest = run;
        while let Some((first, tail)) = rest.split_first() {
            let escaped = match (first, tail) {
                (b'#', [a, b, ..]) => hex(*a).zip(hex(*b)),
                _ => None,
            };
            name.push(escaped.map_or(*first, |(a, b)| a * 16 + b));
            rest = if escaped.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
        }
        Object::Name(Cow::Owned(name))
    }

    fn hex_text(&mut self) -> Object<'a> {
        self.at += 1;
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += (length + 1).min(rest.len());
        let digits: Vec<u8> = rest.iter().take(length).filter_map(|b| hex(*b)).collect();
        let pair = |pair: &[u8]| match pair {
            [a, b] => a * 16 + b,
            [a] => a * 16,
            _ => 0,
        };
        Object::Text(digits.chunks(2).map(pair).collect())
    }

    fn literal(&mut self) -> Object<'a> {
        self.at += 1;
        let (mut text, mut depth) = (Vec::new(), 0usize);
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b'(' => depth += 1,
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                _ => {}
            }
            text.push(*byte);
        }
        Object::Text(text)
    }

    /// What follows a backslash; nothing for a line that goes on.
    fn escape(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\r' => {
                if self.bytes.get(self.at) == Some(&b'\n') {
                    self.at += 1;
                }
                return None;
            }
            b'\n' => return None,
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.bytes.get(self.at) else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                u8::try_from(code & 0xff).unwrap_or(0)
            }
            other => other,
        })
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Object<'a>;

    /// The next object; `None` at the end, where brackets nest too deep, and when the tokens are spent.
    fn next(&mut self) -> Option<Object<'a>> {
        let mut open: Vec<(bool, Vec<Object<'a>>)> = Vec::new();
        loop {
            let object = match self.token()? {
                Token::Open { dict } => {
                    if open.len() == DEEPEST {
                        self.tokens = 0;
                        return None;
                    }
                    open.push((dict, Vec::new()));
                    continue;
                }
                Token::Close => match open.pop() {
                    Some((true, items)) => Object::Dict(Dict::of(items)),
                    Some((false, items)) => Object::Array(items),
                    None => continue,
                },
                Token::Object(object) => object,
            };
            let Some((_, items)) = open.last_mut() else { return Some(object) };
            match (object == Object::Word(b"R")).then(|| reference(items)).flatten() {
                Some(reference) => items.push(reference),
                None => items.push(object),
            }
        }
    }
}

/// Takes `12 0` from the end of the items.
fn reference<'a>(items: &mut Vec<Object<'a>>) -> Option<Object<'a>> {
    let at = items.len().checked_sub(2)?;
    let number = items.get(at)?.whole().and_then(|n| u32::try_from(n).ok())?;
    items.get(at + 1)?.whole()?;
    items.truncate(at);
    Some(Object::Ref(number))
}

/// `12`, `-.5`, `+3.25`; what is too long is cut.
fn number(run: &[u8]) -> Option<i64> {
    let (negative, digits) = match run {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, run),
    };
    let mut parts = digits.splitn(2, |b| *b == b'.');
    let (whole, fraction) = (parts.next()?, parts.next());
    if whole.is_empty() && fraction.is_none_or(<[u8]>::is_empty) || whole.len() > 12 {
        return None;
    }
    let mut value = 0i64;
    for digit in whole {
        value = value * 10 + i64::from(digit.is_ascii_digit().then(|| digit - b'0')?);
    }
    value *= ONE;
    let mut worth = ONE;
    for digit in fraction.unwrap_or_default() {
        worth /= 10;
        value += worth * i64::from(digit.is_ascii_digit().then(|| digit - b'0')?);
    }
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8]) -> Vec<Object<'_>> {
        Lexer::new(text, 1000).collect()
    }

    #[test]
    fn objects_are_read_as_written() {
        let text = |t: &[u8]| Object::Text(t.to_vec());
        let name = |n: &'static [u8]| Object::Name(Cow::Borrowed(n));
        for (written, expect) in [
            (
                &b"12 -.5 +3.25"[..],
                vec![Object::Number(12 * ONE), Object::Number(-500_000), Object::Number(3_250_000)],
            ),
            (b"/F1 % a comment\n/A#20B", vec![name(b"F1"), name(b"A B")]),
            (b"(a(b)c\\)\\101\\\r\nd) <48 65 6>", vec![text(b"a(b)c)Ad"), text(b"He`")]),
            (b"[12 0 R (x)]", vec![Object::Array(vec![Object::Ref(12), text(b"x")])]),
            (b"BT 1-2 Tj", vec![Object::Word(b"BT"), Object::Word(b"1-2"), Object::Word(b"Tj")]),
            (b"(cut", vec![text(b"cut")]),
            (b"[1 2", vec![]),
            (b"] >> 1", vec![Object::Number(ONE)]),
        ] {
            assert_eq!(all(written), expect, "{}", String::from_utf8_lossy(written));
        }
        let Some(Object::Dict(dict)) = all(b"<</A 1/B [2]/A 3/C<</D 4 0 R>>>>").pop() else {
            panic!("a dictionary");
        };
        assert_eq!(dict.get(b"A").and_then(Object::whole), Some(3));
        let inner = dict.get(b"C").cloned().and_then(Object::dict);
        assert_eq!(inner.as_ref().and_then(|d| d.get(b"D")), Some(&Object::Ref(4)));
    }

    #[test]
    fn nothing_is_deeper_or_longer_than_allowed() {
        assert_eq!(all(&b"[".repeat(5000)), vec![]);
        assert_eq!(Lexer::new(b"1 2 3 4 5", 3).count(), 3);
        assert_eq!(times(i64::MAX, i64::MAX), i64::MAX / 4);
        assert_eq!(number(b"99999999999999999999"), None);
    }

    #[test]
    fn the_data_of_an_inline_image_is_passed_over() {
        let mut lexer = Lexer::new(b"ID \x01EI\x02( EI Q", 100);
        assert_eq!(lexer.next(), Some(Object::Word(b"ID")));
        lexer.skip_image();
        assert_eq!(lexer.next(), Some(Object::Word(b"Q")));
    }
}
