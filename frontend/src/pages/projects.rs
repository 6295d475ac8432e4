//! The projects of a building: what each is, and one button that makes one.
//!
//! Fields: `name`; `restore` alone brings one back that was put away.

use askama::Template;
use eclaireur_models::period::Day;
use eclaireur_models::units::Euro;
use rust_decimal::{Decimal, dec};

use super::building::{self, BuildingHead};
use super::samples;
use crate::forms::{Field, Form, FormData, Group, Problem, ProblemCode};
use crate::shell::{Crumb, Shell};
use crate::tables::Files;
use crate::{format, urls};

/// A project in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Address code.
    pub code: String,
    /// Name.
    pub name: String,
    /// The version shown.
    pub version: i32,
    /// Whether the rules of today can read it; what follows is nothing where they cannot.
    pub readable: bool,
    /// How many works are told.
    pub works: usize,
    /// What they cost without VAT, where each tells it.
    pub cost: Option<Decimal>,
    /// Grants that its facts make sure of.
    pub sure: Decimal,
    /// Grants at most, with those of which something is to be confirmed.
    pub possible: Decimal,
    /// Day of the last change.
    pub changed_on: Day,
    /// Put away.
    pub archived: bool,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/projects.html")]
pub struct ProjectsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// In the order made.
    pub projects: Vec<Listed>,
    /// Values and problems.
    pub form: FormData,
}

html!(ProjectsPage);

/// A project as the page writes it.
struct Line {
    readable: bool,
    version: i32,
    href: String,
    code: String,
    name: String,
    works: String,
    cost: String,
    sure: String,
    possible: String,
    changed: String,
}

impl ProjectsPage {
    fn title(&self) -> String {
        self.shell.t("projects-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("tab-finance").to_string()))
    }

    fn action(&self) -> String {
        urls::projects(&self.head.building.code)
    }

    fn answer(&self) -> String {
        let open = self.projects.iter().filter(|p| !p.archived).count();
        if open == 0 {
            return self.shell.t("projects-none").to_string();
        }
        self.shell.t("projects-answer").count("count", open).to_string()
    }

    fn lines(&self, archived: bool) -> Vec<Line> {
        let none = || self.shell.t("project-not-told").to_string();
        let line = |p: &Listed| Line {
            readable: p.readable,
            version: p.version,
            href: urls::project(&self.head.building.code, &p.code),
            code: p.code.clone(),
            name: p.name.clone(),
            works: format::whole(u64::try_from(p.works).unwrap_or(u64::MAX)),
            cost: p.cost.map_or_else(none, |cost| format::euro(Euro(cost))),
            sure: format::euro(Euro(p.sure)),
            possible: format::euro(Euro(p.possible)),
            changed: format::day(p.changed_on),
        };
        self.projects.iter().filter(|p| p.archived == archived).map(line).collect()
    }

    fn files(&self) -> Files {
        let code = &self.head.building.code;
        let what = self.shell.t("projects-known").to_string();
        Files::new(what, [urls::projects_csv(code), urls::projects_xlsx(code)], &[])
    }

    fn form(&self) -> Form<'_> {
        let (lang, shell) = (self.shell.body_lang(), &self.shell);
        let name = Field::text(lang, &self.form, "name", shell.t("projects-name"))
            .hint(shell.t("projects-name-hint"));
        Form::new(shell, &self.form, self.action(), shell.t("projects-create")).group(Group::of(vec![name]))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ProjectsPage)> {
        let nothing = ProjectsPage {
            shell: samples::shell(urls::projects(&samples::building().code)),
            head: samples::head(),
            projects: Vec::new(),
            form: FormData::new(),
        };
        let one = |code: &str, name: &str, cost, archived| Listed {
            code: code.to_owned(),
            name: name.to_owned(),
            version: 2,
            readable: code != "illisible",
            works: 2,
            cost,
            sure: dec!(11800),
            possible: dec!(16760.2),
            changed_on: samples::today(),
            archived,
        };
        let some = ProjectsPage {
            projects: vec![
                one("isolation-et-led", "Isolation et LED", Some(dec!(84000)), false),
                one("chaudiere", "Chaudière <neuve>", None, false),
                one("illisible", "Projet d’autres règles", None, false),
                one("ancien", "Ancien projet", None, true),
            ],
            ..nothing.clone()
        };
        let mut wrong = nothing.clone();
        wrong.form.fail("name", Problem::new(ProblemCode::Required));
        vec![("nothing", nothing), ("some", some), ("wrong", wrong)]
    }
}
