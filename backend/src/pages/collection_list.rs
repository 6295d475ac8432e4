//! A federation's list of its members: looked at, then confirmed. Nothing is kept between the two but what the page sends back.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use eclaireur_frontend::campaign_mail::Why;
use eclaireur_frontend::forms::FormData;
use eclaireur_frontend::pages::collection_list::{CollectionListPage, Fate, ListRow, Step};
use eclaireur_frontend::urls;
use eclaireur_models::building::BceNumber;
use eclaireur_models::portfolio::invitees::{self, Invitee, Read};
use tokio::task::spawn_blocking;

use super::collection::newest;
use super::federations::{federation, name_of as federation_name};
use super::{activity_name, again, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::Visitor;
use crate::people::campaigning;
use crate::store::campaigns::{self, CampaignRow, NewInvitation};
use crate::store::federations::{self, FederationRow};
use crate::store::{OrganisationId, StoreError, organisations};

fn page(app: &App, visitor: &Visitor, of: &FederationRow, year: i16, step: Step) -> CollectionListPage {
    CollectionListPage {
        shell: visitor.shell(app, None),
        federation: federation_name(of),
        year,
        step,
        max_bytes: app.settings.upload_limit_bytes,
        leaves: campaigning::leaves(app),
        form: FormData::new(),
    }
}

/// The federation, and its campaign where one runs.
async fn running(app: &App, code: &str) -> AppResult<(FederationRow, Option<CampaignRow>)> {
    let of = federation(app, code).await?;
    let campaign = newest(app, &of).await?.filter(|campaign| campaign.runs(app.clock.today()));
    Ok((of, campaign))
}

/// GET /federations/{f}/collecte/liste
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    match running(&app, &code).await? {
        (of, Some(campaign)) => shown(page(&app, &visitor, &of, campaign.year, Step::Ask).html()),
        (_, None) => Ok(Redirect::to(&urls::collection(&code)).into_response()),
    }
}

/// POST /federations/{f}/collecte/liste: `list` or `file`, and `confirm` once it was looked at.
pub async fn send(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let (of, Some(campaign)) = running(&app, &code).await? else { return Err(AppError::bad_request()) };
    let bytes = match posted.list(app.settings.upload_limit_bytes) {
        Ok(bytes) => bytes,
        Err(problem) => {
            return again(page(&app, &visitor, &of, campaign.year, Step::File(problem)).html());
        }
    };
    let catalog = app.catalog();
    let read = spawn_blocking(move || invitees::read(&bytes, &catalog)).await?;
    let reads = match read {
        Ok(reads) => reads,
        Err(refused) => {
            let mut page = page(&app, &visitor, &of, campaign.year, Step::Refused(refused));
            page.form = FormData::new().set("list", posted.form.exact("list"));
            return again(page.html());
        }
    };
    let known = Known::load(&app, &of, &campaign, &reads).await?;
    if posted.form.is_ticked("confirm") {
        return confirm(&app, &visitor, (&of, &campaign), &reads, &known).await;
    }
    let row = |read: &Read| ListRow {
        row: read.row,
        called: read.called.clone(),
        bce: read.invitee.as_ref().and_then(|i| i.bce).map(|bce| bce.to_string()),
        email: read.invitee.as_ref().and_then(|i| i.email.clone()),
        activity: activity_name(&app, read.invitee.as_ref().and_then(|i| i.activity.as_deref())),
        fate: read.invitee.as_ref().map(|invitee| known.fate(invitee)),
        remarks: read.remarks.clone(),
    };
    let step = Step::Preview { rows: reads.iter().map(row).collect(), list: invitees::written(&reads) };
    shown(page(&app, &visitor, &of, campaign.year, step).html())
}

/// What is known of those on a list.
struct Known {
    /// Organisations by their number.
    organisations: BTreeMap<BceNumber, OrganisationId>,
    members: BTreeSet<OrganisationId>,
    invited: BTreeSet<String>,
}

impl Known {
    async fn load(app: &App, of: &FederationRow, campaign: &CampaignRow, reads: &[Read]) -> AppResult<Known> {
        let c = app.db.read();
        let numbers: Vec<BceNumber> = reads.iter().filter_map(|read| read.invitee.as_ref()?.bce).collect();
        let members = federations::members(c, Some(of.id), app.clock.today()).await?;
        let invited = campaigns::of_campaign(c, campaign.id).await?;
        Ok(Known {
            organisations: organisations::by_numbers(c, &numbers).await?,
            members: members.iter().map(|member| member.id).collect(),
            invited: invited.into_iter().map(|row| row.recipient).collect(),
        })
    }

    fn organisation(&self, invitee: &Invitee) -> Option<OrganisationId> {
        invitee.bce.and_then(|bce| self.organisations.get(&bce).copied())
    }

    fn invitation(&self, invitee: &Invitee) -> NewInvitation {
        let organisation = self.organisation(invitee);
        NewInvitation {
            name: invitee.name.clone(),
            bce: invitee.bce,
            email: invitee.email.clone(),
            activity: invitee.activity.clone(),
            postcode: invitee.postcode,
            organisation,
            already: organisation.is_some_and(|id| self.members.contains(&id)),
        }
    }

    /// Whether an organisation is here without being a member is not told.
    fn fate(&self, invitee: &Invitee) -> Fate {
        let new = self.invitation(invitee);
        match () {
            () if self.invited.contains(&new.recipient()) => Fate::Invited,
            () if new.already => Fate::Member,
            () => Fate::New,
        }
    }
}

async fn confirm(
    app: &App,
    visitor: &Visitor,
    of: (&FederationRow, &CampaignRow),
    reads: &[Read],
    known: &Known,
) -> AppResult {
    let by = app.by();
    let invitees = || reads.iter().filter_map(|read| read.invitee.as_ref());
    let new = |invitee: &Invitee| known.fate(invitee) == Fate::New;
    let wanted = invitees().filter(|invitee| new(invitee)).count();
    let mut may = campaigning::may_write(app, of.0, wanted).await?;
    let tx = app.db.begin().await?;
    let (mut written, mut members, mut tomorrow) = (Vec::new(), 0, 0);
    for invitee in invitees() {
        if new(invitee) {
            if may == 0 {
                tomorrow += 1;
                continue;
            }
            may -= 1;
        }
        match campaigns::invite(&tx, &by, of.1, &known.invitation(invitee)).await? {
            Some((id, Some(secret))) => {
                let row = campaigns::by_id(&tx, of.0.id, id).await?.ok_or_else(AppError::not_found)?;
                written.push((row, secret));
            }
            Some((_, None)) => members += 1,
            None => {}
        }
    }
    tx.commit().await.map_err(StoreError::from)?;
    let mut invited = Vec::with_capacity(written.len());
    for (row, secret) in written {
        invited.push(campaigning::tell(app, Why::Invitation, of, &row, &secret).await);
    }
    shown(page(app, visitor, of.0, of.1.year, Step::Done { invited, members, tomorrow }).html())
}
