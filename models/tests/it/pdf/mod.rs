//! PDF bills: what is proposed of each, what is refused, and that no bytes do harm.

mod bills;
mod make;

use std::sync::LazyLock;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::readings::Parsed;
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::proposal::{BillProposal, Proposed, Seen};

use crate::folders;
use make::{Kept, Page};

/// What is proposed, one thing per line.
pub fn told(proposal: &BillProposal) -> Vec<String> {
    fn one<T: std::fmt::Debug>(name: &str, seen: &Seen<T>) -> String {
        format!("{name}: {:?} « {} », page {}", seen.value, seen.line, seen.page)
    }
    fn all<T: std::fmt::Debug>(name: &str, proposed: Option<&Proposed<T>>) -> Vec<String> {
        let best = proposed.map(|p| one(name, &p.best));
        let others = proposed.into_iter().flat_map(|p| p.others.iter().map(|o| one("  or", o)));
        best.into_iter().chain(others).collect()
    }
    let p = proposal;
    let mut lines = vec![format!("{} pages{}", p.pages, if p.more_pages { ", and more" } else { "" })];
    lines.extend(all("title", p.title.as_ref()));
    lines.extend(all("supplier", p.supplier.as_ref()));
    lines.extend(all("number", p.number.as_ref()));
    lines.extend(all("issued", p.issued.as_ref()));
    lines.extend(all("delivered", p.delivered.as_ref()));
    lines.extend(all("period", p.period.as_ref()));
    for meter in &p.meters {
        lines.push("meter".to_owned());
        lines.extend(meter.point.iter().map(|point| one("point", point)));
        lines.extend(all("serial", meter.serial.as_ref()));
        lines.extend(all("carrier", meter.carrier.as_ref()));
        for r in &meter.registers {
            let name = format!("{} {}", r.direction.code(), r.register.code());
            lines.extend(all(&format!("{name} from"), r.index_from.as_ref()));
            lines.extend(all(&format!("{name} to"), r.index_to.as_ref()));
            lines.extend(all(&format!("{name} quantity"), r.quantity.as_ref()));
        }
        lines.extend(all("kWh per m3", meter.kwh_per_m3.as_ref()));
        lines.extend(meter.estimated.iter().map(|e| one("estimated", e)));
    }
    lines.extend(all("without VAT", p.excl_vat.as_ref()));
    lines.extend(all("VAT", p.vat.as_ref()));
    lines.extend(all("with VAT", p.incl_vat.as_ref()));
    lines.extend(all("payable", p.payable.as_ref()));
    lines
}

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());
static BILLS: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(bills::all);

fn read(bytes: &[u8]) -> Parsed {
    parse(bytes, &CATALOG, Hints::default())
}

/// The fixtures are files, so that people, browsers and the other crates can open them; here stands how they are made.
#[test]
fn the_bills_of_the_fixtures_are_those_written_here() {
    let folder = folders::workspace().join("fixtures/meters/pdf-bill");
    let accept = std::env::var_os("ECLAIREUR_ACCEPT").is_some_and(|v| v == "1");
    for (name, bytes) in BILLS.iter() {
        let file = folder.join(format!("{name}.pdf"));
        if accept {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&file, bytes).unwrap();
        }
        assert!(
            std::fs::read(&file).unwrap_or_default() == *bytes,
            "{name}.pdf is another: ECLAIREUR_ACCEPT=1"
        );
    }
}

#[test]
fn a_bill_is_proposed_and_never_read_as_readings() {
    for (name, bytes) in BILLS.iter() {
        let parsed = read(bytes);
        assert_eq!(parsed.format.as_deref(), Some("pdf-bill"), "{name}");
        assert!(parsed.series.is_empty() && parsed.invoices.is_empty() && parsed.rows.read == 0, "{name}");
        let codes: Vec<_> = parsed.findings.iter().map(|f| f.code.code()).collect();
        assert_eq!(codes, ["bill-to-confirm"], "{name}");
    }
}

#[test]
fn a_pdf_that_is_no_bill_says_what_it_is() {
    let letter = Page::default()
        .line(&[(40, "Chère Madame, votre contrat d’électricité est prolongé d’un an, merci.")]);
    let pages = [Page::default().line(&[(40, "Facture de régularisation, électricité, Total TVAC 12,00 €")])];
    for (bytes, expect) in [
        (make::document(&[letter], Kept::WinAnsi), "pdf"),
        (make::document(&pages, Kept::Nameless), "pdf-picture"),
        (make::scanned(), "pdf-picture"),
        (make::encrypted(), "pdf-encrypted"),
        (b"%PDF-1.7\n%%EOF".to_vec(), "pdf-damaged"),
    ] {
        let parsed = read(&bytes);
        assert_eq!((parsed.format, parsed.proposal), (None, None), "{expect}");
        let looks: Vec<_> = parsed.findings.iter().filter_map(|f| f.data.get("looks_like")).collect();
        assert_eq!(looks, [expect]);
        assert_eq!(parsed.findings[0].code.code(), "not-meter-data");
    }
}

/// A page with this content, packed, in a file that says nothing else.
fn packed(content: &[u8], more: &[(usize, Vec<u8>)]) -> Vec<u8> {
    let data = miniz_oxide::deflate::compress_to_vec_zlib(content, 6);
    let head = format!("<< /Filter /FlateDecode /Length {} >>\nstream\n", data.len());
    let mut objects = vec![
        (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()),
        (2, b"<< /Type /Pages /Kids [3 0 R 2 0 R] >>".to_vec()),
        (3, b"<< /Type /Page /Contents 4 0 R /Resources << /XObject << /X 4 0 R /Y 6 0 R >> /Font << /F 5 0 R >> >> >>".to_vec()),
        (4, [head.as_bytes(), &data, b"\nendstream"].concat()),
        (5, b"<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding >>".to_vec()),
    ];
    objects.extend_from_slice(more);
    make::with_table(&objects, "")
}

#[test]
fn what_would_unfold_without_end_is_cut_off() {
    let form = b"<< /Subtype /Form /Length 12 >>\nstream\n/Y Do /Y Do \nendstream".to_vec();
    let container = {
        let data = miniz_oxide::deflate::compress_to_vec_zlib(
            &[&b"9 0 ["[..], &b"0 ".repeat(3_000_000)].concat(),
            6,
        );
        let head = format!(
            "<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {} >>\nstream\n",
            data.len()
        );
        [head.as_bytes(), &data, b"\nendstream"].concat()
    };
    for (what, bytes) in [
        ("a bomb", packed(&vec![b' '; 60_000_000], &[])),
        ("letters without end", packed(&b"BT /F 9 Tf (Total TVAC 1,00) Tj 0 -9 Td ".repeat(200_000), &[])),
        (
            "one line of everything",
            packed(&b"BT /F 9 Tf (Index fin 1,00 Total TVAC 2,00) Tj ".repeat(100_000), &[]),
        ),
        ("a form in itself", packed(&b"/Y Do ".repeat(1000), &[(6, form)])),
        ("brackets in brackets", packed(&b"[(".repeat(500_000), &[])),
        (
            "numbers beyond all bounds",
            packed(&b"BT /F 9999999 Tf 0 Tz (xyz) Tj ET 99999999999 0 0 99999999999 0 0 cm BT /F 99999999999 Tf (x) Tj ET ".repeat(100), &[]),
        ),
        ("many containers", packed(b"q", &(0..30).map(|n| (10 + n, container.clone())).collect::<Vec<_>>())),
        ("words without objects", [&b"%PDF-1.7\n"[..], &b"1 0 obj(trailer<<stream".repeat(100_000)].concat()),
    ] {
        let parsed = read(&bytes);
        assert_eq!(parsed.format, None, "{what}");
        assert_eq!(parsed.findings[0].code.code(), "not-meter-data", "{what}");
    }
}

#[test]
fn only_the_first_pages_are_read_and_it_says_so() {
    let pages: Vec<Page> = (0..40)
        .map(|n| {
            Page::default().line(&[(40, &format!("Facture d’électricité, page {n}, Total TVAC {n},00 €"))])
        })
        .collect();
    let proposal = read(&make::document(&pages, Kept::Subset)).proposal.unwrap();
    assert_eq!((proposal.pages, proposal.more_pages), (30, true));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(200))]

    #[test]
    fn bytes_behind_the_first_word_of_a_pdf_do_no_harm(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        let parsed = read(&[b"%PDF-1.5\n", &bytes[..]].concat());
        proptest::prop_assert!(parsed.proposal.is_none() && !parsed.findings.is_empty());
    }

    #[test]
    fn a_damaged_bill_is_proposed_or_refused(
        which in 0..BILLS.len(),
        at in 0usize..8000,
        with in proptest::sample::select(vec!["", "(", "<<", "]", "stream", "endstream", "3 0 obj", "-", "99999", "/Kids [2 0 R]", "Do", "BT"]),
        cut in 0usize..40,
    ) {
        let mut bytes = BILLS[which].1.clone();
        let at = at % bytes.len();
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, with.bytes());
        let parsed = read(&bytes);
        proptest::prop_assert_eq!(parsed.format.is_some(), parsed.proposal.is_some());
        proptest::prop_assert_eq!(parsed.findings.len(), 1);
    }
}
