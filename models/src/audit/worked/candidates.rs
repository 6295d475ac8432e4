//! Measures that were chosen, put in place: each a candidate for the packages, or the reasons against it.
//!
//! Two walls are two candidates: where a code stands twice, its number goes into the key, so that each has its place in a
//! chain. What the adviser told of the cost wins over the catalogue's range and is still to be confirmed by a quote.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Desk;
use super::panels::{self, Panels};
use crate::audit::ground::Ground;
use crate::audit::visit::{self, Origin as Seen};
use crate::audit::{Audit, Chosen};
use crate::catalog::{Catalog, MeasureCard, SavingMethod};
use crate::certain::{Certainty, Quality};
use crate::indicators::Origin;
use crate::measures::{Applied, Candidate, Entries, Entry, Refusal, Setting, put};
use crate::period::Day;

/// A measure that was chosen.
pub(super) struct Placed<'a> {
    pub(super) chosen: &'a Chosen,
    pub(super) card: Option<&'a MeasureCard>,
    /// Its name in chains and orders: its code, with its number where the code stands twice.
    pub(super) key: String,
    pub(super) candidate: Result<Candidate, Vec<Refusal>>,
    pub(super) panels: Option<Panels>,
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
            Placed { chosen, card, key, candidate, panels, aid: Given::NOTHING }
        })
        .collect()
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
) -> (Result<Candidate, Vec<Refusal>>, Option<Panels>) {
    let mut applied = match put_in_place(desk, card, chosen) {
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
