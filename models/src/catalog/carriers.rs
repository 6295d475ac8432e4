//! Energy carriers: how they are counted, how much energy a unit holds, on which basis bills state it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{DegreeDays, Source, known_source};
use crate::building::Carrier;
use crate::certain::Certainty;
use crate::lang::Text;
use crate::period::Day;
use crate::units::{Basis, Unit};

/// One carrier.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarrierCard {
    /// Which one.
    pub code: Carrier,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// Counted as energy; water is not.
    pub energy: bool,
    /// Burnt or delivered as heat: what is used above the summer follows the cold.
    #[serde(default)]
    pub heats: bool,
    basis: CarrierBasis,
    /// Units a reading may have, the usual one first.
    pub units: Vec<Unit>,
    /// Name of its design token.
    pub colour: String,
    /// Official names.
    pub name: Text,
    net_per_gross: Option<Ratio>,
    #[serde(default)]
    content: Vec<Content>,
    #[serde(default)]
    plausible: Vec<Plausible>,
    #[serde(default)]
    source: Vec<Source>,
    /// By what its seasons are told apart; the same for every carrier, put here by the catalogue.
    #[serde(skip)]
    pub(super) seasons: Option<Arc<Seasons>>,
}

/// By what a year is told apart into months where nobody measured them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seasons {
    /// How cold each month was.
    pub degree_days: DegreeDays,
    /// Activities that stand still in summer.
    pub summer_breaks: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum CarrierBasis {
    Gross,
    Net,
    None,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ratio {
    value: Decimal,
    source: String,
    #[serde(rename = "certainty")]
    _certainty: Certainty,
}

/// Energy in one unit of a carrier, for some time.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Per this unit.
    pub unit: Unit,
    /// Which kind of it, where it must be known: `h-gas`, `dry`.
    pub variety: Option<String>,
    kwh: String,
    /// On this basis.
    pub basis: Basis,
    /// From this day; always before when absent.
    #[serde(default, deserialize_with = "super::maybe_day")]
    pub from: Option<Day>,
    /// Last day; still valid when absent.
    #[serde(default, deserialize_with = "super::maybe_day")]
    pub to: Option<Day>,
    source: Option<String>,
    to_source: Option<String>,
    /// How sure.
    pub certainty: Certainty,
    /// Who can say better.
    pub settled_by: Option<String>,
}

/// Bounds outside which a coefficient typed by a person is asked again.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plausible {
    /// Per this unit.
    pub unit: Unit,
    /// kWh.
    pub lowest: Decimal,
    /// kWh.
    pub highest: Decimal,
    /// On this basis.
    pub basis: Basis,
    source: String,
    /// How sure.
    pub certainty: Certainty,
}

impl Content {
    /// kWh in one unit, when known.
    pub fn kwh(&self) -> Option<Decimal> {
        self.kwh.parse().ok()
    }

    fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl CarrierCard {
    /// The basis of kWh on bills and of converted readings. Carriers without the distinction stand on net.
    pub fn basis(&self) -> Basis {
        match self.basis {
            CarrierBasis::Gross => Basis::Gross,
            CarrierBasis::Net | CarrierBasis::None => Basis::Net,
        }
    }

    /// Whether PCS and PCI differ, so that the basis is worth printing.
    pub fn has_basis(&self) -> bool {
        self.basis != CarrierBasis::None
    }

    /// Net kWh per gross kWh, *rapport PCI/PCS*.
    pub fn net_per_gross(&self) -> Option<Decimal> {
        self.net_per_gross.as_ref().map(|r| r.value)
    }

    /// What a kWh on this basis is on the carrier's own; `None` when the ratio of the two is not known.
    pub fn onto_basis(&self, basis: Basis) -> Option<Decimal> {
        if !self.has_basis() || basis == self.basis() {
            return Some(Decimal::ONE);
        }
        let net_per_gross = self.net_per_gross()?;
        match basis {
            Basis::Gross => Some(net_per_gross),
            Basis::Net => Decimal::ONE.checked_div(net_per_gross),
        }
    }

    /// Energy in one `unit` on `day` where nothing better is known: the one valid row, or, where several kinds are
    /// sold, none, because somebody must say which.
    pub fn content(&self, unit: Unit, day: Day) -> Option<&Content> {
        let mut rows = self.content.iter().filter(|c| c.unit == unit && c.holds_on(day) && c.kwh().is_some());
        let first = rows.next()?;
        rows.next().is_none().then_some(first)
    }

    /// The same for one kind of it, `l-gas`; where that kind is no longer sold, or the kind is not known, the one row
    /// that holds.
    pub fn content_of(&self, unit: Unit, variety: Option<&str>, day: Day) -> Option<&Content> {
        let kind = self.content.iter().find(|c| {
            variety.is_some() && c.variety.as_deref() == variety && c.unit == unit && c.holds_on(day)
        });
        kind.filter(|c| c.kwh().is_some()).or_else(|| self.content(unit, day))
    }

    /// The kinds of it that are told apart, in the order of the file.
    pub fn varieties(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for variety in self.content.iter().filter_map(|c| c.variety.as_deref()) {
            if !found.contains(&variety) {
                found.push(variety);
            }
        }
        found
    }

    /// By what its seasons are told apart.
    pub fn seasons(&self) -> Option<&Arc<Seasons>> {
        self.seasons.as_ref()
    }

    /// Every row of energy content.
    pub fn contents(&self) -> &[Content] {
        &self.content
    }

    /// Bounds for a coefficient per `unit`.
    pub fn plausible(&self, unit: Unit) -> Option<&Plausible> {
        self.plausible.iter().find(|p| p.unit == unit)
    }

    pub(super) fn check(&self) -> Result<(), String> {
        if self.units.is_empty() {
            return Err("key `units` must name at least one unit, the usual one first".to_owned());
        }
        if let Some(ratio) = &self.net_per_gross {
            known_source(&self.source, &ratio.source)?;
        }
        for row in &self.content {
            let sourced = row.source.as_ref().is_some_and(|s| known_source(&self.source, s).is_ok());
            match row.kwh() {
                Some(kwh) if kwh <= Decimal::ZERO => {
                    return Err(format!("key `kwh`: {kwh} is not above zero"));
                }
                Some(_) if !sourced => {
                    return Err("key `content.source` must name one of [[source]]".to_owned());
                }
                None if row.kwh != "unknown" => {
                    return Err(format!("key `kwh`: `{}` is neither a decimal nor \"unknown\"", row.kwh));
                }
                None if row.settled_by.is_none() => {
                    return Err("key `settled_by`: an unknown value says who can settle it".to_owned());
                }
                _ => {}
            }
            if let Some(id) = &row.to_source {
                known_source(&self.source, id)?;
            }
            if row.from.zip(row.to).is_some_and(|(from, to)| to < from) {
                return Err("keys `from`, `to`: the period runs backwards".to_owned());
            }
        }
        for bounds in &self.plausible {
            known_source(&self.source, &bounds.source)?;
            if bounds.lowest > bounds.highest {
                return Err("keys `lowest`, `highest`: the bounds are swapped".to_owned());
            }
        }
        Ok(())
    }
}
