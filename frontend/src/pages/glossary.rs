//! Words of the trade, one plain sentence each. To add one: a line in [`TERMS`] and two locale keys.

use askama::Template;
use eclaireur_models::lang::unaccented;

use super::samples;
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/glossary.html")]
pub struct GlossaryPage {
    /// Frame.
    pub shell: Shell,
}

/// Every term: the locale keys are `glossary-<slug>` and `glossary-<slug>-means`; the slug is its anchor.
pub const TERMS: &[&str] = &[
    "accises",
    "acompte",
    "amr",
    "autoconsommation",
    "aviq",
    "bce",
    "bon-de-livraison",
    "chassis",
    "chaufferie",
    "citerne",
    "cle",
    "coefficient",
    "coefficient-compteur",
    "comptabilite",
    "communicant",
    "courbe-de-chauffe",
    "decompte",
    "degres-jours",
    "ean",
    "ecs",
    "eta",
    "facture",
    "fournisseur",
    "gaz-riche",
    "gicleur",
    "grd",
    "heures",
    "htva",
    "index",
    "injection",
    "jauge",
    "mazout",
    "mmr",
    "mr-mrs",
    "note-de-credit",
    "one",
    "part-climatique",
    "pcs",
    "pci",
    "pellets",
    "po",
    "point-de-fourniture",
    "pointe",
    "prelevement",
    "propane",
    "releve",
    "responsable",
    "saja",
    "sra",
    "subside",
    "superficie",
    "talon",
    "tvac",
    "ymr",
    "derive",
    "energie-finale",
    "energie-primaire",
    "ets2",
    "facteur-de-charge",
    "gtb",
    "mix-residuel",
    "normalisee",
    "signature",
    "estime",
    "complete",
    "modelise",
];

html!(GlossaryPage);

/// A word of a page, and where it is explained.
pub(super) struct TermLink {
    pub(super) word: String,
    pub(super) href: String,
}

/// Words that a page uses, one click from what they mean.
pub(super) fn links(shell: &Shell, slugs: &[&str]) -> Vec<TermLink> {
    let link = |slug: &&str| TermLink {
        word: Say::owned(shell.body_lang(), format!("glossary-{slug}")).to_string(),
        href: urls::glossary_term(slug),
    };
    slugs.iter().filter(|slug| TERMS.contains(slug)).map(link).collect()
}

/// One entry.
struct Term {
    slug: &'static str,
    word: String,
    means: String,
}

impl GlossaryPage {
    fn title(&self) -> String {
        self.shell.t("glossary-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("frame-glossary").to_string()),
        ]
    }

    /// The terms by the alphabet, accents aside, under their first letters.
    fn letters(&self) -> Vec<(char, Vec<Term>)> {
        let lang = self.shell.body_lang();
        let mut terms: Vec<Term> = TERMS
            .iter()
            .map(|slug| Term {
                slug,
                word: Say::owned(lang, format!("glossary-{slug}")).to_string(),
                means: Say::owned(lang, format!("glossary-{slug}-means")).to_string(),
            })
            .collect();
        terms.sort_by_cached_key(|t| unaccented(&t.word).to_lowercase());
        let mut letters: Vec<(char, Vec<Term>)> = Vec::new();
        for term in terms {
            let first = unaccented(&term.word).chars().next().unwrap_or('?').to_ascii_uppercase();
            match letters.last_mut() {
                Some((letter, list)) if *letter == first => list.push(term),
                _ => letters.push((first, vec![term])),
            }
        }
        letters
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, GlossaryPage)> {
        vec![("full", GlossaryPage { shell: samples::shell(urls::glossary()) })]
    }
}
