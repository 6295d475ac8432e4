//! The lists of the site as tables: organisations, buildings, imports, the files we read.

use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::units::Energy;

use super::table::{Cell, Column, Kind, Table};
use super::{column, last_day, yes_no};
use crate::format;
use crate::pages::aids::AidsPage;
use crate::pages::building_list::BuildingListPage;
use crate::pages::cadastre::{CadastrePage, Held};
use crate::pages::cost::CostPage;
use crate::pages::formats::FormatsPage;
use crate::pages::home::HomePage;
use crate::pages::imports::ImportsPage;
use crate::pages::organisation::OrganisationPage;
use crate::pages::{CarrierYear, Named};
use crate::text::Say;
use crate::{schemes, words};

/// The organisations, one row each.
pub fn organisations(page: &HomePage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-organisations").to_string(),
        vec![
            column(lang, "col-organisation", Kind::Text),
            column(lang, "col-activity", Kind::Text),
            column(lang, "col-commune", Kind::Text),
            column(lang, "col-buildings", Kind::Number),
            column(lang, "col-last-reading", Kind::Day),
            column(lang, "col-archived", Kind::Mark),
        ],
    );
    table.rows.extend(page.organisations.iter().map(|line| {
        vec![
            Cell::text(&line.organisation.name),
            Cell::maybe(line.activity.as_ref()),
            Cell::maybe(line.commune.as_ref()),
            Cell::count(line.buildings),
            Cell::day(line.last_reading),
            yes_no(lang, line.archived),
        ]
    }));
    table
}

/// The prices that hold, one row per energy.
pub fn prices(page: &CostPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-prices").with("building", &page.head.building.name).to_string(),
        vec![
            column(lang, "col-energy", Kind::Text),
            column(lang, "col-price", Kind::Mixed),
            column(lang, "col-unit", Kind::Text),
            column(lang, "col-since", Kind::Day),
        ],
    );
    table.rows.extend(page.prices.iter().map(|line| {
        vec![
            Cell::text(words::carrier(lang, line.carrier)),
            Cell::Number(line.price.incl_vat.0),
            Cell::text(page.price_unit(line.carrier)),
            Cell::day(Some(line.price.from).filter(|from| *from != Day::MIN)),
        ]
    }));
    table
}

/// The buildings of an organisation, one row per building and energy. A year that is not whole has no quantity, which
/// would pass for a low one.
pub fn buildings(page: &OrganisationPage) -> Table {
    let lang = page.shell.body_lang();
    let quantity = Say::new(lang, "col-quantity-of").with("year", page.year).to_string();
    let mut table = Table::new(
        Say::new(lang, "table-buildings").with("year", page.year).to_string(),
        vec![
            column(lang, "col-building", Kind::Text),
            column(lang, "col-activity", Kind::Text),
            column(lang, "col-commune", Kind::Text),
            column(lang, "col-energy", Kind::Text),
            Column::new(quantity, Kind::Number),
            column(lang, "col-unit", Kind::Text),
            column(lang, "col-complete-months", Kind::Number),
            column(lang, "col-quality", Kind::Mark),
            column(lang, "col-last-reading", Kind::Day),
            column(lang, "col-to-do", Kind::Text),
            column(lang, "col-archived", Kind::Mark),
        ],
    );
    for line in &page.buildings {
        let years: Vec<Option<&CarrierYear>> = match line.years.as_slice() {
            [] => vec![None],
            years => years.iter().map(Some).collect(),
        };
        for year in years {
            let mut row = vec![
                Cell::text(&line.building.name),
                Cell::maybe(line.activity.as_ref()),
                Cell::maybe(line.commune.as_ref()),
            ];
            row.extend(year.map_or([const { Cell::Empty }; 5], |year| energy(lang, year)));
            row.extend([
                Cell::day(line.last_reading),
                Cell::maybe(page.to_do_words(line)),
                yes_no(lang, line.archived),
            ]);
            table.rows.push(row);
        }
    }
    table
}

/// Energy, quantity, unit, complete months, quality.
fn energy(lang: Lang, year: &CarrierYear) -> [Cell; 5] {
    let whole = year.total.energy.filter(|_| year.total.complete_months == 12);
    let unit = year.total.energy.map(|e| format::unit_of_kwh(year.carrier, e.basis()));
    [
        Cell::text(words::carrier(lang, year.carrier)),
        Cell::number(whole.map(Energy::kwh)),
        Cell::maybe(unit.map(|u| u.replace(format::NBSP, " "))),
        Cell::Number(year.total.complete_months.into()),
        whole.map_or(Cell::Empty, |_| Cell::Mark(words::quality(lang, year.total.quality))),
    ]
}

/// The imports of an organisation, one row each.
pub fn imports(page: &ImportsPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-imports").to_string(),
        vec![
            column(lang, "col-what", Kind::Text),
            column(lang, "col-state", Kind::Mark),
            column(lang, "col-buildings", Kind::Text),
            column(lang, "col-from", Kind::Day),
            column(lang, "col-to", Kind::Day),
            column(lang, "col-readings", Kind::Number),
            column(lang, "col-to-correct", Kind::Number),
            column(lang, "col-sent", Kind::Day),
        ],
    );
    table.rows.extend(page.imports.iter().map(|line| {
        let buildings: Vec<&str> = line.buildings.iter().map(|b: &Named| b.name.as_str()).collect();
        vec![
            Cell::text(page.name(line)),
            Cell::Mark(page.state(line)),
            Cell::text(buildings.join(", ")),
            Cell::day(line.period.map(|p| p.from)),
            Cell::day(line.period.map(last_day)),
            Cell::count(line.readings),
            Cell::count(line.to_correct),
            Cell::Day(line.head.on),
        ]
    }));
    table
}

/// The buildings of an organisation in the order of the page, one row each; what is not known is empty.
pub fn cadastre(page: &CadastrePage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-cadastre").to_string(),
        vec![
            column(lang, "cadastre-col-building", Kind::Text),
            column(lang, "col-activity", Kind::Text),
            column(lang, "col-year", Kind::Text),
            column(lang, "cadastre-col-recoverable", Kind::Number).unit("kWh/an"),
            column(lang, "cadastre-col-recoverable", Kind::Number).unit("€/an"),
            column(lang, "cadastre-col-intensity", Kind::Number).unit("kWh/m²"),
            column(lang, "cadastre-col-reference", Kind::Text),
            column(lang, "cadastre-col-alerts", Kind::Number),
            column(lang, "cadastre-col-dearest", Kind::Number).unit("€/an"),
            column(lang, "col-quality", Kind::Mark),
        ],
    );
    table.rows.extend(page.ordered().into_iter().map(|line| {
        let value = |held: &Option<Held>| Cell::number(held.map(|h| h.value.round_dp(2)));
        vec![
            Cell::text(&line.building.name),
            Cell::maybe(line.activity.as_ref()),
            line.year.map_or(Cell::Empty, |year| Cell::Text(year.to_string())),
            value(&line.recoverable_kwh),
            value(&line.recoverable_euro),
            value(&line.intensity),
            Cell::maybe(page.reference(line).map(|r| r.replace(format::NBSP, " "))),
            Cell::count(line.alerts.len()),
            Cell::number(line.dearest()),
            line.intensity.map_or(Cell::Empty, |h| Cell::Mark(words::quality(lang, h.quality))),
        ]
    }));
    table
}

/// An empty list of buildings, to be filled in: the headers that we propose, and nothing below.
pub fn building_list(page: &BuildingListPage) -> Table {
    let title = Say::new(page.shell.body_lang(), "list-model-name").to_string();
    Table::new(title, page.columns.iter().map(|c| Column::new(c.header.clone(), Kind::Text)).collect())
}

/// The files we read.
pub fn formats(page: &FormatsPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-formats").to_string(),
        vec![
            column(lang, "col-format", Kind::Text),
            column(lang, "col-sender", Kind::Text),
            column(lang, "col-headers", Kind::Text),
            column(lang, "col-code", Kind::Text),
        ],
    );
    table.rows.extend(page.formats.iter().map(|line| {
        vec![
            Cell::text(&line.name),
            Cell::maybe(line.from.as_ref()),
            Cell::text(line.headers.join(", ")),
            Cell::text(&line.code),
        ]
    }));
    table
}

/// The aids, one row each.
pub fn aids(page: &AidsPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-aids").to_string(),
        vec![
            column(lang, "col-aid", Kind::Text),
            column(lang, "aids-kind", Kind::Mark),
            column(lang, "aids-status", Kind::Mark),
            column(lang, "aids-whom", Kind::Text),
            column(lang, "col-checked-on", Kind::Day),
            column(lang, "aids-stale", Kind::Mark),
            column(lang, "aids-to-confirm", Kind::Mark),
            column(lang, "col-code", Kind::Text),
        ],
    );
    table.rows.extend(page.aids.iter().map(|line| {
        vec![
            Cell::text(&line.aid.name),
            Cell::Mark(schemes::kind(lang, line.kind)),
            Cell::Mark(schemes::status(lang, line.status)),
            Cell::maybe(line.whom.as_ref()),
            Cell::Day(line.checked_on),
            yes_no(lang, line.stale),
            yes_no(lang, line.to_confirm),
            Cell::text(&line.aid.code),
        ]
    }));
    table
}
