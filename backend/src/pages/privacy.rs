//! Privacy and accessibility: what the service says of itself.

use axum::extract::State;
use eclaireur_frontend::pages::accessibility::AccessibilityPage;
use eclaireur_frontend::pages::privacy::{Kept, PrivacyPage};

use super::shown;
use crate::app::App;
use crate::erasing::DAY_S;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::importing::PREVIEW_S;
use crate::jobs::campaigns;
use crate::store::sessions;

/// GET /vie-privee
pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult {
    let said = &app.settings.privacy;
    let kept = Kept {
        session_idle_hours: sessions::IDLE_S / 3600,
        session_days: sessions::ABSOLUTE_S / DAY_S,
        preview_days: PREVIEW_S / DAY_S,
        erasure_days: said.erasure_wait_days,
        invited_days: campaigns::KEPT_DAYS,
    };
    let (operator, contact) = (said.operator_name.clone(), said.operator_contact.clone());
    shown(PrivacyPage { shell: visitor.shell(&app, None), operator, contact, kept }.html())
}

/// GET /accessibilite
pub async fn accessibility(State(app): State<App>, visitor: Visitor) -> AppResult {
    let contact = app.settings.privacy.operator_contact.clone();
    shown(AccessibilityPage { shell: visitor.shell(&app, None), contact }.html())
}
