//! What one click does about findings of one cause: accept all that is proposed, or keep what the file says. And the
//! cells that are read otherwise since somebody accepted a proposal.

use eclaireur_models::finding::{Code, Finding, Severity};
use eclaireur_models::period::Day;

use super::import::{ImportPage, ImportState};
use super::import_view::{FindingBlock, blocks};
use crate::findings;
use crate::format;

/// A cell that is not read as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectedCell {
    /// What was found there, with its place, the cell as written, and the proposal that was accepted.
    pub finding: Finding,
    /// When it was accepted.
    pub on: Day,
    /// By whom, when known.
    pub by: Option<String>,
}

/// Findings of one cause that somebody has seen, and left as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptGroup {
    /// The cause.
    pub code: Code,
    /// When.
    pub on: Day,
    /// By whom, when known.
    pub by: Option<String>,
}

/// The buttons of a group.
pub(super) struct Fix {
    /// Value of the buttons: the code of the group.
    pub(super) code: &'static str,
    /// *Corriger les 3 cellules*.
    pub(super) correct: String,
    /// *Garder les valeurs*; what is not used cannot be kept.
    pub(super) keep: Option<String>,
    /// Said instead, once it was kept.
    pub(super) kept: Option<String>,
}

/// Cells that are written out; the rest is counted.
const SHOWN: usize = 20;

impl ImportPage {
    /// Findings by cause, with what can be done about them while nothing is confirmed.
    pub(super) fn blocks(&self) -> Vec<FindingBlock> {
        let mut blocks = blocks(&self.shell, &self.findings);
        if matches!(self.head.state, ImportState::Preview { .. }) {
            for block in &mut blocks {
                block.fix = self.fix(block.code);
                block.open |= block.fix.as_ref().is_some_and(|fix| fix.kept.is_none());
            }
        }
        blocks
    }

    fn fix(&self, code: Code) -> Option<Fix> {
        let proposed = |f: &&Finding| f.code == code && f.proposal.is_some() && f.data.contains_key("cell");
        let count = self.findings.iter().filter(proposed).count();
        let kept = self.kept_groups.iter().find(|kept| kept.code == code);
        (count > 0).then(|| Fix {
            code: code.code(),
            correct: self.t("import-correct").count("count", count).to_string(),
            keep: (code.severity() != Severity::Error && kept.is_none())
                .then(|| self.t("import-keep").count("count", count).to_string()),
            kept: kept.map(|kept| self.accepted("import-kept-group", kept.on, kept.by.as_deref())),
        })
    }

    fn accepted(&self, key: &'static str, on: Day, by: Option<&str>) -> String {
        let by = by.unwrap_or("none");
        self.t(key).with("day", format::day(on)).with("by", by).to_string()
    }

    /// *Ligne 14, colonne « Index » : « 12,3456 » est lu 1 234,56. Accepté le 21/11/2026.*
    pub(super) fn corrected_cells(&self) -> Vec<String> {
        let lang = self.lang();
        let sentence = |cell: &CorrectedCell| {
            let was = self
                .t("import-corrected-cell")
                .with("place", findings::place(lang, &cell.finding).unwrap_or_default())
                .with("was", cell.finding.value.as_deref().unwrap_or_default())
                .with("now", cell.finding.proposal.as_deref().unwrap_or_default())
                .to_string();
            format!("{was} {}", self.accepted("import-accepted", cell.on, cell.by.as_deref()))
        };
        self.corrected.iter().take(SHOWN).map(sentence).collect()
    }

    /// How many more.
    pub(super) fn corrected_more(&self) -> usize {
        self.corrected.len().saturating_sub(SHOWN)
    }
}
