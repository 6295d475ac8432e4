//! `scenario`: what a change of rule, or a norm, would bring the buildings of a federation, and what it would cost.

use anyhow::{Context as _, Result, bail};
use clap::Args;
use eclaireur_models::catalog::{Catalog, Scenario as Question};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use serde_json::json;

use super::{Common, Outcome, print};
use crate::app::{self, App};
use crate::config::Layer;
use crate::financing::scenario;
use crate::store::federations;

/// What a demand or a norm comes to over many buildings.
#[derive(Debug, Args)]
pub(super) struct Scenario {
    /// Which: unipso-2024/ureba-extended, or its last word alone.
    #[arg(value_name = "NAME", required_unless_present = "list")]
    name: Option<String>,
    /// Code of the federation whose members are asked; every organisation without it.
    #[arg(long, value_name = "CODE")]
    federation: Option<String>,
    /// Another day.
    #[arg(long, value_name = "DATE")]
    on: Option<Day>,
    /// The scenarios there are.
    #[arg(long, conflicts_with_all = ["name", "federation", "on"])]
    list: bool,
}

impl Scenario {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let catalog = app::catalog(&common.settings(Layer::default(), false)?)?;
        let Some(name) = self.name.as_deref().filter(|_| !self.list) else {
            list(&catalog, common.json)?;
            return Ok(Outcome::Done);
        };
        let question = found(&catalog, name)?;
        let app = common.app().await?;
        let said = self.say(common, &app, question).await;
        app.db.close().await?;
        said.map(|()| Outcome::Done)
    }

    async fn say(&self, common: &Common, app: &App, question: &Question) -> Result<()> {
        let mut whose = None;
        if let Some(code) = &self.federation {
            let known = federations::list(app.db.read()).await?;
            let row = known.iter().find(|row| row.federation.code.as_str() == code);
            let codes: Vec<&str> = known.iter().map(|row| row.federation.code.as_str()).collect();
            let hint = if codes.is_empty() { "there is none yet".to_owned() } else { codes.join(", ") };
            whose = Some(row.with_context(|| format!("no federation `{code}`; known: {hint}"))?.id);
        }
        let on = self.on.unwrap_or_else(|| app.clock.today());
        let told = scenario::told(app, question, whose, on).await?;
        if common.json {
            print(&serde_json::to_string_pretty(&told.outcome)?);
        } else {
            for line in told.lines(Lang::Fr) {
                print(&line);
            }
        }
        Ok(())
    }
}

/// By its code, or by its last word where that names one.
fn found<'a>(catalog: &'a Catalog, name: &str) -> Result<&'a Question> {
    if let Some(question) = catalog.scenario(name) {
        return Ok(question);
    }
    let all = catalog.scenarios();
    let last = |question: &&Question| question.code.rsplit('/').next() == Some(name);
    match all.iter().filter(last).collect::<Vec<_>>().as_slice() {
        [question] => Ok(*question),
        _ => {
            let codes: Vec<&str> = all.iter().map(|question| question.code.as_str()).collect();
            bail!("no scenario `{name}`; known: {}", codes.join(", "))
        }
    }
}

fn list(catalog: &Catalog, as_json: bool) -> Result<()> {
    let all = catalog.scenarios();
    if as_json {
        let name = |question: &Question| json!({ "code": question.code, "name": question.name.get(Lang::Fr), "demand": question.demand });
        print(&serde_json::to_string_pretty(&all.iter().map(name).collect::<Vec<_>>())?);
        return Ok(());
    }
    for question in all {
        let demand = question.demand.as_deref().unwrap_or("-");
        print(&format!("{}\t{demand}\t{}", question.code, question.name.get(Lang::Fr)));
    }
    Ok(())
}
