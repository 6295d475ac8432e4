//! The report of an audit: a page the board can vote on, the same bytes twice, tagged, small, whatever people typed.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use eclaireur_frontend::reports::audit_samples;
use eclaireur_models::readings::parse::pdf;

fn pages(bytes: &[u8]) -> Vec<String> {
    let text = pdf::text(bytes).unwrap();
    let line = |line: &pdf::Line| line.cells.iter().map(|c| c.text.clone()).collect::<Vec<_>>().join(" ");
    let one = |c: char| if c.is_whitespace() || "\u{a0}\u{202f}".contains(c) { ' ' } else { c };
    let plain = |text: String| {
        let text: String = text.chars().map(one).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    text.pages.iter().map(|page| plain(page.iter().map(line).collect::<Vec<_>>().join(" "))).collect()
}

#[test]
fn the_board_votes_on_the_first_page() {
    let report = audit_samples::care_home();
    let bytes = report.pdf().unwrap();
    let pages = pages(&bytes);
    for words in
        ["Proposition", "Reste à payer", "L’organe d’administration de Les Tilleuls ASBL", "Article 3."]
    {
        assert!(pages[0].contains(words), "{words}: {}", pages[0]);
    }
    assert!(!pages[0].contains("Où va l’énergie"), "the second page begins with the energy");
    assert!(pages.len() >= 12, "{}", pages.len());
    assert!(bytes.len() < 3_000_000, "{}", bytes.len());
}

#[test]
fn the_report_of_an_audit_is_the_same_bytes_twice_and_tagged() {
    let bytes = audit_samples::care_home().pdf().unwrap();
    assert_eq!(audit_samples::care_home().pdf().unwrap(), bytes);
    let raw = String::from_utf8_lossy(&bytes);
    assert!(raw.contains("pdfuaid") && raw.contains("StructTreeRoot"));
}

#[test]
fn a_cap_is_said_with_what_was_calculated_measured_and_kept() {
    let all = pages(&audit_samples::care_home().pdf().unwrap()).join(" ");
    assert!(all.contains("Calculé :") && all.contains("nous gardons"), "{all}");
}

#[test]
fn an_audit_of_nothing_has_a_report_and_a_workbook() {
    let nothing = audit_samples::nothing();
    let pages = pages(&nothing.pdf().unwrap());
    assert!(pages[0].contains("Aucun bouquet"), "{}", pages[0]);
    let book: Xlsx<_> = Xlsx::new(Cursor::new(nothing.xlsx().unwrap())).unwrap();
    assert_eq!(book.sheet_names().len(), 8);
}

#[test]
fn whatever_people_typed_stays_words() {
    let mut report = audit_samples::care_home();
    let text = "#panic() <script>$x$ \u{0}\u{7} ".repeat(30);
    report.head.building.clone_from(&text);
    report.head.organisation.clone_from(&text);
    for package in &mut report.told.worked.bundles {
        package.name = Some(text.clone());
    }
    for finding in &mut report.audit.finding {
        finding.words.clone_from(&text);
    }
    for one in &mut report.audit.setting {
        one.circuit.clone_from(&text);
    }
    assert!(!report.pdf().unwrap().is_empty());
    assert!(!report.xlsx().unwrap().is_empty());
}
