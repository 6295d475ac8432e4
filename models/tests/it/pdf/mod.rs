//! PDF bills: what is proposed of each, what is refused, and that no bytes do harm.

mod bills;
mod make;

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
    lines.extend(p.points.iter().map(|point| one("point", point)));
    lines.extend(all("serial", p.serial.as_ref()));
    lines.extend(all("carrier", p.carrier.as_ref()));
    for r in &p.registers {
        let name = format!("{} {}", r.direction.code(), r.register.code());
        lines.extend(all(&format!("{name} from"), r.index_from.as_ref()));
        lines.extend(all(&format!("{name} to"), r.index_to.as_ref()));
        lines.extend(all(&format!("{name} quantity"), r.quantity.as_ref()));
    }
    lines.extend(all("kWh per m3", p.kwh_per_m3.as_ref()));
    lines.extend(p.estimated.iter().map(|e| one("estimated", e)));
    lines.extend(all("without VAT", p.excl_vat.as_ref()));
    lines.extend(all("VAT", p.vat.as_ref()));
    lines.extend(all("with VAT", p.incl_vat.as_ref()));
    lines.extend(all("payable", p.payable.as_ref()));
    lines
}

fn read(bytes: &[u8]) -> Parsed {
    parse(bytes, &Catalog::embedded().unwrap(), Hints::default())
}

/// The fixtures are files, so that people, browsers and the other crates can open them; here stands how they are made.
#[test]
fn the_bills_of_the_fixtures_are_those_written_here() {
    let folder = folders::workspace().join("fixtures/meters/pdf-bill");
    let accept = std::env::var_os("ECLAIREUR_ACCEPT").is_some_and(|v| v == "1");
    for (name, bytes) in bills::all() {
        let file = folder.join(format!("{name}.pdf"));
        if accept {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&file, &bytes).unwrap();
        }
        assert!(
            std::fs::read(&file).unwrap_or_default() == bytes,
            "{name}.pdf is another: ECLAIREUR_ACCEPT=1"
        );
    }
}

#[test]
fn a_bill_is_proposed_and_never_read_as_readings() {
    for (name, bytes) in bills::all() {
        let parsed = read(&bytes);
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
