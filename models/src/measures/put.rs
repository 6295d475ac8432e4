//! A measure of the catalogue put in place: its inputs checked, its method asked, its cost reckoned.
//!
//! What nobody entered is taken from the card where it has a default, and is then no better than modelled. Invariant: whatever
//! is entered, the answer is a measure or refusals, never a panic.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::applied::Applied;
use super::cold::Cold;
use super::method;
use super::refusal::Refusal;
use super::state::State;
use crate::catalog::{Catalog, MeasureCard, MeasureInput, Told};
use crate::certain::{Certainty, Quality};
use crate::indicators::{Input, Measure, Origin, cited};

/// One input, as somebody entered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The number, in the unit of the input.
    pub value: Decimal,
    /// How good.
    pub quality: Quality,
    /// How sure.
    pub certainty: Certainty,
    /// Where it comes from.
    pub origin: Origin,
}

impl Entry {
    /// Somebody's word, seen on the spot: `source` says whose.
    pub fn stated(value: Decimal, source: impl Into<String>) -> Entry {
        Entry {
            value,
            quality: Quality::Declared,
            certainty: Certainty::Certain,
            origin: Origin::Fact { fact: "audit".into(), source: source.into() },
        }
    }
}

/// What was entered, by code of input.
pub type Entries = BTreeMap<String, Entry>;

/// Where a measure is put in place.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The catalogue.
    pub catalog: &'a Catalog,
    /// What a normal year asks.
    pub state: &'a State,
    /// The degree-days that were chosen.
    pub cold: &'a Cold,
}

/// What a method may ask, once it is checked.
pub(super) struct Asked<'a> {
    pub(super) card: &'a MeasureCard,
    pub(super) setting: Setting<'a>,
    values: BTreeMap<&'a str, Decimal>,
}

impl Asked<'_> {
    /// An input the method cannot do without.
    pub(super) fn get(&self, code: &str) -> Result<Decimal, Refusal> {
        self.maybe(code).ok_or_else(|| Refusal::of("input-missing", code))
    }

    /// An input that may be absent.
    pub(super) fn maybe(&self, code: &str) -> Option<Decimal> {
        self.values.get(code).copied()
    }
}

/// Puts a measure in place.
///
/// # Errors
/// Every reason against it.
pub fn put(card: &MeasureCard, entries: &Entries, setting: Setting<'_>) -> Result<Applied, Vec<Refusal>> {
    let (mut inputs, mut refusals, mut values) = (Vec::new(), Vec::new(), BTreeMap::new());
    for code in entries.keys().filter(|code| card.input(code).is_none()) {
        refusals.push(Refusal::of("unknown-input", code));
    }
    let (required, _) = card.method.asks();
    for asked in &card.inputs {
        let Some(entry) = entries.get(&asked.code).cloned().or_else(|| by_default(card, asked)) else {
            if required.contains(&asked.code.as_str()) {
                refusals.push(Refusal::of("input-missing", &asked.code));
            }
            continue;
        };
        if entry.value < asked.lowest || entry.value > asked.highest {
            let code = match asked.bound.as_deref() {
                Some("hygiene") if entry.value < asked.lowest => "below-hygiene",
                Some("legionella") if entry.value < asked.lowest => "legionella",
                Some("physics") if entry.value > asked.highest => "above-physics",
                _ => "out-of-range",
            };
            let refusal = Refusal::of(code, &asked.code).given(entry.value);
            refusals.push(refusal.within(asked.lowest, asked.highest));
            continue;
        }
        values.insert(asked.code.as_str(), entry.value);
        inputs.push(input(asked, entry));
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let asked = Asked { card, setting, values };
    let reckoned = method::effects(&asked).map_err(|refusal| vec![refusal])?;
    if reckoned.by_cold {
        inputs.push(setting.cold.input());
    }
    let quality = inputs.iter().map(|input| input.quality).fold(Quality::Modelled, Quality::weakest);
    let certainty = inputs.iter().map(|input| input.certainty).fold(Certainty::Likely, Certainty::weakest);
    let cost = Priced::of(&card.cost, &asked);
    Ok(Applied {
        code: card.code.clone(),
        step: card.step,
        effects: reckoned.effects,
        formula: format!("measure-{}", card.method.code()),
        inputs,
        cost: cost.middle,
        cost_range: cost.range,
        cost_settled_by: card.cost.settled_by.clone().or_else(|| Some("three-quotes".to_owned())),
        maintenance: Priced::of(&card.maintenance, &asked).middle,
        lifetime: card.lifetime.middle().and_then(|years| years.trunc().try_into().ok()),
        quality,
        certainty,
        cost_certainty: card.cost.certainty,
        sources: cited(&format!("measures/{}", card.code), card.checked_on, &card.source),
    })
}

fn by_default(card: &MeasureCard, asked: &MeasureInput) -> Option<Entry> {
    Some(Entry {
        value: asked.default?,
        quality: Quality::Modelled,
        certainty: asked.certainty,
        origin: Origin::Catalog { file: format!("measures/{}", card.code) },
    })
}

fn input(asked: &MeasureInput, entry: Entry) -> Input {
    Input {
        symbol: Cow::Owned(format!("measure-{}", asked.code)),
        of: None,
        value: entry.value,
        unit: Measure::from_code(&asked.unit).unwrap_or(Measure::Number),
        basis: None,
        quality: entry.quality,
        certainty: entry.certainty,
        origin: entry.origin,
    }
}

/// An amount of the card by what it is counted in.
struct Priced {
    middle: Option<Decimal>,
    range: Option<(Decimal, Decimal)>,
}

impl Priced {
    fn of(told: &Told, asked: &Asked<'_>) -> Priced {
        let quantity = match &told.of {
            Some(input) => asked.maybe(input),
            None => Some(Decimal::ONE),
        };
        let times = |amount: Decimal| quantity.and_then(|quantity| amount.checked_mul(quantity));
        let range = told.range().and_then(|(low, high)| times(low).zip(times(high)));
        Priced { middle: told.middle().and_then(times), range }
    }
}
