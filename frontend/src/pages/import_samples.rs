//! Samples of the import page: a clean file, a partly bad one, one that is no table, confirmed, undone.

use eclaireur_models::building::{Carrier, Direction, Ean, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::period::{Period, day_start};
use eclaireur_models::readings::bill::{Cost, Invoice, InvoiceLine};
use eclaireur_models::readings::{Beside, Confidence, RowCounts, SeriesKey};
use eclaireur_models::units::{Basis, Euro, Unit};
use rust_decimal::{Decimal, dec};

use super::import::{
    Columns, EffectLine, ImportCounts, ImportHead, ImportOrigin, ImportPage, ImportState, MeterChoice,
    ReadRow, SeriesLine, SeriesMeter,
};
use super::import_fixes::{CorrectedCell, KeptGroup};
use super::import_invoices::{CostLine, InvoiceSeen};
use super::readings::EntryKind;
use super::samples::{self, day};
use crate::shell::{Flash, Named};
use crate::urls;

fn series(
    n: usize,
    ean: &str,
    carrier: Carrier,
    register: Register,
    meter: SeriesMeter,
    total: Decimal,
) -> SeriesLine {
    let unit = if carrier == Carrier::NaturalGas { Unit::M3 } else { Unit::KWh };
    SeriesLine {
        n,
        key: SeriesKey {
            ean: Ean::read(ean),
            serial: None,
            name: None,
            carrier,
            direction: Direction::Offtake,
            register,
            kind: Kind::Interval,
            unit: Some(unit),
            unit_text: None,
            basis: Basis::Net,
            beside: Beside::Nothing,
        },
        meter,
        chosen: false,
        near: None,
        counts: true,
        readings: 17_520,
        missing: 0,
        estimated: 0,
        gaps: 0,
        period: Some(Period { from: day(2025, 1, 1), to: day(2026, 1, 1) }),
        total,
    }
}

fn rows(n: u32) -> Vec<ReadRow> {
    let start = day_start(day(2025, 1, 1));
    (0..n)
        .map(|i| ReadRow {
            row: i + 2,
            series: usize::from(i % 2 == 1),
            start: start + i64::from(i / 2) * 900,
            end: start + i64::from(i / 2 + 1) * 900,
            value: (i != 5).then(|| Decimal::new(i64::from(1_250 + 37 * i), 3)),
            quality: if i == 7 { Quality::Estimated } else { Quality::Measured },
        })
        .collect()
}

fn clean() -> ImportPage {
    let known = || SeriesMeter::Known { meter: Named::new("2", "Général"), building: samples::building() };
    ImportPage {
        shell: samples::shell(urls::import("19")),
        organisation: samples::organisation(),
        building: Some(samples::building()),
        head: ImportHead {
            id: "19".to_owned(),
            origin: ImportOrigin::File,
            file: Some("export_2025.csv".to_owned()),
            bytes: Some(3_412_000),
            on: day(2026, 1, 3),
            by: None,
            state: ImportState::Preview { expires: day(2026, 1, 10) },
        },
        format: Some("Volumes par quart d’heure, heure ou jour".to_owned()),
        sending: None,
        not_yet: false,
        typed: None,
        columns: Columns::Ours,
        encoding: Some("utf-8".to_owned()),
        confidence: Confidence::Certain,
        rows: RowCounts { read: 35_040, accepted: 35_040, missing: 0, rejected: 0, ignored: 0 },
        counts: ImportCounts { new: 34_368, changed: 96, identical: 576, to_correct: 0, kept: 0 },
        series: vec![
            series(0, "541448200000000024", Carrier::Electricity, Register::Day, known(), dec!(58_231.125)),
            series(1, "541448200000000024", Carrier::Electricity, Register::Night, known(), dec!(30_168.75)),
        ],
        invoices: Vec::new(),
        first_rows: rows(10),
        findings: Vec::new(),
        corrected: Vec::new(),
        kept_groups: Vec::new(),
        effects: vec![EffectLine {
            building: samples::building(),
            carrier: Carrier::Electricity,
            before: Some(samples::year_total(2025, 93_900, Basis::Net, 12)),
            after: Some(samples::year_total(2025, 88_400, Basis::Net, 12)),
        }],
        meters: vec![
            MeterChoice {
                meter: Named::new("2", "Général"),
                carrier: Carrier::Electricity,
                building: samples::building().name,
            },
            MeterChoice {
                meter: Named::new("1", "Chaufferie"),
                carrier: Carrier::NaturalGas,
                building: samples::building().name,
            },
        ],
        buildings: vec![samples::building(), Named::new("residence-des-erables", "Résidence des Érables")],
    }
}

fn partly_bad() -> ImportPage {
    let mut page = clean();
    page.head.file = Some("releves_chaufferies.csv".to_owned());
    page.head.bytes = Some(48_200);
    page.format = Some("Tableau de relevés d’index".to_owned());
    page.encoding = Some("windows-1252".to_owned());
    page.confidence = Confidence::Likely;
    page.rows = RowCounts { read: 1_290, accepted: 1_282, missing: 2, rejected: 4, ignored: 2 };
    page.counts = ImportCounts { new: 1_270, changed: 0, identical: 12, to_correct: 4, kept: 3 };
    let gas = |n, ean: &str, meter| series(n, ean, Carrier::NaturalGas, Register::Total, meter, dec!(33_350));
    let mut which = gas(2, "", SeriesMeter::Which);
    which.key.name = Some("aile B".to_owned());
    let known = SeriesMeter::Known { meter: Named::new("1", "Chaufferie"), building: samples::building() };
    page.series = vec![
        gas(0, "541448200000000017", known),
        gas(1, "541448200000000031", SeriesMeter::New { building: None }),
        which,
    ];
    if let Some(first) = page.series.first_mut() {
        (first.missing, first.estimated, first.gaps) = (2, 25, 31);
    }
    page.findings = vec![
        Finding::new(Code::CarrierAssumed).with("carrier", "natural_gas"),
        Finding::new(Code::Implausible)
            .cell(14, 2)
            .column("Index")
            .value("12,3456")
            .proposal("1 234,56")
            .with("than", "month")
            .with("factor", "12"),
        Finding::new(Code::BadDate).row(212).column("Date").value("31/02/2025"),
        Finding::new(Code::BadDate).row(240).column("Date").value("hier"),
        Finding::new(Code::BadNumber).cell(377, 2).column("Index").value("48 2l1").proposal("48 211"),
        Finding::new(Code::ConflictingRows).row(402).column("Index").value("48 102,5").with("other_row", 401),
        Finding::new(Code::TotalRow).row(1_291),
        Finding::new(Code::UnusedColumn).column("Remarques"),
    ];
    let effect =
        |building, before, after| EffectLine { building, carrier: Carrier::NaturalGas, before, after };
    page.effects = vec![
        effect(
            samples::building(),
            Some(samples::year_total(2025, 438_000, Basis::Gross, 12)),
            Some(samples::year_total(2025, 412_300, Basis::Gross, 12)),
        ),
        effect(
            Named::new("residence-des-erables", "Résidence des Érables"),
            None,
            Some(samples::year_total(2025, 96_400, Basis::Gross, 9)),
        ),
    ];
    page
}

/// An electronic invoice: one series of consumption, its cost, its lines.
/// Some proposals accepted, others seen and left.
fn corrected() -> ImportPage {
    let mut page = partly_bad();
    let (accepted, left): (Vec<Finding>, Vec<Finding>) =
        page.findings.into_iter().partition(|f| f.code == Code::BadNumber);
    let cell = |finding| CorrectedCell { finding, on: day(2026, 1, 3), by: None };
    page.corrected = accepted.into_iter().map(cell).collect();
    page.kept_groups = vec![KeptGroup { code: Code::Implausible, on: day(2026, 1, 3), by: None }];
    page.findings = left;
    page.counts.to_correct = 3;
    page
}

fn invoice() -> ImportPage {
    let mut page = clean();
    page.head.file = Some("2026-004417.xml".to_owned());
    page.head.bytes = Some(12_400);
    page.format = Some("Facture électronique Peppol (UBL)".to_owned());
    page.columns = Columns::None;
    page.rows = RowCounts { read: 3, accepted: 1, missing: 0, rejected: 0, ignored: 2 };
    page.counts = ImportCounts { new: 1, ..ImportCounts::default() };
    page.series.truncate(1);
    for series in &mut page.series {
        (series.key.kind, series.key.register) = (Kind::Billed, Register::Total);
        (series.readings, series.total) = (1, dec!(20_600));
    }
    page.first_rows.clear();
    let line = |what: &str, quantity, unit: &str, amount, counts| InvoiceLine {
        what: what.to_owned(),
        quantity: Some((quantity, unit.to_owned())),
        amount: Some(amount),
        vat_percent: Some(dec!(6)),
        counts,
        ..InvoiceLine::default()
    };
    page.invoices = vec![InvoiceSeen {
        invoice: Invoice {
            number: Some("2026-004417".to_owned()),
            supplier: Some("Énergie du Bocq SA".to_owned()),
            period: Some(Period { from: day(2025, 1, 1), to: day(2026, 1, 1) }),
            currency: "EUR".to_owned(),
            excl_vat: Some(dec!(4_346.60)),
            incl_vat: Some(dec!(4_607.40)),
            lines: vec![
                line("Énergie, toutes heures", dec!(20_600), "KWH", dec!(2_595.60), true),
                line("Distribution", dec!(20_600), "KWH", dec!(1_691), false),
                line("Redevance fixe", dec!(12), "MON", dec!(60), false),
            ],
            ..Invoice::default()
        },
        costs: vec![CostLine {
            meter: "Général".to_owned(),
            cost: Cost { excl_vat: Some(dec!(4_346.60)), incl_vat: Some(dec!(4_607.40)) },
        }],
    }];
    page.findings = vec![
        Finding::new(Code::SameEnergyTwice).row(2).value("Distribution").with("why", "bill-line"),
        Finding::new(Code::NotEnergyLine).row(3).value("Redevance fixe"),
        Finding::new(Code::InvoiceTotalDiffers)
            .value("4346.60")
            .with("rule", "lines")
            .with("why", "rounding")
            .with("stated", "4346.6")
            .with("amount", "4346.604")
            .with("currency", "EUR"),
        Finding::new(Code::InvoiceNumberHeld)
            .value("2026-004417")
            .with("number", "2026-004417")
            .with("supplier", "Énergie du Bocq SA"),
    ];
    page
}

/// One meter that is not ours, with five series; somebody asked to confirm before choosing it.
fn not_yet() -> ImportPage {
    let mut page = invoice();
    let registers = [Register::Total, Register::Day, Register::Night, Register::Peak, Register::OffPeak];
    let of = |(n, register)| {
        let ean = "541448200000000048";
        series(n, ean, Carrier::Electricity, register, SeriesMeter::Which, dec!(1_200))
    };
    page.series = registers.into_iter().enumerate().map(of).collect();
    for series in &mut page.series {
        series.readings = 1;
    }
    (page.counts, page.effects, page.not_yet) = (ImportCounts::default(), Vec::new(), true);
    page
}

/// A bill that was typed.
fn typed() -> ImportPage {
    let mut page = clean();
    (page.head.file, page.head.bytes, page.head.origin) = (None, None, ImportOrigin::Bill);
    page.head.state = ImportState::Confirmed { on: day(2026, 1, 3) };
    page.typed = Some(EntryKind::Bill {
        period: Period { from: day(2025, 1, 1), to: day(2026, 1, 1) },
        quantity: dec!(367_700),
        unit: Unit::KWh,
        basis: Basis::Gross,
        incl_vat: Some(Euro(dec!(28_410.55))),
    });
    (page.format, page.columns, page.encoding) = (None, Columns::None, None);
    (page.series, page.first_rows, page.effects) = (Vec::new(), Vec::new(), Vec::new());
    page.rows = RowCounts { read: 1, accepted: 1, ..RowCounts::default() };
    page.counts = ImportCounts { new: 1, ..ImportCounts::default() };
    page
}

impl ImportPage {
    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ImportPage)> {
        let mut confirmed = clean();
        confirmed.head.state = ImportState::Confirmed { on: day(2026, 1, 3) };
        confirmed.shell.flash = Some(Flash::ImportConfirmed { import: String::new() });
        let mut undone = clean();
        undone.head.state = ImportState::Undone { on: day(2026, 1, 5) };
        for effect in &mut undone.effects {
            core::mem::swap(&mut effect.before, &mut effect.after);
        }
        let mut refused = clean();
        refused.head.state = ImportState::Refused;
        refused.head.file = Some("portail.csv".to_owned());
        refused.findings = vec![Finding::new(Code::NotMeterData).with("looks_like", "html")];
        (refused.series, refused.first_rows, refused.effects) = (Vec::new(), Vec::new(), Vec::new());
        (refused.format, refused.confidence) = (None, Confidence::None);
        (refused.rows, refused.counts) = (RowCounts::default(), ImportCounts::default());
        refused.columns = Columns::None;
        let mut unknown = refused.clone();
        unknown.columns = Columns::Nobody;
        unknown.head.file = Some("regulation.csv".to_owned());
        unknown.findings =
            vec![Finding::new(Code::UnknownLayout).with("headers", "Moment · Drapeau · Grandeur A")];
        vec![
            ("clean", clean()),
            ("partly-bad", partly_bad()),
            ("corrected", corrected()),
            ("confirmed", confirmed),
            ("undone", undone),
            ("invoice", invoice()),
            ("not-yet", not_yet()),
            ("typed", typed()),
            ("refused", refused),
            ("unknown", unknown),
        ]
    }
}
