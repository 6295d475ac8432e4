//! Measures of the audit: what each would save alone, what was capped, what it costs, what stands against it.
//!
//! GET with `mesure` shows the form of one measure of the catalogue, with `ligne` that of one that is there. Fields:
//! [`crate::forms::audit_measure`]; `row` says which one is changed; `drop` alone takes one out; `undo`; `seen`.

use askama::Template;
use eclaireur_models::audit::versions::State;
use eclaireur_models::audit::visit::Origin;
use eclaireur_models::audit::worked::Looked;
use eclaireur_models::catalog::{Catalog, MeasureCard};

use super::audit_part::{AuditHead, Row, Table, Undo, change_of, seen};
use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::forms::{self, Choice, Field, Form, FormData, Group};
use crate::shell::{Crumb, Shell};
use crate::worked::{Told, cost, kwh, maybe_euro, said, years};
use crate::{audit, format, urls};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_measures.html")]
pub struct AuditMeasuresPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which version.
    pub audit: AuditHead,
    /// The audit worked out.
    pub told: Told,
    /// The measure whose form is shown.
    pub card: Option<MeasureCard>,
    /// Values and problems.
    pub form: FormData,
}

html!(AuditMeasuresPage);

impl AuditMeasuresPage {
    fn title(&self) -> String {
        self.shell.t("audit-measures-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-nav-measures").to_string()))
    }

    fn action(&self) -> String {
        urls::audit_measures(&self.head.building.code)
    }

    fn closed(&self) -> Option<String> {
        self.audit.closed(&self.shell)
    }

    fn open(&self) -> bool {
        self.audit.is_open(&self.shell)
    }

    fn looked(&self) -> &[Looked] {
        &self.told.worked.looked
    }

    /// One sentence with its numbers.
    fn answer(&self) -> String {
        let best = self.looked().iter().filter(|one| one.refusals.is_empty()).max_by_key(|one| one.kwh);
        match best {
            Some(best) => self
                .shell
                .t("audit-measures-answer")
                .count("count", self.looked().len())
                .with("name", self.told.name(&best.key))
                .with("saved", kwh(best.kwh))
                .to_string(),
            None => self.shell.t("audit-measures-lead").to_string(),
        }
    }

    /// What lacks on the side of the meters.
    fn nothing_measured(&self) -> bool {
        self.told.worked.today.taken.is_empty()
    }

    fn table(&self) -> Table<'_> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("audit-report-col-measure").to_string(),
            shell.t("audit-report-col-saves").to_string(),
            shell.t("audit-report-col-euro").to_string(),
            shell.t("audit-report-col-cost").to_string(),
            shell.t("audit-report-col-payback").to_string(),
            shell.t("audit-report-col-said").to_string(),
        ];
        let row = |one: &Looked| {
            let ready = one.refusals.is_empty();
            let words = said(lang, one);
            let row = Row::of(vec![
                self.told.name(&one.key),
                if ready { kwh(one.kwh) } else { shell.t("worked-unknown").to_string() },
                maybe_euro(lang, one.euro),
                cost(lang, one),
                years(lang, one.payback_years),
                if words.is_empty() { "—".to_owned() } else { words.join(" ") },
            ]);
            if !self.open() {
                return row;
            }
            let number = one.number.to_string();
            row.change(change_of(&self.action(), &number)).drop("drop", &number)
        };
        let rows = self.looked().iter().map(row).collect();
        Table::new(shell, shell.t("audit-nav-measures"), columns).rows(rows).at(self.action())
    }

    /// Which measure to add.
    fn choose(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let mut named: Vec<(&String, &String)> = self.told.names.iter().collect();
        named.sort_by_key(|(_, name)| name.to_lowercase());
        let choices = named.into_iter().map(|(code, name)| Choice::new(code, name)).collect();
        let which = Field::select(lang, data, "mesure", shell.t("audit-report-col-measure"), choices);
        Form::new(shell, data, self.action(), shell.t("audit-measures-choose"))
            .by_address()
            .group(Group::of(vec![which]))
    }

    fn undo(&self) -> Option<Undo<'_>> {
        let seen = Some(seen(&self.form)).filter(|_| self.open())?;
        Undo::of(&self.shell, self.action(), (seen, ""), self.shell.t("audit-nav-measures").to_string())
    }

    fn adds(&self) -> String {
        match &self.card {
            Some(card) if !self.form.get("row").is_empty() => {
                let name = self.told.name(&card.code);
                self.shell.t("audit-measures-change").with("name", name).to_string()
            }
            Some(card) => {
                let name = self.told.name(&card.code);
                self.shell.t("audit-measures-add").with("name", name).to_string()
            }
            None => self.shell.t("audit-measures-new").to_string(),
        }
    }

    /// The form of the measure chosen.
    fn measure(&self) -> Option<Form<'_>> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let card = self.card.as_ref()?;
        let say = |key: String| crate::text::Say::owned(lang, key).to_string();
        let mut fields = vec![
            Field::hidden("seen", data.get("seen")),
            Field::hidden("row", data.get("row")),
            Field::hidden("code", &card.code),
        ];
        for asked in &card.inputs {
            let name = forms::measure_input(&asked.code);
            let mut hint = say(format!("input-measure-{}-hint", asked.code));
            if let Some(value) = asked.default {
                let usual = shell.t("audit-measures-default").with("value", format::decimal(value));
                hint = format!("{hint} {usual}");
            }
            let field = Field::number(lang, data, &name, say(format!("input-measure-{}", asked.code)))
                .hint(hint)
                .unit(unit(&asked.unit));
            let needed = asked.default.is_none() && card.method.asks().0.contains(&asked.code.as_str());
            fields.push(if needed { field } else { field.optional(lang) });
        }
        let origins =
            Origin::ALL.iter().map(|one| Choice::new(one.code(), audit::origin(lang, *one))).collect();
        let whence = vec![
            Field::select(lang, data, "from", shell.t("audit-from"), origins)
                .hint(shell.t("audit-from-hint")),
            Field::text(lang, data, "by", shell.t("audit-by")).hint(shell.t("audit-by-hint")).optional(lang),
            Field::number(lang, data, "euro_excl_vat", shell.t("audit-measures-cost"))
                .hint(shell.t("audit-measures-cost-hint"))
                .unit("€")
                .optional(lang),
        ];
        let form = Form::new(shell, data, self.action(), shell.t("audit-row-submit"));
        Some(form.group(Group::of(fields)).group(Group::of(whence)).cancel(self.action()))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditMeasuresPage)> {
        let catalog = Catalog::embedded().unwrap_or_default();
        let some = AuditMeasuresPage {
            shell: samples::shell(urls::audit_measures(&samples::building().code)),
            head: samples::head(),
            audit: audit_samples::head(State::Draft),
            told: crate::reports::audit_samples::care_home().told,
            card: None,
            form: FormData::new().set("seen", "2"),
        };
        let empty = AuditMeasuresPage { told: crate::reports::audit_samples::nothing().told, ..some.clone() };
        let card = catalog.measure("roof-flat").cloned();
        let adding = AuditMeasuresPage { card: card.clone(), ..some.clone() };
        let mut wrong = AuditMeasuresPage {
            form: FormData::from_pairs([
                ("code", "roof-flat"),
                ("input-area", "beaucoup"),
                ("input-u-before", "12"),
                ("from", "plan"),
            ]),
            ..adding.clone()
        };
        if let Some(card) = &card {
            let _ = forms::audit_measure(&mut wrong.form, card, 9);
        }
        let closed = AuditMeasuresPage { audit: audit_samples::head(State::Reading), ..some.clone() };
        let shown =
            FormData::from_pairs([("row", "1"), ("input-area", "1450"), ("from", "plan"), ("seen", "2")]);
        let change = AuditMeasuresPage { form: shown, ..adding.clone() };
        vec![
            ("some", some),
            ("empty", empty),
            ("adding", adding),
            ("change", change),
            ("wrong", wrong),
            ("closed", closed),
        ]
    }
}

/// A unit of the catalogue as people write it.
pub(crate) fn unit(code: &str) -> String {
    match code {
        "1" | "share" => String::new(),
        "degC" => "°C".to_owned(),
        "kWp" => "kWc".to_owned(),
        "kWh/kWp" => "kWh/kWc".to_owned(),
        _ => code.replace("m2", "m²").replace("m3", "m³").replace('.', "·"),
    }
}
