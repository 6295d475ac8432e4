//! Home: what this is, the organisations, or the first run in three questions.

use askama::Template;
use eclaireur_models::access::{Action, Role, Who};
use eclaireur_models::period::Day;

use super::samples;
use crate::format;
use crate::forms::{Form, FormData};
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::text::Say;
use crate::urls;

/// An organisation in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationLine {
    /// Code and name.
    pub organisation: Named,
    /// Name of its activity.
    pub activity: Option<String>,
    /// Name of its commune.
    pub commune: Option<String>,
    /// Buildings not archived.
    pub buildings: usize,
    /// Newest reading of any of its meters.
    pub last_reading: Option<Day>,
    /// No longer in use.
    pub archived: bool,
}

/// The home page. Without any organisation it asks the three questions of [`super::start`].
#[derive(Debug, Clone, Template)]
#[template(path = "pages/home.html")]
pub struct HomePage {
    /// Frame.
    pub shell: Shell,
    /// Every organisation one may see.
    pub organisations: Vec<OrganisationLine>,
    /// Activities to choose from: code and name.
    pub activities: Vec<Named>,
    /// What was typed into the three questions, empty at first.
    pub form: FormData,
}

html!(HomePage);

impl HomePage {
    fn t(&self, key: &'static str) -> Say<'static> {
        self.shell.t(key)
    }

    fn title(&self) -> String {
        self.t("home-title").to_string()
    }

    #[expect(clippy::unused_self, reason = "every page has its crumbs; the home page has none")]
    fn crumbs(&self) -> Vec<Crumb> {
        Vec::new()
    }

    fn first_run(&self) -> bool {
        self.organisations.is_empty()
    }

    fn may_found(&self) -> bool {
        self.shell.may_service(Action::Found)
    }

    /// Whether there is another room for them: those who ask for help, the sheets of projects.
    fn has_rooms(&self) -> bool {
        [Action::Accompany, Action::Invest].into_iter().any(|action| self.shell.viewer.may_service(action))
    }

    /// Whether some federation is theirs to see.
    fn has_federations(&self) -> bool {
        let viewer = &self.shell.viewer;
        let reviews = |role: &Role| matches!(role, Role::Reviewer { .. });
        viewer.who == Who::Local
            || viewer.who.grants().iter().any(|grant| grant.holds(viewer.on) && reviews(&grant.role))
    }

    fn files(&self) -> Files {
        let what = self.t("table-organisations").to_string();
        Files::new(what, [urls::organisations_csv(), urls::organisations_xlsx()], &[])
    }

    fn form(&self) -> Form<'_> {
        super::start::three_questions(&self.shell, &self.form, &self.activities)
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, HomePage)> {
        let first = HomePage {
            shell: Shell::new(eclaireur_models::lang::Lang::Fr, urls::home()),
            organisations: Vec::new(),
            activities: samples::activities(),
            form: FormData::new(),
        };
        let line = |organisation: Named, activity: &str, commune: &str, buildings| OrganisationLine {
            organisation,
            activity: Some(activity.to_owned()),
            commune: Some(commune.to_owned()),
            buildings,
            last_reading: Some(samples::day(2026, 11, 3)),
            archived: false,
        };
        let mut shell = first.shell.clone();
        shell.demo = true;
        let many = HomePage {
            shell,
            organisations: vec![
                line(samples::organisation(), "Maison de repos (MR/MRS)", "Namur", 3),
                line(Named::new("la-ruche", "La Ruche, crèche"), "Milieu d’accueil", "Verviers", 1),
                OrganisationLine {
                    last_reading: None,
                    ..line(
                        Named::new("atelier-du-pont", "Atelier du Pont ASBL"),
                        "Entreprise de travail adapté (ETA)",
                        "Mons",
                        2,
                    )
                },
            ],
            ..first.clone()
        };
        let mut dutch = many.clone();
        dutch.shell.lang = eclaireur_models::lang::Lang::Nl;
        vec![("first-run", first), ("organisations", many), ("dutch", dutch)]
    }
}
