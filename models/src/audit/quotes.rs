//! Quotes of contractors, *devis*, set side by side: same quantities, U or R, what is left out, VAT, price per unit.
//!
//! Differences are named; nothing is ranked and nobody is chosen. For a *pouvoir adjudicateur* that is the law (the award has its own
//! procedure), for everybody else it is honesty: what is left out is not on the page.

use std::collections::BTreeSet;

use rust_decimal::{Decimal, RoundingStrategy, dec};
use serde::{Deserialize, Serialize};

use super::findings::is_code;
use super::inputs::LONGEST_TEXT;
use crate::period::Day;

/// Quotes of one audit, at most.
pub const MOST: usize = 20;
/// Lines or exclusions of one quote, at most.
pub const MOST_LINES: usize = 60;
/// Quantities that differ by no more are the same.
const SAME: Decimal = dec!(0.02);
/// VAT on works: reduced, full.
pub const VAT_RATES: [u8; 2] = [6, 21];

/// What a contractor offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// Its number, never given twice.
    pub number: u16,
    /// Who.
    pub contractor: String,
    /// Dated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Day>,
    /// Good until.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Day>,
    /// VAT it counts with, percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat_percent: Option<u8>,
    /// What it leaves out, in its own words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<String>,
    /// Works.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub line: Vec<Line>,
}

/// A work of a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Code of the measure.
    pub work: String,
    /// How much.
    pub quantity: Decimal,
    /// Of what: `m2`, `piece`, `kW`.
    pub unit: String,
    /// What it reaches, W/m²K.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub u: Option<Decimal>,
    /// What it adds, m²K/W.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r: Option<Decimal>,
    /// Price of all of it without VAT, euro.
    pub euro_excl_vat: Decimal,
}

/// Units a line may have.
pub const UNITS: [&str; 5] = ["m2", "piece", "kW", "kWc", "lump"];

/// Why a quote is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Too many, or numbers that do not grow.
    Numbers,
    /// No name, or more words than are kept.
    Words,
    /// A unit, a rate or a work that is none.
    Code,
    /// A quantity or a price that is none.
    Amount,
}

/// Whether quotes are what this program writes.
///
/// # Errors
/// [`Wrong`].
pub fn check(all: &[Quote]) -> Result<(), Wrong> {
    let grows = all.windows(2).all(|two| two[0].number < two[1].number);
    if all.len() > MOST || !grows || all.first().is_some_and(|q| q.number == 0) {
        return Err(Wrong::Numbers);
    }
    all.iter().try_for_each(|quote| {
        let words = |text: &str| !text.trim().is_empty() && text.chars().count() <= LONGEST_TEXT;
        let many = quote.line.len() > MOST_LINES || quote.exclusions.len() > MOST_LINES;
        if many || !words(&quote.contractor) || !quote.exclusions.iter().all(|text| words(text)) {
            return Err(Wrong::Words);
        }
        if quote.vat_percent.is_some_and(|rate| !VAT_RATES.contains(&rate)) {
            return Err(Wrong::Code);
        }
        quote.line.iter().try_for_each(check_line)
    })
}

fn check_line(line: &Line) -> Result<(), Wrong> {
    if !is_code(&line.work) || !UNITS.contains(&line.unit.as_str()) {
        return Err(Wrong::Code);
    }
    let within = |value: Decimal, most: Decimal| value > Decimal::ZERO && value <= most;
    let heat = |value: Option<Decimal>| value.is_none_or(|value| within(value, dec!(50)));
    let amounts = within(line.quantity, dec!(1_000_000)) && within(line.euro_excl_vat, dec!(100_000_000));
    if amounts && heat(line.u) && heat(line.r) { Ok(()) } else { Err(Wrong::Amount) }
}

coded! {
    /// What differs between quotes, or is not said: `audit-quote-<code>`.
    Difference {
        /// A work that another quote has is not in this one.
        WorkMissing = "work-missing",
        /// Another quantity.
        Quantity = "quantity",
        /// Another unit: prices cannot be compared.
        Unit = "unit",
        /// A wall, roof, floor or window without U and R.
        NoPerformance = "no-performance",
        /// Another U or R.
        Performance = "performance",
        /// Another VAT.
        Vat = "vat",
        /// No VAT said.
        NoVat = "no-vat",
        /// Something is left out that others do not leave out.
        Exclusions = "exclusions",
        /// No longer good.
        Expired = "expired",
    }
}

/// A quote's part of a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Number of the quote.
    pub quote: u16,
    /// Its line.
    pub line: Option<Line>,
    /// Euro per unit, without VAT.
    pub per_unit: Option<Decimal>,
    /// Euro at the quantity all are held against.
    pub same_quantity: Option<Decimal>,
    /// What differs.
    pub differs: BTreeSet<Difference>,
}

/// One work in every quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Code of the measure.
    pub work: String,
    /// The quantity all are held against: the greatest quoted.
    pub quantity: Decimal,
    /// Its unit.
    pub unit: String,
    /// Quote by quote.
    pub cells: Vec<Cell>,
}

/// What a quote comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Number of the quote.
    pub quote: u16,
    /// As quoted, without VAT.
    pub excl_vat: Decimal,
    /// With the VAT it counts.
    pub incl_vat: Option<Decimal>,
    /// With 6 and with 21 %: which one holds is decided by the use of the building, not by the contractor.
    pub at: [Decimal; 2],
    /// At the same quantities, where every work is there in the same unit.
    pub same_quantities: Option<Decimal>,
    /// What differs.
    pub differs: BTreeSet<Difference>,
}

/// Quotes side by side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Work by work, in the order of their codes.
    pub works: Vec<Compared>,
    /// Quote by quote, in the order they came.
    pub totals: Vec<Total>,
}

/// Works of which a quote has to say what they reach.
const INSULATING: [&str; 4] = ["roof", "wall", "floor", "joinery"];

/// Sets quotes side by side, as of a day.
pub fn compare(quotes: &[Quote], on: Day) -> Comparison {
    let codes: BTreeSet<&str> = quotes.iter().flat_map(|q| q.line.iter().map(|l| l.work.as_str())).collect();
    let works: Vec<Compared> = codes.into_iter().filter_map(|work| of_work(quotes, work)).collect();
    let totals = quotes.iter().map(|quote| total(quotes, quote, &works, on)).collect();
    Comparison { works, totals }
}

fn of_work(quotes: &[Quote], work: &str) -> Option<Compared> {
    let line_of = |quote: &Quote| quote.line.iter().find(|line| line.work == work).cloned();
    let lines: Vec<Line> = quotes.iter().filter_map(line_of).collect();
    let largest = lines.iter().max_by_key(|line| line.quantity)?;
    let (quantity, unit) = (largest.quantity, largest.unit.clone());
    let same = |of: fn(&Line) -> Option<Decimal>| {
        let all: BTreeSet<Decimal> = lines.iter().filter_map(of).collect();
        all.len() < 2
    };
    let (same_u, same_r) = (same(|line| line.u), same(|line| line.r));
    let insulates = INSULATING.iter().any(|part| work.starts_with(part));
    let cell = |quote: &Quote| {
        let mut differs = BTreeSet::new();
        let Some(line) = line_of(quote) else {
            differs.insert(Difference::WorkMissing);
            return Cell { quote: quote.number, line: None, per_unit: None, same_quantity: None, differs };
        };
        let same_unit = line.unit == unit;
        if !same_unit {
            differs.insert(Difference::Unit);
        } else if (quantity - line.quantity).checked_div(quantity).is_some_and(|share| share > SAME) {
            differs.insert(Difference::Quantity);
        }
        if insulates && line.u.is_none() && line.r.is_none() {
            differs.insert(Difference::NoPerformance);
        } else if !same_u || !same_r {
            differs.insert(Difference::Performance);
        }
        let per_unit = line.euro_excl_vat.checked_div(line.quantity);
        let at = per_unit.filter(|_| same_unit).and_then(|price| price.checked_mul(quantity));
        Cell {
            quote: quote.number,
            per_unit: per_unit.map(cents),
            same_quantity: at.map(cents),
            line: Some(line),
            differs,
        }
    };
    Some(Compared { work: work.to_owned(), cells: quotes.iter().map(cell).collect(), quantity, unit })
}

fn total(quotes: &[Quote], quote: &Quote, works: &[Compared], on: Day) -> Total {
    let mut differs = BTreeSet::new();
    if quote.valid_until.is_some_and(|day| day < on) {
        differs.insert(Difference::Expired);
    }
    match quote.vat_percent {
        None => {
            differs.insert(Difference::NoVat);
        }
        Some(rate) if quotes.iter().any(|other| other.vat_percent.is_some_and(|r| r != rate)) => {
            differs.insert(Difference::Vat);
        }
        Some(_) => {}
    }
    let kept =
        |q: &Quote| -> BTreeSet<String> { q.exclusions.iter().map(|e| e.trim().to_lowercase()).collect() };
    let own = kept(quote);
    if quotes.iter().any(|other| own.difference(&kept(other)).next().is_some()) {
        differs.insert(Difference::Exclusions);
    }
    let excl_vat: Decimal = quote.line.iter().map(|line| line.euro_excl_vat).sum();
    let with = |rate: u8| cents(excl_vat * (Decimal::ONE + Decimal::from(rate) / dec!(100)));
    let cells = works.iter().map(|work| {
        let cell = work.cells.iter().find(|cell| cell.quote == quote.number)?;
        cell.same_quantity
    });
    Total {
        quote: quote.number,
        excl_vat: cents(excl_vat),
        incl_vat: quote.vat_percent.map(with),
        at: VAT_RATES.map(with),
        same_quantities: cells.collect::<Option<Vec<_>>>().map(|all| cents(all.into_iter().sum())),
        differs,
    }
}

fn cents(euro: Decimal) -> Decimal {
    euro.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn line(work: &str, quantity: Decimal, u: Option<Decimal>, euro: Decimal) -> Line {
        Line { work: work.to_owned(), quantity, unit: "m2".to_owned(), u, r: None, euro_excl_vat: euro }
    }

    fn quote(number: u16, vat: Option<u8>, exclusions: &[&str], lines: Vec<Line>) -> Quote {
        Quote {
            number,
            contractor: format!("Entreprise {number}"),
            dated: None,
            valid_until: Some(date(2026, 12, 31)),
            vat_percent: vat,
            exclusions: exclusions.iter().map(|e| (*e).to_owned()).collect(),
            line: lines,
        }
    }

    #[test]
    fn quotes_are_held_against_the_same_quantity_and_nobody_is_chosen() {
        let quotes = [
            quote(1, Some(6), &[], vec![line("roof-flat", dec!(600), Some(dec!(0.20)), dec!(60_000))]),
            quote(
                2,
                Some(21),
                &["échafaudages"],
                vec![
                    line("roof-flat", dec!(500), Some(dec!(0.24)), dec!(45_000)),
                    line("wall", dec!(10), None, dec!(900)),
                ],
            ),
        ];
        assert_eq!(check(&quotes), Ok(()));
        let compared = compare(&quotes, date(2026, 11, 21));
        let roof = &compared.works[0];
        assert_eq!((roof.work.as_str(), roof.quantity), ("roof-flat", dec!(600)));
        assert_eq!(roof.cells[0].per_unit, Some(dec!(100.00)));
        assert_eq!(
            (roof.cells[1].per_unit, roof.cells[1].same_quantity),
            (Some(dec!(90.00)), Some(dec!(54_000.00)))
        );
        let codes = |differs: &BTreeSet<Difference>| differs.iter().map(|d| d.code()).collect::<Vec<_>>();
        assert_eq!(codes(&roof.cells[0].differs), ["performance"]);
        assert_eq!(codes(&roof.cells[1].differs), ["quantity", "performance"]);
        assert_eq!(codes(&compared.works[1].cells[0].differs), ["work-missing"]);
        assert_eq!(codes(&compared.works[1].cells[1].differs), ["no-performance"]);
        assert_eq!(compared.totals[0].same_quantities, None, "a work lacks: nothing to compare");
        assert_eq!(compared.totals[1].at, [dec!(48_654.00), dec!(55_539.00)]);
        assert_eq!(codes(&compared.totals[0].differs), ["vat"]);
        assert_eq!(codes(&compared.totals[1].differs), ["vat", "exclusions"]);
        assert_eq!(codes(&compare(&quotes, date(2027, 2, 1)).totals[0].differs), ["vat", "expired"]);
    }

    #[test]
    fn what_is_no_quote_is_refused() {
        let good = quote(1, Some(6), &[], vec![line("wall", dec!(1), None, dec!(1))]);
        for (wrong, why) in [
            (Quote { number: 0, ..good.clone() }, Wrong::Numbers),
            (Quote { contractor: " ".to_owned(), ..good.clone() }, Wrong::Words),
            (Quote { vat_percent: Some(12), ..good.clone() }, Wrong::Code),
            (Quote { line: vec![line("wall", dec!(0), None, dec!(1))], ..good.clone() }, Wrong::Amount),
            (Quote { line: vec![line("<b>", dec!(1), None, dec!(1))], ..good.clone() }, Wrong::Code),
        ] {
            assert_eq!(check(&[wrong]), Err(why));
        }
        assert_eq!(compare(&[], date(2026, 1, 1)), Comparison::default());
    }
}
