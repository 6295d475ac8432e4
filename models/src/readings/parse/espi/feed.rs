//! The resources of a feed, and which belongs to which.
//!
//! An entry says where it is (`self`), in which collection (`up`) and what it goes with (`related`). Publishers use these
//! in different ways: a meter reading names its blocks one by one, or their collection, or only lies above them. Does
//! *not* follow a link out of the file.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::xml::tree::Element;

/// Longest address that is believed.
const LONGEST: usize = 2_000;
/// Kinds of resources that are named as not read.
const MOST_OTHERS: usize = 20;
/// How far above a block its meter reading lies: `MeterReading/1/IntervalBlock/1`.
const HIGHEST: usize = 4;

/// What an entry says of itself and of others.
#[derive(Debug, Default)]
struct Addresses {
    /// Where it says it is.
    own: Option<String>,
    /// In which collection.
    up: Option<String>,
    related: Vec<String>,
}

/// One resource, and the addresses of its entry.
#[derive(Debug)]
pub struct Resource<'t> {
    /// Its element.
    pub element: Element<'t>,
    /// The title of its entry.
    pub title: Option<&'t str>,
    /// Shared with the other blocks of its entry.
    addresses: Rc<Addresses>,
}

/// Resources of one kind, found by their addresses.
#[derive(Debug, Default)]
pub struct Shelf<'t> {
    /// In the order of the file.
    pub all: Vec<Resource<'t>>,
    by_place: HashMap<String, usize>,
    by_related: HashMap<String, usize>,
}

/// The resources that matter here.
#[derive(Debug, Default)]
pub struct Feed<'t> {
    /// What is supplied: one energy at one place.
    pub points: Shelf<'t>,
    /// What is read there.
    pub meters: Shelf<'t>,
    /// What the numbers mean.
    pub types: Shelf<'t>,
    /// The numbers.
    pub blocks: Vec<Resource<'t>>,
    /// The rest, by name, with the line of the first.
    pub others: Vec<(&'t str, u32)>,
}

impl<'t> Feed<'t> {
    /// Of a feed, or of one entry.
    pub fn of(root: Element<'t>) -> Feed<'t> {
        let mut feed = Feed::default();
        let alone = (root.name() == "entry").then_some(root);
        for entry in alone.into_iter().chain(root.all("entry")) {
            feed.take(entry);
        }
        feed
    }

    /// An entry holds one resource, or several blocks: what else it repeats is passed over.
    fn take(&mut self, entry: Element<'t>) {
        let (title, addresses) = (entry.value(&["title"]), Rc::new(Addresses::of(entry)));
        let mut shelved = false;
        for element in entry.all("content").flat_map(Element::children) {
            let resource = Resource { element, title, addresses: Rc::clone(&addresses) };
            let shelf = match element.name() {
                "UsagePoint" => &mut self.points,
                "MeterReading" => &mut self.meters,
                "ReadingType" => &mut self.types,
                "IntervalBlock" => {
                    self.blocks.push(resource);
                    continue;
                }
                "LocalTimeParameters" | "TimeConfiguration" => continue,
                name => {
                    if self.others.len() < MOST_OTHERS && self.others.iter().all(|(held, _)| *held != name) {
                        self.others.push((name, element.line()));
                    }
                    continue;
                }
            };
            if !std::mem::replace(&mut shelved, true) {
                shelf.put(resource);
            }
        }
    }
}

impl Addresses {
    fn of(entry: Element<'_>) -> Addresses {
        let mut addresses = Addresses::default();
        for link in entry.all("link") {
            let (rel, href) = (link.attribute("rel"), link.attribute("href"));
            let Some(place) = href.as_deref().and_then(place) else { continue };
            match rel.as_deref() {
                Some("self") => addresses.own = Some(place),
                Some("up") => addresses.up = Some(place),
                Some("related") => addresses.related.push(place),
                _ => {}
            }
        }
        addresses
    }
}

impl Resource<'_> {
    fn places(&self) -> impl Iterator<Item = &String> {
        self.addresses.own.iter().chain(&self.addresses.up)
    }
}

/// An address without server and without slashes around, so that relative and absolute ones are the same.
fn place(href: &str) -> Option<String> {
    let path =
        href.split_once("://").map_or(href, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.trim().trim_matches('/');
    (!path.is_empty() && path.len() <= LONGEST).then(|| path.to_owned())
}

impl<'t> Shelf<'t> {
    fn put(&mut self, resource: Resource<'t>) {
        let index = self.all.len();
        if let Some(place) = &resource.addresses.own {
            self.by_place.entry(place.clone()).or_insert(index);
        }
        for place in &resource.addresses.related {
            self.by_related.entry(place.clone()).or_insert(index);
        }
        self.all.push(resource);
    }

    /// The resource here that `child` belongs to: the one that names it or its collection, else the one above it. The
    /// only one of its kind is meant where one of the two has no address.
    pub fn above(&self, child: &Resource<'_>) -> Option<usize> {
        let named = child.places().find_map(|place| self.by_related.get(place));
        let above = || {
            let mut places = child.places().flat_map(|place| {
                std::iter::successors(Some(place.as_str()), |p| p.rsplit_once('/').map(|(up, _)| up))
                    .take(HIGHEST)
            });
            places.find_map(|place| self.by_place.get(place))
        };
        let nameless = child.places().next().is_none() || self.by_place.is_empty();
        named.or_else(above).copied().or_else(|| (nameless && self.all.len() == 1).then_some(0))
    }

    /// The resource here that `parent` names. The only one of its kind is meant where it names none like it, or where
    /// that one has no address.
    pub fn below(&self, parent: &Resource<'_>, kind: &str) -> Option<usize> {
        let named = parent.addresses.related.iter().find_map(|place| self.by_place.get(place));
        let points =
            || parent.addresses.related.iter().any(|place| place.split('/').any(|part| part == kind));
        let nameless = self.by_place.is_empty() || !points();
        named.copied().or_else(|| (nameless && self.all.len() == 1).then_some(0))
    }
}
