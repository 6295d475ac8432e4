//! The demonstration: invented buildings out of `fixtures/demo/demo.toml`, their readings made from a seed and taken
//! in through the same import and the same forms as everybody's.
//!
//! Same day, same seed, same readings. Does *not* write readings into the database by any way of its own.

mod audit;
mod campaign;
mod file;
mod meters;
pub mod people;
pub mod place;
pub mod progress;
pub mod sector;
mod spec;
mod weather;

use anyhow::{Context as _, Result};
use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::building::{Address, Carrier, LegalForm, Meter, Postcode};
use eclaireur_models::certain::Quality;
use eclaireur_models::financing::Case;
use eclaireur_models::period::Month;
use eclaireur_models::portfolio::simulated::draw::Draw;
use eclaireur_models::portfolio::simulated::weather::Weather;
use eclaireur_models::units::{Unit, UnitPrice};
use indicatif::{ProgressBar, ProgressStyle};

pub use self::audit::deliver;
use self::file::Span;
use self::meters::Making;
use self::spec::{BuildingSpec, Demo, OrganisationSpec};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Settings;
use crate::financing;
use crate::store::buildings::{self, BuildingRow, NewBuilding};
use crate::store::events::{self, Event, EventKind};
use crate::store::facts::{self, Subject};
use crate::store::meters as store_meters;
use crate::store::organisations::{self, NewOrganisation, OrganisationFilter, OrganisationRow};
use crate::store::prices::{self, Price};
use crate::store::{Paging, consents, federations, projects, sheets, sqlite_path};

const DEMO: &str = include_str!("../../../fixtures/demo/demo.toml");

/// Years of readings: the last three that are over, and what has passed of this one.
const YEARS: i16 = 3;

/// The demonstration, ready to be shown. A file of its own is made beside its place and put there when it is whole: a
/// first start that was cut short leaves no half of it.
///
/// # Errors
/// As [`App::start`] and [`fill`].
pub async fn start(settings: Settings, clock: Clock) -> Result<App> {
    if sqlite_path(&settings.database_url).is_some_and(|file| !file.exists()) {
        place::made(&settings, &clock, async |app: &App| fill(app).await).await?;
    }
    let app = App::start(settings, clock, true).await?;
    whole(&app).await?;
    Ok(app)
}

/// Makes what lacks of the demonstration: its buildings where there is nobody, its people, its delivered audit.
///
/// # Errors
/// As [`fill`].
pub async fn whole(app: &App) -> Result<()> {
    fill(app).await?;
    people::make(app).await?;
    Box::pin(deliver(app)).await
}

/// Fills an empty database; leaves any other alone.
///
/// # Errors
/// The database, or a demonstration file that is not right.
pub async fn fill(app: &App) -> Result<()> {
    let held = organisations::list(app.db.read(), &OrganisationFilter::default(), &Paging::first(1)).await?;
    if held.total > 0 {
        return Ok(());
    }
    let demo: Demo = toml::from_str(DEMO).context("fixtures/demo/demo.toml")?;
    let today = app.clock.today();
    let last = today.year() - 1;
    let until = Month::from_index(Month::of(today).index() - 1).context("no month before this one")?;
    let span = Span { first: last - YEARS + 1, last, until };
    let begins = Month::new(span.first, 1).context("no first month")?.first();
    let weather = weather::invent(app, (begins, today.yesterday()?), demo.seed).await?;
    let total: usize = demo.organisation.iter().map(|o| o.building.len()).sum();
    let style = ProgressStyle::with_template("démonstration {bar:30} {pos}/{len} {msg}")?;
    let bar = ProgressBar::new(u64::try_from(total)?).with_style(style);
    let tx = app.db.begin().await?;
    let federation = federations::create(&tx, &app.by(), &demo.federation.name).await?;
    tx.commit().await?;
    for (n, spec) in demo.organisation.iter().enumerate() {
        let row = organisation(app, spec).await?;
        let tx = app.db.begin().await?;
        federations::add_member(&tx, &app.by(), federation.id, row.id, None, None).await?;
        if spec.consents {
            consents::give(&tx, &app.by(), row.id, federation.id, today).await?;
        }
        if let Some(words) = &spec.help {
            consents::ask_help(&tx, &app.by(), row.id, words, today).await?;
        }
        tx.commit().await?;
        for (m, spec) in spec.building.iter().enumerate() {
            bar.set_message(spec.name.clone());
            let seed = Draw::new(demo.seed, n, m);
            building(app, &row, spec, (&weather, span), seed).await.with_context(|| spec.name.clone())?;
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    campaign::collect(app, &federation, &demo.federation.listed).await
}

async fn organisation(app: &App, spec: &OrganisationSpec) -> Result<OrganisationRow> {
    let new = NewOrganisation {
        name: spec.name.clone(),
        legal_form: LegalForm::from_code(&spec.legal_form),
        activity: Some(spec.activity.clone()),
        postcode: Postcode::read(&spec.postcode),
        commune_nis: Some(spec.nis.clone()),
        ..NewOrganisation::default()
    };
    let tx = app.db.begin().await?;
    let row = organisations::create(&tx, &app.by(), &new).await?;
    for spec in &spec.price {
        let price = Price {
            building: None,
            carrier: spec.carrier,
            from: None,
            to: None,
            price: UnitPrice(spec.per_unit),
            unit: if spec.carrier == Carrier::Water { Unit::M3 } else { Unit::KWh },
            incl_vat: true,
            source: "exemple inventé".to_owned(),
        };
        prices::set(&tx, &app.by(), row.id, &price).await?;
    }
    tx.commit().await?;
    Ok(row)
}

async fn building(
    app: &App,
    whose: &OrganisationRow,
    spec: &BuildingSpec,
    (weather, span): (&Weather, Span),
    mut draw: Draw,
) -> Result<()> {
    let head = &whose.organisation;
    let address = Address {
        street: Some(spec.street.clone()),
        postcode: head.postcode,
        commune_nis: head.commune_nis.clone(),
    };
    let new = NewBuilding {
        name: spec.name.clone(),
        activity: head.activity.clone(),
        address,
        ..NewBuilding::default()
    };
    let by = app.by();
    let tx = app.db.begin().await?;
    let row = buildings::create(&tx, &by, whose.id, &new).await?;
    let known = [("building.heated_area_m2", spec.area_m2), ("building.service_units", spec.units)];
    let known = known.into_iter().filter_map(|(code, value)| Some((code, value?.to_string())));
    let stated = spec.facts.iter().map(|(code, value)| (code.as_str(), value.clone()));
    for (code, value) in known.chain(stated) {
        let fact = fact(code).with_context(|| format!("no fact `{code}`"))?;
        let source = "exemple inventé".to_owned();
        let dated =
            DatedFact { fact: fact.code, value, from: None, to: None, source, quality: Quality::Declared };
        facts::set(&tx, &by, whose.id, Subject::Building(row.id), &dated, None).await?;
    }
    for spec in &spec.event {
        let kind = EventKind::from_code(&spec.kind).with_context(|| format!("no kind `{}`", spec.kind))?;
        let year = app.clock.today().year() - spec.years_ago;
        let event =
            Event { kind, from: format!("{year}-{}", spec.day).parse()?, to: None, text: spec.text.clone() };
        events::add(&tx, &by, whose.id, row.id, &event).await?;
    }
    let mut published = Vec::new();
    for spec in &spec.project {
        let told = toml::to_string(&spec.case).context("writing a case")?;
        let case = Case::read(&told, &app.catalog()).map_err(anyhow::Error::msg)?;
        let project = projects::create(&tx, &by, whose.id, row.id, &spec.name, &case.to_json()).await?;
        published.extend(spec.sheet.then_some(project));
    }
    tx.commit().await?;
    for project in published {
        let told = financing::of(app, (whose, &row), Some(&project), app.clock.today()).await?;
        let sheet = financing::sheet::sheet(app, (whose, &row), &told, false);
        let sheet = sheet.map_err(|why| anyhow::anyhow!("no sheet: {}", why.code()))?;
        let tx = app.db.begin().await?;
        sheets::publish(&tx, &by, whose.id, &project, &sheet).await?;
        tx.commit().await?;
    }
    audit::tell(app, &row).await?;
    for spec in &spec.meter {
        let row = meter(app, whose, &row, spec, &mut draw).await?;
        let making = Making { app, whose, building: &row.1, weather, span };
        meters::fill(&making, &row.0, spec, &mut draw).await.with_context(|| spec.name.clone())?;
    }
    Ok(())
}

async fn meter(
    app: &App,
    whose: &OrganisationRow,
    building: &BuildingRow,
    spec: &spec::MeterSpec,
    draw: &mut Draw,
) -> Result<(store_meters::MeterRow, BuildingRow)> {
    let metered = !spec.carrier.is_delivered();
    let meter = Meter {
        name: Some(spec.name.clone()),
        ean: metered.then(|| draw.ean(spec.faults.contains(&spec::Fault::WrongEan))).flatten(),
        serial: None,
        carrier: spec.carrier,
        valid_from: None,
        valid_to: None,
    };
    let tx = app.db.begin().await?;
    let row = store_meters::create(&tx, &app.by(), whose.id, building.id, &meter, None).await?;
    tx.commit().await?;
    Ok((row, building.clone()))
}
