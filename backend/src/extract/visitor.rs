//! Who visits, where, and what was just done, as a page needs it.

use core::convert::Infallible;
use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Redirect;
use eclaireur_frontend::{Flash, Named, Shell, Viewer, urls};
use eclaireur_models::access::{Action, Sight, Subject, Who, may};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, day_of};

use crate::app::App;
use crate::doors::{Reach, Visit};
use crate::error::AppResult;
use crate::store::{OrganisationId, erasures};

/// The visitor of this request.
#[derive(Debug, Clone)]
pub struct Visitor {
    path: String,
    query: BTreeMap<String, String>,
    visit: Option<Visit>,
    about: Option<Subject>,
    erased_from: Option<Day>,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let path = parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
        let pairs =
            serde_urlencoded::from_str::<Vec<(String, String)>>(parts.uri.query().unwrap_or_default());
        let query = pairs.unwrap_or_default().into_iter().collect();
        let (visit, about) = (parts.extensions.get().cloned(), parts.extensions.get().cloned());
        let erased_from = erased_from(app, about.as_ref()).await;
        Ok(Visitor { path, query, visit, about, erased_from })
    }
}

/// From when on the organisation that an address is about is to be erased. A page is shown even where that cannot be told.
async fn erased_from(app: &App, about: Option<&Subject>) -> Option<Day> {
    let (Subject::Organisation { organisation, .. } | Subject::Buildings { organisation, .. }) = about?
    else {
        return None;
    };
    let tenant = OrganisationId::from_stored(*organisation);
    match erasures::of(app.db.read(), tenant).await {
        Ok(asked) => day_of(asked?.due_at),
        Err(error) => {
            tracing::warn!("whether an erasure waits: {error}");
            None
        }
    }
}

impl Visitor {
    /// A word of the query; empty when it is not there. Cut to 200 characters.
    pub fn word(&self, name: &str) -> String {
        self.query.get(name).map(|w| w.trim().chars().take(200).collect()).unwrap_or_default()
    }

    /// Codes of the query, parted by commas. Cut to 2 000 characters.
    pub fn codes(&self, name: &str) -> Vec<String> {
        let all: String = self.query.get(name).map(|w| w.chars().take(2_000).collect()).unwrap_or_default();
        all.split(',').map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()).collect()
    }

    /// Whether the address names this word, empty or not.
    pub fn names(&self, name: &str) -> bool {
        self.query.contains_key(name)
    }

    /// The words of the query that have one of these names.
    pub fn pairs(&self, names: &[String]) -> Vec<(String, String)> {
        let one = |name: &String| Some((name.clone(), self.word(name))).filter(|(_, word)| !word.is_empty());
        names.iter().filter_map(one).collect()
    }

    /// The page asked for, from 1.
    pub fn page(&self) -> usize {
        self.word("page").parse().unwrap_or(1).clamp(1, 10_000)
    }

    /// What surrounds the page.
    pub fn shell(&self, app: &App, organisation: Option<Named>) -> Shell {
        let flash = Flash::from_code(&self.word(DONE), &self.word("import"));
        let visit = self.visit.as_ref();
        Shell {
            demo: app.demo,
            organisation,
            flash,
            viewer: visit.map_or_else(Viewer::nobody, |visit| visit.viewer(app, self.about.clone())),
            csrf: visit.and_then(|visit| visit.csrf.clone()),
            erased_from: self.erased_from,
            ..Shell::new(Lang::Fr, self.path.clone())
        }
    }

    /// Who it is, as the door saw them.
    pub fn visit(&self) -> Option<&Visit> {
        self.visit.as_ref()
    }

    /// How far they may do something within an organisation.
    ///
    /// # Errors
    /// The database.
    pub async fn reach(&self, app: &App, action: Action, tenant: OrganisationId) -> AppResult<Reach> {
        let who = self.visit.as_ref().map_or(Who::Anybody, |visit| visit.who.clone());
        Reach::of(app, who, action, tenant).await
    }

    /// Whether they may do something that is of nobody in particular.
    pub fn may_of_service(&self, app: &App, action: Action) -> bool {
        let may = |visit: &Visit| may(&visit.who, action, &Subject::Service, app.clock.today());
        self.visit.as_ref().is_some_and(may)
    }

    /// What they may find in lists.
    pub fn sight(&self, app: &App) -> Sight {
        self.visit.as_ref().map_or_else(Sight::default, |visit| visit.sight(app))
    }
}

const DONE: &str = "fait";

/// To another page, with a word about what was done.
pub fn done(address: &str, flash: &Flash) -> Redirect {
    let address =
        urls::with_query(address, &[(DONE, flash.code()), ("import", flash.import().unwrap_or_default())]);
    Redirect::to(&address)
}
