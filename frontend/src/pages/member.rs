//! What a federation sees of a member by name: the one page that the federation and the member both read, to the byte.
//!
//! Name, activity, commune; per building the five figures of the bulletin, their year and quality. Never a reading, a bill,
//! a meter, a person or a project: how a figure came about stays with the building.

use askama::Template;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::certain::Quality;
use eclaireur_models::period::Day;

use super::figure_view::{self, FigureView, Said};
use super::month_table::Mark;
use super::{Paging, assessed_samples, samples};
use crate::five::five;
use crate::shell::{Crumb, Named, Shell};
use crate::{format, urls, words};

/// A building with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberBuilding {
    /// Code and name.
    pub building: Named,
    /// Its figures.
    pub assessment: Assessment,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/member.html")]
pub struct MemberPage {
    /// Frame.
    pub shell: Shell,
    /// Which federation.
    pub federation: Named,
    /// Which member.
    pub organisation: Named,
    /// Name of its activity.
    pub activity: Option<String>,
    /// Name of its commune.
    pub commune: Option<String>,
    /// Since when it consents.
    pub since: Option<Day>,
    /// Its buildings in use, those of this page.
    pub buildings: Vec<MemberBuilding>,
    /// Where in the list this is.
    pub paging: Paging,
    /// The reader comes from the federation, not from the member.
    pub from_federation: bool,
}

html!(MemberPage);

/// A building as it is shown.
struct Shown<'a> {
    building: &'a Named,
    year: Option<i16>,
    quality: Option<String>,
    five: Vec<FigureView>,
}

impl MemberPage {
    fn title(&self) -> String {
        format!("{} · {}", self.organisation.name, self.federation.name)
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let (f, o) = (&self.federation, &self.organisation);
        let home = Crumb::to(self.shell.t("frame-home").to_string(), urls::home());
        if self.from_federation {
            let members = self.shell.t("members-crumb").with("federation", &f.name).to_string();
            return vec![home, Crumb::to(members, urls::members(&f.code)), Crumb::here(&o.name)];
        }
        vec![
            home,
            Crumb::to(&o.name, urls::organisation(&o.code)),
            Crumb::to(self.shell.t("consents-crumb").to_string(), urls::consents(&o.code)),
            Crumb::here(&f.name),
        ]
    }

    /// *Maison de repos · Namur*
    fn about(&self) -> String {
        [self.activity.clone(), self.commune.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn answer(&self) -> String {
        self.shell.t("member-answer").count("count", self.paging.total).to_string()
    }

    /// Why this page is open to the federation, or that it is not.
    fn consent(&self) -> String {
        let said = match self.since {
            Some(since) => self.shell.t("member-consents").with("day", format::day(since)),
            None => self.shell.t("member-would-see"),
        };
        said.with("federation", &self.federation.name).to_string()
    }

    fn shown(&self) -> Vec<Shown<'_>> {
        self.buildings.iter().map(|one| self.building(one)).collect()
    }

    fn building<'a>(&self, one: &'a MemberBuilding) -> Shown<'a> {
        let lang = self.shell.body_lang();
        let all = five(lang, &one.assessment);
        let qualities = all.iter().filter_map(|five| five.figure?.value()).map(|value| value.quality);
        let quality = qualities.reduce(Quality::weakest).map(|quality| words::quality(lang, quality));
        let laid_out = all.into_iter().map(|five| {
            let id = format!("{}-{}", one.building.code, five.code);
            let mut view =
                FigureView::of(&self.shell, id, five.figure).named(five.name).saying(five.sentence);
            // What went into it names meters, prices and documents.
            view.hows = Vec::new();
            view
        });
        Shown { building: &one.building, year: one.assessment.year, quality, five: laid_out.collect() }
    }

    fn marks(shown: &[Shown<'_>]) -> Vec<Mark> {
        figure_view::marks(shown.iter().flat_map(|one| &one.five))
    }

    fn page_href(&self, page: usize) -> String {
        let address = urls::member(&self.federation.code, &self.organisation.code);
        urls::with_query(&address, &[("page", &page.to_string())])
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, MemberPage)> {
        let federation = super::federations::federation();
        let organisation = samples::organisation();
        let building = |building, assessed: super::assessed::Assessed| MemberBuilding {
            building,
            assessment: assessed.assessment,
        };
        let named = MemberPage {
            shell: samples::shell(urls::member(&federation.code, &organisation.code)),
            federation,
            organisation,
            activity: Some("Maison de repos (MR/MRS)".to_owned()),
            commune: Some("Namur".to_owned()),
            since: Some(samples::day(2026, 1, 5)),
            buildings: vec![
                building(samples::building(), assessed_samples::full()),
                building(Named::new("annexe", "Annexe"), assessed_samples::bare()),
            ],
            paging: Paging::whole(2),
            from_federation: true,
        };
        let mut before = named.clone();
        (before.since, before.from_federation) = (None, false);
        let nothing = MemberPage { buildings: Vec::new(), paging: Paging::whole(0), ..named.clone() };
        let mut paged = named.clone();
        paged.paging = Paging { page: 2, pages: 3, total: 42 };
        vec![("named", named), ("before", before), ("nothing", nothing), ("paged", paged)]
    }
}
