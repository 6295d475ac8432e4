//! The four languages, official names in them, and habits of writing.
//!
//! Does *not* hold sentences for people: those are in `eclaireur-frontend`. Only names that exist officially in
//! several languages (an activity, an energy carrier) live here. To add a language: one variant, one locale folder.

use serde::{Deserialize, Serialize};

/// A language of the interface. French comes first: it is the reference and the fallback.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Français (Belgique).
    #[default]
    Fr,
    /// Nederlands (België).
    Nl,
    /// Deutsch (Ostbelgien).
    De,
    /// English.
    En,
}

impl Lang {
    /// All languages, in the order a visitor is offered them.
    pub const ALL: [Lang; 4] = [Lang::Fr, Lang::De, Lang::Nl, Lang::En];

    /// The BCP 47 tag, as in `<html lang="fr-BE">`.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::Fr => "fr-BE",
            Lang::Nl => "nl-BE",
            Lang::De => "de-BE",
            Lang::En => "en",
        }
    }
}

/// An official name in the languages it exists in. French is always there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// French.
    pub fr: String,
    /// Dutch, where an official form exists.
    pub nl: Option<String>,
    /// German, where an official form exists.
    pub de: Option<String>,
    /// English, where a usual form exists.
    pub en: Option<String>,
}

impl Text {
    /// The name in `lang`, else in French.
    pub fn get(&self, lang: Lang) -> &str {
        let wanted = match lang {
            Lang::Fr => None,
            Lang::Nl => self.nl.as_deref(),
            Lang::De => self.de.as_deref(),
            Lang::En => self.en.as_deref(),
        };
        wanted.unwrap_or(&self.fr)
    }
}

/// Letters without their accents: `Élève œuvré` → `Eleve oeuvre`. For comparing, never for showing.
pub fn unaccented(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            'œ' => out.push_str("oe"),
            'Œ' => out.push_str("OE"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            '’' => out.push('\''),
            _ => out.push(c),
        }
    }
    out
}

/// Lower case, without accents, only letters and digits, single spaces: `Van (datum)` → `van datum`.
pub fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in unaccented(text).chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Which sign separates decimals in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NumberStyle {
    /// Decimal comma; dots group thousands.
    #[default]
    Comma,
    /// Decimal dot; commas group thousands.
    Dot,
}
