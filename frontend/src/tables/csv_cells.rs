//! CSV as spreadsheets here open it: UTF-8 with its mark, `;`, decimal comma, lines ended as on Windows.

/// Rows as bytes. Cells that a spreadsheet would run as a formula are made text.
pub(super) fn written(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        // Writing into memory cannot fail.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// `=1+1` becomes `'=1+1`; a plain number stays one, negative too.
fn harmless(cell: &str) -> String {
    let starts = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_number = cell.chars().skip(1).all(|c| c.is_ascii_digit() || c == ',')
        && cell.starts_with('-')
        && cell.len() > 1;
    if starts && !is_number { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cannot_run_as_formulas() {
        for (cell, expect) in [
            ("=1+1", "'=1+1"),
            ("-12,5", "-12,5"),
            ("-a", "'-a"),
            ("@x", "'@x"),
            ("aile B", "aile B"),
            ("-", "'-"),
        ] {
            assert_eq!(harmless(cell), expect);
        }
        assert_eq!(written(&[vec!["a;b".into(), "é".into()]]), "\u{feff}\"a;b\";é\r\n".as_bytes());
    }
}
