//! Reports and charts of a building, for programs: those that were published, listed, and every one as a file.

use axum::extract::{Path, Query, State};
use axum::http::Uri;
use axum::response::Response;
use eclaireur_models::period::rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::listed::{self, Listed, PageQuery};
use super::params::{BuildingPath, FilePath};
use crate::app::App;
use crate::assessing::reports;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::pages::download::Wanted;
use crate::pages::{building, chart, yearly_report};
use crate::store::ReportId;
use crate::store::reports::{Rendered, ReportRow};

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct YearQuery {
    /// The year; the last one of which something is known without it.
    #[param(value_type = Option<u16>, minimum = 1900, maximum = 2100, example = 2025)]
    pub annee: Option<String>,
}

/// Which energy.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EnergyQuery {
    /// Which energy, where the chart is of one.
    #[param(schema_with = super::words::carrier)]
    pub energie: Option<String>,
}

/// Which package of an audit.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PackageQuery {
    /// Code of the package, where the chart is of one; the one that is proposed without it.
    #[param(max_length = 200, example = "deep")]
    pub bouquet: Option<String>,
}

/// A report that was published.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportShape {
    /// Its id.
    #[schema(example = "1hqz7k3v0m2rc")]
    id: String,
    /// Which kind.
    #[schema(example = "yearly")]
    kind: &'static str,
    /// Of which year.
    #[schema(example = 2025)]
    year: i16,
    /// Version of the catalogue it was made with.
    catalog: String,
    /// SHA-256 of its text.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    sha256: String,
    /// When it was published.
    #[schema(value_type = String, format = DateTime)]
    published_at: String,
    /// Since when it is not relied upon any more.
    #[schema(value_type = Option<String>, format = DateTime)]
    withdrawn_at: Option<String>,
    /// Its files, as they were published.
    files: Vec<ReportFileShape>,
}

/// A file of a report.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportFileShape {
    /// Its name in `/reports/{f}`.
    #[schema(example = "1hqz7k3v0m2rc-rapport-annuel-2025.pdf")]
    name: String,
    /// What it is.
    #[schema(example = "application/pdf")]
    media_type: String,
    /// SHA-256 of its bytes.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    sha256: String,
}

/// Lists the reports of a building that were published.
///
/// Newest first, those withdrawn too.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/reports",
    operation_id = "list-reports",
    tag = "reports",
    params(BuildingPath, PageQuery),
    responses((status = 200, description = "A page of reports.", body = Listed<ReportShape>)),
)]
pub async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    let found = reports::list(&app, &row, &page.paging_of::<ReportId>()?).await?;
    Ok(listed::answer(&uri, found, shape))
}

/// Hands out a report as a file.
///
/// As it was published, to the byte (a name of `files`), or of now: `bulletin`, `rapport-annuel` or `feuille-du-mois`, with
/// `.pdf` or `.xlsx`.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/reports/{f}",
    operation_id = "show-report",
    tag = "reports",
    params(FilePath, YearQuery),
    responses((status = 200, description = "The file.", content(
        (Vec<u8> = "application/pdf"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ))),
)]
pub async fn file(app: State<App>, path: Path<(String, String)>, visitor: Visitor) -> AppResult<Response> {
    yearly_report::file(app, path, visitor).await
}

/// Hands out a chart of a building.
///
/// The picture as `.svg` or `.png`, its values as `.csv` or `.xlsx`: `months.svg`, `year-on-year.png`, `signature.csv`. Of the newest
/// version of its audit: `measures`, `abatement`, `works-years`, `road`, `panels`, and of all packages `life-cycle`, `front`.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/charts/{f}",
    operation_id = "show-chart",
    tag = "figures",
    params(
        ("b" = String, Path, description = "Code of the building.", max_length = 200, example = "residence-les-tilleuls"),
        ("f" = String, Path, description = "Name of the chart with its ending.", max_length = 200, example = "months.svg"),
        YearQuery,
        EnergyQuery,
        PackageQuery,
    ),
    responses((status = 200, description = "The chart.", content(
        (String = "image/svg+xml"),
        (Vec<u8> = "image/png"),
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ))),
)]
pub async fn chart(
    app: State<App>,
    path: Path<(String, String)>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult<Response> {
    Box::pin(chart::file(app, path, visitor, wanted)).await
}

fn shape(row: ReportRow) -> ReportShape {
    let file = |file: Rendered| ReportFileShape {
        name: format!("{}-{}", row.id, file.name),
        media_type: file.media_type,
        sha256: file.sha256,
    };
    ReportShape {
        id: row.id.to_string(),
        kind: row.kind.code(),
        year: row.year,
        catalog: row.catalog,
        sha256: row.sha256,
        published_at: rfc3339(row.published_at),
        withdrawn_at: row.withdrawn_at.map(rfc3339),
        files: row.files.into_iter().map(file).collect(),
    }
}
