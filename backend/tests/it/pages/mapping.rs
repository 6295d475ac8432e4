//! A table nobody described: its columns said once, tried, used, remembered for its sender, forgotten, remembered again.

use eclaireur_frontend::urls;

use super::{followed, says};
use crate::support::{TestApp, TestDatabase, on_sqlite};

/// A layout that is in no catalogue.
pub(crate) const NEVER_SEEN: &str = "Rapport de la chaufferie\n\n\
    Moment;Drapeau;Grandeur A\n\
    03/02/2025 00:00;ok;12,5\n\
    03/02/2025 01:00;ok;13\n\
    03/02/2025 02:00;??;12,25\n\
    03/02/2025 03:00;ok;-\n\
    03/02/2025 04:00;ok;11\n";

/// The next file of the same sender, its columns in another order.
pub(crate) const SECOND: &str = "Grandeur A;MOMENT;drapeau\n\
    2,5;04/02/2025 00:00;ok\n3;04/02/2025 01:00;ok\n";

async fn sent(app: &TestApp, organisation: &str, name: &str, text: &str) -> String {
    let path = urls::organisation_upload(organisation);
    app.post_files(&path, &[], &[("file", name, text.as_bytes())]).await.is(303).location()
}

fn id_in(address: &str) -> &str {
    address.trim_start_matches("/imports/").split('?').next().unwrap()
}

/// What a person chooses: the proposal, with unit and energy.
fn chosen(extra: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut fields = vec![
        ("use_0", "date"),
        ("use_1", "ignored"),
        ("use_2", "consumption"),
        ("unit_2", "kWh"),
        ("carrier_2", "district_heat"),
        ("order", "day"),
        ("ends", "start"),
    ];
    fields.extend_from_slice(extra);
    fields
}

mod columns_are_said_once {
    use super::*;

    async fn run(test: &TestDatabase) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let preview = sent(&app, &home, "regulation.csv", NEVER_SEEN).await;
        let columns = urls::import_columns(id_in(&preview));
        says(&app.get_html(&preview).await, &["Dire ce que contiennent les colonnes", &columns]);
        let page = app.get_html(&columns).await;
        says(&page, &["Que contiennent les colonnes de « regulation.csv »", "Colonne C · Grandeur A"]);
        says(&page, &["Elle contient des dates. Par exemple : 03/02/2025 00:00"]);

        // The unit is missing: said at the field, nothing lost.
        let form = [("use_0", "date"), ("use_2", "consumption"), ("name_2", "Aile B")];
        let page = app.post_form(&columns, &form).await.is(422).html();
        says(&page, &["Choisissez l’unité de ces valeurs.", "value=\"Aile B\""]);

        let page = app.post_form(&columns, &chosen(&[("try", "1")])).await.is(200).html();
        says(&page, &["Ce que cela donne", "48,75", "Chaleur (réseau)"]);
        assert_eq!(app.rows("mapping").await, 0, "trying keeps nothing");

        let keep = chosen(&[("remember", "1"), ("sender", "")]);
        says(&app.post_form(&columns, &keep).await.is(422).html(), &["Qui envoie ce fichier"]);
        let keep = chosen(&[("remember", "1"), ("sender", "Régulation")]);
        let page = followed(&app, app.post_form(&columns, &keep).await).await;
        says(&page, &["Retenu.", "colonnes retenues : Régulation", "Confirmer"]);
        app.post_form(&urls::import_confirm(id_in(&preview)), &[]).await.is(303);

        let second = sent(&app, &home, "mars.csv", SECOND).await;
        says(&app.get_html(&second).await, &["colonnes retenues : Régulation", "Confirmer"]);

        // Forgotten, it is a question again; remembered again, it is none.
        let list = app.get_html(&urls::mappings(&home)).await;
        says(&list, &["Régulation", "Moment · Drapeau · Grandeur A", "Ne plus reconnaître"]);
        let forget =
            list.split("action=\"").find_map(|p| p.split('"').next().filter(|u| u.ends_with("/oublier")));
        let forget = forget.expect("a button").to_owned();
        says(&followed(&app, app.post_form(&forget, &[]).await).await, &["oublié", "Reconnaître à nouveau"]);
        says(&app.get_html(&second).await, &["Dire ce que contiennent les colonnes"]);
        let restore = forget.replace("/oublier", "/retenir");
        app.post_form(&restore, &[]).await.is(303);
        says(&app.get_html(&second).await, &["colonnes retenues : Régulation"]);

        // Confirmed, there is nothing left to say.
        assert_eq!(app.get(&columns).await.is(303).location(), preview);
        let (_, other) = app.home("Le Verger").await;
        app.post_form(&forget.replace(&home, &other), &[]).await.is(404);
    }

    on_sqlite!();
    crate::support::on_postgres!();
}

#[tokio::test]
async fn a_mapping_of_one_file_is_not_remembered_and_one_of_a_sender_is_not_anothers() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (home, _) = app.home("Les Tilleuls").await;
    let (other, _) = app.home("Le Verger").await;
    let preview = sent(&app, &home, "regulation.csv", NEVER_SEEN).await;
    let columns = urls::import_columns(id_in(&preview));
    let page = followed(&app, app.post_form(&columns, &chosen(&[])).await).await;
    says(&page, &["colonnes décrites pour ce fichier"]);
    let second = sent(&app, &home, "mars.csv", SECOND).await;
    says(&app.get_html(&second).await, &["Dire ce que contiennent les colonnes"]);
    app.post_form(&columns, &chosen(&[("remember", "1"), ("sender", "Régulation")])).await.is(303);
    says(&app.get_html(&second).await, &["colonnes retenues"]);
    let theirs = sent(&app, &other, "mars.csv", SECOND).await;
    says(&app.get_html(&theirs).await, &["Dire ce que contiennent les colonnes"]);
    let typed = app.get("/imports/0000000000000/colonnes").await;
    typed.is(404);
}
