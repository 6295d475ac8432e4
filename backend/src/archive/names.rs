//! Where things stand in an archive.

use crate::store::archive::FileLine;
use crate::store::{ChannelId, ImportId};

/// What all of it is, for people.
pub(super) const README: &str = "LISEZMOI.txt";
/// The organisation.
pub(super) const ORGANISATION: &str = "organisation.json";
/// Its memberships in federations.
pub(super) const MEMBERSHIPS: &str = "memberships.jsonl";
/// What is known of its files.
pub(super) const FILES: &str = "files.jsonl";
/// What stands of months of slots beside their values.
pub(super) const BLOCKS: &str = "blocks.jsonl";
/// Who may see it: told, and not put back.
pub(super) const ACCESS: &str = "access.json";
/// The list of everything else.
pub(super) const MANIFEST: &str = "manifest.json";
/// The folder of the files.
pub(super) const FILES_FOLDER: &str = "files/";
/// The folder of the readings.
pub(super) const READINGS_FOLDER: &str = "readings/";

/// Letters kept of a file's name.
const LONGEST: usize = 80;

/// A file: its SHA-256, and its name as far as every system can write it.
pub(super) fn file(line: &FileLine) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    // Its end is kept: it says what kind of file it is.
    let skip = line.name.chars().count().saturating_sub(LONGEST);
    let name: String = line.name.chars().skip(skip).map(safe).collect();
    format!("{FILES_FOLDER}{}-{name}", line.sha256)
}

/// Months of slots that an import brought for a channel.
pub(super) fn slots(import: ImportId, channel: ChannelId) -> String {
    format!("{READINGS_FOLDER}{import}/{channel}-slots.csv")
}

/// Other readings that an import brought for a channel.
pub(super) fn rows(import: ImportId, channel: ChannelId) -> String {
    format!("{READINGS_FOLDER}{import}/{channel}-rows.csv")
}

/// What a file of readings holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// Months of slots.
    Slots,
    /// Other readings.
    Rows,
}

/// The import and channel of a file of readings, and what it holds.
pub(super) fn readings(path: &str) -> Option<(ImportId, ChannelId, Held)> {
    let (import, rest) = path.strip_prefix(READINGS_FOLDER)?.split_once('/')?;
    let (channel, held) = match rest.strip_suffix("-slots.csv") {
        Some(channel) => (channel, Held::Slots),
        None => (rest.strip_suffix("-rows.csv")?, Held::Rows),
    };
    let (import, channel): (ImportId, ChannelId) = (import.parse().ok()?, channel.parse().ok()?);
    // Only as we write it: an id can be spelt in several ways.
    let again = if held == Held::Slots { slots(import, channel) } else { rows(import, channel) };
    (again == path).then_some((import, channel, held))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_found_by_their_path_and_by_no_other() {
        let (import, channel) = (ImportId::from_stored(7), ChannelId::from_stored(9));
        assert_eq!(readings(&slots(import, channel)), Some((import, channel, Held::Slots)));
        assert_eq!(readings(&rows(import, channel)), Some((import, channel, Held::Rows)));
        for path in [
            "readings/0000000000007/000000000000i-slots.csv",
            "readings/0000000000007/../0000000000009-slots.csv",
            "readings/0000000000007/0000000000009.csv",
            "readings/x/y-rows.csv",
            "files/a",
        ] {
            assert_eq!(readings(path), None, "{path}");
        }
    }
}
