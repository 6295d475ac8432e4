//! Several buildings of one organisation planned together: which package of its audit each gets, and when, under a yearly budget.
//!
//! A package begun in a year is paid in it and saves from the year after to the end of the horizon of its audit; both at
//! today's value. What is not spent is kept for the next year. The plan comes with a bound that no plan passes
//! (`measures::park`). A building without an audit, or whose costs are not known, is told apart and never guessed.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::findings::TARGET_YEAR;
use super::worked::{Bundle, Worked};
use crate::measures::park::{Choice, Effort, Park, ParkBuilding, plan};
use crate::period::Day;
use crate::units::exact::{over, power, times};

/// Years that are planned at most.
const YEARS: i16 = 15;

/// A building and what its audit comes to; nothing where there is no audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its audit.
    pub worked: Option<Worked>,
}

/// Why a building is not in the plan: `programme-apart-<code>`.
pub const APARTS: &[&str] = &["no-audit", "no-cost", "no-gain"];

/// A plan for all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Programme {
    /// Euro a year.
    pub budget: Decimal,
    /// What is begun, year by year.
    pub begun: Vec<Begun>,
    /// Paid in each year, euro.
    pub spent: Vec<(i16, Decimal)>,
    /// What all of it is worth today, euro.
    pub worth: Decimal,
    /// No plan is worth more, euro.
    pub bound: Decimal,
    /// What may lack to the best plan, as a share of the bound.
    pub gap: Decimal,
    /// Codes of buildings that are not in it, each with one of [`APARTS`].
    pub apart: Vec<(String, String)>,
    /// Codes of buildings for which there was no money within the years.
    pub later: Vec<String>,
}

/// A package of a building.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Begun {
    /// Code of the building.
    pub building: String,
    /// Code of the package in its audit.
    pub package: String,
    /// In which year.
    pub year: i16,
    /// Euro, aid taken off.
    pub paid: Decimal,
    /// kWh PCI saved a year from the year after on.
    pub saved: Decimal,
}

/// Plans them; nothing where the budget is none or there is more than is planned at once.
pub fn programme(buildings: &[Audited], budget: Decimal, on: Day) -> Option<Programme> {
    let count = TARGET_YEAR.saturating_sub(on.year()).clamp(1, YEARS);
    let years = usize::try_from(count).ok()?;
    let cents = whole(budget).filter(|cents| *cents > 0)?;
    let (mut offered, mut apart) = (Vec::new(), Vec::new());
    for building in buildings {
        match choices(building, years) {
            Ok(choices) => offered.push((building, choices)),
            Err(why) => apart.push((building.code.clone(), why.to_owned())),
        }
    }
    let park = Park {
        buildings: offered
            .iter()
            .map(|(building, choices)| ParkBuilding {
                code: building.code.clone(),
                choices: choices.iter().map(|(_, choice)| choice.clone()).collect(),
            })
            .collect(),
        budgets: vec![cents; years],
        kept: true,
    };
    let found = plan(&park, Effort::FULL)?;
    let first = on.year().saturating_add(1);
    let mut begun: Vec<Begun> = found
        .begun
        .iter()
        .filter_map(|one| {
            let (building, choices) = offered.get(one.building)?;
            let (bundle, choice) = choices.get(one.choice)?;
            Some(Begun {
                building: building.code.clone(),
                package: bundle.code.clone(),
                year: first.checked_add(i16::try_from(one.year).ok()?.checked_sub(1)?)?,
                paid: euro(choice.cost),
                saved: bundle.saved,
            })
        })
        .collect();
    begun.sort_by(|a, b| (a.year, &a.building).cmp(&(b.year, &b.building)));
    let is_begun = |code: &str| begun.iter().any(|one| one.building == code);
    let later = offered.iter().map(|(building, _)| building.code.clone()).filter(|code| !is_begun(code));
    Some(Programme {
        budget,
        later: later.collect(),
        begun,
        spent: (first..).zip(&found.spent).map(|(year, cents)| (year, euro(*cents))).collect(),
        worth: euro(found.worth),
        bound: euro(found.bound),
        gap: Decimal::new(found.gap_millionths(), 6).normalize(),
        apart,
    })
}

fn euro(cents: i64) -> Decimal {
    Decimal::new(cents, 2).normalize()
}

fn whole(euro: Decimal) -> Option<i64> {
    times(euro, Decimal::ONE_HUNDRED)?.round().to_i64()
}

/// What a building may get, each with its package.
fn choices(building: &Audited, years: usize) -> Result<Vec<(&Bundle, Choice)>, &'static str> {
    let worked = building.worked.as_ref().ok_or("no-audit")?;
    let bundles: Vec<&Bundle> = worked.bundles.iter().filter(|bundle| !bundle.bars.is_empty()).collect();
    let costed: Vec<&Bundle> =
        bundles.into_iter().filter(|b| b.cost_unknown.is_empty() && b.life.is_some()).collect();
    if costed.is_empty() {
        return Err("no-cost");
    }
    let rate = worked.sight.discount_rate;
    let all: Vec<_> =
        costed.into_iter().filter_map(|b| Some((b, choice(b, rate, years)?))).take(16).collect();
    let gains = all.iter().any(|(_, choice)| choice.worth.iter().any(|worth| *worth > 0));
    if gains { Ok(all) } else { Err("no-gain") }
}

/// What a package is worth when begun in each year.
fn choice(bundle: &Bundle, rate: Decimal, years: usize) -> Option<Choice> {
    let life = bundle.life.as_ref()?;
    let today = |year: u16| power(Decimal::ONE + rate, year);
    let mut worth = Vec::with_capacity(years);
    for begun in (1_u16..).take(years) {
        let mut sum = Decimal::ZERO - over(life.paid, today(begun)?)?;
        for year in life.years.iter().filter(|year| year.year > begun) {
            sum += over(year.without - year.with, today(year.year)?)?;
        }
        worth.push(whole(sum)?);
    }
    Some(Choice { code: bundle.code.clone(), cost: whole(life.paid)?.max(0), worth })
}
