//! I3: whatever comes in, parsers do not fail and every row is counted once.

use std::sync::LazyLock;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::readings::Parsed;
use eclaireur_models::readings::parse::{Hints, parse};
use proptest::prelude::*;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

fn every_row_is_counted(parsed: &Parsed) {
    let rows = parsed.rows;
    assert_eq!(rows.read, rows.accepted + rows.missing + rows.rejected + rows.ignored);
    if parsed.format.is_none() {
        assert!(!parsed.findings.is_empty(), "a file that is not read says why");
    }
    for series in &parsed.series {
        assert!(
            series.points.windows(2).all(|w| w[0].start < w[1].start),
            "points are in order, each slot once"
        );
        assert!(series.points.iter().all(|p| p.start <= p.end));
    }
}

/// Cells of all the kinds that stand in such tables, and some that do not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[0-9]{1,2}/[0-9]{1,2}/20[12][0-9]",
        2 => "[0-9]{2}-[0-9]{2}-202[0-9];[0-2][0-9]:[0134][05]:00",
        4 => "-?[0-9]{1,6}([.,][0-9]{0,3})?",
        1 => "[ -~]{0,12}",
        1 => "(Total|-|n/a|kWh|m³|Geschat|Afname|=\"[0-9]{18}\"|\"|é)?",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn tables_of_anything(
        header in prop_oneof![
            Just("Date;Index gaz (m³);Conso (kWh)"),
            Just("Mois;Électricité (kWh);Coût"),
            Just("Du;Au;kWh"),
            Just("Compteur;Date;Heure;Unité;Index;Statut"),
            Just("Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus"),
        ],
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..12), 0..40),
        newline in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
    ) {
            let body: Vec<String> = rows.iter().map(|cells| cells.join(";")).collect();
        let text = format!("{header}{newline}{}", body.join(newline));
        every_row_is_counted(&parse(text.as_bytes(), &CATALOG, Hints::default()));
    }

    #[test]
    fn bytes_of_any_kind(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            every_row_is_counted(&parse(&bytes, &CATALOG, Hints::default()));
    }

    /// A good file with its bytes disturbed.
    #[test]
    fn a_damaged_export(at in 0usize..900, byte in any::<u8>()) {
            let mut text = String::from("\u{feff}From (date);From (time);Until (date);Until (time);EAN code;Meter;Register;Volume;Unit;Validation status\r\n");
        for quarter in 0..8 {
            text.push_str(&format!("31/10/2021;02:{:02}:00;31/10/2021;02:{:02}:00;=\"541448000000000000\";1SAG;Offtake Day;0,{quarter};kWh;Read\r\n", quarter % 4 * 15, (quarter % 4 + 1) * 15 % 60));
        }
        let mut bytes = text.into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        every_row_is_counted(&parse(&bytes, &CATALOG, Hints::default()));
    }
}
