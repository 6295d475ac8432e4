//! The tables of a plan: years, first months, figures for an accountant, ways to pay side by side, other sights.
//!
//! Page, workbook and paper take the same table, so that they tell the same cent. Does *not* compute.

use eclaireur_models::financing::Cents;
use eclaireur_models::financing::plan::compare::{Compared, Figures};
use eclaireur_models::financing::plan::{Mix, Month, Plan, SourceKind, Variant, Year};
use eclaireur_models::lang::Lang;
use rust_decimal::Decimal;

use crate::plan::{euro, words};
use crate::tables::{Cell, Column, Kind, Table};
use crate::text::Say;
use crate::{format, schemes, words as named};

/// A figure with its value and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its name.
    pub name: String,
    /// Its value, with its unit.
    pub value: String,
    /// What it means.
    pub means: String,
}

/// What a year is made of, in the order of the table: code, value, whether it is always shown.
type Part<T> = (&'static str, fn(&T) -> Cents, bool);

const YEAR: [Part<Year>; 11] = [
    ("saving", |y| y.energy_saving, true),
    ("not-kept", |y| y.saving_not_kept, false),
    ("third-party", |y| y.third_party, false),
    ("instalment", |y| y.instalment, false),
    ("interest", |y| y.interest, false),
    ("maintenance", |y| y.maintenance, false),
    ("replacement", |y| y.replacement, false),
    ("bridging", |y| y.bridging, false),
    ("residual", |y| y.residual, false),
    ("net", |y| y.net, true),
    ("sum", |y| y.cumulated, true),
];

const MONTH: [Part<Month>; 8] = [
    ("saving", |m| m.energy_saving, true),
    ("instalment", |m| m.instalment, false),
    ("other", |m| m.other, false),
    ("grants", |m| m.grants, false),
    ("bridged", |m| m.bridging, false),
    ("bridged-left", |m| m.bridged, false),
    ("net", |m| m.net, true),
    ("sum", |m| m.cumulated, true),
];

/// Figures an accountant asks for, by code.
const FIGURES: [&str; 13] = [
    "cost",
    "borne",
    "npv",
    "irr",
    "payback",
    "discounted",
    "dscr",
    "life-cycle",
    "levelised",
    "kwh",
    "co2",
    "project-npv",
    "project-irr",
];

/// What ways to pay are compared by.
const CRITERIA: [&str; 11] =
    ["amount", "own", "paid", "most", "net", "cost", "left", "npv", "dscr", "neutral", "cautious"];

/// Every key this module may ask for by code.
pub fn keys() -> Vec<String> {
    let years = YEAR.iter().map(|(code, _, _)| format!("plan-col-{code}"));
    let months = MONTH.iter().map(|(code, _, _)| format!("plan-col-{code}"));
    let figures = FIGURES.iter().flat_map(|f| [format!("plan-fig-{f}"), format!("plan-fig-{f}-means")]);
    let criteria = CRITERIA.iter().map(|code| format!("plan-by-{code}"));
    years.chain(months).chain(figures).chain(criteria).collect()
}

fn say(lang: Lang, key: String) -> String {
    Say::owned(lang, key).to_string()
}

fn cell(cents: Cents) -> Cell {
    let mut exact = cents.0;
    exact.rescale(2);
    Cell::Number(exact)
}

/// Rows of these parts; where not `whole`, a part that is nothing in every row is left out.
fn table<T>(
    lang: Lang,
    (title, first): (String, &'static str),
    parts: &[Part<T>],
    rows: &[(u16, T)],
    whole: bool,
) -> Table {
    let shown: Vec<&Part<T>> = parts
        .iter()
        .filter(|(_, of, always)| whole || *always || rows.iter().any(|(_, row)| !of(row).0.is_zero()))
        .collect();
    let mut columns = vec![Column::new(say(lang, first.to_owned()), Kind::Text)];
    columns.extend(
        shown
            .iter()
            .map(|(code, _, _)| Column::new(say(lang, format!("plan-col-{code}")), Kind::Number).unit("€")),
    );
    let rows = rows.iter().map(|(at, row)| {
        let cells = shown.iter().map(|(_, of, _)| cell(of(row)));
        core::iter::once(Cell::Text(at.to_string())).chain(cells).collect()
    });
    Table { title, columns, rows: rows.collect() }
}

/// Every year to the cent; `whole` with the columns that are nothing.
pub fn years(lang: Lang, plan: &Plan, whole: bool) -> Table {
    let rows: Vec<(u16, Year)> = plan.years.iter().map(|year| (year.year, *year)).collect();
    table(lang, (Say::new(lang, "plan-years").to_string(), "plan-col-year"), &YEAR, &rows, whole)
}

/// Acceptance and the first 24 months.
pub fn months(lang: Lang, plan: &Plan, whole: bool) -> Table {
    let rows: Vec<(u16, Month)> = plan.months.iter().map(|month| (month.month, *month)).collect();
    table(lang, (Say::new(lang, "plan-months").to_string(), "plan-col-month"), &MONTH, &rows, whole)
}

/// Figures an accountant asks for; those that do not exist for this plan are left out.
pub fn figures(lang: Lang, plan: &Plan) -> Vec<Figure> {
    let years =
        |years: Decimal| Say::new(lang, "plan-in-years").with("years", format::decimal(years)).to_string();
    let in_year = |year: u16| Say::new(lang, "plan-in-year").with("year", format::whole(year)).to_string();
    let percent = |rate: Decimal| format::percent(rate);
    let value = |code: &str| -> Option<String> {
        Some(match code {
            "cost" => euro(plan.cost_incl_vat),
            "borne" => euro(plan.cost_borne),
            "npv" => euro(plan.npv),
            "irr" => percent(plan.irr?.0),
            "payback" => years(plan.simple_payback_years?.0),
            "discounted" => in_year(plan.discounted_payback_year?),
            "dscr" => format::number(plan.dscr_min?.0, 2),
            "life-cycle" => euro(plan.life_cycle_cost),
            "levelised" => format!("{} €/kWh", format::number(plan.levelised_cost_per_kwh?.0, 4)),
            "kwh" => Say::new(lang, "plan-kwh-both")
                .with("kwh", format::number(plan.saved_kwh_per_year, 0))
                .with("cautious", format::number(plan.saved_kwh_per_year_p90, 0))
                .to_string(),
            "co2" => {
                Say::new(lang, "plan-kg").with("kg", format::number(plan.co2_kg_per_year?, 0)).to_string()
            }
            "project-npv" => euro(plan.project_npv),
            "project-irr" => percent(plan.project_irr?.0),
            _ => return None,
        })
    };
    let one = |code: &&str| {
        Some(Figure {
            name: say(lang, format!("plan-fig-{code}")),
            value: value(code)?,
            means: say(lang, format!("plan-fig-{code}-means")),
        })
    };
    FIGURES.iter().filter_map(one).collect()
}

/// What a kWh is worth, energy by energy.
pub fn prices(lang: Lang, plan: &Plan) -> Vec<String> {
    let one = |price: &eclaireur_models::financing::plan::Price| {
        let sure = price.certainty == eclaireur_models::certain::Certainty::Certain;
        let said = if sure { Say::new(lang, "plan-price") } else { Say::new(lang, "plan-price-open") };
        said.with("carrier", named::carrier(lang, price.carrier))
            .with("euro", format!("{} €", format::number(price.euro_per_kwh, 4)))
            .to_string()
    };
    plan.prices.iter().map(one).collect()
}

/// From which year on it costs nothing, and the least that a year then brings.
fn neutral(lang: Lang, year: Option<u16>, yields: Option<Cents>) -> String {
    let Some(year) = year else { return Say::new(lang, "plan-never").to_string() };
    match yields.filter(|cents| cents.0 > Decimal::ZERO) {
        Some(cents) => {
            Say::new(lang, "plan-from-yields").with("year", format::whole(year)).with("euro", euro(cents))
        }
        None => Say::new(lang, "plan-from").with("year", format::whole(year)),
    }
    .to_string()
}

/// The same plan under other sights of the future.
pub fn variants(lang: Lang, plan: &Plan) -> Table {
    let columns = vec![
        Column::new(Say::new(lang, "plan-variant").to_string(), Kind::Text),
        Column::new(Say::new(lang, "plan-by-neutral").to_string(), Kind::Text),
        Column::new(Say::new(lang, "plan-by-npv").to_string(), Kind::Number).unit("€"),
        Column::new(Say::new(lang, "plan-col-unfunded").to_string(), Kind::Number).unit("€"),
    ];
    let row = |variant: &Variant| {
        vec![
            Cell::Text(words(lang, "variant", &variant.code)),
            Cell::Text(neutral(lang, variant.cash_neutral_from_year, variant.yearly_yield)),
            cell(variant.npv),
            cell(variant.unfunded),
        ]
    };
    Table {
        title: Say::new(lang, "plan-variants").to_string(),
        columns,
        rows: plan.variants.iter().map(row).collect(),
    }
}

/// The value of a criterion.
fn by(lang: Lang, code: &str, figures: &Figures) -> String {
    match code {
        "amount" => euro(figures.amount),
        "own" => euro(figures.own_funds),
        "paid" => euro(figures.paid_in_year_one),
        "most" => euro(figures.highest_instalment),
        "net" => euro(figures.net_in_year_one),
        "cost" => euro(figures.cost_of_money),
        "left" => euro(figures.left_at_end),
        "npv" => euro(figures.npv),
        "dscr" => figures.dscr_min.map_or_else(|| "–".to_owned(), |ratio| format::number(ratio.0, 2)),
        "neutral" => neutral(lang, figures.cash_neutral_from_year, None),
        _ => neutral(lang, figures.cautious_neutral_from_year, figures.cautious_yearly_yield),
    }
}

/// What has to be said of a way: terms that lack, limits that it breaks.
fn remark(lang: Lang, way: &Compared) -> String {
    if way.above_limit {
        return Say::new(lang, "plan-above-limit").to_string();
    }
    if way.missing.is_empty() {
        return Say::new(lang, "plan-within-limits").to_string();
    }
    let facts: Vec<String> = way.missing.iter().map(|fact| schemes::fact(lang, fact)).collect();
    Say::new(lang, "plan-way-lacks").with("facts", facts.join(" · ")).to_string()
}

/// Ways to pay side by side: a column each.
pub fn compared(lang: Lang, ways: &[Compared]) -> Table {
    let mut columns = vec![Column::new(Say::new(lang, "plan-criterion").to_string(), Kind::Text)];
    columns.extend(ways.iter().map(|way| Column::new(words(lang, "source", way.kind.code()), Kind::Text)));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for code in CRITERIA {
        let values = ways.iter().map(|way| {
            Cell::Text(way.figures.as_ref().map_or_else(|| "–".to_owned(), |figures| by(lang, code, figures)))
        });
        rows.push(core::iter::once(Cell::Text(say(lang, format!("plan-by-{code}")))).chain(values).collect());
    }
    let remarks = ways.iter().map(|way| Cell::Text(remark(lang, way)));
    rows.push(
        core::iter::once(Cell::Text(Say::new(lang, "plan-remark").to_string())).chain(remarks).collect(),
    );
    Table { title: Say::new(lang, "plan-compared").to_string(), columns, rows }
}

/// The mix that respects the limits at least cost: a sentence, then its parts.
pub fn mix(lang: Lang, mix: &Mix) -> (String, Vec<String>) {
    let open = mix.unfunded.0 > Decimal::ZERO;
    let sentence = if open {
        Say::new(lang, "plan-mix-short").with("euro", euro(mix.unfunded))
    } else {
        Say::new(lang, "plan-mix").with("euro", euro(mix.cost))
    };
    let part = |kind: SourceKind, cents: Cents| {
        Say::new(lang, "plan-part")
            .with("source", words(lang, "source", kind.code()))
            .with("euro", euro(cents))
            .to_string()
    };
    (sentence.to_string(), mix.parts.iter().map(|p| part(p.kind, p.amount)).collect())
}
