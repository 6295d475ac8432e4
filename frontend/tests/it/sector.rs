//! A sector on screen and on paper: as many pages as promised, the same bytes twice, nothing that was held back.

use eclaireur_frontend::Named;
use eclaireur_frontend::extrapolated::{Reckoned, Whole};
use eclaireur_frontend::pages::sector::SectorPage;
use eclaireur_frontend::reports::sector::{Argument, BesideReport, SectorReport};
use eclaireur_frontend::scenarios;
use eclaireur_frontend::sector::{Told, sample};
use eclaireur_frontend::tables::{self, Cell};
use eclaireur_models::catalog::{Catalog, Change};
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::financing::scenario::{Member, run};
use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::filter::Filter;
use jiff::civil::date;
use rust_decimal::dec;

use crate::reports::{pages, plain};

fn told() -> Told {
    sample::told(sample::FULL, &Filter::default()).unwrap()
}

#[test]
fn the_yearly_report_has_five_to_eight_pages_and_says_what_is_not_shown() {
    let report = SectorReport { lang: Lang::Fr, told: told() };
    let bytes = report.pdf().unwrap();
    assert_eq!(bytes, report.pdf().unwrap());
    let found = pages(&bytes);
    assert!((5..=8).contains(&found.len()), "{} pages", found.len());
    let text = found.join(" ");
    for expect in ["Rapport annuel du secteur 2024", "non montré", "ODD 13", "80 kWh/m² en 2040", "UREBA"] {
        assert!(text.contains(expect), "{expect}");
    }
    assert_eq!(report.file_name(), "secteur-val-clair-2024");
}

#[test]
fn a_sector_without_figures_has_a_report_that_says_why() {
    for organisations in [0, 4] {
        let told = sample::told(organisations, &Filter::default()).unwrap();
        let found = pages(&SectorReport { lang: Lang::Fr, told }.pdf().unwrap());
        assert!((1..=3).contains(&found.len()), "{} pages", found.len());
    }
}

#[test]
fn you_and_the_sector_has_two_pages() {
    for organisations in [sample::FULL, 4] {
        let beside = sample::beside(organisations).unwrap();
        let report = BesideReport { lang: Lang::Fr, beside: beside.clone() };
        let bytes = report.pdf().unwrap();
        assert_eq!(bytes, report.pdf().unwrap());
        let found = pages(&bytes);
        assert_eq!(found.len(), 2, "{organisations}");
        assert!(found.join(" ").contains("1 900 € par an"), "{found:?}");
        let mut many = beside;
        many.own.buildings = many.own.buildings.iter().cycle().take(300).cloned().collect();
        assert_eq!(pages(&BesideReport { lang: Lang::Fr, beside: many }.pdf().unwrap()).len(), 2);
    }
}

#[test]
fn an_argument_has_two_pages_and_prints_what_is_supposed() {
    let catalog = Catalog::embedded().unwrap();
    let member = |n: usize, activity: &str| {
        let mut facts = Facts::default();
        for (code, word) in [
            ("organisation.legal_form", "asbl"),
            ("organisation.activity", activity),
            ("building.tenure", "owner"),
        ] {
            facts.tell(code, Value::Word(word.to_owned()));
        }
        facts.tell("building.in_wallonia", Value::YesNo(true));
        Member {
            organisation: n.to_string(),
            activity: Some(activity.to_owned()),
            facts,
            area: Some(dec!(2000)),
            final_kwh: Some(dec!(300000)),
            intensity: Some(dec!(150)),
            ..Member::default()
        }
    };
    let members: Vec<Member> =
        catalog.sectors().iter().flat_map(|sector| (0..6).map(|n| member(n, &sector.code))).collect();
    for code in ["unipso-2024/ureba-extended", "unipso-2024/zero-rate-loan", "norms/worst-16"] {
        let scenario = catalog.scenario(code).unwrap().clone();
        let outcome = run(&scenario, &members, &catalog, date(2026, 1, 21));
        let scheme = match &scenario.change {
            Change::Aid { scheme, .. } => catalog.scheme(scheme).cloned(),
            Change::Norm { .. } => None,
        };
        let reckoned = Whole::Reckoned(Box::new(Reckoned::sample()));
        for whole in [Whole::NoCounts, Whole::NotReckoned, reckoned] {
            let is_reckoned = matches!(whole, Whole::Reckoned(_));
            let argument = Argument {
                lang: Lang::Fr,
                federation: Named::new("val-clair", "Fédération des services du Val Clair"),
                told: scenarios::Told {
                    scenario: scenario.clone(),
                    scheme: scheme.clone(),
                    outcome: outcome.clone(),
                    activities: Vec::new(),
                },
                whole,
                catalog: "2026-01".to_owned(),
            };
            let bytes = argument.pdf().unwrap();
            assert_eq!(bytes, argument.pdf().unwrap());
            let found = pages(&bytes);
            assert_eq!(found.len(), 2, "{code}");
            assert!(found[1].contains("Hypothèses"), "{code}: {}", found[1]);
            let text = found.join(" ");
            for said in
                ["dix-neuf fois sur vingt", "410 000", "tiré au sort", "31 organisations connues sur 240"]
            {
                assert_eq!(text.contains(said), is_reckoned, "{code}: {said}: {text}");
            }
        }
    }
}

#[test]
fn the_table_of_a_sector_holds_every_value_and_why_some_have_no_figure() {
    let told = told();
    let table = tables::sector(Lang::Fr, &told);
    let values: usize = told.view.by.values().map(Vec::len).sum();
    let withheld = table.columns.len() - 2;
    let (of_energy, standing) = table.rows.split_at(values + 1);
    let (mut shown, mut held) = (0, 0);
    for row in of_energy {
        // Energy and intensity are told together or not at all.
        assert_eq!(row[6] == Cell::Empty, row[7] == Cell::Empty);
        assert_eq!(row[6] == Cell::Empty, row[withheld] != Cell::Empty, "{row:?}");
        if row[6] == Cell::Empty { held += 1 } else { shown += 1 }
    }
    assert!(shown > 20 && held > 0, "{shown} shown, {held} held");
    // Aids and obstacles follow: organisations in steps of five, or months.
    assert!(standing.len() > 5, "{standing:?}");
    for row in standing {
        let five = |cell: &Cell| matches!(cell, Cell::Number(n) if (n % dec!(5)).is_zero() && !n.is_zero());
        assert!(five(&row[4]) != matches!(row.last(), Some(Cell::Number(_))), "{row:?}");
    }
}

#[test]
fn what_is_held_back_stands_on_no_page() {
    let told = told();
    let culture = told.view.by[&Dimension::Activity].iter().find(|cell| cell.value == "culture").unwrap();
    assert!(culture.totals.is_none() && culture.spread.is_none());
    for (state, page) in SectorPage::samples() {
        let html = page.html().unwrap();
        let html = plain(&html);
        if state == "full" {
            assert!(html.contains("non montré : moins de cinq"), "{state}");
            assert!(html.contains("Pourquoi certaines valeurs ne sont-elles pas montrées"), "{state}");
        }
        if state == "narrowed" {
            assert!(html.contains("n’est pas connu ici") && html.contains("Tout effacer"));
            assert!(html.contains("activite=care-home&#38;annee=2023"), "one chip less");
        }
        if ["few", "nobody", "withheld"].contains(&state) {
            assert!(!html.contains("<svg xmlns"), "{state}: no chart of nothing");
        }
    }
}
