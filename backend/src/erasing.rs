//! Taking an organisation out of the service: everything of it, but a year of each building that no longer says whose it is.
//!
//! A year is kept only where others stand beside it: at least [`FEWEST_ORGANISATIONS`] other organisations with buildings of
//! the same activity in the same province. Rounded, without name, code, commune or day.

use std::collections::BTreeSet;

use eclaireur_models::catalog::Catalog;

use crate::app::App;
use crate::error::AppResult;
use crate::store::erasures::{self, BuildingYear, KeptYear, Receipt};
use crate::store::peers::FEWEST_ORGANISATIONS;
use crate::store::{By, OrganisationId, StoreError};

/// Hundredths of a square metre in what an area is rounded to.
const AREA: i64 = 1_000;
/// Wh in what an energy is rounded to.
const ENERGY: i64 = 1_000_000;
/// Seconds of a day.
pub const DAY_S: i64 = 24 * 3600;
/// Days for which an archive counts as taken away before an erasure is asked for.
pub const ARCHIVE_DAYS: i64 = 7;

/// Removes an organisation now.
///
/// # Errors
/// It is not there; the database.
pub async fn erase(app: &App, by: &By, tenant: OrganisationId) -> AppResult<Receipt> {
    let tx = app.db.begin().await?;
    let years = kept(&app.catalog(), tenant, &erasures::years(&tx).await?);
    let receipt = erasures::erase(&tx, by, tenant, &years).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(receipt)
}

/// The years of an organisation that may be kept among those of all.
fn kept(catalog: &Catalog, tenant: OrganisationId, all: &[BuildingYear]) -> Vec<KeptYear> {
    let province = |year: &BuildingYear| catalog.communes().by_nis(&year.commune).map(|c| c.province.clone());
    let placed: Vec<(&BuildingYear, String)> =
        all.iter().filter_map(|year| Some((year, province(year)?))).collect();
    let others = |activity: &str, province: &str| {
        let like = placed.iter().filter(|(year, at)| year.activity == activity && at == province);
        let tenants: BTreeSet<i64> =
            like.map(|(year, _)| year.tenant.get()).filter(|id| *id != tenant.get()).collect();
        tenants.len()
    };
    placed
        .iter()
        .filter(|(year, _)| year.tenant == tenant)
        .filter(|(year, province)| others(&year.activity, province) >= FEWEST_ORGANISATIONS)
        .map(|(year, province)| KeptYear {
            activity: year.activity.clone(),
            province: province.clone(),
            year: year.year,
            area_m2: rounded(year.area_hundredths, AREA) * 10,
            final_kwh: rounded(year.final_wh, ENERGY) * 1_000,
        })
        .collect()
}

/// How many whole `of` are nearest.
const fn rounded(value: i64, of: i64) -> i64 {
    (value + of / 2).div_euclid(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(tenant: i64, commune: &str) -> BuildingYear {
        BuildingYear {
            tenant: OrganisationId::from_stored(tenant),
            activity: "care-home".to_owned(),
            commune: commune.to_owned(),
            year: 2025,
            area_hundredths: 223_456,
            final_wh: 412_499_999,
        }
    }

    #[test]
    fn a_year_is_kept_without_its_name_and_only_among_enough_others() {
        let catalog = Catalog::embedded().unwrap();
        let some = catalog.communes().all();
        let (here, there) = (&some[0], some.iter().find(|c| c.province != some[0].province).unwrap());
        let ours = OrganisationId::from_stored(1);
        let others = |n: i64| (2..2 + n).map(move |tenant| year(tenant, &here.nis));
        let all: Vec<BuildingYear> = others(5).chain([year(1, &here.nis)]).collect();
        let expect = KeptYear {
            activity: "care-home".to_owned(),
            province: here.province.clone(),
            year: 2025,
            area_m2: 2_230,
            final_kwh: 412_000,
        };
        assert_eq!(kept(&catalog, ours, &all), [expect]);
        let few: Vec<BuildingYear> = others(4).chain([year(1, &here.nis), year(1, &here.nis)]).collect();
        assert_eq!(kept(&catalog, ours, &few), []);
        let elsewhere: Vec<BuildingYear> = others(5).chain([year(1, &there.nis)]).collect();
        assert_eq!(kept(&catalog, ours, &elsewhere), []);
        assert_eq!(kept(&catalog, ours, &[]), []);
    }
}
