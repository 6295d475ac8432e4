//! What a preview waits for, in words: the same in the list of imports and in the list of a sending.

use eclaireur_models::finding::Code;

use crate::findings;
use crate::shell::Shell;

/// What a preview waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// A word: it can be confirmed as it is.
    Word,
    /// A document: read, and a person completes the form of its bill.
    Form,
    /// A person looks first.
    Person(Open),
}

/// What somebody must look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Open {
    /// Rows to correct, or to leave out.
    pub to_correct: usize,
    /// Meters to choose.
    pub to_choose: usize,
    /// Meters that confirming would make without a code EAN that names them.
    pub new_meters: usize,
    /// Doubts about what the file says.
    pub doubts: Vec<Code>,
}

impl Waiting {
    /// Locale key of its word.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            Waiting::Word => "imports-state-preview",
            Waiting::Form => "sending-state-document",
            Waiting::Person(_) => "sending-state-decide",
        }
    }

    /// *1 à corriger · Énergie supposée*: why somebody looks first.
    pub(super) fn why(&self, shell: &Shell) -> Option<String> {
        let Waiting::Person(open) = self else { return None };
        let counts = [
            ("imports-to-correct", open.to_correct),
            ("imports-to-choose", open.to_choose),
            ("imports-new-meters", open.new_meters),
        ];
        let counted = counts.into_iter().filter(|(_, count)| *count > 0);
        let counted = counted.map(|(key, count)| shell.t(key).count("count", count).to_string());
        let doubts = open.doubts.iter().map(|code| findings::title(shell.body_lang(), *code));
        let said: Vec<String> = counted.chain(doubts).collect();
        Some(said.join(" · ")).filter(|why| !why.is_empty())
    }
}
