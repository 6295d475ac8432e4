//! XML → the reader of its root element, known by local name and namespace, never by its prefix.
//!
//! Does *not* read anything itself: [`tree`] makes elements of the text, bounded in depth and number. To add a kind of
//! document: a reader of a [`tree::Element`], and a branch below.

pub(super) mod tree;

use tree::Tree;

use crate::finding::{Code, Finding};
use crate::readings::Parsed;

/// Reads an XML document.
pub(super) fn read(text: &str) -> Parsed {
    let tree = match Tree::read(text) {
        Ok(tree) => tree,
        Err(finding) => return Parsed::refused(finding),
    };
    let Some(root) = tree.root() else { return other("") };
    let namespace = root.namespace();
    match (root.name(), namespace.as_deref().unwrap_or_default()) {
        (name, _) => other(name),
    }
}

/// A document that is none of ours.
fn other(root: &str) -> Parsed {
    let root: String = root.chars().take(60).collect();
    Parsed::refused(Finding::new(Code::NotMeterData).with("looks_like", "xml").with("root", root))
}
