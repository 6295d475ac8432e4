//! An invented sector: some hundred organisations all over Wallonia, one of them nearly alone in what it does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::Quality;
use eclaireur_models::financing::requests::{Obstacle, Outcome};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::sector::counted::{Counted, CountedAid, CountedYear, Dimension};
use eclaireur_models::portfolio::sector::disclosure::Control;
use eclaireur_models::portfolio::sector::filter::{Filter, Scope};
use eclaireur_models::portfolio::sector::groups;
use eclaireur_models::portfolio::sector::own::joined;
use eclaireur_models::portfolio::sector::park::Park;
use rust_decimal::Decimal;

use super::beside::{Beside, Own, OwnAction, OwnBuilding};
use super::told::{Choices, Pressing, Told};
use crate::shell::Named;

/// The federation of the sample.
pub const SCOPE: Scope = Scope::Federation(1);
/// Organisations in the full sample.
pub const FULL: i64 = 420;
/// The last year counted.
const LAST: i16 = 2024;

/// Code, kWh per m2 in 2024, m2, unit, m2 of a unit.
const ACTIVITIES: [(&str, i64, i64, &str, i64); 5] = [
    ("care-home", 188, 4_200, "bed", 55),
    ("school", 124, 2_600, "pupil", 9),
    ("handicap-housing", 171, 1_500, "place", 48),
    ("creche", 146, 420, "place", 11),
    ("culture", 210, 1_900, "", 1),
];

/// A number that looks like chance and is always the same.
fn dice(seed: i64, sides: i64) -> i64 {
    let mixed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    ((mixed >> 29) ^ (mixed >> 47)).rem_euclid(sides.max(1))
}

fn building(organisation: i64, nth: i64, places: &[(String, String)]) -> Counted {
    let seed = organisation * 31 + nth;
    // The last activity has three organisations only: it is never shown by itself.
    let activity =
        if organisation % 140 == 139 { 4 } else { [0, 0, 1, 1, 1, 2, 2, 3][index(dice(seed - nth, 8))] };
    let (activity, intensity, area, unit, per_unit) = ACTIVITIES[activity];
    let place = &places[index(dice(organisation * 17 + 5, 20)) % places.len().max(1)];
    let area = area * (60 + dice(seed + 1, 90)) / 100;
    let energy = ["natural_gas", "natural_gas", "heating_oil", "pellets"][index(dice(seed + 2, 4))];
    let own = intensity * (65 + dice(seed + 3, 80)) / 100;
    let year = |year: i16| {
        let ago = i64::from(LAST - year);
        let normal = area * own * (100 + ago * (1 + dice(seed, 4))) / 100;
        let used = normal * (94 + dice(i64::from(year), 12)) / 100;
        CountedYear {
            year,
            area: Some(area),
            used: Some(used),
            normal: Some(normal),
            primary: Some(used * 13 / 10),
            co2: Some(used * 22 / 100),
            cost: Some(used * (9 + dice(i64::from(year) + 3, 5)) / 100),
            water: Some(area * 9 / 10),
            renewable: Some(used * dice(seed + 4, 12) / 100),
            quality: [Quality::Measured, Quality::Measured, Quality::Estimated, Quality::Filled]
                [index(dice(seed + 5, 4))],
        }
    };
    let size = if area < 500 {
        "below-500"
    } else if area < 2_000 {
        "500-2000"
    } else {
        "2000-10000"
    };
    let status = ["associative", "associative", "public"][index(dice(organisation, 3))];
    let above = (own - intensity * 8 / 10).max(0) * area;
    let traits = [
        (Dimension::Region, "wallonia"),
        (Dimension::Province, place.1.as_str()),
        (Dimension::Arrondissement, place.0.as_str()),
        (Dimension::Activity, activity),
        (Dimension::Use, activity),
        (Dimension::Size, size),
        (Dimension::Status, status),
        (Dimension::Energy, energy),
    ];
    Counted {
        organisation,
        building: organisation * 10 + nth,
        federations: BTreeSet::from([1]),
        named_to: if organisation % 12 == 0 { BTreeSet::from([1]) } else { BTreeSet::new() },
        traits: traits
            .into_iter()
            .map(|(dimension, code)| (dimension, code.to_owned()))
            .chain(word(organisation, activity).map(|own| (Dimension::Own, own)))
            .collect(),
        area: Some(area),
        unit: (!unit.is_empty()).then(|| unit.to_owned()),
        units: (!unit.is_empty()).then(|| (area / per_unit).max(1)),
        income: Some(area * 950),
        recoverable_kwh: Some(above),
        recoverable_euro: Some(above * 9 / 100),
        years: (LAST - 4..=LAST).map(year).collect(),
        aids: aids(organisation),
        obstacles: obstacles(organisation),
        reckoned: None,
    }
}

/// How the federation sorts it: homes all alike, crèches and the others by the two words it has for them, schools not at all.
fn word(organisation: i64, activity: &str) -> Option<String> {
    let word = match activity {
        "care-home" => "MR/MRS",
        "creche" => ["Milieu d’accueil", "Halte-accueil"][index(dice(organisation + 13, 2))],
        "school" => return None,
        _ => "Accueil de jour <adultes>",
    };
    joined(&BTreeMap::from([(1, word.to_owned())]))
}

/// A third asked for an aid: some obtained it, some missed it, some wait.
fn aids(organisation: i64) -> Vec<CountedAid> {
    let days = i32::try_from(150 + dice(organisation + 7, 200)).unwrap_or(200);
    let scheme = ["wallonia/ureba-2022", "aviq/mah", "wallonia/gone"][index(dice(organisation, 3))];
    let outcome = [Some(Outcome::Granted), Some(Outcome::Missed), Some(Outcome::Refused), None]
        [index(dice(organisation + 9, 4))];
    let decided = matches!(outcome, Some(Outcome::Granted | Outcome::Refused));
    let paid = outcome == Some(Outcome::Granted);
    let aid = CountedAid {
        scheme: scheme.to_owned(),
        outcome,
        to_decision: decided.then_some(days),
        to_payment: paid.then_some(days + 300),
    };
    (dice(organisation + 8, 3) == 0).then_some(aid).into_iter().collect()
}

/// Half of them meet something.
fn obstacles(organisation: i64) -> BTreeSet<Obstacle> {
    let met = Obstacle::ALL.get(index(dice(organisation + 11, 2 * 11)));
    met.copied().into_iter().collect()
}

fn index(value: i64) -> usize {
    usize::try_from(value).unwrap_or(0)
}

/// Made once: every test and every page asks for them again.
static CATALOG: LazyLock<Option<Catalog>> = LazyLock::new(|| Catalog::embedded().ok());
static PARK: LazyLock<Option<Park>> = LazyLock::new(|| Some(made(CATALOG.as_ref()?, FULL)));
static TOLD: LazyLock<Option<Told>> = LazyLock::new(|| {
    let catalog = CATALOG.as_ref()?;
    Some(asked(catalog, PARK.as_ref()?, &Filter::default()))
});

/// A park of so many organisations.
fn made(catalog: &Catalog, organisations: i64) -> Park {
    let communes = catalog.communes();
    let places: Vec<(String, String)> =
        communes.arrondissements().iter().map(|a| (a.code.clone(), a.province.clone())).collect();
    if places.is_empty() {
        return Park::default();
    }
    let counted = (1..=organisations)
        .flat_map(|o| (1..=1 + dice(o, 2)).map(move |nth| (o, nth)))
        .map(|(o, nth)| building(o, nth, &places))
        .collect();
    Park::new(groups::next(Vec::new(), counted, Control::STRICT), Vec::new(), Control::STRICT)
}

/// What people call a code of the sample.
fn name(catalog: &Catalog, dimension: Dimension, code: &str) -> Option<String> {
    match dimension {
        Dimension::Province => {
            let names = ["Brabant wallon", "Hainaut", "Liège", "Luxembourg", "Namur"];
            let codes = ["20002", "50000", "60000", "80000", "90000"];
            let at = codes.iter().position(|known| *known == code)?;
            names.get(at).map(|name| (*name).to_owned())
        }
        Dimension::Arrondissement => {
            let found = catalog.communes().arrondissements().iter().find(|a| a.code == code);
            found.map(|a| a.name_fr.clone())
        }
        Dimension::Activity | Dimension::Use => catalog.sector(code).map(|s| s.name.get(Lang::Fr).to_owned()),
        Dimension::Region | Dimension::Own | Dimension::Size | Dimension::Status | Dimension::Energy => None,
    }
}

/// A sector of so many organisations, asked this question.
pub fn told(organisations: i64, filter: &Filter) -> Option<Told> {
    let catalog = CATALOG.as_ref()?;
    if organisations != FULL {
        return Some(asked(catalog, &made(catalog, organisations), filter));
    }
    if *filter == Filter::default() { TOLD.clone() } else { Some(asked(catalog, PARK.as_ref()?, filter)) }
}

fn asked(catalog: &Catalog, park: &Park, filter: &Filter) -> Told {
    let view = park.view(SCOPE, filter);
    let all = park.view(SCOPE, &Filter::default());
    let uses: Vec<String> = catalog.sectors().iter().map(|sector| sector.code.clone()).collect();
    let choices = Choices::of(Lang::Fr, &all, &uses, |dimension, code| name(catalog, dimension, code));
    let paths = |year| park.paths(SCOPE, filter, Dimension::Activity, year);
    let paths = view.year.map(paths).unwrap_or_default();
    let pressing = view.worst.iter().take(5).map(|one| Pressing {
        organisation: Named::new(
            format!("membre-{}", one.organisation),
            format!("Membre {}", one.organisation),
        ),
        building: Named::new(format!("batiment-{}", one.building), format!("Bâtiment {}", one.building)),
        recoverable_kwh: one.recoverable_kwh,
        recoverable_euro: one.recoverable_euro,
    });
    Told {
        federation: Named::new("val-clair", "Fédération des services du Val Clair"),
        filter: filter.clone(),
        pressing: pressing.collect(),
        not_named: view.matching.organisations * 11 / 12,
        view,
        choices,
        paths,
        arrondissements: catalog.communes().arrondissements().to_vec(),
        units: [("bed", "lit"), ("pupil", "élève"), ("place", "place")]
            .map(|(c, n)| Named::new(c, n))
            .to_vec(),
        targets: catalog.targets().cloned(),
        schemes: [("wallonia/ureba-2022", "UREBA"), ("aviq/mah", "AViQ, infrastructures <MAH>")]
            .map(|(c, n)| Named::new(c, n))
            .to_vec(),
        on: Day::new(2026, 1, 21).unwrap_or(Day::ZERO),
        catalog: "2026-01".to_owned(),
    }
}

/// A member of a sector of so many organisations, beside it.
pub fn beside(organisations: i64) -> Option<Beside> {
    let sector = told(organisations, &Filter::default())?;
    let activity = "care-home";
    let asked = Filter::default().and(Dimension::Activity, activity);
    let peers = match organisations {
        FULL => PARK.as_ref()?.view(SCOPE, &asked),
        _ => made(CATALOG.as_ref()?, organisations).view(SCOPE, &asked),
    };
    let number = Decimal::from;
    let own = |code: &str, name: &str, intensity: i64, euro: Option<i64>| OwnBuilding {
        building: Named::new(code, name),
        intensity: Some(number(intensity)),
        cost: Some(number(intensity * 11) / Decimal::ONE_HUNDRED),
        co2: Some(number(intensity * 22) / Decimal::ONE_HUNDRED),
        recoverable_euro: euro,
    };
    let building = Named::new("residence-du-parc", "Résidence du Parc");
    Some(Beside {
        sector,
        peers: Some(peers),
        own: Own {
            organisation: Named::new("les-tilleuls", "Les Tilleuls ASBL"),
            activity: Some(activity.to_owned()),
            intensity: Some(number(204)),
            cost: Some(number(2_244) / Decimal::ONE_HUNDRED),
            co2: Some(number(449) / Decimal::TEN),
            years: (2020..=LAST)
                .zip([222, 219, 214, 209, 204])
                .map(|(year, kwh)| (year, number(kwh)))
                .collect(),
            buildings: vec![
                own("residence-du-parc", "Résidence du Parc", 231, Some(18_400)),
                own("erables", "Résidence des Érables", 176, Some(4_100)),
                OwnBuilding { intensity: None, cost: None, co2: None, ..own("annexe", "Annexe", 0, None) },
            ],
            action: Some(OwnAction {
                building,
                title: "Baisser la courbe de chauffe d’un cran".to_owned(),
                euro: Some(1_900),
            }),
        },
    })
}
