//! Bills: what a period cost. They come with an import (typed or read from a file) and go with it.
//!
//! The consumption of a bill is a reading of its meter, not a column here. An *acompte* is a payment in advance: it
//! is kept and never counts as a cost. A credit note is kept below zero, whichever way it was entered. A settlement
//! typed again for the same period counts instead of the one before, as its readings do; two invoices of different
//! numbers or senders are both paid, and both count.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::lang::normalised;
use eclaireur_models::period::{Day, Period};
use eclaireur_models::readings::totals::BilledCost;
use eclaireur_models::units::Euro;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::allocations;
use super::by::By;
use super::columns;
use super::entities::bill;
use super::error::{Result, StoreError};
use super::id::{BillId, BuildingId, ImportId, MeterId, OrganisationId};
use super::ledger;

const CURRENCY: &str = "EUR";

/// What kind of bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BillKind {
    /// *Facture de régularisation*: the period is settled.
    Regularisation,
    /// *Facture d'acompte*: a payment in advance.
    Acompte,
    /// *Note de crédit*.
    CreditNote,
    /// *Décompte de charges*: the part of a *copropriété*'s costs that is attributed to the building.
    Statement,
}

impl BillKind {
    /// Every kind.
    pub const ALL: [BillKind; 4] =
        [BillKind::Regularisation, BillKind::Acompte, BillKind::CreditNote, BillKind::Statement];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            BillKind::Regularisation => "regularisation",
            BillKind::Acompte => "acompte",
            BillKind::CreditNote => "credit_note",
            BillKind::Statement => "statement",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<BillKind> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// A bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// Of which meter.
    pub meter: MeterId,
    /// What kind.
    pub kind: BillKind,
    /// Which days.
    pub period: Period,
    /// Without VAT, *HTVA*.
    pub cost_excl: Option<Euro>,
    /// With VAT, *TVAC*.
    pub cost_incl: Option<Euro>,
    /// SHA-256 of its PDF or photograph ([`super::imports::attach`]).
    pub attachment: Option<String>,
    /// Number of the invoice, where it is known.
    pub number: Option<String>,
    /// Who sent it, where it is known.
    pub supplier: Option<String>,
}

/// A bill as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillRow {
    /// Its id.
    pub id: BillId,
    /// The import it came with.
    pub import: ImportId,
    /// The bill.
    pub bill: Bill,
}

/// Writes a bill.
///
/// # Errors
/// [`StoreError::OutOfRange`] for an amount beyond what is stored; the database: no such meter, import or file.
pub async fn insert<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    import: ImportId,
    new: &Bill,
) -> Result<BillId> {
    ledger::lock(tx, Some(tenant)).await?;
    let id = BillId::new(by.now);
    bill::Entity::insert(row_of(tenant, (id, import), new)?).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), RECORDED, id, &recorded(import, new)).await?;
    Ok(id)
}

/// Kind of the entry that a bill leaves.
pub(super) const RECORDED: &str = "bill.recorded";

/// What that entry says.
pub(super) fn recorded(import: ImportId, new: &Bill) -> serde_json::Value {
    json!({ "import": import, "meter": new.meter, "kind": new.kind.code() })
}

/// The row of one.
pub(super) fn row_of(
    tenant: OrganisationId,
    (id, import): (BillId, ImportId),
    new: &Bill,
) -> Result<bill::ActiveModel> {
    let amount = |euro: Option<Euro>| -> Result<Option<i64>> {
        let Some(euro) = euro else { return Ok(None) };
        let stored = euro.stored().ok_or(StoreError::OutOfRange { what: "an amount" })?;
        Ok(Some(if new.kind == BillKind::CreditNote { -stored.saturating_abs() } else { stored }))
    };
    Ok(bill::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        import: Set(import.get()),
        meter: Set(new.meter.get()),
        kind: Set(new.kind.code().to_owned()),
        from_day: Set(new.period.from.to_string()),
        to_day: Set(new.period.to.to_string()),
        cost_excl: Set(amount(new.cost_excl)?),
        cost_incl: Set(amount(new.cost_incl)?),
        currency: Set(CURRENCY.to_owned()),
        attachment: Set(new.attachment.clone()),
        number: Set(new.number.clone()),
        supplier: Set(new.supplier.clone()),
    })
}

/// The bill with this id.
///
/// # Errors
/// The database.
pub async fn get<C: ConnectionTrait>(c: &C, tenant: OrganisationId, id: BillId) -> Result<Option<BillRow>> {
    bill::Entity::find_by_id((tenant.get(), id.get())).one(c).await?.map(TryInto::try_into).transpose()
}

/// The bills of these meters, newest period first.
///
/// # Errors
/// The database.
pub async fn of_meters<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meters: impl IntoIterator<Item = MeterId>,
) -> Result<Vec<BillRow>> {
    let rows = bill::Entity::find()
        .filter(bill::Column::Tenant.eq(tenant.get()))
        .filter(bill::Column::Meter.is_in(meters.into_iter().map(MeterId::get)))
        .order_by_desc(bill::Column::FromDay)
        .order_by_desc(bill::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The bills of the meters that serve or served a building, newest period first.
///
/// # Errors
/// The database.
pub async fn of_building<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Vec<BillRow>> {
    let shares = allocations::of_building(c, tenant, building).await?;
    of_meters(c, tenant, shares.into_iter().map(|share| share.meter)).await
}

/// The bills of an invoice number, whoever sent them, newest first.
///
/// # Errors
/// The database.
pub async fn with_number<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    number: &str,
) -> Result<Vec<BillRow>> {
    let rows = bill::Entity::find()
        .filter(bill::Column::Tenant.eq(tenant.get()))
        .filter(bill::Column::Number.eq(number))
        .order_by_desc(bill::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The settlements of one meter and period, newest first: each invoice is one cost.
#[derive(Default)]
struct Settled {
    numbered: BTreeSet<(Option<String>, String)>,
    /// A bill without a number was met: it stands for the whole period.
    closed: bool,
}

impl Settled {
    /// Whether this bill counts beside the newer ones. One without a number cannot be told from any other of its
    /// period: it counts when it is the newest, and then alone.
    fn takes(&mut self, bill: &Bill) -> bool {
        if self.closed {
            return false;
        }
        match &bill.number {
            Some(number) => {
                let supplier = bill.supplier.as_deref().map(normalised);
                self.numbered.insert((supplier, number.clone()))
            }
            None if self.numbered.is_empty() => {
                self.closed = true;
                true
            }
            None => false,
        }
    }
}

/// What was billed on each of these meters, in order of time, acomptes left out.
pub(super) async fn costs_of_meters<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meters: &[MeterId],
) -> Result<BTreeMap<MeterId, Vec<BilledCost>>> {
    let mut costs: BTreeMap<MeterId, Vec<BilledCost>> = BTreeMap::new();
    let mut settled: BTreeMap<(MeterId, Day, Day), Settled> = BTreeMap::new();
    // Newest period first, and of one period the newest bill.
    for BillRow { bill, .. } in of_meters(c, tenant, meters.iter().copied()).await? {
        let counts = match bill.kind {
            BillKind::Acompte => false,
            BillKind::CreditNote => true,
            BillKind::Regularisation | BillKind::Statement => {
                settled.entry((bill.meter, bill.period.from, bill.period.to)).or_default().takes(&bill)
            }
        };
        if counts {
            let cost = BilledCost { period: bill.period, excl_vat: bill.cost_excl, incl_vat: bill.cost_incl };
            costs.entry(bill.meter).or_default().push(cost);
        }
    }
    for costs in costs.values_mut() {
        costs.reverse();
    }
    Ok(costs)
}

impl TryFrom<bill::Model> for BillRow {
    type Error = StoreError;

    fn try_from(row: bill::Model) -> Result<Self> {
        let kind = BillKind::from_code(&row.kind).ok_or_else(|| StoreError::damaged("bill", &row.kind))?;
        let period = Period::new(columns::day(&row.from_day)?, columns::day(&row.to_day)?);
        Ok(BillRow {
            id: BillId::from_stored(row.id),
            import: ImportId::from_stored(row.import),
            bill: Bill {
                meter: MeterId::from_stored(row.meter),
                kind,
                period: period.ok_or_else(|| StoreError::damaged("bill", "its period"))?,
                cost_excl: row.cost_excl.map(Euro::from_stored),
                cost_incl: row.cost_incl.map(Euro::from_stored),
                attachment: row.attachment,
                number: row.number,
                supplier: row.supplier,
            },
        })
    }
}
