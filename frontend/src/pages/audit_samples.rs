//! An audit that was never made, for the samples of its pages.

use std::collections::BTreeMap;

use eclaireur_models::audit::Audit;
use eclaireur_models::audit::boiler_room::Set;
use eclaireur_models::audit::checks::{HeatBalance, heat_balance};
use eclaireur_models::audit::findings::{Gravity, Observed, Recommendation, Step};
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::measured::{Cold, Flow, Heat};
use eclaireur_models::audit::quotes::{Line, Quote};
use eclaireur_models::audit::versions::State;
use eclaireur_models::audit::visit::{Origin, Row, Told};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::units::Basis;
use rust_decimal::{Decimal, dec};

use super::audit_part::AuditHead;
use super::samples::day;

/// Version 2 in this state.
pub(super) const fn head(state: State) -> AuditHead {
    AuditHead { version: 2, state, archived: false }
}

/// Its heat balance.
pub(super) fn balance(audit: &Audit) -> HeatBalance {
    heat_balance(audit, &Catalog::embedded().unwrap_or_default())
}

fn row(number: u16, origin: Origin, told: &[(&str, &str)]) -> Row {
    let one = |(code, value): &(&str, &str)| {
        ((*code).to_owned(), Told { value: (*value).to_owned(), origin, by: None })
    };
    Row { number, told: told.iter().map(one).collect::<BTreeMap<_, _>>() }
}

/// Half done: the visit is whole but for the lamps, one quote is dearer than the other.
pub(crate) fn audit() -> Audit {
    let mut audit = Audit::default();
    audit.head.auditor = Some("Camille Lambert".to_owned());
    audit.head.agreement = Some("AUD-0042".to_owned());
    audit.head.visited_on = Some(day(2026, 1, 14));
    audit.head.next_visit_on = Some(day(2026, 6, 10));
    audit.head.next_visit_by = Some("conseiller énergie".to_owned());
    let rows = &mut audit.visit.0;
    rows.insert(
        Section::Building,
        vec![row(
            1,
            Origin::Plan,
            &[
                ("description", "Maison de repos de 62 lits, 1974, trois niveaux, toiture plate."),
                ("uses", "Occupée jour et nuit, cuisine et buanderie sur place."),
                ("hours_per_week", "168"),
                ("heated_volume_m3", "6600"),
                ("inside_day_c", "22"),
                ("infiltration_ach", "0.3"),
            ],
        )],
    );
    rows.insert(
        Section::Envelope,
        vec![
            row(
                1,
                Origin::Plan,
                &[
                    ("name", "Façades"),
                    ("kind", "wall"),
                    ("area_m2", "1180"),
                    ("u_w_m2k", "1.3"),
                    ("boundary", "outside"),
                    ("wear", "worn"),
                ],
            ),
            row(
                2,
                Origin::Estimated,
                &[("name", "Toiture plate"), ("kind", "roof-flat"), ("area_m2", "820")],
            ),
        ],
    );
    if let Some(roof) = rows.get_mut(&Section::Envelope).and_then(|rows| rows.get_mut(1)) {
        let more = row(2, Origin::Estimated, &[("u_w_m2k", "0.7"), ("boundary", "outside")]);
        roof.told.extend(more.told);
    }
    let boiler = [
        ("name", "Chaudière 1"),
        ("kind", "boiler"),
        ("carrier", "natural_gas"),
        ("power_kw", "320"),
        ("year", "1998"),
        ("efficiency_percent", "88"),
        ("basis", "net"),
        ("purpose", "both"),
        ("share_percent", "100"),
    ];
    rows.insert(Section::Production, vec![row(1, Origin::Nameplate, &boiler)]);
    let photo = [("picture", "a".repeat(64))];
    let photo: Vec<(&str, &str)> = photo.iter().map(|(code, value)| (*code, value.as_str())).collect();
    let mut taken = row(1, Origin::Measured, &photo);
    taken.told.extend(row(1, Origin::Measured, &[("caption", "Plaque de la chaudière 1")]).told);
    rows.insert(Section::Photos, vec![taken]);
    told(&mut audit);
    measured(&mut audit);
    audit
}

/// What the adviser did and wrote.
fn told(audit: &mut Audit) {
    let set = |setting: &str, before: &str, after: Option<&str>| Set {
        setting: setting.to_owned(),
        circuit: "Aile nord".to_owned(),
        before: Some(before.to_owned()),
        after: after.map(str::to_owned),
        on: after.map(|_| day(2026, 1, 14)),
        by: Some("chauffagiste".to_owned()),
    };
    audit.setting =
        vec![set("curve-slope", "1.8", Some("1.4")), set("hot-water-production", "54", Some("60"))];
    audit.finding = vec![Observed {
        number: 1,
        gravity: Gravity::Danger,
        section: Section::HotWater,
        row: None,
        words: "L’eau chaude est produite à 54 °C.".to_owned(),
        picture: None,
        measure: None,
    }];
    audit.recommendation = vec![Recommendation {
        number: 1,
        words: "Isoler la toiture plate.".to_owned(),
        measure: Some("roof-flat".to_owned()),
        priority: None,
        performance: Some("U ≤ 0,20 W/m²K".to_owned()),
        who: Some("responsable technique".to_owned()),
        done_on: None,
    }];
    audit.step = vec![Step { year: 2031, words: "Toiture et façades.".to_owned(), reaches_target: false }];
    audit.quote = vec![
        quote(1, "Toitures Martin", Some(6), &[], (dec!(820), Some(dec!(0.20)), dec!(98_400))),
        quote(2, "Isotoit", Some(21), &["échafaudages"], (dec!(760), None, dec!(79_800))),
    ];
}

/// What the meters say.
fn measured(audit: &mut Audit) {
    audit.measured.cold = Some(Cold {
        base: "16.5-equivalent".to_owned(),
        threshold_c: dec!(16.5),
        degree_days: dec!(2252),
        normal: "1991-2020".to_owned(),
    });
    audit.measured.heat = vec![Heat {
        carrier: "natural_gas".to_owned(),
        kwh_net: dec!(245_000),
        quality: Quality::Measured,
        certainty: Certainty::Certain,
    }];
    audit.measured.flows = [2024, 2025]
        .map(|year| Flow {
            year,
            carrier: "natural_gas".to_owned(),
            kwh: dec!(401_000),
            basis: Basis::Gross,
            euro: Some(dec!(31_200)),
            quality: Quality::Measured,
        })
        .to_vec();
}

fn quote(
    number: u16,
    contractor: &str,
    vat_percent: Option<u8>,
    exclusions: &[&str],
    (quantity, u, euro): (Decimal, Option<Decimal>, Decimal),
) -> Quote {
    let line = Line {
        work: "roof-flat".to_owned(),
        quantity,
        unit: "m2".to_owned(),
        u,
        r: None,
        euro_excl_vat: euro,
    };
    Quote {
        number,
        contractor: contractor.to_owned(),
        dated: Some(day(2026, 1, 5)),
        valid_until: Some(day(2026, 4, 5)),
        vat_percent,
        exclusions: exclusions.iter().map(|text| (*text).to_owned()).collect(),
        line: vec![line],
    }
}
