//! Reports of a building: its head and its assessment as the frontend prints them, for page, interface and command line.
//!
//! Does *not* publish: what is made here is of now, and changes when the figures do (`store::reports` freezes one).

use eclaireur_frontend::RenderError;
use eclaireur_frontend::reports::audit::AuditReport;
use eclaireur_frontend::reports::carnet::Carnet;
use eclaireur_frontend::reports::{Head, Kind, Report};
use eclaireur_frontend::tables::FileKind;
use eclaireur_models::assessment::Assessment;
use rust_decimal::Decimal;
use tokio::task::{JoinError, spawn_blocking};

use crate::app::App;
use crate::assessing::{self, NotAssessed};
use crate::pages::{activity_name, commune_name};
use crate::store::buildings::BuildingRow;
use crate::store::facts::{self, Subject};
use crate::store::organisations::OrganisationRow;
use crate::store::{self, StoreError, alert_notes};

/// Media type of a PDF.
pub const PDF: &str = "application/pdf";

/// As what a report is handed back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For readers.
    Pdf,
    /// For those who go on computing.
    Xlsx,
}

impl Form {
    /// By the ending of a file or an address, in letters of either size.
    pub fn of_path(path: &str) -> Option<Form> {
        let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
        [Form::Pdf, Form::Xlsx].into_iter().find(|form| form.ending() == ending)
    }

    /// `pdf`, `xlsx`.
    pub const fn ending(self) -> &'static str {
        match self {
            Form::Pdf => "pdf",
            Form::Xlsx => "xlsx",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Form::Pdf => PDF,
            Form::Xlsx => FileKind::Xlsx.media_type(),
        }
    }
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum NotReported {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No assessment.
    #[error(transparent)]
    Assessment(#[from] NotAssessed),
    /// It could not be written.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The thread that wrote ended badly.
    #[error("writing the report: {0}")]
    Thread(#[from] JoinError),
}

impl From<NotReported> for crate::error::AppError {
    fn from(error: NotReported) -> Self {
        match error {
            NotReported::Store(error) => error.into(),
            NotReported::Assessment(error) => error.into(),
            NotReported::Render(error) => error.into(),
            NotReported::Thread(error) => error.into(),
        }
    }
}

/// The report of a building as it stands now.
///
/// # Errors
/// The database; no assessment.
pub async fn of(
    app: &App,
    organisation: &OrganisationRow,
    building: &BuildingRow,
    kind: Kind,
    year: Option<i16>,
) -> Result<Report, NotReported> {
    let shown = assessing::of(app, building, organisation).await?;
    let head = head(app, organisation, building).await?;
    let answered = alert_notes::settled_of(app.db.read(), building.tenant, building.id).await?;
    let (made_at, stale) = (Some(shown.made_at), shown.stale.is_some());
    Ok(Report { answered, made_at, stale, ..Report::new(kind, head, shown.assessment, year) })
}

/// The years an assessment can tell of, in order.
pub fn years(assessment: &Assessment) -> Vec<i16> {
    let mut known: Vec<i16> = assessment.series.years.iter().map(|y| y.year).chain(assessment.year).collect();
    known.sort_unstable();
    known.dedup();
    known
}

/// The report of an audit as a file.
///
/// # Errors
/// [`RenderError::PdfNotBuilt`] without the feature `pdf`; it could not be written.
pub async fn audit_written(app: &App, report: AuditReport, form: Form) -> Result<Vec<u8>, NotReported> {
    let _turn = app.drawing.acquire().await;
    let write = move || match form {
        Form::Pdf => report.pdf(),
        Form::Xlsx => report.xlsx(),
    };
    Ok(spawn_blocking(write).await??)
}

/// The page of a building as a PDF.
///
/// # Errors
/// [`RenderError::PdfNotBuilt`] without the feature `pdf`; it could not be written.
pub async fn carnet_written(app: &App, carnet: Carnet) -> Result<Vec<u8>, NotReported> {
    let _turn = app.drawing.acquire().await;
    Ok(spawn_blocking(move || carnet.pdf()).await??)
}

/// A report as a file. Laid out where threads may take their time, a few at once.
///
/// # Errors
/// [`RenderError::PdfNotBuilt`] without the feature `pdf`; it could not be written.
pub async fn written(app: &App, report: Report, form: Form) -> Result<Vec<u8>, NotReported> {
    let _turn = app.drawing.acquire().await;
    let write = move || match form {
        Form::Pdf => report.pdf(),
        Form::Xlsx => report.xlsx(),
    };
    Ok(spawn_blocking(write).await??)
}

/// What stands above a report.
pub(crate) async fn head(
    app: &App,
    organisation: &OrganisationRow,
    row: &BuildingRow,
) -> store::Result<Head> {
    let known = facts::on(app.db.read(), row.tenant, Subject::Building(row.id), app.clock.today()).await?;
    let fact = |code: &str| known.iter().find(|f| f.fact == code).map(|f| f.value.as_str());
    let building = &row.building;
    let activity = building.activity.as_deref().or(organisation.organisation.activity.as_deref());
    let place = [
        building.address.postcode.map(|code| code.to_string()),
        commune_name(app, building.address.commune_nis.as_deref()),
    ];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let address: Vec<String> =
        building.address.street.iter().cloned().chain(Some(place)).filter(|part| !part.is_empty()).collect();
    Ok(Head {
        building: building.name.clone(),
        organisation: organisation.organisation.name.clone(),
        address: (!address.is_empty()).then(|| address.join(", ")),
        activity: activity_name(app, activity),
        area_m2: fact("building.heated_area_m2").and_then(|value| value.parse::<Decimal>().ok()),
        responsible: fact("building.energy_manager").map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_of_the_kind_its_name_ends_in() {
        for (path, expect) in [
            ("bulletin.pdf", Some(Form::Pdf)),
            ("a.b/BULLETIN.PDF", Some(Form::Pdf)),
            ("rapport.xlsx", Some(Form::Xlsx)),
            ("rapport.csv", None),
            ("pdf", None),
            ("", None),
        ] {
            assert_eq!(Form::of_path(path), expect, "{path}");
        }
    }
}
