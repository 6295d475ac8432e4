//! The money of every year: what is saved, what is paid back, what is left.
//!
//! Yearly, in arrears; year 1 begins at acceptance. net = saving − what others keep − third parties − instalments −
//! maintenance − replacement − bridging + residual value, exactly, each rounded to the cent. What still has to be paid after
//! the last year is told apart ([`Flows::owed_at_end`]); so is what replacements ask a year, laid by evenly
//! ([`Flows::reserve_per_year`]): own replacements ÷ (replacements × lifetime).

use rust_decimal::Decimal;
use serde::Serialize;

use crate::units::exact::{Ratio, cent, over, times};
use super::inputs::Inputs;
use super::loan::{self, Amortisation, Instalment};
use super::outlook::{Outlook, Saving, counted};
use super::sources::{Source, SourceKind};
use super::stack::{Stack, stack};
use crate::financing::Cents;

/// One year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Year {
    /// From 1 on.
    pub year: u16,
    /// What the saved energy would have cost.
    pub energy_saving: Cents,
    /// What of it goes to those who pay the organisation.
    pub saving_not_kept: Cents,
    /// Fees, shares of savings and hand-over of third parties.
    pub third_party: Cents,
    /// Principal and interest.
    pub instalment: Cents,
    /// Capital paid back: loans, shares.
    pub principal: Cents,
    /// Interest and dividends.
    pub interest: Cents,
    /// Maintenance.
    pub maintenance: Cents,
    /// What is bought again at the end of its life.
    pub replacement: Cents,
    /// Interest of the *crédit-pont*.
    pub bridging: Cents,
    /// What the works are still worth, in the last year.
    pub residual: Cents,
    /// What is left.
    pub net: Cents,
    /// What is left after every year so far, own funds first.
    pub cumulated: Cents,
}

/// Money that is paid back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loan {
    /// A loan, or shares of a cooperative.
    pub kind: SourceKind,
    /// What is taken of it.
    pub amount: Cents,
    /// Interest, or assumed dividend, a year.
    pub rate: Ratio,
    /// The highest dividend allowed: a ceiling, not a price.
    pub dividend_cap: Option<Ratio>,
    /// Whole years.
    pub years: u16,
    /// Months in which only interest is paid.
    pub grace_months: u16,
    /// How the capital is paid back.
    pub amortisation: Amortisation,
    /// The highest of the yearly instalments.
    pub instalment: Cents,
    /// All interest.
    pub interest: Cents,
    /// Year by year, to the end, also beyond the horizon.
    pub schedule: Vec<Instalment>,
}

/// Somebody else who invests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThirdParty {
    /// A third party, or a contract of energy performance.
    pub kind: SourceKind,
    /// What it pays for the works.
    pub amount: Cents,
    /// Whole years.
    pub years: u16,
    /// What it is paid in year 1.
    pub first_year: Cents,
    /// All it is paid within the horizon, hand-over included.
    pub paid: Cents,
}

/// Every year under one sight of the future.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flows {
    /// Who pays.
    pub stack: Stack,
    /// Loans and shares.
    pub loans: Vec<Loan>,
    /// Others who invest.
    pub third_parties: Vec<ThirdParty>,
    /// kWh that are saved in each year.
    pub saved_kwh: Vec<Decimal>,
    /// Maintenance and replacements of each year that somebody else bears.
    pub upkeep_of_others: Vec<Decimal>,
    /// What replacements within the horizon ask a year.
    pub reserve_per_year: Decimal,
    /// What still has to be paid after the last year: capital of loans and shares, the hand-over of third parties.
    pub owed_at_end: Decimal,
    /// The years.
    pub years: Vec<Year>,
}

impl Flows {
    /// The highest instalments of a year, also beyond the horizon.
    pub fn highest_service(&self) -> Decimal {
        let longest = self.loans.iter().map(|loan| loan.schedule.len()).max().unwrap_or(0);
        let of = |at: usize| -> Decimal {
            self.loans.iter().filter_map(|loan| loan.schedule.get(at)).map(|i| i.paid.0).sum()
        };
        (0..longest).map(of).max().unwrap_or_default()
    }
}

/// What is paid for every month in which grants that are due are not there yet.
pub fn bridging_interest(inputs: &Inputs, awaited: Decimal) -> Option<Decimal> {
    let (months, rate) = (inputs.grant_delay_months?, inputs.bridging_rate?);
    over(times(times(awaited, rate)?, Decimal::from(months))?, Decimal::from(12)).map(cent)
}

/// Computes every year.
pub fn flows(inputs: &Inputs, outlook: Outlook) -> Option<Flows> {
    let stack = stack(inputs, outlook.grants)?;
    let drawn = || inputs.sources.iter().zip(&stack.taken).filter(|(_, taken)| **taken > Decimal::ZERO);
    let loans: Option<Vec<Loan>> =
        drawn().filter(|(s, _)| s.kind.is_debt()).map(|(source, taken)| lent(source, *taken)).collect();
    let loans = loans?;
    let (others, mut third_parties) = others(inputs, &stack)?;
    let awaited = (stack.grants - inputs.advance).max(Decimal::ZERO);
    let bridging = bridging_interest(inputs, awaited).unwrap_or_default();
    let growth = Decimal::ONE + outlook.growth(inputs.price_growth);
    let mut price_level = Decimal::ONE;
    let mut cumulated = -stack.own_funds - stack.unfunded;
    let (mut years, mut saved_kwh, mut upkeep_of_others) = (Vec::new(), Vec::new(), Vec::new());
    let mut fees: Vec<Decimal> = others.iter().map(|source| source.fee_per_year).collect();
    let mut replaced = vec![Decimal::ZERO; inputs.works.len()];
    for year in 1..=inputs.horizon_years {
        let last = year == inputs.horizon_years;
        let scale = guarantee(inputs, outlook.saving, year)?;
        let (mut energy, mut kwh) = (Decimal::ZERO, Decimal::ZERO);
        let (mut maintenance, mut replacement, mut residual) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
        let mut of_others = Decimal::ZERO;
        let own_upkeep = own_upkeep(&stack, &others, year)?;
        for (work, replaced) in inputs.works.iter().zip(&mut replaced) {
            let saved = times(times(work.saving_kwh, counted(outlook.saving, work.quality))?, scale)?;
            let ets2 =
                work.ets2.iter().find(|e| Some(e.code.as_str()) == outlook.ets2 && e.from_year <= year);
            let price =
                times(work.price.euro_per_kwh, price_level)? + ets2.map_or(Decimal::ZERO, |e| e.per_kwh);
            energy += cent(times(saved, price)?);
            kwh += saved;
            let whole = cent(work.maintenance_per_year);
            let own = cent(times(whole, own_upkeep)?);
            maintenance += own;
            of_others += whole - own;
            if year % work.lifetime_years == 0 && !last {
                let whole =
                    cent(times(work.replacement_cost, Decimal::ONE + inputs.vat_rate * inputs.vat_borne)?);
                let own = cent(times(whole, own_upkeep)?);
                replacement += own;
                *replaced += own;
                of_others += whole - own;
            }
            if last {
                residual += cent(work.residual_value);
            }
        }
        let mut paid_to_others = Decimal::ZERO;
        for ((source, told), indexed) in others.iter().zip(&mut third_parties).zip(&mut fees) {
            if year > source.years {
                continue;
            }
            let fee = third_party(source, *indexed, year, energy)?;
            *indexed = times(*indexed, Decimal::ONE + source.indexation)?;
            paid_to_others += fee;
            told.paid.0 += fee;
            if year == 1 {
                told.first_year.0 = fee;
            }
        }
        let of_year = |part: fn(&Instalment) -> Cents| -> Decimal {
            loans.iter().flat_map(|l| &l.schedule).filter(|i| i.year == year).map(|i| part(i).0).sum()
        };
        let (principal, interest) = (of_year(|i| i.principal), of_year(|i| i.interest));
        let not_kept = cent(times(energy, Decimal::ONE - inputs.savings_kept)?);
        let bridging = share_of_year(bridging, inputs.grant_delay_months.unwrap_or(0), year)?;
        let net =
            energy - not_kept - paid_to_others - principal - interest - maintenance - replacement - bridging
                + residual;
        cumulated += net;
        years.push(Year {
            year,
            energy_saving: Cents(energy),
            saving_not_kept: Cents(not_kept),
            third_party: Cents(paid_to_others),
            instalment: Cents(principal + interest),
            principal: Cents(principal),
            interest: Cents(interest),
            maintenance: Cents(maintenance),
            replacement: Cents(replacement),
            bridging: Cents(bridging),
            residual: Cents(residual),
            net: Cents(net),
            cumulated: Cents(cumulated),
        });
        saved_kwh.push(kwh);
        upkeep_of_others.push(of_others);
        price_level = times(price_level, growth)?;
    }
    let reserve_per_year = reserve(inputs, &replaced)?;
    let owed_at_end = owed_at_end(inputs.horizon_years, &loans, &others);
    Some(Flows {
        stack,
        loans,
        third_parties,
        saved_kwh,
        upkeep_of_others,
        reserve_per_year,
        owed_at_end,
        years,
    })
}

/// Others who are paid out of the savings, with what each invests.
fn others(inputs: &Inputs, stack: &Stack) -> Option<(Vec<Source>, Vec<ThirdParty>)> {
    // A guarantee of savings holds also where its giver invests nothing.
    let others: Option<Vec<Source>> = inputs
        .sources
        .iter()
        .zip(&stack.taken)
        .filter(|(s, taken)| {
            s.kind == SourceKind::EnergyPerformanceContract
                || s.kind == SourceKind::ThirdParty && **taken > Decimal::ZERO
        })
        .map(|(source, taken)| source.paying(*taken))
        .collect();
    let others = others?;
    let third_parties = others
        .iter()
        .map(|source| ThirdParty {
            kind: source.kind,
            amount: Cents(source.amount),
            years: source.years,
            first_year: Cents::default(),
            paid: Cents::default(),
        })
        .collect();
    Some((others, third_parties))
}

/// The share of maintenance and replacements that the organisation bears in a year. A contract of energy performance that
/// bears them bears all; another third party in proportion to what it pays of what is not given.
fn own_upkeep(stack: &Stack, others: &[Source], year: u16) -> Option<Decimal> {
    let invested = stack.need - stack.grants - stack.donations;
    let mut own = Decimal::ONE;
    for source in others.iter().filter(|s| s.bears_upkeep == Some(true) && year <= s.years) {
        own -= match source.kind {
            SourceKind::EnergyPerformanceContract => Decimal::ONE,
            _ => over(source.amount, invested)?,
        };
    }
    Some(own.max(Decimal::ZERO))
}

/// What the replacements that are paid within the horizon ask a year: each is laid by over the life of what it replaces.
fn reserve(inputs: &Inputs, replaced: &[Decimal]) -> Option<Decimal> {
    let mut all = Decimal::ZERO;
    for (work, paid) in inputs.works.iter().zip(replaced).filter(|(_, paid)| **paid > Decimal::ZERO) {
        let times_replaced = (inputs.horizon_years - 1) / work.lifetime_years;
        all += over(*paid, Decimal::from(times_replaced) * Decimal::from(work.lifetime_years))?;
    }
    Some(cent(all))
}

fn owed_at_end(horizon: u16, loans: &[Loan], others: &[Source]) -> Decimal {
    let later = loans.iter().flat_map(|loan| &loan.schedule).filter(|i| i.year > horizon);
    let capital: Decimal = later.map(|i| i.principal.0).sum();
    let handed_over: Decimal =
        others.iter().filter(|s| s.years > horizon).map(|s| cent(s.transfer_price)).sum();
    capital + handed_over
}

fn lent(source: &Source, amount: Decimal) -> Option<Loan> {
    let schedule =
        loan::schedule(amount, source.rate, source.years, source.grace_months, source.amortisation)?;
    Some(Loan {
        kind: source.kind,
        amount: Cents(amount),
        rate: Ratio::new(source.rate, 8),
        dividend_cap: source.dividend_cap.map(|cap| Ratio::new(cap, 8)),
        years: source.years,
        grace_months: source.grace_months,
        amortisation: source.amortisation,
        instalment: schedule.iter().map(|i| i.paid).max().unwrap_or_default(),
        interest: Cents(schedule.iter().map(|i| i.interest.0).sum()),
        schedule,
    })
}

/// What a third party is paid in a year of its contract.
fn third_party(source: &Source, fee: Decimal, year: u16, energy: Decimal) -> Option<Decimal> {
    let transfer = if year == source.years { source.transfer_price } else { Decimal::ZERO };
    Some(cent(fee + times(energy, source.savings_share)?) + cent(transfer))
}

/// By how much a guarantee lifts a saving that is below it: what lacks is paid by who guaranteed it. Never above P50.
fn guarantee(inputs: &Inputs, saving: Saving, year: u16) -> Option<Decimal> {
    let expected: Decimal = inputs.works.iter().map(|w| w.saving_kwh).sum();
    let of_contracts: Decimal = inputs
        .sources
        .iter()
        .filter(|s| s.kind == SourceKind::EnergyPerformanceContract && year <= s.years)
        .map(|s| s.guaranteed_kwh)
        .sum();
    let guaranteed = of_contracts.min(expected);
    let mut without = Decimal::ZERO;
    for work in &inputs.works {
        without += times(work.saving_kwh, counted(saving, work.quality))?;
    }
    if guaranteed <= without {
        return Some(Decimal::ONE);
    }
    over(guaranteed, without)
}

/// The part of an interest over some months that falls into a year; the last year takes the cents.
fn share_of_year(interest: Decimal, months: u16, year: u16) -> Option<Decimal> {
    let before = |year: u16| -> Option<Decimal> {
        let passed = months.min(year.saturating_mul(12));
        if months == 0 {
            Some(Decimal::ZERO)
        } else {
            over(times(interest, Decimal::from(passed))?, Decimal::from(months)).map(cent)
        }
    };
    Some(before(year)? - before(year - 1)?)
}
