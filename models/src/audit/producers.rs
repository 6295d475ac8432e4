//! How well what the visit found turns each carrier into heat: on PCI, by the share each producer has of it.
//!
//! One way for the heat balance and for the state measures stand on. An efficiency whose basis nobody told is none; one that is above
//! what a fuel holds (1/0.90 of PCI for gas) is a slip of the finger, and counts for nothing either. It is that of the
//! *production*: pipes and control stay in the useful heat, so that what an envelope saves is never overstated.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::inputs::Section;
use super::visit::{Row, Visit};
use crate::building::Carrier;
use crate::catalog::Catalog;
use crate::certain::Quality;
use crate::measures::HeatUse;

const HUNDRED: Decimal = Decimal::ONE_HUNDRED;

/// Whether a producer serves a use.
fn serves(row: &Row, of: HeatUse) -> bool {
    let other = match of {
        HeatUse::SpaceHeat => "hot-water",
        HeatUse::HotWater => "heating",
    };
    row.text("purpose") != other
}

/// Whether something on site turns a carrier into heat for rooms.
pub fn heats(visit: &Visit, carrier: &str) -> bool {
    let rows = visit.rows(Section::Production);
    rows.iter().any(|row| row.text("carrier") == carrier && serves(row, HeatUse::SpaceHeat))
}

/// Efficiency on PCI of what turns a carrier into heat of a use, by the share each has of it; `None` where one of them did not
/// tell it.
pub fn efficiency(
    visit: &Visit,
    catalog: &Catalog,
    carrier: &str,
    of: HeatUse,
) -> Option<(Decimal, Quality)> {
    let (mut sum, mut shares, mut quality) = (Decimal::ZERO, Decimal::ZERO, Quality::Measured);
    let makes = |row: &&Row| row.text("carrier") == carrier && serves(row, of);
    for row in visit.rows(Section::Production).iter().filter(makes) {
        let told = row.get("efficiency_percent")?;
        let net = on_net(row.number("efficiency_percent")?, row.text("basis"), carrier, catalog)?;
        let share = row.number("share_percent").unwrap_or(HUNDRED);
        sum += net * share;
        shares += share;
        quality = quality.weakest(told.origin.quality());
    }
    let mean = sum.checked_div(shares)?;
    Some((mean / HUNDRED, quality))
}

/// Of every carrier whose producers told it, for rooms and for hot water.
pub fn efficiencies(visit: &Visit, catalog: &Catalog) -> BTreeMap<(HeatUse, Carrier), Decimal> {
    let of = |of: HeatUse, carrier: Carrier| {
        let (found, _) = efficiency(visit, catalog, carrier.code(), of)?;
        Some(((of, carrier), found)).filter(|_| found > Decimal::ZERO && possible(catalog, carrier, found))
    };
    HeatUse::ALL.iter().flat_map(|use_of| Carrier::ALL.iter().filter_map(move |c| of(*use_of, *c))).collect()
}

/// No burner gives more than the fuel holds; what takes electricity or heat from a network may.
fn possible(catalog: &Catalog, carrier: Carrier, efficiency: Decimal) -> bool {
    if carrier == Carrier::Electricity {
        return true;
    }
    let holds = catalog.carrier(carrier).and_then(|card| Decimal::ONE.checked_div(card.net_per_gross()?));
    efficiency <= holds.unwrap_or(Decimal::ONE)
}

/// An efficiency on PCI: on PCS more energy is counted in the same fuel, by the ratio of the catalogue.
fn on_net(percent: Decimal, basis: &str, carrier: &str, catalog: &Catalog) -> Option<Decimal> {
    match basis {
        "gross" => {
            let card = catalog.carrier(Carrier::from_code(carrier)?)?;
            percent.checked_div(card.net_per_gross().unwrap_or(Decimal::ONE))
        }
        "net" => Some(percent),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::audit::visit::{Origin, Told};

    fn row(number: u16, all: &[(&str, &str)]) -> Row {
        let told = |value: &str| Told { value: value.to_owned(), origin: Origin::Nameplate, by: None };
        Row { number, told: all.iter().map(|(code, value)| ((*code).to_owned(), told(value))).collect() }
    }

    fn boiler(number: u16, percent: &str, basis: &str, purpose: &str, share: &str) -> Row {
        let all = [
            ("carrier", "natural_gas"),
            ("efficiency_percent", percent),
            ("basis", basis),
            ("purpose", purpose),
            ("share_percent", share),
        ];
        row(number, &all)
    }

    #[test]
    fn each_producer_counts_by_its_share_of_its_use_on_pci() {
        let catalog = Catalog::embedded().unwrap();
        let check = |rows: Vec<Row>, rooms: Option<Decimal>, water: Option<Decimal>| {
            let mut visit = Visit::default();
            visit.0.insert(Section::Production, rows);
            let found = efficiencies(&visit, &catalog);
            let of = |of| found.get(&(of, Carrier::NaturalGas)).map(|e| e.round_dp(4).normalize());
            assert_eq!((of(HeatUse::SpaceHeat), of(HeatUse::HotWater)), (rooms, water), "{visit:?}");
        };
        let both = boiler(1, "87", "net", "both", "80");
        check(vec![both.clone()], Some(dec!(0.87)), Some(dec!(0.87)));
        check(
            vec![both.clone(), boiler(2, "96", "net", "heating", "20")],
            Some(dec!(0.888)),
            Some(dec!(0.87)),
        );
        check(vec![boiler(1, "81", "gross", "heating", "100")], Some(dec!(0.9)), None);
        check(vec![boiler(1, "130", "net", "both", "100")], None, None);
        check(
            vec![both, row(2, &[("carrier", "natural_gas"), ("purpose", "heating")])],
            None,
            Some(dec!(0.87)),
        );
        check(vec![], None, None);
    }
}
