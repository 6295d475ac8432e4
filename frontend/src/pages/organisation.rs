//! An organisation: its buildings with last year's energy, what to do, search and filter.

use askama::Template;
use eclaireur_models::building::{BceNumber, LegalForm, Postcode};
use eclaireur_models::period::Day;

use super::samples;
use super::to_do::{self, Action};
use super::{CarrierYear, Paging, ToDo};
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::urls;
use crate::words;
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use eclaireur_models::units::Basis;

/// Who it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrganisationHead {
    /// Code and name.
    pub organisation: Named,
    /// Enterprise number.
    pub bce: Option<BceNumber>,
    /// Legal form.
    pub legal_form: Option<LegalForm>,
    /// Name of its activity.
    pub activity: Option<String>,
    /// Postcode of its seat.
    pub postcode: Option<Postcode>,
    /// Name of the commune of its seat.
    pub commune: Option<String>,
    /// No longer in lists.
    pub archived: bool,
}

/// What the list is narrowed to. Query parameters: `q`, `activite`, `archives=oui`, `page`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BuildingFilter {
    /// Words of the name, address or commune.
    pub q: String,
    /// Code of an activity.
    pub activity: String,
    /// Archived buildings instead of the others.
    pub archived: bool,
}

impl BuildingFilter {
    pub(crate) fn is_set(&self) -> bool {
        !self.q.is_empty() || !self.activity.is_empty() || self.archived
    }
}

/// A building in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildingLine {
    /// Code and name.
    pub building: Named,
    /// Name of its activity.
    pub activity: Option<String>,
    /// Name of its commune.
    pub commune: Option<String>,
    /// The year shown, per carrier, biggest first: offtake only.
    pub years: Vec<CarrierYear>,
    /// Newest reading.
    pub last_reading: Option<Day>,
    /// What to do first.
    pub to_do: Option<ToDo>,
    /// Alerts that nobody has settled.
    pub alerts: usize,
    /// No longer in lists.
    pub archived: bool,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/organisation.html")]
pub struct OrganisationPage {
    /// Frame.
    pub shell: Shell,
    /// Who.
    pub head: OrganisationHead,
    /// The year whose energy is shown.
    pub year: i16,
    /// Narrowing.
    pub filter: BuildingFilter,
    /// Activities that occur among its buildings: code and name.
    pub activities: Vec<Named>,
    /// The buildings of this page of the list.
    pub buildings: Vec<BuildingLine>,
    /// How many there are after narrowing.
    pub paging: Paging,
    /// Buildings it has in all, archived ones apart.
    pub all_buildings: usize,
    /// Previews that wait for a confirmation.
    pub waiting_imports: usize,
}

html!(OrganisationPage);

/// One line of the energy column: `412 MWh PCS` and what it is of; a year that is not whole has no figure, which
/// would pass for a low one.
struct EnergyCell {
    carrier: String,
    class: String,
    figure: String,
    whole: bool,
}

impl OrganisationPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn code(&self) -> &str {
        &self.head.organisation.code
    }

    fn title(&self) -> String {
        self.shell.t("organisation-title").with("name", &self.head.organisation.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(&self.head.organisation.name),
        ]
    }

    /// *ASBL · Maison de repos · 5100 Namur · n° BCE 0123.456.749*
    fn subtitle(&self) -> String {
        let head = &self.head;
        let place = match (head.postcode, &head.commune) {
            (Some(code), Some(name)) => Some(format!("{code} {name}")),
            (Some(code), None) => Some(code.to_string()),
            (None, name) => name.clone(),
        };
        let parts = [
            head.legal_form.map(|f| words::legal_form(self.lang(), f)),
            head.activity.clone(),
            place,
            head.bce.map(|b| self.shell.t("organisation-bce").with("bce", b).to_string()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// How many buildings there are, and how many have something to be done.
    fn answer(&self) -> String {
        self.shell
            .t("organisation-answer")
            .count("count", self.all_buildings)
            .with("year", self.year)
            .to_string()
    }

    fn energy(&self, line: &BuildingLine) -> Vec<EnergyCell> {
        line.years
            .iter()
            .filter_map(|y| {
                let energy = y.total.energy?;
                let whole = y.total.complete_months == 12;
                Some(EnergyCell {
                    carrier: words::carrier(self.lang(), y.carrier),
                    class: format!("dot carrier-{}", y.carrier.code()),
                    figure: if whole {
                        format::energy(y.carrier, energy)
                    } else {
                        self.shell
                            .t("organisation-partial")
                            .count("months", y.total.complete_months)
                            .to_string()
                    },
                    whole,
                })
            })
            .collect()
    }

    fn last_reading(line: &BuildingLine) -> Option<String> {
        line.last_reading.map(format::day)
    }

    fn to_do(&self, line: &BuildingLine) -> Option<Action> {
        line.to_do.as_ref().map(|t| to_do::asked(&self.shell, &line.building.code, t))
    }

    /// What there is to do, in a few words.
    pub(crate) fn to_do_words(&self, line: &BuildingLine) -> Option<String> {
        self.to_do(line).map(|action| action.short)
    }

    fn place(line: &BuildingLine) -> String {
        [line.activity.as_deref(), line.commune.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// What the list is narrowed to, as it stands in an address.
    fn query(&self) -> [(&'static str, &str); 3] {
        [
            ("q", &self.filter.q),
            ("activite", &self.filter.activity),
            ("archives", if self.filter.archived { "oui" } else { "" }),
        ]
    }

    fn page_href(&self, page: usize) -> String {
        let list = urls::with_query(&urls::organisation(self.code()), &self.query());
        urls::with_query(&list, &[("page", &if page > 1 { page.to_string() } else { String::new() })])
    }

    fn files(&self) -> Files {
        let what = self.shell.t("table-buildings").with("year", self.year).to_string();
        Files::new(what, [urls::buildings_csv(self.code()), urls::buildings_xlsx(self.code())], &self.query())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, OrganisationPage)> {
        let year = |carrier, kwh, basis, months| CarrierYear {
            carrier,
            total: samples::year_total(2025, kwh, basis, months),
        };
        let line = |building: Named, years: Vec<CarrierYear>, to_do| BuildingLine {
            alerts: usize::from(!years.is_empty()),
            building,
            activity: Some("Maison de repos (MR/MRS)".to_owned()),
            commune: Some("Namur".to_owned()),
            last_reading: (!years.is_empty()).then(|| samples::day(2026, 1, 3)),
            years,
            to_do,
            archived: false,
        };
        let head = OrganisationHead {
            organisation: samples::organisation(),
            bce: samples::bce(),
            legal_form: Some(LegalForm::Asbl),
            activity: Some("Maison de repos (MR/MRS)".to_owned()),
            postcode: Postcode::read("5100"),
            commune: Some("Namur".to_owned()),
            archived: false,
        };
        let path = urls::organisation(&head.organisation.code);
        let full = OrganisationPage {
            shell: samples::demo_shell(path),
            head,
            year: 2025,
            filter: BuildingFilter::default(),
            activities: samples::activities().into_iter().take(2).collect(),
            buildings: vec![
                line(
                    samples::building(),
                    vec![
                        year(Carrier::NaturalGas, 367_700, Basis::Gross, 12),
                        year(Carrier::Electricity, 88_400, Basis::Net, 12),
                    ],
                    None,
                ),
                line(
                    Named::new("residence-des-erables", "Résidence des Érables"),
                    vec![
                        year(Carrier::HeatingOil, 214_300, Basis::Net, 12),
                        year(Carrier::Electricity, 61_240, Basis::Net, 9),
                    ],
                    Some(ToDo::MissingMonths { carrier: Carrier::Electricity, year: 2025, months: 3 }),
                ),
                line(Named::new("annexe", "Annexe et buanderie"), Vec::new(), Some(ToDo::FirstBill)),
            ],
            paging: Paging::whole(3),
            all_buildings: 3,
            waiting_imports: 1,
        };
        let mut none = full.clone();
        none.shell.demo = false;
        none.shell.flash = Some(crate::shell::Flash::OrganisationCreated);
        (none.buildings, none.all_buildings, none.waiting_imports) = (Vec::new(), 0, 0);
        none.paging = Paging::whole(0);
        let mut searched = none.clone();
        searched.shell.flash = None;
        searched.filter =
            BuildingFilter { q: "école".to_owned(), activity: "care-home".to_owned(), archived: false };
        searched.all_buildings = 3;
        let mut paged = full.clone();
        paged.paging = Paging { page: 2, pages: 4, total: 78 };
        let mut reader = full.clone();
        reader.shell = samples::reader(reader.shell);
        reader.buildings.iter_mut().for_each(|line| line.to_do = None);
        vec![
            ("full", full),
            ("empty", none),
            ("nothing-found", searched),
            ("paged", paged),
            ("reader", reader),
        ]
    }
}
