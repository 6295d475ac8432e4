//! Whether the sums of an invoice add up: its lines, its total without VAT, the VAT of each rate, what is asked.
//!
//! What does not is said and used all the same: the totals are what is paid.

use rust_decimal::{Decimal, dec};

use crate::finding::{Code, Finding, Findings};
use crate::readings::bill::Invoice;

/// Up to this an amount differs by rounding, and by half as much again for each line or rate that was rounded.
const ROUNDING: Decimal = dec!(0.01);

/// Says which sums do not add up.
pub(super) fn check(invoice: &Invoice, findings: &mut Findings) {
    let lines: Option<Decimal> = invoice.lines.iter().map(|line| line.amount).sum();
    let bases: Decimal = invoice.rates.iter().map(|rate| rate.base).sum();
    let taxes: Decimal = invoice.rates.iter().map(|rate| rate.amount).sum();
    let has_rates = !invoice.rates.is_empty();
    let sums = [
        ("lines", invoice.lines_total, lines),
        ("excl", invoice.excl_vat, invoice.lines_total.map(|sum| sum - invoice.allowances + invoice.charges)),
        ("base", invoice.excl_vat, has_rates.then_some(bases)),
        ("vat", invoice.vat, has_rates.then_some(taxes)),
        ("incl", invoice.incl_vat, invoice.excl_vat.zip(invoice.vat).map(|(excl, vat)| excl + vat)),
        (
            "payable",
            invoice.payable,
            invoice.incl_vat.map(|incl| {
                incl - invoice.prepaid.unwrap_or_default() + invoice.rounding.unwrap_or_default()
            }),
        ),
    ];
    let rounded = ROUNDING * (Decimal::ONE + Decimal::from(invoice.lines.len()) / dec!(2));
    let by_rate = invoice
        .rates
        .iter()
        .map(|rate| ("rate", Some(rate.amount), Some(rate.base * rate.percent / Decimal::ONE_HUNDRED)));
    for (what, stated, computed) in sums.into_iter().chain(by_rate) {
        let Some((stated, computed)) = stated.zip(computed) else { continue };
        let difference = (stated - computed).abs();
        // Only the VAT of a rate is rounded by rule.
        if difference.is_zero() || what == "rate" && difference <= rounded {
            continue;
        }
        let why = if difference <= rounded { "rounding" } else { "sum" };
        findings.push(
            Finding::new(Code::InvoiceTotalDiffers)
                .value(stated.normalize().to_string())
                .with("rule", what)
                .with("why", why)
                .with("stated", stated.normalize())
                .with("amount", computed.round_dp(4).normalize())
                .with("currency", &invoice.currency),
        );
    }
}
