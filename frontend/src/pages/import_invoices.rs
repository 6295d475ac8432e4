//! The invoices of a file, as the import page shows them: a sentence, where the cost goes, the lines.

use eclaireur_models::period::Period;
use eclaireur_models::readings::bill::{Cost, Invoice, InvoiceKind, InvoiceLine};
use eclaireur_models::units::{Euro, Unit};
use rust_decimal::Decimal;

use super::import::ImportPage;
use crate::format;
use crate::shell::Shell;
use crate::tables::Files;
use crate::urls;

/// An invoice of the file, and what of it each meter takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceSeen {
    /// What it says.
    pub invoice: Invoice,
    /// Meters with their part of the cost.
    pub costs: Vec<CostLine>,
}

/// What of an invoice one meter takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostLine {
    /// What people call the meter.
    pub meter: String,
    /// Its cost.
    pub cost: Cost,
}

/// Lines of one invoice that are written out; the rest is counted.
const LINES_SHOWN: usize = 200;

/// An invoice in words.
pub(super) struct InvoiceBlock {
    pub(super) sentence: String,
    pub(super) costs: Vec<String>,
    pub(super) summary: String,
    /// What, quantity, amount, whether it counts.
    pub(super) lines: Vec<[String; 4]>,
    pub(super) more: usize,
}

impl ImportPage {
    pub(super) fn invoice_files(&self) -> Files {
        let both = [urls::invoices_csv(&self.head.id), urls::invoices_xlsx(&self.head.id)];
        Files::new(self.t("table-invoices").to_string(), both, &[])
    }

    pub(super) fn invoice_blocks(&self) -> Vec<InvoiceBlock> {
        self.invoices.iter().map(|seen| block(&self.shell, seen)).collect()
    }
}

fn block(shell: &Shell, seen: &InvoiceSeen) -> InvoiceBlock {
    let invoice = &seen.invoice;
    let currency = invoice.currency.as_str();
    InvoiceBlock {
        sentence: sentence(shell, invoice),
        costs: seen.costs.iter().map(|line| cost(shell, invoice.kind, line)).collect(),
        summary: shell.t("import-invoice-lines").count("count", invoice.lines.len()).to_string(),
        lines: invoice.lines.iter().take(LINES_SHOWN).map(|line| row(shell, line, currency)).collect(),
        more: invoice.lines.len().saturating_sub(LINES_SHOWN),
    }
}

/// *Facture n° 2026-004417 de « Énergie du Bocq », du 01/01/2025 au 31/12/2025 : 6 287,25 € TVAC.*
fn sentence(shell: &Shell, invoice: &Invoice) -> String {
    let key = match invoice.kind {
        InvoiceKind::Invoice => "import-invoice",
        InvoiceKind::Advance => "import-invoice-advance",
        InvoiceKind::CreditNote => "import-invoice-credit",
    };
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    let what = shell
        .t(key)
        .with("number", or_none(&invoice.number))
        .with("supplier", or_none(&invoice.supplier))
        .to_string();
    let settles = invoice.period.map(|period| days(shell, period));
    let amount = invoice.incl_vat.map(|amount| {
        shell.t("import-invoice-incl").with("amount", money(amount, &invoice.currency)).to_string()
    });
    let parts: Vec<String> = [Some(what), settles].into_iter().flatten().collect();
    match amount {
        Some(amount) => format!("{}{}: {amount}", parts.join(", "), format::NBSP),
        None => format!("{}.", parts.join(", ")),
    }
}

/// *du 01/01/2025 au 31/12/2025*: people name the last day.
fn days(shell: &Shell, period: Period) -> String {
    let last = period.to.yesterday().unwrap_or(period.to);
    shell
        .t("import-invoice-days")
        .with("from", format::day(period.from))
        .with("to", format::day(last))
        .to_string()
}

fn money(amount: Decimal, currency: &str) -> String {
    match currency {
        "" | "EUR" => format::euro(Euro(amount)),
        other => format!("{}{}{other}", format::number(amount, 2), format::NBSP),
    }
}

fn cost(shell: &Shell, kind: InvoiceKind, line: &CostLine) -> String {
    let key = match kind {
        InvoiceKind::Invoice => "import-invoice-cost",
        InvoiceKind::Advance => "import-invoice-paid",
        InvoiceKind::CreditNote => "import-invoice-credited",
    };
    let euro = |amount: Option<Decimal>| {
        amount.map_or_else(|| "none".to_owned(), |amount| format::euro(Euro(amount.abs())))
    };
    let (amount, with_vat) = match line.cost.incl_vat {
        Some(incl) => (Some(incl), "yes"),
        None => (line.cost.excl_vat, "no"),
    };
    shell.t(key).with("meter", &line.meter).with("amount", euro(amount)).with("vat", with_vat).to_string()
}

fn row(shell: &Shell, line: &InvoiceLine, currency: &str) -> [String; 4] {
    let quantity = line.quantity.as_ref().map(|(quantity, unit)| {
        let unit = match Unit::read(unit) {
            Some(known) => format::quantity_unit(known).to_owned(),
            None => shell.t("import-invoice-unit").with("unit", unit).to_string(),
        };
        format!("{}{}{unit}", format::decimal(*quantity), format::NBSP)
    });
    let counts = if line.counts { "import-invoice-counts" } else { "import-invoice-counts-not" };
    [
        line.what.clone(),
        quantity.unwrap_or_default(),
        line.amount.map(|amount| money(amount, currency)).unwrap_or_default(),
        shell.t(counts).to_string(),
    ]
}
