//! The simulated sector of `models::portfolio::simulated`, written in bulk into a database that holds nothing yet.
//!
//! Everything an ordinary organisation has is there: facts, meters, channels, imports with their kept file, bills, entries of
//! the log chained one to the other. The same wish on the same day makes the same rows to the byte. Does *not* go through the
//! parsers: `tests/it/demo` reads the kept files by them and finds the readings that stand there.

mod readings;

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::building::{Address, Carrier, Meter};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::day_start;
use eclaireur_models::portfolio::simulated::{Building, FEDERATIONS, Organisation, STATION, Sector, Wanted};
use eclaireur_models::units::{Unit, UnitPrice};
use sea_orm::DatabaseTransaction;
use tokio::sync::mpsc;

use super::weather::SOURCE as WEATHER;
use crate::app::App;
use crate::store::buildings::NewBuilding;
use crate::store::bulk::{self, Bulk};
use crate::store::facts::Subject;
use crate::store::organisations::NewOrganisation;
use crate::store::prices::Price;
use crate::store::weather::{NewLoad, Origin};
use crate::store::{By, FederationId, InARow, organisations};

/// Where everything is said to come from.
pub(super) const SOURCE: &str = "simulation";
/// Rows written at a time.
const WAITING: usize = 20_000;
/// Organisations that wait to be written.
const QUEUE: usize = 64;

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Made {
    /// Organisations.
    pub organisations: u64,
    /// Buildings.
    pub buildings: u64,
    /// Meters.
    pub meters: u64,
    /// Readings: months, bills, quarter-hours.
    pub readings: u64,
}

/// An organisation with its files packed, ready to be written.
type Ready = (Organisation, Vec<Vec<readings::Sent>>);

/// Fills an empty database, or one that it empties first. Tells how many buildings are written.
///
/// # Errors
/// A database that holds somebody; the database.
pub async fn fill(
    app: &App,
    wanted: Wanted,
    empties: bool,
    told: &(dyn Fn(u64) + Send + Sync),
) -> Result<Made> {
    if !empties && organisations::any(app.db.read()).await? {
        bail!("the database holds organisations");
    }
    let now = day_start(wanted.today);
    let by = By::local(now);
    let mut bulk = Bulk::new(by, InARow::from(now, wanted.seed));
    let mut tx = app.db.begin().await?;
    if empties {
        bulk::empty(&tx).await?;
    }
    let mut federations = Vec::new();
    for (name, _) in FEDERATIONS {
        federations.push(bulk.federation(&tx, name).await?.id);
    }
    let (sender, mut ready) = mpsc::channel::<Result<Ready>>(QUEUE);
    let catalog = app.catalog();
    let temperatures = {
        let sector = Sector::new(wanted, &catalog).context("no sector on this day")?;
        sector.temperatures().to_vec()
    };
    let making = tokio::task::spawn_blocking(move || {
        let Some(sector) = Sector::new(wanted, &catalog) else { return };
        for organisation in sector {
            let one = readings::pack(&organisation).map(|sent| (organisation, sent));
            if sender.blocking_send(one).is_err() {
                return;
            }
        }
    });
    let mut made = Made::default();
    let new = NewLoad { station: STATION, origin: Origin::File, source: WEATHER, days: &temperatures };
    bulk.weather(&tx, &new).await?;
    while let Some(one) = ready.recv().await {
        let (one, sent) = one?;
        organisation(&mut bulk, &one, sent, (&federations, wanted), &mut made)?;
        if bulk.waiting() >= WAITING {
            tx = written(app, &mut bulk, tx).await?;
            told(made.buildings);
        }
    }
    written(app, &mut bulk, tx).await?.commit().await?;
    told(made.buildings);
    making.await?;
    Ok(made)
}

/// Writes what waits, and begins again. `PostgreSQL` keeps all or nothing; the file of SQLite is not in its place yet, and is
/// written in turns so that its journal stays short.
async fn written(app: &App, bulk: &mut Bulk, tx: DatabaseTransaction) -> Result<DatabaseTransaction> {
    bulk.put(&tx).await?;
    if app.db.backend() == sea_orm::DbBackend::Postgres {
        return Ok(tx);
    }
    tx.commit().await?;
    Ok(app.db.begin().await?)
}

fn organisation(
    bulk: &mut Bulk,
    one: &Organisation,
    sent: Vec<Vec<readings::Sent>>,
    (federations, wanted): (&[FederationId], Wanted),
    made: &mut Made,
) -> Result<()> {
    let new = NewOrganisation {
        name: one.name.clone(),
        legal_form: Some(one.legal_form),
        activity: Some(one.activity.to_owned()),
        postcode: one.postcode,
        commune_nis: Some(one.commune_nis.clone()),
        ..NewOrganisation::default()
    };
    bulk.organisation(&new);
    prices(bulk, &one.prices)?;
    for federation in one.federations.iter().filter_map(|n| federations.get(*n)) {
        bulk.member(*federation);
        if one.consents {
            bulk.consent(*federation, wanted.today);
        }
    }
    for (building, sent) in one.buildings.iter().zip(sent) {
        self::building(bulk, one, building, sent, made)?;
    }
    bulk.whole();
    made.organisations += 1;
    Ok(())
}

fn prices(bulk: &mut Bulk, prices: &BTreeMap<Carrier, rust_decimal::Decimal>) -> Result<()> {
    for (carrier, price) in prices {
        let price = Price {
            building: None,
            carrier: *carrier,
            from: None,
            to: None,
            price: UnitPrice(*price),
            unit: if *carrier == Carrier::Water { Unit::M3 } else { Unit::KWh },
            incl_vat: true,
            source: SOURCE.to_owned(),
        };
        bulk.price(&price)?;
    }
    Ok(())
}

fn building(
    bulk: &mut Bulk,
    whose: &Organisation,
    one: &Building,
    sent: Vec<readings::Sent>,
    made: &mut Made,
) -> Result<()> {
    let address =
        Address { street: None, postcode: one.postcode, commune_nis: Some(one.commune_nis.clone()) };
    let new = NewBuilding {
        name: one.name.clone(),
        activity: Some(whose.activity.to_owned()),
        address,
        ..NewBuilding::default()
    };
    let (id, _) = bulk.building(&new);
    for (code, value) in &one.facts {
        let fact = fact(code).with_context(|| format!("no fact `{code}`"))?;
        let (value, source) = (value.clone(), SOURCE.to_owned());
        let dated =
            DatedFact { fact: fact.code, value, from: None, to: None, source, quality: Quality::Declared };
        bulk.fact(Subject::Building(id), &dated);
    }
    for event in &one.events {
        bulk.event(id, event);
    }
    for (metered, sent) in one.meters.iter().zip(sent) {
        let meter = Meter {
            name: Some(metered.name.to_owned()),
            ean: metered.ean.clone(),
            serial: None,
            carrier: metered.carrier,
            valid_from: None,
            valid_to: None,
        };
        let row = bulk.meter(id, &meter)?;
        made.meters += 1;
        made.readings += readings::put(bulk, (id, &row), metered, sent)?;
    }
    made.buildings += 1;
    Ok(())
}
