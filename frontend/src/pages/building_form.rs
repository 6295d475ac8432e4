//! The form of a building, new or edited.
//!
//! Fields: `name`, `activity`, `street`, `postcode`, `commune` (NIS code, when asked), `heated_area_m2`,
//! `heated_area_from` (day; empty means for as long as known). Read by [`crate::forms::BuildingInput`].

use askama::Template;
use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::certain::Quality;
use rust_decimal::Decimal;

use super::samples;
use super::start::choices;
use crate::format;
use crate::forms::{BuildingInput, Field, Form, FormData, Group};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// A building's form.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/building_form.html")]
pub struct BuildingFormPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// Which one; none for a new one.
    pub building: Option<Named>,
    /// No longer in lists: offers to restore instead of to archive.
    pub archived: bool,
    /// Values and problems.
    pub form: FormData,
    /// Activities: code and name.
    pub activities: Vec<Named>,
    /// Communes to choose from when the postcode does not decide it.
    pub communes: Vec<Named>,
    /// Heated areas known until now, oldest first.
    pub areas: Vec<DatedFact>,
}

html!(BuildingFormPage);

impl BuildingFormPage {
    fn title(&self) -> String {
        match &self.building {
            Some(building) => {
                self.shell.t("building-form-title-edit").with("name", &building.name).to_string()
            }
            None => self.shell.t("building-form-title-new").to_string(),
        }
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs = vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
        ];
        let here = match &self.building {
            Some(building) => {
                crumbs.push(Crumb::to(&building.name, urls::building(&building.code)));
                "building-form-crumb-edit"
            }
            None => "building-form-crumb-new",
        };
        crumbs.push(Crumb::here(self.shell.t(here).to_string()));
        crumbs
    }

    fn form(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.shell.body_lang());
        let (action, back) = match &self.building {
            Some(building) => (urls::building_edit(&building.code), urls::building(&building.code)),
            None => {
                (urls::building_new(&self.organisation.code), urls::organisation(&self.organisation.code))
            }
        };
        let mut place = vec![
            Field::text(lang, data, "street", shell.t("building-form-street"))
                .autocomplete("street-address")
                .optional(lang),
            Field::text(lang, data, "postcode", shell.t("building-form-postcode"))
                .width("w-short")
                .autocomplete("postal-code")
                .optional(lang),
        ];
        if !self.communes.is_empty() {
            let communes = choices(&self.communes);
            place.push(Field::select(lang, data, "commune", shell.t("building-form-commune"), communes));
        }
        let area = vec![
            Field::number(lang, data, "heated_area_m2", shell.t("building-form-area"))
                .unit("m²")
                .hint(shell.t("building-form-area-hint"))
                .optional(lang),
            Field::date(lang, data, "heated_area_from", shell.t("building-form-area-from"))
                .hint(shell.t("building-form-area-from-hint"))
                .optional(lang),
        ];
        let submit = if self.building.is_some() { "building-form-save" } else { "building-form-create" };
        Form::new(shell, data, action, shell.t(submit))
            .group(Group::of(vec![
                Field::text(lang, data, "name", shell.t("building-form-name"))
                    .hint(shell.t("building-form-name-hint")),
                Field::select(
                    lang,
                    data,
                    "activity",
                    shell.t("building-form-activity"),
                    choices(&self.activities),
                )
                .prompt(shell.t("building-form-activity-same"))
                .optional(lang),
            ]))
            .group(Group::of(place).legend(shell.t("building-form-place")))
            .group(
                Group::of(area)
                    .legend(shell.t("building-form-size"))
                    .intro(shell.t("building-form-size-intro")),
            )
            .cancel(back)
    }

    /// *2 450 m² depuis le 01/09/2024 (déclaré)*
    fn areas(&self) -> Vec<String> {
        let lang = self.shell.body_lang();
        self.areas
            .iter()
            .map(|fact| {
                let value = fact.value.parse().map_or_else(|_| fact.value.clone(), format::decimal);
                let key = match (fact.from, fact.to) {
                    (None, None) => "building-form-area-always",
                    (Some(_), None) => "building-form-area-since",
                    (None, Some(_)) => "building-form-area-until",
                    (Some(_), Some(_)) => "building-form-area-between",
                };
                self.shell
                    .t(key)
                    .with("area", value)
                    .with("from", fact.from.map(format::day).unwrap_or_default())
                    .with(
                        "to",
                        fact.to.map(|to| format::day(to.yesterday().unwrap_or(to))).unwrap_or_default(),
                    )
                    .with("quality", crate::words::quality(lang, fact.quality))
                    .to_string()
            })
            .collect()
    }

    fn archive_action(&self) -> Option<String> {
        let code = &self.building.as_ref()?.code;
        Some(if self.archived { urls::building_restore(code) } else { urls::building_archive(code) })
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, BuildingFormPage)> {
        let new = BuildingFormPage {
            shell: samples::shell(urls::building_new(&samples::organisation().code)),
            organisation: samples::organisation(),
            building: None,
            archived: false,
            form: FormData::new(),
            activities: samples::activities(),
            communes: Vec::new(),
            areas: Vec::new(),
        };
        let mut edit = new.clone();
        edit.building = Some(samples::building());
        edit.form = BuildingInput {
            name: samples::building().name,
            activity: None,
            street: Some("Rue des Tilleuls 12".to_owned()),
            postcode: eclaireur_models::building::Postcode::read("5100"),
            commune: Some("92094".to_owned()),
            heated_area: Some((Decimal::from(2450), Some(samples::day(2024, 9, 1)))),
        }
        .to_form();
        edit.communes = vec![Named::new("92094", "Namur"), Named::new("92140", "Jemeppe-sur-Sambre")];
        let area = |value: &str, from, to| DatedFact {
            fact: "building.heated_area_m2",
            value: value.to_owned(),
            from,
            to,
            source: "plans".to_owned(),
            quality: Quality::Declared,
        };
        let extension = samples::day(2024, 9, 1);
        edit.areas = vec![area("2200", None, Some(extension)), area("2450", Some(extension), None)];
        let mut wrong = new.clone();
        wrong.form = FormData::new().set("heated_area_m2", "2450 m2").set("heated_area_from", "31/2/24");
        let _ = BuildingInput::read(&mut wrong.form);
        vec![("new", new), ("edit", edit), ("wrong", wrong)]
    }
}
