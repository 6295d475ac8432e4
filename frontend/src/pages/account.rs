//! One's own account: name, address, password, where one is signed in, what one was granted.
//!
//! Fields: `name`; `email` and `password`; `old` and `new`; `session`.

use askama::Template;
use eclaireur_models::period::{Day, local};

use super::samples;
use crate::format;
use crate::forms::{Field, Form, FormData, Group};
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;

/// A session that is open.
#[derive(Debug, Clone)]
pub struct SessionLine {
    /// Its id, as forms send it.
    pub id: String,
    /// What the browser called itself.
    pub agent: String,
    /// UTC second of the last request.
    pub seen_at: i64,
    /// The one that looks.
    pub current: bool,
}

/// A role, held once or now.
#[derive(Debug, Clone)]
pub struct RoleLine {
    /// Its code, of `Role::CODES`.
    pub role: &'static str,
    /// About what: an organisation, a federation; empty for the service.
    pub about: String,
    /// Some buildings only; all of them when 0.
    pub buildings: usize,
    /// First day.
    pub from: Day,
    /// First day no longer.
    pub to: Option<Day>,
    /// Whether it holds today.
    pub holds: bool,
}

/// Where the second factor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HasFactor {
    /// Not there.
    Off,
    /// Not there, and a role waits for it.
    Awaited,
    /// Asked for.
    On,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/account.html")]
pub struct AccountPage {
    /// Frame.
    pub shell: Shell,
    /// Address.
    pub email: String,
    /// Whether there is a password.
    pub has_password: bool,
    /// Where the second factor stands.
    pub factor: HasFactor,
    /// The last mail to this account could not leave.
    pub mail_failed: bool,
    /// Name form.
    pub name_form: FormData,
    /// Address form.
    pub email_form: FormData,
    /// Password form.
    pub password_form: FormData,
    /// Open sessions.
    pub sessions: Vec<SessionLine>,
    /// Roles.
    pub roles: Vec<RoleLine>,
}

html!(AccountPage);

/// *Firefox · Windows*, of what a browser calls itself; none when neither is known.
fn device(agent: &str) -> Option<String> {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    let known: Vec<&str> = [browser, system].into_iter().flatten().collect();
    (!known.is_empty()).then(|| known.join(" · "))
}

impl AccountPage {
    fn title(&self) -> String {
        self.shell.t("account-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::to(self.shell.t("frame-home").to_string(), urls::home()), Crumb::here(self.title())]
    }

    fn name_form(&self) -> Form<'_> {
        let (lang, t) = (self.shell.body_lang(), |key| -> Say<'static> { self.shell.t(key) });
        let name = Field::text(lang, &self.name_form, "name", t("account-name")).autocomplete("name");
        Form::new(&self.shell, &self.name_form, urls::account(), t("account-save"))
            .group(Group::of(vec![name]))
    }

    fn email_form(&self) -> Form<'_> {
        let (lang, t) = (self.shell.body_lang(), |key| -> Say<'static> { self.shell.t(key) });
        let email = Field::text(lang, &self.email_form, "email", t("account-new-email"))
            .hint(t("account-new-email-hint"))
            .autocomplete("email");
        let mut fields = vec![email];
        if self.has_password {
            let password = Field::password(lang, &self.email_form, "password", t("account-password-now"));
            fields.push(password.autocomplete("current-password"));
        }
        Form::new(&self.shell, &self.email_form, urls::account_email(), t("account-email-submit"))
            .group(Group::of(fields))
    }

    fn password_form(&self) -> Form<'_> {
        let (lang, t) = (self.shell.body_lang(), |key| -> Say<'static> { self.shell.t(key) });
        let mut fields = Vec::new();
        if self.has_password {
            let old = Field::password(lang, &self.password_form, "old", t("account-password-now"));
            fields.push(old.autocomplete("current-password"));
        }
        let new = Field::password(lang, &self.password_form, "new", t("sign-in-new-password"));
        fields.push(new.hint(t("sign-in-new-password-hint")).autocomplete("new-password"));
        Form::new(&self.shell, &self.password_form, urls::account_password(), t("sign-in-reset-submit"))
            .group(Group::of(fields))
    }

    fn has_factor(&self) -> bool {
        self.factor == HasFactor::On
    }

    fn lacks_factor(&self) -> bool {
        self.factor == HasFactor::Awaited
    }

    fn device(&self, line: &SessionLine) -> String {
        device(&line.agent).unwrap_or_else(|| self.shell.t("account-device-unknown").to_string())
    }

    fn seen(&self, line: &SessionLine) -> String {
        let Some(at) = local(line.seen_at) else { return String::new() };
        let hour = at.strftime("%H:%M").to_string();
        self.shell.t("account-seen").with("day", format::day(at.date())).with("hour", hour).to_string()
    }

    fn role(&self, line: &RoleLine) -> Say<'static> {
        let key = match line.role {
            "manager" => "account-role-manager",
            "adviser" => "account-role-adviser",
            "reviewer" => "account-role-reviewer",
            "cell" => "account-role-cell",
            "investor" => "account-role-investor",
            _ => "account-role-administrator",
        };
        self.shell.t(key)
    }

    fn about(&self, line: &RoleLine) -> String {
        if line.buildings == 0 {
            return line.about.clone();
        }
        let say = self.shell.t("account-about-buildings").with("name", &line.about);
        say.count("count", line.buildings).to_string()
    }

    fn during(&self, line: &RoleLine) -> String {
        let from = format::day(line.from);
        match line.to {
            None => self.shell.t("account-since").with("from", from).to_string(),
            Some(to) => {
                self.shell.t("account-during").with("from", from).with("to", format::day(to)).to_string()
            }
        }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AccountPage)> {
        let mut shell = samples::shell(urls::account());
        shell.viewer.name = Some("Anne Dubois".to_owned());
        shell.csrf = Some("0123abcd".to_owned());
        let full = AccountPage {
            shell,
            email: "anne@example.be".to_owned(),
            has_password: true,
            factor: HasFactor::Awaited,
            mail_failed: true,
            name_form: FormData::new().set("name", "Anne Dubois"),
            email_form: FormData::new(),
            password_form: FormData::new(),
            sessions: vec![
                SessionLine {
                    id: "1".to_owned(),
                    agent: "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/140.0".to_owned(),
                    seen_at: 1_795_248_000,
                    current: true,
                },
                SessionLine {
                    id: "2".to_owned(),
                    agent: "curl/8".to_owned(),
                    seen_at: 1_795_200_000,
                    current: false,
                },
            ],
            roles: vec![
                RoleLine {
                    role: "manager",
                    about: samples::organisation().name,
                    buildings: 2,
                    from: samples::day(2026, 1, 12),
                    to: None,
                    holds: true,
                },
                RoleLine {
                    role: "administrator",
                    about: String::new(),
                    buildings: 0,
                    from: samples::day(2025, 3, 1),
                    to: Some(samples::day(2026, 3, 1)),
                    holds: false,
                },
            ],
        };
        let mut without = full.clone();
        without.has_password = false;
        without.factor = HasFactor::On;
        without.mail_failed = false;
        without.roles = Vec::new();
        without.sessions.truncate(1);
        vec![("full", full), ("without_password", without)]
    }
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn a_browser_is_named_as_people_know_it() {
        for (agent, expect) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/130 Safari/537 Edg/130", Some("Edge · Windows")),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Safari/604", Some("Safari · iPhone")),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140) Firefox/140.0", Some("Firefox · Linux")),
            ("curl/8.5", None),
            ("", None),
        ] {
            assert_eq!(device(agent).as_deref(), expect, "{agent}");
        }
    }
}
