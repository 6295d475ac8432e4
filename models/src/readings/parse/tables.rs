//! The tables of a file, one of text or the sheets of a workbook, into one answer.
//!
//! Sheets are numbered through, so that a row is a row of the file; [`place`] gives each finding its sheet and line
//! back. The same series on two sheets is one series where the sheets follow each other in time (a sheet per year), and
//! two meters named after their sheets where they do not (a sheet per wing).

use super::cells::Table;
use super::collect::Collector;
use super::corrected::Corrections;
use super::habits::Given;
use super::header::{self, Found};
use super::mapping::{self, Mapping, OWN_MAPPING};
use super::sheets::Sheet;
use super::{Hints, columns, listing, original, tall, wide};
use crate::catalog::{Catalog, Shape};
use crate::finding::{Code, Finding, Severity};
use crate::readings::{Confidence, Parsed, SheetPlace};

/// Reads a table of text.
pub fn text(text: &str, catalog: &Catalog, hints: Hints<'_>) -> Parsed {
    let corrections = Corrections::of_text(hints.corrections);
    let table =
        if hints.corrections.is_empty() { Table::text(text) } else { Table::corrected(text, &corrections) };
    match recognise(table, catalog, hints) {
        Ok(known) => close(&known, read(&known)),
        Err(finding) => Parsed::refused(finding),
    }
}

/// A table whose columns are known, and the mapping that knew them, if it was not the catalogue.
type Known<'a> = (Found<'a>, Option<&'a Mapping>);

fn recognise<'a>(table: Table<'a>, catalog: &'a Catalog, hints: Hints<'a>) -> Result<Known<'a>, Finding> {
    match mapping::recognise(table, catalog, hints.mappings) {
        Some((found, mapping)) => Ok((found, Some(mapping))),
        None => {
            let known = header::recognise(table, catalog, hints.as_format);
            let known =
                if hints.as_format.is_none() { listing::instead(table, catalog, known) } else { known };
            known.map(|found| (found, None))
        }
    }
}

/// Reads the sheets of a workbook.
pub fn workbook(sheets: &[Sheet], catalog: &Catalog, hints: Hints<'_>) -> Parsed {
    let (mut places, mut offset) = (Vec::new(), 0u32);
    let mut whole: Option<(Known<'_>, Collector)> = None;
    let mut refusals = Vec::new();
    for sheet in sheets.iter().filter(|s| !s.rows.is_empty() && !original::is_reasons(s)) {
        let table = Table::Sheet { sheet, offset };
        match recognise(table, catalog, hints) {
            Ok(known) => {
                let mut one = read(&known);
                if let Some(((first, _), all)) = &mut whole {
                    all.tell_apart(&mut one, first.table.name(), table.name());
                    all.absorb(one);
                } else {
                    whole = Some((known, one));
                }
            }
            Err(finding) => refusals.push((sheet, finding)),
        }
        places.push(SheetPlace { name: sheet.name.clone(), offset });
        offset = offset.saturating_add(sheet.rows.last().map_or(0, |row| row.line));
    }
    let Some((known, mut collector)) = whole else {
        let empty = || Finding::new(Code::NotMeterData).with("looks_like", "empty");
        return Parsed::refused(refusals.into_iter().next().map_or_else(empty, |(_, finding)| finding));
    };
    for (sheet, _) in refusals {
        collector.findings.push(Finding::new(Code::UnusedSheet).with("sheet", &sheet.name));
    }
    for reasons in sheets.iter().filter(|s| original::is_reasons(s)) {
        collector.findings.push(Finding::new(Code::ReasonsSheet).with("sheet", &reasons.name));
    }
    let mut parsed = close(&known, collector);
    for finding in &mut parsed.findings {
        place(finding, &places);
    }
    parsed.sheets = places;
    parsed
}

fn read((found, mapping): &Known<'_>) -> Collector {
    let given = mapping.map(Given::by).unwrap_or_default();
    match (mapping, found.format.shape) {
        (None, Shape::Tall) => tall::read(found),
        (None, Shape::Wide) => wide::read(found, given),
        _ => columns::read(found, given),
    }
}

fn close((found, mapping): &Known<'_>, collector: Collector) -> Parsed {
    let (code, sure) = match (mapping, found.format.shape) {
        (Some(_), _) => (OWN_MAPPING, Confidence::Certain),
        (None, Shape::Tall) => (found.format.code.as_str(), Confidence::Certain),
        (None, _) => (found.format.code.as_str(), Confidence::Likely),
    };
    let sender = mapping.and_then(|m| m.sender.clone());
    let mut parsed = Parsed { format: Some(code.to_owned()), sender, ..collector.close(sure) };
    if parsed.series.is_empty() && !parsed.findings.iter().any(|f| f.severity() == Severity::Error) {
        parsed.findings.insert(0, Finding::new(Code::NoReadings));
    }
    parsed
}

/// Gives a finding the line of its own sheet, and the name of the sheet where there are several.
pub fn place(finding: &mut Finding, places: &[SheetPlace]) {
    let of = |row: u32| places.iter().rev().find(|p| p.offset < row);
    if let Some(place) = finding.row.and_then(of) {
        finding.row = finding.row.map(|row| row - place.offset);
        if let Some(cell) = finding.data.get_mut("cell") {
            cell.retain(|c| c.is_ascii_alphabetic());
            cell.push_str(&finding.row.unwrap_or_default().to_string());
        }
        if places.len() > 1 {
            finding.data.insert("sheet".into(), place.name.clone());
        }
    }
    if let Some(text) = finding.data.get_mut("other_row")
        && let Some((row, place)) = text.parse().ok().and_then(|row| of(row).map(|place| (row, place)))
    {
        *text = (row - place.offset).to_string();
    }
}
