//! XML text → elements in one flat list, so that neither depth nor length of a file can exhaust anything.
//!
//! Names are local names: the prefix a sender chose says nothing. A namespace is known where the element declares it
//! itself, which is enough to know a document by its root. Nothing is ever expanded: a document type declaration is
//! refused, and without one the only entities are the five of XML and characters by number.

use std::borrow::Cow;

use memchr::memchr_iter;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::{Attribute, Attributes};
use quick_xml::events::{BytesRef, Event};
use quick_xml::{Reader, XmlVersion};

use crate::finding::{Code, Finding};

/// Elements within elements, at most; invoices and feeds of readings have about ten.
const DEEPEST: usize = 64;
/// Elements, at most: about nine years of quarter-hours.
const MOST_ELEMENTS: usize = 2_000_000;

#[derive(Debug)]
struct Node<'a> {
    /// What stands between `<` and `>`: name and attributes.
    tag: &'a str,
    /// Length of the name, prefix included.
    name: usize,
    text: Cow<'a, str>,
    /// Line of the file, from 1.
    line: u32,
    /// Position behind its last descendant.
    end: usize,
}

/// A document: its elements in the order of the file, the root first.
#[derive(Debug)]
pub struct Tree<'a> {
    nodes: Vec<Node<'a>>,
}

/// An element of a document.
#[derive(Debug, Clone, Copy)]
pub struct Element<'t> {
    nodes: &'t [Node<'t>],
    node: &'t Node<'t>,
    index: usize,
}

impl<'a> Tree<'a> {
    /// Reads a document.
    ///
    /// # Errors
    /// One finding that says why it cannot be read, and on which line.
    pub fn read(text: &'a str) -> Result<Tree<'a>, Finding> {
        let mut reader = Reader::from_str(text);
        let mut growing = Growing { text, nodes: Vec::new(), open: Vec::new(), line: 1, counted: 0 };
        loop {
            let before = position(&reader);
            let event = reader.read_event().map_err(|_| growing.broken(before, "malformed"))?;
            let after = position(&reader);
            match event {
                Event::Start(tag) => growing.begin(before, after - 1, tag.len(), tag.name().0.len())?,
                Event::Empty(tag) => {
                    growing.begin(before, after - 2, tag.len(), tag.name().0.len())?;
                    growing.finish();
                }
                Event::End(_) => growing.finish(),
                Event::Text(text) => growing.say(before, text.into_inner())?,
                Event::CData(text) => growing.say(before, text.into_inner())?,
                Event::GeneralRef(name) => growing.say(before, referred(&name))?,
                Event::DocType(_) => return Err(growing.broken(before, "doctype")),
                Event::Eof => break,
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        }
        if growing.open.is_empty() && !growing.nodes.is_empty() {
            Ok(Tree { nodes: growing.nodes })
        } else {
            Err(growing.broken(text.len(), "cut-off"))
        }
    }

    /// The outermost element; `None` never happens to a tree that was read.
    pub fn root(&self) -> Option<Element<'_>> {
        Element::at(&self.nodes, 0)
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// What `&amp;` or `&#233;` stands for; a name that nobody declared stands for itself.
fn referred<'a>(name: &BytesRef<'a>) -> Cow<'a, str> {
    match name.resolve_char_ref() {
        Ok(Some(c)) => Cow::Owned(c.to_string()),
        _ => match resolve_predefined_entity(name) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(format!("&{};", &**name)),
        },
    }
}

/// A tree while its text is read.
struct Growing<'a> {
    text: &'a str,
    nodes: Vec<Node<'a>>,
    /// Positions of the elements that are not closed yet.
    open: Vec<usize>,
    line: u32,
    /// Up to where lines were counted.
    counted: usize,
}

impl<'a> Growing<'a> {
    fn begin(&mut self, at: usize, tag_end: usize, length: usize, name: usize) -> Result<(), Finding> {
        let tag = tag_end.checked_sub(length).and_then(|start| self.text.get(start..tag_end));
        let Some(tag) = tag.filter(|_| self.nodes.is_empty() || !self.open.is_empty()) else {
            return Err(self.broken(at, "malformed"));
        };
        if self.open.len() >= DEEPEST {
            return Err(self.broken(at, "too-deep"));
        }
        if self.nodes.len() >= MOST_ELEMENTS {
            return Err(self.broken(at, "too-long"));
        }
        let line = self.line_at(at);
        self.open.push(self.nodes.len());
        self.nodes.push(Node { tag, name, text: Cow::Borrowed(""), line, end: self.nodes.len() + 1 });
        Ok(())
    }

    fn finish(&mut self) {
        let end = self.nodes.len();
        if let Some(node) = self.open.pop().and_then(|index| self.nodes.get_mut(index)) {
            node.end = end;
        }
    }

    /// Text of the element that is open; blanks between elements say nothing.
    fn say(&mut self, at: usize, text: Cow<'a, str>) -> Result<(), Finding> {
        let blank = text.trim_ascii().is_empty();
        let Some(node) = self.open.last().and_then(|index| self.nodes.get_mut(*index)) else {
            return if blank { Ok(()) } else { Err(self.broken(at, "malformed")) };
        };
        if node.text.is_empty() {
            if !blank {
                node.text = text;
            }
        } else {
            node.text.to_mut().push_str(&text);
        }
        Ok(())
    }

    fn line_at(&mut self, at: usize) -> u32 {
        let newlines =
            self.text.as_bytes().get(self.counted..at).map_or(0, |b| memchr_iter(b'\n', b).count());
        self.counted = self.counted.max(at);
        self.line = self.line.saturating_add(u32::try_from(newlines).unwrap_or(u32::MAX));
        self.line
    }

    fn broken(&mut self, at: usize, why: &str) -> Finding {
        Finding::new(Code::BrokenXml).row(self.line_at(at)).with("why", why)
    }
}

impl<'t> Element<'t> {
    fn at(nodes: &'t [Node<'t>], index: usize) -> Option<Element<'t>> {
        nodes.get(index).map(|node| Element { nodes, node, index })
    }

    /// Its name without prefix.
    pub fn name(self) -> &'t str {
        let name = self.qualified();
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    fn qualified(self) -> &'t str {
        self.node.tag.get(..self.node.name).unwrap_or_default()
    }

    /// The line of the file where it begins, from 1.
    pub fn line(self) -> u32 {
        self.node.line
    }

    /// The text directly in it, without the blanks around; empty where there is none.
    pub fn text(self) -> &'t str {
        self.node.text.trim()
    }

    /// The value of an attribute, by its name without prefix.
    pub fn attribute(self, name: &str) -> Option<Cow<'t, str>> {
        self.attribute_where(|key| key.split_once(':').map_or(key, |(_, local)| local) == name)
    }

    /// The namespace of its name, where its own tag declares it: always so for a root.
    pub fn namespace(self) -> Option<Cow<'t, str>> {
        match self.qualified().split_once(':') {
            Some((prefix, _)) => self.attribute_where(|key| key.strip_prefix("xmlns:") == Some(prefix)),
            None => self.attribute_where(|key| key == "xmlns"),
        }
    }

    fn attribute_where(self, is: impl Fn(&str) -> bool) -> Option<Cow<'t, str>> {
        let mut attributes = Attributes::new(self.node.tag, self.node.name);
        // Looking for a name given twice would take the square of their number.
        attributes.with_checks(false);
        let mut found = attributes.map_while(Result::ok).filter(|a: &Attribute<'_>| is(a.key.0));
        found.next()?.normalized_value(XmlVersion::Implicit1_0).ok()
    }

    /// The elements directly in it.
    pub fn children(self) -> impl Iterator<Item = Element<'t>> {
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let child = Element::at(self.nodes, next).filter(|_| next < self.node.end)?;
            next = child.node.end;
            Some(child)
        })
    }

    /// The elements of this name directly in it.
    pub fn all(self, name: &str) -> impl Iterator<Item = Element<'t>> {
        self.children().filter(move |child| child.name() == name)
    }

    /// The first element at the end of this way down: `["ServiceCategory", "kind"]`.
    pub fn find(self, way: &[&str]) -> Option<Element<'t>> {
        way.iter().try_fold(self, |element, name| element.children().find(|child| child.name() == *name))
    }

    /// What stands in the element at the end of this way down; `None` where it is empty or absent.
    pub fn value(self, way: &[&str]) -> Option<&'t str> {
        self.find(way).map(Element::text).filter(|text| !text.is_empty())
    }

    /// Every element in it, however deep, in the order of the file.
    pub fn descendants(self) -> impl Iterator<Item = Element<'t>> {
        (self.index + 1..self.node.end).filter_map(move |index| Element::at(self.nodes, index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_by_local_name_with_their_text_and_line() {
        let tree = Tree::read(
            "<?xml version=\"1.0\"?>\n<a:feed xmlns:a=\"urn:x\">\n <!-- two --><b>caf&#233; &amp; th&eacute;</b>\n \
             <b href='1&amp;2'><![CDATA[<c>]]></b><c><d/><d>\n 3 </d></c></a:feed>\n",
        )
        .unwrap();
        let root = tree.root().unwrap();
        assert_eq!((root.name(), root.namespace().as_deref()), ("feed", Some("urn:x")));
        let texts: Vec<&str> = root.all("b").map(Element::text).collect();
        assert_eq!(texts, ["café & th&eacute;", "<c>"]);
        assert_eq!(root.all("b").nth(1).unwrap().attribute("href").as_deref(), Some("1&2"));
        assert_eq!(root.find(&["c"]).unwrap().all("d").nth(1).unwrap().text(), "3");
        assert_eq!(root.value(&["c", "d"]), None, "the first is empty");
        assert_eq!(root.find(&["c", "x"]).map(Element::line), None);
        assert_eq!(root.descendants().map(Element::line).collect::<Vec<_>>(), [3, 4, 4, 4, 4]);
        assert_eq!(root.children().count(), 3);
    }

    #[test]
    fn what_is_no_document_is_refused_with_line_and_reason() {
        let deep = "<a>".repeat(DEEPEST + 1);
        let laughs =
            "<?xml version=\"1.0\"?>\n<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>\n<l>&b;</l>";
        for (text, why, line) in [
            (laughs, "doctype", 2),
            (deep.as_str(), "too-deep", 1),
            ("<a>\n<b></a>", "malformed", 2),
            ("<a>\n<b>", "cut-off", 2),
            ("", "cut-off", 1),
            ("<a/>\n<b/>", "malformed", 2),
            ("<a/> text", "malformed", 1),
            ("<a", "malformed", 1),
            ("</a>", "malformed", 1),
        ] {
            let finding = Tree::read(text).unwrap_err();
            assert_eq!(finding.code, Code::BrokenXml, "{text}");
            assert_eq!(finding.data["why"], why, "{text}");
            assert_eq!(finding.row, Some(line), "{text}");
        }
    }
}
