//! Cells read as something else than what stands in them, because somebody accepted a proposal. The file itself is never
//! edited: a correction stands beside it, and is taken away again by leaving it out.

use std::collections::BTreeMap;

use csv::ByteRecord;
use serde::{Deserialize, Serialize};

use super::original::is_reasons;
use super::sheets::{CellKind, Sheet};
use crate::finding::{Finding, cell_place};

/// One cell and what is read there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Name of the sheet, where there are several.
    pub sheet: Option<String>,
    /// The cell, as a spreadsheet calls it: `D14`.
    pub cell: String,
    /// What is read there.
    pub now: String,
}

impl Correction {
    /// What a finding proposes, when it names its cell.
    pub fn proposed(finding: &Finding) -> Option<Correction> {
        Some(Correction {
            sheet: finding.data.get("sheet").cloned(),
            cell: finding.data.get("cell")?.clone(),
            now: finding.proposal.clone()?,
        })
    }
}

/// Corrections of one table, by line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Corrections(BTreeMap<u32, Vec<(usize, String)>>);

impl Corrections {
    /// Those of the list that name no sheet.
    pub(super) fn of_text(list: &[Correction]) -> Corrections {
        Corrections::of(list, |sheet| sheet.is_none())
    }

    fn of(list: &[Correction], is_it: impl Fn(Option<&str>) -> bool) -> Corrections {
        let mut lines: BTreeMap<u32, Vec<(usize, String)>> = BTreeMap::new();
        for one in list.iter().filter(|c| is_it(c.sheet.as_deref())) {
            if let Some((line, column)) = cell_place(&one.cell) {
                lines.entry(line).or_default().push((column, one.now.clone()));
            }
        }
        Corrections(lines)
    }

    /// Puts what is to be read on a line into its cells; gives the columns. A cell that is not there is not made.
    pub(super) fn apply(&self, line: u32, record: &mut ByteRecord) -> Vec<usize> {
        let Some(changes) = self.0.get(&line) else { return Vec::new() };
        let change = |column: usize| changes.iter().rev().find(|(at, _)| *at == column);
        let cells = record.iter().enumerate();
        let corrected: ByteRecord =
            cells.map(|(n, cell)| change(n).map_or(cell, |(_, now)| now.as_bytes())).collect();
        *record = corrected;
        changes.iter().map(|(column, _)| *column).filter(|column| *column < record.len()).collect()
    }
}

/// The sheets of a workbook with what is to be read in them. A number written without any sign but one dot is a number
/// there, whatever its column is like.
pub(super) fn sheets(sheets: &mut [Sheet], list: &[Correction]) {
    if list.is_empty() {
        return;
    }
    let only = sheets.iter().position(|sheet| !sheet.rows.is_empty() && !is_reasons(sheet));
    for (n, sheet) in sheets.iter_mut().enumerate() {
        let name = sheet.name.clone();
        let is_it = |named: Option<&str>| named.map_or(Some(n) == only, |named| named == name);
        let corrections = Corrections::of(list, is_it);
        for row in &mut sheet.rows {
            for column in corrections.apply(row.line, &mut row.cells) {
                let plain = row.cells.get(column).is_some_and(is_plain);
                if let Some(kind) = row.kinds.get_mut(column) {
                    *kind = if plain { CellKind::Number } else { CellKind::Text };
                }
            }
        }
    }
}

fn is_plain(cell: &[u8]) -> bool {
    let dots = cell.iter().filter(|b| **b == b'.').count();
    dots <= 1 && cell.iter().all(|b| b.is_ascii_digit() || *b == b'.') && cell.len() > dots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::parse::sheets::SheetRow;

    #[test]
    fn a_cell_is_read_as_corrected_and_no_cell_is_made() {
        let one =
            |cell: &str, now: &str| Correction { sheet: None, cell: cell.to_owned(), now: now.to_owned() };
        let corrections = Corrections::of_text(&[one("B3", "12,5"), one("D3", "x"), one("3B", "x")]);
        let mut record: ByteRecord = ["01/01/2025", "125", "m3"].iter().collect();
        assert_eq!(corrections.apply(3, &mut record), [1]);
        assert_eq!(record, ByteRecord::from(vec!["01/01/2025", "12,5", "m3"]));
        assert_eq!(corrections.apply(4, &mut record), Vec::<usize>::new());
    }

    #[test]
    fn a_sheet_is_named_or_is_the_only_one() {
        let row =
            || SheetRow { line: 2, cells: ["2025", "125"].iter().collect(), kinds: vec![CellKind::Text; 2] };
        let sheet = |name: &str| Sheet { name: name.to_owned(), rows: vec![row()] };
        for (named, expect) in [(None, [&b"12.5"[..], b"125"]), (Some("B".to_owned()), [b"125", b"12.5"])] {
            let mut both = [sheet("A"), sheet("B")];
            sheets(&mut both, &[Correction { sheet: named, cell: "B2".to_owned(), now: "12.5".to_owned() }]);
            let cells = both.each_ref().map(|sheet| sheet.rows[0].cells.get(1).unwrap());
            assert_eq!(cells, expect);
        }
    }
}
