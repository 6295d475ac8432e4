//! Findings, recommendations, the road map.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::audit_findings::{Adding, AuditFindingsPage};
use eclaireur_frontend::urls;
use eclaireur_models::audit::findings::{MOST, Observed, Recommendation, Step};
use eclaireur_models::audit::{Part, key_of};
use eclaireur_models::period::Day;

use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::list::{List, Turned, kept, next, put_back};
use super::{Found, found, to_overview, works};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};

const fn part(adding: Adding) -> Part {
    match adding {
        Adding::Finding => Part::Findings,
        Adding::Recommendation => Part::Recommendations,
        Adding::Step => Part::Steps,
    }
}

async fn page(
    app: &App,
    visitor: &Visitor,
    found: Found,
    (adding, form): (Adding, FormData),
) -> AppResult<AuditFindingsPage> {
    let revisions = Adding::ALL.map(|adding| found.held.revision(part(adding)));
    let revision = found.held.revision(part(adding));
    Ok(AuditFindingsPage {
        shell: visitor.shell(app, Some(name_of(&found.whose.0))),
        head: head(app, &found.whose.0, &found.whose.1).await?,
        audit: found.head(),
        photos: found.photos(),
        visit: found.held.audit.visit,
        revisions,
        findings: found.held.audit.finding,
        recommendations: found.held.audit.recommendation,
        steps: found.held.audit.step,
        works: works(),
        adding,
        form: form.set("seen", revision.to_string()),
    })
}

/// GET /batiments/{b}/audit/constats
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let Some(found) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let adding = Adding::from_code(&visitor.word("ajouter"));
    let key = visitor.word("ligne");
    let form = match adding {
        Adding::Finding => findings(&found).get(&key).map(forms::audit_finding_form),
        Adding::Recommendation => recommendations(&found).get(&key).map(forms::audit_recommendation_form),
        Adding::Step => steps(&found).get(&key).map(forms::audit_step_form),
    };
    let form = form.map(|form| form.set("row", key)).unwrap_or_default();
    shown(page(&app, &visitor, found, (adding, form)).await?.html())
}

/// POST /batiments/{b}/audit/constats: one more, one changed (`row`), `drop_finding`, `drop_recommendation`, `drop_step`, or `undo`.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let form = &mut posted.form;
    let adding = Adding::of(form);
    let flash = match adding {
        _ if form.is_ticked("undo") => put_back(&app, &now, part(adding), form).await?,
        Adding::Finding => {
            let turned = finding(&now, form)?;
            kept(&app, &now, Part::Findings, turned, form).await?
        }
        Adding::Recommendation => {
            let turned = recommendation(&now, app.clock.today(), form)?;
            kept(&app, &now, Part::Recommendations, turned, form).await?
        }
        Adding::Step => {
            let turned = step(&now, form)?;
            kept(&app, &now, Part::Steps, turned, form).await?
        }
    };
    if let Some(flash) = flash {
        return Ok(done(&urls::audit_findings(&code), &flash).into_response());
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(page(&app, &visitor, now, (adding, posted.form)).await?.html())
}

fn findings(now: &Found) -> List<'_, Observed> {
    let (all, drop) = (&now.held.audit.finding, Adding::Finding.drop());
    List { all, key: |one| one.number.to_string(), most: (MOST, "words"), drop }
}

fn recommendations(now: &Found) -> List<'_, Recommendation> {
    let (all, drop) = (&now.held.audit.recommendation, Adding::Recommendation.drop());
    List { all, key: |one| one.number.to_string(), most: (MOST, "words"), drop }
}

fn steps(now: &Found) -> List<'_, Step> {
    List { all: &now.held.audit.step, key: key_of, most: (MOST, "words"), drop: Adding::Step.drop() }
}

fn finding(now: &Found, form: &mut FormData) -> AppResult<Option<Turned<Observed>>> {
    let number = next(now.held.audit.finding.iter().map(|one| one.number));
    findings(now).turned(form, |form, changed| {
        let one = forms::audit_finding(form, changed.map_or(number, |one| one.number));
        let picture = one.as_ref().and_then(|one| one.picture.as_ref());
        if picture.is_some_and(|picture| !now.held.photos.contains(picture)) {
            form.fail("picture", Problem::new(ProblemCode::NotInList));
        }
        // One that pointed at a row before it was taken out may go on doing so.
        let place = |one: &Observed| one.row.map(|row| (one.section, row));
        let points = one.as_ref().and_then(place).filter(|at| changed.and_then(place) != Some(*at));
        if points.is_some_and(|(section, row)| now.held.audit.visit.row(section, row).is_none()) {
            form.fail("section", Problem::new(ProblemCode::NotInList));
        }
        Ok(one.filter(|_| !form.failed()))
    })
}

fn recommendation(now: &Found, on: Day, form: &mut FormData) -> AppResult<Option<Turned<Recommendation>>> {
    let number = next(now.held.audit.recommendation.iter().map(|one| one.number));
    recommendations(now).turned(form, |form, changed| {
        Ok(forms::audit_recommendation(form, changed.map_or(number, |one| one.number), on))
    })
}

/// Steps stand in the order of their years.
fn step(now: &Found, form: &mut FormData) -> AppResult<Option<Turned<Step>>> {
    let mut turned = steps(now).turned(form, |form, _| Ok(forms::audit_step(form)))?;
    if let Some(turned) = &mut turned {
        turned.all.sort_by_key(|step| step.year);
    }
    Ok(turned)
}
