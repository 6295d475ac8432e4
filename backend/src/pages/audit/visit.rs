//! The visit: its sections, one by one; the sheet to print; pictures.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::audit_section::AuditSectionPage;
use eclaireur_frontend::pages::audit_sheet::AuditSheetPage;
use eclaireur_frontend::pages::audit_visit::AuditVisitPage;
use eclaireur_frontend::{Flash, format, urls};
use eclaireur_models::audit::Part;
use eclaireur_models::audit::inputs::{Form, Section};
use eclaireur_models::audit::visit::{Origin, Row, Told, Visit};

use super::super::download::download;
use super::super::heads::head;
use super::super::{again, building, name_of, shown};
use super::list::put_back;
use super::{Found, closed, found, seen, tell, tell_within, to_overview};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::importing::{self, Sent};
use crate::photo;
use crate::store::{StoreError, audits, imports};

/// GET /batiments/{b}/audit/visite
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let page = AuditVisitPage {
        shell: visitor.shell(&app, Some(name_of(&found.whose.0))),
        head: head(&app, &found.whose.0, &found.whose.1).await?,
        audit: found.head(),
        visit: found.held.audit.visit,
    };
    shown(page.html())
}

/// GET /batiments/{b}/audit/visite/imprimer: before an audit is begun too.
pub async fn sheet(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let held = found(&app, &code).await?;
    let whose = building(&app, &code).await?;
    let page = AuditSheetPage {
        shell: visitor.shell(&app, Some(name_of(&whose.0))),
        head: head(&app, &whose.0, &whose.1).await?,
        visit: held.map_or_else(Visit::default, |found| found.held.audit.visit),
    };
    shown(page.html())
}

async fn page(
    app: &App,
    visitor: &Visitor,
    (found, section): (Found, Section),
    form: FormData,
) -> AppResult<AuditSectionPage> {
    let revision = found.held.revision(Part::Visit(section));
    Ok(AuditSectionPage {
        shell: visitor.shell(app, Some(name_of(&found.whose.0))),
        head: head(app, &found.whose.0, &found.whose.1).await?,
        audit: found.head(),
        section,
        rows: found.held.audit.visit.rows(section).to_vec(),
        photos: found.photos(),
        form: form.set("seen", revision.to_string()),
    })
}

fn section_of(code: &str) -> AppResult<Section> {
    Section::from_code(code).ok_or_else(AppError::not_found)
}

/// GET /batiments/{b}/audit/visite/{s}
pub async fn section(
    State(app): State<App>,
    Path((code, s)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let section = section_of(&s)?;
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let visit = &found.held.audit.visit;
    let asked = visitor.word("ligne").parse().ok().and_then(|number| visit.row(section, number));
    // What there is one of is changed, never added.
    let row = asked.or_else(|| visit.one(section).filter(|_| !section.repeats()));
    let form = match row {
        Some(row) => forms::audit_row_form(section, row).set("row", row.number.to_string()),
        None => FormData::new(),
    };
    shown(page(&app, &visitor, (found, section), form).await?.html())
}

/// POST /batiments/{b}/audit/visite/{s}: a row, `drop`, or `undo`.
pub async fn keep(
    State(app): State<App>,
    Path((code, s)): Path<(String, String)>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let section = section_of(&s)?;
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let address = urls::audit_section(&code, section.code());
    let mut rows = now.held.audit.visit.rows(section).to_vec();
    let form = &mut posted.form;
    let dropped = form.get("drop").to_owned();
    if form.is_ticked("undo") {
        if let Some(flash) = put_back(&app, &now, Part::Visit(section), form).await? {
            return Ok(done(&address, &flash).into_response());
        }
    } else if !dropped.is_empty() {
        rows.retain(|row| row.number.to_string() != dropped);
        if put(&app, &now, (section, None), &rows, form).await? {
            return Ok(done(&address, &Flash::TakenBack).into_response());
        }
    } else if let Some(row) = typed(&now, section, form) {
        match rows.iter_mut().find(|held| held.number == row.number) {
            Some(held) => *held = row,
            None => rows.push(row),
        }
        let seen = Some(seen(form));
        if put(&app, &now, (section, seen), &rows, form).await? {
            return Ok(done(&address, &Flash::Saved).into_response());
        }
    }
    // What is there now is shown, with what was typed.
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(page(&app, &visitor, (now, section), posted.form).await?.html())
}

/// The row of a form, with its number; `None` when problems were noted.
fn typed(found: &Found, section: Section, form: &mut FormData) -> Option<Row> {
    let visit = &found.held.audit.visit;
    let held = form.get("row").parse().ok().and_then(|number| visit.row(section, number));
    let one = visit.one(section).filter(|_| !section.repeats());
    let number = held.or(one).map_or_else(|| visit.next_number(section), |row| row.number);
    if held.or(one).is_none() && visit.rows(section).len() >= section.most() {
        form.fail("seen", Problem::new(ProblemCode::TooManyRows).with("max", section.most()));
    }
    let row = forms::audit_row(form, section, number)?;
    for input in section.inputs().iter().filter(|input| matches!(input.form, Form::Picture)) {
        let unknown = row.get(input.code).is_some_and(|told| !found.held.photos.contains(&told.value));
        if unknown {
            form.fail(input.code, Problem::new(ProblemCode::NotInList));
        }
    }
    (!form.failed()).then_some(row)
}

async fn put(
    app: &App,
    found: &Found,
    (section, seen): (Section, Option<i32>),
    rows: &[Row],
    form: &mut FormData,
) -> AppResult<bool> {
    let body = serde_json::to_value(rows).map_err(anyhow::Error::from)?;
    tell(app, found, (Part::Visit(section), seen), &body, form).await
}

/// POST /batiments/{b}/audit/photos: a picture with its words.
pub async fn send(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let section = Section::Photos;
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    if let Some(problem) = closed(&now) {
        posted.form.fail("photo", Problem::new(problem));
    }
    let caption = posted.form.required("caption");
    let picture = bare(&mut posted).await?;
    if let (Some(caption), Some((kind, bytes)), false) = (caption, picture, posted.form.failed()) {
        // What a phone calls it says when and with what it was taken.
        let name = format!("photo.{}", kind.ending());
        let sent = Sent { name, media_type: kind.media_type().to_owned(), bytes: bytes.into() };
        if attach(&app, &now, &sent, &caption, &mut posted.form).await? {
            let address = urls::audit_section(&code, section.code());
            return Ok(done(&address, &Flash::Saved).into_response());
        }
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(page(&app, &visitor, (now, section), posted.form).await?.html())
}

/// The picture of a form without what was noted beside it; `None` when its problem was noted.
async fn bare(posted: &mut Posted) -> AppResult<Option<(photo::Kind, Vec<u8>)>> {
    let most = usize::try_from(photo::LARGEST).unwrap_or(usize::MAX);
    let sent = posted.files_of("photo").find(|sent| !sent.bytes.is_empty()).cloned();
    if posted.too_large || sent.as_ref().is_some_and(|sent| sent.bytes.len() > most) {
        let problem = Problem::new(ProblemCode::FileTooLarge);
        posted.form.fail("photo", problem.with("max", format::bytes(photo::LARGEST)));
        return Ok(None);
    }
    let Some(sent) = sent else {
        posted.form.fail("photo", Problem::new(ProblemCode::NoFile));
        return Ok(None);
    };
    let picture =
        tokio::task::spawn_blocking(move || taken(&sent.bytes)).await.map_err(anyhow::Error::from)?;
    if picture.is_none() {
        let problem = Problem::new(ProblemCode::FileKind).with("accepted", photo::Kind::ACCEPTED);
        posted.form.fail("photo", problem);
    }
    Ok(picture)
}

/// The bare picture, no larger than its words can be read; as it came where it is small or cannot be decoded.
fn taken(bytes: &[u8]) -> Option<(photo::Kind, Vec<u8>)> {
    let (kind, bare) = photo::bare(bytes)?;
    match photo::small(&bare, photo::KEPT) {
        Some(small) if small.len() < bare.len() => Some((photo::Kind::Jpeg, small)),
        _ => Some((kind, bare)),
    }
}

/// Keeps a picture, that it belongs to the audit, and its words: together or not at all.
async fn attach(app: &App, now: &Found, sent: &Sent, caption: &str, form: &mut FormData) -> AppResult<bool> {
    let visit = &now.held.audit.visit;
    let mut rows = visit.rows(Section::Photos).to_vec();
    if rows.len() >= Section::Photos.most() {
        form.fail("photo", Problem::new(ProblemCode::TooManyRows).with("max", Section::Photos.most()));
        return Ok(false);
    }
    let file = importing::pack(sent).await?;
    let tx = app.db.begin().await?;
    let (by, tenant) = (app.by(), now.whose.1.tenant);
    let sha256 = imports::attach(&tx, &by, tenant, &file).await?;
    audits::add_photo(&tx, &by, tenant, now.held.row.id, &sha256).await?;
    let told = |value: &str| Told { value: value.to_owned(), origin: Origin::Measured, by: None };
    if !rows.iter().any(|row| row.text("picture") == sha256) {
        let number = visit.next_number(Section::Photos);
        let of = [("picture".to_owned(), told(&sha256)), ("caption".to_owned(), told(caption))];
        rows.push(Row { number, told: of.into_iter().collect() });
    }
    let body = serde_json::to_value(&rows).map_err(anyhow::Error::from)?;
    let kept = tell_within(app, &tx, now, (Part::Visit(Section::Photos), None), &body, form).await?;
    if kept {
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(kept)
}

/// GET /batiments/{b}/audit/photos/{p}: a picture of this audit, as a file and never as a page.
pub async fn picture(State(app): State<App>, Path((code, id)): Path<(String, String)>) -> AppResult {
    let found = found(&app, &code).await?.ok_or_else(AppError::not_found)?;
    let held = found.held.photos.iter().find(|photo| **photo == id).ok_or_else(AppError::not_found)?;
    let limit = usize::try_from(photo::LARGEST).unwrap_or(usize::MAX);
    let bytes = imports::file_bytes(app.db.read(), found.whose.1.tenant, held, limit).await?;
    let kind = photo::Kind::of(&bytes).ok_or_else(AppError::not_found)?;
    let name = format!("audit-{}.{}", held.chars().take(8).collect::<String>(), kind.ending());
    let mut answer = download(bytes, kind.media_type(), &name);
    let alone = HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'");
    answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, alone);
    Ok(answer)
}
