//! How a period that straddles months is divided: by degree-days and base load where the climate share is known, evenly by
//! day otherwise.
//!
//! The climate share, *part climatique*, is the part of a year that follows the cold. It is stated by somebody, or told
//! from the meter's own summer: what is used a day from June to August, in a year read at least monthly, is the base
//! load. A school's summer is holiday, and the summer of electricity is more than base load: there nothing is told. It
//! belongs to the meter, not to a building: a shared meter is divided alike for all who share it, and nothing is lost.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Source;
use super::facts::{self, Dated};
use super::pieces::{Piece, Pieces};
use crate::catalog::{CarrierCard, Cold, Seasons};
use crate::certain::Quality;
use crate::period::{Day, Month, Period};

/// Where a climate share comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareFrom {
    /// Somebody stated it.
    Stated,
    /// The meter's own summer of this year.
    Summer(i16),
}

/// How a period was divided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Evenly, day by day.
    Days,
    /// So much of it by degree-days, the rest day by day.
    DegreeDays {
        /// The climate share, between 0 and 1.
        share: Decimal,
        /// Where it comes from.
        from: ShareFrom,
        /// The degree-days of the whole period.
        cold: Cold,
        /// Of which station.
        station: String,
        /// The normal that stood in for months nobody published: `1991-2020`.
        normal: Option<String>,
    },
}

/// A period of a meter that straddles months, and how it was divided. For display: no fit ever sees a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Which meter.
    pub meter: String,
    /// The period as it was read, billed or delivered.
    pub days: Period,
    /// What the whole meter counted in it, kWh.
    pub kwh: Decimal,
    /// What said so.
    pub source: Source,
    /// How it was divided.
    pub by: By,
}

/// The rule of one meter.
#[derive(Debug, Clone, Default)]
pub(super) struct Spread {
    stated: Vec<Dated<Decimal>>,
    summer: Option<(Decimal, i16)>,
    seasons: Option<Arc<Seasons>>,
}

impl Spread {
    /// By what people stated.
    pub(super) fn stated(stated: &[Dated<Decimal>], card: &CarrierCard) -> Spread {
        Spread { stated: stated.to_vec(), summer: None, seasons: card.seasons().cloned() }
    }

    /// The same, and by the meter's own summer where nobody stated anything; `None` when the summer tells nothing.
    pub(super) fn with_summer(
        &self,
        served: &[Option<String>],
        card: &CarrierCard,
        pieces: &Pieces,
        holes: &BTreeMap<Day, u32>,
    ) -> Option<Spread> {
        if !pieces.list().iter().any(straddles) {
            return None;
        }
        Some(Spread { summer: Some(summer(served, card, pieces, holes)?), ..self.clone() })
    }

    /// The share that holds for a period: that of its first day.
    fn share(&self, first: Day) -> Option<(Decimal, ShareFrom)> {
        match facts::on(&self.stated, first) {
            Some(share) => Some((*share, ShareFrom::Stated)),
            None => self.summer.map(|(share, year)| (share, ShareFrom::Summer(year))),
        }
    }

    /// How a period is divided.
    pub(super) fn by(&self, days: Period) -> By {
        let shared = self.share(days.from).zip(self.seasons.as_ref());
        let Some(((share, from), seasons)) = shared else { return By::Days };
        let cold = seasons.degree_days.cold(days);
        if cold.degree_days.is_zero() {
            return By::Days;
        }
        let station = seasons.degree_days.name.clone();
        let normal = seasons.degree_days.normal().filter(|_| cold.normal).map(|n| n.name.clone());
        By::DegreeDays { share, from, cold, station, normal }
    }

    /// What part of `kwh` over `whole` falls on `part` of it, before rounding.
    pub(super) fn part(&self, kwh: Decimal, whole: &[Period], part: &[Period]) -> Decimal {
        let days = |periods: &[Period]| Decimal::from(periods.iter().map(|p| p.days()).sum::<i64>());
        let even = |kwh: Decimal| kwh * (days(part) / days(whole).max(Decimal::ONE));
        let first = whole.first().map(|p| p.from);
        let shared = first.and_then(|first| self.share(first)).zip(self.seasons.as_ref());
        let Some(((share, _), seasons)) = shared else { return even(kwh) };
        let cold = |periods: &[Period]| -> Decimal {
            periods.iter().map(|p| seasons.degree_days.cold(*p).degree_days).sum()
        };
        let all = cold(whole);
        if all.is_zero() {
            return even(kwh);
        }
        let climate = kwh * share;
        even(kwh - climate) + climate * (cold(part) / all)
    }
}

/// Whether a piece touches more than one month.
pub(super) fn straddles(piece: &Piece) -> bool {
    let last = piece.days.to.yesterday().unwrap_or(piece.days.to);
    Month::of(piece.days.from) != Month::of(last)
}

/// The climate share that the meter's own summer tells, and the year of it; `None` where summer tells nothing: a carrier
/// that does not heat, a building that is empty in summer, a summer that was not read monthly.
pub(super) fn summer(
    served: &[Option<String>],
    card: &CarrierCard,
    pieces: &Pieces,
    holes: &BTreeMap<Day, u32>,
) -> Option<(Decimal, i16)> {
    let seasons = card.seasons()?;
    let holiday = served.iter().any(|a| a.as_ref().is_none_or(|a| seasons.summer_breaks.contains(a)));
    if !card.heats || holiday || served.is_empty() {
        return None;
    }
    summer_share(pieces, holes)
}

/// Longest piece that still shows what one summer month used.
const LONGEST: i64 = 35;
/// Of the 92 days from June to August so many must be told by such pieces.
const FEWEST: i64 = 60;

/// One minus the base load, from the newest year that is known from beginning to end and read monthly in summer.
fn summer_share(pieces: &Pieces, holes: &BTreeMap<Day, u32>) -> Option<(Decimal, i16)> {
    let span = pieces.span()?;
    (span.from.year()..=span.to.year()).rev().find_map(|year| {
        let window = Period::year(year)?;
        let summer = Period::new(Day::new(year, 6, 1).ok()?, Day::new(year, 9, 1).ok()?)?;
        let whole = pieces.bare(window).is_empty() && holes.range(window.from..window.to).next().is_none();
        if !whole {
            return None;
        }
        let told = pieces.list().iter().filter(|p| {
            p.days.meet(summer) == Some(p.days) && p.days.days() <= LONGEST && p.quality <= Quality::Estimated
        });
        let (days, kwh) = told.fold((0, Decimal::ZERO), |(n, sum), p| (n + p.days.days(), sum + p.kwh));
        let year_kwh = pieces.known(window)?.kwh;
        if days < FEWEST || year_kwh <= Decimal::ZERO {
            return None;
        }
        let base = kwh / Decimal::from(days) * Decimal::from(window.days());
        let share = (Decimal::ONE - base / year_kwh).clamp(Decimal::ZERO, Decimal::ONE).round_dp(2);
        Some((share, year))
    })
}
