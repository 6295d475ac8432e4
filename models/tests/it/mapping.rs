//! A table that nobody described is proposed, corrected, and known again.

use eclaireur_models::building::{Carrier, Kind};
use eclaireur_models::catalog::{Catalog, Role};
use eclaireur_models::lang::NumberStyle;
use eclaireur_models::readings::Parsed;
use eclaireur_models::readings::parse::mapping::{Lack, Mapping, Why, propose};
use eclaireur_models::readings::parse::{Column, DateOrder, Hints, parse};
use eclaireur_models::units::Unit;

use crate::folders;

const NEVER_SEEN: &str = "Rapport de la chaufferie\n\n\
    Moment;Drapeau;Grandeur A;Grandeur B\n\
    03/02/2025 00:00;ok;12,5;45 210\n\
    03/02/2025 01:00;ok;13;45 223\n\
    03/02/2025 02:00;??;12,25;45 235\n\
    03/02/2025 03:00;ok;-;45 247\n\
    03/02/2025 04:00;ok;11;45 260\n";

fn catalog() -> Catalog {
    Catalog::embedded().unwrap()
}

fn read(text: &str, mappings: &[Mapping]) -> Parsed {
    parse(text.as_bytes(), &catalog(), Hints { mappings, ..Hints::default() })
}

/// The proposal for [`NEVER_SEEN`], as a person would correct it.
fn corrected() -> Mapping {
    let mut mapping = propose(NEVER_SEEN.as_bytes(), &catalog()).unwrap().mapping;
    for column in &mut mapping.columns {
        if let Column::Value(value) = column {
            value.unit = Some(Unit::KWh);
            value.carrier = Some(Carrier::DistrictHeat);
        }
    }
    mapping
}

#[test]
fn columns_are_proposed_with_a_reason_each() {
    let proposal = propose(NEVER_SEEN.as_bytes(), &catalog()).unwrap();
    assert_eq!(proposal.header_line, Some(3));
    assert_eq!(proposal.why, [Why::Dates, Why::Nothing, Why::Numbers, Why::Grows]);
    assert_eq!(proposal.mapping.columns[0], Column::Role(Role::Date));
    assert_eq!(proposal.mapping.columns[1], Column::Role(Role::Ignored));
    let kinds: Vec<_> = proposal.mapping.columns[2..]
        .iter()
        .map(|c| if let Column::Value(v) = c { v.kind } else { None })
        .collect();
    assert_eq!(kinds, [Some(Kind::Interval), Some(Kind::Index)]);
    assert_eq!(proposal.sample[0], ["03/02/2025 00:00", "ok", "12,5", "45 210"]);
    assert_eq!(proposal.mapping.lacks(), [Lack::Unit(2), Lack::Unit(3)]);
    assert_eq!(corrected().lacks(), []);
}

#[test]
fn a_column_is_an_index_when_enough_speaks_for_it() {
    let kind = |values: &[&str]| {
        let rows = (1..).zip(values).map(|(day, value)| format!("{day:02}/02/2025;{value}\n"));
        let text = format!("Moment;Grandeur\n{}", rows.collect::<String>());
        match propose(text.as_bytes(), &catalog()).unwrap().mapping.columns.remove(1) {
            Column::Value(value) => value.kind,
            _ => None,
        }
    };
    for (values, expect) in [
        (&["3,1", "3,2", "3,3", "3,4"][..], Kind::Interval),
        (&["310", "320", "330", "340"], Kind::Interval),
        (&["1 000", "2 000", "3 000", "4 000"], Kind::Interval),
        (&["45 210", "45 223", "45 223", "45 247"], Kind::Index),
        (&["45 210", "45 223", "45 220", "45 247"], Kind::Interval),
        (&["1", "2", "4", "5", "7", "9", "12", "13"], Kind::Index),
        (&["7", "7", "7", "7", "7", "7", "7", "7"], Kind::Interval),
    ] {
        assert_eq!(kind(values), Some(expect), "{values:?}");
    }
}

#[test]
fn a_mapping_says_what_it_lacks() {
    let mut mapping = corrected();
    mapping.columns[1] = Column::Role(Role::Date);
    assert_eq!(mapping.lacks(), [Lack::Twice(1)]);
    mapping.columns = vec![Column::Role(Role::Ignored); 4];
    assert_eq!(mapping.lacks(), [Lack::Date, Lack::Value]);
}

#[test]
fn the_second_file_of_a_sender_is_known_in_whatever_order_its_columns_come() {
    let mappings = [corrected()];
    let first = read(NEVER_SEEN, &mappings);
    assert_eq!(first.format.as_deref(), Some("own-mapping"), "{:?}", first.findings);
    let told = |parsed: &Parsed| {
        let mut told: Vec<String> = parsed
            .series
            .iter()
            .map(|s| format!("{} {} {} {}", s.key.carrier.code(), s.key.kind.code(), s.total(), s.missing()))
            .collect();
        told.sort();
        told
    };
    assert_eq!(told(&first), ["district_heat index 50 0", "district_heat interval 48.75 1"]);
    let swapped = "GRANDEUR B;moment;Grandeur a;drapeau\n\
        45 300;04/02/2025 00:00;2,5;ok\n45 310;04/02/2025 01:00;3;ok\n";
    let second = read(swapped, &mappings);
    assert_eq!(second.format.as_deref(), Some("own-mapping"), "{:?}", second.findings);
    assert_eq!(told(&second), ["district_heat index 10 0", "district_heat interval 5.5 0"]);
    let other = "Moment;Drapeau;Grandeur A;Grandeur C\n04/02/2025 00:00;ok;2,5;7\n";
    assert_ne!(read(other, &mappings).format.as_deref(), Some("own-mapping"));
}

#[test]
fn a_table_without_headers_is_known_by_its_width_and_dates() {
    let text = "AB12;03/02/2025;12,5\nAB12;04/02/2025;13,5\nAB12;05/02/2025;11,5\n";
    let mut mapping = propose(text.as_bytes(), &catalog()).unwrap().mapping;
    assert!(!mapping.headed);
    let Column::Value(value) = &mut mapping.columns[2] else { panic!("readings") };
    value.unit = Some(Unit::KWh);
    let parsed = read(text, std::slice::from_ref(&mapping));
    assert_eq!(parsed.rows.accepted, 3, "{:?}", parsed.findings);
    assert_eq!(parsed.series[0].total().to_string(), "37.5");
    assert_ne!(read("a;b;c\n1;2;3\n", &[mapping]).format.as_deref(), Some("own-mapping"));
}

#[test]
fn a_mapping_survives_being_kept() {
    let mapping = corrected();
    let kept = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&kept).unwrap(), mapping);
    let mut renamed = mapping.clone();
    renamed.headers[0] = "MOMENT ".to_owned();
    assert_eq!(renamed.fingerprint(), mapping.fingerprint());
}

#[test]
fn what_was_said_of_dates_signs_and_slots_is_used_where_the_table_does_not_tell() {
    let text = "Moment;Drapeau;Grandeur A\n\
        01/02/2025 01:00;ok;1.250\n01/02/2025 02:00;ok;2.500\n01/02/2025 03:00;ok;1.125\n";
    let mut mapping = propose(text.as_bytes(), &catalog()).unwrap().mapping;
    let Column::Value(value) = &mut mapping.columns[2] else { panic!("readings") };
    (value.unit, value.carrier) = (Some(Unit::KWh), Some(Carrier::Electricity));
    let told = |mapping: &Mapping| {
        let parsed = read(text, std::slice::from_ref(mapping));
        let series = &parsed.series[0];
        format!("{} from {}", series.total().normalize(), series.from().unwrap())
    };
    mapping.decimal = Some(NumberStyle::Comma);
    assert_eq!(told(&mapping), "4875 from 1738368000", "1 February, one o'clock in Brussels");
    mapping.decimal = Some(NumberStyle::Dot);
    assert_eq!(told(&mapping), "4.875 from 1738368000");
    mapping.date_order = DateOrder::MonthFirst;
    assert_eq!(told(&mapping), "4.875 from 1735776000", "2 January");
    mapping.slot_ends = true;
    assert_eq!(told(&mapping), "4.875 from 1735772400", "the first hour of 2 January");
}

#[test]
fn a_table_of_powers_gives_the_energy_its_readme_says_once_the_unit_is_said() {
    let Some(samples) = folders::samples() else { return };
    let bytes = std::fs::read(samples.join("belgium-buildings/opengrid_gas_2016_hour.csv")).unwrap();
    let mut mapping = propose(&bytes, &catalog()).unwrap().mapping;
    for column in &mut mapping.columns {
        if let Column::Value(value) = column {
            (value.unit, value.carrier) = (Some(Unit::W), Some(Carrier::NaturalGas));
        }
    }
    let mappings = [mapping];
    let parsed = parse(&bytes, &catalog(), Hints { mappings: &mappings, ..Hints::default() });
    let kwh: Vec<String> = parsed
        .series
        .iter()
        .map(|s| (s.total() / rust_decimal::Decimal::ONE_THOUSAND).round_dp(3).to_string())
        .collect();
    assert_eq!(kwh, ["16667.433", "6591.506", "12176.989"], "{:?}", parsed.findings);
}
