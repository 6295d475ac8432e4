//! The whole site on one screen: address · what it asks · handler.

use core::time::Duration;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::{Extension, Router};
use eclaireur_frontend::urls::pattern as url;
use eclaireur_models::access::Action;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;

use crate::app::App;
use crate::doors::{self, FIND, LOOK, Need, On, Site, need};
use crate::extract::posted::Uploads;
use crate::extract::{guard, kept};
use crate::people::rates;
use crate::{api, error, pages, telemetry};

/// Bytes of a body that is no upload.
const FORM_BYTES: usize = 256 * 1024;

pub(crate) const ENTER: Need = need(Action::Enter, On::Organisation);
/// An organisation as a whole: read, import, change.
pub(crate) const READ_ALL: Need = need(Action::Read, On::Organisation);
pub(crate) const IMPORT_ALL: Need = need(Action::Import, On::Organisation);
pub(crate) const CHANGE_ALL: Need = need(Action::Change, On::Organisation);
pub(crate) const EXPORT: Need = need(Action::Export, On::Organisation);
const MANAGE: Need = need(Action::Manage, On::Organisation);
/// A building.
pub(crate) const READ: Need = need(Action::Read, On::Building);
pub(crate) const IMPORT: Need = need(Action::Import, On::Building);
pub(crate) const CHANGE: Need = need(Action::Change, On::Building);
/// The organisation of a building: what concerns more than the building.
pub(crate) const READ_METER: Need = need(Action::Read, On::Share);
const IMPORT_METER: Need = need(Action::Import, On::Meter);
const CHANGE_METER: Need = need(Action::Change, On::Meter);

const READ_WHOLE: Need = need(Action::Read, On::Whole);
const CHANGE_WHOLE: Need = need(Action::Change, On::Whole);
/// What an import or a sending touches.
pub(crate) const READ_IMPORT: Need = need(Action::Read, On::Import);
pub(crate) const WORK_IMPORT: Need = need(Action::Import, On::Import);
const CHANGE_IMPORT: Need = need(Action::Change, On::Import);
const READ_SENDING: Need = need(Action::Read, On::Sending);
const WORK_SENDING: Need = need(Action::Import, On::Sending);
/// A federation.
pub(crate) const COMPARE: Need = need(Action::Compare, On::Federation);
const TRACE: Need = need(Action::Trace, On::Organisation);
/// One's own account.
const OWN: Need = need(Action::Own, On::Service);
const MEMBER: Need = need(Action::Member, On::Member);
/// To show something of a building to strangers: who manages it decides, an adviser only prepares.
const PUBLISH: Need = need(Action::Manage, On::Building);
/// The service.
const ACCOMPANY: Need = need(Action::Accompany, On::Service);
const INVEST: Need = need(Action::Invest, On::Service);
const FOUND: Need = need(Action::Found, On::Service);
const ADMINISTER: Need = need(Action::Administer, On::Service);

/// Every route with what it asks.
pub fn site(app: &App) -> Site {
    let again = app.clone();
    let told = told().within(|routes| routes.route_layer(from_fn_with_state(again, kept::again)));
    organisations()
        .and(aids())
        .and(building())
        .and(projects())
        .and(audits())
        .and(told)
        .and(imports())
        .and(rooms())
        .and(programs())
        .and(people())
        .and(access())
        .and(traces())
        .within(|routes| routes.layer(DefaultBodyLimit::max(FORM_BYTES)))
        .and(uploads(app))
        .and(api::routes::site(app, FORM_BYTES))
        .and(tables())
}

/// Every route with its layers.
pub fn router(app: App) -> Router {
    let (guarding, coming, poking) = (app.clone(), app.clone(), app.clone());
    let measuring = app.metrics.clone();
    site(&app).guarded(&app).fallback(pages::fixed::nothing).with_state(app.clone()).layer(
        ServiceBuilder::new()
            .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
            .layer(from_fn_with_state(measuring, telemetry::log))
            .layer(PropagateRequestIdLayer::x_request_id())
            .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth_packing()))
            .layer(from_fn_with_state(app.clone(), guard::dress))
            .layer(from_fn_with_state(app, error::say))
            .layer(from_fn_with_state(guarding, guard::doors))
            .layer(from_fn_with_state(coming, doors::come))
            .layer(from_fn_with_state(poking, poke))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_mins(2)))
            .layer(CatchPanicLayer::new()),
    )
}

/// Organisations, and what is nobody's.
fn organisations() -> Site {
    Site::new()
        .get(url::HOME, LOOK, pages::home::first)
        .form(url::START, FOUND, pages::start::show, pages::start::create)
        .get(url::ORGANISATIONS, FIND, pages::home::show)
        .get(url::ORGANISATION, ENTER, pages::organisation::show)
        .get(url::EXPORT, EXPORT, pages::archive::export)
        .form(
            url::ORGANISATION_EDIT,
            CHANGE_ALL,
            pages::organisation_form::show,
            pages::organisation_form::save,
        )
        .post(url::ORGANISATION_ARCHIVE, MANAGE, pages::organisation_form::archive)
        .post(url::ORGANISATION_RESTORE, MANAGE, pages::organisation_form::restore)
        .get(url::CADASTRE, READ_ALL, pages::cadastre::show)
        .get(url::FEDERATIONS, FIND, pages::federations::show)
        .get(url::SECTOR, COMPARE, pages::sector::show)
        .table((url::SECTOR_CSV, url::SECTOR_XLSX), COMPARE, pages::sector::table)
        .get(url::SECTOR_CHART, COMPARE, pages::sector::chart)
        .get(url::SECTOR_REPORT, COMPARE, pages::sector::report)
        .get(url::SCENARIO_ARGUMENT, COMPARE, pages::scenarios::argument)
        .get(url::SCENARIOS, COMPARE, pages::scenarios::list)
        .get(url::SCENARIO, COMPARE, pages::scenarios::show)
        .get(url::SCENARIO_CHART, COMPARE, pages::scenarios::chart)
        .get(url::GLOSSARY, LOOK, pages::fixed::glossary)
        .get(url::FORMATS, LOOK, pages::fixed::formats)
        .get(url::ASSET, LOOK, pages::fixed::asset)
        .get("/favicon.ico", LOOK, pages::fixed::icon)
}

/// Aids and the catalogue they stand in: for everybody, nothing is kept.
fn aids() -> Site {
    Site::new()
        .get(url::AIDS, LOOK, pages::aids::show)
        .get(url::AID, LOOK, pages::aid::show)
        .get(url::SIMULATOR, LOOK, pages::simulator::show)
        .get(url::GUIDE, LOOK, pages::guide::show)
        .get(url::LETTER_TEXT, LOOK, pages::guide::letter_text)
        .get(url::LETTER_PDF, LOOK, pages::guide::letter_pdf)
        .form(url::ADMIN_CATALOG, ADMINISTER, pages::catalog::show, pages::catalog::reread)
        .get(url::ADMIN_STATE, ADMINISTER, pages::state::show)
}

/// One building: its pages, meters, readings, reports.
fn building() -> Site {
    Site::new()
        .form(url::BUILDING_NEW, CHANGE_ALL, pages::building_form::new, pages::building_form::create)
        .get(url::ENERGY, READ, pages::energy::show)
        .form(url::BUILDING_EDIT, CHANGE, pages::building_form::edit, pages::building_form::save)
        .post(url::BUILDING_ARCHIVE, CHANGE, pages::building_form::archive)
        .post(url::BUILDING_RESTORE, CHANGE, pages::building_form::restore)
        .get(url::MONTHS_SVG, READ, pages::energy::months_svg)
        .form(url::METER_NEW, CHANGE, pages::meter_form::new, pages::meter_form::create)
        .form(url::METER, CHANGE_METER, pages::meter_form::edit, pages::meter_form::save)
        .form(url::METER_REPLACED, CHANGE_METER, pages::meter_replaced::show, pages::meter_replaced::keep)
        .form(url::METER_SHARES, CHANGE_WHOLE, pages::meter_shares::show, pages::meter_shares::keep)
        .get(url::METER_READINGS, READ_METER, pages::meter_readings::show)
        .form(url::CORRECTION, IMPORT_METER, pages::correction::ask, pages::correction::correct)
        .get(url::ALERTS, READ, pages::alerts::show)
        .post(url::ALERTS, CHANGE, pages::alerts::answer)
        .get(url::REPORTS, READ, pages::yearly_report::list)
        .post(url::REPORTS, CHANGE, pages::yearly_report::publish)
        .get(url::REPORT_FILE, READ, pages::yearly_report::file)
        .get(url::FACTS, READ, pages::facts::show)
        .post(url::FACTS, CHANGE, pages::facts::keep)
        .get(url::PRICES, READ, pages::prices::show)
        .post(url::PRICES, CHANGE, pages::prices::keep)
        .get(url::EVENTS, READ, pages::events::show)
        .post(url::EVENTS, CHANGE, pages::events::keep)
        .get(url::READINGS, READ, pages::readings::show)
        .form(url::READING_INDEX, IMPORT, pages::reading_index::show, pages::reading_index::keep)
        .form(url::READING_LINKS, CHANGE, pages::reading_links::show, pages::reading_links::act)
        .post(url::READING_SHEETS_PDF, CHANGE, pages::reading_links::pdf)
        .get(url::READING_PHOTO, READ, pages::reading_links::photo)
        .get(url::ATTACHMENT, READ, pages::reading_bill::document)
}

/// What may be done with a building, and how it is paid.
fn projects() -> Site {
    use pages::project_form::{answer, dates, name, plan, source, work};
    Site::new()
        .get(url::PROJECTS, READ, pages::projects::show)
        .post(url::PROJECTS, CHANGE, pages::projects::create)
        .get(url::PROJECT, READ, pages::project::show)
        .post(url::PROJECT, CHANGE, pages::project::change)
        .form(url::PROJECT_NAME, CHANGE, name::show, name::save)
        .form(url::PROJECT_WORK, CHANGE, work::show, work::save)
        .form(url::PROJECT_SOURCE, CHANGE, source::show, source::save)
        .form(url::PROJECT_PLAN, CHANGE, plan::show, plan::save)
        .form(url::PROJECT_DATES, CHANGE, dates::show, dates::save)
        .form(url::PROJECT_ANSWER, CHANGE, answer::show, answer::save)
        .get(url::PROJECT_REQUESTS, READ, pages::project_records::show_requests)
        .post(url::PROJECT_REQUESTS, CHANGE, pages::project_records::keep_request)
        .get(url::PROJECT_OBSTACLES, READ, pages::project_records::show_obstacles)
        .post(url::PROJECT_OBSTACLES, CHANGE, pages::project_records::keep_obstacle)
        .get(url::PROJECT_FILE, READ, pages::project::file)
}

/// The audit of a building: an adviser prepares it, who may read the building reads it.
fn audits() -> Site {
    use pages::audit::{
        aids, assumed, checks, findings, measures, packages, quotes, roofs, settings, versions, visit,
    };
    Site::new()
        .get(url::AUDIT, READ, pages::audit::show)
        .post(url::AUDIT, CHANGE, pages::audit::keep)
        .get(url::AUDIT_VISIT, READ, visit::show)
        .get(url::AUDIT_SHEET, READ, visit::sheet)
        .get(url::AUDIT_SECTION, READ, visit::section)
        .post(url::AUDIT_SECTION, CHANGE, visit::keep)
        .get(url::AUDIT_PHOTO, READ, visit::picture)
        .get(url::AUDIT_SETTINGS, READ, settings::show)
        .post(url::AUDIT_SETTINGS, CHANGE, settings::keep)
        .get(url::AUDIT_CHECKS, READ, checks::show)
        .get(url::AUDIT_FINDINGS, READ, findings::show)
        .post(url::AUDIT_FINDINGS, CHANGE, findings::keep)
        .get(url::AUDIT_MEASURES, READ, measures::show)
        .post(url::AUDIT_MEASURES, CHANGE, measures::keep)
        .post(url::AUDIT_ROOFS, CHANGE, roofs::keep)
        .get(url::AUDIT_PACKAGES, READ, packages::show)
        .post(url::AUDIT_PACKAGES, CHANGE, packages::keep)
        .get(url::AUDIT_AIDS, READ, aids::show)
        .post(url::AUDIT_AIDS, CHANGE, aids::keep)
        .get(url::AUDIT_ASSUMED, READ, assumed::show)
        .post(url::AUDIT_ASSUMED, CHANGE, assumed::keep)
        .get(url::AUDIT_REPORT, READ, packages::report)
        .get(url::PROGRAMME, READ_ALL, pages::programme::show)
        .get(url::CARNET, READ, pages::carnet::show)
        .get(url::CARNET_FILE, READ, pages::carnet::file)
        .get(url::POTENTIAL, READ, pages::potential::show)
        .get(url::AUDIT_QUOTES, READ, quotes::show)
        .post(url::AUDIT_QUOTES, CHANGE, quotes::keep)
        .get(url::AUDIT_VERSIONS, READ, versions::show)
        .post(url::AUDIT_VERSIONS, CHANGE, versions::keep)
        .get(url::AUDIT_FILE, READ, versions::file)
}

/// What is told of one building, the same for everybody while nothing is written (`extract::kept`).
fn told() -> Site {
    Site::new()
        .get(url::BUILDING, READ, pages::building::show)
        .get(url::COST, READ, pages::cost::show)
        .get(url::CLIMATE, READ, pages::climate::show)
        .get(url::CHART, READ, pages::chart::file)
        .get(url::QUALITY, READ, pages::quality::show)
        .get(url::OBLIGATIONS, READ, pages::obligations::show)
        .get(url::MONTH_SHEET, READ, pages::month_sheet::show)
        .get(url::YEARLY_REPORT, READ, pages::yearly_report::show)
}

/// Files on their way in.
fn imports() -> Site {
    Site::new()
        .get(url::IMPORTS, READ_ALL, pages::imports::show)
        .get(url::IMPORT_BILL, WORK_IMPORT, pages::bill_place::show)
        .get(url::IMPORT_LIST, READ_IMPORT, pages::building_list::show)
        .post(url::IMPORT_LIST, CHANGE_IMPORT, pages::building_list::choose)
        .post(url::IMPORT_LIST_CONFIRM, CHANGE_IMPORT, pages::building_list::confirm)
        .post(url::IMPORT_AS_LIST, CHANGE_IMPORT, pages::building_list::from_import)
        .get(url::SENDING, READ_SENDING, pages::sending::show)
        .post(url::SENDING_CONFIRM, WORK_SENDING, pages::sending::confirm)
        .post(url::SENDING_DROP, WORK_SENDING, pages::sending::drop_previews)
        .get(url::IMPORT, READ_IMPORT, pages::import::show)
        .post(url::IMPORT, WORK_IMPORT, pages::import::choose)
        .form(url::IMPORT_COLUMNS, WORK_IMPORT, pages::mapping::show, pages::mapping::choose)
        .get(url::MAPPINGS, READ_ALL, pages::mapping::list)
        .post(url::MAPPING_FORGET, CHANGE_ALL, pages::mapping::forget)
        .post(url::MAPPING_RESTORE, CHANGE_ALL, pages::mapping::restore)
        .post(url::IMPORT_CONFIRM, WORK_IMPORT, pages::import::confirm)
        .post(url::IMPORT_UNDO, WORK_IMPORT, pages::import::undo)
        .post(url::IMPORT_AGAIN, WORK_IMPORT, pages::import::again)
        .get(url::IMPORT_FILE, READ_IMPORT, pages::import::file)
        .get(url::IMPORT_ANNOTATED, READ_IMPORT, pages::import::annotated)
}

/// What opens to federations, to the accompaniment cell and to investors; and where an organisation opens it.
fn rooms() -> Site {
    Site::new()
        .form(url::CONSENTS, MANAGE, pages::consents::show, pages::consents::keep)
        .get(url::MEMBERS, COMPARE, pages::member::list)
        .table((url::MEMBERS_CSV, url::MEMBERS_XLSX), COMPARE, pages::member::table)
        .get(url::MEMBER, MEMBER, pages::member::show)
        .get(url::MEMBER_SECTOR, READ_ALL, pages::member_sector::show)
        .get(url::MEMBER_SECTOR_PDF, READ_ALL, pages::member_sector::paper)
        .form(url::COLLECTION, COMPARE, pages::collection::show, pages::collection::act)
        .table((url::COLLECTION_CSV, url::COLLECTION_XLSX), COMPARE, pages::collection::table)
        .form(
            url::COLLECTION_CAMPAIGN,
            COMPARE,
            pages::collection::ask_campaign,
            pages::collection::keep_campaign,
        )
        .form(url::COLLECTION_REMIND, COMPARE, pages::collection::ask_remind, pages::collection::remind)
        .table((url::REFERENCES_CSV, url::REFERENCES_XLSX), COMPARE, pages::references::table)
        .table((url::OWN_ACTIVITIES_CSV, url::OWN_ACTIVITIES_XLSX), COMPARE, pages::own_activities::table)
        // Their secret is all they ask for.
        .form(url::JOIN, LOOK, pages::join::show, pages::join::answer)
        .form(url::JOIN_REMINDERS, LOOK, pages::join::ask_stop, pages::join::stop)
        .form(url::HELP, MANAGE, pages::help::show, pages::help::keep)
        .get(url::HELP_QUEUE, ACCOMPANY, pages::help::queue)
        .table((url::HELP_QUEUE_CSV, url::HELP_QUEUE_XLSX), ACCOMPANY, pages::help::table)
        .form(url::PROJECT_SHEET, PUBLISH, pages::sheet::form, pages::sheet::publish)
        .get(url::SHEETS, INVEST, pages::sheet::list)
        .table((url::SHEETS_CSV, url::SHEETS_XLSX), INVEST, pages::sheet::table)
        .form(url::SHEET, INVEST, pages::sheet::show, pages::sheet::contact)
}

/// What programs can do, in words and as a document, and what whoever watches the service asks. `/api/v1` itself stands in
/// `api::routes`.
fn programs() -> Site {
    let document = Site::new()
        .get(url::API_DOCUMENT, LOOK, api::document::json_file)
        .within(|routes| routes.route_layer(from_fn(api::etag::tagged)));
    document
        .get(url::API, LOOK, api::document::show)
        .get("/healthz", LOOK, api::health::alive)
        .get("/readyz", LOOK, api::health::ready)
        .get("/metrics", LOOK, api::metrics::show)
}

/// Coming in, going out, one's own account.
fn people() -> Site {
    use pages::{account, factor, people_links, sign_in};
    Site::new()
        .form(url::SIGN_IN, LOOK, sign_in::show, sign_in::enter)
        .form(url::SIGN_IN_CODE, LOOK, sign_in::ask_code, sign_in::code)
        .post(url::SIGN_IN_MAIL, LOOK, people_links::mail)
        .form(url::SIGN_IN_LINK, LOOK, people_links::link, people_links::use_link)
        .post(url::SIGN_OUT, LOOK, sign_in::leave)
        .form(url::FORGOTTEN, LOOK, people_links::forgotten, people_links::send_reset)
        .form(url::RESET, LOOK, people_links::reset, people_links::use_reset)
        .form(url::INVITATION, LOOK, people_links::invitation, people_links::accept)
        .form(url::ACCOUNT_ADDRESS, LOOK, people_links::address, people_links::use_address)
        .form(url::ACCOUNT, OWN, account::show, account::rename)
        .post(url::ACCOUNT_EMAIL, OWN, account::ask_address)
        .post(url::ACCOUNT_PASSWORD, OWN, account::password)
        .post(url::ACCOUNT_SESSIONS, OWN, account::close)
        .form(url::FACTOR, OWN, factor::show, factor::change)
        .post(url::DEMO_ROLE, LOOK, sign_in::as_role)
}

/// Uploads bound themselves, part by part (`extract::posted`), and are counted before they are read.
fn uploads(app: &App) -> Site {
    let counting = app.clone();
    Site::new()
        .form(
            url::ORGANISATION_UPLOAD,
            IMPORT_ALL,
            pages::upload::for_organisation,
            pages::upload::to_organisation,
        )
        .form(url::BUILDING_UPLOAD, IMPORT, pages::upload::for_building, pages::upload::to_building)
        .form(url::BUILDING_LIST, CHANGE_ALL, pages::building_list::form, pages::building_list::send)
        .form(url::COLLECTION_LIST, COMPARE, pages::collection_list::show, pages::collection_list::send)
        .form(url::REFERENCES, COMPARE, pages::references::show, pages::references::keep)
        .form(url::OWN_ACTIVITIES, COMPARE, pages::own_activities::show, pages::own_activities::keep)
        .form(url::RESTORE, FOUND, pages::archive::show, pages::archive::restore)
        .get(url::DEGREE_DAYS, LOOK, pages::degree_days::show)
        .post(url::DEGREE_DAYS, ADMINISTER, pages::degree_days::load)
        .form(url::READING_BILL, IMPORT, pages::reading_bill::show, pages::reading_bill::keep)
        .post(url::AUDIT_PHOTOS, CHANGE, pages::audit::visit::send)
        .post(url::READING_BILL_ATTACH, IMPORT, pages::reading_bill::attach)
        // Its secret is all it asks for.
        .form(url::READING_LINK, LOOK, pages::reading_link::show, pages::reading_link::send)
        .within(|routes| routes.route_layer(from_fn_with_state(counting, rates::sendings)))
        .within(|routes| routes.layer(DefaultBodyLimit::disable()).layer(Extension(Uploads)))
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

/// Who has access to what, and what is shared.
fn access() -> Site {
    let manage_building = need(Action::Manage, On::Building);
    Site::new()
        .get(url::ACCESS, MANAGE, pages::access::show)
        .form(url::ACCESS_INVITE, MANAGE, pages::invite::show, pages::invite::keep)
        .form(url::ACCESS_END, MANAGE, pages::access::ask_end, pages::access::end)
        .get(url::MANDATE, MANAGE, pages::invite::mandate)
        .get(url::MANDATE_PDF, MANAGE, pages::invite::mandate_pdf)
        .form(url::ACCESS_KEYS, MANAGE, pages::keys::show, pages::keys::make)
        .post(url::ACCESS_KEY_REVOKE, MANAGE, pages::keys::revoke)
        .post(url::ACCESS_SHARE_REVOKE, MANAGE, pages::access::close_share)
        .form(url::SHARE, manage_building, pages::share::show, pages::share::keep)
        .get(url::SHARED, LOOK, pages::shared::show)
        .get(url::ADMINISTRATION, ADMINISTER, pages::admin_accounts::index)
        .get(url::ADMIN_ACCOUNTS, ADMINISTER, pages::admin_accounts::list)
        .form(url::ADMIN_INVITE, ADMINISTER, pages::admin_accounts::ask_invite, pages::admin_accounts::invite)
        .form(url::ADMIN_ACCOUNT, ADMINISTER, pages::admin_accounts::show, pages::admin_accounts::change)
}

/// Every table as a file, in both kinds.
fn tables() -> Site {
    Site::new()
        .table((url::ORGANISATIONS_CSV, url::ORGANISATIONS_XLSX), FIND, pages::home::table)
        .table((url::BUILDINGS_CSV, url::BUILDINGS_XLSX), ENTER, pages::organisation::table)
        .table((url::CADASTRE_CSV, url::CADASTRE_XLSX), READ_ALL, pages::cadastre::table)
        .table((url::LIST_MODEL_CSV, url::LIST_MODEL_XLSX), CHANGE_ALL, pages::building_list::model)
        .table((url::LISTED_CSV, url::LISTED_XLSX), READ_IMPORT, pages::building_list::listed)
        .table((url::LIST_FINDINGS_CSV, url::LIST_FINDINGS_XLSX), READ_IMPORT, pages::building_list::findings)
        .table((url::IMPORTS_CSV, url::IMPORTS_XLSX), READ_ALL, pages::imports::table)
        .table((url::MONTHS_CSV, url::MONTHS_XLSX), READ, pages::energy::table)
        .table((url::FIGURES_CSV, url::FIGURES_XLSX), READ, pages::assessed::figures)
        .table((url::PRICES_CSV, url::PRICES_XLSX), READ, pages::cost::prices)
        .table((url::PROJECTS_CSV, url::PROJECTS_XLSX), READ, pages::projects::table)
        .table((url::BALANCE_CSV, url::BALANCE_XLSX), READ, pages::energy::balance_table)
        .table((url::SHARES_CSV, url::SHARES_XLSX), READ_WHOLE, pages::meter_shares::table)
        .table((url::METER_READINGS_CSV, url::METER_READINGS_XLSX), READ_METER, pages::meter_readings::table)
        .table((url::METERS_CSV, url::METERS_XLSX), READ, pages::readings::meters)
        .table((url::ENTRIES_CSV, url::ENTRIES_XLSX), READ, pages::readings::entries)
        .table((url::SERIES_CSV, url::SERIES_XLSX), READ_IMPORT, pages::import::series)
        .table((url::ROWS_CSV, url::ROWS_XLSX), READ_IMPORT, pages::import::rows)
        .table((url::INVOICES_CSV, url::INVOICES_XLSX), READ_IMPORT, pages::import::invoices)
        .table((url::FINDINGS_CSV, url::FINDINGS_XLSX), READ_IMPORT, pages::import::findings)
        .table((url::AIDS_CSV, url::AIDS_XLSX), LOOK, pages::aids::table)
        .table((url::SCENARIO_CSV, url::SCENARIO_XLSX), COMPARE, pages::scenarios::table)
        .table((url::FORMATS_CSV, url::FORMATS_XLSX), LOOK, pages::fixed::formats_table)
        .table((url::DEGREE_DAYS_CSV, url::DEGREE_DAYS_XLSX), LOOK, pages::degree_days::table)
}

/// Who saw and did what, what is held of whom, and its end.
fn traces() -> Site {
    Site::new()
        .get(url::JOURNAL, TRACE, pages::journal::show)
        .table((url::JOURNAL_CSV, url::JOURNAL_XLSX), TRACE, pages::journal::table)
        .get(url::OWN_JOURNAL, OWN, pages::journal::own)
        .table((url::OWN_JOURNAL_CSV, url::OWN_JOURNAL_XLSX), OWN, pages::journal::own_table)
        .get(url::OWN_DATA, OWN, pages::account_data::show)
        .form(url::ACCOUNT_CLOSE, OWN, pages::account_close::show, pages::account_close::close)
        .form(url::ERASE, MANAGE, pages::erase::show, pages::erase::change)
        .get(url::ERASED, LOOK, pages::erase::erased)
        .get(url::ERASED_TEXT, LOOK, pages::erase::erased_text)
        .get(url::PRIVACY, LOOK, pages::privacy::show)
        .get(url::ACCESSIBILITY, LOOK, pages::privacy::accessibility)
}

/// What is packed already is not packed again: archives and workbooks.
fn worth_packing() -> impl Predicate {
    let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let packed = NotForContentType::const_new("application/zip").and(NotForContentType::const_new(workbook));
    DefaultPredicate::new().and(packed)
}
