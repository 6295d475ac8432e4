//! The panels make nothing, or next to nothing, in months in which they did.

use rust_decimal::{Decimal, dec};

use super::{Alert, changed, meter_silent};
use crate::building::{Carrier, Direction};
use crate::indicators::{Figures, Work};
use crate::period::{Month, Period};
use crate::readings::totals::BalanceMonth;

/// Less than this share of the same month a year before. Ours: the darkest month on record keeps more than half.
const NEXT_TO_NOTHING: Decimal = dec!(0.2);
/// Months that made less than this share of the best one tell nothing: December under snow. Ours.
const DARK: Decimal = dec!(0.1);

/// The last months told.
pub fn find(work: &Work<'_>, _: &Figures, _: &[Alert]) -> Vec<Alert> {
    one(work).into_iter().collect()
}

fn one(work: &Work<'_>) -> Option<Alert> {
    let balance = work.carrier(Carrier::Electricity)?.balance.as_ref()?;
    let made = |m: &BalanceMonth| Some((m.month, m.production?.kwh(), m.quality));
    let told: Vec<_> = balance.months.iter().filter_map(made).collect();
    let best = told.iter().map(|(_, kwh, _)| *kwh).max()?;
    let usual = |month: Month| {
        let same = |years: i32| Month::from_index(month.index() - 12 * years);
        let of = |month: Month| told.iter().find(|(m, ..)| *m == month).map(|(_, kwh, _)| *kwh);
        // A year that had stopped already is no measure.
        (1..=3).filter_map(same).filter_map(of).max()
    };
    let before = |month: Month| usual(month).filter(|kwh| *kwh > best * DARK);
    // A dark month neither begins nor ends it, or it would be told anew each spring.
    let bright = |(month, ..): &&(Month, Decimal, _)| usual(*month).is_none_or(|kwh| kwh > best * DARK);
    let stopped = |(month, kwh, _): &&(Month, Decimal, _)| {
        before(*month).is_some_and(|usual| *kwh < usual * NEXT_TO_NOTHING)
    };
    let run: Vec<_> = told.iter().rev().filter(bright).take_while(stopped).collect();
    let ((last, ..), (first, ..)) = (run.first()?, run.last()?);
    let made_by = |m: &&crate::readings::totals::MeterReadings| {
        m.carrier == Carrier::Electricity
            && m.channels.iter().any(|c| c.channel.direction == Direction::Production)
    };
    let monthly = work.site.meters.iter().filter(made_by).all(meter_silent::is_monthly);
    if !changed::is_recent(work, monthly, told.last()?.0.next().first()) {
        return None;
    }
    let lost: Decimal = run.iter().filter_map(|(month, kwh, _)| Some(before(*month)? - *kwh)).sum();
    // What twelve months made before it stopped.
    let year_before = |m: Month| (first.index() - 12..first.index()).contains(&m.index());
    let a_year: Vec<Decimal> =
        told.iter().filter(|(m, ..)| year_before(*m)).map(|(_, kwh, _)| *kwh).collect();
    let per_year = if a_year.len() == 12 { a_year.iter().sum() } else { lost };
    let quality = run.iter().fold(crate::certain::Quality::Measured, |q, (.., of)| q.weakest(*of));
    let period = Period::new(first.first(), last.next().first())?;
    let alert = Alert::new("pv-stopped", Carrier::Electricity, first, period)
        .shown("pv-balance", "check-inverter")
        .with("month", first)
        .number("count", Decimal::from(run.len()), 0)
        .number("kwh", lost, 0)
        .quality(quality);
    // What was given to the network was never worth the price of what is taken.
    let flows: Option<Vec<(Decimal, Decimal)>> = balance
        .months
        .iter()
        .filter(|m| year_before(m.month))
        .map(|m| Some((m.own_use?.kwh(), m.production?.kwh())))
        .collect();
    let own = flows.and_then(|flows| {
        let own: Decimal = flows.iter().map(|(own, _)| own).sum();
        own.checked_div(flows.iter().map(|(_, made)| made).sum())
    });
    Some(match own {
        Some(share) => alert.costs(work, Carrier::Electricity, per_year * share),
        None => Alert { per_year: Some(per_year.round_dp(0)), ..alert },
    })
}
