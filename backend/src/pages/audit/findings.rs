//! Findings, recommendations, the road map.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::audit_findings::{Adding, AuditFindingsPage};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::audit::Part;
use eclaireur_models::audit::findings::MOST;
use serde::Serialize;

use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::{Found, found, seen, tell, to_overview, works};
use crate::app::App;
use crate::error::{AppError, AppResult};
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
    let revision = found.held.revision(part(adding));
    Ok(AuditFindingsPage {
        shell: visitor.shell(app, Some(name_of(&found.whose.0))),
        head: head(app, &found.whose.0, &found.whose.1).await?,
        audit: found.head(),
        photos: found.photos(),
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
    shown(page(&app, &visitor, found, (adding, FormData::new())).await?.html())
}

/// POST /batiments/{b}/audit/constats: one more, or `drop_finding`, `drop_recommendation`, `drop_step`.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let address = urls::audit_findings(&code);
    let adding = Adding::from_code(posted.form.get("kind"));
    let form = &mut posted.form;
    if let Some(dropped) = dropped(&now, form)? {
        let (part, body) = dropped;
        if tell(&app, &now, (part, None), &body, form).await? {
            return Ok(done(&address, &Flash::TakenBack).into_response());
        }
    } else if let Some(body) = added(&now, adding, form)? {
        let seen = Some(seen(form));
        if tell(&app, &now, (part(adding), seen), &body, form).await? {
            return Ok(done(&address, &Flash::Saved).into_response());
        }
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(page(&app, &visitor, now, (adding, posted.form)).await?.html())
}

fn json(all: &impl Serialize) -> AppResult<serde_json::Value> {
    Ok(serde_json::to_value(all).map_err(anyhow::Error::from)?)
}

/// What is left when one is taken out, where one is.
fn dropped(now: &Found, form: &FormData) -> AppResult<Option<(Part, serde_json::Value)>> {
    let audit = &now.held.audit;
    let number = |name: &str| -> AppResult<Option<usize>> {
        let text = form.get(name);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| AppError::bad_request())
    };
    if let Some(n) = number("drop_finding")? {
        let left: Vec<_> = audit.finding.iter().filter(|one| usize::from(one.number) != n).collect();
        return Ok(Some((Part::Findings, json(&left)?)));
    }
    if let Some(n) = number("drop_recommendation")? {
        let left: Vec<_> = audit.recommendation.iter().filter(|one| usize::from(one.number) != n).collect();
        return Ok(Some((Part::Recommendations, json(&left)?)));
    }
    if let Some(n) = number("drop_step")? {
        let left: Vec<_> = audit.step.iter().enumerate().filter(|(at, _)| *at != n).map(|(_, s)| s).collect();
        return Ok(Some((Part::Steps, json(&left)?)));
    }
    Ok(None)
}

/// What there is with one more; nothing when problems were noted.
fn added(now: &Found, adding: Adding, form: &mut FormData) -> AppResult<Option<serde_json::Value>> {
    let audit = &now.held.audit;
    let next = |numbers: &mut dyn Iterator<Item = u16>| numbers.max().unwrap_or(0).saturating_add(1);
    let held = match adding {
        Adding::Finding => audit.finding.len(),
        Adding::Recommendation => audit.recommendation.len(),
        Adding::Step => audit.step.len(),
    };
    if held >= MOST {
        form.fail("words", Problem::new(ProblemCode::TooManyRows).with("max", MOST));
        return Ok(None);
    }
    let all = match adding {
        Adding::Finding => {
            let number = next(&mut audit.finding.iter().map(|one| one.number));
            let Some(one) = forms::audit_finding(form, number) else { return Ok(None) };
            if one.picture.as_ref().is_some_and(|picture| !now.held.photos.contains(picture)) {
                form.fail("picture", Problem::new(ProblemCode::NotInList));
                return Ok(None);
            }
            json(&audit.finding.iter().cloned().chain([one]).collect::<Vec<_>>())?
        }
        Adding::Recommendation => {
            let number = next(&mut audit.recommendation.iter().map(|one| one.number));
            let Some(one) = forms::audit_recommendation(form, number) else { return Ok(None) };
            json(&audit.recommendation.iter().cloned().chain([one]).collect::<Vec<_>>())?
        }
        Adding::Step => {
            let Some(one) = forms::audit_step(form) else { return Ok(None) };
            let mut all: Vec<_> = audit.step.iter().cloned().chain([one]).collect();
            all.sort_by_key(|step| step.year);
            json(&all)?
        }
    };
    Ok(Some(all))
}
