//! A bill, typed, with its document beside; kept as an import of its own.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse as _;
use eclaireur_frontend::format::{bytes, decimal};
use eclaireur_frontend::forms::{BillInput, BillMeter, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::reading_bill::{Attachment, BillFormPage};
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::access::Action;
use eclaireur_models::building::{Carrier, Ean, Meter};
use eclaireur_models::finding::Finding;
use eclaireur_models::readings::tank::TankTable;
use eclaireur_models::readings::totals::MeterFacts;

use super::heads::head;
use super::meter_form::taken;
use super::{again, building, name_of, shown};
use crate::app::App;
use crate::doors::Reach;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::importing::{self, Sent, bill, paper};
use crate::store::buildings::BuildingRow;
use crate::store::imports::FileRow;
use crate::store::meters::{self, MeterRow};
use crate::store::organisations::OrganisationRow;
use crate::store::{StoreError, imports, readings};

type Whose = (OrganisationRow, BuildingRow);

const PDF: &str = "application/pdf";

/// What a document may be, by its first bytes.
const DOCUMENTS: [(&[u8], &str); 3] =
    [(b"%PDF", PDF), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png")];

/// What these bytes are, whatever they are called and claim to be.
fn media_type(bytes: &[u8]) -> Option<&'static str> {
    DOCUMENTS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, media_type)| *media_type)
}

/// Whether a document came with an import or a bill that is reached, or was sent for a building that is.
async fn reaches(app: &App, whose: &OrganisationRow, id: &str, reach: &Reach) -> AppResult<bool> {
    let c = app.db.read();
    let came = imports::of_document(c, whose.id, id).await?;
    if came.iter().any(|row| reach.import(row)) {
        return Ok(true);
    }
    Ok(imports::attached_to(c, whose.id, id).await?.into_iter().any(|building| reach.building(building)))
}

/// A document of the organisation, within reach, with its media type and bytes; none of its other files is one.
async fn document_of(
    app: &App,
    whose: &OrganisationRow,
    id: &str,
    reach: &Reach,
) -> AppResult<Option<(FileRow, &'static str, Vec<u8>)>> {
    let Some(file) = imports::file(app.db.read(), whose.id, id).await? else { return Ok(None) };
    if !reaches(app, whose, id, reach).await? {
        return Ok(None);
    }
    let limit = usize::try_from(app.settings.upload_limit_bytes).unwrap_or(usize::MAX);
    let bytes = imports::file_bytes(app.db.read(), whose.id, id, limit).await?;
    Ok(media_type(&bytes).map(|media_type| (file, media_type, bytes)))
}

/// What the page does with what it reads in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Document {
    /// Fills the fields that are empty.
    Fills,
    /// Stands beside what was typed.
    Beside,
}

async fn page(
    app: &App,
    visitor: &Visitor,
    whose: &Whose,
    form: FormData,
    findings: Vec<Finding>,
    document: Document,
) -> AppResult<BillFormPage> {
    let held = readings::of_building(app.db.read(), whose.1.tenant, whose.1.id, None).await?;
    let mut form =
        if form.get("meter").is_empty() { form.set("meter", visitor.word("compteur")) } else { form };
    let reach = visitor.reach(app, Action::Import, whose.0.id).await?;
    let found = match form.get("attachment") {
        "" => None,
        id => document_of(app, &whose.0, id, &reach).await?,
    };
    let (mut attachment, mut read) = (None, None);
    if let Some((file, media_type, bytes)) = found {
        if media_type == PDF {
            let said = (file.sha256.as_str(), bytes);
            let ean = visitor.word("ean");
            let said = super::bill_read::read(app, &whose.1, &form, said, (&ean, &reach)).await?;
            if document == Document::Fills {
                form = form.filled(&said.fields);
            }
            read = Some(said);
        }
        attachment = Some(Attachment {
            id: file.sha256,
            name: file.name,
            media_type: media_type.to_owned(),
            bytes: file.length,
        });
    }
    Ok(BillFormPage {
        shell: visitor.shell(app, Some(name_of(&whose.0))),
        head: head(app, &whose.0, &whose.1).await?,
        meters: held
            .iter()
            .map(|h| (Named::new(h.meter.id.to_string(), h.readings.label.as_str()), h.readings.carrier))
            .collect(),
        form,
        attachment,
        read,
        max_bytes: app.settings.upload_limit_bytes,
        findings,
        on: app.clock.today(),
    })
}

/// GET /batiments/{b}/releves/facture
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = building(&app, &code).await?;
    let form = FormData::new().set("attachment", visitor.word("document"));
    shown(page(&app, &visitor, &whose, form, Vec::new(), Document::Fills).await?.html())
}

/// POST /batiments/{b}/releves/facture/joindre
pub async fn attach(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let form = take_document(&app, &whose, &posted, true).await?;
    if form.failed() {
        return again(page(&app, &visitor, &whose, form, Vec::new(), Document::Beside).await?.html());
    }
    shown(page(&app, &visitor, &whose, form, Vec::new(), Document::Fills).await?.html())
}

/// POST /batiments/{b}/releves/facture
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let mut form = take_document(&app, &whose, &posted, false).await?;
    let Some(input) = BillInput::read(&mut form, app.clock.today()) else {
        return again(page(&app, &visitor, &whose, form, Vec::new(), Document::Beside).await?.html());
    };
    let reach = visitor.reach(&app, Action::Import, whose.0.id).await?;
    let Some(meter) = meter_of(&app, &whose, &reach, &input, &mut form).await? else {
        return again(page(&app, &visitor, &whose, form, Vec::new(), Document::Beside).await?.html());
    };
    for field in bill::without_place(&input) {
        form.fail(&field, Problem::new(ProblemCode::OutOfRange));
    }
    let reach = visitor.reach(&app, Action::Import, whose.0.id).await?;
    if let Some(id) = &input.attachment
        && document_of(&app, &whose.0, id, &reach).await?.is_none()
    {
        form = form.set("attachment", "");
        form.fail("document", Problem::new(ProblemCode::NoFile));
    }
    if form.failed() {
        return again(page(&app, &visitor, &whose, form, Vec::new(), Document::Beside).await?.html());
    }
    let carrier = meter.as_ref().map_or_else(|meter| meter.carrier, |row| row.meter.carrier);
    if !bill::unit_fits(&app, carrier, &input) {
        form.fail("unit", Problem::new(ProblemCode::NotInList));
        return again(page(&app, &visitor, &whose, form, Vec::new(), Document::Beside).await?.html());
    }
    let known = match &meter {
        Ok(row) => readings::facts_of(app.db.read(), row.tenant, row.id).await?,
        Err(_) => MeterFacts::default(),
    };
    if let (Some(gauge), Some(table)) = (input.gauge, bill::table(&input, &known))
        && table.litres(gauge).is_none()
    {
        form.fail("gauge", outside(table));
        return again(page(&app, &visitor, &whose, form, Vec::new(), Document::Beside).await?.html());
    }
    let findings = bill::doubts(carrier, &input, &known);
    if !findings.is_empty() && !input.accepted {
        return again(page(&app, &visitor, &whose, form, findings, Document::Beside).await?.html());
    }
    let by = app.by();
    let tx = app.db.begin().await?;
    let row = match meter {
        Ok(row) => row,
        Err(new) => {
            let new = importing::named(&app.catalog(), new);
            meters::create(&tx, &by, whose.0.id, whose.1.id, &new, None).await?
        }
    };
    let entry = bill::entry(carrier, row.id, whose.1.id, &input, &known);
    let waiting = match &input.attachment {
        Some(id) => imports::active_by_sha256(&tx, whose.0.id, id).await?,
        None => None,
    };
    let waiting = waiting.filter(|row| paper::is_waiting(row) && reach.import(row));
    let import = importing::keep_paper(&tx, &by, whose.0.id, row.id, &entry, waiting.as_ref()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let import = import.id.to_string();
    let flash =
        if bill::is_payment(&input) { Flash::AdvanceKept { import } } else { Flash::BillKept { import } };
    Ok(done(&urls::readings(&code), &flash).into_response())
}

/// A height that the table of the tank does not know.
fn outside(table: &TankTable) -> Problem {
    let (lowest, highest) = table.bounds();
    Problem::new(ProblemCode::LevelOutsideTable)
        .with("lowest", decimal(lowest))
        .with("highest", decimal(highest))
}

/// GET /batiments/{b}/pieces/{p}: a document, as it was sent, in a frame that can run nothing.
pub async fn document(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let (whose, _) = building(&app, &code).await?;
    let reach = visitor.reach(&app, Action::Read, whose.id).await?;
    let found = document_of(&app, &whose, &id, &reach).await?;
    let (_, media_type, bytes) = found.ok_or_else(AppError::not_found)?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"),
    );
    Ok(response)
}

/// Keeps the document that came with the form; the form then names it.
async fn take_document(app: &App, whose: &Whose, posted: &Posted, needed: bool) -> AppResult<FormData> {
    let mut form = posted.form.clone();
    if posted.too_large {
        let problem = Problem::new(ProblemCode::FileTooLarge);
        form.fail("document", problem.with("max", bytes(app.settings.upload_limit_bytes)));
        return Ok(form);
    }
    let Some(sent) = posted.files_of("document").find(|f| !f.bytes.is_empty()) else {
        if needed {
            form.fail("document", Problem::new(ProblemCode::NoFile));
        }
        return Ok(form);
    };
    let Some(media_type) = media_type(&sent.bytes) else {
        form.fail("document", Problem::new(ProblemCode::FileKind).with("accepted", "PDF, JPEG, PNG"));
        return Ok(form);
    };
    let file = importing::pack(&Sent { media_type: media_type.to_owned(), ..sent.clone() }).await?;
    let tx = app.db.begin().await?;
    let id = imports::attach_to(&tx, &app.by(), whose.0.id, whose.1.id, &file).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(form.set("attachment", id))
}

/// The meter of a bill: one of the building, or a new one, which another meter's EAN cannot name.
async fn meter_of(
    app: &App,
    whose: &Whose,
    reach: &Reach,
    input: &BillInput,
    form: &mut FormData,
) -> AppResult<Option<Result<MeterRow, Meter>>> {
    match &input.meter {
        BillMeter::Known(id) => {
            let meters = meters::of_building(app.db.read(), whose.0.id, whose.1.id).await?;
            let mut found = meters.into_iter().find(|m| m.id.to_string() == *id);
            if let Some(row) = &found
                && !reach.meter(app, whose.0.id, row.id).await?
            {
                found = None;
            }
            if found.is_none() {
                form.fail("meter", Problem::new(ProblemCode::NotInList));
            }
            Ok(found.map(Ok))
        }
        BillMeter::New { ean, carrier, serial } => {
            if let Some(row) = same_ean(app, whose, ean.as_ref(), *carrier).await? {
                let here = meters::of_building(app.db.read(), whose.0.id, whose.1.id).await?;
                if here.iter().any(|m| m.id == row.id) {
                    return Ok(Some(Ok(row)));
                }
                form.fail("ean", taken(app, reach, &row).await?);
                return Ok(None);
            }
            Ok(Some(Err(Meter {
                name: None,
                ean: ean.clone(),
                serial: serial.clone(),
                carrier: *carrier,
                valid_from: None,
                valid_to: None,
            })))
        }
    }
}

async fn same_ean(
    app: &App,
    whose: &Whose,
    ean: Option<&Ean>,
    carrier: Carrier,
) -> AppResult<Option<MeterRow>> {
    let Some(ean) = ean else { return Ok(None) };
    let found = meters::find(app.db.read(), whose.0.id, Some(ean), None).await?;
    Ok(found.into_iter().find(|m| m.meter.carrier == carrier))
}
