//! The demonstration's federation collects: some of its members stand in its list, some of those it invites have not answered, one
//! said no.

use anyhow::Result;
use eclaireur_models::period::Day;
use jiff::ToSpan as _;
use serde::Deserialize;

use crate::app::App;
use crate::store::By;
use crate::store::campaigns::{self, Direction, NewCampaign, NewInvitation};
use crate::store::federations::{self, FederationRow};

/// Days before today on which everybody was invited.
const INVITED_DAYS: i64 = 20;
/// Days before today on which one was reminded.
const REMINDED_DAYS: i64 = 3;
/// Months for which it still runs.
const RUNS_MONTHS: i32 = 2;
const DAY_S: i64 = 86_400;

/// Whom the federation lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListedSpec {
    /// What it is called.
    pub(super) name: String,
    /// An address of nobody.
    pub(super) email: String,
    /// It was reminded.
    #[serde(default)]
    pub(super) reminded: bool,
    /// It said no.
    #[serde(default)]
    pub(super) declined: bool,
}

/// Begins the campaign of last year and lists everybody; whoever has the name of a member is one already.
pub(super) async fn collect(app: &App, federation: &FederationRow, listed: &[ListedSpec]) -> Result<()> {
    if listed.is_empty() {
        return Ok(());
    }
    let (today, now) = (app.clock.today(), app.clock.now());
    let at = |days: i64| By::local(now - days * DAY_S);
    let members = federations::members(app.db.read(), Some(federation.id), today).await?;
    let closes_on: Day = today.saturating_add(RUNS_MONTHS.months());
    let tx = app.db.begin().await?;
    let new = NewCampaign { year: today.year() - 1, closes_on, reminds: true };
    let id = campaigns::begin(&tx, &at(INVITED_DAYS), federation.id, &new).await?;
    let Some(campaign) = campaigns::campaign(&tx, id).await? else { return Ok(()) };
    for spec in listed {
        let member = members.iter().find(|member| member.organisation.name == spec.name);
        let new = NewInvitation {
            name: Some(spec.name.clone()),
            email: Some(spec.email.clone()),
            organisation: member.map(|member| member.id),
            already: member.is_some(),
            ..NewInvitation::default()
        };
        let Some((id, _)) = campaigns::invite(&tx, &at(INVITED_DAYS), &campaign, &new).await? else {
            continue;
        };
        let Some(row) = campaigns::by_id(&tx, federation.id, id).await? else { continue };
        if spec.reminded {
            campaigns::remind(&tx, &at(REMINDED_DAYS), &row).await?;
        }
        if spec.declined {
            campaigns::answer(&tx, &at(REMINDED_DAYS), &row, None, Direction::No).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
