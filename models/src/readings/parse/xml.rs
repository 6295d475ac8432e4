//! XML → the reader of its root element, known by local name and namespace, never by its prefix.
//!
//! Does *not* read anything itself: [`tree`] makes elements of the text, bounded in depth and number. To add a kind of
//! document: a reader of a [`tree::Element`], and a branch below.

pub(super) mod tree;

use tree::Tree;

use super::{espi, ubl};
use crate::catalog::Catalog;
use crate::finding::{Code, Finding};
use crate::readings::Parsed;

/// The namespace of feeds.
const ATOM: &str = "http://www.w3.org/2005/Atom";

/// What the namespaces of UBL begin with; behind it stand the name of the document and its version.
const UBL: &str = "urn:oasis:names:specification:ubl:schema:xsd:";

/// Documents that are none of ours, but that people have: root element and what it looks like.
const NAMED: [(&str, &str); 5] = [
    ("testSet", "invoice-tests"),
    ("CrossIndustryInvoice", "invoice-cii"),
    ("CrossIndustryDocument", "invoice-cii"),
    ("Invoice", "invoice-unknown"),
    ("CreditNote", "invoice-unknown"),
];

/// Reads an XML document.
pub(super) fn read(text: &str, catalog: &Catalog) -> Parsed {
    let tree = match Tree::read(text) {
        Ok(tree) => tree,
        Err(finding) => return Parsed::refused(finding),
    };
    let Some(root) = tree.root() else { return other("", "") };
    // Peppol carries a document in an envelope, and some mailboxes hand over both.
    let root = match root.name() {
        "StandardBusinessDocument" => root.children().last().unwrap_or(root),
        _ => root,
    };
    let namespace = root.namespace();
    match (root.name(), namespace.as_deref().unwrap_or_default()) {
        ("Invoice", ns) if ns.strip_prefix(UBL) == Some("Invoice-2") => ubl::read(root, catalog),
        ("CreditNote", ns) if ns.strip_prefix(UBL) == Some("CreditNote-2") => ubl::read(root, catalog),
        ("feed" | "entry", ATOM) if espi::is_espi(root) => espi::read(root),
        (name, namespace) => other(name, namespace),
    }
}

/// A document that is none of ours.
fn other(root: &str, namespace: &str) -> Parsed {
    let known = NAMED.iter().find(|(name, _)| *name == root).map(|(_, looks_like)| *looks_like);
    let ubl = namespace.starts_with(UBL).then_some("ubl-other");
    let looks_like = ubl.or(known).unwrap_or("xml");
    let root: String = root.chars().take(60).collect();
    Parsed::refused(Finding::new(Code::NotMeterData).with("looks_like", looks_like).with("root", root))
}
