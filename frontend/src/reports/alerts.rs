//! An alert in the words of a report: what, why, what to do, what it costs.

use eclaireur_models::alerts::{Alert, Money};
use eclaireur_models::certain::Certainty;
use eclaireur_models::lang::Lang;

use crate::text::Say;
use crate::{alerts, format};

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
    Told {
        title: alerts::title(lang, alert),
        why: alerts::why(lang, alert),
        action: alerts::action(lang, alert),
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
