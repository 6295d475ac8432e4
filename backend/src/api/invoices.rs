//! Invoices, as programs get them: what a file says of them, and which meter their cost goes to. `to` is the day after
//! the last.

use eclaireur_models::readings::bill::{Cost, Invoice};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::shapes::decimal;
use crate::importing::{Payer, Plan, Target};

/// An invoice as it says it.
pub fn shape(invoice: &Invoice) -> Value {
    let amount = |d: Option<Decimal>| d.map(decimal);
    let cost = invoice.cost();
    json!({
        "kind": invoice.kind.code(),
        "number": invoice.number,
        "issued": invoice.issued,
        "from": invoice.period.map(|p| p.from),
        "to": invoice.period.map(|p| p.to),
        "supplier": invoice.supplier,
        "customer": invoice.customer,
        "eans": invoice.points,
        "corrects": invoice.corrects,
        "currency": invoice.currency,
        "lines_total": amount(invoice.lines_total),
        "allowances": decimal(invoice.allowances),
        "charges": decimal(invoice.charges),
        "excl_vat": amount(invoice.excl_vat),
        "vat": amount(invoice.vat),
        "incl_vat": amount(invoice.incl_vat),
        "prepaid": amount(invoice.prepaid),
        "payable": amount(invoice.payable),
        "cost_excl_vat": amount(cost.excl_vat),
        "cost_incl_vat": amount(cost.incl_vat),
        "rates": invoice.rates.iter().map(|rate| json!({
            "percent": decimal(rate.percent), "base": decimal(rate.base), "amount": decimal(rate.amount),
        })).collect::<Vec<_>>(),
        "lines": invoice.lines.iter().map(|line| json!({
            "what": line.what,
            "quantity": line.quantity.as_ref().map(|(quantity, _)| decimal(*quantity)),
            "unit": line.quantity.as_ref().map(|(_, unit)| unit),
            "from": line.period.map(|p| p.from),
            "to": line.period.map(|p| p.to),
            "amount": amount(line.amount),
            "vat_percent": amount(line.vat_percent),
            "ean": line.point,
            "counts_towards_total": line.counts,
        })).collect::<Vec<_>>(),
    })
}

/// The invoices of a plan, each with the meters that take its cost.
pub fn planned(plan: &Plan) -> Vec<Value> {
    let costs = |n: usize| -> Vec<Value> {
        let bills = plan.bills.iter().filter(|bill| bill.invoice == n);
        bills
            .map(|bill| {
                let building = plan.buildings.iter().find(|b| b.id == bill.building);
                let Cost { excl_vat, incl_vat } = bill.cost;
                json!({
                    "meter": meter(plan, bill.payer),
                    "building": building.map(|b| b.building.code.as_str()),
                    "excl_vat": excl_vat.map(decimal),
                    "incl_vat": incl_vat.map(decimal),
                })
            })
            .collect()
    };
    let invoices = plan.parsed.invoices.iter().enumerate();
    invoices
        .map(|(n, invoice)| {
            let mut invoice = shape(invoice);
            if let Some(object) = invoice.as_object_mut() {
                object.insert("costs".to_owned(), json!(costs(n)));
            }
            invoice
        })
        .collect()
}

/// Id of the meter; null while it is still to be made.
fn meter(plan: &Plan, payer: Payer) -> Option<String> {
    match payer {
        Payer::Meter(id) => Some(id.to_string()),
        Payer::Series(n) => match plan.targets.get(n)? {
            Target::Known { meter, .. } => Some(meter.id.to_string()),
            _ => None,
        },
    }
}
