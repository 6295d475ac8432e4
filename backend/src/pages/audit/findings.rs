//! Findings, recommendations, the road map.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{self, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::audit_findings::{Adding, AuditFindingsPage};
use eclaireur_frontend::urls;
use eclaireur_models::audit::Part;
use eclaireur_models::audit::findings::{MOST, Observed, Recommendation, Step};

use super::super::heads::head;
use super::super::{again, name_of, shown};
use super::list::{List, Turned, kept, next};
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
    let form = &mut posted.form;
    let adding = Adding::of(form);
    let flash = match adding {
        Adding::Finding => {
            let turned = finding(&now, form)?;
            kept(&app, &now, Part::Findings, turned, form).await?
        }
        Adding::Recommendation => {
            let turned = recommendation(&now, form)?;
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

fn finding(now: &Found, form: &mut FormData) -> AppResult<Option<Turned<Observed>>> {
    let all = &now.held.audit.finding;
    let number = next(all.iter().map(|one| one.number));
    let drop = Adding::Finding.drop();
    let list = List { all, number: |_, one| usize::from(one.number), most: (MOST, "words"), drop };
    list.turned(form, |form| {
        let one = forms::audit_finding(form, number);
        let picture = one.as_ref().and_then(|one| one.picture.as_ref());
        if picture.is_some_and(|picture| !now.held.photos.contains(picture)) {
            form.fail("picture", Problem::new(ProblemCode::NotInList));
            return Ok(None);
        }
        Ok(one)
    })
}

fn recommendation(now: &Found, form: &mut FormData) -> AppResult<Option<Turned<Recommendation>>> {
    let all = &now.held.audit.recommendation;
    let number = next(all.iter().map(|one| one.number));
    let drop = Adding::Recommendation.drop();
    let list = List { all, number: |_, one| usize::from(one.number), most: (MOST, "words"), drop };
    list.turned(form, |form| Ok(forms::audit_recommendation(form, number)))
}

/// Steps stand in the order of their years.
fn step(now: &Found, form: &mut FormData) -> AppResult<Option<Turned<Step>>> {
    let all = &now.held.audit.step;
    let list = List { all, number: |at, _| at, most: (MOST, "words"), drop: Adding::Step.drop() };
    let mut turned = list.turned(form, |form| Ok(forms::audit_step(form)))?;
    if let Some(turned) = &mut turned {
        turned.all.sort_by_key(|step| step.year);
    }
    Ok(turned)
}
