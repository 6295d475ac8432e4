//! *Carnet de route*: one dated page of a building: what was seen, what was set and by whom, what is done next and who sees to it, the
//! next visit, pictures.
//!
//! Where nobody told who or when there is room for a pen: none is invented.

use eclaireur_models::audit::Audit;
use eclaireur_models::audit::findings::Recommendation;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use super::{Head, Photo};
use crate::shell::RenderError;
use crate::text::Say;
use crate::worked::Told;
use crate::{audit as words, format};

/// Actions on the page at most; the audit has all.
const MOST: usize = 8;

/// The page of a building.
#[derive(Debug, Clone, PartialEq)]
pub struct Carnet {
    /// In which language.
    pub lang: Lang,
    /// Of which building.
    pub head: Head,
    /// What was told.
    pub audit: Audit,
    /// What it comes to.
    pub told: Told,
    /// The day of the page.
    pub on: Day,
    /// Pictures that are printed.
    pub photos: Vec<Photo>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What.
    pub what: String,
    /// When, where that is known.
    pub when: String,
    /// Why, or what it costs.
    pub note: String,
    /// Who sees to it, where that was told.
    pub who: Option<String>,
    /// Since when it is done.
    pub done: Option<String>,
}

impl Carnet {
    /// What was found, the gravest first.
    pub fn found(&self) -> Vec<(String, String)> {
        let mut all: Vec<_> = self.audit.finding.iter().collect();
        all.sort_by_key(|one| (one.gravity, one.number));
        let told = all.into_iter().take(MOST);
        told.map(|one| (words::gravity(self.lang, one.gravity), one.words.clone())).collect()
    }

    /// Settings that were changed, with their day.
    pub fn set(&self) -> Vec<String> {
        let changed = self.audit.setting.iter().filter(|set| set.changed());
        let said = |set: &eclaireur_models::audit::boiler_room::Set| {
            let day = set.on.map(|day| format!("{} · ", format::day(day))).unwrap_or_default();
            let by = set.by.as_ref().map(|by| format!(" · {by}")).unwrap_or_default();
            format!("{day}{}{by}", words::setting_event(self.lang, set))
        };
        changed.take(MOST).map(said).collect()
    }

    /// What comes next: works of the plan by year, else the recommendations by rank.
    pub fn actions(&self) -> Vec<Action> {
        let timed = self.told.worked.voted().and_then(|bundle| bundle.timed.as_ref());
        let done = |one: &Recommendation| one.done_on.map(format::day);
        let works = timed.iter().flat_map(|timed| &timed.placed).map(|one| {
            // Who sees to it was told of what is recommended of this work.
            let code = one.key.split('/').next();
            let mut advised = self.audit.recommendation.iter();
            let advised = advised.find(|advice| advice.measure.as_deref() == code);
            Action {
                what: self.told.name(&one.key),
                when: one.year.to_string(),
                note: crate::worked::maybe_euro(self.lang, one.paid),
                who: advised.and_then(|advice| advice.who.clone()),
                done: advised.and_then(done),
            }
        });
        let mut all: Vec<Action> = works.take(MOST).collect();
        if all.is_empty() {
            let mut ranked: Vec<_> = self.audit.recommendation.iter().collect();
            ranked.sort_by_key(|one| (one.priority.unwrap_or(u8::MAX), one.number));
            all = ranked
                .into_iter()
                .take(MOST)
                .map(|one| Action {
                    what: one.words.clone(),
                    when: Say::new(self.lang, "carnet-not-dated").to_string(),
                    note: one.performance.clone().unwrap_or_default(),
                    who: one.who.clone(),
                    done: done(one),
                })
                .collect();
        }
        all
    }

    /// What is written below the pictures.
    pub fn captions(&self) -> Vec<String> {
        use eclaireur_models::audit::inputs::Section;
        let rows = self.audit.visit.rows(Section::Photos);
        rows.iter().map(|row| row.text("caption").to_owned()).filter(|c| !c.is_empty()).take(MOST).collect()
    }

    /// *Visite du 14/09/2026, par Nadia Hanquet.*
    pub fn visited(&self) -> String {
        let head = &self.audit.head;
        let say = |key: &'static str| Say::new(self.lang, key);
        match (head.visited_on, &head.auditor) {
            (Some(day), Some(who)) => {
                say("carnet-visited-by").with("day", format::day(day)).with("who", who.as_str())
            }
            (Some(day), None) => say("carnet-visited").with("day", format::day(day)),
            (None, _) => say("carnet-not-visited"),
        }
        .to_string()
    }

    /// *Prochaine visite : 12/01/2027, avec : conseiller*; room for a pen where nobody told.
    pub fn next_visit(&self) -> String {
        let head = &self.audit.head;
        let room = || Say::new(self.lang, "audit-report-dots").to_string();
        Say::new(self.lang, "carnet-next")
            .with("day", head.next_visit_on.map_or_else(room, format::day))
            .with("who", head.next_visit_by.clone().unwrap_or_else(room))
            .to_string()
    }

    /// Whether somebody has to write something by hand.
    pub fn lacks(&self) -> bool {
        let head = &self.audit.head;
        let visit = head.next_visit_on.is_none() || head.next_visit_by.is_none();
        visit || self.actions().iter().any(|action| action.who.is_none())
    }

    /// As a tagged PDF (PDF/UA-1), one page.
    ///
    /// # Errors
    /// [`RenderError::PdfNotBuilt`] without the feature `pdf`; a page that could not be laid out.
    pub fn pdf(&self) -> Result<Vec<u8>, RenderError> {
        #[cfg(feature = "pdf")]
        {
            super::world::pdf(&super::carnet_paper::composed(self))
        }
        #[cfg(not(feature = "pdf"))]
        {
            Err(RenderError::PdfNotBuilt)
        }
    }
}
