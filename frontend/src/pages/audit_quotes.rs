//! Quotes side by side: same quantities, U or R, what is left out, VAT, price per unit. Nobody is chosen here.
//!
//! Fields: [`crate::forms::audit_quote`]; `row` says which one is changed; `drop` alone takes one out;
//! `undo`; `seen`. GET with `ligne` shows the form of one.

use askama::Template;
use eclaireur_models::audit::quotes::{
    Cell, Compared, Comparison, Difference, Quote, Total, UNITS, VAT_RATES,
};
use eclaireur_models::audit::versions::State;
use eclaireur_models::units::Euro;
use rust_decimal::Decimal;

use super::audit_part::{AuditHead, Row, Table, Undo, change_of, seen};
use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::forms::{self, Choice, Field, Form, FormData, Group, QUOTE_LINES};
use crate::shell::{Crumb, Named, Shell};
use crate::{audit, format, urls};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_quotes.html")]
pub struct AuditQuotesPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which version.
    pub audit: AuditHead,
    /// Quotes.
    pub quotes: Vec<Quote>,
    /// Side by side.
    pub comparison: Comparison,
    /// Works of the catalogue to choose from.
    pub works: Vec<Named>,
    /// Whether it buys under the law of public procurement; nothing where nobody said.
    pub contracting_authority: Option<bool>,
    /// Values and problems.
    pub form: FormData,
}

html!(AuditQuotesPage);

fn euro(amount: Decimal) -> String {
    format::euro(Euro(amount))
}

impl AuditQuotesPage {
    fn title(&self) -> String {
        self.shell.t("audit-quotes-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-quotes-crumb").to_string()))
    }

    fn action(&self) -> String {
        urls::audit_quotes(&self.head.building.code)
    }

    fn closed(&self) -> Option<String> {
        self.audit.closed(&self.shell)
    }

    fn open(&self) -> bool {
        self.audit.is_open(&self.shell)
    }

    fn answer(&self) -> String {
        let differ = self.comparison.totals.iter().filter(|total| !total.differs.is_empty()).count();
        let cells = self.comparison.works.iter().flat_map(|work| &work.cells);
        let works = cells.filter(|cell| !cell.differs.is_empty()).count();
        self.shell
            .t("audit-quotes-answer")
            .with("count", self.quotes.len())
            .count("differences", differ + works)
            .to_string()
    }

    /// Who awards, and how.
    fn procurement(&self) -> String {
        match self.contracting_authority {
            Some(true) => self.shell.t("audit-quotes-authority"),
            Some(false) => self.shell.t("audit-quotes-free"),
            None => self.shell.t("audit-quotes-authority-unknown"),
        }
        .to_string()
    }

    fn contractor(&self, number: u16) -> String {
        let quote = self.quotes.iter().find(|quote| quote.number == number);
        quote.map(|quote| quote.contractor.clone()).unwrap_or_default()
    }

    fn work(&self, code: &str) -> String {
        let found = self.works.iter().find(|work| work.code == code);
        found.map_or_else(|| code.to_owned(), |work| work.name.clone())
    }

    fn differences<'d>(&self, all: impl IntoIterator<Item = &'d Difference>) -> String {
        let lang = self.shell.body_lang();
        let said: Vec<String> = all.into_iter().map(|d| audit::difference(lang, *d)).collect();
        if said.is_empty() { self.shell.t("audit-quotes-same").to_string() } else { said.join(" · ") }
    }

    fn totals(&self) -> Table<'_> {
        let shell = &self.shell;
        let columns = vec![
            shell.t("audit-col-contractor").to_string(),
            shell.t("audit-col-excl").to_string(),
            shell.t("audit-col-same").to_string(),
            shell.t("audit-col-vat").to_string(),
            shell.t("audit-col-both").to_string(),
            shell.t("audit-col-exclusions").to_string(),
            shell.t("audit-col-differs").to_string(),
        ];
        let row = |total: &Total| {
            let quote = self.quotes.iter().find(|quote| quote.number == total.quote);
            let rate = quote.and_then(|quote| quote.vat_percent);
            let not_told = || shell.t("audit-not-told").to_string();
            let vat = match (rate, total.incl_vat) {
                (Some(rate), Some(incl)) => format!("{rate}\u{a0}% : {}", euro(incl)),
                _ => not_told(),
            };
            let left_out = quote.map(|quote| quote.exclusions.join(" · ")).unwrap_or_default();
            let row = Row::of(vec![
                self.contractor(total.quote),
                euro(total.excl_vat),
                total
                    .same_quantities
                    .map_or_else(|| shell.t("audit-quotes-not-comparable").to_string(), euro),
                vat,
                total.at.map(euro).join(" / "),
                if left_out.is_empty() { shell.t("audit-quotes-nothing-out").to_string() } else { left_out },
                self.differences(&total.differs),
            ]);
            if !self.open() {
                return row;
            }
            let number = total.quote.to_string();
            row.change(change_of(&self.action(), &number)).drop("drop", &number)
        };
        let rows = self.comparison.totals.iter().map(row).collect();
        Table::new(shell, shell.t("audit-quotes-totals"), columns).rows(rows).at(self.action())
    }

    fn undo(&self) -> Option<Undo<'_>> {
        let seen = Some(seen(&self.form)).filter(|_| self.open())?;
        Undo::of(&self.shell, self.action(), (seen, ""), self.shell.t("audit-quotes-totals").to_string())
    }

    fn changes(&self) -> bool {
        !self.form.get("row").is_empty()
    }

    fn by_work(&self) -> Vec<(String, String, Table<'_>)> {
        self.comparison.works.iter().map(|work| self.one_work(work)).collect()
    }

    fn one_work(&self, work: &Compared) -> (String, String, Table<'_>) {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("audit-col-contractor").to_string(),
            shell.t("audit-col-quantity").to_string(),
            shell.t("audit-col-per-unit").to_string(),
            shell.t("audit-col-at-same").to_string(),
            shell.t("audit-col-ur").to_string(),
            shell.t("audit-col-differs").to_string(),
        ];
        let row = |cell: &Cell| {
            let not_told = || shell.t("audit-not-told").to_string();
            let line = cell.line.as_ref();
            let heat = line.map(|line| {
                let u = line.u.map(|u| format!("U {}", format::decimal(u)));
                let r = line.r.map(|r| format!("R {}", format::decimal(r)));
                let said: Vec<String> = [u, r].into_iter().flatten().collect();
                if said.is_empty() { not_told() } else { said.join(", ") }
            });
            let quantity = line
                .map(|line| format!("{} {}", format::decimal(line.quantity), audit::unit(lang, &line.unit)));
            Row::of(vec![
                self.contractor(cell.quote),
                quantity.unwrap_or_else(not_told),
                cell.per_unit.map_or_else(not_told, euro),
                cell.same_quantity.map_or_else(not_told, euro),
                heat.unwrap_or_else(not_told),
                self.differences(&cell.differs),
            ])
        };
        let name = self.work(&work.work);
        let against = shell
            .t("audit-quotes-against")
            .with("quantity", format!("{} {}", format::decimal(work.quantity), audit::unit(lang, &work.unit)))
            .to_string();
        let table = Table::new(shell, name.clone(), columns).rows(work.cells.iter().map(row).collect());
        (name, against, table)
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let rates = VAT_RATES.map(|rate| Choice::new(rate.to_string(), format!("{rate}\u{a0}%"))).to_vec();
        let mut form = Form::new(shell, data, self.action(), shell.t("audit-row-submit"))
            .group(Group::of(vec![
                Field::hidden("seen", data.get("seen")),
                Field::hidden("row", data.get("row")),
                Field::text(lang, data, "contractor", shell.t("audit-col-contractor")),
            ]))
            .group(Group::pair(vec![
                Field::date(lang, data, "dated", shell.t("audit-quote-dated")).optional(lang),
                Field::date(lang, data, "valid_until", shell.t("audit-quote-valid")).optional(lang),
            ]))
            .group(Group::of(vec![
                Field::select(lang, data, "vat", shell.t("audit-col-vat"), rates)
                    .hint(shell.t("audit-quote-vat-hint"))
                    .optional(lang),
                Field::lines(lang, data, "exclusions", shell.t("audit-col-exclusions"))
                    .hint(shell.t("audit-quote-exclusions-hint"))
                    .optional(lang),
            ]));
        for n in 1..=QUOTE_LINES {
            form = form.group(self.line(n));
        }
        if self.changes() { form.cancel(self.action()) } else { form }
    }

    fn line(&self, n: usize) -> Group {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let name = |of: &str| format!("{of}_{n}");
        let works = self.works.iter().map(Choice::from).collect();
        let units = UNITS.map(|unit| Choice::new(unit, audit::unit(lang, unit))).to_vec();
        let legend = shell.t("audit-quote-line").with("n", n).to_string();
        let fields = vec![
            Field::select(lang, data, &name("work"), shell.t("audit-col-work"), works).of(legend.as_str()),
            Field::number(lang, data, &name("quantity"), shell.t("audit-col-quantity")).of(legend.as_str()),
            Field::select(lang, data, &name("unit"), shell.t("audit-quote-unit"), units).of(legend.as_str()),
            Field::number(lang, data, &name("euro"), shell.t("audit-col-excl")).unit("€").of(legend.as_str()),
            Field::number(lang, data, &name("u"), shell.t("audit-quote-u"))
                .unit("W/m²K")
                .of(legend.as_str())
                .optional(lang),
            Field::number(lang, data, &name("r"), shell.t("audit-quote-r"))
                .unit("m²K/W")
                .of(legend.as_str())
                .optional(lang),
        ];
        let group = Group::pair(fields).legend(legend);
        if n == 1 || !data.get(&name("work")).is_empty() { group } else { group.folded() }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditQuotesPage)> {
        let held = audit_samples::audit();
        let some = AuditQuotesPage {
            shell: samples::shell(urls::audit_quotes(&samples::building().code)),
            head: samples::head(),
            audit: audit_samples::head(State::Draft),
            comparison: eclaireur_models::audit::quotes::compare(&held.quote, samples::today()),
            quotes: held.quote,
            works: vec![Named::new("roof-flat", "Isolation d’une toiture plate")],
            contracting_authority: Some(true),
            form: FormData::new(),
        };
        let empty = AuditQuotesPage {
            quotes: vec![],
            comparison: Comparison::default(),
            contracting_authority: None,
            ..some.clone()
        };
        let mut wrong = AuditQuotesPage {
            contracting_authority: Some(false),
            form: FormData::from_pairs([("contractor", ""), ("work_1", "roof-flat"), ("quantity_1", "0")]),
            ..some.clone()
        };
        let _ = forms::audit_quote(&mut wrong.form, 3);
        let shown = some.quotes.first().map(forms::audit_quote_form).unwrap_or_default();
        let change = AuditQuotesPage { form: shown.set("row", "1").set("seen", "2"), ..some.clone() };
        vec![("some", some), ("empty", empty), ("change", change), ("wrong", wrong)]
    }
}
