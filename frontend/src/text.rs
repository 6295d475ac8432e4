//! Sentences by key, from the Fluent files of `locales/`, compiled in.
//!
//! French is the reference: a key missing elsewhere falls back to it. Does *not* format figures: values arrive
//! written by [`crate::format`], except whole numbers, which are passed as numbers so that plurals work.

use core::fmt;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use eclaireur_models::lang::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use unic_langid::LanguageIdentifier;

static LOCALES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/locales");

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[(Lang, Bundle); 4]> = LazyLock::new(|| Lang::ALL.map(|lang| (lang, bundle(lang))));

/// Whether every sentence exists in this language. Until then its pages have a French body, marked as such.
pub const fn complete(lang: Lang) -> bool {
    matches!(lang, Lang::Fr)
}

fn folder(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "fr",
        Lang::Nl => "nl",
        Lang::De => "de",
        Lang::En => "en",
    }
}

fn identifier(lang: Lang) -> LanguageIdentifier {
    lang.tag().parse().unwrap_or_default()
}

fn bundle(lang: Lang) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![identifier(lang)]);
    bundle.set_use_isolating(false);
    if lang == Lang::Fr {
        bundle.set_transform(Some(french_spaces));
    }
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => Some(crate::format::whole_f64(number.value)),
        _ => None,
    }));
    for source in sources(lang) {
        // A file with a fault still gives its good messages; tests/it/locales.rs refuses the fault.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// Signs that take a space before them (and « after) never stand alone on a line.
fn french_spaces(text: &str) -> Cow<'_, str> {
    const PAIRS: [(&str, &str); 7] = [
        (" :", "\u{a0}:"),
        (" ;", "\u{a0};"),
        (" ?", "\u{a0}?"),
        (" »", "\u{a0}»"),
        ("« ", "«\u{a0}"),
        (" %", "\u{a0}%"),
        (" €", "\u{a0}€"),
    ];
    if !PAIRS.iter().any(|(plain, _)| text.contains(plain)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(PAIRS.iter().fold(text.to_owned(), |text, (plain, joined)| text.replace(plain, joined)))
}

fn sources(lang: Lang) -> impl Iterator<Item = &'static str> {
    files(lang).map(|(_, source)| source)
}

/// The Fluent files of a language: name and text. For tests that read them all.
pub fn files(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    LOCALES.get_dir(folder(lang)).into_iter().flat_map(Dir::files).filter_map(|file| {
        let name = file.path().file_name()?.to_str()?;
        Some((name, file.contents_utf8()?))
    })
}

/// Every key of a language, with the number of times it is defined.
pub fn keys(lang: Lang) -> BTreeMap<String, usize> {
    let mut keys = BTreeMap::new();
    for source in sources(lang) {
        for line in source.lines() {
            let Some((key, _)) = line.split_once('=') else { continue };
            let key = key.trim_end();
            if !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
                *keys.entry(key.to_owned()).or_insert(0) += 1;
            }
        }
    }
    keys
}

/// Whether French has this key.
pub fn exists(key: &str) -> bool {
    find(Lang::Fr).is_some_and(|b| b.has_message(key))
}

fn find(lang: Lang) -> Option<&'static Bundle> {
    BUNDLES.iter().find(|(l, _)| *l == lang).map(|(_, b)| b)
}

/// One sentence with its arguments; written out by `Display`.
#[derive(Debug)]
pub struct Say<'a> {
    lang: Lang,
    key: Cow<'static, str>,
    args: FluentArgs<'a>,
}

impl Say<'static> {
    /// The sentence with this key.
    pub fn new(lang: Lang, key: &'static str) -> Self {
        Say { lang, key: Cow::Borrowed(key), args: FluentArgs::new() }
    }

    /// The sentence with a key made from a code, `carrier-natural_gas`.
    pub fn owned(lang: Lang, key: String) -> Self {
        Say { lang, key: Cow::Owned(key), args: FluentArgs::new() }
    }
}

impl Say<'_> {
    /// A text argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.set(name, FluentValue::from(value.to_string()));
        self
    }

    /// Text arguments named by data: what an alert or a requirement tells of itself.
    #[must_use]
    pub fn with_data<'d>(mut self, data: impl IntoIterator<Item = (&'d str, &'d str)>) -> Self {
        for (name, value) in data {
            self.args.set(name.to_owned(), FluentValue::from(value.to_owned()));
        }
        self
    }

    /// A whole number, which decides plurals.
    #[must_use]
    pub fn count(mut self, name: &'static str, value: impl crate::format::Whole) -> Self {
        self.args.set(name, FluentValue::from(value.whole()));
        self
    }
}

impl fmt::Display for Say<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for lang in [self.lang, Lang::Fr] {
            let Some(bundle) = find(lang) else { continue };
            let Some(pattern) = bundle.get_message(&self.key).and_then(|m| m.value()) else { continue };
            let mut faults = Vec::new();
            return f.write_str(&bundle.format_pattern(pattern, Some(&self.args), &mut faults));
        }
        write!(f, "[{}]", self.key)
    }
}

impl From<Say<'_>> for String {
    fn from(say: Say<'_>) -> String {
        say.to_string()
    }
}

/// Keys that one language lacks against French.
pub fn lacking(lang: Lang) -> BTreeSet<String> {
    let has = keys(lang);
    keys(Lang::Fr).into_keys().filter(|k| !has.contains_key(k)).collect()
}
