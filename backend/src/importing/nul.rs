//! A NUL in a file: text for a parser and for SQLite, but not for PostgreSQL, which takes it in no column.

use eclaireur_models::finding::Finding;
use eclaireur_models::readings::Parsed;

/// The same with the sign for a character that cannot be shown in its place, wherever the file's own words stand.
pub(super) fn replaced(mut parsed: Parsed) -> Parsed {
    for series in &mut parsed.series {
        let key = &mut series.key;
        [&mut key.serial, &mut key.name, &mut key.unit_text].into_iter().flatten().for_each(replace);
    }
    for invoice in &mut parsed.invoices {
        let words = [&mut invoice.number, &mut invoice.supplier, &mut invoice.customer];
        words.into_iter().flatten().chain(&mut invoice.corrects).for_each(replace);
        replace(&mut invoice.currency);
        for line in &mut invoice.lines {
            replace(&mut line.what);
            line.quantity.iter_mut().for_each(|(_, unit)| replace(unit));
        }
    }
    parsed.findings.iter_mut().for_each(in_finding);
    parsed
}

/// The same for what is to be said.
pub(super) fn in_finding(finding: &mut Finding) {
    let words = [&mut finding.column, &mut finding.value, &mut finding.proposal];
    words.into_iter().flatten().chain(finding.data.values_mut()).for_each(replace);
}

fn replace(text: &mut String) {
    if text.contains('\0') {
        *text = text.replace('\0', "\u{fffd}");
    }
}
