//! The second factor of one's account: how to set it, its recovery codes once, and how to drop it.
//!
//! Fields: `quoi` (`begin`, `confirm`, `drop`), `code`, `password`.

use askama::Template;
use eclaireur_models::period::Day;
use qrcode::{Color, QrCode};

use super::samples;
use crate::format;
use crate::forms::{Field, Form, FormData, Group};
use crate::shell::{Crumb, RenderError, Shell};
use crate::urls;

/// Where it stands.
#[derive(Debug, Clone)]
pub enum Factor {
    /// Not there.
    Off,
    /// Offered: a code of it has to be shown.
    Offered {
        /// Base 32.
        secret: String,
        /// What a telephone reads.
        uri: String,
    },
    /// Just set.
    Fresh {
        /// Recovery codes, shown once.
        codes: Vec<String>,
    },
    /// Asked for.
    On {
        /// Since when.
        since: Day,
        /// Recovery codes left.
        left: u64,
        /// Dropping it asks the password.
        has_password: bool,
    },
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/factor.html")]
pub struct FactorPage {
    /// Frame.
    pub shell: Shell,
    /// Where it stands.
    pub factor: Factor,
    /// What was typed, with its problems.
    pub form: FormData,
}

html!(FactorPage);

/// White squares around a code, which scanners ask for.
const QUIET: usize = 4;

/// The squares of a QR code as one path, and how wide it is.
fn squares(text: &str) -> Result<(String, usize), RenderError> {
    use core::fmt::Write as _;
    let code = QrCode::new(text).map_err(|error| RenderError::chart(&error))?;
    let width = code.width();
    let mut path = String::new();
    for (i, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", i % width + QUIET, i / width + QUIET);
        }
    }
    Ok((path, width + 2 * QUIET))
}

impl FactorPage {
    fn title(&self) -> String {
        self.shell.t("factor-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::to(self.shell.t("account-title").to_string(), urls::account()), Crumb::here(self.title())]
    }

    fn qr(&self) -> (String, usize) {
        match &self.factor {
            Factor::Offered { uri, .. } => squares(uri).unwrap_or_default(),
            _ => Default::default(),
        }
    }

    /// The secret in fours, as people type it.
    fn secret(&self) -> Option<String> {
        let Factor::Offered { secret, .. } = &self.factor else { return None };
        let letters: Vec<char> = secret.chars().collect();
        let fours: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
        Some(fours.join(" "))
    }

    fn codes(&self) -> &[String] {
        match &self.factor {
            Factor::Fresh { codes } => codes,
            _ => &[],
        }
    }

    fn on(&self) -> Option<String> {
        let Factor::On { since, left, .. } = &self.factor else { return None };
        let say = self.shell.t("factor-on").with("day", format::day(since));
        Some(say.count("left", usize::try_from(*left).unwrap_or(usize::MAX)).to_string())
    }

    fn form(&self) -> Option<Form<'_>> {
        let lang = self.shell.body_lang();
        let form = |submit| Form::new(&self.shell, &self.form, urls::factor(), self.shell.t(submit));
        Some(match &self.factor {
            Factor::Off => form("factor-begin").group(Group::of(vec![Field::hidden("quoi", "begin")])),
            Factor::Offered { .. } => {
                let code = Field::text(lang, &self.form, "code", self.shell.t("sign-in-code"))
                    .width("w-medium")
                    .autocomplete("one-time-code");
                form("factor-confirm").group(Group::of(vec![code, Field::hidden("quoi", "confirm")]))
            }
            Factor::On { has_password, .. } => {
                let mut fields = vec![Field::hidden("quoi", "drop")];
                if *has_password {
                    let password = self.shell.t("account-password-now");
                    let password = Field::password(lang, &self.form, "password", password)
                        .hint(self.shell.t("factor-drop-hint"))
                        .autocomplete("current-password");
                    fields.insert(0, password);
                }
                form("factor-drop").group(Group::of(fields))
            }
            Factor::Fresh { .. } => return None,
        })
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, FactorPage)> {
        let at = |factor| FactorPage { shell: samples::shell(urls::factor()), factor, form: FormData::new() };
        let secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".to_owned();
        let uri = format!("otpauth://totp/Eclaireur:anne%40example.be?secret={secret}&issuer=Eclaireur");
        let codes = (0..10).map(|n| format!("abcd-efgh-ijkl-mno{n}")).collect();
        vec![
            ("off", at(Factor::Off)),
            ("offered", at(Factor::Offered { secret, uri })),
            ("fresh", at(Factor::Fresh { codes })),
            ("on", at(Factor::On { since: samples::day(2026, 3, 2), left: 9, has_password: true })),
        ]
    }
}
