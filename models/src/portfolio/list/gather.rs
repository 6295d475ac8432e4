//! Rows into buildings: the first row of a building makes it, further rows with its code or name bring further meters
//! and what was blank before. A row that names no building goes on with the one above.

use std::collections::BTreeMap;

use super::cells::{Entry, Reader};
use super::header::Header;
use super::{List, ListedBuilding, ListedMeter, MOST_BUILDINGS, Reading};
use crate::catalog::{BuildingsList, ListRole};
use crate::finding::{Code, Finding, Findings, Severity};
use crate::lang::normalised;
use crate::readings::RowCounts;
use crate::readings::parse::cells::{Row, Table};

/// Rows of a list, at most: a dozen meters for each building.
const MOST_ROWS: u32 = 12_000;

/// What tells one building of the list from another: its code, else its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Code(String),
    Name(String),
}

struct Gatherer<'a> {
    header: &'a Header,
    known: &'a BuildingsList,
    reading: Reading<'a>,
    buildings: Vec<ListedBuilding>,
    keys: BTreeMap<Key, usize>,
    /// EAN → building and row.
    eans: BTreeMap<String, (usize, u32)>,
    /// Which building the row above spoke of; none when it was left out.
    last: Option<usize>,
    rows: RowCounts,
    findings: Findings,
}

/// Reads the rows below the header.
pub(super) fn gather(
    table: Table<'_>,
    header: &Header,
    known: &BuildingsList,
    reading: Reading<'_>,
) -> Result<List, Finding> {
    let mut gatherer = Gatherer {
        header,
        known,
        reading,
        buildings: Vec::new(),
        keys: BTreeMap::new(),
        eans: BTreeMap::new(),
        last: None,
        rows: RowCounts::default(),
        findings: Findings::default(),
    };
    header.findings.iter().cloned().for_each(|finding| gatherer.findings.push(finding));
    let mut rows = table.rows();
    while let Some(row) = rows.next_row() {
        if row.line > header.line {
            gatherer.row(&row);
        }
        if gatherer.rows.read > MOST_ROWS || gatherer.buildings.len() > MOST_BUILDINGS {
            return Err(Finding::new(Code::ListTooLong).with("count", MOST_BUILDINGS));
        }
    }
    Ok(List {
        encoding: None,
        sheet: None,
        rows: gatherer.rows,
        buildings: gatherer.buildings,
        findings: gatherer.findings.into_vec(),
    })
}

impl Gatherer<'_> {
    fn row(&mut self, row: &Row<'_>) {
        self.rows.read += 1;
        let ignored = if row.is_blank() {
            Some(Code::BlankRow)
        } else if self.is_header(row) {
            Some(Code::RepeatedHeader)
        } else if row.texts().find(|t| !t.is_empty()).is_some_and(|t| self.known.is_total(&normalised(t))) {
            Some(Code::TotalRow)
        } else {
            None
        };
        if let Some(code) = ignored {
            self.rows.ignored += 1;
            self.findings.push(Finding::new(code).row(row.line));
            return;
        }
        let mut entry = Reader::read(self.header, self.known, self.reading, row);
        let place = self.place(&mut entry);
        let bad = entry.findings.iter().any(|f| f.severity() == Severity::Error);
        entry.findings.drain(..).for_each(|finding| self.findings.push(finding));
        match place {
            Some(place) if !bad => {
                self.rows.accepted += 1;
                self.last = Some(self.keep(place, entry.building));
            }
            _ => {
                self.rows.rejected += 1;
                // What goes on with a row that is left out is left out too, not given to the building above it.
                if entry.is_named {
                    self.last = place.and_then(Result::ok);
                }
            }
        }
    }

    /// Whether a row says what the header says.
    fn is_header(&self, row: &Row<'_>) -> bool {
        let mut named = self.header.columns.iter().enumerate().filter(|(_, c)| c.role.is_some());
        named.all(|(n, column)| normalised(row.text(n)) == normalised(&column.header))
    }

    /// Which building a row is about: one of those seen (`Ok`), or a new one (`Err` with its keys). None when nobody
    /// can tell, or it contradicts what was said before; then the entry has an error.
    fn place(&self, entry: &mut Entry) -> Option<Result<usize, Vec<Key>>> {
        let listed = &entry.building;
        let code = listed.code.as_deref().map(normalised);
        let name = (!listed.name.is_empty()).then(|| normalised(&listed.name));
        let nothing =
            |entry: &mut Entry, code| entry.findings.push(Finding::new(code).row(entry.building.row));
        if !entry.is_named {
            if entry.building.meters.is_empty() || self.last.is_none() {
                nothing(entry, Code::NameMissing);
                return None;
            }
            return self.last.map(Ok);
        }
        let by_code = code.clone().and_then(|code| self.keys.get(&Key::Code(code)));
        let by_name = name.clone().filter(|_| code.is_none()).and_then(|n| self.keys.get(&Key::Name(n)));
        let Some(at) = by_code.or(by_name).copied() else {
            let Some(name) = name else {
                nothing(entry, Code::NameMissing);
                return None;
            };
            let mut keys: Vec<Key> = code.map(Key::Code).into_iter().collect();
            keys.push(Key::Name(name));
            return Some(Err(keys));
        };
        let held = self.buildings.get(at)?;
        if name.is_some_and(|name| name != normalised(&held.name)) {
            let code = listed.code.as_deref().unwrap_or_default();
            let finding = self.about(entry, ListRole::Code, Code::DuplicateCode).value(code);
            entry.findings.push(finding.with("other_row", held.row).with("other_value", &held.name));
            return None;
        }
        let contradiction = contradiction(held, listed);
        if let Some((role, value, other)) = contradiction {
            let finding = self.about(entry, role, Code::BuildingConflict).value(value);
            entry.findings.push(finding.with("other_row", held.row).with("other_value", other));
            return None;
        }
        Some(Ok(at))
    }

    /// Something to say about the cell of a role.
    fn about(&self, entry: &Entry, role: ListRole, code: Code) -> Finding {
        let column = self.header.of(role).next();
        let header = column.and_then(|n| self.header.columns.get(n)).map_or("", |c| c.header.as_str());
        let finding = Finding::new(code).column(header);
        match column {
            Some(column) => finding.cell(entry.building.row, column),
            None => finding.row(entry.building.row),
        }
    }

    /// Takes a row; gives the position of its building.
    fn keep(&mut self, place: Result<usize, Vec<Key>>, listed: ListedBuilding) -> usize {
        let (at, meters) = match place {
            Ok(at) => {
                let meters = listed.meters.clone();
                if let Some(held) = self.buildings.get_mut(at) {
                    complete(held, listed);
                }
                (at, meters)
            }
            Err(keys) => {
                let at = self.buildings.len();
                // Of two buildings with one name and two codes, rows without code go on with the first.
                for key in keys {
                    self.keys.entry(key).or_insert(at);
                }
                let meters = listed.meters.clone();
                self.buildings.push(ListedBuilding { meters: Vec::new(), ..listed });
                (at, meters)
            }
        };
        for meter in meters {
            self.meter(at, meter);
        }
        at
    }

    /// Adds a meter to its building, unless the list has it already.
    fn meter(&mut self, at: usize, meter: ListedMeter) {
        if let Some(ean) = &meter.ean {
            if let Some((other, row)) = self.eans.get(ean.digits()) {
                if *other != at {
                    let finding = Finding::new(Code::DuplicateMeter).row(meter.row).value(ean.digits());
                    self.findings.push(finding.with("other_row", row));
                }
                return;
            }
            self.eans.insert(ean.digits().to_owned(), (at, meter.row));
        }
        let Some(building) = self.buildings.get_mut(at) else { return };
        let same = |held: &ListedMeter| {
            held.ean.is_none()
                && meter.ean.is_none()
                && (held.carrier, &held.serial, &held.name) == (meter.carrier, &meter.serial, &meter.name)
        };
        if !building.meters.iter().any(same) {
            building.meters.push(meter);
        }
    }
}

/// What a further row of a building says otherwise: role, its value, the value before.
fn contradiction(held: &ListedBuilding, listed: &ListedBuilding) -> Option<(ListRole, String, String)> {
    fn differ<T: PartialEq + ToString>(
        role: ListRole,
        a: Option<&T>,
        b: Option<&T>,
    ) -> Option<(ListRole, String, String)> {
        let (a, b) = (a?, b?);
        (a != b).then(|| (role, b.to_string(), a.to_string()))
    }
    let (was, is) = (&held.address, &listed.address);
    differ(ListRole::Street, was.street.as_ref(), is.street.as_ref())
        .or_else(|| differ(ListRole::Postcode, was.postcode.as_ref(), is.postcode.as_ref()))
        .or_else(|| differ(ListRole::Activity, held.activity.as_ref(), listed.activity.as_ref()))
        .or_else(|| {
            differ(ListRole::HeatedArea, held.heated_area_m2.as_ref(), listed.heated_area_m2.as_ref())
        })
        .or_else(|| differ(ListRole::Units, held.service_units.as_ref(), listed.service_units.as_ref()))
        .or_else(|| differ(ListRole::Year, held.built.as_ref(), listed.built.as_ref()))
}

/// Fills what was blank.
fn complete(held: &mut ListedBuilding, listed: ListedBuilding) {
    fn fill<T>(held: &mut Option<T>, listed: Option<T>) {
        if held.is_none() {
            *held = listed;
        }
    }
    fill(&mut held.code, listed.code);
    fill(&mut held.address.street, listed.address.street);
    fill(&mut held.address.postcode, listed.address.postcode);
    fill(&mut held.address.commune_nis, listed.address.commune_nis);
    fill(&mut held.activity, listed.activity);
    fill(&mut held.heated_area_m2, listed.heated_area_m2);
    fill(&mut held.service_units, listed.service_units);
    fill(&mut held.built, listed.built);
}
