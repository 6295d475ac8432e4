//! Findings as sentences: what is the matter, where, what to do.
//!
//! The words are in `locales/*/findings.ftl`: `finding-<code>` is the sentence, `finding-<code>-title` heads a group
//! of the same. A sentence may use the finding's `value`, `column`, `proposal` and any of [`FACTS`]; what a finding
//! does not carry is `none` there, so that a sentence can be chosen accordingly.

use std::collections::BTreeMap;

use eclaireur_models::building::Carrier;
use eclaireur_models::finding::{Code, Finding, Severity};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::units::Unit;

use crate::format::{self, typed};
use crate::text::Say;

/// Names of further facts that a sentence may use.
pub const FACTS: &[&str] = &[
    "after",
    "amount",
    "before",
    "carrier",
    "celsius",
    "computed",
    "count",
    "counted_kwh",
    "currency",
    "day",
    "days",
    "digits",
    "encoding",
    "factor",
    "first",
    "from",
    "headers",
    "held",
    "highest",
    "kind",
    "kwh",
    "last",
    "looks_like",
    "lowest",
    "max_bytes",
    "meter",
    "near",
    "normal",
    "number",
    "of",
    "origin",
    "other_day",
    "other_row",
    "other_value",
    "peak",
    "per",
    "percent",
    "price",
    "quantity",
    "r_squared",
    "root",
    "rows",
    "rule",
    "runs",
    "series",
    "sheet",
    "stated",
    "stated_kwh",
    "supplier",
    "than",
    "to",
    "unit",
    "when",
    "why",
];

/// The sentence with its place: *Ligne 14, colonne « Index » : …*
pub fn sentence(lang: Lang, finding: &Finding) -> String {
    let words = words(lang, finding);
    match place(lang, finding) {
        Some(place) => Say::new(lang, "finding-at").with("place", place).with("words", words).to_string(),
        None => words,
    }
}

/// The sentence without its place, for tables that have columns for it.
pub fn words(lang: Lang, finding: &Finding) -> String {
    let mut say = Say::owned(lang, format!("finding-{}", finding.code.code()));
    for name in FACTS {
        say = say.with(name, fact(lang, finding, name));
    }
    let or_none = |text: Option<&String>| text.cloned().unwrap_or_else(|| "none".to_owned());
    say.with("value", or_none(finding.value.as_ref()))
        .with("column", or_none(finding.column.as_ref()))
        .with("proposal", or_none(proposal(finding).as_ref()))
        .to_string()
}

/// What is proposed instead; a number as numbers are written elsewhere.
fn proposal(finding: &Finding) -> Option<String> {
    let text = finding.proposal.as_ref()?;
    let number = Some(text).filter(|_| finding.code == Code::BadNumber).and_then(|t| typed::decimal(t).ok());
    Some(number.map_or_else(|| text.clone(), format::decimal))
}

/// What all findings of this code have in common, as a heading.
pub fn title(lang: Lang, code: Code) -> String {
    Say::owned(lang, format!("finding-{}-title", code.code())).to_string()
}

/// *Ligne 14, colonne « Index »*; `None` when it is about the whole file.
pub fn place(lang: Lang, finding: &Finding) -> Option<String> {
    let key = match (finding.row, &finding.column) {
        (Some(_), Some(_)) => "finding-place-cell",
        (Some(_), None) => "finding-place-row",
        (None, Some(_)) => "finding-place-column",
        (None, None) => return None,
    };
    let say = Say::new(lang, key)
        .with("row", finding.row.map(format::whole).unwrap_or_default())
        .with("column", finding.column.as_deref().unwrap_or_default());
    let place = say.to_string();
    // In a workbook, lines are those of their sheet.
    Some(match finding.data.get("sheet") {
        Some(sheet) => {
            Say::new(lang, "finding-place-sheet").with("sheet", sheet).with("place", place).to_string()
        }
        None => place,
    })
}

fn fact(lang: Lang, finding: &Finding, name: &str) -> String {
    let Some(value) = finding.data.get(name) else { return "none".to_owned() };
    let as_read = || value.clone();
    match name {
        "of" => Code::from_code(value).map_or_else(as_read, |code| title(lang, code)),
        "carrier" => Carrier::from_code(value).map_or_else(as_read, |c| crate::words::carrier(lang, c)),
        "unit" => Unit::from_code(value).map_or_else(as_read, |u| format::quantity_unit(u).to_owned()),
        "max_bytes" => value.parse::<u64>().map_or_else(|_| as_read(), format::bytes),
        "count" | "days" | "other_row" | "rows" | "runs" => {
            value.parse::<i64>().map_or_else(|_| as_read(), format::whole)
        }
        "stated_kwh" | "counted_kwh" | "computed" | "highest" | "kwh" | "lowest" => {
            value.parse().map_or_else(|_| as_read(), |v| format::number(v, 0))
        }
        "after" | "amount" | "before" | "factor" | "held" | "other_value" | "peak" | "price" | "quantity"
        | "stated" => value.parse().map_or_else(|_| as_read(), format::decimal),
        "when" => value
            .parse::<jiff::Timestamp>()
            .map_or_else(|_| as_read(), |at| format::slot(at.as_second(), at.as_second())),
        "from" | "day" | "other_day" | "first" | "last" => {
            value.parse::<Day>().map_or_else(|_| as_read(), format::day)
        }
        // Periods end with the day after; people name the last one.
        "to" => {
            value.parse::<Day>().map_or_else(|_| as_read(), |to| format::day(to.yesterday().unwrap_or(to)))
        }
        _ => as_read(),
    }
}

/// Findings of one code, in the order of the file.
#[derive(Debug, Clone)]
pub struct FindingGroup<'a> {
    /// Which code.
    pub code: Code,
    /// They.
    pub findings: Vec<&'a Finding>,
}

/// Findings by cause: what is to correct first, then what to look at, then what is good to know.
pub fn grouped(findings: &[Finding]) -> Vec<FindingGroup<'_>> {
    let mut by_code: BTreeMap<Code, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_code.entry(finding.code).or_default().push(finding);
    }
    let mut groups: Vec<_> =
        by_code.into_iter().map(|(code, findings)| FindingGroup { code, findings }).collect();
    groups.sort_by_key(|g| (core::cmp::Reverse(g.code.severity()), g.code));
    groups
}

/// Locale key of a severity.
pub(crate) const fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Info => "severity-info",
    }
}

/// Class of a severity.
pub(crate) const fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "tag tag-error",
        Severity::Warning => "tag tag-warning",
        Severity::Info => "tag",
    }
}
