//! Those who did not answer are reminded: how many, the mail they get, one button.

use askama::Template;

use super::collection;
use super::federations::federation;
use super::invite::Invited;
use super::samples;
use crate::campaign_mail::{CampaignMail, Why};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/collection_remind.html")]
pub struct CollectionRemindPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub federation: Named,
    /// How many can be reminded today.
    pub count: usize,
    /// How many wait, but were reminded lately, refuse it or have no address.
    pub others: usize,
    /// The mail, as one of them gets it; none where nobody is invited.
    pub mail: Option<CampaignMail>,
    /// Mails leave; else links are passed on by hand.
    pub leaves: bool,
    /// What was done, once it was.
    pub done: Option<Vec<Invited>>,
}

html!(CollectionRemindPage);

impl CollectionRemindPage {
    fn title(&self) -> String {
        self.shell.t("remind-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        collection::crumbs(&self.shell, &self.federation, Some(self.shell.t("remind-crumb").to_string()))
    }

    fn answer(&self) -> String {
        match &self.done {
            Some(done) => self.shell.t("remind-done").count("count", done.len()).to_string(),
            None => self.shell.t("remind-answer").count("count", self.count).to_string(),
        }
    }

    fn others(&self) -> String {
        self.shell.t("remind-others").count("count", self.others).to_string()
    }

    fn submit(&self) -> String {
        self.shell.t("collect-remind").count("count", self.count).to_string()
    }

    fn passed_on(&self) -> Vec<(&str, &str)> {
        let links = self.done.iter().flatten().filter_map(|one| match one {
            Invited::PassOn { person, link } => Some((person.as_str(), link.as_str())),
            Invited::Sent { .. } | Invited::Known { .. } => None,
        });
        links.collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, CollectionRemindPage)> {
        let mut shell = samples::shell(urls::collection_remind(&federation().code));
        shell.organisation = None;
        let ask = CollectionRemindPage {
            shell,
            federation: federation(),
            count: 18,
            others: 3,
            mail: Some(CampaignMail::sample(Why::Reminder)),
            leaves: true,
            done: None,
        };
        let nobody = CollectionRemindPage { count: 0, others: 0, mail: None, ..ask.clone() };
        let lately = CollectionRemindPage { count: 0, ..ask.clone() };
        let link = "https://energie.example.be/rejoindre/DvFq9cD0Xh2nYw6kq3rV8m1pT5sB7uJ4aL0eZ2gQ9xE";
        let done = CollectionRemindPage {
            leaves: false,
            done: Some(vec![Invited::PassOn { person: "Les Ifs".to_owned(), link: link.to_owned() }]),
            ..ask.clone()
        };
        vec![("ask", ask), ("nobody", nobody), ("lately", lately), ("done", done)]
    }
}
