//! The table a caretaker keeps, with French habits, in the encodings he saves it in.

use eclaireur_models::catalog::Catalog;
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::{Parsed, RowCounts};

use crate::told::{one_line, read};

/// Series, rows (read accepted missing rejected ignored) and codes of findings.
fn check(text: &str, series: &[&str], rows: [u32; 5], codes: &[&str]) {
    let parsed = read(text);
    let found: Vec<String> = parsed.series.iter().map(one_line).collect();
    assert_eq!(found, series, "{text}\n{:?}", parsed.findings);
    let [read, accepted, missing, rejected, ignored] = rows;
    assert_eq!(
        parsed.rows,
        RowCounts { read, accepted, missing, rejected, ignored },
        "{text}\n{:?}",
        parsed.findings
    );
    let mut found: Vec<&str> = parsed.findings.iter().map(|f| f.code.code()).collect();
    found.dedup();
    assert_eq!(found, codes, "{text}");
}

const GAS_INDEX: &str = "Relevés 2025 — chaufferie\r\n\r\nDate du relevé;Index gaz (m³);Remarque\r\n\
31/12/2024;45 210,5;\r\n31/01/2025;46\u{a0}890,25;froid\r\n28/02/2025;;oublié\r\n31/03/2025;49.800,75;\r\n";

#[test]
fn index_readings_with_french_habits_in_three_encodings() {
    let catalog = Catalog::embedded().unwrap();
    let (windows_1252, _, _) = encoding_rs::WINDOWS_1252.encode(GAS_INDEX);
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(GAS_INDEX.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let with_mark: Vec<u8> = [0xef, 0xbb, 0xbf].into_iter().chain(GAS_INDEX.bytes()).collect();
    for (bytes, encoding) in [
        (GAS_INDEX.as_bytes(), "utf-8"),
        (with_mark.as_slice(), "utf-8"),
        (&*windows_1252, "windows-1252"),
        (utf16.as_slice(), "utf-16le"),
    ] {
        let parsed = parse(bytes, &catalog, Hints::default());
        assert_eq!(parsed.encoding, Some(encoding));
        assert_eq!(parsed.format.as_deref(), Some("plain-table"));
        let series: Vec<String> = parsed.series.iter().map(one_line).collect();
        assert_eq!(series, ["natural_gas offtake total index m3 4590.25 -"], "{encoding}");
        assert_eq!(parsed.rows, RowCounts { read: 4, accepted: 3, missing: 1, rejected: 0, ignored: 0 });
    }
}

#[test]
fn monthly_consumption_with_a_total_and_notes() {
    check(
        "Mois;Électricité (kWh);Gaz (kWh)\njanvier 2025;1 234,5;12 000\nfévrier 2025;1 100;-\nmars 2025;néant;9 500\n\
         Total;2 334,5;21 500\n\nSource : tableau du comptable\n",
        &[
            "electricity offtake total interval kWh 2334.5 -",
            "natural_gas offtake total interval kWh 21500 -",
        ],
        [6, 3, 0, 0, 3],
        &["total-row", "blank-row", "note-row"],
    );
}

#[test]
fn day_and_night_indexes_of_one_meter() {
    check(
        "Date;Index jour (kWh);Index nuit (kWh);Injection (kWh)\n01/01/2025;10000;5000;0\n01/02/2025;10500;5400;12,5\n01/03/2025;11100;5750;40\n",
        &[
            "electricity offtake day index kWh 1100 -",
            "electricity offtake night index kWh 750 -",
            "electricity injection total index kWh 40.0 -",
        ],
        [3, 3, 0, 0, 0],
        &["kind-assumed", "carrier-assumed"],
    );
}

#[test]
fn billed_periods_include_their_last_day_when_the_next_begins_after_it() {
    let parsed = read(
        "Du;Au;Consommation (kWh);Montant TVAC\n01/01/2023;31/12/2023;12 345;3 200,00\n01/01/2024;31/12/2024;11 980;2 950,10\n",
    );
    let gas = &parsed.series[0];
    assert_eq!(gas.key.kind.code(), "billed");
    assert_eq!(gas.total().to_string(), "24325");
    let day = |s: i64| eclaireur_models::period::day_of(s).unwrap().to_string();
    assert_eq!(
        (day(gas.points[0].start), day(gas.points[0].end)),
        ("2023-01-01".to_owned(), "2024-01-01".to_owned())
    );
    let touching = read("Du;Au;Consommation (kWh)\n12/03/2023;11/03/2024;100\n11/03/2024;14/03/2025;90\n");
    assert_eq!(day(touching.series[0].points[0].end), "2024-03-11");
}

#[test]
fn several_meters_one_below_the_other_with_a_bad_cell_each() {
    check(
        "Compteur;Date;Énergie;Unité;Index\nAile A;01/01/2025;Gaz;m³;100\nAile B;01/01/2025;Gaz;m³;900\nAile A;32/01/2025;Gaz;m³;120\n\
         Aile B;01/02/2025;Gaz;m³;9O5\nAile A;01/03/2025;Gaz;m³;160\n",
        &["natural_gas offtake total index m3 60 Aile A", "natural_gas offtake total index m3 0 Aile B"],
        [5, 3, 0, 2, 0],
        &["bad-date", "bad-number"],
    );
}

#[test]
fn the_same_slot_twice_is_said_and_never_counted_twice() {
    check(
        "Mois;Gaz (kWh)\n01/2025;100\n02/2025;90\n02/2025;90\n01/2025;105\n",
        &["natural_gas offtake total interval kWh 190 -"],
        [4, 2, 0, 1, 1],
        &["duplicate-row", "conflicting-rows"],
    );
}

#[test]
fn an_unknown_unit_is_said_loudly() {
    check(
        "Date;Consommation;Unité\n01/01/2025;10;barils\n01/02/2025;12;barils\n",
        &["electricity offtake total interval ? 22 - (not counted)"],
        [2, 0, 0, 2, 0],
        &["carrier-assumed", "period-assumed", "unknown-unit"],
    );
}

#[test]
fn numbers_that_only_grow_are_index_readings() {
    check(
        "Date,Gaz (m3)\n2025-01-05,10200.5\n2025-02-04,10420.0\n2025-03-06,10610.75\n2025-04-05,10700\n",
        &["natural_gas offtake total index m3 499.50 -"],
        [4, 4, 0, 0, 0],
        &["kind-assumed"],
    );
}

#[test]
fn what_is_no_meter_data_says_what_it_looks_like() {
    for (text, looks) in [
        ("", "empty"),
        ("<html><body>Connexion</body></html>", "html"),
        ("Bonjour,\nvoici la facture.", "text"),
    ] {
        let parsed = read(text);
        assert_eq!(parsed.format, None);
        assert_eq!(parsed.findings.len(), 1, "{text}");
        assert_eq!(parsed.findings[0].code.code(), "not-meter-data");
        assert_eq!(parsed.findings[0].data["looks_like"], looks);
    }
}

#[test]
fn a_table_whose_columns_nobody_knows_lists_them() {
    let parsed = read("Nom;Prénom;Âge\nA;B;3\n");
    assert_eq!((parsed.format.as_ref(), parsed.findings.len()), (None, 1));
    assert_eq!(parsed.findings[0].code.code(), "unknown-layout");
    assert_eq!(parsed.findings[0].data["headers"], "Nom · Prénom · Âge");
}

#[test]
fn a_word_that_says_consumption_is_believed_however_the_values_grow() {
    check(
        "Date;Consommation (kWh)\n31/01/2025;800\n28/02/2025;900\n31/03/2025;1000\n30/04/2025;1100\n",
        &["electricity offtake total interval kWh 3800 -"],
        [4, 4, 0, 0, 0],
        &["carrier-assumed", "period-assumed"],
    );
    check(
        "Date;Index (kWh);Consommation (kWh)\n01/01/2025;1000;0\n02/01/2025;1100;100\n03/01/2025;1220;120\n",
        &[
            "electricity offtake total index kWh 220 - (not counted)",
            "electricity offtake total interval kWh 220 -",
        ],
        [3, 3, 0, 0, 0],
        &["same-energy-twice", "carrier-assumed"],
    );
}

#[test]
fn every_meter_has_its_own_doubled_hour() {
    let mut text = String::from("Compteur;Horodatage;Consommation (kWh)\n");
    for meter in ["A", "B"] {
        for hour in ["01:00", "02:00", "02:00", "03:00"] {
            text.push_str(&format!("{meter};27/10/2024 {hour};1\n"));
        }
    }
    check(
        &text,
        &["electricity offtake total interval kWh 4 A", "electricity offtake total interval kWh 4 B"],
        [8, 8, 0, 0, 0],
        &["carrier-assumed"],
    );
}

#[test]
fn a_dot_before_three_digits_is_thousands_in_a_french_table_and_that_is_said() {
    check(
        "Mois;Consommation (kWh)\n01/2025;1.234\n02/2025;980\n03/2025;1.100\n",
        &["electricity offtake total interval kWh 3314 -"],
        [3, 3, 0, 0, 0],
        &["thousands-assumed", "carrier-assumed"],
    );
}

#[test]
fn a_quote_that_nobody_closed_swallows_nothing() {
    check(
        "Date;Index (kWh);Remarque\n01/01/2024;100;\n01/02/2024;200;\"non lu\n01/03/2024;300;\n01/04/2024;400;\n",
        &["electricity offtake total index kWh 300 -"],
        [4, 4, 0, 0, 0],
        &["carrier-assumed"],
    );
}

#[test]
fn a_unit_in_brackets_that_nobody_can_count_in_is_an_error_and_a_name_there_is_none() {
    check(
        "Mois;Consommation (barils)\n01/2025;3\n",
        &["electricity offtake total interval ? 3 - (not counted)"],
        [1, 0, 0, 1, 0],
        &["carrier-assumed", "unknown-unit"],
    );
    check(
        "Mois;Gaz kWh (chaufferie)\n01/2025;3\n",
        &["natural_gas offtake total interval kWh 3 chaufferie"],
        [1, 1, 0, 0, 0],
        &[],
    );
}

#[test]
fn what_a_status_calls_missing_is_missing() {
    check(
        "Mois;Gaz (kWh);Statut\n01/2025;120;relevé\n02/2025;0;manquant\n",
        &["natural_gas offtake total interval kWh 120 -"],
        [2, 1, 1, 0, 0],
        &[],
    );
}

#[test]
fn deliveries_of_one_day_add_up() {
    check(
        "Date;Livraison mazout (litres)\n01/03/2025;1000\n01/03/2025;500\n01/10/2025;900\n",
        &["heating_oil offtake total delivery l 2400 -"],
        [3, 3, 0, 0, 0],
        &[],
    );
}

#[test]
fn gross_and_net_are_two_columns_and_only_gross_counts() {
    let gas = |parsed: &Parsed| -> Vec<(String, &'static str)> {
        parsed.series.iter().map(|s| (one_line(s), s.key.basis.code())).collect()
    };
    let both = read(
        "Mois;Gaz (kWh PCS);Gaz (kWh PCI)\r\njanvier 2025;1000;900\r\nfévrier 2025;800;720\r\nmars 2025;700;630\r\n",
    );
    assert_eq!(
        gas(&both),
        [
            ("natural_gas offtake total interval kWh 2500 -".to_owned(), "gross"),
            ("natural_gas offtake total interval kWh 2250 - (not counted)".to_owned(), "net"),
        ]
    );
    for (header, basis) in
        [("Gaz kWh PCI", "net"), ("Gaz (MWh PCI)", "net"), ("Gaz kWhPCS", "gross"), ("Gaz (kWh)", "gross")]
    {
        let one =
            read(&format!("Mois;{header}\r\njanvier 2025;1000\r\nfévrier 2025;800\r\nmars 2025;700\r\n"));
        let found: Vec<_> = one.series.iter().map(|s| (s.key.basis.code(), s.counts)).collect();
        assert_eq!(found, [(basis, true)], "{header}: {:?}", one.findings);
    }
}

/// A hundred buildings with 36 months each, with other amounts for each `seed`; months as `month` writes them.
fn park(seed: u64, month: impl Fn(u32, u32) -> String, decimal: char) -> String {
    let mut state = seed;
    let mut next = move |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    let mut text = String::from("EAN;Mois;Gaz naturel (kWh)\n");
    for building in 0..100u32 {
        let digits = format!("5499990000{building:07}");
        let places = digits.bytes().rev().enumerate();
        let sum: u32 = places.map(|(i, b)| u32::from(b - b'0') * if i % 2 == 0 { 3 } else { 1 }).sum();
        let check = (10 - sum % 10) % 10;
        for i in 0..36u32 {
            let (whole, cents) = (1900 + next(260), next(14));
            let month = month(2021 + (9 + i) / 12, (9 + i) % 12 + 1);
            text.push_str(&format!("{digits}{check};{month};{whole}{decimal}{cents:02}\n"));
        }
    }
    text
}

#[test]
fn amounts_that_look_like_a_month_do_not_make_a_row_the_header() {
    let slashed = |year, month| format!("{month:02}/{year}");
    let dashed = |year, month| format!("{year}-{month:02}");
    let joined = |year, month| format!("{year}{month:02}");
    let named = |year, month: u32| {
        let names = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre";
        format!("{} {year}", names.split(' ').zip(1..).find(|(_, n)| *n == month).unwrap().0)
    };
    let ways: [&dyn Fn(u32, u32) -> String; 4] = [&slashed, &dashed, &joined, &named];
    for (seed, (way, decimal)) in (1..).zip(ways.into_iter().flat_map(|way| [(way, ','), (way, '.')])) {
        for seed in [seed, seed + 100, seed + 200] {
            let text = park(seed, way, decimal);
            let parsed = read(&text);
            let codes: Vec<&str> = parsed.findings.iter().map(|f| f.code.code()).collect();
            let counted = (parsed.rows.read, parsed.rows.rejected + parsed.rows.missing, parsed.series.len());
            assert_eq!(
                counted,
                (3600, 0, 100),
                "{}\n{codes:?}",
                text.lines().take(4).collect::<Vec<_>>().join("\n")
            );
        }
    }
}

#[test]
fn a_row_of_months_below_their_header_is_no_header_itself() {
    const EAN: &str = "549999000000000006";
    let table = |text: &str| text.replace("EAN:", EAN);
    for (text, total) in [
        ("EAN;Mois;Gaz (kWh)\nEAN:;10/2021;2012,05\nEAN:;11/2021;1834,22\n", "3846.27"),
        ("Mois;Gaz (kWh)\n202110;202103\n202111;198015\n202112;198017\n", "598135"),
        ("Mois;Gaz (kWh)\n01/2020;1040\n02/2020;196101\n", "197141"),
        ("Mois;Gaz (kWh)\n202001;199912\n202002;202112\n", "402024"),
        ("Mois;Année;Gaz (kWh)\noctobre;2021;2015\nnovembre;2021;1834\n", "3849"),
        ("Gaz (kWh);Mois\n2012.05;2021-10\n1834.22;2021-11\n", "3846.27"),
        // And the header of a wide table is one, whatever stands below it.
        ("Compteur;10/2021;11/2021\nGaz (kWh);2012,05;1834,22\n", "3846.27"),
        ("Gaz (kWh)\n\nMois;2021;2022\njanvier;2012;1834\nmars;2015;1830\n", "7691"),
    ] {
        let parsed = read(&table(text));
        let totals: Vec<String> = parsed.series.iter().map(|series| series.total().to_string()).collect();
        assert_eq!(totals, [total], "{text}\n{:?}", parsed.findings);
    }
}
