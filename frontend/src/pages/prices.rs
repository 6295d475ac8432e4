//! What one more unit of each energy costs: the marginal price, dated, of the building or of its organisation.
//!
//! Fields: [`crate::forms::PriceInput`]; `withdraw` alone takes a price back.

use askama::Template;
use eclaireur_models::access::Action;
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::units::UnitPrice;
use rust_decimal::{Decimal, dec};

use super::building::{self, BuildingHead};
use super::samples;
use crate::format::{self, NBSP};
use crate::forms::{Choice, Field, Form, FormData, Group, PriceInput, Scope};
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::{urls, words};

/// A price that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub id: String,
    /// Of which energy.
    pub carrier: Carrier,
    /// Euro per kWh (per m³ of water), with VAT.
    pub price: UnitPrice,
    /// From this day.
    pub from: Option<Day>,
    /// Up to but without this day.
    pub to: Option<Day>,
    /// Whose.
    pub scope: Scope,
    /// Where it was learnt.
    pub source: String,
}

impl Held {
    fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/prices.html")]
pub struct PricesPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Energies it has meters of.
    pub carriers: Vec<Carrier>,
    /// Prices that may hold for it, in the order recorded.
    pub prices: Vec<Held>,
    /// Values and problems.
    pub form: FormData,
    /// The day of the page.
    pub on: Day,
}

html!(PricesPage);

/// A price on the page.
struct PriceLine {
    id: String,
    carrier: String,
    class: String,
    price: String,
    when: String,
    scope: String,
    source: String,
    now: bool,
    may_go: bool,
}

impl PricesPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("prices-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("prices-crumb").to_string()))
    }

    /// Whether who looks may state a price of this building, or of the whole organisation.
    fn may_state(&self, scope: Scope) -> bool {
        match scope {
            Scope::Building => self.shell.may_change(),
            Scope::Organisation => self.shell.may_organisation(Action::Change),
        }
    }

    fn action(&self) -> String {
        urls::prices(&self.head.building.code)
    }

    /// The price of today: the building's own before the organisation's, the latest first day, the last recorded.
    fn now(&self, carrier: Carrier) -> Option<&Held> {
        let holding = self.prices.iter().enumerate();
        let holding = holding.filter(|(_, p)| p.carrier == carrier && p.holds_on(self.on));
        holding.max_by_key(|(n, p)| (p.scope == Scope::Building, p.from, *n)).map(|(_, p)| p)
    }

    /// Energies of the building without a price today.
    fn lacking(&self) -> Vec<String> {
        let without = self.carriers.iter().filter(|carrier| self.now(**carrier).is_none());
        without.map(|carrier| words::carrier(self.lang(), *carrier).to_lowercase()).collect()
    }

    fn answer(&self) -> String {
        let lacking = self.lacking();
        let key = match (self.carriers.is_empty(), lacking.is_empty()) {
            (true, _) => "prices-answer-nothing",
            (false, true) => "prices-answer-all",
            (false, false) => "prices-answer-lacking",
        };
        Say::new(self.lang(), key).with("carriers", lacking.join(", ")).to_string()
    }

    fn lines(&self) -> Vec<PriceLine> {
        let lang = self.lang();
        let mut prices: Vec<&Held> = self.prices.iter().collect();
        prices.reverse();
        let place = |carrier: Carrier| Carrier::ALL.iter().position(|c| *c == carrier);
        prices.sort_by(|a, b| place(a.carrier).cmp(&place(b.carrier)).then(b.from.cmp(&a.from)));
        let one = |held: &Held| PriceLine {
            id: held.id.clone(),
            carrier: words::carrier(lang, held.carrier),
            class: format!("dot carrier-{}", held.carrier.code()),
            price: price(held.carrier, held.price.0),
            when: self.when(held),
            scope: match held.scope {
                Scope::Building => self.shell.t("prices-of-building"),
                Scope::Organisation => self.shell.t("prices-of-organisation"),
            }
            .to_string(),
            source: held.source.clone(),
            now: self.now(held.carrier) == Some(held),
            may_go: self.may_state(held.scope),
        };
        prices.into_iter().map(one).collect()
    }

    fn when(&self, held: &Held) -> String {
        let key = match (held.from, held.to) {
            (None, None) => "fact-always",
            (Some(_), None) => "fact-since",
            (None, Some(_)) => "fact-until",
            (Some(_), Some(_)) => "fact-between",
        };
        let last = held.to.map(|to| to.yesterday().unwrap_or(to));
        let day = |day: Option<Day>| day.map(format::day).unwrap_or_default();
        Say::new(self.lang(), key).with("from", day(held.from)).with("to", day(last)).to_string()
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.lang(), &self.form, &self.shell);
        // Its own energies first; the others may come with the next bill.
        let others = Carrier::ALL.iter().filter(|carrier| !self.carriers.contains(carrier));
        let choice = |carrier: &Carrier| Choice::new(carrier.code(), words::carrier(lang, *carrier));
        let carriers = self.carriers.iter().chain(others).map(choice).collect();
        let units = vec![
            Choice::new("eur", shell.t("prices-unit-eur").to_string()),
            Choice::new("cent", shell.t("prices-unit-cent").to_string()),
        ];
        let scopes =
            [(Scope::Building, "prices-scope-building"), (Scope::Organisation, "prices-scope-organisation")]
                .into_iter()
                .filter(|(scope, _)| self.may_state(*scope))
                .map(|(scope, key)| Choice::new(scope.code(), shell.t(key).to_string()))
                .collect();
        let price = Group::of(vec![
            Field::select(lang, data, "carrier", shell.t("prices-carrier"), carriers),
            Field::number(lang, data, "price", shell.t("prices-price"))
                .hint(shell.t("prices-price-hint"))
                .width("w-short"),
            Field::radio(lang, data, "unit", shell.t("prices-unit"), units),
        ]);
        let when = Group::pair(vec![
            Field::date(lang, data, "from", shell.t("fact-from"))
                .hint(shell.t("prices-from-hint"))
                .optional(lang),
            Field::date(lang, data, "to", shell.t("fact-to")).hint(shell.t("fact-to-hint")).optional(lang),
        ]);
        let whose = Group::of(vec![
            Field::radio(lang, data, "scope", shell.t("prices-scope"), scopes),
            Field::text(lang, data, "source", shell.t("prices-source")).hint(shell.t("prices-source-hint")),
        ]);
        Form::new(shell, data, self.action(), shell.t("prices-submit"))
            .summed_above()
            .group(price)
            .group(when)
            .group(whose)
    }

    /// A form as it is first shown.
    pub fn blank() -> FormData {
        FormData::new().set("unit", "eur").set("scope", Scope::Building.code())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, PricesPage)> {
        let nothing = PricesPage {
            shell: samples::shell(urls::prices(&samples::building().code)),
            head: samples::head(),
            carriers: Vec::new(),
            prices: Vec::new(),
            form: PricesPage::blank(),
            on: samples::today(),
        };
        let held = |id: &str, carrier, price: Decimal, from, to, scope, source: &str| Held {
            id: id.to_owned(),
            carrier,
            price: UnitPrice(price),
            from,
            to,
            scope,
            source: source.to_owned(),
        };
        let (year, next) = (Some(samples::day(2025, 1, 1)), Some(samples::day(2026, 1, 1)));
        let some = PricesPage {
            carriers: vec![Carrier::Electricity, Carrier::NaturalGas, Carrier::HeatingOil],
            prices: vec![
                held(
                    "1",
                    Carrier::Electricity,
                    dec!(0.2871),
                    year,
                    next,
                    Scope::Organisation,
                    "contrat groupé 2025",
                ),
                held(
                    "2",
                    Carrier::Electricity,
                    dec!(0.2634),
                    next,
                    None,
                    Scope::Organisation,
                    "contrat 2026",
                ),
                held(
                    "3",
                    Carrier::Electricity,
                    dec!(0.2512),
                    next,
                    None,
                    Scope::Building,
                    "facture de janvier",
                ),
                held("4", Carrier::NaturalGas, dec!(0.0893), None, None, Scope::Building, "facture 2025"),
            ],
            ..nothing.clone()
        };
        let mut wrong = some.clone();
        wrong.form = FormData::from_pairs([
            ("carrier", "electricity"),
            ("price", "90"),
            ("unit", "eur"),
            ("from", "30/2/26"),
            ("scope", "building"),
        ]);
        let _ = PriceInput::read(&mut wrong.form);
        vec![("nothing", nothing), ("some", some), ("wrong", wrong)]
    }
}

/// *0,2512 €/kWh*
fn price(carrier: Carrier, euro: Decimal) -> String {
    let unit = if carrier == Carrier::Water { "m³" } else { "kWh" };
    // Cents at least: a price of 5,8 € is written 5,80 €.
    let written = if euro.normalize().scale() < 2 { format::number(euro, 2) } else { format::decimal(euro) };
    format!("{written}{NBSP}€/{unit}")
}
