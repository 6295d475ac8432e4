//! Settings of staying up: who may read the metrics, where backups go and which of them stay.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use serde::Deserialize;

use super::Secret;
use crate::backup::keep::Keep;

/// Letters of the shortest token that is taken: not to be guessed.
const SHORTEST_TOKEN: usize = 20;

/// What may be set, each part perhaps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct UpkeepLayer {
    /// Whoever shows it may read `/metrics` from another machine.
    pub metrics_token: Option<Secret>,
    /// Folder of the scheduled backups; none are made without it.
    pub backup_dir: Option<PathBuf>,
    /// Which of them stay: `daily 7 weekly 4 monthly 12`.
    pub backup_keep: Option<String>,
}

/// The settings in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UpkeepSettings {
    /// Whoever shows it may read `/metrics` from another machine.
    pub metrics_token: Option<Secret>,
    /// Folder of the scheduled backups.
    pub backup_dir: Option<PathBuf>,
    /// Which of them stay.
    pub backup_keep: Keep,
}

impl UpkeepLayer {
    pub(super) fn from_variables(read: impl Fn(&str) -> Option<String>) -> UpkeepLayer {
        UpkeepLayer {
            metrics_token: read("METRICS_TOKEN").map(Secret::new),
            backup_dir: read("BACKUP_DIR").map(PathBuf::from),
            backup_keep: read("BACKUP_KEEP"),
        }
    }

    pub(super) fn over(self, under: UpkeepLayer) -> UpkeepLayer {
        UpkeepLayer {
            metrics_token: self.metrics_token.or(under.metrics_token),
            backup_dir: self.backup_dir.or(under.backup_dir),
            backup_keep: self.backup_keep.or(under.backup_keep),
        }
    }
}

impl UpkeepSettings {
    /// The settings of a layer, checked.
    ///
    /// # Errors
    /// A token that could be guessed, a wish for backups that cannot be read.
    pub(super) fn new(layer: UpkeepLayer) -> Result<UpkeepSettings> {
        let long = |token: &Secret| token.reveal().chars().count() >= SHORTEST_TOKEN;
        ensure!(
            layer.metrics_token.as_ref().is_none_or(long),
            "metrics_token is too short; take at least {SHORTEST_TOKEN} letters at random (`openssl rand -hex 32`)"
        );
        Ok(UpkeepSettings {
            metrics_token: layer.metrics_token,
            backup_dir: layer.backup_dir,
            backup_keep: layer.backup_keep.as_deref().map(Keep::read).transpose()?.unwrap_or_default(),
        })
    }

    /// Name and value of each setting, without the token.
    pub(super) fn printed(&self) -> Vec<(&'static str, String)> {
        let none = || "(none)".to_owned();
        vec![
            ("metrics_token", self.metrics_token.as_ref().map_or_else(none, |_| "***".to_owned())),
            ("backup_dir", self.backup_dir.as_ref().map_or_else(none, |dir| dir.display().to_string())),
            ("backup_keep", self.backup_keep.to_string()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(pairs: &[(&str, &str)]) -> Result<UpkeepSettings> {
        let read = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        UpkeepSettings::new(UpkeepLayer::from_variables(read))
    }

    #[test]
    fn the_token_is_long_and_never_printed() {
        let long = "0123456789abcdef0123456789";
        let set = settings(&[("METRICS_TOKEN", long)]).unwrap();
        let printed = format!("{set:?} {:?}", set.printed());
        assert!(!printed.contains(long) && printed.contains("***"), "{printed}");
        let said = settings(&[("METRICS_TOKEN", "geheim")]).unwrap_err().to_string();
        assert!(said.contains("metrics_token") && !said.contains("geheim"), "{said}");
    }

    #[test]
    fn a_wish_for_backups_is_read_or_refused_by_its_name() {
        let set = settings(&[("BACKUP_DIR", "/srv/backups"), ("BACKUP_KEEP", "daily 2 monthly 1")]).unwrap();
        assert_eq!(set.backup_keep, Keep { daily: 2, weekly: 0, monthly: 1 });
        assert_eq!(set.printed()[1].1, "/srv/backups");
        assert!(settings(&[("BACKUP_KEEP", "for ever")]).unwrap_err().to_string().contains("backup_keep"));
    }
}
