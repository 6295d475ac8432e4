//! A member beside its sector: its own figures out of what is rolled up of its buildings, next to what may be shown of the others.
//!
//! The own figures are the member's; they go to nobody else. Does *not* reckon the sector: [`super::told`] does.

use anyhow::Result;
use eclaireur_frontend::Named;
use eclaireur_frontend::alerts::title_of;
use eclaireur_frontend::sector::{Beside, Own, OwnAction, OwnBuilding};
use eclaireur_models::indicators::rolled::RolledYear;
use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::filter::Filter;
use rust_decimal::Decimal;

use super::told::{Whose, choices, told};
use crate::app::App;
use crate::pages::{building_name, name_of};
use crate::store::assessments::{self, Raised};
use crate::store::federations::FederationRow;
use crate::store::organisations::OrganisationRow;
use crate::store::{buildings, rollups};

/// Both beside each other, of the newest year that tells of at least half as many buildings as the one that tells of most; those
/// who do the same only where that year is shown of them.
///
/// # Errors
/// The database.
pub async fn beside(app: &App, federation: &FederationRow, member: &OrganisationRow) -> Result<Beside> {
    let made = super::made(app).await?;
    let whose = Whose::of(federation);
    let choices = choices(app, &made, &whose).await?;
    let sector = told(app, &made, &whose, choices, Filter::default()).await?;
    let activity = member.organisation.activity.clone();
    let peers = match &activity {
        Some(activity) => {
            let filter = Filter { year: sector.view.year, ..Filter::default() };
            let peers = made.view(whose.scope, filter.and(Dimension::Activity, activity)).await?;
            Some(peers).filter(|peers| peers.year == sector.view.year)
        }
        None => None,
    };
    let own = own(app, member, activity, sector.view.year).await?;
    Ok(Beside { sector, peers, own })
}

/// A building of the member with its years.
struct House {
    building: Named,
    years: Vec<RolledYear>,
    recoverable_euro: Option<Decimal>,
    worst: Option<Raised>,
}

async fn own(
    app: &App,
    member: &OrganisationRow,
    activity: Option<String>,
    year: Option<i16>,
) -> Result<Own> {
    let c = app.db.read();
    let summaries = assessments::summaries(c, &[member.id]).await?;
    let mut years_of = rollups::years(c, member.id).await?;
    let mut houses = Vec::new();
    for row in buildings::in_use(c, &[member.id]).await? {
        let summary = summaries.iter().find(|one| one.building == row.id).map(|one| &one.summary);
        let worth = |raised: &&Raised| raised.money.map(|money| money.euro);
        houses.push(House {
            building: building_name(&row),
            years: years_of.remove(&row.id.get()).unwrap_or_default(),
            recoverable_euro: summary.and_then(|summary| summary.recoverable_euro),
            worst: summary.and_then(|summary| summary.line.alerts.iter().max_by_key(worth).cloned()),
        });
    }
    let year = year.or_else(|| houses.iter().flat_map(|house| house.years.iter().map(|y| y.year)).max());
    Ok(told_of(member, activity, year, &houses))
}

fn told_of(member: &OrganisationRow, activity: Option<String>, year: Option<i16>, houses: &[House]) -> Own {
    let of = |house: &'_ House| house.years.iter().find(|one| Some(one.year) == year).cloned();
    let these: Vec<RolledYear> = houses.iter().filter_map(of).collect();
    let per_m2 = |figure: fn(&RolledYear) -> Option<i64>, scale: u32| {
        over_area(these.iter().filter_map(|one| Some((figure(one)?, one.area?))), scale)
    };
    let own = |house: &House| {
        let one = of(house);
        let per = |figure: fn(&RolledYear) -> Option<i64>, scale| {
            let one = one.as_ref()?;
            each(figure(one)?, scale, one.area?)
        };
        OwnBuilding {
            building: house.building.clone(),
            intensity: per(|y| y.normal, THOUSANDTHS),
            cost: per(|y| y.cost, EURO),
            co2: per(|y| y.co2, THOUSANDTHS),
            recoverable_euro: house.recoverable_euro.and_then(|euro| euro.round().try_into().ok()),
        }
    };
    Own {
        organisation: name_of(member),
        activity,
        intensity: per_m2(|y| y.normal, THOUSANDTHS),
        cost: per_m2(|y| y.cost, EURO),
        co2: per_m2(|y| y.co2, THOUSANDTHS),
        years: years(houses),
        buildings: houses.iter().map(own).collect(),
        action: action(houses),
    }
}

/// Intensity by year, of the buildings of which every year is known.
fn years(houses: &[House]) -> Vec<(i16, Decimal)> {
    let mut known: Vec<i16> = houses.iter().flat_map(|house| house.years.iter().map(|y| y.year)).collect();
    known.sort_unstable();
    known.dedup();
    let point = |house: &House, year: i16| {
        let one = house.years.iter().find(|one| one.year == year)?;
        Some((one.normal?, one.area?))
    };
    let same: Vec<&House> =
        houses.iter().filter(|house| known.iter().all(|year| point(house, *year).is_some())).collect();
    let of =
        |year: i16| Some((year, over_area(same.iter().filter_map(|house| point(house, year)), THOUSANDTHS)?));
    known.into_iter().filter_map(of).collect()
}

/// What is worth the most, in the building where it is.
fn action(houses: &[House]) -> Option<OwnAction> {
    let worth = |house: &&House| house.worst.as_ref().and_then(|raised| raised.money).map(|money| money.euro);
    let house = houses.iter().filter(|house| house.worst.is_some()).max_by_key(worth)?;
    let raised = house.worst.as_ref()?;
    Some(OwnAction {
        building: house.building.clone(),
        title: title_of(Lang::Fr, &raised.code, raised.carrier),
        euro: raised.money.and_then(|money| money.euro.round().try_into().ok()),
    })
}

/// Decimals of Wh and g, of 1/10 000 €.
const THOUSANDTHS: u32 = 3;
const EURO: u32 = 4;

/// Amounts with these decimals over their areas, both summed.
fn over_area(told: impl Iterator<Item = (i64, i64)>, decimals: u32) -> Option<Decimal> {
    let add =
        |(sum, area): (i64, i64), (more, m2): (i64, i64)| (sum.saturating_add(more), area.saturating_add(m2));
    let (sum, area) = told.fold((0, 0), add);
    each(sum, decimals, area)
}

/// So much with these decimals for each square metre, to the tenth.
fn each(sum: i64, decimals: u32, area_hundredths: i64) -> Option<Decimal> {
    let area = Decimal::new(area_hundredths, 2);
    (area > Decimal::ZERO)
        .then(|| Decimal::new(sum, decimals).checked_div(area))?
        .map(|each| each.round_dp(1))
}
