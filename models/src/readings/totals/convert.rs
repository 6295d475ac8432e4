//! Units of a meter → kWh on the basis of its carrier, and what had to be taken for it.
//!
//! Gas in m3: the coefficient of the bill that covers the day, else the one somebody typed, else the usual content of
//! the kind of gas of that place and day, and that is said. Where two kinds were sold and nobody says which, nothing
//! is converted. Gross and net are never added: what is stated on the other basis is converted, and that is said.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, dec};

use super::facts;
use super::{Conversion, MeterReadings};
use crate::catalog::CarrierCard;
use crate::certain::{Certainty, Quality};
use crate::finding::{Code, Finding};
use crate::period::{Day, Period};
use crate::units::{Basis, Unit};

/// A quantity over some days.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quantity {
    pub(super) value: Decimal,
    pub(super) unit: Unit,
    pub(super) basis: Basis,
    pub(super) days: Period,
}

pub(super) struct Converter<'a> {
    pub(super) meter: &'a MeterReadings,
    pub(super) card: &'a CarrierCard,
}

/// kWh in one unit on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rate {
    kwh: Decimal,
    /// Nobody gave it: the usual one.
    usual: bool,
}

impl Converter<'_> {
    /// kWh of a quantity and how good the factor is; m3 for water. `None` when no factor is known, which is noted.
    pub(super) fn kwh(&self, quantity: Quantity, notes: &mut Notes) -> Option<(Decimal, Quality)> {
        let Quantity { value, unit, basis, days } = quantity;
        if !self.card.energy {
            let usual = self.card.units.first()?;
            let ratio = unit.ratio_to(*usual);
            if ratio.is_none() {
                notes.add(Code::UnknownContent, unit, None, days);
            }
            return Some((value * ratio?, Quality::Measured));
        }
        if let Some(each) = unit.kwh_each() {
            let Some(ratio) = self.card.onto_basis(basis) else {
                notes.add(Code::UnknownContent, unit, None, days);
                return None;
            };
            if ratio == Decimal::ONE {
                return Some((value * each, Quality::Measured));
            }
            notes.add(Code::BasisConverted, unit, None, days);
            return Some((value * each * ratio, Quality::Estimated));
        }
        let rates = self.rates(unit, days);
        let Some(rates) = rates else {
            notes.add(Code::UnknownContent, unit, None, days);
            return None;
        };
        let weighted: Decimal = rates.iter().map(|(part, r)| r.kwh * Decimal::from(part.days())).sum();
        let mut quality = Quality::Measured;
        for (part, rate) in rates.iter().filter(|(_, rate)| rate.usual) {
            quality = quality.weakest(Quality::Estimated);
            notes.add(Code::DefaultContent, unit, Some(rate.kwh), *part);
        }
        let each = |(_, rate): &(Period, Rate)| rate.kwh;
        let least = rates.iter().map(each).min()?;
        let most = rates.iter().map(each).max()?;
        if most - least > least * dec!(0.01) {
            quality = quality.weakest(Quality::Modelled);
            notes.add(Code::ContentChanged, unit, None, days);
        }
        // One coefficient over all of it is multiplied as it stands.
        let kwh = if most == least { value * most } else { value * weighted / Decimal::from(days.days()) };
        Some((kwh, quality))
    }

    /// The rates of a unit over some days, in order; `None` when one of the days has none.
    fn rates(&self, unit: Unit, days: Period) -> Option<Vec<(Period, Rate)>> {
        let mut cuts: Vec<Day> = vec![days.from, days.to];
        let mut cut = |at: Option<Day>| cuts.extend(at.filter(|day| days.contains(*day)));
        for conversion in self.meter.conversions.iter().filter(|_| unit == Unit::M3) {
            cut(conversion.from);
            cut(conversion.to);
        }
        for fuel in &self.meter.facts.fuels {
            cut(fuel.from);
            cut(fuel.to);
        }
        for content in self.card.contents() {
            cut(content.from);
            cut(content.to.and_then(|last| last.tomorrow().ok()));
        }
        cuts.sort_unstable();
        cuts.dedup();
        let windows = cuts.windows(2).filter_map(|pair| match pair {
            [from, to] => Period::new(*from, *to),
            _ => None,
        });
        windows.map(|window| Some((window, self.rate(unit, window.from)?))).collect()
    }

    fn rate(&self, unit: Unit, day: Day) -> Option<Rate> {
        let holds = |c: &&Conversion| {
            unit == Unit::M3 && c.from.is_none_or(|from| from <= day) && c.to.is_none_or(|to| day < to)
        };
        // Bills stand last and so come first.
        if let Some(own) = self.meter.conversions.iter().rfind(holds) {
            return Some(Rate { kwh: own.kwh_per_m3, usual: false });
        }
        let fuel = facts::on(&self.meter.facts.fuels, day).map(String::as_str);
        let listed = self.card.contents().iter().any(|c| c.unit == unit);
        let units = self.card.contents().iter().map(|c| c.unit);
        // A tonne is a thousand kilograms where the tonne itself is not listed.
        let (content, ratio) = units
            .filter(|other| if listed { *other == unit } else { true })
            .find_map(|other| Some((self.card.content_of(other, fuel, day)?, unit.ratio_to(other)?)))?;
        Some(Rate { kwh: content.kwh()? * ratio, usual: content.certainty != Certainty::Certain })
    }
}

/// What is to be said, once for all the days it is true of.
#[derive(Debug, Default)]
pub(super) struct Notes {
    seen: BTreeMap<(Code, Unit, Option<Decimal>), Period>,
}

impl Notes {
    fn add(&mut self, code: Code, unit: Unit, factor: Option<Decimal>, days: Period) {
        let seen = self.seen.entry((code, unit, factor)).or_insert(days);
        *seen = Period { from: seen.from.min(days.from), to: seen.to.max(days.to) };
    }

    pub(super) fn into_findings(self, meter: &str) -> impl Iterator<Item = Finding> {
        self.seen.into_iter().map(move |((code, unit, factor), days)| {
            let finding = Finding::new(code)
                .with("meter", meter)
                .with("unit", unit.code())
                .with("day", days.from)
                .with("from", days.from)
                .with("to", days.to);
            match factor {
                Some(factor) => finding.with("factor", factor.normalize()),
                None => finding,
            }
        })
    }
}
