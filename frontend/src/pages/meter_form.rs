//! The form of a meter, new or edited.
//!
//! Fields: `name`, `carrier` (code), `ean`, `serial`, `valid_from`, `valid_to` (days), read by
//! [`crate::forms::MeterInput`]; of a meter that is edited also what is known of it, read by [`crate::forms::stated`].

use askama::Template;
use eclaireur_models::access::Action;
use eclaireur_models::building::Carrier;
use eclaireur_models::building::facts::{DatedFact, Form as FactForm, fact};
use eclaireur_models::certain::Quality;
use eclaireur_models::lang::Lang;

use super::{meter_known, samples};
use crate::forms::{Choice, Field, Form, FormData, Group, MeterInput, facts_of};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;
use crate::words;

/// A meter's form.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/meter_form.html")]
pub struct MeterFormPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// Where.
    pub building: Named,
    /// Which one (id and label); none for a new one.
    pub meter: Option<Named>,
    /// Values and problems.
    pub form: FormData,
    /// Whether readings hang on it: the energy can then no longer be changed.
    pub has_readings: bool,
    /// What is known of it until now, fact by fact, oldest first.
    pub known: Vec<DatedFact>,
    /// Kinds of its fuel that are told apart, by code.
    pub fuels: Vec<String>,
}

html!(MeterFormPage);

/// Carriers as choices.
pub(super) fn carriers(lang: Lang) -> Vec<Choice> {
    Carrier::ALL.iter().map(|c| Choice::new(c.code(), words::carrier(lang, *c))).collect()
}

impl MeterFormPage {
    fn title(&self) -> String {
        match &self.meter {
            Some(meter) => self.shell.t("meter-form-title-edit").with("name", &meter.name).to_string(),
            None => self.shell.t("meter-form-title-new").to_string(),
        }
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let here = if self.meter.is_some() { "meter-form-crumb-edit" } else { "meter-form-crumb-new" };
        vec![
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
            Crumb::to(&self.building.name, urls::building(&self.building.code)),
            Crumb::to(self.shell.t("readings-crumb").to_string(), urls::readings(&self.building.code)),
            Crumb::here(self.shell.t(here).to_string()),
        ]
    }

    fn form(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.shell.body_lang());
        let action = match &self.meter {
            Some(meter) => urls::meter(&self.building.code, &meter.code),
            None => urls::meter_new(&self.building.code),
        };
        let carrier = Field::select(lang, data, "carrier", shell.t("meter-form-carrier"), carriers(lang));
        let carrier = if self.has_readings {
            vec![
                carrier.hint(shell.t("meter-form-carrier-fixed")).disabled(true),
                Field::hidden("carrier", data.get("carrier")),
            ]
        } else {
            vec![carrier]
        };
        let mut fields = carrier;
        fields.push(
            Field::text(lang, data, "name", shell.t("meter-form-name"))
                .hint(shell.t("meter-form-name-hint"))
                .optional(lang),
        );
        fields.push(
            Field::text(lang, data, "ean", shell.t("meter-form-ean"))
                .hint(shell.t("meter-form-ean-hint"))
                .width("w-medium")
                .optional(lang),
        );
        fields.push(
            Field::text(lang, data, "serial", shell.t("meter-form-serial"))
                .hint(shell.t("meter-form-serial-hint"))
                .width("w-medium")
                .optional(lang),
        );
        let dates = vec![
            Field::date(lang, data, "valid_from", shell.t("meter-form-from")).optional(lang),
            Field::date(lang, data, "valid_to", shell.t("meter-form-to")).optional(lang),
        ];
        Form::new(shell, data, action, shell.t("meter-form-submit"))
            .group(Group::of(fields))
            .group(
                Group::pair(dates)
                    .legend(shell.t("meter-form-service"))
                    .intro(shell.t("meter-form-service-intro")),
            )
            .groups(self.known_groups())
            .cancel(urls::readings(&self.building.code))
    }

    /// What is asked beside: only of a meter that is there, and only what concerns its energy.
    fn known_groups(&self) -> Vec<Group> {
        let Some(carrier) = Carrier::from_code(self.form.get("carrier")).filter(|_| self.meter.is_some())
        else {
            return Vec::new();
        };
        let asked = facts_of(carrier);
        let group = |legend: &'static str, intro: &'static str, codes: &[&str]| {
            let fields: Vec<Field> = codes
                .iter()
                .filter_map(|code| asked.iter().find(|asked| *asked == code))
                .flat_map(|code| self.fact_fields(carrier, code))
                .collect();
            let legend = self.shell.t(legend);
            (!fields.is_empty())
                .then(|| Group::pair(fields).legend(legend).intro(self.shell.t(intro)).folded())
        };
        let index = if carrier.is_delivered() { "meter-form-burner" } else { "meter-form-index" };
        let intro = if carrier.is_delivered() { "meter-form-burner-intro" } else { "meter-form-index-intro" };
        [
            group("meter-form-tank", "meter-form-tank-intro", &["meter.tank_table"]),
            group(index, intro, &["meter.counts", "meter.index_digits", "meter.factor"]),
            group("meter-form-fuel", "meter-form-fuel-intro", &["meter.gas_kwh_per_m3", "meter.fuel"]),
            group("meter-form-climate", "meter-form-climate-intro", &["meter.climate_share"]),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The field of a fact, and that of the day since when it holds.
    fn fact_fields(&self, carrier: Carrier, code: &str) -> Vec<Field> {
        let (shell, data, lang) = (&self.shell, &self.form, self.shell.body_lang());
        let name = code.trim_start_matches("meter.");
        let number = |label: &'static str| Field::number(lang, data, name, shell.t(label)).optional(lang);
        let since = || {
            Field::date(lang, data, &format!("{name}_from"), shell.t("meter-form-since"))
                .hint(shell.t("meter-form-since-hint"))
                .optional(lang)
        };
        match name {
            "counts" => {
                let codes = match fact(code).map(|f| f.form) {
                    Some(FactForm::Choice(codes)) => codes,
                    _ => &[],
                };
                let choices = codes.iter().map(|c| Choice::new(*c, words::counts(lang, c))).collect();
                let label = shell.t("meter-form-counts");
                vec![Field::select(lang, data, name, label, choices).optional(lang)]
            }
            "index_digits" => {
                vec![number("meter-form-digits").hint(shell.t("meter-form-digits-hint")).width("w-short")]
            }
            "factor" if carrier.is_delivered() => vec![number("meter-form-nozzle").unit("l/h"), since()],
            "factor" => {
                vec![number("meter-form-factor").hint(shell.t("meter-form-factor-hint")), since()]
            }
            "gas_kwh_per_m3" => {
                let hint = shell.t("meter-form-gas-hint");
                vec![number("meter-form-gas").unit("kWh/m³").hint(hint), since()]
            }
            "fuel" => {
                let choices = self.fuels.iter().map(|f| Choice::new(f, words::fuel(lang, f))).collect();
                let label = shell.t("meter-form-kind");
                vec![Field::select(lang, data, name, label, choices).optional(lang), since()]
            }
            "tank_table" => {
                let field = Field::lines(lang, data, name, shell.t("meter-form-table"));
                vec![field.hint(shell.t("meter-form-table-hint")).optional(lang), since()]
            }
            "climate_share" => {
                let hint = shell.t("meter-form-share-hint");
                vec![number("meter-form-share").unit("%").hint(hint), since()]
            }
            _ => Vec::new(),
        }
    }

    fn known(&self) -> Vec<String> {
        meter_known::lines(&self.shell, &self.known)
    }

    /// Where a meter leads: its replacement, its key, its sheet.
    fn further(&self) -> Vec<(String, String)> {
        let Some(meter) = &self.meter else { return Vec::new() };
        let carrier = Carrier::from_code(self.form.get("carrier"));
        let mut links = Vec::new();
        // The key divides a meter among buildings of the whole organisation.
        if self.shell.may_organisation(Action::Change) {
            let shares = self.shell.t("meter-form-to-shares").to_string();
            links.push((urls::meter_shares(&self.building.code, &meter.code), shares));
        }
        if carrier.is_none_or(|c| !c.is_delivered()) {
            links.push((
                urls::meter_replaced(&self.building.code, &meter.code),
                self.shell.t("meter-form-to-replaced").to_string(),
            ));
        }
        let sheets = urls::reading_links(&self.building.code);
        links.push((
            urls::with_query(&sheets, &[("compteur", &meter.code)]),
            self.shell.t("links-crumb").to_string(),
        ));
        links
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, MeterFormPage)> {
        let new = MeterFormPage {
            shell: samples::shell(urls::meter_new(&samples::building().code)),
            organisation: samples::organisation(),
            building: samples::building(),
            meter: None,
            form: FormData::new(),
            has_readings: false,
            known: Vec::new(),
            fuels: Vec::new(),
        };
        let mut edit = new.clone();
        edit.meter = Some(Named::new("1", "Chaufferie"));
        edit.has_readings = true;
        edit.form = FormData::from_pairs([
            ("name", "Chaufferie"),
            ("carrier", "natural_gas"),
            ("ean", "541448200000000017"),
            ("serial", "G-40211"),
            ("valid_from", "1/3/19"),
            ("index_digits", "5"),
        ]);
        edit.fuels = vec!["h-gas".to_owned(), "l-gas".to_owned()];
        let said = |code: &str, value: &str, from, to| {
            fact(code).map(|f| DatedFact {
                fact: f.code,
                value: value.to_owned(),
                from,
                to,
                source: "form".to_owned(),
                quality: Quality::Declared,
            })
        };
        let (change, conversion) = (samples::day(2024, 5, 12), samples::day(2023, 6, 1));
        edit.known = [
            said("meter.climate_share", "0.85", None, None),
            said("meter.fuel", "l-gas", None, Some(conversion)),
            said("meter.fuel", "h-gas", Some(conversion), None),
            said("meter.gas_kwh_per_m3", "11.3102", Some(samples::day(2025, 1, 1)), None),
            said("meter.index_digits", "5", None, None),
            said("meter.replaced", "offtake.total=48250.5/0", Some(change), None),
            said("meter.serial", "G-1178", None, Some(change)),
            said("meter.serial", "G-40211", Some(change), None),
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut tank = edit.clone();
        tank.meter = Some(Named::new("3", "Citerne annexe"));
        tank.form = FormData::from_pairs([
            ("name", "Citerne annexe"),
            ("carrier", "heating_oil"),
            ("tank_table", "10 120\nvingt 260"),
            ("tank_table_from", "1/9/20"),
        ]);
        let _ = crate::forms::stated(&mut tank.form);
        tank.known = said("meter.tank_table", "5=60;80=1250;160=2450", None, None).into_iter().collect();
        let mut wrong = new.clone();
        wrong.form =
            FormData::from_pairs([("ean", "aile B"), ("valid_from", "1/3/26"), ("valid_to", "1/2/26")]);
        let _ = MeterInput::read(&mut wrong.form);
        vec![("new", new), ("edit", edit), ("tank", tank), ("wrong", wrong)]
    }
}
