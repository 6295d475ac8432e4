//! Who saw what: a reading by somebody who is not of the organisation, and everything that is taken away as a file, leave an
//! entry in the organisation's log.
//!
//! *Not of the organisation* is whoever reads it without managing it or a part of it: an adviser by mandate, the cell, a
//! federation, the holder of a link. One entry a person, organisation and day; of the table of a page as a file likewise, of
//! any other file each time. The first of a day is looked up in the log, the others in memory; it is written after the
//! answer, so that no page waits for it. One that cannot be written is said in the log of the service, and tried again with
//! the next request. Does *not* note lists, which show no more of an organisation than that it is there.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{MatchedPath, RawPathParams, Request};
use axum::http::{Method, header};
use axum::response::Response;
use eclaireur_models::access::{Action, Role, Subject, Who};
use eclaireur_models::period::{Day, day_start};
use serde_json::{Value, json};
use tokio::sync::RwLock;

use super::{Need, On, Visit};
use crate::app::App;
use crate::store::{AnyId, By, OrganisationId, StoreError, journal};

/// Letters of the name of a file that are kept.
const LONGEST: usize = 80;

/// What was written down today, and what is being written.
#[derive(Debug, Default)]
pub struct Traces {
    today: Mutex<(Day, HashSet<String>)>,
    writing: Arc<RwLock<()>>,
}

impl Traces {
    /// Whether this is the first of the day, as far as is remembered here.
    fn first(&self, on: Day, key: &str) -> bool {
        let mut today = self.today.lock().unwrap_or_else(PoisonError::into_inner);
        if today.0 != on {
            *today = (on, HashSet::new());
        }
        today.1.insert(key.to_owned())
    }

    fn forget(&self, key: &str) {
        self.today.lock().unwrap_or_else(PoisonError::into_inner).1.remove(key);
    }

    /// Waits until what was seen so far is written down.
    pub async fn settled(&self) {
        drop(self.writing.write().await);
    }
}

/// What a request leaves behind once it is answered.
#[derive(Debug, Clone)]
pub(super) struct Trace {
    by: By,
    tenant: OrganisationId,
    subject: String,
    /// The last part of the address, for what is taken away.
    file: String,
    /// Whether the file is the table of a page.
    table: bool,
    /// In which role somebody reads who is not of the organisation.
    outside: Option<&'static str>,
}

/// What the request may leave; nothing where nobody's figures are read.
pub(super) fn of(
    app: &App,
    visit: &Visit,
    need: Need,
    path: &MatchedPath,
    params: &RawPathParams,
    request: &Request,
    subject: &Subject,
) -> Option<Trace> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    let tenant = OrganisationId::from_stored(subject.organisation()?);
    let import = params.iter().find(|(name, _)| need.on == On::Import && *name == "i");
    let subject_id = match (import, subject) {
        (Some((_, id)), _) => id.to_owned(),
        (None, Subject::Buildings { buildings, .. }) if buildings.len() == 1 => {
            buildings.first().map(|id| AnyId::from_stored(*id).to_string()).unwrap_or_default()
        }
        _ => tenant.to_string(),
    };
    let last = request.uri().path().rsplit('/').next().unwrap_or_default();
    Some(Trace {
        by: By { actor: visit.actor.clone(), now: app.clock.now() },
        tenant,
        subject: subject_id,
        file: last.chars().take(LONGEST).collect(),
        table: matches!(path.as_str().rsplit_once('.'), Some((_, "csv" | "xlsx"))),
        outside: outside(&visit.who, need.action, subject, app.clock.today()),
    })
}

/// The role in which somebody reads who does not manage the organisation or a part of it.
fn outside(who: &Who, action: Action, subject: &Subject, on: Day) -> Option<&'static str> {
    let organisation = subject.organisation()?;
    let held = || who.grants().iter().filter(|grant| grant.holds(on));
    let own = held().any(|grant| {
        matches!(&grant.role, Role::Manager(scope) | Role::Program(scope, _) if scope.organisation == organisation)
    });
    if own {
        return None;
    }
    held().find(|grant| grant.role.opens(action, subject)).map(|grant| grant.role.code())
}

/// Leaves it, where the answer gave something.
pub(super) fn leave(app: &App, trace: Option<Trace>, response: Response) -> Response {
    let Some(trace) = trace.filter(|_| response.status().is_success()) else { return response };
    let disposition = response.headers().get(header::CONTENT_DISPOSITION).and_then(|v| v.to_str().ok());
    if disposition.is_some_and(|how| how.starts_with("attachment")) {
        let data = json!({ "file": trace.file });
        note(app, &trace, ("access.exported", &trace.subject), data, trace.table);
    }
    if let Some(role) = trace.outside {
        note(app, &trace, ("access.read", &trace.tenant.to_string()), json!({ "role": role }), true);
    }
    response
}

/// For a page that is opened by something else than a role, as by a link: `via` says by what.
pub fn seen(app: &App, by: By, tenant: OrganisationId, via: &'static str) {
    let trace = Trace {
        by,
        tenant,
        subject: tenant.to_string(),
        file: String::new(),
        table: false,
        outside: Some(via),
    };
    note(app, &trace, ("access.read", &tenant.to_string()), json!({ "role": via }), true);
}

/// Writes an entry after the answer: `daily` once a day, else each time.
fn note(app: &App, trace: &Trace, (kind, subject): (&'static str, &str), data: Value, daily: bool) {
    let (by, tenant, subject) = (trace.by.clone(), trace.tenant, subject.to_owned());
    let on = app.clock.today();
    let key = format!("{}\n{tenant}\n{kind}\n{subject}\n{data}", by.actor);
    if daily && !app.traces.first(on, &key) {
        return;
    }
    // Taken here, so that whoever waits for what was seen so far waits for this one.
    let turn = app.traces.writing.clone().try_read_owned();
    let app = app.clone();
    tokio::spawn(async move {
        let since = daily.then(|| day_start(on));
        if let Err(error) = write(&app, &by, tenant, (kind, &subject), &data, since).await {
            tracing::error!(organisation = %tenant, %error, "who saw what was not written down");
            app.traces.forget(&key);
        }
        drop(turn);
    });
}

async fn write(
    app: &App,
    by: &By,
    tenant: OrganisationId,
    what: (&str, &str),
    data: &Value,
    since: Option<i64>,
) -> Result<(), StoreError> {
    if let Some(since) = since
        && journal::left(app.db.read(), by, tenant, what, data, since).await?
    {
        return Ok(());
    }
    let tx = app.db.begin().await?;
    journal::trace(&tx, by, tenant, what, data, since).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::access::{Grant, Reach, Scope};

    fn who(roles: Vec<Role>) -> Who {
        let grant = |role| Grant { role, from: Day::MIN, to: None };
        Who::Known(roles.into_iter().map(grant).collect())
    }

    #[test]
    fn who_manages_an_organisation_or_a_part_of_it_is_no_stranger_to_it() {
        let on = "2026-11-21".parse().unwrap();
        let part = Scope { organisation: 1, buildings: Some(vec![11]) };
        let ours = Subject::Organisation { organisation: 1, asks_help: true };
        let wing = Subject::Buildings { organisation: 1, buildings: vec![11], asks_help: false };
        for (roles, subject, action, expect) in [
            (vec![Role::Manager(Scope::whole(1))], &ours, Action::Read, None),
            (vec![Role::Manager(part.clone())], &wing, Action::Read, None),
            (vec![Role::Adviser(Scope::whole(1))], &ours, Action::Read, Some("adviser")),
            (vec![Role::Adviser(part)], &wing, Action::Read, Some("adviser")),
            (vec![Role::Cell], &ours, Action::Read, Some("cell")),
            (vec![Role::Cell, Role::Manager(Scope::whole(1))], &ours, Action::Read, None),
            (vec![Role::Manager(Scope::whole(2)), Role::Cell], &ours, Action::Read, Some("cell")),
            (vec![Role::Program(Scope::whole(1), Reach::Read)], &ours, Action::Read, None),
        ] {
            assert_eq!(outside(&who(roles.clone()), action, subject, on), expect, "{roles:?}");
        }
        let member = Subject::Member { federation: 7, organisation: 1, consents: true };
        let reviewer = who(vec![Role::Reviewer { federation: 7 }]);
        assert_eq!(outside(&reviewer, Action::Member, &member, on), Some("reviewer"));
        assert_eq!(outside(&Who::Local, Action::Read, &ours, on), None);
    }

    #[test]
    fn a_new_day_begins_with_nothing_seen() {
        let traces = Traces::default();
        let (first, second) = ("2026-11-21".parse().unwrap(), "2026-11-22".parse().unwrap());
        assert!(traces.first(first, "a") && !traces.first(first, "a") && traces.first(first, "b"));
        assert!(traces.first(second, "a") && !traces.first(second, "a"));
        traces.forget("a");
        assert!(traces.first(second, "a"));
    }
}
