//! Where the money comes from, as the case tells it, each with its own terms.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::units::exact::{over, times};
use super::loan::Amortisation;
use crate::financing::facts::Facts;

/// A kind of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// *Subside*.
    Grant,
    /// *Prêt*.
    Loan,
    /// *Tiers-investisseur*: pays the works, is paid out of the savings, then hands them over.
    ThirdParty,
    /// *Contrat de performance énergétique* (CPE): guarantees the saving.
    EnergyPerformanceContract,
    /// *Coopérative*: shares of citizens, with a dividend, paid back at the end.
    Cooperative,
    /// *Fonds propres*.
    OwnFunds,
    /// *Don*.
    Donation,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [SourceKind; 7] = [
        SourceKind::Grant,
        SourceKind::Loan,
        SourceKind::ThirdParty,
        SourceKind::EnergyPerformanceContract,
        SourceKind::Cooperative,
        SourceKind::OwnFunds,
        SourceKind::Donation,
    ];

    /// The word of a case.
    pub const fn code(self) -> &'static str {
        match self {
            SourceKind::Grant => "grant",
            SourceKind::Loan => "loan",
            SourceKind::ThirdParty => "third-party",
            SourceKind::EnergyPerformanceContract => "energy-performance-contract",
            SourceKind::Cooperative => "cooperative",
            SourceKind::OwnFunds => "own-funds",
            SourceKind::Donation => "donation",
        }
    }

    /// From the word of a case.
    pub fn from_code(code: &str) -> Option<SourceKind> {
        SourceKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The facts it needs beside its kind.
    pub const fn needs(self) -> &'static [&'static str] {
        match self {
            SourceKind::Grant => &[],
            SourceKind::Loan => &[
                "source.amount",
                "source.rate",
                "source.years",
                "source.grace_months",
                "source.amortisation",
            ],
            SourceKind::ThirdParty => &["source.amount", "source.years"],
            SourceKind::EnergyPerformanceContract => {
                &["source.amount", "source.years", "source.fee_per_year", "source.guaranteed_kwh"]
            }
            SourceKind::Cooperative => &["source.amount", "source.rate", "source.years"],
            SourceKind::OwnFunds | SourceKind::Donation => &["source.amount"],
        }
    }

    /// Whether it is paid back in instalments.
    pub const fn is_debt(self) -> bool {
        matches!(self, SourceKind::Loan | SourceKind::Cooperative)
    }

    /// Whether somebody else invests and is paid a fee.
    pub const fn is_third_party(self) -> bool {
        matches!(self, SourceKind::ThirdParty | SourceKind::EnergyPerformanceContract)
    }
}

/// One source and its terms; a term that its kind does not have is zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What it is.
    pub kind: SourceKind,
    /// At most so much, euro.
    pub amount: Decimal,
    /// Yearly: the interest of a loan, the *assumed* dividend of shares.
    pub rate: Decimal,
    /// Whole years.
    pub years: u16,
    /// Months in which only interest is paid.
    pub grace_months: u16,
    /// How a loan is paid back; shares are at the end.
    pub amortisation: Amortisation,
    /// What a third party is paid a year, euro, in year 1.
    pub fee_per_year: Decimal,
    /// The share of the savings that goes to it.
    pub savings_share: Decimal,
    /// By which the fee grows a year.
    pub indexation: Decimal,
    /// What the installation costs when it is handed over, at the end.
    pub transfer_price: Decimal,
    /// kWh a year that are guaranteed.
    pub guaranteed_kwh: Decimal,
    /// Whether it bears maintenance and replacement as long as the contract runs; not told counts as no.
    pub bears_upkeep: Option<bool>,
    /// The highest dividend allowed: a ceiling, not a price.
    pub dividend_cap: Option<Decimal>,
}

/// Whole years of a debt or a plan, rounded up; nothing where they are no duration.
pub(super) fn whole_years(facts: &Facts, code: &str) -> Option<u16> {
    duration(facts.number(code)?.ceil())
}

/// Whole years something lasts, rounded down: what lasts nine years and a half is replaced after nine.
pub(super) fn years_it_lasts(facts: &Facts, code: &str) -> Option<u16> {
    duration(facts.number(code)?.floor())
}

fn duration(years: Decimal) -> Option<u16> {
    u16::try_from(years).ok().filter(|years| (1..=100).contains(years))
}

impl Source {
    /// So much of a kind, without any term.
    pub fn plain(kind: SourceKind, amount: Decimal) -> Source {
        Source {
            kind,
            amount,
            rate: Decimal::ZERO,
            years: 1,
            grace_months: 0,
            amortisation: Amortisation::Bullet,
            fee_per_year: Decimal::ZERO,
            savings_share: Decimal::ZERO,
            indexation: Decimal::ZERO,
            transfer_price: Decimal::ZERO,
            guaranteed_kwh: Decimal::ZERO,
            bears_upkeep: None,
            dividend_cap: None,
        }
    }

    /// The same terms where it pays this much: the fee and the hand-over of a third party follow what it invests, its share of
    /// the savings does not; the fee of a contract of energy performance is for the guarantee, and stays.
    pub(super) fn paying(&self, amount: Decimal) -> Option<Source> {
        let mut changed = Source { amount, ..self.clone() };
        if self.kind == SourceKind::ThirdParty && self.amount > Decimal::ZERO && self.amount != amount {
            changed.fee_per_year = over(times(self.fee_per_year, amount)?, self.amount)?;
            changed.transfer_price = over(times(self.transfer_price, amount)?, self.amount)?;
        }
        Some(changed)
    }

    /// What a source of a case lacks.
    pub fn lacks(facts: &Facts) -> Vec<&'static str> {
        let Some(kind) = facts.word("source.kind").and_then(SourceKind::from_code) else {
            return vec!["source.kind", "source.amount"];
        };
        let mut lacks: Vec<&'static str> =
            kind.needs().iter().copied().filter(|fact| facts.get(fact).is_none()).collect();
        if kind.needs().contains(&"source.years")
            && facts.get("source.years").is_some()
            && whole_years(facts, "source.years").is_none()
        {
            lacks.push("source.years");
        }
        let paid = ["source.fee_per_year", "source.savings_share"];
        if kind == SourceKind::ThirdParty && paid.iter().all(|fact| facts.get(fact).is_none()) {
            lacks.extend(paid);
        }
        lacks
    }

    /// From the facts of a case, where it lacks none.
    pub fn of(facts: &Facts) -> Option<Source> {
        let kind = facts.word("source.kind").and_then(SourceKind::from_code)?;
        let number = |code| facts.number(code).unwrap_or_default();
        let how = facts.word("source.amortisation").and_then(Amortisation::from_code);
        Some(Source {
            kind,
            amount: number("source.amount"),
            rate: number("source.rate"),
            years: whole_years(facts, "source.years").unwrap_or(1),
            grace_months: u16::try_from(number("source.grace_months").trunc()).unwrap_or(u16::MAX),
            amortisation: how.filter(|_| kind == SourceKind::Loan).unwrap_or(Amortisation::Bullet),
            fee_per_year: number("source.fee_per_year"),
            savings_share: number("source.savings_share"),
            indexation: number("source.indexation"),
            transfer_price: number("source.transfer_price"),
            guaranteed_kwh: number("source.guaranteed_kwh"),
            bears_upkeep: facts.yes_no("source.bears_upkeep"),
            dividend_cap: facts.number("source.dividend_cap"),
        })
    }
}
