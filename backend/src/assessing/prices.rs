//! Which price holds: a building's own before its organisation's, the latest first day before an earlier one, and of two
//! with the same first day the one recorded last. Whoever looks asks `models`: `price_on` takes the first that holds.

use std::collections::BTreeMap;

use eclaireur_models::building::Carrier;
use eclaireur_models::period::Day;
use eclaireur_models::readings::totals::DatedPrice;
use eclaireur_models::units::Unit;

use crate::store::prices::PriceRow;

/// Prices per kWh with VAT (water: per m³) by carrier, the one that counts first. `rows` are in the order recorded.
pub(crate) fn by_carrier(mut rows: Vec<PriceRow>) -> BTreeMap<Carrier, Vec<DatedPrice>> {
    rows.reverse();
    rows.sort_by_key(|row| (row.price.building.is_none(), core::cmp::Reverse(row.price.from)));
    let mut all: BTreeMap<Carrier, Vec<DatedPrice>> = BTreeMap::new();
    for PriceRow { price, .. } in rows {
        let unit = if price.carrier == Carrier::Water { Unit::M3 } else { Unit::KWh };
        if price.incl_vat && price.unit == unit {
            let dated =
                DatedPrice { from: price.from.unwrap_or(Day::MIN), to: price.to, incl_vat: price.price };
            all.entry(price.carrier).or_default().push(dated);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::prices::Price;
    use crate::store::{BuildingId, PriceId};
    use eclaireur_models::units::UnitPrice;
    use rust_decimal::Decimal;

    /// `(own, from year, cents, with VAT)` in the order recorded → cents in the order that counts.
    fn check(rows: &[(bool, i16, i64, bool)], expect: &[i64]) {
        let rows = rows.iter().map(|(own, from, cents, incl_vat)| PriceRow {
            id: PriceId::from_stored(0),
            recorded_at: 0,
            price: Price {
                building: own.then(|| BuildingId::from_stored(1)),
                carrier: Carrier::NaturalGas,
                from: (*from != 0).then(|| Day::new(*from, 1, 1).unwrap()),
                to: None,
                price: UnitPrice(Decimal::new(*cents, 2)),
                unit: Unit::KWh,
                incl_vat: *incl_vat,
                source: String::new(),
            },
        });
        let all = by_carrier(rows.collect());
        let held = all.get(&Carrier::NaturalGas).map_or(&[][..], Vec::as_slice);
        let held: Vec<i64> = held.iter().map(|p| i64::try_from(p.incl_vat.0.mantissa()).unwrap()).collect();
        assert_eq!(held, expect);
    }

    #[test]
    fn the_own_price_counts_first_then_the_latest_then_the_one_recorded_last() {
        check(&[(false, 2024, 8, true), (true, 2020, 7, true)], &[7, 8]);
        check(&[(true, 2024, 9, true), (true, 2020, 7, true), (true, 0, 6, true)], &[9, 7, 6]);
        check(&[(true, 2024, 9, true), (true, 2024, 10, true)], &[10, 9]);
        check(&[(true, 2024, 9, false)], &[]);
    }
}
