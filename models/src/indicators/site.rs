//! What indicators are computed from: one building, everything held of it, the weather, the catalogue, the day.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::explained::{Cited, Input, Lack, Measure, Origin};
use super::profile::Profile;
use super::year::is_whole;
use crate::baseline::original::Observations;
use crate::baseline::signature::{NoSignature, Per, Signature};
use crate::building::facts::DatedFact;
use crate::building::{Carrier, Direction, Event, LegalForm};
use crate::catalog::{Base, CarrierCard, Catalog, Source};
use crate::climate::{Climate, Temperatures};
use crate::period::{Day, Period};
use crate::readings::totals::{
    Balance, CarrierMonths, DatedPrice, MeterReadings, Originals, YearTotal, balance, months, originals,
    years,
};

/// One building, as it is loaded.
#[derive(Debug, Clone)]
pub struct Site<'a> {
    /// The catalogue.
    pub catalog: &'a Catalog,
    /// The day of the assessment.
    pub on: Day,
    /// Code of its activity, its own or its organisation's.
    pub activity: Option<&'a str>,
    /// Legal form of its organisation.
    pub legal_form: Option<LegalForm>,
    /// What is known of it and of its organisation, later rows over earlier ones; the organisation's operating income only
    /// where this is its one building.
    pub facts: &'a [DatedFact],
    /// What happened to it.
    pub events: &'a [Event],
    /// Its meters with their readings.
    pub meters: &'a [MeterReadings],
    /// The id of each meter, in the same order.
    pub ids: &'a [String],
    /// Last day read of each meter, in the same order.
    pub last: &'a [Option<Day>],
    /// Marginal prices per kWh with VAT.
    pub prices: &'a BTreeMap<Carrier, Vec<DatedPrice>>,
    /// The station whose weather it has.
    pub station: &'a str,
    /// On which base degree-days are counted.
    pub base: Base,
    /// Temperatures held of it.
    pub temperatures: &'a Temperatures,
    /// What the members themselves use, by what it is of.
    pub peers: &'a [super::series::BenchmarkStrip],
}

/// One carrier of a building, prepared once for every indicator.
#[derive(Debug)]
pub struct Prepared<'a> {
    /// Which carrier.
    pub carrier: Carrier,
    /// Its card.
    pub card: &'a CarrierCard,
    /// Months taken from network or tank.
    pub months: Option<CarrierMonths>,
    /// Years taken from network or tank.
    pub years: Vec<YearTotal>,
    /// Readings in their original periods.
    pub originals: Option<Originals>,
    /// The same with their weather.
    pub observations: Option<Observations>,
    /// The line of energy over cold, of a carrier that heats or of electricity.
    pub signature: Result<Signature, NoSignature>,
    /// What it makes itself.
    pub balance: Option<Balance>,
}

/// A building, prepared.
#[derive(Debug)]
pub struct Work<'a> {
    /// As it was loaded.
    pub site: &'a Site<'a>,
    /// Its carriers with readings, in the order of [`Carrier::ALL`].
    pub carriers: Vec<Prepared<'a>>,
    /// The year figures are told of: the newest civil year that is over and whole in a carrier; the one before it where that
    /// is whole in every carrier and this is not.
    pub year: Option<i16>,
    /// The profiles that figures of power tell of, made once when the first of them asks.
    pub(super) profiles: OnceLock<Vec<Profile>>,
    /// The same with what panels gave the building itself, where it has some.
    pub(super) used: OnceLock<Vec<Profile>>,
    /// What runs without end on each meter of water, in the order of the meters.
    pub(super) leaks: OnceLock<Vec<Option<super::water_leak::Runs>>>,
}

impl<'a> Site<'a> {
    /// The weather of its station, where the catalogue knows the station.
    pub fn climate(&self) -> Option<Climate<'a>> {
        let published = self.catalog.station(self.station, self.base)?;
        Some(Climate::new(published, self.temperatures))
    }

    /// A fact as it held over a period: the value that held on its last day, the last written wins.
    pub fn fact(&self, code: &str, period: Period) -> Option<&'a DatedFact> {
        let last = period.to.yesterday().unwrap_or(period.to);
        self.fact_on(code, last)
    }

    /// A fact as it held on a day; the last written wins.
    pub fn fact_on(&self, code: &str, day: Day) -> Option<&'a DatedFact> {
        self.facts.iter().rev().find(|f| f.fact == code && f.holds_on(day))
    }

    /// A fact that is a number, as an input.
    ///
    /// # Errors
    /// What lacks, when nobody said it.
    pub fn number(
        &self,
        symbol: &'static str,
        code: &'static str,
        unit: Measure,
        period: Period,
    ) -> Result<Input, Lack> {
        let fact = self.fact(code, period).ok_or_else(|| Lack::of(code))?;
        let value: Decimal = fact.value.parse().map_err(|_| Lack::of(code))?;
        let origin = Origin::Fact { fact: code.into(), source: fact.source.clone() };
        Ok(Input::new(symbol, value, unit, origin).quality(fact.quality))
    }

    /// Code of what its service is counted in: `bed`.
    pub fn service_unit(&self) -> Option<&'a str> {
        let sector = self.catalog.sector(self.activity?)?;
        Some(sector.service_unit.as_ref()?.code.as_str())
    }
}

impl<'a> Work<'a> {
    /// Prepares a building.
    pub fn of(site: &'a Site<'a>) -> Work<'a> {
        let carriers: Vec<Prepared<'a>> =
            Carrier::ALL.iter().filter_map(|carrier| Prepared::of(site, *carrier)).collect();
        let year = newest_year(site, &carriers);
        let (profiles, used, leaks) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Work { site, carriers, year, profiles, used, leaks }
    }

    /// A carrier of the building.
    pub fn carrier(&self, carrier: Carrier) -> Option<&Prepared<'a>> {
        self.carriers.iter().find(|c| c.carrier == carrier)
    }

    /// Carriers counted as energy: all but water.
    pub fn energies(&self) -> impl Iterator<Item = &Prepared<'a>> {
        self.carriers.iter().filter(|c| c.card.energy)
    }

    /// The year figures are told of, as a period.
    pub fn period(&self) -> Option<Period> {
        Period::year(self.year?)
    }

    /// The year before it, as a period.
    pub fn before(&self) -> Option<Period> {
        Period::year(self.year?.checked_sub(1)?)
    }
}

impl<'a> Prepared<'a> {
    fn of(site: &'a Site<'a>, carrier: Carrier) -> Option<Prepared<'a>> {
        if site.meters.iter().all(|m| m.carrier != carrier) {
            return None;
        }
        let card = site.catalog.carrier(carrier)?;
        let prices = site.prices.get(&carrier).map_or(&[][..], Vec::as_slice);
        let originals = originals(site.meters, Direction::Offtake, card);
        let observations = originals.as_ref().zip(site.climate()).map(|(o, c)| Observations::of(o, &c));
        let signature =
            observations.as_ref().map_or(Err(NoSignature::TooFew(0)), |o| Signature::fit(o, Per::Day));
        Some(Prepared {
            carrier,
            card,
            months: months(site.meters, Direction::Offtake, card, prices),
            years: years(site.meters, Direction::Offtake, card, prices),
            originals,
            observations,
            signature,
            balance: balance(site.meters, card),
        })
    }

    /// The total of a year, where all of it is known.
    pub fn whole_year(&self, year: i16) -> Option<&YearTotal> {
        self.years.iter().find(|y| y.year == year && y.complete_months == 12)
    }
}

/// One tank that is never read must not hold every figure back for years: at most one.
fn newest_year(site: &Site<'_>, carriers: &[Prepared<'_>]) -> Option<i16> {
    let energies = || carriers.iter().filter(|c| c.card.energy);
    let over = |c: &Prepared<'_>| {
        let whole = c.years.iter().map(|y| y.year).filter(|y| *y < site.on.year() && is_whole(site, c, *y));
        whole.max()
    };
    let whole = |year: &i16| {
        let mut told = energies().filter(|c| c.years.iter().any(|y| y.year == *year)).peekable();
        told.peek().is_some() && told.all(|c| is_whole(site, c, *year))
    };
    let newest = energies().filter_map(over).max()?;
    let before = newest.checked_sub(1).filter(whole);
    if whole(&newest) { Some(newest) } else { before.or(Some(newest)) }
}

/// The documents of a catalogue file, as a figure cites them.
pub fn cited(file: &str, checked_on: Day, sources: &[Source]) -> Vec<Cited> {
    let one = |s: &Source| Cited {
        file: file.to_owned(),
        title: s.title.clone(),
        link: s.link.clone(),
        checked_on,
    };
    sources.iter().map(one).collect()
}
