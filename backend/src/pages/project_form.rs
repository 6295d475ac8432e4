//! One thing of a project asked at a time: shown filled, read, saved where nobody else did meanwhile.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode, case as case_form};
use eclaireur_frontend::pages::project_form::{Asked, ProjectFormPage};
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::building::case_facts::case_fact;
use eclaireur_models::financing::Case;
use eclaireur_models::financing::facts::Facts;

use super::heads::head;
use super::project::{Found, found};
use super::{activities, again, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::financing::told_in;
use crate::store::StoreError;
use crate::store::projects;

/// Works, or sources of money, of one project.
const MOST_LINES: usize = 100;

/// Which part of a project an address is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Name,
    Work,
    Source,
    Plan,
    Dates,
    Answer,
}

/// What is asked at an address.
fn asked(which: Which, visitor: &Visitor, told: &Case) -> AppResult<Asked> {
    let line = |all: &[Facts]| match visitor.word("ligne").as_str() {
        "" => Ok(None),
        text => {
            let at: usize = text.parse().map_err(|_| AppError::not_found())?;
            if (1..=all.len()).contains(&at) { Ok(Some(at)) } else { Err(AppError::not_found()) }
        }
    };
    Ok(match which {
        Which::Name => Asked::Name,
        Which::Work => Asked::Work(line(&told.works)?),
        Which::Source => Asked::Source(line(&told.sources)?),
        Which::Plan => Asked::Plan,
        Which::Dates => Asked::Dates,
        Which::Answer => {
            // Of organisation, building and procedure: what is of a work is asked with it.
            let fact = case_fact(&visitor.word("question")).ok_or_else(AppError::not_found)?;
            let own = ["organisation.", "building.", "procedure."].iter().any(|t| fact.code.starts_with(t));
            if !own {
                return Err(AppError::not_found());
            }
            Asked::Answer(fact)
        }
    })
}

/// The facts that a form is about.
fn facts_of(asked: &Asked, told: &Case) -> Facts {
    let at = |all: &[Facts], line: Option<usize>| {
        line.and_then(|line| all.get(line.checked_sub(1)?)).cloned().unwrap_or_default()
    };
    match asked {
        Asked::Name => Facts::default(),
        Asked::Work(line) => at(&told.works, *line),
        Asked::Source(line) => at(&told.sources, *line),
        Asked::Plan => told.plan.clone(),
        Asked::Dates | Asked::Answer(_) => told.facts.clone(),
    }
}

/// The case with these facts in their place; taken away without.
fn with(mut told: Case, asked: &Asked, facts: Option<Facts>) -> Case {
    let put = |all: &mut Vec<Facts>, line: Option<usize>, facts: Option<Facts>| {
        let at = line.and_then(|line| line.checked_sub(1)).filter(|at| *at < all.len());
        match (at, facts) {
            (Some(at), None) => {
                all.remove(at);
            }
            (Some(at), Some(facts)) => {
                if let Some(held) = all.get_mut(at) {
                    *held = facts;
                }
            }
            (None, Some(facts)) => all.push(facts),
            (None, None) => {}
        }
    };
    match (asked, facts) {
        (Asked::Work(line), facts) => put(&mut told.works, *line, facts),
        (Asked::Source(line), facts) => put(&mut told.sources, *line, facts),
        (Asked::Plan, Some(facts)) => told.plan = facts,
        (Asked::Dates | Asked::Answer(_), Some(facts)) => told.facts = facts,
        _ => {}
    }
    told
}

async fn page(
    app: &App,
    visitor: &Visitor,
    found: &Found,
    asked: Asked,
    form: FormData,
) -> AppResult<ProjectFormPage> {
    Ok(ProjectFormPage {
        shell: visitor.shell(app, Some(name_of(&found.organisation))),
        head: head(app, &found.organisation, &found.row).await?,
        project: Named::new(found.project.code.as_str(), found.project.name.as_str()),
        asked,
        activities: activities(app),
        form,
    })
}

async fn ask(app: App, (b, p): (String, String), visitor: Visitor, which: Which) -> AppResult {
    let found = found(&app, &b, &p).await?;
    let told = told_in(&app, &found.project)?;
    let asked = asked(which, &visitor, &told)?;
    let mut form = ProjectFormPage::filled(&asked, &facts_of(&asked, &told), found.project.version);
    if asked == Asked::Name {
        form = form.set("name", found.project.name.as_str());
    }
    shown(page(&app, &visitor, &found, asked, form).await?.html())
}

async fn keep(
    app: App,
    (b, p): (String, String),
    visitor: Visitor,
    mut posted: Posted,
    which: Which,
) -> AppResult {
    let found = found(&app, &b, &p).await?;
    let told = told_in(&app, &found.project)?;
    let asked = asked(which, &visitor, &told)?;
    let seen: i32 = posted.form.get("version").parse().map_err(|_| AppError::bad_request())?;
    let mut name = found.project.name.clone();
    let changed = if posted.form.is_ticked("remove") {
        with(told, &asked, None)
    } else {
        let mut facts = facts_of(&asked, &told);
        case_form::read(&mut posted.form, &asked.facts(), &mut facts, &activities(&app));
        if asked == Asked::Name {
            name = posted.form.required("name").unwrap_or(name);
        }
        needed(&mut posted.form, &asked, &told);
        with(told, &asked, Some(facts))
    };
    if posted.form.failed() {
        return again(page(&app, &visitor, &found, asked, posted.form).await?.html());
    }
    let body = changed.to_json();
    // What a form takes and a case does not would be lost to its owner: it is refused here.
    if Case::read(&body.to_string(), &app.catalog()).is_err() {
        let field = asked.facts().first().map_or("name", |fact| case_form::name(fact));
        posted.form.fail(field, Problem::new(ProblemCode::OutOfRange));
        return again(page(&app, &visitor, &found, asked, posted.form).await?.html());
    }
    let tx = app.db.begin().await?;
    let saved =
        projects::save(&tx, &app.by(), found.row.tenant, found.project.id, seen, (&name, &body)).await;
    match saved {
        Ok(()) => {
            tx.commit().await.map_err(StoreError::from)?;
            Ok(done(&urls::project(&b, &p), &Flash::Saved).into_response())
        }
        Err(StoreError::Taken { .. }) => {
            drop(tx);
            let mut form = posted.form.set("version", found.project.version.to_string());
            form.fail("version", Problem::new(ProblemCode::ProjectChanged));
            again(page(&app, &visitor, &found, asked, form).await?.html())
        }
        Err(error) => Err(error.into()),
    }
}

/// What a form cannot do without: a work its measure, a source its kind; and there is an end to lines.
fn needed(form: &mut FormData, asked: &Asked, told: &Case) {
    let (field, full) = match asked {
        Asked::Work(line) => ("measure", line.is_none() && told.works.len() >= MOST_LINES),
        Asked::Source(line) => ("kind", line.is_none() && told.sources.len() >= MOST_LINES),
        _ => return,
    };
    if full {
        form.fail(field, Problem::new(ProblemCode::OutOfRange));
    } else if form.get(field).is_empty() {
        form.fail(field, Problem::new(ProblemCode::Required));
    }
}

macro_rules! forms {
    ($($(#[$doc:meta])* $module:ident = $which:expr;)*) => {$(
        $(#[$doc])*
        pub mod $module {
            #![expect(clippy::missing_errors_doc, reason = "a handler fails with an AppError, which is a page")]
            use super::*;

            /// GET
            pub async fn show(
                State(app): State<App>,
                Path(at): Path<(String, String)>,
                visitor: Visitor,
            ) -> AppResult {
                ask(app, at, visitor, $which).await
            }

            /// POST
            pub async fn save(
                State(app): State<App>,
                Path(at): Path<(String, String)>,
                visitor: Visitor,
                posted: Posted,
            ) -> AppResult {
                keep(app, at, visitor, posted, $which).await
            }
        }
    )*};
}

forms! {
    /// /batiments/{b}/financer/{p}/nom
    name = Which::Name;
    /// /batiments/{b}/financer/{p}/travaux
    work = Which::Work;
    /// /batiments/{b}/financer/{p}/sources
    source = Which::Source;
    /// /batiments/{b}/financer/{p}/plan
    plan = Which::Plan;
    /// /batiments/{b}/financer/{p}/dates
    dates = Which::Dates;
    /// /batiments/{b}/financer/{p}/reponse
    answer = Which::Answer;
}
