//! The form of an organisation.
//!
//! Fields: `name`, `bce`, `legal_form`, `activity`, `postcode`, `commune` (NIS code, when asked), `photo_years`. Read by
//! [`crate::forms::OrganisationInput`].

use askama::Template;
use eclaireur_models::building::{LegalForm, Postcode};

use super::samples;
use super::start::choices;
use crate::forms::{ALWAYS, Choice, Field, Form, FormData, Group, OrganisationInput, PHOTO_YEARS};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;
use crate::words;

/// Editing an organisation; a new one is made by [`super::start`].
#[derive(Debug, Clone, Template)]
#[template(path = "pages/organisation_form.html")]
pub struct OrganisationFormPage {
    /// Frame.
    pub shell: Shell,
    /// Which one.
    pub organisation: Named,
    /// No longer in lists: offers to restore instead of to archive.
    pub archived: bool,
    /// Values and problems.
    pub form: FormData,
    /// Activities: code and name.
    pub activities: Vec<Named>,
    /// Communes of the postcode: NIS code and name; asked when there is more than one, or none was found.
    pub communes: Vec<Named>,
}

html!(OrganisationFormPage);

impl OrganisationFormPage {
    fn title(&self) -> String {
        self.shell.t("organisation-form-title").with("name", &self.organisation.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
            Crumb::here(self.shell.t("organisation-form-crumb").to_string()),
        ]
    }

    fn form(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.shell.body_lang());
        let forms =
            LegalForm::ALL.iter().map(|f| Choice::new(f.code(), words::legal_form(lang, *f))).collect();
        let mut fields = vec![
            Field::text(lang, data, "name", shell.t("organisation-form-name")).autocomplete("organization"),
            Field::text(lang, data, "bce", shell.t("organisation-form-bce"))
                .hint(shell.t("organisation-form-bce-hint"))
                .width("w-medium")
                .optional(lang),
            Field::select(lang, data, "legal_form", shell.t("organisation-form-legal"), forms).optional(lang),
            Field::select(
                lang,
                data,
                "activity",
                shell.t("organisation-form-activity"),
                choices(&self.activities),
            ),
            Field::text(lang, data, "postcode", shell.t("organisation-form-postcode"))
                .width("w-short")
                .autocomplete("postal-code"),
        ];
        if !self.communes.is_empty() {
            let communes = choices(&self.communes);
            fields.push(Field::select(lang, data, "commune", shell.t("organisation-form-commune"), communes));
        }
        let years = |years: &u8| {
            Choice::new(years.to_string(), shell.t("organisation-form-photos-years").count("years", *years))
        };
        let always = Choice::new(ALWAYS, shell.t("organisation-form-photos-always"));
        let kept = [always].into_iter().chain(PHOTO_YEARS.iter().map(years)).collect();
        fields.push(
            Field::select(lang, data, "photo_years", shell.t("organisation-form-photos"), kept)
                .hint(shell.t("organisation-form-photos-hint")),
        );
        Form::new(
            shell,
            data,
            urls::organisation_edit(&self.organisation.code),
            shell.t("organisation-form-submit"),
        )
        .group(Group::of(fields))
        .cancel(urls::organisation(&self.organisation.code))
    }

    /// Where the archive button posts.
    fn archive_action(&self) -> String {
        let code = &self.organisation.code;
        if self.archived { urls::organisation_restore(code) } else { urls::organisation_archive(code) }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, OrganisationFormPage)> {
        let organisation = samples::organisation();
        let input = OrganisationInput {
            name: organisation.name.clone(),
            bce: samples::bce(),
            legal_form: Some(LegalForm::Asbl),
            activity: Some("care-home".to_owned()),
            postcode: Postcode::read("5100"),
            commune: None,
            photo_years: Some(2),
        };
        let edit = OrganisationFormPage {
            shell: samples::shell(urls::organisation_edit(&organisation.code)),
            organisation,
            archived: false,
            form: input.to_form(),
            activities: samples::activities(),
            communes: Vec::new(),
        };
        let mut wrong = edit.clone();
        wrong.form = input.to_form().set("bce", "0123.456.700").set("name", "").set("postcode", "75001");
        let _ = OrganisationInput::read(&mut wrong.form);
        wrong.archived = true;
        vec![("edit", edit), ("wrong", wrong)]
    }
}
