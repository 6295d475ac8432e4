//! What an invoice says beside its quantities: who, when, how much it costs, what it corrects.
//!
//! The consumption of an invoice is a [`super::Series`] of kind *billed*; its cost stands here. Amounts are exact
//! decimals in the currency of the invoice, with the sign it prints: a credit note prints what it gives back, mostly
//! above zero. Does *not* say which meter it is for beyond the supply points it names.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::building::Ean;
use crate::period::{Day, Period};

/// What kind of invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceKind {
    /// *Facture*, *facture de régularisation*: a period is settled.
    #[default]
    Invoice,
    /// *Facture d'acompte*: a payment in advance; it pays, it does not count.
    Advance,
    /// *Note de crédit*.
    CreditNote,
}

impl InvoiceKind {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            InvoiceKind::Invoice => "invoice",
            InvoiceKind::Advance => "advance",
            InvoiceKind::CreditNote => "credit_note",
        }
    }
}

/// An invoice, as it says it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Invoice {
    /// What kind.
    pub kind: InvoiceKind,
    /// Its number.
    pub number: Option<String>,
    /// Its date.
    pub issued: Option<Day>,
    /// Which days it settles, the last excluded.
    pub period: Option<Period>,
    /// Who sends it.
    pub supplier: Option<String>,
    /// Who gets it.
    pub customer: Option<String>,
    /// Supply points it names.
    pub points: Vec<Ean>,
    /// Numbers of the invoices it corrects or cancels.
    pub corrects: Vec<String>,
    /// ISO 4217 code.
    pub currency: String,
    /// Sum of the lines as stated, without VAT.
    pub lines_total: Option<Decimal>,
    /// Allowances on the whole invoice, *remises*, without VAT.
    pub allowances: Decimal,
    /// Charges on the whole invoice, *frais*, without VAT.
    pub charges: Decimal,
    /// Total without VAT, *HTVA*.
    pub excl_vat: Option<Decimal>,
    /// VAT.
    pub vat: Option<Decimal>,
    /// Total with VAT, *TVAC*.
    pub incl_vat: Option<Decimal>,
    /// What was paid before.
    pub prepaid: Option<Decimal>,
    /// Rounding of what is asked.
    pub rounding: Option<Decimal>,
    /// What is asked after advances were taken off.
    pub payable: Option<Decimal>,
    /// VAT by rate.
    pub rates: Vec<VatRate>,
    /// Its lines.
    pub lines: Vec<InvoiceLine>,
}

/// VAT at one rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VatRate {
    /// Per cent: 6, 21.
    pub percent: Decimal,
    /// What it is taken on.
    pub base: Decimal,
    /// What it comes to.
    pub amount: Decimal,
}

/// One line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct InvoiceLine {
    /// What it is for, in the supplier's words.
    pub what: String,
    /// How much of it, and its unit: the symbol where the code is that of one we know, else the code.
    pub quantity: Option<(Decimal, String)>,
    /// Which days, where the line has its own.
    pub period: Option<Period>,
    /// Amount without VAT.
    pub amount: Option<Decimal>,
    /// VAT rate, per cent.
    pub vat_percent: Option<Decimal>,
    /// The supply point it names.
    pub point: Option<Ean>,
    /// Whether its quantity is taken as a consumption or an injection; false where it bills energy told elsewhere once
    /// more, or no energy.
    pub counts: bool,
    /// Whether it takes off an advance paid before.
    pub is_advance: bool,
    /// kWh per m3, where the line prints it.
    pub kwh_per_m3: Option<Decimal>,
}

/// What something costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Cost {
    /// Without VAT, *HTVA*.
    pub excl_vat: Option<Decimal>,
    /// With VAT, *TVAC*.
    pub incl_vat: Option<Decimal>,
}

impl Cost {
    fn and(self, other: Cost) -> Cost {
        let both = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_add(b?);
        Cost { excl_vat: both(self.excl_vat, other.excl_vat), incl_vat: both(self.incl_vat, other.incl_vat) }
    }

    /// To the cent, half away from zero.
    fn to_cent(self) -> Cost {
        let cent = |d: Decimal| d.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        Cost { excl_vat: self.excl_vat.map(cent), incl_vat: self.incl_vat.map(cent) }
    }
}

impl InvoiceLine {
    /// What the line costs; with VAT where it says its rate.
    pub fn cost(&self) -> Cost {
        let with_vat = |percent: Decimal| {
            let factor = Decimal::ONE.checked_add(percent.checked_div(Decimal::ONE_HUNDRED)?)?;
            self.amount?.checked_mul(factor)
        };
        Cost { excl_vat: self.amount, incl_vat: self.vat_percent.and_then(with_vat) }
    }
}

impl Invoice {
    /// What the period costs: the totals, without the advances that lines took off. An advance was paid for the same
    /// energy, and its own invoice counts as no cost.
    pub fn cost(&self) -> Cost {
        let stated = Cost { excl_vat: self.excl_vat, incl_vat: self.incl_vat };
        if self.kind != InvoiceKind::Invoice {
            return stated;
        }
        let advances = self.lines.iter().filter(|line| line.is_advance).map(|line| {
            let cost = line.cost();
            Cost { excl_vat: cost.excl_vat.map(|d| -d), incl_vat: cost.incl_vat.map(|d| -d) }
        });
        advances.fold(stated, Cost::and).to_cent()
    }

    /// What the lines that name each supply point cost.
    pub fn cost_by_point(&self) -> BTreeMap<&Ean, Cost> {
        let mut costs: BTreeMap<&Ean, Cost> = BTreeMap::new();
        for line in self.lines.iter().filter(|line| !line.is_advance) {
            if let Some(point) = &line.point {
                let nothing = Cost { excl_vat: Some(Decimal::ZERO), incl_vat: Some(Decimal::ZERO) };
                let cost = costs.entry(point).or_insert(nothing);
                *cost = cost.and(line.cost());
            }
        }
        costs.into_iter().map(|(point, cost)| (point, cost.to_cent())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn line(amount: Decimal, point: Option<&str>, is_advance: bool) -> InvoiceLine {
        InvoiceLine {
            amount: Some(amount),
            vat_percent: Some(dec!(6)),
            point: point.and_then(Ean::read),
            is_advance,
            ..InvoiceLine::default()
        }
    }

    #[test]
    fn advances_taken_off_are_part_of_the_cost() {
        let invoice = Invoice {
            excl_vat: Some(dec!(20.00)),
            incl_vat: Some(dec!(21.20)),
            lines: vec![line(dec!(100.00), None, false), line(dec!(-80.00), None, true)],
            ..Invoice::default()
        };
        assert_eq!(invoice.cost(), Cost { excl_vat: Some(dec!(100.00)), incl_vat: Some(dec!(106.00)) });
    }

    #[test]
    fn two_points_share_the_cost_by_their_lines() {
        let [a, b] = ["549999000000008012", "549999000000008029"];
        let invoice = Invoice {
            lines: vec![
                line(dec!(40), Some(a), false),
                line(dec!(20.005), Some(b), false),
                line(dec!(5), None, false),
                line(dec!(-30), Some(a), true),
            ],
            ..Invoice::default()
        };
        let costs: Vec<_> = invoice.cost_by_point().into_values().collect();
        assert_eq!(costs[0], Cost { excl_vat: Some(dec!(40)), incl_vat: Some(dec!(42.40)) });
        assert_eq!(costs[1].excl_vat, Some(dec!(20.01)));
        assert_eq!(costs.len(), 2);
    }
}
