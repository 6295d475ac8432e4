//! *Quel régime pour mon ASBL ?* The answers of the address, the next question, and the letter that goes with them.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode, case, case_fields};
use eclaireur_frontend::pages::guide::{ASKED, DONE, GuidePage, SENT, SKIP, SKIPPED};
use eclaireur_frontend::reports;
use eclaireur_models::building::case_facts::case_fact;
use eclaireur_models::financing::assess;
use tokio::task::spawn_blocking;

use super::download::download;
use super::{activities, again, shown};
use crate::app::App;
use crate::doors::Visit;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::people::rates;
use crate::reporting::PDF;

/// GET /guichet
pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult {
    let mut page = page(&app, &visitor);
    if visitor.names(SENT) && !page.form.failed() {
        let answered = page.asked.as_deref().is_none_or(|fact| page.case.facts.get(fact).is_some());
        if answered || visitor.names(SKIP) {
            page.asked = None;
        } else if let Some(fact) = page.asked.clone() {
            page.form.fail(&fact, Problem::new(ProblemCode::Required));
            return again(page.html());
        }
    }
    if page.form.failed() {
        return again(page.html());
    }
    // The address that is kept says each answer once.
    if visitor.names(SENT) || visitor.names(SKIP) {
        return Ok(Redirect::to(&page.own_address()).into_response());
    }
    shown(page.html())
}

/// GET /guichet/lettre.txt
pub async fn letter_text(State(app): State<App>, visitor: Visitor) -> AppResult {
    let text = page(&app, &visitor).letter().text();
    Ok(named(download(text, "text/plain; charset=utf-8", "lettre.txt")))
}

/// GET /guichet/lettre.pdf
pub async fn letter_pdf(State(app): State<App>, visit: Visit, visitor: Visitor) -> AppResult {
    rates::case(&app, &visit).await?;
    let letter = page(&app, &visitor).letter();
    let _turn = app.drawing.acquire().await;
    let bytes = spawn_blocking(move || reports::letter_pdf(&letter)).await??;
    Ok(named(download(bytes, PDF, "lettre.pdf")))
}

/// A letter is of one visitor: no program between keeps it.
fn named(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn page(app: &App, visitor: &Visitor) -> GuidePage {
    let (catalog, sectors, today) = (app.catalog(), activities(app), app.clock.today());
    let fact = |code: &str| case_fact(code).map(|fact| fact.code.to_owned());
    let mut form = FormData::from_pairs(visitor.pairs(&case_fields()));
    let case = case(&mut form, &sectors);
    let mut skipped: Vec<String> = Vec::new();
    let now = visitor.word(SKIP);
    for code in visitor.codes(SKIPPED).iter().chain([&now]).filter_map(|code| fact(code)) {
        if case.facts.get(&code).is_none() && !skipped.contains(&code) {
            skipped.push(code);
        }
    }
    GuidePage {
        shell: visitor.shell(app, None),
        told: assess(&case, &catalog, today),
        asked: fact(&visitor.word(ASKED)),
        done: !visitor.word(DONE).is_empty(),
        procurement: catalog.procurement().cloned(),
        form,
        case,
        skipped,
        sectors,
    }
}
