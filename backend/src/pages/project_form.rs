//! One thing of a project asked at a time: shown filled, read, saved where nobody else did meanwhile.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode, case as case_form};
use eclaireur_frontend::pages::project::home_of;
use eclaireur_frontend::pages::project_form::{Asked, ProjectFormPage};
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::building::case_facts::case_fact;
use eclaireur_models::catalog::schemes::{Scheme, SchemeStatus};
use eclaireur_models::financing::Case;
use eclaireur_models::financing::facts::Facts;
use eclaireur_models::lang::Lang;

use super::heads::head;
use super::project::{Found, archived, found, to_list};
use super::{activities, again, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::financing::lines::{Lines, Numbers};
use crate::financing::{self, told_in};
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

/// What is asked at an address, whether or not its line is still there.
fn asked(which: Which, visitor: &Visitor) -> AppResult<Asked> {
    let line = || match visitor.word("ligne").as_str() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| AppError::not_found()),
    };
    Ok(match which {
        Which::Name => Asked::Name,
        Which::Work => Asked::Work(line()?),
        Which::Source => Asked::Source(line()?),
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

/// Whether a line is asked about that is not there any more, or never was.
fn lacks_its_line(asked: &Asked, lines: &Lines) -> bool {
    match asked {
        Asked::Work(Some(number)) => lines.works.place(*number).is_none(),
        Asked::Source(Some(number)) => lines.sources.place(*number).is_none(),
        _ => false,
    }
}

/// The facts that a form is about.
fn facts_of(asked: &Asked, told: &Case, lines: &Lines) -> Facts {
    let at = |all: &[Facts], numbers: &Numbers, number: Option<usize>| {
        number.and_then(|n| all.get(numbers.place(n)?)).cloned().unwrap_or_default()
    };
    match asked {
        Asked::Name => Facts::default(),
        Asked::Work(line) => at(&told.works, &lines.works, *line),
        Asked::Source(line) => at(&told.sources, &lines.sources, *line),
        Asked::Plan => told.plan.clone(),
        Asked::Dates | Asked::Answer(_) => told.facts.clone(),
    }
}

/// The case with these facts in their place; taken away without.
fn with(mut told: Case, lines: &mut Lines, asked: &Asked, facts: Option<Facts>) -> Case {
    let put = |all: &mut Vec<Facts>, numbers: &mut Numbers, number: Option<usize>, facts: Option<Facts>| {
        let at = number.and_then(|number| numbers.place(number)).filter(|at| *at < all.len());
        match (at, facts) {
            (Some(at), None) => {
                all.remove(at);
                numbers.remove(at);
            }
            (Some(at), Some(facts)) => {
                if let Some(held) = all.get_mut(at) {
                    *held = facts;
                }
            }
            (None, Some(facts)) => {
                all.push(facts);
                numbers.add();
            }
            (None, None) => {}
        }
    };
    match (asked, facts) {
        (Asked::Work(line), facts) => put(&mut told.works, &mut lines.works, *line, facts),
        (Asked::Source(line), facts) => put(&mut told.sources, &mut lines.sources, *line, facts),
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
        now: None,
        activities: activities(app),
        form,
    })
}

/// Where a fact is told that is kept with the organisation or the building.
async fn elsewhere(app: &App, found: &Found, asked: &Asked) -> AppResult<Option<Response>> {
    let Asked::Answer(fact) = asked else { return Ok(None) };
    let held = financing::held(app, (&found.organisation, &found.row), app.clock.today()).await?;
    let (o, b) = (&found.organisation.organisation.code, &found.row.building.code);
    let home = home_of(o.as_str(), b.as_str(), fact.code, held.get(fact.code).is_some());
    Ok(home.map(|home| Redirect::to(&home).into_response()))
}

async fn ask(app: App, (b, p): (String, String), visitor: Visitor, which: Which) -> AppResult {
    let found = found(&app, &b, &p).await?;
    let Ok(told) = told_in(&app, &found.project) else { return Ok(to_list(&b)) };
    let lines = Lines::of(&found.project.body);
    let asked = asked(which, &visitor)?;
    if lacks_its_line(&asked, &lines) {
        return Err(AppError::not_found());
    }
    if let Some(elsewhere) = elsewhere(&app, &found, &asked).await? {
        return Ok(elsewhere);
    }
    let mut form = ProjectFormPage::filled(&asked, &facts_of(&asked, &told, &lines), found.project.version);
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
    let Ok(told) = told_in(&app, &found.project) else { return Ok(to_list(&b)) };
    let mut lines = Lines::of(&found.project.body);
    let seen: i32 = posted.form.get("version").parse().map_err(|_| AppError::bad_request())?;
    let asked = asked(which, &visitor)?;
    if lacks_its_line(&asked, &lines) {
        return gone(&app, &visitor, &found, posted.form, (asked, seen)).await;
    }
    if let Some(elsewhere) = elsewhere(&app, &found, &asked).await? {
        return Ok(elsewhere);
    }
    if let Some(away) = archived(&found) {
        posted.form.fail("version", Problem::new(away));
        return again(page(&app, &visitor, &found, asked, posted.form).await?.html());
    }
    if seen != found.project.version {
        return changed_meanwhile(&app, &visitor, &found, asked, posted.form).await;
    }
    let mut name = found.project.name.clone();
    let changed = if posted.form.is_ticked("remove") {
        with(told, &mut lines, &asked, None)
    } else {
        let mut facts = facts_of(&asked, &told, &lines);
        case_form::read(&mut posted.form, &asked.facts(), &mut facts, &activities(&app));
        if matches!(asked, Asked::Dates | Asked::Answer(_)) {
            case_form::in_order(Lang::Fr, &mut posted.form, &asked.facts(), &facts);
            let catalog = app.catalog();
            let open = catalog.schemes().iter().filter(|s| s.status == SchemeStatus::Open);
            let years = open.filter_map(report_years).max();
            case_form::reports(&mut posted.form, &asked.facts(), &facts, years.unwrap_or(0));
        }
        if asked == Asked::Name {
            name = posted.form.name("name").unwrap_or(name);
        }
        needed(&mut posted.form, &asked, &told);
        with(told, &mut lines, &asked, Some(facts))
    };
    if posted.form.failed() {
        return again(page(&app, &visitor, &found, asked, posted.form).await?.html());
    }
    let case = changed.to_json();
    // What a form takes and a case does not would be lost to its owner: it is refused here.
    if Case::read(&case.to_string(), &app.catalog()).is_err() {
        let field = asked.facts().first().map_or("name", |fact| case_form::name(fact));
        posted.form.fail(field, Problem::new(ProblemCode::OutOfRange));
        return again(page(&app, &visitor, &found, asked, posted.form).await?.html());
    }
    let body = lines.into_body(case);
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
            let now = super::project::found(&app, &b, &p).await?;
            if lacks_its_line(&asked, &Lines::of(&now.project.body)) {
                return gone(&app, &visitor, &now, posted.form, (asked, seen)).await;
            }
            changed_meanwhile(&app, &visitor, &now, asked, posted.form).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Years of reports that a scheme asks for.
fn report_years(scheme: &Scheme) -> Option<i16> {
    scheme.procedure.as_ref()?.report_years
}

/// Somebody else saved: what was typed stays, with what is kept now beside it.
async fn changed_meanwhile(
    app: &App,
    visitor: &Visitor,
    found: &Found,
    asked: Asked,
    form: FormData,
) -> AppResult {
    let now =
        told_in(app, &found.project).map(|told| facts_of(&asked, &told, &Lines::of(&found.project.body)));
    let mut form = form.set("version", found.project.version.to_string());
    form.fail("version", Problem::new(ProblemCode::ProjectChanged));
    let page = ProjectFormPage { now: now.ok(), ..page(app, visitor, found, asked, form).await? };
    again(page.html())
}

/// The line was taken away meanwhile: what was typed stays, and saving it makes a new line.
async fn gone(
    app: &App,
    visitor: &Visitor,
    found: &Found,
    form: FormData,
    (asked, seen): (Asked, i32),
) -> AppResult {
    let asked = if matches!(asked, Asked::Work(_)) { Asked::Work(None) } else { Asked::Source(None) };
    // Of the version that is here still, there never was such a line; what somebody took away needs nothing more.
    if seen == found.project.version {
        return Err(AppError::not_found());
    }
    if form.is_ticked("remove") {
        let (b, p) = (found.row.building.code.as_str(), found.project.code.as_str());
        return Ok(Redirect::to(&urls::project(b, p)).into_response());
    }
    let mut form = form.set("version", found.project.version.to_string());
    form.fail("version", Problem::new(ProblemCode::LineGone));
    again(page(app, visitor, found, asked, form).await?.html())
}

/// What a form cannot do without: a work its measure, a source its kind; and there is an end to lines.
fn needed(form: &mut FormData, asked: &Asked, told: &Case) {
    let (field, full) = match asked {
        Asked::Work(line) => ("measure", line.is_none() && told.works.len() >= MOST_LINES),
        Asked::Source(line) => ("kind", line.is_none() && told.sources.len() >= MOST_LINES),
        _ => return,
    };
    if full {
        form.fail(field, Problem::new(ProblemCode::TooManyLines).with("max", MOST_LINES));
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
