//! `organisation` and `building`: what the pages make, for scripts.

use anyhow::{Context as _, Result, bail};
use clap::Subcommand;
use eclaireur_models::building::{Address, BceNumber, Postcode};
use serde_json::{Value, json};

use super::{Common, Outcome, print};
use crate::app::App;
use crate::store::buildings::{self, BuildingFilter, NewBuilding};
use crate::store::organisations::{self, NewOrganisation, OrganisationFilter, OrganisationRow};
use crate::store::{OrganisationId, Paging};

/// Organisations.
#[derive(Debug, Subcommand)]
pub(super) enum Organisation {
    /// Makes one.
    Add {
        /// Its name.
        #[arg(long)]
        name: String,
        /// Its address code; made from the name without it.
        #[arg(long)]
        code: Option<String>,
        /// Postcode of its seat.
        #[arg(long)]
        postcode: Option<String>,
        /// Code of catalog/sectors.
        #[arg(long)]
        activity: Option<String>,
        /// Enterprise number.
        #[arg(long)]
        bce: Option<String>,
    },
    /// By name.
    List,
}

/// Buildings.
#[derive(Debug, Subcommand)]
pub(super) enum Building {
    /// Makes one.
    Add {
        /// Code of its organisation.
        #[arg(long)]
        organisation: String,
        /// Its name.
        #[arg(long)]
        name: String,
        /// Its address code; made from the name without it.
        #[arg(long)]
        code: Option<String>,
        /// Code of catalog/sectors.
        #[arg(long)]
        activity: Option<String>,
    },
    /// Makes those of a list, with their meters.
    Import(super::building_list::Import),
    /// Those of an organisation, by code.
    List {
        /// Code of the organisation; all without it.
        #[arg(long)]
        organisation: Option<String>,
    },
}

fn checked_activity(app: &App, code: Option<String>) -> Result<Option<String>> {
    if let Some(code) = code.as_deref().filter(|code| app.catalog().sector(code).is_none()) {
        let catalog = app.catalog();
        let known: Vec<&str> = catalog.sectors().iter().map(|s| s.code.as_str()).collect();
        bail!("no activity `{code}`; known: {}", known.join(", "));
    }
    Ok(code)
}

/// The wanted code; made from the name, it would be another.
fn code_of(code: Option<&str>) -> Result<Option<eclaireur_models::building::Code>> {
    code.map(|text| {
        eclaireur_models::building::Code::read(text)
            .with_context(|| format!("`{text}` is no code: lower-case letters, digits and hyphens"))
    })
    .transpose()
}

fn say(common: &Common, shape: &Value, line: &str) -> Result<()> {
    print(&if common.json { serde_json::to_string_pretty(shape)? } else { line.to_owned() });
    Ok(())
}

async fn organisation(app: &App, code: &str) -> Result<OrganisationRow> {
    let row = organisations::by_code(app.db.read(), code).await?;
    row.with_context(|| format!("no organisation `{code}`; see `eclaireur organisation list`"))
}

impl Organisation {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let app = common.app().await?;
        match self {
            Organisation::Add { name, code, postcode, activity, bce } => {
                let postcode = postcode
                    .map(|text| {
                        Postcode::read(&text).with_context(|| format!("`{text}` is no Belgian postcode"))
                    })
                    .transpose()?;
                let bce = bce
                    .map(|text| {
                        BceNumber::read(&text)
                            .map_err(|p| anyhow::anyhow!("`{text}` is no BCE number: {p:?}"))
                    })
                    .transpose()?;
                let catalog = app.catalog();
                let commune_nis = postcode.and_then(|p| match catalog.communes().at(p).as_slice() {
                    [one] => Some(one.nis.clone()),
                    _ => None,
                });
                let activity = checked_activity(&app, activity)?;
                let code = code_of(code.as_deref())?;
                let new =
                    NewOrganisation { name, code, postcode, activity, bce, commune_nis, legal_form: None };
                let tx = app.db.begin().await?;
                let row = organisations::create(&tx, &app.by(), &new).await?;
                tx.commit().await?;
                let code = row.organisation.code;
                say(common, &json!({ "code": code.as_str(), "name": row.organisation.name }), code.as_str())?;
            }
            Organisation::List => {
                let everything = (OrganisationFilter::default(), Paging::first(Paging::MOST));
                for row in organisations::list(app.db.read(), &everything.0, &everything.1).await?.items {
                    let head = row.organisation;
                    let shape = json!({ "code": head.code.as_str(), "name": head.name });
                    say(common, &shape, &format!("{}\t{}", head.code, head.name))?;
                }
            }
        }
        app.db.close().await?;
        Ok(Outcome::Done)
    }
}

impl Building {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let app = common.app().await?;
        let mut outcome = Outcome::Done;
        match self {
            Building::Import(import) => {
                let tenant = organisation(&app, &import.organisation).await?.id;
                outcome = import.run(common, &app, tenant).await?;
            }
            Building::Add { organisation: whose, name, code, activity } => {
                let whose = organisation(&app, &whose).await?;
                let activity = checked_activity(&app, activity)?;
                let code = code_of(code.as_deref())?;
                let address = Address {
                    street: None,
                    postcode: whose.organisation.postcode,
                    commune_nis: whose.organisation.commune_nis.clone(),
                };
                let new = NewBuilding { name, code, activity, address, site: None };
                let tx = app.db.begin().await?;
                let row = buildings::create(&tx, &app.by(), whose.id, &new).await?;
                tx.commit().await?;
                let code = row.building.code;
                say(common, &json!({ "code": code.as_str(), "name": row.building.name }), code.as_str())?;
            }
            Building::List { organisation: whose } => {
                let tenant: Option<OrganisationId> = match whose {
                    Some(code) => Some(organisation(&app, &code).await?.id),
                    None => None,
                };
                let filter = BuildingFilter { tenant, ..BuildingFilter::default() };
                for (whose, row) in
                    buildings::list(app.db.read(), &filter, &Paging::first(Paging::MOST)).await?.items
                {
                    let (organisation, building) = (whose.organisation.code, row.building);
                    let shape = json!({
                        "code": building.code.as_str(), "name": building.name, "organisation": organisation.as_str(),
                    });
                    say(common, &shape, &format!("{}\t{}\t{}", building.code, organisation, building.name))?;
                }
            }
        }
        app.db.close().await?;
        Ok(outcome)
    }
}
