//! The form of a meter, new or edited.
//!
//! Fields: `name`, `carrier` (code), `ean`, `serial`, `valid_from`, `valid_to` (days). Read by
//! [`crate::forms::MeterInput`].

use askama::Template;
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;

use super::samples;
use crate::forms::{Choice, Field, Form, FormData, Group, MeterInput};
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
            .cancel(urls::readings(&self.building.code))
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
        ]);
        let mut wrong = new.clone();
        wrong.form =
            FormData::from_pairs([("ean", "aile B"), ("valid_from", "1/3/26"), ("valid_to", "1/2/26")]);
        let _ = MeterInput::read(&mut wrong.form);
        vec![("new", new), ("edit", edit), ("wrong", wrong)]
    }
}
