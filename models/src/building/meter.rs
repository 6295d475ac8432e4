//! Meters and their channels.
//!
//! One meter (EAN, serial number, carrier) has several channels: day, night, injection, and m3 beside kWh. Readings
//! hang on channels, so that nothing is ever added to itself.

use super::identity::Ean;
use crate::period::Day;
use crate::units::{Basis, Unit};

coded! {
    /// An energy carrier, or water.
    Carrier {
        /// Électricité.
        Electricity = "electricity",
        /// Gaz naturel.
        NaturalGas = "natural_gas",
        /// Mazout.
        HeatingOil = "heating_oil",
        /// Propane en vrac.
        Propane = "propane",
        /// Butane.
        Butane = "butane",
        /// Pellets.
        Pellets = "pellets",
        /// Bois en bûches ou plaquettes.
        Wood = "wood",
        /// Chaleur d'un réseau.
        DistrictHeat = "district_heat",
        /// Eau.
        Water = "water",
        /// Anything else.
        Other = "other",
    }
}

impl Carrier {
    /// Delivered into a tank or a store rather than through a meter.
    pub const fn is_delivered(self) -> bool {
        matches!(
            self,
            Carrier::HeatingOil | Carrier::Propane | Carrier::Butane | Carrier::Pellets | Carrier::Wood
        )
    }
}

coded! {
    /// Which way it flows.
    Direction {
        /// *Prélèvement*: taken from the network or the tank.
        Offtake = "offtake",
        /// *Injection*: given to the network.
        Injection = "injection",
        /// *Production*: made on the site.
        Production = "production",
    }
}

coded! {
    /// Which counter of the meter.
    Register {
        /// The only one, or the sum.
        Total = "total",
        /// *Heures pleines*, jour.
        Day = "day",
        /// *Heures creuses*, nuit.
        Night = "night",
        /// Pointe.
        Peak = "peak",
        /// Hors pointe.
        OffPeak = "off_peak",
        /// Exclusif nuit: a separate meter for storage heating.
        ExclusiveNight = "exclusive_night",
    }
}

coded! {
    /// What a value of a channel means.
    Kind {
        /// Consumption of a slot.
        Interval = "interval",
        /// Cumulative index, *relevé d'index*.
        Index = "index",
        /// A delivery into a tank.
        Delivery = "delivery",
        /// What is in a tank: read on its gauge, before a delivery of the same day.
        Level = "level",
        /// Consumption of a bill or a billing period.
        Billed = "billed",
    }
}

/// A meter, *compteur*: one supply point of one carrier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meter {
    /// What people call it: "chaufferie", "aile B".
    pub name: Option<String>,
    /// EAN of the supply point.
    pub ean: Option<Ean>,
    /// Serial number on the meter itself.
    pub serial: Option<String>,
    /// What it measures.
    pub carrier: Carrier,
    /// In service from this day, when known.
    pub valid_from: Option<Day>,
    /// Out of service from this day.
    pub valid_to: Option<Day>,
}

/// One counter of a meter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Channel {
    /// Which way.
    pub direction: Direction,
    /// Which counter.
    pub register: Register,
    /// What its values mean.
    pub kind: Kind,
    /// In which unit.
    pub unit: Unit,
    /// Calorific basis of the unit, where it is an energy.
    pub basis: Basis,
    /// Whether it counts in sums; false for m3 beside kWh, a total beside day and night, a net column.
    pub counts: bool,
}
