//! Reports: the same figure as everywhere, the same bytes twice, as many pages as promised, whatever people typed.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use eclaireur_frontend::figures;
use eclaireur_frontend::pages::building::BuildingPage;
use eclaireur_frontend::reading_sheet::{Sheet, SheetMeter, Sheets};
use eclaireur_frontend::reports::{self, Kind, Report, samples};
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Period;
use eclaireur_models::readings::parse::pdf;

/// What a reader of the PDF finds on its pages; spaces of all widths are one space.
pub(crate) fn pages(bytes: &[u8]) -> Vec<String> {
    let text = pdf::text(bytes).unwrap();
    let line = |line: &pdf::Line| line.cells.iter().map(|c| c.text.clone()).collect::<Vec<_>>().join(" ");
    text.pages.iter().map(|page| plain(&page.iter().map(line).collect::<Vec<_>>().join(" "))).collect()
}

pub(crate) fn plain(text: &str) -> String {
    let one = |c: char| if c.is_whitespace() || "\u{a0}\u{202f}".contains(c) { ' ' } else { c };
    text.chars().map(one).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn squeezed(text: &str) -> String {
    plain(text).replace([' ', '\u{200b}'], "")
}

fn intensity(report: &Report) -> &eclaireur_models::indicators::Explained {
    report.assessment.figures.get("intensity", None, Period::year(2025)).unwrap()
}

#[test]
fn every_report_has_a_name_and_is_found_by_it() {
    let names: Vec<&str> = Kind::KINDS.iter().map(|kind| kind.name()).collect();
    assert_eq!(names, reports::ALL);
    for kind in Kind::KINDS {
        assert_eq!(Kind::from_name(kind.name()), Some(kind));
        assert_eq!(Kind::from_name(kind.code()), Some(kind));
    }
    assert_eq!(Kind::from_name("../../etc/passwd"), None);
}

#[test]
fn the_same_report_is_the_same_bytes() {
    for kind in Kind::KINDS {
        let first = samples::care_home(kind);
        let other = samples::saying(kind, "autre");
        let bytes = first.pdf().unwrap();
        // Another in between: nothing of it stays.
        assert_ne!(other.pdf().unwrap(), bytes, "{kind:?}");
        assert_eq!(samples::care_home(kind).pdf().unwrap(), bytes, "{kind:?}");
        assert_eq!(first.xlsx().unwrap(), samples::care_home(kind).xlsx().unwrap(), "{kind:?}");
    }
}

#[test]
fn reports_are_tagged_and_say_that_they_are_accessible() {
    for kind in Kind::KINDS {
        let bytes = samples::care_home(kind).pdf().unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for expect in ["/StructTreeRoot", "/MarkInfo", "pdfuaid:part", "/Lang"] {
            assert!(text.contains(expect), "{kind:?}: no {expect}");
        }
        assert!(text.contains("2026-11-21"), "{kind:?}: dated by its day");
    }
}

#[test]
fn a_figure_reads_the_same_in_pdf_workbook_and_page() {
    for kind in [Kind::Bulletin, Kind::Yearly] {
        let report = samples::care_home(kind);
        let figure = intensity(&report);
        let value = figure.value().unwrap();
        let printed = squeezed(&figures::value(Lang::Fr, value, None));
        assert!(squeezed(&pages(&report.pdf().unwrap()).join(" ")).contains(&printed), "{kind:?}: {printed}");

        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(report.xlsx().unwrap())).unwrap();
        let sheet = workbook.worksheet_range("Chiffres").unwrap();
        let rows: Vec<&[Data]> = sheet.rows().collect();
        let column = |name: &str| rows[0].iter().position(|c| *c == name).unwrap();
        let row = rows.iter().find(|r| r[column("code")] == "intensity").unwrap();
        let Data::Float(number) = row[column("valeur")] else { panic!("{:?}", row[column("valeur")]) };
        assert!((number - 187.669_619_047_619).abs() < 1e-9, "{number}");
        assert_eq!(row[column("unité")].to_string(), "kWh/m²");
        assert!(!row[column("formule")].to_string().is_empty());
        for (name, least) in [("Calcul", 8), ("Mois", 12), ("Sources", 1)] {
            assert!(workbook.worksheet_range(name).unwrap().height() > least, "{kind:?}: {name}");
        }
    }
}

#[test]
fn the_bulletin_has_two_pages_the_sheet_one() {
    for text in hostile() {
        for (kind, most) in [(Kind::Bulletin, 2), (Kind::MonthSheet, 1)] {
            let mut report = samples::saying(kind, &text);
            for _ in 0..3 {
                let more = report.assessment.alerts.clone();
                report.assessment.alerts.extend(more);
                let more = report.assessment.series.meters.clone();
                report.assessment.series.meters.extend(more);
            }
            let found = pages(&report.pdf().unwrap()).len();
            assert!((1..=most).contains(&found), "{kind:?}: {found} pages of {text:?}");
        }
    }
}

fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        "#import \"@preview/cetz:0.1.0\"",
        "#panic(\"x\")",
        "\"] #read(\"/etc/passwd\") [",
        "\\ $ x^2 $ *gras* _it_ `c` @ref <label>",
        "<script>alert(1)</script>",
        "👩‍🚒 école 中文 \u{202e}abc\u{0}\n\u{feff}",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    texts.extend(["W".repeat(300), "très long nom ".repeat(22), "é".repeat(300)]);
    texts
}

#[test]
fn what_people_typed_is_printed_and_changes_nothing() {
    for kind in Kind::KINDS {
        for text in hostile() {
            let report = samples::saying(kind, &text);
            let printed = pages(&report.pdf().unwrap()).join(" ");
            if kind != Kind::MonthSheet {
                let value = figures::value(Lang::Fr, intensity(&report).value().unwrap(), None);
                assert!(squeezed(&printed).contains(&squeezed(&value)), "{kind:?}: {text:?}");
            }
            assert!(!report.xlsx().unwrap().is_empty());
        }
        let printed = pages(&samples::saying(kind, "#panic(\"x\") $ * <b>").pdf().unwrap()).join(" ");
        assert!(squeezed(&printed).contains("#panic(\"x\")$*<b>"), "{kind:?}: {printed}");
    }
}

#[test]
fn a_building_of_which_nothing_is_known_gets_a_report_that_says_what_to_bring() {
    for (kind, expect) in [
        (Kind::Bulletin, "Encodez une facture annuelle."),
        (Kind::Yearly, "Aucun compteur n’est encore connu."),
        (Kind::MonthSheet, "Encodez une facture annuelle."),
    ] {
        let report = samples::nothing(kind);
        let printed = pages(&report.pdf().unwrap()).join(" ");
        assert!(squeezed(&printed).contains(&squeezed(expect)), "{kind:?}: {printed}");
        assert!(!report.xlsx().unwrap().is_empty());
    }
}

#[test]
fn the_sheet_names_the_meter_to_read_the_action_its_euro_who_and_when() {
    let printed = squeezed(&pages(&samples::care_home(Kind::MonthSheet).pdf().unwrap()).join(" "));
    for expect in
        ["octobre 2026", "Chaufferie", "12/10/2026", "1 900 €", "Responsable technique", "1er décembre 2026"]
    {
        assert!(printed.contains(&squeezed(expect)), "{expect}: {printed}");
    }
}

#[test]
fn each_energy_has_its_part_of_the_emissions_by_the_named_set() {
    // 181 875 × 0,2 and 748 800 PCS × 0,9 × 0,2.
    let printed = squeezed(&pages(&samples::care_home(Kind::Yearly).pdf().unwrap()).join(" "));
    for expect in ["36 375", "134 784", "facteurs retenus pour décider"] {
        assert!(printed.contains(&squeezed(expect)), "{expect}: {printed}");
    }
}

#[test]
fn what_was_explained_or_seen_to_is_not_asked_for_again() {
    for kind in [Kind::Bulletin, Kind::MonthSheet] {
        let mut report = samples::care_home(kind);
        let asked = "1 900 €";
        assert!(squeezed(&pages(&report.pdf().unwrap()).join(" ")).contains(&squeezed(asked)), "{kind:?}");
        report.answered = report.assessment.alerts.iter().map(|alert| alert.key.clone()).collect();
        let printed = squeezed(&pages(&report.pdf().unwrap()).join(" "));
        assert!(!printed.contains(&squeezed(asked)), "{kind:?}: {printed}");
        assert!(printed.contains(&squeezed("Gardez les réglages actuels.")), "{kind:?}: {printed}");
    }
}

#[test]
fn an_earlier_year_tells_of_itself_alone() {
    let told = |year| {
        let report = Report { year: Some(year), ..samples::care_home(Kind::Yearly) };
        (report.file_name(), squeezed(&pages(&report.pdf().unwrap()).join(" ")))
    };
    let (name, earlier) = told(2024);
    assert_eq!(name, "rapport-annuel-2024");
    for of_2025 in ["Ce que demande UREBA", "Signature énergétique"] {
        assert!(!earlier.contains(&squeezed(of_2025)), "{of_2025}: {earlier}");
        assert!(told(2025).1.contains(&squeezed(of_2025)), "{of_2025}");
    }
    // A year that the figures do not tell of is not claimed.
    assert_eq!(told(2019).0, "rapport-annuel-2025");
}

#[test]
fn a_report_says_of_when_its_figures_are() {
    for kind in [Kind::Bulletin, Kind::Yearly] {
        for (stale, expect) in [(false, "Chiffres du 21/11/2026."), (true, "n’en tiennent pas compte")] {
            let report = Report { stale, ..samples::care_home(kind) };
            let printed = squeezed(&pages(&report.pdf().unwrap()).join(" "));
            assert!(printed.contains(&squeezed(expect)), "{kind:?}: {printed}");
        }
    }
}

/// What stands between these in each piece of a page, without tags.
fn between<'a>(piece: &'a str, before: &str, after: &str) -> Option<&'a str> {
    piece.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

#[test]
fn the_bulletin_has_the_same_five_figures_on_its_page_and_on_paper() {
    for (state, page) in BuildingPage::samples() {
        let assessment = page.assessed.assessment.clone();
        if assessment.figures.0.is_empty() || !page.has_readings {
            continue;
        }
        let html = page.html().unwrap();
        let report = Report::new(Kind::Bulletin, reports::Head::default(), assessment, None);
        let printed = squeezed(&pages(&report.pdf().unwrap()).join(" "));
        let mut seen = 0;
        for card in html.split("class=\"card-figure\"").skip(1) {
            seen += 1;
            let name = between(card, "<h3>", "</h3>").unwrap().replace("&#39;", "'");
            assert!(printed.contains(&squeezed(&name)), "{state}: {name}: {printed}");
            let value =
                card.split("</details>").next().and_then(|c| between(c, "figure-value\"><strong>", "<"));
            if let Some(value) = value {
                let value = squeezed(value).replace('−', "-");
                assert!(printed.contains(&value), "{state}: {name} {value}: {printed}");
            }
        }
        assert_eq!(seen, 5, "{state}");
    }
}

#[test]
fn each_sheet_beside_a_meter_is_one_page_with_its_address() {
    let secret = "A".repeat(43);
    let sheet = |name: &str| Sheet {
        meter: SheetMeter {
            name: name.to_owned(),
            carrier: Carrier::NaturalGas,
            serial: Some("G-40211".to_owned()),
            building: "Les Tilleuls".to_owned(),
        },
        units: vec!["m³".to_owned()],
        address: format!("https://energie.example.be/r/{secret}"),
        secret: secret.clone(),
        until: "2028-11-21".parse().unwrap(),
    };
    let long = "#panic(\"x\") $ ".repeat(12);
    let sheets = Sheets {
        lang: Lang::Fr,
        sheets: vec![sheet("Chaufferie"), sheet(&long), sheet("Eau")],
        contact: Some("Service technique".to_owned()),
        on: "2026-11-21".parse().unwrap(),
    };
    let bytes = reports::reading_sheets_pdf(&sheets).unwrap();
    assert_eq!(bytes, reports::reading_sheets_pdf(&sheets).unwrap(), "the same bytes twice");
    let pages = pages(&bytes);
    assert_eq!(pages.len(), 3);
    for page in &pages {
        let page = squeezed(page);
        for words in
            ["Unrelevéle1erdumois", "Servicetechnique", &format!("energie.example.be/r/{secret}"), "m³"]
        {
            assert!(page.contains(words), "no {words} in {page}");
        }
    }
    assert!(pages[0].contains("Chaufferie") && pages[1].contains("panic"), "{pages:?}");
}
