//! Scenarios over a federation: the questions, one answered with its chart and files, who counts and who does not.

use eclaireur::store::buildings::{self, BuildingRow, NewBuilding};
use eclaireur::store::facts::{self, Subject};
use eclaireur::store::organisations::{self, NewOrganisation};
use eclaireur::store::{By, FederationId, federations};
use eclaireur_frontend::urls;
use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::building::{Address, LegalForm};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::Day;

use super::{plain, says};
use crate::support::{TestApp, TestDatabase, on_both};

const EXTENDED: (&str, &str) = ("unipso-2024", "ureba-extended");

fn by(app: &TestApp) -> By {
    By::local(app.app.clock.now())
}

/// A theatre's cooperative, of which UREBA cannot tell without its statutes and which the demand reaches, with one hall of 1 000 m².
async fn theatre(app: &TestApp, name: &str, federation: FederationId, to: Option<Day>) -> String {
    let (tx, by) = (app.app.db.begin().await.unwrap(), by(app));
    let commune = Some("53053".to_owned());
    let new = NewOrganisation {
        name: name.to_owned(),
        legal_form: Some(LegalForm::Cooperative),
        activity: Some("culture".to_owned()),
        commune_nis: commune.clone(),
        ..NewOrganisation::default()
    };
    let row = organisations::create(&tx, &by, &new).await.unwrap();
    federations::add_member(&tx, &by, federation, row.id, None, to).await.unwrap();
    let address = Address { commune_nis: commune, ..Address::default() };
    let new = NewBuilding { name: "Salle".to_owned(), address, ..NewBuilding::default() };
    let hall = buildings::create(&tx, &by, row.id, &new).await.unwrap();

    for (fact, value) in [("building.tenure", "owner"), ("building.heated_area_m2", "1000")] {
        tell(&tx, &by, &hall, fact, value).await;
    }
    tx.commit().await.unwrap();
    row.organisation.code.to_string()
}

async fn tell(
    tx: &sea_orm::DatabaseTransaction,
    by: &By,
    hall: &BuildingRow,
    fact: &'static str,
    value: &str,
) {
    let (value, quality) = (value.to_owned(), Quality::Declared);
    let told = DatedFact { fact, value, from: None, to: None, source: String::new(), quality };
    facts::set(tx, by, hall.tenant, Subject::Building(hall.id), &told, None).await.unwrap();
}

async fn federation(app: &TestApp) -> (FederationId, String) {
    let tx = app.app.db.begin().await.unwrap();
    let row = federations::create(&tx, &by(app), "Val Clair").await.unwrap();
    tx.commit().await.unwrap();
    (row.id, row.federation.code.to_string())
}

on_both! {
    async fn a_federation_asks_what_ureba_for_all_would_bring_its_members(test) {
        let app = TestApp::start(test).await;
        says(&app.get_html(&urls::federations()).await, &["Aucune n’est encore enregistrée", "eclaireur serve --demo"]);
        let (id, code) = federation(&app).await;
        let nobody = app.get_html(&urls::scenario(&code, EXTENDED.0, EXTENDED.1)).await;
        says(&nobody, &["Aucun bâtiment n’est encore enregistré chez les membres"]);
        for name in ["Orme", "Saule"] {
            theatre(&app, name, id, None).await;
        }
        eclaireur::sector::renew(&app.app).await.unwrap();
        // Of two, a sum would tell each of them what the other has.
        let two = app.get_html(&urls::scenario(&code, EXTENDED.0, EXTENDED.1)).await;
        says(&two, &["Non montré : vos membres sont moins de cinq organisations"]);
        assert!(!plain(&two).contains("gagnerait") && !plain(&two).contains("recevraient"), "{two}");
        assert_eq!(app.get(&urls::scenario_csv(&code, EXTENDED.0, EXTENDED.1)).await.is(200).text().lines().count(), 1);
        for name in ["Aulne", "Hêtre", "Tilleul"] {
            theatre(&app, name, id, None).await;
        }
        // A member of last year, an organisation put away, somebody who never joined: none of them counts.
        theatre(&app, "Parti", id, Some("2026-01-01".parse().unwrap())).await;
        let away = theatre(&app, "Fermé", id, None).await;
        app.post_form(&urls::organisation_archive(&away), &[]).await.is(303);
        app.home("Ailleurs").await;
        let five = app.get_html(&urls::scenario(&code, EXTENDED.0, EXTENDED.1)).await;
        says(&five, &["Rien ne peut encore être montré"]);
        assert!(!plain(&five).contains("vos membres sont moins de cinq"), "{five}");
        eclaireur::sector::renew(&app.app).await.unwrap();

        let list = app.get_html(&urls::federations()).await;
        says(&list, &["Val Clair", "5 membres aujourd’hui", &urls::scenarios(&code)]);
        let page = app.get_html(&urls::scenarios(&code)).await;
        says(&page, &["Et si UREBA valait pour tous les acteurs à profit social ?", "demande S8", "demande S31"]);

        // 500 m² × 17 € + 300 m² × 40 € each.
        let page = app.get_html(&urls::scenario(&code, EXTENDED.0, EXTENDED.1)).await;
        says(&page, &[
            "Les membres recevraient entre 0 € et 102 500 € pour 5 bâtiments au plus ; la Région paierait autant.",
            "0 – 435 000",
            "0 · 5 · 0", "5 · 0 · 0",
            "isolation des murs : 0,3 m² par m² chauffé, à 90 – 190 €/m² HTVA",
            "all-isol.be", "pas pour tout le secteur",
            "Pour 5 bâtiments, l’énergie d’une année ou le chauffage n’est pas connu",
        ]);
        let untold = app.get_html(&urls::scenario(&code, "unipso-2024", "sector-premium")).await;
        says(&untold, &["elle ne dit pas combien, donc aucun euro n’est compté", "non connu", "ni taux ni montant"]);
        assert!(!plain(&untold).contains("recevraient"), "what nobody told is no sum");
        let loan = app.get_html(&urls::scenario(&code, "unipso-2024", "zero-rate-loan")).await;
        says(&loan, &["d’intérêts en moins pour 5 bâtiments", "Prêt demandé : 100 % du coût, à 0 % par an, sur 15 ans", "sans actualisation"]);
        let worst = app.get_html(&urls::scenario(&code, "norms", "worst-16")).await;
        // One of five at most would be bound: its works would be read off the sum.
        says(&worst, &["Non montré : trop peu d’organisations seraient concernées"]);
    }

    async fn it_follows_its_members_five_at_a_time(test) {
        let app = TestApp::start(test).await;
        let (id, code) = federation(&app).await;
        for name in ["Orme", "Saule", "Aulne", "Hêtre", "Tilleul"] {
            theatre(&app, name, id, None).await;
        }
        eclaireur::sector::renew(&app.app).await.unwrap();
        let members = federations::members(app.app.db.read(), Some(id), app.app.clock.today()).await.unwrap();
        let members: Vec<_> = members.iter().map(|member| member.id).collect();
        let halls = buildings::in_use(app.app.db.read(), &members).await.unwrap();
        let asked = async || app.get(&urls::scenario_csv(&code, EXTENDED.0, EXTENDED.1)).await.is(200).text();
        let first = asked().await;
        // What one tells anew does not show: less the answer of yesterday, it would be told of.
        for (n, hall) in halls.iter().enumerate() {
            let tx = app.app.db.begin().await.unwrap();
            tell(&tx, &by(&app), hall, "building.tenure", "tenant").await;
            tell(&tx, &by(&app), hall, "building.heated_area_m2", "3000").await;
            tx.commit().await.unwrap();
            eclaireur::sector::renew(&app.app).await.unwrap();
            let now = asked().await;
            assert_eq!(now == first, n < 4, "{n}: {now}");
        }
    }

    async fn its_table_and_its_chart_are_files(test) {
        let app = TestApp::start(test).await;
        let (id, code) = federation(&app).await;
        for name in ["Orme", "Saule", "Aulne", "Hêtre", "Tilleul"] {
            theatre(&app, name, id, None).await;
        }
        eclaireur::sector::renew(&app.app).await.unwrap();
        let csv = app.get(&urls::scenario_csv(&code, EXTENDED.0, EXTENDED.1)).await.is(200).text();
        let rows: Vec<&str> = csv.lines().collect();
        assert_eq!(rows.len(), 3, "a header, an activity, the whole: {csv}");
        assert!(rows[2].starts_with("Ensemble;5;5;0;5;0;5;0;0;0;5;0;0;435000;0;102500;0;102500"), "{csv}");
        app.get(&urls::scenario_xlsx(&code, EXTENDED.0, EXTENDED.1)).await.is(200);
        for (ending, kind) in [("svg", "image/svg+xml"), ("png", "image/png"), ("csv", "text/csv; charset=utf-8")] {
            let path = urls::scenario_chart(&code, EXTENDED.0, EXTENDED.1, &format!("scenario.{ending}"));
            let (first, second) = (app.get(&path).await.is(200), app.get(&path).await.is(200));
            assert_eq!((first.header("content-type"), &first.bytes), (kind, &second.bytes));
        }
        for wrong in ["scenario.gif", "months.svg", "scenario"] {
            app.get(&urls::scenario_chart(&code, EXTENDED.0, EXTENDED.1, wrong)).await.is(404);
        }
        app.get(&urls::scenario(&code, "unipso-2024", "nulle-part")).await.is(404);
        app.get(&urls::scenarios("nulle-part")).await.is(404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demonstration_answers_every_question_in_short() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::demo(&test).await;
    eclaireur::demo::fill(&app.app).await.unwrap();
    eclaireur::sector::renew(&app.app).await.unwrap();
    let known = federations::list(app.app.db.read()).await.unwrap();
    let code = known.first().unwrap().federation.code.to_string();
    for scenario in app.app.catalog().scenarios() {
        let (origin, name) = scenario.code.split_once('/').unwrap();
        let page = plain(&app.get_html(&urls::scenario(&code, origin, name)).await);
        assert!(page.contains("Hypothèses") && page.contains("Ensemble"), "{}", scenario.code);
        assert!(page.contains("ces 15 bâtiments"), "{}", scenario.code);
    }
    test.remove().await;
}
