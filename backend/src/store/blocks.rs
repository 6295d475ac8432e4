//! A month of slots as bytes, and back.
//!
//! ```text
//! version   1 byte, 1
//! presence  number of runs, then lengths: absent, present, absent … ; what follows the last run is absent
//! quality   number of runs, then length × 8 + class, over the slots that are present
//! values    for each 24 present slots: width in bits, least value as a step from the least before, then
//!           (value - least) of each in that many bits, lowest first, filled up to a byte
//! ```
//! Numbers are LEB128, signed ones zigzag. 24 slots are a day of hours or a quarter of a day of quarters: inside
//! one the level of a building hardly moves, so few bits are needed, and a change of level costs its own stretch only.
//!
//! Bytes per value, values only (month blocks; presence and quality runs add 0.001 to 0.09):
//!
//! | | n | delta varint | the same, zstd 3 | stretches of 16 | **of 24** | of 32 | of 64 | delta, then 16 | 16, zstd 3 | pco 8 |
//! |---|---|---|---|---|---|---|---|---|---|---|
//! | Fluvius Dec. 2023, offtake night | 1716 | 1.17 | 1.08 | 1.13 | **1.16** | 1.17 | 1.24 | 1.17 | 1.10 | 1.11 |
//! | Fluvius Dec. 2023, offtake day | 1260 | 1.35 | 1.25 | 1.29 | **1.29** | 1.29 | 1.29 | 1.35 | 1.30 | 1.19 |
//! | Fluvius Dec. 2023, injection night | 1716 | 1.02 | 0.11 | 0.23 | **0.21** | 0.24 | 0.25 | 0.24 | 0.10 | 0.12 |
//! | Fluvius Dec. 2023, injection day | 1260 | 1.01 | 0.17 | 0.32 | **0.31** | 0.40 | 0.64 | 0.35 | 0.16 | 0.14 |
//! | bench meter-year, uniform noise | 35 040 | 1.80 | 1.60 | 1.49 | **1.40** | 1.53 | 1.55 | 1.58 | 1.47 | 1.44 |
//! | opengrid gas 313b, hours | 8785 | 3.22 | 3.09 | 2.94 | **2.90** | 2.87 | 2.86 | 3.06 | 2.95 | 2.71 |
//! | opengrid gas d5a7, hours | 8785 | 1.92 | 1.47 | 2.47 | **2.64** | 2.75 | 2.84 | 2.67 | 1.69 | 1.36 |
//! | opengrid gas ba14, hours | 8785 | 1.99 | 1.54 | 2.09 | **2.10** | 2.11 | 2.16 | 2.21 | 1.58 | 1.43 |
//!
//! So it is within a few per cent of pco on quarter-hours, ten times as quick to write (210 million values a second),
//! and needs no dependency. Files that repeat few values would gain from zstd; quarter-hours hardly do.
//!
//! In SQLite, table and index, a quarter-hour of the bench meter-year costs 1.99 bytes when that year is alone in the
//! file and 1.69 with nine others, one of Fluvius 1.49 (`tests/it/store/room.rs` holds the bound). A plain table with
//! its unique index was denser than `WITHOUT ROWID`, which moves half-empty pages out of line, at every page size but
//! the largest; pages of 4096 came within 8 % of the best.
//!
//! Does *not* keep month, resolution and scale: they are columns. Invariants: every month comes back exactly, also
//! the extreme values; damaged bytes are an error, never a panic and never more memory than the month has slots. To
//! change the format: another version byte, and the old one stays readable.

use eclaireur_models::certain::Quality;
use eclaireur_models::readings::MonthSlots;

const VERSION: u8 = 1;
const STRETCH: usize = 24;

/// Bytes that are not a block of this month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadBlock {
    /// Another version than we know.
    #[error("unknown version {0}")]
    Version(u8),
    /// The bytes end too early.
    #[error("the bytes end too early")]
    Short,
    /// A number that cannot stand there.
    #[error("a number out of bounds")]
    Bounds,
    /// Bytes are left over.
    #[error("bytes are left over")]
    Long,
}

/// The slots of a month as bytes.
pub fn encode(slots: &MonthSlots) -> Vec<u8> {
    let filled: Vec<(usize, i64, Quality)> = slots.iter().collect();
    let mut out = Vec::with_capacity(16 + filled.len() * 2);
    out.push(VERSION);
    write_runs(&mut out, &presence_runs(&filled));
    write_runs(&mut out, &quality_runs(&filled));
    let mut least_before = 0;
    for stretch in filled.chunks(STRETCH) {
        let least = stretch.iter().map(|(_, v, _)| *v).min().unwrap_or(0);
        let most = stretch.iter().map(|(_, v, _)| *v).max().unwrap_or(0);
        let width = bits(above(most, least));
        out.push(width);
        write_number(&mut out, zigzag(least.wrapping_sub(least_before)));
        pack(&mut out, stretch.iter().map(|(_, v, _)| above(*v, least)), width);
        least_before = least;
    }
    out
}

/// Fills an empty month with the bytes that [`encode`] made of one.
///
/// # Errors
/// [`BadBlock`] when they were not, or were damaged since.
pub fn decode(bytes: &[u8], mut empty: MonthSlots) -> Result<MonthSlots, BadBlock> {
    let mut reader = Reader { bytes };
    match reader.byte()? {
        VERSION => {}
        other => return Err(BadBlock::Version(other)),
    }
    let positions = read_presence(&mut reader, empty.len())?;
    let qualities = read_qualities(&mut reader, positions.len())?;
    let mut slots = positions.iter().zip(qualities);
    let mut least_before = 0i64;
    for stretch in positions.chunks(STRETCH) {
        let width = reader.byte()?;
        if width > 64 {
            return Err(BadBlock::Bounds);
        }
        let least = least_before.wrapping_add(unzigzag(reader.number()?));
        least_before = least;
        let packed = reader.take((stretch.len() * usize::from(width)).div_ceil(8))?;
        for (value, (position, quality)) in unpack(packed, width).zip(slots.by_ref().take(stretch.len())) {
            empty.set(*position, least.wrapping_add(value.cast_signed()), quality);
        }
    }
    if reader.bytes.is_empty() { Ok(empty) } else { Err(BadBlock::Long) }
}

/// Lengths of what is absent, present, absent … up to the last that is present.
fn presence_runs(filled: &[(usize, i64, Quality)]) -> Vec<u64> {
    let mut runs = Vec::new();
    let mut next = 0;
    for (position, _, _) in filled {
        if *position != next || runs.is_empty() {
            runs.push(long(position - next));
            runs.push(0);
        }
        if let Some(present) = runs.last_mut() {
            *present += 1;
        }
        next = position + 1;
    }
    runs
}

fn read_presence(reader: &mut Reader<'_>, slots: usize) -> Result<Vec<usize>, BadBlock> {
    let mut positions = Vec::new();
    let mut at = 0usize;
    for run in 0..reader.number()? {
        let length = reader.short()?;
        let end = at.checked_add(length).filter(|end| *end <= slots).ok_or(BadBlock::Bounds)?;
        if run % 2 == 1 {
            positions.extend(at..end);
        }
        at = end;
    }
    Ok(positions)
}

/// Length × 8 + class of each run of one quality.
fn quality_runs(filled: &[(usize, i64, Quality)]) -> Vec<u64> {
    filled
        .chunk_by(|(_, _, a), (_, _, b)| a == b)
        .map(|run| long(run.len()) * 8 + run.first().map_or(0, |(_, _, q)| u64::from(q.index())))
        .collect()
}

fn read_qualities(reader: &mut Reader<'_>, present: usize) -> Result<Vec<Quality>, BadBlock> {
    let mut qualities = Vec::new();
    for _ in 0..reader.number()? {
        let run = reader.short()?;
        let class = u8::try_from(run % 8).ok().and_then(Quality::from_index).ok_or(BadBlock::Bounds)?;
        if run / 8 > present - qualities.len() {
            return Err(BadBlock::Bounds);
        }
        qualities.resize(qualities.len() + run / 8, class);
    }
    if qualities.len() == present { Ok(qualities) } else { Err(BadBlock::Bounds) }
}

fn write_runs(out: &mut Vec<u8>, runs: &[u64]) {
    write_number(out, long(runs.len()));
    for run in runs {
        write_number(out, *run);
    }
}

fn write_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 128 {
        out.push(low_byte(number) | 128);
        number >>= 7;
    }
    out.push(low_byte(number));
}

/// Values of `width` bits, lowest first.
fn pack(out: &mut Vec<u8>, values: impl Iterator<Item = u64>, width: u8) {
    let mut waiting = 0u128;
    let mut held = 0u32;
    for value in values {
        waiting |= u128::from(value) << held;
        held += u32::from(width);
        while held >= 8 {
            out.push(waiting.to_le_bytes()[0]);
            waiting >>= 8;
            held -= 8;
        }
    }
    if held > 0 {
        out.push(waiting.to_le_bytes()[0]);
    }
}

/// The values of `width` bits in `packed`; zeros without end when the width is 0.
fn unpack(packed: &[u8], width: u8) -> impl Iterator<Item = u64> {
    let mut bytes = packed.iter();
    let mut waiting = 0u128;
    let mut held = 0u32;
    let width = u32::from(width);
    let mask = (1u128 << width) - 1;
    core::iter::from_fn(move || {
        while held < width {
            waiting |= u128::from(*bytes.next()?) << held;
            held += 8;
        }
        let value = u64::try_from(waiting & mask).ok();
        waiting >>= width;
        held -= width;
        value
    })
}

/// What is left to read.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], BadBlock> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(BadBlock::Short)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, BadBlock> {
        self.take(1)?.first().copied().ok_or(BadBlock::Short)
    }

    fn number(&mut self) -> Result<u64, BadBlock> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 127);
            if shift == 63 && part > 1 {
                return Err(BadBlock::Bounds);
            }
            number |= part << shift;
            if byte < 128 {
                return Ok(number);
            }
        }
        Err(BadBlock::Bounds)
    }

    fn short(&mut self) -> Result<usize, BadBlock> {
        usize::try_from(self.number()?).map_err(|_| BadBlock::Bounds)
    }
}

fn long(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn low_byte(number: u64) -> u8 {
    number.to_le_bytes()[0]
}

/// How far `value` lies above `least`, also when the distance is more than an `i64` holds.
fn above(value: i64, least: i64) -> u64 {
    value.wrapping_sub(least).cast_unsigned()
}

fn bits(most: u64) -> u8 {
    u8::try_from(u64::BITS - most.leading_zeros()).unwrap_or(64)
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

#[cfg(test)]
#[path = "blocks_tests.rs"]
mod tests;
