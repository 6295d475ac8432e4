//! `demo`: makes the demonstration, small or as large as a sector, in a database of its own.
//!
//! The same day, the same wish, the same rows: the clock of all that is written stands at the beginning of the day.

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use eclaireur_models::period::day_start;
use eclaireur_models::portfolio::simulated::Wanted;
use serde_json::json;

use super::{Common, Outcome, print};
use crate::app::App;
use crate::assessing::many;
use crate::clock::Clock;
use crate::config::{Layer, Settings};
use crate::demo::progress::Progress;
use crate::demo::{self, place, sector};
use crate::jobs;
use crate::store::without_password;

/// Makes the demonstration, or a simulated sector.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// A simulated sector of so many buildings; without it, the small demonstration.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    buildings: Option<u32>,
    /// Years that are over; what has passed of this one comes on top.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(i16).range(1..=20), requires = "buildings")]
    years: i16,
    /// How finely electricity is read: quarter-hours are those of the last year that is over.
    #[arg(long, value_enum, default_value_t = Resolution::Monthly, requires = "buildings")]
    resolution: Resolution,
    /// Another seed, another sector.
    #[arg(long, value_name = "N", default_value_t = 1, requires = "buildings")]
    seed: u64,
    /// In the place of the demonstration that is there.
    #[arg(long)]
    reset: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Resolution {
    Monthly,
    QuarterHour,
}

impl Demo {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let settings = common.settings(Layer::default(), true)?;
        let clock = Clock::system();
        let empties = place::free(&settings, &clock, self.reset).await?;
        match self.buildings {
            None => small(settings, clock, empties, common.json).await,
            Some(buildings) => {
                let wanted = Wanted {
                    buildings: usize::try_from(buildings)?,
                    years: self.years,
                    quarter_hours: self.resolution == Resolution::QuarterHour,
                    seed: self.seed,
                    today: clock.today(),
                };
                simulated(&settings, &clock, wanted, empties, common.json).await
            }
        }
    }
}

/// The small one, as `serve --demo` makes it.
async fn small(settings: Settings, clock: Clock, empties: bool, json: bool) -> Result<Outcome> {
    let url = without_password(&settings.database_url);
    let bytes = place::made(&settings, &clock, async |app: &App| {
        if empties {
            place::empty(&app.db).await?;
        }
        demo::whole(app).await?;
        Ok(app.db.size().await?)
    })
    .await
    .context("making the demonstration")?;
    if json {
        print(&serde_json::to_string_pretty(&json!({ "database": url, "bytes": bytes }))?);
    } else {
        print(&format!("{url}: the demonstration · `eclaireur serve --demo` shows it"));
    }
    Ok(Outcome::Done)
}

async fn simulated(
    settings: &Settings,
    clock: &Clock,
    wanted: Wanted,
    empties: bool,
    json: bool,
) -> Result<Outcome> {
    let url = without_password(&settings.database_url);
    let total = u64::try_from(wanted.buildings)?;
    let still = Clock::fixed(day_start(wanted.today));
    let told = place::made(settings, &still, async |app: &App| {
        let loading = Progress::begin("chargement", total, clock)?;
        let made = sector::fill(app, wanted, empties, &|done| loading.told(done)).await?;
        let load = loading.end();
        let comparing = Progress::begin("comparaison", total, clock)?;
        many::foresee(app, &|done| comparing.told(long(done))).await?;
        let peers = comparing.end();
        let assessing = Progress::begin("évaluation", total, clock)?;
        let ran = many::renew_all(app, &|done| assessing.told(long(done))).await?;
        let assess = assessing.end();
        let grouping = Progress::begin("regroupement", total, clock)?;
        jobs::sector::of_the_day(app).await?;
        let group = grouping.end();
        Ok((made, ran, [load, peers, assess, group], app.db.size().await?))
    });
    let (made, ran, [load, peers, assess, group], bytes) =
        Box::pin(told).await.context("making the simulated sector")?;
    if json {
        let told = json!({
            "database": url, "organisations": made.organisations, "buildings": made.buildings, "meters": made.meters,
            "readings": made.readings, "assessed": ran.computed, "failed": ran.failed, "bytes": bytes,
            "seconds": { "load": load, "peers": peers, "assess": assess, "group": group },
        });
        print(&serde_json::to_string_pretty(&told)?);
    } else {
        print(&format!(
            "{url}: {} organisations, {} buildings, {} readings in {load:.1} s, assessed in {:.1} s, {} MB",
            made.organisations,
            made.buildings,
            made.readings,
            peers + assess + group,
            bytes / 1_000_000
        ));
    }
    Ok(if ran.failed == 0 { Outcome::Done } else { Outcome::DoneWithErrors })
}

fn long(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
