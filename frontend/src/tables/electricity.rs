//! What is shared, as tables: electricity between site and network, a meter between buildings.

use eclaireur_models::lang::Lang;
use eclaireur_models::readings::totals::Balance;
use eclaireur_models::units::Energy;
use rust_decimal::Decimal;

use super::column;
use super::table::{Cell, Kind, Table};
use crate::pages::meter_shares::MeterSharesPage;
use crate::text::Say;
use crate::words;

/// The balance of a building, month by month; `year` narrows it.
pub fn balance_table(lang: Lang, building: &str, balance: &Balance, year: Option<i16>) -> Table {
    let number = |key| column(lang, key, Kind::Number).unit("kWh");
    let columns = vec![
        column(lang, "col-building", Kind::Text),
        column(lang, "col-month", Kind::Text),
        number("col-offtake"),
        number("col-injection"),
        number("col-production"),
        number("col-own-use"),
        number("col-used"),
        column(lang, "col-quality", Kind::Mark),
    ];
    let title = Say::new(lang, "table-balance").with("building", building).to_string();
    let mut table = Table::new(title, columns);
    let months = balance.months.iter().filter(|m| year.is_none_or(|year| m.month.year() == year));
    table.rows.extend(months.map(|m| {
        let energy = |e: Option<Energy>| Cell::number(e.map(Energy::kwh));
        vec![
            Cell::text(building),
            Cell::text(m.month.to_string()),
            energy(m.offtake),
            energy(m.injection),
            energy(m.production),
            energy(m.own_use),
            energy(m.used),
            m.own_use.map_or(Cell::Empty, |_| Cell::Mark(words::quality(lang, m.quality))),
        ]
    }));
    table
}

/// What each building gets of a shared meter.
pub fn shares(page: &MeterSharesPage) -> Table {
    let lang = page.shell.body_lang();
    let columns = vec![
        column(lang, "col-meter", Kind::Text),
        column(lang, "col-year", Kind::Number),
        column(lang, "col-building", Kind::Text),
        column(lang, "col-quantity", Kind::Number),
        column(lang, "col-unit", Kind::Text),
    ];
    let title = Say::new(lang, "table-shares").with("meter", &page.meter.name).to_string();
    let mut table = Table::new(title, columns);
    table.rows.extend(page.given.iter().map(|given| {
        let unit = given.now.map(|e| crate::format::unit_of_kwh(page.carrier, e.basis()));
        let whole = || Say::new(lang, "shares-whole").to_string();
        vec![
            Cell::text(&page.meter.name),
            Cell::number(Some(Decimal::from(given.year))),
            Cell::text(given.building.as_ref().map_or_else(whole, |b| b.name.clone())),
            Cell::number(given.now.map(Energy::kwh)),
            Cell::maybe(unit.map(|u| u.replace(crate::format::NBSP, " "))),
        ]
    }));
    table
}
