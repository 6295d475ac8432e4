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
    let root = tree.root();
    let namespace = root.namespace();
    match (root.name(), namespace.as_deref().unwrap_or_default()) {
        (name, _) => Parsed::refused(
            Finding::new(Code::NotMeterData).with("looks_like", "xml").with("root", shown(name)),
        ),
    }
}

/// A name short enough for a sentence.
fn shown(name: &str) -> String {
    name.chars().take(60).collect()
}
