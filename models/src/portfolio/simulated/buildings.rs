//! One building: how large, how old, how it is heated, what is known of it, what happened to it, what is metered.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::Sector;
use super::activities::Activity;
use super::draw::Draw;
use super::organisations::is_town;
use super::uses::{How, Metered, Use};
use crate::building::{Carrier, Event, EventKind, Postcode};
use crate::catalog::Commune;
use crate::period::{Day, Month};

/// A building.
#[derive(Debug, Clone, PartialEq)]
pub struct Building {
    /// Its place in the sector, from 1.
    pub ordinal: u64,
    /// Its name.
    pub name: String,
    /// NIS code of its commune.
    pub commune_nis: String,
    /// Its postcode.
    pub postcode: Option<Postcode>,
    /// What is known of it, by the code of the fact.
    pub facts: Vec<(&'static str, String)>,
    /// What happened to it.
    pub events: Vec<Event>,
    /// Its meters with what they read.
    pub meters: Vec<Metered>,
}

/// What heats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heating {
    Gas,
    Oil,
    Pellets,
    HeatPump,
    District,
    Direct,
}

impl Heating {
    /// The value of the fact.
    const fn code(self) -> &'static str {
        match self {
            Heating::Gas => "gas-boiler",
            Heating::Oil => "oil-boiler",
            Heating::Pellets => "biomass-boiler",
            Heating::HeatPump => "heat-pump",
            Heating::District => "district-heat",
            Heating::Direct => "direct-electric",
        }
    }

    /// What it burns beside electricity, and what its meter is called.
    const fn fuel(self) -> Option<(Carrier, &'static str)> {
        match self {
            Heating::Gas => Some((Carrier::NaturalGas, "gaz")),
            Heating::Oil => Some((Carrier::HeatingOil, "mazout")),
            Heating::Pellets => Some((Carrier::Pellets, "pellets")),
            Heating::District => Some((Carrier::DistrictHeat, "chaleur")),
            Heating::HeatPump | Heating::Direct => None,
        }
    }

    /// What is bought for a kWh of heat.
    const fn bought(self) -> f64 {
        match self {
            Heating::Gas | Heating::Oil => 1.0,
            Heating::Pellets => 1.08,
            Heating::District => 0.92,
            Heating::HeatPump => 0.31,
            Heating::Direct => 0.88,
        }
    }
}

const IN_TOWN: [(Heating, u32); 6] = [
    (Heating::Gas, 70),
    (Heating::Oil, 12),
    (Heating::HeatPump, 8),
    (Heating::District, 4),
    (Heating::Pellets, 3),
    (Heating::Direct, 3),
];
const IN_THE_COUNTRY: [(Heating, u32); 6] = [
    (Heating::Gas, 22),
    (Heating::Oil, 46),
    (Heating::HeatPump, 13),
    (Heating::District, 1),
    (Heating::Pellets, 14),
    (Heating::Direct, 4),
];

/// First and last year of construction with the weight, and heat as a share of the usual.
const BUILT: [((u64, u64, f64), u32); 5] = [
    ((1880, 1945, 1.12), 22),
    ((1946, 1974, 1.24), 28),
    ((1975, 1995, 1.02), 26),
    ((1996, 2012, 0.78), 16),
    ((2013, 2023, 0.48), 8),
];

/// What works say, and what they leave of the heat.
const WORKS: [((&str, f64), u32); 5] = [
    (("Isolation de la toiture", 0.84), 30),
    (("Remplacement des châssis", 0.90), 25),
    (("Remplacement de la chaudière", 0.88), 25),
    (("Isolation des façades", 0.76), 10),
    (("Régulation et équilibrage", 0.91), 10),
];

impl Sector<'_> {
    pub(super) fn building(
        &self,
        ordinal: u64,
        activity: &Activity,
        commune: &Commune,
        prices: &BTreeMap<Carrier, Decimal>,
        draw: &mut Draw,
    ) -> Building {
        let area = (activity.area * draw.stretch(1.75)).max(60.0).round();
        let heating =
            draw.weighted(if is_town(commune) { &IN_TOWN } else { &IN_THE_COUNTRY }).unwrap_or(Heating::Gas);
        let (first, last, insulated) = draw.weighted(&BUILT).unwrap_or((1960, 1980, 1.0));
        let year = draw.between(first, last);
        let works = draw.chance(0.09).then(|| self.works(draw)).flatten();
        let facts = facts(activity, (area, year), heating, draw);
        let heat = area * activity.heat * insulated * draw.stretch(1.22) * heating.bought();
        let power = area * activity.electricity * draw.stretch(1.28);
        let drift = draw.around(0.02);
        let lowered = works.as_ref().map(|(event, left)| (Month::of(event.from), *left));
        let one = |annual, cold| Use { annual, cold, drift, night: activity.night, lowered };
        let electricity = match heating.fuel() {
            Some(_) => one(power, 0.05),
            None => {
                let cold = (heat * (1.0 - activity.hot_water) + power * 0.05) / (heat + power);
                one(heat + power, cold)
            }
        };
        let mut uses = vec![(Carrier::Electricity, "électricité", electricity)];
        if let Some((carrier, name)) = heating.fuel() {
            uses.push((carrier, name, one(heat, 1.0 - activity.hot_water)));
        }
        if draw.chance(0.45) {
            let water = Use { lowered: None, ..one(area * activity.water * draw.stretch(1.3), 0.0) };
            uses.push((Carrier::Water, "eau", water));
        }
        let how = how(self.wanted.quarter_hours, area, draw);
        let panels = draw.chance(0.14).then(|| area * 0.028 * draw.around(0.5));
        let faults = super::uses::faults(draw);
        let meters = self.meters(ordinal, &uses, (how, faults), (prices, panels), draw);
        Building {
            ordinal,
            name: format!("{} {ordinal:05}", activity.noun),
            commune_nis: commune.nis.clone(),
            postcode: Postcode::read(&commune.postcode),
            facts,
            events: works.into_iter().map(|(event, _)| event).collect(),
            meters,
        }
    }

    /// Works on the first of a month, not in the first year nor in the last months.
    fn works(&self, draw: &mut Draw) -> Option<(Event, f64)> {
        let (first, until) = (self.span.first.index() + 12, self.span.until.index() - 6);
        let months = u64::try_from(until - first).ok()?;
        let month = Month::from_index(first + i32::try_from(draw.between(0, months)).ok()?)?;
        let (text, left) = draw.weighted(&WORKS)?;
        let event = Event { kind: EventKind::Works, from: month.first(), to: None, text: text.to_owned() };
        Some((event, left))
    }
}

/// What people have said of it: most know its area, fewer the rest.
fn facts(
    activity: &Activity,
    (area, year): (f64, u64),
    heating: Heating,
    draw: &mut Draw,
) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if draw.chance(0.88) {
        facts.push(("building.heated_area_m2", format!("{area:.0}")));
    }
    if let Some(each) = activity.unit_m2.filter(|_| draw.chance(0.82)) {
        let units = (area / each * draw.around(0.2)).round().max(1.0);
        facts.push(("building.service_units", format!("{units:.0}")));
    }
    if draw.chance(0.55) {
        facts.push(("building.construction_year", year.to_string()));
    }
    if draw.chance(0.75) {
        facts.push(("building.heating", heating.code().to_owned()));
    }
    facts
}

/// Small ones have a bill a year, and the smaller the more of them.
fn how(quarter_hours: bool, area: f64, draw: &mut Draw) -> How {
    let bills = match area.to_u32().unwrap_or(u32::MAX) {
        0..500 => 0.42,
        500..1500 => 0.24,
        1500..5000 => 0.08,
        _ => 0.01,
    };
    match draw.chance(bills) {
        _ if quarter_hours => How::QuarterHours,
        true => How::Bills,
        false => How::Months,
    }
}

/// The first day of a year, for a bill.
pub(super) fn new_year(year: i16) -> Option<Day> {
    Day::new(year, 1, 1).ok()
}
