//! A bill was sent as a file, and it is not clear which building it is for: the person is asked.
//!
//! A supply point whose meter is known leads straight to its form; of another, the building is asked (GET with
//! `batiment`, `ean`).

use askama::Template;
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use eclaireur_models::readings::proposal::Days;
use eclaireur_models::units::Euro;

use super::samples;
use crate::shell::{Crumb, Named, Shell};
use crate::{format, urls, words};

/// A supply point that the bill names, or the bill itself where it names none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacePoint {
    /// Its EAN.
    pub ean: Option<String>,
    /// Its energy.
    pub carrier: Option<Carrier>,
    /// Its meter and the building it is counted in, where we have it.
    pub meter: Option<(Named, Named)>,
    /// Where its form is, where that is clear.
    pub href: Option<String>,
}

/// The question.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/bill_place.html")]
pub struct BillPlacePage {
    /// Frame.
    pub shell: Shell,
    /// Whose bill.
    pub organisation: Named,
    /// Id of the import it came as.
    pub import: String,
    /// Name of the file.
    pub file: String,
    /// Who sent it.
    pub supplier: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// From when to when.
    pub period: Option<Days>,
    /// Total TVAC.
    pub incl_vat: Option<Euro>,
    /// What it is about: at least one.
    pub points: Vec<PlacePoint>,
    /// The buildings to choose from.
    pub buildings: Vec<Named>,
}

html!(BillPlacePage);

impl BillPlacePage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        let key = if self.points.len() > 1 { "bill-place-title-several" } else { "bill-place-title" };
        self.shell.t(key).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let Named { code, name } = &self.organisation;
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(name.clone(), urls::organisation(code)),
            Crumb::here(self.shell.t("bill-place-crumb").to_string()),
        ]
    }

    /// What was read of it, in a line.
    fn about(&self) -> String {
        let number =
            self.number.as_ref().map(|n| self.shell.t("bill-place-number").with("number", n).to_string());
        let period = self.period.map(|days| format!("{} – {}", format::day(days.from), format::day(days.to)));
        let amount = self
            .incl_vat
            .map(|total| self.shell.t("bill-place-amount").with("amount", format::euro(total)).to_string());
        [Some(self.file.clone()), self.supplier.clone(), number, period, amount]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    }

    fn point_name(&self, point: &PlacePoint) -> String {
        let carrier = point.carrier.map(|c| words::carrier(self.lang(), c));
        match (&point.ean, carrier) {
            (Some(ean), Some(carrier)) => format!("{ean} · {carrier}"),
            (Some(ean), None) => ean.clone(),
            (None, carrier) => carrier.unwrap_or_else(|| self.shell.t("bill-place-no-point").to_string()),
        }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, BillPlacePage)> {
        let unknown = PlacePoint {
            ean: Some("549999000000000016".to_owned()),
            carrier: Some(Carrier::Electricity),
            meter: None,
            href: None,
        };
        let known = PlacePoint {
            ean: Some("549999000000000023".to_owned()),
            carrier: Some(Carrier::NaturalGas),
            meter: Some((Named::new("1", "Chaufferie"), samples::building())),
            href: Some(urls::reading_bill(&samples::building().code)),
        };
        let one = BillPlacePage {
            shell: samples::shell(urls::import_bill("a7")),
            organisation: samples::organisation(),
            import: "a7".to_owned(),
            file: "facture-2025.pdf".to_owned(),
            supplier: Some("Énergies du Val SA".to_owned()),
            number: Some("2026-004512".to_owned()),
            period: jiff::civil::Date::new(2025, 1, 1)
                .ok()
                .zip(jiff::civil::Date::new(2025, 12, 31).ok())
                .map(|(from, to)| Days { from, to }),
            incl_vat: Some(Euro(rust_decimal::dec!(3398.29))),
            points: vec![unknown.clone()],
            buildings: vec![samples::building(), Named::new("ecole", "École Saint-Joseph")],
        };
        let several = BillPlacePage { points: vec![known, unknown], ..one.clone() };
        let nothing = PlacePoint { ean: None, carrier: None, meter: None, href: None };
        let homeless = BillPlacePage { points: vec![nothing], buildings: Vec::new(), ..one.clone() };
        vec![("one", one), ("several", several), ("no-building", homeless)]
    }
}
