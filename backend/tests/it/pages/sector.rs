//! The sector of a federation: shown from five organisations on, held back below, the same figures on page, in files and for programs.

use std::collections::BTreeMap;

use eclaireur::store::buildings::{self, NewBuilding};
use eclaireur::store::facts::{self, Subject};
use eclaireur::store::organisations::{self, NewOrganisation};
use eclaireur::store::{
    BuildingId, By, FederationId, OrganisationId, consents, erasures, federations, own_activities, projects,
    requests, shown,
};
use eclaireur_frontend::urls;
use eclaireur_models::access::Role;
use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::building::{Address, LegalForm};
use eclaireur_models::certain::Quality;
use eclaireur_models::financing::requests::{Met, Obstacle, Outcome, Request};
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::own_list::Label;
use eclaireur_models::portfolio::sector::filter::Scope;
use eclaireur_models::portfolio::sector::groups::Grouped;
use serde_json::json;

use super::assessed::with_weather;
use super::{plain, says};
use crate::support::{TestApp, manager, on_both, reviewer};

/// A member with one house of 1 000 m2 and two years of its gas by month.
async fn member(
    app: &TestApp,
    federation: FederationId,
    n: usize,
    activity: &str,
) -> (OrganisationId, BuildingId) {
    let (tx, by) = (app.app.db.begin().await.unwrap(), By::local(app.app.clock.now()));
    let commune = Some("62063".to_owned());
    let new = NewOrganisation {
        name: format!("Maison {n}"),
        legal_form: Some(LegalForm::Asbl),
        activity: Some(activity.to_owned()),
        commune_nis: commune.clone(),
        ..NewOrganisation::default()
    };
    let row = organisations::create(&tx, &by, &new).await.unwrap();
    federations::add_member(&tx, &by, federation, row.id, None, None).await.unwrap();
    let address = Address { commune_nis: commune, ..Address::default() };
    let new = NewBuilding { name: format!("Pavillon {n}"), address, ..NewBuilding::default() };
    let house = buildings::create(&tx, &by, row.id, &new).await.unwrap();
    for (fact, value) in [("building.heated_area_m2", "1000"), ("building.heating", "gas-boiler")] {
        let (value, source) = (value.to_owned(), String::new());
        let told = DatedFact { fact, value, from: None, to: None, source, quality: Quality::Declared };
        facts::set(&tx, &by, row.id, Subject::Building(house.id), &told, None).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (organisation, building) = (row.organisation.code.as_str(), house.building.code.as_str());
    let mut csv = "Mois;Gaz naturel (kWh)\n".to_owned();
    for year in [2024, 2025] {
        for (month, share) in (1..=12).zip([18, 15, 12, 8, 4, 2, 1, 1, 3, 8, 12, 16]) {
            csv.push_str(&format!("{month:02}/{year};{}\n", share * (900 + 50 * n)));
        }
    }
    let path = format!("/api/v1/organisations/{organisation}/imports?building={building}&create_meters=true");
    let file = [("file", "gaz.csv", csv.as_bytes())];
    app.post_files(&path, &[], &file).await.is(201);
    app.get_html(&urls::building(building)).await;
    (row.id, house.id)
}

/// A project of a member: an aid, obtained after 200 days where it was, and no time for it.
async fn noted(app: &TestApp, (tenant, building): (OrganisationId, BuildingId), granted: bool) {
    let (tx, by) = (app.app.db.begin().await.unwrap(), By::local(app.app.clock.now()));
    let project = projects::create(&tx, &by, tenant, building, "Toiture", &json!({})).await.unwrap();
    let day = Day::constant(2025, 1, 6);
    if granted {
        let request = Request {
            scheme: "wallonia/ureba-2022".to_owned(),
            requested: Some(day),
            decided: Some(Day::constant(2025, 7, 25)),
            outcome: Some(Outcome::Granted),
            granted: Some(1_000.into()),
            ..Request::default()
        };
        requests::record(&tx, &by, (tenant, &project), None, &request).await.unwrap();
    }
    let met =
        Met { obstacle: Obstacle::NoTime, on: day, lifted: None, note: Some("nom de personne".to_owned()) };
    requests::meet(&tx, &by, (tenant, &project), None, &met).await.unwrap();
    tx.commit().await.unwrap();
}

/// The federation puts these members under one word.
async fn sorted(app: &TestApp, federation: FederationId, members: &[OrganisationId], word: &str) {
    let (tx, by) = (app.app.db.begin().await.unwrap(), By::local(app.app.clock.now()));
    let words: Vec<_> = members.iter().map(|member| (*member, Label::read(word).unwrap())).collect();
    own_activities::sort(&tx, &by, federation, &words).await.unwrap();
    tx.commit().await.unwrap();
}

async fn federation(app: &TestApp) -> (FederationId, String) {
    let tx = app.app.db.begin().await.unwrap();
    let row = federations::create(&tx, &By::local(app.app.clock.now()), "Val Clair").await.unwrap();
    tx.commit().await.unwrap();
    (row.id, row.federation.code.to_string())
}

on_both! {
    async fn everybody_counts_once_for_who_reviews_or_accompanies(test) {
        let app = TestApp::start(test).await;
        with_weather(&app).await;
        let (id, code) = federation(&app).await;
        let tx = app.app.db.begin().await.unwrap();
        let other = federations::create(&tx, &app.app.by(), "Ensemble").await.unwrap();
        tx.commit().await.unwrap();
        assert_ne!(other.federation.code.as_str(), urls::EVERYBODY);
        let mut first = None;
        for n in 1..=5 {
            let (whose, _) = member(&app, id, n, "care-home").await;
            let tx = app.app.db.begin().await.unwrap();
            federations::add_member(&tx, &app.app.by(), other.id, whose, None, None).await.unwrap();
            tx.commit().await.unwrap();
            first = first.or(Some(whose));
        }
        eclaireur::sector::renew(&app.app).await.unwrap();
        let sums = |of: &str| format!("/api/v1/federations/{of}/dashboard");
        let (all, one) = (app.get_json(&sums(urls::EVERYBODY)).await, app.get_json(&sums(&code)).await);
        assert_eq!((&all["totals"], &all["totals"]["count"]["organisations"]), (&one["totals"], &5.into()));
        let list = app.get_html(&urls::federations()).await;
        says(&list, &["Tout le secteur", "5 organisations, chacune une fois", &urls::sector(urls::EVERYBODY)]);
        let (reviews, accompanies) = (app.signed_in(reviewer(other.id)).await, app.signed_in(Role::Cell).await);
        for person in [&reviews, &accompanies] {
            let page = person.get(&urls::sector(urls::EVERYBODY)).await.is(200).html();
            says(&page, &["Tout le secteur", "5 organisations"]);
            assert!(!page.contains(&urls::members(urls::EVERYBODY)), "nobody has members of everybody");
            person.get(&urls::sector_csv(urls::EVERYBODY)).await.is(200);
            let question = urls::scenario(urls::EVERYBODY, "unipso-2024", "ureba-extended");
            says(&person.get(&question).await.is(200).html(), &["Tout le secteur", "ces 5 bâtiments"]);
            for none in [urls::members(urls::EVERYBODY), urls::references(urls::EVERYBODY), urls::sector(&code)] {
                person.get(&none).await.is(404);
            }
        }
        let manages = app.signed_in(manager(first.unwrap())).await;
        manages.get(&urls::sector(urls::EVERYBODY)).await.is(404);
    }

    async fn the_sector_is_shown_from_five_members_on(test) {
        let app = TestApp::start(test).await;
        with_weather(&app).await;
        let (id, code) = federation(&app).await;
        let nobody = app.get_html(&urls::sector(&code)).await;
        assert!(!plain(&nobody).contains("GWh"), "{nobody}");
        for n in 1..=4 {
            member(&app, id, n, "care-home").await;
        }
        assert!(!eclaireur::sector::may_stand(&app.app).await.unwrap());
        eclaireur::sector::renew(&app.app).await.unwrap();
        let four = app.get_json(&format!("/api/v1/federations/{code}/dashboard")).await;
        assert_eq!((&four["totals"], &four["matching"]["organisations"]), (&serde_json::Value::Null, &4.into()));
        assert_eq!(four["withheld"], "fewer-than-five");
        member(&app, id, 5, "school").await;
        assert!(eclaireur::sector::may_stand(&app.app).await.unwrap());
        eclaireur::sector::renew(&app.app).await.unwrap();
        let five = app.get_json(&format!("/api/v1/federations/{code}/dashboard")).await;
        assert_eq!(five["totals"]["count"]["organisations"], 5, "{five}");
        assert_eq!(five["years"], serde_json::json!([2025, 2024]));
        // The one school would be the whole less the rest.
        let school = app.get_json(&format!("/api/v1/federations/{code}/dashboard?activity=school")).await;
        assert_eq!((&school["totals"], &school["withheld"]), (&serde_json::Value::Null, &"fewer-than-five".into()));
        let homes = app.get_json(&format!("/api/v1/federations/{code}/dashboard?activity=care-home")).await;
        assert_eq!(homes["totals"], serde_json::Value::Null, "{homes}");
        let page = app.get_html(&urls::sector(&code)).await;
        says(&page, &["Val Clair", "5 organisations"]);
        let narrowed = app.get_html(&format!("{}?activite=school&couleur=vert", urls::sector(&code))).await;
        says(&narrowed, &["moins de cinq", "couleur"]);
        let other = app.get_html(&format!("{}?annee=2019", urls::sector(&code))).await;
        says(&other, &["annee = 2019", "n’est pas connu ici", "2025"]);
        let told = app.get_html(&format!("{}?annee=2024", urls::sector(&code))).await;
        assert!(!told.contains("n’est pas connu ici"), "{told}");
        let csv = app.get(&urls::sector_csv(&code)).await.is(200).text();
        let normal: f64 = five["totals"]["normalised_kwh"].as_str().unwrap().parse().unwrap();
        assert!(csv.contains(&format!(";Val Clair;;5;5;{:.0};", normal / 1_000.0)), "{csv}");
        app.get(&urls::sector_xlsx(&code)).await.is(200);
        // Somebody more the same day does not move what is shown: he waits.
        member(&app, id, 6, "care-home").await;
        eclaireur::sector::renew(&app.app).await.unwrap();
        let six = app.get_json(&format!("/api/v1/federations/{code}/dashboard")).await;
        assert_eq!((&six["totals"], &six["matching"]["organisations"]), (&five["totals"], &6.into()));
        app.get(&urls::sector("nulle-part")).await.is(404);
        app.get("/api/v1/federations/nulle-part/dashboard").await.problem(404, "not-found");
    }

    async fn a_federation_asks_by_its_own_words_and_four_under_one_are_held_back(test) {
        let app = TestApp::start(test).await;
        with_weather(&app).await;
        let (id, code) = federation(&app).await;
        let dashboard = format!("/api/v1/federations/{code}/dashboard");
        let mut members = Vec::new();
        for n in 1..=5 {
            members.push(member(&app, id, n, "care-home").await.0);
        }
        sorted(&app, id, &members, "MR/MRS").await;
        eclaireur::sector::renew(&app.app).await.unwrap();
        let mut four = Vec::new();
        for n in 6..=9 {
            four.push(member(&app, id, n, "care-home").await.0);
        }
        sorted(&app, id, &four, "Accueil de jour").await;
        eclaireur::sector::renew(&app.app).await.unwrap();

        let all = app.get_json(&dashboard).await;
        let own = app.get_json(&format!("{dashboard}?own=MR%2FMRS")).await;
        assert_eq!((&own["totals"]["count"]["organisations"], &own["withheld"]), (&5.into(), &serde_json::Value::Null));
        assert_eq!(own["totals"], all["totals"]);
        let few = app.get_json(&format!("{dashboard}?own=Accueil%20de%20jour")).await;
        assert_eq!((&few["totals"], &few["withheld"]), (&serde_json::Value::Null, &"fewer-than-five".into()));
        // Beside another filter nobody is counted who is not shown, and nothing is said of who there is.
        for energy in ["natural_gas", "pellets"] {
            let few = app.get_json(&format!("{dashboard}?own=Accueil%20de%20jour&energy={energy}")).await;
            assert_eq!((&few["matching"]["organisations"], &few["withheld"]), (&0.into(), &"whole-groups".into()));
        }
        let nobody = app.get_json(&format!("{dashboard}?own=Inconnu")).await;
        assert_eq!((&nobody["matching"]["organisations"], &nobody["withheld"]), (&0.into(), &serde_json::Value::Null));
        let list = all["by"].as_array().unwrap().iter().find(|by| by["dimension"] == "own").unwrap();
        let cell = |n: usize| (&list["values"][n]["value"], &list["values"][n]["matching"], &list["values"][n]["withheld"]);
        let four_of = json!({ "organisations": 4, "buildings": 0 });
        assert_eq!(cell(0), (&"Accueil de jour".into(), &four_of, &"fewer-than-five".into()));
        assert_eq!(cell(1), (&"MR/MRS".into(), &json!({ "organisations": 5, "buildings": 5 }), &serde_json::Value::Null));

        let page = app.get_html(&urls::sector(&code)).await;
        says(&page, &["Votre liste", "MR/MRS (5)", "Accueil de jour (4)", &urls::own_activities(&code)]);
        let narrowed = app.get_html(&format!("{}?liste=MR%2FMRS", urls::sector(&code))).await;
        says(&narrowed, &["5 organisations ont utilisé", "Votre liste : MR/MRS"]);
        let held = app.get_html(&format!("{}?liste=Accueil%20de%20jour", urls::sector(&code))).await;
        says(&held, &["Moins de cinq organisations"]);
        // Who is sorted anew told nothing new: the word is another, the figures are the same.
        sorted(&app, id, &members, "Autrement").await;
        eclaireur::sector::renew(&app.app).await.unwrap();
        assert_eq!(app.get_json(&format!("{dashboard}?own=Autrement")).await["totals"], own["totals"]);
    }

    async fn who_is_erased_is_not_what_two_days_differ_by(test) {
        let app = TestApp::start(test).await;
        with_weather(&app).await;
        let (id, code) = federation(&app).await;
        for n in 1..=7 {
            member(&app, id, n, "care-home").await;
        }
        eclaireur::sector::renew(&app.app).await.unwrap();
        let dashboard = format!("/api/v1/federations/{code}/dashboard");
        assert_eq!(app.get_json(&dashboard).await["totals"]["count"]["organisations"], 7);
        let gone = organisations::by_code(app.app.db.read(), "maison-1").await.unwrap().unwrap();
        let (tx, by) = (app.app.db.begin().await.unwrap(), By::local(app.app.clock.now()));
        erasures::erase(&tx, &by, gone.id, &[]).await.unwrap();
        tx.commit().await.unwrap();
        for _ in 0..2 {
            let left = app.get_json(&dashboard).await;
            assert_eq!((&left["totals"], &left["matching"]["organisations"]), (&serde_json::Value::Null, &6.into()));
            eclaireur::sector::renew(&app.app).await.unwrap();
        }
    }

    async fn aids_and_obstacles_are_counted_in_fives_and_the_sector_is_reckoned_from_counts(test) {
        let app = TestApp::start(test).await;
        with_weather(&app).await;
        let (id, code) = federation(&app).await;
        let dashboard = format!("/api/v1/federations/{code}/dashboard");
        for n in 1..=10 {
            let house = member(&app, id, n, "care-home").await;
            noted(&app, house, n <= 7).await;
        }
        eclaireur::sector::renew(&app.app).await.unwrap();
        let told = app.get_json(&dashboard).await;
        assert_eq!(told["totals"]["count"]["organisations"], 10, "{told}");
        // Seven obtained it: at least five are told. All ten have no time: five below everybody.
        let aid = json!({
            "scheme": "wallonia/ureba-2022", "obtained": 5, "missed": null, "waiting": null,
            "months_to_decision": 7, "months_to_payment": null,
        });
        assert_eq!((&told["aids"], &told["obstacles"]), (&json!([aid]), &json!([{ "obstacle": "no-time", "organisations": 5 }])));
        let page = app.get_html(&urls::sector(&code)).await;
        says(&page, &["Les aides : obtenues, manquées, attendues", "Qu’est-ce qui bloque ?", "Personne n’a le temps", "de cinq en cinq"]);
        says(&page, &["Commission paritaire", "secrétariat social", &urls::collection(&code)]);
        assert!(!page.contains("nom de personne"));
        let csv = app.get(&urls::sector_csv(&code)).await.is(200).text();
        assert!(csv.contains("Aide obtenue") && csv.contains("no-time"), "{csv}");
        let narrowed = app.get_json(&format!("{dashboard}?activity=school")).await;
        assert_eq!((&narrowed["aids"], &narrowed["obstacles"]), (&json!([]), &json!([])));
        says(&app.get_html(&urls::federations()).await, &[&urls::sector(&code), &urls::collection(&code)]);

        // Nobody told how many homes there are; then somebody does.
        let scenario = urls::scenario(&code, "unipso-2024", "ureba-extended");
        says(&app.get_html(&scenario).await, &["Aucun effectif du secteur n’est connu", &urls::references(&code)]);
        let count = |count: &'static str, activity: &'static str| [
            ("activity", activity), ("counted", "organisations"), ("count", count), ("year", "2025"), ("source", "AViQ <2025>"),
        ];
        app.post_form(&urls::references(&code), &count("40", "care-home")).await.is(303);
        app.post_form(&urls::references(&code), &count("30", "school")).await.is(303);
        let page = app.get_html(&scenario).await;
        says(&page, &["Et pour tout le secteur ?", "10 organisations connues sur 40 comptées", "25 %", "dix-neuf fois sur vingt"]);
        says(&page, &["30 autres organisations comptées sont laissées", "tiré au sort", "AViQ &#60;2025&#62;", "à climat normal"]);
        let paper = app.get(&urls::scenario_argument(&code, "unipso-2024", "ureba-extended")).await.is(200);
        assert!(paper.bytes.starts_with(b"%PDF"));
    }
}

on_both! {
    async fn who_takes_a_consent_back_is_named_no_longer_and_its_group_is_held_back(test) {
        let app = TestApp::start(test).await;
        with_weather(&app).await;
        let (id, _) = federation(&app).await;
        let (on, mut given) = (app.app.clock.today(), Vec::new());
        for n in 1..=5 {
            let (tenant, _) = member(&app, id, n, "care-home").await;
            let tx = app.app.db.begin().await.unwrap();
            let by = By::local(app.app.clock.now());
            given.push((tenant, consents::give(&tx, &by, tenant, id, on).await.unwrap()));
            tx.commit().await.unwrap();
        }
        eclaireur::sector::renew(&app.app).await.unwrap();
        let all = eclaireur::sector::made(&app.app).await.unwrap().whole(Scope::Federation(id.get())).await.unwrap();
        assert_eq!((all.named, all.shown.organisations), (5, 5), "{all:?}");
        // The sum less the four who are seen by name would be the fifth.
        let (tenant, consent) = given[2];
        let tx = app.app.db.begin().await.unwrap();
        consents::take_back(&tx, &By::local(app.app.clock.now()), tenant, consent, on).await.unwrap();
        tx.commit().await.unwrap();
        let four = eclaireur::sector::made(&app.app).await.unwrap().whole(Scope::Federation(id.get())).await.unwrap();
        assert_eq!((four.named, four.totals), (4, None), "{four:?}");
        assert!(four.worst.iter().all(|one| one.organisation != tenant.get()), "{four:?}");
    }
}

on_both! {
    async fn of_two_that_show_the_sector_anew_from_the_same_state_the_second_writes_nothing(test) {
        let app = TestApp::start(test).await;
        with_weather(&app).await;
        let (id, _) = federation(&app).await;
        for n in 1..=5 {
            member(&app, id, n, "care-home").await;
        }
        let before = shown::grouped(app.app.db.read()).await.unwrap();
        assert!(eclaireur::sector::renew(&app.app).await.unwrap() > 0);
        let renewed = shown::grouped(app.app.db.read()).await.unwrap();
        let other: Vec<_> = renewed.rows.iter().cloned().map(|one| Grouped { group: one.group + 7, ..one }).collect();
        let (tx, by) = (app.app.db.begin().await.unwrap(), By::service(app.app.clock.now()));
        let kept = shown::keep(&tx, &by, app.app.clock.today(), (&before.stamps, &other), &BTreeMap::new()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(kept, None);
        assert_eq!(shown::grouped(app.app.db.read()).await.unwrap(), renewed);
    }
}
