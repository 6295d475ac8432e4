//! Readings as CSV that says everything by itself: whose, of what, from when to when, how good.
//!
//! One file per import and channel, `;` between cells, `.` before decimals, times in RFC 3339 with the offset of
//! Belgium. Such a file alone can be uploaded like one of a supplier (`catalog/formats/eclaireur-readings.toml`).

use std::collections::BTreeMap;
use std::io::Read;

use eclaireur_models::certain::Quality;
use eclaireur_models::period::rfc3339;
use eclaireur_models::readings::parse::own::COLUMNS;
use eclaireur_models::readings::{MonthSlots, RowReading};
use jiff::Timestamp;
use rust_decimal::Decimal;
use sea_orm::ConnectionTrait;

use super::ArchiveError;
use crate::store::channels::{self, ChannelRow};
use crate::store::meters::{self, MeterRow};
use crate::store::{ChannelId, OrganisationId, StoreError};

/// Rows that are put together at a time.
pub(super) const ROWS: usize = 5_000;

/// The first of the columns that differ from row to row.
const FROM: usize = 9;

/// The first line.
pub(super) fn header() -> Vec<u8> {
    format!("{}\n", COLUMNS.join(";")).into_bytes()
}

/// What every row of a channel begins with.
pub(super) struct Words(BTreeMap<ChannelId, String>);

impl Words {
    /// Of every channel of an organisation.
    pub(super) async fn load<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Words, StoreError> {
        let meters = meters::of_organisation(c, tenant).await?;
        let mut words = BTreeMap::new();
        for meters in meters.chunks(500) {
            for channel in channels::of_meters(c, tenant, meters.iter().map(|m| m.id)).await? {
                let meter = meters.iter().find(|m| m.id == channel.meter);
                let meter = meter.ok_or_else(|| damaged("a channel without meter"))?;
                words.insert(channel.id, beginning(meter, &channel)?);
            }
        }
        Ok(Words(words))
    }

    /// Of one channel.
    pub(super) fn of(&self, channel: ChannelId) -> Result<String, StoreError> {
        self.0.get(&channel).cloned().ok_or_else(|| damaged("readings without channel"))
    }
}

fn damaged(detail: &str) -> StoreError {
    StoreError::Damaged { what: "reading", detail: detail.to_owned() }
}

/// `541…;;Chaufferie;natural_gas;offtake;total;index;m3;net;`
fn beginning(meter: &MeterRow, row: &ChannelRow) -> Result<String, StoreError> {
    let channel = &row.channel;
    let ean = meter.meter.ean.as_ref().map(|ean| ean.digits().to_owned()).unwrap_or_default();
    let typed =
        |text: Option<&String>| text.map(|t| eclaireur_frontend::tables::harmless(t)).unwrap_or_default();
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let written = writer.write_record([
        ean.as_str(),
        &typed(meter.meter.serial.as_ref()),
        &typed(meter.meter.name.as_ref()),
        meter.meter.carrier.code(),
        channel.direction.code(),
        channel.register.code(),
        channel.kind.code(),
        channel.unit.code(),
        channel.basis.code(),
    ]);
    let bytes = written.ok().and_then(|()| writer.into_inner().ok()).ok_or_else(|| damaged("its words"))?;
    let mut line = String::from_utf8(bytes).map_err(|_| damaged("its words"))?;
    line.pop();
    line.push(';');
    Ok(line)
}

/// The slots of a month that have a value.
pub(super) fn slots(beginning: &str, slots: &MonthSlots) -> Vec<u8> {
    let mut text = String::new();
    for (position, value, quality) in slots.iter() {
        let (start, end) = (slots.start_of(position), slots.start_of(position + 1));
        line(&mut text, beginning, (start, end), (value, slots.scale), quality);
    }
    text.into_bytes()
}

/// Other readings.
pub(super) fn rows(beginning: &str, rows: &[RowReading]) -> Vec<u8> {
    let mut text = String::new();
    for row in rows {
        line(&mut text, beginning, (row.start, row.end), (row.value, row.scale), row.quality);
    }
    text.into_bytes()
}

fn line(
    text: &mut String,
    beginning: &str,
    (start, end): (i64, i64),
    (value, scale): (i64, u32),
    quality: Quality,
) {
    use core::fmt::Write as _;
    let value = Decimal::from_i128_with_scale(i128::from(value), scale.min(Decimal::MAX_SCALE));
    let _ = writeln!(text, "{beginning}{};{};{value};{}", rfc3339(start), rfc3339(end), quality.code());
}

/// The rows of a file, one by one.
pub(super) struct Reader<R: Read> {
    csv: csv::Reader<R>,
    record: csv::StringRecord,
    path: String,
}

impl<R: Read> Reader<R> {
    /// Of the file that stands at this path of an archive.
    pub(super) fn new(source: R, path: &str) -> Result<Reader<R>, ArchiveError> {
        let mut csv = csv::ReaderBuilder::new().delimiter(b';').from_reader(source);
        let headers = csv.headers().map_err(|e| ArchiveError::damaged(path, e))?;
        if headers != COLUMNS.as_slice() {
            return Err(ArchiveError::damaged(path, "other columns"));
        }
        Ok(Reader { csv, record: csv::StringRecord::new(), path: path.to_owned() })
    }

    /// The next row; its `import` is 0.
    pub(super) fn next_row(&mut self) -> Result<Option<RowReading>, ArchiveError> {
        let line = self.csv.position().line();
        let place = || format!("{}:{line}", self.path);
        match self.csv.read_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(error) => return Err(ArchiveError::damaged(place(), error)),
        }
        let row = row(&self.record).ok_or_else(|| ArchiveError::damaged(place(), "no reading"))?;
        Ok(Some(row))
    }
}

fn row(record: &csv::StringRecord) -> Option<RowReading> {
    let instant = |text: &str| {
        let instant: Timestamp = text.parse().ok()?;
        (instant.subsec_nanosecond() == 0).then(|| instant.as_second())
    };
    let (start, end) = (instant(record.get(FROM)?)?, instant(record.get(FROM + 1)?)?);
    let value = Decimal::from_str_exact(record.get(FROM + 2)?).ok()?;
    let quality = Quality::from_code(record.get(FROM + 3)?)?;
    let digits = i64::try_from(value.mantissa()).ok()?;
    (start <= end).then_some(RowReading {
        start,
        end,
        value: digits,
        scale: value.scale(),
        quality,
        import: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::period::{Month, day_start};

    const BEGINNING: &str = "541448820000000008;;\"a;b\";electricity;offtake;day;interval;kWh;net;";

    fn read(text: &[u8]) -> Result<Vec<RowReading>, ArchiveError> {
        let mut reader = Reader::new(text, "x.csv")?;
        let mut rows = Vec::new();
        while let Some(row) = reader.next_row()? {
            rows.push(row);
        }
        Ok(rows)
    }

    #[test]
    fn readings_come_back_to_the_last_digit_through_the_autumn_hour() {
        let month = Month::new(2025, 10).unwrap();
        let mut held = MonthSlots::new(month, 900, 3).unwrap();
        let night = day_start("2025-10-26".parse().unwrap());
        for n in 0..16 {
            let position = held.position(night + n * 900).unwrap();
            held.set(position, n * 1_050, if n == 3 { Quality::Estimated } else { Quality::Measured });
        }
        let text = [header(), slots(BEGINNING, &held)].concat();
        let lines: Vec<&str> = core::str::from_utf8(&text).unwrap().lines().collect();
        assert!(lines[9].ends_with(";2025-10-26T02:00:00+02:00;2025-10-26T02:15:00+02:00;8.400;measured"));
        assert!(lines[13].ends_with(";2025-10-26T02:00:00+01:00;2025-10-26T02:15:00+01:00;12.600;measured"));
        let mut again = MonthSlots::new(month, 900, 3).unwrap();
        for row in read(&text).unwrap() {
            assert_eq!((row.scale, row.end - row.start), (3, 900));
            again.set(again.position(row.start).unwrap(), row.value, row.quality);
        }
        assert_eq!(again, held);
        let odd = [
            RowReading {
                start: 0,
                end: 0,
                value: i64::MAX,
                scale: 18,
                quality: Quality::Declared,
                import: 0,
            },
            RowReading { start: -1, end: 9, value: -5, scale: 0, quality: Quality::Filled, import: 0 },
        ];
        assert_eq!(read(&[header(), rows(BEGINNING, &odd)].concat()).unwrap(), odd);
    }

    #[test]
    fn what_is_no_reading_of_ours_says_where() {
        let good = format!("{BEGINNING}2025-01-01T00:00:00Z;2025-01-01T01:00:00Z;1;measured\n");
        for (bad, expect) in [
            (good.replace("measured", "guessed"), "x.csv:3"),
            (good.replace("1;measured", "1,5;measured"), "x.csv:3"),
            (good.replace("00:00:00Z", "00:00:00.5Z"), "x.csv:3"),
            (good.replace("01:00:00Z", "01:00:00"), "x.csv:3"),
            (good.replace(";1;", ";99999999999999999999;"), "x.csv:3"),
            (good.replace(";1;", ";"), "x.csv:3"),
        ] {
            let text = [header(), good.clone().into_bytes(), bad.clone().into_bytes()].concat();
            let error = read(&text).unwrap_err().to_string();
            assert!(error.contains(expect), "{bad}: {error}");
        }
        assert!(read(b"a;b\n1;2\n").is_err());
    }
}
