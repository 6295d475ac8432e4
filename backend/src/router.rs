//! The whole site on one screen: address · handler · who may. Until accounts exist, whoever sits at the machine may.

use core::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use eclaireur_frontend::urls::pattern as url;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;

use crate::app::App;
use crate::extract::{guard, kept};
use crate::{api, error, pages, telemetry};

/// Bytes of a body that is no upload.
const FORM_BYTES: usize = 256 * 1024;

/// Every route with its layers.
pub fn router(app: App) -> Router {
    let told = told().route_layer(from_fn_with_state(app.clone(), kept::again));
    let site = organisations().merge(aids()).merge(building()).merge(told).merge(imports()).merge(watching());
    let site = site.layer(DefaultBodyLimit::max(FORM_BYTES));
    let poking = app.clone();
    let programs = api::routes::router(&app, FORM_BYTES);
    site.merge(uploads())
        .merge(programs)
        .merge(tables())
        .fallback(pages::fixed::nothing)
        .with_state(app.clone())
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
                .layer(from_fn(telemetry::log))
                .layer(PropagateRequestIdLayer::x_request_id())
                .layer(
                    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth_packing()),
                )
                .layer(from_fn(guard::dress))
                .layer(from_fn_with_state(app, error::say))
                .layer(from_fn(guard::doors))
                .layer(from_fn_with_state(poking, poke))
                .layer(TimeoutLayer::with_status_code(
                    StatusCode::SERVICE_UNAVAILABLE,
                    Duration::from_mins(2),
                ))
                .layer(CatchPanicLayer::new()),
        )
}

/// Organisations, and what is nobody's.
fn organisations() -> Router<App> {
    Router::new()
        .route(url::HOME, get(pages::home::show))
        .route(url::START, get(pages::start::show).post(pages::start::create))
        .route(url::ORGANISATIONS, get(pages::home::show))
        .route(url::ORGANISATION, get(pages::organisation::show))
        .route(url::EXPORT, get(pages::archive::export))
        .route(
            url::ORGANISATION_EDIT,
            get(pages::organisation_form::show).post(pages::organisation_form::save),
        )
        .route(url::ORGANISATION_ARCHIVE, post(pages::organisation_form::archive))
        .route(url::ORGANISATION_RESTORE, post(pages::organisation_form::restore))
        .route(url::CADASTRE, get(pages::cadastre::show))
        .route(url::FEDERATIONS, get(pages::federations::show))
        .route(url::SCENARIOS, get(pages::scenarios::list))
        .route(url::SCENARIO, get(pages::scenarios::show))
        .route(url::SCENARIO_CHART, get(pages::scenarios::chart))
        .route(url::GLOSSARY, get(pages::fixed::glossary))
        .route(url::FORMATS, get(pages::fixed::formats))
        .route(url::ASSET, get(pages::fixed::asset))
        .route("/favicon.ico", get(pages::fixed::icon))
}

/// Aids and the catalogue they stand in: for everybody, nothing is kept.
fn aids() -> Router<App> {
    Router::new()
        .route(url::AIDS, get(pages::aids::show))
        .route(url::AID, get(pages::aid::show))
        .route(url::SIMULATOR, get(pages::simulator::show))
        .route(url::GUIDE, get(pages::guide::show))
        .route(url::LETTER_TEXT, get(pages::guide::letter_text))
        .route(url::LETTER_PDF, get(pages::guide::letter_pdf))
        .route(url::ADMIN_CATALOG, get(pages::catalog::show).post(pages::catalog::reread))
}

/// One building: its pages, meters, readings, reports.
fn building() -> Router<App> {
    Router::new()
        .route(url::BUILDING_NEW, get(pages::building_form::new).post(pages::building_form::create))
        .route(url::ENERGY, get(pages::energy::show))
        .route(url::BUILDING_EDIT, get(pages::building_form::edit).post(pages::building_form::save))
        .route(url::BUILDING_ARCHIVE, post(pages::building_form::archive))
        .route(url::BUILDING_RESTORE, post(pages::building_form::restore))
        .route(url::MONTHS_SVG, get(pages::energy::months_svg))
        .route(url::METER_NEW, get(pages::meter_form::new).post(pages::meter_form::create))
        .route(url::METER, get(pages::meter_form::edit).post(pages::meter_form::save))
        .route(url::METER_REPLACED, get(pages::meter_replaced::show).post(pages::meter_replaced::keep))
        .route(url::METER_SHARES, get(pages::meter_shares::show).post(pages::meter_shares::keep))
        .route(url::METER_READINGS, get(pages::meter_readings::show))
        .route(url::CORRECTION, get(pages::correction::ask).post(pages::correction::correct))
        .route(url::ALERTS, get(pages::alerts::show).post(pages::alerts::answer))
        .route(url::REPORTS, get(pages::yearly_report::list).post(pages::yearly_report::publish))
        .route(url::REPORT_FILE, get(pages::yearly_report::file))
        .route(url::FACTS, get(pages::facts::show).post(pages::facts::keep))
        .route(url::PRICES, get(pages::prices::show).post(pages::prices::keep))
        .route(url::EVENTS, get(pages::events::show).post(pages::events::keep))
        .merge(projects())
        .route(url::READINGS, get(pages::readings::show))
        .route(url::READING_INDEX, get(pages::reading_index::show).post(pages::reading_index::keep))
        .route(url::ATTACHMENT, get(pages::reading_bill::document))
}

/// What may be done with a building, and how it is paid.
fn projects() -> Router<App> {
    use pages::project_form::{answer, dates, name, plan, source, work};
    Router::new()
        .route(url::PROJECTS, get(pages::projects::show).post(pages::projects::create))
        .route(url::PROJECT, get(pages::project::show).post(pages::project::change))
        .route(url::PROJECT_NAME, get(name::show).post(name::save))
        .route(url::PROJECT_WORK, get(work::show).post(work::save))
        .route(url::PROJECT_SOURCE, get(source::show).post(source::save))
        .route(url::PROJECT_PLAN, get(plan::show).post(plan::save))
        .route(url::PROJECT_DATES, get(dates::show).post(dates::save))
        .route(url::PROJECT_ANSWER, get(answer::show).post(answer::save))
        .route(url::PROJECT_FILE, get(pages::project::file))
}

/// What is told of one building, the same for everybody while nothing is written (`extract::kept`).
fn told() -> Router<App> {
    Router::new()
        .route(url::BUILDING, get(pages::building::show))
        .route(url::COST, get(pages::cost::show))
        .route(url::CLIMATE, get(pages::climate::show))
        .route(url::CHART, get(pages::chart::file))
        .route(url::QUALITY, get(pages::quality::show))
        .route(url::OBLIGATIONS, get(pages::obligations::show))
        .route(url::MONTH_SHEET, get(pages::month_sheet::show))
        .route(url::YEARLY_REPORT, get(pages::yearly_report::show))
}

/// Files on their way in.
fn imports() -> Router<App> {
    Router::new()
        .route(url::IMPORTS, get(pages::imports::show))
        .route(url::IMPORT_BILL, get(pages::bill_place::show))
        .route(url::IMPORT_LIST, get(pages::building_list::show).post(pages::building_list::choose))
        .route(url::IMPORT_LIST_CONFIRM, post(pages::building_list::confirm))
        .route(url::IMPORT_AS_LIST, post(pages::building_list::from_import))
        .route(url::SENDING, get(pages::sending::show))
        .route(url::SENDING_CONFIRM, post(pages::sending::confirm))
        .route(url::SENDING_DROP, post(pages::sending::drop_previews))
        .route(url::IMPORT, get(pages::import::show).post(pages::import::choose))
        .route(url::IMPORT_COLUMNS, get(pages::mapping::show).post(pages::mapping::choose))
        .route(url::MAPPINGS, get(pages::mapping::list))
        .route(url::MAPPING_FORGET, post(pages::mapping::forget))
        .route(url::MAPPING_RESTORE, post(pages::mapping::restore))
        .route(url::IMPORT_CONFIRM, post(pages::import::confirm))
        .route(url::IMPORT_UNDO, post(pages::import::undo))
        .route(url::IMPORT_AGAIN, post(pages::import::again))
        .route(url::IMPORT_FILE, get(pages::import::file))
        .route(url::IMPORT_ANNOTATED, get(pages::import::annotated))
}

/// What programs can do, in words and as a document, and what whoever watches the service asks. `/api/v1` itself stands in
/// `api::routes`.
fn watching() -> Router<App> {
    Router::new()
        .route(url::API, get(api::document::show))
        .route(url::API_DOCUMENT, get(api::document::json_file).route_layer(from_fn(api::etag::tagged)))
        .route("/healthz", get(api::health::alive))
        .route("/readyz", get(api::health::ready))
}

/// Uploads bound themselves, part by part (`extract::posted`).
fn uploads() -> Router<App> {
    Router::new()
        .route(
            url::ORGANISATION_UPLOAD,
            get(pages::upload::for_organisation).post(pages::upload::to_organisation),
        )
        .route(url::BUILDING_UPLOAD, get(pages::upload::for_building).post(pages::upload::to_building))
        .route(url::BUILDING_LIST, get(pages::building_list::form).post(pages::building_list::send))
        .route(url::RESTORE, get(pages::archive::show).post(pages::archive::restore))
        .route(url::DEGREE_DAYS, get(pages::degree_days::show).post(pages::degree_days::load))
        .route(url::READING_BILL, get(pages::reading_bill::show).post(pages::reading_bill::keep))
        .route(url::READING_BILL_ATTACH, post(pages::reading_bill::attach))
        .layer(DefaultBodyLimit::disable())
}

/// Layer: after what may have written something, assessments are looked at again.
async fn poke(State(app): State<App>, request: Request, next: Next) -> Response {
    let safe = request.method().is_safe();
    let response = next.run(request).await;
    if !safe && (response.status().is_success() || response.status().is_redirection()) {
        app.assessing.changed.notify_one();
    }
    response
}

/// Every table as a file, in both kinds.
fn tables() -> Router<App> {
    let tables = [
        (url::ORGANISATIONS_CSV, url::ORGANISATIONS_XLSX, get(pages::home::table)),
        (url::BUILDINGS_CSV, url::BUILDINGS_XLSX, get(pages::organisation::table)),
        (url::CADASTRE_CSV, url::CADASTRE_XLSX, get(pages::cadastre::table)),
        (url::LIST_MODEL_CSV, url::LIST_MODEL_XLSX, get(pages::building_list::model)),
        (url::LISTED_CSV, url::LISTED_XLSX, get(pages::building_list::listed)),
        (url::LIST_FINDINGS_CSV, url::LIST_FINDINGS_XLSX, get(pages::building_list::findings)),
        (url::IMPORTS_CSV, url::IMPORTS_XLSX, get(pages::imports::table)),
        (url::MONTHS_CSV, url::MONTHS_XLSX, get(pages::energy::table)),
        (url::FIGURES_CSV, url::FIGURES_XLSX, get(pages::assessed::figures)),
        (url::PRICES_CSV, url::PRICES_XLSX, get(pages::cost::prices)),
        (url::PROJECTS_CSV, url::PROJECTS_XLSX, get(pages::projects::table)),
        (url::BALANCE_CSV, url::BALANCE_XLSX, get(pages::energy::balance_table)),
        (url::SHARES_CSV, url::SHARES_XLSX, get(pages::meter_shares::table)),
        (url::METER_READINGS_CSV, url::METER_READINGS_XLSX, get(pages::meter_readings::table)),
        (url::METERS_CSV, url::METERS_XLSX, get(pages::readings::meters)),
        (url::ENTRIES_CSV, url::ENTRIES_XLSX, get(pages::readings::entries)),
        (url::SERIES_CSV, url::SERIES_XLSX, get(pages::import::series)),
        (url::ROWS_CSV, url::ROWS_XLSX, get(pages::import::rows)),
        (url::INVOICES_CSV, url::INVOICES_XLSX, get(pages::import::invoices)),
        (url::FINDINGS_CSV, url::FINDINGS_XLSX, get(pages::import::findings)),
        (url::AIDS_CSV, url::AIDS_XLSX, get(pages::aids::table)),
        (url::SCENARIO_CSV, url::SCENARIO_XLSX, get(pages::scenarios::table)),
        (url::FORMATS_CSV, url::FORMATS_XLSX, get(pages::fixed::formats_table)),
        (url::DEGREE_DAYS_CSV, url::DEGREE_DAYS_XLSX, get(pages::degree_days::table)),
    ];
    let both = |site: Router<App>, (csv, xlsx, handler): (&str, &str, MethodRouter<App>)| {
        site.route(csv, handler.clone()).route(xlsx, handler)
    };
    tables.into_iter().fold(Router::new(), both)
}

/// What is packed already is not packed again: archives and workbooks.
fn worth_packing() -> impl Predicate {
    let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let packed = NotForContentType::const_new("application/zip").and(NotForContentType::const_new(workbook));
    DefaultPredicate::new().and(packed)
}
