//! Aids without an account: the catalogue, one aid, the simulator, the question-by-question guide and its letter, and a
//! catalogue that is read again while the service runs.

use std::path::{Path, PathBuf};

use eclaireur::config::Layer;
use eclaireur_frontend::urls;
use eclaireur_models::catalog::Catalog;

use super::{followed, plain, says};
use crate::support::{TestApp, on_both, write};

/// The catalogue in a folder of its own.
fn copied(folder: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("models/catalog");
    let into = folder.join("catalog");
    for (path, text) in eclaireur::outside::files::read_catalog(&source).unwrap() {
        write(&into.join(path), text.as_bytes());
    }
    into
}

/// A scheme nobody has heard of, with codes nobody has worded.
const NEW: &str = r#"
code = "wallonia/neuf-2026"
kind = "grant"
status = "open"
dated_by = "day"
checked_on = 2026-11-20
[name]
fr = "Prime neuve de novembre"
[[source]]
id = "text"
title = "Arrêté inventé pour ce test"
[[condition]]
code = "never-worded"
fact = "organisation.legal_form"
is = ["asbl"]
certainty = "certain"
source = "text"
[[amount]]
from = 2026-01-01
shape = "rate_of_cost"
measures = ["lighting"]
rate = "12 %"
certainty = "certain"
source = "text"
"#;

/// The address of a case.
fn case(path: &str, pairs: &[(&str, &str)]) -> String {
    urls::with_query(path, pairs)
}

const SCHOOL: [(&str, &str); 11] = [
    ("organisation.legal_form", "cpas"),
    ("organisation.activity", "school"),
    ("organisation.seat_in_wallonia", "oui"),
    ("organisation.german_speaking_community", "non"),
    ("building.in_wallonia", "oui"),
    ("building.tenure", "owner"),
    ("procedure.ureba_audit_date", "1/3/2025"),
    ("procedure.application_date", "1/12/2026"),
    ("1.work.measure", "roof-flat"),
    ("1.work.quantity", "200"),
    ("1.work.cost_excl_vat", "30000"),
];

on_both! {
    async fn every_aid_is_listed_narrowed_and_taken_away(test) {
        let app = TestApp::start(test).await;
        let page = app.get_html(&urls::aids()).await;
        let catalog = Catalog::embedded().unwrap();
        for scheme in catalog.schemes() {
            assert!(page.contains(&urls::aid(&scheme.code)), "{}", scheme.code);
            let page = app.get_html(&urls::aid(&scheme.code)).await;
            says(&page, &["Pour qui", "Combien", "Comment la demander", "Sources"]);
            for source in &scheme.sources {
                let title = source.title.replace('&', "&#38;").replace('\'', "&#39;");
                assert!(page.contains(&title), "{}: {title}", scheme.code);
            }
        }
        let of = |query: &str| format!("{}{query}", urls::aids());
        for (query, there, not) in [
            ("?q=UREBA%202022", "wallonia/ureba-2022", "brasero"),
            ("?q=r%C3%A9novation%20zzz", "Aucune fiche ne correspond", "brasero"),
            ("?statut=closed", "wallonia/ureba-2013", "wallonia/ureba-2022"),
            ("?type=loan", "wallonia/green-health", "wallonia/ureba-2022"),
            ("?pour=hospital", "wallonia/hospitals", "wallonia/creches"),
            ("?statut=perdu&type=%3Cscript%3E&pour=lune", "wallonia/ureba-2022", "<script>"),
        ] {
            let page = app.get_html(&of(query)).await;
            let main = page.split_once("<main").unwrap().1.split_once("<footer").unwrap().0;
            assert!(main.contains(there) && !main.contains(not), "{query}: {main}");
        }
        let csv = app.get(&format!("{}?statut=closed", urls::aids_csv())).await.is(200).text();
        assert!(csv.contains("wallonia/ureba-2013") && csv.contains(";fermé;") && !csv.contains(";ouvert;"), "{csv}");
        app.get(&urls::aids_xlsx()).await.is(200);
        app.get("/aides/wallonia/rien").await.is(404);
        says(&app.get_html(&urls::aid("wallonia/ureba-2013")).await, &["Ce régime est fermé"]);
        says(
            &app.get_html(&urls::aid("wallonia/ureba-2022")).await,
            &["59 €/m²", "65 €/m² avec un matériau biosourcé", "à confirmer", "statuts coordonnés", "Délai : 5 ans"],
        );
    }

    async fn a_case_is_judged_and_its_address_is_all_there_is(test) {
        let app = TestApp::start(test).await;
        let before = app.rows("log").await;
        says(&app.get_html(&urls::simulator()).await, &["Dites ce que vous savez", "Rien n’est gardé"]);
        let address = case(&urls::simulator(), &SCHOOL);
        let page = plain(&app.get_html(&address).await);
        says(&page, &["11 800,00 € (à confirmer)", "200 m² × 59,00 €/m²", "À confirmer", "Sûr", "Non"]);
        assert!(!page.contains("Ne signez rien"), "{page}");
        // The same without a word: what is empty is dropped from the address.
        let with_empty = format!("{address}&organisation.aim=&1.unit=");
        let clean = app.get(&with_empty).await.is(303).location();
        let told = |address: &str| {
            let mut told: Vec<String> = address.split(['?', '&']).map(str::to_owned).collect();
            told.sort();
            told
        };
        assert_eq!(told(&clean), told(&address));
        says(&app.get_html(&clean).await, &["11 800,00 € (à confirmer)"]);
        let early = [SCHOOL.as_slice(), &[("procedure.order_signed_date", "1/10/2026")]].concat();
        let page = app.get_html(&case(&urls::simulator(), &early)).await;
        says(&page, &["Ne signez rien avant la décision d’octroi", "note-alert"]);
        let wrong = case(&urls::simulator(), &[("1.work.cost_excl_vat", "beaucoup"), ("organisation.aim", "sot")]);
        let page = app.get(&wrong).await.is(422).html();
        says(&page, &["« beaucoup » n’est pas un nombre", "Choisissez dans la liste"]);
        for strange in ["?on=%00", "?organisation.members=1e400", "?1.work.quantity=%F0%9F%98%80", "?x=%FF"] {
            let answer = app.get(&format!("{}{strange}", urls::simulator())).await;
            assert!(matches!(answer.status, 200 | 400 | 422), "{strange}: {}", answer.status);
        }
        assert_eq!(app.rows("log").await, before, "nothing is kept");
    }

    async fn one_question_after_the_other_leads_to_an_answer_and_a_letter(test) {
        let app = TestApp::start(test).await;
        let page = app.get_html(&urls::guide()).await;
        says(&page, &["question 1", "Je ne sais pas"]);
        // An empty answer is asked for again.
        let asked = "organisation.legal_form";
        let sent = case(&urls::guide(), &[("question", asked), ("envoye", "1")]);
        says(&app.get(&sent).await.is(422).html(), &["forme juridique de votre organisation", "Remplissez ce champ"]);
        let sent = case(&urls::guide(), &[(asked, "asbl"), ("question", asked), ("envoye", "1")]);
        let next = app.get(&sent).await.is(303).location();
        assert_eq!(next, case(&urls::guide(), &[(asked, "asbl")]), "an address says each answer once");
        // Nobody knows anything: the questions end all the same.
        let mut address = next;
        for step in 0..40 {
            let page = app.get_html(&address).await;
            let Some((_, fact)) = page.split_once("name=\"passer\" value=\"") else {
                assert!(step > 2, "{address}");
                break;
            };
            let fact = fact.split('"').next().unwrap();
            address = app.get(&format!("{address}&question={fact}&envoye=1&passer={fact}")).await.is(303).location();
        }
        let page = app.get_html(&address).await;
        says(&page, &["Ce qui est sûr", "Hypothèses", "Au 21/11/2026, de 0 à ", "Êtes-vous pouvoir adjudicateur", "Vos réponses"]);
        assert!(!plain(&page).to_lowercase().contains("inconnu"), "{page}");
        let home = [
            (asked, "asbl"),
            ("organisation.activity", "care-home"),
            ("organisation.public_funding_share", "62"),
            ("fin", "oui"),
        ];
        let page = app.get_html(&case(&urls::guide(), &home)).await;
        says(&page, &["UREBA", "vos statuts, relus avec l’administration", "plus de 50 %", "30 000,00 € HTVA"]);
        let letter = app.get(&case(&urls::letter_text(), &home)).await.is(200);
        assert_eq!(letter.header("content-type"), "text/plain; charset=utf-8");
        let letter = plain(&letter.text());
        for words in ["21 novembre 2026", "Forme juridique : ASBL", "UREBA", "Statuts coordonnés", "rien n’est commandé"] {
            assert!(letter.contains(words), "{words}: {letter}");
        }
        if cfg!(feature = "pdf") {
            let pdf = app.get(&case(&urls::letter_pdf(), &home)).await.is(200);
            assert_eq!(pdf.header("content-type"), "application/pdf");
        }
        for strange in ["?question=plan.discount_rate", "?question=%3Cb%3E", "?passe=,,x,organisation.aim", "?fin=1"] {
            app.get(&format!("{}{strange}", urls::guide())).await.is(200);
        }
        app.get(&format!("{}?organisation.legal_form=sprl", urls::guide())).await.is(422);
    }

    async fn a_new_file_is_seen_without_a_restart_and_a_broken_one_is_refused(test) {
        let folder = tempfile::tempdir().unwrap();
        let catalog = copied(folder.path());
        let app = TestApp::with(test, Layer { catalog: Some(catalog.clone()), ..Layer::default() }, false).await;
        let aid = urls::aid("wallonia/neuf-2026");
        let admin = urls::admin_catalog();
        let before = app.app.catalog().version().to_owned();
        let building = app.home("Les Tilleuls").await.1;
        let indicators = format!("/api/v1/buildings/{building}/assessment");
        assert_eq!(app.get_json(&indicators).await["catalog"], before.as_str());
        app.get(&aid).await.is(404);
        says(&followed(&app, app.post_form(&admin, &[]).await).await, &["rien n’y a changé"]);
        write(&catalog.join("schemes/wallonia/neuf-2026.toml"), NEW.as_bytes());
        app.get(&aid).await.is(404);
        says(&followed(&app, app.post_form(&admin, &[]).await).await, &["Le nouveau catalogue est en vigueur"]);
        says(&app.get_html(&aid).await, &["Prime neuve de novembre", "Never worded", "12 % du coût HTVA", "Forme juridique : ASBL"]);
        says(&app.get_html(&urls::aids()).await, &["Prime neuve de novembre"]);
        let after = app.app.catalog().version().to_owned();
        assert_ne!(after, before);
        assert_eq!(app.get_json(&indicators).await["catalog"], after.as_str(), "made anew");
        // A bad date, an example that does not come out: refused with file and key, the last good one stays.
        let example = "[[example]]\ngiven = { work = [{ measure = \"lighting\", cost_excl_vat = \"100 EUR\" }] }\n\
            expect = \"13.00 EUR\"\norigin = \"by hand\"\n";
        for (text, words) in [
            (NEW.replace("checked_on = 2026-11-20", "checked_on = 2026-02-30"), "checked_on"),
            (NEW.replace("rate = \"12 %\"", "rate = \"120 %\""), "rate"),
            (NEW.replace("[[amount]]", "[[sauna]]"), "sauna"),
            (format!("{NEW}\n{example}"), "it gives 12.00 EUR, not 13.00 EUR"),
        ] {
            write(&catalog.join("schemes/wallonia/neuf-2026.toml"), text.as_bytes());
            let page = app.post_form(&admin, &[]).await.is(422).html();
            says(&page, &["reste en vigueur", "schemes/wallonia/neuf-2026.toml", words]);
            assert_eq!(app.app.catalog().version(), after);
            says(&app.get_html(&admin).await, &[words]);
            says(&app.get_html(&aid).await, &["Prime neuve de novembre"]);
        }
        write(&catalog.join("schemes/wallonia/neuf-2026.toml"), NEW.as_bytes());
        let page = followed(&app, app.post_form(&admin, &[]).await).await;
        assert!(!page.contains("neuf-2026"), "what was refused is forgotten once it is right: {page}");
    }
}
