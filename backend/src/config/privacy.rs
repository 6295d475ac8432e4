//! Settings of what the service says of itself and how long it waits: who runs it, how they are reached, when what was to be
//! erased is.

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

/// Days between asking for the erasure of an organisation and the deed: time for one more look at the archive, and for the
/// other managers to see it in the log.
const ERASURE_WAIT_DAYS: u32 = 30;
/// Most days: what is asked for is done within a year.
const MOST_DAYS: u32 = 366;
/// Letters of a name or an address.
const LONGEST: usize = 200;

/// What may be set, each part perhaps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct PrivacyLayer {
    /// Who runs the service and answers for the accounts.
    pub operator_name: Option<String>,
    /// How they are reached: an address, a number.
    pub operator_contact: Option<String>,
    /// Days between asking for an erasure and the deed.
    pub erasure_wait_days: Option<u32>,
}

/// The settings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivacySettings {
    /// Who runs the service.
    pub operator_name: Option<String>,
    /// How they are reached.
    pub operator_contact: Option<String>,
    /// Days between asking for an erasure and the deed.
    pub erasure_wait_days: u32,
}

impl PrivacyLayer {
    pub(super) fn from_variables(read: impl Fn(&str) -> Option<String>) -> Result<PrivacyLayer> {
        Ok(PrivacyLayer {
            operator_name: read("OPERATOR_NAME"),
            operator_contact: read("OPERATOR_CONTACT"),
            erasure_wait_days: read("ERASURE_WAIT_DAYS")
                .map(|v| v.parse().context("ECLAIREUR_ERASURE_WAIT_DAYS is no number"))
                .transpose()?,
        })
    }

    pub(super) fn over(self, under: PrivacyLayer) -> PrivacyLayer {
        PrivacyLayer {
            operator_name: self.operator_name.or(under.operator_name),
            operator_contact: self.operator_contact.or(under.operator_contact),
            erasure_wait_days: self.erasure_wait_days.or(under.erasure_wait_days),
        }
    }
}

impl PrivacySettings {
    pub(super) fn new(layer: PrivacyLayer) -> Result<PrivacySettings> {
        let erasure_wait_days = layer.erasure_wait_days.unwrap_or(ERASURE_WAIT_DAYS);
        ensure!(erasure_wait_days <= MOST_DAYS, "erasure_wait_days: at most {MOST_DAYS}");
        let said = |text: Option<String>| {
            let text: String = text.unwrap_or_default().trim().chars().take(LONGEST).collect();
            Some(text).filter(|t| !t.is_empty())
        };
        Ok(PrivacySettings {
            operator_name: said(layer.operator_name),
            operator_contact: said(layer.operator_contact),
            erasure_wait_days,
        })
    }

    pub(super) fn printed(&self) -> Vec<(&'static str, String)> {
        let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "(not said)".to_owned());
        vec![
            ("operator_name", said(&self.operator_name)),
            ("operator_contact", said(&self.operator_contact)),
            ("erasure_wait_days", self.erasure_wait_days.to_string()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_runs_it_is_said_or_not_and_an_erasure_does_not_wait_for_ever() {
        let none = PrivacySettings::new(PrivacyLayer::default()).unwrap();
        assert_eq!((none.operator_name, none.erasure_wait_days), (None, 30));
        let layer = PrivacyLayer { operator_name: Some("  ".to_owned()), ..PrivacyLayer::default() };
        assert_eq!(PrivacySettings::new(layer).unwrap().operator_name, None);
        let layer = PrivacyLayer { erasure_wait_days: Some(367), ..PrivacyLayer::default() };
        assert!(PrivacySettings::new(layer).is_err());
        assert!(PrivacyLayer::from_variables(|_| Some("x".to_owned())).is_err());
    }
}
