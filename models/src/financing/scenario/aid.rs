//! An aid that is asked for: who would have it, and what they and the Region would give and get.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::{Member, Reckoned, SHARE_NOT_TOLD, TERMS_NOT_TOLD, cost};
use crate::building::case_facts::measure_unit;
use crate::catalog::AssumedWork;
use crate::catalog::schemes::{Scheme, Shape};
use crate::financing::case::Case;
use crate::financing::facts::{Facts, Value};
use crate::units::exact::annuity;
use crate::financing::{Verdict, judge};
use crate::norms::Decided;
use crate::period::Day;

/// What a demanded scheme gives, as far as its numbers are told.
#[derive(Clone, Copy)]
pub(super) enum Terms {
    Grant,
    Loan { share: Decimal, rate: Decimal, years: u16, market: Decimal },
    ThirdParty { share: Decimal },
    Unknown,
}

impl Terms {
    pub(super) fn of(scheme: &Scheme, market: Option<Decimal>) -> Terms {
        let Some(amount) = scheme.amounts.first() else { return Terms::Unknown };
        match &amount.shape {
            Shape::Loan { share, rate, years } => {
                let known = || {
                    let years = years.known()?.to_u16().filter(|years| *years > 0)?;
                    Some(Terms::Loan { share: share.known()?, rate: rate.known()?, years, market: market? })
                };
                known().unwrap_or(Terms::Unknown)
            }
            Shape::ThirdParty { share, .. } => {
                share.known().map_or(Terms::Unknown, |share| Terms::ThirdParty { share })
            }
            Shape::RateOfCost { rate } if rate.known().is_none() => Terms::Unknown,
            _ => Terms::Grant,
        }
    }

    pub(super) fn lacks(self) -> Vec<&'static str> {
        match self {
            Terms::Unknown => vec![TERMS_NOT_TOLD],
            Terms::ThirdParty { .. } => vec![SHARE_NOT_TOLD],
            Terms::Grant | Terms::Loan { .. } => Vec::new(),
        }
    }
}

/// An aid as it is and as it is wanted, over works that are supposed.
pub(super) struct Aid<'a> {
    pub(super) wanted: Option<&'a Scheme>,
    pub(super) there_is: Option<&'a Scheme>,
    pub(super) terms: Terms,
    pub(super) works: &'a [AssumedWork],
    pub(super) on: Day,
}

impl Aid<'_> {
    /// What one building comes to.
    pub(super) fn reckon(&self, member: &Member) -> Reckoned {
        let Some(wanted) = self.wanted else { return Reckoned::default() };
        let ends = [false, true].map(|dear| case(member, self.works, dear, self.on));
        let [cheap, dear] = ends.each_ref().map(|case| judge(wanted, case, self.on));
        let before = self.there_is.map(|scheme| decided(judge(scheme, &ends[0], self.on).verdict));
        let mut of = Reckoned { before, after: Some(decided(cheap.verdict)), ..Reckoned::default() };
        let Some(area) = member.area else { return of };
        let (low, high) = cost(self.works, area);
        match self.terms {
            Terms::Unknown => {}
            Terms::Grant => {
                let given = [cheap.total, dear.total].map(|total| total.unwrap_or_default().0);
                of.members = [given[0].min(given[1]), given[0].max(given[1])];
                of.region = of.members;
            }
            Terms::ThirdParty { share } => of.capital = [low * share, high * share],
            Terms::Loan { share, rate, years, market } => {
                of.capital = [low * share, high * share];
                of.members =
                    of.capital.map(|lent| interest_saved(lent, rate, market, years).unwrap_or_default());
                of.region = of.members;
            }
        }
        of
    }
}

/// What a loan costs less at this rate than at the market's, over its whole term, not discounted.
fn interest_saved(lent: Decimal, rate: Decimal, market: Decimal, years: u16) -> Option<Decimal> {
    let paid = |rate| annuity(lent, rate, years)?.checked_mul(Decimal::from(years));
    // Rounded building by building, so that groups add up to the cent.
    Some((paid(market)? - paid(rate)?).max(Decimal::ZERO).round_dp(2))
}

const fn decided(verdict: Verdict) -> Decided {
    match verdict {
        Verdict::Yes => Decided::Yes,
        Verdict::Unknown => Decided::Unknown,
        Verdict::No | Verdict::Closed => Decided::No,
    }
}

/// The building with the assumed works, asked for in the right order.
fn case(member: &Member, works: &[AssumedWork], dear: bool, on: Day) -> Case {
    let mut facts = member.facts.clone();
    facts.tell("procedure.ureba_audit_date", Value::Day(on));
    facts.tell("procedure.application_date", Value::Day(on));
    let of = |work: &AssumedWork| {
        let mut told = Facts::default();
        told.tell("work.measure", Value::Word(work.measure.clone()));
        told.tell("work.bio_based", Value::YesNo(false));
        if let (Some(area), Some(_)) = (member.area, measure_unit(&work.measure)) {
            let units = area * work.per_m2;
            let price = if dear { work.cost.1 } else { work.cost.0 };
            told.tell("work.quantity", Value::Quantity(units, work.unit.clone()));
            told.tell("work.cost_excl_vat", Value::Number((units * price).round_dp(2)));
            told.tell("work.other_aid", Value::Number(Decimal::ZERO));
        }
        told
    };
    Case { on: Some(on), facts, works: works.iter().map(of).collect(), ..Case::default() }
}
