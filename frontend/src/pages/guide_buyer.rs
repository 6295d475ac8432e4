//! Whether who asks the guide is a *pouvoir adjudicateur*, and the amounts of public procurement on that day.

use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::procurement::{self, Buyer, buyer};
use eclaireur_models::norms::Decided;
use eclaireur_models::units::Euro;

use super::guide::{ASKED, DONE, GuidePage};
use crate::{format, urls};

impl GuidePage {
    pub(super) fn buyer(&self) -> Buyer {
        buyer(&self.case, self.procurement.as_ref())
    }

    pub(super) fn buyer_says(&self) -> String {
        let of = self.buyer();
        let bound = self.procurement.as_ref().map(|p| format::percent(p.public_money.above));
        let say = crate::text::Say::owned(self.lang(), format!("buyer-{}", of.why.code()));
        say.with("bound", bound.unwrap_or_default()).to_string()
    }

    /// Whether the rule it stands on is not certain.
    pub(super) fn buyer_to_confirm(&self) -> bool {
        let of = self.buyer();
        of.answer == Decided::Unknown && of.missing.is_none() && of.certainty != Certainty::Certain
    }

    /// Where the share of public money can be told.
    pub(super) fn buyer_question(&self) -> Option<String> {
        let missing =
            self.buyer().missing.filter(|_| !self.skipped.iter().any(|s| s == procurement::FUNDING))?;
        Some(self.address(&urls::guide(), &[missing], &[(ASKED, missing), (DONE, "oui")]))
    }

    /// The amounts of public procurement in force.
    pub(super) fn thresholds(&self) -> Vec<(String, String)> {
        let all = self.procurement.iter().flat_map(|p| p.on(self.told.on));
        let one = |threshold: &eclaireur_models::catalog::Threshold| {
            let name =
                crate::text::Say::owned(self.lang(), format!("procurement-{}", threshold.code)).to_string();
            let below = match threshold.below.known() {
                None => self.shell.t("procurement-not-read").to_string(),
                Some(below) => {
                    let euro = format::euro(Euro(below));
                    let since = format::day(threshold.from);
                    self.shell.t("procurement-below").with("euro", euro).with("day", since).to_string()
                }
            };
            let unsure = threshold.certainty == Certainty::Likely;
            (name, if unsure { format!("{below} ({})", self.shell.t("aid-to-confirm")) } else { below })
        };
        all.map(one).collect()
    }

    pub(super) fn procurement_source(&self) -> Option<String> {
        let rules = self.procurement.as_ref()?;
        let title = rules.titles().collect::<Vec<_>>().join(" · ");
        let checked = self.shell.t("aid-checked").with("day", format::day(rules.checked_on));
        Some(format!("{} · {checked}", self.shell.t("aid-source-is").with("title", title)))
    }
}
