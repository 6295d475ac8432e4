//! An organisation put back, in one transaction: all of it, or nothing.
//!
//! Ids stay; the code of the organisation or of a building that another one has taken meanwhile gets a number. What
//! points at nothing, counts without being confirmed, or breaks the chain of the event log is refused.

use core::fmt::Display;
use std::collections::BTreeMap;

use eclaireur_models::building::Code;
use eclaireur_models::readings::{MonthSlots, RowReading};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter,
};
use serde_json::json;

use super::columns::Column as _;
use super::heads::{FileLine, Membership, Organisation};
use super::parts::{
    AidRequest, AlertNote, Allocation, Audit, AuditPart, AuditPhoto, Baseline, Bill, Building, Channel,
    Event, Fact, Finding, Import, Mapping, Obstacle, Price, Project, Report, Sending, Site, Withdrawn,
};
use super::parts::{Line, Log, Meter, Part, with_line};
use crate::store::by::By;
use crate::store::entities::{
    bill, block, building, fact, file, import, log, membership, meter, organisation, reading, report,
    withdrawn,
};
use crate::store::error::StoreError;
use crate::store::federations;
use crate::store::id::{ChannelId, ImportId, OrganisationId};
use crate::store::imports::{self, NewFile, Status};
use crate::store::ledger;
use crate::store::organisations::{self, OrganisationRow};
use crate::store::readings;
use crate::store::reports::ReportRow;

/// Rows of one statement: well within the bind variables of both databases.
const ROWS: usize = 500;

/// Why something cannot be put back.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The organisation is here already, or another one with its enterprise number.
    #[error("the organisation `{code}` is here already")]
    Exists {
        /// Code of the one that is here.
        code: String,
        /// Its name.
        name: String,
    },
    /// A line that this program would not have written.
    #[error("line {line}: {why}")]
    Line {
        /// Which line of those that were put, from 1; 0 when it is none of them alone.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Fault {
    fn line(line: usize, why: impl Display) -> Fault {
        Fault::Line { line, why: format!("{why}") }
    }

    /// What the database refuses because of what is in a line is the fault of the line.
    fn of(error: sea_orm::DbErr) -> Fault {
        match error.sql_err() {
            Some(refused) => Fault::line(0, refused),
            None => Fault::Store(error.into()),
        }
    }
}

/// What every step comes to.
type Done<T = ()> = Result<T, Fault>;

/// An organisation on its way back.
pub struct Restore<'a> {
    tx: &'a DatabaseTransaction,
    by: &'a By,
    tenant: OrganisationId,
    /// The last entry of its event log.
    last: Option<log::Model>,
    /// Federations met, by code.
    federations: BTreeMap<String, i64>,
}

impl<'a> Restore<'a> {
    /// Begins with the organisation itself.
    ///
    /// # Errors
    /// It is here already; what is said of it cannot be read; the database.
    pub async fn begin(tx: &'a DatabaseTransaction, by: &'a By, text: &str) -> Done<Restore<'a>> {
        ledger::lock(tx, None).await?;
        let mut head: Organisation = serde_json::from_str(text).map_err(|e| Fault::line(0, e))?;
        let id = head.id.stored();
        if let Some(held) = organisation::Entity::find_by_id(id).one(tx).await.map_err(Fault::of)? {
            return Err(Fault::Exists { code: held.code, name: held.name });
        }
        if let Some(bce) = &head.bce {
            let holder = organisation::Entity::find().filter(organisation::Column::Bce.eq(bce.as_str()));
            if let Some(held) = holder.one(tx).await.map_err(Fault::of)? {
                return Err(Fault::Exists { code: held.code, name: held.name });
            }
        }
        let wanted = Code::read(&head.code).ok_or_else(|| Fault::line(0, "a code that is none"))?;
        let mut n = 1;
        while organisations::by_code(tx, &head.code).await?.is_some() {
            n += 1;
            head.code = wanted.numbered(n).to_string();
        }
        let row = head.row();
        OrganisationRow::try_from(row.clone()).map_err(|e| Fault::line(0, e))?;
        let row = row.into_active_model().reset_all();
        organisation::Entity::insert(row).exec_without_returning(tx).await.map_err(Fault::of)?;
        let tenant = OrganisationId::from_stored(id);
        ledger::lock(tx, Some(tenant)).await?;
        Ok(Restore { tx, by, tenant, last: None, federations: BTreeMap::new() })
    }

    /// Its memberships; a federation that is not here is made.
    ///
    /// # Errors
    /// A line that cannot be read; the database.
    pub async fn memberships(&mut self, lines: &[String]) -> Done {
        for (n, line) in (1..).zip(lines) {
            let line: Membership = serde_json::from_str(line).map_err(|e| Fault::line(n, e))?;
            let federation = self.federation(n, &line).await?;
            let row = membership::Model {
                id: line.id.stored(),
                federation,
                organisation: self.tenant.get(),
                from_day: line.from_day,
                to_day: line.to_day,
            };
            let row = row.into_active_model().reset_all();
            membership::Entity::insert(row).exec_without_returning(self.tx).await.map_err(Fault::of)?;
        }
        Ok(())
    }

    async fn federation(&mut self, n: usize, line: &Membership) -> Done<i64> {
        if let Some(id) = self.federations.get(&line.federation) {
            return Ok(*id);
        }
        let id = match federations::by_code(self.tx, &line.federation).await? {
            Some(held) => held.id,
            None => {
                let code =
                    Code::read(&line.federation).ok_or_else(|| Fault::line(n, "a code that is none"))?;
                federations::create_with(self.tx, self.by, &line.federation_name, code).await?.id
            }
        };
        self.federations.insert(line.federation.clone(), id.get());
        Ok(id.get())
    }

    /// Lines of a part.
    ///
    /// # Errors
    /// A line that cannot be read or points at nothing; the database.
    pub async fn put(&mut self, part: Part, lines: &[String]) -> Done {
        match part {
            Part::Buildings => self.buildings(lines).await,
            Part::Meters => self.meters(lines).await,
            Part::Log => self.log(lines).await,
            _ => with_line!(part, L => self.insert(read::<L>(self.tenant.get(), lines)?).await),
        }
    }

    async fn insert<M>(&self, rows: Vec<M>) -> Done
    where
        M: sea_orm::ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel> + Clone,
        <M::Entity as EntityTrait>::ActiveModel: ActiveModelTrait<Entity = M::Entity> + Send,
    {
        for chunk in rows.chunks(ROWS) {
            let rows = chunk.iter().map(|row| row.clone().into_active_model().reset_all());
            M::Entity::insert_many(rows).exec_without_returning(self.tx).await.map_err(Fault::of)?;
        }
        Ok(())
    }

    /// Buildings: a code that another organisation has taken gets a number.
    async fn buildings(&self, lines: &[String]) -> Done {
        let mut rows = read::<Building>(self.tenant.get(), lines)?;
        for (n, row) in (1..).zip(&mut rows) {
            let wanted = Code::read(&row.code).ok_or_else(|| Fault::line(n, "a code that is none"))?;
            let mut number = 1;
            while is_taken(self.tx, &row.code).await? {
                number += 1;
                row.code = wanted.numbered(number).to_string();
            }
        }
        self.insert(rows).await
    }

    /// Meters, then which meter each hangs on: that one may come later.
    async fn meters(&self, lines: &[String]) -> Done {
        let rows = read::<Meter>(self.tenant.get(), lines)?;
        self.insert(rows.into_iter().map(|row| meter::Model { parent: None, ..row }).collect()).await
    }

    /// Which meter each meter hangs on, once all are there.
    ///
    /// # Errors
    /// A meter that is not there; the database.
    pub async fn parents(&self, lines: &[String]) -> Done {
        for row in read::<Meter>(self.tenant.get(), lines)? {
            let Some(parent) = row.parent else { continue };
            meter::Entity::update_many()
                .col_expr(meter::Column::Parent, Expr::value(parent))
                .filter(meter::Column::Tenant.eq(self.tenant.get()))
                .filter(meter::Column::Id.eq(row.id))
                .exec(self.tx)
                .await
                .map_err(Fault::of)?;
        }
        Ok(())
    }

    /// Entries of the event log, each following from the one before.
    async fn log(&mut self, lines: &[String]) -> Done {
        let rows = read::<Log>(self.tenant.get(), lines)?;
        for (n, row) in (1..).zip(&rows) {
            if !ledger::follows(self.last.as_ref(), row) {
                return Err(Fault::line(n, "the chain of the event log is broken"));
            }
            self.last = Some(row.clone());
        }
        self.insert(rows).await
    }

    /// A file with its bytes.
    ///
    /// # Errors
    /// The bytes are not those of the line; the database.
    pub async fn file(&self, line: &FileLine, file: &NewFile) -> Done {
        if file.sha256 != line.sha256 || file.length != line.length {
            return Err(Fault::line(0, "the bytes are not those of the file"));
        }
        let then = By { actor: self.by.actor.clone(), now: line.created_at() };
        imports::keep(self.tx, &then, self.tenant, file).await?;
        Ok(())
    }

    /// Months of slots that an import brought for a channel, each with its slots named without a value.
    ///
    /// # Errors
    /// No such import or channel, a month twice; the database.
    pub async fn slots(&self, import: ImportId, channel: ChannelId, months: &[(MonthSlots, u32)]) -> Done {
        let missing = months.iter().map(|(slots, missing)| (slots.month, *missing)).collect();
        let slots: Vec<MonthSlots> = months.iter().map(|(slots, _)| slots.clone()).collect();
        let put = readings::insert_blocks(self.tx, self.tenant, import, channel, &slots, &missing).await;
        refused(put)
    }

    /// Rows that an import brought for a channel.
    ///
    /// # Errors
    /// No such import or channel, a row twice; the database.
    pub async fn rows(&self, import: ImportId, channel: ChannelId, rows: &[RowReading]) -> Done {
        refused(readings::insert_rows(self.tx, self.tenant, import, channel, rows).await)
    }

    /// Looks at the whole, and notes in the log of the service that it was put back.
    ///
    /// # Errors
    /// Something counts or points that must not; the database.
    pub async fn finish(self) -> Done<OrganisationRow> {
        // Whatever is made leaves an entry: an organisation without any is not whole.
        if self.last.is_none() {
            return Err(Fault::line(0, "an event log without an entry"));
        }
        self.only_confirmed_counts().await?;
        self.facts_are_about_something().await?;
        self.reports_have_their_files().await?;
        let row = organisations::by_id(self.tx, self.tenant).await?;
        let row = row.ok_or_else(|| StoreError::not_found("organisation", self.tenant))?;
        // Its name stands in its own log, which is erased with it; the service's is kept.
        ledger::append(self.tx, self.by, None, "organisation.restored", self.tenant, &json!({})).await?;
        Ok(row)
    }

    async fn only_confirmed_counts(&self) -> Done {
        let tenant = self.tenant.get();
        let confirmed = || {
            Query::select()
                .column(import::Column::Id)
                .from(import::Entity)
                .and_where(import::Column::Tenant.eq(tenant))
                .and_where(import::Column::Status.eq(Status::Confirmed.code()))
                .and_where(import::Column::Seq.is_not_null())
                .to_owned()
        };
        macro_rules! loose {
            ($table:ident) => {
                $table::Entity::find()
                    .filter($table::Column::Tenant.eq(tenant))
                    .filter($table::Column::Import.not_in_subquery(confirmed()))
                    .count(self.tx)
                    .await
                    .map_err(Fault::of)?
            };
        }
        if loose!(block) + loose!(reading) + loose!(withdrawn) + loose!(bill) > 0 {
            return Err(Fault::line(0, "readings of an import that is not confirmed"));
        }
        Ok(())
    }

    async fn reports_have_their_files(&self) -> Done {
        let reports = report::Entity::find().filter(report::Column::Tenant.eq(self.tenant.get()));
        for row in reports.all(self.tx).await.map_err(Fault::of)? {
            for rendered in ReportRow::try_from(row)?.files {
                let held = file::Entity::find()
                    .filter(file::Column::Tenant.eq(self.tenant.get()))
                    .filter(file::Column::Sha256.eq(rendered.sha256))
                    .count(self.tx);
                if held.await.map_err(Fault::of)? == 0 {
                    return Err(Fault::line(0, "a report without its file"));
                }
            }
        }
        Ok(())
    }

    async fn facts_are_about_something(&self) -> Done {
        let tenant = self.tenant.get();
        macro_rules! ids {
            ($table:ident) => {
                Query::select()
                    .column($table::Column::Id)
                    .from($table::Entity)
                    .and_where($table::Column::Tenant.eq(tenant))
                    .to_owned()
            };
        }
        let about = |kind: &str| {
            fact::Entity::find()
                .filter(fact::Column::Tenant.eq(tenant))
                .filter(fact::Column::SubjectKind.eq(kind))
        };
        let buildings = about("building").filter(fact::Column::Subject.not_in_subquery(ids!(building)));
        let meters = about("meter").filter(fact::Column::Subject.not_in_subquery(ids!(meter)));
        let whole = about("organisation").filter(fact::Column::Subject.ne(tenant));
        for loose in [buildings, meters, whole] {
            if loose.count(self.tx).await.map_err(Fault::of)? > 0 {
                return Err(Fault::line(0, "a fact about something that is not there"));
            }
        }
        Ok(())
    }
}

/// The rows of lines.
fn read<L: Line>(tenant: i64, lines: &[String]) -> Done<Vec<L::Model>> {
    let row = |(n, line): (usize, &String)| {
        // A text of PostgreSQL holds no NUL, and JSON writes it so.
        if line.contains("\\u0000") {
            return Err(Fault::line(n, "a NUL"));
        }
        let line: L = serde_json::from_str(line).map_err(|e| Fault::line(n, e))?;
        line.row(tenant).map_err(|e| Fault::line(n, e))
    };
    (1..).zip(lines).map(row).collect()
}

/// What the store refuses because of what it was given is the fault of the line.
fn refused(put: Result<u64, StoreError>) -> Done {
    match put {
        Ok(_) => Ok(()),
        Err(StoreError::Taken { what }) => Err(Fault::line(0, what)),
        Err(StoreError::OutOfRange { what }) => Err(Fault::line(0, format!("{what} does not fit"))),
        Err(StoreError::Database(error)) => Err(Fault::of(error)),
        Err(error) => Err(error.into()),
    }
}

async fn is_taken<C: ConnectionTrait>(c: &C, code: &str) -> Done<bool> {
    let found = building::Entity::find().filter(building::Column::Code.eq(code)).count(c).await;
    Ok(found.map_err(Fault::of)? > 0)
}
