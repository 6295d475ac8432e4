//! A kWh costs far more than a year before: by bills of whole years, else by prices somebody entered.

use jiff::ToSpan;
use rust_decimal::{Decimal, dec};

use super::{Alert, worth};
use crate::building::Carrier;
use crate::certain::Certainty;
use crate::indicators::{Figures, Input, Measure, Origin, Prepared, Work};
use crate::period::Period;
use crate::readings::totals::{last_price, price_on};

/// A quarter more. Ours: standing charges and indexes move an average price by less in an ordinary year.
const MORE: Decimal = dec!(1.25);

/// Less than this share of the year before, an average price tells of the standing charge. Ours.
const LESS: Decimal = dec!(0.8);

/// The price of each carrier.
pub fn find(work: &Work<'_>, _: &Figures, _: &[Alert]) -> Vec<Alert> {
    let one = |c: &Prepared<'_>| {
        // Without a bill, the cost of a year comes from the prices entered, which say it themselves.
        let bills = work.site.meters.iter().any(|m| m.carrier == c.carrier && !m.costs.is_empty());
        let told = if bills { billed(work, c) } else { None };
        told.or_else(|| entered(work, c))
    };
    work.carriers.iter().filter_map(one).collect()
}

fn unit_of(carrier: Carrier) -> Measure {
    if carrier == Carrier::Water { Measure::M3 } else { Measure::Kwh }
}

fn billed(work: &Work<'_>, carrier: &Prepared<'_>) -> Option<Alert> {
    let averages = worth::averages(work, carrier.carrier);
    let (now, price) = averages.last()?;
    let (then, before) = averages.iter().rev().nth(1).filter(|(y, _)| y.year == now.year - 1)?;
    // What is told is the newest year that is over, or nothing.
    if now.year < work.site.on.year() - 1 || *price <= before.checked_mul(MORE)? {
        return None;
    }
    let volume = now.energy?.kwh();
    // A standing charge spread over far fewer kWh is no dearer kWh.
    if volume < then.energy?.kwh() * LESS {
        return None;
    }
    let of = |symbol: &'static str, value: Decimal, quality| {
        Input::new(symbol, value.round_dp(6), worth::price_unit(carrier.carrier), Origin::Bills)
            .of(carrier.carrier.code())
            .quality(quality)
    };
    let inputs = vec![
        Input::new("volume", volume, unit_of(carrier.carrier), Origin::Readings).quality(now.quality),
        of("price-before", *before, then.quality),
        of("price-after", *price, now.quality),
    ];
    let alert = told(carrier.carrier, now.year, Period::year(now.year)?, *before, *price);
    Some(alert.euro((*price - *before).checked_mul(volume)?, inputs))
}

/// What was entered: the newest price beside the one that held a year before it began.
fn entered(work: &Work<'_>, carrier: &Prepared<'_>) -> Option<Alert> {
    let prices = work.site.prices.get(&carrier.carrier)?;
    let now = last_price(prices, work.site.on)?;
    let a_year_before = now.from.checked_sub(1.year()).ok()?;
    // Where prices begin later, the one it follows.
    let then = price_on(prices, a_year_before).or_else(|| last_price(prices, now.from.yesterday().ok()?))?;
    let (price, before) = (now.incl_vat.0, then.incl_vat.0);
    // An old jump is known to all.
    let recent = crate::period::days_between(now.from, work.site.on) <= 365;
    if before <= Decimal::ZERO || price <= before.checked_mul(MORE)? || !recent {
        return None;
    }
    let alert = told(carrier.carrier, now.from.year(), Period::new(now.from, work.site.on)?, before, price);
    let Some(total) = work.year.and_then(|year| carrier.whole_year(year)) else { return Some(alert) };
    let volume = total.energy?.kwh();
    let of = |symbol: &'static str, value: Decimal| {
        Input::new(symbol, value, worth::price_unit(carrier.carrier), Origin::Price)
            .of(carrier.carrier.code())
    };
    let inputs = vec![
        // Of the year that was: the next may be another.
        Input::new("volume", volume, unit_of(carrier.carrier), Origin::Readings)
            .quality(total.quality)
            .certainty(Certainty::Likely),
        of("price-before", before),
        of("price-after", price),
    ];
    Some(alert.euro((price - before).checked_mul(volume)?, inputs))
}

fn told(carrier: Carrier, year: i16, period: Period, before: Decimal, after: Decimal) -> Alert {
    Alert::new("price-jump", carrier, year, period)
        .shown("waterfall", "check-contract")
        .percent((after - before).checked_div(before).unwrap_or_default())
        .number("before", before, 4)
        .number("after", after, 4)
        .with("year", year)
}
