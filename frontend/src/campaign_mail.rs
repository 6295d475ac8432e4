//! The mail of a campaign: who asks, for what, until when, the link that answers, the link that ends reminders. Plain text.
//!
//! What a federation called itself and its members stands on one line, whatever was typed.

use askama::Template;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use crate::format;
use crate::shell::RenderError;
use crate::text::Say;

/// Organisations that one federation writes to in a day: a whole list, and reminders of half of it.
pub const A_DAY: u32 = 1_500;

/// What became of what is written to somebody who is invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A mail is on its way.
    Sent {
        /// To whom.
        person: String,
    },
    /// The link is to be passed on by hand.
    PassOn {
        /// To whom.
        person: String,
        /// Its address, whole.
        link: String,
        /// Why.
        why: ByHand,
    },
    /// Nothing was written: [`A_DAY`] is reached.
    Tomorrow {
        /// To whom.
        person: String,
    },
}

/// Why a link is passed on by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByHand {
    /// No mail leaves here.
    NoMail,
    /// The list gives no address. Whether the organisation is here, and was written to besides, is not told.
    NoAddress,
    /// This mail did not leave.
    NotLeft,
}

impl Told {
    /// What somebody is called.
    pub fn person(&self) -> &str {
        match self {
            Told::Sent { person } | Told::PassOn { person, .. } | Told::Tomorrow { person } => person,
        }
    }

    /// The link to be passed on.
    pub fn link(&self) -> Option<&str> {
        match self {
            Told::PassOn { link, .. } => Some(link),
            Told::Sent { .. } | Told::Tomorrow { .. } => None,
        }
    }

    /// The links of all to be passed on, each with whom it is for.
    pub(crate) fn links(all: &[Told]) -> Vec<(&str, &str)> {
        all.iter().filter_map(|one| Some((one.person(), one.link()?))).collect()
    }
}

/// Why it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// To invite.
    Invitation,
    /// To remind.
    Reminder,
}

/// A mail to somebody who is invited.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "mails/campaign.txt")]
pub struct CampaignMail {
    /// Language of whoever gets it.
    pub lang: Lang,
    /// Why.
    pub why: Why,
    /// Name of the federation.
    pub federation: String,
    /// What the federation calls whoever gets it; empty when it does not.
    pub name: String,
    /// The year whose figures are asked for.
    pub year: i16,
    /// The last day of the campaign.
    pub closes_on: Day,
    /// The last day on which the link opens.
    pub until: Day,
    /// The link that answers.
    pub link: String,
    /// The link that ends reminders.
    pub no_more: String,
    /// Address of the service.
    pub service: String,
}

/// One line of it.
fn plain(text: &str) -> String {
    let parts = text.split(char::is_control).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

impl CampaignMail {
    /// The subject: one line.
    pub fn subject(&self) -> String {
        let key = match self.why {
            Why::Invitation => "mail-campaign-subject",
            Why::Reminder => "mail-campaign-remind-subject",
        };
        Say::new(self.lang, key)
            .with("federation", plain(&self.federation))
            .with("year", self.year)
            .to_string()
    }

    /// The text.
    ///
    /// # Errors
    /// The template fails.
    pub fn text(&self) -> Result<String, RenderError> {
        Ok(self.render()?)
    }

    fn asks(&self) -> String {
        let key = match self.why {
            Why::Invitation => "mail-campaign-asks",
            Why::Reminder => "mail-campaign-reminds",
        };
        let name = plain(&self.name);
        let whom = if name.is_empty() { Say::new(self.lang, "mail-campaign-you").to_string() } else { name };
        Say::new(self.lang, key)
            .with("federation", plain(&self.federation))
            .with("name", whom)
            .with("year", self.year)
            .with("day", format::day(self.closes_on))
            .to_string()
    }

    fn t(&self, key: &'static str) -> String {
        Say::new(self.lang, key)
            .with("day", format::day(self.until))
            .with("service", &self.service)
            .with("federation", plain(&self.federation))
            .to_string()
    }

    /// One, for samples and previews.
    pub fn sample(why: Why) -> CampaignMail {
        let secret = "DvFq9cD0Xh2nYw6kq3rV8m1pT5sB7uJ4aL0eZ2gQ9xE";
        CampaignMail {
            lang: Lang::Fr,
            why,
            federation: "Fédération des services du Val Clair".to_owned(),
            name: "Les Saules ASBL".to_owned(),
            year: 2025,
            closes_on: Day::constant(2026, 6, 30),
            until: Day::constant(2026, 3, 20),
            link: format!("https://energie.example.be/rejoindre/{secret}"),
            no_more: format!("https://energie.example.be/rejoindre/{secret}/rappels"),
            service: "https://energie.example.be/".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mail_of_a_campaign_is_whole_and_its_lines_are_ours() {
        for why in [Why::Invitation, Why::Reminder] {
            let mail =
                CampaignMail { name: "Les Saules\r\nBcc: x@y.z".to_owned(), ..CampaignMail::sample(why) };
            let (subject, text) = (mail.subject(), mail.text().unwrap());
            assert!(!subject.contains(char::is_control), "{subject}");
            assert!(text.contains(&mail.link) && text.contains(&mail.no_more), "{text}");
            assert!(text.contains("30/06/2026") && text.contains("20/03/2026"), "{text}");
            assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{text}");
            assert!(!text.contains('{') && !text.contains('['), "{text}");
        }
    }
}
