//! Organisations that are new, with everything beneath, written many at a time: the same rows and the same entries of the log
//! as one by one, put together in memory and inserted in few statements.
//!
//! ```text
//! Bulk::organisation ─▶ price, member, consent, building ─▶ fact, event, meter ─▶ file, typed ─▶ … ─▶ put(tx)
//! ```
//!
//! Ids follow each other ([`InARow`]), so that the same things make the same bytes. Does *not* look for what is there: names and
//! numbers that are taken are refused by the database, and nothing of the transaction stays. Invariant: an organisation is put
//! whole, so that its chain begins and ends here.

use std::collections::BTreeMap;

use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::building::{Channel, Code, Event, Meter};
use eclaireur_models::period::Day;
use eclaireur_models::readings::{MonthSlots, RowReading};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait};
use serde_json::Value;

use super::allocations::{self, AllocationRow, WHOLE};
use super::backup;
use super::bills::{self, Bill};
use super::buildings::{self, NewBuilding};
use super::by::By;
use super::channels::{self, ChannelRow};
use super::consents;
use super::entities::{
    allocation, bill, block, building, channel, concern, consent, event, fact, file, import, log, membership,
    meter, organisation, price, reading,
};
use super::error::Result;
use super::events;
use super::facts::{self, Subject};
use super::federations::{self, FederationRow};
use super::id::{
    AllocationId, BillId, BuildingId, ChannelId, ConsentId, EventId, FactId, FederationId, ImportId, InARow,
    MembershipId, MeterId, OrganisationId, PriceId, WeatherLoadId,
};
use super::imports::{self, NewFile, NewImport};
use super::ledger::NewChain;
use super::meters::{self, MeterRow};
use super::organisations::{self, NewOrganisation};
use super::prices::{self, Price};
use super::readings;
use super::weather::{self, NewLoad};

/// Rows of one statement: within the bind variables of both databases.
const ROWS: usize = 1000;

/// The organisation that is being put together.
#[derive(Debug)]
struct Tenant {
    id: OrganisationId,
    chain: NewChain,
    /// How many meters are called alike, by the code they would have alone.
    meters: BTreeMap<Code, u32>,
    /// Number of its newest import.
    imports: i64,
}

/// Rows to be written, and the organisation that is being put together.
#[derive(Debug)]
pub struct Bulk {
    by: By,
    ids: InARow,
    current: Tenant,
    organisations: Vec<organisation::ActiveModel>,
    memberships: Vec<membership::ActiveModel>,
    consents: Vec<consent::ActiveModel>,
    prices: Vec<price::ActiveModel>,
    buildings: Vec<building::ActiveModel>,
    meters: Vec<meter::ActiveModel>,
    allocations: Vec<allocation::ActiveModel>,
    channels: Vec<channel::ActiveModel>,
    files: Vec<file::ActiveModel>,
    imports: Vec<import::ActiveModel>,
    bills: Vec<bill::ActiveModel>,
    blocks: Vec<block::ActiveModel>,
    readings: Vec<reading::ActiveModel>,
    facts: Vec<fact::ActiveModel>,
    events: Vec<event::ActiveModel>,
    log: Vec<log::ActiveModel>,
    concerns: Vec<concern::ActiveModel>,
}

/// Readings of one channel that come with an import.
#[derive(Debug, Clone, Copy)]
pub struct Brought<'a> {
    /// Of which channel.
    pub channel: &'a Channel,
    /// Regular slots.
    pub months: &'a [MonthSlots],
    /// Everything else.
    pub rows: &'a [RowReading],
}

impl Bulk {
    /// Nothing yet.
    pub fn new(by: By, mut ids: InARow) -> Bulk {
        let id = OrganisationId::from_stored(ids.next());
        let current = Tenant { id, chain: NewChain::of(id), meters: BTreeMap::new(), imports: 0 };
        Bulk {
            by,
            ids,
            current,
            organisations: Vec::new(),
            memberships: Vec::new(),
            consents: Vec::new(),
            prices: Vec::new(),
            buildings: Vec::new(),
            meters: Vec::new(),
            allocations: Vec::new(),
            channels: Vec::new(),
            files: Vec::new(),
            imports: Vec::new(),
            bills: Vec::new(),
            blocks: Vec::new(),
            readings: Vec::new(),
            facts: Vec::new(),
            events: Vec::new(),
            log: Vec::new(),
            concerns: Vec::new(),
        }
    }

    /// A federation, written at once.
    ///
    /// # Errors
    /// The database.
    pub async fn federation<C: ConnectionTrait>(&mut self, tx: &C, name: &str) -> Result<FederationRow> {
        let id = FederationId::from_stored(self.ids.next());
        federations::create_as(tx, &self.by, id, name, Code::from_name(name, "federation")).await
    }

    /// Temperatures, written at once.
    ///
    /// # Errors
    /// The database.
    pub async fn weather<C: ConnectionTrait>(&mut self, tx: &C, new: &NewLoad<'_>) -> Result<()> {
        let id = WeatherLoadId::from_stored(self.ids.next());
        weather::load_as(tx, &self.by, id, new).await.map(|_| ())
    }

    fn told(&mut self, kind: &str, subject: impl core::fmt::Display, data: &Value) {
        self.log.push(self.current.chain.entry(&self.by, kind, subject, data));
    }

    /// Begins an organisation; its code is made from its name.
    pub fn organisation(&mut self, new: &NewOrganisation) -> OrganisationId {
        let id = OrganisationId::from_stored(self.ids.next());
        self.current = Tenant { id, chain: NewChain::of(id), meters: BTreeMap::new(), imports: 0 };
        let code = new.code.clone().unwrap_or_else(|| Code::from_name(&new.name, "organisation"));
        self.organisations.push(organisations::row_of(&self.by, id, new, &code));
        self.told(organisations::CREATED, id, &organisations::created(&code, &new.name));
        id
    }

    /// Ends it: until when figures are concerned.
    pub fn whole(&mut self) {
        if let Some(seq) = self.current.chain.concerned {
            self.concerns.push(concern::ActiveModel { tenant: Set(self.current.id.get()), seq: Set(seq) });
        }
    }

    /// A price of it.
    ///
    /// # Errors
    /// A price beyond what is stored.
    pub fn price(&mut self, new: &Price) -> Result<()> {
        let id = PriceId::from_stored(self.ids.next());
        self.prices.push(prices::row_of(&self.by, self.current.id, id, new)?);
        self.told(prices::RECORDED, id, &prices::recorded(new)?);
        Ok(())
    }

    /// It is a member of a federation, since ever.
    pub fn member(&mut self, federation: FederationId) {
        let id = MembershipId::from_stored(self.ids.next());
        self.memberships.push(federations::member_row(id, (federation, self.current.id), (None, None)));
        self.told(federations::JOINED, id, &federations::joined(federation, (None, None)));
    }

    /// It lets a federation see it by name.
    pub fn consent(&mut self, federation: FederationId, on: Day) {
        let id = ConsentId::from_stored(self.ids.next());
        self.consents.push(consents::row_of(&self.by, (self.current.id, id), federation, on));
        self.told(consents::GIVEN, id, &consents::given(federation, on));
    }

    /// A building of it; its code is made from its name.
    pub fn building(&mut self, new: &NewBuilding) -> (BuildingId, Code) {
        let id = BuildingId::from_stored(self.ids.next());
        let code = new.code.clone().unwrap_or_else(|| Code::from_name(&new.name, "batiment"));
        self.buildings.push(buildings::row_of(&self.by, self.current.id, id, new, &code));
        self.told(buildings::CREATED, id, &buildings::created(&code, &new.name));
        (id, code)
    }

    /// What is known of a building or a meter of it.
    pub fn fact(&mut self, subject: Subject, new: &DatedFact) {
        let id = FactId::from_stored(self.ids.next());
        let tenant = self.current.id;
        self.facts.push(facts::row_of(&self.by, tenant, (id, subject), new, None));
        self.told(facts::RECORDED, facts::columns_id(tenant, subject), &facts::recorded(id, new));
    }

    /// What happened to a building of it.
    pub fn event(&mut self, building: BuildingId, new: &Event) {
        let id = EventId::from_stored(self.ids.next());
        self.events.push(events::row_of(&self.by, self.current.id, (id, building), new));
        self.told(events::ADDED, id, &events::added(building, new));
    }

    /// A meter that serves one building, whole.
    ///
    /// # Errors
    /// None in practice: a share beyond what is stored.
    pub fn meter(&mut self, building: BuildingId, new: &Meter) -> Result<MeterRow> {
        let (id, tenant) = (MeterId::from_stored(self.ids.next()), self.current.id);
        let wanted = meters::wanted_code(new);
        let alike = self.current.meters.entry(wanted.clone()).or_default();
        *alike += 1;
        let code = if *alike == 1 { wanted } else { wanted.numbered(*alike) };
        let row = MeterRow { id, tenant, code, meter: new.clone(), parent: None };
        self.meters.push(meters::row_of(&self.by, &row));
        self.told(meters::CREATED, id, &meters::created(&row));
        let share = AllocationRow {
            id: AllocationId::from_stored(self.ids.next()),
            meter: id,
            building,
            millionths: WHOLE,
            from: None,
            to: None,
        };
        self.allocations.push(allocations::row_of(&self.by, tenant, &share)?);
        self.told(allocations::ALLOCATED, id, &allocations::allocated(None, &[(building, WHOLE)]));
        Ok(row)
    }

    /// A file of readings of a meter, kept and confirmed.
    ///
    /// # Errors
    /// Numbers beyond what is stored.
    pub fn file(
        &mut self,
        meter: MeterId,
        file: &NewFile,
        new: &NewImport,
        brought: &[Brought<'_>],
    ) -> Result<ImportId> {
        let (id, tenant) = (ImportId::from_stored(self.ids.next()), self.current.id);
        self.files.push(imports::file_row(&self.by, tenant, file)?);
        self.current.imports += 1;
        let row = imports::staged_row(&self.by, (tenant, id), file, new)?;
        self.imports.push(imports::confirmed_row(&self.by, self.current.imports, row));
        self.told(imports::STAGED, id, &imports::staged(file, new));
        self.told(imports::CONFIRMED, id, &imports::confirmed(&new.rows));
        self.brought((id, meter), brought)?;
        Ok(id)
    }

    /// Readings of a meter that somebody typed, with the bill they stand on.
    ///
    /// # Errors
    /// Numbers beyond what is stored.
    pub fn typed(
        &mut self,
        meter: MeterId,
        new: &NewImport,
        brought: &[Brought<'_>],
        bill: Option<&Bill>,
    ) -> Result<ImportId> {
        let (id, tenant) = (ImportId::from_stored(self.ids.next()), self.current.id);
        self.current.imports += 1;
        self.imports.push(imports::typed_row(&self.by, (tenant, id), self.current.imports, new)?);
        self.told(imports::TYPED, id, &imports::told_typed(new));
        self.brought((id, meter), brought)?;
        if let Some(bill) = bill {
            let of = BillId::from_stored(self.ids.next());
            self.bills.push(bills::row_of(tenant, (of, id), bill)?);
            self.told(bills::RECORDED, of, &bills::recorded(id, bill));
        }
        Ok(id)
    }

    fn brought(&mut self, (import, meter): (ImportId, MeterId), all: &[Brought<'_>]) -> Result<()> {
        let tenant = self.current.id;
        for one in all {
            let channel = self.channel(meter, one)?;
            for slots in one.months {
                self.blocks.push(readings::packed(tenant, import, channel, slots, 0)?);
            }
            for row in one.rows {
                self.readings.push(readings::row_of(tenant, import, channel, row)?);
            }
        }
        Ok(())
    }

    /// The channel of a meter, made when it is first spoken of: the meters of this organisation are all here.
    fn channel(&mut self, meter: MeterId, one: &Brought<'_>) -> Result<ChannelId> {
        let resolution_s = one.months.first().map(|slots| slots.resolution_s);
        let row = ChannelRow {
            id: ChannelId::from_stored(0),
            tenant: self.current.id,
            meter,
            channel: *one.channel,
            resolution_s,
        };
        let wanted = channels::row_of(&row)?;
        let same = |held: &&channel::ActiveModel| {
            held.meter == wanted.meter
                && held.direction == wanted.direction
                && held.register == wanted.register
                && held.kind == wanted.kind
                && held.unit == wanted.unit
                && held.basis == wanted.basis
                && held.counts == wanted.counts
        };
        // Those of one meter follow each other.
        let held = self.channels.iter().rev().take_while(|held| held.meter == wanted.meter).find(same);
        if let Some(held) = held {
            return Ok(ChannelId::from_stored(*held.id.as_ref()));
        }
        let id = ChannelId::from_stored(self.ids.next());
        self.channels.push(channels::row_of(&ChannelRow { id, ..row })?);
        Ok(id)
    }

    /// How many rows wait to be written: a block counts as much as it is larger.
    pub fn waiting(&self) -> usize {
        self.readings.len() + self.log.len() + self.blocks.len() * 20
    }

    /// Writes all that waits; what an organisation consists of must be whole.
    ///
    /// # Errors
    /// The database: something that is there already.
    pub async fn put<C: ConnectionTrait>(&mut self, tx: &C) -> Result<()> {
        insert(tx, &mut self.organisations).await?;
        insert(tx, &mut self.memberships).await?;
        insert(tx, &mut self.consents).await?;
        insert(tx, &mut self.buildings).await?;
        insert(tx, &mut self.prices).await?;
        insert(tx, &mut self.meters).await?;
        insert(tx, &mut self.allocations).await?;
        insert(tx, &mut self.channels).await?;
        insert(tx, &mut self.files).await?;
        insert(tx, &mut self.imports).await?;
        insert(tx, &mut self.bills).await?;
        insert(tx, &mut self.blocks).await?;
        insert(tx, &mut self.readings).await?;
        insert(tx, &mut self.facts).await?;
        insert(tx, &mut self.events).await?;
        insert(tx, &mut self.log).await?;
        insert(tx, &mut self.concerns).await
    }
}

/// Empties every table of ours. `PostgreSQL` only: a file of SQLite is made anew.
///
/// # Errors
/// The database.
pub async fn empty(tx: &DatabaseTransaction) -> Result<()> {
    let names: Vec<String> = backup::tables(backup::known().len())
        .await?
        .into_iter()
        .map(|table| format!("\"{}\"", table.name))
        .collect();
    tx.execute_unprepared(&format!("TRUNCATE {}", names.join(", "))).await?;
    Ok(())
}

/// Inserts rows and leaves none.
async fn insert<C: ConnectionTrait, A: ActiveModelTrait + Send>(tx: &C, rows: &mut Vec<A>) -> Result<()> {
    let mut all = core::mem::take(rows).into_iter().peekable();
    while all.peek().is_some() {
        let chunk: Vec<A> = all.by_ref().take(ROWS).collect();
        A::Entity::insert_many(chunk).exec_without_returning(tx).await?;
    }
    Ok(())
}
