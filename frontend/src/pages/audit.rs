//! The audit of a building: where it stands, what UREBA asks of it, what to do next.
//!
//! Fields: `begin` begins it (or its next version); `auditor`, `agreement`, `visited_on` say who answers for it.

use askama::Template;
use eclaireur_models::audit::Told;
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::requirements::{Demand, Place};
use eclaireur_models::audit::versions::State;
use eclaireur_models::building::case_facts::measure_unit;
use eclaireur_models::norms::Decided;

use super::audit_part::{AuditHead, Row, Table, decided};
use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::forms::{Field, Form, FormData, Group};
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::{audit, format, schemes, urls, words};

/// A version as the page tells of it.
#[derive(Debug, Clone)]
pub struct TellsOf {
    /// Which.
    pub head: AuditHead,
    /// What UREBA asks.
    pub demands: Vec<Demand>,
    /// Who answers for it.
    pub told: Told,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit.html")]
pub struct AuditPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// The newest version, where there is one.
    pub audit: Option<TellsOf>,
    /// Values and problems.
    pub form: FormData,
}

html!(AuditPage);

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    let met =
        [Decided::Yes, Decided::No, Decided::Unknown].map(|answer| format!("audit-met-{}", decided(answer)));
    met.to_vec()
}

/// Where a demand is told.
pub(crate) fn address(code: &str, place: Place) -> String {
    match place {
        Place::Visit(section) => urls::audit_section(code, section.code()),
        Place::Readings => urls::readings(code),
        Place::Findings => urls::audit_findings(code),
        Place::Packages => urls::projects(code),
        Place::Head => urls::audit(code),
    }
}

impl AuditPage {
    fn title(&self) -> String {
        self.shell.t("audit-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-crumb").to_string()))
    }

    fn action(&self) -> String {
        urls::audit(&self.head.building.code)
    }

    fn count(&self, met: Decided) -> usize {
        self.audit.iter().flat_map(|audit| &audit.demands).filter(|demand| demand.met == met).count()
    }

    /// One sentence with its numbers.
    fn answer(&self) -> Say<'_> {
        self.shell
            .t("audit-answer")
            .with("met", self.count(Decided::Yes))
            .with("not", self.count(Decided::No))
            .with("unknown", self.count(Decided::Unknown))
    }

    /// The first demand that is not met, and where it is told.
    fn next(&self) -> Option<(String, String)> {
        let audit = self.audit.as_ref()?;
        if audit.head.state != State::Draft {
            let versions = urls::audit_versions(&self.head.building.code);
            return Some((self.shell.t("audit-next-versions").to_string(), versions));
        }
        let demand = audit.demands.iter().find(|demand| demand.met == Decided::No)?;
        let words = audit::demand(self.shell.body_lang(), &format!("{}-no", demand.code));
        Some((words, address(&self.head.building.code, demand.place?)))
    }

    fn demands(&self) -> Table<'_> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("audit-col-demand").to_string(),
            shell.t("audit-col-met").to_string(),
            shell.t("audit-col-why").to_string(),
        ];
        let row = |demand: &Demand| {
            let how = decided(demand.met);
            let mut why = audit::demand(lang, &format!("{}-{how}", demand.code));
            if !demand.of.is_empty() && demand.met != Decided::Yes {
                why = format!("{why} {}", self.of(demand).join(", "));
            }
            if let Some(who) = &demand.settled_by {
                let who = Say::owned(lang, format!("settled-by-{who}")).to_string();
                why = format!("{why} {who}");
            }
            let answer = Say::owned(lang, format!("audit-met-{how}")).to_string();
            let row = Row::of(vec![audit::demand(lang, &demand.code), answer, why]);
            match demand.place.filter(|_| demand.met != Decided::Yes) {
                Some(place) => row.edit(address(&self.head.building.code, place)),
                None => row,
            }
        };
        let rows = self.audit.iter().flat_map(|audit| &audit.demands).map(row).collect();
        Table::new(shell, shell.t("audit-demands"), columns).rows(rows)
    }

    /// Sections that are open, or carriers with their years.
    fn of(&self, demand: &Demand) -> Vec<String> {
        let lang = self.shell.body_lang();
        let one = |text: &String| {
            if let Some(section) = Section::from_code(text) {
                return audit::section(lang, section);
            }
            if measure_unit(text).is_some() {
                return schemes::words(lang, "work", text);
            }
            let (carrier, year) = text.split_once(' ').unwrap_or((text.as_str(), ""));
            let carrier = eclaireur_models::building::Carrier::from_code(carrier);
            carrier
                .map_or_else(|| text.clone(), |carrier| format!("{} {year}", words::carrier(lang, carrier)))
        };
        demand.of.iter().map(one).collect()
    }

    fn closed(&self) -> Option<String> {
        self.audit.as_ref().and_then(|audit| audit.head.closed(&self.shell))
    }

    fn line(&self) -> String {
        self.audit.as_ref().map(|audit| audit.head.line(&self.shell)).unwrap_or_default()
    }

    fn open(&self) -> bool {
        self.audit.as_ref().is_some_and(|audit| audit.head.is_open(&self.shell))
    }

    fn who(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        Form::new(shell, data, self.action(), shell.t("audit-head-submit")).group(Group::of(vec![
            Field::hidden("seen", data.get("seen")),
            Field::text(lang, data, "auditor", shell.t("audit-head-auditor"))
                .hint(shell.t("audit-head-auditor-hint"))
                .optional(lang),
            Field::text(lang, data, "agreement", shell.t("audit-head-agreement"))
                .hint(shell.t("audit-head-agreement-hint"))
                .optional(lang),
            Field::date(lang, data, "visited_on", shell.t("audit-head-visited"))
                .hint(shell.t("form-date-hint"))
                .optional(lang),
            Field::date(lang, data, "next_visit_on", shell.t("audit-head-next-on"))
                .hint(shell.t("form-date-hint"))
                .optional(lang),
            Field::text(lang, data, "next_visit_by", shell.t("audit-head-next-by"))
                .hint(shell.t("audit-by-hint"))
                .optional(lang),
        ]))
    }

    /// The form of who answers for it, as it is kept.
    pub fn form_of(told: &Told, seen: i32) -> FormData {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        FormData::new()
            .set("auditor", text(&told.auditor))
            .set("agreement", text(&told.agreement))
            .set("visited_on", told.visited_on.map(format::day).unwrap_or_default())
            .set("next_visit_on", told.next_visit_on.map(format::day).unwrap_or_default())
            .set("next_visit_by", text(&told.next_visit_by))
            .set("seen", seen.to_string())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditPage)> {
        let nothing = AuditPage {
            shell: samples::shell(urls::audit(&samples::building().code)),
            head: samples::head(),
            audit: None,
            form: FormData::new(),
        };
        let of = |state| {
            let held = audit_samples::audit();
            let told = held.head.told();
            let demands = eclaireur_models::audit::requirements::demands(&held);
            AuditPage {
                form: AuditPage::form_of(&told, 1),
                audit: Some(TellsOf { head: audit_samples::head(state), demands, told }),
                ..nothing.clone()
            }
        };
        let draft = of(State::Draft);
        let reader = AuditPage { shell: samples::reader(draft.shell.clone()), ..draft.clone() };
        vec![
            ("nothing", nothing.clone()),
            ("draft", draft),
            ("delivered", of(State::Delivered)),
            ("reader", reader),
        ]
    }
}
