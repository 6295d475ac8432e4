//! The closed list of what can be wrong with a field. The sentence is under `problem-<code>` in the locales.

use core::fmt;

use eclaireur_models::lang::Lang;

use crate::text::Say;

macro_rules! problems {
    ($($(#[$doc:meta])* $variant:ident = $code:literal;)*) => {
        /// What is wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemCode { $($(#[$doc])* $variant,)* }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &[ProblemCode] = &[$(ProblemCode::$variant,)*];

            /// Permanent kebab-case code.
            pub const fn code(self) -> &'static str {
                match self { $(ProblemCode::$variant => $code,)* }
            }
        }
    };
}

problems! {
    /// Nothing was typed.
    Required = "required";
    /// Longer than `max` characters.
    TooLong = "too-long";
    /// Fewer are counted than the `members` that are known.
    BelowMembers = "below-members";
    /// Nothing was chosen, or something that is not on the list.
    NotInList = "not-in-list";
    /// `value` is not a number.
    NotANumber = "not-a-number";
    /// `value` can be `thousands` or `decimals`.
    AmbiguousNumber = "ambiguous-number";
    /// Below zero.
    Negative = "negative";
    /// Zero, or so large that it cannot be meant.
    OutOfRange = "out-of-range";
    /// `value` is not a day.
    BadDate = "bad-date";
    /// A day of a year that cannot be meant.
    UnlikelyYear = "unlikely-year";
    /// More than `max` days ago.
    TooLongAgo = "too-long-ago";
    /// In the future.
    FutureDate = "future-date";
    /// The end is not after the start.
    EndBeforeStart = "end-before-start";
    /// Not ten digits.
    BceForm = "bce-form";
    /// The last two digits should be `expected`.
    BceCheck = "bce-check";
    /// Another organisation has this number.
    BceTaken = "bce-taken";
    /// Not a Belgian postcode.
    BadPostcode = "bad-postcode";
    /// A postcode without a commune in Wallonia that we know; the commune must be chosen.
    ChooseCommune = "choose-commune";
    /// Not digits.
    BadEan = "bad-ean";
    /// Another meter of the organisation, `meter`, has this EAN already.
    EanTaken = "ean-taken";
    /// The same, where whoever types may not see which meter it is.
    EanTakenElsewhere = "ean-taken-elsewhere";
    /// Readings hang on the meter; its energy stays.
    CarrierFixed = "carrier-fixed";
    /// No index was typed.
    NoIndex = "no-index";
    /// Below the last index, `last` of `on`; can be kept all the same.
    IndexBelowLast = "index-below-last";
    /// The index of the end is below that of the start.
    IndexReversed = "index-reversed";
    /// No e-mail address.
    NotAnAddress = "not-an-address";
    /// Before today.
    PastDate = "past-date";
    /// A mandate of more than `max` years.
    MandateTooLong = "mandate-too-long";
    /// Neither a quantity nor two indexes.
    QuantityOrIndex = "quantity-or-index";
    /// The amount without VAT is above the amount with it.
    VatReversed = "vat-reversed";
    /// A meter must be chosen, or an EAN given.
    ChooseMeter = "choose-meter";
    /// A line of a gauge table, `value`, is not two numbers.
    TableLine = "table-line";
    /// A line of a gauge table, `value`, does not lie above the one before.
    TableFalls = "table-falls";
    /// A gauge table has fewer than two lines, or more than `max`.
    TableCount = "table-count";
    /// A gauge reading outside the tank's table, which goes from `lowest` to `highest`.
    LevelOutsideTable = "level-outside-table";
    /// More than the digits of the counter, `digits`, can show.
    TooManyDigits = "too-many-digits";
    /// Shares that add up to `sum` per cent.
    SharesNotWhole = "shares-not-whole";
    /// A statement with neither a consumption nor a cost.
    QuantityOrCost = "quantity-or-cost";
    /// No column of a table says when.
    NoDateColumn = "no-date-column";
    /// No column of a table holds readings.
    NoValueColumn = "no-value-column";
    /// The column holds readings in a unit nobody said.
    UnitMissing = "unit-missing";
    /// Another column of the table is this already.
    RoleTwice = "role-twice";
    /// No file was chosen.
    NoFile = "no-file";
    /// The file is empty.
    EmptyFile = "empty-file";
    /// Larger than `max`.
    FileTooLarge = "file-too-large";
    /// Not one of the kinds `accepted`.
    FileKind = "file-kind";
    /// The connection broke; nothing was kept.
    FileCut = "file-cut";
    /// No archive of an organisation.
    ArchiveNotOurs = "archive-not-ours";
    /// An archive of a newer version of the program.
    ArchiveNewer = "archive-newer";
    /// Something in the archive, at `place`, is not as it was written.
    ArchiveDamaged = "archive-damaged";
    /// Larger than `max`, or than is unpacked.
    ArchiveTooLarge = "archive-too-large";
    /// The organisation, `name`, is here already.
    ArchiveExists = "archive-exists";
    /// Too many files at once; `max` are accepted.
    TooManyFiles = "too-many-files";
    /// What is held is no longer what was shown.
    HeldChanged = "held-changed";
    /// Somebody else saved the project since it was shown.
    ProjectChanged = "project-changed";
    /// A line of the project was taken away since it was shown.
    LineGone = "line-gone";
    /// Somebody else saved the project; nothing was taken back.
    UndoChanged = "undo-changed";
    /// The project is put away.
    ProjectArchived = "project-archived";
    /// The building or its organisation is put away.
    BuildingArchived = "building-archived";
    /// A building has `max` projects already.
    TooManyProjects = "too-many-projects";
    /// A project has `max` lines already.
    TooManyLines = "too-many-lines";
    /// Hot water that would let legionella grow.
    UnsafeHotWater = "unsafe-hot-water";
    /// A setting that cannot be read.
    SettingUnread = "setting-unread";
    /// Somebody else wrote this part of the audit meanwhile.
    AuditChanged = "audit-changed";
    /// The audit is no draft: nothing is written in it.
    AuditClosed = "audit-closed";
    /// Whoever asked for the second reading cannot be the second reader.
    SecondReader = "second-reader";
    /// A part has as many rows as it may.
    TooManyRows = "too-many-rows";
    /// Nothing visible, or letters that turn text around.
    BadName = "bad-name";
    /// A day before that of `step`, `day`.
    BeforeStep = "before-step";
    /// A day after that of `step`, `day`.
    AfterStep = "after-step";
    /// Not a whole number up to `max`.
    WholeUpTo = "whole-up-to";
    /// Not between `lowest` and `highest`.
    NotBetween = "not-between";
    /// A share above 100 %.
    ShareRange = "share-range";
    /// `value` is not hours of a day.
    BadHours = "bad-hours";
    /// Hours that run back.
    HoursReversed = "hours-reversed";
    /// `value` is a price in cents, not in euro.
    PriceInCents = "price-in-cents";
    /// `value` is a price in euro, not in cents.
    PriceInEuro = "price-in-euro";
    /// Address and password do not go together, or there is no such account: which is not said.
    SignInWrong = "sign-in-wrong";
    /// It does not go with the outcome of the request.
    AgainstOutcome = "against-outcome";
    /// This address has an account: its holder signs in.
    AccountThere = "account-there";
    /// The code is wrong, too old, or was used.
    CodeWrong = "code-wrong";
    /// The password asked for is not that of the account.
    PasswordWrong = "password-wrong";
    /// An account without a password signed in too long ago.
    SignInAgain = "sign-in-again";
    /// Fewer than `min` characters.
    PasswordShort = "password-short";
    /// More than `max` characters.
    PasswordLong = "password-long";
    /// Among those that everybody tries first.
    PasswordCommon = "password-common";
    /// Not an address that mail can be sent to.
    BadEmail = "bad-email";
}

/// One problem with the facts its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What.
    pub code: ProblemCode,
    data: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem without further facts.
    pub const fn new(code: ProblemCode) -> Problem {
        Problem { code, data: Vec::new() }
    }

    /// One more fact, written as it is to be shown.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Problem {
        self.data.push((name, value.to_string()));
        self
    }

    /// The facts, each with its name.
    pub fn data(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.data.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// The sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let say = Say::owned(lang, format!("problem-{}", self.code.code()));
        self.data.iter().fold(say, |say, (name, value)| say.with(name, value)).to_string()
    }
}
