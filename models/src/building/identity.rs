//! Numbers that carry a check, and the short codes people use in addresses.

use core::fmt;

use serde::{Deserialize, Serialize};

/// Enterprise number of the *Banque-Carrefour des Entreprises* (n° BCE): ten digits, the last two are
/// 97 − (first eight mod 97).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BceNumber(u64);

/// Why a text is not a BCE number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BceProblem {
    /// Not ten digits (nine are accepted, with a leading zero understood), or another first digit than 0 or 1.
    Form,
    /// The check digits are wrong; these would be right.
    Check {
        /// Expected last two digits.
        expected: u8,
    },
}

impl BceNumber {
    /// Reads `0123.456.789`, `BE 0123 456 789`, `123456789`…
    ///
    /// # Errors
    /// [`BceProblem`] says whether the form or the check digits are wrong.
    pub fn read(text: &str) -> Result<BceNumber, BceProblem> {
        let text = text.trim();
        let text = text.strip_prefix("BE").or_else(|| text.strip_prefix("be")).unwrap_or(text);
        let mut digits = String::with_capacity(10);
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                '.' | ' ' | '-' | '\u{a0}' | '\u{202f}' => {}
                _ => return Err(BceProblem::Form),
            }
        }
        if digits.len() == 9 {
            digits.insert(0, '0');
        }
        if digits.len() != 10 || !digits.starts_with(['0', '1']) {
            return Err(BceProblem::Form);
        }
        let number: u64 = digits.parse().map_err(|_| BceProblem::Form)?;
        let expected = 97 - (number / 100) % 97;
        if number % 100 == expected {
            Ok(BceNumber(number))
        } else {
            Err(BceProblem::Check { expected: u8::try_from(expected).unwrap_or(0) })
        }
    }

    /// Ten digits without dots: what is stored.
    pub fn digits(self) -> String {
        format!("{:010}", self.0)
    }
}

impl fmt::Display for BceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let d = self.digits();
        write!(f, "{}.{}.{}", &d[..4], &d[4..7], &d[7..])
    }
}

/// Code of a supply point, *code EAN*: 18 digits (GSRN), the last a GS1 modulo-10 check digit. Belgian ones begin
/// with 54.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ean(String);

/// What is wrong with an EAN. Never a reason to refuse it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EanProblem {
    /// Not 18 digits.
    Length,
    /// Wrong check digit.
    CheckDigit,
}

impl Ean {
    /// Reads what stands in a cell: `541448…`, `="541448…"`, `EAN 5414 4800 …`. `None` when there is no digit, or
    /// anything but digits, spaces and that wrapping.
    pub fn read(text: &str) -> Option<Ean> {
        let text = text.trim().trim_start_matches('=').trim_matches('"').trim_matches('\'').trim();
        let text = text.strip_prefix("EAN").unwrap_or(text).trim_start_matches([':', ' ']);
        let mut digits = String::with_capacity(18);
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                ' ' | '.' | '\u{a0}' | '\u{202f}' => {}
                _ => return None,
            }
        }
        (!digits.is_empty() && digits.len() <= 20).then_some(Ean(digits))
    }

    /// The digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// What is wrong with it, if anything.
    pub fn problem(&self) -> Option<EanProblem> {
        if self.0.len() != 18 {
            return Some(EanProblem::Length);
        }
        let sum: u32 = self
            .0
            .bytes()
            .take(17)
            .zip([3u32, 1].into_iter().cycle())
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum();
        let check = (10 - sum % 10) % 10;
        (self.0.as_bytes().get(17).map(|d| u32::from(d - b'0')) != Some(check))
            .then_some(EanProblem::CheckDigit)
    }
}

impl fmt::Display for Ean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A Belgian postcode, 1000 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(u16);

impl Postcode {
    /// Reads `5000`, `B-5000`.
    pub fn read(text: &str) -> Option<Postcode> {
        let text = text.trim();
        let text = text.strip_prefix("B-").or_else(|| text.strip_prefix("b-")).unwrap_or(text);
        let number: u16 = text.parse().ok()?;
        (1000..=9999).contains(&number).then_some(Postcode(number))
    }

    /// The number.
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

/// A short name for addresses and the command line: lower-case letters, digits and hyphens, 1 to 64 of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(String);

impl Code {
    /// `text` if it is a code already.
    pub fn read(text: &str) -> Option<Code> {
        let fits = (1..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-');
        fits.then(|| Code(text.to_owned()))
    }

    /// A code made from a name: `École Saint-Joseph` → `ecole-saint-joseph`. `fallback` when nothing is left.
    pub fn from_name(name: &str, fallback: &str) -> Code {
        let mut code = String::with_capacity(name.len());
        for c in crate::lang::unaccented(name).chars() {
            if c.is_ascii_alphanumeric() {
                code.push(c.to_ascii_lowercase());
            } else if !code.is_empty() && !code.ends_with('-') {
                code.push('-');
            }
            if code.len() == 60 {
                break;
            }
        }
        let code = code.trim_end_matches('-');
        Code(if code.is_empty() { fallback.to_owned() } else { code.to_owned() })
    }

    /// The same with `-2`, `-3` … behind it, for a name that is taken.
    #[must_use]
    pub fn numbered(&self, n: u32) -> Code {
        Code(format!("{}-{n}", self.0))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bce_numbers_are_checked_modulo_97() {
        // The first eight digits are invented; the check digits are computed here, by the rule itself.
        let right = 97 - 1_234_567 % 97;
        let wrong = if right == 10 { 11 } else { 10 };
        assert_eq!(
            BceNumber::read(&format!("01234567{wrong}")),
            Err(BceProblem::Check { expected: u8::try_from(right).unwrap() })
        );
        let valid = BceNumber::read(&format!("BE 01234567{right:02}")).unwrap();
        assert_eq!(BceNumber::read(&valid.to_string()), Ok(valid));
        assert_eq!(BceNumber::read(&valid.digits()[1..]), Ok(valid));
        assert_eq!(BceNumber::read("2000000000"), Err(BceProblem::Form));
        assert_eq!(BceNumber::read("abc"), Err(BceProblem::Form));
    }

    #[test]
    fn ean_codes_are_read_from_excel_wrapping_and_checked() {
        let ean = Ean::read("=\"123456789123456789\"").unwrap();
        assert_eq!(ean.digits(), "123456789123456789");
        assert_eq!(ean.problem(), None);
        assert_eq!(Ean::read("123456879123456789").unwrap().problem(), Some(EanProblem::CheckDigit));
        assert_eq!(Ean::read("5414").unwrap().problem(), Some(EanProblem::Length));
        assert_eq!(Ean::read("EAN 5414 4882 0000 0000 01").unwrap().digits().len(), 18);
        assert_eq!(Ean::read("aile B"), None);
        assert_eq!(Ean::read(""), None);
    }

    #[test]
    fn names_become_codes() {
        assert_eq!(Code::from_name("École  Saint-Joseph (Œuvre)", "x").as_str(), "ecole-saint-joseph-oeuvre");
        assert_eq!(Code::from_name("***", "batiment").as_str(), "batiment");
        assert!(Code::read("a-2").is_some() && Code::read("A").is_none() && Code::read("-a").is_none());
        assert_eq!(Postcode::read("B-5000").map(Postcode::number), Some(5000));
        assert_eq!(Postcode::read("75001"), None);
    }
}
