//! What the mean temperature of each day was, at each station, and who said so.
//!
//! The weather is nobody's: no `tenant` stands in its rows, every organisation of the service reads the same, and its
//! entries in the log are the service's own. So it is in a backup of the database, and *not* in the archive of an
//! organisation: whoever takes an archive elsewhere asks the service or loads the file again there, and what was sealed
//! with its weather carries it along.
//!
//! Days come in loads: one answer of a service, one file of a person. Nothing is edited: another value for a day
//! supersedes the one before, which stays with the load it came from. A service never supersedes what a person loaded;
//! a person does supersede what a service said, and is told which days.

use std::collections::BTreeMap;

use eclaireur_models::certain::Quality;
use eclaireur_models::climate::{Temperature, Temperatures};
use eclaireur_models::period::{Day, Period, next_day};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

use super::by::By;
use super::columns;
use super::entities::{weather_day, weather_load};
use super::error::{Result, StoreError};
use super::id::WeatherLoadId;
use super::ledger;

/// Rows written at once: five binds each, far below what both databases take.
const CHUNK: usize = 1_000;
/// Days of a change that its entry in the log names.
const NAMED: usize = 50;

/// Where values come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The Royal Meteorological Institute, daily.
    Rmi,
    /// The same, a mean of its hours.
    RmiHourly,
    /// Open-Meteo's archive.
    OpenMeteo,
    /// A file that a person loaded.
    File,
}

impl Origin {
    /// Every origin.
    pub const ALL: [Origin; 4] = [Origin::Rmi, Origin::RmiHourly, Origin::OpenMeteo, Origin::File];

    /// Stable code: for a service the one of the settings.
    pub const fn code(self) -> &'static str {
        match self {
            Origin::Rmi => "rmi",
            Origin::RmiHourly => "rmi-hourly",
            Origin::OpenMeteo => "open-meteo",
            Origin::File => "file",
        }
    }

    /// The origin with this code.
    pub fn from_code(code: &str) -> Option<Origin> {
        Self::ALL.into_iter().find(|origin| origin.code() == code)
    }

    /// What its temperatures are worth.
    pub const fn quality(self) -> Quality {
        match self {
            Origin::Rmi | Origin::RmiHourly => Quality::Measured,
            Origin::OpenMeteo => Quality::Modelled,
            Origin::File => Quality::Declared,
        }
    }
}

/// Days to be kept.
#[derive(Debug, Clone)]
pub struct NewLoad<'a> {
    /// Code of the station.
    pub station: &'a str,
    /// Where they come from.
    pub origin: Origin,
    /// Host of the service, or name and SHA-256 of the file.
    pub source: &'a str,
    /// The days, each once.
    pub days: &'a [(Day, Temperature)],
}

/// A value that was superseded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Of which day.
    pub day: Day,
    /// What held before.
    pub before: Temperature,
    /// Where that came from.
    pub origin: Origin,
    /// What holds now.
    pub after: Temperature,
}

/// What a load came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loaded {
    /// Its id; `None` when nothing was new, and nothing was written.
    pub id: Option<WeatherLoadId>,
    /// Days that nobody had.
    pub new: usize,
    /// Days that were there with the same value.
    pub same: usize,
    /// Days that had another value.
    pub changed: Vec<Changed>,
    /// Days of a service whose other value of a person stays.
    pub kept: usize,
}

/// A day as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRow {
    /// Which.
    pub day: Day,
    /// Its mean.
    pub temperature: Temperature,
    /// Where it comes from.
    pub origin: Origin,
    /// Host or file.
    pub source: String,
    /// When it was recorded, UTC second.
    pub recorded_at: i64,
}

/// What is held of a station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Code of the station.
    pub station: String,
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// How many days between the two are known, both included.
    pub days: i64,
    /// Days in a row between the two that nobody has.
    pub gaps: Vec<Period>,
    /// How many days come from where.
    pub origins: BTreeMap<Origin, i64>,
}

/// Keeps days: what is new, and what has another value than before.
///
/// # Errors
/// The database.
pub async fn load<C: ConnectionTrait>(tx: &C, by: &By, new: &NewLoad<'_>) -> Result<Loaded> {
    load_as(tx, by, WeatherLoadId::new(by.now), new).await
}

/// The same with this id.
///
/// # Errors
/// As [`load`].
pub async fn load_as<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    id: WeatherLoadId,
    new: &NewLoad<'_>,
) -> Result<Loaded> {
    ledger::lock(tx, None).await?;
    let (Some(first), Some(last)) = (new.days.iter().map(|d| d.0).min(), new.days.iter().map(|d| d.0).max())
    else {
        return Ok(Loaded::default());
    };
    let held: BTreeMap<Day, DayRow> =
        days(tx, new.station, first, last).await?.into_iter().map(|row| (row.day, row)).collect();
    let mut loaded = Loaded::default();
    let mut write = Vec::new();
    for (day, after) in new.days {
        match held.get(day) {
            None => loaded.new += 1,
            Some(row) if row.temperature == *after => {
                loaded.same += 1;
                continue;
            }
            Some(row) if row.origin == Origin::File && new.origin != Origin::File => {
                loaded.kept += 1;
                continue;
            }
            Some(DayRow { temperature, origin, .. }) => loaded.changed.push(Changed {
                day: *day,
                before: *temperature,
                origin: *origin,
                after: *after,
            }),
        }
        write.push((*day, *after));
    }
    if write.is_empty() {
        return Ok(loaded);
    }
    let row = weather_load::ActiveModel {
        id: Set(id.get()),
        station: Set(new.station.to_owned()),
        origin: Set(new.origin.code().to_owned()),
        source: Set(new.source.to_owned()),
        from_day: Set(first.to_string()),
        to_day: Set(last.to_string()),
        days: Set(columns::fit("days", write.len())?),
        actor: Set(by.actor.to_string()),
        recorded_at: Set(by.now),
    };
    weather_load::Entity::insert(row).exec_without_returning(tx).await?;
    let changed: Vec<String> = loaded.changed.iter().map(|c| c.day.to_string()).collect();
    for days in changed.chunks(CHUNK) {
        weather_day::Entity::update_many()
            .col_expr(weather_day::Column::SupersededAt, Expr::value(by.now))
            .filter(weather_day::Column::Station.eq(new.station))
            .filter(weather_day::Column::Day.is_in(days))
            .filter(weather_day::Column::SupersededAt.is_null())
            .exec(tx)
            .await?;
    }
    for days in write.chunks(CHUNK) {
        let rows = days.iter().map(|(day, temperature)| weather_day::ActiveModel {
            station: Set(new.station.to_owned()),
            day: Set(day.to_string()),
            load: Set(id.get()),
            hundredths: Set(temperature.hundredths()),
            superseded_at: Set(None),
        });
        weather_day::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    let named: BTreeMap<String, String> = loaded
        .changed
        .iter()
        .take(NAMED)
        .map(|c| (c.day.to_string(), format!("{} -> {}", c.before.celsius(), c.after.celsius())))
        .collect();
    let data = json!({
        "station": new.station, "origin": new.origin.code(), "source": new.source,
        "from": first.to_string(), "to": last.to_string(),
        "new": loaded.new, "changed": loaded.changed.len(), "changes": named,
    });
    ledger::append(tx, by, None, "weather.loaded", id, &data).await?;
    loaded.id = Some(id);
    Ok(loaded)
}

/// The days of a station from one day to another, both included, in order.
///
/// # Errors
/// The database.
pub async fn days<C: ConnectionTrait>(c: &C, station: &str, first: Day, last: Day) -> Result<Vec<DayRow>> {
    let rows = weather_day::Entity::find()
        .filter(weather_day::Column::Station.eq(station))
        .filter(weather_day::Column::Day.between(first.to_string(), last.to_string()))
        .filter(weather_day::Column::SupersededAt.is_null())
        .order_by_asc(weather_day::Column::Day)
        .all(c)
        .await?;
    with_loads(c, rows).await
}

/// Every value a day ever had, the one that holds first.
///
/// # Errors
/// The database.
pub async fn history<C: ConnectionTrait>(c: &C, station: &str, day: Day) -> Result<Vec<DayRow>> {
    let rows = weather_day::Entity::find()
        .filter(weather_day::Column::Station.eq(station))
        .filter(weather_day::Column::Day.eq(day.to_string()))
        .order_by_desc(weather_day::Column::Load)
        .all(c)
        .await?;
    with_loads(c, rows).await
}

async fn with_loads<C: ConnectionTrait>(c: &C, rows: Vec<weather_day::Model>) -> Result<Vec<DayRow>> {
    let mut ids: Vec<i64> = rows.iter().map(|row| row.load).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut loads = BTreeMap::new();
    for ids in ids.chunks(CHUNK) {
        let some = weather_load::Entity::find().filter(weather_load::Column::Id.is_in(ids.iter().copied()));
        for load in some.all(c).await? {
            let origin =
                Origin::from_code(&load.origin).ok_or_else(|| StoreError::damaged("origin", &load.origin))?;
            loads.insert(load.id, (origin, load.source, load.recorded_at));
        }
    }
    rows.into_iter()
        .map(|row| {
            let (origin, source, recorded_at) =
                loads.get(&row.load).cloned().ok_or_else(|| StoreError::damaged("load", row.load))?;
            let temperature = Temperature::from_hundredths(row.hundredths)
                .ok_or_else(|| StoreError::damaged("temperature", row.hundredths))?;
            Ok(DayRow { day: columns::day(&row.day)?, temperature, origin, source, recorded_at })
        })
        .collect()
}

/// All that is held of a station, for computing with.
///
/// # Errors
/// The database.
pub async fn temperatures<C: ConnectionTrait>(c: &C, station: &str) -> Result<Temperatures> {
    let mut all = Temperatures::default();
    for row in days(c, station, Day::MIN, Day::MAX).await? {
        all.insert(row.day, row.temperature, row.origin.quality());
    }
    Ok(all)
}

/// The days between two, both included, that a station lacks.
///
/// # Errors
/// The database.
pub async fn missing<C: ConnectionTrait>(c: &C, station: &str, first: Day, last: Day) -> Result<Vec<Day>> {
    let held = day_numbers(c, Some(station)).await?;
    let held: std::collections::BTreeSet<Day> = held.into_iter().map(|(_, day, _)| day).collect();
    let all = Period::new(first, next_day(last));
    Ok(all.into_iter().flat_map(Period::iter).filter(|day| !held.contains(day)).collect())
}

/// What is held, station by station.
///
/// # Errors
/// The database.
pub async fn held<C: ConnectionTrait>(c: &C) -> Result<Vec<Held>> {
    let mut stations: BTreeMap<String, Vec<(Day, Origin)>> = BTreeMap::new();
    for (station, day, origin) in day_numbers(c, None).await? {
        stations.entry(station).or_default().push((day, origin));
    }
    let known = |(station, days): (String, Vec<(Day, Origin)>)| {
        let (first, last) = (days.first()?.0, days.last()?.0);
        let mut origins = BTreeMap::new();
        for (_, origin) in &days {
            *origins.entry(*origin).or_default() += 1;
        }
        let pairs = days.iter().zip(days.iter().skip(1));
        let gaps = pairs.filter_map(|((a, _), (b, _))| Period::new(next_day(*a), *b)).collect();
        Some(Held { station, first, last, days: origins.values().sum(), gaps, origins })
    };
    Ok(stations.into_iter().filter_map(known).collect())
}

/// Station, day and origin of what holds, in order of station and day.
async fn day_numbers<C: ConnectionTrait>(c: &C, station: Option<&str>) -> Result<Vec<(String, Day, Origin)>> {
    let loads: BTreeMap<i64, Origin> = weather_load::Entity::find()
        .all(c)
        .await?
        .into_iter()
        .map(|load| {
            let origin = Origin::from_code(&load.origin);
            origin.map(|o| (load.id, o)).ok_or_else(|| StoreError::damaged("origin", &load.origin))
        })
        .collect::<Result<_>>()?;
    let mut select = weather_day::Entity::find()
        .select_only()
        .column(weather_day::Column::Station)
        .column(weather_day::Column::Day)
        .column(weather_day::Column::Load)
        .filter(weather_day::Column::SupersededAt.is_null());
    if let Some(station) = station {
        select = select.filter(weather_day::Column::Station.eq(station));
    }
    let rows: Vec<(String, String, i64)> = select.into_tuple().all(c).await?;
    let mut all = rows
        .into_iter()
        .map(|(station, day, load)| {
            let origin = loads.get(&load).copied().ok_or_else(|| StoreError::damaged("load", load))?;
            Ok((station, columns::day(&day)?, origin))
        })
        .collect::<Result<Vec<_>>>()?;
    // Sorted here: PostgreSQL sorts text as its locale wants.
    all.sort_unstable();
    Ok(all)
}
