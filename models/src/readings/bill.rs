//! What an invoice says beside its quantities: who, when, how much it costs, what it corrects.
//!
//! The consumption of an invoice is a [`super::Series`] of kind *billed*; its cost stands here. Amounts are exact
//! decimals in the currency of the invoice, with the sign it gives them: a credit note is below zero. Does *not* say
//! which meter it is for beyond what the invoice prints.

use rust_decimal::Decimal;
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
    /// Supply points it names.
    pub points: Vec<Ean>,
    /// Numbers of the invoices it corrects or cancels.
    pub corrects: Vec<String>,
    /// ISO 4217 code.
    pub currency: String,
    /// Total without VAT, *HTVA*.
    pub excl_vat: Option<Decimal>,
    /// VAT.
    pub vat: Option<Decimal>,
    /// Total with VAT, *TVAC*.
    pub incl_vat: Option<Decimal>,
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
    /// How much of it, and in which unit as written.
    pub quantity: Option<(Decimal, String)>,
    /// Which days, where the line has its own.
    pub period: Option<Period>,
    /// Amount without VAT.
    pub amount: Option<Decimal>,
    /// VAT rate, per cent.
    pub vat_percent: Option<Decimal>,
}
