//! Electronic invoices: every sample of Peppol with its ground truth, what each fixture costs, and what is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::readings::bill::InvoiceKind;
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::{Parsed, Series};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::folders;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

fn read(bytes: &[u8]) -> Parsed {
    let parsed = parse(bytes, &CATALOG, Hints::default());
    let rows = parsed.rows;
    assert_eq!(rows.read, rows.accepted + rows.missing + rows.rejected + rows.ignored);
    parsed
}

fn codes(parsed: &Parsed) -> BTreeSet<&'static str> {
    parsed.findings.iter().map(|f| f.code.code()).collect()
}

/// What counts: `electricity offtake 13559 kWh`.
fn counted(parsed: &Parsed) -> Vec<String> {
    let mut sums: BTreeMap<(&str, &str, &str), Decimal> = BTreeMap::new();
    for series in parsed.series.iter().filter(|s| s.counts) {
        let key = &series.key;
        let unit = key.unit.map_or("?", |u| u.code());
        *sums.entry((key.carrier.code(), key.direction.code(), unit)).or_default() += series.total();
    }
    sums.into_iter().map(|((carrier, way, unit), sum)| format!("{carrier} {way} {sum} {unit}")).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// File, kind, number, lines, total with VAT, what counts, what is said beside lines that are no energy or tell it twice.
type Told = (
    &'static str,
    InvoiceKind,
    &'static str,
    usize,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const SAMPLES: &[Told] = {
    use InvoiceKind::{CreditNote, Invoice};
    &[
        ("base-example.xml", Invoice, "Snippet1", 2, "1656.25", &[], &["no-energy"]),
        (
            "base-creditnote-correction.xml",
            CreditNote,
            "Snippet1",
            2,
            "1656.25",
            &[],
            &["credit-note", "no-energy"],
        ),
        ("Allowance-example.xml", Invoice, "Snippet1", 3, "7125", &[], &["no-energy"]),
        ("Vat-category-S.xml", Invoice, "Snippet1", 3, "8550", &[], &["no-energy"]),
        ("vat-category-E.xml", Invoice, "Vat-Z", 1, "1200.00", &[], &["no-energy", "other-currency"]),
        ("vat-category-Z.xml", Invoice, "Vat-Z", 1, "1200.00", &[], &["no-energy", "other-currency"]),
        ("belgium/UBLBE_04_four_vat_rates.xml", Invoice, "V01/15000004", 4, "3456", &[], &["no-energy"]),
        (
            "belgium/UBLBE_19_ten_lines_mixed.xml",
            Invoice,
            "V01/15000019",
            10,
            "189.66",
            &[],
            &["invoice-total-differs", "no-energy"],
        ),
        (
            "energy/ubl-tc434-example8_grid-invoice.xml",
            Invoice,
            "1100512149",
            10,
            "1099.78",
            &["electricity offtake 16000 kWh"],
            &["carrier-assumed"],
        ),
        (
            "energy/AU_energy_bill_1.xml",
            Invoice,
            "Invoice01",
            3,
            "161.87",
            &["electricity injection 150 kWh", "electricity offtake 325.2 kWh"],
            &["other-currency"],
        ),
        (
            "energy/SEeF31_001_levering.xml",
            Invoice,
            "F201912345",
            9,
            "1607.78",
            &["electricity offtake 13559 kWh"],
            &["ean-check-digit"],
        ),
        (
            "energy/SEeF20_001_levering.xml",
            Invoice,
            "F201512345",
            9,
            "1607.78",
            &["electricity offtake 13559 kWh"],
            &["ean-check-digit"],
        ),
        (
            "energy/SEeF20_002_netbeheer.xml",
            Invoice,
            "90125432758",
            6,
            "614.62",
            &["electricity offtake 19612 kWh"],
            &[],
        ),
        (
            "energy/SEeF20_004_netbeheer_credit.xml",
            CreditNote,
            "90125432759",
            1,
            "-614.62",
            &[],
            &["credit-note"],
        ),
        (
            "energy/EHF_nettleie_business.xml",
            Invoice,
            "0997462625",
            2,
            "1543.34",
            &["electricity offtake 2561 kWh"],
            // The VAT of the document is four øre short of its own rate.
            &["carrier-assumed", "invoice-total-differs", "other-currency"],
        ),
        (
            "negative/BIS3_Invoice_negativ.XML",
            Invoice,
            "12345",
            1,
            "-782179.43",
            &[],
            &["implausible-price", "no-energy", "other-currency"],
        ),
    ]
};

#[test]
fn every_sample_says_what_it_bills_and_counts_each_energy_once() {
    let Some(folder) = folders::samples() else { return };
    let folder = folder.join("peppol");
    for (file, kind, number, lines, incl_vat, counts, said) in SAMPLES {
        let parsed = read(&std::fs::read(folder.join(file)).unwrap());
        assert_eq!(parsed.format.as_deref(), Some("ubl-invoice"), "{file}");
        assert_eq!(parsed.invoices.len(), 1, "{file}");
        let invoice = &parsed.invoices[0];
        assert_eq!((invoice.kind, invoice.number.as_deref()), (*kind, Some(*number)), "{file}");
        assert_eq!(invoice.lines.len(), *lines, "{file}");
        assert_eq!(invoice.incl_vat.unwrap().to_string(), *incl_vat, "{file}");
        assert_eq!(counted(&parsed), *counts, "{file}");
        let usual = ["not-energy-line", "same-energy-twice"];
        let found: Vec<&str> = codes(&parsed).into_iter().filter(|code| !usual.contains(code)).collect();
        assert_eq!(found, *said, "{file}");
    }
    let refused =
        files(&folder.join("negative")).into_iter().filter(|f| f.extension().is_some_and(|e| e == "xml"));
    let mut seen = SAMPLES.len();
    for file in refused {
        let parsed = read(&std::fs::read(&file).unwrap());
        assert_eq!(parsed.format, None, "{}", file.display());
        assert_eq!(parsed.findings[0].data["looks_like"], "invoice-tests", "{}", file.display());
        seen += 1;
    }
    assert_eq!(seen, files(&folder).len(), "no sample is left out");
}

#[test]
fn invoices_of_the_ground_truth_are_billed_or_have_no_energy() {
    let Some(folder) = folders::samples() else { return };
    let truth: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap();
    for (file, truth) in truth.iter().filter(|(file, _)| file.starts_with("peppol/")) {
        let parsed = read(&std::fs::read(folder.join(file)).unwrap());
        if truth["no_energy"] == true {
            assert!(parsed.series.is_empty() && codes(&parsed).contains("no-energy"), "{file}");
        }
        if let Some(kind) = truth["kind"].as_str() {
            assert!(parsed.series.iter().all(|s| s.key.kind.code() == kind), "{file}");
        }
        let expect: Vec<Vec<String>> = truth
            .get("counted")
            .map(|counted| serde_json::from_value(counted.clone()).unwrap())
            .unwrap_or_default();
        let mut expect: Vec<String> =
            expect.iter().map(|line| format!("{} {} {} {}", line[0], line[1], line[3], line[2])).collect();
        expect.sort();
        assert_eq!(counted(&parsed), expect, "{file}");
    }
}

#[test]
fn meter_readings_are_kept_beside_what_they_prove() {
    let parsed = fixture("meter-readings.xml");
    let indexes: Vec<&Series> = parsed.series.iter().filter(|s| s.key.kind.code() == "index").collect();
    assert_eq!(indexes.len(), 2);
    for index in indexes {
        let same = |s: &&Series| s.key.register == index.key.register && s.counts;
        let billed = parsed.series.iter().find(same).unwrap();
        assert_eq!(index.total(), billed.total());
        assert!(!index.counts);
    }
}

fn fixture(name: &str) -> Parsed {
    let folder = folders::workspace().join("fixtures/meters/ubl-invoice");
    read(&std::fs::read(folder.join(name)).unwrap())
}

#[test]
fn a_fixture_costs_what_its_period_costs() {
    for (file, kind, excl, incl) in [
        ("electricity-day-night.xml", InvoiceKind::Invoice, "5931.37", "6287.25"),
        ("advances-deducted.xml", InvoiceKind::Invoice, "1404.00", "1488.24"),
        ("advance.xml", InvoiceKind::Advance, "120.00", "127.20"),
        ("credit-note.xml", InvoiceKind::CreditNote, "108.48", "114.99"),
        ("two-points-two-rates.xml", InvoiceKind::Invoice, "897.89", "958.51"),
    ] {
        let parsed = fixture(file);
        let invoice = &parsed.invoices[0];
        let cost = invoice.cost();
        assert_eq!(invoice.kind, kind, "{file}");
        assert_eq!(cost.excl_vat.unwrap().to_string(), excl, "{file}");
        assert_eq!(cost.incl_vat.unwrap().to_string(), incl, "{file}");
    }
}

#[test]
fn the_bills_own_coefficient_is_read() {
    let parsed = fixture("gas-m3-and-kwh.xml");
    let coefficients: Vec<Decimal> = parsed.invoices[0].lines.iter().filter_map(|l| l.kwh_per_m3).collect();
    assert_eq!(coefficients, [Decimal::new(114_035, 4)]);
}

const HEAD: &str = "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">";

/// Number, unit and amount of a line, its words before them.
fn with_lines(lines: &[(&str, &str, &str, &str)]) -> Parsed {
    let line = |(what, quantity, unit, amount): &(&str, &str, &str, &str)| {
        format!(
            "<InvoiceLine><InvoicedQuantity unitCode='{unit}'>{quantity}</InvoicedQuantity>\
             <LineExtensionAmount currencyID='EUR'>{amount}</LineExtensionAmount>\
             <Item><Name>{what}</Name></Item></InvoiceLine>"
        )
    };
    let lines = lines.iter().map(line).collect::<Vec<_>>().concat();
    let head = "<ID>1</ID><DocumentCurrencyCode>EUR</DocumentCurrencyCode>\
                <InvoicePeriod><StartDate>2025-01-01</StartDate><EndDate>2025-12-31</EndDate></InvoicePeriod>";
    read(format!("{HEAD}{head}{lines}</Invoice>").as_bytes())
}

#[test]
fn words_of_five_languages_tell_what_a_line_bills() {
    for (lines, expect) in [
        (
            &[
                ("Verbruik dag", "300", "KWH", "30"),
                ("Verbruik nacht", "200", "KWH", "15"),
                ("Bijdrage op de energie", "500", "KWH", "1"),
            ][..],
            "electricity offtake 500 kWh",
        ),
        (
            &[
                ("Arbeitspreis Strom", "900", "KWH", "90"),
                ("Netznutzung", "900", "KWH", "40"),
                ("Stromsteuer", "900", "KWH", "18"),
            ],
            "electricity offtake 900 kWh",
        ),
        (
            &[("Gas consumption", "4000", "KWH", "300"), ("Climate change levy", "4000", "KWH", "20")],
            "natural_gas offtake 4000 kWh",
        ),
        (&[("Prélèvement eau de distribution", "85", "MTQ", "400")], "water offtake 85 m3"),
        (&[("Levering aardgas", "1.25", "MWH", "90")], "natural_gas offtake 1.25 MWh"),
        (
            &[("Consommation électricité", "10", "KWH", "1"), ("Énergie réactive", "900", "KWH", "5")],
            "electricity offtake 10 kWh",
        ),
        (&[("Warmte", "12", "GV", "300")], "district_heat offtake 12 GJ"),
        (
            &[("Strømforbruk", "77", "KWH", "8"), ("Forbruksavgift", "77", "KWH", "1")],
            "electricity offtake 77 kWh",
        ),
    ] {
        assert_eq!(counted(&with_lines(lines)), [expect], "{lines:?}");
    }
}

#[test]
fn a_unit_of_energy_that_is_not_known_is_said_and_goods_by_the_litre_are_no_fuel() {
    let parsed = with_lines(&[("Mazout chauffage", "400", "GLL", "380")]);
    assert!(codes(&parsed).contains("unknown-unit"));
    let parsed = with_lines(&[("Lait entier", "400", "LTR", "380"), ("Pommes", "12", "KGM", "24")]);
    assert!(parsed.series.is_empty() && codes(&parsed).contains("no-energy"));
}

#[test]
fn what_is_no_invoice_is_named() {
    for (text, looks_like) in [
        (format!("{HEAD}<ID>1</ID></Invoice>"), "invoice-fragment"),
        (format!("{HEAD}<InvoiceLine/></Invoice>"), "invoice-fragment"),
        ("<Invoice><ID>1</ID></Invoice>".to_owned(), "invoice-unknown"),
        ("<rsm:CrossIndustryInvoice xmlns:rsm=\"urn:un\"/>".to_owned(), "invoice-cii"),
        (HEAD.replace("Invoice", "Order") + "</Order>", "ubl-other"),
    ] {
        let parsed = read(text.as_bytes());
        assert_eq!(parsed.format, None, "{text}");
        assert_eq!(parsed.findings[0].data["looks_like"], looks_like, "{text}");
    }
}

#[test]
fn numbers_and_dates_of_any_size_do_no_harm() {
    let huge = "9".repeat(40);
    for quantity in ["999999999999", "-999999999999", "0", "1e9", huge.as_str(), "", "0.0000000001"] {
        for unit in ["GWH", "KWH", "MTQ", ""] {
            with_lines(&[
                ("Consommation gaz", quantity, unit, "999999999999"),
                ("Consommation", "999999999999", unit, "1"),
            ]);
        }
    }
    let dates =
        "<InvoicePeriod><StartDate>9999-12-31</StartDate><EndDate>0000-00-00</EndDate></InvoicePeriod>";
    read(format!("{HEAD}<ID>1</ID>{dates}<InvoiceLine>{dates}</InvoiceLine></Invoice>").as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Good invoices with some of their bytes disturbed.
    #[test]
    fn a_damaged_invoice_is_read_or_refused(
        name in prop_oneof![Just("meter-readings.xml"), Just("two-points-two-rates.xml"), Just("credit-note.xml")],
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let folder = folders::workspace().join("fixtures/meters/ubl-invoice");
        let mut bytes = std::fs::read(folder.join(name)).unwrap();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let parsed = read(&bytes);
        prop_assert!(parsed.format.is_some() || !parsed.findings.is_empty());
        for series in &parsed.series {
            prop_assert!(series.points.windows(2).all(|w| w[0].start < w[1].start));
        }
    }
}
