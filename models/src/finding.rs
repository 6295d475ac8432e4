//! What is to be said about data: a closed list of codes with what was seen, where, and a proposal.
//!
//! A finding is a value, not an exception: a file with forty bad cells has forty findings and all its good
//! readings. The sentence a person reads is in the frontend's locales under `finding-<code>`; a test there demands
//! a French one for each. To add a code: one line in `codes!` below, one sentence in each locale.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know; nothing to do.
    Info,
    /// Used, but worth a look.
    Warning,
    /// Not used: something to correct.
    Error,
}

impl Severity {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $severity:ident;)*) => {
        /// The closed list of findings.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// Permanent kebab-case code.
            pub const fn code(self) -> &'static str {
                match self { $(Code::$variant => $code,)* }
            }

            /// How grave it is.
            pub const fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The file is something else: a web page, an image, a PDF, nothing. `looks_like` says what.
    NotMeterData = "not-meter-data", Error;
    /// A bill was read in a document: nothing counts before somebody confirmed it in the form. `count` pages.
    BillToConfirm = "bill-to-confirm", Error;
    /// A table, but no column that we know as a date or a reading. `headers` lists what was seen.
    UnknownLayout = "unknown-layout", Error;
    /// XML that is cut off, not well formed, too deep or too long, or that declares a document type. `why` says which.
    BrokenXml = "broken-xml", Error;
    /// The file is larger than what is accepted.
    FileTooLarge = "file-too-large", Error;
    /// A telegram whose check is not that of its content: something was lost on the way.
    CrcMismatch = "crc-mismatch", Error;
    /// A telegram without its beginning or its end.
    IncompleteTelegram = "incomplete-telegram", Error;
    /// Telegrams without a check, as older meters send them.
    NoCrc = "no-crc", Warning;
    /// An index in a telegram that does not say when it was sent.
    UndatedIndex = "undated-index", Error;
    /// A place for a meter where none is attached.
    EmptyChannel = "empty-channel", Info;
    /// An index of something that is not followed, reactive energy for instance. `value` is its code.
    UnusedRegister = "unused-register", Info;
    /// The highest quarter-hour of a month: `peak` kW, at `when`.
    MonthPeak = "month-peak", Info;
    /// A unit that is not on the list; the series is not used.
    UnknownUnit = "unknown-unit", Error;
    /// No unit is given; the usual one of the carrier is taken.
    UnitAssumed = "unit-assumed", Warning;
    /// Nothing says which energy this is; the likeliest is taken.
    CarrierAssumed = "carrier-assumed", Warning;
    /// Nothing says whether these are consumptions or index readings; they only grow, so index readings.
    KindAssumed = "kind-assumed", Warning;
    /// A word in the register column that is not known.
    UnknownRegister = "unknown-register", Error;
    /// A word in the status column that is not known; the reading is taken as measured.
    UnknownStatus = "unknown-status", Warning;
    /// The EAN has 18 digits but its check digit is wrong. Used all the same.
    EanCheckDigit = "ean-check-digit", Warning;
    /// The EAN does not have 18 digits.
    EanLength = "ean-length", Warning;
    /// A date that cannot be read.
    BadDate = "bad-date", Error;
    /// A time that does not exist: the hour skipped in spring.
    SkippedHour = "skipped-hour", Error;
    /// The autumn day has 24 hours in the file: the repeated hour is missing. `day` says which.
    RepeatedHourMissing = "repeated-hour-missing", Warning;
    /// What is given back to the network is written below zero; it was turned.
    SignTurned = "sign-turned", Info;
    /// A number that cannot be read.
    BadNumber = "bad-number", Error;
    /// Dots that can only group thousands were read so; nothing else in the column tells.
    ThousandsAssumed = "thousands-assumed", Warning;
    /// A consumption below zero.
    NegativeValue = "negative-value", Error;
    /// The row has fewer cells than the header announces.
    ShortRow = "short-row", Error;
    /// Nothing tells whether the day or the month comes first, or rows contradict each other (`why`). `value` is a date
    /// as written, `day` how it was read, `other_day` how it would be read the other way.
    DateOrderAssumed = "date-order-assumed", Warning;
    /// The end of the slot is not after its start.
    PeriodReversed = "period-reversed", Error;
    /// A date that lies in the future.
    FutureDate = "future-date", Error;
    /// The same slot and value once more.
    DuplicateRow = "duplicate-row", Info;
    /// The same slot with another value; the first is kept.
    ConflictingRows = "conflicting-rows", Error;
    /// Most rows stand at the moment of the row before and nothing tells them apart: no time, no meter. None is used.
    SameMoment = "same-moment", Error;
    /// A table whose columns are known and in which no row is a reading.
    NoReadings = "no-readings", Error;
    /// A row of totals.
    TotalRow = "total-row", Info;
    /// An empty row.
    BlankRow = "blank-row", Info;
    /// The header once more.
    RepeatedHeader = "repeated-header", Info;
    /// A row below the header gives the units of the columns.
    UnitsRow = "units-row", Info;
    /// A row before or after the table: a title, a note.
    NoteRow = "note-row", Info;
    /// A consumption at a date, without a period; the period was deduced.
    PeriodAssumed = "period-assumed", Warning;
    /// The first row of a consumption list without start: no period can be given to it.
    NoPeriod = "no-period", Error;
    /// An index below the one before.
    IndexDecreases = "index-decreases", Warning;
    /// The index fell by nearly all its digits: the meter has gone through zero.
    IndexRollOver = "index-roll-over", Info;
    /// A slot that begins before the one before it ends; the first is kept.
    OverlappingSlots = "overlapping-slots", Error;
    /// Readings of which the file does not say what they are. `why` says what lacks.
    UndescribedReadings = "undescribed-readings", Error;
    /// A unit in which this energy cannot be counted: electricity in cubic feet.
    ImpossibleUnit = "impossible-unit", Error;
    /// The file announces readings from `from` to `to` and has fewer.
    ShorterThanAnnounced = "shorter-than-announced", Warning;
    /// A part of a document that is not read.
    UnusedPart = "unused-part", Info;
    /// The same energy is given twice (m3 and kWh, or registers and their total); counted once.
    SameEnergyTwice = "same-energy-twice", Info;
    /// A sheet of the workbook in which no readings were found. `sheet` names it.
    UnusedSheet = "unused-sheet", Info;
    /// The sheet of reasons that we put into a marked file; it is passed over.
    ReasonsSheet = "reasons-sheet", Info;
    /// A column that was not used.
    UnusedColumn = "unused-column", Info;
    /// Bytes that are not text in the encoding found; replaced by �.
    BadEncoding = "bad-encoding", Warning;
    /// More findings of one code than are kept. `of` and `count` say which and how many.
    MoreFindings = "more-findings", Warning;
    /// A meter that this organisation does not have yet.
    UnknownMeter = "unknown-meter", Error;
    /// A series without EAN or serial number: somebody must say which meter it is.
    MeterNotNamed = "meter-not-named", Error;
    /// A value already held is of better quality; it was kept.
    BetterValueKept = "better-value-kept", Warning;
    /// A bill and the readings of the same period disagree by more than one per cent.
    SourcesDisagree = "sources-disagree", Warning;
    /// No energy content is known for this unit on this day: the quantity is not counted as energy.
    UnknownContent = "unknown-content", Error;
    /// No bill or person gives the energy content of the unit: the usual one, `factor`, is taken.
    DefaultContent = "default-content", Info;
    /// The energy content changed by more than one per cent between two readings: what passed is spread by day.
    ContentChanged = "content-changed", Info;
    /// Energy stated on the other calorific basis; converted with the ratio of the fuel.
    BasisConverted = "basis-converted", Info;
    /// An index fell and nobody wrote down that the meter was replaced: what passed is not known.
    IndexFell = "index-fell", Warning;
    /// What stood in the tank before `day` is not known: nothing is counted before it.
    TankOpening = "tank-opening", Info;
    /// Of `count` deliveries nobody says whether they filled the tank; they are supposed to have.
    TankSupposedFull = "tank-supposed-full", Info;
    /// The gauge rose without a delivery.
    TankRises = "tank-rises", Warning;
    /// A gauge reading outside the tank's table, or without a table.
    LevelOutsideTable = "level-outside-table", Warning;
    /// More was injected than produced in `month`: self-consumption is not told.
    InjectionAboveProduction = "injection-above-production", Warning;
    /// Index difference × coefficient is not the energy of the bill.
    BillDoesNotAddUp = "bill-does-not-add-up", Warning;
    /// An invoice that bills no energy and names no supply point.
    NoEnergy = "no-energy", Error;
    /// A line of an invoice that bills a power, a fee, a service; or a counter that counts no energy.
    NotEnergyLine = "not-energy-line", Info;
    /// A credit note: it gives money back and is no consumption. `number` names what it corrects.
    CreditNote = "credit-note", Info;
    /// An invoice that asks for an advance: it pays and is no consumption.
    AdvanceInvoice = "advance-invoice", Info;
    /// Advances were taken off the invoice; they are part of what the period costs.
    AdvancesDeducted = "advances-deducted", Info;
    /// A line below zero that takes back what was billed before; the quantity is not subtracted.
    NegativeLine = "negative-line", Warning;
    /// A price per unit that nobody asks: the unit is a makeshift, and the quantity is not counted.
    ImplausiblePrice = "implausible-price", Warning;
    /// A sum of the invoice is not what it states. `rule` says which, `why` whether it is only rounding.
    InvoiceTotalDiffers = "invoice-total-differs", Warning;
    /// The invoice is not in euro: its quantities are used, its cost is not kept.
    OtherCurrency = "other-currency", Warning;
    /// What an invoice costs belongs to no meter we have, or only a part of it does. `why` says which.
    CostNotAttributed = "cost-not-attributed", Warning;
    /// An invoice of this number from this sender is held already, with another content.
    InvoiceNumberHeld = "invoice-number-held", Warning;
    /// Far beyond the usual, or an index out of line: a comma may be missing.
    Implausible = "implausible", Warning;
    /// Another index of the same counter and day is held, `held`: two people read it, or one of them misread.
    IndexSameDay = "index-same-day", Warning;
    /// More whole digits than the counter has, `digits`.
    IndexTooLong = "index-too-long", Warning;
    /// Slots or days that nothing names, from where to where.
    Gap = "gap", Warning;
    /// Two periods of one counter overlap in part.
    Overlap = "overlap", Warning;
    /// From some day on, values stand at another unit's level.
    UnitJump = "unit-jump", Warning;
    /// Nothing used, for longer than such a meter rests.
    RunOfZeros = "run-of-zeros", Warning;
    /// One value again and again, or an index that does not move.
    StuckMeter = "stuck-meter", Warning;
    /// A series is the sum of others; the energy is counted once.
    SumOfOthers = "sum-of-others", Warning;
    /// A meter behind another whose energy is counted already.
    SubMeter = "sub-meter", Info;
    /// Readings long before a meter's service, or long after it.
    OutOfService = "out-of-service", Warning;
    /// A ZIP with more than `count` files, or more than `max_bytes` unpacked.
    ArchiveTooLarge = "archive-too-large", Error;
    /// A file in a ZIP that does not unpack.
    ArchiveDamaged = "archive-damaged", Error;
    /// A file in a ZIP that is locked by a password.
    ArchiveLocked = "archive-locked", Error;
    /// A ZIP in a ZIP.
    ArchiveNested = "archive-nested", Error;
    /// No list of buildings. `why`: `table`, `name` (no column of names) or `file` with `looks_like`.
    NotBuildingList = "not-building-list", Error;
    /// More buildings in one list than are taken at once.
    ListTooLong = "list-too-long", Error;
    /// A row of a list that names no building.
    NameMissing = "name-missing", Error;
    /// Two buildings of a list with one code.
    DuplicateCode = "duplicate-code", Error;
    /// Two rows of one building that say different things of it.
    BuildingConflict = "building-conflict", Error;
    /// One supply point at two buildings of a list; the first keeps it.
    DuplicateMeter = "duplicate-meter", Error;
    /// A meter that is held already, at another building; it stays there.
    MeterElsewhere = "meter-elsewhere", Warning;
    /// A header that stands twice; the first column is used.
    DuplicateHeader = "duplicate-header", Warning;
    /// Not a postcode, or one that nobody has.
    UnknownPostcode = "unknown-postcode", Error;
    /// A commune that is not told by its name and postcode; the address is kept without it.
    UnknownCommune = "unknown-commune", Warning;
    /// An activity that is not on the list.
    UnknownActivity = "unknown-activity", Error;
    /// An energy that is not on the list.
    UnknownCarrier = "unknown-carrier", Error;
    /// No EAN: letters, or a number that a spreadsheet has rounded (`why`).
    BadEan = "bad-ean", Error;
    /// A number that cannot be meant: `rule` says of what, `from` and `to` what can.
    OutOfRange = "out-of-range", Error;
    /// An area in another unit than the square metre; converted.
    AreaConverted = "area-converted", Info;
    /// A gross area, taken for the heated one.
    GrossArea = "gross-area", Warning;
    /// What was proposed for a cell was taken instead of it.
    ProposalTaken = "proposal-taken", Info;
    /// A period stands apart from the signature, or all of them from a day on. `why`: `point` or `step`.
    SignatureSudden = "signature-sudden", Warning;
    /// Consumption hardly follows the weather. `why`: `scatter` or `no-weather`.
    SignatureScattered = "signature-scattered", Warning;
    /// At the same weather consumption moves by `percent` a year.
    SignatureDrift = "signature-drift", Warning;
    /// In mild weather the building is heated by the sun and by those in it.
    SignatureFreeGains = "signature-free-gains", Info;
    /// In mild weather consumption rises as it gets warmer, while heating goes on.
    SignatureHeatingAndCooling = "signature-heating-and-cooling", Warning;
    /// So much is used whatever the weather.
    SignatureBaseLoad = "signature-base-load", Info;
    /// What a year of normal weather would use.
    SignatureNormalBudget = "signature-normal-budget", Info;
    /// Weather put aside, more or less was used than in the reference period.
    SignatureDriftMeasured = "signature-drift-measured", Warning;
    /// The signature is no straight line. `why`: `down` or `up`.
    SignatureCurved = "signature-curved", Info;
    /// The climate share of a site with one bill a year is a range, not a measurement. `why` says where it comes from.
    ClimateShareAssumed = "climate-share-assumed", Info;
    /// One bill a year: what is made of it is an estimate, and more readings would make it sure.
    YearlyReadingsOnly = "yearly-readings-only", Info;
    /// No table of days and mean temperatures: `looks_like` says what, `headers` what was read, `unit` another unit.
    NoTemperatures = "no-temperatures", Error;
    /// A row with one cell too many: a decimal comma cut at.
    ExtraCell = "extra-cell", Error;
    /// A temperature that no day in Belgium can have had.
    ImpossibleTemperature = "impossible-temperature", Error;
    /// More rows than there are days worth reading: `most`.
    TooManyDays = "too-many-days", Error;
    /// A day that was held with another temperature: `day`, `before`, `after`, `origin` of the one before.
    TemperatureChanged = "temperature-changed", Warning;
    /// No answer of a yield service that can be used. `why` says what of it: `json`, `size`, `peak`, `plane`, `outputs`,
    /// `time`, `power`, `month`.
    PvYieldUnreadable = "pv-yield-unreadable", Error;
    /// Of `count` hours or months of a year the yield service says nothing.
    PvYieldIncomplete = "pv-yield-incomplete", Error;
    /// A yield that no roof has: `kwh` per kWp and year, outside `lowest` to `highest`.
    PvYieldImplausible = "pv-yield-implausible", Error;
}

/// Causes on which a reading was used on a supposition, or against what is held: right or wrong, a person can tell, and
/// we cannot. Nobody confirms them unseen.
const ASKS: &[Code] = &[
    Code::UnitAssumed,
    Code::CarrierAssumed,
    Code::KindAssumed,
    Code::ThousandsAssumed,
    Code::DateOrderAssumed,
    Code::EanCheckDigit,
    Code::EanLength,
    Code::IndexDecreases,
    Code::IndexFell,
    Code::Implausible,
    Code::ImplausiblePrice,
    Code::UnitJump,
    Code::Overlap,
    Code::OutOfService,
    Code::SourcesDisagree,
    Code::InvoiceNumberHeld,
];

impl Code {
    /// Whether a person looks before what it is about counts. What is to be corrected asks for one anyway.
    pub fn asks(self) -> bool {
        ASKS.contains(&self)
    }

    /// The code with this name.
    pub fn from_code(code: &str) -> Option<Code> {
        Self::ALL.iter().copied().find(|c| c.code() == code)
    }
}

/// One thing to say, with where it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// Line in the file, counted from 1, header included.
    pub row: Option<u32>,
    /// Header of the column.
    pub column: Option<String>,
    /// The cell as it was written.
    pub value: Option<String>,
    /// What could stand there instead.
    pub proposal: Option<String>,
    /// Further facts for the sentence, by name.
    pub data: BTreeMap<Cow<'static, str>, String>,
}

impl Finding {
    /// A finding without place.
    pub fn new(code: Code) -> Finding {
        Finding { code, row: None, column: None, value: None, proposal: None, data: BTreeMap::new() }
    }

    /// At this line.
    #[must_use]
    pub fn row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    /// In this column.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// What was written there; cut to 120 characters.
    #[must_use]
    pub fn value(mut self, value: impl AsRef<str>) -> Self {
        self.value = Some(value.as_ref().chars().take(120).collect());
        self
    }

    /// What is proposed.
    #[must_use]
    pub fn proposal(mut self, proposal: impl Into<String>) -> Self {
        self.proposal = Some(proposal.into());
        self
    }

    /// In this cell of a sheet: `cell` in the data, `D14`. `column` counts from 0. What marks a file needs it, since
    /// two columns may have one header.
    #[must_use]
    pub fn cell(self, row: u32, column: usize) -> Self {
        self.row(row).with("cell", format!("{}{row}", column_letters(column)))
    }

    /// One more fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl core::fmt::Display) -> Self {
        self.data.insert(Cow::Borrowed(name), value.to_string());
        self
    }

    /// How grave.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// What spreadsheets call the column at this position, from 0: A, B … Z, AA.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.into_iter().rev().collect()
}

/// The line, from 1, and the column, from 0, of a cell as spreadsheets call it: `D14` → 14, 3.
pub fn cell_place(cell: &str) -> Option<(u32, usize)> {
    let (letters, digits) = cell.split_at(cell.find(|c: char| c.is_ascii_digit())?);
    let column = letters.bytes().try_fold(0usize, |column, letter| {
        let value = usize::from(letter.checked_sub(b'A').filter(|n| *n < 26)?) + 1;
        column.checked_mul(26)?.checked_add(value)
    })?;
    Some((digits.parse().ok()?, column.checked_sub(1)?))
}

/// Findings in the order seen, at most [`Findings::KEPT`] of each code; what is beyond is counted and said.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    list: Vec<Finding>,
    seen: BTreeMap<Code, usize>,
}

impl Findings {
    /// How many of one code are kept: enough to repair a file, few enough to bound memory.
    pub const KEPT: usize = 500;

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        let seen = self.seen.entry(finding.code).or_default();
        *seen += 1;
        if *seen <= Self::KEPT {
            self.list.push(finding);
        }
    }

    /// Takes all of another list, with what it counted.
    pub fn absorb(&mut self, other: Findings) {
        let mut beyond = other.seen;
        for finding in other.list {
            if let Some(count) = beyond.get_mut(&finding.code) {
                *count -= 1;
            }
            self.push(finding);
        }
        for (code, count) in beyond {
            *self.seen.entry(code).or_default() += count;
        }
    }

    /// How many of this code were seen, kept or not.
    pub fn count(&self, code: Code) -> usize {
        self.seen.get(&code).copied().unwrap_or(0)
    }

    /// All that were kept, then one [`Code::MoreFindings`] per code that had more.
    pub fn into_vec(self) -> Vec<Finding> {
        let more = self.seen.iter().filter(|(_, n)| **n > Self::KEPT).map(|(code, n)| {
            Finding::new(Code::MoreFindings).with("of", code.code()).with("count", n - Self::KEPT)
        });
        let mut list = self.list;
        list.extend(more.collect::<Vec<_>>());
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kebab_case_and_unique() {
        for (i, code) in Code::ALL.iter().enumerate() {
            assert!(code.code().chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", code.code());
            assert_eq!(Code::from_code(code.code()), Some(*code));
            assert_eq!(Code::ALL.iter().position(|c| c.code() == code.code()), Some(i));
        }
    }

    #[test]
    fn cells_have_the_names_of_spreadsheets() {
        for (column, expect) in [(0, "A7"), (25, "Z7"), (26, "AA7"), (701, "ZZ7"), (702, "AAA7")] {
            let finding = Finding::new(Code::BadNumber).cell(7, column);
            assert_eq!(finding.data.get("cell").map(String::as_str), Some(expect));
            assert_eq!(cell_place(expect), Some((7, column)));
        }
        for none in ["", "7", "A", "a7", "A7B", "ZZZZZZZZZZZZZZZZ7"] {
            assert_eq!(cell_place(none), None, "{none}");
        }
    }

    #[test]
    fn what_is_not_kept_is_counted() {
        let mut findings = Findings::default();
        for row in 0..507 {
            findings.push(Finding::new(Code::BadDate).row(row));
        }
        assert_eq!(findings.count(Code::BadDate), Findings::KEPT + 7);
        let list = findings.into_vec();
        assert_eq!(list.len(), Findings::KEPT + 1);
        assert_eq!(list.last().and_then(|f| f.data.get("count")).map(String::as_str), Some("7"));
    }
}
