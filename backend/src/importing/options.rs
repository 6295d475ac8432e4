//! How a file is to be understood where it does not say: which building, which meter. Kept with the import.

use std::collections::BTreeMap;

use eclaireur_models::building::Register;
use eclaireur_models::finding::Finding;
use eclaireur_models::period::{Day, Period};
use eclaireur_models::readings::parse::Correction;
use eclaireur_models::readings::parse::mapping::Mapping;
use eclaireur_models::units::Unit;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::effect::Effect;
use super::plan::{Counts, Plan};
use super::write::Homes;
use crate::store::imports::ImportRow;
use crate::store::{BuildingId, By, MeterId, SendingId};

/// What to do with a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// It belongs to this meter.
    Meter(MeterId),
    /// Make a meter for it in this building.
    New(BuildingId),
    /// Leave it out.
    Skip,
}

/// Who decided something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Who, by reference.
    pub by: String,
    /// UTC second.
    pub at: i64,
}

impl Stamp {
    /// Now, by this actor.
    pub fn of(by: &By) -> Stamp {
        Stamp { by: by.actor.to_string(), at: by.now }
    }
}

/// A proposal that somebody accepted: what was found in a cell, and what is read there instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// What was found: its code.
    pub code: String,
    /// Line in the file or the sheet.
    pub row: Option<u32>,
    /// Header of the column.
    pub column: Option<String>,
    /// The cell as it is written in the file.
    pub was: Option<String>,
    /// The cell, and what is read there.
    #[serde(flatten)]
    pub read: Correction,
    /// Who accepted it.
    #[serde(flatten)]
    pub stamp: Stamp,
}

impl Accepted {
    /// The proposal of a finding, accepted.
    pub fn of(finding: &Finding, stamp: &Stamp) -> Option<Accepted> {
        Some(Accepted {
            code: finding.code.code().to_owned(),
            row: finding.row,
            column: finding.column.clone(),
            was: finding.value.clone(),
            read: Correction::proposed(finding)?,
            stamp: stamp.clone(),
        })
    }
}

/// Everything the sender decided.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// The file is about this building.
    pub building: Option<BuildingId>,
    /// The file is about this meter.
    pub meter: Option<MeterId>,
    /// Make meters for supply points that the organisation does not have yet.
    pub create_meters: bool,
    /// Let estimates override measured values.
    pub force: bool,
    /// Series, by position in the file → what to do with it.
    pub choices: BTreeMap<usize, Choice>,
    /// What the columns are, where somebody said so for this file.
    pub mapping: Option<Mapping>,
    /// Cells that are read as somebody accepted they should be; the file itself is never edited.
    pub corrections: Vec<Accepted>,
    /// Causes of findings that somebody has seen and left as they are, by code.
    pub kept_groups: BTreeMap<String, Stamp>,
    /// Buildings whose readings the import brings; written by us, for lists.
    pub touched: Vec<BuildingId>,
    /// Meters that confirming it would make; written by us, for lists.
    pub new_meters: usize,
    /// Rows to correct; written by us, for lists. None where no file was planned.
    pub to_correct: Option<usize>,
    /// From the first to the last reading of the file; written by us, for lists.
    pub period: Option<Period>,
    /// The sending it came with, where several files came at once; written by us.
    pub sending: Option<SendingId>,
    /// What somebody typed, where no file came; written by us, for lists.
    pub typed: Option<Typed>,
    /// What confirming it changed; written by us, since afterwards nothing can tell any more.
    pub outcome: Option<Outcome>,
}

/// What an import changed when it was confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Reading by reading.
    pub counts: Counts,
    /// Year by year.
    pub effects: Vec<Effect>,
}

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Typed {
    /// One index reading.
    Index {
        /// Day read.
        on: Day,
        /// Register and value, as typed.
        values: Vec<(Register, Decimal)>,
        /// Unit of the index.
        unit: Unit,
        /// SHA-256 of a picture of the counter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        photo: Option<String>,
    },
    /// What the gauge of a tank showed.
    Level {
        /// Day read.
        on: Day,
        /// Height or content, as typed.
        value: Decimal,
        /// Its unit.
        unit: Unit,
        /// SHA-256 of a picture of the gauge.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        photo: Option<String>,
    },
    /// A meter that was replaced or set back.
    Replaced {
        /// First day of the new one.
        on: Day,
        /// Register, its last index and the first of the new one.
        counters: Vec<(Register, Decimal, Decimal)>,
    },
    /// One reading corrected, or taken back.
    Corrected {
        /// UTC second, included.
        start: i64,
        /// UTC second, excluded; equal to `start` for an index.
        end: i64,
        /// What was held; none when nothing was.
        before: Option<Decimal>,
        /// What stands there now; none when it was taken back.
        after: Option<Decimal>,
        /// The new value is an estimate.
        estimated: bool,
        /// Unit of both.
        unit: Unit,
        /// Why, in the person's words.
        reason: String,
    },
    /// A bill, an acompte, a credit note, a delivery or a *décompte de charges*: the code of its kind.
    Bill {
        /// `settlement`, `advance`, `credit`, `delivery`, `statement`.
        kind: String,
        /// What it covers.
        period: Period,
        /// What was used or delivered.
        quantity: Option<Decimal>,
        /// Its unit.
        unit: Unit,
        /// With VAT, in 1/10 000 €.
        incl_vat: Option<i64>,
        /// SHA-256 of the document.
        attachment: Option<String>,
        /// The index was estimated.
        estimated: bool,
    },
}

impl Options {
    /// The options kept with an import.
    pub fn of(row: &ImportRow) -> Options {
        serde_json::from_value(row.options.clone()).unwrap_or_default()
    }

    /// As kept with an import of this plan; once it is confirmed, with what it changed and where each series went.
    pub(super) fn kept(&self, plan: &Plan, homes: Option<&Homes>) -> Value {
        let paid = plan.bills.iter().map(|bill| bill.building);
        let mut touched: Vec<BuildingId> =
            plan.placed().map(|(_, _, building)| building).chain(paid).collect();
        touched.sort_unstable();
        touched.dedup();
        let spans: Vec<Period> = plan
            .placed()
            .filter_map(|(series, ..)| series.days())
            .chain(plan.bills.iter().map(|bill| bill.period))
            .collect();
        let from = spans.iter().map(|s| s.from).min();
        let period = from.zip(spans.iter().map(|s| s.to).max()).and_then(|(from, to)| Period::new(from, to));
        let choices = match homes {
            Some(homes) => homes.iter().map(|(n, id)| (*n, Choice::Meter(*id))).collect(),
            None => self.choices.clone(),
        };
        let (new_meters, to_correct) = (plan.new_meters(), Some(plan.rows_to_correct()));
        let outcome = homes.map(|_| Outcome { counts: plan.counts, effects: plan.effects.clone() });
        serde_json::to_value(Options {
            choices,
            touched,
            new_meters,
            to_correct,
            period,
            outcome,
            ..self.clone()
        })
        .unwrap_or_default()
    }
}
