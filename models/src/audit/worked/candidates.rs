//! Measures that were chosen, put in place: each a candidate for the packages, or the reasons against it.
//!
//! Two walls are two candidates: where a code stands twice, its number goes into the key, so that each has its place in a
//! chain. What the adviser told of the cost wins over the catalogue's range and is still to be confirmed by a quote.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Desk;
use super::panels::{self, Panels};
use crate::audit::Chosen;
use crate::audit::visit::{self, Origin as Seen};
use crate::catalog::{MeasureCard, SavingMethod};
use crate::certain::{Certainty, Quality};
use crate::indicators::Origin;
use crate::measures::{Candidate, Entries, Entry, Refusal, Setting, put};

/// A measure that was chosen.
pub(super) struct Placed<'a> {
    pub(super) chosen: &'a Chosen,
    pub(super) card: Option<&'a MeasureCard>,
    /// Its name in chains and orders: its code, with its number where the code stands twice.
    pub(super) key: String,
    pub(super) candidate: Result<Candidate, Vec<Refusal>>,
    pub(super) panels: Option<Panels>,
    pub(super) aid: (Decimal, Certainty),
}

impl Placed<'_> {
    pub(super) fn ready(&self) -> Option<&Candidate> {
        self.candidate.as_ref().ok()
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
    all.iter()
        .map(|chosen| {
            let (card, key) = (desk.catalog.measure(&chosen.code), key(chosen));
            let (candidate, panels) = match card {
                Some(card) => placed(desk, card, chosen, &key, &keys),
                None => (Err(vec![Refusal::of("unknown-input", &chosen.code)]), None),
            };
            let aid = desk.aid(card.and_then(|card| card.work.as_deref()), &chosen.code);
            Placed { chosen, card, key, candidate, panels, aid }
        })
        .collect()
}

fn placed(
    desk: &Desk<'_>,
    card: &MeasureCard,
    chosen: &Chosen,
    key: &str,
    keys: &[(String, String)],
) -> (Result<Candidate, Vec<Refusal>>, Option<Panels>) {
    let setting = Setting { catalog: desk.catalog, state: &desk.state, cold: desk.cold };
    let entries = match entries(chosen) {
        Ok(entries) => entries,
        Err(refusals) => return (Err(refusals), None),
    };
    let mut applied = match put(card, &entries, setting) {
        Ok(applied) => applied,
        Err(refusals) => return (Err(refusals), None),
    };
    key.clone_into(&mut applied.code);
    let mut shown = None;
    if card.method == SavingMethod::Photovoltaic
        && let Some((effect, panels)) = panels::panels(desk, &applied)
    {
        applied.quality = applied.quality.weakest(Quality::Modelled);
        applied.effects.push(effect);
        shown = Some(panels);
    }
    if let Some(own) = chosen.euro_excl_vat.filter(|euro| *euro >= Decimal::ZERO) {
        applied.cost = Some(own);
        applied.cost_range = None;
        applied.cost_certainty = Certainty::Likely;
    }
    let mut candidate = Candidate::new(applied);
    // Said of codes; chains know keys.
    let other = |(code, key): &(String, String)| card.excludes.contains(code).then(|| key.clone());
    candidate.not_with = keys.iter().filter_map(other).collect();
    (Ok(candidate), shown)
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
