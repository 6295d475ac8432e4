//! A PDF file as numbered objects, and its pages.
//!
//! The table of objects at the end of a file is not believed, nor needed: one pass over the bytes finds every
//! `12 0 obj`, the last of a number counts, as it does after a file was changed by appending to it. Objects packed in
//! compressed streams are found the same way. Does *not* decrypt, and knows nothing of what stands on a page.
//!
//! Bounded by construction: slices of objects do not overlap, and every byte that is unpacked or read again is paid
//! from one purse ([`WORK`]); when it is empty, what was read so far is all there is.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use memchr::memmem;

use super::filters;
use super::lexer::{Dict, Lexer, Object};

/// Bytes that may be unpacked or looked at again: a bill of thirty pages needs a tenth.
const WORK: usize = 24 << 20;
/// Objects of a file.
const OBJECTS: usize = 200_000;
/// Tokens of one object.
const TOKENS: usize = 100_000;
/// Pages that are read.
pub const PAGES: usize = 30;
/// Nodes of the tree of pages.
const NODES: usize = 4000;

/// Why nothing can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// It asks for a password, or forbids copying.
    Encrypted,
    /// No object that a PDF must have.
    Damaged,
}

/// Where an object stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// In the file, with the data of its stream.
    Written { from: usize, to: usize, stream: Option<(usize, usize)> },
    /// In a stream that packs objects.
    Packed { container: usize, from: usize },
}

/// A file.
#[derive(Debug)]
pub struct Document<'a> {
    bytes: &'a [u8],
    places: BTreeMap<u32, Place>,
    containers: Vec<Vec<u8>>,
    root: Option<u32>,
    left: Cell<usize>,
}

/// What a page, or a form on it, is drawn with.
#[derive(Debug, Clone)]
pub struct Sheet<'d> {
    /// Operators.
    pub content: Cow<'d, [u8]>,
    /// Fonts and forms by name.
    pub resources: Rc<Dict<'d>>,
    /// Degrees by which it is shown turned, clockwise.
    pub turned: i64,
}

impl<'a> Document<'a> {
    /// Finds the objects of a file.
    pub fn open(bytes: &'a [u8]) -> Result<Document<'a>, Closed> {
        let places = scan(bytes);
        let mut document =
            Document { bytes, places, containers: Vec::new(), root: None, left: Cell::new(WORK) };
        let mut encrypted = false;
        for trailer in trailers(bytes) {
            encrypted |= trailer.get(b"Encrypt").is_some();
            document.root = trailer.get(b"Root").and_then(Object::reference).or(document.root);
        }
        let streams: Vec<u32> = document
            .places
            .iter()
            .filter(|(_, place)| matches!(place, Place::Written { stream: Some(_), .. }))
            .map(|(number, _)| *number)
            .collect();
        for number in streams {
            let (mut root, mut first) = (None, None);
            if let Some(dict) = document.get(number).and_then(Object::dict) {
                if dict.is(b"Type", b"XRef") {
                    encrypted |= dict.get(b"Encrypt").is_some();
                    root = dict.get(b"Root").and_then(Object::reference);
                } else if dict.is(b"Type", b"ObjStm") {
                    first = dict.get(b"First").and_then(Object::whole).and_then(|n| usize::try_from(n).ok());
                }
            }
            if encrypted {
                break;
            }
            document.root = document.root.or(root);
            let packed = first.and_then(|_| document.stream(number)).map(|(_, data)| data.into_owned());
            if let Some((first, packed)) = first.zip(packed) {
                document.unpack(first, packed);
            }
        }
        match (encrypted, document.places.is_empty()) {
            (true, _) => Err(Closed::Encrypted),
            (false, true) => Err(Closed::Damaged),
            (false, false) => Ok(document),
        }
    }

    /// Notes where the objects of a packing stream stand. One written in the file itself comes first.
    fn unpack(&mut self, first: usize, packed: Vec<u8>) {
        let container = self.containers.len();
        let head = packed.get(..first.min(packed.len())).unwrap_or_default();
        let mut numbers = Lexer::new(head, 2 * OBJECTS).map(|o| o.whole());
        while let (Some(Some(number)), Some(Some(offset))) = (numbers.next(), numbers.next()) {
            let place = u32::try_from(number).ok().zip(usize::try_from(offset).ok());
            let Some((number, offset)) = place else { continue };
            if self.places.len() >= OBJECTS {
                break;
            }
            let place = Place::Packed { container, from: first.saturating_add(offset) };
            self.places.entry(number).or_insert(place);
        }
        self.containers.push(packed);
    }

    /// Takes from the purse; `None` when it is empty.
    pub fn spend(&self, bytes: usize) -> Option<()> {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.unwrap_or(0));
        left.map(|_| ())
    }

    /// The object with this number; of a stream its dictionary.
    pub fn get(&self, number: u32) -> Option<Object<'_>> {
        let slice = match *self.places.get(&number)? {
            Place::Written { from, to, .. } => self.bytes.get(from..to)?,
            Place::Packed { container, from } => self.containers.get(container)?.get(from..)?,
        };
        let mut lexer = Lexer::new(slice, TOKENS);
        let object = lexer.next();
        self.spend(lexer.at().max(64))?;
        object
    }

    /// The object itself, where it may be a reference to it.
    pub fn resolved<'d>(&'d self, object: &Object<'d>) -> Option<Object<'d>> {
        let mut object = object.clone();
        for _ in 0..4 {
            let Object::Ref(number) = object else { return Some(object) };
            object = self.get(number)?;
        }
        None
    }

    /// What stands under a key, followed.
    pub fn value<'d>(&'d self, dict: &Dict<'d>, key: &[u8]) -> Option<Object<'d>> {
        self.resolved(dict.get(key)?)
    }

    /// The dictionary under a key.
    pub fn dict<'d>(&'d self, dict: &Dict<'d>, key: &[u8]) -> Option<Dict<'d>> {
        self.value(dict, key)?.dict()
    }

    /// A stream: its dictionary and its data, unpacked.
    pub fn stream(&self, number: u32) -> Option<(Dict<'_>, Cow<'_, [u8]>)> {
        let Place::Written { stream: Some((from, to)), .. } = *self.places.get(&number)? else { return None };
        let dict = self.get(number)?.dict()?;
        let data = self.bytes.get(from..to)?;
        let steps = self.filters(&dict);
        self.spend(data.len())?;
        let unpacked = filters::unpacked(data, &steps, self.left.get())?;
        if let Cow::Owned(unpacked) = &unpacked {
            self.spend(unpacked.len())?;
        }
        Some((dict, unpacked))
    }

    fn filters(&self, dict: &Dict<'_>) -> Vec<Vec<u8>> {
        let named = |o: &Object<'_>| o.name().map(<[u8]>::to_vec);
        match self.value(dict, b"Filter") {
            None => Vec::new(),
            Some(Object::Array(items)) => {
                items.iter().map(|o| self.resolved(o).and_then(|o| named(&o)).unwrap_or_default()).collect()
            }
            Some(one) => vec![named(&one).unwrap_or_default()],
        }
    }

    /// The first [`PAGES`] pages in order, and whether there are more.
    pub fn pages(&self) -> (Vec<Sheet<'_>>, bool) {
        let root = self.root.and_then(|root| self.get(root)).and_then(Object::dict);
        let tree = root.as_ref().and_then(|root| root.get(b"Pages"));
        let mut pages = Vec::new();
        let more = tree.is_some_and(|tree| self.walk(tree.clone(), &mut pages));
        if !pages.is_empty() {
            return (pages, more);
        }
        // No tree that leads anywhere: whatever says that it is a page.
        for number in self.places.keys() {
            let Some(dict) = self.get(*number).and_then(Object::dict) else { continue };
            if dict.is(b"Type", b"Page") {
                if pages.len() == PAGES {
                    return (pages, true);
                }
                pages.push(self.sheet(&dict, &Rc::default(), 0));
            }
        }
        (pages, false)
    }

    fn walk<'d>(&'d self, tree: Object<'d>, pages: &mut Vec<Sheet<'d>>) -> bool {
        let mut seen = BTreeSet::new();
        let mut open: Vec<(Object<'d>, Rc<Dict<'d>>, i64)> = vec![(tree, Rc::default(), 0)];
        while let Some((node, resources, turned)) = open.pop() {
            if let Object::Ref(number) = node
                && (!seen.insert(number) || seen.len() > NODES)
            {
                continue;
            }
            let Some(dict) = self.resolved(&node).and_then(Object::dict) else { continue };
            let Some(kids) = self.value(&dict, b"Kids").and_then(Object::array) else {
                if pages.len() == PAGES {
                    return true;
                }
                pages.push(self.sheet(&dict, &resources, turned));
                continue;
            };
            let own = self.dict(&dict, b"Resources").map(Rc::new).unwrap_or(resources);
            let turned = self.value(&dict, b"Rotate").and_then(|o| o.whole()).unwrap_or(turned);
            let room = NODES.saturating_sub(open.len());
            let kids: Vec<_> = kids.into_iter().take(room).collect();
            open.extend(kids.into_iter().rev().map(|kid| (kid, own.clone(), turned)));
        }
        false
    }

    fn sheet<'d>(&'d self, dict: &Dict<'d>, resources: &Rc<Dict<'d>>, turned: i64) -> Sheet<'d> {
        let parts = match dict.get(b"Contents") {
            Some(Object::Ref(number)) => match self.get(*number) {
                Some(Object::Array(parts)) => parts,
                _ => vec![Object::Ref(*number)],
            },
            Some(Object::Array(parts)) => parts.clone(),
            _ => Vec::new(),
        };
        let mut content = Vec::new();
        for part in parts {
            let Object::Ref(number) = part else { continue };
            let Some((_, data)) = self.stream(number) else { continue };
            content.extend_from_slice(&data);
            content.push(b'\n');
        }
        Sheet {
            content: Cow::Owned(content),
            resources: self.dict(dict, b"Resources").map_or_else(|| resources.clone(), Rc::new),
            turned: self.value(dict, b"Rotate").and_then(|o| o.whole()).unwrap_or(turned),
        }
    }
}

/// Every object that is written in the file, the last of each number, with the data of its stream.
fn scan(bytes: &[u8]) -> BTreeMap<u32, Place> {
    let mut places = BTreeMap::new();
    let (obj, stream, endstream) =
        (memmem::Finder::new(b"obj"), memmem::Finder::new(b"stream"), memmem::Finder::new(b"endstream"));
    let find = |finder: &memmem::Finder<'_>, from: usize| {
        bytes.get(from..).and_then(|rest| finder.find(rest)).map(|i| from + i)
    };
    let (mut next_obj, mut next_stream) = (find(&obj, 0), find(&stream, 0));
    while let Some(at) = next_obj {
        let from = at + 3;
        next_obj = find(&obj, from);
        let Some(number) = heading(bytes.get(..at).unwrap_or_default()) else { continue };
        let end = next_obj.unwrap_or(bytes.len());
        while next_stream.is_some_and(|s| s < from) {
            next_stream = next_stream.and_then(|s| find(&stream, s + 6));
        }
        let mut place = Place::Written { from, to: end, stream: None };
        if let Some(keyword) = next_stream.filter(|s| *s < end)
            && bytes.get(from..keyword).is_some_and(|dict| dict.trim_ascii_end().ends_with(b">>"))
        {
            let start = data_start(bytes, keyword + 6);
            let stated =
                bytes.get(from..keyword).and_then(stated_length).map(|length| start.saturating_add(length));
            let stop = stated
                .filter(|stop| {
                    let behind = bytes.get(*stop..).unwrap_or_default();
                    behind
                        .get(..behind.len().min(20))
                        .unwrap_or_default()
                        .trim_ascii_start()
                        .starts_with(b"endstream")
                })
                .or_else(|| find(&endstream, start))
                .unwrap_or(bytes.len());
            place = Place::Written { from, to: keyword, stream: Some((start, stop)) };
            next_obj = find(&obj, stop);
        }
        if places.len() >= OBJECTS {
            break;
        }
        places.insert(number, place);
    }
    places
}

/// The `12` of `12 0 ` at the end of what stands before `obj`.
fn heading(before: &[u8]) -> Option<u32> {
    let tail = before.get(before.len().saturating_sub(24)..)?;
    let mut words = tail.rsplit(|b| b.is_ascii_whitespace() || *b == 0).filter(|w| !w.is_empty());
    if !tail.last()?.is_ascii_whitespace() {
        return None;
    }
    let number = |word: &[u8]| {
        // What stands before may end without a space: `endobj12 0 obj`.
        let digits = word
            .iter()
            .rposition(|b| !b.is_ascii_digit())
            .map_or(word, |i| word.get(i + 1..).unwrap_or_default());
        std::str::from_utf8(digits).ok()?.parse::<u32>().ok()
    };
    number(words.next()?)?;
    number(words.next()?)
}

/// Behind the end of the line that says `stream`.
fn data_start(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\r'), Some(b'\n')) => at + 2,
        (Some(b'\r' | b'\n'), _) => at + 1,
        _ => at,
    }
}

/// The number behind the last `/Length`, unless it is a reference.
fn stated_length(dict: &[u8]) -> Option<usize> {
    let at = memmem::rfind(dict, b"/Length")?;
    let mut words = Lexer::new(dict.get(at + 7..)?, 3);
    let length = words.next()?.whole()?;
    let is_reference = words.next().is_some_and(|o| o.number().is_some());
    (!is_reference).then(|| usize::try_from(length).ok()).flatten()
}

/// The first and the last trailers: each names the root, and says whether the file is encrypted.
fn trailers(bytes: &[u8]) -> Vec<Dict<'_>> {
    const EACH: usize = 8;
    const LONGEST: usize = 4096;
    let word = b"trailer";
    let mut places: Vec<usize> = memmem::rfind_iter(bytes, word).take(EACH).collect();
    places.extend(memmem::find_iter(bytes, word).take(EACH));
    places.sort_unstable();
    places.dedup();
    let dict = |at: usize| {
        let rest = bytes.get(at + word.len()..)?;
        Lexer::new(rest.get(..rest.len().min(LONGEST))?, 500).next()?.dict()
    };
    places.into_iter().filter_map(dict).collect()
}
