//! What a normal year asks of a building, by use: useful heat and what makes it, electricity by use, fuel burnt for other
//! uses, water, what is made on the spot.
//!
//! All of it is small and copied freely, since packages try thousands of them. Final energy is on PCI; the step to what a bill
//! states (PCS for gas) is explicit: [`super::Finals::billed`]. Invariant: nothing is below zero. Does *not* say which part of it was
//! measured: `calibrate` does.

use serde::{Deserialize, Serialize};

use super::exact::{Fine, Part, Ratio, Wh};
use super::finals::Finals;
use crate::building::Carrier;

/// Producers of heat that one use may have.
const PRODUCERS: usize = 6;
/// Points of the curve of what is used on the spot.
const POINTS: usize = 8;
/// Rooms are held at this when emitters are judged, in tenths of a degree.
const ROOM_TENTHS: u64 = 200;

coded! {
    /// What heat is for.
    HeatUse {
        /// Rooms.
        SpaceHeat = "space-heat",
        /// *Eau chaude sanitaire*, its loop and its store.
        HotWater = "hot-water",
    }
}

coded! {
    /// What electricity is for, beside producing heat.
    ElectricUse {
        /// Lamps.
        Lighting = "lighting",
        /// Fans.
        Ventilation = "ventilation",
        /// Pumps, burners, control.
        Auxiliaries = "auxiliaries",
        /// Cooling of rooms.
        Cooling = "cooling",
        /// Cooking and cold stores.
        Kitchen = "kitchen",
        /// Washing and drying.
        Laundry = "laundry",
        /// Everything else.
        Other = "other",
    }
}

coded! {
    /// What a fuel is burnt for, beside heating rooms and water.
    FuelUse {
        /// Cooking.
        Kitchen = "kitchen",
        /// Washing, drying, steam.
        Laundry = "laundry",
        /// Everything else.
        Other = "other",
    }
}

/// What makes heat of a carrier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Producer {
    /// What it takes.
    pub carrier: Carrier,
    /// Heat per final energy on PCI: 0.886 of a boiler over a year, 2.8 of a heat pump.
    pub efficiency: Ratio,
    /// Electricity made per final energy on PCI: nothing but of cogeneration.
    pub power: Ratio,
    /// Which share of that electricity the building uses itself.
    pub own: Ratio,
}

impl Producer {
    /// Of heat alone.
    pub const fn new(carrier: Carrier, efficiency: Ratio) -> Producer {
        Producer { carrier, efficiency, power: Ratio::ZERO, own: Ratio::ZERO }
    }
}

/// Useful heat of one use, and what makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Heat {
    useful: Fine,
    producers: [Option<(Producer, Part)>; PRODUCERS],
}

impl Heat {
    /// Of final energies and what each was burnt in. Producers beyond the sixth join the last one.
    pub fn of_finals(finals: &[(Producer, Wh)]) -> Heat {
        let useful = |(producer, wh): &(Producer, Wh)| Fine::useful(*wh, producer.efficiency);
        let total = finals.iter().map(useful).fold(Fine::ZERO, Fine::plus);
        let mut heat = Heat { useful: total, ..Heat::default() };
        let mut left = Part::WHOLE;
        for (position, of) in finals.iter().enumerate() {
            let is_last = position + 1 == finals.len();
            let part = if is_last { left } else { useful(of).part_of(total).min(left) };
            left = left.less(part);
            heat.join(of.0, part);
        }
        heat
    }

    /// So much useful heat of one producer.
    pub fn of_useful(useful: Wh, producer: Producer) -> Heat {
        let mut heat = Heat { useful: Fine::of(useful), ..Heat::default() };
        heat.join(producer, Part::WHOLE);
        heat
    }

    /// Useful heat, to the watt-hour.
    pub const fn useful(&self) -> Wh {
        self.useful.wh()
    }

    /// What makes it, and which part each.
    pub fn producers(&self) -> impl Iterator<Item = (Producer, Part)> + '_ {
        self.producers.iter().flatten().copied()
    }

    /// What each takes of its carrier, PCI.
    pub fn finals(&self) -> impl Iterator<Item = (Producer, Wh)> + '_ {
        self.producers()
            .map(|(producer, part)| (producer, self.useful.part(part).finals(producer.efficiency)))
    }

    pub(super) const fn fine(&self) -> Fine {
        self.useful
    }

    #[must_use]
    pub(super) fn with(mut self, useful: Fine) -> Heat {
        self.useful = useful;
        self
    }

    /// `by` takes over this part of what the producers of `from` make, of all of them where none is named. Without any
    /// producer there is nothing to take over.
    #[must_use]
    pub(super) fn taken_over(mut self, from: Option<Carrier>, part: Part, by: Producer) -> Heat {
        let mut kept = Part::NONE;
        let mut takes = false;
        for slot in &mut self.producers {
            let Some((producer, share)) = slot else { continue };
            if from.is_none_or(|carrier| carrier == producer.carrier) {
                *share = share.times(part.rest());
                takes = true;
            }
            kept = kept.plus(*share);
            if *share == Part::NONE {
                *slot = None;
            }
        }
        if takes {
            self.join(by, kept.rest());
        }
        self
    }

    fn join(&mut self, producer: Producer, part: Part) {
        let same = |slot: &&mut Option<(Producer, Part)>| slot.is_some_and(|(p, _)| p == producer);
        if let Some(Some((_, share))) = self.producers.iter_mut().find(same) {
            *share = share.plus(part);
        } else if let Some(free) = self.producers.iter_mut().find(|slot| slot.is_none()) {
            *free = Some((producer, part));
        } else if let Some(Some((_, share))) = self.producers.last_mut() {
            *share = share.plus(part);
        }
    }
}

/// Water of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Litres(pub u64);

/// At which temperature emitters were fed on the coldest day, and for how much heat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emitters {
    /// Tenths of a degree Celsius.
    supply_tenths: u16,
    heat: Fine,
}

/// `r^(1/1.3)` in thousandths for r = 0, 0.05 … 1, rounded up (EN 442: radiators give with the power 1.3 of the difference).
const EXCESS: [u64; 21] =
    [0, 100, 171, 233, 290, 345, 397, 446, 495, 542, 587, 632, 676, 718, 761, 802, 843, 883, 923, 962, 1000];

impl Emitters {
    /// Fed at `supply_tenths` while giving this heat.
    pub const fn new(supply_tenths: u16, heat: &Heat) -> Emitters {
        Emitters { supply_tenths, heat: heat.useful }
    }

    /// What they must be fed at when the building asks for this heat: the same radiators, colder water.
    pub fn needed_tenths(self, heat: &Heat) -> u16 {
        let ratio = heat.useful.millionths_of(self.heat);
        let (step, into) = (ratio / 50_000, ratio % 50_000);
        let at = |step: u64| usize::try_from(step).ok().and_then(|i| EXCESS.get(i)).copied().unwrap_or(1000);
        let (low, high) = (at(step), at(step + 1));
        // A chord of a concave curve lies below it: the next thousandth up keeps us on the safe side.
        let excess = low + ((high - low) * into).div_ceil(50_000) + u64::from(into > 0);
        let above = u64::from(self.supply_tenths).saturating_sub(ROOM_TENTHS);
        let needed = ROOM_TENTHS + (above * excess.min(1000)).div_ceil(1000);
        u16::try_from(needed).unwrap_or(u16::MAX).min(self.supply_tenths.max(200))
    }
}

/// How much of what is made on the spot the building uses itself, by how much electricity it uses in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Curve {
    points: [(Wh, Wh); POINTS],
    known: usize,
}

impl Curve {
    /// Through these points (electricity used in all, used on the spot), at most eight; they are put in order.
    pub fn through(points: &[(Wh, Wh)]) -> Curve {
        let mut sorted: Vec<(Wh, Wh)> = points.iter().copied().take(POINTS).collect();
        sorted.sort_unstable();
        let mut curve = Curve { known: sorted.len(), ..Curve::default() };
        for (slot, point) in curve.points.iter_mut().zip(sorted) {
            *slot = point;
        }
        curve
    }

    /// Used on the spot when so much is used in all: straight between points, from nothing to the first, flat beyond the
    /// last; never more than is used.
    pub fn used(&self, demand: Wh) -> Wh {
        let mut before = (Wh::ZERO, Wh::ZERO);
        for &(at, used) in self.points.iter().take(self.known) {
            if demand <= at {
                let span = at.less(before.0);
                let part = Fine::of(demand.less(before.0)).part_of(Fine::of(span));
                let (low, high) = (before.1.min(used), before.1.max(used));
                let rise = Fine::of(high.less(low)).part(part).wh();
                let between = if used >= before.1 { low + rise } else { high.less(rise) };
                return between.min(demand);
            }
            before = (at, used);
        }
        before.1.min(demand)
    }
}

/// What panels make on the spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Local {
    /// In a year.
    pub made: Wh,
    /// How much of it the building uses itself.
    pub curve: Curve,
}

/// What a normal year asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// Heat of rooms.
    pub space_heat: Heat,
    /// Hot water with its losses.
    pub hot_water: Heat,
    /// How emitters are fed, where that is known.
    pub emitters: Option<Emitters>,
    pub(super) electricity: [Wh; ElectricUse::ALL.len()],
    pub(super) fuels: [Option<(Carrier, Wh)>; FuelUse::ALL.len()],
    /// Water taken.
    pub water: Litres,
    /// What is made on the spot.
    pub local: Local,
}

const fn electric(of: ElectricUse) -> usize {
    match of {
        ElectricUse::Lighting => 0,
        ElectricUse::Ventilation => 1,
        ElectricUse::Auxiliaries => 2,
        ElectricUse::Cooling => 3,
        ElectricUse::Kitchen => 4,
        ElectricUse::Laundry => 5,
        ElectricUse::Other => 6,
    }
}

const fn fuel(of: FuelUse) -> usize {
    match of {
        FuelUse::Kitchen => 0,
        FuelUse::Laundry => 1,
        FuelUse::Other => 2,
    }
}

impl State {
    /// A year of heat alone; the rest is added by the functions below.
    pub fn of(space_heat: Heat, hot_water: Heat) -> State {
        State { space_heat, hot_water, ..State::default() }
    }

    /// The same with this water.
    #[must_use]
    pub const fn with_water(mut self, water: Litres) -> State {
        self.water = water;
        self
    }

    /// The same with this made on the spot.
    #[must_use]
    pub const fn with_local(mut self, local: Local) -> State {
        self.local = local;
        self
    }

    /// The same with its emitters fed at so many tenths of a degree on the coldest day.
    #[must_use]
    pub const fn with_supply(mut self, tenths: u16) -> State {
        self.emitters = Some(Emitters::new(tenths, &self.space_heat));
        self
    }

    /// Heat of a use.
    pub const fn heat(&self, of: HeatUse) -> &Heat {
        match of {
            HeatUse::SpaceHeat => &self.space_heat,
            HeatUse::HotWater => &self.hot_water,
        }
    }

    #[must_use]
    pub(super) const fn with_heat(mut self, of: HeatUse, heat: Heat) -> State {
        match of {
            HeatUse::SpaceHeat => self.space_heat = heat,
            HeatUse::HotWater => self.hot_water = heat,
        }
        self
    }

    /// Electricity of a use.
    pub fn electricity(&self, of: ElectricUse) -> Wh {
        self.electricity.get(electric(of)).copied().unwrap_or_default()
    }

    /// The same with this electricity of a use.
    #[must_use]
    pub fn with_electricity(mut self, of: ElectricUse, wh: Wh) -> State {
        if let Some(slot) = self.electricity.get_mut(electric(of)) {
            *slot = wh;
        }
        self
    }

    /// Fuel of a use.
    pub fn fuel(&self, of: FuelUse) -> Option<(Carrier, Wh)> {
        self.fuels.get(fuel(of)).copied().flatten()
    }

    /// The same with this fuel of a use.
    #[must_use]
    pub fn with_fuel(mut self, of: FuelUse, burnt: Option<(Carrier, Wh)>) -> State {
        if let Some(slot) = self.fuels.get_mut(fuel(of)) {
            *slot = burnt;
        }
        self
    }

    /// What it takes from network and tank in a year, PCI.
    pub fn finals(&self) -> Finals {
        let mut finals = Finals { water: self.water, ..Finals::default() };
        let (mut made, mut own) = (Wh::ZERO, Wh::ZERO);
        for heat in [&self.space_heat, &self.hot_water] {
            for (producer, wh) in heat.finals() {
                finals.add(producer.carrier, wh);
                if producer.power != Ratio::ZERO {
                    let power = wh.times(producer.power);
                    made += power;
                    own += power.times(producer.own.at_most_one());
                }
            }
        }
        for (carrier, wh) in self.fuels.iter().flatten() {
            finals.add(*carrier, *wh);
        }
        finals.add(Carrier::Electricity, self.electricity.iter().copied().sum());
        let demand = finals.get(Carrier::Electricity);
        let own = own.min(demand);
        let panels = self.local.curve.used(demand.less(own)).min(self.local.made);
        finals.used = own + panels;
        finals.made = made + self.local.made;
        finals.injected = finals.made.less(finals.used);
        finals.set(Carrier::Electricity, demand.less(finals.used));
        finals
    }
}
