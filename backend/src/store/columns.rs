//! How values stand in columns, the same on both databases.
//!
//! Days are text `YYYY-MM-DD` (they sort, and people read them in a dump); instants are UTC seconds; counts are
//! 64-bit; energy and money are integers with a scale; classes of a closed list are their codes. A code in the
//! database that is not on the list is an error, never a guess.

use eclaireur_models::building::{
    BceNumber, Carrier, Code, Direction, Ean, Kind, LegalForm, Postcode, Register,
};
use eclaireur_models::certain::Quality;
use eclaireur_models::lang::unaccented;
use eclaireur_models::period::{Day, Month};
use eclaireur_models::units::{Basis, Unit};
use sea_orm::{ColumnTrait, Condition};

use super::error::{Result, StoreError};

/// A day as text.
pub(super) fn day_text(day: Option<Day>) -> Option<String> {
    day.map(|d| d.to_string())
}

/// The day of a text.
pub(super) fn day(text: &str) -> Result<Day> {
    text.parse().map_err(|_| StoreError::damaged("day", text))
}

/// The day of a text that may be absent.
pub(super) fn maybe_day(text: Option<&str>) -> Result<Option<Day>> {
    text.map(day).transpose()
}

/// Whether what has these first and last days holds on a day: from the first on, open without one; up to but without the last.
pub(super) fn holds_on<C: ColumnTrait>(from: C, to: C, on: Day) -> Condition {
    let on = on.to_string();
    Condition::all()
        .add(Condition::any().add(from.is_null()).add(from.lte(on.as_str())))
        .add(Condition::any().add(to.is_null()).add(to.gt(on)))
}

/// The month of its index.
pub(super) fn month(index: i32) -> Result<Month> {
    Month::from_index(index).ok_or_else(|| StoreError::damaged("month", index))
}

/// A number in another width.
pub(super) fn fit<A: Copy, B: TryFrom<A>>(what: &'static str, number: A) -> Result<B> {
    B::try_from(number).map_err(|_| StoreError::OutOfRange { what })
}

/// A quality out of its column.
pub(super) fn quality(index: i16) -> Result<Quality> {
    u8::try_from(index)
        .ok()
        .and_then(Quality::from_index)
        .ok_or_else(|| StoreError::damaged("quality", index))
}

macro_rules! coded {
    ($($name:ident: $type:ty = $read:expr;)*) => {$(
        #[doc = concat!("The value of a `", stringify!($name), "` code.")]
        pub(super) fn $name(code: &str) -> Result<$type> {
            let read: fn(&str) -> Option<$type> = $read;
            read(code).ok_or_else(|| StoreError::damaged(stringify!($name), code))
        }
    )*};
}

coded! {
    code: Code = Code::read;
    carrier: Carrier = Carrier::from_code;
    direction: Direction = Direction::from_code;
    register: Register = Register::from_code;
    kind: Kind = Kind::from_code;
    unit: Unit = Unit::from_code;
    legal_form: LegalForm = LegalForm::from_code;
    ean: Ean = Ean::read;
    postcode: Postcode = Postcode::read;
    bce: BceNumber = |text| BceNumber::read(text).ok();
    basis: Basis = Basis::from_code;
    quality_code: Quality = Quality::from_code;
}

/// What is searched: all words of a row, without case and accents.
pub(super) fn searchable<'a>(words: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let words: Vec<&str> = words.into_iter().flatten().collect();
    unaccented(&words.join(" ")).to_lowercase()
}

/// The `LIKE` pattern of what somebody typed, with [`LIKE_ESCAPE`].
pub(super) fn pattern(search: &str) -> String {
    let mut pattern = String::from("%");
    for c in searchable([Some(search.trim())]).chars() {
        if matches!(c, '%' | '_' | LIKE_ESCAPE) {
            pattern.push(LIKE_ESCAPE);
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Escape character of [`pattern`].
pub(super) const LIKE_ESCAPE: char = '\\';
