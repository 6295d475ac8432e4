//! What energy costs a sector, what it would cost if prices rose, and what it would give back to the mission.

use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::view::{PerUnit, Totals};
use rust_decimal::{Decimal, dec};

use super::parts::{Part, co2, each};
use super::told::Told;
use super::words::{euro, ratio, unit_name};
use crate::format::{self, NBSP};
use crate::tables::{Cell, Column, Kind, Table};
use crate::text::Say;

/// How many times dearer energy might become (S29).
const STRESS: [Decimal; 3] = [dec!(1.5), dec!(2), dec!(3)];

fn words(lang: Lang, key: &'static str) -> Column {
    Column::new(Say::new(lang, key).to_string(), Kind::Text)
}

fn number(lang: Lang, key: &'static str) -> Column {
    Column::new(Say::new(lang, key).to_string(), Kind::Number)
}

/// What it costs.
pub(super) fn cost(told: &Told, lang: Lang) -> Option<Part> {
    let view = &told.view;
    let cost = view.cost?;
    let mut part = Part::new("cout", Say::new(lang, "sector-cost"));
    part.figure(
        Say::new(lang, "sector-cost-total"),
        (format::whole(cost.amount), "€".to_owned()),
        Say::new(lang, "sector-of-buildings").count("count", cost.count.buildings),
    );
    if let Some(each) = each(cost) {
        part.figure(
            Say::new(lang, "sector-cost-area"),
            (format::number(each, 2), "€/m²".to_owned()),
            Say::new(lang, "sector-cost-area-says"),
        );
    }
    if let Some(each) = view.price.and_then(each) {
        part.figure(
            Say::new(lang, "sector-cost-kwh"),
            (format::number(each, 3), "€/kWh".to_owned()),
            Say::new(lang, "sector-cost-kwh-says"),
        );
    }
    if let Some((budget, share)) = view.budget.and_then(|budget| Some((budget, each(budget)?))) {
        part.figure(
            Say::new(lang, "sector-budget"),
            (format::percent(share), String::new()),
            Say::new(lang, "sector-budget-says").count("count", budget.count.buildings),
        );
        part = part.says(
            Say::new(lang, "sector-stress-says")
                .with("now", format::percent(share))
                .with("then", format::percent(share * dec!(2))),
        );
        part.tables.push(stress(lang, budget.amount, share));
        part = part.how(
            Say::new(lang, "sector-how-budget")
                .with("cost", euro(budget.amount))
                .with("income", euro(budget.base)),
        );
    }
    Some(part.how(Say::new(lang, "sector-how-cost")))
}

fn stress(lang: Lang, cost: i64, share: Decimal) -> Table {
    let columns = vec![
        words(lang, "sector-stress-times"),
        number(lang, "sector-stress-more").unit("€"),
        number(lang, "sector-stress-share").unit("%"),
    ];
    let row = |times: &Decimal| {
        vec![
            Cell::text(format!("×{NBSP}{}", format::decimal(*times))),
            Cell::Number((Decimal::from(cost) * (times - Decimal::ONE)).round_dp(0)),
            Cell::Number((share * times * Decimal::ONE_HUNDRED).round_dp(1)),
        ]
    };
    let rows = STRESS.iter().map(row).collect();
    Table { title: Say::new(lang, "sector-stress").to_string(), columns, rows }
}

/// What it would give back to the mission, and the lines of the sustainable development goals.
pub(super) fn mission(told: &Told, lang: Lang, totals: &Totals) -> Part {
    let view = &told.view;
    let mut part = Part::new("mission", Say::new(lang, "sector-mission"));
    if !view.units.is_empty() {
        part.tables.push(units(told, lang, &view.units));
    }
    if let Some(renewable) = view.renewable.and_then(each) {
        part = part.says(Say::new(lang, "sector-sdg-7").with("share", format::percent(renewable)));
    }
    if let Some(over) = view.recoverable.filter(|over| over.base > 0) {
        part = part.says(Say::new(lang, "sector-sdg-11").with("euro", euro(over.base)));
    }
    part = part.says(Say::new(lang, "sector-sdg-13").with("co2", co2(totals)));
    part.how(Say::new(lang, "sector-how-units")).how(Say::new(lang, "sector-how-sdg"))
}

fn units(told: &Told, lang: Lang, units: &[PerUnit]) -> Table {
    let columns = vec![
        words(lang, "sector-col-unit"),
        number(lang, "sector-col-unit-energy").unit("kWh"),
        number(lang, "sector-col-unit-cost").unit("€"),
        number(lang, "sector-col-unit-freed").unit("€"),
        number(lang, "sector-col-unit-count"),
    ];
    let row = |of: &PerUnit| {
        let cell = |over: Option<eclaireur_models::portfolio::sector::view::Over>| {
            Cell::number(over.and_then(|over| ratio(over.amount, over.base)).map(|each| each.round_dp(0)))
        };
        let counted = of.normal.or(of.cost).or(of.freed).map(|over| Decimal::from(over.base));
        vec![
            Cell::text(unit_name(&told.units, &of.unit)),
            cell(of.normal),
            cell(of.cost),
            cell(of.freed),
            Cell::number(counted),
        ]
    };
    Table {
        title: Say::new(lang, "sector-units").to_string(),
        columns,
        rows: units.iter().map(row).collect(),
    }
}
