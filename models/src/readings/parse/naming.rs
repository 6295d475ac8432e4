//! Whose values a row holds, and what they are: supply point, meter, energy, way, register, unit. From the row's own
//! cells, then from the header of the column, then from what stands above the table; what is taken where all of them
//! are silent is always said.

use std::collections::HashMap;

use super::cells::{Row, unwrapped};
use super::collect::Collector;
use super::header::{Column, Found};
use super::preamble::Preamble;
use super::words::{self, ValueColumn};
use crate::building::{Carrier, Direction, Ean, Kind, Register};
use crate::catalog::{Edge, Format, Role};
use crate::finding::{Code, Finding};
use crate::lang::normalised;
use crate::readings::{Beside, SeriesKey};
use crate::units::{Basis, Dimension, Unit};

/// Roles whose cells make rows belong to different series.
const IDENTITY: [Role; 6] = [Role::Ean, Role::Serial, Role::Name, Role::Carrier, Role::Register, Role::Unit];

/// What the cells of a row say of its series.
#[derive(Debug, Clone, Default)]
struct Who {
    ean: Option<Ean>,
    serial: Option<String>,
    name: Option<String>,
    /// What its words say: energy, way, register; its unit.
    said: ValueColumn,
    /// A register nobody knows: its column and the word.
    unknown_register: Option<(usize, String)>,
}

/// A series of the collector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its position.
    pub at: usize,
    /// It was opened just now.
    pub is_new: bool,
}

/// The rows met so far, by what names them.
pub struct Names<'a> {
    found: &'a Found<'a>,
    above: Preamble,
    columns: Vec<(Role, usize)>,
    /// Whether the header's own words tell columns of one row apart.
    several_columns: bool,
    known: HashMap<Vec<u8>, usize>,
    all: Vec<Who>,
    /// Series by who they are of and the column they stand in.
    series: HashMap<(usize, usize), Option<usize>>,
    /// Series by what they are and the column they stand in.
    keys: HashMap<(SeriesKey, Option<Edge>, usize), usize>,
    /// How many columns say the same of themselves, and the header of the first.
    alike: HashMap<(SeriesKey, Option<Edge>), (u16, String)>,
    /// Names of columns as they were first written, by their words.
    written: HashMap<String, String>,
    /// The row before: mostly the next one is of the same series.
    last: Option<usize>,
    last_cells: Vec<u8>,
    cells: Vec<u8>,
}

impl<'a> Names<'a> {
    /// For the rows of a table with so many columns of values.
    pub fn new(found: &'a Found<'a>, value_columns: usize) -> Names<'a> {
        let of_role = |role: Role| {
            let columns = found.columns.iter().enumerate();
            columns.filter(move |(_, c)| **c == Column::Role(role)).map(move |(i, _)| (role, i))
        };
        Names {
            found,
            above: Preamble::above(found),
            columns: IDENTITY.into_iter().flat_map(of_role).collect(),
            several_columns: value_columns > 1,
            known: HashMap::new(),
            all: Vec::new(),
            series: HashMap::new(),
            keys: HashMap::new(),
            alike: HashMap::new(),
            written: HashMap::new(),
            last: None,
            last_cells: Vec::new(),
            cells: Vec::new(),
        }
    }

    /// What stands above the table.
    pub fn above(&self) -> &Preamble {
        &self.above
    }

    /// The number of the row's series name; rows whose naming cells are the same have the same.
    pub fn of(&mut self, row: &Row<'_>) -> usize {
        self.cells.clear();
        for (_, column) in &self.columns {
            self.cells.extend_from_slice(row.cell(*column));
            self.cells.push(0);
        }
        if let Some(last) = self.last.filter(|_| self.cells == self.last_cells) {
            return last;
        }
        let who = match self.known.get(&self.cells) {
            Some(who) => *who,
            None => {
                self.all.push(self.read(row));
                self.known.insert(self.cells.clone(), self.all.len() - 1);
                self.all.len() - 1
            }
        };
        self.last = Some(who);
        self.last_cells.clone_from(&self.cells);
        who
    }

    /// The series of a column in the rows called `who`, opened where there is none yet; `None` for a column that says
    /// once more what another has, in a layout that is described: that is said.
    pub fn series(
        &mut self,
        who: usize,
        (column, value): (usize, &ValueColumn),
        header: &str,
        line: u32,
        collector: &mut Collector,
    ) -> Option<Place> {
        if let Some(at) = self.series.get(&(who, column)) {
            return at.map(|at| Place { at, is_new: false });
        }
        let name = self.as_first_written(value.name.as_deref());
        let (mut key, findings) = self.key(who, value, name.as_deref(), header);
        let said = (key.clone(), value.edge, column);
        // The same meter written in two ways.
        if let Some(at) = self.keys.get(&said).copied() {
            self.series.insert((who, column), Some(at));
            return Some(Place { at, is_new: false });
        }
        let first = || (0, normalised(header));
        let (alike, first) = self.alike.entry((key.clone(), value.edge)).or_insert_with(first);
        if *alike > 0 && self.found.format.is_described() {
            self.series.insert((who, column), None);
            collector.findings.push(Finding::new(Code::UnusedColumn).column(header));
            return None;
        }
        // One header twice is of two meters whose names got lost. Two headers that say the same in other words are the
        // same energy twice, as far as anybody can tell.
        if *alike > 0 && *first == normalised(header) {
            let name = key.name.as_deref().unwrap_or(header);
            key.name = Some(format!("{name} {}", column + 1).trim().to_owned());
        } else if *alike > 0 {
            key.beside = Beside::Column(*alike);
        }
        *alike = alike.saturating_add(1);
        for finding in findings {
            collector.findings.push(finding.row(line));
        }
        let at = collector.open(key);
        self.series.insert((who, column), Some(at));
        self.keys.insert(said, at);
        Some(Place { at, is_new: true })
    }

    /// The name of a column as the first column of those words writes it: `Bâtiment A` and `BATIMENT A` are one.
    fn as_first_written(&mut self, name: Option<&str>) -> Option<String> {
        let name = name?;
        Some(self.written.entry(normalised(name)).or_insert_with(|| name.to_owned()).clone())
    }

    fn read(&self, row: &Row<'_>) -> Who {
        let format = self.found.format;
        let mut who = Who::default();
        let mut names: Vec<&str> = Vec::new();
        for (role, column) in &self.columns {
            let cell = unwrapped(row.text(*column));
            if cell.is_empty() {
                continue;
            }
            match role {
                Role::Ean if who.ean.is_none() => who.ean = Ean::read(cell),
                Role::Serial if who.serial.is_none() => who.serial = Some(cell.to_owned()),
                Role::Name if !names.contains(&cell) => names.push(cell),
                Role::Register => match format.register_of(&normalised(cell)) {
                    Some((direction, register)) => {
                        let register = ValueColumn {
                            direction: Some(direction),
                            register: Some(register),
                            ..ValueColumn::default()
                        };
                        who.said = who.said.or(register);
                    }
                    None => match words::read(format, cell).0 {
                        read if read.register.is_some() || read.direction.is_some() => {
                            who.said = who.said.or(ValueColumn { name: None, ..read });
                        }
                        _ => who.unknown_register = Some((*column, cell.to_owned())),
                    },
                },
                // "Type" may be an energy, a way, a unit, or of no use.
                Role::Carrier => {
                    let (read, _) = words::read(format, cell);
                    who.said = who.said.or(ValueColumn { name: None, ..read });
                }
                Role::Unit => {
                    let unit = words::unit(cell);
                    let unknown_unit = unit.is_none().then(|| cell.to_owned());
                    let basis = words::basis(cell);
                    who.said =
                        ValueColumn { unit, unknown_unit, basis, ..ValueColumn::default() }.or(who.said);
                }
                _ => {}
            }
        }
        who.name = (!names.is_empty()).then(|| names.join(" · "));
        who
    }

    /// What a series of the rows called `who` is, and what had to be assumed.
    fn key(
        &self,
        who: usize,
        column: &ValueColumn,
        column_name: Option<&str>,
        header: &str,
    ) -> (SeriesKey, Vec<Finding>) {
        let mut findings = Vec::new();
        let unnamed = Who::default();
        let who = self.all.get(who).unwrap_or(&unnamed);
        let above = &self.above;
        let format = self.found.format;
        let own_unit = who.said.unit.is_some() || who.said.unknown_unit.is_some();
        let (unit, unknown) = match (own_unit, &column.unknown_unit, column.unit) {
            (true, ..) => (who.said.unit, who.said.unknown_unit.clone()),
            (_, Some(unknown), _) => (None, Some(unknown.clone())),
            (_, _, Some(unit)) => (Some(unit), None),
            _ => (above.unit, above.unknown_unit.clone().filter(|_| above.unit.is_none())),
        };
        let carrier = who.said.carrier.or(column.carrier).or(above.carrier).unwrap_or_else(|| {
            let guess = likeliest(unit, column, &who.said, format);
            if !format.is_described() {
                findings
                    .push(Finding::new(Code::CarrierAssumed).column(header).with("carrier", guess.code()));
            }
            guess
        });
        let kind = column.kind.or(who.said.kind).or(format.kind);
        let unit = unit.or_else(|| {
            if unknown.is_some() {
                return None;
            }
            let fixed = format.units.get(&carrier).copied();
            Some(fixed.unwrap_or_else(|| {
                let usual = usual_unit(carrier, kind);
                findings.push(assumed(Code::UnitAssumed, header).with("unit", usual.code()));
                usual
            }))
        });
        if let Some((at, word)) = &who.unknown_register {
            let finding = Finding::new(Code::UnknownRegister).column(self.found.header(*at)).value(word);
            findings.push(finding);
        }
        let name = match (who.name.as_deref(), column_name) {
            (Some(row), Some(own)) if self.several_columns => Some(format!("{row} · {own}")),
            (Some(name), _) | (None, Some(name)) => Some(name.to_owned()),
            (None, None) => above.name.clone(),
        };
        let gas_energy =
            carrier == Carrier::NaturalGas && unit.is_some_and(|u| u.dimension() == Dimension::Energy);
        let key = SeriesKey {
            ean: who.ean.clone().or_else(|| above.ean.clone()),
            serial: who.serial.clone().or_else(|| above.serial.clone()),
            name,
            carrier,
            direction: column.direction.or(who.said.direction).unwrap_or(Direction::Offtake),
            register: column.register.or(who.said.register).unwrap_or(Register::Total),
            kind: kind.unwrap_or(if carrier.is_delivered() { Kind::Delivery } else { Kind::Interval }),
            unit,
            unit_text: if unit.is_none() { unknown } else { None },
            basis: who.said.basis.or(column.basis).unwrap_or(if gas_energy {
                Basis::Gross
            } else {
                Basis::Net
            }),
            beside: if column.net { Beside::Net } else { Beside::Nothing },
        };
        (key, findings)
    }
}

/// Something taken for granted of a column, which may have no header.
fn assumed(code: Code, header: &str) -> Finding {
    let finding = Finding::new(code);
    if header.is_empty() { finding } else { finding.column(header) }
}

/// The energy a unit or a register suggests: day, night and injection are electricity's; m3 without more is gas, and only
/// gas is billed in therms. MJ, GJ and kBtu are used for every energy: they suggest none.
fn likeliest(unit: Option<Unit>, column: &ValueColumn, said: &ValueColumn, format: &Format) -> Carrier {
    let direction = column.direction.or(said.direction);
    let register = column.register.or(said.register);
    let electric = register.is_some_and(|r| r != Register::Total) || direction.is_some();
    match unit {
        _ if electric => Carrier::Electricity,
        Some(Unit::M3 | Unit::Therm) => Carrier::NaturalGas,
        Some(Unit::Litre) => Carrier::HeatingOil,
        Some(Unit::Kg | Unit::Tonne) => Carrier::Pellets,
        Some(Unit::Stere) => Carrier::Wood,
        _ => format.carrier.default,
    }
}

/// The unit meters of a carrier count in.
fn usual_unit(carrier: Carrier, kind: Option<Kind>) -> Unit {
    match carrier {
        Carrier::NaturalGas if kind == Some(Kind::Index) => Unit::M3,
        Carrier::Water => Unit::M3,
        Carrier::HeatingOil | Carrier::Propane | Carrier::Butane => Unit::Litre,
        Carrier::Pellets | Carrier::Wood => Unit::Kg,
        Carrier::Electricity | Carrier::NaturalGas | Carrier::DistrictHeat | Carrier::Other => Unit::KWh,
    }
}
