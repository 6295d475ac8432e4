//! *Vous et le secteur*: a member's own figures beside the quartiles of its activity and of its federation. For the member only.

use askama::Template;
use eclaireur_models::lang::Lang;

use super::samples;
use super::section_view::{SectionView, drawn, sections};
use crate::sector::{Beside, sample};
use crate::shell::{Crumb, Shell};
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/member_sector.html")]
pub struct MemberSectorPage {
    /// Frame.
    pub shell: Shell,
    /// What is told.
    pub beside: Beside,
}

html!(MemberSectorPage);

impl MemberSectorPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        format!("{} · {}", self.shell.t("beside-title"), self.beside.own.organisation.name)
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let own = &self.beside.own.organisation;
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&own.name, urls::organisation(&own.code)),
            Crumb::to(self.shell.t("consents-crumb").to_string(), urls::consents(&own.code)),
            Crumb::here(&self.beside.sector.federation.name),
        ]
    }

    fn sections(&self) -> askama::Result<Vec<SectionView>> {
        let draw = |code: &'static str| {
            let chart = self.beside.chart(self.lang(), code);
            chart.map(|chart| drawn(code, chart.as_ref(), Vec::new())).transpose()
        };
        sections(self.beside.parts(self.lang()), None, draw)
    }

    fn paper(&self) -> String {
        urls::member_sector_pdf(&self.beside.own.organisation.code, &self.beside.sector.federation.code)
    }

    fn cadastre(&self) -> String {
        urls::cadastre(&self.beside.own.organisation.code)
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, MemberSectorPage)> {
        let page = |state, organisations| {
            let beside = sample::beside(organisations)?;
            let address = urls::member_sector(&beside.own.organisation.code, &beside.sector.federation.code);
            Some((state, MemberSectorPage { shell: samples::demo_shell(address), beside }))
        };
        let mut pages: Vec<_> = [page("full", sample::FULL), page("few", 4), page("empty", sample::FULL)]
            .into_iter()
            .flatten()
            .collect();
        for (state, page) in &mut pages {
            if *state == "empty" {
                let organisation = page.beside.own.organisation.clone();
                page.beside.own = crate::sector::Own { organisation, ..crate::sector::Own::default() };
                page.beside.peers = None;
            }
        }
        pages
    }
}
