//! What was read in a bill's document, as the form shows it: a mark under each field, and what there is to know beside.
//!
//! Nothing read is shown as a fact: each mark quotes the line, so that it can be compared with the paper.

use eclaireur_models::building::Carrier;
use eclaireur_models::finding::Finding;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::units::Euro;

use crate::forms::{Field, FieldRead, FormData, Group};
use crate::text::Say;
use crate::{findings, format, words};

/// Characters of a line that are quoted under a field.
const QUOTED: usize = 90;

/// What was read in the document beside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BillRead {
    /// Field by field.
    pub fields: Vec<FieldRead>,
    /// Why nothing was read: a picture, an encrypted file, no bill.
    pub nothing: Option<Finding>,
    /// The day of the bill, which the form does not ask.
    pub issued: Option<Day>,
    /// How many pages were read, where it has more.
    pub only_pages: Option<usize>,
    /// The supply point it names, which no meter of the building has.
    pub unknown_ean: Option<String>,
    /// The other supply points it names.
    pub others: Vec<OtherPoint>,
    /// What all of them cost together, with VAT.
    pub whole: Option<Euro>,
    /// The import by which this document was kept for this meter already.
    pub kept: Option<String>,
}

/// Another supply point of the same bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherPoint {
    /// Its EAN.
    pub ean: String,
    /// Its energy.
    pub carrier: Option<Carrier>,
    /// Where its form is.
    pub href: String,
}

impl OtherPoint {
    pub(crate) fn name(&self, lang: Lang) -> String {
        match self.carrier {
            Some(carrier) => format!("{} · {}", self.ean, words::carrier(lang, carrier)),
            None => self.ean.clone(),
        }
    }
}

impl BillRead {
    /// How many fields hold what was read.
    pub(crate) fn count(&self, form: &FormData) -> usize {
        self.fields.iter().filter(|read| form.get(read.field) == read.value).count()
    }

    /// What there is to know beside the fields.
    pub(crate) fn notes(&self, lang: Lang) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some(day) = self.issued {
            notes.push(Say::new(lang, "bill-read-issued").with("day", format::day(day)).to_string());
        }
        if let Some(ean) = &self.unknown_ean {
            notes.push(Say::new(lang, "bill-read-unknown").with("ean", ean).to_string());
        }
        if let Some(whole) = self.whole {
            notes.push(Say::new(lang, "bill-read-whole").with("amount", format::euro(whole)).to_string());
        }
        if let Some(pages) = self.only_pages {
            notes.push(Say::new(lang, "bill-read-pages").with("pages", pages).to_string());
        }
        notes
    }

    /// Why nothing was read.
    pub(crate) fn why_nothing(&self, lang: Lang) -> Option<String> {
        self.nothing.as_ref().map(|finding| findings::words(lang, finding))
    }

    /// Puts a mark under each field that the document says something of.
    pub(crate) fn mark(&self, lang: Lang, groups: &mut [Group]) {
        let paged = self.fields.iter().any(|read| read.page > 1);
        for field in groups.iter_mut().flat_map(|group| &mut group.fields) {
            if let Some(read) = self.fields.iter().find(|read| read.field == field.name) {
                field.read = marks(lang, read, field, paged);
            }
        }
    }
}

fn marks(lang: Lang, read: &FieldRead, field: &Field, paged: bool) -> Vec<String> {
    let shown = |value: &str| match field.choices.iter().find(|choice| choice.value == value) {
        Some(choice) => choice.label.clone(),
        None => value.to_owned(),
    };
    let quoted = |line: &str| -> String {
        let mut short: String = line.chars().take(QUOTED).collect();
        if short.len() < line.len() {
            short.push('…');
        }
        short
    };
    let key = match (field.value == read.value, paged) {
        (true, false) => "bill-read-line",
        (true, true) => "bill-read-line-page",
        (false, _) => "bill-read-differs",
    };
    let say = |key: &'static str, value: &str, line: &str| {
        let say = Say::new(lang, key).with("value", shown(value)).with("line", quoted(line));
        say.with("page", read.page).to_string()
    };
    let mut marks = vec![say(key, &read.value, &read.line)];
    marks.extend(read.others.iter().map(|(value, line)| say("bill-read-other", value, line)));
    marks
}
