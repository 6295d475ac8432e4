//! Postcodes and communes against those of Wallonia, and an address in one cell taken apart.

use crate::building::Postcode;
use crate::catalog::{Commune, Communes};
use crate::lang::normalised;

/// Postcodes of Wallonia: Walloon Brabant, then the provinces of Liège, Namur, Luxembourg and Hainaut.
const WALLONIA: [core::ops::RangeInclusive<u16>; 2] = [1300..=1499, 4000..=7999];
/// How far off a mistyped postcode may be for another to be proposed.
const NEAR: u16 = 5;

/// What a postcode and a commune say together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// They fit, as far as they are known: postcode, and NIS code where one commune is meant.
    Known(Option<Postcode>, Option<String>),
    /// The postcode has several communes, or the commune alone is not known: used without commune.
    Which(Option<Postcode>),
    /// No such postcode; perhaps this one.
    Unknown(Option<String>),
}

/// Reads both cells; empty ones are not known.
pub(super) fn place(postcode: &str, commune: &str, communes: &Communes) -> Place {
    let named = by_name(commune, communes.all().iter());
    let main = || named.map(|c| c.postcode.clone());
    if postcode.is_empty() {
        return match (commune.is_empty(), named) {
            (true, _) => Place::Known(None, None),
            (false, Some(commune)) => Place::Known(None, Some(commune.nis.clone())),
            (false, None) => Place::Which(None),
        };
    }
    let Some(code) = Postcode::read(postcode) else { return Place::Unknown(main()) };
    let at = communes.at(code);
    match at.as_slice() {
        [] if WALLONIA.iter().any(|range| range.contains(&code.number())) => {
            Place::Unknown(main().or_else(|| nearest(code, communes)))
        }
        // Brussels and Flanders have buildings too; their communes are not in the catalogue.
        [] => Place::Known(Some(code), None),
        // A locality is not the name of its commune; the postcode says enough.
        [one] => Place::Known(Some(code), Some(one.nis.clone())),
        several => match by_name(commune, several.iter().copied()) {
            Some(one) => Place::Known(Some(code), Some(one.nis.clone())),
            None => Place::Which(Some(code)),
        },
    }
}

fn by_name<'a>(name: &str, mut communes: impl Iterator<Item = &'a Commune>) -> Option<&'a Commune> {
    let wanted = normalised(name);
    let is = |text: &str| normalised(text) == wanted;
    communes.find(|c| !wanted.is_empty() && (is(&c.fr) || c.de.as_deref().is_some_and(is)))
}

fn nearest(code: Postcode, communes: &Communes) -> Option<String> {
    let off = |text: &String| Postcode::read(text).map_or(u16::MAX, |p| p.number().abs_diff(code.number()));
    let commune = communes.near(code).into_iter().next()?;
    commune.postcodes.iter().min_by_key(|p| off(p)).filter(|p| off(p) <= NEAR).cloned()
}

/// `Rue des Érables 12, 5000 Namur` → street, postcode, commune. The last number that can be a postcode is it.
pub(super) fn taken_apart(address: &str) -> (&str, &str, &str) {
    let mut found = None;
    let mut at = 0;
    for word in address.split([' ', ',', '\n', ';']) {
        if at > 0 && Postcode::read(word).is_some() {
            found = Some((at, word));
        }
        at += word.len() + 1;
    }
    let Some((at, postcode)) = found else { return (address.trim(), "", "") };
    let edge = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–');
    let (street, rest) = address.split_at(at);
    let commune = rest.get(postcode.len()..).unwrap_or_default();
    (street.trim_matches(edge), postcode, commune.trim_matches(edge))
}
