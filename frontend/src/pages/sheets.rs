//! The published sheets of projects, for investors: what is done, where, how much it costs, how much others have to bring.

use askama::Template;
use eclaireur_models::financing::sheet::Sheet;
use eclaireur_models::lang::Lang;
use eclaireur_models::units::Euro;
use rust_decimal::Decimal;

use super::samples;
use super::sheet_samples;
use super::sheet_view;
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::{format, urls};

/// A bracket of amounts: code in addresses, from, below.
const BRACKETS: [(&str, i64, Option<i64>); 4] = [
    ("moins-de-50000", 0, Some(50_000)),
    ("50000-250000", 50_000, Some(250_000)),
    ("250000-1000000", 250_000, Some(1_000_000)),
    ("plus-de-1000000", 1_000_000, None),
];

/// A sheet in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its id in addresses.
    pub id: String,
    /// What is published.
    pub sheet: Sheet,
}

impl Published {
    /// What the works cost without VAT.
    fn cost(&self) -> Option<Decimal> {
        Some(self.sheet.cost_excl_vat)
    }

    /// Euro saved in the first year, where there is a plan.
    pub(crate) fn saving(&self) -> Option<Decimal> {
        self.sheet.plan.as_ref()?.saving_euro
    }
}

/// What the list is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetFilter {
    /// Code of a measure.
    pub work: String,
    /// A province.
    pub province: String,
    /// Bracket of the cost without VAT.
    pub amount: String,
    /// Bracket of what others have to bring.
    pub ticket: String,
}

impl SheetFilter {
    /// Whether it narrows anything.
    pub fn is_set(&self) -> bool {
        [&self.work, &self.province, &self.amount, &self.ticket].iter().any(|word| !word.is_empty())
    }

    fn keeps(&self, sheet: &Sheet) -> bool {
        let work = |code: &str| sheet.works.iter().any(|work| work.measure.as_deref() == Some(code));
        (self.work.is_empty() || work(&self.work))
            && (self.province.is_empty() || sheet.province.as_deref() == Some(self.province.as_str()))
            && within(&self.amount, Some(sheet.cost_excl_vat))
            && within(&self.ticket, sheet.need())
    }

    fn pairs(&self) -> [(&'static str, &str); 4] {
        [
            ("travaux", &self.work),
            ("province", &self.province),
            ("montant", &self.amount),
            ("ticket", &self.ticket),
        ]
    }
}

/// Whether an amount lies in a bracket; in no particular one lies everything, in one that is not known nothing.
fn within(bracket: &str, amount: Option<Decimal>) -> bool {
    if bracket.is_empty() {
        return true;
    }
    let known = BRACKETS.iter().find(|(code, _, _)| *code == bracket);
    known.zip(amount).is_some_and(|((_, from, below), amount)| {
        amount >= Decimal::from(*from) && below.is_none_or(|below| amount < Decimal::from(below))
    })
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/sheets.html")]
pub struct SheetsPage {
    /// Frame.
    pub shell: Shell,
    /// Every sheet, the newest first.
    pub sheets: Vec<Published>,
    /// What it is narrowed to.
    pub filter: SheetFilter,
    /// Names of activities.
    pub activities: Vec<Named>,
}

html!(SheetsPage);

/// A filter as it is shown: id, name, words, choices with whether they are chosen.
struct Choosing {
    name: &'static str,
    label: String,
    choices: Vec<(String, String, bool)>,
}

impl SheetsPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("sheets-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("sheets-crumb").to_string()),
        ]
    }

    /// Those that are looked for.
    pub(crate) fn found(&self) -> Vec<&Published> {
        self.sheets.iter().filter(|one| self.filter.keeps(&one.sheet)).collect()
    }

    fn answer(&self) -> String {
        let found = self.found();
        let need: Decimal = found.iter().filter_map(|one| one.sheet.need()).sum();
        self.shell
            .t("sheets-answer")
            .count("count", found.len())
            .with("euro", format::euro(Euro(need)))
            .to_string()
    }

    fn filters(&self) -> Vec<Choosing> {
        let lang = self.lang();
        let mut works: Vec<(String, String)> = self
            .sheets
            .iter()
            .flat_map(|one| &one.sheet.works)
            .filter_map(|work| Some((sheet_view::name(lang, work), work.measure.clone()?)))
            .collect();
        works.sort();
        works.dedup();
        let mut provinces: Vec<(String, String)> = self
            .sheets
            .iter()
            .filter_map(|one| Some((one.sheet.province.clone()?, one.sheet.province.clone()?)))
            .collect();
        provinces.sort();
        provinces.dedup();
        let brackets =
            || BRACKETS.map(|(code, from, below)| (self.bracket(from, below), code.to_owned())).to_vec();
        [
            ("travaux", "sheets-filter-work", works, &self.filter.work),
            ("province", "sheets-filter-province", provinces, &self.filter.province),
            ("montant", "sheets-filter-amount", brackets(), &self.filter.amount),
            ("ticket", "sheets-filter-ticket", brackets(), &self.filter.ticket),
        ]
        .map(|(name, label, choices, chosen)| Choosing {
            name,
            label: self.shell.t(label).to_string(),
            choices: choices
                .into_iter()
                .map(|(words, code)| (code.clone(), words, code == *chosen))
                .collect(),
        })
        .into()
    }

    fn bracket(&self, from: i64, below: Option<i64>) -> String {
        let euro = |amount: i64| format::number(Decimal::from(amount), 0);
        let said = match below {
            Some(below) if from == 0 => self.shell.t("sheets-below").with("below", euro(below)),
            Some(below) => self.shell.t("sheets-between").with("from", euro(from)).with("below", euro(below)),
            None => self.shell.t("sheets-above").with("from", euro(from)),
        };
        said.to_string()
    }

    fn name(&self, one: &Published) -> String {
        sheet_view::title(self.lang(), &one.sheet)
    }

    /// *Maison de repos · province de Namur*
    fn about(&self, one: &Published) -> String {
        let parts = [
            one.sheet.organisation.clone(),
            sheet_view::activity(&one.sheet, &self.activities),
            sheet_view::province(self.lang(), &one.sheet),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn euro(amount: impl core::borrow::Borrow<Option<Decimal>>) -> Option<String> {
        amount.borrow().map(|amount| format::euro(Euro(amount.round_dp(2))))
    }

    fn payback(&self, one: &Published) -> Option<String> {
        let years = one.sheet.plan.as_ref()?.payback_years?;
        Some(self.shell.t("plan-in-years").with("years", format::decimal(years)).to_string())
    }

    fn files(&self) -> Files {
        let what = self.shell.t("table-sheets").to_string();
        Files::new(what, [urls::sheets_csv(), urls::sheets_xlsx()], &self.filter.pairs())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, SheetsPage)> {
        let mut shell = samples::shell(urls::sheets());
        shell.organisation = None;
        let mut named = sheet_samples::bare();
        named.organisation = Some(samples::organisation().name);
        let published = |id: &str, sheet| Published { id: id.to_owned(), sheet };
        let some = SheetsPage {
            shell,
            sheets: vec![
                published("01j9zq3k5m7np", sheet_samples::planned()),
                published("01j9zq3k5m7nq", named),
            ],
            filter: SheetFilter::default(),
            activities: samples::activities(),
        };
        let mut narrowed = some.clone();
        narrowed.filter = SheetFilter {
            work: "photovoltaic".to_owned(),
            province: "Hainaut".to_owned(),
            amount: "50000-250000".to_owned(),
            ticket: "50000-250000".to_owned(),
        };
        let mut unfound = some.clone();
        unfound.filter.ticket = "plus-de-1000000".to_owned();
        let none = SheetsPage { sheets: Vec::new(), ..some.clone() };
        vec![("some", some), ("narrowed", narrowed), ("unfound", unfound), ("none", none)]
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn an_amount_lies_in_one_bracket_and_what_is_not_known_in_none() {
        for (amount, code) in [
            (dec!(0), "moins-de-50000"),
            (dec!(49999.99), "moins-de-50000"),
            (dec!(50000), "50000-250000"),
            (dec!(250000), "250000-1000000"),
            (dec!(1000000), "plus-de-1000000"),
        ] {
            let held: Vec<&str> =
                BRACKETS.iter().map(|(code, _, _)| *code).filter(|code| within(code, Some(amount))).collect();
            assert_eq!(held, [code], "{amount}");
        }
        assert!(within("", None) && !within("50000-250000", None) && !within("nulle-part", Some(dec!(1))));
    }
}
