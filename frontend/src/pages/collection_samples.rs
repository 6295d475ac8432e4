//! Campaigns of the page of a collection in every state: people who answered, who did not, and what is over.

use eclaireur_models::building::Carrier;
use eclaireur_models::portfolio::completeness::{Coverage, Stage};
use std::collections::BTreeMap;

use super::collection::{Campaign, CollectLine, CollectionPage, Order, Standing};
use super::federations::federation;
use super::samples;
use crate::campaign_mail::{ByHand, Told};
use crate::urls;

impl CollectionPage {
    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, CollectionPage)> {
        let mut shell = samples::shell(urls::collection(&federation().code));
        shell.organisation = None;
        let campaign =
            |id: &str, year, closes_on, reminds| Campaign { id: id.to_owned(), year, closes_on, reminds };
        let coverage = Coverage {
            buildings: 2,
            with_area: 1,
            unmetered: 1,
            months: BTreeMap::from([(Carrier::NaturalGas, 11), (Carrier::Electricity, 12)]),
        };
        let silent = CollectLine {
            invitation: Some("0000000000001".to_owned()),
            name: "Les Saules <ASBL>".to_owned(),
            activity: Some("Maison de repos (MR/MRS)".to_owned()),
            invited_on: Some(samples::day(2026, 1, 5)),
            stage: Stage::Silent,
            answered_on: None,
            coverage: None,
            reminded_on: Some(samples::day(2026, 1, 19)),
            refuses: false,
            standing: Standing::Open { until: samples::day(2026, 3, 20) },
        };
        let named = |id: &str, name: &str| CollectLine {
            invitation: Some(id.to_owned()),
            name: name.to_owned(),
            ..silent.clone()
        };
        let member = |id: &str, name: &str, stage, coverage: Coverage| CollectLine {
            stage,
            answered_on: Some(samples::day(2026, 1, 8)),
            coverage: Some(coverage),
            reminded_on: None,
            standing: Standing::Over,
            ..named(id, name)
        };
        let whole = Coverage {
            with_area: 2,
            unmetered: 0,
            months: BTreeMap::from([(Carrier::NaturalGas, 12)]),
            ..coverage.clone()
        };
        let some = CollectionPage {
            shell,
            federation: federation(),
            campaign: Some(campaign("0000000000009", 2025, samples::day(2026, 6, 30), true)),
            earlier: vec![campaign("0000000000008", 2024, samples::day(2025, 6, 30), false)],
            lines: vec![
                silent.clone(),
                member("0000000000002", "Les Tilleuls ASBL", Stage::Encoding, coverage),
                member("0000000000003", "La Ruche", Stage::Complete, whole),
                member("0000000000004", "Le Nid", Stage::Joined, Coverage::default()),
                CollectLine {
                    stage: Stage::Declined,
                    answered_on: Some(samples::day(2026, 1, 9)),
                    reminded_on: None,
                    standing: Standing::Over,
                    ..named("0000000000005", "Les Ifs")
                },
                CollectLine { standing: Standing::Withdrawn, ..named("0000000000006", "Les Pins") },
                CollectLine {
                    standing: Standing::Expired,
                    refuses: true,
                    ..named("0000000000007", "Les Ormes")
                },
            ],
            unnamed: 3,
            to_remind: 1,
            stage: None,
            q: String::new(),
            order: Order::Name,
            on: samples::today(),
            leaves: true,
            sent: None,
        };
        states(&some)
    }
}

/// A page with members in every standing, and what else it may look like.
fn states(some: &CollectionPage) -> Vec<(&'static str, CollectionPage)> {
    let mut narrowed = some.clone();
    (narrowed.stage, narrowed.order, narrowed.to_remind) = (Some(Stage::Silent), Order::Reminded, 0);
    narrowed.sent = Some(Told::PassOn {
        person: "Les Ormes".to_owned(),
        link: "https://energie.example.be/rejoindre/DvFq9cD0Xh2nYw6kq3rV8m1pT5sB7uJ4aL0eZ2gQ9xE".to_owned(),
        why: ByHand::NoAddress,
    });
    let sent = |sent| CollectionPage { sent: Some(sent), ..some.clone() };
    let person = || "Les Ormes".to_owned();
    let tomorrow = sent(Told::Tomorrow { person: person() });
    let mut by_hand = sent(Told::PassOn {
        person: person(),
        link: "https://energie.example.be/rejoindre/x".to_owned(),
        why: ByHand::NoMail,
    });
    by_hand.leaves = false;
    let mut closed = some.clone();
    closed.on = samples::day(2026, 8, 1);
    "introuvable".clone_into(&mut closed.q);
    let nobody =
        CollectionPage { lines: Vec::new(), unnamed: 0, to_remind: 0, earlier: Vec::new(), ..some.clone() };
    let none = CollectionPage { campaign: None, ..nobody.clone() };
    vec![
        ("some", some.clone()),
        ("narrowed", narrowed),
        ("tomorrow", tomorrow),
        ("by-hand", by_hand),
        ("closed", closed),
        ("nobody", nobody),
        ("none", none),
    ]
}
