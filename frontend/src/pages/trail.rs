//! The way back from a page about one meter.

use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// Organisation, building, its readings, the meter, and the page itself.
pub(super) fn of_meter(
    shell: &Shell,
    organisation: &Named,
    building: &Named,
    meter: &Named,
    here: &'static str,
) -> Vec<Crumb> {
    let code = &building.code;
    vec![
        Crumb::to(&organisation.name, urls::organisation(&organisation.code)),
        Crumb::to(&building.name, urls::building(code)),
        Crumb::to(shell.t("readings-crumb").to_string(), urls::readings(code)),
        Crumb::to(&meter.name, urls::meter(code, &meter.code)),
        Crumb::here(shell.t(here).to_string()),
    ]
}
