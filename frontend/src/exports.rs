//! Words that leave in files: what an archive of an organisation holds.

/// What stands at the root of an archive, for whoever opens it.
pub const README: &str = include_str!("../exports/LISEZMOI.txt");
