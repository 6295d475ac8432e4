//! A light reader of our own HTML: tags in order, with their attributes and the text between them.

use std::collections::BTreeMap;

const VOID: [&str; 9] = ["area", "base", "br", "hr", "img", "input", "link", "meta", "source"];

/// An opening tag.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// Position in the source of what follows it.
    pub(crate) after: usize,
}

impl Tag {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// Every tag of a page; panics with its name where tags do not close in order.
pub(crate) fn tags(name: &str, html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|i| at + i) {
        let end = start + html[start..].find('>').unwrap_or_else(|| panic!("{name}: a tag has no end"));
        at = end + 1;
        let inner = &html[start + 1..end];
        if inner.starts_with('!') {
            continue;
        }
        if let Some(closing) = inner.strip_prefix('/') {
            let expected = open.pop();
            assert_eq!(expected.as_deref(), Some(closing.trim()), "{name}: …{}", context(html, start));
            continue;
        }
        let self_closed = inner.ends_with('/');
        let inner = inner.trim_end_matches('/');
        let (tag, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        tags.push(Tag { name: tag.to_owned(), attributes: attributes(name, rest), after: at });
        if !self_closed && !VOID.contains(&tag) {
            open.push(tag.to_owned());
        }
    }
    assert!(open.is_empty(), "{name}: never closed: {open:?}");
    tags
}

/// Text of the element that this tag opens, without tags inside.
pub(crate) fn text<'h>(html: &'h str, tag: &Tag) -> &'h str {
    let rest = &html[tag.after..];
    rest.split('<').next().unwrap_or_default().trim()
}

fn attributes(name: &str, mut rest: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (attribute, tail) = rest.split_at(end);
        let value = if let Some(quoted) = tail.strip_prefix("=\"") {
            let (value, tail) =
                quoted.split_once('"').unwrap_or_else(|| panic!("{name}: {attribute} is not quoted"));
            rest = tail;
            value
        } else {
            rest = tail;
            ""
        };
        let twice = found.insert(attribute.to_owned(), value.to_owned());
        assert!(twice.is_none(), "{name}: {attribute} stands twice");
    }
}

fn context(html: &str, at: usize) -> String {
    let before: String = html[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = html[at..].chars().take(60).collect();
    format!("{before}⟨here⟩{after}")
}
