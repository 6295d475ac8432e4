//! Which quantities of an invoice are its energy, and which tell the same energy once more.
//!
//! The same kWh stand on the line of the energy, again on those of the network and of the taxes, and beside them as
//! meter readings. For each supply point and way the best word counts: readings, then lines that say consumption, then
//! lines that say nothing, then lines of the network. A worse one counts only for days that no better one covers.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::building::{Carrier, Direction, Ean, Register};
use crate::certain::Quality;
use crate::period::Period;
use crate::units::{Dimension, Unit};

/// How well a quantity tells the energy, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Read on the meter.
    Reading,
    /// A line of energy.
    Supply,
    /// A line whose words say nothing.
    Unsaid,
    /// A line of the network.
    Grid,
}

/// A quantity of energy with everything that places it.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    /// Row of the document.
    pub(super) row: u32,
    /// How well it tells.
    pub(super) rank: Rank,
    /// Supply point.
    pub(super) point: Option<Ean>,
    /// Meter, where several of them stand at one point.
    pub(super) serial: Option<String>,
    /// Energy.
    pub(super) carrier: Carrier,
    /// Whether nothing says which energy it is.
    pub(super) is_assumed: bool,
    /// Way.
    pub(super) direction: Direction,
    /// Counter.
    pub(super) register: Register,
    /// Unit.
    pub(super) unit: Unit,
    /// So much of it.
    pub(super) value: Decimal,
    /// These days.
    pub(super) period: Period,
    /// Read or estimated.
    pub(super) quality: Quality,
}

/// Parts the quantities into those that count and those that tell the same energy again.
pub(super) fn choose(quantities: Vec<Quantity>) -> (Vec<Quantity>, Vec<Quantity>) {
    let mut groups: BTreeMap<_, Vec<Quantity>> = BTreeMap::new();
    for quantity in quantities {
        let is_energy = quantity.unit.dimension() == Dimension::Energy;
        let group = (quantity.point.clone(), quantity.carrier, quantity.direction, is_energy);
        groups.entry(group).or_default().push(quantity);
    }
    let (mut counted, mut again) = (Vec::new(), Vec::new());
    for mut group in groups.into_values() {
        group.sort_by_key(|q| q.rank);
        let mut covered = Covered::default();
        for same_rank in group.chunk_by(|a, b| a.rank == b.rank) {
            let (told, free): (Vec<Quantity>, Vec<Quantity>) =
                same_rank.iter().cloned().partition(|q| covered.meets(q.period));
            let (kept, repeated) = once(free);
            covered.add(kept.iter().map(|q| q.period));
            counted.extend(kept);
            again.extend(told.into_iter().chain(repeated));
        }
    }
    (counted, again)
}

/// Of quantities of one rank, each energy once: no line twice, no total beside its registers, no sum beside its parts.
fn once(quantities: Vec<Quantity>) -> (Vec<Quantity>, Vec<Quantity>) {
    let is_part = |q: &Quantity| !matches!(q.register, Register::Total | Register::ExclusiveNight);
    let counter = |q: &Quantity| (q.serial.clone(), q.period);
    let in_parts: BTreeSet<_> = quantities.iter().filter(|q| is_part(q)).map(counter).collect();
    let mut seen = BTreeSet::new();
    let (kept, mut again): (Vec<Quantity>, Vec<Quantity>) = quantities.into_iter().partition(|q| {
        let beside_parts = q.register == Register::Total && in_parts.contains(&counter(q));
        !beside_parts && seen.insert((q.period, q.register, q.unit, q.value, q.serial.clone()))
    });
    let mut totals: BTreeMap<(Period, Unit), (Decimal, Decimal, usize)> = BTreeMap::new();
    for q in kept.iter().filter(|q| q.register == Register::Total) {
        let (sum, largest, count) = totals.entry((q.period, q.unit)).or_default();
        *sum += q.value;
        *largest = q.value.max(*largest);
        *count += 1;
    }
    let (kept, sums): (Vec<Quantity>, Vec<Quantity>) = kept.into_iter().partition(|q| {
        let total = totals
            .get(&(q.period, q.unit))
            .filter(|_| q.register == Register::Total && q.rank != Rank::Reading);
        !total.is_some_and(|(sum, largest, count)| {
            *count > 2 && q.value == *largest && *sum == *largest + *largest
        })
    });
    again.extend(sums);
    (kept, again)
}

/// Days that are told, as periods in order that do not touch.
#[derive(Debug, Default)]
struct Covered(Vec<Period>);

impl Covered {
    fn add(&mut self, periods: impl Iterator<Item = Period>) {
        let mut all: Vec<Period> = self.0.drain(..).chain(periods).collect();
        all.sort_unstable();
        for period in all {
            match self.0.last_mut() {
                Some(last) if period.from <= last.to => last.to = last.to.max(period.to),
                _ => self.0.push(period),
            }
        }
    }

    fn meets(&self, period: Period) -> bool {
        let at = self.0.partition_point(|held| held.to <= period.from);
        self.0.get(at).is_some_and(|held| held.from < period.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn quantity(row: u32, rank: Rank, register: Register, value: i64, months: (i8, i8)) -> Quantity {
        Quantity {
            row,
            rank,
            point: None,
            serial: None,
            carrier: Carrier::Electricity,
            is_assumed: false,
            direction: Direction::Offtake,
            register,
            unit: Unit::KWh,
            value: Decimal::from(value),
            period: Period::new(date(2025, months.0, 1), date(2025, months.1, 1)).unwrap(),
            quality: Quality::Measured,
        }
    }

    #[test]
    fn each_energy_counts_once() {
        use Rank::{Grid, Reading, Supply, Unsaid};
        use Register::{Day, Night, Total};
        type Line = (Rank, Register, i64, (i8, i8));
        let cases: [(&str, &[Line], &[u32]); 8] = [
            (
                "taxes and network beside energy",
                &[(Supply, Total, 500, (1, 2)), (Grid, Total, 500, (1, 2))],
                &[0],
            ),
            ("only the network", &[(Grid, Total, 500, (1, 2)), (Grid, Total, 500, (1, 2))], &[0]),
            (
                "registers and their total",
                &[(Grid, Day, 300, (1, 2)), (Grid, Night, 200, (1, 2)), (Grid, Total, 500, (1, 2))],
                &[0, 1],
            ),
            (
                "two tranches and their sum",
                &[(Supply, Total, 100, (1, 2)), (Supply, Total, 400, (1, 2)), (Supply, Total, 500, (1, 2))],
                &[0, 1],
            ),
            ("two tranches", &[(Supply, Total, 100, (1, 2)), (Supply, Total, 400, (1, 2))], &[0, 1]),
            (
                "readings of January, a line of February",
                &[(Supply, Total, 70, (2, 3)), (Reading, Total, 90, (1, 2)), (Supply, Total, 90, (1, 2))],
                &[1, 0],
            ),
            (
                "a word that says nothing beside energy of two months",
                &[(Supply, Total, 90, (1, 2)), (Supply, Total, 70, (2, 3)), (Unsaid, Total, 160, (1, 3))],
                &[0, 1],
            ),
            ("nothing but a word that says nothing", &[(Unsaid, Total, 160, (1, 3))], &[0]),
        ];
        for (what, lines, expect) in cases {
            let quantities: Vec<Quantity> = (0..)
                .zip(lines)
                .map(|(row, (rank, register, value, months))| {
                    quantity(row, *rank, *register, *value, *months)
                })
                .collect();
            let (counted, again) = choose(quantities);
            assert_eq!(counted.iter().map(|q| q.row).collect::<Vec<_>>(), expect, "{what}");
            assert_eq!(counted.len() + again.len(), lines.len(), "{what}");
        }
    }
}
