//! One page of a building is shared by a link: how long, and which links there are.
//!
//! Fields: [`crate::forms::SharedInput`], `vue` (code of the view), `annee`; `link` (id) closes one.

use askama::Template;

use super::access::{self, ShareLine, ShareView};
use super::building::{self, BuildingHead};
use super::samples;
use crate::forms::{Field, Form, FormData, Group, MOST_DAYS_SHARE, SharedInput};
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/share.html")]
pub struct SharePage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Code of the view.
    pub view: &'static str,
    /// The year it tells of, where it tells of one.
    pub year: Option<i16>,
    /// The links of this building, past ones too, the oldest first.
    pub shares: Vec<ShareLine>,
    /// The link just made, whole.
    pub made: Option<String>,
    /// Values and problems.
    pub form: FormData,
}

html!(SharePage);

impl SharePage {
    fn title(&self) -> String {
        self.shell.t("share-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("share-crumb").to_string()))
    }

    fn year(&self) -> String {
        self.year.map(|year| year.to_string()).unwrap_or_default()
    }

    /// *le bulletin de santé de Résidence du Parc*.
    fn what(&self) -> String {
        Say::owned(self.shell.body_lang(), format!("shared-view-{}", self.view))
            .with("building", &self.head.building.name)
            .with("year", self.year())
            .to_string()
    }

    fn lead(&self) -> String {
        self.shell.t("share-lead").with("what", self.what()).to_string()
    }

    fn shares(&self) -> Vec<ShareView> {
        access::share_views(&self.shell, &self.shares).into_iter().rev().collect()
    }

    fn action(&self) -> String {
        urls::share(&self.head.building.code)
    }

    fn form(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.shell.body_lang());
        Form::new(shell, data, self.action(), shell.t("share-submit")).summed_above().group(Group::of(vec![
            Field::hidden("vue", self.view),
            Field::hidden("annee", self.year()),
            Field::number(lang, data, "days", shell.t("share-days"))
                .unit(shell.t("form-days"))
                .hint(shell.t("share-days-hint").count("most", MOST_DAYS_SHARE)),
        ]))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, SharePage)> {
        let new = SharePage {
            shell: samples::shell(urls::share(&samples::building().code)),
            head: samples::head(),
            view: "bulletin",
            year: None,
            shares: Vec::new(),
            made: None,
            form: FormData::new().set("days", "30"),
        };
        let open = access::sample_share();
        let closed = ShareLine {
            id: "0000000000004".to_owned(),
            view: "yearly-report",
            year: Some(2024),
            open: false,
            uses: 0,
            used_on: None,
            revoked_on: Some(samples::day(2026, 1, 14)),
            ..open.clone()
        };
        let link = "https://energie.example.be/p/DvFq9cD0Xh2nYw6kq3rV8m1pT5sB7uJ4aL0eZ2gQ9xE".to_owned();
        let made = SharePage {
            view: "yearly-report",
            year: Some(2024),
            shares: vec![closed, open],
            made: Some(link),
            ..new.clone()
        };
        let mut wrong = new.clone();
        wrong.form = FormData::from_pairs([("days", "365")]);
        let _ = SharedInput::read(&mut wrong.form);
        vec![("new", new), ("made", made), ("wrong", wrong)]
    }
}
