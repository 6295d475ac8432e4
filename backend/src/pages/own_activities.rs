//! A federation's own list of activities: typed member by member, or as a list.
//!
//! A member is named where it consents to be; who does not stands here by the BCE number that the federation sorted it by, or not at
//! all. Whether a number is of a member is told, as it is where members are invited.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::FormData;
use eclaireur_frontend::pages::listed::Listed;
use eclaireur_frontend::pages::own_activities::{Left, OwnActivitiesPage, OwnLine, changed};
use eclaireur_frontend::{Flash, tables, urls};
use eclaireur_models::building::BceNumber;
use eclaireur_models::portfolio::own_list::{self, Label, Refusal};
use tokio::task::spawn_blocking;

use super::download::Wanted;
use super::federations::{federation, name_of as federation_name};
use super::{again, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::federations::{self, FederationRow};
use crate::store::{OrganisationId, StoreError, consents, own_activities};

/// The members of a federation as they stand in its list.
struct Sorted {
    lines: Vec<(OrganisationId, OwnLine)>,
    others: usize,
    words: BTreeSet<String>,
    by_number: BTreeMap<BceNumber, OrganisationId>,
}

async fn sorted(app: &App, of: &FederationRow) -> AppResult<Sorted> {
    let (c, today) = (app.db.read(), app.clock.today());
    let members = federations::members(c, Some(of.id), today).await?;
    let consents = consents::of_federation(c, of.id).await?;
    let named: BTreeSet<OrganisationId> =
        consents.into_iter().filter(|one| one.holds(today)).map(|one| one.tenant).collect();
    let mut held = own_activities::of_federation(c, of.id).await?;
    let mut sorted =
        Sorted { lines: Vec::new(), others: 0, words: BTreeSet::new(), by_number: BTreeMap::new() };
    for member in members {
        let bce = member.organisation.bce;
        sorted.by_number.extend(bce.map(|bce| (bce, member.id)));
        let word = held.remove(&member.id);
        sorted.words.extend(word.clone());
        let called = match (named.contains(&member.id), &word) {
            (true, _) => Some(member.organisation.name.clone()),
            (false, Some(_)) => bce.map(|bce| bce.to_string()),
            (false, None) => {
                sorted.others += 1;
                continue;
            }
        };
        sorted.lines.push((member.id, OwnLine { id: member.id.to_string(), called, word }));
    }
    let rank = |(id, line): &(OrganisationId, OwnLine)| {
        (line.called.is_none(), line.called.as_deref().map(str::to_lowercase), *id)
    };
    sorted.lines.sort_by_cached_key(rank);
    Ok(sorted)
}

fn page(
    app: &App,
    visitor: &Visitor,
    of: &FederationRow,
    sorted: Sorted,
    (form, listed): (FormData, Option<Listed<Left>>),
) -> OwnActivitiesPage {
    OwnActivitiesPage {
        shell: visitor.shell(app, None),
        federation: federation_name(of),
        lines: sorted.lines.into_iter().map(|(_, line)| line).collect(),
        others: sorted.others,
        words: sorted.words.into_iter().collect(),
        form,
        listed,
    }
}

/// GET /federations/{f}/activites
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let of = federation(&app, &code).await?;
    let sorted = sorted(&app, &of).await?;
    shown(page(&app, &visitor, &of, sorted, (FormData::new(), None)).html())
}

/// GET /federations/{f}/activites.csv, `.xlsx`
pub async fn table(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let of = federation(&app, &code).await?;
    let sorted = sorted(&app, &of).await?;
    let page = page(&app, &visitor, &of, sorted, (FormData::new(), None));
    wanted.answer(&app, &tables::own_activities(&page), &format!("{code}-activites"))
}

/// POST /federations/{f}/activites
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let of = federation(&app, &code).await?;
    if posted.is_list() {
        return list(&app, &visitor, &of, &posted).await;
    }
    let sorted = sorted(&app, &of).await?;
    let (ids, lines): (Vec<OrganisationId>, Vec<OwnLine>) = sorted.lines.iter().cloned().unzip();
    let words: Vec<(OrganisationId, Option<Label>)> = changed(&mut posted.form, &lines)
        .into_iter()
        .filter_map(|(at, word)| Some((*ids.get(at)?, word)))
        .collect();
    if posted.form.failed() {
        return again(page(&app, &visitor, &of, sorted, (posted.form, None)).html());
    }
    write(&app, &of, &words).await?;
    Ok(done(&urls::own_activities(&code), &Flash::Saved).into_response())
}

async fn write(app: &App, of: &FederationRow, words: &[(OrganisationId, Option<Label>)]) -> AppResult<()> {
    let tx = app.db.begin().await?;
    own_activities::sort(&tx, &app.by(), of.id, words).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// The rows of a list that name a member are kept; the others are said.
async fn list(app: &App, visitor: &Visitor, of: &FederationRow, posted: &Posted) -> AppResult {
    let refused = async |listed: Listed<Left>| {
        let told = (FormData::new().set("list", posted.form.exact("list")), Some(listed));
        again(page(app, visitor, of, sorted(app, of).await?, told).html())
    };
    let bytes = match posted.list(app.settings.upload_limit_bytes) {
        Ok(bytes) => bytes,
        Err(problem) => return refused(Listed::File(problem)).await,
    };
    let rows = match spawn_blocking(move || own_list::read(&bytes)).await? {
        Ok(rows) => rows,
        Err(why) => return refused(Listed::Refused(why)).await,
    };
    let members = sorted(app, of).await?.by_number;
    let (mut words, mut left) = (Vec::new(), Vec::new());
    for row in rows {
        let member = row
            .sorted
            .and_then(|(bce, word)| members.get(&bce).map(|id| (*id, word)).ok_or(Refusal::NotAMember));
        match member {
            Ok(sorted) => words.push(sorted),
            Err(why) => left.push(Left { row: row.row, why, read: row.said }),
        }
    }
    write(app, of, &words).await?;
    let listed = Listed::Kept { kept: words.len(), left };
    let sorted = sorted(app, of).await?;
    shown(page(app, visitor, of, sorted, (FormData::new(), Some(listed))).html())
}
