//! A package over the years: which measure in which year, what is paid and what comes as aid, what the budget leaves, and the
//! way of the building to the year of the strategy.
//!
//! Either the adviser said the years, or the order is the one that saves most under a yearly budget; where nobody told a
//! budget, a sixth of what is left to pay is supposed, and that is said.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::Desk;
use super::bundle::{Bundle, ready};
use super::candidates::Placed as Of;
use crate::measures::order::{AidedOrder, MOST, Order, ToDo, aided};
use crate::measures::{Candidate, State};
use crate::units::exact::{over, times};

/// Parts of what is left to pay that are supposed as a yearly budget.
const PARTS: Decimal = Decimal::from_parts(6, 0, 0, false, 0);

/// A package over the years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timed {
    /// Whether the adviser said the years.
    pub by_hand: bool,
    /// Euro a year for works; none where the adviser said the years.
    pub budget: Option<Decimal>,
    /// Whether nobody told the budget.
    pub budget_supposed: bool,
    /// In the order in which they are done.
    pub placed: Vec<Placed>,
    /// Keys for which there is no money within the years, whose cost is not known, or that bring nothing.
    pub beyond: Vec<String>,
    /// What would be done in another year, or not at all, without aids.
    pub moved: Vec<Moved>,
    /// Paid in each year, euro.
    pub spent: Vec<(i16, Decimal)>,
    /// No other order saves more.
    pub exact: bool,
    /// The way of the building, from today to the year of the strategy; empty where the area is not known.
    pub path: Vec<PathYear>,
}

/// A measure that aids bring to another year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Which.
    pub key: String,
    /// Its year with them; none where it is not done.
    pub with: Option<i16>,
    /// Its year without.
    pub without: Option<i16>,
}

/// A measure in its year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// Which.
    pub key: String,
    /// When.
    pub year: i16,
    /// Euro paid by oneself; none where the cost is not known.
    pub paid: Option<Decimal>,
    /// Euro of aid.
    pub aid: Decimal,
}

/// A year of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PathYear {
    /// Which.
    pub year: i16,
    /// kWh PCI per square metre in normal weather.
    pub kwh_per_m2: Decimal,
}

/// Measures of a chain, in its order.
fn chain<'a>(candidates: &[&'a Candidate], bundle: &Bundle) -> Vec<&'a Candidate> {
    let of = |key: &str| candidates.iter().find(|c| c.code() == key).copied();
    bundle.bars.iter().filter_map(|bar| of(&bar.key)).collect()
}

/// The state after these of a chain.
fn after(desk: &Desk<'_>, chain: &[&Candidate], is_done: impl Fn(usize) -> bool) -> State {
    let done = chain.iter().enumerate().filter(|(at, _)| is_done(*at));
    done.fold(desk.state, |state, (_, candidate)| candidate.applied.apply(&state))
}

/// Cents with VAT; none where the cost is not known.
fn cents(desk: &Desk<'_>, bundle: &Bundle, key: &str) -> Option<i64> {
    let cost = bundle.bars.iter().find(|bar| bar.key == key)?.cost?;
    let with_vat = times(cost, Decimal::ONE + desk.terms.vat_on_works)?;
    times(with_vat, Decimal::ONE_HUNDRED)?.round().to_i64()
}

fn euro(cents: i64) -> Decimal {
    Decimal::new(cents, 2).normalize()
}

/// The order that saves most under the budget; none where there is nothing to order, too much, or a price lacks.
pub(super) fn timed(
    desk: &Desk<'_>,
    candidates: &[&Candidate],
    chosen: &[&Of<'_>],
    bundle: &Bundle,
) -> Option<Timed> {
    let all = chain(candidates, bundle);
    let known: Vec<(usize, i64)> = all
        .iter()
        .enumerate()
        .filter_map(|(at, candidate)| Some((at, cents(desk, bundle, candidate.code())?)))
        .collect();
    if known.is_empty() || known.len() > MOST {
        return None;
    }
    let aid_of = |key: &str| chosen.iter().find(|one| one.key == key).map(|one| one.aid);
    let todo: Vec<ToDo> = known
        .iter()
        .filter_map(|(at, cost)| {
            let code = all.get(*at)?.code().to_owned();
            let given = aid_of(&code)?;
            let aid = times(given.euro, Decimal::ONE_HUNDRED)?.round().to_i64()?.clamp(0, *cost);
            let needs = &all.get(*at)?.needs;
            let is_needed = |(_, (of, _)): &(usize, &(usize, i64))| {
                all.get(*of).is_some_and(|other| needs.iter().any(|need| need == other.code()))
            };
            let after = known.iter().enumerate().filter(is_needed).map(|(position, _)| position).collect();
            Some(ToDo { code, after, cost: *cost, aid, aid_until: given.until })
        })
        .collect();
    let to_pay: i64 = todo.iter().map(|one| one.cost - one.aid).sum();
    let told = desk.sight.yearly_budget.filter(|budget| *budget > Decimal::ZERO);
    let budget = match told {
        Some(budget) => times(budget, Decimal::ONE_HUNDRED)?.round().to_i64()?,
        None => over(Decimal::from(to_pay), PARTS)?.ceil().to_i64()?.max(1),
    };
    let budgets = vec![budget; desk.years()];
    let saved = savings(desk, &all, &known)?;
    let saves = |set: u32| usize::try_from(set).ok().and_then(|at| saved.get(at)).copied().unwrap_or(0);
    let found = aided(&todo, &budgets, &saves)?;
    let key = |at: &usize| todo.get(*at).map(|one| one.code.clone());
    let mut placed: Vec<Placed> =
        found.with.placed.iter().filter_map(|one| dated(desk, &todo, one)).collect();
    placed.sort_by(|a, b| (a.year, &a.key).cmp(&(b.year, &b.key)));
    let unknown = bundle.cost_unknown.iter().cloned();
    let mut made = Timed {
        by_hand: false,
        budget: Some(euro(budget)),
        budget_supposed: told.is_none(),
        beyond: found.with.beyond.iter().filter_map(key).chain(unknown).collect(),
        moved: found.moved.iter().filter_map(|at| moved(desk, &todo, &found, *at)).collect(),
        spent: spent(desk, &found.with),
        exact: found.with.exact,
        path: Vec::new(),
        placed,
    };
    made.path = path(desk, &all, &made.placed);
    Some(made)
}

fn moved(desk: &Desk<'_>, todo: &[ToDo], found: &AidedOrder, at: usize) -> Option<Moved> {
    let year = |order: &Order| {
        let one = order.placed.iter().find(|one| one.index == at)?;
        desk.first_year().checked_add(i16::try_from(one.year).ok()?.checked_sub(1)?)
    };
    let key = todo.get(at)?.code.clone();
    Some(Moved { key, with: year(&found.with), without: year(&found.without) })
}

/// Cents that each set of the known ones saves a year; none where a price lacks.
fn savings(desk: &Desk<'_>, all: &[&Candidate], known: &[(usize, i64)]) -> Option<Vec<i64>> {
    if !desk.terms.lacks(&desk.state.finals()).is_empty() {
        return None;
    }
    let rates = desk.terms.rates()?;
    let today = rates.of(&desk.state.finals()).yearly;
    let sets = 1_u32.checked_shl(u32::try_from(known.len()).ok()?)?;
    let of = |set: u32| {
        let is_done =
            |at: usize| known.iter().position(|(k, _)| *k == at).is_some_and(|bit| set >> bit & 1 == 1);
        let finals = after(desk, all, is_done).finals();
        desk.terms.lacks(&finals).is_empty().then(|| today - rates.of(&finals).yearly)
    };
    (0..sets).map(of).collect()
}

fn dated(desk: &Desk<'_>, todo: &[ToDo], one: &crate::measures::order::Placed) -> Option<Placed> {
    let year = desk.first_year().checked_add(i16::try_from(one.year).ok()?.checked_sub(1)?)?;
    let key = todo.get(one.index)?.code.clone();
    Some(Placed { key, year, paid: Some(euro(one.paid)), aid: euro(one.aid) })
}

fn spent(desk: &Desk<'_>, order: &Order) -> Vec<(i16, Decimal)> {
    (desk.first_year()..).zip(&order.spent).map(|(year, cents)| (year, euro(*cents))).collect()
}

/// As the adviser said it: position in the chain and year.
pub(super) fn by_hand(
    desk: &Desk<'_>,
    chosen: &[&Of<'_>],
    bundle: &Bundle,
    years: &[(usize, i16)],
) -> Option<Timed> {
    let all = chain(&ready(chosen), bundle);
    let aid_of = |key: &str, year: i16| {
        let given = chosen.iter().find(|one| one.key == key)?.aid;
        let last = given.until.map(|until| desk.last_year(until));
        last.is_none_or(|last| year <= last).then_some(given.euro)
    };
    let mut placed: Vec<Placed> = years
        .iter()
        .filter_map(|(at, year)| {
            let key = all.get(*at)?.code().to_owned();
            let cost = cents(desk, bundle, &key).map(euro);
            let aid = aid_of(&key, *year).unwrap_or_default().min(cost.unwrap_or_default());
            let paid = cost.map(|cost| cost - aid);
            Some(Placed { key, year: *year, paid, aid })
        })
        .collect();
    placed.sort_by(|a, b| (a.year, &a.key).cmp(&(b.year, &b.key)));
    let (first, last) = (placed.first()?.year, placed.last()?.year);
    let of =
        |year: i16| placed.iter().filter(|one| one.year == year).filter_map(|one| one.paid).sum::<Decimal>();
    let spent = (first..=last).take(60).map(|year| (year, of(year))).collect();
    let path = path(desk, &all, &placed);
    Some(Timed {
        by_hand: true,
        budget: None,
        budget_supposed: false,
        placed,
        beyond: Vec::new(),
        moved: Vec::new(),
        spent,
        exact: false,
        path,
    })
}

/// What is done in a year saves from the year after on.
fn path(desk: &Desk<'_>, all: &[&Candidate], placed: &[Placed]) -> Vec<PathYear> {
    let from = desk.on.year();
    let last = desk.first_year().saturating_add(i16::try_from(desk.years()).unwrap_or(1));
    let of = |year: i16| {
        let is_done = |at: usize| {
            let key = all.get(at).map(|candidate| candidate.code());
            placed.iter().any(|one| Some(one.key.as_str()) == key && one.year < year)
        };
        let kwh_per_m2 = desk.per_m2(&after(desk, all, is_done).finals())?;
        Some(PathYear { year, kwh_per_m2 })
    };
    (from..last).map_while(of).collect()
}
