//! The sheets beside the meters of a building: made, renewed, closed; what came through them that somebody looks at.
//!
//! A secret is made here, printed in the answer, and only its hash is kept. So a sheet cannot be printed again: it is made anew,
//! which gives it another secret and ends the one that hung there. The PDF of sheets that are on the screen is made from what
//! the page still holds, and of secrets that open a link of this building only.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::reading_links::{
    LinkLine, LinkedMeter, ReadingLinksPage, SentReading, SheetState, meter_field,
};
use eclaireur_frontend::pages::reading_sheets::ReadingSheetsPage;
use eclaireur_frontend::reading_sheet::{Sheet, Sheets};
use eclaireur_frontend::reports::reading_sheets_pdf;
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::access::Action;
use eclaireur_models::finding::Finding;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month, day_of};

use super::counters::index_meter;
use super::download::download;
use super::heads::head;
use super::reading_link::sheet_of;
use super::{again, building, name_of, shown};
use crate::app::App;
use crate::doors::is_local_name;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::importing::{Options, Typed, spot};
use crate::photo;
use crate::reporting::PDF;
use crate::store::buildings::BuildingRow;
use crate::store::imports::{self, Status};
use crate::store::organisations::OrganisationRow;
use crate::store::reading_links::{self, LinkRow, UseRow};
use crate::store::readings::{self, HeldMeter};
use crate::store::{ImportId, MeterId, ReadingLinkId, ReadingUseId, StoreError, secret};

type Whose = (OrganisationRow, BuildingRow);

/// Days for which a sheet opens its page.
const LASTS_DAYS: i64 = 730;
const DAY_S: i64 = 86_400;
/// The newest readings with a picture that are listed.
const PHOTOS: usize = 20;
/// Secrets whose PDF is made at once.
const MOST_SHEETS: usize = 200;

/// The meters of a building in service that the visitor may hand to others, without their slots: a shared meter is also
/// another building's.
async fn meters(
    app: &App,
    visitor: &Visitor,
    action: Action,
    row: &BuildingRow,
) -> AppResult<Vec<HeldMeter>> {
    let today = app.clock.today();
    let month = Month::of(today);
    let reach = visitor.reach(app, action, row.tenant).await?;
    let held = readings::of_building(app.db.read(), row.tenant, row.id, Some((month, month))).await?;
    let mut theirs = Vec::new();
    for meter in held {
        let in_service = meter.meter.meter.valid_to.is_none_or(|to| today <= to);
        if in_service && reach.meter(app, row.tenant, meter.meter.id).await? {
            theirs.push(meter);
        }
    }
    Ok(theirs)
}

/// Their links, newest first, and what was sent through them.
async fn links(app: &App, row: &BuildingRow, held: &[HeldMeter]) -> AppResult<(Vec<LinkRow>, Vec<UseRow>)> {
    let c = app.db.read();
    let ids: Vec<MeterId> = held.iter().map(|meter| meter.meter.id).collect();
    let links = reading_links::of_meters(c, row.tenant, &ids).await?;
    let ids: Vec<ReadingLinkId> = links.iter().map(|link| link.id).collect();
    let uses = reading_links::uses(c, row.tenant, &ids).await?;
    Ok((links, uses))
}

fn line(app: &App, link: &LinkRow, used: reading_links::Used) -> LinkLine {
    let day = |at: i64| day_of(at).unwrap_or_default();
    let state = match link.revoked_at {
        Some(_) => SheetState::Closed,
        None if link.opens(app.clock.now()) => SheetState::Open { until: day(link.expires_at) },
        None => SheetState::Over,
    };
    LinkLine {
        id: link.id.to_string(),
        state,
        made: day(link.renewed_at.unwrap_or(link.made_at)),
        used: used.last.map(day),
        readings: used.readings,
    }
}

/// Something that was sent, while it counts.
async fn sent(
    app: &App,
    held: &[HeldMeter],
    links: &[LinkRow],
    used: &UseRow,
    findings: bool,
) -> AppResult<Option<SentReading>> {
    let c = app.db.read();
    let of = |link: &&LinkRow| link.id == used.link;
    let Some((link, import)) = links.iter().find(of).zip(used.import) else { return Ok(None) };
    let Some(meter) = held.iter().find(|meter| meter.meter.id == link.meter) else { return Ok(None) };
    let row = imports::get(c, link.tenant, import).await?.filter(|row| row.status == Status::Confirmed);
    let Some(row) = row else { return Ok(None) };
    let Some(on) = read_on(&Options::of(&row)) else { return Ok(None) };
    let brought = readings::brought(c, link.tenant, link.meter, import).await?;
    let registers = index_meter(meter, app.clock.today()).registers;
    let unit = |channel: eclaireur_models::building::Channel| {
        let same = registers.iter().find(|line| (line.kind, line.unit) == (channel.kind, channel.unit));
        same.map_or("", |line| line.unit_shown(meter.readings.carrier)).to_owned()
    };
    let found: Vec<Finding> =
        if findings { imports::findings(c, link.tenant, import).await? } else { Vec::new() };
    Ok(Some(SentReading {
        id: used.id.to_string(),
        import: import.to_string(),
        meter: meter.readings.label.clone(),
        on,
        values: brought.into_iter().map(|(channel, value)| (value, unit(channel))).collect(),
        findings: found,
        photo: used.photo.clone(),
    }))
}

fn read_on(options: &Options) -> Option<Day> {
    match options.typed {
        Some(Typed::Index { on, .. } | Typed::Level { on, .. }) => Some(on),
        _ => None,
    }
}

async fn page(app: &App, visitor: &Visitor, whose: &Whose, form: FormData) -> AppResult<ReadingLinksPage> {
    let held = meters(app, visitor, Action::Change, &whose.1).await?;
    let (links, uses) = links(app, &whose.1, &held).await?;
    let counted = reading_links::counted(&uses);
    let (mut to_check, mut photos) = (Vec::new(), Vec::new());
    for used in &uses {
        if used.doubted && used.checked_at.is_none() {
            to_check.extend(sent(app, &held, &links, used, true).await?);
        } else if used.photo.is_some() && photos.len() < PHOTOS {
            photos.extend(sent(app, &held, &links, used, false).await?);
        }
    }
    let linked = |meter: &HeldMeter| LinkedMeter {
        meter: Named::new(meter.meter.id.to_string(), meter.readings.label.as_str()),
        carrier: meter.readings.carrier,
        link: links
            .iter()
            .find(|link| link.meter == meter.meter.id)
            .map(|link| line(app, link, counted.get(&link.id).copied().unwrap_or_default())),
    };
    Ok(ReadingLinksPage {
        shell: visitor.shell(app, Some(name_of(&whose.0))),
        head: head(app, &whose.0, &whose.1).await?,
        meters: held.iter().map(linked).collect(),
        to_check,
        photos,
        chosen: Some(visitor.word("compteur")).filter(|meter| !meter.is_empty()),
        form,
    })
}

/// GET /batiments/{b}/releves/qr
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = building(&app, &code).await?;
    shown(page(&app, &visitor, &whose, FormData::new()).await?.html())
}

/// POST /batiments/{b}/releves/qr
pub async fn act(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    posted: Posted,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let form = posted.form;
    if !form.get("retirer").is_empty() {
        return close(&app, &visitor, &whose, form.get("retirer")).await;
    }
    if !form.get("juste").is_empty() {
        return trust(&app, &visitor, &whose, form.get("juste")).await;
    }
    make(&app, &visitor, &whose, &headers, form).await
}

/// Closes the link of a meter of this building.
async fn close(app: &App, visitor: &Visitor, whose: &Whose, id: &str) -> AppResult {
    let id: ReadingLinkId = id.parse().map_err(|_| AppError::not_found())?;
    let (links, _) = links(app, &whose.1, &meters(app, visitor, Action::Change, &whose.1).await?).await?;
    links.iter().find(|link| link.id == id).ok_or_else(AppError::not_found)?;
    let tx = app.db.begin().await?;
    reading_links::revoke(&tx, &app.by(), whose.0.id, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::reading_links(whose.1.building.code.as_str()), &Flash::LinkClosed).into_response())
}

/// What surprised is right: it is kept once more, as measured.
async fn trust(app: &App, visitor: &Visitor, whose: &Whose, id: &str) -> AppResult {
    let id: ReadingUseId = id.parse().map_err(|_| AppError::not_found())?;
    let held = meters(app, visitor, Action::Change, &whose.1).await?;
    let (links, uses) = links(app, &whose.1, &held).await?;
    let used = uses.iter().find(|used| used.id == id).ok_or_else(AppError::not_found)?;
    let link = links.iter().find(|link| link.id == used.link).ok_or_else(AppError::not_found)?;
    let meter = held.iter().find(|meter| meter.meter.id == link.meter).ok_or_else(AppError::not_found)?;
    let import: ImportId = used.import.ok_or_else(AppError::not_found)?;
    let row = imports::get(app.db.read(), link.tenant, import).await?;
    let row = row.filter(|row| row.status == Status::Confirmed).ok_or_else(AppError::not_found)?;
    let reading = spot::Reading {
        meter,
        building: link.building,
        on: read_on(&Options::of(&row)).ok_or_else(AppError::not_found)?,
        values: readings::brought(app.db.read(), link.tenant, link.meter, import).await?,
        findings: Vec::new(),
        photo: used.photo.clone(),
    };
    let tx = app.db.begin().await?;
    reading_links::checked(&tx, &app.by(), link.tenant, id).await?;
    spot::trust(&tx, &app.by(), &reading).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::reading_links(whose.1.building.code.as_str()), &Flash::ReadingChecked).into_response())
}

/// Makes or renews the sheets that are ticked, and shows them: this once.
async fn make(
    app: &App,
    visitor: &Visitor,
    whose: &Whose,
    headers: &HeaderMap,
    mut form: FormData,
) -> AppResult {
    if whose.1.building.archived {
        return Err(AppError::unprocessable("building-archived"));
    }
    let held = meters(app, visitor, Action::Change, &whose.1).await?;
    let ticked = |meter: &&HeldMeter| form.is_ticked(&meter_field(&meter.meter.id.to_string()));
    let wanted: Vec<&HeldMeter> = held.iter().filter(ticked).collect();
    if wanted.is_empty() {
        form.fail("meters", Problem::new(ProblemCode::Required));
    }
    let contact = form.optional("contact");
    if form.failed() {
        return again(page(app, visitor, whose, form).await?.html());
    }
    let expires_at = app.clock.now().saturating_add(LASTS_DAYS * DAY_S);
    let mut made = Vec::new();
    let tx = app.db.begin().await?;
    for meter in wanted {
        let opens = secret::fresh()?;
        let of = (whose.1.id, meter.meter.id);
        reading_links::issue(&tx, &app.by(), whose.0.id, of, &opens, expires_at).await?;
        made.push((meter, opens, expires_at));
    }
    tx.commit().await.map_err(StoreError::from)?;
    let sheets = sheets(app, whose, headers, contact, made);
    if form.is_ticked("pdf") {
        return printed(app, sheets).await;
    }
    shown(
        ReadingSheetsPage {
            shell: visitor.shell(app, Some(name_of(&whose.0))),
            head: head(app, &whose.0, &whose.1).await?,
            sheets,
            only_here: app.settings.public_url.is_none() && is_local_name(host(headers)),
        }
        .html(),
    )
}

fn sheets(
    app: &App,
    whose: &Whose,
    headers: &HeaderMap,
    contact: Option<String>,
    made: Vec<(&HeldMeter, String, i64)>,
) -> Sheets {
    let (today, origin) = (app.clock.today(), origin(app, headers));
    let sheet = |(meter, secret, expires_at): (&HeldMeter, String, i64)| {
        let registers = index_meter(meter, today).registers;
        let mut units: Vec<String> =
            registers.iter().map(|line| line.unit_shown(meter.readings.carrier).to_owned()).collect();
        units.dedup();
        Sheet {
            meter: sheet_of(meter, &whose.1.building.name),
            units,
            address: format!("{origin}{}", urls::reading_link(&secret)),
            secret,
            until: day_of(expires_at).unwrap_or(today),
        }
    };
    Sheets { lang: Lang::Fr, sheets: made.into_iter().map(sheet).collect(), contact, on: today }
}

/// Where people find us: the public address, else the one by which this machine was asked.
fn origin(app: &App, headers: &HeaderMap) -> String {
    let public = app.settings.public_names().map(|(_, origin)| origin);
    public.unwrap_or_else(|| format!("http://{}", host(headers)))
}

fn host(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default()
}

async fn printed(app: &App, sheets: Sheets) -> AppResult {
    let _turn = app.drawing.acquire().await;
    let bytes = tokio::task::spawn_blocking(move || reading_sheets_pdf(&sheets)).await??;
    Ok(download(bytes, PDF, "feuilles-de-releve.pdf"))
}

/// POST /batiments/{b}/releves/qr/feuilles.pdf: sheets that are on the screen. Nothing is renewed.
pub async fn pdf(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    mut posted: Posted,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let held = meters(&app, &visitor, Action::Change, &whose.1).await?;
    let mut made = Vec::new();
    for given in posted.form.get("secrets").split_whitespace().take(MOST_SHEETS) {
        let link = reading_links::opened_by(app.db.read(), given, app.clock.now()).await?;
        let link = link.filter(|link| link.tenant == whose.0.id && link.building == whose.1.id);
        let meter = link.and_then(|link| Some((held.iter().find(|m| m.meter.id == link.meter)?, link)));
        let (meter, link) = meter.ok_or_else(AppError::not_found)?;
        made.push((meter, given.to_owned(), link.expires_at));
    }
    if made.is_empty() {
        return Err(AppError::not_found());
    }
    let contact = posted.form.optional("contact");
    printed(&app, sheets(&app, &whose, &headers, contact, made)).await
}

/// GET /batiments/{b}/releves/qr/photos/{p}: a picture that came with a reading of this building, as a file and never as a
/// page.
pub async fn photo(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let (_, uses) = links(&app, &whose.1, &meters(&app, &visitor, Action::Read, &whose.1).await?).await?;
    let used = uses.iter().find(|used| used.photo.as_deref() == Some(id.as_str()));
    let used = used.ok_or_else(AppError::not_found)?;
    let limit = usize::try_from(photo::LARGEST).unwrap_or(usize::MAX);
    let bytes = imports::file_bytes(app.db.read(), whose.0.id, &id, limit).await?;
    let kind = photo::Kind::of(&bytes).ok_or_else(AppError::not_found)?;
    let day = day_of(used.at).unwrap_or_default();
    let mut answer = download(bytes, kind.media_type(), &format!("releve-{day}.{}", kind.ending()));
    let alone = HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'");
    answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, alone);
    Ok(answer)
}
