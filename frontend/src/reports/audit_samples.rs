//! The audit of a care home that was never made, for reports, pages and tests.

use std::collections::BTreeMap;

use eclaireur_models::audit::aids::aids;
use eclaireur_models::audit::boiler_room::Set;
use eclaireur_models::audit::checks::heat_balance;
use eclaireur_models::audit::findings::{Gravity, Observed, Recommendation, Step};
use eclaireur_models::audit::ground::{Ground, Price};
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::measured::{Cold, Flow, Heat, Measured};
use eclaireur_models::audit::requirements::demands;
use eclaireur_models::audit::versions::State;
use eclaireur_models::audit::visit::{Origin, Row, Told};
use eclaireur_models::audit::worked::worked;
use eclaireur_models::audit::{Audit, Chosen, Dated, Package, Subsidy};
use eclaireur_models::building::Carrier;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::lang::Lang;
use eclaireur_models::measures::calibrate;
use eclaireur_models::units::Basis;
use rust_decimal::{Decimal, dec};

use super::audit::AuditReport;
use super::samples::{self, ON};
use super::{Kind, Report};

fn told(value: &str, origin: Origin) -> Told {
    Told { value: value.to_owned(), origin, by: None }
}

fn row(number: u16, origin: Origin, all: &[(&str, &str)]) -> Row {
    let all = all.iter().map(|(code, value)| ((*code).to_owned(), told(value, origin)));
    Row { number, told: all.collect() }
}

fn chosen(number: u16, code: &str, inputs: &[(&str, &str)], euro: Option<Decimal>) -> Chosen {
    let inputs = inputs.iter().map(|(code, value)| ((*code).to_owned(), told(value, Origin::Plan)));
    Chosen { number, code: code.to_owned(), inputs: inputs.collect::<BTreeMap<_, _>>(), euro_excl_vat: euro }
}

fn part(of: &str, carrier: Carrier, kwh: Decimal, how: &str) -> calibrate::Told {
    let heat = matches!(of, "space-heat" | "hot-water");
    let measured = how == "measured-line";
    calibrate::Told {
        of: of.to_owned(),
        carrier,
        kwh,
        efficiency: heat.then_some(dec!(0.7)),
        how: how.to_owned(),
        quality: if measured { Quality::Measured } else { Quality::Modelled },
        certainty: if measured { Certainty::Certain } else { Certainty::Likely },
    }
}

/// What a normal year of the care home asks.
pub fn ground() -> Ground {
    let (gas, power) = (Carrier::NaturalGas, Carrier::Electricity);
    Ground {
        part: vec![
            part("space-heat", gas, dec!(488000), "measured-line"),
            part("hot-water", gas, dec!(186000), "summer-base"),
            part("lighting", power, dec!(45500), "share-of-catalogue"),
            part("ventilation", power, dec!(21800), "share-of-catalogue"),
            part("kitchen", power, dec!(36400), "share-of-catalogue"),
            part("laundry", power, dec!(23600), "share-of-catalogue"),
            part("other", power, dec!(54575), "remainder"),
        ],
        supply_tenths: Some(750),
        price: vec![
            Price { carrier: gas, euro_per_kwh: dec!(0.0785) },
            Price { carrier: power, euro_per_kwh: dec!(0.2740) },
        ],
        ..Ground::default()
    }
}

fn measures() -> Vec<Chosen> {
    vec![
        chosen(
            1,
            "roof-flat",
            &[("area", "820"), ("u-before", "0.9"), ("u-after", "0.18")],
            Some(dec!(98400)),
        ),
        chosen(2, "joinery", &[("area", "310"), ("u-before", "3.2"), ("u-after", "1.4")], Some(dec!(186000))),
        chosen(3, "heating-curve", &[("saved-share", "0.06")], Some(dec!(900))),
        chosen(4, "balancing", &[("saved-share", "0.05")], None),
        chosen(
            5,
            "lighting",
            &[
                ("power-before", "13000"),
                ("hours-before", "3200"),
                ("power-after", "6000"),
                ("hours-after", "3000"),
                ("heat-share", "0.4"),
            ],
            Some(dec!(31000)),
        ),
        chosen(6, "photovoltaic", &[("peak-power", "60")], Some(dec!(69000))),
        chosen(
            7,
            "heat-pump",
            &[("scop-35", "4.2"), ("scop-55", "3.1"), ("hottest-supply", "70"), ("taken-share", "1")],
            Some(dec!(265000)),
        ),
        chosen(8, "wall", &[("area", "24000"), ("u-before", "1.5"), ("u-after", "0.24")], Some(dec!(310000))),
    ]
}

/// What the visit brought back.
fn visit(audit: &mut Audit) {
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
                ("heated_volume_m3", "11800"),
                ("inside_day_c", "22"),
                ("infiltration_ach", "0.4"),
            ],
        )],
    );
    let wall = |number, name: &str, kind: &str, area: &str, u: &str| {
        let all =
            [("name", name), ("kind", kind), ("area_m2", area), ("u_w_m2k", u), ("boundary", "outside")];
        row(number, Origin::Plan, &all)
    };
    rows.insert(
        Section::Envelope,
        vec![
            wall(1, "Façades", "wall", "1480", "1.5"),
            wall(2, "Toiture plate", "roof-flat", "820", "0.9"),
            wall(3, "Dalle de sol", "floor", "820", "0.7"),
        ],
    );
    let joinery = [
        ("name", "Châssis d’origine"),
        ("area_m2", "310"),
        ("u_w_m2k", "3.2"),
        ("glazing", "double"),
        ("frame", "aluminium"),
    ];
    rows.insert(Section::Joinery, vec![row(1, Origin::Estimated, &joinery)]);
    let boiler = [
        ("name", "Chaudière 1"),
        ("kind", "boiler"),
        ("carrier", "natural_gas"),
        ("power_kw", "320"),
        ("year", "1998"),
        ("efficiency_percent", "86"),
        ("basis", "net"),
        ("purpose", "both"),
        ("share_percent", "100"),
    ];
    rows.insert(Section::Production, vec![row(1, Origin::Nameplate, &boiler)]);
    let set = |setting: &str, before: &str, after: &str| Set {
        setting: setting.to_owned(),
        circuit: "Aile nord".to_owned(),
        before: Some(before.to_owned()),
        after: Some(after.to_owned()),
        on: Some(jiff::civil::date(2026, 9, 14)),
        by: Some("chauffagiste".to_owned()),
    };
    audit.setting = vec![set("curve-slope", "1.8", "1.4"), set("hot-water-production", "54", "60")];
    let found = |number, gravity, section, words: &str, measure: Option<&str>| Observed {
        number,
        gravity,
        section,
        row: None,
        words: words.to_owned(),
        picture: None,
        measure: measure.map(str::to_owned),
    };
    audit.finding = vec![
        found(1, Gravity::Danger, Section::HotWater, "L’eau chaude était produite à 54 °C.", None),
        found(2, Gravity::Waste, Section::Regulation, "Courbe de chauffe trop raide.", Some("heating-curve")),
        found(
            3,
            Gravity::Wear,
            Section::Envelope,
            "Étanchéité de la toiture en fin de vie.",
            Some("roof-flat"),
        ),
    ];
    audit.recommendation = vec![Recommendation {
        number: 1,
        words: "Isoler la toiture plate avec son étanchéité.".to_owned(),
        measure: Some("roof-flat".to_owned()),
        priority: Some(1),
        performance: Some("U ≤ 0,20 W/m²K".to_owned()),
        who: Some("responsable technique".to_owned()),
        done_on: None,
    }];
    audit.step = vec![
        Step { year: 2031, words: "Toiture et châssis.".to_owned(), reaches_target: false },
        Step { year: 2038, words: "Plus de chaudière au gaz.".to_owned(), reaches_target: true },
    ];
}

/// The audit itself.
pub fn audit() -> Audit {
    let mut audit = Audit { measure: measures(), ..Audit::default() };
    "Les Tilleuls ASBL".clone_into(&mut audit.head.organisation);
    "Résidence des Tilleuls".clone_into(&mut audit.head.building);
    audit.head.activity = Some("care-home".to_owned());
    audit.head.heated_area_m2 = Some(dec!(4200));
    audit.head.auditor = Some("Camille Lambert".to_owned());
    audit.head.visited_on = Some(jiff::civil::date(2026, 9, 14));
    let dated = |measure, year| Dated { measure, year: Some(year) };
    audit.package = vec![Package {
        number: 1,
        name: "Enveloppe, réglages et soleil".to_owned(),
        measures: vec![dated(3, 2027), dated(1, 2028), dated(5, 2028), dated(6, 2029), dated(2, 2031)],
    }];
    audit.subsidy = vec![Subsidy {
        scheme: "wallonia/ureba-2022".to_owned(),
        work: "roof-flat".to_owned(),
        euro: Some(dec!(48380)),
        certainty: Certainty::Likely,
        until: None,
    }];
    visit(&mut audit);
    let flow = |year, carrier: &str, kwh, basis, euro| Flow {
        year,
        carrier: carrier.to_owned(),
        kwh,
        basis,
        euro: Some(euro),
        quality: Quality::Measured,
    };
    audit.measured = Measured {
        flows: [2023, 2024, 2025]
            .into_iter()
            .flat_map(|year| {
                let grown = Decimal::from(2025 - year);
                [
                    flow(year, "natural_gas", dec!(748800) + grown * dec!(9000), Basis::Gross, dec!(58780)),
                    flow(year, "electricity", dec!(181875) + grown * dec!(2000), Basis::Net, dec!(49830)),
                ]
            })
            .collect(),
        heat: vec![Heat {
            carrier: "natural_gas".to_owned(),
            kwh_net: dec!(488000),
            quality: Quality::Measured,
            certainty: Certainty::Certain,
        }],
        cold: Some(Cold {
            base: "16.5-equivalent".to_owned(),
            threshold_c: dec!(16.5),
            degree_days: dec!(2252),
            normal: "1991-2020".to_owned(),
        }),
        ground: Some(ground()),
        case: Some(serde_json::json!({
            "on": ON.to_string(),
            "organisation": {
                "legal_form": "asbl",
                "activity": "care-home",
                "seat_in_wallonia": true,
                "german_speaking_community": false
            },
            "building": { "in_wallonia": true, "tenure": "owner" }
        })),
        ..Measured::default()
    };
    let told = aids(&audit, &ground(), &Catalog::embedded().unwrap_or_default());
    if let Some(ground) = &mut audit.measured.ground {
        ground.aid = told;
    }
    audit
}

/// The report of an audit with this ground, in this state.
pub fn report(audit: Audit, ground: &Ground, frame: Report, state: State) -> AuditReport {
    let catalog = Catalog::embedded().unwrap_or_default();
    let on = ON;
    let told = crate::worked::Told::new(worked(&audit, ground, &catalog, on), &catalog, Lang::Fr);
    AuditReport {
        photos: Vec::new(),
        lang: Lang::Fr,
        head: frame.head,
        balance: heat_balance(&audit, &catalog),
        demands: demands(&audit),
        told,
        audit,
        assessment: frame.assessment,
        version: 2,
        state,
        digest: (state == State::Delivered).then(|| "0".repeat(64)),
        on,
    }
}

/// The care home, delivered.
pub fn care_home() -> AuditReport {
    let audit = audit();
    let ground = audit.measured.ground.clone().unwrap_or_default();
    report(audit, &ground, samples::care_home(Kind::Yearly), State::Delivered)
}

/// A building of which nothing is known.
pub fn nothing() -> AuditReport {
    report(Audit::default(), &Ground::default(), samples::nothing(Kind::Yearly), State::Draft)
}
