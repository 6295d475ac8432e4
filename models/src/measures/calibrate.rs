//! The state of a building, made of its own measured baseline: what is measured holds, what is only supposed says so.
//!
//! Heat is what the line of the building (or its climate share) says a normal year asks; what a heating fuel uses beside it is
//! hot water, unless somebody says better; electricity is shared out as is usual for the activity. Final energies of the state
//! are those of the normalised year, to the watt-hour: what a measure can save is capped by them. Does *not* fit lines nor
//! normalise (`indicators` do), nor invent a split nobody knows: each part says how it came about.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

use super::exact::{Ratio, Wh};
use super::state::{Curve, ElectricUse, FuelUse, Heat, HeatUse, Litres, Local, Producer, State};
use crate::building::Carrier;
use crate::catalog::{ActsOn, CarrierCard, Catalog};
use crate::certain::{Certainty, Quality};
use crate::indicators::{Answer, Explained, Figures, Lack, Value};
use crate::units::Basis;

/// How a part came about: `measure-how-<code>`.
pub const HOWS: &[&str] =
    &["climate-share", "measured-line", "remainder", "share-of-catalogue", "stated", "summer-base"];

/// Yield of an installation over a year, production, pipes, emission and control together (Énergie+, p=2598).
const INSTALLATION: Decimal = dec!(0.7);
/// A heat pump of which nothing is said. Ours, so that a saving behind it is not overstated.
const HEAT_PUMP: Decimal = dec!(3);

/// What somebody said of the building, beside its figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Its activity.
    pub activity: Option<String>,
    /// What heats it: a word of the fact `building.heating`.
    pub heating: Option<String>,
    /// Yearly efficiency of what heats rooms or water, by carrier, on PCI.
    pub efficiency: BTreeMap<(HeatUse, Carrier), Decimal>,
    /// Fuel burnt for other uses than heat of rooms and water, kWh PCI a year; the rest of what does not follow the cold is hot
    /// water.
    pub fuels: Vec<(FuelUse, Carrier, Decimal)>,
    /// Electricity of uses that were measured or reckoned on the spot, kWh.
    pub electricity: BTreeMap<ElectricUse, Decimal>,
    /// How hot emitters are fed on the coldest day, in tenths of a degree.
    pub supply_tenths: Option<u16>,
}

/// One part of the state, with how it came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The use: `space-heat`, `hot-water`, `lighting`…
    pub of: String,
    /// The carrier.
    pub carrier: Carrier,
    /// Final energy, kWh PCI.
    pub kwh: Decimal,
    /// Efficiency supposed or stated, for heat.
    pub efficiency: Option<Decimal>,
    /// One of [`HOWS`].
    pub how: String,
    /// How good.
    pub quality: Quality,
    /// How sure.
    pub certainty: Certainty,
}

/// A state with what it stands on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calibrated {
    /// The state.
    pub state: State,
    /// Its parts.
    pub told: Vec<Told>,
    /// What lacks before every carrier is in it.
    pub lacks: Vec<Lack>,
}

impl Calibrated {
    /// The weakest quality and certainty of the parts of a use; modelled and likely at best.
    pub fn weakest(&self, of: &str) -> (Quality, Certainty) {
        let parts = self.told.iter().filter(|told| told.of == of);
        parts.fold((Quality::Modelled, Certainty::Likely), |(quality, certainty), told| {
            (quality.weakest(told.quality), certainty.weakest(told.certainty))
        })
    }
}

/// The state of a building, of the newest year its figures tell of.
pub fn calibrate(catalog: &Catalog, figures: &Figures, known: &Known) -> Calibrated {
    let mut made =
        Making { catalog, known, done: Calibrated::default(), heats: Vec::new(), waters: Vec::new() };
    for carrier in Carrier::ALL {
        let Some(card) = catalog.carrier(*carrier).filter(|card| card.energy) else { continue };
        // The newest year that is known; where none is, what the newest lacks.
        let newest = figures
            .all("normalised-energy")
            .filter(|figure| figure.of.as_deref() == Some(carrier.code()))
            .max_by_key(|figure| (figure.value().is_some(), figure.period.map(|period| period.to)));
        match newest.map(|figure| &figure.answer) {
            Some(Answer::Known(value)) => made.carrier(card, value, figures),
            Some(Answer::NotYet { lacks }) => made.done.lacks.extend(lacks.clone()),
            Some(Answer::NotApplicable { .. }) | None => {}
        }
    }
    let (heats, waters) = (Heat::of_finals(&made.heats), Heat::of_finals(&made.waters));
    let state = &mut made.done.state;
    (state.space_heat, state.hot_water) = (heats, waters);
    if let Some(tenths) = known.supply_tenths {
        *state = state.with_supply(tenths);
    }
    let cubic = newest(figures, "water-use").map(|value| value.value.max(Decimal::ZERO));
    if let Some(litres) = cubic.and_then(Wh::of_kwh) {
        // A thousand litres a cubic metre, as a thousand watt-hours a kWh.
        *state = state.with_water(Litres(litres.get()));
    }
    made.done
}

fn newest<'f>(figures: &'f Figures, indicator: &'f str) -> Option<&'f Value> {
    let known = figures.all(indicator).filter(|figure| figure.value().is_some());
    known.max_by_key(|figure| figure.period.map(|period| period.to)).and_then(Explained::value)
}

fn input(value: &Value, symbol: &str) -> Option<Decimal> {
    value.inputs.iter().find(|input| input.symbol == symbol).map(|input| input.value)
}

/// What of a normal year follows the cold, on the carrier's own basis, and how that is known.
fn heat_of(value: &Value) -> (Decimal, &'static str) {
    let part = |part: Option<Decimal>| part.unwrap_or(Decimal::ZERO).min(value.value).max(Decimal::ZERO);
    match value.formula.as_ref() {
        "normalised-additive" => {
            let heat = input(value, "slope").zip(input(value, "normal-degree-days"));
            (part(heat.and_then(|(slope, days)| slope.checked_mul(days))), "measured-line")
        }
        "normalised-ratio" => {
            let rest = input(value, "final-energy").zip(input(value, "climate-share"));
            let rest = rest.and_then(|(used, share)| used.checked_mul(Decimal::ONE.checked_sub(share)?));
            (part(rest.and_then(|rest| value.value.checked_sub(rest))), "climate-share")
        }
        _ => (Decimal::ZERO, "remainder"),
    }
}

struct Making<'a> {
    catalog: &'a Catalog,
    known: &'a Known,
    done: Calibrated,
    heats: Vec<(Producer, Wh)>,
    waters: Vec<(Producer, Wh)>,
}

impl Making<'_> {
    fn carrier(&mut self, card: &CarrierCard, value: &Value, figures: &Figures) {
        let per_gross = match value.basis {
            Some(Basis::Gross) => card.net_per_gross(),
            Some(Basis::Net) | None => Some(Decimal::ONE),
        };
        let net = |kwh: Decimal| Wh::of_kwh(kwh.checked_mul(per_gross?)?.max(Decimal::ZERO));
        let Some(total) = net(value.value) else {
            self.done.lacks.push(Lack::of("factor"));
            return;
        };
        let (heat, how) = heat_of(value);
        let heat = net(heat).unwrap_or_default().min(total);
        let carrier = card.code;
        if heat > Wh::ZERO {
            let producer = self.producer(HeatUse::SpaceHeat, carrier);
            self.heats.push((producer, heat));
            self.tell(HeatUse::SpaceHeat.code(), carrier, heat, how, value, Some(producer));
        }
        let rest = total.less(heat);
        match carrier {
            Carrier::Electricity => self.electricity(rest, value, figures),
            _ if card.heats => self.base(carrier, rest, value),
            _ => {
                self.fuel(FuelUse::Other, carrier, rest);
                self.tell(FuelUse::Other.code(), carrier, rest, "remainder", value, None);
            }
        }
    }

    /// What a heating fuel uses whatever the weather: what somebody told of it, the rest hot water.
    fn base(&mut self, carrier: Carrier, rest: Wh, value: &Value) {
        let mut left = rest;
        for (of, _, kwh) in self.known.fuels.iter().filter(|(_, fuel, _)| *fuel == carrier) {
            let burnt = Wh::of_kwh(*kwh).unwrap_or_default().min(left);
            left = left.less(burnt);
            self.fuel(*of, carrier, burnt);
            self.tell(of.code(), carrier, burnt, "stated", value, None);
        }
        if left > Wh::ZERO {
            let producer = self.producer(HeatUse::HotWater, carrier);
            self.waters.push((producer, left));
            self.tell(HeatUse::HotWater.code(), carrier, left, "summer-base", value, Some(producer));
        }
    }

    fn fuel(&mut self, of: FuelUse, carrier: Carrier, wh: Wh) {
        if wh > Wh::ZERO {
            let before = self.done.state.fuel(of).filter(|(held, _)| *held == carrier);
            let burnt = before.map_or(wh, |(_, held)| held + wh);
            self.done.state = self.done.state.with_fuel(of, Some((carrier, burnt)));
        }
    }

    /// What is taken from the network and does not heat, with what panels of today give: shared out between uses.
    fn electricity(&mut self, offtake: Wh, value: &Value, figures: &Figures) {
        let own = newest(figures, "self-consumption");
        let flow = |symbol| own.and_then(|own| input(own, symbol)).and_then(Wh::of_kwh).unwrap_or_default();
        let (used, made) = (flow("own-use"), flow("production"));
        let all = offtake + used;
        if made > Wh::ZERO {
            let heats = self.heats.iter().filter(|(producer, _)| producer.carrier == Carrier::Electricity);
            let demand = heats.fold(all, |sum, (_, wh)| sum + *wh);
            let local = Local { made, curve: Curve::through(&[(demand, used)]) };
            self.done.state = self.done.state.with_local(local);
        }
        let mut left = all;
        let (usual, _) = self.catalog.electricity_uses(self.known.activity.as_deref());
        for of in ElectricUse::ALL.iter().filter(|of| **of != ElectricUse::Other) {
            let stated = self.known.electricity.get(of).copied().and_then(Wh::of_kwh);
            let share =
                usual.iter().find(|usual| same(usual.of, *of)).and_then(|usual| Ratio::of(usual.share));
            let (wh, how) = match (stated, share) {
                (Some(wh), _) => (wh, "stated"),
                (None, Some(share)) => (all.times(share), "share-of-catalogue"),
                (None, None) => continue,
            };
            let wh = wh.min(left);
            left = left.less(wh);
            self.done.state = self.done.state.with_electricity(*of, wh);
            self.tell(of.code(), Carrier::Electricity, wh, how, value, None);
        }
        self.done.state = self.done.state.with_electricity(ElectricUse::Other, left);
        self.tell(ElectricUse::Other.code(), Carrier::Electricity, left, "remainder", value, None);
    }

    fn producer(&self, of: HeatUse, carrier: Carrier) -> Producer {
        let usual = match (carrier, self.known.heating.as_deref()) {
            (Carrier::Electricity, Some("heat-pump")) => HEAT_PUMP,
            (Carrier::Electricity | Carrier::DistrictHeat, _) => Decimal::ONE,
            _ => INSTALLATION,
        };
        let stated = self.known.efficiency.get(&(of, carrier)).copied().and_then(Ratio::of);
        let stated = stated.filter(|efficiency| *efficiency > Ratio::ZERO);
        Producer::new(carrier, stated.or_else(|| Ratio::of(usual)).unwrap_or(Ratio::ONE))
    }

    fn tell(
        &mut self,
        of: &str,
        carrier: Carrier,
        wh: Wh,
        how: &str,
        value: &Value,
        producer: Option<Producer>,
    ) {
        if wh == Wh::ZERO {
            return;
        }
        let (quality, certainty) = match how {
            "measured-line" => (value.quality, value.certainty),
            "stated" => (value.quality.weakest(Quality::Declared), value.certainty),
            _ => (value.quality.weakest(Quality::Modelled), value.certainty.weakest(Certainty::Likely)),
        };
        self.done.told.push(Told {
            of: of.to_owned(),
            carrier,
            kwh: wh.kwh(),
            efficiency: producer.map(|producer| producer.efficiency.value()),
            how: how.to_owned(),
            quality,
            certainty,
        });
    }
}

fn same(usual: ActsOn, of: ElectricUse) -> bool {
    usual.code() == of.code()
}
