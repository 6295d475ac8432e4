//! Everything an assessment stands on, as of one moment of the database, and its hash.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::Arc;

use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::building::{Carrier, Event, LegalForm};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::Certainty;
use eclaireur_models::climate::{Base, Temperatures};
use eclaireur_models::indicators::Site;
use eclaireur_models::indicators::series::{BenchmarkStrip, Reference};
use eclaireur_models::period::{Day, day_of};
use eclaireur_models::readings::totals::{DatedPrice, MeterReadings};
use rust_decimal::Decimal;
use sea_orm::ConnectionTrait;
use sha2::{Digest as _, Sha256};

use super::prices::by_carrier;
use crate::app::App;
use crate::store::assessments::{self, Seen};
use crate::store::buildings::BuildingRow;
use crate::store::ledger::hex;
use crate::store::organisations::OrganisationRow;
use crate::store::peers::{self, Key, size_class};
use crate::store::{
    BuildingId, OrganisationId, Result, StoreError, buildings, events, facts, organisations, prices,
    readings, weather,
};

/// The station whose weather a building has.
pub const STATION: &str = "uccle";
/// The base degree-days are counted on.
pub const BASE: Base = Base::Equivalent165;

const AREA: &str = "building.heated_area_m2";
const HEATING: &str = "building.heating";

/// The temperatures of the station, with their digest: they are the same for every building, and printed for it once.
#[derive(Debug)]
pub struct Held {
    /// The temperatures.
    pub temperatures: Temperatures,
    /// SHA-256 over all that is printed of them.
    digest: String,
}

impl Held {
    /// Prints them into their digest.
    pub(super) fn of(temperatures: Temperatures) -> Held {
        let digest = digest(format_args!("{temperatures:?}"));
        Held { temperatures, digest }
    }
}

/// A building as it was loaded.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// How far the logs were seen.
    pub seen: Seen,
    /// With whom it is compared.
    pub key: Option<Key>,
    pub(super) area: Option<Decimal>,
    activity: Option<String>,
    legal_form: Option<LegalForm>,
    facts: Vec<DatedFact>,
    events: Vec<Event>,
    meters: Vec<MeterReadings>,
    ids: Vec<String>,
    last: Vec<Option<Day>>,
    prices: BTreeMap<Carrier, Vec<DatedPrice>>,
    weather: Arc<Held>,
    peers: Vec<BenchmarkStrip>,
}

impl Loaded {
    /// As `models` wants it.
    pub fn site<'a>(&'a self, catalog: &'a Catalog, on: Day) -> Site<'a> {
        Site {
            catalog,
            on,
            activity: self.activity.as_deref(),
            legal_form: self.legal_form,
            facts: &self.facts,
            events: &self.events,
            meters: &self.meters,
            ids: &self.ids,
            last: &self.last,
            prices: &self.prices,
            station: STATION,
            base: BASE,
            temperatures: &self.weather.temperatures,
            peers: &self.peers,
        }
    }

    /// Code of its activity.
    pub(super) fn activity(&self) -> Option<&str> {
        self.activity.as_deref()
    }
}

/// Loads a building: of one moment, so that what was seen of the logs is what was read.
///
/// # Errors
/// The database; something stored that cannot have been written.
pub async fn load(app: &App, building: &BuildingRow, whose: &OrganisationRow) -> Result<Loaded> {
    // What the caller holds was read before: somebody may have written since, and `seen` would vouch for it.
    load_by_id(app, whose.id, building.id).await
}

/// The same by its id.
///
/// # Errors
/// As [`load`]; there is no such building.
pub(super) async fn load_by_id(app: &App, tenant: OrganisationId, id: BuildingId) -> Result<Loaded> {
    let snapshot = app.db.snapshot().await?;
    let loaded = gather(app, &snapshot, tenant, id).await?;
    snapshot.commit().await.map_err(StoreError::from)?;
    Ok(loaded)
}

async fn gather<C: ConnectionTrait>(
    app: &App,
    c: &C,
    tenant: OrganisationId,
    id: BuildingId,
) -> Result<Loaded> {
    let seen = assessments::newest(c, tenant).await?;
    let row = buildings::by_id(c, tenant, id).await?.ok_or_else(|| StoreError::not_found("building", id))?;
    let owner = organisations::by_id(c, tenant)
        .await?
        .ok_or_else(|| StoreError::not_found("organisation", tenant))?;
    let held = readings::of_building(c, tenant, id, None).await?;
    let facts = facts::of_building(c, tenant, id).await?;
    let events = events::of_building(c, tenant, id).await?;
    let prices = by_carrier(prices::list(c, tenant, Some(id)).await?);
    let weather = match app.assessing.weather(seen.service_seq) {
        Some(held) => held,
        None => {
            let all = Arc::new(Held::of(weather::temperatures(c, STATION).await?));
            app.assessing.remember(seen.service_seq, &all);
            all
        }
    };
    let mut loaded = Loaded {
        seen,
        key: None,
        area: None,
        activity: row.building.activity.or(owner.organisation.activity),
        legal_form: owner.organisation.legal_form,
        facts,
        events: events.into_iter().map(|row| row.event).collect(),
        ids: held.iter().map(|one| one.meter.id.to_string()).collect(),
        last: held.iter().map(|one| last_day(&one.readings)).collect(),
        meters: held.into_iter().map(|one| one.readings).collect(),
        prices,
        weather,
        peers: Vec::new(),
    };
    let today = app.clock.today();
    loaded.area = number(&loaded.facts, AREA, today);
    loaded.key = key(&loaded, today);
    if let Some(key) = &loaded.key {
        loaded.peers = peers::of(c, key).await?.iter().map(strip).collect();
    }
    Ok(loaded)
}

fn held_on<'a>(facts: &'a [DatedFact], code: &str, day: Day) -> Option<&'a str> {
    facts.iter().rev().find(|f| f.fact == code && f.holds_on(day)).map(|f| f.value.as_str())
}

fn number(facts: &[DatedFact], code: &str, day: Day) -> Option<Decimal> {
    held_on(facts, code, day)?.parse().ok().filter(|n| *n > Decimal::ZERO)
}

/// With whom a building is compared, where its activity, area and heating are known.
fn key(loaded: &Loaded, today: Day) -> Option<Key> {
    Some(Key {
        activity: loaded.activity.clone()?,
        size_class: size_class(loaded.area?).to_owned(),
        energy_system: system(loaded, today)?.to_owned(),
    })
}

/// What heats, by the fact; else by the fuel that is metered, electricity where there is none.
fn system(loaded: &Loaded, today: Day) -> Option<&'static str> {
    let metered = |carrier: Carrier| loaded.meters.iter().any(|m| m.carrier == carrier);
    let fuels = [
        Carrier::NaturalGas,
        Carrier::HeatingOil,
        Carrier::DistrictHeat,
        Carrier::Pellets,
        Carrier::Wood,
        Carrier::Propane,
        Carrier::Butane,
    ];
    let carrier = match held_on(&loaded.facts, HEATING, today) {
        Some("none") => return None,
        Some("gas-boiler" | "cogeneration") => Carrier::NaturalGas,
        Some("oil-boiler") => Carrier::HeatingOil,
        Some("district-heat") => Carrier::DistrictHeat,
        Some("heat-pump" | "direct-electric") => Carrier::Electricity,
        Some("biomass-boiler") if metered(Carrier::Pellets) => Carrier::Pellets,
        Some("biomass-boiler") => Carrier::Wood,
        _ => {
            let fuel = fuels.into_iter().find(|fuel| metered(*fuel));
            fuel.or_else(|| metered(Carrier::Electricity).then_some(Carrier::Electricity))?
        }
    };
    Some(carrier.code())
}

/// The members' own distribution as charts draw it.
fn strip(group: &peers::Group) -> BenchmarkStrip {
    BenchmarkStrip {
        of: "total".into(),
        own: None,
        references: vec![Reference {
            code: "members".into(),
            name: String::new(),
            lowest: Some(group.lower),
            middle: Some(group.median),
            highest: Some(group.upper),
            year: None,
            n: Some(group.buildings),
            foreign: false,
            certainty: Certainty::Certain,
            basis: "final-normalised".into(),
        }],
    }
}

/// The last day that readings of a meter cover.
fn last_day(meter: &MeterReadings) -> Option<Day> {
    let ends = meter.channels.iter().filter_map(|channel| {
        let rows = channel.rows.iter().map(|row| row.end).max();
        let slots = channel.months.iter().filter_map(|month| {
            let last = month.iter().map(|(i, _, _)| i).last()?;
            Some(month.start_of(last) + i64::from(month.resolution_s))
        });
        rows.into_iter().chain(slots).max()
    });
    day_of(ends.max()?.saturating_sub(1))
}

impl Loaded {
    /// SHA-256 over everything an assessment of a day is made of.
    pub(super) fn hash(&self, site: &Site<'_>, method: u32) -> String {
        hash(site, &self.weather.digest, method)
    }
}

/// What is hashed is what is printed of a site: a field that is added to it must be named here. `weather` is the digest of its
/// temperatures.
fn hash(site: &Site<'_>, weather: &str, method: u32) -> String {
    let Site {
        catalog,
        on,
        activity,
        legal_form,
        facts,
        events,
        meters,
        ids,
        last,
        prices,
        station,
        base,
        // As its digest.
        temperatures: _,
        peers,
    } = site;
    digest(format_args!(
        "{method}\u{0}{}\u{0}{on}\u{0}{activity:?}\u{0}{legal_form:?}\u{0}{facts:?}\u{0}{events:?}\u{0}{meters:?}\u{0}\
         {ids:?}\u{0}{last:?}\u{0}{prices:?}\u{0}{station}\u{0}{base:?}\u{0}{weather}\u{0}{peers:?}",
        catalog.version()
    ))
}

/// SHA-256 of what is printed, in hexadecimal.
fn digest(printed: fmt::Arguments<'_>) -> String {
    let mut sha = Printed(Sha256::new());
    // Writing into a digest does not fail.
    let _ = sha.write_fmt(printed);
    hex(&sha.0.finalize())
}

/// A digest that text is printed into.
struct Printed(Sha256);

impl fmt::Write for Printed {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
