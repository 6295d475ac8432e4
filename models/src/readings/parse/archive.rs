//! A ZIP → the files in it, each as if it had been sent alone.
//!
//! What a ZIP states of its sizes is not believed: bytes are counted as they unpack, and a ZIP that swells is let go
//! as a whole. Folders, hidden files and what systems put in by themselves are passed over; a member that is locked,
//! damaged or a ZIP itself is named with why, so that nothing is left out in silence. Does *not* read the members.

use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::looks::{self, Looks};
use crate::finding::{Code, Finding};

/// Files in a ZIP, at most.
pub const MOST_MEMBERS: usize = 200;
/// Bytes they come to together, at most.
pub const MOST_BYTES: u64 = 200_000_000;

/// Entries of any kind: folders and hidden files count here.
const MOST_ENTRIES: usize = 4_000;
/// Tables repeat themselves and pack well, some fifty to one; what packs five times better is made to swell.
const MOST_RATIO: u64 = 250;
/// Below this a member may pack as well as it likes.
const RATIO_FROM: u64 = 4_000_000;
/// Characters of a member's name.
const LONGEST_NAME: usize = 200;
/// How each entry of the list at the end of a ZIP begins.
const ENTRY: &[u8] = b"PK\x01\x02";

/// One file of a ZIP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its path in the ZIP: `2024/janvier.csv`. For people; nothing is written under it.
    pub name: String,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, Finding>,
}

/// Whether the bytes are a ZIP of files, and not a workbook or a document that happens to be packed as one.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && matches!(looks::look(bytes), Looks::Zip)
}

/// The files of a ZIP, in its order.
///
/// # Errors
/// One finding about the whole: damaged, empty, too many files, or too large unpacked.
pub fn members(bytes: &[u8]) -> Result<Vec<Member>, Finding> {
    within(bytes, MOST_BYTES)
}

fn within(bytes: &[u8], most_bytes: u64) -> Result<Vec<Member>, Finding> {
    // Counted before the reader sets room aside for what the ZIP announces.
    if memmem::find_iter(bytes, ENTRY).count() > MOST_ENTRIES {
        return Err(too_many());
    }
    let damaged = || looks_like("damaged-archive");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.has_duplicate_names() {
        return Err(damaged());
    }
    // Everything of an organisation in one file is put back where it is missing, not read file by file.
    if ["manifest.json", "organisation.json"].iter().all(|name| archive.index_for_name(name).is_some()) {
        return Err(looks_like("own-archive"));
    }
    let mut members: Vec<Member> = Vec::new();
    let mut left = most_bytes;
    for n in 0..archive.len() {
        let entry = archive.by_index_data(n).map_err(|_| damaged())?;
        let raw = entry.name_raw();
        // Windows packs names in an old code page, unless they are marked; many are UTF-8 without being marked.
        let name = match std::str::from_utf8(raw) {
            Ok(name) => shown(name),
            Err(_) => shown(&entry.name().unwrap_or_default()),
        };
        if !entry.is_file() || is_by_the_way(&name) {
            continue;
        }
        if members.len() == MOST_MEMBERS {
            return Err(too_many());
        }
        if entry.encrypted() {
            members.push(Member { name, bytes: Err(Finding::new(Code::ArchiveLocked)) });
            continue;
        }
        let bytes = match archive.by_index(n) {
            Ok(file) => unpacked(file, &mut left)?,
            Err(_) => Err(Finding::new(Code::ArchiveDamaged)),
        };
        members.push(Member { name, bytes });
    }
    if members.is_empty() { Err(looks_like("empty-archive")) } else { Ok(members) }
}

/// The bytes of one member. The outer error is about the whole ZIP.
fn unpacked(file: ZipFile<'_, Cursor<&[u8]>>, left: &mut u64) -> Result<Result<Vec<u8>, Finding>, Finding> {
    let packed = file.compressed_size();
    let fair = packed.saturating_mul(MOST_RATIO).max(RATIO_FROM);
    let allowed = fair.min(*left);
    let mut bytes = Vec::new();
    let done = file.take(allowed + 1).read_to_end(&mut bytes);
    let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if read > allowed {
        return Err(Finding::new(Code::ArchiveTooLarge).with("max_bytes", MOST_BYTES));
    }
    *left -= read;
    Ok(match done {
        Err(_) => Err(Finding::new(Code::ArchiveDamaged)),
        Ok(_) if is_archive(&bytes) => Err(Finding::new(Code::ArchiveNested)),
        Ok(_) => Ok(bytes),
    })
}

fn looks_like(what: &'static str) -> Finding {
    Finding::new(Code::NotMeterData).with("looks_like", what)
}

fn too_many() -> Finding {
    Finding::new(Code::ArchiveTooLarge).with("count", MOST_MEMBERS)
}

/// A name as people see it: forward slashes, no steps up, nothing that cannot be shown.
fn shown(name: &str) -> String {
    let parts: Vec<&str> = name.split(['/', '\\']).filter(|p| !matches!(*p, "" | "." | "..")).collect();
    let name: String = parts.join("/").chars().filter(|c| !c.is_control()).collect();
    // The end of a long path says more than its beginning.
    let skip = name.chars().count().saturating_sub(LONGEST_NAME);
    name.chars().skip(skip).collect()
}

/// What systems and programs leave in a ZIP: hidden files, previews, locks of open documents.
fn is_by_the_way(name: &str) -> bool {
    let hidden = |part: &str| part.starts_with('.') || part.starts_with("~$") || part == "__MACOSX";
    let last = name.rsplit('/').next().unwrap_or_default();
    name.split('/').any(hidden) || matches!(last.to_lowercase().as_str(), "" | "thumbs.db" | "desktop.ini")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            if name.ends_with('/') {
                zip.add_directory(*name, SimpleFileOptions::default()).unwrap();
            } else {
                zip.start_file(*name, SimpleFileOptions::default()).unwrap();
                zip.write_all(bytes).unwrap();
            }
        }
        zip.finish().unwrap().into_inner()
    }

    /// What becomes of the members: their bytes, or the code of what is said of them.
    fn check(bytes: &[u8], expect: &[(&str, Result<&[u8], Code>)]) {
        let members = members(bytes).unwrap();
        let found: Vec<_> = members
            .iter()
            .map(|m| (m.name.as_str(), m.bytes.as_deref().map_err(|finding| finding.code)))
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn files_come_out_with_their_paths_and_what_systems_add_does_not() {
        let bytes = zip(&[
            ("2024/", b""),
            ("2024/janvier.csv", b"a;b"),
            ("__MACOSX/2024/._janvier.csv", b"x"),
            (".DS_Store", b"x"),
            ("Thumbs.db", b"x"),
            ("~$budget.xlsx", b"x"),
            ("../../etc\\passwd", b"c;d"),
            ("été.csv", b"e"),
        ]);
        assert!(is_archive(&bytes));
        check(&bytes, &[("2024/janvier.csv", Ok(b"a;b")), ("etc/passwd", Ok(b"c;d")), ("été.csv", Ok(b"e"))]);
    }

    #[test]
    fn a_zip_in_a_zip_is_named_and_a_workbook_is_not_one() {
        let inner = zip(&[("a.csv", b"a")]);
        let workbook = zip(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]);
        assert!(!is_archive(&workbook));
        let outer = zip(&[("inner.zip", &inner), ("b.xlsx", &workbook), ("none.zip", &zip(&[]))]);
        let nested = Code::ArchiveNested;
        check(&outer, &[("inner.zip", Err(nested)), ("b.xlsx", Ok(&workbook)), ("none.zip", Err(nested))]);
    }

    #[test]
    fn a_locked_or_damaged_member_does_not_hide_the_others() {
        let mut bytes = zip(&[("a.csv", b"locked"), ("b.csv", b"good"), ("c.csv", b"damaged")]);
        // The flag of the first entry in the list at the end; a letter of the third file's content.
        let entry = memmem::find(&bytes, ENTRY).unwrap();
        bytes[entry + 8] |= 1;
        let stored = memmem::rfind(&bytes[..entry], b"c.csv").unwrap() + 5;
        bytes[stored + 1] ^= 0x55;
        let (locked, damaged) = (Code::ArchiveLocked, Code::ArchiveDamaged);
        check(&bytes, &[("a.csv", Err(locked)), ("b.csv", Ok(b"good")), ("c.csv", Err(damaged))]);
    }

    #[test]
    fn what_swells_what_is_too_many_and_what_is_nothing_is_refused_as_a_whole() {
        let code = |bytes: &[u8]| members(bytes).unwrap_err().code;
        let zeros = vec![b'0'; 8_000_000];
        let bomb = zip(&[("a.csv", b"a"), ("bomb.csv", &zeros)]);
        assert!(bomb.len() < 20_000);
        assert_eq!(code(&bomb), Code::ArchiveTooLarge);
        // Each fair by itself, too much together.
        let pair = zip(&[("a.csv", &[b'a'; 600]), ("b.csv", &[b'b'; 600])]);
        assert_eq!(within(&pair, 1_199).unwrap_err().code, Code::ArchiveTooLarge);
        assert_eq!(within(&pair, 1_200).unwrap().len(), 2);
        let names: Vec<String> = (0..=MOST_MEMBERS).map(|n| format!("{n}.csv")).collect();
        let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"x"[..])).collect();
        assert_eq!(code(&zip(&many)), Code::ArchiveTooLarge);
        assert_eq!(members(&zip(&many[1..])).unwrap().len(), MOST_MEMBERS);
        assert_eq!(code(&ENTRY.repeat(MOST_ENTRIES + 1)), Code::ArchiveTooLarge);
        for (bytes, expect) in [
            (zip(&[]), "empty-archive"),
            (zip(&[("folder/", b""), (".hidden", b"x")]), "empty-archive"),
            (b"PK\x03\x04 and then nothing".to_vec(), "damaged-archive"),
        ] {
            assert_eq!(members(&bytes).unwrap_err(), looks_like(expect));
        }
    }
}
