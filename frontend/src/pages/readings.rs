//! Readings of a building: its meters, the three ways to add one, and what was added, newest first.

use askama::Template;
use eclaireur_models::building::{Carrier, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::{Day, Period};
use eclaireur_models::units::{Basis, Euro, Unit};
use rust_decimal::Decimal;

use super::Paging;
use super::building::{BuildingHead, MeterLine};
pub(super) use super::entry_words::described;
use super::{building, samples};
use crate::format;
use crate::shell::{Crumb, Shell};
use crate::tables::Files;
use crate::urls;
use crate::words;
use eclaireur_models::lang::Lang;
use rust_decimal::dec;

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryKind {
    /// One index reading.
    Index {
        /// Day read.
        on: Day,
        /// Value per counter.
        values: Vec<(Register, Decimal)>,
        /// Unit of the index; none for the hours of a burner.
        unit: Option<Unit>,
    },
    /// What a gauge showed.
    Level {
        /// Day read.
        on: Day,
        /// Height or content.
        value: Decimal,
        /// Its unit.
        unit: Unit,
    },
    /// A meter that was replaced or set back.
    Replaced {
        /// First day of the new one.
        on: Day,
        /// Counter, its last index and the first of the new one.
        counters: Vec<(Register, Decimal, Decimal)>,
    },
    /// One reading corrected, or taken back.
    Correction {
        /// UTC second, included.
        start: i64,
        /// UTC second, excluded; equal to `start` for an index.
        end: i64,
        /// What was held; none when nothing was.
        before: Option<Decimal>,
        /// What stands there now; none when it was taken back.
        after: Option<Decimal>,
        /// Unit of both.
        unit: Unit,
        /// Why.
        reason: String,
    },
    /// A *décompte de charges* of a *copropriété*.
    Statement {
        /// Period settled.
        period: Period,
        /// What was attributed, where it says so.
        quantity: Option<Decimal>,
        /// Its unit.
        unit: Unit,
        /// With VAT.
        incl_vat: Option<Euro>,
    },
    /// A *facture de régularisation*.
    Bill {
        /// Period billed.
        period: Period,
        /// What was used.
        quantity: Decimal,
        /// Its unit.
        unit: Unit,
        /// Its basis.
        basis: Basis,
        /// With VAT.
        incl_vat: Option<Euro>,
    },
    /// A *note de crédit*.
    CreditNote {
        /// Period concerned.
        period: Period,
        /// With VAT.
        incl_vat: Option<Euro>,
    },
    /// An *acompte*: a payment.
    Advance {
        /// Period it pays for.
        period: Period,
        /// With VAT.
        incl_vat: Option<Euro>,
    },
    /// A delivery into a tank.
    Delivery {
        /// Day delivered.
        on: Day,
        /// How much.
        quantity: Decimal,
        /// Its unit.
        unit: Unit,
        /// With VAT.
        incl_vat: Option<Euro>,
    },
    /// A file with many readings.
    File {
        /// Its name.
        name: String,
        /// From its first to its last reading.
        period: Option<Period>,
        /// Readings for this building.
        readings: usize,
    },
}

/// One import that touched this building.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine {
    /// Import that brought it; undone there. Empty where who looks may not see all of it.
    pub import: String,
    /// The meter, as people call it; none when a file has several.
    pub meter: Option<String>,
    /// What the meter measures.
    pub carrier: Option<Carrier>,
    /// What it is.
    pub kind: EntryKind,
    /// How good.
    pub quality: Quality,
    /// Day it was added.
    pub added: Day,
    /// Attached document: id for [`crate::urls::attachment`].
    pub attachment: Option<String>,
    /// It was undone and counts no more.
    pub undone: bool,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/readings.html")]
pub struct ReadingsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Its meters.
    pub meters: Vec<MeterLine>,
    /// What was added, newest first.
    pub entries: Vec<EntryLine>,
    /// Which slice.
    pub paging: Paging,
    /// The day of the page.
    pub on: Day,
}

html!(ReadingsPage);

/// An entry as a row.
struct EntryRow {
    what: String,
    detail: String,
    amount: Option<String>,
    meter: String,
    added: String,
    mark: Option<&'static str>,
    mark_meaning: String,
    import: Option<String>,
    attachment: Option<String>,
    undone: bool,
}

/// A meter as a row.
struct MeterRow {
    label: String,
    class: String,
    carrier: String,
    number: String,
    last: Option<String>,
    out: Option<String>,
    edit: String,
    held: String,
    read: Option<String>,
    /// Read on the gauge of a tank.
    gauge: bool,
}

impl ReadingsPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn code(&self) -> &str {
        &self.head.building.code
    }

    fn title(&self) -> String {
        self.shell.t("readings-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("readings-crumb").to_string()))
    }

    fn meters(&self) -> Vec<MeterRow> {
        self.meters
            .iter()
            .map(|m| MeterRow {
                label: m.meter.name.clone(),
                class: format!("dot carrier-{}", m.carrier.code()),
                carrier: words::carrier(self.lang(), m.carrier),
                number: m.ean.clone().or_else(|| m.serial.clone()).unwrap_or_default(),
                last: m.last_reading.map(format::day),
                out: m.out_since.map(format::day),
                edit: if self.shell.may_change() {
                    urls::meter(self.code(), &m.meter.code)
                } else {
                    urls::meter_readings(self.code(), &m.meter.code)
                },
                held: urls::meter_readings(self.code(), &m.meter.code),
                gauge: m.carrier.is_delivered(),
                read: (m.out_since.is_none() && self.shell.may_import()).then(|| {
                    urls::with_query(&urls::reading_index(self.code()), &[("compteur", &m.meter.code)])
                }),
            })
            .collect()
    }

    fn entries(&self) -> Vec<EntryRow> {
        self.entries
            .iter()
            .map(|e| {
                let (what, detail, amount) = self.described(&e.kind);
                EntryRow {
                    what,
                    detail,
                    amount: amount.map(format::euro),
                    meter: e.meter.clone().unwrap_or_else(|| self.shell.t("readings-several").to_string()),
                    added: format::day(e.added),
                    mark: words::quality_mark(e.quality),
                    mark_meaning: words::quality(self.lang(), e.quality),
                    import: (!e.import.is_empty()).then(|| urls::import(&e.import)),
                    attachment: e.attachment.as_ref().map(|a| urls::attachment(self.code(), a)),
                    undone: e.undone,
                }
            })
            .collect()
    }

    /// What it is, its figures, its cost.
    pub(crate) fn described(&self, kind: &EntryKind) -> (String, String, Option<Euro>) {
        described(&self.shell, kind)
    }

    fn page_href(&self, page: usize) -> String {
        urls::with_query(&urls::readings(self.code()), &[("page", &page.to_string())])
    }

    fn meter_files(&self) -> Files {
        let what = self.shell.t("table-meters").to_string();
        Files::new(what, [urls::meters_csv(self.code()), urls::meters_xlsx(self.code())], &[])
    }

    fn entry_files(&self) -> Files {
        let what = self.shell.t("table-entries").to_string();
        Files::new(what, [urls::entries_csv(self.code()), urls::entries_xlsx(self.code())], &[])
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ReadingsPage)> {
        let entry = |import: &str, meter: &str, kind, added| EntryLine {
            import: import.to_owned(),
            meter: Some(meter.to_owned()),
            carrier: Some(Carrier::NaturalGas),
            kind,
            quality: Quality::Measured,
            added,
            attachment: None,
            undone: false,
        };
        let day = samples::day;
        let year = Period { from: day(2025, 1, 1), to: day(2026, 1, 1) };
        let month = Period { from: day(2025, 12, 1), to: day(2026, 1, 1) };
        let index = EntryKind::Index {
            on: day(2026, 1, 3),
            values: vec![(Register::Total, dec!(48_211.35))],
            unit: Some(Unit::M3),
        };
        let bill = EntryKind::Bill {
            period: year,
            quantity: dec!(367_700),
            unit: Unit::KWh,
            basis: Basis::Gross,
            incl_vat: Some(Euro(dec!(32_835.61))),
        };
        let file =
            EntryKind::File { name: "export_2025.csv".to_owned(), period: Some(year), readings: 35_040 };
        let full = ReadingsPage {
            shell: samples::shell(urls::readings(&samples::building().code)),
            head: samples::head(),
            meters: samples::meters(),
            entries: vec![
                entry("18", "Chaufferie", index, day(2026, 1, 3)),
                EntryLine {
                    attachment: Some("9f2c".to_owned()),
                    quality: Quality::Estimated,
                    ..entry("17", "Chaufferie", bill, day(2026, 1, 2))
                },
                entry(
                    "16",
                    "Chaufferie",
                    EntryKind::Advance { period: month, incl_vat: Some(Euro(dec!(2_850))) },
                    day(2025, 12, 20),
                ),
                EntryLine { meter: None, ..entry("15", "", file, day(2025, 12, 31)) },
                EntryLine {
                    carrier: Some(Carrier::HeatingOil),
                    ..entry(
                        "14",
                        "Citerne annexe",
                        EntryKind::Level { on: day(2025, 12, 2), value: dec!(82), unit: Unit::Cm },
                        day(2025, 12, 2),
                    )
                },
                entry(
                    "13",
                    "Chaufferie",
                    EntryKind::Replaced {
                        on: day(2024, 5, 12),
                        counters: vec![(Register::Total, dec!(48_250.5), dec!(0))],
                    },
                    day(2024, 5, 13),
                ),
                entry(
                    "11",
                    "Chaufferie",
                    EntryKind::Statement {
                        period: year,
                        quantity: Some(dec!(12_340)),
                        unit: Unit::KWh,
                        incl_vat: Some(Euro(dec!(1_180.20))),
                    },
                    day(2024, 3, 20),
                ),
                EntryLine {
                    undone: true,
                    ..entry(
                        "12",
                        "Citerne annexe",
                        EntryKind::Delivery {
                            on: day(2024, 3, 4),
                            quantity: dec!(3_000),
                            unit: Unit::Litre,
                            incl_vat: Some(Euro(dec!(2_910.40))),
                        },
                        day(2024, 3, 8),
                    )
                },
            ],
            paging: Paging::whole(8),
            on: samples::today(),
        };
        let mut empty = full.clone();
        (empty.meters, empty.entries, empty.paging) = (Vec::new(), Vec::new(), Paging::whole(0));
        let reader = ReadingsPage { shell: samples::reader(full.shell.clone()), ..full.clone() };
        vec![("full", full), ("empty", empty), ("reader", reader)]
    }
}
