//! Which price holds. One rule for the cost of a month, the price of one more kWh, what an alert is worth and every page.
//!
//! Prices come best first: a building's own before its organisation's, the latest first day before an earlier one, and of
//! two with the same first day the one recorded last. The first that holds on the day is the price of that day.

use rust_decimal::Decimal;

use crate::period::{Day, Period};
use crate::units::{Euro, UnitPrice};

/// A price per kWh over some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedPrice {
    /// From this day.
    pub from: Day,
    /// Up to but without this day.
    pub to: Option<Day>,
    /// Per kWh, with VAT.
    pub incl_vat: UnitPrice,
}

impl DatedPrice {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
}

/// The price that holds on a day, of prices that come best first.
pub fn price_on(prices: &[DatedPrice], day: Day) -> Option<&DatedPrice> {
    prices.iter().find(|price| price.holds_on(day))
}

/// The price that holds on a day; where none does, the one that held last before it.
pub fn last_price(prices: &[DatedPrice], day: Day) -> Option<&DatedPrice> {
    // Of two that ended on one day the better one: `max_by_key` would take the other.
    let ended = prices.iter().rev().filter(|price| price.to.is_some_and(|to| to <= day && price.from < to));
    price_on(prices, day).or_else(|| ended.max_by_key(|price| price.to))
}

/// The one price that holds on every day of a period.
pub fn price_over(prices: &[DatedPrice], period: Period) -> Option<&DatedPrice> {
    let mut held = stretches(prices, period).map(|stretch| price_on(prices, stretch.from));
    let first = held.next().flatten()?;
    held.all(|price| price == Some(first)).then_some(first)
}

/// Energy of a period at the price of each of its days; `None` where a day has none, or the amount is absurd.
pub(super) fn cost(
    prices: &[DatedPrice],
    period: Period,
    kwh: impl Fn(Period) -> Option<Decimal>,
) -> Option<Euro> {
    // One price, one product: nothing is cut that need not be.
    if let Some(price) = price_over(prices, period) {
        return Some(Euro(kwh(period)?.checked_mul(price.incl_vat.0)?));
    }
    let mut sum = Decimal::ZERO;
    for stretch in stretches(prices, period) {
        let price = price_on(prices, stretch.from)?;
        sum = sum.checked_add(kwh(stretch)?.checked_mul(price.incl_vat.0)?)?;
    }
    Some(Euro(sum))
}

/// A period cut wherever a price begins or ends.
fn stretches(prices: &[DatedPrice], period: Period) -> impl Iterator<Item = Period> {
    let inside = |day: &Day| period.from < *day && *day < period.to;
    let mut cuts: Vec<Day> =
        prices.iter().flat_map(|price| [Some(price.from), price.to]).flatten().filter(inside).collect();
    cuts.extend([period.from, period.to]);
    cuts.sort_unstable();
    cuts.dedup();
    let pairs: Vec<Period> =
        cuts.iter().zip(cuts.iter().skip(1)).filter_map(|(a, b)| Period::new(*a, *b)).collect();
    pairs.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    /// `(from, to, cents)`, best first.
    fn prices(list: &[(&str, &str, i64)]) -> Vec<DatedPrice> {
        let price = |(from, to, cents): &(&str, &str, i64)| DatedPrice {
            from: if from.is_empty() { Day::MIN } else { from.parse().unwrap() },
            to: (!to.is_empty()).then(|| to.parse().unwrap()),
            incl_vat: UnitPrice(Decimal::new(*cents, 2)),
        };
        list.iter().map(price).collect()
    }

    fn cents(price: Option<&DatedPrice>) -> Option<i64> {
        price.map(|p| i64::try_from((p.incl_vat.0 * dec!(100)).trunc().mantissa()).unwrap())
    }

    #[test]
    fn the_first_that_holds_is_the_price_of_a_day() {
        let open = prices(&[("2024-07-01", "", 30), ("2020-01-01", "", 20)]);
        // The building's own, which is older, before its organisation's.
        let own = prices(&[("2020-01-01", "", 25), ("2024-07-01", "", 30)]);
        let ended = prices(&[("2022-01-01", "2023-01-01", 28), ("2020-01-01", "2022-01-01", 20)]);
        for (list, day, on, last) in [
            (&open, "2024-06-30", Some(20), Some(20)),
            (&open, "2024-07-01", Some(30), Some(30)),
            (&open, "2019-12-31", None, None),
            (&own, "2026-01-01", Some(25), Some(25)),
            (&ended, "2021-12-31", Some(20), Some(20)),
            (&ended, "2022-12-31", Some(28), Some(28)),
            (&ended, "2023-01-01", None, Some(28)),
        ] {
            let day = day.parse().unwrap();
            assert_eq!(
                (cents(price_on(list, day)), cents(last_price(list, day))),
                (on, last),
                "{day} {list:?}"
            );
        }
        assert_eq!(last_price(&[], "2024-01-01".parse().unwrap()), None);
    }

    #[test]
    fn an_open_ended_price_ends_where_a_better_one_begins() {
        let open = prices(&[("2024-07-16", "", 30), ("2020-01-01", "", 20)]);
        let (year, july) = (
            Period::year(2024).unwrap(),
            Period::new("2024-07-01".parse().unwrap(), "2024-08-01".parse().unwrap()).unwrap(),
        );
        assert_eq!(cents(price_over(&open, Period::year(2023).unwrap())), Some(20));
        assert_eq!(cents(price_over(&open, Period::year(2025).unwrap())), Some(30));
        assert_eq!(price_over(&open, year), None);
        // One kWh a day: 15 days at 0.20, 16 at 0.30.
        let kwh = |days: Period| Some(Decimal::from(days.days()));
        assert_eq!(cost(&open, july, kwh), Some(Euro(dec!(7.80))));
        assert_eq!(cost(&open, Period::year(2019).unwrap(), kwh), None);
    }

    #[test]
    fn an_absurd_price_has_no_cost() {
        let absurd = prices(&[("", "", i64::MAX)]);
        assert_eq!(cost(&absurd, Period::year(2024).unwrap(), |_| Some(Decimal::MAX)), None);
    }
}
