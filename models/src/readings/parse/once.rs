//! What is assumed of several columns, and what is passed over in several tables, is said once of the file.

use crate::finding::{Code, Finding};

/// The findings without those that say again what was said.
pub(super) fn said(mut findings: Vec<Finding>) -> Vec<Finding> {
    let mut said = Vec::new();
    findings.retain(|finding| {
        let assumed = match finding.code {
            Code::CarrierAssumed => finding.data.get("carrier"),
            Code::UnitAssumed => finding.data.get("unit"),
            Code::PeriodAssumed => finding.data.get("rule"),
            Code::UnusedColumn => finding.column.as_ref(),
            Code::NoPeriod => None,
            _ => return true,
        };
        let row = if finding.code == Code::NoPeriod { finding.row } else { None };
        let what = (finding.code, row, assumed.cloned());
        let first = !said.contains(&what);
        if first {
            said.push(what);
        }
        first
    });
    findings
}
