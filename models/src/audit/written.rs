//! An audit as a file: TOML with its inputs, its baselines, the catalogue's version, its figures and a digest. Read again, it comes to the
//! same figures, or says which one moved.
//!
//! The first line is the SHA-256 of all that follows (line ends as `\n`). Does *not* sign: whoever edits it can write another digest,
//! but not figures that its inputs do not come to.

use serde_json::{Map, Value as Json};

use super::figures::{Figure, figures};
use super::{Audit, aids};
use crate::baseline::sealed::Tampered;
use crate::catalog::{Catalog, Given};
use crate::financing::dossier::checksum;
use crate::financing::written::quoted;
use crate::period::Day;

/// The form of the file.
const FORM: &str = "audit-1";
/// Bytes of an audit, at most.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// An audit that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What it holds.
    pub audit: Audit,
    /// The day of its figures.
    pub on: Day,
    /// Which version of the audit.
    pub version: u32,
    /// The figures, computed again.
    pub figures: Vec<Figure>,
    /// The digest in its first line.
    pub digest: String,
}

/// Why an audit is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not one of ours, or of another form.
    #[error("this is no audit of the program: {0}")]
    NoAudit(String),
    /// A baseline in it is not what was sealed.
    #[error("the baseline of {carrier} was changed: {}", .part.0.code())]
    Baseline {
        /// Of which carrier.
        carrier: String,
        /// Which part.
        part: Tampered,
    },
    /// The rules are not the same.
    #[error(
        "the catalogue differs: the audit was computed with {said}, this program has {own}; give the same one with `--catalog DIR`"
    )]
    Catalog {
        /// Version of the audit.
        said: String,
        /// Version here.
        own: String,
    },
    /// Figures do not come out.
    #[error("it does not come to its figures: {}; it was changed after it was written, or by another program", .moved.join("; "))]
    Figures {
        /// `heat-measured: 378000 in the file, 401222 here`
        moved: Vec<String>,
    },
    /// Something was changed from which no figure follows.
    #[error(
        "the digest differs: the file says {said}, its text gives {found}; words or inputs were changed after it was written, no figure moved"
    )]
    Digest {
        /// What stands in it.
        said: String,
        /// What its text comes to.
        found: String,
    },
}

/// Writes an audit as it is on a day.
pub fn write(audit: &Audit, catalog: &Catalog, (on, version): (Day, u32), program: &str) -> String {
    let mut root = Map::new();
    let mut put = |key: &str, text: &str| root.insert(key.to_owned(), Json::String(text.to_owned()));
    put("form", FORM);
    put("program", program);
    put("on", &on.to_string());
    put("catalog_version", catalog.version());
    root.insert("version".to_owned(), Json::from(version));
    root.insert("audit".to_owned(), serde_json::to_value(audit).unwrap_or(Json::Null));
    let told = figures(audit, catalog, on);
    root.insert("figure".to_owned(), serde_json::to_value(told).unwrap_or(Json::Null));
    let mut text = String::new();
    table(&mut text, "", &root);
    format!("sha256 = {}\n{text}", quoted(&checksum(&text)))
}

/// Whether a text means to be an audit.
pub fn is_audit(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    text.starts_with("sha256 = \"")
        && text.lines().any(|line| line.trim_end() == format!("form = {}", quoted(FORM)))
}

/// What an audit says, read and nothing more: what was delivered is shown as it was, whatever rules hold today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// What it holds.
    pub audit: Audit,
    /// The day of its figures.
    pub on: Day,
    /// Which version of the audit.
    pub version: u32,
    /// Its figures, as the file says them.
    pub figures: Vec<Figure>,
    /// Version of the catalogue it was computed with.
    pub catalog_version: String,
    /// The program that wrote it.
    pub program: String,
    /// The digest in its first line.
    pub digest: String,
    /// The digest its text comes to.
    pub found: String,
}

/// Reads an audit without computing anything again.
///
/// # Errors
/// [`Refused::NoAudit`].
pub fn read(text: &str) -> Result<Read, Refused> {
    let none = |why: &str| Refused::NoAudit(why.to_owned());
    let (first, rest) = text.split_once('\n').ok_or_else(|| none("it is empty"))?;
    let digest = first.strip_prefix("sha256 = \"").and_then(|f| f.trim_end().strip_suffix('"'));
    let digest = digest.ok_or_else(|| none("its first line is no digest"))?.to_owned();
    let Json::Object(mut root) = json(Given::read(rest).map_err(Refused::NoAudit)?) else {
        return Err(none("it is no table"));
    };
    let word = |root: &Map<String, Json>, name: &str| match root.get(name) {
        Some(Json::String(text)) => Ok(text.clone()),
        _ => Err(none(&format!("`{name}` lacks"))),
    };
    if word(&root, "form")? != FORM {
        return Err(none("it is of another form; a newer version of the program reads it"));
    }
    let (catalog_version, program) = (word(&root, "catalog_version")?, word(&root, "program")?);
    let on: Day = word(&root, "on")?.parse().map_err(|_| none("`on` is no day"))?;
    let version = root.get("version").and_then(Json::as_u64).and_then(|v| u32::try_from(v).ok());
    let version = version.ok_or_else(|| none("`version` lacks"))?;
    let mut taken = |name: &str| root.remove(name).ok_or_else(|| none(&format!("`{name}` lacks")));
    let (audit, told) = (taken("audit")?, taken("figure")?);
    let audit: Audit = serde_json::from_value(audit).map_err(|e| none(&e.to_string()))?;
    audit.check().map_err(|e| none(&e.to_string()))?;
    let figures: Vec<Figure> = serde_json::from_value(told).map_err(|e| none(&e.to_string()))?;
    let found = checksum(rest);
    Ok(Read { audit, on, version, figures, catalog_version, program, digest, found })
}

/// Opens an audit and computes it again.
///
/// # Errors
/// [`Refused`], with what differs.
pub fn open(text: &str, catalog: &Catalog) -> Result<Opened, Refused> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let Read { audit, on, version, figures: told, catalog_version, program, digest, found } = read(&text)?;
    for sealed in &audit.measured.baseline {
        let carrier = sealed.carrier.clone();
        sealed.open().map_err(|part| Refused::Baseline { carrier, part })?;
    }
    if catalog_version != catalog.version() {
        return Err(Refused::Catalog { said: catalog_version, own: catalog.version().to_owned() });
    }
    let own = figures(&audit, catalog, on);
    let mut moved = differing(&told, &own);
    moved.extend(aids::moved(&audit, catalog));
    if !moved.is_empty() {
        return Err(Refused::Figures { moved });
    }
    // Nothing that this program would not have written stands in it either.
    let again = write(&audit, catalog, (on, version), &program);
    if again != text {
        return Err(Refused::Digest { said: digest, found });
    }
    Ok(Opened { audit, on, version, figures: own, digest })
}

/// Figures that the file says otherwise than they come out.
fn differing(told: &[Figure], own: &[Figure]) -> Vec<String> {
    let value = |all: &[Figure], code: &str| all.iter().find(|f| f.code == code).map(|f| f.value.clone());
    let codes: std::collections::BTreeSet<&str> = told.iter().chain(own).map(|f| f.code.as_str()).collect();
    codes
        .into_iter()
        .filter_map(|code| {
            let (there, here) = (value(told, code), value(own, code));
            let said = |value: Option<String>| value.unwrap_or_else(|| "nothing".to_owned());
            (there != here).then(|| format!("{code}: {} in the file, {} here", said(there), said(here)))
        })
        .collect()
}

/// A table: its plain keys, then what stands below it. Keys in the order of the alphabet: same audit, same bytes.
fn table(text: &mut String, path: &str, table_of: &Map<String, Json>) {
    let mut keys: Vec<&String> = table_of.keys().collect();
    keys.sort_unstable();
    let below = |key: &str| if path.is_empty() { bare(key) } else { format!("{path}.{}", bare(key)) };
    for key in &keys {
        if let Some(value) = table_of.get(*key).and_then(plain) {
            text.push_str(&format!("{} = {value}\n", bare(key)));
        }
    }
    for key in keys {
        match table_of.get(key) {
            Some(Json::Object(inner)) => {
                text.push_str(&format!("\n[{}]\n", below(key)));
                table(text, &below(key), inner);
            }
            Some(Json::Array(list)) if list.iter().any(Json::is_object) => {
                for inner in list.iter().filter_map(Json::as_object) {
                    text.push_str(&format!("\n[[{}]]\n", below(key)));
                    table(text, &below(key), inner);
                }
            }
            _ => {}
        }
    }
}

/// A value that stands in one line.
fn plain(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(quoted(text)),
        Json::Bool(yes) => Some(yes.to_string()),
        Json::Number(number) => Some(number.to_string()),
        Json::Array(list) if !list.iter().any(Json::is_object) => {
            let all: Vec<String> = list.iter().filter_map(plain).collect();
            Some(format!("[{}]", all.join(", ")))
        }
        Json::Array(_) | Json::Object(_) | Json::Null => None,
    }
}

fn bare(key: &str) -> String {
    let is_bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// What was read, as the parts understand it. Days stand in text; numbers are whole.
fn json(given: Given) -> Json {
    match given {
        Given::Text(text) => Json::String(text),
        Given::YesNo(yes) => Json::Bool(yes),
        Given::Day(day) => Json::String(day.to_string()),
        Given::Number(number) => {
            let whole =
                i64::try_from(number).ok().filter(|whole| rust_decimal::Decimal::from(*whole) == number);
            whole.map_or_else(|| Json::String(number.to_string()), Json::from)
        }
        Given::List(list) => Json::Array(list.into_iter().map(json).collect()),
        Given::Table(keys) => Json::Object(keys.into_iter().map(|(key, value)| (key, json(value))).collect()),
    }
}
