//! The yearly method, for sites with one bill a year: a year of this weather as a year of normal weather, as a range.
//!
//! For a director: the part that heats follows the cold, the rest does not. How large that part is, one bill cannot say;
//! so the answer is a range, and monthly readings make it narrow. It is an estimate and is called one; it is never refused
//! because it is only an estimate.
//!
//! For an engineer: `C_norm = C·(s·DJ_normal/DJ + 1 − s)` over at least one heating season, with `s` the climate share:
//! stated by somebody, from the meter's summer base load, from a signature, or by activity. For months and other short
//! periods the additive form `C + b·(DJ_normal − DJ)` with `b` of a signature
//! ([`Signature::corrected`](super::signature::Signature::corrected)): the ratio divides by zero in a July without cold.
//! Several years are normalised each and averaged afterwards (energie.wallonie.be: three consecutive real years).
//!
//! Does *not* say what a site should use. Exact throughout: nothing here is statistics.

use rust_decimal::Decimal;

use super::original::Observation;
use super::signature::Signature;
use crate::catalog::ClimateShare;
use crate::certain::{Certainty, Quality};
use crate::climate::{Climate, NormalWeather, Weather};
use crate::finding::{Code, Finding};
use crate::period::{Day, Period};

/// What a climate share is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownBy {
    /// Somebody stated it.
    Stated,
    /// The summer of this year, read monthly, told the base load.
    Summer(i16),
    /// A signature of other periods of the site.
    Signature,
    /// What is usual for the activity.
    Activity,
    /// Nothing: between all and none of it.
    NoneKnown,
}

/// The climate share, *part climatique*, as a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// At least.
    pub lowest: Decimal,
    /// Best.
    pub usual: Decimal,
    /// At most.
    pub highest: Decimal,
    /// Known by what.
    pub by: KnownBy,
    /// How sure the range is.
    pub certainty: Certainty,
}

impl Share {
    /// As somebody stated it, between 0 and 1.
    pub fn stated(value: Decimal) -> Share {
        let value = value.clamp(Decimal::ZERO, Decimal::ONE);
        let (by, certainty) = (KnownBy::Stated, Certainty::Certain);
        Share { lowest: value, usual: value, highest: value, by, certainty }
    }

    /// From the base load of the meter's own summer (`Originals::summer`). A school's July is holiday: there it says
    /// nothing, and is not given. At least what is left when all of summer is base load; at most what is left when
    /// summer's own cold has its share of it: `s·DJ/(DJ − DJ_summer·365/92)`. Without degree-days, the former.
    pub fn of_summer((least, year): (Decimal, i16), climate: &Climate<'_>) -> Share {
        let cold = |period: Option<Period>| {
            let period = period?;
            let normal = || climate.normal(period).map(|n| n.degree_days);
            climate.over(period).degree_days().or_else(normal)
        };
        let summer = Day::new(year, 6, 1).ok().zip(Day::new(year, 9, 1).ok());
        let summer = summer.and_then(|(from, to)| Period::new(from, to));
        let most = cold(Period::year(year)).zip(cold(summer)).and_then(|(of_year, of_summer)| {
            let as_summer = of_summer * Decimal::from(365) / Decimal::from(92);
            (least * of_year).checked_div(of_year - as_summer).filter(|most| *most >= least)
        });
        let highest = most.unwrap_or(least).min(Decimal::ONE).round_dp(4);
        let usual = (least + highest) / Decimal::TWO;
        Share { lowest: least, usual, highest, by: KnownBy::Summer(year), certainty: Certainty::Likely }
    }

    /// From the signature of other periods of the site, with the band of its slope; `None` where that says nothing.
    pub fn of_signature(signature: &Signature) -> Option<Share> {
        let share = signature.climate_share()?;
        let exact = |value: f64| Some(Decimal::from_f64_retain(value.clamp(0.0, 1.0))?.round_dp(4));
        let (low, high) = share.band().unwrap_or((0.0, 1.0));
        Some(Share {
            lowest: exact(low)?,
            usual: exact(share.value)?,
            highest: exact(high)?,
            by: KnownBy::Signature,
            certainty: Certainty::Likely,
        })
    }

    /// What is usual for an activity; for one of which nothing is known, anything between none and all.
    pub fn of_activity(card: &ClimateShare, known: bool) -> Share {
        Share {
            lowest: card.lowest,
            usual: card.usual.unwrap_or((card.lowest + card.highest) / Decimal::TWO),
            highest: card.highest,
            by: if known { KnownBy::Activity } else { KnownBy::NoneKnown },
            certainty: card.certainty,
        }
    }
}

/// What lacks before a year can be normalised, and what brings it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotYet {
    /// The degree-days of the period are not known; they can exist from this day.
    Weather(Day),
    /// The period holds no whole heating season: bring the bill of the rest of the winter, or use the additive form.
    HeatingSeason,
    /// No normal is known for this period on this base: state one, or use the other base.
    Normal,
    /// There was no cold at all in it.
    NoCold,
}

impl NotYet {
    /// What a reading waits for whose weather is not whole.
    pub fn waiting(weather: &Weather) -> Option<NotYet> {
        weather.exists_from().map(NotYet::Weather)
    }
}

/// A year as it would have been in normal weather.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalised {
    /// The period.
    pub days: Period,
    /// As read, kWh.
    pub kwh: Decimal,
    /// In normal weather, with the usual share.
    pub normal_kwh: Decimal,
    /// In normal weather, at least.
    pub lowest: Decimal,
    /// In normal weather, at most.
    pub highest: Decimal,
    /// Degree-days it had.
    pub degree_days: Decimal,
    /// What is normal for it.
    pub normal: NormalWeather,
    /// The climate share.
    pub share: Share,
    /// Never better than modelled.
    pub quality: Quality,
    /// The weakest of weather, normal and share.
    pub certainty: Certainty,
}

/// `C·(s·DJ_normal/DJ + 1 − s)`, exact to the watt-hour; `None` without any cold.
pub fn ratio_form(kwh: Decimal, share: Decimal, degree_days: Decimal, normal: Decimal) -> Option<Decimal> {
    let climate = kwh * share;
    if climate.is_zero() {
        return Some(kwh);
    }
    Some(((climate * normal).checked_div(degree_days)? + (kwh - climate)).round_dp(3))
}

/// `C + b·(DJ_normal − DJ)`, exact: for months and other short periods, those without cold too.
pub fn additive_form(
    kwh: Decimal,
    kwh_per_degree_day: Decimal,
    degree_days: Decimal,
    normal: Decimal,
) -> Decimal {
    kwh + kwh_per_degree_day * (normal - degree_days)
}

/// One observation of a heating season or longer, in normal weather. `season` is what November to March normally have on
/// this base, `None` where the normal is known by year only; `normal` what is normal for the period.
///
/// # Errors
/// What lacks, and what brings it.
pub fn normalise(
    observation: &Observation,
    season: Option<Decimal>,
    normal: Option<NormalWeather>,
    share: Share,
) -> Result<Normalised, NotYet> {
    let normal = normal.ok_or(NotYet::Normal)?;
    let whole_year = observation.days().days() >= 360;
    if !whole_year && season.is_none_or(|season| normal.degree_days < season) {
        return Err(NotYet::HeatingSeason);
    }
    let (kwh, cold) = (observation.kwh(), observation.degree_days());
    let with = |share: Decimal| ratio_form(kwh, share, cold, normal.degree_days).ok_or(NotYet::NoCold);
    let (a, b) = (with(share.lowest)?, with(share.highest)?);
    Ok(Normalised {
        days: observation.days(),
        kwh,
        normal_kwh: with(share.usual)?,
        lowest: a.min(b),
        highest: a.max(b),
        degree_days: cold,
        share,
        quality: observation.quality().weakest(normal.quality).weakest(Quality::Modelled),
        certainty: observation.certainty().weakest(normal.certainty).weakest(share.certainty),
        normal,
    })
}

impl Normalised {
    /// What is to be said beside the figure: that it is an estimate, where its range comes from, what narrows it.
    pub fn findings(&self) -> Vec<Finding> {
        let yearly =
            Finding::new(Code::YearlyReadingsOnly).with("from", self.days.from).with("to", self.days.to);
        let why = match self.share.by {
            KnownBy::Stated => return vec![yearly],
            KnownBy::Summer(_) => "summer",
            KnownBy::Signature => "signature",
            KnownBy::Activity => "activity",
            KnownBy::NoneKnown => "none-known",
        };
        let percent =
            |share: Decimal| format!("{} %", (share * Decimal::ONE_HUNDRED).round_dp(0).normalize());
        let assumed = Finding::new(Code::ClimateShareAssumed)
            .with("why", why)
            .with("lowest", percent(self.share.lowest))
            .with("highest", percent(self.share.highest));
        vec![yearly, assumed]
    }
}

/// The mean of several years, each normalised before: it evens out how full a tank was and other chances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeanYear {
    /// kWh a year.
    pub normal_kwh: Decimal,
    /// At least.
    pub lowest: Decimal,
    /// At most.
    pub highest: Decimal,
    /// How many years: the Region asks for three in a row.
    pub years: usize,
    /// The weakest.
    pub quality: Quality,
    /// The weakest.
    pub certainty: Certainty,
}

/// The mean of years that were normalised each; `None` of none.
pub fn mean(years: &[Normalised]) -> Option<MeanYear> {
    let n = Decimal::from(years.len());
    let mean = |of: fn(&Normalised) -> Decimal| {
        Some(years.iter().map(of).sum::<Decimal>().checked_div(n)?.round_dp(3))
    };
    Some(MeanYear {
        normal_kwh: mean(|y| y.normal_kwh)?,
        lowest: mean(|y| y.lowest)?,
        highest: mean(|y| y.highest)?,
        years: years.len(),
        quality: years.iter().fold(Quality::Measured, |q, y| q.weakest(y.quality)),
        certainty: years.iter().fold(Certainty::Certain, |c, y| c.weakest(y.certainty)),
    })
}
