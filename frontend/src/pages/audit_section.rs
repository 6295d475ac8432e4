//! One section of the visit: its rows, and the form of one of them. It is filled on a phone, standing in a boiler room.
//!
//! Query: `ligne` (number of the row that is changed). Fields: [`crate::forms::audit_row`]; `row`, `seen`; `drop` alone takes a row
//! out. What was typed without a network is kept by the script until there is one again.

use askama::Template;
use eclaireur_models::audit::inputs::{Form as Asked, Input, Section};
use eclaireur_models::audit::versions::State;
use eclaireur_models::audit::visit::{Origin, Row as Told};

use super::audit_part::{AuditHead, Row, Table, Undo, seen};
use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::forms::{self, Choice, Field, Form, FormData, Group, own_origin};
use crate::shell::{Crumb, Named, Shell};
use crate::{audit, urls};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_section.html")]
pub struct AuditSectionPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which version.
    pub audit: AuditHead,
    /// Which section.
    pub section: Section,
    /// Its rows.
    pub rows: Vec<Told>,
    /// Pictures to choose from: SHA-256 and caption.
    pub photos: Vec<Named>,
    /// Values and problems; `row` is the number of what is changed.
    pub form: FormData,
}

html!(AuditSectionPage);

impl AuditSectionPage {
    fn title(&self) -> String {
        self.shell
            .t("audit-section-title")
            .with("section", audit::section(self.shell.body_lang(), self.section))
            .with("name", &self.head.building.name)
            .to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let here = audit::section(self.shell.body_lang(), self.section);
        let mut crumbs = building::crumbs(&self.shell, &self.head, Some(here));
        let visit = self.shell.t("audit-visit-crumb").to_string();
        let at = crumbs.len().saturating_sub(1);
        crumbs.insert(at, Crumb::to(visit, urls::audit_visit(&self.head.building.code)));
        crumbs
    }

    fn action(&self) -> String {
        urls::audit_section(&self.head.building.code, self.section.code())
    }

    fn asks(&self) -> String {
        audit::section_asks(self.shell.body_lang(), self.section)
    }

    fn closed(&self) -> Option<String> {
        self.audit.closed(&self.shell)
    }

    fn open(&self) -> bool {
        self.audit.is_open(&self.shell)
    }

    fn full(&self) -> bool {
        self.form.get("row").is_empty() && self.rows.len() >= self.section.most()
    }

    /// What names a row: its name, its caption, or its number.
    fn named(&self, row: &Told) -> String {
        audit::row_name(self.shell.body_lang(), row)
    }

    fn table(&self) -> Table<'_> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("audit-col-what").to_string(),
            shell.t("audit-col-told").to_string(),
            shell.t("audit-col-lacks").to_string(),
        ];
        let row = |row: &Told| {
            let said = self.section.inputs().iter().filter(|input| !matches!(input.code, "name" | "caption"));
            let told: Vec<String> = said
                .filter(|input| !matches!(input.form, Asked::Picture))
                .filter_map(|input| {
                    let told = row.get(input.code)?;
                    let label = audit::input(lang, self.section, input);
                    let value = audit::answer(lang, input, &told.value);
                    Some(format!("{label} : {value} ({})", audit::origin(lang, told.origin).to_lowercase()))
                })
                .collect();
            let lacks: Vec<String> = row
                .lacks(self.section)
                .into_iter()
                .map(|input| audit::input(lang, self.section, input))
                .collect();
            let cells = vec![self.named(row), told.join(" · "), lacks.join(", ")];
            if !self.open() {
                return Row::of(cells);
            }
            let number = row.number.to_string();
            let edit = urls::with_query(&self.action(), &[("ligne", number.as_str())]);
            Row::of(cells).edit(edit).drop("drop", &number)
        };
        let rows = self.rows.iter().map(row).collect();
        Table::new(shell, shell.t("audit-rows"), columns).rows(rows).at(self.action())
    }

    /// Pictures as links, where there are some.
    fn pictures(&self) -> Vec<(String, String)> {
        let code = &self.head.building.code;
        let shown = matches!(self.section, Section::Photos);
        let of = |photo: &Named| (photo.name.clone(), urls::audit_photo(code, &photo.code));
        self.photos.iter().filter(|_| shown).map(of).collect()
    }

    fn undo(&self) -> Option<Undo<'_>> {
        let seen = Some(seen(&self.form)).filter(|_| self.open())?;
        let caption = audit::section(self.shell.body_lang(), self.section);
        Undo::of(&self.shell, self.action(), (seen, ""), caption)
    }

    fn upload(&self) -> Option<Form<'_>> {
        if self.section != Section::Photos || !self.open() || !self.form.get("row").is_empty() {
            return None;
        }
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let action = urls::audit_photos(&self.head.building.code);
        let fields = vec![
            Field::file(lang, data, "photo", shell.t("audit-photo"), "image/*")
                .hint(shell.t("audit-photo-hint")),
            Field::text(lang, data, "caption", audit_caption(shell)),
        ];
        Some(
            Form::new(shell, data, action, shell.t("audit-photo-submit"))
                .multipart()
                .group(Group::of(fields)),
        )
    }

    fn row_form(&self) -> Option<Form<'_>> {
        let fresh_photo = self.section == Section::Photos && self.form.get("row").is_empty();
        if !self.open() || self.full() || fresh_photo {
            return None;
        }
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let origins = || Origin::ALL.map(|o| Choice::new(o.code(), audit::origin(lang, o))).to_vec();
        let mut form =
            Form::new(shell, data, self.action(), shell.t("audit-row-submit")).group(Group::of(vec![
                Field::hidden("row", data.get("row")),
                Field::hidden("seen", data.get("seen")),
            ]));
        let mut plain = Vec::new();
        for input in self.section.inputs() {
            let field = self.field(input);
            if input.own_origin {
                let from = Field::select(
                    lang,
                    data,
                    &own_origin(input.code),
                    shell.t("audit-own-origin"),
                    origins(),
                )
                .of(audit::input(lang, self.section, input))
                .prompt(shell.t("audit-own-origin-same"))
                .optional(lang);
                form =
                    form.group(Group::of(core::mem::take(&mut plain))).group(Group::pair(vec![field, from]));
            } else {
                plain.push(field);
            }
        }
        let from = vec![
            Field::select(lang, data, "from", shell.t("audit-from"), origins())
                .hint(shell.t("audit-from-hint")),
            Field::text(lang, data, "by", shell.t("audit-by")).hint(shell.t("audit-by-hint")).optional(lang),
        ];
        form = form.group(Group::of(plain)).group(Group::pair(from));
        Some(form.cancel(self.action()))
    }

    fn field(&self, input: &Input) -> Field {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let label = audit::input(lang, self.section, input);
        let field = match input.form {
            Asked::Number { unit: "", .. } => Field::number(lang, data, input.code, label),
            Asked::Number { unit, .. } => Field::number(lang, data, input.code, label).unit(unit),
            Asked::Choice(list) => {
                let choices =
                    list.all.iter().map(|c| Choice::new(*c, audit::choice(lang, list.code, c))).collect();
                Field::select(lang, data, input.code, label, choices)
            }
            Asked::YesNo => {
                let choices = ["yes", "no"].map(|a| Choice::new(a, audit::yes_no(lang, a))).to_vec();
                Field::select(lang, data, input.code, label, choices)
            }
            Asked::Text => Field::text(lang, data, input.code, label),
            Asked::Lines => Field::lines(lang, data, input.code, label),
            Asked::Picture => {
                let choices = self.photos.iter().map(Choice::from).collect();
                Field::select(lang, data, input.code, label, choices).hint(shell.t("audit-picture-hint"))
            }
        };
        if input.asked { field } else { field.optional(lang) }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditSectionPage)> {
        let of = |section: Section, form: FormData| AuditSectionPage {
            shell: samples::shell(urls::audit_section(&samples::building().code, section.code())),
            head: samples::head(),
            audit: audit_samples::head(State::Draft),
            section,
            rows: audit_samples::audit().visit.rows(section).to_vec(),
            photos: vec![Named::new("a".repeat(64), "Plaque de la chaudière 1")],
            form: form.set("seen", "3"),
        };
        let edit = |section: Section| {
            let held = audit_samples::audit();
            let form = held.visit.rows(section).first().map(|row| forms::audit_row_form(section, row));
            of(section, form.unwrap_or_default().set("row", "1"))
        };
        let mut wrong = of(
            Section::Envelope,
            FormData::from_pairs([
                ("name", "Pignon"),
                ("area_m2", "beaucoup"),
                ("u_w_m2k", "17"),
                ("row", ""),
            ]),
        );
        let _ = forms::audit_row(&mut wrong.form, Section::Envelope, 3);
        let mut closed = of(Section::Production, FormData::new());
        closed.audit = audit_samples::head(State::Delivered);
        let mut reader = of(Section::Building, FormData::new());
        reader.shell = samples::reader(reader.shell);
        vec![
            ("new", of(Section::Envelope, FormData::new())),
            ("edit", edit(Section::Building)),
            ("wrong", wrong),
            ("empty", of(Section::Ventilation, FormData::new())),
            ("photos", of(Section::Photos, FormData::new())),
            ("closed", closed),
            ("reader", reader),
        ]
    }
}

fn audit_caption(shell: &Shell) -> String {
    let input = Section::Photos.input("caption");
    input.map(|input| audit::input(shell.body_lang(), Section::Photos, input)).unwrap_or_default()
}
