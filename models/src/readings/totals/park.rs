//! Several meters of one carrier and direction together: what a window of days adds up to, and what nobody has told.

use rust_decimal::Decimal;

use super::pieces::{self, Known, Pieces};
use super::sources::{Timeline, timeline};
use super::{DatedPrice, MeterReadings, MissingPart, MonthTotal, Source};
use crate::building::Direction;
use crate::catalog::CarrierCard;
use crate::certain::Quality;
use crate::period::{Day, Month, Period};
use crate::units::{Energy, Euro};

/// The meters of one carrier and direction, each with its timeline and this building's share of it.
pub(super) struct Park<'a> {
    pub(super) members: Vec<Member<'a>>,
    pub(super) span: Period,
}

pub(super) struct Member<'a> {
    meter: &'a MeterReadings,
    pub(super) timeline: Timeline,
    pieces: Pieces,
}

impl<'a> Park<'a> {
    pub(super) fn new(
        meters: &'a [MeterReadings],
        direction: Direction,
        card: &CarrierCard,
    ) -> Option<Park<'a>> {
        let members: Vec<Member<'a>> = meters
            .iter()
            .filter(|m| m.carrier == card.code)
            .filter(|m| m.channels.iter().any(|c| c.channel.direction == direction))
            .map(|meter| {
                let timeline = timeline(meter, direction, card);
                let pieces = if meter.shares.is_empty() {
                    timeline.pieces.clone()
                } else {
                    timeline.pieces.shared(&shares(meter))
                };
                Member { meter, timeline, pieces }
            })
            .collect();
        let spans: Vec<Period> = members.iter().filter_map(|m| m.pieces.span()).collect();
        let span = Period::new(spans.iter().map(|s| s.from).min()?, spans.iter().map(|s| s.to).max()?)?;
        Some(Park { members, span })
    }

    pub(super) fn last_day(&self) -> Day {
        self.span.to.yesterday().unwrap_or(self.span.to)
    }

    pub(super) fn known(&self, window: Period) -> Option<Known> {
        self.members.iter().filter_map(|m| m.pieces.known(window)).reduce(|mut all, one| {
            all.kwh += one.kwh;
            all.quality = all.quality.weakest(one.quality);
            all.sources.extend(one.sources);
            all.days = all.days.max(one.days);
            all
        })
    }

    pub(super) fn month(&self, month: Month, card: &CarrierCard, prices: &[DatedPrice]) -> MonthTotal {
        let window = month.period();
        let known = self.known(window);
        let missing: Vec<MissingPart> = self.members.iter().filter_map(|m| m.missing(window)).collect();
        let energy = known.as_ref().map(|k| Energy::new(k.kwh, card.basis()));
        let cost = self.billed(window).or_else(|| match energy {
            Some(energy) if missing.is_empty() => priced(energy, window, prices),
            _ => None,
        });
        MonthTotal {
            month,
            energy,
            quality: known.as_ref().map_or(Quality::Measured, |k| k.quality),
            missing,
            sources: known.map(|k| k.sources).unwrap_or_default(),
            cost,
        }
    }

    /// Cost of a window where the bills of every meter cover all of it.
    fn billed(&self, window: Period) -> Option<Euro> {
        self.members.iter().map(|m| m.billed(window)).sum()
    }
}

impl Member<'_> {
    /// What this meter has not told of a window in which it was in service.
    pub(super) fn missing(&self, window: Period) -> Option<MissingPart> {
        let (from, to) = self.meter.valid;
        let in_service = Period::new(from.unwrap_or(window.from), to.unwrap_or(window.to))?;
        let expected = window.meet(in_service)?;
        let expected = if self.meter.shares.is_empty() {
            vec![expected]
        } else {
            shares(self.meter).iter().filter_map(|(p, _)| p.meet(expected)).collect()
        };
        let bare: Vec<Period> = expected.iter().flat_map(|p| self.pieces.bare(*p)).collect();
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

    fn billed(&self, window: Period) -> Option<Euro> {
        let (mut covered, mut total) = (Pieces::default(), Decimal::ZERO);
        for cost in &self.meter.costs {
            let Some(amount) = cost.incl_vat else { continue };
            let piece = |kwh| pieces::Piece {
                days: cost.period,
                kwh,
                quality: Quality::Measured,
                source: Source::Billed,
            };
            // A credit note takes from the cost of its days; it does not make them billed.
            if amount.0 >= Decimal::ZERO {
                covered.lay(piece(Decimal::ZERO));
            }
            total += piece(amount.0).part(window).map_or(Decimal::ZERO, |part| part.kwh);
        }
        covered.known(window).filter(|k| k.days == window.days())?;
        let share = if self.meter.shares.is_empty() {
            Decimal::ONE
        } else {
            shares(self.meter)
                .iter()
                .find(|(p, _)| p.meet(window) == Some(window))
                .map(|(_, share)| *share)?
        };
        Some(Euro(total * share))
    }
}

/// The shares as closed periods.
fn shares(meter: &MeterReadings) -> Vec<(Period, Decimal)> {
    let (first, last) = (Day::constant(1900, 1, 1), Day::constant(2200, 1, 1));
    meter
        .shares
        .iter()
        .filter_map(|s| Some((Period::new(s.from.unwrap_or(first), s.to.unwrap_or(last))?, s.share)))
        .collect()
}

/// Energy of a window at the price that holds over all of it.
fn priced(energy: Energy, window: Period, prices: &[DatedPrice]) -> Option<Euro> {
    let price = prices.iter().find(|p| p.from <= window.from && p.to.is_none_or(|to| window.to <= to))?;
    Some(Euro(energy.kwh() * price.incl_vat.0))
}
