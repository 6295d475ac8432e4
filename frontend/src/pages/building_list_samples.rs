//! The preview of a list of buildings in every state.

use eclaireur_models::building::Carrier;
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::portfolio::list::Field;
use eclaireur_models::readings::RowCounts;
use rust_decimal::dec;

use super::building_list_preview::{
    ChangeLine, LineState, ListPreviewPage, ListedLine, ListedMeterLine, MeterState,
};
use super::import::ImportState;
use super::samples;
use crate::shell::Named;
use crate::urls;

impl ListPreviewPage {
    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ListPreviewPage)> {
        let day = samples::day;
        let [new, changed, same] = lines();
        let preview = ListPreviewPage {
            shell: samples::shell(urls::import_list("31")),
            organisation: samples::organisation(),
            import: Named::new("31", "batiments.xlsx"),
            sheet: Some("Feuil1".to_owned()),
            on: day(2026, 1, 3),
            state: ImportState::Preview { expires: day(2026, 1, 10) },
            rows: RowCounts { read: 6, accepted: 3, missing: 0, rejected: 2, ignored: 1 },
            buildings: vec![new.clone(), changed, same],
            findings: found(),
            take_proposals: false,
            not_yet: false,
            remains: Vec::new(),
        };
        let clean = ListPreviewPage {
            sheet: None,
            findings: Vec::new(),
            rows: RowCounts { read: 1, accepted: 1, ..RowCounts::default() },
            buildings: vec![new.clone()],
            ..preview.clone()
        };
        let made = ListedLine { building: Some(Named::new("b-01", "Pavillon des Érables")), ..new };
        let confirmed = ListPreviewPage {
            state: ImportState::Confirmed { on: day(2026, 1, 4) },
            buildings: vec![made],
            ..clean.clone()
        };
        let undone = ListPreviewPage {
            state: ImportState::Undone { on: day(2026, 1, 5) },
            remains: vec![samples::building()],
            ..confirmed.clone()
        };
        let stopped = ListPreviewPage { not_yet: true, ..preview.clone() };
        let nothing = ListPreviewPage {
            buildings: Vec::new(),
            rows: RowCounts { read: 2, rejected: 2, ..RowCounts::default() },
            ..preview.clone()
        };
        vec![
            ("preview", preview),
            ("clean", clean),
            ("stopped", stopped),
            ("nothing", nothing),
            ("confirmed", confirmed),
            ("undone", undone),
        ]
    }
}

/// A building that is new, one that changes, one that stays.
fn lines() -> [ListedLine; 3] {
    let meter = |carrier, label: &str, state| ListedMeterLine { carrier, label: label.to_owned(), state };
    let new = ListedLine {
        row: 2,
        building: None,
        code: Some("B-01".to_owned()),
        name: "Pavillon des Érables".to_owned(),
        place: "Rue des Érables 12, 5000 Namur".to_owned(),
        activity: Some("Maison de repos (MR/MRS)".to_owned()),
        heated_area_m2: Some(dec!(2450)),
        service_units: Some(62),
        built: Some(1987),
        state: LineState::New,
        changes: Vec::new(),
        meters: vec![
            meter(Carrier::Electricity, "541448820000000008", MeterState::New),
            meter(Carrier::HeatingOil, "Citerne", MeterState::New),
        ],
    };
    let changed = ListedLine {
        row: 3,
        building: Some(samples::building()),
        code: None,
        name: samples::building().name,
        state: LineState::Changed,
        changes: vec![
            ChangeLine {
                field: Field::HeatedArea,
                before: Some("2000".to_owned()),
                after: "2450.5".to_owned(),
            },
            ChangeLine { field: Field::Postcode, before: None, after: "5000".to_owned() },
            ChangeLine { field: Field::Archived, before: Some("true".to_owned()), after: "false".to_owned() },
        ],
        meters: vec![
            meter(Carrier::NaturalGas, "541448820000000015", MeterState::Known),
            meter(Carrier::Water, "A-12", MeterState::Elsewhere),
        ],
        ..new.clone()
    };
    let same = ListedLine {
        row: 4,
        place: String::new(),
        state: LineState::Same,
        changes: Vec::new(),
        meters: Vec::new(),
        ..changed.clone()
    };
    [new, changed, same]
}

/// What a list with two faulty rows says.
fn found() -> Vec<Finding> {
    let activity = Finding::new(Code::UnknownActivity).row(5).column("Activité").value("Maizon de repo");
    vec![
        activity.proposal("Maison de repos (MR/MRS)"),
        Finding::new(Code::NameMissing).row(6),
        Finding::new(Code::UnusedColumn).column("Remarque"),
    ]
}
