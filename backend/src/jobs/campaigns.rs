//! Reminds those who did not answer a campaign, where its federation wants that: each at most once in fourteen days, and never so
//! soon after any other mail. Forgets the addresses of campaigns that are long over.
//!
//! A day of work is a *slot*, claimed in the database, so that with several instances it is done once. Where no mail leaves,
//! nobody is reminded: there would be nobody to pass a link on. Nor is who has no address in the list.

use anyhow::Result;
use eclaireur_frontend::campaign_mail::Told;
use eclaireur_models::period::{Day, day_of};
use jiff::ToSpan as _;

use super::held::Held;
use crate::app::App;
use crate::people::campaigning::{self, PassesOn};
use crate::store::campaigns::{self, BETWEEN_S, CampaignRow};
use crate::store::{By, federations};

/// Name of the job in the list of runs.
pub const JOB: &str = "campaigns";
/// Seconds after midnight when a day's work begins: nobody is written to at night.
const BEGINS: i64 = 9 * 3600;
/// Days after its end for which the addresses of a campaign are kept.
pub const KEPT_DAYS: i32 = 180;

/// Reminds, if that is due: how many; `None` where it was done already.
///
/// # Errors
/// The database.
pub async fn run(app: &App) -> Result<Option<usize>> {
    let now = app.clock.now();
    let slot = day_of(now - BEGINS).unwrap_or(Day::MAX).to_string();
    let Some(held) = Held::claim(app, JOB, &slot).await? else { return Ok(None) };
    let mut reminded = 0;
    if campaigning::leaves(app) {
        for campaign in campaigns::reminding(app.db.read(), app.clock.today()).await? {
            if held.is_lost() {
                break;
            }
            match of_campaign(app, &campaign).await {
                Ok(new) => reminded += new,
                Err(error) => tracing::warn!(campaign = %campaign.id, "campaigns: {error:#}"),
            }
        }
    }
    let tx = app.db.begin().await?;
    let before = app.clock.today().saturating_sub(KEPT_DAYS.days());
    let forgotten = campaigns::forget_addresses(&tx, before).await?;
    tx.commit().await?;
    held.finish(None, &format!("{reminded} reminded, {forgotten} addresses forgotten")).await?;
    Ok(Some(reminded))
}

async fn of_campaign(app: &App, campaign: &CampaignRow) -> Result<usize> {
    let Some(of) = federations::among(app.db.read(), &[campaign.federation]).await?.pop() else {
        return Ok(0);
    };
    let failed = |error: crate::error::AppError| anyhow::anyhow!("{error:?}");
    let (everybody, _) = campaigning::everybody(app, &of, campaign).await.map_err(failed)?;
    let (mut due, _) = campaigning::to_remind(app, campaign, &everybody, BETWEEN_S).await.map_err(failed)?;
    // Also where the organisation is here and somebody manages it: the day of a reminder would tell the federation that it is.
    due.retain(|row| row.email.is_some());
    let by = By::service(app.clock.now());
    let of = (&of, campaign);
    let told = campaigning::remind(app, &by, of, &due, PassesOn::Nobody).await.map_err(failed)?;
    Ok(told.iter().filter(|one| matches!(one, Told::Sent { .. })).count())
}
