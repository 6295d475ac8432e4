//! Readings in the periods they were read, billed or delivered over: what may be fitted (I13).
//!
//! A month that we divided, a part of a bill, what a bill had left over, a hole we completed: none of them is here, and
//! each is left out with its reason. Several meters are added over the shortest periods that none of them straddles: days
//! may be added up to a bill's period, a bill is never cut into days.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::park::{Member, Park};
use super::pieces::{Made, Piece};
use super::{MeterReadings, Source, spread};
use crate::building::{Carrier, Direction};
use crate::catalog::CarrierCard;
use crate::certain::Quality;
use crate::period::{Day, Period};
use crate::units::Basis;

/// Energy over the days it was read over. Only [`originals`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    days: Period,
    kwh: Decimal,
    quality: Quality,
    sources: BTreeSet<Source>,
}

impl Original {
    /// The days.
    pub fn days(&self) -> Period {
        self.days
    }

    /// kWh on the basis of its carrier, exact.
    pub fn kwh(&self) -> Decimal {
        self.kwh
    }

    /// The weakest quality in it.
    pub fn quality(&self) -> Quality {
        self.quality
    }

    /// Where from.
    pub fn sources(&self) -> &BTreeSet<Source> {
        &self.sources
    }
}

/// Why days that are told cannot be fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOutFor {
    /// A part of something longer, or what was left of it.
    Cut,
    /// A hole in it was completed by us.
    Completed,
    /// Slots of it are missing.
    Incomplete,
    /// The building's share of the meter changed in it.
    ShareChanged,
    /// Another meter says nothing of these days, or not the same ones.
    OtherSilent,
}

/// Days that are told and cannot be fitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Of which meter.
    pub meter: String,
    /// Which days.
    pub days: Period,
    /// Why.
    pub why: LeftOutFor,
}

/// The readings of one carrier and direction in their original periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Originals {
    /// Which carrier.
    pub carrier: Carrier,
    /// Which way.
    pub direction: Direction,
    /// On which basis their kWh stand.
    pub basis: Basis,
    list: Vec<Original>,
    /// What is told and cannot be fitted.
    pub left_out: Vec<LeftOut>,
    /// The climate share that the summer of the one meter tells, and the year of it.
    pub summer: Option<(Decimal, i16)>,
}

impl Originals {
    /// They, in order, never overlapping.
    pub fn list(&self) -> &[Original] {
        &self.list
    }
}

/// What was read of one carrier in one direction, in its original periods. `None` when no meter has anything to say.
/// `card` is the catalogue's of that carrier.
pub fn originals(meters: &[MeterReadings], direction: Direction, card: &CarrierCard) -> Option<Originals> {
    let park = Park::new(meters, direction, card)?;
    let summer = match park.members.as_slice() {
        [one] => spread::summer(&one.meter.facts.served, card, &one.timeline.pieces, &one.timeline.holes),
        _ => None,
    };
    let (list, left_out) = (Vec::new(), Vec::new());
    let (carrier, basis) = (card.code, card.basis());
    let mut found = Originals { carrier, direction, basis, list, left_out, summer };
    for window in windows(&park.members) {
        if let Some(original) = together(&park.members, window, &mut found.left_out) {
            found.list.push(original);
        }
    }
    Some(found)
}

/// The shortest periods that no piece of any meter straddles.
fn windows(members: &[Member<'_>]) -> impl Iterator<Item = Period> {
    let pieces = || members.iter().map(|m| m.timeline.pieces.list());
    let mut dates: Vec<Day> = pieces().flatten().flat_map(|p| [p.days.from, p.days.to]).collect();
    dates.sort_unstable();
    dates.dedup();
    dates.retain(|day| !pieces().any(|list| straddled(list, *day)));
    let after: Vec<Day> = dates.iter().skip(1).copied().collect();
    dates.into_iter().zip(after).filter_map(|(from, to)| Period::new(from, to))
}

fn straddled(list: &[Piece], day: Day) -> bool {
    let at = list.partition_point(|p| p.days.to <= day);
    list.get(at).is_some_and(|p| p.days.from < day)
}

/// What all meters say of a window; `None` when one of them cannot say it as it was read.
fn together(members: &[Member<'_>], window: Period, left_out: &mut Vec<LeftOut>) -> Option<Original> {
    let mut sum =
        Original { days: window, kwh: Decimal::ZERO, quality: Quality::Measured, sources: BTreeSet::new() };
    let (mut silent, mut refused) = (false, Vec::new());
    let mut speaking: Vec<&Member<'_>> = Vec::new();
    for member in members {
        let list = member.timeline.pieces.list();
        let from = list.partition_point(|p| p.days.from < window.from);
        let pieces = || list.iter().skip(from).take_while(|p| p.days.from < window.to);
        let told: i64 = pieces().map(|p| p.days.days()).sum();
        match expected(member, window) {
            0 => continue,
            days => silent |= told < days,
        }
        if told > 0 {
            speaking.push(member);
        }
        for piece in pieces() {
            match fit_for_use(member, piece) {
                Ok(share) => {
                    sum.kwh += piece.kwh * share;
                    sum.quality = sum.quality.weakest(piece.quality);
                    sum.sources.insert(piece.source);
                }
                Err(why) => {
                    refused.push(LeftOut { meter: member.meter.label.clone(), days: piece.days, why });
                }
            }
        }
    }
    if speaking.is_empty() {
        return None;
    }
    if silent {
        let why = LeftOutFor::OtherSilent;
        let other = |m: &&Member<'_>| LeftOut { meter: m.meter.label.clone(), days: window, why };
        refused.extend(speaking.iter().map(other));
    }
    let whole = refused.is_empty();
    left_out.append(&mut refused);
    whole.then_some(sum)
}

/// How many days of a window a meter was in service for this building.
fn expected(member: &Member<'_>, window: Period) -> i64 {
    let (from, to) = member.meter.valid;
    let Some(service) = Period::new(from.unwrap_or(window.from), to.unwrap_or(window.to)) else { return 0 };
    let Some(days) = window.meet(service) else { return 0 };
    member.shares.iter().filter_map(|(owned, _)| owned.meet(days)).map(Period::days).sum()
}

/// The share of a piece that is this building's.
fn fit_for_use(member: &Member<'_>, piece: &Piece) -> Result<Decimal, LeftOutFor> {
    match piece.made {
        Made::Cut => return Err(LeftOutFor::Cut),
        Made::Completed => return Err(LeftOutFor::Completed),
        Made::Read => {}
    }
    if member.timeline.holes.range(piece.days.from..piece.days.to).next().is_some() {
        return Err(LeftOutFor::Incomplete);
    }
    let holds = |(owned, _): &&(Period, Decimal)| owned.meet(piece.days) == Some(piece.days);
    member.shares.iter().find(holds).map(|(_, share)| *share).ok_or(LeftOutFor::ShareChanged)
}
