//! What a building took and made in one civil year, carrier by carrier, and what lacks of it.
//!
//! A year counts where all twelve months of every meter in service are told; nothing here completes one. Does *not* weight,
//! normalise or add unlike things: kWh PCS and PCI meet in [`on_basis`] only.

use rust_decimal::Decimal;

use super::explained::{Explained, Input, Lack, Measure, Origin, Value};
use super::site::{Prepared, Site, Work};
use crate::building::{Carrier, Direction};
use crate::catalog::CarrierCard;
use crate::certain::Quality;
use crate::period::{Month, Period};
use crate::readings::totals::YearTotal;
use crate::units::{Basis, Euro};

/// The year figures are told of and the year before.
pub(super) fn periods(work: &Work<'_>) -> Vec<Period> {
    work.period().into_iter().chain(work.before()).collect()
}

/// A figure of a period, or what lacks of it.
pub(super) fn told(code: &'static str, period: Period, value: Result<Value, Vec<Lack>>) -> Explained {
    match value {
        Ok(value) => Explained::known(code, period, value),
        Err(lacks) => Explained::not_yet(code, period, lacks),
    }
}

/// A figure of each energy in service and of all of them, of the year told of and of the one before.
pub(super) fn each_energy(
    work: &Work<'_>,
    code: &'static str,
    one: impl Fn(&Prepared<'_>, Period) -> Result<Value, Vec<Lack>>,
    all: impl Fn(Period) -> Result<Value, Vec<Lack>>,
) -> Vec<Explained> {
    let periods = periods(work);
    if periods.is_empty() {
        return no_year(work, code);
    }
    let of_year = |period: Period| {
        let mut found: Vec<Explained> =
            energies(work, period).map(|c| told(code, period, one(c, period)).of(c.carrier.code())).collect();
        found.push(told(code, period, all(period)));
        found
    };
    periods.into_iter().flat_map(of_year).collect()
}

/// What a figure says where no year can be told.
pub(super) fn no_year(work: &Work<'_>, code: &'static str) -> Vec<Explained> {
    vec![Explained::not_yet(code, None, [why_no_year(work)])]
}

fn why_no_year(work: &Work<'_>) -> Lack {
    if work.energies().next().is_none() {
        return Lack::of("meter");
    }
    let best = work.energies().flat_map(|c| &c.years).map(|y| y.complete_months).max();
    best.map_or(Lack::of("readings"), |best| Lack::of("whole-year").count(12 - best.min(12)))
}

/// The energies a building has a meter in service for in a period. One whose readings have not begun or have stopped is
/// among them unless somebody wrote down from when to when its meter serves: its silence must not lower a total.
pub(super) fn energies<'w, 'a>(work: &'w Work<'a>, period: Period) -> impl Iterator<Item = &'w Prepared<'a>> {
    work.energies().filter(move |c| in_service(work.site, c.carrier, period))
}

/// Whether a meter of a carrier may have told something of these days, by what somebody wrote down of its service.
pub(super) fn in_service(site: &Site<'_>, carrier: Carrier, days: Period) -> bool {
    site.meters.iter().filter(|m| m.carrier == carrier).any(|m| {
        let (from, to) = m.valid;
        let takes = m.channels.is_empty()
            || m.channels.iter().any(|ch| ch.channel.direction == Direction::Offtake && ch.channel.counts);
        takes && from.is_none_or(|from| from < days.to) && to.is_none_or(|to| to > days.from)
    })
}

/// What was taken from network or tank over a civil year: known when every month is in which a meter of it was in service, so
/// that the year in which a boiler gave way to a heat pump is whole.
///
/// # Errors
/// What lacks.
pub(super) fn taken<'c>(
    site: &Site<'_>,
    carrier: &'c Prepared<'_>,
    period: Period,
) -> Result<&'c YearTotal, Lack> {
    let (Some(months), false) = (&carrier.months, carrier.years.is_empty()) else {
        return Err(Lack::of("readings"));
    };
    let year = period.from.year();
    let lacking = (1..=12)
        .filter_map(|number| Month::new(year, number))
        .filter(|month| in_service(site, carrier.carrier, month.period()))
        .filter(|month| !months.months.iter().any(|m| m.month == *month && m.is_complete()))
        .count();
    let known = carrier.years.iter().find(|y| y.year == year && y.energy.is_some());
    let lack = || Lack::of("whole-year").count(u32::try_from(lacking).unwrap_or(12));
    known.filter(|_| lacking == 0).ok_or_else(lack)
}

/// Whether all of a year is known of a carrier, as [`taken`] has it.
pub(super) fn is_whole(site: &Site<'_>, carrier: &Prepared<'_>, year: i16) -> bool {
    Period::year(year).is_some_and(|period| taken(site, carrier, period).is_ok())
}

/// Whether all of a year is known of every energy in service in it.
pub fn whole_year(work: &Work<'_>, period: Period) -> bool {
    let mut told = energies(work, period).peekable();
    told.peek().is_some() && told.all(|c| taken(work.site, c, period).is_ok())
}

/// What a civil year cost, over the months in which a meter was in service.
pub(super) fn paid(site: &Site<'_>, carrier: &Prepared<'_>, period: Period) -> Option<Euro> {
    let months = &carrier.months.as_ref()?.months;
    (1..=12)
        .filter_map(|number| Month::new(period.from.year(), number))
        .filter(|month| in_service(site, carrier.carrier, month.period()))
        .map(|month| months.iter().find(|m| m.month == month)?.cost)
        .sum()
}

/// The same as an input.
///
/// # Errors
/// What lacks.
pub(super) fn taken_input(work: &Work<'_>, carrier: &Prepared<'_>, period: Period) -> Result<Input, Lack> {
    let year = taken(work.site, carrier, period)?;
    let energy = year.energy.ok_or_else(|| Lack::of("readings"))?;
    let input = Input::new("taken", energy.kwh(), Measure::Kwh, Origin::Readings);
    Ok(Input { basis: basis_of(carrier.card), ..input.of(carrier.carrier.code()).quality(year.quality) })
}

/// What a building made and used itself over a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OwnUse {
    /// It makes nothing, or did not yet.
    None,
    /// So many kWh.
    Known(Decimal, Quality),
    /// It makes some, and how much of it is used nobody measures.
    Unmeasured,
}

/// Whether a meter that counts what is made or given was in service over these days, read or not.
pub(super) fn makes(site: &Site<'_>, carrier: Carrier, days: Period) -> bool {
    site.meters.iter().filter(|m| m.carrier == carrier).any(|m| {
        let (from, to) = m.valid;
        let counts = m.channels.iter().any(|ch| ch.channel.direction != Direction::Offtake);
        counts && from.is_none_or(|from| from < days.to) && to.is_none_or(|to| to > days.from)
    })
}

/// What a building made and used itself over a year. Months before its first production count as none.
pub(super) fn own_use(site: &Site<'_>, carrier: &Prepared<'_>, period: Period) -> OwnUse {
    let Some(balance) = &carrier.balance else {
        return if makes(site, carrier.carrier, period) { OwnUse::Unmeasured } else { OwnUse::None };
    };
    let Some(first) = balance.months.first() else { return OwnUse::None };
    if first.month.first() >= period.to {
        return OwnUse::None;
    }
    let (mut sum, mut quality) = (Decimal::ZERO, Quality::Measured);
    let year = period.from.year();
    for month in (1..=12).filter_map(|number| Month::new(year, number)).filter(|m| *m >= first.month) {
        let told = balance.months.iter().find(|m| m.month == month);
        let Some((own, of)) = told.and_then(|m| Some((m.own_use?, m.quality))) else {
            return OwnUse::Unmeasured;
        };
        (sum, quality) = (sum + own.kwh(), quality.weakest(of));
    }
    OwnUse::Known(sum, quality)
}

/// The basis worth printing beside energy of a carrier.
pub(super) fn basis_of(card: &CarrierCard) -> Option<Basis> {
    card.has_basis().then(|| card.basis())
}

/// kWh on a carrier's own basis as kWh on another; `None` where the ratio of the two is not known.
pub(super) fn on_basis(card: &CarrierCard, kwh: Decimal, basis: Basis) -> Option<Decimal> {
    if !card.has_basis() || card.basis() == basis {
        return Some(kwh);
    }
    match basis {
        Basis::Net => kwh.checked_mul(card.net_per_gross()?),
        Basis::Gross => kwh.checked_div(card.net_per_gross()?),
    }
}

/// The ratio that [`on_basis`] used, as an input; nothing where none was needed.
pub(super) fn ratio_input(card: &CarrierCard, basis: Basis) -> Option<Input> {
    let ratio = card.net_per_gross().filter(|_| card.has_basis() && card.basis() != basis)?;
    let file = format!("carriers/{}", card.code.code().replace('_', "-"));
    Some(Input::new("net-per-gross", ratio, Measure::Number, Origin::Catalog { file }).of(card.code.code()))
}

/// So much of one for each of another, to the millionth; `None` for each of nothing.
pub(super) fn per(of: Decimal, each: Decimal) -> Option<Decimal> {
    (each > Decimal::ZERO).then(|| of.checked_div(each))?.map(|value| value.round_dp(6))
}

/// A value with its range in so many parts of each.
pub(super) fn range_per(value: &Value, each: Decimal) -> Option<(Decimal, Decimal)> {
    let (lowest, highest) = value.range?;
    Some((per(lowest, each)?, per(highest, each)?))
}

/// A value, and its range where it has one.
pub(super) fn ends(value: &Value) -> (Decimal, Decimal) {
    value.range.unwrap_or((value.value, value.value))
}

/// A value with this range, where there is one.
pub(super) fn ranged(value: Value, range: Option<(Decimal, Decimal)>) -> Value {
    match range.filter(|(lowest, highest)| lowest != highest) {
        Some((lowest, highest)) => value.range(lowest, highest),
        None => value,
    }
}

/// A value of another indicator as an input.
pub(super) fn input_of(symbol: &'static str, indicator: &'static str, value: &Value) -> Input {
    let origin = Origin::Indicator { indicator: indicator.into() };
    let input = Input::new(symbol, value.value, value.unit, origin);
    Input { basis: value.basis, ..input.quality(value.quality).certainty(value.certainty) }
}

/// The heated area, as an input.
///
/// # Errors
/// What lacks.
pub(super) fn heated_area(work: &Work<'_>, period: Period) -> Result<Input, Lack> {
    const CODE: &str = "building.heated_area_m2";
    let area = work.site.number("heated-area", CODE, Measure::M2, period)?;
    if area.value > Decimal::ZERO { Ok(area) } else { Err(Lack::of(CODE)) }
}

/// Whether it is burnt or delivered, not electricity.
pub(super) fn is_fuel(carrier: Carrier) -> bool {
    carrier != Carrier::Electricity
}
