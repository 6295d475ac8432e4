//! Measures that were chosen, put in place: each a candidate for the packages, or the reasons against it.
//!
//! Two walls are two candidates: where a code stands twice, its number goes into the key, so that each has its place in a
//! chain. What the adviser told of the cost wins over the catalogue's range and is still to be confirmed by a quote.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Desk;
use super::panels::{self, MOST_ROOFS, Panels, Roof, Year, input};
use super::storage::{Stored, storage};
use crate::audit::ground::Ground;
use crate::audit::inputs::Section;
use crate::audit::visit::{self, Origin as Seen};
use crate::audit::{Audit, Chosen};
use crate::catalog::{Catalog, MeasureCard, SavingMethod};
use crate::certain::{Certainty, Quality};
use crate::indicators::Origin;
use crate::measures::tariff::LONGEST;
use crate::measures::{Applied, BoughtAgain, Candidate, Effect, Entries, Entry, Refusal, Setting, Wh, put};
use crate::period::Day;
use crate::units::exact::{over, times};

/// Hours of a day.
const HOURS: Decimal = Decimal::from_parts(24, 0, 0, false, 0);
/// Inside, where the visit does not say it, °C.
const INSIDE: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// A measure that was chosen.
pub(super) struct Placed<'a> {
    pub(super) chosen: &'a Chosen,
    pub(super) card: Option<&'a MeasureCard>,
    /// Its name in chains and orders: its code, with its number where the code stands twice.
    pub(super) key: String,
    pub(super) candidate: Result<Candidate, Vec<Refusal>>,
    pub(super) panels: Option<Panels>,
    pub(super) stored: Option<Stored>,
    pub(super) aid: Given,
}

/// What is given for a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Given {
    /// Euro, never above what the measure costs.
    pub(super) euro: Decimal,
    /// How sure.
    pub(super) certainty: Certainty,
    /// The last year of the plan in which it is given; always where absent.
    pub(super) until: Option<u16>,
}

impl Given {
    pub(super) const NOTHING: Given =
        Given { euro: Decimal::ZERO, certainty: Certainty::Certain, until: None };
}

impl Placed<'_> {
    pub(super) fn ready(&self) -> Option<&Candidate> {
        self.candidate.as_ref().ok()
    }

    fn is(&self, method: SavingMethod) -> bool {
        self.card.is_some_and(|card| card.method == method)
    }
}

/// Every measure of the audit.
pub(super) fn candidates<'a>(desk: &Desk<'a>) -> Vec<Placed<'a>> {
    let all = &desk.audit.measure;
    let twice = |code: &str| all.iter().filter(|one| one.code == code).count() > 1;
    let key = |one: &Chosen| {
        if twice(&one.code) { format!("{}/{}", one.code, one.number) } else { one.code.clone() }
    };
    let keys: Vec<(String, String)> = all.iter().map(|one| (one.code.clone(), key(one))).collect();
    let one = |chosen: &'a Chosen| {
        let (card, key) = (desk.catalog.measure(&chosen.code), key(chosen));
        let candidate = match card {
            Some(card) => placed(desk, card, chosen, &key, &keys),
            None => Err(vec![Refusal::of("unknown-input", &chosen.code)]),
        };
        Placed { chosen, card, key, candidate, panels: None, stored: None, aid: Given::NOTHING }
    };
    let mut found: Vec<Placed<'a>> = all.iter().map(one).collect();
    on_the_roof(desk, &mut found);
    found
}

/// What a measure costs by itself, without VAT; none where it cannot be put in place, or nobody knows.
pub(in crate::audit) fn cost_of(
    chosen: &Chosen,
    audit: &Audit,
    ground: &Ground,
    catalog: &Catalog,
    on: Day,
) -> Option<Decimal> {
    let desk = Desk::new(audit, ground, catalog, on);
    let applied = put_in_place(&desk, catalog.measure(&chosen.code)?, chosen).ok()?;
    let cents = Candidate::new(applied).cents(&desk.state, &desk.state)?;
    Some(Decimal::new(cents, 2))
}

/// Put in place, with the adviser's own cost where he told one.
fn put_in_place(desk: &Desk<'_>, card: &MeasureCard, chosen: &Chosen) -> Result<Applied, Vec<Refusal>> {
    let setting = Setting { catalog: desk.catalog, state: &desk.state, cold: desk.cold };
    let mut applied = put(card, &entries(chosen)?, setting)?;
    if let Some(own) = chosen.euro_excl_vat.filter(|euro| *euro >= Decimal::ZERO) {
        applied.cost = Some(own);
        applied.cost_range = None;
        applied.cost_certainty = Certainty::Likely;
    }
    Ok(applied)
}

fn placed(
    desk: &Desk<'_>,
    card: &MeasureCard,
    chosen: &Chosen,
    key: &str,
    keys: &[(String, String)],
) -> Result<Candidate, Vec<Refusal>> {
    let mut applied = put_in_place(desk, card, chosen)?;
    key.clone_into(&mut applied.code);
    let mut candidate = Candidate::new(applied);
    // Said of codes; chains know keys.
    let other = |(code, key): &(String, String)| card.excludes.contains(code).then(|| key.clone());
    candidate.not_with = keys.iter().filter_map(other).collect();
    if card.method == SavingMethod::HeatPump {
        candidate.need_w = coldest_day(desk, &candidate.applied);
    }
    Ok(candidate)
}

/// What the building asks on the coldest day, watts: useful heat of a normal year ÷ (degree-days × 24 h) × (inside − outside). `None` where nobody
/// told the outside temperature of the norm, or the pump takes over a part only and the quote has to size it.
fn coldest_day(desk: &Desk<'_>, applied: &Applied) -> Option<u64> {
    let outside = input(applied, "design-outside")?;
    if input(applied, "taken-share").is_some_and(|share| share < Decimal::ONE) {
        return None;
    }
    let told = desk.audit.visit.one(Section::Building).and_then(|row| row.number("inside_day_c"));
    let degrees = told.unwrap_or(INSIDE).checked_sub(outside)?;
    let hours = times(desk.cold.kelvin_days, HOURS)?;
    let w_per_k = over(times(desk.state.space_heat.useful().kwh(), Decimal::ONE_THOUSAND)?, hours)?;
    times(w_per_k, degrees)?.ceil().to_u64()
}

/// Panels, then the batteries beside them: each after those that stand before it in the chain.
fn on_the_roof(desk: &Desk<'_>, found: &mut [Placed<'_>]) {
    let of = |found: &[Placed<'_>], method| -> Vec<usize> {
        let ready = |at: &usize| found.get(*at).is_some_and(|one| one.is(method) && one.candidate.is_ok());
        let mut all: Vec<usize> = (0..found.len()).filter(ready).collect();
        all.sort_by(|a, b| found.get(*a).map(|one| &one.key).cmp(&found.get(*b).map(|one| &one.key)));
        all
    };
    let (panels, batteries) = (of(found, SavingMethod::Photovoltaic), of(found, SavingMethod::Storage));
    if panels.is_empty() && batteries.is_empty() {
        return;
    }
    let year = Year::of(desk);
    let mut roofs: Vec<Roof> = Vec::new();
    for at in panels {
        let Some(one) = found.get_mut(at) else { continue };
        if roofs.len() == MOST_ROOFS {
            one.candidate = Err(vec![Refusal::of("too-many", &one.key)]);
            continue;
        }
        let (Ok(candidate), Some(year)) = (&mut one.candidate, &year) else { continue };
        bought_again(desk, candidate);
        let Some((roof, shown)) = panels::roof(desk, year, one.chosen, &mut candidate.applied) else {
            continue;
        };
        let Some(effects) = panels::effects(year, &roofs, &roof) else { continue };
        stands_on(&mut candidate.applied, year, effects);
        one.panels = Some(shown);
        roofs.push(roof);
    }
    let keys: Vec<String> = roofs.iter().map(|roof| roof.key.clone()).collect();
    let all_batteries: Vec<String> =
        batteries.iter().filter_map(|at| found.get(*at)).map(|one| one.key.clone()).collect();
    for at in batteries {
        let Some(one) = found.get_mut(at) else { continue };
        let Ok(candidate) = &mut one.candidate else { continue };
        let kept = storage(desk, year.as_ref(), &roofs, &candidate.applied);
        match (kept, &year) {
            (Ok((effects, beside)), Some(year)) => {
                stands_on(&mut candidate.applied, year, effects);
                if desk.state.local.made == Wh::ZERO {
                    candidate.needs.clone_from(&keys);
                }
                candidate.not_with = all_batteries.iter().filter(|key| **key != one.key).cloned().collect();
                one.stored = Some(beside);
            }
            (Err(refusal), _) => one.candidate = Err(vec![refusal]),
            (Ok(_), None) => {}
        }
    }
}

/// The inverter, bought again each time it is worn out and the panels are not: for what the adviser told; else nobody knows, and
/// that is said.
fn bought_again(desk: &Desk<'_>, candidate: &mut Candidate) {
    let every = desk.catalog.photovoltaics().and_then(|card| card.inverter.value.to_u16());
    let Some(every) = every.filter(|every| *every > 0) else { return };
    let last = candidate.applied.lifetime.unwrap_or(LONGEST);
    let years = (1..).map_while(|time: u16| every.checked_mul(time)).take_while(|year| *year < last);
    match input(&candidate.applied, "inverter-cost") {
        Some(cost) => candidate.again = years.map(|year| BoughtAgain { year, cost }).collect(),
        None => candidate.unpriced.push("inverter-cost-unknown".to_owned()),
    }
}

/// The effects with the year they were reckoned on: no better than it.
fn stands_on(applied: &mut Applied, year: &Year, effects: Vec<Effect>) {
    applied.quality = applied.quality.weakest(Quality::Modelled).weakest(year.load.quality);
    applied.certainty = applied.certainty.weakest(year.load.certainty);
    applied.inputs.push(year.input());
    applied.effects.extend(effects);
}

/// What was told, as numbers.
fn entries(chosen: &Chosen) -> Result<Entries, Vec<Refusal>> {
    let (mut entries, mut refusals) = (BTreeMap::new(), Vec::new());
    for (code, told) in &chosen.inputs {
        match told.value.trim().parse::<Decimal>() {
            Ok(value) => {
                entries.insert(code.clone(), entry(value, told));
            }
            Err(_) => refusals.push(Refusal::of("out-of-range", code)),
        }
    }
    if refusals.is_empty() { Ok(entries) } else { Err(refusals) }
}

fn entry(value: Decimal, told: &visit::Told) -> Entry {
    let certainty = match told.origin {
        Seen::Measured | Seen::Nameplate | Seen::Plan => Certainty::Certain,
        Seen::Estimated | Seen::Declared => Certainty::Likely,
    };
    let source = told.by.clone().unwrap_or_else(|| format!("audit-origin-{}", told.origin.code()));
    Entry {
        value,
        quality: told.origin.quality(),
        certainty,
        origin: Origin::Fact { fact: "audit".into(), source },
    }
}
