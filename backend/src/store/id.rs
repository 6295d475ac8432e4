//! Opaque ids: made here, the same on both databases, kept over export and re-import.
//!
//! 64 bits: milliseconds of the clock that was passed, then 20 bits that begin at random and only grow. So ids
//! sort by time, cannot be guessed one from another, and never come twice from one process even when its clock
//! stands still or runs back; two processes on one database meet with a chance that the primary key catches.
//! People and addresses see thirteen letters of Crockford's base 32. To add a kind of id: one line in `ids!`.

use core::fmt;
use core::str::FromStr;
use std::sync::atomic::{AtomicI64, Ordering};

use serde::{Deserialize, Serialize};

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LETTERS: usize = 13;
const RANDOM_BITS: u32 = 20;

/// The greatest id given so far by this process.
static LAST: AtomicI64 = AtomicI64::new(0);

/// A fresh number at this UTC second.
fn fresh(now: i64) -> i64 {
    let random = getrandom::u32().unwrap_or(0);
    let within_second = i64::from(random >> RANDOM_BITS) % 1000;
    let low = i64::from(random & ((1 << RANDOM_BITS) - 1));
    let wanted =
        now.max(0).saturating_mul(1000).saturating_add(within_second).saturating_mul(1 << RANDOM_BITS) | low;
    let step = 1 + low % 1024;
    let next = |last: i64| wanted.max(last.saturating_add(step));
    LAST.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| Some(next(last))).map_or(wanted, next)
}

/// Numbers that follow each other from a moment and a seed on, the same again for the same two: for what is made in bulk and
/// is to be made again to the byte.
#[derive(Debug, Clone)]
pub struct InARow(i64);

impl InARow {
    /// From this UTC second on.
    pub fn from(second: i64, seed: u64) -> InARow {
        let first = second.max(0).saturating_mul(1000).saturating_mul(1 << RANDOM_BITS);
        InARow(first.saturating_add(i64::try_from(seed % (1 << RANDOM_BITS)).unwrap_or(0)))
    }

    pub(super) fn next(&mut self) -> i64 {
        self.0 = self.0.saturating_add(1);
        self.0
    }
}

/// Thirteen letters of five bits, highest first.
fn write(id: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut letters = [b'0'; LETTERS];
    let mut rest = id.cast_unsigned();
    for letter in letters.iter_mut().rev() {
        *letter = ALPHABET[usize::try_from(rest % 32).unwrap_or(0)];
        rest /= 32;
    }
    f.write_str(core::str::from_utf8(&letters).unwrap_or_default())
}

/// The id somebody typed: upper case and the letters that look like digits are understood.
fn read(text: &str) -> Option<i64> {
    if text.len() != LETTERS {
        return None;
    }
    let mut id: u64 = 0;
    for byte in text.bytes() {
        let letter = match byte.to_ascii_lowercase() {
            b'o' => b'0',
            b'i' | b'l' => b'1',
            other => other,
        };
        let value = ALPHABET.iter().position(|a| *a == letter)?;
        id = id.checked_mul(32)?.checked_add(u64::try_from(value).ok()?)?;
    }
    i64::try_from(id).ok()
}

/// A text that is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id has thirteen letters and digits")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(i64);

        impl $name {
            /// A fresh one at this UTC second, greater than every one before.
            pub fn new(now: i64) -> Self {
                Self(fresh(now))
            }

            /// The number that is stored.
            pub const fn get(self) -> i64 {
                self.0
            }

            /// From the number that is stored.
            pub const fn from_stored(id: i64) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                read(text).map(Self).ok_or(NotAnId)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }
    )*};
}

ids! {
    /// Anything, in an archive.
    AnyId,
    /// An organisation: the *tenant* of everything beneath it.
    OrganisationId,
    /// A federation.
    FederationId,
    /// A membership of an organisation in a federation.
    MembershipId,
    /// A site.
    SiteId,
    /// A building.
    BuildingId,
    /// A meter.
    MeterId,
    /// A building's share of a meter.
    AllocationId,
    /// A channel of a meter.
    ChannelId,
    /// A record of a fact.
    FactId,
    /// A dated event of a building.
    EventId,
    /// An import.
    ImportId,
    /// A project of a building.
    ProjectId,
    /// A version of an audit of a building.
    AuditId,
    /// A link by which a meter is read without an account.
    ReadingLinkId,
    /// Something sent through such a link.
    ReadingUseId,
    /// Several files sent at once.
    SendingId,
    /// What the columns of a sender's tables are.
    MappingId,
    /// A bill.
    BillId,
    /// Days of weather that came together.
    WeatherLoadId,
    /// A sealed baseline.
    BaselineId,
    /// A price.
    PriceId,
    /// A figure that moved.
    FigureMoveId,
    /// A published report.
    ReportId,
    /// What somebody answered to an alert.
    AlertNoteId,
    /// An account of a person.
    AccountId,
    /// A session of an account.
    SessionId,
    /// A link that was sent to a person.
    LinkId,
    /// A role that was given to a person.
    GrantId,
    /// A consent of an organisation to be seen by name.
    ConsentId,
    /// A call of an organisation for help.
    HelpId,
    /// A token of a program.
    TokenId,
    /// A page that is shared by a link.
    ShareLinkId,
    /// A published sheet of a project.
    SheetId,
    /// An investor who asked for a contact.
    ContactId,
    /// A campaign of a federation.
    CampaignId,
    /// An invitation of a campaign.
    InvitationId,
    /// A mail of a campaign.
    SentId,
    /// A count of a sector.
    ReferenceId,
    /// A word of a federation's own list.
    OwnActivityId,
    /// A request for an aid.
    RequestId,
    /// An obstacle of a project.
    ObstacleId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_grow_and_never_repeat_even_on_a_clock_that_stands_or_runs_back() {
        let threads: Vec<_> = (0..4)
            .map(|t| {
                std::thread::spawn(move || {
                    (0..5000).map(|i| ImportId::new(1_700_000_000 - t * (i % 3))).collect::<Vec<_>>()
                })
            })
            .collect();
        let mut seen = BTreeSet::new();
        for thread in threads {
            let ids = thread.join().unwrap();
            assert!(ids.windows(2).all(|w| w[0] < w[1]));
            seen.extend(ids);
        }
        assert_eq!(seen.len(), 20_000);
    }

    #[test]
    fn an_id_is_written_as_thirteen_letters_and_read_back() {
        for id in [0, 1, 31, 32, i64::MAX, ImportId::new(1_700_000_000).get()] {
            let id = ImportId::from_stored(id);
            let text = id.to_string();
            assert_eq!(text.len(), 13);
            assert_eq!(text.parse(), Ok(id));
            assert_eq!(text.to_uppercase().parse(), Ok(id));
        }
        for wrong in ["", "abc", "zzzzzzzzzzzzz", "0000000000000u", "000000000000u", "00000000000é"] {
            assert_eq!(wrong.parse::<ImportId>(), Err(NotAnId), "{wrong}");
        }
    }
}
