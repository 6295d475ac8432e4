//! The sector of a federation (*Combien d’énergie utilise le secteur ?*): one question in the address, one part for each answer.
//!
//! Query: `region`, `province`, `arrondissement`, `activite`, `liste`, `usage`, `taille`, `statut`, `energie`, `annee`, `vue`. Does *not*
//! see a building: all it has is a view.

use askama::Template;
use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::filter::Filter;
use eclaireur_models::portfolio::sector::view::Withheld;

use super::chart_view::{ChartView, TableView};
use super::samples;
use super::section_view::{SectionView, drawn, sections};
use crate::forms::{sector_field, sector_query};
use crate::sector::{self, Choice, Told, sample};
use crate::shell::{Crumb, RenderError, Shell};
use crate::tables::Files;
use crate::{format, urls};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/sector.html")]
pub struct SectorPage {
    /// Frame.
    pub shell: Shell,
    /// What is told.
    pub told: Told,
    /// Name and value of what was asked and is not known.
    pub ignored: Vec<(String, String)>,
    /// The adviser's density.
    pub expert: bool,
    /// Where the members are listed, for a reader who may.
    pub members: Option<String>,
    /// Where the federation sorts its members itself, for a reader who may.
    pub own_list: Option<String>,
    /// Where members are invited, for a reader who may.
    pub collection: Option<String>,
}

html!(SectorPage);

/// A field of the form.
struct Select<'a> {
    field: &'static str,
    label: String,
    options: Vec<(&'a Choice, bool)>,
}

/// A filter that is set.
struct Chip {
    label: String,
    /// The page without it.
    href: String,
}

impl SectorPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        format!("{} · {}", self.shell.t("sector-title"), self.told.federation.name)
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(self.shell.t("federations-crumb").to_string(), urls::federations()),
            Crumb::to(&self.told.federation.name, urls::scenarios(&self.told.federation.code)),
            Crumb::here(self.shell.t("sector-crumb").to_string()),
        ]
    }

    fn here(&self) -> String {
        urls::sector(&self.told.federation.code)
    }

    /// An address with another question.
    fn asking(&self, filter: &Filter) -> String {
        let mut pairs = sector_query(filter);
        if self.expert {
            pairs.push(("vue", "experte".to_owned()));
        }
        with(&self.here(), &pairs)
    }

    fn selects(&self) -> Vec<Select<'_>> {
        let select = |dimension: &Dimension| {
            let chosen = self.told.filter.traits.get(dimension);
            let options: Vec<(&Choice, bool)> = self
                .told
                .choices
                .dimension(*dimension)
                .iter()
                .map(|choice| (choice, chosen == Some(&choice.code)))
                .collect();
            let label = sector::dimension(self.lang(), *dimension);
            (options.len() > 1).then(|| Select { field: sector_field(*dimension), label, options })
        };
        Dimension::ALL.iter().filter_map(select).collect()
    }

    /// *Maison de repos (12)*
    fn option(choice: &Choice) -> String {
        match choice.organisations {
            Some(organisations) => format!("{} ({})", choice.label, format::whole(organisations)),
            None => choice.label.clone(),
        }
    }

    /// Years that may be asked for, and whether one is told of.
    fn years(&self) -> Vec<(i16, bool)> {
        self.told.view.years.iter().map(|year| (*year, self.told.view.year == Some(*year))).collect()
    }

    fn chips(&self) -> Vec<Chip> {
        let filter = &self.told.filter;
        let of_trait = |(dimension, code): (&Dimension, &String)| Chip {
            label: format!(
                "{} : {}",
                sector::dimension(self.lang(), *dimension),
                self.told.name(*dimension, code)
            ),
            href: self.asking(&filter.clone().without(*dimension)),
        };
        let year = filter.year.map(|year| Chip {
            label: year.to_string(),
            href: self.asking(&Filter { year: None, ..filter.clone() }),
        });
        filter.traits.iter().map(of_trait).chain(year).collect()
    }

    fn unknown(&self) -> Vec<String> {
        let said = |(name, value): &(String, String)| {
            self.shell.t("sector-ignored").with("name", name).with("value", value).to_string()
        };
        self.ignored.iter().map(said).collect()
    }

    fn sections(&self) -> askama::Result<Vec<SectionView>> {
        sections(self.told.parts(self.lang()), Some(&self.files()), |code| self.chart(code))
    }

    fn chart(&self, code: &'static str) -> Result<Option<ChartView>, RenderError> {
        let Some(chart) = self.told.chart(self.lang(), code) else { return Ok(None) };
        let query = sector_query(&self.told.filter);
        let file = |ending: &str| {
            let file = format!("{code}.{ending}");
            with(&urls::sector_chart(&self.told.federation.code, &file), &query)
        };
        let downloads = vec![
            (self.shell.t("chart-file-svg").to_string(), file("svg")),
            (self.shell.t("chart-file-png").to_string(), file("png")),
            (self.shell.t("download-csv").to_string(), file("csv")),
            (self.shell.t("download-xlsx").to_string(), file("xlsx")),
        ];
        Ok(Some(drawn(code, chart.as_ref(), downloads)?))
    }

    /// Reasons that occur on the page, each with its why.
    fn reasons(&self) -> Vec<(String, String)> {
        let view = &self.told.view;
        let cells = view.by.values().flatten().chain(view.cross.iter().map(|(_, _, cell)| cell));
        let occurs: Vec<Withheld> = cells.filter_map(|cell| cell.withheld).chain(view.withheld).collect();
        let words = |withheld: &Withheld| {
            (sector::reason(self.lang(), *withheld), sector::why(self.lang(), *withheld))
        };
        Withheld::ALL.iter().filter(|withheld| occurs.contains(withheld)).map(words).collect()
    }

    fn files(&self) -> Files {
        let code = &self.told.federation.code;
        let query = sector_query(&self.told.filter);
        let pairs: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let what = self.shell.t("table-sector").to_string();
        Files::new(what, [urls::sector_csv(code), urls::sector_xlsx(code)], &pairs)
    }

    fn report(&self) -> String {
        with(&urls::sector_report(&self.told.federation.code), &sector_query(&self.told.filter))
    }

    /// The other density.
    fn other_view(&self) -> String {
        let other = SectorPage { expert: !self.expert, ..self.clone() };
        other.asking(&self.told.filter)
    }

    /// The whole view, for the adviser.
    fn everything(&self) -> Option<TableView> {
        self.expert.then(|| TableView::of(&crate::tables::sector(self.lang(), &self.told)))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, SectorPage)> {
        let page = |state, organisations, filter: &Filter| {
            let told = sample::told(organisations, filter)?;
            let code = told.federation.code.clone();
            let mut shell = samples::demo_shell(urls::sector(&code));
            shell.organisation = None;
            let page = SectorPage {
                shell,
                told,
                ignored: Vec::new(),
                expert: false,
                members: Some(urls::members(&code)),
                own_list: Some(urls::own_activities(&code)),
                collection: None,
            };
            Some((state, page))
        };
        let all = Filter::default();
        let narrowed = all.clone().and(Dimension::Activity, "care-home").and(Dimension::Province, "60000");
        let held_back = all.clone().and(Dimension::Activity, "culture");
        let own = all.clone().and(Dimension::Own, "MR/MRS");
        let own_held = own.clone().and(Dimension::Use, "culture");
        let mut pages: Vec<_> = [
            page("full", sample::FULL, &all),
            page("narrowed", sample::FULL, &Filter { year: Some(2023), ..narrowed }),
            page("withheld", sample::FULL, &held_back),
            page("own", sample::FULL, &own),
            page("own-withheld", sample::FULL, &own_held),
            page("few", 4, &all),
            page("nobody", 0, &all),
            page("nothing", sample::FULL, &all.clone().and(Dimension::Activity, "hospital")),
            page("small", 60, &all),
        ]
        .into_iter()
        .flatten()
        .collect();
        for (state, page) in &mut pages {
            match *state {
                "narrowed" => page.ignored = vec![("couleur".to_owned(), "vert".to_owned())],
                "small" => page.expert = true,
                _ => {}
            }
        }
        pages
    }
}

/// An address with these pairs.
fn with(address: &str, pairs: &[(&'static str, String)]) -> String {
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    urls::with_query(address, &pairs)
}
