//! Lists of buildings in many habits: headings, units, several rows for one building, and what is wrong with them.

use std::sync::LazyLock;

use rust_decimal::dec;

use super::*;
use crate::building::{Code as BuildingCode, Postcode};
use crate::finding::Severity;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

fn with(text: &str, take_proposals: bool) -> Result<List, Finding> {
    let on = Day::new(2026, 11, 21).unwrap();
    super::read(text.as_bytes(), Reading { catalog: &CATALOG, on, take_proposals })
}

fn read(text: &str) -> List {
    let list = with(text, false).unwrap_or_else(|finding| panic!("{finding:?}: {text}"));
    let rows = list.rows;
    assert_eq!(rows.read, rows.accepted + rows.rejected + rows.ignored, "{text}");
    list
}

/// `row code column value proposal` of what is to correct or looked at.
fn said(list: &List) -> Vec<String> {
    let worth = list.findings.iter().filter(|f| f.severity() != Severity::Info);
    worth
        .map(|f| {
            let row = f.row.map(|r| r.to_string()).unwrap_or_default();
            let parts = [&row, f.code.code(), f.column.as_deref().unwrap_or_default()];
            let [value, proposal] = [&f.value, &f.proposal].map(|t| t.as_deref().unwrap_or_default());
            [&parts[..], &[value, proposal]].concat().join("|").trim_end_matches('|').to_owned()
        })
        .collect()
}

fn meters(building: &ListedBuilding) -> Vec<(&'static str, Option<&str>, Option<&str>)> {
    building
        .meters
        .iter()
        .map(|m| (m.carrier.code(), m.ean.as_ref().map(Ean::digits), m.serial.as_deref()))
        .collect()
}

const ELECTRICITY: &str = "541448820000000008";
const GAS: &str = "541448820000000015";

#[test]
fn a_row_is_a_building_with_its_meters_side_by_side() {
    let list = read(&format!(
        "Nos bâtiments\n\nCode;Nom du bâtiment;Rue;N°;CP;Localité;Activité;Surface chauffée (m²);Lits;Année de construction;EAN électricité;EAN gaz;N° compteur gaz;Remarque\n\
         B-01;Résidence du Parc;Rue des Érables;12;5100;Jambes;Maison de repos;2 450,5;62;1987;{ELECTRICITY};\"=\"\"{GAS}\"\"\";7FLO123;toit neuf\n\
         B-02;École;;;4031;;école;12.500;;;;;;\n\
         Total;;;;;;;14950;;;;;;\n"
    ));
    let [home, school] = &list.buildings[..] else { panic!("{list:?}") };
    assert_eq!((home.row, home.code.as_deref(), home.name.as_str()), (4, Some("B-01"), "Résidence du Parc"));
    assert_eq!(home.address.street.as_deref(), Some("Rue des Érables 12"));
    assert_eq!(home.address.postcode, Postcode::read("5100"));
    assert_eq!(CATALOG.communes().by_nis(home.address.commune_nis.as_deref().unwrap()).unwrap().fr, "Namur");
    assert_eq!(home.activity.as_deref(), Some("care-home"));
    assert_eq!(
        (home.heated_area_m2, home.service_units, home.built),
        (Some(dec!(2450.5)), Some(62), Some(1987))
    );
    assert_eq!(
        meters(home),
        [("electricity", Some(ELECTRICITY), None), ("natural_gas", Some(GAS), Some("7FLO123"))]
    );
    assert_eq!((school.heated_area_m2, school.activity.as_deref()), (Some(dec!(12_500)), Some("school")));
    assert!(school.meters.is_empty() && school.address.street.is_none());
    assert_eq!((list.rows.read, list.rows.accepted, list.rows.ignored), (3, 2, 1));
    assert_eq!(said(&list), Vec::<String>::new());
    let unused: Vec<_> = list.findings.iter().filter(|f| f.code == Code::UnusedColumn).collect();
    assert_eq!(unused.len(), 1);
}

#[test]
fn further_rows_of_a_building_bring_further_meters() {
    let list = read(&format!(
        "Gebouw\tPostcode\tGemeente\tEnergiedrager\tEAN-code\tMeternummer\n\
         Rusthuis\t5000\tNamur\tElektriciteit\t{ELECTRICITY}\t1SAG1\n\
         \t\t\taardgas\t{GAS}\t\n\
         Rusthuis\t\t\tmazout\t\t\n\
         Rusthuis\t\t\tStookolie\t\t\n\
         Schule\t4700\tEupen\tStrom\t\t1SAG2\n"
    ));
    let [home, school] = &list.buildings[..] else { panic!("{list:?}") };
    assert_eq!(
        meters(home),
        [
            ("electricity", Some(ELECTRICITY), Some("1SAG1")),
            ("natural_gas", Some(GAS), None),
            ("heating_oil", None, None),
        ]
    );
    assert_eq!(meters(school), [("electricity", None, Some("1SAG2"))]);
    assert_eq!(list.rows.accepted, 5);
}

#[test]
fn what_cannot_be_used_is_said_with_a_proposal_and_its_row_is_left_out() {
    let text = format!(
        "Nom;Code postal;Commune;Activité;Superficie;Élèves;Bouwjaar;EAN;Énergie\n\
         A;5009;Namur;;;;;;\n\
         B;50000;;;;;;;\n\
         C;5000;;Maizon de repo;;;;;\n\
         D;5000;;;12O0;;;;\n\
         E;5000;;;0;;;;\n\
         F;5000;;;;12,5;;;\n\
         G;5000;;;;;19;;\n\
         H;5000;;;;;;EAN inconnu;électricité\n\
         I;5000;;;;;;5,41449E+17;électricité\n\
         J;5000;;;;;;541448820000000001;électricité\n\
         K;5000;;;;;;{GAS};gas natuurel\n\
         ;5000;;;;;;;\n\
         L;5600;Nulle-Part;;;;;;\n\
         M;1000;Bruxelles;;;;;;\n\
         N;5000;;;;;;{ELECTRICITY};\n"
    );
    let list = read(&text);
    assert_eq!(
        said(&list),
        [
            "2|unknown-postcode|Code postal|5009|5000",
            "3|unknown-postcode|Code postal|50000",
            "4|unknown-activity|Activité|Maizon de repo|Maison de repos (MR/MRS)",
            "5|bad-number|Superficie|12O0|1200",
            "6|out-of-range|Superficie|0",
            "7|out-of-range|Élèves|12,5",
            "8|out-of-range|Bouwjaar|19",
            "9|bad-ean|EAN|EAN inconnu",
            "10|bad-ean|EAN|5,41449E+17",
            "11|ean-check-digit|EAN|541448820000000001",
            "12|unknown-carrier|Énergie|gas natuurel|Gaz naturel",
            "13|name-missing",
            "16|carrier-assumed",
        ]
    );
    let names: Vec<&str> = list.buildings.iter().map(|b| b.name.as_str()).collect();
    assert_eq!(names, ["J", "L", "M", "N"]);
    assert_eq!((list.rows.accepted, list.rows.rejected), (4, 11));

    let list = with(&text, true).unwrap();
    let names: Vec<&str> = list.buildings.iter().map(|b| b.name.as_str()).collect();
    assert_eq!(names, ["A", "C", "D", "J", "K", "L", "M", "N"]);
    let taken = list.findings.iter().filter(|f| f.code == Code::ProposalTaken).count();
    assert_eq!((taken, list.rows.rejected), (4, 7));
    assert_eq!(list.buildings[0].address.postcode, Postcode::read("5000"));
    assert_eq!(list.buildings[2].heated_area_m2, Some(dec!(1200)));
}

#[test]
fn a_list_that_contradicts_itself_says_where() {
    let list = read(&format!(
        "Code;Nom;CP;Surface chauffée;EAN électricité\n\
         1;Aile A;5000;100;{ELECTRICITY}\n\
         1;Aile B;5000;100;\n\
         2;Aile C;5000;200;\n\
         2;Aile C;5000;250;\n\
         3;Aile D;5000;;{ELECTRICITY}\n\
         ;;;;{GAS}\n\
         2;aile c;;;{GAS}\n"
    ));
    assert_eq!(
        said(&list),
        [
            "3|duplicate-code|Code|1",
            "5|building-conflict|Surface chauffée|250",
            &format!("6|duplicate-meter||{ELECTRICITY}"),
            &format!("8|duplicate-meter||{GAS}"),
        ]
    );
    assert_eq!(list.buildings.iter().map(|b| b.meters.len()).collect::<Vec<_>>(), [1, 0, 1]);
}

#[test]
fn what_goes_on_with_a_row_that_is_left_out_is_left_out_too() {
    let list =
        read(&format!("Nom;CP;EAN électricité\nBon;5000;\nMauvais;50000;\n;;{ELECTRICITY}\nBon;;{GAS}\n"));
    assert_eq!(said(&list), ["3|unknown-postcode|CP|50000", "4|name-missing"]);
    assert_eq!(meters(&list.buildings[0]), [("electricity", Some(GAS), None)]);
}

#[test]
fn columns_that_stand_twice_are_named_and_numbered_meters_are_not_twice() {
    let list = read(&format!(
        "Nom;Nom du bâtiment;Adresse;EAN gaz 1;EAN gaz 2;Autre;autre\n\
         Home;x;\"Chaussée de Liège 1234, 5100 Jambes\";{GAS};{ELECTRICITY};;\n"
    ));
    assert_eq!(said(&list), ["1|duplicate-header|Nom du bâtiment", "1|duplicate-header|autre"]);
    let home = &list.buildings[0];
    assert_eq!(home.address.street.as_deref(), Some("Chaussée de Liège 1234"));
    assert_eq!(home.address.postcode, Postcode::read("5100"));
    assert_eq!(meters(home).len(), 2);
}

#[test]
fn square_feet_become_square_metres_and_a_gross_area_is_said_to_be_one() {
    let list = read(
        "Property Id,Property Name,Property Floor Area (Buildings and Parking) (ft2),Year Built,City\n7,Office,\"264,949\",1990,Namur\n",
    );
    assert_eq!(list.buildings[0].heated_area_m2, Some(dec!(24_614.57)));
    let codes: Vec<_> = list.findings.iter().map(|f| f.code).collect();
    assert_eq!(codes, [Code::AreaConverted, Code::GrossArea]);
    for (cell, expect) in [("1000 m²", dec!(1000)), ("1000 m2", dec!(1000)), ("1000 sqft", dec!(92.9))] {
        let list = read(&format!("Nom;Surface\nA;{cell}\n"));
        assert_eq!(list.buildings[0].heated_area_m2, Some(expect), "{cell}");
    }
}

#[test]
fn what_is_no_list_is_refused_and_names_what_it_lacks() {
    for (text, why, headers) in [
        ("", "file", None),
        ("<html><body>x</body></html>", "file", None),
        ("Rue;Code postal;Commune\nx;5000;Namur\n", "name", Some("Rue · Code postal · Commune")),
        ("Date;Index gaz (m³)\n01/01/2025;100\n", "name", Some("Date · Index gaz (m³)")),
        ("Bonjour\nà tous\n", "table", None),
    ] {
        let finding = with(text, false).unwrap_err();
        assert_eq!(finding.code, Code::NotBuildingList);
        let of = |name: &str| finding.data.get(name).map(String::as_str);
        assert_eq!((of("why"), of("headers")), (Some(why), headers), "{text}");
    }
    let many: Vec<String> = (0..=MOST_BUILDINGS).map(|n| format!("B{n};5000")).collect();
    assert_eq!(with(&format!("Nom;CP\n{}\n", many.join("\n")), false).unwrap_err().code, Code::ListTooLong);
}

#[test]
fn a_blank_cell_takes_nothing_away_and_an_accent_is_no_change() {
    let listed = &read("Nom;CP;Surface;Lits\nRESIDENCE DU PARC;5100;2450,0;62\n").buildings[0];
    let held = Held {
        building: crate::building::Building {
            code: BuildingCode::read("residence").unwrap(),
            name: "Résidence du Parc".to_owned(),
            activity: Some("care-home".to_owned()),
            address: Address { postcode: Postcode::read("5000"), ..Address::default() },
            archived: true,
        },
        heated_area_m2: Some(dec!(2450)),
        service_units: None,
        built: Some(1987),
    };
    let changes: Vec<_> = compare(&held, listed)
        .into_iter()
        .map(|c| (c.field.code(), c.before.unwrap_or_default(), c.after))
        .collect();
    let nis = listed.address.commune_nis.clone().unwrap();
    let expect = [
        ("postcode", "5000".to_owned(), "5100".to_owned()),
        ("commune", String::new(), nis),
        ("service_units", String::new(), "62".to_owned()),
        ("archived", "true".to_owned(), "false".to_owned()),
    ];
    assert_eq!(changes, expect);
}
