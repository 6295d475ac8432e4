//! Several buildings of one organisation planned together: which package each gets, and in which year, under yearly budgets.
//!
//! What is to be as high as possible is the worth of all packages done, each by the year it is begun in (cents: what it saves
//! to the end of the horizon, discounted, less what it costs). *Bound*: budgets are given a price each (Lagrange); then every
//! building chooses alone, and what they reach, with the budgets at those prices, no plan can pass. It holds for any prices,
//! and is reckoned in whole numbers whatever found them. *Plan*: buildings choose at those prices as far as money goes, then
//! a few are taken out and put back better, again and again, by a fixed sequence: the same inputs give the same plan. The gap
//! between both is told.

use rust_decimal::prelude::ToPrimitive;

mod search;

use self::search::{Search, Taken};

/// Buildings that are planned together.
pub const MOST_BUILDINGS: usize = 1000;
/// Packages of one building.
pub const MOST_CHOICES: usize = 16;
/// Years.
pub const MOST_YEARS: usize = 40;
/// Ten thousand million euro in cents: bounds every sum.
const MOST_CENTS: i64 = 1_000_000_000_000;

/// A package that a building may get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its code.
    pub code: String,
    /// What it costs of a budget, aid taken off, cents.
    pub cost: i64,
    /// What it is worth when begun in each year, cents.
    pub worth: Vec<i64>,
}

/// A building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkBuilding {
    /// Its code.
    pub code: String,
    /// What it may get: one of them, or nothing.
    pub choices: Vec<Choice>,
}

/// What is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Park {
    /// Its buildings.
    pub buildings: Vec<ParkBuilding>,
    /// What may be spent in each year, cents.
    pub budgets: Vec<i64>,
    /// What is not spent in a year is kept for the next.
    pub kept: bool,
}

/// How long is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Times the prices of budgets are moved.
    pub prices: u32,
    /// Times some buildings are taken out and put back.
    pub tries: u32,
}

impl Effort {
    /// For a page that waits: a few seconds for two hundred buildings.
    pub const FULL: Effort = Effort { prices: 3000, tries: 60_000 };
    /// For a first look.
    pub const QUICK: Effort = Effort { prices: 400, tries: 2000 };
}

/// What one building gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begun {
    /// Position of the building.
    pub building: usize,
    /// Position of the package.
    pub choice: usize,
    /// From 1 on.
    pub year: u16,
}

/// A plan and what no plan can pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkPlan {
    /// What is begun, by building.
    pub begun: Vec<Begun>,
    /// What is spent in each year, cents.
    pub spent: Vec<i64>,
    /// What the plan is worth, cents.
    pub worth: i64,
    /// No plan is worth more, cents.
    pub bound: i64,
}

impl ParkPlan {
    /// What may lack to the best plan, in millionths of the bound, rounded up.
    pub fn gap_millionths(&self) -> i64 {
        let missing = i128::from(self.bound) - i128::from(self.worth);
        let share =
            (missing.max(0) * 1_000_000 + i128::from(self.bound.max(1)) - 1) / i128::from(self.bound.max(1));
        i64::try_from(share).unwrap_or(i64::MAX)
    }
}

/// One package in one year.
#[derive(Debug, Clone, Copy)]
struct Offer {
    choice: usize,
    year: usize,
    cost: i64,
    worth: i64,
}

/// Prices of budgets in millionths: what a cent of each year must bring.
const MILLION: i64 = 1_000_000;
/// No cent brings more than ten thousand cents.
const DEAREST: i64 = 10_000 * MILLION;

/// Plans; `None` where there is more than is planned at once, or a sum is of no organisation.
pub fn plan(park: &Park, effort: Effort) -> Option<ParkPlan> {
    let years = park.budgets.len();
    let good = |cents: &i64| (-MOST_CENTS..=MOST_CENTS).contains(cents);
    let sane = park.buildings.len() <= MOST_BUILDINGS
        && years <= MOST_YEARS
        && park.budgets.iter().all(|b| *b >= 0 && good(b))
        && park.buildings.iter().all(|b| b.choices.len() <= MOST_CHOICES)
        && park
            .buildings
            .iter()
            .flat_map(|b| &b.choices)
            .all(|c| c.cost >= 0 && good(&c.cost) && c.worth.len() == years && c.worth.iter().all(good));
    if !sane {
        return None;
    }
    let offers = offers(park)?;
    let limits = limits(park);
    let mut search = Search::new(&offers, &limits, park.kept);
    let mut best = search.empty();
    let (mut bound, mut prices) = (i64::MAX, vec![0_i64; years]);
    let mut moving = Moving::new(years);
    for round in 0..effort.prices {
        let (value, used) = relaxed(&offers, &limits, &moving.prices, park.kept)?;
        if value < bound {
            (bound, prices) = (value, moving.prices.clone());
        }
        if round % 40 == 0 {
            let found = search.built(&per_year(&moving.prices, park.kept));
            if found.worth > best.worth {
                best = found;
            }
        }
        if best.worth >= bound || !moving.step(value, bound, best.worth, &used, &limits) {
            break;
        }
    }
    best = search.improved(best, &per_year(&prices, park.kept), bound, effort.tries);
    Some(told(&best, &offers, years, bound.max(best.worth)))
}

/// Packages that bring something in a year whose money could pay them.
fn offers(park: &Park) -> Option<Vec<Vec<Offer>>> {
    let limits = limits(park);
    let mut all = Vec::with_capacity(park.buildings.len());
    for building in &park.buildings {
        let mut of = Vec::new();
        for (choice, package) in building.choices.iter().enumerate() {
            for (year, worth) in package.worth.iter().enumerate() {
                if *worth > 0 && package.cost <= *limits.get(year)? {
                    of.push(Offer { choice, year, cost: package.cost, worth: *worth });
                }
            }
        }
        all.push(of);
    }
    Some(all)
}

/// What may be spent in each year, or up to its end where money is kept.
fn limits(park: &Park) -> Vec<i64> {
    let mut sum = 0;
    let upto = |budget: &i64| {
        sum = if park.kept { sum + budget } else { *budget };
        sum
    };
    park.budgets.iter().map(upto).collect()
}

/// What a cent of each year costs: where money is kept, a cent spent early is lacking in every later year.
fn per_year(prices: &[i64], kept: bool) -> Vec<i64> {
    if !kept {
        return prices.to_vec();
    }
    let mut sum = 0;
    let mut from_end: Vec<i64> = prices
        .iter()
        .rev()
        .map(|price| {
            sum += price;
            sum
        })
        .collect();
    from_end.reverse();
    from_end
}

/// What all reach when each building chooses alone at these prices, rounded up; and what they then spend.
fn relaxed(offers: &[Vec<Offer>], limits: &[i64], prices: &[i64], kept: bool) -> Option<(i64, Vec<i64>)> {
    let dear = per_year(prices, kept);
    let mut total: i128 = limits.iter().zip(prices).map(|(l, p)| i128::from(*l) * i128::from(*p)).sum();
    let mut used = vec![0_i64; limits.len()];
    for of in offers {
        let mut best: Option<(i128, &Offer)> = None;
        for offer in of {
            let price = *dear.get(offer.year)?;
            let left =
                i128::from(offer.worth) * i128::from(MILLION) - i128::from(offer.cost) * i128::from(price);
            if left > 0 && best.is_none_or(|(most, _)| left > most) {
                best = Some((left, offer));
            }
        }
        if let Some((left, offer)) = best {
            total += left;
            *used.get_mut(offer.year)? += offer.cost;
        }
    }
    if kept {
        let mut sum = 0;
        for one in &mut used {
            sum += *one;
            *one = sum;
        }
    }
    let million = i128::from(MILLION);
    Some((i64::try_from((total + million - 1).div_euclid(million)).ok()?, used))
}

/// How prices move: against what is spent too much, by steps that shorten where nothing gets better (Held, Wolfe, Crowder).
struct Moving {
    prices: Vec<i64>,
    length: f64,
    stuck: u32,
    lowest: i64,
}

impl Moving {
    fn new(years: usize) -> Moving {
        Moving { prices: vec![0; years], length: 1.5, stuck: 0, lowest: i64::MAX }
    }

    /// Whether there is anything left to move.
    fn step(&mut self, value: i64, bound: i64, reached: i64, used: &[i64], limits: &[i64]) -> bool {
        if bound < self.lowest {
            (self.lowest, self.stuck) = (bound, 0);
        } else {
            self.stuck += 1;
            if self.stuck >= 25 {
                (self.length, self.stuck) = (self.length * 0.75, 0);
            }
        }
        let number = |n: i64| n.to_f64().unwrap_or(0.0);
        let over: Vec<f64> = used
            .iter()
            .zip(limits)
            .zip(&self.prices)
            // A price of nothing does not fall.
            .map(|((u, l), p)| if *p == 0 && u < l { 0.0 } else { number(*u) - number(*l) })
            .collect();
        let square: f64 = over.iter().map(|o| o * o).sum();
        if square <= 0.0 || self.length < 1e-6 {
            return false;
        }
        // A little below what was reached: the best plan lies between it and the bound.
        let aim = number(value) - f64::midpoint(number(reached), number(bound));
        let step = self.length * aim.max(1.0) / square * number(MILLION);
        for (price, over) in self.prices.iter_mut().zip(over) {
            let moved = number(*price) + step * over;
            *price = moved.round().to_i64().unwrap_or(0).clamp(0, DEAREST);
        }
        true
    }
}

fn told(best: &Taken, offers: &[Vec<Offer>], years: usize, bound: i64) -> ParkPlan {
    let mut spent = vec![0_i64; years];
    let mut begun = Vec::new();
    for (building, (of, at)) in offers.iter().zip(&best.offers).enumerate() {
        let Some(offer) = at.and_then(|at| of.get(at)) else { continue };
        if let Some(sum) = spent.get_mut(offer.year) {
            *sum += offer.cost;
        }
        let year = u16::try_from(offer.year + 1).unwrap_or(u16::MAX);
        begun.push(Begun { building, choice: offer.choice, year });
    }
    ParkPlan { begun, spent, worth: best.worth, bound }
}
