//! The worked examples of a scheme's file, computed the way a case is.

use super::amounts;
use super::case::Case;
use super::eligibility::Conditions;
use super::view::View;
use crate::catalog::Catalog;
use crate::catalog::schemes::Scheme;

/// What does not come out as its file says, in English: the reader is the one who edits the file.
pub fn faults(scheme: &Scheme, catalog: &Catalog) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, example) in scheme.examples.iter().enumerate() {
        let mut wrong = |what: String| faults.push(format!("[[example]] {}: {what}", at + 1));
        let case = match Case::of(&example.given, catalog) {
            Ok(case) => case,
            Err(what) => {
                wrong(what);
                continue;
            }
        };
        let on = case.on.unwrap_or(scheme.checked_on);
        let view = View::new(&case, on, scheme.dated_by);
        let total = amounts::of(scheme, view, &Conditions::default()).total().map(|t| t.0);
        if total != example.expect {
            let said = |value: Option<rust_decimal::Decimal>| {
                value.map_or("nothing".to_owned(), |value| format!("{value:.2} EUR"))
            };
            wrong(format!("it gives {}, not {}", said(total), said(example.expect)));
        }
        if let Some(never) = example.never.iter().find(|never| total == Some(**never)) {
            wrong(format!("it gives {never} EUR, which must not come out"));
        }
    }
    faults
}
