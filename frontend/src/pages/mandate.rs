//! The sheet of a mandate as a page, with the way to the PDF that is signed.

use askama::Template;
use eclaireur_models::lang::Lang;

use super::{access, samples};
use crate::letter::Letter;
use crate::mandate::Mandate;
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/mandate.html")]
pub struct MandatePage {
    /// Frame.
    pub shell: Shell,
    /// Which organisation.
    pub organisation: Named,
    /// Id of the grant.
    pub id: String,
    /// What it says.
    pub mandate: Mandate,
    /// It holds no longer.
    pub over: bool,
}

html!(MandatePage);

impl MandatePage {
    fn title(&self) -> String {
        self.letter().subject
    }

    fn crumbs(&self) -> Vec<Crumb> {
        access::crumbs(&self.shell, &self.organisation, Some(self.shell.t("mandate-sheet").to_string()))
    }

    fn letter(&self) -> Letter {
        self.mandate.letter()
    }

    fn pdf(&self) -> String {
        urls::mandate_pdf(&self.organisation.code, &self.id)
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, MandatePage)> {
        let (organisation, id) = (samples::organisation(), "0000000000002".to_owned());
        let some = MandatePage {
            shell: samples::shell(urls::mandate(&organisation.code, &id)),
            mandate: Mandate {
                lang: Lang::Fr,
                on: samples::today(),
                organisation: organisation.name.clone(),
                bce: None,
                name: None,
                email: Some("conseil@example.be".to_owned()),
                buildings: Some(vec!["Résidence du Parc".to_owned(), "Aile <B> & Cie".to_owned()]),
                from: samples::day(2026, 1, 15),
                last: Some(samples::day(2027, 1, 14)),
            },
            organisation,
            id,
            over: false,
        };
        let mut whole = some.clone();
        whole.mandate.buildings = None;
        whole.mandate.name = Some("Luc Petit".to_owned());
        whole.over = true;
        vec![("some", some), ("whole", whole)]
    }
}
