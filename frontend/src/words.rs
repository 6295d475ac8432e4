//! Names of the closed lists of `eclaireur-models`, by code, from `locales/*/words.ftl`.

use eclaireur_models::building::facts::{Form, fact};
use eclaireur_models::building::{Carrier, Direction, Kind, LegalForm, Register};
use eclaireur_models::catalog::ListRole;
use eclaireur_models::certain::Quality;
use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::list::Field;
use eclaireur_models::readings::parse::mapping::Why;

use crate::forms::Use;
use crate::text::Say;

fn named(lang: Lang, list: &str, code: &str) -> String {
    Say::owned(lang, format!("{list}-{code}")).to_string()
}

/// *Gaz naturel*.
pub fn carrier(lang: Lang, carrier: Carrier) -> String {
    named(lang, "carrier", carrier.code())
}

/// *de gaz naturel*, *d'électricité*: after a quantity.
pub fn of_carrier(lang: Lang, carrier: Carrier) -> String {
    named(lang, "of-carrier", carrier.code())
}

/// What a column of a list of buildings holds.
pub fn list_role(lang: Lang, role: ListRole) -> String {
    named(lang, "list-role", role.code())
}

/// *Surface chauffée*: what may change in a building.
pub fn list_field(lang: Lang, field: Field) -> String {
    named(lang, "list-field", &field.code().replace('_', "-"))
}

/// *prélèvement*, *injection*, *production*.
pub fn direction(lang: Lang, direction: Direction) -> String {
    named(lang, "direction", direction.code())
}

/// *jour*, *nuit*…
pub fn register(lang: Lang, register: Register) -> String {
    named(lang, "register", register.code())
}

/// *jour*, *nuit*: where there is little room.
pub fn register_short(lang: Lang, register: Register) -> String {
    named(lang, "register-short", register.code())
}

/// *relevé d'index*, *consommation par pas de temps*…
pub fn kind(lang: Lang, kind: Kind) -> String {
    named(lang, "kind", kind.code())
}

/// *gaz pauvre (L)*, *bûches sèches*…: kinds of a fuel that hold unlike energies.
pub fn fuel(lang: Lang, code: &str) -> String {
    named(lang, "fuel", code)
}

/// *prélèvement et injection*…: what a meter counts when it is read by hand.
pub fn counts(lang: Lang, code: &str) -> String {
    named(lang, "counts", code)
}

/// *mesuré*, *estimé*…
pub fn quality(lang: Lang, quality: Quality) -> String {
    named(lang, "quality", quality.code())
}

/// The small mark beside a figure: `e`, `c`, `m`, `d`; nothing for what was measured.
pub const fn quality_mark(quality: Quality) -> Option<&'static str> {
    match quality {
        Quality::Measured => None,
        Quality::Estimated => Some("e"),
        Quality::Filled => Some("c"),
        Quality::Modelled => Some("m"),
        Quality::Declared => Some("d"),
    }
}

/// What a column of a table is, and why we think so: by the code of [`Use::ALL`], or the reason's.
pub(crate) fn column_use(lang: Lang, code: &str) -> String {
    named(lang, "mapping-use", code)
}

/// Why a column was taken for what it is.
pub(crate) fn column_why(lang: Lang, why: Why) -> String {
    named(lang, "mapping-why", why.code())
}

/// *ASBL*, *CPAS*…
pub fn legal_form(lang: Lang, form: LegalForm) -> String {
    named(lang, "legal-form", form.code())
}

/// Every key this module may ask for; the locale test demands them.
pub fn keys() -> Vec<String> {
    let mut keys = Vec::new();
    let mut add = |list: &str, code: &str| keys.push(format!("{list}-{code}"));
    for c in Carrier::ALL {
        add("carrier", c.code());
        add("of-carrier", c.code());
    }
    for d in Direction::ALL {
        add("direction", d.code());
    }
    for r in Register::ALL {
        add("register", r.code());
        add("register-short", r.code());
    }
    for k in Kind::ALL {
        add("kind", k.code());
    }
    for q in Quality::ALL {
        add("quality", q.code());
    }
    for (list, code) in [("fuel", "meter.fuel"), ("counts", "meter.counts")] {
        if let Some(Form::Choice(choices)) = fact(code).map(|f| f.form) {
            for choice in choices {
                add(list, choice);
            }
        }
    }
    for f in LegalForm::ALL {
        add("legal-form", f.code());
    }
    for (code, _) in Use::ALL {
        add("mapping-use", code);
    }
    for why in Why::ALL {
        add("mapping-why", why.code());
    }
    for role in ListRole::ALL {
        add("list-role", role.code());
    }
    for field in Field::ALL {
        add("list-field", &field.code().replace('_', "-"));
    }
    keys
}
