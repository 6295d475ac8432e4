//! Charts: same bytes twice, no colour in pages, colours in files, nothing low that is only unknown.

use eclaireur_frontend::charts::months::{MonthsChart, Width};
use eclaireur_frontend::tables::{self, FileKind, months::YearMonths};
use eclaireur_models::building::{Carrier, Direction};
use eclaireur_models::certain::Quality;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Month, Period};
use eclaireur_models::readings::totals::{CarrierMonths, MissingPart, MonthTotal, Source};
use eclaireur_models::units::{Basis, Energy, Euro};
use jiff::civil::date;
use rust_decimal::{Decimal, dec};

/// Thirteen months to January 2026: March missing, October 2025 incomplete, December estimated.
pub(crate) fn oil() -> CarrierMonths {
    let months = Month::range(Month::new(2024, 6).unwrap(), Month::new(2025, 12).unwrap()).map(|month| {
        let hole = MissingPart {
            meter: "=Citerne".to_owned(),
            period: Period::new(month.first(), date(month.year(), month.number(), 13)).unwrap(),
            days: 12,
            slots: 0,
        };
        let now = month.year() == 2025;
        let missing = if now && matches!(month.number(), 3 | 10) { vec![hole] } else { Vec::new() };
        let energy =
            (!(now && month.number() == 3)).then(|| Decimal::from(800 + 310 * i64::from(month.number())));
        MonthTotal {
            month,
            energy: energy.map(|e| Energy::new(e, Basis::Net)),
            quality: if month.number() == 12 { Quality::Estimated } else { Quality::Measured },
            cost: missing.is_empty().then_some(Euro(dec!(100.005))),
            missing,
            filled: Vec::new(),
            sources: [Source::Delivery].into(),
        }
    });
    CarrierMonths {
        carrier: Carrier::HeatingOil,
        direction: Direction::Offtake,
        months: months.collect(),
        splits: Vec::new(),
        findings: Vec::new(),
    }
}

#[test]
fn a_year_of_months_looks_as_accepted() {
    let year = YearMonths::new(&oil(), 2025);
    let chart = MonthsChart { year: &year, lang: Lang::Fr, id: "mazout" };
    let wide = chart.svg(Width::Wide).unwrap();
    let narrow = chart.svg(Width::Narrow).unwrap();
    let alone = chart.alone("Résidence & Cie").unwrap();
    assert_eq!(wide, chart.svg(Width::Wide).unwrap());
    assert_eq!(alone, chart.alone("Résidence & Cie").unwrap());
    for svg in [&wide, &narrow] {
        assert!(!svg.contains("style=") && !svg.contains("#0") && !svg.contains(" width=\"960"), "{svg}");
        assert!(svg.contains("role=\"img\"") && svg.contains("<title") && svg.contains("<desc"));
    }
    assert!(
        !alone.contains("class=\"c-") && !alone.contains("#0102") && alone.contains("Résidence &amp; Cie")
    );
    insta::assert_snapshot!("months-wide", wide);
    insta::assert_snapshot!("months-narrow", narrow);
    insta::assert_snapshot!("months-alone", alone);
}

#[test]
fn a_month_with_a_hole_is_hatched_and_in_no_total() {
    let year = YearMonths::new(&oil(), 2025);
    let chart = MonthsChart { year: &year, lang: Lang::Fr, id: "x" };
    let svg = chart.svg(Width::Wide).unwrap();
    // Two months and the key.
    assert_eq!(svg.matches("class=\"c-missing\"").count(), 3);
    assert_eq!(svg.matches("class=\"c-part\"").count(), 1);
    assert_eq!(svg.matches("class=\"c-bar\"").count(), 10 + 1);
    assert_eq!(year.sum().months, 10);
    assert_eq!(year.common().0.months, 6, "July to December without October, and June");
    assert_eq!(year.cost(), None);
    assert_eq!(year.late(date(2025, 4, 1)).len(), 1, "October is not late in April");
}

#[test]
fn an_empty_year_has_an_empty_chart_that_says_so() {
    let year = YearMonths::new(&oil(), 2031);
    let chart = MonthsChart { year: &year, lang: Lang::Fr, id: "x" };
    assert_eq!(chart.reading(), "Aucun mois n’est complet.");
    assert_eq!(chart.svg(Width::Narrow).unwrap().matches("class=\"c-missing\"").count(), 13);
}

#[test]
fn the_table_as_a_file_opens_in_a_belgian_spreadsheet() {
    let all = oil();
    let table = tables::months_table(Lang::Fr, "=Résidence", &[&all], Some(2025));
    let csv = String::from_utf8(table.file(FileKind::Csv, date(2026, 11, 21)).unwrap()).unwrap();
    let mut lines = csv.trim_start_matches('\u{feff}').split("\r\n");
    assert_eq!(
        lines.next(),
        Some("bâtiment;mois;énergie;sens;quantité;unité;complet;qualité;ce qui manque;coût TVAC (€)")
    );
    assert_eq!(lines.next(), Some("'=Résidence;2025-01;Mazout;prélèvement;1110;kWh PCI;oui;mesuré;;100,01"));
    let march = lines.nth(1).unwrap();
    assert!(march.contains("2025-03;Mazout;prélèvement;;;non;;compteur"), "{march}");
    assert_eq!(csv.matches("\r\n").count(), 13);
}
