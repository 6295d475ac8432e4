//! The Pareto front: of every permitted set of up to sixteen measures, those that no other beats on both axes. Exact.
//!
//! Depth first over the one order of the chain, so that sets that begin alike are reckoned once; whole numbers only. Sets that
//! lack what they need or hold two that exclude one another are passed over. A measure whose cost is not known stands in no
//! front and is told apart. What people are shown of a set is reckoned again by [`super::package`].

use super::candidate::{Candidate, excludes, in_order};
use super::state::State;
use super::tariff::{Counted, Rates, Terms};
use crate::building::Carrier;
use crate::units::exact::times;

/// Measures that are tried in every combination.
pub const MOST: usize = 16;

/// One set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// Bit *i* is the *i*-th measure of [`Tried::codes`].
    pub set: u32,
    /// Investment, cents, VAT as it is borne included.
    pub cost: i64,
    /// Life-cycle cost of building and works, cents.
    pub life_cycle: i64,
    /// Wh saved a year, all carriers, PCI.
    pub energy: i64,
    /// Grams of CO2 equivalent avoided a year.
    pub co2: i64,
    /// Cents saved in year 1, before maintenance.
    pub money: i64,
    /// Wh of fossil fuels still burnt a year, PCI.
    pub fossil: i64,
}

/// Why nothing can be tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// More than [`MOST`].
    TooMany {
        /// How many.
        count: usize,
    },
    /// Of these carriers nobody told a price.
    PriceLacks(Vec<Carrier>),
    /// Of these carriers no factor of CO2 is known.
    Co2Lacks(Vec<Carrier>),
    /// Two measures of one code.
    Twice(String),
    /// Figures that are of no building.
    Beyond,
}

impl Refusal {
    /// Every code, with its words: `front-refusal-<code>`.
    pub const CODES: &[&str] = &["beyond", "co2-lacks", "price-lacks", "too-many", "twice"];

    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Refusal::TooMany { .. } => "too-many",
            Refusal::PriceLacks(_) => "price-lacks",
            Refusal::Co2Lacks(_) => "co2-lacks",
            Refusal::Twice(_) => "twice",
            Refusal::Beyond => "beyond",
        }
    }
}

/// Every permitted set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// Measures in the order of the chain.
    pub codes: Vec<String>,
    /// Measures that are in no set since nobody knows what they cost.
    pub cost_unknown: Vec<String>,
    /// Measures that are in no set since what they need is not offered.
    pub need_unknown: Vec<String>,
    /// What a year comes to today.
    pub today: Counted,
    /// Every permitted set, the empty one first.
    pub sets: Vec<Scored>,
}

impl Tried {
    /// Codes of a set.
    pub fn codes_of(&self, set: u32) -> Vec<&str> {
        self.codes.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, c)| c.as_str()).collect()
    }

    /// The sets that no other beats on both: `cost` is to be low, `gain` high. By rising cost; of equal ones that with the
    /// fewest measures stays.
    pub fn front(&self, cost: impl Fn(&Scored) -> i64, gain: impl Fn(&Scored) -> i64) -> Vec<Scored> {
        let mut keyed: Vec<(i64, i64, u32, u32, &Scored)> = self
            .sets
            .iter()
            .map(|s| (cost(s), gain(s).saturating_neg(), s.set.count_ones(), s.set, s))
            .collect();
        keyed.sort_unstable_by_key(|k| (k.0, k.1, k.2, k.3));
        let mut best = i64::MAX;
        let mut front = Vec::new();
        for (_, lost, _, _, scored) in keyed {
            if lost < best {
                best = lost;
                front.push(*scored);
            }
        }
        front
    }

    /// Investment against energy saved.
    pub fn by_energy(&self) -> Vec<Scored> {
        self.front(|s| s.cost, |s| s.energy)
    }

    /// Life-cycle cost against CO2 avoided.
    pub fn by_co2(&self) -> Vec<Scored> {
        self.front(|s| s.life_cycle, |s| s.co2)
    }
}

/// One measure, ready to be tried.
struct Ready<'a> {
    candidate: &'a Candidate,
    excludes: u32,
    needs: u32,
    /// Cents, where what is left does not matter.
    fixed: Option<i64>,
    /// Millionths of its cost that are paid today and later: investment, what is bought again.
    lasting: i128,
    /// Cents today of maintenance and parts.
    upkeep: i64,
}

struct Walk<'a> {
    today: &'a State,
    ready: &'a [Ready<'a>],
    rates: &'a Rates,
    start: Counted,
    /// Millionths: one and the VAT that is borne.
    vat: i128,
    sets: Vec<Scored>,
}

#[derive(Clone, Copy)]
struct Here {
    set: u32,
    cost: i64,
    lasting: i64,
    counted: Counted,
}

const MILLION: i128 = 1_000_000;

impl Walk<'_> {
    /// From the `at`-th measure on; nothing where a sum is of no building.
    fn on(&mut self, at: usize, state: &State, here: Here) -> Option<()> {
        let Some(next) = self.ready.get(at) else {
            let lacks =
                |(at, ready): (usize, &Ready<'_>)| here.set >> at & 1 == 1 && ready.needs & !here.set != 0;
            if !self.ready.iter().enumerate().any(lacks) {
                let now = here.counted;
                self.sets.push(Scored {
                    set: here.set,
                    cost: here.cost,
                    life_cycle: now.present.checked_add(here.lasting)?,
                    energy: self.start.energy - now.energy,
                    co2: self.start.grams - now.grams,
                    money: self.start.yearly - now.yearly,
                    fossil: now.fossil,
                });
            }
            return Some(());
        };
        self.on(at + 1, state, here)?;
        if next.excludes & here.set != 0 {
            return Some(());
        }
        let cents = match next.fixed {
            Some(cents) => cents,
            None => next.candidate.cents(self.today, state)?,
        };
        let with_vat =
            |cents: i64| i64::try_from((i128::from(cents) * self.vat + MILLION / 2) / MILLION).ok();
        let cost = with_vat(cents)?;
        let lasting = i64::try_from(i128::from(cost) * next.lasting / MILLION).ok()?;
        let then = next.candidate.applied.apply(state);
        let here = Here {
            set: here.set | 1 << at,
            cost: here.cost.checked_add(cost)?,
            lasting: here.lasting.checked_add(lasting)?.checked_add(next.upkeep)?,
            counted: self.rates.of(&then.finals()),
        };
        self.on(at + 1, &then, here)
    }
}

/// Reckons every permitted set.
///
/// # Errors
/// Why nothing can be tried.
pub fn try_all(today: &State, candidates: &[&Candidate], terms: &Terms) -> Result<Tried, Refusal> {
    let (offered, cost_unknown, need_unknown) = offered(candidates);
    if offered.len() > MOST {
        return Err(Refusal::TooMany { count: offered.len() });
    }
    let mut seen = std::collections::BTreeSet::new();
    if let Some(twice) = offered.iter().find(|c| !seen.insert(c.code())) {
        return Err(Refusal::Twice(twice.code().to_owned()));
    }
    check(today, &offered, terms)?;
    let rates = terms.rates().ok_or(Refusal::Beyond)?;
    let ready: Option<Vec<Ready<'_>>> = offered.iter().map(|c| ready(c, &offered, today, terms)).collect();
    let ready = ready.ok_or(Refusal::Beyond)?;
    let start = rates.of(&today.finals());
    let vat = times(rust_decimal::Decimal::ONE + terms.vat_on_works, rust_decimal::Decimal::from(1_000_000));
    let vat = vat.and_then(|v| i128::try_from(v.round()).ok()).ok_or(Refusal::Beyond)?;
    let mut walk = Walk { today, ready: &ready, rates: &rates, start, vat, sets: Vec::new() };
    walk.on(0, today, Here { set: 0, cost: 0, lasting: 0, counted: start }).ok_or(Refusal::Beyond)?;
    let sets = walk.sets;
    let codes = offered.iter().map(|c| c.code().to_owned()).collect();
    Ok(Tried { codes, cost_unknown, need_unknown, today: start, sets })
}

/// Those that can be in a set, in the order of the chain; without a cost; without what they need.
fn offered<'a>(candidates: &[&'a Candidate]) -> (Vec<&'a Candidate>, Vec<String>, Vec<String>) {
    let sorted = in_order(candidates);
    let code = |c: &&Candidate| c.code().to_owned();
    let cost_unknown = sorted.iter().filter(|c| !c.is_costed()).map(code).collect();
    let mut kept: Vec<&Candidate> = sorted.into_iter().filter(|c| c.is_costed()).collect();
    let mut need_unknown = Vec::new();
    loop {
        let lacks = |c: &&Candidate| c.needs.iter().any(|need| !kept.iter().any(|k| k.code() == need));
        let Some(at) = kept.iter().position(lacks) else { break };
        need_unknown.push(kept.remove(at).code().to_owned());
    }
    (kept, cost_unknown, need_unknown)
}

/// Every carrier that is taken today, or may be after, has a price and a factor.
fn check(today: &State, offered: &[&Candidate], terms: &Terms) -> Result<(), Refusal> {
    let raised = offered.iter().flat_map(|c| c.applied.effects.iter().flat_map(|e| e.raises(today)));
    let mut carriers: Vec<Carrier> =
        today.finals().carriers().map(|(carrier, _)| carrier).chain(raised).collect();
    carriers.sort_unstable();
    carriers.dedup();
    let lack = |is: &dyn Fn(Carrier) -> bool| carriers.iter().copied().filter(|c| is(*c)).collect::<Vec<_>>();
    let price = lack(&|c| terms.tariff(c).is_none());
    if !price.is_empty() {
        return Err(Refusal::PriceLacks(price));
    }
    let co2 = lack(&|c| terms.tariff(c).is_some_and(|t| t.co2_kg_per_kwh.is_none()));
    if co2.is_empty() { Ok(()) } else { Err(Refusal::Co2Lacks(co2)) }
}

fn ready<'a>(
    candidate: &'a Candidate,
    all: &[&Candidate],
    today: &State,
    terms: &Terms,
) -> Option<Ready<'a>> {
    use rust_decimal::Decimal;
    let mask = |is: &dyn Fn(&Candidate) -> bool| {
        all.iter().enumerate().filter(|(_, c)| is(c)).fold(0_u32, |mask, (at, _)| mask | 1 << at)
    };
    let horizon = terms.horizon_years;
    let unit = super::life_cycle::Owned {
        code: String::new(),
        cost: Decimal::ONE,
        maintenance: Decimal::ZERO,
        lifetime: candidate.applied.lifetime,
        again: Vec::new(),
    };
    let parts =
        super::life_cycle::Owned { cost: Decimal::ZERO, again: candidate.again.clone(), ..unit.clone() };
    let present = |of: &dyn Fn(u16) -> Decimal| {
        let flows: Vec<Decimal> = (0..=horizon).map(|y| if y == 0 { Decimal::ZERO } else { of(y) }).collect();
        crate::units::exact::present_value(&flows, terms.discount_rate)
    };
    let vat = Decimal::ONE + terms.vat_on_works;
    let maintenance = times(candidate.applied.maintenance.unwrap_or_default(), vat)?;
    let upkeep = present(&|y| maintenance + times(parts.bought_again(y, horizon), vat).unwrap_or_default())?;
    let lasting = Decimal::ONE + present(&|y| unit.bought_again(y, horizon))?;
    Some(Ready {
        candidate,
        excludes: mask(&|other| other.code() != candidate.code() && excludes(candidate, other)),
        needs: mask(&|other| candidate.needs.iter().any(|need| need == other.code())),
        fixed: if candidate.sizing.is_none() { Some(candidate.cents(today, today)?) } else { None },
        lasting: i128::try_from(times(lasting, Decimal::from(1_000_000))?.round()).ok()?,
        upkeep: i64::try_from(times(upkeep, Decimal::ONE_HUNDRED)?.round()).ok()?,
    })
}
