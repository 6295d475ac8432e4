//! Every building in use as it is counted: what is stored of it, in whole numbers.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use eclaireur_models::catalog::{Catalog, Commune};
use eclaireur_models::financing::requests::Obstacle;
use eclaireur_models::indicators::rolled::RolledYear;
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::sector::counted::{Counted, CountedAid, CountedYear, Dimension, Status};
use eclaireur_models::portfolio::sector::own;
use rust_decimal::Decimal;

use crate::app::App;
use crate::store::requests::{self, ObstacleRow, RequestRow};
use crate::store::sector::{self, Standing};
use crate::store::{own_activities, rollups};

/// Facts that are counted.
const AREA: &str = "building.heated_area_m2";
const UNITS: &str = "building.service_units";
const INCOME: &str = "building.operating_income_eur";
const INCOME_OF_ALL: &str = "organisation.operating_income_eur";
/// The Region of every commune of the catalogue's list.
const WALLONIA: &str = "wallonia";

/// What is told of buildings, by building; of organisations, by organisation.
struct Told {
    area: BTreeMap<i64, String>,
    units: BTreeMap<i64, String>,
    income: BTreeMap<i64, String>,
    income_of_all: BTreeMap<i64, String>,
    aids: BTreeMap<i64, Vec<CountedAid>>,
    obstacles: BTreeMap<i64, BTreeSet<Obstacle>>,
}

/// Every building in use but those that are known already, as of one moment of the database; and to which federations each of
/// these is named, where it is in use.
///
/// # Errors
/// The database.
pub async fn gather(
    app: &App,
    known: &BTreeSet<i64>,
) -> Result<(Vec<Counted>, BTreeMap<i64, BTreeSet<i64>>)> {
    let (today, catalog) = (app.clock.today(), app.catalog());
    let c = app.db.snapshot().await?;
    let federations = sector::federations(&c, today).await?;
    let mut named_to = sector::named_to(&c, today).await?;
    // Who has left a federation is named to it no longer, whatever they consented to, nor sorted by it.
    named_to.retain(|tenant, to| {
        to.retain(|federation| federations.get(tenant).is_some_and(|all| all.contains(federation)));
        !to.is_empty()
    });
    let named_to = |tenant: i64| named_to.get(&tenant).cloned().unwrap_or_default();
    let (held, standing): (Vec<Standing>, Vec<Standing>) =
        sector::standing(&c).await?.into_iter().partition(|one| known.contains(&one.building));
    let held = held.into_iter().map(|one| (one.building, named_to(one.tenant))).collect();
    let mut years: BTreeMap<i64, Vec<CountedYear>> = BTreeMap::new();
    let keep = |building: i64, of: RolledYear| {
        if !known.contains(&building) {
            years.entry(building).or_default().push(year(&of));
        }
    };
    rollups::each_year(&c, None, keep).await?;
    let words = own_activities::everybodys(&c).await?;
    let mut told = Told {
        area: sector::told(&c, AREA, today).await?,
        units: sector::told(&c, UNITS, today).await?,
        income: sector::told(&c, INCOME, today).await?,
        income_of_all: sector::told(&c, INCOME_OF_ALL, today).await?,
        aids: aids(requests::everybodys(&c).await?),
        obstacles: standing_on(today, requests::obstacles_of_everybody(&c).await?),
    };
    c.commit().await?;
    let places = Places::of(&catalog);
    let counted = standing.into_iter().map(|one| {
        let mut years = years.remove(&one.building).unwrap_or_default();
        years.shrink_to_fit();
        let federations = federations.get(&one.tenant).cloned().unwrap_or_default();
        let words = words.get(&one.tenant).into_iter().flatten();
        let words = words.filter(|(federation, _)| federations.contains(*federation));
        let own = own::joined(&words.map(|(federation, word)| (*federation, word.clone())).collect());
        Counted {
            organisation: one.tenant,
            building: one.building,
            federations,
            named_to: named_to(one.tenant),
            area: told
                .area
                .get(&one.building)
                .and_then(|value| value.parse::<Decimal>().ok())
                .and_then(whole),
            unit: unit(&catalog, &one),
            units: told.units.get(&one.building).and_then(|value| value.parse().ok()),
            income: told.income(&one),
            recoverable_kwh: one.recoverable_wh.map(|wh| rounded(wh, 1_000)),
            recoverable_euro: one.recoverable_euro.map(|amount| rounded(amount, 10_000)),
            years,
            aids: told.aids.remove(&one.building).unwrap_or_default(),
            obstacles: told.obstacles.remove(&one.building).unwrap_or_default(),
            reckoned: None,
            traits: traits(&places, one, own),
        }
    });
    Ok((counted.collect(), held))
}

impl Told {
    /// What the building earns a year; else what its organisation earns, where it has no other.
    fn income(&self, one: &Standing) -> Option<i64> {
        let own = self.income.get(&one.building);
        let value = own.or_else(|| self.income_of_all.get(&one.tenant).filter(|_| one.alone))?;
        value.parse::<Decimal>().ok().and_then(whole)
    }
}

/// Aids by building, in an order that does not hang on when they were told.
fn aids(rows: Vec<RequestRow>) -> BTreeMap<i64, Vec<CountedAid>> {
    let mut by_building: BTreeMap<i64, Vec<CountedAid>> = BTreeMap::new();
    for row in rows {
        let aid = CountedAid {
            to_decision: row.told.days_to_decision(),
            to_payment: row.told.days_to_payment(),
            outcome: row.told.outcome,
            scheme: row.told.scheme,
        };
        by_building.entry(row.building.get()).or_default().push(aid);
    }
    for of in by_building.values_mut() {
        of.sort();
    }
    by_building
}

/// Obstacles that stand on a day, by building.
fn standing_on(on: Day, rows: Vec<ObstacleRow>) -> BTreeMap<i64, BTreeSet<Obstacle>> {
    let mut by_building: BTreeMap<i64, BTreeSet<Obstacle>> = BTreeMap::new();
    for row in rows.into_iter().filter(|row| row.told.stands(on)) {
        by_building.entry(row.building.get()).or_default().insert(row.told.obstacle);
    }
    by_building
}

fn whole(value: Decimal) -> Option<i64> {
    value.round().try_into().ok()
}

/// NIS codes of province and arrondissement of each commune.
struct Places<'c> {
    catalog: &'c Catalog,
    by_nis: BTreeMap<&'c str, (String, String)>,
}

impl<'c> Places<'c> {
    fn of(catalog: &'c Catalog) -> Places<'c> {
        let communes = catalog.communes();
        let one = |commune: &'c Commune| {
            let found = communes.arrondissements().iter().find(|a| a.name_fr == commune.arrondissement)?;
            Some((commune.nis.as_str(), (found.province.clone(), found.code.clone())))
        };
        Places { catalog, by_nis: communes.all().iter().filter_map(one).collect() }
    }

    fn at(&self, nis: &str) -> Option<(String, String)> {
        let known = || self.catalog.communes().by_nis(nis).and_then(|c| self.by_nis.get(c.nis.as_str()));
        self.by_nis.get(nis).or_else(known).cloned()
    }
}

fn traits(places: &Places<'_>, one: Standing, own: Option<String>) -> BTreeMap<Dimension, String> {
    let place = one.commune_nis.as_deref().and_then(|nis| places.at(nis));
    let (province, arrondissement) = place.clone().unzip();
    let told = [
        (Dimension::Region, place.map(|_| WALLONIA.to_owned())),
        (Dimension::Province, province),
        (Dimension::Arrondissement, arrondissement),
        (Dimension::Use, one.used_for.or_else(|| one.activity.clone())),
        (Dimension::Activity, one.activity),
        (Dimension::Own, own),
        (Dimension::Size, one.size),
        (Dimension::Status, one.legal_form.map(|form| Status::of(form).code().to_owned())),
        (Dimension::Energy, one.energy),
    ];
    told.into_iter().filter_map(|(dimension, value)| Some((dimension, value?))).collect()
}

/// What its service is counted in.
fn unit(catalog: &Catalog, one: &Standing) -> Option<String> {
    let activity = one.used_for.as_deref().or(one.activity.as_deref())?;
    Some(catalog.sector(activity)?.service_unit.as_ref()?.code.clone())
}

fn year(of: &RolledYear) -> CountedYear {
    let thousand = |value: Option<i64>| value.map(|value| rounded(value, 1_000));
    CountedYear {
        year: of.year,
        area: of.area.map(|area| rounded(area, 100)),
        used: thousand(of.used),
        normal: thousand(of.normal),
        primary: thousand(of.primary),
        co2: thousand(of.co2),
        cost: of.cost.map(|cost| rounded(cost, 10_000)),
        water: thousand(of.water),
        renewable: thousand(of.renewable),
        quality: of.quality,
    }
}

/// In whole units of so many, half up.
fn rounded(value: i64, of: i64) -> i64 {
    value.saturating_add(of / 2).div_euclid(of)
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn half_a_unit_rounds_up() {
        for (wh, kwh) in [(499, 0), (500, 1), (1_499, 1), (1_500, 2), (0, 0), (-499, 0)] {
            assert_eq!(rounded(wh, 1_000), kwh, "{wh}");
        }
    }
}
