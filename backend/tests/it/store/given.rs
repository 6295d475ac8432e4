//! What a test of the store begins with: a day, an organisation, a home with a meter, an import in some state.

use eclaireur::store::imports::{NewFile, NewImport, Staged};
use eclaireur::store::organisations::{NewOrganisation, OrganisationRow};
use eclaireur::store::{
    BuildingId, By, ChannelId, Database, ImportId, MeterId, OrganisationId, buildings, channels, imports,
    meters, organisations,
};
use eclaireur_models::building::{Carrier, Channel, Direction, Ean, Kind, Meter, Register};
use eclaireur_models::period::{Day, Month};
use eclaireur_models::readings::RowCounts;
use eclaireur_models::units::{Basis, Unit};

/// 15 March 2024, noon in Brussels.
pub(super) const NOW: i64 = 1_710_500_400;

pub(super) fn by() -> By {
    By::local(NOW)
}

pub(super) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub(super) fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

/// An organisation with this name and nothing else.
pub(super) async fn organisation(db: &Database, name: &str) -> OrganisationRow {
    let tx = db.begin().await.unwrap();
    let new = NewOrganisation { name: name.to_owned(), ..NewOrganisation::default() };
    let row = organisations::create(&tx, &by(), &new).await.unwrap();
    tx.commit().await.unwrap();
    row
}

/// One organisation, one building, one electricity meter, one channel of quarter-hours in kWh.
#[derive(Debug, Clone, Copy)]
pub(super) struct Home {
    pub(super) tenant: OrganisationId,
    pub(super) building: BuildingId,
    pub(super) meter: MeterId,
    pub(super) channel: ChannelId,
}

pub(super) fn electricity(name: &str, ean: &str) -> Meter {
    Meter {
        name: Some(name.to_owned()),
        ean: Ean::read(ean),
        serial: None,
        carrier: Carrier::Electricity,
        valid_from: None,
        valid_to: None,
    }
}

pub(super) fn channel(kind: Kind) -> Channel {
    let (direction, register) = (Direction::Offtake, Register::Total);
    Channel { direction, register, kind, unit: Unit::KWh, basis: Basis::Net, counts: true }
}

pub(super) async fn home(db: &Database, name: &str) -> Home {
    let tenant = organisation(db, name).await.id;
    let tx = db.begin().await.unwrap();
    let new = buildings::NewBuilding { name: name.to_owned(), ..buildings::NewBuilding::default() };
    let building = buildings::create(&tx, &by(), tenant, &new).await.unwrap().id;
    let meter = electricity("Tableau général", "541448820000000001");
    let meter = meters::create(&tx, &by(), tenant, building, &meter, None).await.unwrap().id;
    let channel =
        channels::get_or_create(&tx, NOW, tenant, meter, &channel(Kind::Interval), Some(900)).await.unwrap();
    tx.commit().await.unwrap();
    Home { tenant, building, meter, channel }
}

/// A file of these bytes, staged.
pub(super) async fn staged(db: &Database, tenant: OrganisationId, bytes: &[u8]) -> Staged {
    let file = NewFile::pack("relevés.csv", "text/csv", bytes).unwrap();
    let tx = db.begin().await.unwrap();
    let staged = imports::stage(&tx, &by(), tenant, &file, &NewImport::default(), &[]).await.unwrap();
    tx.commit().await.unwrap();
    staged
}

/// A new import of these bytes, in preview.
pub(super) async fn preview(db: &Database, tenant: OrganisationId, bytes: &[u8]) -> ImportId {
    match staged(db, tenant, bytes).await {
        Staged::New(row) => row.id,
        Staged::Already(row) => panic!("{} is there already", row.id),
    }
}

/// Confirms a preview without writing anything for it.
pub(super) async fn confirmed(db: &Database, tenant: OrganisationId, import: ImportId) {
    let tx = db.begin().await.unwrap();
    imports::confirm(&tx, &by(), tenant, import, &RowCounts::default()).await.unwrap();
    tx.commit().await.unwrap();
}

pub(super) async fn undone(db: &Database, tenant: OrganisationId, import: ImportId) -> imports::Undone {
    let tx = db.begin().await.unwrap();
    let undone = imports::undo(&tx, &by(), tenant, import).await.unwrap();
    tx.commit().await.unwrap();
    undone
}
