//! The aids of the catalogue, narrowed by words, status, kind and whom they are for.

use axum::extract::State;
use eclaireur_frontend::pages::aids::{AidLine, AidsPage, Narrowed, answers_to};
use eclaireur_frontend::{schemes, tables};
use eclaireur_models::catalog::schemes::Scheme;
use eclaireur_models::financing::Case;
use eclaireur_models::financing::facts::Value;
use eclaireur_models::financing::regimes::may_concern;
use eclaireur_models::lang::Lang;

use super::download::Wanted;
use super::{activities, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;

/// GET /aides
pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(page(&app, &visitor).html())
}

/// GET /aides.csv, `.xlsx`
pub async fn table(State(app): State<App>, visitor: Visitor, wanted: Wanted) -> AppResult {
    wanted.answer(&app, &tables::aids(&page(&app, &visitor)), "aides")
}

fn page(app: &App, visitor: &Visitor) -> AidsPage {
    let (catalog, today) = (app.catalog(), app.clock.today());
    let sectors = activities(app);
    let known =
        |code: String, codes: &[&str]| if codes.contains(&code.as_str()) { code } else { String::new() };
    let narrowed = Narrowed {
        q: visitor.word("q"),
        status: known(visitor.word("statut"), &schemes::STATUSES.map(schemes::status_code)),
        kind: known(visitor.word("type"), &schemes::KINDS.map(schemes::kind_code)),
        whom: known(visitor.word("pour"), &sectors.iter().map(|s| s.code.as_str()).collect::<Vec<_>>()),
    };
    let mut case = Case::default();
    if !narrowed.whom.is_empty() {
        case.facts.tell("organisation.activity", Value::Word(narrowed.whom.clone()));
    }
    let is_wanted = |scheme: &&Scheme| {
        (narrowed.status.is_empty() || schemes::status_code(scheme.status) == narrowed.status)
            && (narrowed.kind.is_empty() || schemes::kind_code(scheme.kind) == narrowed.kind)
            && (narrowed.whom.is_empty() || may_concern(scheme, &case, today))
            && answers_to(Lang::Fr, scheme, &narrowed.q)
    };
    let found = catalog.schemes().iter().filter(is_wanted);
    let mut aids: Vec<AidLine> = found.map(|scheme| AidLine::of(Lang::Fr, scheme, today)).collect();
    let place = |aid: &AidLine| schemes::STATUSES.iter().position(|s| *s == aid.status);
    aids.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.aid.name.cmp(&b.aid.name)));
    AidsPage { shell: visitor.shell(app, None), aids, all: catalog.schemes().len(), sectors, narrowed }
}
