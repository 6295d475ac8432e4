//! *Publier une fiche*: exactly what an investor would read, with the name of the organisation or without, and the button
//! that publishes it. The sheet that stands can be withdrawn.
//!
//! Fields: `named` (`1` with the name), `seen` (what the preview was), with `publish`; or `withdraw`.

use askama::Template;
use eclaireur_models::financing::sheet::{NotYet, Sheet};
use eclaireur_models::period::Day;

use super::building::BuildingHead;
use super::sheet_view::SheetView;
use super::{project, samples, sheet_samples};
use crate::format;
use crate::shell::{Crumb, Named, Shell};
use crate::text::Say;
use crate::urls;

/// The sheet that stands, as the organisation sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its id in addresses.
    pub id: String,
    /// The day it tells of.
    pub on: Day,
    /// It names the organisation.
    pub named: bool,
    /// The project would give another sheet today.
    pub changed: bool,
}

/// An investor who asked for a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Name of the account, where it is still there.
    pub who: Option<String>,
    /// The day.
    pub on: Day,
    /// Their words.
    pub words: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/sheet_form.html")]
pub struct SheetFormPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which project.
    pub project: Named,
    /// What would be published.
    pub preview: Result<Sheet, NotYet>,
    /// With the name of the organisation.
    pub named: bool,
    /// What the preview is, so that nothing else is published.
    pub seen: String,
    /// The project changed since the preview: nothing was published.
    pub moved: bool,
    /// The project, its building or its organisation is put away: nothing is published.
    pub away: bool,
    /// The sheet that stands.
    pub standing: Option<Standing>,
    /// Names of activities.
    pub activities: Vec<Named>,
}

html!(SheetFormPage);

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    NotYet::ALL.iter().map(|why| format!("sheet-not-yet-{}", why.code())).collect()
}

impl Standing {
    /// *Publiée le 21/11/2026, sans le nom de l’organisation.*
    pub(crate) fn says(&self, shell: &Shell) -> String {
        let key = if self.named { "sheet-standing-named" } else { "sheet-standing" };
        Say::new(shell.body_lang(), key).with("day", format::day(self.on)).to_string()
    }
}

impl Contact {
    /// *21/11/2026 · Banque du Val*
    pub(crate) fn head(&self, shell: &Shell) -> String {
        let who = self.who.clone().unwrap_or_else(|| shell.t("sheet-contact-nobody").to_string());
        format!("{} · {who}", format::day(self.on))
    }
}

impl SheetFormPage {
    fn title(&self) -> String {
        self.shell.t("sheet-form-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        project::crumbs(
            &self.shell,
            &self.head,
            &self.project,
            Some(self.shell.t("sheet-form-crumb").to_string()),
        )
    }

    fn action(&self) -> String {
        urls::project_sheet(&self.head.building.code, &self.project.code)
    }

    fn unnamed_href(&self) -> String {
        self.action()
    }

    fn named_href(&self) -> String {
        urls::with_query(&self.action(), &[("nom", "oui")])
    }

    /// What would be published, laid out.
    fn view(&self) -> Option<SheetView> {
        let sheet = self.preview.as_ref().ok()?;
        Some(SheetView::new(self.shell.body_lang(), sheet, &self.activities))
    }

    fn not_yet(&self) -> Option<String> {
        let why = self.preview.as_ref().err()?;
        Some(Say::owned(self.shell.body_lang(), format!("sheet-not-yet-{}", why.code())).to_string())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, SheetFormPage)> {
        let project = Named::new("isolation-et-led", "Isolation et LED");
        let first = SheetFormPage {
            shell: samples::shell(urls::project_sheet(&samples::building().code, &project.code)),
            head: samples::head(),
            project,
            preview: Ok(sheet_samples::planned()),
            named: false,
            seen: "abc".to_owned(),
            moved: false,
            away: false,
            standing: None,
            activities: samples::activities(),
        };
        let mut again = first.clone();
        (again.named, again.moved, again.standing) = (true, true, Some(standing()));
        if let Ok(sheet) = &mut again.preview {
            sheet.organisation = Some(samples::organisation().name);
        }
        let bare = SheetFormPage { preview: Ok(sheet_samples::bare()), away: true, ..first.clone() };
        let nothing = SheetFormPage { preview: Err(NotYet::NoWork), ..first.clone() };
        vec![("first", first), ("again", again), ("bare", bare), ("nothing", nothing)]
    }
}

/// The sheet of samples that stands.
pub(super) fn standing() -> Standing {
    Standing { id: "01j9zq3k5m7np".to_owned(), on: samples::day(2026, 1, 5), named: false, changed: true }
}

/// The contact of samples.
pub(super) fn contact() -> Contact {
    Contact {
        who: Some("Coopérative du Val".to_owned()),
        on: samples::day(2026, 1, 20),
        words: "Nous investissons de 50 000 à 200 000 €. Appelez le 081 00 00 00.".to_owned(),
    }
}
