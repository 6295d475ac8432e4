//! The page behind the sheet beside a meter: one index, on a phone, without an account.
//!
//! The secret in the address opens this page and nothing else. Unknown, closed, replaced and expired secrets, and meters that
//! are out of service, are answered alike. What is sent is kept as the actor `link:<id>`.

mod pace;

use core::net::IpAddr;
use core::time::Duration;

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use eclaireur_frontend::forms::{FormData, LinkInput, Problem, ProblemCode};
use eclaireur_frontend::pages::error::ErrorKind;
use eclaireur_frontend::pages::reading_index::RegisterLine;
use eclaireur_frontend::pages::reading_link::ReadingLinkPage;
use eclaireur_frontend::pages::reading_link_thanks::{Outcome, ReadingLinkThanksPage};
use eclaireur_frontend::reading_sheet::SheetMeter;
use eclaireur_frontend::{Shell, format, urls};
use eclaireur_models::building::Channel;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month};
use eclaireur_models::readings::spot::Doubt;
use rust_decimal::Decimal;
use tokio::time::timeout;

use super::counters::{channel, index_meter};
use super::{again, shown};
use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult, said};
use crate::extract::posted::Posted;
use crate::extract::visitor::Visitor;
use crate::importing::{self, Options, Sent, Typed, has_place, spot};
use crate::photo;
use crate::store::imports::NewFile;
use crate::store::reading_links::{self, LinkRow, UseRow};
use crate::store::readings::HeldMeter;
use crate::store::{Actor, By, StoreError, buildings, imports, organisations, readings, secret};
use crate::turns::Turn;

/// Bytes of a picture too large that are read and dropped, so that the rest of the form is heard.
const DRAINED: u64 = 64_000_000;
/// Seconds in which what was sent can be taken back.
const UNDO_S: i64 = 600;
/// Letters of the token of a form.
const TOKEN: core::ops::RangeInclusive<usize> = 20..=64;
/// How long a form may take to come in, with its picture; and what was typed, where no picture is heard.
const LONGEST: Duration = Duration::from_mins(1);
const LONGEST_TYPED: Duration = Duration::from_secs(5);

/// What a secret opens.
struct Door {
    link: LinkRow,
    secret: String,
    meter: HeldMeter,
    registers: Vec<RegisterLine>,
    sheet: SheetMeter,
}

impl Door {
    fn by(&self, app: &App) -> By {
        By { actor: Actor::Link(self.link.id), now: app.clock.now() }
    }

    fn channel(&self, line: &RegisterLine) -> Channel {
        channel(self.meter.readings.carrier, line)
    }

    fn line(&self, channel: Channel) -> Option<RegisterLine> {
        let same = |line: &&RegisterLine| {
            (line.kind, line.direction, line.register) == (channel.kind, channel.direction, channel.register)
        };
        self.registers.iter().find(same).cloned()
    }
}

/// A meter as its sheet names it.
pub(super) fn sheet_of(meter: &HeldMeter, building: &str) -> SheetMeter {
    SheetMeter {
        name: meter.readings.label.clone(),
        carrier: meter.readings.carrier,
        serial: meter.meter.meter.serial.clone(),
        building: building.to_owned(),
    }
}

async fn open(app: &App, ip: Option<IpAddr>, given: &str) -> AppResult<Door> {
    match try_open(app, given).await? {
        Some(door) => Ok(door),
        None if pace::may_miss(app, ip).await? => Err(AppError::not_found()),
        None => Err(AppError::new(ErrorKind::TooMany { wait_s: 600 })),
    }
}

async fn try_open(app: &App, given: &str) -> AppResult<Option<Door>> {
    let c = app.db.read();
    let Some(link) = reading_links::opened_by(c, given, app.clock.now()).await? else { return Ok(None) };
    let organisation = organisations::by_id(c, link.tenant).await?;
    let building = buildings::by_id(c, link.tenant, link.building).await?;
    let (Some(organisation), Some(building)) = (organisation, building) else { return Ok(None) };
    if organisation.organisation.archived || building.building.archived {
        return Ok(None);
    }
    // Indexes are rows, which are always all there; of the slots of a smart meter none is needed.
    let today = app.clock.today();
    let month = Month::of(today);
    let meter = readings::of_meter(c, link.tenant, link.meter, Some((month, month))).await?;
    let in_service = |meter: &HeldMeter| meter.meter.meter.valid_to.is_none_or(|to| today <= to);
    let Some(meter) = meter.filter(in_service) else { return Ok(None) };
    let registers = index_meter(&meter, today).registers;
    let sheet = sheet_of(&meter, &building.building.name);
    Ok(Some(Door { link, secret: given.to_owned(), meter, registers, sheet }))
}

fn shell(app: &App) -> Shell {
    Shell { demo: app.demo, ..Shell::new(Lang::Fr, "") }
}

/// The form as it is shown now.
fn page(app: &App, door: &Door, token: String, form: FormData) -> ReadingLinkPage {
    ReadingLinkPage {
        shell: shell(app),
        secret: door.secret.clone(),
        meter: door.sheet.clone(),
        registers: door.registers.clone(),
        form,
        doubts: Vec::new(),
        insists: None,
        token,
        photo_kept: false,
        busy: false,
        on: app.clock.today(),
    }
}

/// GET /r/{secret}
pub async fn show(
    State(app): State<App>,
    Path(given): Path<String>,
    visit: Visit,
    visitor: Visitor,
) -> AppResult {
    let door = open(&app, visit.ip, &given).await?;
    if !pace::may_look(&app, door.link.id).await? {
        return Err(AppError::new(ErrorKind::TooMany { wait_s: 600 }));
    }
    let token = visitor.word("merci");
    let used =
        if token.is_empty() { None } else { reading_links::sent(app.db.read(), &door.link, &token).await? };
    if let Some(page) = thanks(&app, &door, used, &token).await? {
        return shown(page.html());
    }
    shown(page(&app, &door, secret::fresh()?, FormData::new()).html())
}

/// What was sent, and what became of it.
async fn thanks(
    app: &App,
    door: &Door,
    used: Option<UseRow>,
    token: &str,
) -> AppResult<Option<ReadingLinkThanksPage>> {
    let c = app.db.read();
    let Some((used, import)) = used.and_then(|used| used.import.map(|import| (used, import))) else {
        return Ok(None);
    };
    let Some(row) = imports::get(c, door.link.tenant, import).await? else { return Ok(None) };
    let Some(Typed::Index { on: read_on, .. } | Typed::Level { on: read_on, .. }) = Options::of(&row).typed
    else {
        return Ok(None);
    };
    let values = readings::brought(c, door.link.tenant, door.link.meter, import).await?;
    let undone = row.status == imports::Status::Undone;
    let in_time = app.clock.now().saturating_sub(used.at) <= UNDO_S;
    Ok(Some(ReadingLinkThanksPage {
        shell: shell(app),
        secret: door.secret.clone(),
        meter: door.sheet.clone(),
        values: values.into_iter().filter_map(|(c, value)| Some((door.line(c)?, value))).collect(),
        read_on,
        photo: used.photo.is_some(),
        outcome: match (undone, used.doubted) {
            (true, _) => Outcome::Undone,
            (false, true) => Outcome::ToCheck,
            (false, false) => Outcome::Kept,
        },
        undo: (in_time && !undone).then(|| token.to_owned()),
    }))
}

fn to_thanks(door: &Door, token: &str) -> Response {
    Redirect::to(&urls::with_query(&urls::reading_link(&door.secret), &[("merci", token)])).into_response()
}

/// POST /r/{secret}
pub async fn send(
    State(app): State<App>,
    Path(given): Path<String>,
    visit: Visit,
    request: Request,
) -> AppResult {
    let door = open(&app, visit.ip, &given).await?;
    let calm = pace::may_send(&app, visit.ip, door.link.id).await?;
    let (posted, _turn) = heard(&app, &door, request, calm).await?;
    let mut form = posted.form.clone();
    if !form.get("annuler").is_empty() {
        return undo(&app, &door, form.get("annuler")).await;
    }
    let token = match form.get("envoi") {
        token if TOKEN.contains(&token.len()) => token.to_owned(),
        _ => secret::fresh()?,
    };
    let before = reading_links::sent(app.db.read(), &door.link, &token).await?;
    if before.as_ref().is_some_and(|before| before.import.is_some()) {
        return Ok(to_thanks(&door, &token));
    }
    if !calm {
        let photo_kept = before.is_some_and(|before| before.photo.is_some());
        let page = ReadingLinkPage { busy: true, photo_kept, ..page(&app, &door, token, form) };
        return Ok(said(StatusCode::TOO_MANY_REQUESTS, page.html()?));
    }
    if let Some((field, value)) = form.get("prendre").to_owned().split_once('=')
        && door.registers.iter().any(|line| line.field() == field)
    {
        form = form.set(field, value.replace('.', ","));
    }
    let photo = bare_photo(&posted, &mut form).await?;
    let waiting = before.and_then(|before| before.photo);
    let asked = ReadingLinkPage { photo_kept: waiting.is_some(), ..page(&app, &door, token.clone(), form) };
    let (asked, input) = read(&app, asked, &door);
    let Some(input) = input else { return again(asked.html()) };
    let values: Vec<(RegisterLine, Channel, Decimal)> =
        input.values.iter().map(|(line, value)| (line.clone(), door.channel(line), *value)).collect();
    if values.iter().all(|(_, channel, value)| spot::of_day(&door.meter, *channel, input.on) == Some(*value))
    {
        return already(&app, &door, &input);
    }
    if let Some(photo) = &photo
        && !pace::may_keep(&app, door.link.id, photo.length).await?
    {
        return Ok(said(StatusCode::TOO_MANY_REQUESTS, ReadingLinkPage { busy: true, ..asked }.html()?));
    }
    let doubts = surprising(&app, &door, input.on, &values).await?;
    let insists = asked.form.get("garder") == input.exactly();
    if !doubts.is_empty() && !insists {
        let photo_kept = match &photo {
            Some(photo) => wait_for_index(&app, &door, &token, photo).await?,
            None => asked.photo_kept,
        };
        return again(ReadingLinkPage { doubts, insists: Some(input.exactly()), photo_kept, ..asked }.html());
    }
    let findings = doubts.into_iter().map(|(_, doubt)| doubt.finding).collect::<Vec<_>>();
    let reading = spot::Reading {
        meter: &door.meter,
        building: door.link.building,
        on: input.on,
        values: values.into_iter().map(|(_, channel, value)| (channel, value)).collect(),
        findings,
        photo: photo.as_ref().map(|photo| photo.sha256.clone()).or(waiting),
    };
    keep(&app, &door, &token, &reading, photo.as_ref()).await
}

/// What was sent, and the turn it has: one for each link. Who sent too often is given none; what he typed is heard all the
/// same, so that it is not lost.
async fn heard(app: &App, door: &Door, request: Request, calm: bool) -> AppResult<(Posted, Option<Turn>)> {
    if !calm {
        return Ok((in_time(LONGEST_TYPED, Posted::before_files(request, app)).await?, None));
    }
    let turn = app.meter_forms.take(door.link.id).await;
    let turn = turn.map_err(|_| AppError::new(ErrorKind::Unavailable))?;
    Ok((in_time(LONGEST, Posted::within(request, app, photo::LARGEST, DRAINED)).await?, Some(turn)))
}

/// What comes in, where it comes in so long: a connection that trickles counts as one that broke off.
async fn in_time<T>(longest: Duration, coming: impl Future<Output = AppResult<T>>) -> AppResult<T> {
    timeout(longest, coming).await.unwrap_or_else(|_| Err(AppError::unprocessable("file-cut")))
}

/// The values, where they can be kept.
fn read(app: &App, mut asked: ReadingLinkPage, door: &Door) -> (ReadingLinkPage, Option<LinkInput>) {
    let had_problem = asked.form.failed();
    let input = LinkInput::read(&mut asked.form, &door.registers, app.clock.today());
    if let Some(input) = &input {
        for (line, _) in input.values.iter().filter(|(_, value)| !has_place(*value)) {
            asked.form.fail(&line.field(), Problem::new(ProblemCode::OutOfRange));
        }
    }
    let input = input.filter(|_| !had_problem && !asked.form.failed());
    (asked, input)
}

/// What is surprising, by field.
async fn surprising(
    app: &App,
    door: &Door,
    on: Day,
    values: &[(RegisterLine, Channel, Decimal)],
) -> AppResult<Vec<(String, Doubt)>> {
    let mut all = Vec::new();
    for (line, channel, value) in values {
        let (c, now) = (app.db.read(), app.clock.now());
        let found = spot::doubts(c, now, &door.meter, door.link.building, (*channel, on, *value)).await?;
        all.extend(found.into_iter().map(|doubt| (line.field(), doubt)));
    }
    Ok(all)
}

/// The very same is held of this day: said, and not kept twice.
fn already(app: &App, door: &Door, input: &LinkInput) -> AppResult {
    shown(
        ReadingLinkThanksPage {
            shell: shell(app),
            secret: door.secret.clone(),
            meter: door.sheet.clone(),
            values: input.values.clone(),
            read_on: input.on,
            photo: false,
            outcome: Outcome::Already,
            undo: None,
        }
        .html(),
    )
}

/// Keeps the index, and with it the picture that proves it.
async fn keep(
    app: &App,
    door: &Door,
    token: &str,
    reading: &spot::Reading<'_>,
    photo: Option<&NewFile>,
) -> AppResult {
    let by = door.by(app);
    let tx = app.db.begin().await?;
    if let Some(photo) = photo {
        imports::attach(&tx, &by, door.link.tenant, photo).await?;
    }
    let import = spot::keep(&tx, &by, reading).await?;
    let used = (reading.photo.as_deref(), Some(import.id), !reading.findings.is_empty());
    match reading_links::keep(&tx, &by, &door.link, token, used).await {
        Ok(()) => tx.commit().await.map_err(StoreError::from)?,
        // The same form, sent twice at once: the other one is kept.
        Err(StoreError::Taken { .. }) => tx.rollback().await.map_err(StoreError::from)?,
        Err(error) => return Err(error.into()),
    }
    Ok(to_thanks(door, token))
}

/// The picture that came with the form, without its notes; the form is told what is wrong with one. Nothing is kept yet.
async fn bare_photo(posted: &Posted, form: &mut FormData) -> AppResult<Option<NewFile>> {
    if posted.too_large {
        let problem = Problem::new(ProblemCode::FileTooLarge);
        form.fail("photo", problem.with("max", format::bytes(photo::LARGEST)));
        return Ok(None);
    }
    let Some(sent) = posted.files_of("photo").find(|sent| !sent.bytes.is_empty()) else { return Ok(None) };
    let bytes = sent.bytes.clone();
    let bare = tokio::task::spawn_blocking(move || photo::bare(&bytes)).await?;
    let Some((kind, bytes)) = bare else {
        form.fail("photo", Problem::new(ProblemCode::FileKind).with("accepted", photo::Kind::ACCEPTED));
        return Ok(None);
    };
    // What a phone calls it says when and with what it was taken.
    let name = format!("photo.{}", kind.ending());
    let media_type = kind.media_type().to_owned();
    Ok(Some(importing::pack(&Sent { name, media_type, bytes: bytes.into() }).await?))
}

/// Keeps the picture of an index that is asked about, so that nobody takes it again; whether it waits now.
async fn wait_for_index(app: &App, door: &Door, token: &str, photo: &NewFile) -> AppResult<bool> {
    let by = door.by(app);
    let tx = app.db.begin().await?;
    let id = imports::attach(&tx, &by, door.link.tenant, photo).await?;
    match reading_links::keep(&tx, &by, &door.link, token, (Some(&id), None, false)).await {
        Ok(()) => tx.commit().await.map_err(StoreError::from)?,
        Err(StoreError::Taken { .. }) => {
            tx.rollback().await.map_err(StoreError::from)?;
            return Ok(false);
        }
        Err(error) => return Err(error.into()),
    }
    Ok(true)
}

/// Takes back what was sent from the form with this token, while it can be.
async fn undo(app: &App, door: &Door, token: &str) -> AppResult {
    let used = reading_links::sent(app.db.read(), &door.link, token).await?;
    let Some(import) = used.as_ref().and_then(|used| used.import) else {
        return Ok(Redirect::to(&urls::reading_link(&door.secret)).into_response());
    };
    if used.as_ref().is_some_and(|used| app.clock.now().saturating_sub(used.at) > UNDO_S) {
        let page = thanks(app, door, used, token).await?.ok_or_else(AppError::not_found)?;
        return shown(ReadingLinkThanksPage { outcome: Outcome::TooLate, ..page }.html());
    }
    let row = imports::get(app.db.read(), door.link.tenant, import).await?;
    if row.is_some_and(|row| row.status == imports::Status::Confirmed) {
        importing::undo(app, &door.by(app), door.link.tenant, import).await?;
    }
    Ok(to_thanks(door, token))
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::future::{pending, ready};

    #[tokio::test]
    async fn a_form_that_trickles_is_given_up() {
        let late = in_time(Duration::ZERO, pending::<AppResult<()>>()).await.unwrap_err().into_response();
        assert_eq!(late.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(in_time(Duration::ZERO, ready(Ok::<_, AppError>(()))).await.is_ok());
    }
}
