//! The same readings are the same series, however their table is laid out: in rows or in columns, whatever comes first,
//! with a comma or a dot, in any encoding. And tables of every shape lose no row.

use std::sync::LazyLock;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::{Parsed, Series};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::whatever_comes::every_row_is_counted;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

fn read(text: &str) -> Parsed {
    let parsed = parse(text.as_bytes(), &CATALOG, Hints::default());
    every_row_is_counted(&parsed);
    parsed
}

/// Start, end and value of every point, by what its series is.
fn points(parsed: &Parsed) -> Vec<(String, i64, i64, Option<Decimal>)> {
    let mut points: Vec<_> = parsed
        .series
        .iter()
        .flat_map(|s| {
            let k = &s.key;
            let unit = k.unit.map_or("?", |u| u.code());
            let key = format!("{} {} {} {unit}", k.carrier.code(), k.direction.code(), k.register.code());
            let value = |v: i64| Decimal::new(v, s.scale).normalize();
            s.points.iter().map(move |p| (key.clone(), p.start, p.end, p.value.map(value)))
        })
        .collect();
    points.sort();
    points
}

fn total(parsed: &Parsed) -> Decimal {
    parsed.series.iter().filter(|s| s.counts).map(Series::total).sum::<Decimal>().normalize()
}

/// A value of three decimals with a decimal comma.
fn comma(thousandths: u32) -> String {
    format!("{},{:03}", thousandths / 1000, thousandths % 1000)
}

/// `00:30` of the slot that begins so many minutes after midnight.
fn clock(minutes: usize) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Days that follow each other, away from those whose clock is changed.
fn day(n: usize) -> String {
    format!("{:02}/06/2025", n + 1)
}

/// The cells of the row in this order.
fn in_order(row: &[String], order: &[usize]) -> String {
    order.iter().map(|i| row[*i].clone()).collect::<Vec<_>>().join(";")
}

/// Headers of every shape.
fn header() -> impl Strategy<Value = String> {
    let hours: Vec<String> = (0..24).map(|h| clock(h * 60)).collect();
    let half_hours: Vec<String> = (1..=48).map(|h| format!("[{}]", clock(h * 30))).collect();
    let months = "Janvier;Février;Mars;Avril;Mai;Juin;Juillet;Août;Septembre;Octobre;Novembre;Décembre";
    prop_oneof![
        Just(format!("Date;{}", hours.join(";"))),
        Just(format!("MPAN;Date;Unité;{}", half_hours.join(";"))),
        Just(format!("Date;{}", (1..=50).map(|n| format!("kWh_{n}")).collect::<Vec<_>>().join(";"))),
        Just(format!("Bâtiment;Année;{months};Total")),
        Just("Mois;2022;2023;2024".to_owned()),
        Just("Mois;Jour;Nuit;Total".to_owned()),
        Just(";Électricité (kWh);;Gaz (m³)\nMois;Jour;Nuit;Index;Statut".to_owned()),
        Just("Du;Au;Ancien index;Nouvel index;Consommation (kWh)".to_owned()),
        Just("Vanaf;Tot;Verbruik laag tarief;Teruglevering laag tarief;Totaal".to_owned()),
        Just("Data;Hora;Consumo registado, Ativa (kW);Estado".to_owned()),
        Just("EAN : 549999000000000013\nUnité : MWh\n\nPériode;Consommation".to_owned()),
        Just("time,Import T1 kWh,Export T1 kWh".to_owned()),
        Just(String::new()),
    ]
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "(0[1-9]|[12][0-9])/(03|10|06)/202[45]",
        2 => "202[45]/(03|10)/[23][0-9]",
        2 => "(Janvier|mars|T1 2024|2024|1er mai 2024|26 Aug 2019 00:30:00|45292)",
        1 => "[0-2][0-9]:[0134][05]",
        8 => "-?[0-9]{1,5}([.,][0-9]{0,3})?",
        1 => "[ -~]{0,10}",
        2 => "(Total|-|n/a|kWh|m³|oui|E|é|\")?",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn tables_of_every_shape_lose_no_row(
        header in header(),
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..52), 0..12),
    ) {
        let body: Vec<String> = rows.iter().map(|cells| cells.join(";")).collect();
        read(&format!("{header}\n{}", body.join("\n")));
    }

    #[test]
    fn wide_and_tall_are_the_same_series(
        slots in prop_oneof![Just(24usize), Just(48), Just(96)],
        ends in any::<bool>(),
        days in prop::collection::vec(prop::collection::vec(0u32..2_000_000, 96), 1..5),
    ) {
        let minutes = 1440 / slots;
        let label = |slot: usize| clock((slot + usize::from(ends)) * minutes);
        let labels: Vec<String> = (0..slots).map(label).collect();
        let mut wide = format!("Date;Unité;Type;{}\n", labels.join(";"));
        let mut tall = "Date;Heure;Consommation électrique (kWh)\n".to_owned();
        for (n, values) in days.iter().enumerate() {
            let cells: Vec<String> = values[..slots].iter().map(|v| comma(*v)).collect();
            wide += &format!("{};kWh;Électricité;{}\n", day(n), cells.join(";"));
            for (slot, cell) in cells.iter().enumerate() {
                tall += &format!("{};{};{cell}\n", day(n), clock(slot * minutes));
            }
        }
        let (wide, tall) = (read(&wide), read(&tall));
        prop_assert_eq!(wide.format.as_deref(), Some("wide-table"));
        prop_assert_eq!(points(&wide), points(&tall));
    }

    #[test]
    fn times_at_the_end_of_their_slots_are_the_same_series(
        days in prop::collection::vec(prop::collection::vec(0u32..2_000_000, 24), 1..4),
    ) {
        let (mut begin, mut end) = (String::from("Date;Heure;Gaz (kWh)\n"), String::from("Date;Heure;Gaz (kWh)\n"));
        for (n, values) in days.iter().enumerate() {
            for (hour, value) in values.iter().enumerate() {
                begin += &format!("{};{};{}\n", day(n), clock(hour * 60), comma(*value));
                let (of, at) = if hour == 23 { (n + 1, 0) } else { (n, hour + 1) };
                end += &format!("{};{};{}\n", day(of), clock(at * 60), comma(*value));
            }
        }
        prop_assert_eq!(points(&read(&begin)), points(&read(&end)));
    }

    #[test]
    fn the_order_of_columns_changes_nothing(
        order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
        values in prop::collection::vec((0u32..900_000, 0u32..900_000, 0u32..900_000), 2..14),
    ) {
        let header = ["Mois", "Jour (kWh)", "Nuit (kWh)", "Gaz (m³)", "Remarque", "N° compteur"].map(str::to_owned);
        let (mut straight, mut shuffled) = (header.join(";"), in_order(&header, &order));
        for (n, (day, night, gas)) in values.iter().enumerate() {
            let month = format!("{:02}/{}", n % 12 + 1, 2024 + n / 12);
            let row = [month, comma(*day), comma(*night), comma(*gas), "relu".to_owned(), "71234".to_owned()];
            straight += &format!("\n{}", row.join(";"));
            shuffled += &format!("\n{}", in_order(&row, &order));
        }
        prop_assert_eq!(points(&read(&straight)), points(&read(&shuffled)));
    }

    #[test]
    fn years_across_and_months_across_are_the_same_series(
        values in prop::collection::vec(prop::collection::vec(0u32..9_000_000, 12), 1..5),
    ) {
        let months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
        let years: Vec<String> = (0..values.len()).map(|n| (2021 + n).to_string()).collect();
        let mut across = format!("Gaz (kWh)\n\nMois;{}", years.join(";"));
        for (m, month) in months.iter().enumerate() {
            let cells: Vec<String> = values.iter().map(|year| comma(year[m])).collect();
            across += &format!("\n{month};{}", cells.join(";"));
        }
        let mut down = format!("Gaz (kWh)\n\nAnnée;{}", months.join(";"));
        for (year, values) in years.iter().zip(&values) {
            let cells: Vec<String> = values.iter().map(|v| comma(*v)).collect();
            down += &format!("\n{year};{}", cells.join(";"));
        }
        prop_assert_eq!(points(&read(&across)), points(&read(&down)));
    }

    #[test]
    fn the_decimal_sign_and_the_encoding_change_no_total(
        values in prop::collection::vec(prop::collection::vec(0u32..9_000_000, 24), 2..5),
    ) {
        let hours: Vec<String> = (0..24).map(|h| clock(h * 60)).collect();
        let mut text = format!("Énergie;Unité;Jour;{}", hours.join(";"));
        for (n, values) in values.iter().enumerate() {
            let cells: Vec<String> = values.iter().map(|v| comma(*v)).collect();
            text += &format!("\nÉlectricité;kWh;{};{}", day(n), cells.join(";"));
        }
        let expect = total(&read(&text));
        prop_assert_eq!(total(&read(&text.replace(',', "."))), expect);
        let (windows_1252, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
        let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let windows = text.replace('\n', "\r\n");
        for bytes in [windows_1252.as_ref(), &utf_16, windows.as_bytes()] {
            let parsed = parse(bytes, &CATALOG, Hints::default());
            prop_assert_eq!(total(&parsed), expect);
            prop_assert_eq!(parsed.findings.len(), 0, "{:?}", parsed.findings);
        }
    }
}
