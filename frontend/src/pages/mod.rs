//! The pages: one file each, with its context (plain data), what it derives from it, and its samples.
//!
//! A context holds codes, names and the values of `eclaireur-models`; words, numbers and addresses are made here.
//! `html()` writes the page; `samples()` gives contexts in every state, for tests and for looking at.

/// The method every page has.
macro_rules! html {
    ($page:ty) => {
        impl $page {
            /// The page, written.
            ///
            /// # Errors
            /// [`crate::RenderError`] when a template or a chart fails.
            pub fn html(&self) -> Result<String, crate::RenderError> {
                Ok(askama::Template::render(self)?)
            }
        }
    };
}

pub mod access;
pub mod access_end;
pub mod accessibility;
pub mod account;
pub mod account_close;
pub mod accounts;
pub mod admin_account;
pub mod administration;
pub mod aid;
pub mod aids;
pub mod alert_explain;
pub mod alerts;
pub mod api;
pub mod assessed;
pub mod audit;
pub mod audit_aids;
pub mod audit_assumed;
pub mod audit_checks;
pub mod audit_findings;
pub mod audit_measures;
pub mod audit_packages;
pub mod audit_part;
pub mod audit_quotes;
pub(crate) mod audit_samples;
pub mod audit_section;
pub mod audit_settings;
pub mod audit_sheet;
pub mod audit_versions;
pub mod audit_visit;
pub mod bill_place;
pub mod bill_read;
pub mod building;
pub mod building_form;
pub mod building_list;
pub mod building_list_preview;
pub mod cadastre;
pub mod carnet;
pub mod catalog;
pub mod climate;
pub mod collection;
pub mod collection_campaign;
pub mod collection_list;
pub mod collection_remind;
pub mod consents;
pub mod correction;
pub mod cost;
pub mod degree_days;
pub mod energy;
pub mod erase;
pub mod erased;
pub mod error;
pub mod events;
pub mod fact;
pub mod factor;
pub mod facts;
pub mod federations;
pub mod formats;
pub mod glossary;
pub mod guide;
pub mod help;
pub mod help_queue;
pub mod home;
pub mod import;
pub mod imports;
pub mod invite;
pub mod join;
pub mod journal;
pub mod keys;
pub mod listed;
pub mod mandate;
pub mod mapping;
pub mod mappings;
pub mod member;
pub mod member_sector;
pub mod members;
pub mod meter_form;
pub mod meter_readings;
pub mod meter_replaced;
pub mod meter_shares;
pub mod month_sheet;
pub mod obligations;
pub mod obstacles;
pub mod organisation;
pub mod organisation_form;
pub mod own_activities;
pub mod potential;
pub mod prices;
pub mod privacy;
pub mod programme;
pub mod project;
pub mod project_form;
pub mod projects;
pub mod quality;
pub mod reading_bill;
pub mod reading_index;
pub mod reading_link;
pub mod reading_link_gone;
pub mod reading_link_thanks;
pub mod reading_links;
pub mod reading_sheets;
pub mod readings;
pub mod references;
pub mod requests;
pub mod restore;
pub mod scenario;
pub mod scenarios;
pub mod sector;
pub mod sending;
pub mod share;
pub mod shared;
pub mod sheet;
pub mod sheet_form;
pub mod sheets;
pub mod sign_in;
pub mod simulator;
pub mod start;
pub mod state;
pub mod upload;
pub mod waiting;
pub mod yearly_report;

mod aid_views;
mod answer;
mod assessed_samples;
mod building_charts;
mod building_five;
mod building_list_samples;
mod chart_view;
mod climate_line;
mod collection_samples;
mod energy_balance;
mod energy_how;
mod energy_samples;
mod entry_words;
mod figure_rows;
mod figure_view;
mod guide_buyer;
mod import_effect;
pub mod import_fixes;
pub mod import_invoices;
mod import_samples;
mod import_series;
mod import_view;
mod meter_known;
mod meter_readings_samples;
mod month_table;
mod plan_view;
mod project_part;
mod project_samples;
pub(crate) mod project_view;
mod reading_bill_samples;
mod samples;
mod section_view;
mod sheet_samples;
pub(crate) mod sheet_view;
mod to_do;
mod trail;

use eclaireur_models::building::Carrier;
use eclaireur_models::period::Day;
use eclaireur_models::readings::totals::YearTotal;

use crate::shell::RenderError;

pub use crate::shell::Named;
pub(crate) use project_view::{step_name, when as step_when};

/// A year of one carrier, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarrierYear {
    /// Which carrier.
    pub carrier: Carrier,
    /// Its year.
    pub total: YearTotal,
}

/// The one thing to do for a building; lists show it, the building's page explains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToDo {
    /// No meter and no reading yet.
    FirstBill,
    /// A preview waits for its confirmation.
    ConfirmImport {
        /// Which import.
        import: String,
    },
    /// Months without readings in the year shown.
    MissingMonths {
        /// Which carrier.
        carrier: Carrier,
        /// Which year.
        year: i16,
        /// How many.
        months: u32,
    },
    /// Nobody has read a meter for a while.
    ReadMeter {
        /// Which meter, as people call it.
        meter: String,
        /// Its id.
        meter_id: String,
        /// Last reading.
        since: Day,
    },
}

/// A slice of a long list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// This page, from 1.
    pub page: usize,
    /// How many pages.
    pub pages: usize,
    /// How many entries in all.
    pub total: usize,
}

impl Paging {
    /// Everything on one page.
    pub const fn whole(total: usize) -> Paging {
        Paging { page: 1, pages: 1, total }
    }
}

/// Every key that pages make from a code.
pub fn keys() -> Vec<String> {
    let own =
        [alerts::keys(), events::keys(), facts::keys(), journal::keys(), project::keys(), quality::keys()]
            .concat();
    let told = [api::keys(), crate::case_words::keys(), guide::keys(), state::keys()].concat();
    let access = [access::keys(), accounts::keys(), admin_account::keys(), crate::mandate::keys()].concat();
    let audits = [
        crate::audit::keys(),
        crate::aided::keys(),
        crate::assumed::keys(),
        audit::keys(),
        audit_aids::keys(),
        programme::keys(),
        crate::sector::keys(),
        crate::extrapolated::keys(),
    ]
    .concat();
    let collected = [
        collection::keys(),
        collection_list::keys(),
        own_activities::keys(),
        references::keys(),
        requests::keys(),
        obstacles::keys(),
    ]
    .concat();
    [own, told, access, sheet_form::keys(), audits, collected].concat()
}

/// A page written in one of its states.
#[derive(Debug)]
pub struct Sample {
    /// Page.
    pub page: &'static str,
    /// State.
    pub state: &'static str,
    /// What was written.
    pub html: Result<String, RenderError>,
}

/// Every page in every state, for tests and for looking at.
#[expect(clippy::too_many_lines, reason = "the list of every page")]
pub fn samples() -> Vec<Sample> {
    let mut all = Vec::new();
    macro_rules! add {
        ($name:literal, $page:ty) => {
            all.extend(<$page>::samples().into_iter().map(|(state, page)| Sample {
                page: $name,
                state,
                html: page.html(),
            }));
        };
    }
    add!("home", home::HomePage);
    add!("start", start::StartPage);
    add!("sign_in", sign_in::SignInPage);
    add!("account", account::AccountPage);
    add!("factor", factor::FactorPage);
    add!("organisation", organisation::OrganisationPage);
    add!("organisation_form", organisation_form::OrganisationFormPage);
    add!("building", building::BuildingPage);
    add!("energy", energy::EnergyPage);
    add!("cost", cost::CostPage);
    add!("climate", climate::ClimatePage);
    add!("cadastre", cadastre::CadastrePage);
    add!("building_form", building_form::BuildingFormPage);
    add!("building_list", building_list::BuildingListPage);
    add!("building_list_preview", building_list_preview::ListPreviewPage);
    add!("meter_form", meter_form::MeterFormPage);
    add!("meter_replaced", meter_replaced::MeterReplacedPage);
    add!("meter_shares", meter_shares::MeterSharesPage);
    add!("readings", readings::ReadingsPage);
    add!("meter_readings", meter_readings::MeterReadingsPage);
    add!("correction", correction::CorrectionPage);
    add!("reading_index", reading_index::IndexFormPage);
    add!("reading_link", reading_link::ReadingLinkPage);
    add!("reading_link_gone", reading_link_gone::ReadingLinkGonePage);
    add!("reading_link_thanks", reading_link_thanks::ReadingLinkThanksPage);
    add!("reading_links", reading_links::ReadingLinksPage);
    add!("reading_sheets", reading_sheets::ReadingSheetsPage);
    add!("reading_bill", reading_bill::BillFormPage);
    add!("bill_place", bill_place::BillPlacePage);
    add!("restore", restore::RestorePage);
    add!("upload", upload::UploadPage);
    add!("import", import::ImportPage);
    add!("imports", imports::ImportsPage);
    add!("sending", sending::SendingPage);
    add!("mapping", mapping::MappingPage);
    add!("mappings", mappings::MappingsPage);
    add!("federations", federations::FederationsPage);
    add!("sector", sector::SectorPage);
    add!("member_sector", member_sector::MemberSectorPage);
    add!("scenarios", scenarios::ScenariosPage);
    add!("scenario", scenario::ScenarioPage);
    add!("glossary", glossary::GlossaryPage);
    add!("formats", formats::FormatsPage);
    add!("degree_days", degree_days::DegreeDaysPage);
    add!("aids", aids::AidsPage);
    add!("aid", aid::AidPage);
    add!("simulator", simulator::SimulatorPage);
    add!("guide", guide::GuidePage);
    add!("catalog", catalog::CatalogPage);
    add!("api", api::ApiPage);
    add!("state", state::StatePage);
    add!("facts", facts::FactsPage);
    add!("fact", fact::FactPage);
    add!("prices", prices::PricesPage);
    add!("projects", projects::ProjectsPage);
    add!("project", project::ProjectPage);
    add!("project_form", project_form::ProjectFormPage);
    all.extend(beside());
    add!("alerts", alerts::AlertsPage);
    add!("alert_explain", alert_explain::AlertExplainPage);
    add!("quality", quality::QualityPage);
    add!("obligations", obligations::ObligationsPage);
    add!("month_sheet", month_sheet::MonthSheetPage);
    add!("yearly_report", yearly_report::YearlyReportPage);
    add!("journal", journal::JournalPage);
    add!("account_close", account_close::AccountClosePage);
    add!("erase", erase::ErasePage);
    add!("erased", erased::ErasedPage);
    add!("privacy", privacy::PrivacyPage);
    add!("accessibility", accessibility::AccessibilityPage);
    add!("access", access::AccessPage);
    add!("access_end", access_end::AccessEndPage);
    add!("invite", invite::InvitePage);
    add!("mandate", mandate::MandatePage);
    add!("keys", keys::KeysPage);
    add!("share", share::SharePage);
    add!("shared_bulletin", shared::SharedBulletin);
    add!("shared_report", shared::SharedReport);
    add!("shared_gone", shared::SharedGone);
    add!("administration", administration::AdministrationPage);
    add!("accounts", accounts::AccountsPage);
    add!("admin_account", admin_account::AdminAccountPage);
    add!("consents", consents::ConsentsPage);
    add!("member", member::MemberPage);
    add!("members", members::MembersPage);
    add!("help", help::HelpPage);
    add!("help_queue", help_queue::QueuePage);
    add!("sheet_form", sheet_form::SheetFormPage);
    add!("sheets", sheets::SheetsPage);
    add!("sheet", sheet::SheetPage);
    add!("error", error::ErrorPage);
    all
}

/// What happened to a building, its audit, and what a federation collects, in every state.
fn beside() -> Vec<Sample> {
    let mut all = Vec::new();
    macro_rules! add {
        ($name:literal, $page:ty) => {
            all.extend(<$page>::samples().into_iter().map(|(state, page)| Sample {
                page: $name,
                state,
                html: page.html(),
            }));
        };
    }
    add!("events", events::EventsPage);
    add!("audit", audit::AuditPage);
    add!("audit_visit", audit_visit::AuditVisitPage);
    add!("audit_section", audit_section::AuditSectionPage);
    add!("audit_sheet", audit_sheet::AuditSheetPage);
    add!("audit_settings", audit_settings::AuditSettingsPage);
    add!("audit_checks", audit_checks::AuditChecksPage);
    add!("audit_findings", audit_findings::AuditFindingsPage);
    add!("audit_measures", audit_measures::AuditMeasuresPage);
    add!("audit_packages", audit_packages::AuditPackagesPage);
    add!("audit_aids", audit_aids::AuditAidsPage);
    add!("audit_assumed", audit_assumed::AuditAssumedPage);
    add!("collection", collection::CollectionPage);
    add!("collection_campaign", collection_campaign::CollectionCampaignPage);
    add!("collection_list", collection_list::CollectionListPage);
    add!("collection_remind", collection_remind::CollectionRemindPage);
    add!("join", join::JoinPage);
    add!("references", references::ReferencesPage);
    add!("own_activities", own_activities::OwnActivitiesPage);
    add!("requests", requests::RequestsPage);
    add!("obstacles", obstacles::ObstaclesPage);
    add!("programme", programme::ProgrammePage);
    add!("carnet", carnet::CarnetPage);
    add!("potential", potential::PotentialPage);
    add!("audit_quotes", audit_quotes::AuditQuotesPage);
    add!("audit_versions", audit_versions::AuditVersionsPage);
    all
}
