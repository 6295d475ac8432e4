//! What a federation, the accompaniment cell and investors see of organisations, and what they do not.

use eclaireur::doors::cookie_name;
use eclaireur::store::sessions::{self, Level};
use eclaireur::store::{
    By, FederationId, OrganisationId, accounts, buildings, federations, grants, organisations, projects,
    secret,
};
use eclaireur_frontend::urls;
use eclaireur_models::access::{Grant, Role, Scope};
use eclaireur_models::financing::Case;
use eclaireur_models::period::Day;
use reqwest::Method;

use super::{between, plain, says};
use crate::support::{Answer, EAN, TestApp, on_both, one_day};

/// A project with a plan, of which every figure of a sheet can be told.
const PANELS: &str = "[organisation]\nvat_recovery = \"full\"\n[building]\ntenure = \"owner\"\n\
    [[work]]\nmeasure = \"photovoltaic\"\nquantity = \"250 kWc\"\ncost_excl_vat = \"210000 EUR\"\n\
    saving_kwh = 120000\nsaving_quality = \"estimated\"\nprice_per_kwh = 0.25\ncarrier = \"electricity\"\n\
    lifetime_years = 25\nmaintenance_per_year = \"1500 EUR\"\n\
    [[source]]\nkind = \"loan\"\namount = \"190000 EUR\"\nrate = 0.02\nyears = 10\ngrace_months = 0\n\
    amortisation = \"annuity\"\n[[source]]\nkind = \"own-funds\"\namount = \"20000 EUR\"\n\
    [plan]\nhorizon_years = 20\ndiscount_rate = 0.03\nvat_rate = 0.21\nprice_growth = 0.02\n\
    own_funds_max = \"20000 EUR\"\n";

fn by(app: &TestApp) -> By {
    By::local(app.app.clock.now())
}

/// Somebody who signed in.
struct Person {
    cookie: String,
    csrf: String,
}

impl Person {
    async fn with(app: &TestApp, name: &str, roles: Vec<Role>) -> Person {
        let (tx, by) = (app.app.db.begin().await.unwrap(), by(app));
        let account = accounts::found_or_made(&tx, &by, &format!("{name}@exemple.be")).await.unwrap();
        accounts::set_name(&tx, &by, account.id, name).await.unwrap();
        for role in roles {
            let grant = Grant { role, from: app.app.clock.today(), to: None };
            grants::give(&tx, &by, account.id, &grant).await.unwrap();
        }
        let given = sessions::open(&tx, &by, account.id, Level::Whole, "essai").await.unwrap();
        tx.commit().await.unwrap();
        let cookie = format!("{}={given}", cookie_name(&app.app.settings));
        Person { cookie, csrf: secret::derived(&given, "csrf") }
    }

    async fn get(&self, app: &TestApp, path: &str) -> Answer {
        Answer::to(app.request(Method::GET, path).header("cookie", &self.cookie)).await
    }

    async fn page(&self, app: &TestApp, path: &str) -> String {
        self.get(app, path).await.is(200).html()
    }

    async fn post(&self, app: &TestApp, path: &str, fields: &[(&str, &str)]) -> Answer {
        let fields = [fields, &[("csrf", self.csrf.as_str())]].concat();
        let request = app.request(Method::POST, path).header("cookie", &self.cookie);
        let request = request.header("sec-fetch-site", "same-origin");
        let body = serde_urlencoded::to_string(&fields).unwrap();
        Answer::to(request.body(body).header("content-type", "application/x-www-form-urlencoded")).await
    }
}

fn manager(of: OrganisationId) -> Vec<Role> {
    vec![Role::Manager(Scope::whole(of.get()))]
}

async fn federation(app: &TestApp, name: &str) -> (FederationId, String) {
    let tx = app.app.db.begin().await.unwrap();
    let row = federations::create(&tx, &by(app), name).await.unwrap();
    tx.commit().await.unwrap();
    (row.id, row.federation.code.to_string())
}

async fn joins(app: &TestApp, federation: FederationId, organisation: OrganisationId, to: Option<Day>) {
    let tx = app.app.db.begin().await.unwrap();
    federations::add_member(&tx, &by(app), federation, organisation, None, to).await.unwrap();
    tx.commit().await.unwrap();
}

async fn id_of(app: &TestApp, code: &str) -> OrganisationId {
    organisations::by_code(app.app.db.read(), code).await.unwrap().unwrap().id
}

/// The part of a page that is not its frame.
fn main(page: &str) -> &str {
    between(page, "<main", "</main>")
}

on_both! {
    async fn a_federation_sees_a_member_by_name_from_its_consent_on_and_not_after(test) {
        let app = TestApp::start(test).await;
        let (o, b) = app.home("Les Tilleuls").await;
        app.upload(&o, "?create_meters=true", &one_day(EAN).bytes).await.is(201);
        let (other, _) = app.home("Le Verger").await;
        let (id, other_id) = (id_of(&app, &o).await, id_of(&app, &other).await);
        let (val, f) = federation(&app, "Val Clair").await;
        let (mont, g) = federation(&app, "Haut Mont").await;
        joins(&app, val, id, None).await;
        joins(&app, mont, id, None).await;
        joins(&app, val, other_id, None).await;
        let anna = Person::with(&app, "anna", manager(id)).await;
        let rita = Person::with(&app, "rita", vec![Role::Reviewer { federation: val.get() }]).await;
        let remo = Person::with(&app, "remo", vec![Role::Reviewer { federation: mont.get() }]).await;
        let (of_val, of_mont) = (urls::member(&f, &o), urls::member(&g, &o));

        // Before: a number, and the member itself sees what would be seen.
        rita.get(&app, &of_val).await.is(404);
        let list = rita.page(&app, &urls::members(&f)).await;
        says(&list, &["Aucun membre n’a donné son accord", "Et 2 membres qui n’ont pas donné leur accord."]);
        assert!(!list.contains("Tilleuls") && !list.contains("Verger"), "{list}");
        says(&anna.page(&app, &of_val).await, &["n’a pas donné son accord : Val Clair ne voit pas cette page"]);
        let consents = urls::consents(&o);
        let page = anna.page(&app, &consents).await;
        says(&page, &["dès aujourd’hui (21/11/2026)", "les cinq chiffres du bulletin", "Jamais : les relevés"]);

        // Given to one of two federations: that one sees, the other does not.
        anna.post(&app, &consents, &[("federation", &f), ("give", "1")]).await.is(303);
        anna.post(&app, &consents, &[("federation", &f), ("give", "1")]).await.is(303);
        let theirs = rita.page(&app, &of_val).await;
        says(&theirs, &["Les Tilleuls", "accord le 21/11/2026"]);
        assert_eq!(main(&theirs), main(&anna.page(&app, &of_val).await), "both read the same, to the byte");
        for never in [EAN, "/batiments/", "compteur :", "relevés</", "/imports"] {
            assert!(!main(&theirs).contains(never), "{never}");
        }
        remo.get(&app, &of_mont).await.is(404);
        for (who, path) in [(&remo, &of_val), (&remo, &urls::members(&f)), (&rita, &urls::members(&g))] {
            who.get(&app, path).await.is(404);
        }
        for path in [urls::organisation(&o), urls::building(&b), consents.clone(), urls::readings(&b)] {
            rita.get(&app, &path).await.is(404);
        }
        let list = rita.page(&app, &urls::members(&f)).await;
        says(&list, &["Les Tilleuls", "21/11/2026", "Et un membre qui n’a pas donné son accord."]);
        let csv = rita.get(&app, &urls::members_csv(&f)).await.is(200).text();
        assert!(csv.contains("Les Tilleuls") && !csv.contains("Verger"), "{csv}");
        assert!(rita.get(&app, &urls::members_xlsx(&f)).await.is(200).bytes.starts_with(b"PK"));
        remo.get(&app, &urls::members_csv(&f)).await.is(404);

        // Taken back: at once.
        anna.post(&app, &consents, &[("federation", &f), ("take_back", "1")]).await.is(303);
        rita.get(&app, &of_val).await.is(404);
        says(&anna.page(&app, &consents).await, &["Accords donnés et repris", "anna", "21/11/2026"]);
        let csv = rita.get(&app, &urls::members_csv(&f)).await.is(200).text();
        assert!(!csv.contains("Tilleuls"), "{csv}");
        // Twice is once, and a consent given again holds again.
        anna.post(&app, &consents, &[("federation", &f), ("take_back", "1")]).await.is(303);
        anna.post(&app, &consents, &[("federation", &f), ("give", "1")]).await.is(303);
        rita.get(&app, &of_val).await.is(200);
    }

    async fn a_past_member_is_seen_by_nobody_and_strangers_consent_for_nobody(test) {
        let app = TestApp::start(test).await;
        let (o, _) = app.home("Les Tilleuls").await;
        let (other, _) = app.home("Le Verger").await;
        let (id, other_id) = (id_of(&app, &o).await, id_of(&app, &other).await);
        let (val, f) = federation(&app, "Val Clair").await;
        let tomorrow = "2026-11-22".parse().unwrap();
        joins(&app, val, id, Some(tomorrow)).await;
        let anna = Person::with(&app, "anna", manager(id)).await;
        let bert = Person::with(&app, "bert", manager(other_id)).await;
        let rita = Person::with(&app, "rita", vec![Role::Reviewer { federation: val.get() }]).await;
        let consents = urls::consents(&o);
        // Of what one is no member, one consents to nothing; nor for a neighbour.
        bert.post(&app, &urls::consents(&other), &[("federation", &f), ("give", "1")]).await.is(404);
        bert.post(&app, &consents, &[("federation", &f), ("give", "1")]).await.is(404);
        bert.get(&app, &urls::member(&f, &o)).await.is(404);
        rita.post(&app, &consents, &[("federation", &f), ("give", "1")]).await.is(404);
        anna.post(&app, &consents, &[("federation", "nulle-part"), ("give", "1")]).await.is(404);
        anna.post(&app, &consents, &[("federation", &f)]).await.is(400);
        anna.post(&app, &consents, &[("federation", &f), ("give", "1")]).await.is(303);
        rita.get(&app, &urls::member(&f, &o)).await.is(200);
        // The membership ends; the consent alone opens nothing, and can still be taken back.
        app.app.clock.advance(24 * 3_600);
        let rita = Person::with(&app, "rita", Vec::new()).await;
        rita.get(&app, &urls::member(&f, &o)).await.is(404);
        says(&rita.page(&app, &urls::members(&f)).await, &["Aucun membre n’a donné son accord"]);
        let anna = Person::with(&app, "anna", Vec::new()).await;
        anna.get(&app, &urls::member(&f, &o)).await.is(404);
        says(&anna.page(&app, &consents).await, &["Vous n’en êtes plus membre"]);
        anna.post(&app, &consents, &[("federation", &f), ("take_back", "1")]).await.is(303);
    }

    async fn the_cell_reads_who_asks_for_help_changes_nothing_and_is_out_at_once(test) {
        let app = TestApp::start(test).await;
        let (o, b) = app.home("Les Tilleuls").await;
        app.upload(&o, "?create_meters=true", &one_day(EAN).bytes).await.is(201);
        let (other, _) = app.home("Le Verger").await;
        let id = id_of(&app, &o).await;
        let anna = Person::with(&app, "anna", manager(id)).await;
        let cara = Person::with(&app, "cara", vec![Role::Cell]).await;
        let ivan = Person::with(&app, "ivan", vec![Role::Investor]).await;
        let (help, queue) = (urls::help(&o), urls::help_queue());
        assert_eq!(cara.get(&app, &urls::home()).await.is(303).location(), queue);
        says(&cara.page(&app, &queue).await, &["Personne ne demande d’aide pour l’instant"]);
        cara.get(&app, &urls::organisation(&o)).await.is(404);
        says(&anna.page(&app, &help).await, &["ne voit rien de votre organisation", "peut tout lire", "ne peut rien changer"]);
        let long = "é".repeat(1_001);
        says(&anna.post(&app, &help, &[("ask", "1"), ("words", &long)]).await.is(422).text(), &["caractères au plus"]);
        let words = "Notre chaudière a <b>28 ans</b>.";
        anna.post(&app, &help, &[("ask", "1"), ("words", words)]).await.is(303);
        says(&anna.page(&app, &help).await, &["Vous avez demandé de l’aide le 21/11/2026"]);

        let page = cara.page(&app, &queue).await;
        says(&page, &["Une organisation demande de l’aide.", "Les Tilleuls", "21/11/2026", "&#60;b&#62;28 ans"]);
        assert!(!page.contains("Verger"), "{page}");
        says(&cara.page(&app, &format!("{queue}?q=introuvable")).await, &["Aucune demande ne répond"]);
        let csv = cara.get(&app, &urls::help_queue_csv()).await.is(200).text();
        assert!(csv.contains("Les Tilleuls") && csv.contains("28 ans"), "{csv}");
        for path in [urls::organisation(&o), urls::building(&b), urls::readings(&b), urls::imports(&o)] {
            cara.get(&app, &path).await.is(200);
        }
        for path in [help.clone(), urls::consents(&o), urls::building_edit(&b), urls::building_upload(&b), urls::organisation(&other)] {
            cara.get(&app, &path).await.is(404);
        }
        cara.post(&app, &urls::projects(&b), &[("name", "Toiture")]).await.is(404);
        for path in [&queue, &urls::organisation(&o), &help] {
            ivan.get(&app, path).await.is(404);
        }
        anna.get(&app, &queue).await.is(404);

        anna.post(&app, &help, &[("take_back", "1")]).await.is(303);
        anna.post(&app, &help, &[("take_back", "1")]).await.is(303);
        for path in [urls::organisation(&o), urls::building(&b), urls::readings(&b)] {
            cara.get(&app, &path).await.is(404);
        }
        says(&cara.page(&app, &queue).await, &["Personne ne demande d’aide pour l’instant"]);
        says(&anna.page(&app, &help).await, &["Vos demandes", "28 ans"]);
        anna.post(&app, &help, &[("ask", "1")]).await.is(303);
        cara.get(&app, &urls::organisation(&o)).await.is(200);
        anna.post(&app, &help, &[]).await.is(400);
    }

    async fn an_investor_reads_sheets_that_name_nobody_and_do_not_move(test) {
        let app = TestApp::start(test).await;
        let fields = [("name", "Maison Tournesol"), ("activity", "care-home"), ("postcode", "4800")];
        let (o, b) = {
            let o = app.organisation("Maison Tournesol").await;
            let b = app.building(&o, "Aile des Tournesols").await;
            app.post_form(&urls::organisation_edit(&o), &fields).await.is(303);
            says(&app.get_html(&urls::organisation(&o)).await, &["Verviers"]);
            (o, b)
        };
        app.upload(&o, "?create_meters=true", &one_day(EAN).bytes).await.is(201);
        let id = id_of(&app, &o).await;
        let (_, building) = buildings::by_code(app.app.db.read(), &b).await.unwrap().unwrap();
        let case = Case::read(PANELS, &app.app.catalog()).unwrap();
        let tx = app.app.db.begin().await.unwrap();
        let project =
            projects::create(&tx, &by(&app), id, building.id, "Soleil sur la Maison Tournesol", &case.to_json()).await.unwrap();
        tx.commit().await.unwrap();
        let p = project.code.to_string();
        let anna = Person::with(&app, "anna", manager(id)).await;
        let adam = Person::with(&app, "adam", vec![Role::Adviser(Scope::whole(id.get()))]).await;
        let cara = Person::with(&app, "cara", vec![Role::Cell]).await;
        let ivan = Person::with(&app, "Banque du Val", vec![Role::Investor]).await;
        let (form, list, page) = (urls::project_sheet(&b, &p), urls::sheets(), urls::project(&b, &p));
        assert_eq!(ivan.get(&app, &urls::home()).await.is(303).location(), list);
        says(&ivan.page(&app, &list).await, &["Aucune fiche n’est publiée"]);

        // Only what was previewed is published, by who manages the building.
        let preview = anna.page(&app, &form).await;
        says(&preview, &["Voici exactement ce que liront les investisseurs", "210 000,00 €"]);
        let seen = between(&preview, "name=\"seen\" value=\"", "\"").to_owned();
        for who in [&adam, &cara, &ivan] {
            who.get(&app, &form).await.is(404);
            who.post(&app, &form, &[("publish", "1"), ("seen", &seen)]).await.is(404);
        }
        says(&anna.post(&app, &form, &[("publish", "1"), ("seen", "x")]).await.is(422).text(), &["rien n’a été publié"]);
        anna.post(&app, &form, &[("publish", "1"), ("named", "1"), ("seen", &seen)]).await.is(422);
        anna.post(&app, &form, &[("publish", "1"), ("seen", &seen)]).await.is(303);
        says(&anna.page(&app, &page).await, &["Une fiche est publiée depuis le 21/11/2026, sans le nom"]);

        let listed = ivan.page(&app, &list).await;
        says(&listed, &["Une fiche, avec 190 000,00 € à financer par d’autres."]);
        let s = between(&listed, "href=\"/fiches/", "\"").to_owned();
        let sheet = ivan.get(&app, &urls::sheet(&s)).await.is(200);
        says(&sheet.html(), &["À financer par d’autres", "190 000,00 €", "Situation au 21/11/2026.", "120 000 kWh", "Liège (province)"]);
        let csv = ivan.get(&app, &urls::sheets_csv()).await.is(200);
        for (what, bytes) in [("sheet", sheet.text()), ("list", listed), ("csv", csv.text())] {
            for never in ["Tournesol", "tournesol", "Verviers", "4800", EAN, o.as_str(), b.as_str(), p.as_str(), "anna"] {
                assert!(!bytes.contains(never), "{what}: {never} in {bytes}");
            }
        }
        for (query, there) in [
            ("?travaux=photovoltaic&montant=50000-250000&ticket=50000-250000", true),
            ("?travaux=roof-flat", false),
            ("?montant=plus-de-1000000", false),
            ("?province=Hainaut", false),
        ] {
            let found = ivan.page(&app, &format!("{list}{query}")).await;
            assert_eq!(found.contains("href=\"/fiches/"), there, "{query}");
        }
        for who in [&anna, &adam, &cara] {
            who.get(&app, &list).await.is(404);
            who.get(&app, &urls::sheet(&s)).await.is(404);
        }
        ivan.get(&app, &page).await.is(404);
        ivan.get(&app, &urls::organisation(&o)).await.is(404);

        // The project changes, the sheet does not, and only the organisation is told.
        anna.post(&app, &urls::project_name(&b, &p), &[("name", "Autre nom"), ("version", "1")]).await.is(303);
        assert!(!anna.page(&app, &page).await.contains("la fiche publiée n’a pas bougé"), "a name is not published");
        let work = urls::with_query(&urls::project_work(&b, &p), &[("ligne", "1")]);
        let removed = anna.post(&app, &work, &[("remove", "1"), ("version", "2")]).await;
        assert_eq!(removed.status, 303, "{}", removed.text());
        says(&anna.page(&app, &page).await, &["la fiche publiée n’a pas bougé"]);
        let after = ivan.get(&app, &urls::sheet(&s)).await.is(200);
        assert_eq!(main(&after.text()), main(&sheet.text()));
        says(&anna.page(&app, &form).await, &["il n’y a rien à publier"]);

        // A contact is asked for, once, and the organisation reads who did.
        let contact = urls::sheet(&s);
        says(&ivan.post(&app, &contact, &[("words", "  ")]).await.is(422).text(), &["field-wrong"]);
        ivan.post(&app, &contact, &[("words", "Appelez le 081 00 00 00.")]).await.is(303);
        ivan.post(&app, &contact, &[("words", "Encore")]).await.is(303);
        says(&ivan.page(&app, &contact).await, &["Vous avez demandé le contact le 21/11/2026"]);
        let told = anna.page(&app, &page).await;
        says(&told, &["Un investisseur demande un contact", "Banque du Val", "Appelez le 081 00 00 00."]);
        assert!(!told.contains("Encore"), "{told}");
        assert!(!adam.page(&app, &page).await.contains("Banque du Val"));

        // Withdrawn: at once; what was asked stays with the organisation.
        anna.post(&app, &form, &[("withdraw", &s)]).await.is(303);
        ivan.get(&app, &urls::sheet(&s)).await.is(404);
        ivan.post(&app, &contact, &[("words", "Encore")]).await.is(404);
        says(&anna.page(&app, &page).await, &["Publier une fiche", "Banque du Val"]);
    }

    async fn a_named_sheet_says_the_name_another_takes_its_place_and_none_outlives_its_organisation(test) {
        let app = TestApp::start(test).await;
        let (o, b) = app.home("Maison Tournesol").await;
        let id = id_of(&app, &o).await;
        let (_, building) = buildings::by_code(app.app.db.read(), &b).await.unwrap().unwrap();
        let case = Case::read(PANELS, &app.app.catalog()).unwrap();
        let tx = app.app.db.begin().await.unwrap();
        let project = projects::create(&tx, &by(&app), id, building.id, "Soleil", &case.to_json()).await.unwrap();
        tx.commit().await.unwrap();
        let p = project.code.to_string();
        let form = urls::project_sheet(&b, &p);
        let publish = async |named: bool| {
            let address = urls::with_query(&form, &[("nom", if named { "oui" } else { "" })]);
            let seen = between(&app.get_html(&address).await, "name=\"seen\" value=\"", "\"").to_owned();
            let fields = [("publish", "1"), ("seen", seen.as_str()), ("named", if named { "1" } else { "" })];
            app.post_form(&form, &fields).await.is(303);
        };
        publish(false).await;
        publish(true).await;
        let list = app.get_html(&urls::sheets()).await;
        says(&list, &["Une fiche, avec", "Maison Tournesol"]);
        says(&plain(&app.get_html(&form).await), &["avec le nom de votre organisation"]);
        app.post_form(&urls::project(&b, &p), &[("archive", "1"), ("version", "1")]).await.is(303);
        says(&app.get_html(&urls::sheets()).await, &["Aucune fiche n’est publiée"]);
        says(&app.get_html(&form).await, &["aucune fiche n’est montrée ni publiée"]);
        app.post_form(&urls::project(&b, &p), &[("restore", "1")]).await.is(303);
        says(&app.get_html(&urls::sheets()).await, &["Maison Tournesol"]);
        app.post_form(&urls::organisation_archive(&o), &[]).await.is(303);
        says(&app.get_html(&urls::sheets()).await, &["Aucune fiche n’est publiée"]);
    }

    async fn a_reviewer_is_at_home_with_the_federations_and_a_manager_with_the_organisations(test) {
        let app = TestApp::start(test).await;
        let (o, _) = app.home("Les Tilleuls").await;
        let id = id_of(&app, &o).await;
        let (val, f) = federation(&app, "Val Clair").await;
        let (_, g) = federation(&app, "Haut Mont").await;
        let rita = Person::with(&app, "rita", vec![Role::Reviewer { federation: val.get() }]).await;
        assert_eq!(rita.get(&app, &urls::home()).await.is(303).location(), urls::federations());
        let page = rita.page(&app, &urls::federations()).await;
        assert!(page.contains(&urls::members(&f)) && !page.contains(&urls::members(&g)), "{page}");
        let both = [manager(id), vec![Role::Reviewer { federation: val.get() }, Role::Cell]].concat();
        let anna = Person::with(&app, "anna", both).await;
        let page = anna.page(&app, &urls::home()).await;
        says(&page, &["Les Tilleuls", "Fédérations", "Demandes d’aide"]);
        says(&anna.page(&app, &urls::organisation(&o)).await, &["Ce que voient vos fédérations", "Demander l’aide de la cellule"]);
    }
}
