//! Those who did not answer are reminded: how many, the mail they get, one button.

use askama::Template;

use super::collection;
use super::federations::federation;
use super::samples;
use crate::campaign_mail::{A_DAY, ByHand, CampaignMail, Told, Why};
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
    /// How many can be reminded today by a mail.
    pub mails: usize,
    /// How many can be reminded today by a link that is passed on.
    pub links: usize,
    /// How many wait, but were reminded lately or refuse it.
    pub others: usize,
    /// The mail, as one of them gets it; none where nobody is invited.
    pub mail: Option<CampaignMail>,
    /// Mails leave; else links are passed on by hand.
    pub leaves: bool,
    /// What was done, once it was.
    pub done: Option<Vec<Told>>,
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
        let said =
            |key, count: usize| self.shell.t(key).count("count", count).count("most", A_DAY).to_string();
        let (sent, links, tomorrow) = match &self.done {
            Some(done) => {
                let sent = done.iter().filter(|one| matches!(one, Told::Sent { .. })).count();
                let tomorrow = done.iter().filter(|one| matches!(one, Told::Tomorrow { .. })).count();
                (("remind-done", sent), ("remind-done-links", done.len() - sent - tomorrow), tomorrow)
            }
            None => (("remind-answer", self.mails), ("remind-answer-links", self.links), 0),
        };
        let mut parts = Vec::new();
        // That nobody is written to is said where nothing else is.
        if sent.1 > 0 || links.1 + tomorrow == 0 {
            parts.push(said(sent.0, sent.1));
        }
        if links.1 > 0 {
            parts.push(said(links.0, links.1));
        }
        if tomorrow > 0 {
            parts.push(said("remind-done-tomorrow", tomorrow));
        }
        parts.join(" ")
    }

    fn count(&self) -> usize {
        self.mails + self.links
    }

    fn others(&self) -> String {
        self.shell.t("remind-others").count("count", self.others).to_string()
    }

    fn submit(&self) -> String {
        self.shell.t("collect-remind").count("count", self.count()).to_string()
    }

    fn passed_on(&self) -> Vec<(&str, &str)> {
        self.done.as_deref().map(Told::links).unwrap_or_default()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, CollectionRemindPage)> {
        let mut shell = samples::shell(urls::collection_remind(&federation().code));
        shell.organisation = None;
        let ask = CollectionRemindPage {
            shell,
            federation: federation(),
            mails: 18,
            links: 0,
            others: 3,
            mail: Some(CampaignMail::sample(Why::Reminder)),
            leaves: true,
            done: None,
        };
        let nobody = CollectionRemindPage { mails: 0, others: 0, mail: None, ..ask.clone() };
        let lately = CollectionRemindPage { mails: 0, ..ask.clone() };
        let link = "https://energie.example.be/rejoindre/DvFq9cD0Xh2nYw6kq3rV8m1pT5sB7uJ4aL0eZ2gQ9xE";
        let some = CollectionRemindPage { links: 2, ..ask.clone() };
        let by_hand = CollectionRemindPage { mails: 0, links: 1, leaves: false, ..ask.clone() };
        let pass_on = |why| Told::PassOn { person: "Les Ifs".to_owned(), link: link.to_owned(), why };
        let sent = Told::Sent { person: "Les Pins".to_owned() };
        let tomorrow = Told::Tomorrow { person: "Les Ormes".to_owned() };
        let done = CollectionRemindPage {
            done: Some(vec![sent, pass_on(ByHand::NoAddress), tomorrow]),
            ..ask.clone()
        };
        let done_by_hand =
            CollectionRemindPage { done: Some(vec![pass_on(ByHand::NoMail)]), ..by_hand.clone() };
        vec![
            ("ask", ask),
            ("some", some),
            ("by-hand", by_hand),
            ("nobody", nobody),
            ("lately", lately),
            ("done", done),
            ("done-by-hand", done_by_hand),
        ]
    }
}
