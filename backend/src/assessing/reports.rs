//! Publishing: what is shown now is frozen with the names of now, rendered, and kept for good.

use eclaireur_models::lang::Lang;
use serde_json::{Value, json};

use super::{NotAssessed, fresh};
use crate::app::App;
use crate::store::buildings::BuildingRow;
use crate::store::imports::NewFile;
use crate::store::organisations::OrganisationRow;
use crate::store::reports::{self, Frozen, Kind, NewReport, ReportRow};
use crate::store::{By, Page, Paging, ReportId, StoreError, imports};

/// Bytes of the largest file that is handed out.
const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// A file that was rendered: its name, what it is, its bytes.
pub type File = (String, &'static str, Vec<u8>);

/// Makes files of what is frozen: a PDF, a workbook. Any function that does is one.
pub trait Render: Send + 'static {
    /// The files.
    ///
    /// # Errors
    /// Why there are none; nothing is published then.
    fn render(&self, frozen: &Frozen) -> anyhow::Result<Vec<File>>;
}

impl<F: Fn(&Frozen) -> anyhow::Result<Vec<File>> + Send + 'static> Render for F {
    fn render(&self, frozen: &Frozen) -> anyhow::Result<Vec<File>> {
        self(frozen)
    }
}

/// Nothing is rendered: the text alone is published.
#[derive(Debug, Clone, Copy)]
pub struct TextAlone;

impl Render for TextAlone {
    fn render(&self, _: &Frozen) -> anyhow::Result<Vec<File>> {
        Ok(Vec::new())
    }
}

/// Publishes what is said of a building now, told of this year. The same again is the report that is there.
///
/// # Errors
/// [`StoreError::Refused`] while figures are stale; rendering; as [`super::of`].
pub async fn publish(
    app: &App,
    building: &BuildingRow,
    whose: &OrganisationRow,
    kind: Kind,
    year: i16,
    render: impl Render,
) -> Result<ReportRow, NotAssessed> {
    let sent = fresh(app, building, whose).await?;
    if sent.stale.is_some() {
        let why = "its figures are not of now".to_owned();
        return Err(StoreError::Refused { what: "publishing", why }.into());
    }
    // The text of the assessment goes in as it is stored, to the byte.
    let body = format!("{{\"head\":{},\"assessment\":{}}}", head(app, building, whose), sent.text);
    let turn = app.drawing.acquire().await;
    let made = tokio::task::spawn_blocking(move || {
        let frozen: Frozen = serde_json::from_str(&body)?;
        let files = render.render(&frozen).map_err(NotAssessed::Render)?;
        let packed = files.into_iter().map(|(name, kind, bytes)| NewFile::pack(name, kind, &bytes));
        let files = packed.collect::<Result<Vec<_>, _>>()?;
        Ok::<_, NotAssessed>((body, frozen, files))
    });
    let made = made.await;
    // The writer may be busy: whoever draws need not wait for it.
    drop(turn);
    let (body, frozen, files) = made??;
    let new = NewReport {
        building: building.id,
        kind,
        year,
        catalog: &frozen.assessment.catalog,
        body: &body,
        files: &files,
    };
    let tx = app.db.begin().await?;
    let row = reports::publish(&tx, &app.by(), building.tenant, &new).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(row)
}

/// Names and place as they are on the day.
fn head(app: &App, building: &BuildingRow, whose: &OrganisationRow) -> Value {
    let (b, o) = (&building.building, &whose.organisation);
    let activity = b.activity.as_deref().or(o.activity.as_deref());
    let catalog = app.catalog();
    let sector = activity.and_then(|code| catalog.sector(code));
    json!({
        "organisation": { "code": o.code.as_str(), "name": o.name },
        "building": {
            "code": b.code.as_str(), "name": b.name, "street": b.address.street,
            "postcode": b.address.postcode.map(|p| p.to_string()), "commune_nis": b.address.commune_nis,
            "activity": activity, "activity_name": sector.map(|s| s.name.get(Lang::Fr)),
        },
    })
}

/// The reports of a building, newest first, those withdrawn too.
///
/// # Errors
/// The database.
pub async fn list(app: &App, building: &BuildingRow, paging: &Paging) -> Result<Page<ReportRow>, StoreError> {
    reports::list(app.db.read(), building.tenant, Some(building.id), paging).await
}

/// A report of a building and what was frozen with it; `None` when it is not this building's.
///
/// # Errors
/// The database; a text that is not the one that was published.
pub async fn get(
    app: &App,
    building: &BuildingRow,
    id: ReportId,
) -> Result<Option<(ReportRow, Frozen)>, NotAssessed> {
    let found = reports::get(app.db.read(), building.tenant, id).await?;
    let Some((row, text)) = found.filter(|(row, _)| row.building == building.id) else { return Ok(None) };
    Ok(Some((row, serde_json::from_str(&text)?)))
}

/// A report of a building without what was frozen: enough to hand its files out, whatever became of the text.
///
/// # Errors
/// The database.
pub async fn row(app: &App, building: &BuildingRow, id: ReportId) -> Result<Option<ReportRow>, StoreError> {
    let found = reports::row(app.db.read(), building.tenant, id).await?;
    Ok(found.filter(|row| row.building == building.id))
}

/// The bytes of a file that was rendered with a report, as they were published.
///
/// # Errors
/// [`StoreError::NotFound`] for a file that is not the report's; the database.
pub async fn file(app: &App, report: &ReportRow, name: &str) -> Result<Vec<u8>, StoreError> {
    let found = report.files.iter().find(|file| file.name == name);
    let found = found.ok_or_else(|| StoreError::NotFound { what: "file", key: name.to_owned() })?;
    imports::file_bytes(app.db.read(), report.tenant, &found.sha256, LARGEST_FILE).await
}

/// Withdraws a report of a building: it stays, marked.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn withdraw(app: &App, by: &By, building: &BuildingRow, id: ReportId) -> Result<(), StoreError> {
    let tx = app.db.begin().await?;
    let found = reports::get(&tx, building.tenant, id).await?;
    if found.is_none_or(|(row, _)| row.building != building.id) {
        return Err(StoreError::NotFound { what: "report", key: id.to_string() });
    }
    reports::withdraw(&tx, by, building.tenant, id).await?;
    Ok(tx.commit().await?)
}
