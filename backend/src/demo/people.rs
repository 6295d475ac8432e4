//! Invented people of the demonstration, one per role. None has a password; their addresses end in example.be, which is
//! nobody's. Their names are theirs alone.

use anyhow::{Context as _, Result};
use eclaireur_frontend::pages::sign_in::DemoRole;
use eclaireur_models::access::{Grant, Role, Scope};
use eclaireur_models::period::Day;

use crate::app::App;
use crate::store::organisations::{self, OrganisationFilter};
use crate::store::{Paging, accounts, buildings, federations, grants};

/// The address of whom one looks as.
pub fn address(role: DemoRole) -> String {
    format!("{}@example.be", role.code())
}

const fn name(role: DemoRole) -> &'static str {
    match role {
        DemoRole::Manager => "Claire Lambotte",
        DemoRole::BuildingManager => "Marc Delvigne",
        DemoRole::Adviser => "Nadia Hanquet",
        DemoRole::Reviewer => "Luc Fontignies",
        DemoRole::Cell => "Sabine Rouvroy",
        DemoRole::Investor => "Pascal Grandjean",
        DemoRole::Administrator => "Eva Thiriart",
    }
}

/// Makes those who are not there yet; leaves any other alone.
///
/// # Errors
/// The database.
pub async fn make(app: &App) -> Result<()> {
    let c = app.db.read();
    let all = organisations::list(c, &OrganisationFilter::default(), &Paging::first(100)).await?.items;
    let mut homes = Vec::new();
    for row in all {
        homes.push((row.id, buildings::in_use(c, &[row.id]).await?));
    }
    // The one with most buildings shows best what one of them is.
    homes.sort_by_key(|(_, buildings)| core::cmp::Reverse(buildings.len()));
    let Some((first, theirs)) = homes.first() else { return Ok(()) };
    let one = theirs.first().map(|row| row.id.get());
    let federation = federations::list(c).await?.first().map(|row| row.id.get());
    let year = app.clock.today().year();
    let from = Day::new(year, 1, 1).context("no first day of the year")?;
    // A mandate is given for a time.
    let mandate_ends = Day::new(year + 2, 1, 1).context("no end of the next year")?;
    for role in DemoRole::ALL {
        if accounts::by_email(c, &address(role)).await?.is_some() {
            continue;
        }
        let roles: Vec<Role> = match role {
            DemoRole::Manager => vec![Role::Manager(Scope::whole(first.get()))],
            DemoRole::BuildingManager => one
                .map(|one| Role::Manager(Scope { organisation: first.get(), buildings: Some(vec![one]) }))
                .into_iter()
                .collect(),
            DemoRole::Adviser => {
                homes.iter().take(2).map(|(id, _)| Role::Adviser(Scope::whole(id.get()))).collect()
            }
            DemoRole::Reviewer => {
                federation.map(|federation| Role::Reviewer { federation }).into_iter().collect()
            }
            DemoRole::Cell => vec![Role::Cell],
            DemoRole::Investor => vec![Role::Investor],
            DemoRole::Administrator => vec![Role::Administrator],
        };
        let by = app.by();
        let tx = app.db.begin().await?;
        let account = accounts::found_or_made(&tx, &by, &address(role)).await?.id;
        accounts::set_name(&tx, &by, account, name(role)).await?;
        for role in roles {
            let to = matches!(role, Role::Adviser(_)).then_some(mandate_ends);
            grants::give(&tx, &by, account, &Grant { role, from, to }).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}
