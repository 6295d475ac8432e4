//! What is said when something cannot be shown or done: what it is, what still works, what was kept, a reference.

use super::samples;
use crate::format;
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;
use askama::Template;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// 400: the request could not be understood.
    BadRequest,
    /// 401: nobody we know, or a key that opens nothing any more.
    SignInFirst,
    /// 403 or a form token that is too old.
    Stale,
    /// 403 for a name of this machine that is not ours.
    Elsewhere,
    /// 404: it does not exist, or not for this visitor.
    NotFound,
    /// 405: the address exists, but not for this.
    NotAllowedHere,
    /// 409: somebody changed it meanwhile, or its state forbids it.
    Conflict,
    /// 413: larger than accepted.
    TooLarge {
        /// Largest accepted, in bytes.
        max_bytes: u64,
    },
    /// 422: understood, but it cannot be kept.
    Unprocessable,
    /// 429: too many in a short time.
    TooMany {
        /// Seconds to wait.
        wait_s: u32,
    },
    /// 500: our fault.
    Internal,
    /// 503: the database does not answer, or the service is starting.
    Unavailable,
    /// 507: the disk is full; what is there can be read.
    Full,
}

impl ErrorKind {
    /// HTTP status.
    pub const fn status(self) -> u16 {
        match self {
            ErrorKind::BadRequest => 400,
            ErrorKind::SignInFirst => 401,
            ErrorKind::Stale | ErrorKind::Elsewhere => 403,
            ErrorKind::NotFound => 404,
            ErrorKind::NotAllowedHere => 405,
            ErrorKind::Conflict => 409,
            ErrorKind::TooLarge { .. } => 413,
            ErrorKind::Unprocessable => 422,
            ErrorKind::TooMany { .. } => 429,
            ErrorKind::Internal => 500,
            ErrorKind::Unavailable => 503,
            ErrorKind::Full => 507,
        }
    }
}

/// What to do when seconds would be many.
const MINUTES: &str = "error-too-many-minutes";

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/error.html")]
pub struct ErrorPage {
    /// Frame.
    pub shell: Shell,
    /// What happened.
    pub kind: ErrorKind,
    /// What to quote when asking for help: the request id.
    pub reference: Option<String>,
}

html!(ErrorPage);

impl ErrorKind {
    const fn key(self) -> &'static str {
        match self {
            ErrorKind::BadRequest => "error-bad-request",
            ErrorKind::SignInFirst => "error-sign-in",
            ErrorKind::Stale => "error-stale",
            ErrorKind::Elsewhere => "error-elsewhere",
            ErrorKind::NotFound => "error-not-found",
            ErrorKind::NotAllowedHere => "error-not-allowed",
            ErrorKind::Conflict => "error-conflict",
            ErrorKind::TooLarge { .. } => "error-too-large",
            ErrorKind::Unprocessable => "error-unprocessable",
            ErrorKind::TooMany { .. } => "error-too-many",
            ErrorKind::Internal => "error-internal",
            ErrorKind::Unavailable => "error-unavailable",
            ErrorKind::Full => "error-full",
        }
    }

    /// Every kind, with figures where it has some: for samples and tests.
    pub const ALL: [ErrorKind; 13] = [
        ErrorKind::BadRequest,
        ErrorKind::SignInFirst,
        ErrorKind::Stale,
        ErrorKind::Elsewhere,
        ErrorKind::NotFound,
        ErrorKind::NotAllowedHere,
        ErrorKind::Conflict,
        ErrorKind::TooLarge { max_bytes: 50_000_000 },
        ErrorKind::Unprocessable,
        ErrorKind::TooMany { wait_s: 30 },
        ErrorKind::Internal,
        ErrorKind::Unavailable,
        ErrorKind::Full,
    ];

    /// Every locale key it needs.
    pub fn keys() -> Vec<String> {
        Self::ALL
            .iter()
            .flat_map(|k| ["", "-what", "-kept"].map(|part| format!("{}{part}", k.key())))
            .chain([MINUTES.to_owned()])
            .collect()
    }
}

impl ErrorPage {
    fn say(&self, part: &str) -> String {
        if let ErrorKind::TooMany { wait_s } = self.kind
            && part == "-what"
            && wait_s >= 120
        {
            return Say::new(self.shell.body_lang(), MINUTES).count("wait", wait_s.div_ceil(60)).to_string();
        }
        let mut say = Say::owned(self.shell.body_lang(), format!("{}{part}", self.kind.key()));
        if let ErrorKind::TooLarge { max_bytes } = self.kind {
            say = say.with("max", format::bytes(max_bytes));
        }
        if let ErrorKind::TooMany { wait_s } = self.kind {
            say = say.count("wait", wait_s);
        }
        say.to_string()
    }

    fn title(&self) -> String {
        self.say("")
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("error-crumb").to_string()),
        ]
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ErrorPage)> {
        let page = |kind| ErrorPage {
            shell: samples::shell("/batiments/x"),
            kind,
            reference: (kind == ErrorKind::Internal).then(|| "7f3a-21c0".to_owned()),
        };
        ["400", "401", "403", "403-elsewhere", "404", "405", "409", "413", "422", "429", "500", "503", "507"]
            .into_iter()
            .zip(ErrorKind::ALL.map(page))
            .collect()
    }
}

/// When even a page cannot be written: plain HTML without template, words or style.
pub fn bare(reference: &str) -> String {
    let reference: String = reference.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let lang = eclaireur_models::lang::Lang::Fr;
    let title = Say::new(lang, "error-internal");
    let quote = Say::new(lang, "error-reference").with("reference", reference);
    format!(
        "<!doctype html><html lang=\"fr-BE\"><meta charset=\"utf-8\"><title>{title}</title><h1>{title}</h1><p>{quote}</p></html>"
    )
}
