//! Small documents, and the lines that are read of them.

use super::{NoText, text};

const HELVETICA: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// A document of one page with this content; `more` are further objects, from 6 on.
fn page(content: &str, font: &str, leaf: &str, more: &[&str]) -> Vec<u8> {
    let stream = format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    let leaf = format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {leaf} >>");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>",
        &leaf,
        &stream,
        font,
    ];
    let mut file = String::from("%PDF-1.4\n");
    for (n, object) in objects.iter().chain(more).enumerate() {
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", n + 1));
    }
    (file + "trailer << /Root 1 0 R >>\n%%EOF").into_bytes()
}

/// The lines of the first page, a bar between cells.
fn lines(bytes: &[u8]) -> Vec<String> {
    let text = text(bytes).unwrap();
    let line = |line: &super::Line| line.cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("|");
    text.pages.first().into_iter().flatten().map(line).collect()
}

/// Enough of it that the page is text.
const FILLER: &str = "BT /F 10 Tf 40 20 Td (Ce texte compte assez de lettres pour une page.) Tj ET";

fn written(content: &str) -> Vec<String> {
    let mut lines = lines(&page(&format!("{content}\n{FILLER}"), HELVETICA, "", &[]));
    lines.pop();
    lines
}

#[test]
fn what_stands_at_one_height_is_a_line_and_what_stands_apart_a_cell() {
    let below = "BT /F 10 Tf 40 700 Td (Index de fin) Tj 200 0 Td (12 345) Tj ET";
    let above = "BT /F 10 Tf 1 0 0 1 40 720 Tm (Index) Tj 28 0 Td (de d\\351but) Tj 1 0 0 1 240 721 Tm (11 000) Tj ET";
    assert_eq!(written(&format!("{below}\n{above}")), ["Index de début|11 000", "Index de fin|12 345"]);
}

#[test]
fn every_operator_that_shows_text_moves_the_pen() {
    for (content, expect) in [
        (
            "BT /F 10 Tf 12 TL 40 700 Td (un) Tj T* (deux) Tj (trois) ' 1 0 (quatre) \" ET",
            &["un", "deux", "trois", "quatre"][..],
        ),
        ("BT /F 10 Tf 40 700 TD (a) Tj 0 -20 TD (b) Tj T* (c) Tj ET", &["a", "b", "c"]),
        ("BT /F 10 Tf 40 700 Td [(To) 20 (tal) -300 (TVAC) -3000 (12,00)] TJ ET", &["Total TVAC|12,00"]),
        (
            "q 2 0 0 2 0 0 cm BT /F 5 Tf 20 350 Td (grand) Tj ET Q BT /F 10 Tf 40 680 Td (petit) Tj ET",
            &["grand", "petit"],
        ),
        ("BT /F 1 Tf 10 0 0 10 40 700 Tm (dans la matrice) Tj ET", &["dans la matrice"]),
        ("BT /F 10 Tf 0 1 -1 0 40 700 Tm (en marge) Tj ET", &[]),
        ("BI /W 1 ID (Tj EI BT /F 10 Tf 40 700 Td (apr\\350s l'image) Tj ET", &["après l'image"]),
        ("BT /F 10 Tf 40 700 Td (gras) Tj 0.3 0 Td ET BT /F 10 Tf 40.3 700 Td (gras) Tj ET", &["gras"]),
    ] {
        assert_eq!(written(content), expect, "{content}");
    }
}

#[test]
fn fonts_say_which_letters_they_draw() {
    let differences = "<< /Type /Font /Subtype /Type1 /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [65 /eacute /uni20AC 67 /fi] >> >>";
    let mac = "<< /Type /Font /Subtype /TrueType /Encoding /MacRomanEncoding >>";
    let widths = "<< /Type /Font /Subtype /Type1 /FirstChar 65 /Widths [1000 1000 250] >>";
    for (font, content, expect) in [
        (differences, "(AB C d) Tj", "é€ fi d"),
        (mac, "(\\216t\\216) Tj", "été"),
        (widths, "(AB) Tj 20 0 Td (C) Tj", "ABC"),
    ] {
        let content = format!(
            "BT /F 10 Tf 40 700 Td {content} 1 0 0 1 40 20 Tm (ce texte compte assez de lettres ici) Tj ET"
        );
        assert_eq!(lines(&page(&content, font, "", &[])).first().map(String::as_str), Some(expect), "{font}");
    }
}

#[test]
fn forms_are_drawn_where_they_are_placed_and_a_turned_page_is_read_upright() {
    let form = "<< /Type /XObject /Subtype /Form /Matrix [1 0 0 1 0 100] /Length 44 >>\nstream\nBT /F 10 Tf 0 0 Td (dans un formulaire) Tj ET /X Do\nendstream";
    let content = format!("q 1 0 0 1 40 600 cm /X Do Q BT /F 10 Tf 40 650 Td (dessous) Tj ET {FILLER}");
    let read = lines(&page(&content, HELVETICA, "", &[form]));
    assert_eq!(read.iter().filter(|l| l.as_str() == "dessous").count(), 1);
    assert!(read.iter().position(|l| l == "dans un formulaire") < read.iter().position(|l| l == "dessous"));
    let turned = "BT /F 10 Tf 0 1 -1 0 100 40 Tm (page couch\\351e, lue debout, avec assez de lettres) Tj ET";
    let read = lines(&page(turned, HELVETICA, "/Rotate 90", &[]));
    assert_eq!(read, ["page couchée, lue debout, avec assez de lettres"]);
}

#[test]
fn the_last_of_an_object_counts_and_a_missing_tree_is_made_up_for() {
    let old = page(FILLER, HELVETICA, "", &[]);
    let content = "BT /F 10 Tf 40 20 Td (Ce qui fut chang\\351 ensuite est ce qui compte ici.) Tj ET";
    let change =
        format!("\n4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n", content.len());
    assert_eq!(
        lines(&[&old[..], change.as_bytes()].concat()),
        ["Ce qui fut changé ensuite est ce qui compte ici."]
    );
    let lost = String::from_utf8(old).unwrap().replace("/Kids [3 0 R]", "/Kids [2 0 R 99 0 R]");
    assert_eq!(text(lost.as_bytes()), Err(NoText::Picture), "a page without fonts");
    let lost =
        lost.replace("/Type /Page /Parent", "/Type /Page /Resources << /Font << /F 5 0 R >> >> /Parent");
    assert_eq!(lines(lost.as_bytes()), ["Ce texte compte assez de lettres pour une page."]);
}
