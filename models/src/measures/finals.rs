//! What a state of a building takes in a normal year, by carrier, and what another one takes less.
//!
//! On PCI, in whole Wh; the step to what a bill states (PCS for gas) is explicit: [`Finals::billed`]. Does *not* reckon what is
//! taken: [`super::State`] does.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::exact::Wh;
use super::state::Litres;
use crate::building::Carrier;
use crate::catalog::CarrierCard;
use crate::units::Basis;

const fn place(carrier: Carrier) -> usize {
    match carrier {
        Carrier::Electricity => 0,
        Carrier::NaturalGas => 1,
        Carrier::HeatingOil => 2,
        Carrier::Propane => 3,
        Carrier::Butane => 4,
        Carrier::Pellets => 5,
        Carrier::Wood => 6,
        Carrier::DistrictHeat => 7,
        Carrier::Water => 8,
        Carrier::Other => 9,
    }
}

/// What is taken from network and tank, PCI, and what goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Finals {
    pub(super) by: [Wh; Carrier::ALL.len()],
    /// Electricity made on the spot.
    pub made: Wh,
    /// Of it, used on the spot.
    pub used: Wh,
    /// Of it, given to the network.
    pub injected: Wh,
    /// Water.
    pub water: Litres,
}

impl Finals {
    /// Of a carrier.
    pub fn get(&self, carrier: Carrier) -> Wh {
        self.by.get(place(carrier)).copied().unwrap_or_default()
    }

    pub(super) fn set(&mut self, carrier: Carrier, wh: Wh) {
        if let Some(slot) = self.by.get_mut(place(carrier)) {
            *slot = wh;
        }
    }

    pub(super) fn add(&mut self, carrier: Carrier, wh: Wh) {
        self.set(carrier, self.get(carrier) + wh);
    }

    /// Carriers it takes anything of.
    pub fn carriers(&self) -> impl Iterator<Item = (Carrier, Wh)> + '_ {
        Carrier::ALL.iter().map(|carrier| (*carrier, self.get(*carrier))).filter(|(_, wh)| *wh > Wh::ZERO)
    }

    /// All of them, PCI.
    pub fn total(&self) -> Wh {
        self.by.iter().copied().sum()
    }

    /// kWh of a carrier as bills state them: on PCS where the card says so; `None` where the ratio is not known.
    pub fn billed(&self, card: &CarrierCard) -> Option<Decimal> {
        let per_net = card.onto_basis(Basis::Net)?;
        self.get(card.code).kwh().checked_mul(per_net)
    }

    /// What another state takes less than this one, by carrier.
    pub fn saved(&self, after: &Finals) -> Change {
        let mut change = Change::default();
        for carrier in Carrier::ALL {
            if let Some(slot) = change.by.get_mut(place(*carrier)) {
                *slot = signed(self.get(*carrier)) - signed(after.get(*carrier));
            }
        }
        change.injected = signed(after.injected) - signed(self.injected);
        change.water = i64::try_from(self.water.0).unwrap_or(i64::MAX)
            - i64::try_from(after.water.0).unwrap_or(i64::MAX);
        change
    }
}

fn signed(wh: Wh) -> i64 {
    i64::try_from(wh.get()).unwrap_or(i64::MAX)
}

/// A saving: below zero where more is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Change {
    by: [i64; Carrier::ALL.len()],
    /// Electricity given to the network in addition, Wh.
    pub injected: i64,
    /// Litres of water saved.
    pub water: i64,
}

impl Change {
    /// Wh of a carrier, PCI.
    pub fn get(&self, carrier: Carrier) -> i64 {
        self.by.get(place(carrier)).copied().unwrap_or_default()
    }

    /// kWh of a carrier, PCI, exact.
    pub fn kwh(&self, carrier: Carrier) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.get(carrier)), 3)
    }

    /// Wh of all carriers, PCI.
    pub fn total(&self) -> i64 {
        self.by.iter().sum()
    }

    /// Carriers of which more or less is taken.
    pub fn carriers(&self) -> impl Iterator<Item = (Carrier, i64)> + '_ {
        Carrier::ALL.iter().map(|carrier| (*carrier, self.get(*carrier))).filter(|(_, wh)| *wh != 0)
    }
}
