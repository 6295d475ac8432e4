//! Which days a meter is expected to tell: what somebody wrote down, else from its first reading on.

use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::readings::totals::{MeterReadings, days, months, years};
use eclaireur_models::units::Unit;
use rust_decimal::dec;

use crate::given::{card, channel, day, instants, meter, period, rows};

fn billed(label: &str, from: &str, to: &str) -> MeterReadings {
    let bills = rows(channel(Kind::Billed, Register::Total, Unit::KWh), &[(from, to, dec!(3_000))]);
    meter(label, Carrier::Electricity, vec![bills])
}

/// Complete months of each year.
fn complete(meters: &[MeterReadings]) -> Vec<(i16, u32)> {
    let found = years(meters, Direction::Offtake, &card(Carrier::Electricity), &[]);
    found.iter().map(|year| (year.year, year.complete_months)).collect()
}

#[test]
fn a_meter_that_begins_later_leaves_the_years_before_it_as_they_were() {
    let general = billed("général", "2024-01-01", "2026-03-01");
    let before = complete(std::slice::from_ref(&general));
    assert_eq!(before, [(2024, 12), (2025, 12), (2026, 2)]);
    let month = billed("aile B", "2026-01-01", "2026-02-01");
    let later = [general.clone(), month];
    assert_eq!(complete(&later), [(2024, 12), (2025, 12), (2026, 1)]);
    let found = months(&later, Direction::Offtake, &card(Carrier::Electricity), &[]).unwrap();
    let late: Vec<_> = found.months.iter().filter(|m| !m.missing.is_empty()).collect();
    let [february] = &late[..] else { panic!("{late:?}") };
    assert_eq!((february.missing[0].meter.as_str(), february.missing[0].days), ("aile B", 28));
    let new_year = period("2025-12-31", "2026-01-02");
    let told = days(&later, Direction::Offtake, &card(Carrier::Electricity), new_year);
    assert_eq!(told.iter().map(|d| d.complete).collect::<Vec<_>>(), [true, true]);
    // One index is no consumption yet, and what follows it is awaited.
    let index = channel(Kind::Index, Register::Total, Unit::KWh);
    let index = meter("aile C", Carrier::Electricity, vec![instants(index, &[("2025-12-31", dec!(120))])]);
    assert_eq!(complete(&[general.clone(), index]), [(2024, 12), (2025, 11), (2026, 0)]);
    // One that never told anything is not awaited.
    let silent = meter(
        "aile D",
        Carrier::Electricity,
        vec![rows(channel(Kind::Billed, Register::Total, Unit::KWh), &[])],
    );
    assert_eq!(complete(&[general, silent]), before);
}

#[test]
fn what_somebody_wrote_down_counts_before_what_readings_tell() {
    let general = billed("général", "2024-01-01", "2026-01-01");
    let mut wing = billed("aile B", "2025-04-01", "2025-10-01");
    assert_eq!(complete(&[general.clone(), wing.clone()]), [(2024, 12), (2025, 9)]);
    wing.valid = (Some(day("2024-12-01")), None);
    assert_eq!(complete(&[general.clone(), wing.clone()]), [(2024, 11), (2025, 6)]);
    wing.valid = (None, Some(day("2025-10-01")));
    assert_eq!(complete(&[general, wing]), [(2024, 12), (2025, 12)]);
}

#[test]
fn the_month_in_which_a_carrier_begins_is_no_low_month() {
    let first = billed("général", "2024-01-10", "2024-07-01");
    let second = billed("aile B", "2024-01-15", "2024-07-01");
    assert_eq!(complete(std::slice::from_ref(&first)), [(2024, 5)]);
    assert_eq!(complete(&[first, second]), [(2024, 5)]);
}
