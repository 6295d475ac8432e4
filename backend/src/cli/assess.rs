//! `assess`: what is said of a building, the same figures as its pages; or a dossier or an audit computed again, to the byte.
//!
//! A dossier or an audit opens no database: it has its inputs, its day and its rules' version with it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use clap::Args;
use eclaireur_frontend::schemes;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::audit::written;
use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::{assess, dossier};
use eclaireur_models::indicators::{Answer, Explained, Value};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Period};

use super::{Common, Outcome, print};
use crate::app::{self, App};
use crate::assessing::{self, Stale};
use crate::config::Layer;
use crate::outside::files::read_text;
use crate::store::buildings;

/// Says what is said of a building, or computes a dossier again.
#[derive(Debug, Args)]
pub(super) struct Assess {
    /// A dossier of a project or a delivered audit, as its page hands it out.
    #[arg(value_name = "DOSSIER.toml", required_unless_present = "building", conflicts_with_all = ["building", "on"])]
    dossier: Option<PathBuf>,
    /// Code of the building.
    #[arg(long, value_name = "CODE")]
    building: Option<String>,
    /// As of another day: computed, not kept.
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Day>,
}

impl Assess {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        if let Some(file) = &self.dossier {
            return again(file, common);
        }
        let app = common.app().await?;
        let said = self.say(common, &app).await;
        app.db.close().await?;
        said.map(|()| Outcome::Done)
    }

    async fn say(&self, common: &Common, app: &App) -> Result<()> {
        let code = self.building.as_deref().unwrap_or_default();
        let none = || format!("no building `{code}`; see `eclaireur building list`");
        let (whose, row) = buildings::by_code(app.db.read(), code).await?.with_context(none)?;
        if let Some(day) = self.on.filter(|day| *day != app.clock.today()) {
            let assessment = assessing::on_day(app, &row, &whose, day).await?;
            if common.json {
                print(&serde_json::to_string(&assessment)?);
            } else {
                tell(&row.building.name, &assessment, None);
            }
        } else if common.json {
            let sent = assessing::stored_json(app, code).await?.with_context(none)?;
            print(&sent.text);
        } else {
            let shown = assessing::of(app, &row, &whose).await?;
            tell(&row.building.name, &shown.assessment, shown.stale);
        }
        Ok(())
    }
}

/// Computes a dossier again: the JSON it came to, or why it does not come to that here.
fn again(file: &Path, common: &Common) -> Result<Outcome> {
    let catalog = app::catalog(&common.settings(Layer::default(), false)?)?;
    let text = read_text(file, written::LARGEST)?;
    let named = || file.display().to_string();
    if written::is_audit(&text) {
        let opened = written::open(&text, &catalog).map_err(|why| anyhow!(why)).with_context(named)?;
        audit(&opened, common.json)?;
        return Ok(Outcome::Done);
    }
    let opened = dossier::open(&text, &catalog).map_err(|why| anyhow!(why)).with_context(named)?;
    if common.json {
        print(&opened.answer);
        return Ok(Outcome::Done);
    }
    let case = eclaireur_models::financing::Case { on: Some(opened.on), ..opened.case };
    for line in schemes::told(Lang::Fr, &assess(&case, &catalog, opened.on)) {
        print(&line);
    }
    Ok(Outcome::Done)
}

/// The figures of an audit, as they came out again.
fn audit(opened: &written::Opened, json: bool) -> Result<()> {
    if json {
        let figures = serde_json::to_value(&opened.figures)?;
        let said = serde_json::json!({
            "on": opened.on.to_string(), "version": opened.version, "sha256": opened.digest, "figures": figures,
        });
        print(&serde_json::to_string_pretty(&said)?);
        return Ok(());
    }
    let head = &opened.audit.head;
    print(&format!("{}\t{}\tversion {}\t{}", head.building, opened.on, opened.version, opened.digest));
    for figure in &opened.figures {
        print(&format!("{}\t{}\t{}", figure.code, figure.value, figure.unit));
    }
    Ok(())
}

/// A line for each figure, alert and obligation, columns between tabs.
fn tell(name: &str, assessment: &Assessment, stale: Option<Stale>) {
    let year = assessment.year.map_or_else(|| "-".to_owned(), |year| year.to_string());
    print(&format!("{name}\t{}\t{year}\tcatalog {}", assessment.on, assessment.catalog));
    if let Some(stale) = stale {
        print(&format!("stale\t{}", stale.code()));
    }
    for figure in &assessment.figures.0 {
        print(&line(figure));
    }
    for alert in &assessment.alerts {
        let euro = alert.euro_per_year.map_or_else(|| "-".to_owned(), |m| format!("{} EUR/year", m.euro));
        print(&format!("alert\t{}\t{}\t{euro}", alert.key, days(Some(alert.period))));
    }
    for duty in &assessment.obligations {
        let deadline = duty.deadline.map_or_else(|| "-".to_owned(), |day| day.to_string());
        print(&format!("obligation\t{}\t{:?}\t{deadline}", duty.code, duty.status));
    }
}

fn line(figure: &Explained) -> String {
    let of = figure.of.as_deref().unwrap_or("-");
    let said = match &figure.answer {
        Answer::Known(value) => known(value),
        Answer::NotYet { lacks } => {
            let codes: Vec<&str> = lacks.iter().map(|lack| lack.code.as_ref()).collect();
            format!("not yet: {}", codes.join(", "))
        }
        Answer::NotApplicable { why } => format!("not applicable: {why}"),
    };
    format!("{}\t{of}\t{}\t{said}", figure.indicator, days(figure.period))
}

/// What is unknown prints no amount.
fn known(value: &Value) -> String {
    let amount = match value.certainty {
        Certainty::Unknown => "unknown".to_owned(),
        Certainty::Certain | Certainty::Likely => {
            format!("{} {}", value.value.normalize(), value.unit.code())
        }
    };
    format!("{amount}\t{}\t{:?}", value.quality.code(), value.certainty)
}

fn days(period: Option<Period>) -> String {
    period.map_or_else(|| "-".to_owned(), |p| format!("{}..{}", p.from, p.to))
}
