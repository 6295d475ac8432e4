//! A federation collects: who answered, how complete they are in words, who was reminded. Never a figure of anybody.
//!
//! Query: `campagne` (id), `etat` (code of a [`Stage`]), `tri`, `q`. Fields: `invitation` with `withdraw` or `again`.

use askama::Template;
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::completeness::{Coverage, Stage};

use crate::campaign_mail::{A_DAY, ByHand, Told};
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::text::Say;
use crate::{format, urls, words};

/// A campaign as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: String,
    /// The year whose figures are asked for.
    pub year: i16,
    /// The last day.
    pub closes_on: Day,
    /// The service reminds by itself.
    pub reminds: bool,
}

/// Where an invitation stands, beside its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It can be answered until this day.
    Open {
        /// The last day.
        until: Day,
    },
    /// Its days are over.
    Expired,
    /// It was withdrawn.
    Withdrawn,
    /// It was answered, or there never was one: a member that consents.
    Over,
}

/// Somebody who was invited, or a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectLine {
    /// Id of the invitation.
    pub invitation: Option<String>,
    /// What it is called.
    pub name: String,
    /// Name of its activity.
    pub activity: Option<String>,
    /// When it was invited.
    pub invited_on: Option<Day>,
    /// How far it is.
    pub stage: Stage,
    /// When it answered.
    pub answered_on: Option<Day>,
    /// What is there of the year, of a member.
    pub coverage: Option<Coverage>,
    /// The last reminder.
    pub reminded_on: Option<Day>,
    /// It wants no reminder.
    pub refuses: bool,
    /// Where the invitation stands.
    pub standing: Standing,
}

/// How the table is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By name.
    #[default]
    Name,
    /// Who is least far first.
    Stage,
    /// Who was invited longest ago first.
    Invited,
    /// Who was reminded longest ago first.
    Reminded,
}

impl Order {
    const ALL: [Order; 4] = [Order::Name, Order::Stage, Order::Invited, Order::Reminded];

    /// As the address says it.
    pub const fn code(self) -> &'static str {
        match self {
            Order::Name => "nom",
            Order::Stage => "reponse",
            Order::Invited => "invitation",
            Order::Reminded => "rappel",
        }
    }

    /// The order that an address asks for.
    pub fn from_code(code: &str) -> Order {
        Self::ALL.into_iter().find(|order| order.code() == code).unwrap_or_default()
    }

    const fn key(self) -> &'static str {
        match self {
            Order::Name => "collect-by-name",
            Order::Stage => "collect-by-stage",
            Order::Invited => "collect-by-invited",
            Order::Reminded => "collect-by-reminded",
        }
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/collection.html")]
pub struct CollectionPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub federation: Named,
    /// The campaign that is shown; none while there was none.
    pub campaign: Option<Campaign>,
    /// The others, the newest first.
    pub earlier: Vec<Campaign>,
    /// Everybody who was invited, and the members that consent to be named.
    pub lines: Vec<CollectLine>,
    /// Members that nobody named.
    pub unnamed: usize,
    /// How many can be reminded today.
    pub to_remind: usize,
    /// To which stage the table is narrowed.
    pub stage: Option<Stage>,
    /// What is looked for in names and activities.
    pub q: String,
    /// In which order.
    pub order: Order,
    /// Today.
    pub on: Day,
    /// Mails leave; else links are passed on by hand.
    pub leaves: bool,
    /// What was just sent again.
    pub sent: Option<Told>,
}

html!(CollectionPage);

/// A link that narrows or sorts.
struct Choice {
    label: String,
    href: String,
    current: bool,
}

/// The codes that words are made of.
pub fn keys() -> Vec<String> {
    Stage::ALL.iter().map(|stage| format!("collect-stage-{}", stage.code())).collect()
}

/// *Deux bâtiments sur trois ont leur surface ; gaz naturel : 11 mois sur 12*
pub(crate) fn told(shell: &Shell, coverage: &Coverage) -> String {
    if coverage.buildings == 0 {
        return shell.t("collect-no-building").to_string();
    }
    let mut parts = vec![
        shell.t("collect-buildings").count("count", coverage.buildings).to_string(),
        shell
            .t("collect-areas")
            .count("count", coverage.with_area)
            .count("of", coverage.buildings)
            .to_string(),
    ];
    if coverage.unmetered > 0 {
        parts.push(shell.t("collect-unmetered").count("count", coverage.unmetered).to_string());
    }
    parts.extend(coverage.months.iter().map(|(carrier, months)| {
        let name = words::carrier(shell.body_lang(), *carrier);
        shell.t("collect-months").with("energy", name).count("count", *months).to_string()
    }));
    parts.join(" ; ")
}

/// The crumbs of the pages of a collection; `here` stands below it.
pub(super) fn crumbs(shell: &Shell, federation: &Named, here: Option<String>) -> Vec<Crumb> {
    let collection = shell.t("collect-crumb").to_string();
    let mut crumbs = vec![
        Crumb::to(shell.t("frame-home").to_string(), urls::home()),
        Crumb::to(shell.t("federations-crumb").to_string(), urls::federations()),
        Crumb::to(&federation.name, urls::members(&federation.code)),
    ];
    match here {
        Some(here) => {
            crumbs.push(Crumb::to(collection, urls::collection(&federation.code)));
            crumbs.push(Crumb::here(here));
        }
        None => crumbs.push(Crumb::here(collection)),
    }
    crumbs
}

impl CollectionPage {
    fn title(&self) -> String {
        self.shell.t("collect-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs(&self.shell, &self.federation, None)
    }

    /// Those who count: withdrawn invitations do not.
    fn counted(&self) -> impl Iterator<Item = &CollectLine> {
        self.lines.iter().filter(|line| line.standing != Standing::Withdrawn)
    }

    fn answer(&self) -> String {
        let all = self.counted().count();
        let answered = self.counted().filter(|line| line.stage.answered()).count();
        let complete = self.counted().filter(|line| line.stage == Stage::Complete).count();
        if self.campaign.is_none() {
            return self.shell.t("collect-none").to_string();
        }
        if all == 0 {
            return self.shell.t("collect-nobody").to_string();
        }
        let said = self.shell.t("collect-answer").count("all", all).count("answered", answered);
        said.count("complete", complete).to_string()
    }

    /// *L’année 2025, jusqu’au 30/06/2026.*
    fn frame(&self, campaign: &Campaign) -> String {
        let key = if self.on <= campaign.closes_on { "collect-runs" } else { "collect-closed" };
        let day = format::day(campaign.closes_on);
        self.shell.t(key).with("year", campaign.year).with("day", day).to_string()
    }

    fn reminding(&self, campaign: &Campaign) -> String {
        let key = match (campaign.reminds, self.leaves) {
            (true, true) => "collect-reminds",
            (true, false) => "collect-reminds-no-mail",
            (false, _) => "collect-reminds-not",
        };
        self.shell.t(key).to_string()
    }

    fn runs(&self) -> bool {
        self.campaign.as_ref().is_some_and(|campaign| self.on <= campaign.closes_on)
    }

    fn remind(&self) -> String {
        self.shell.t("collect-remind").count("count", self.to_remind).to_string()
    }

    fn unnamed(&self) -> String {
        self.shell.t("collect-unnamed").count("count", self.unnamed).to_string()
    }

    fn query(&self, stage: Option<Stage>, order: Order) -> Vec<(&'static str, String)> {
        let campaign = self.campaign.as_ref().map(|campaign| campaign.id.clone()).unwrap_or_default();
        let all = [
            ("campagne", campaign),
            ("etat", stage.map_or("", Stage::code).to_owned()),
            ("tri", order.code().to_owned()),
            ("q", self.q.clone()),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    fn address(&self, stage: Option<Stage>, order: Order) -> String {
        let query = self.query(stage, order);
        let query: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
        urls::with_query(&urls::collection(&self.federation.code), &query)
    }

    fn sorters(&self) -> Vec<Choice> {
        let one = |order: Order| Choice {
            label: self.shell.t(order.key()).to_string(),
            href: self.address(self.stage, order),
            current: order == self.order,
        };
        Order::ALL.map(one).into()
    }

    fn stages(&self) -> Vec<Choice> {
        let count = |stage: Stage| self.counted().filter(|line| line.stage == stage).count();
        let one = |stage: Stage| Choice {
            label: format!("{} ({})", self.stage_of(stage), count(stage)),
            href: self.address(Some(stage), self.order),
            current: self.stage == Some(stage),
        };
        let every = Choice {
            label: self.shell.t("collect-every").to_string(),
            href: self.address(None, self.order),
            current: self.stage.is_none(),
        };
        core::iter::once(every).chain(Stage::ALL.iter().copied().map(one)).collect()
    }

    fn earlier_href(&self, campaign: &Campaign) -> String {
        urls::with_query(&urls::collection(&self.federation.code), &[("campagne", &campaign.id)])
    }

    /// Those that are looked for, in order.
    pub(crate) fn found(&self) -> Vec<&CollectLine> {
        let wanted = self.q.to_lowercase();
        let matches = |line: &&CollectLine| {
            let parts = [Some(&line.name), line.activity.as_ref()];
            self.stage.is_none_or(|stage| stage == line.stage)
                && parts.into_iter().flatten().any(|part| part.to_lowercase().contains(&wanted))
        };
        let mut found: Vec<&CollectLine> = self.lines.iter().filter(matches).collect();
        found.sort_by_key(|line| line.name.to_lowercase());
        match self.order {
            Order::Name => {}
            Order::Stage => found.sort_by_key(|line| line.stage),
            Order::Invited => found.sort_by_key(|line| line.invited_on.unwrap_or(Day::MAX)),
            Order::Reminded => found.sort_by_key(|line| line.reminded_on),
        }
        found
    }

    pub(crate) fn stage_of(&self, stage: Stage) -> String {
        Say::owned(self.shell.body_lang(), format!("collect-stage-{}", stage.code())).to_string()
    }

    pub(crate) fn told(&self, line: &CollectLine) -> String {
        line.coverage.as_ref().map(|coverage| told(&self.shell, coverage)).unwrap_or_default()
    }

    /// What is said beside the answer.
    pub(crate) fn beside(&self, line: &CollectLine) -> String {
        let mut said = Vec::new();
        if let Some(day) = line.answered_on {
            said.push(self.shell.t("collect-answered-on").with("day", format::day(day)).to_string());
        }
        match line.standing {
            Standing::Open { until } => {
                said.push(self.shell.t("collect-open-until").with("day", format::day(until)).to_string());
            }
            Standing::Expired => said.push(self.shell.t("collect-expired").to_string()),
            Standing::Withdrawn => said.push(self.shell.t("collect-withdrawn").to_string()),
            Standing::Over => {}
        }
        if line.refuses {
            said.push(self.shell.t("collect-refuses").to_string());
        }
        said.join(" · ")
    }

    /// Whether somebody can be written to again.
    fn can_send(line: &CollectLine) -> bool {
        line.stage == Stage::Silent && line.standing != Standing::Over
    }

    fn can_withdraw(line: &CollectLine) -> bool {
        matches!(line.standing, Standing::Open { .. } | Standing::Expired)
    }

    fn sent_words(&self, sent: &Told) -> String {
        let key = match sent {
            Told::PassOn { why: ByHand::NoMail, .. } => "collect-pass-on",
            Told::PassOn { why: ByHand::NoAddress, .. } => "collect-pass-on-no-address",
            Told::PassOn { why: ByHand::NotLeft, .. } => "collect-pass-on-not-left",
            Told::Sent { .. } => "collect-sent",
            Told::Tomorrow { .. } => "collect-tomorrow",
        };
        self.shell.t(key).with("name", sent.person()).count("most", A_DAY).to_string()
    }

    fn files(&self) -> Files {
        let f = &self.federation.code;
        let query = self.query(self.stage, self.order);
        let query: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let what = self.shell.t("table-collection").to_string();
        Files::new(what, [urls::collection_csv(f), urls::collection_xlsx(f)], &query)
    }
}
