//! Aids of the measures of an audit, in detail: what the schemes answer, what the adviser told instead, what is counted.
//!
//! Fields: [`crate::forms::audit_subsidy`]; `drop` alone takes one out, by its place; `seen`.

use askama::Template;
use eclaireur_models::audit::versions::State;
use eclaireur_models::audit::worked::AidRow;
use eclaireur_models::audit::{Audit, Subsidy};

use super::audit_part::{AuditHead, Row, Table};
use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::aided::{OTHER, amount, answer, basis, counted, origin, refused, scheme, shown, until, why};
use crate::forms::{self, CERTAINTIES, Choice, Field, Form, FormData, Group};
use crate::shell::{Crumb, Named, Shell};
use crate::text::Say;
use crate::worked::{Told, euro, marked};
use crate::{format, schemes, urls};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_aids.html")]
pub struct AuditAidsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which version.
    pub audit: AuditHead,
    /// The audit worked out.
    pub told: Told,
    /// What the adviser told.
    pub subsidies: Vec<Subsidy>,
    /// Works that can be told of, by their words.
    pub works: Vec<Named>,
    /// Values and problems.
    pub form: FormData,
}

html!(AuditAidsPage);

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    CERTAINTIES.iter().map(|(code, _)| format!("aided-certainty-{code}")).collect()
}

impl AuditAidsPage {
    fn title(&self) -> String {
        self.shell.t("audit-aids-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-aids-crumb").to_string()))
    }

    fn action(&self) -> String {
        urls::audit_aids(&self.head.building.code)
    }

    fn closed(&self) -> Option<String> {
        self.audit.closed(&self.shell)
    }

    fn open(&self) -> bool {
        self.audit.is_open(&self.shell)
    }

    fn rows(&self) -> &[AidRow] {
        &self.told.worked.aids
    }

    fn answer(&self) -> String {
        if self.rows().is_empty() {
            return self.shell.t("audit-aids-none").to_string();
        }
        let (sure, possible) = (self.told.worked.aid_counted(), self.told.worked.aid_possible());
        self.shell
            .t("audit-aids-answer")
            .with("sure", euro(sure))
            .with("possible", euro(possible))
            .with("open", if possible.is_zero() { "no" } else { "yes" })
            .to_string()
    }

    fn table(&self) -> Table<'_> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("audit-report-col-measure").to_string(),
            shell.t("aided-col-scheme").to_string(),
            shell.t("aided-col-answer").to_string(),
            shell.t("aided-col-amount").to_string(),
            shell.t("aided-col-counted").to_string(),
            shell.t("aided-col-until").to_string(),
            shell.t("aided-col-origin").to_string(),
        ];
        let row = |row: &AidRow| {
            let said = [vec![answer(lang, &row.aid)], why(lang, &row.aid)].concat().join(" · ");
            let how = basis(lang, &row.aid).map(|how| format!(" = {how}")).unwrap_or_default();
            Row::of(vec![
                self.told.name(&row.key),
                scheme(lang, &self.told, &row.aid),
                said,
                format!("{}{how}", amount(lang, &row.aid)),
                counted(row),
                until(lang, &row.aid),
                origin(lang, row.origin),
            ])
        };
        let rows = shown(&self.told).into_iter().map(row).collect();
        Table::new(shell, shell.t("audit-aids-crumb"), columns).rows(rows)
    }

    /// Schemes that say no, and why.
    fn refused(&self) -> Vec<String> {
        refused(self.shell.body_lang(), &self.told)
    }

    fn has_table(&self) -> bool {
        !shown(&self.told).is_empty()
    }

    fn work(&self, code: &str) -> String {
        let named = self.works.iter().find(|work| work.code == code);
        named.map_or_else(|| code.to_owned(), |work| work.name.clone())
    }

    fn named(&self, code: &str) -> String {
        let other = || self.shell.t("aided-other").to_string();
        self.told.schemes.get(code).cloned().unwrap_or_else(other)
    }

    fn own(&self) -> Table<'_> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("aided-col-work").to_string(),
            shell.t("aided-col-scheme").to_string(),
            shell.t("aided-col-amount").to_string(),
            shell.t("aided-col-until").to_string(),
        ];
        let row = |(at, one): (usize, &Subsidy)| {
            let amount = one.euro.map_or_else(
                || shell.t("worked-unknown").to_string(),
                |amount| marked(lang, euro(amount), one.certainty),
            );
            let row = Row::of(vec![
                self.work(&one.work),
                self.named(&one.scheme),
                amount,
                one.until.map_or_else(|| shell.t("aided-no-deadline").to_string(), format::day),
            ]);
            if self.open() { row.drop("drop", &at) } else { row }
        };
        let rows = self.subsidies.iter().enumerate().map(row).collect();
        Table::new(shell, shell.t("audit-aids-own"), columns).rows(rows).at(self.action())
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let works = self.works.iter().map(|work| Choice::new(&work.code, &work.name)).collect();
        let known = self.told.schemes.iter().map(|(code, name)| Choice::new(code, name));
        let other = Choice::new(OTHER, shell.t("aided-other"));
        let word = |code: &str| Say::owned(lang, format!("aided-certainty-{code}")).to_string();
        let sure = CERTAINTIES.iter().map(|(code, _)| Choice::new(*code, word(code))).collect();
        Form::new(shell, data, self.action(), shell.t("audit-row-submit"))
            .group(Group::of(vec![
                Field::hidden("seen", data.get("seen")),
                Field::select(lang, data, "work", shell.t("aided-col-work"), works),
                Field::select(
                    lang,
                    data,
                    "scheme",
                    shell.t("aided-col-scheme"),
                    known.chain([other]).collect(),
                ),
            ]))
            .group(Group::pair(vec![
                Field::number(lang, data, "euro", shell.t("aided-col-amount"))
                    .hint(shell.t("aided-euro-hint"))
                    .unit("€")
                    .optional(lang),
                Field::select(lang, data, "certainty", shell.t("aided-certainty"), sure),
            ]))
            .group(Group::of(vec![
                Field::date(lang, data, "until", shell.t("aided-col-until"))
                    .hint(shell.t("aided-until-hint"))
                    .optional(lang),
            ]))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditAidsPage)> {
        let report = crate::reports::audit_samples::care_home();
        let Audit { subsidy, .. } = report.audit;
        let lang = eclaireur_models::lang::Lang::Fr;
        let word = |code: &str| Named::new(code, format::capitalised(&schemes::words(lang, "work", code)));
        let some = AuditAidsPage {
            shell: samples::shell(urls::audit_aids(&samples::building().code)),
            head: samples::head(),
            audit: audit_samples::head(State::Draft),
            told: report.told,
            subsidies: subsidy,
            works: ["roof-flat", "joinery", "lighting"].map(word).to_vec(),
            form: FormData::new().set("seen", "1"),
        };
        let empty = AuditAidsPage {
            told: crate::reports::audit_samples::nothing().told,
            subsidies: Vec::new(),
            ..some.clone()
        };
        let mut wrong = AuditAidsPage {
            form: FormData::from_pairs([("work", "roof-flat"), ("euro", "beaucoup"), ("until", "demain")]),
            ..some.clone()
        };
        let _ = forms::audit_subsidy(&mut wrong.form, &some.works, &[]);
        let closed = AuditAidsPage { audit: audit_samples::head(State::Delivered), ..some.clone() };
        vec![("some", some), ("empty", empty), ("wrong", wrong), ("closed", closed)]
    }
}
