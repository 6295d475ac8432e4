//! A federation collects: who answered and how complete they are; an invitation withdrawn or sent again; a campaign begun.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use eclaireur_frontend::campaign_mail::{Told, Why};
use eclaireur_frontend::forms::FormData;
use eclaireur_frontend::pages::collection::{Campaign, CollectLine, CollectionPage, Order, Standing};
use eclaireur_frontend::pages::collection_campaign::{CampaignInput, CollectionCampaignPage};
use eclaireur_frontend::pages::collection_remind::CollectionRemindPage;
use eclaireur_frontend::{Flash, tables, urls};
use eclaireur_models::period::day_of;
use eclaireur_models::portfolio::completeness::Stage;

use super::download::Wanted;
use super::federations::{federation, name_of as federation_name};
use super::{activity_name, again, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::people::campaigning::{self, Far, PassesOn};
use crate::store::campaigns::{self, CampaignRow, InvitationRow, Kind, NewCampaign, SendingRow};
use crate::store::federations::FederationRow;
use crate::store::{InvitationId, StoreError};

fn campaign_of(row: &CampaignRow) -> Campaign {
    Campaign { id: row.id.to_string(), year: row.year, closes_on: row.closes_on, reminds: row.reminds }
}

/// The newest campaign of a federation.
pub(super) async fn newest(app: &App, federation: &FederationRow) -> AppResult<Option<CampaignRow>> {
    Ok(campaigns::of_federation(app.db.read(), federation.id).await?.into_iter().next())
}

async fn page(app: &App, code: &str, visitor: &Visitor, sent: Option<Told>) -> AppResult<CollectionPage> {
    let federation = federation(app, code).await?;
    let mut all = campaigns::of_federation(app.db.read(), federation.id).await?;
    let wanted = visitor.word("campagne");
    let at = all.iter().position(|row| row.id.to_string() == wanted).unwrap_or(0);
    let campaign = (!all.is_empty()).then(|| all.remove(at));
    let (mut lines, mut unnamed, mut to_remind) = (Vec::new(), 0, 0);
    if let Some(campaign) = &campaign {
        let (everybody, others) = campaigning::everybody(app, &federation, campaign).await?;
        let last = campaigns::last_sendings(app.db.read(), campaign.id).await?;
        to_remind = campaigning::to_remind(app, campaign, &everybody, 0).await?.0.len();
        lines = everybody.iter().map(|far| line(app, far, &last)).collect();
        unnamed = others;
    }
    Ok(CollectionPage {
        shell: visitor.shell(app, None),
        federation: federation_name(&federation),
        campaign: campaign.as_ref().map(campaign_of),
        earlier: all.iter().map(campaign_of).collect(),
        lines,
        unnamed,
        to_remind,
        stage: Stage::from_code(&visitor.word("etat")),
        q: visitor.word("q"),
        order: Order::from_code(&visitor.word("tri")),
        on: app.clock.today(),
        leaves: campaigning::leaves(app),
        sent,
    })
}

fn line(app: &App, far: &Far, last: &BTreeMap<InvitationId, SendingRow>) -> CollectLine {
    let member = far.member.as_ref().map(|member| &member.organisation);
    let invitation = far.invitation.as_ref();
    let reminded = invitation.and_then(|row| last.get(&row.id)).filter(|sent| sent.kind != Kind::Invitation);
    let own = member.and_then(|member| member.activity.as_deref());
    let activity = own.or_else(|| invitation.and_then(|row| row.activity.as_deref()));
    let listed = invitation.and_then(|row| row.name.clone());
    let named = listed.or_else(|| member.map(|member| member.name.clone()));
    CollectLine {
        invitation: invitation.map(|row| row.id.to_string()),
        name: named.or_else(|| invitation.map(campaigning::called)).unwrap_or_default(),
        activity: activity_name(app, activity),
        invited_on: invitation.and_then(|row| day_of(row.invited_at)),
        stage: far.stage,
        answered_on: invitation.and_then(|row| day_of(row.answered_at?)),
        coverage: far.coverage.clone(),
        reminded_on: reminded.and_then(|sent| day_of(sent.sent_at)),
        refuses: invitation.is_some_and(|row| row.refused_at.is_some()),
        standing: invitation.map_or(Standing::Over, |row| standing(app, row, far)),
    }
}

fn standing(app: &App, row: &InvitationRow, far: &Far) -> Standing {
    match (row.withdrawn_at, far.stage) {
        (_, stage) if stage != Stage::Silent => Standing::Over,
        (Some(_), _) => Standing::Withdrawn,
        _ if row.expires_at <= app.clock.now() => Standing::Expired,
        _ => day_of(row.expires_at).map_or(Standing::Expired, |until| Standing::Open { until }),
    }
}

/// GET /federations/{f}/collecte
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    shown(page(&app, &code, &visitor, None).await?.html())
}

/// GET /federations/{f}/collecte.csv, `.xlsx`
pub async fn table(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let page = page(&app, &code, &visitor, None).await?;
    wanted.answer(&app, &tables::collection(&page), &format!("{code}-collecte"))
}

/// POST /federations/{f}/collecte: an `invitation` is withdrawn (`withdraw`) or sent again (`again`).
pub async fn act(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let of = federation(&app, &code).await?;
    let id = posted.form.get("invitation").parse().map_err(|_| AppError::bad_request())?;
    let row = campaigns::by_id(app.db.read(), of.id, id).await?.ok_or_else(AppError::not_found)?;
    let by = app.by();
    if posted.form.is_ticked("withdraw") {
        let tx = app.db.begin().await?;
        match campaigns::withdraw(&tx, &by, &row).await {
            // Sent twice, it is withdrawn all the same.
            Ok(()) | Err(StoreError::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        tx.commit().await.map_err(StoreError::from)?;
        return Ok(done(&urls::collection(&code), &Flash::Saved).into_response());
    }
    if !posted.form.is_ticked("again") {
        return Err(AppError::bad_request());
    }
    let campaign = campaigns::campaign(app.db.read(), row.campaign).await?.ok_or_else(AppError::not_found)?;
    if campaigning::may_write(&app, &of, 1).await? == 0 {
        let sent = Told::Tomorrow { person: campaigning::called(&row) };
        return shown(page(&app, &code, &visitor, Some(sent)).await?.html());
    }
    let tx = app.db.begin().await?;
    let secret = campaigns::send_again(&tx, &by, &row).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let sent = campaigning::tell(&app, Why::Invitation, (&of, &campaign), &row, &secret).await;
    shown(page(&app, &code, &visitor, Some(sent)).await?.html())
}

fn campaign_page(
    app: &App,
    visitor: &Visitor,
    of: &FederationRow,
    campaign: Option<&CampaignRow>,
    form: FormData,
) -> CollectionCampaignPage {
    CollectionCampaignPage {
        shell: visitor.shell(app, None),
        federation: federation_name(of),
        campaign: campaign.map(campaign_of),
        on: app.clock.today(),
        form,
    }
}

/// GET /federations/{f}/collecte/campagne; `nouvelle` begins another.
pub async fn ask_campaign(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let of = federation(&app, &code).await?;
    let held = newest(&app, &of).await?.filter(|_| !visitor.names("nouvelle"));
    let last = app.clock.today().year() - 1;
    let form = match &held {
        Some(held) => CollectionCampaignPage::proposed(&campaign_of(held)),
        None => FormData::new().set("year", last.to_string()).set("reminds", "1"),
    };
    shown(campaign_page(&app, &visitor, &of, held.as_ref(), form).html())
}

/// POST /federations/{f}/collecte/campagne
pub async fn keep_campaign(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let of = federation(&app, &code).await?;
    let held = newest(&app, &of).await?.filter(|_| !posted.form.is_ticked("new"));
    let year = held.as_ref().map(|held| held.year);
    let Some(input) = CampaignInput::read(&mut posted.form, year, app.clock.today()) else {
        return again(campaign_page(&app, &visitor, &of, held.as_ref(), posted.form).html());
    };
    let (tx, by) = (app.db.begin().await?, app.by());
    match &held {
        Some(held) => campaigns::change(&tx, &by, held, input.closes_on, input.reminds).await?,
        None => {
            let CampaignInput { year, closes_on, reminds } = input;
            campaigns::begin(&tx, &by, of.id, &NewCampaign { year, closes_on, reminds }).await?;
        }
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::collection(&code), &Flash::Saved).into_response())
}

/// GET /federations/{f}/collecte/rappels
pub async fn ask_remind(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    match reminding(&app, &code, &visitor).await? {
        Some((page, ..)) => shown(page.html()),
        None => Ok(Redirect::to(&urls::collection(&code)).into_response()),
    }
}

type Reminding = (CollectionRemindPage, FederationRow, CampaignRow, Vec<InvitationRow>);

async fn reminding(app: &App, code: &str, visitor: &Visitor) -> AppResult<Option<Reminding>> {
    let of = federation(app, code).await?;
    let Some(campaign) = newest(app, &of).await? else { return Ok(None) };
    let (everybody, _) = campaigning::everybody(app, &of, &campaign).await?;
    let (due, others) = campaigning::to_remind(app, &campaign, &everybody, 0).await?;
    let mut waits = everybody.iter().filter_map(|far| far.invitation.as_ref());
    // The link is another one in each mail.
    let mail = |row| campaigning::mail(app, Why::Reminder, &of, &campaign, row, "…");
    let mail = due.first().or_else(|| waits.next_back()).map(mail);
    let leaves = campaigning::leaves(app);
    // Who has no address in the list is reminded by a link, whether the organisation is here or not.
    let mails = due.iter().filter(|row| leaves && row.email.is_some()).count();
    let page = CollectionRemindPage {
        shell: visitor.shell(app, None),
        federation: federation_name(&of),
        mails,
        links: due.len() - mails,
        others,
        mail,
        leaves,
        done: None,
    };
    Ok(Some((page, of, campaign, due)))
}

/// POST /federations/{f}/collecte/rappels
pub async fn remind(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    if !posted.form.is_ticked("remind") {
        return Err(AppError::bad_request());
    }
    let Some((mut page, of, campaign, due)) = reminding(&app, &code, &visitor).await? else {
        return Err(AppError::bad_request());
    };
    let told = campaigning::remind(&app, &app.by(), (&of, &campaign), &due, PassesOn::Asker).await?;
    page.done = Some(told);
    shown(page.html())
}
