//! Backups that are not what was written, and the command line around them.

use eclaireur::backup;
use sha2::{Digest as _, Sha256};

use super::backups::{NOW, filled, folder};
use crate::support::{Program, TestDatabase, read, write};

/// The same file with another head, and a sum that is right for it.
fn with_head(bytes: &[u8], change: impl FnOnce(&mut serde_json::Value)) -> Vec<u8> {
    let length = usize::try_from(u32::from_be_bytes(bytes[16..20].try_into().unwrap())).unwrap();
    let mut head: serde_json::Value = serde_json::from_slice(&bytes[20..20 + length]).unwrap();
    change(&mut head);
    let head = serde_json::to_vec(&head).unwrap();
    let mut other = bytes[..16].to_vec();
    other.extend(u32::try_from(head.len()).unwrap().to_be_bytes());
    other.extend(head);
    other.extend(&bytes[20 + length..bytes.len() - 32]);
    let sum = Sha256::digest(&other);
    other.extend(sum);
    other
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_was_changed_cut_off_or_is_of_tomorrow_is_refused_and_touches_nothing() {
    let test = TestDatabase::sqlite().await;
    filled(&test).await;
    let folder = folder();
    let made = backup::make(&test.db, &folder.path().join("a.backup"), NOW).await.unwrap();
    let bytes = read(&made.path);
    assert_eq!(u64::try_from(bytes.len()).unwrap(), made.bytes);
    let mut wrong: Vec<(String, Vec<u8>, &str)> = Vec::new();
    for place in [16, 30, 300, bytes.len() / 2, bytes.len() - 33, bytes.len() - 1] {
        let mut other = bytes.clone();
        other[place] ^= 1;
        wrong.push((format!("changed at {place}"), other, "damaged or was cut off"));
    }
    for length in [20, 48, 300, bytes.len() / 2, bytes.len() - 1] {
        wrong.push((format!("cut off at {length}"), bytes[..length].to_vec(), "damaged or was cut off"));
    }
    wrong.push(("longer".to_owned(), [bytes.as_slice(), b"x"].concat(), "damaged or was cut off"));
    for other in [Vec::new(), b"PK".to_vec(), b"SQLite format 3\0 and a page or two".to_vec()] {
        wrong.push(("another file".to_owned(), other, "no backup of eclaireur"));
    }
    let changes: [(&str, fn(&mut serde_json::Value), &str); 6] = [
        (
            "newer schema",
            |h| h["migrations"].as_array_mut().unwrap().push("m9999_tomorrow".into()),
            "newer program",
        ),
        ("newer form", |h| h["format"] = 2.into(), "form 2"),
        ("a table less", |h| drop(h["tables"].as_array_mut().unwrap().pop()), "tables are not those"),
        (
            "a row less",
            |h| {
                let log =
                    h["tables"].as_array_mut().unwrap().iter_mut().find(|t| t["name"] == "log").unwrap();
                log["rows"] = (log["rows"].as_u64().unwrap() - 1).into();
            },
            "",
        ),
        ("another chain", |h| h["chains"][0]["last"] = "00".into(), "chains of events"),
        ("a chain less", |h| drop(h["chains"].as_array_mut().unwrap().pop()), "chains of events"),
    ];
    for (name, change, said) in changes {
        wrong.push((name.to_owned(), with_head(&bytes, change), said));
    }
    let target = folder.path().join("target.db");
    let url = format!("sqlite://{}", target.display());
    for (name, bytes, said) in wrong {
        let file = folder.path().join("wrong.backup");
        write(&file, &bytes);
        let error = format!("{:#}", backup::restore(&url, &file, true, NOW).await.expect_err(&name));
        assert!(error.contains(said), "{name}: {error}");
        assert!(!target.exists(), "{name}: nothing is made");
    }
    backup::restore(&url, &made.path, false, NOW).await.unwrap();
    let mut left = eclaireur::outside::files::names(folder.path()).unwrap();
    left.retain(|name| name.starts_with("target"));
    assert_eq!(left, ["target.db"], "nothing is left beside it");
    test.remove().await;
}

#[test]
fn the_command_line_backs_up_puts_back_and_refuses_in_one_line() {
    let program = Program::new();
    let refused = |arguments: &[&str], words: &str| {
        let said = program.run(arguments).is(2);
        assert!(said.out.is_empty() && said.err.lines().count() == 1 && said.err.contains(words), "{said:?}");
    };
    refused(&["backup", "a.backup"], "there is no database");
    assert!(!program.folder().join("data").exists(), "and none is made");
    program.run(&["organisation", "add", "--name", "Les Tilleuls"]).is(0);
    let made = program.run(&["backup", "a.backup", "--json"]).is(0).json();
    assert_eq!((&made["chains_whole"], &made["file"]), (&true.into(), &"a.backup".into()));
    assert_eq!(made["sha256"].as_str().unwrap().len(), 64);
    let service = program.serve(&[]);
    program.run(&["backup", "b.backup"]).is(0);
    refused(&["restore", "b.backup", "--replace"], "stop the service");
    assert_eq!(service.stop(), Some(0));
    refused(&["restore", "a.backup"], "--replace");
    refused(&["restore", "nulle-part.backup"], "nulle-part.backup");
    refused(&["backup", "nulle-part/a.backup"], "nulle-part");
    program.run(&["organisation", "add", "--name", "Trop tard"]).is(0);
    let restored = program.run(&["restore", "a.backup", "--replace", "--json"]).is(0).json();
    assert_eq!(restored["sha256"], made["sha256"]);
    assert_eq!(program.run(&["organisation", "list"]).is(0).out, "les-tilleuls\tLes Tilleuls\n");
    let kept = format!("sqlite://{}", restored["kept"].as_str().unwrap());
    let before = program.run(&["organisation", "list", "--database-url", &kept]).is(0).out;
    assert!(before.contains("Trop tard"), "{before}");
    assert_eq!(program.run(&["audit", "verify", "--json"]).is(0).json()["whole"], true);
    let files = program.files("data");
    assert_eq!(files.len(), 2, "the database and the one before: {files:?}");
}
