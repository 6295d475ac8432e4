//! What a column and the cells of a row say together: energy, way, counter, unit; and what is taken where they are
//! silent, which is always said.

use super::super::cells::unwrapped;
use super::super::collect::Collector;
use super::super::gathering::OPEN;
use super::super::words::ValueColumn;
use crate::building::{Carrier, Direction, Ean, Kind, Register};
use crate::catalog::{Attribute, Format};
use crate::finding::{Code, Finding};
use crate::lang::normalised;
use crate::readings::SeriesKey;
use crate::units::{Basis, Dimension, Unit};

/// The naming cells of a row.
pub struct Cells<'a> {
    /// Supply point.
    pub ean: Option<Ean>,
    /// Serial number.
    pub serial: &'a str,
    /// Meter or building.
    pub name: &'a str,
    /// Energy, in words.
    pub carrier: &'a str,
    /// Register, in words.
    pub register: &'a str,
    /// Unit.
    pub unit: &'a str,
}

/// The series a cell belongs to, and what had to be assumed.
pub fn key(
    format: &Format,
    column: &ValueColumn,
    cells: &Cells<'_>,
    header: &str,
) -> (SeriesKey, Vec<Finding>) {
    let mut findings = Vec::new();
    let written = |text: &str| Some(unwrapped(text).to_owned()).filter(|t| !t.is_empty());
    let in_cell = match format.vocabulary(&normalised(cells.carrier)) {
        Some(Attribute::Carrier(carrier)) => Some(*carrier),
        _ => None,
    };
    let cell_unit = if cells.unit.is_empty() { None } else { Some(Unit::read(cells.unit)) };
    let unknown = match cell_unit {
        Some(None) => Some(cells.unit.to_owned()),
        _ => column.unknown_unit.clone(),
    };
    let said = cell_unit.flatten().or(column.unit);
    let carrier = in_cell.or(column.carrier).unwrap_or_else(|| {
        let guess = likeliest(said, column, format);
        findings.push(Finding::new(Code::CarrierAssumed).column(header).with("carrier", guess.code()));
        guess
    });
    let unit = said.or_else(|| {
        if unknown.is_some() {
            return None;
        }
        let usual = usual_unit(carrier, column.kind);
        findings.push(Finding::new(Code::UnitAssumed).column(header).with("unit", usual.code()));
        Some(usual)
    });
    let in_words = format.register_of(&normalised(cells.register));
    if in_words.is_none() && !cells.register.is_empty() {
        findings.push(Finding::new(Code::UnknownRegister).column(header).value(cells.register));
    }
    let gas_energy =
        carrier == Carrier::NaturalGas && unit.is_some_and(|u| u.dimension() == Dimension::Energy);
    let key = SeriesKey {
        ean: cells.ean.clone(),
        serial: written(cells.serial),
        name: written(cells.name).or_else(|| column.name.clone()),
        carrier,
        direction: column.direction.or(in_words.map(|(d, _)| d)).unwrap_or(Direction::Offtake),
        register: column.register.or(in_words.map(|(_, r)| r)).unwrap_or(Register::Total),
        kind: column.kind.unwrap_or(if carrier.is_delivered() { Kind::Delivery } else { Kind::Interval }),
        unit,
        unit_text: if unit.is_none() { unknown } else { None },
        basis: if gas_energy { Basis::Gross } else { Basis::Net },
    };
    (key, findings)
}

/// The energy a unit or a register suggests: day, night and injection are electricity's; m3 without more is gas.
fn likeliest(unit: Option<Unit>, column: &ValueColumn, format: &Format) -> Carrier {
    let electric = column.register.is_some_and(|r| r != Register::Total) || column.direction.is_some();
    match unit {
        _ if electric => Carrier::Electricity,
        Some(Unit::M3) => Carrier::NaturalGas,
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

/// Where no word says what the values are: dated values that only ever grow are index readings; beside a column that
/// says "index", a shorter growth is enough.
pub fn guess_kind(collector: &mut Collector, index: usize, beside_index: bool) {
    let Some(points) = collector.points_mut(index) else { return };
    let values: Vec<i64> = points.iter().filter(|p| p.end == OPEN).filter_map(|p| p.value).collect();
    let never_falls = values.windows(2).all(|w| matches!(w, [a, b] if a <= b))
        && matches!((values.first(), values.last()), (Some(first), Some(last)) if last > first);
    // A consumption that happens to grow does not stay within twice its first value for long.
    let slowly =
        values.len() >= 4 && values.iter().all(|v| values.first().is_some_and(|first| *v / 2 <= *first));
    if !never_falls || !(slowly || beside_index) {
        return;
    }
    let Some(key) = collector.key_mut(index).filter(|k| k.kind == Kind::Interval) else { return };
    key.kind = Kind::Index;
    let finding = Finding::new(Code::KindAssumed).with("kind", Kind::Index.code());
    let finding = match &key.name {
        Some(name) => finding.with("series", name),
        None => finding,
    };
    collector.findings.push(finding);
}

/// An index and a delivery are of an instant.
pub fn settle_instants(collector: &mut Collector, index: usize) {
    let mut of_periods = None;
    for point in collector.points_mut(index).into_iter().flatten() {
        if point.end != OPEN && of_periods.is_none() {
            of_periods = Some(point.row);
        }
        point.end = point.start;
    }
    // "Janvier ; index 45 210": taken as the index when the month begins, and said.
    if let Some(row) = of_periods {
        collector.findings.push(Finding::new(Code::PeriodAssumed).row(row).with("rule", "index-at-start"));
    }
}
