//! Several meters of one carrier and direction together: what a window of days adds up to, and what nobody has told.
//!
//! A shared meter is cut as a whole and only then shared, so that what all who share it are given adds up to the meter,
//! whatever the window (I12).
//!
//! A meter is expected to tell every day it is in service: from the day somebody wrote down, else from its first
//! reading on; until the day somebody wrote down, else for ever, so that one whose readings stop is missed. The meters
//! with which a carrier begins are expected before their first reading too: a month they tell a part of is no low month.

use rust_decimal::Decimal;

use super::pieces::{Known, Made, Piece, Pieces};
use super::price;
use super::sources::{Timeline, timeline};
use super::spread::{Split, straddles};
use super::{DatedPrice, MeterReadings, MissingPart, MonthTotal, Source};
use crate::building::Direction;
use crate::catalog::CarrierCard;
use crate::certain::Quality;
use crate::period::{Day, Month, Period, day_of};
use crate::units::{Energy, Euro};

/// The meters of one carrier and direction, each with its timeline and this building's share of it.
pub(super) struct Park<'a> {
    pub(super) members: Vec<Member<'a>>,
    pub(super) span: Period,
}

pub(super) struct Member<'a> {
    pub(super) meter: &'a MeterReadings,
    pub(super) timeline: Timeline,
    pub(super) shares: Vec<(Period, Decimal)>,
    /// The days it is expected to tell; none of a meter without a reading that nobody dated.
    service: Option<Period>,
}

impl<'a> Park<'a> {
    pub(super) fn new(
        meters: &'a [MeterReadings],
        direction: Direction,
        card: &CarrierCard,
    ) -> Option<Park<'a>> {
        let mut members: Vec<Member<'a>> = meters
            .iter()
            .filter(|m| m.carrier == card.code)
            .filter(|m| m.channels.iter().any(|c| c.channel.direction == direction && c.channel.counts))
            .map(|meter| {
                let (timeline, shares) = (timeline(meter, direction, card), shares(meter));
                Member { meter, timeline, shares, service: None }
            })
            .collect();
        let spans: Vec<Period> = members.iter().filter_map(Member::span).collect();
        let span = Period::new(spans.iter().map(|s| s.from).min()?, spans.iter().map(|s| s.to).max()?)?;
        for member in &mut members {
            member.service = member.in_service(direction, span);
        }
        Some(Park { members, span })
    }

    pub(super) fn last_day(&self) -> Day {
        self.span.to.yesterday().unwrap_or(self.span.to)
    }

    pub(super) fn known(&self, window: Period) -> Option<Known> {
        self.members.iter().filter_map(|m| m.known(window)).reduce(|all, one| both(all, one, i64::max))
    }

    pub(super) fn month(&self, month: Month, card: &CarrierCard, prices: &[DatedPrice]) -> MonthTotal {
        let window = month.period();
        let known = self.known(window);
        let missing: Vec<MissingPart> = self.members.iter().filter_map(|m| m.missing(window)).collect();
        let energy = known.as_ref().map(|k| Energy::new(k.kwh, card.basis()));
        let cost = self.billed(window).or_else(|| {
            let told = energy.is_some() && missing.is_empty();
            told.then(|| price::cost(prices, window, |days| Some(self.known(days)?.kwh)))?
        });
        MonthTotal {
            month,
            energy,
            quality: known.as_ref().map_or(Quality::Measured, |k| k.quality),
            missing,
            filled: self.members.iter().filter_map(|m| m.filled(window)).collect(),
            sources: known.map(|k| k.sources).unwrap_or_default(),
            cost,
        }
    }

    /// The periods that straddle months, in order, and how each was divided.
    pub(super) fn splits(&self) -> Vec<Split> {
        let of = |member: &Member<'_>| {
            let (pieces, meter) = (&member.timeline.pieces, &member.meter.label);
            let split = |p: &Piece| Split {
                meter: meter.clone(),
                days: p.days,
                kwh: p.kwh,
                source: p.source,
                by: pieces.spread().by(p.days),
            };
            pieces.list().iter().filter(|p| straddles(p)).map(split).collect::<Vec<_>>()
        };
        self.members.iter().flat_map(of).collect()
    }

    /// Cost of a window where the bills of every meter cover all of it.
    fn billed(&self, window: Period) -> Option<Euro> {
        self.members.iter().map(|m| m.billed(window)).sum()
    }
}

fn both(mut all: Known, one: Known, days: impl Fn(i64, i64) -> i64) -> Known {
    all.kwh += one.kwh;
    all.quality = all.quality.weakest(one.quality);
    all.sources.extend(one.sources);
    all.days = days(all.days, one.days);
    all
}

impl Member<'_> {
    /// The parts of a window in which the meter is this building's, with how much of it.
    fn owned(&self, window: Period) -> impl Iterator<Item = (Period, Decimal)> {
        self.shares.iter().filter_map(move |(period, share)| Some((period.meet(window)?, *share)))
    }

    fn span(&self) -> Option<Period> {
        let span = self.timeline.pieces.span()?;
        let owned: Vec<Period> = self.owned(span).map(|(period, _)| period).collect();
        Period::new(owned.iter().map(|p| p.from).min()?, owned.iter().map(|p| p.to).max()?)
    }

    /// The days it is expected to tell, among meters whose readings have this span.
    fn in_service(&self, direction: Direction, span: Period) -> Option<Period> {
        let (from, to) = self.meter.valid;
        let begins_it = self.span().is_some_and(|own| own.from == span.from);
        let from = match from {
            Some(day) => day,
            None if begins_it => Day::MIN,
            None => self.first_reading(direction)?,
        };
        Period::new(from, to.unwrap_or(Day::MAX))
    }

    /// The day its readings begin. One index alone is no consumption yet, and a beginning all the same.
    fn first_reading(&self, direction: Direction) -> Option<Day> {
        let own = self.meter.channels.iter().filter(|c| c.channel.direction == direction);
        let rows = own.filter_map(|c| day_of(c.rows.iter().map(|r| r.start).min()?));
        rows.chain(self.timeline.pieces.span().map(|span| span.from)).min()
    }

    fn known(&self, window: Period) -> Option<Known> {
        let part = |(period, share)| {
            let known = self.timeline.pieces.known(period)?;
            Some(Known { kwh: known.kwh * share, ..known })
        };
        self.owned(window).filter_map(part).reduce(|all, one| both(all, one, |a, b| a + b))
    }

    /// What this meter has not told of a window in which it was in service.
    pub(super) fn missing(&self, window: Period) -> Option<MissingPart> {
        let expected: Vec<Period> = self.owned(window.meet(self.service?)?).map(|(p, _)| p).collect();
        let bare: Vec<Period> = expected.iter().flat_map(|p| self.timeline.pieces.bare(*p)).collect();
        let holes: Vec<(Day, u32)> = expected
            .iter()
            .flat_map(|p| self.timeline.holes.range(p.from..p.to))
            .map(|(day, slots)| (*day, *slots))
            .collect();
        let days: i64 = bare.iter().map(|p| p.days()).sum();
        let first = bare.iter().map(|p| p.from).chain(holes.iter().map(|(d, _)| *d)).min()?;
        let last =
            bare.iter().map(|p| p.to).chain(holes.iter().map(|(d, _)| crate::period::next_day(*d))).max()?;
        Some(MissingPart {
            meter: self.meter.label.clone(),
            period: Period::new(first, last)?,
            days: u32::try_from(days).unwrap_or(u32::MAX),
            slots: holes.iter().map(|(_, slots)| slots).sum(),
        })
    }

    /// What was completed of a window.
    fn filled(&self, window: Period) -> Option<MissingPart> {
        let owned = self.owned(window).map(|(period, _)| period);
        let days: Vec<(Day, u32)> = owned
            .flat_map(|p| self.timeline.filled.range(p.from..p.to))
            .map(|(day, slots)| (*day, *slots))
            .collect();
        let (first, last) = (days.first()?.0, days.last()?.0);
        Some(MissingPart {
            meter: self.meter.label.clone(),
            period: Period::new(first, crate::period::next_day(last))?,
            days: u32::try_from(days.len()).unwrap_or(u32::MAX),
            slots: days.iter().map(|(_, slots)| slots).sum(),
        })
    }

    /// What this building pays of the bills of a window, where they cover it from end to end.
    fn billed(&self, window: Period) -> Option<Euro> {
        let mut covered = Pieces::default();
        let piece = |days, kwh| Piece {
            days,
            kwh,
            quality: Quality::Measured,
            source: Source::Billed,
            made: Made::Read,
        };
        let costs = self.meter.costs.iter().filter_map(|c| Some((c.period, c.incl_vat?.0)));
        // A credit note takes from the cost of its days; it does not make them billed.
        for (period, _) in costs.clone().filter(|(_, amount)| *amount >= Decimal::ZERO) {
            covered.lay(piece(period, Decimal::ZERO));
        }
        covered.known(window).filter(|k| k.days == window.days())?;
        let owned: Vec<(Period, Decimal)> = self.owned(window).collect();
        if owned.iter().map(|(period, _)| period.days()).sum::<i64>() < window.days() {
            return None;
        }
        // A cost is divided as the energy it pays for.
        let spread = self.timeline.pieces.spread();
        let of = |bill: Piece| -> Decimal {
            owned.iter().filter_map(|(window, share)| Some(bill.part(*window, spread)?.kwh * share)).sum()
        };
        Some(Euro(costs.map(|(period, amount)| of(piece(period, amount))).sum()))
    }
}

/// The shares as closed periods; a meter without any is the building's whole.
fn shares(meter: &MeterReadings) -> Vec<(Period, Decimal)> {
    let (first, last) = (Day::constant(1900, 1, 1), Day::constant(2200, 1, 1));
    if meter.shares.is_empty() {
        return Period::new(Day::MIN, Day::MAX).map(|always| (always, Decimal::ONE)).into_iter().collect();
    }
    meter
        .shares
        .iter()
        .filter_map(|s| Some((Period::new(s.from.unwrap_or(first), s.to.unwrap_or(last))?, s.share)))
        .collect()
}
