//! Freezing what a building used, and giving it back: one way for the command line and whoever comes later.
//!
//! Sealing takes readings in their original periods (I13), daily mean temperatures of a station, and what readings were
//! converted with, fits and keeps the whole. A day without its temperature refuses it and is named: nothing is dropped. The
//! published months do not serve here: a balance point is searched on the days, not on the degree-days of one base.

mod factors;

use core::fmt::Write as _;

use eclaireur_models::baseline::acceptance::{Verdict, judge};
use eclaireur_models::baseline::caltrack::{Frequency, Outcome, Readings, fit, rows};
use eclaireur_models::baseline::original::{caltrack_readings, caltrack_temperatures};
use eclaireur_models::baseline::sealed::{Baseline, Tampered};
use eclaireur_models::building::{Carrier, Direction, Ean};
use eclaireur_models::climate::{Base, Missing, Temperatures};
use eclaireur_models::period::{Day, Period, day_of, day_start};
use eclaireur_models::readings::totals::{LeftOut, MeterReadings, originals};

use crate::app::App;
use crate::store::baselines::{self, BaselineRow, NewBaseline};
use crate::store::readings::{self, HeldMeter};
use crate::store::{BaselineId, By, StoreError, buildings, weather};

/// Days of a period, at most: a model is of a year.
const LONGEST_DAYS: i64 = 3 * 366;
/// Stretches of missing days that a refusal names.
const FEW: usize = 4;

/// What is to be sealed.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Code of the building.
    pub building: String,
    /// Which carrier.
    pub carrier: Carrier,
    /// Code or EAN of its meter; all of the carrier without it.
    pub meter: Option<String>,
    /// Which days.
    pub period: Period,
    /// How often it is read; seen from the periods without it.
    pub frequency: Option<Frequency>,
    /// Code of the station.
    pub station: String,
}

/// A baseline that is kept.
#[derive(Debug)]
pub struct Kept {
    /// As stored.
    pub row: BaselineRow,
    /// What it holds.
    pub baseline: Baseline,
    /// Whether its model may be relied upon.
    pub verdict: Verdict,
    /// Readings within its days that could not be fitted, and why.
    pub left_out: Vec<LeftOut>,
    /// Readings that begin or end outside its days, and are not in it.
    pub straddling: usize,
}

/// Why nothing was sealed or replayed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No such building.
    #[error("no building `{0}`; see `eclaireur building list`")]
    Building(String),
    /// No such meter of this carrier in the building.
    #[error("no meter `{0}` of this carrier in the building")]
    Meter(String),
    /// The catalogue knows no such station.
    #[error("no station `{0}` in the catalogue")]
    Station(String),
    /// More days than anybody fits.
    #[error("{0} days are too many; a baseline is of a year, at most {LONGEST_DAYS} days are taken")]
    TooLong(i64),
    /// Nothing was read over these days as it was.
    #[error(
        "no reading of {carrier} lies within {from} → {last} as it was read ({left_out} cut, completed or incomplete); \
         import daily readings or bills of these days"
    )]
    Readings {
        /// Of which carrier.
        carrier: &'static str,
        /// The first day.
        from: Day,
        /// The last day.
        last: Day,
        /// How many could not be used.
        left_out: usize,
    },
    /// Days without their temperature.
    #[error("{}", lacking(station, missing, *today))]
    Weather {
        /// At which station.
        station: String,
        /// Which days.
        missing: Vec<Missing>,
        /// The day on which it was asked.
        today: Day,
    },
    /// There is no model to seal.
    #[error("no model to seal: {0}")]
    Model(&'static str),
    /// No such baseline.
    #[error("no baseline `{0}`; see `eclaireur baselines list`")]
    Baseline(BaselineId),
    /// It was touched.
    #[error("baseline `{id}`: {touched}")]
    Tampered {
        /// Which.
        id: BaselineId,
        /// Where.
        touched: Tampered,
    },
    /// Its bytes are those that were sealed, and computing gives something else: another version of the method.
    #[error(
        "baseline `{0}`: its parts are as they were sealed, and computing them again gives other figures"
    )]
    Differs(BaselineId),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A thread of ours ended badly.
    #[error(transparent)]
    Thread(#[from] tokio::task::JoinError),
}

/// Whether a cooling term makes sense: nobody cools with what is burnt.
pub fn cools(carrier: Carrier) -> bool {
    matches!(carrier, Carrier::Electricity | Carrier::Water | Carrier::Other)
}

/// Fits what was read over the days, and keeps it for good.
///
/// # Errors
/// [`Refused`]: nothing was written.
pub async fn seal(app: &App, by: &By, wanted: &Wanted) -> Result<Kept, Refused> {
    let Wanted { period, carrier, .. } = *wanted;
    if period.days() > LONGEST_DAYS {
        return Err(Refused::TooLong(period.days()));
    }
    if app.catalog().station(&wanted.station, Base::Mean15).is_none()
        && app.catalog().station(&wanted.station, Base::Equivalent165).is_none()
    {
        return Err(Refused::Station(wanted.station.clone()));
    }
    let c = app.db.read();
    let found = buildings::by_code(c, &wanted.building).await?;
    let (_, building) = found.ok_or_else(|| Refused::Building(wanted.building.clone()))?;
    let mut held = readings::of_building(c, building.tenant, building.id, None).await?;
    held.retain(|one| one.meter.meter.carrier == carrier);
    let meter = match &wanted.meter {
        None => None,
        Some(named) => {
            held.retain(|one| is_called(one, named));
            Some(held.first().ok_or_else(|| Refused::Meter(named.clone()))?.meter.id)
        }
    };
    let days =
        weather::days(c, &wanted.station, period.from, period.to.yesterday().unwrap_or(period.to)).await?;
    let catalog = app.catalog();
    let card = catalog.carrier(carrier);
    let factors = factors::of(&held, card, wanted, &days);
    let meters: Vec<MeterReadings> = held.into_iter().map(|one| one.readings).collect();
    let found = card.and_then(|card| originals(&meters, Direction::Offtake, card));
    let within = |days: Period| period.meet(days) == Some(days);
    let (all, left_out, straddling) = match &found {
        None => (Readings::default(), Vec::new(), 0),
        Some(found) => {
            let left_out = found.left_out.iter().filter(|l| period.meet(l.days).is_some()).cloned().collect();
            let meeting = found.list().iter().filter(|o| period.meet(o.days()).is_some());
            let straddling = meeting.filter(|o| !within(o.days())).count();
            (caltrack_readings(found), left_out, straddling)
        }
    };
    let (start, end) = (day_start(period.from), day_start(period.to));
    let all = all.only(|reading| reading.start >= start && reading.end <= end);
    if all.as_slice().iter().all(|reading| reading.value.is_none()) {
        let last = period.to.yesterday().unwrap_or(period.to);
        let left_out = left_out.len();
        return Err(Refused::Readings { carrier: carrier.code(), from: period.from, last, left_out });
    }
    let frequency = wanted.frequency.unwrap_or_else(|| all.frequency());
    let all = if frequency == Frequency::Billing { all.without_odd_bills() } else { all };
    let mut temperatures = Temperatures::default();
    for row in &days {
        temperatures.insert(row.day, row.temperature, row.origin.quality());
    }
    let missing = lacks(&all, &temperatures);
    if !missing.is_empty() {
        return Err(Refused::Weather { station: wanted.station.clone(), missing, today: app.clock.today() });
    }
    let rows = caltrack_temperatures(&temperatures).map(|t| rows(&all, &t)).unwrap_or_default();
    let fitted = move || {
        let cooling = cools(carrier);
        match Baseline::new(rows.clone(), frequency, cooling, factors) {
            Some(baseline) => {
                let sealed = baseline.seal();
                Ok((judge(&baseline.fitted, &baseline.rows), sealed, baseline))
            }
            None => Err(match fit(&rows, frequency, cooling) {
                Outcome::NoModel(_) => "no model makes sense of these readings",
                _ => {
                    "too few readings have a value and weather; bills of 25 to 70 days or daily readings serve"
                }
            }),
        }
    };
    // Off the threads that answer requests.
    let (verdict, sealed, baseline) = tokio::task::spawn_blocking(fitted).await?.map_err(Refused::Model)?;
    let new = NewBaseline { building: building.id, meter, carrier, period, sealed: &sealed };
    let tx = app.db.begin().await?;
    let row = baselines::keep(&tx, by, building.tenant, &new).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Kept { row, baseline, verdict, left_out, straddling })
}

/// The figures of a sealed baseline, computed again from what was sealed with it and nothing else.
///
/// # Errors
/// [`Refused`]: it was touched, and where; or it computes to other figures.
pub async fn replay(app: &App, id: BaselineId) -> Result<(BaselineRow, Baseline), Refused> {
    let c = app.db.read();
    let tenant = baselines::tenant_of(c, id).await?.ok_or(Refused::Baseline(id))?;
    let sealed = baselines::sealed(c, tenant, id).await?;
    let sealed = sealed.map_err(|touched| Refused::Tampered { id, touched })?;
    let row = baselines::get(c, tenant, id).await?.ok_or(Refused::Baseline(id))?;
    let again = tokio::task::spawn_blocking(move || sealed.open()).await?;
    Ok((row, again.map_err(|_| Refused::Differs(id))?))
}

fn is_called(held: &HeldMeter, named: &str) -> bool {
    let ean = held.meter.meter.ean.as_ref().map(Ean::digits);
    held.meter.code.as_str() == named || ean == Some(named)
}

/// The days of readings that have a value and no temperature.
fn lacks(all: &Readings, temperatures: &Temperatures) -> Vec<Missing> {
    let mut missing: Vec<Missing> = Vec::new();
    for reading in all.as_slice().iter().filter(|reading| reading.value.is_some()) {
        let days =
            day_of(reading.start).zip(day_of(reading.end)).and_then(|(from, to)| Period::new(from, to));
        for lack in days.into_iter().flat_map(|days| temperatures.sum(days, Base::Mean15).missing) {
            match missing.last_mut().filter(|last| last.why == lack.why && last.days.to == lack.days.from) {
                Some(last) => last.days.to = lack.days.to,
                None => missing.push(lack),
            }
        }
    }
    missing
}

/// Which days are missing, from when they exist, and what to do.
fn lacking(station: &str, missing: &[Missing], today: Day) -> String {
    let days: i64 = missing.iter().map(|m| m.days.days()).sum();
    let mut text = format!("no temperature of `{station}` for {days} days:");
    for (n, stretch) in missing.iter().take(FEW).enumerate() {
        let last = stretch.days.to.yesterday().unwrap_or(stretch.days.to);
        let _ = write!(text, "{} {} → {last}", if n == 0 { "" } else { "," }, stretch.days.from);
    }
    if missing.len() > FEW {
        let _ = write!(text, " and {} more stretches", missing.len() - FEW);
    }
    match missing.iter().map(Missing::exists_from).max().filter(|from| *from > today) {
        Some(from) => {
            let _ = write!(text, "; the last of them exist from {from} on");
        }
        None => {
            let _ = write!(
                text,
                "; they exist already: load them with `eclaireur weather load FILE --station {station}`"
            );
        }
    }
    text
}
