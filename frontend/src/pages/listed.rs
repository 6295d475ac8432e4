//! What became of a list that was pasted or sent as a file: none of it, or row by row.

use eclaireur_models::portfolio::cells_of::Refused;

use super::collection_list::refusal;
use crate::forms::Problem;
use crate::shell::Shell;

/// What became of a list; `L` is a row that was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed<L> {
    /// It is none.
    Refused(Refused),
    /// No file, or one that is not read.
    File(Problem),
    /// Rows kept, and those that were not.
    Kept {
        /// How many were.
        kept: usize,
        /// Those that were not.
        left: Vec<L>,
    },
}

impl<L> Listed<L> {
    /// Why nothing was taken of it.
    pub(super) fn problem(&self, shell: &Shell) -> Option<String> {
        match self {
            Listed::Refused(refused) => Some(refusal(shell, refused)),
            Listed::File(problem) => Some(problem.sentence(shell.body_lang())),
            Listed::Kept { .. } => None,
        }
    }

    /// How many rows were kept, and those that were not.
    pub(super) fn kept(&self) -> Option<(usize, &[L])> {
        match self {
            Listed::Kept { kept, left } => Some((*kept, left)),
            Listed::Refused(_) | Listed::File(_) => None,
        }
    }
}
