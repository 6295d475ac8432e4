//! The form of a bill in every state, for tests and for looking at.

use eclaireur_models::building::Carrier;
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::units::Euro;
use rust_decimal::dec;

use super::bill_read::{BillRead, OtherPoint};
use super::reading_bill::{Attachment, BillFormPage};
use super::samples;
use crate::forms::{FieldRead, FormData};
use crate::shell::Named;
use crate::urls;

impl BillFormPage {
    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, BillFormPage)> {
        let empty = BillFormPage {
            shell: samples::shell(urls::reading_bill(&samples::building().code)),
            head: samples::head(),
            meters: vec![
                (Named::new("1", "Chaufferie"), Carrier::NaturalGas),
                (Named::new("2", "Général"), Carrier::Electricity),
            ],
            form: FormData::new().set("kind", "settlement"),
            attachment: None,
            read: None,
            max_bytes: 10_000_000,
            findings: Vec::new(),
            on: samples::today(),
        };
        let typed = [
            ("kind", "settlement"),
            ("meter", "1"),
            ("from", "1/1/25"),
            ("to", "31/12/25"),
            ("index_from", "14 861,35"),
            ("index_to", "48 211,35"),
            ("quantity", "376 700"),
            ("unit", "kWh"),
            ("kwh_per_m3", "11,0254"),
            ("incl_vat", "32 835,61"),
        ];
        let attachment = Attachment {
            id: "9f2c".to_owned(),
            name: "facture-2025.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: 184_000,
        };
        let beside =
            BillFormPage { form: FormData::from_pairs(typed), attachment: Some(attachment), ..empty.clone() };
        let doubt = Finding::new(Code::BillDoesNotAddUp).value("376 700 kWh").with("computed", "367697.09");
        let doubted = BillFormPage { findings: vec![doubt], ..beside.clone() };
        let mut wrong =
            BillFormPage { form: FormData::from_pairs(typed), meters: Vec::new(), ..empty.clone() };
        wrong.form = wrong
            .form
            .set("meter", "")
            .set("to", "31/12/24")
            .set("incl_vat", "32.835")
            .set("night_index_to", "12");
        let _ = crate::forms::BillInput::read(&mut wrong.form, wrong.on);
        let statement = BillFormPage {
            form: FormData::from_pairs([
                ("kind", "statement"),
                ("meter", "1"),
                ("from", "1/1/25"),
                ("to", "31/12/25"),
                ("common_quantity", "102 000"),
                ("common_percent", "12,5"),
                ("incl_vat", "1 180,20"),
            ]),
            ..empty.clone()
        };
        let pdf = beside.attachment.clone();
        let filled = read();
        let read = BillFormPage {
            form: FormData::new().filled(&filled.fields).set("incl_vat", "3 300"),
            read: Some(filled),
            attachment: pdf.clone(),
            ..empty.clone()
        };
        let picture = Finding::new(Code::NotMeterData).with("looks_like", "pdf-picture");
        let unread = BillFormPage {
            read: Some(BillRead { nothing: Some(picture), ..BillRead::default() }),
            attachment: pdf,
            ..empty.clone()
        };
        vec![
            ("empty", empty),
            ("beside", beside),
            ("read", read),
            ("unread", unread),
            ("doubted", doubted),
            ("statement", statement),
            ("wrong", wrong),
        ]
    }
}

/// A bill of two supply points, one of them not known yet.
fn read() -> BillRead {
    let field = |field, value: &str, line: &str| FieldRead {
        field,
        value: value.to_owned(),
        line: line.to_owned(),
        page: 1,
        others: Vec::new(),
    };
    let mut incl_vat = field("incl_vat", "3 398,29", "Total TVAC  3.398,29 €");
    incl_vat.others.push(("398,29".to_owned(), "Montant à payer  398,29 €".to_owned()));
    BillRead {
        fields: vec![
            field("kind", "settlement", "Facture de régularisation"),
            field("supplier", "Énergies du Val SA", "Énergies du Val SA  Les Tilleuls ASBL"),
            field("number", "2026-004512", "Numéro de facture  2026-004512"),
            field("from", "01/01/2025", "Période de consommation du 01/01/2025 au 31/12/2025"),
            field("to", "31/12/2025", "Période de consommation du 01/01/2025 au 31/12/2025"),
            field("ean", "549999000000000016", "Code EAN (électricité)  5499 9900 0000 0000 16"),
            field("carrier", "electricity", "Code EAN (électricité)  5499 9900 0000 0000 16"),
            field("serial", "1SAG1100045678", "1SAG1100045678 Jour  23.410  31.902  8.492"),
            field("day_index_from", "23 410", "1SAG1100045678 Jour  23.410  31.902  8.492"),
            field("day_index_to", "31 902", "1SAG1100045678 Jour  23.410  31.902  8.492"),
            field("day_quantity", "8 492", "1SAG1100045678 Jour  23.410  31.902  8.492"),
            field("unit", "kWh", "1SAG1100045678 Jour  23.410  31.902  8.492"),
            incl_vat,
        ],
        nothing: None,
        issued: samples::today().yesterday().ok(),
        only_pages: Some(30),
        unknown_ean: Some("549999000000000016".to_owned()),
        others: vec![OtherPoint {
            ean: "549999000000000023".to_owned(),
            carrier: Some(Carrier::NaturalGas),
            href: urls::reading_bill(&samples::building().code),
        }],
        whole: Some(Euro(dec!(3398.29))),
        kept: Some("a7".to_owned()),
    }
}
