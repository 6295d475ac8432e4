//! A package: measures chosen together, chained in the one order, with what they cost and bring over the years.
//!
//! What it saves is State before − State after: never the sum of its measures, never more than what was measured. A cost that
//! is not known stays unknown: then there is no life-cycle cost, and the measures that lack it are named. Variants are found
//! among every permitted set ([`super::front`]) by a rule that can be told in a sentence:
//! *quick wins*: of the measures that pay themselves back alone within five years, the set that saves most money;
//! *deep*: the set that saves most energy; *2040-ready*: of the sets after which no fossil fuel is burnt, the one with the
//! lowest life-cycle cost; where there is none, the one that leaves least, and that is said.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::candidate::{Candidate, Objection, objections};
use super::front::{Refusal, Scored, Tried, try_all};
use super::life_cycle::{LifeCycle, Owned, life_cycle};
use super::sight::Saving;
use super::state::State;
use super::tariff::Terms;
use super::waterfall::{Waterfall, waterfall};
use crate::building::Carrier;
use crate::certain::Certainty;
use crate::units::exact::{cent, times};

/// What a package supposes: `package-hypothesis-<code>`.
pub const HYPOTHESES: &[&str] = &["inverter-cost-unknown", "lifetime-unknown", "maintenance-unknown"];
/// What a package lacks: `package-lack-<code>`.
pub const LACKS: &[&str] = &["co2", "cost", "price"];
/// Years within which a quick win has paid itself back.
pub const QUICK_YEARS: i64 = 5;

/// Measures chosen together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The chain.
    pub waterfall: Waterfall,
    /// What stands against it.
    pub objections: Vec<Objection>,
    /// What comes first, by measure and code of `catalog::PREREQUISITES`.
    pub first: Vec<(String, String)>,
    /// Euro of the measures whose cost is known, VAT as it is borne included.
    pub investment: Decimal,
    /// Measures whose cost is not known.
    pub cost_unknown: Vec<String>,
    /// Of [`HYPOTHESES`], by measure.
    pub supposed: Vec<(String, &'static str)>,
    /// Over the years; none where something lacks.
    pub life_cycle: Option<LifeCycle>,
    /// kg of CO2 equivalent avoided a year; none where a factor lacks.
    pub co2_kg: Option<Decimal>,
    /// Of [`LACKS`].
    pub lacks: Vec<&'static str>,
    /// The weakest of what it stands on, prices and costs included.
    pub certainty: Certainty,
}

/// A package of these measures; `aid` in euro.
pub fn package(today: &State, chosen: &[&Candidate], aid: Decimal, terms: &Terms) -> Package {
    let waterfall = waterfall(today, chosen);
    let vat = Decimal::ONE + terms.vat_on_works;
    let (mut owned, mut cost_unknown, mut supposed) = (Vec::new(), Vec::new(), Vec::new());
    let mut certainty = waterfall.certainty();
    for bar in &waterfall.bars {
        let Some(candidate) = chosen.iter().find(|c| c.code() == bar.code) else { continue };
        let applied = &candidate.applied;
        let Some(cost) = bar.cost.and_then(|cost| times(cost, vat)) else {
            cost_unknown.push(bar.code.clone());
            continue;
        };
        certainty = certainty.weakest(applied.cost_certainty);
        if applied.maintenance.is_none() {
            supposed.push((bar.code.clone(), "maintenance-unknown"));
        }
        if applied.lifetime.is_none() {
            supposed.push((bar.code.clone(), "lifetime-unknown"));
        }
        let unpriced = HYPOTHESES.iter().filter(|code| candidate.unpriced.iter().any(|of| of == *code));
        supposed.extend(unpriced.map(|code| (bar.code.clone(), *code)));
        let again = candidate
            .again
            .iter()
            .map(|a| super::BoughtAgain { cost: times(a.cost, vat).unwrap_or_default(), ..*a });
        owned.push(Owned {
            code: bar.code.clone(),
            cost: cent(cost),
            maintenance: times(applied.maintenance.unwrap_or_default(), vat).unwrap_or_default(),
            lifetime: applied.lifetime,
            again: again.collect(),
        });
    }
    let (before, after) = (&waterfall.before, &waterfall.after);
    let price_lacks = !terms.lacks(before).is_empty() || !terms.lacks(after).is_empty();
    let co2_kg = terms.co2_kg(before).zip(terms.co2_kg(after)).map(|(before, after)| before - after);
    let lacks = [("co2", co2_kg.is_none()), ("cost", !cost_unknown.is_empty()), ("price", price_lacks)];
    let whole = cost_unknown.is_empty() && !price_lacks;
    let life_cycle = if whole { life_cycle(before, after, &owned, aid, terms) } else { None };
    let used = before.carriers().chain(after.carriers()).filter_map(|(carrier, _)| terms.tariff(carrier));
    let firsts = chosen.iter().flat_map(|c| c.first.iter().map(|code| (c.code().to_owned(), code.clone())));
    Package {
        certainty: used.fold(certainty, |c, tariff| c.weakest(tariff.certainty)),
        objections: objections(chosen),
        first: firsts.collect(),
        investment: owned.iter().map(|o| o.cost).sum(),
        cost_unknown,
        supposed,
        life_cycle,
        co2_kg,
        lacks: lacks.into_iter().filter_map(|(code, is)| is.then_some(code)).collect(),
        waterfall,
    }
}

impl Package {
    /// Euro that are counted on in year 1, before maintenance: P50 or P90. What is injected counts in full in both. `None`
    /// where a price lacks.
    pub fn euro(&self, saving: Saving, terms: &Terms) -> Option<Decimal> {
        let mut euro = Decimal::ZERO;
        for carrier in Carrier::ALL {
            let kwh = self.waterfall.counted(*carrier, saving)?;
            if !kwh.is_zero() {
                euro += times(kwh, terms.tariff(*carrier)?.euro_per_kwh)?;
            }
        }
        let injected = Decimal::from_i128_with_scale(i128::from(self.waterfall.saved.injected), 3);
        let water = Decimal::from_i128_with_scale(i128::from(self.waterfall.saved.water), 3);
        euro += times(injected, terms.injection_euro_per_kwh)?;
        Some(cent(euro + times(water, terms.water_euro_per_m3.unwrap_or_default())?))
    }
}

/// Which variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VariantKind {
    /// Pays itself back within five years, measure by measure.
    QuickWins,
    /// Saves most.
    Deep,
    /// Burns nothing fossil any more.
    #[serde(rename = "ready-2040")]
    Ready2040,
}

impl VariantKind {
    /// Every variant.
    pub const ALL: [VariantKind; 3] = [VariantKind::QuickWins, VariantKind::Deep, VariantKind::Ready2040];

    /// Stable code, with its words: `package-variant-<code>`, `package-variant-<code>-why`.
    pub const fn code(self) -> &'static str {
        match self {
            VariantKind::QuickWins => "quick-wins",
            VariantKind::Deep => "deep",
            VariantKind::Ready2040 => "ready-2040",
        }
    }
}

/// A variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Which.
    pub kind: VariantKind,
    /// Its measures, in the order of the chain.
    pub codes: Vec<String>,
    /// As it was scored.
    pub scored: Scored,
    /// Whether it does what its name says; else it is what comes nearest.
    pub reached: bool,
}

/// The variants that the candidates allow, with everything that was tried.
///
/// # Errors
/// Why nothing can be tried.
pub fn variants(
    today: &State,
    candidates: &[&Candidate],
    terms: &Terms,
) -> Result<(Tried, Vec<Variant>), Refusal> {
    let tried = try_all(today, candidates, terms)?;
    let found = VariantKind::ALL.into_iter().filter_map(|kind| {
        let (scored, reached) = match kind {
            VariantKind::QuickWins => quick(&tried),
            VariantKind::Deep => {
                (tried.sets.iter().max_by_key(|s| (s.energy, -s.life_cycle)).copied()?, true)
            }
            VariantKind::Ready2040 => {
                let least = tried.sets.iter().min_by_key(|s| (s.fossil, s.life_cycle)).copied()?;
                (least, least.fossil == 0)
            }
        };
        let codes = tried.codes_of(scored.set).into_iter().map(str::to_owned).collect();
        Some(Variant { kind, codes, scored, reached: reached && scored.set != 0 })
    });
    let found = found.collect();
    Ok((tried, found))
}

fn quick(tried: &Tried) -> (Scored, bool) {
    let pays =
        |s: &&Scored| s.set.is_power_of_two() && s.money > 0 && s.cost <= s.money.saturating_mul(QUICK_YEARS);
    let alone = tried.sets.iter().filter(pays).fold(0_u32, |mask, s| mask | s.set);
    let of_them = tried.sets.iter().filter(|s| s.set & !alone == 0);
    let best = of_them.max_by_key(|s| (s.money, -s.cost)).copied();
    let none = Scored { set: 0, cost: 0, life_cycle: 0, energy: 0, co2: 0, money: 0, fossil: 0 };
    (best.unwrap_or(none), true)
}
