//! XML text → elements in one flat list, so that no depth of nesting and no length of file can exhaust anything.
//!
//! Names are local names: the prefix a sender chose says nothing. Namespaces are only known of the root, which is enough
//! to know a document. Nothing is ever expanded: a document type declaration is refused, since the only entities of such
//! documents are the five of XML and characters by number.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event, attributes::Attributes};

use crate::finding::{Code, Finding};

/// Elements within elements, at most; invoices and feeds of readings have about ten.
const DEEPEST: usize = 64;
/// Elements, at most: about nine years of quarter-hours.
const MOST_ELEMENTS: usize = 2_000_000;

#[derive(Debug)]
struct Node<'a> {
    /// Local name.
    name: &'a str,
    /// What stands behind the name in the start tag.
    attributes: &'a str,
    text: Cow<'a, str>,
    /// Line of the file, from 1.
    line: u32,
    /// Position behind its last descendant.
    end: usize,
}

/// A document.
#[derive(Debug)]
pub struct Tree<'a> {
    /// In the order of the file; never empty.
    nodes: Vec<Node<'a>>,
    /// Prefix of the root.
    prefix: &'a str,
}

/// An element of a document.
#[derive(Debug, Clone, Copy)]
pub struct Element<'t> {
    nodes: &'t [Node<'t>],
    prefix: &'t str,
    index: usize,
}
