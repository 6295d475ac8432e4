//! A campaign is begun or changed: the year whose figures are asked for, its last day, whether the service reminds.
//!
//! Fields: `year` (only where it begins), `closes_on`, `reminds`; `new` begins another.

use askama::Template;
use eclaireur_models::period::Day;

use super::collection::{self, Campaign};
use super::federations::federation;
use super::samples;
use crate::format;
use crate::forms::{Choice, Field, Form, FormData, Group, Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// Years back that can be asked for.
const YEARS_BACK: i16 = 4;

/// What somebody decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CampaignInput {
    /// The year whose figures are asked for.
    pub year: i16,
    /// The last day.
    pub closes_on: Day,
    /// The service reminds.
    pub reminds: bool,
}

impl CampaignInput {
    /// As typed; `year` is that of the campaign that is changed. Problems are noted.
    pub fn read(form: &mut FormData, year: Option<i16>, on: Day) -> Option<CampaignInput> {
        let year = year.or_else(|| {
            let year = form.choice("year", |text| text.parse::<i16>().ok());
            if year.is_some_and(|year| !(on.year() - YEARS_BACK..=on.year()).contains(&year)) {
                form.fail("year", Problem::new(ProblemCode::NotInList));
            }
            year
        });
        let closes_on = form.day("closes_on");
        if form.get("closes_on").is_empty() {
            form.fail("closes_on", Problem::new(ProblemCode::Required));
        }
        match closes_on {
            Some(day) if day < on => form.fail("closes_on", Problem::new(ProblemCode::PastDate)),
            Some(day) if day.year() > on.year() + 2 => {
                form.fail("closes_on", Problem::new(ProblemCode::UnlikelyYear));
            }
            _ => {}
        }
        if form.failed() {
            return None;
        }
        Some(CampaignInput { year: year?, closes_on: closes_on?, reminds: form.is_ticked("reminds") })
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/collection_campaign.html")]
pub struct CollectionCampaignPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub federation: Named,
    /// The campaign that is changed; none where one begins.
    pub campaign: Option<Campaign>,
    /// Today.
    pub on: Day,
    /// What was typed.
    pub form: FormData,
}

html!(CollectionCampaignPage);

impl CollectionCampaignPage {
    fn title(&self) -> String {
        match &self.campaign {
            Some(campaign) => self.shell.t("campaign-title-change").with("year", campaign.year).to_string(),
            None => self.shell.t("campaign-title-begin").to_string(),
        }
    }

    fn crumbs(&self) -> Vec<Crumb> {
        collection::crumbs(&self.shell, &self.federation, Some(self.shell.t("campaign-crumb").to_string()))
    }

    fn form(&self) -> Form<'_> {
        let (lang, shell, data) = (self.shell.body_lang(), &self.shell, &self.form);
        let mut fields = Vec::new();
        if self.campaign.is_none() {
            let last = self.on.year();
            let years =
                (last - YEARS_BACK..=last).rev().map(|year| Choice::new(year.to_string(), year.to_string()));
            let year = Field::select(lang, data, "year", shell.t("campaign-year"), years.collect());
            fields.push(year.hint(shell.t("campaign-year-hint")));
        }
        fields.push(
            Field::date(lang, data, "closes_on", shell.t("campaign-closes")).hint(shell.t("form-date-hint")),
        );
        fields.push(
            Field::checkbox(lang, data, "reminds", shell.t("campaign-reminds"))
                .hint(shell.t("campaign-reminds-hint")),
        );
        if self.campaign.is_none() {
            fields.push(Field::hidden("new", "1"));
        }
        let submit = if self.campaign.is_some() { "collect-save" } else { "collect-begin" };
        let f = &self.federation.code;
        Form::new(shell, data, urls::collection_campaign(f), shell.t(submit))
            .group(Group::of(fields))
            .cancel(urls::collection(f))
    }

    fn another(&self) -> String {
        urls::with_query(&urls::collection_campaign(&self.federation.code), &[("nouvelle", "oui")])
    }

    /// What is there already, as it was typed.
    pub fn proposed(campaign: &Campaign) -> FormData {
        let form = FormData::new().set("closes_on", format::day(campaign.closes_on));
        if campaign.reminds { form.set("reminds", "1") } else { form }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, CollectionCampaignPage)> {
        let mut shell = samples::shell(urls::collection_campaign(&federation().code));
        shell.organisation = None;
        let begin = CollectionCampaignPage {
            shell,
            federation: federation(),
            campaign: None,
            on: samples::today(),
            form: FormData::new().set("year", "2025").set("reminds", "1"),
        };
        let campaign = Campaign {
            id: "0000000000009".to_owned(),
            year: 2025,
            closes_on: samples::day(2026, 6, 30),
            reminds: true,
        };
        let form = CollectionCampaignPage::proposed(&campaign);
        let change = CollectionCampaignPage { campaign: Some(campaign), form, ..begin.clone() };
        let mut wrong = begin.clone();
        wrong.form = FormData::from_pairs([("year", "1990"), ("closes_on", "1/1/25")]);
        let _ = CampaignInput::read(&mut wrong.form, None, samples::today());
        vec![("begin", begin), ("change", change), ("wrong", wrong)]
    }
}
