//! Every file of `fixtures/meters` says what its `.expect` says. A new file is accepted with `ECLAIREUR_ACCEPT=1`, and
//! its `.expect` read before it is committed.

use std::path::{Path, PathBuf};

use eclaireur_models::catalog::Catalog;
use eclaireur_models::period::rfc3339;
use eclaireur_models::readings::Parsed;
use eclaireur_models::readings::parse::{Hints, parse};

use crate::folders;

/// What a file says, one thing per line.
fn told(parsed: &Parsed) -> String {
    let rows = parsed.rows;
    let mut lines = vec![
        format!("{} {}", parsed.format.as_deref().unwrap_or("no format"), parsed.encoding.unwrap_or("-")),
        format!(
            "rows: {} read = {} accepted + {} missing + {} rejected + {} ignored",
            rows.read, rows.accepted, rows.missing, rows.rejected, rows.ignored
        ),
    ];
    for series in &parsed.series {
        let k = &series.key;
        lines.push(format!(
            "{} {} {} {}: {} {}, {} readings, {} missing, {} estimated, {} gaps, {} to {}{}{}",
            k.carrier.code(),
            k.direction.code(),
            k.register.code(),
            k.kind.code(),
            series.total(),
            k.unit.map_or("?", |u| u.code()),
            series.readings(),
            series.missing(),
            series.estimated(),
            series.gaps,
            series.from().map(rfc3339).unwrap_or_default(),
            series.to().map(rfc3339).unwrap_or_default(),
            k.name.as_ref().map(|n| format!(", {n}")).unwrap_or_default(),
            if series.counts { "" } else { ", not counted" },
        ));
    }
    lines.extend(parsed.proposal.iter().flat_map(|proposal| crate::pdf::told(proposal)));
    for finding in &parsed.findings {
        let row = finding.row.map(|r| format!(" row {r}")).unwrap_or_default();
        let column = finding.column.as_ref().map(|c| format!(" [{c}]")).unwrap_or_default();
        let value = finding.value.as_ref().map(|v| format!(" \"{v}\"")).unwrap_or_default();
        let proposal = finding.proposal.as_ref().map(|p| format!(" → {p}")).unwrap_or_default();
        lines.push(format!("{}{row}{column}{value}{proposal}", finding.code.code()));
    }
    lines.join("\n") + "\n"
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let mut files: Vec<PathBuf> = entries.collect();
    files.sort();
    files
}

#[test]
fn every_fixture_says_what_is_expected_of_it() {
    let catalog = Catalog::embedded().unwrap();
    let accept = std::env::var_os("ECLAIREUR_ACCEPT").is_some_and(|v| v == "1");
    let meters = folders::workspace().join("fixtures/meters");
    let (mut differing, mut seen) = (Vec::new(), 0);
    for format in catalog.formats() {
        let folder = meters.join(&format.code);
        assert!(folder.is_dir(), "fixtures/meters/{} shows what this format looks like", format.code);
        for file in files(&folder).into_iter().filter(|f| f.extension().is_some_and(|e| e != "expect")) {
            let parsed = parse(&std::fs::read(&file).unwrap(), &catalog, Hints::default());
            assert_eq!(parsed.format.as_deref(), Some(format.code.as_str()), "{}", file.display());
            let (found, beside) = (told(&parsed), file.with_extension("expect"));
            if accept {
                std::fs::write(&beside, &found).unwrap();
            }
            if std::fs::read_to_string(&beside).unwrap_or_default() != found {
                differing.push(format!("{}:\n{found}", file.display()));
            }
            seen += 1;
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert!(seen > 15);
}
