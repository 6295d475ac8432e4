//! A dossier: a case, its day, what was said to it and by which rules, with a checksum; on another machine it comes to the
//! same bytes.
//!
//! The first line is the SHA-256 of all that follows (line ends as `\n`, whatever a mail made of them). The case in it is
//! complete: nothing else is asked to compute it again. Does *not* sign: whoever edits it can write a new checksum; what it
//! promises is that nothing was changed by accident and that the rules were the same.

use sha2::{Digest, Sha256};

use super::case::Case;
use super::written::quoted;
use super::{Financing, SchemeAnswer, Verdict, assess};
use crate::catalog::{Catalog, Given};
use crate::period::Day;

/// The form of the file.
const FORM: &str = "1";
/// Bytes of a dossier, at most.
pub const LARGEST: u64 = 4 * 1024 * 1024;

/// A dossier that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The case.
    pub case: Case,
    /// The day of the question.
    pub on: Day,
    /// What it came to, as JSON.
    pub answer: String,
}

/// Why a dossier is not computed again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not one of ours, or of another form.
    #[error("this is no dossier of the program: {0}")]
    NoDossier(String),
    /// Something in it was changed since.
    #[error(
        "the checksum differs: the file says {said}, its text gives {found}; it was changed after it was written"
    )]
    Checksum {
        /// What stands in it.
        said: String,
        /// What its text comes to.
        found: String,
    },
    /// The rules are not the same.
    #[error(
        "the catalogue differs: the dossier was computed with {said}, this program has {own}{schemes}; give the same one with `--catalog DIR`"
    )]
    Catalog {
        /// Version of the dossier.
        said: String,
        /// Version here.
        own: String,
        /// Which schemes were checked on another day, came or went.
        schemes: String,
    },
    /// The answer is the same, but what stands there for people is not what the program writes.
    #[error(
        "its figures differ from the answer: what stands in line {line} is not what this program writes there; it was written by {program}"
    )]
    Figures {
        /// The first line that differs, from 1 on.
        line: usize,
        /// The program that wrote it.
        program: String,
    },
    /// The same case and rules come to something else: another version of the program.
    #[error(
        "it comes to something else here: the dossier says {said}, this program {found}; it was written by {program}"
    )]
    Answer {
        /// Checksum of the answer then.
        said: String,
        /// Checksum of the answer now.
        found: String,
        /// The program that wrote it.
        program: String,
    },
}

/// SHA-256 in lower-case hexadecimal.
pub fn checksum(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// What all schemes say to a case on that day, as `assess --json` prints it.
///
/// # Errors
/// Never, in practice: what is said can be written.
pub fn answer(case: &Case, catalog: &Catalog, on: Day) -> Result<(Financing, String), String> {
    let case = Case { on: Some(on), ..case.clone() };
    let said = assess(&case, catalog, on);
    let text = serde_json::to_string_pretty(&said).map_err(|e| e.to_string())?;
    Ok((said, text))
}

/// Writes a dossier of a case as it is on a day.
///
/// # Errors
/// As [`answer`].
pub fn write(case: &Case, catalog: &Catalog, on: Day, title: &str, program: &str) -> Result<String, String> {
    let (said, json) = answer(case, catalog, on)?;
    let mut text = String::new();
    let mut line = |key: &str, value: String| text.push_str(&format!("{key} = {value}\n"));
    line("form", quoted(FORM));
    line("title", quoted(title));
    line("program", quoted(program));
    line("on", on.to_string());
    line("catalog_version", quoted(catalog.version()));
    line("answer_sha256", quoted(&checksum(&json)));
    line("grants_sure", quoted(&said.grants.sure.to_string()));
    line("grants_possible", quoted(&said.grants.possible.to_string()));
    text.push('\n');
    text.push_str(&Case { on: None, ..case.clone() }.to_toml("case."));
    for scheme in &said.schemes {
        figures(&mut text, scheme);
    }
    Ok(format!("sha256 = {}\n{text}", quoted(&checksum(&text))))
}

/// What one scheme says, for people: verdict, amounts with how each came about, and when its rules were looked at.
fn figures(text: &mut String, scheme: &SchemeAnswer) {
    let verdict = match scheme.verdict {
        Verdict::Yes => "yes",
        Verdict::Unknown => "unknown",
        Verdict::No => "no",
        Verdict::Closed => "closed",
    };
    text.push_str("[[scheme]]\n");
    let mut line = |key: &str, value: String| text.push_str(&format!("{key} = {value}\n"));
    line("code", quoted(&scheme.code));
    line("name", quoted(&scheme.name));
    line("verdict", quoted(verdict));
    line("checked_on", scheme.checked_on.to_string());
    if let Some(total) = scheme.total.filter(|_| !scheme.amounts.is_empty()) {
        line("total", quoted(&total.to_string()));
    }
    for amount in &scheme.amounts {
        text.push_str("[[scheme.amount]]\n");
        let mut line = |key: &str, value: String| text.push_str(&format!("{key} = {value}\n"));
        if let Some(work) = &amount.work {
            line("work", quoted(work));
        }
        line("amount", quoted(&amount.amount.to_string()));
        line("basis", quoted(&amount.basis));
        let trace: Vec<String> =
            amount.trace.iter().map(|step| quoted(&format!("{} {}", step.code, step.amount))).collect();
        line("trace", format!("[{}]", trace.join(", ")));
        if let Some(source) = &amount.source {
            line("source", quoted(&source.title));
            if let Some(link) = &source.link {
                line("link", quoted(link));
            }
        }
    }
    text.push('\n');
}

/// Whether a text means to be a dossier.
pub fn is_dossier(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').starts_with("sha256 = \"")
}

/// Opens a dossier and computes it again: the same bytes, or why not.
///
/// # Errors
/// [`Refused`], with what differs.
pub fn open(text: &str, catalog: &Catalog) -> Result<Dossier, Refused> {
    let none = |why: &str| Refused::NoDossier(why.to_owned());
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (first, rest) = text.split_once('\n').ok_or_else(|| none("it is empty"))?;
    let said = first.strip_prefix("sha256 = \"").and_then(|f| f.trim_end().strip_suffix('"'));
    let said = said.ok_or_else(|| none("its first line is no checksum"))?.to_owned();
    let found = checksum(rest);
    if said != found {
        return Err(Refused::Checksum { said, found });
    }
    let Given::Table(keys) = Given::read(rest).map_err(Refused::NoDossier)? else {
        return Err(none("it is no table"));
    };
    let word = |name: &str| match keys.iter().find(|(key, _)| key == name) {
        Some((_, Given::Text(text))) => Ok(text.as_str()),
        _ => Err(none(&format!("`{name}` lacks"))),
    };
    if word("form")? != FORM {
        return Err(none("it is of another form; a newer version of the program reads it"));
    }
    let version = word("catalog_version")?;
    if version != catalog.version() {
        let (said, own) = (version.to_owned(), catalog.version().to_owned());
        return Err(Refused::Catalog { said, own, schemes: differing(&keys, catalog) });
    }
    let Some((_, Given::Day(on))) = keys.iter().find(|(key, _)| key == "on") else {
        return Err(none("`on` lacks"));
    };
    let empty = Given::Table(Vec::new());
    let given = keys.iter().find(|(key, _)| key == "case").map_or(&empty, |(_, case)| case);
    let case = Case::of(given, catalog).map_err(Refused::NoDossier)?;
    let (_, json) = answer(&case, catalog, *on).map_err(Refused::NoDossier)?;
    let (said, found) = (word("answer_sha256")?.to_owned(), checksum(&json));
    if said != found {
        return Err(Refused::Answer { said, found, program: word("program")?.to_owned() });
    }
    let (title, program) = (word("title")?, word("program")?);
    let again = write(&case, catalog, *on, title, program).map_err(Refused::NoDossier)?;
    let own = again.split_once('\n').map_or("", |(_, own)| own);
    if own != rest {
        let same = own.lines().zip(rest.lines()).take_while(|(own, told)| own == told).count();
        return Err(Refused::Figures { line: same + 2, program: program.to_owned() });
    }
    Ok(Dossier { case, on: *on, answer: json })
}

/// Schemes whose rules were looked at on another day, that came or that went: `; wallonia/x (2026-11-21 → 2027-01-03)`.
fn differing(keys: &[(String, Given)], catalog: &Catalog) -> String {
    let mut then: Vec<(&str, Option<Day>)> = Vec::new();
    if let Some((_, Given::List(schemes))) = keys.iter().find(|(key, _)| key == "scheme") {
        for scheme in schemes {
            let Given::Table(scheme) = scheme else { continue };
            let day = scheme.iter().find_map(|(key, value)| match value {
                Given::Day(day) if key == "checked_on" => Some(*day),
                _ => None,
            });
            let code = scheme.iter().find_map(|(key, value)| match value {
                Given::Text(code) if key == "code" => Some(code.as_str()),
                _ => None,
            });
            then.extend(code.map(|code| (code, day)));
        }
    }
    let mut said: Vec<String> = Vec::new();
    for (code, day) in &then {
        match catalog.schemes().iter().find(|s| s.code == *code) {
            None => said.push(format!("{code} (no longer there)")),
            Some(own) if Some(own.checked_on) != *day => {
                let day = day.map_or_else(|| "?".to_owned(), |day| day.to_string());
                said.push(format!("{code} (checked {day}, here {})", own.checked_on));
            }
            Some(_) => {}
        }
    }
    match (said.is_empty(), said.len() > 5) {
        (true, _) => "; every scheme was checked on the same day, so other files changed".to_owned(),
        (false, true) => format!("; {} schemes differ, among them {}", said.len(), said[..5].join(", ")),
        (false, false) => format!("; {}", said.join(", ")),
    }
}
