//! The command line: the program itself is started, in an empty folder, without settings of the machine.

mod assess;
mod baseline;
mod baselines;
mod building_list;
mod demo;
mod files;
mod financing;
mod imports;
mod migrate;
mod report;
mod scenario;
mod serve;
mod settings;
mod user;
mod weather;

use crate::support::Said;

/// What could not be done: exit code 2, nothing on standard output, one line that says what and which.
#[track_caller]
fn refused(said: Said, words: &[&str]) {
    let said = said.is(2);
    let line = said.err.trim_end();
    assert!(line.starts_with("eclaireur: ") && line.lines().count() == 1, "one line: {said:?}");
    assert!(said.out.is_empty(), "{said:?}");
    for words in words {
        assert!(line.contains(words), "no « {words} » in {line}");
    }
}
