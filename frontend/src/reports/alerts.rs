//! An alert in the words of a report: what, why, what to do, what it costs.

use eclaireur_models::alerts::{Alert, Money};
use eclaireur_models::certain::Certainty;
use eclaireur_models::lang::Lang;

use crate::format;
use crate::text::Say;

/// An alert in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) title: String,
    pub(super) why: String,
    pub(super) action: String,
    /// *environ 1 900 € par an*.
    pub(super) euro: Option<String>,
}

/// An alert in words.
pub(super) fn told(lang: Lang, alert: &Alert) -> Told {
    let say = |key: String| {
        let data = alert.data.iter().map(|(name, value)| (name.as_ref(), value.as_str()));
        Say::owned(lang, key).with_data(data).to_string()
    };
    Told {
        title: say(format!("alert-{}", alert.code)),
        why: say(format!("alert-{}-why", alert.code)),
        action: say(format!("action-{}", alert.action)),
        euro: alert.euro_per_year.and_then(|money| euro(lang, money)),
    }
}

/// What is not known has no amount (I9).
fn euro(lang: Lang, money: Money) -> Option<String> {
    let key = match money.certainty {
        Certainty::Certain => "report-euro-year",
        Certainty::Likely => "report-euro-year-likely",
        Certainty::Unknown => return None,
    };
    Some(Say::owned(lang, key.to_owned()).with("euro", format::number(money.euro, 0)).to_string())
}
