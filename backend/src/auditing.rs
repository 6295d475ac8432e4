//! The audit of a building as it stands: what was told part by part ([`Held`]); where it is asked for, with what the meters say today
//! ([`Whole`]). A delivered one is its text, which holds both.

use std::collections::BTreeMap;

use eclaireur_frontend::reports::Photo;
use eclaireur_frontend::reports::audit::AuditReport;
use eclaireur_frontend::reports::carnet::Carnet;
use eclaireur_frontend::worked::Told;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::audit::aids::aids;
use eclaireur_models::audit::checks::heat_balance;
use eclaireur_models::audit::ground::{Ground, Price};
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::measured::{Cold, Measured, SealedText};
use eclaireur_models::audit::producers::efficiencies;
use eclaireur_models::audit::quarters::Quarters;
use eclaireur_models::audit::requirements::demands;
use eclaireur_models::audit::versions::State;
use eclaireur_models::audit::worked::worked;
use eclaireur_models::audit::written::{self, Read};
use eclaireur_models::audit::{Audit, Chosen, Head, Part};
use eclaireur_models::building::Carrier;
use eclaireur_models::catalog::{Base, Catalog, SavingMethod};
use eclaireur_models::financing::Case;
use eclaireur_models::indicators::Figures;
use eclaireur_models::lang::Lang;
use eclaireur_models::measures::calibrate::{Known, calibrate};
use eclaireur_models::measures::palette::{Bill, Given, Palette, palette};
use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::photo;
use crate::reporting::{self, NotReported};
use crate::store::audits::{self, AuditRow};
use crate::store::buildings::BuildingRow;
use crate::store::facts::{self, Subject};
use crate::store::organisations::OrganisationRow;
use crate::store::{OrganisationId, Paging, baselines, imports, readings};
use crate::{assessing, financing};

/// Pictures in the report at most, and their bytes: what leaves it under three million.
pub const IN_REPORT: (usize, usize) = (12, 1_500_000);
/// Pictures on the page of a building at most, and their bytes.
pub const ON_PAGE: (usize, usize) = (3, 500_000);
/// Fact of the heated area.
const HEATED_AREA: &str = "building.heated_area_m2";
/// The degree-days of the figures it stands on.
const BASE: Base = assessing::BASE;

/// Who writes a file, as it says itself.
const PROGRAM: &str = concat!("eclaireur ", env!("CARGO_PKG_VERSION"));

/// A version as it was told.
#[derive(Debug, Clone)]
pub struct Held {
    /// The version.
    pub row: AuditRow,
    /// What it says; what the meters say is in it once it is delivered, or [`whole`].
    pub audit: Audit,
    /// How often each part was written.
    pub revisions: BTreeMap<Part, i32>,
    /// Pictures, by their SHA-256.
    pub photos: Vec<String>,
    /// As delivered.
    pub frozen: Option<Read>,
}

impl Held {
    /// The writing of a part that is there.
    pub fn revision(&self, part: Part) -> i32 {
        self.revisions.get(&part).copied().unwrap_or(0)
    }
}

/// A version with what the meters say: as delivered, or today.
#[derive(Debug)]
pub struct Whole {
    /// The version.
    pub held: Held,
    /// What is said of the building, where it was asked for.
    assessment: Option<Assessment>,
}

/// The newest version of a building's audit, where there is one.
///
/// # Errors
/// The database; something stored that cannot have been written.
pub async fn newest(app: &App, whose: &(OrganisationRow, BuildingRow)) -> AppResult<Option<Held>> {
    let mut all = audits::of_building(app.db.read(), whose.1.tenant, whose.1.id).await?;
    match all.pop() {
        Some(row) => held(app, whose, row).await.map(Some),
        None => Ok(None),
    }
}

/// A version.
///
/// # Errors
/// The database; something stored that cannot have been written.
pub async fn held(app: &App, whose: &(OrganisationRow, BuildingRow), row: AuditRow) -> AppResult<Held> {
    let (c, tenant) = (app.db.read(), whose.1.tenant);
    let photos = audits::photos(c, tenant, row.id).await?;
    if row.state == State::Delivered {
        let text = audits::text(c, tenant, row.id).await?.ok_or_else(AppError::not_found)?;
        let read = written::read(&text).map_err(anyhow::Error::new)?;
        let audit = read.audit.clone();
        return Ok(Held { row, audit, revisions: BTreeMap::new(), photos, frozen: Some(read) });
    }
    let told = audits::parts(c, tenant, row.id).await?;
    let mut audit = Audit { head: head(app, whose).await?, ..Audit::default() };
    let mut revisions = BTreeMap::new();
    for part in told {
        revisions.insert(part.part, part.revision);
        audit.put(part.part, part.body).map_err(anyhow::Error::new)?;
    }
    Ok(Held { row, audit, revisions, photos, frozen: None })
}

/// A version with what the meters say.
///
/// # Errors
/// The database; no assessment.
pub async fn whole(
    app: &App,
    whose: &(OrganisationRow, BuildingRow),
    mut held: Held,
) -> Result<Whole, NotReported> {
    if held.frozen.is_some() {
        return Ok(Whole { held, assessment: None });
    }
    let (measured, assessment) = Box::pin(measured(app, whose)).await?;
    held.audit.measured = measured;
    held.audit.measured.load = quarters(app, &whose.1, &held.audit).await?;
    held.audit.measured.ground = Some(ground(&app.catalog(), &held.audit, &assessment.figures));
    Ok(Whole { held, assessment: Some(assessment) })
}

/// What the building says of itself.
async fn head(app: &App, (organisation, building): &(OrganisationRow, BuildingRow)) -> AppResult<Head> {
    let (c, today) = (app.db.read(), app.clock.today());
    let known = facts::on(c, building.tenant, Subject::Building(building.id), today).await?;
    let area = known.into_iter().find(|fact| fact.fact == HEATED_AREA);
    let (whose, what) = (&organisation.organisation, &building.building);
    Ok(Head {
        organisation: whose.name.clone(),
        building: what.name.clone(),
        activity: what.activity.clone().or_else(|| whose.activity.clone()),
        heated_area_m2: area.and_then(|fact| fact.value.parse::<Decimal>().ok()),
        ..Head::default()
    })
}

/// What the meters say, with the baselines that are relied upon.
async fn measured(
    app: &App,
    (organisation, building): &(OrganisationRow, BuildingRow),
) -> Result<(Measured, Assessment), NotReported> {
    let shown = assessing::of(app, building, organisation).await?;
    let catalog = app.catalog();
    let station = catalog.station(assessing::STATION, BASE);
    let cold = station.and_then(|station| {
        let normal = station.normal()?;
        Some(Cold {
            base: BASE.code().to_owned(),
            threshold_c: BASE.threshold(),
            degree_days: Decimal::from(normal.year()?),
            normal: normal.name.clone(),
        })
    });
    let net = |carrier: &str| {
        let card = catalog.carrier(Carrier::from_code(carrier)?)?;
        Some(card.net_per_gross().unwrap_or(Decimal::ONE))
    };
    let told = &shown.assessment;
    let mut measured = Measured::of((&told.figures, &told.series), told.year, cold, net);
    let on = app.clock.today();
    let known = financing::held(app, (organisation, building), on).await?;
    measured.case = Some(Case { on: Some(on), facts: known, ..Case::default() }.to_json());
    let c = app.db.read();
    let all = baselines::list(c, Some(building.tenant), Some(building.id), &Paging::first(50)).await?.items;
    for row in all.into_iter().filter(|row| row.withdrawn_at.is_none()) {
        // One that was touched is relied upon by nobody.
        let Ok(sealed) = baselines::sealed(c, row.tenant, row.id).await? else { continue };
        let carrier = row.carrier.code().to_owned();
        measured.baseline.push(SealedText { carrier, checksum: sealed.checksum, text: sealed.text });
    }
    Ok((measured, shown.assessment))
}

/// A year of quarter-hours of electricity, where panels or a battery are looked at and the meters tell one.
async fn quarters(app: &App, building: &BuildingRow, audit: &Audit) -> Result<Option<Quarters>, NotReported> {
    let catalog = app.catalog();
    let by_the_hour = |one: &Chosen| {
        let card = catalog.measure(&one.code);
        card.is_some_and(|card| matches!(card.method, SavingMethod::Photovoltaic | SavingMethod::Storage))
    };
    if !audit.measure.iter().any(by_the_hour) {
        return Ok(None);
    }
    let held = readings::of_building(app.db.read(), building.tenant, building.id, None).await?;
    let meters: Vec<_> = held.into_iter().map(|one| one.readings).collect();
    Ok(tokio::task::spawn_blocking(move || Quarters::of(&meters, &catalog)).await?)
}

/// What measures stand on: the building's own normal year, with the prices its figures know, what the adviser supposes and what
/// the schemes answer. The visit says how hot emitters are
/// fed and how well each carrier is turned into heat.
fn ground(catalog: &Catalog, audit: &Audit, figures: &Figures) -> Ground {
    let supply = audit.visit.rows(Section::Emitters).iter().filter_map(|row| row.number("supply_c")).max();
    let supply_tenths = supply.and_then(|c| u16::try_from((c * Decimal::TEN).round()).ok());
    let known = Known {
        activity: audit.head.activity.clone(),
        efficiency: efficiencies(&audit.visit, catalog),
        supply_tenths,
        ..Known::default()
    };
    let mut ground = Ground::of(&calibrate(catalog, figures, &known), supply_tenths);
    for carrier in Carrier::ALL {
        let of = figures.all("unit-price").filter(|figure| figure.of.as_deref() == Some(carrier.code()));
        let newest = of.filter(|figure| figure.value().is_some()).max_by_key(|f| f.period.map(|p| p.to));
        let Some(value) = newest.and_then(|figure| figure.value()) else { continue };
        if *carrier == Carrier::Water {
            ground.sight.water_euro_per_m3 = Some(value.value.round_dp(4));
        } else {
            ground.price.push(Price { carrier: *carrier, euro_per_kwh: value.value.round_dp(5) });
        }
    }
    audit.assumed.apply(&mut ground, catalog, assessing::STATION);
    ground.aid = aids(audit, &ground, catalog);
    ground
}

/// The audit worked out as of its day: as delivered, or as it stands now.
pub fn worked_out(app: &App, Whole { held, .. }: &Whole) -> Told {
    let catalog = app.catalog();
    let ground = held.audit.measured.ground.clone().unwrap_or_default();
    Told::new(worked(&held.audit, &ground, &catalog, day(app, held)), &catalog, Lang::Fr)
}

/// The day of which a version speaks: when it was delivered, or today.
pub fn day(app: &App, held: &Held) -> Day {
    held.frozen.as_ref().map_or_else(|| app.clock.today(), |frozen| frozen.on)
}

/// The text that a version is delivered with today, and its digest.
///
/// # Errors
/// The database; no assessment.
pub async fn frozen(
    app: &App,
    whose: &(OrganisationRow, BuildingRow),
    held: Held,
) -> Result<(String, String), NotReported> {
    let Whole { held, .. } = Box::pin(whole(app, whose, held)).await?;
    let of = (app.clock.today(), held.row.version);
    let text = written::write(&held.audit, &app.catalog(), of, PROGRAM);
    let digest = text.lines().next().and_then(|line| line.split('"').nth(1)).unwrap_or_default().to_owned();
    Ok((text, digest))
}

/// The report of a version as it stands.
///
/// # Errors
/// The database; no assessment.
pub async fn report(
    app: &App,
    whose: &(OrganisationRow, BuildingRow),
    held: Held,
) -> Result<AuditReport, NotReported> {
    let whole = Box::pin(whole(app, whose, held)).await?;
    let head = reporting::head(app, &whose.0, &whose.1).await?;
    let (told, on) = (worked_out(app, &whole), day(app, &whole.held));
    let Whole { held, assessment } = whole;
    let assessment = match assessment {
        Some(assessment) => assessment,
        None => assessing::of(app, &whose.1, &whose.0).await?.assessment,
    };
    Ok(AuditReport {
        lang: Lang::Fr,
        head,
        balance: heat_balance(&held.audit, &app.catalog()),
        demands: demands(&held.audit),
        told,
        audit: held.audit,
        assessment,
        version: held.row.version,
        state: held.row.state,
        digest: held.frozen.map(|frozen| frozen.digest),
        on,
        photos: Vec::new(),
    })
}

/// Pictures of an audit as paper takes them, in the order of the visit: as many as `most`, and as fit into `budget` bytes. One that
/// cannot be decoded is left out.
///
/// # Errors
/// The database.
pub async fn printed(
    app: &App,
    tenant: OrganisationId,
    (audit, kept): (&Audit, &[String]),
    (most, budget): (usize, usize),
) -> AppResult<Vec<Photo>> {
    let (mut photos, mut left) = (Vec::new(), budget);
    let limit = usize::try_from(photo::LARGEST).unwrap_or(usize::MAX);
    for row in audit.visit.rows(Section::Photos) {
        let of = row.text("picture");
        if photos.len() >= most || !kept.iter().any(|kept| kept == of) {
            continue;
        }
        let bytes = imports::file_bytes(app.db.read(), tenant, of, limit).await?;
        // A decoder that gives up takes no more with it than its picture.
        let jpeg =
            tokio::task::spawn_blocking(move || photo::small(&bytes, photo::PRINTED)).await.ok().flatten();
        if let Some(jpeg) = jpeg.filter(|jpeg| jpeg.len() <= left) {
            left -= jpeg.len();
            photos.push(Photo { caption: row.text("caption").to_owned(), jpeg });
        }
    }
    Ok(photos)
}

/// The page of the building of today, with the pictures of its audit; none where nobody began one.
///
/// # Errors
/// The database; no assessment.
pub async fn carnet(
    app: &App,
    whose: &(OrganisationRow, BuildingRow),
) -> AppResult<Option<(Carnet, Vec<String>)>> {
    let Some(held) = newest(app, whose).await? else { return Ok(None) };
    let whole = Box::pin(whole(app, whose, held)).await?;
    let told = worked_out(app, &whole);
    let Held { audit, photos, .. } = whole.held;
    let head = reporting::head(app, &whose.0, &whose.1).await?;
    let on = app.clock.today();
    Ok(Some((Carnet { lang: Lang::Fr, head, audit, told, on, photos: Vec::new() }, photos)))
}

/// What an audit could bring: from activity, area and bills alone.
///
/// # Errors
/// The database; no assessment.
pub async fn potential(app: &App, whose: &(OrganisationRow, BuildingRow)) -> AppResult<Palette> {
    let shown = assessing::of(app, &whose.1, &whose.0).await?;
    let audit = Audit { head: head(app, whose).await?, ..Audit::default() };
    let catalog = app.catalog();
    let ground = ground(&catalog, &audit, &shown.assessment.figures);
    let terms = ground.terms(&catalog, app.clock.today());
    let finals = ground.state().finals();
    let mut bills: Vec<Bill> = finals
        .carriers()
        .map(|(carrier, wh)| {
            let marginal = terms.tariff(carrier).map(|tariff| tariff.euro_per_kwh);
            Bill { carrier, year: wh.kwh(), marginal }
        })
        .collect();
    if let Some(year) = ground.water_m3 {
        bills.push(Bill { carrier: Carrier::Water, year, marginal: ground.sight.water_euro_per_m3 });
    }
    let given = Given { activity: audit.head.activity, area: audit.head.heated_area_m2, bills };
    Ok(palette(&catalog, &given))
}
