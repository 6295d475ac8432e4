//! Several files sent at once: their list, confirming those without a question, dropping the rest.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::pages::sending::{SendingPage, SentLine, SentState};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::access::Action;
use eclaireur_models::finding::{Code, Finding, Severity};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::day_of;

use super::{building_named, name_of, organisation, shown, waits};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::importing::state::{self, Causes, State as Stands};
use crate::importing::{Options, sending};
use crate::store::buildings::{self, BuildingFilter, BuildingRow};
use crate::store::imports::{self, ImportRow};
use crate::store::organisations::OrganisationRow;
use crate::store::sendings::{self, Became, SendingRow, SentFile};
use crate::store::{ImportId, Paging, SendingId};

async fn found(app: &App, code: &str, id: &str) -> AppResult<(OrganisationRow, SendingRow)> {
    let whose = organisation(app, code).await?;
    let id: SendingId = id.parse().map_err(|_| AppError::not_found())?;
    let row = sendings::get(app.db.read(), whose.id, id).await?.ok_or_else(AppError::not_found)?;
    Ok((whose, row))
}

/// GET /organisations/{o}/envois/{s}
pub async fn show(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let (whose, row) = found(&app, &code, &id).await?;
    let filter = BuildingFilter { tenant: Some(whose.id), archived: true, ..BuildingFilter::default() };
    let buildings = buildings::list(app.db.read(), &filter, &Paging::first(Paging::MOST)).await?.items;
    let buildings: Vec<BuildingRow> = buildings.into_iter().map(|(_, b)| b).collect();
    let ids: Vec<ImportId> = row.files.iter().filter_map(|f| f.became.import()).collect();
    let imports = imports::by_ids(app.db.read(), whose.id, &ids).await?;
    let causes = imports::causes(app.db.read(), whose.id, &ids).await?;
    let mut files = Vec::with_capacity(row.files.len());
    for (file, twin) in row.files.iter().zip(sending::twins(&row.files)) {
        let import = imports.iter().find(|import| Some(import.id) == file.became.import());
        let causes = import.and_then(|import| causes.get(&import.id)).cloned().unwrap_or_default();
        files.push(line(&app, file, import.map(|import| (import, causes)), twin, &buildings).await?);
    }
    let page = SendingPage {
        shell: visitor.shell(&app, Some(name_of(&whose))),
        organisation: name_of(&whose),
        sending: row.id.to_string(),
        files,
    };
    shown(page.html())
}

async fn line(
    app: &App,
    file: &SentFile,
    import: Option<(&ImportRow, Causes)>,
    twin: bool,
    buildings: &[BuildingRow],
) -> AppResult<SentLine> {
    let nothing = |state| SentLine {
        name: file.name.clone(),
        import: None,
        format: None,
        buildings: Vec::new(),
        readings: 0,
        period: None,
        state,
    };
    if let Became::Refused(why) = &file.became {
        return Ok(nothing(SentState::Refused { why: why.clone() }));
    }
    // A preview of an earlier sending may have been forgotten since.
    let Some((import, causes)) = import else { return Ok(nothing(SentState::Undone)) };
    let options = Options::of(import);
    Ok(SentLine {
        import: Some(import.id.to_string()),
        format: import.format.as_deref().map(|code| {
            app.catalog().format(code).map_or_else(|| code.to_owned(), |f| f.name.get(Lang::Fr).to_owned())
        }),
        buildings: options.touched.iter().filter_map(|id| building_named(buildings, *id)).collect(),
        readings: usize::try_from(import.rows.accepted).unwrap_or(0),
        period: options.period,
        state: if twin { SentState::Twin } else { state(app, import, &causes, &file.became).await? },
        ..nothing(SentState::Undone)
    })
}

async fn state(app: &App, import: &ImportRow, causes: &Causes, became: &Became) -> AppResult<SentState> {
    let day = |at: Option<i64>| day_of(at.unwrap_or(import.created_at)).unwrap_or_default();
    Ok(match state::state(import, causes) {
        Stands::Undone => SentState::Undone,
        Stands::Confirmed => {
            let on = day(import.confirmed_at);
            if matches!(became, Became::New(_)) {
                SentState::Confirmed { on }
            } else {
                SentState::Already { on }
            }
        }
        Stands::Refused => {
            let findings = imports::findings(app.db.read(), import.tenant, import.id).await?;
            let why = findings.into_iter().find(|f| f.severity() == Severity::Error);
            SentState::Refused { why: why.unwrap_or_else(|| Finding::new(Code::NoReadings)) }
        }
        waiting => waits(waiting).map_or(SentState::Undone, SentState::Waits),
    })
}

/// POST /organisations/{o}/envois/{s}/confirmer
pub async fn confirm(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
    _: Posted,
) -> AppResult {
    let (whose, row) = found(&app, &code, &id).await?;
    let reach = visitor.reach(&app, Action::Import, row.tenant).await?;
    let finished = sending::confirm(&app, &app.by(), &row, |buildings| reach.all(buildings)).await?;
    let flash = if finished { Flash::SendingConfirmed } else { Flash::SendingGoesOn };
    Ok(done(&urls::sending(whose.organisation.code.as_str(), &id), &flash).into_response())
}

/// POST /organisations/{o}/envois/{s}/abandonner
pub async fn drop_previews(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    _: Posted,
) -> AppResult {
    let (whose, row) = found(&app, &code, &id).await?;
    sending::drop_previews(&app, &app.by(), &row).await?;
    let page = urls::sending(whose.organisation.code.as_str(), &id);
    Ok(done(&page, &Flash::SendingDropped).into_response())
}
