//! Methods of saving, one file each: from checked inputs to effects.
//!
//! Each file's head says meaning, formula, unit, source and when it holds. A method gives *useful* heat or electricity; the
//! final energy follows from what makes the heat in the state, on PCI. Panels and batteries are reckoned hour by hour
//! elsewhere and have no effect here. Does *not* cap: effects do, on what is left in the chain.

pub mod air;
pub mod kept_share;
pub mod lighting;
pub mod losses;
pub mod producer;
pub mod set_point;
pub mod solar_thermal;
pub mod transmission;
pub mod water;

use rust_decimal::Decimal;

use super::effect::Effect;
use super::exact::{Part, Ratio, Wh};
use super::put::Asked;
use super::refusal::Refusal;
use crate::catalog::SavingMethod;

/// Hours of a day.
const HOURS: Decimal = Decimal::from_parts(24, 0, 0, false, 0);

/// Effects, and whether degree-days went into them.
pub(super) struct Reckoned {
    pub(super) effects: Vec<Effect>,
    pub(super) by_cold: bool,
}

impl From<Vec<Effect>> for Reckoned {
    fn from(effects: Vec<Effect>) -> Reckoned {
        Reckoned { effects, by_cold: false }
    }
}

fn by_cold(effects: Vec<Effect>) -> Reckoned {
    Reckoned { effects, by_cold: true }
}

/// What a measure does.
///
/// # Errors
/// Why it cannot be reckoned.
pub(super) fn effects(asked: &Asked<'_>) -> Result<Reckoned, Refusal> {
    Ok(match asked.card.method {
        SavingMethod::Transmission => by_cold(transmission::effects(asked)?),
        SavingMethod::AirTightness => by_cold(air::tightness(asked)?),
        SavingMethod::Recovery => by_cold(air::recovery(asked)?),
        SavingMethod::SetPoint => set_point::effects(asked)?.into(),
        SavingMethod::KeptShare => kept_share::effects(asked)?.into(),
        SavingMethod::PipeLosses => losses::effects(asked)?.into(),
        SavingMethod::Producer => producer::boiler(asked)?.into(),
        SavingMethod::HeatPump => producer::heat_pump(asked)?.into(),
        SavingMethod::Cogeneration => producer::cogeneration(asked)?.into(),
        SavingMethod::SolarThermal => solar_thermal::effects(asked)?.into(),
        SavingMethod::Lighting => lighting::effects(asked)?.into(),
        SavingMethod::Water => water::effects(asked)?.into(),
        SavingMethod::Photovoltaic | SavingMethod::Storage | SavingMethod::Nothing => Vec::new().into(),
    })
}

/// Watt-hours of so many kWh; what leaves the chain is refused.
fn wh(kwh: Option<Decimal>, input: &str) -> Result<Wh, Refusal> {
    kwh.and_then(Wh::of_kwh).ok_or_else(|| Refusal::of("too-large", input))
}

fn ratio(value: Decimal, input: &str) -> Result<Ratio, Refusal> {
    Ratio::of(value).ok_or_else(|| Refusal::of("out-of-range", input).given(value))
}

fn part(value: Decimal, input: &str) -> Result<Part, Refusal> {
    Part::of(value).ok_or_else(|| Refusal::of("out-of-range", input).given(value))
}

/// The later number has to be below the earlier one.
fn falls(before: Decimal, after: Decimal, input: &str) -> Result<Decimal, Refusal> {
    let fall = before.checked_sub(after).filter(|fall| *fall > Decimal::ZERO);
    fall.ok_or_else(|| Refusal::of("already-better", input).given(after).within(Decimal::ZERO, before))
}
