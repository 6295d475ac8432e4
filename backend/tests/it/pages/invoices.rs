//! An electronic invoice on the pages: what the preview says of it, its lines taken away, its cost where it goes.

use std::path::Path;

use eclaireur_frontend::urls;

use crate::support::{Answer, TestApp, TestDatabase, read};

use super::{followed, says};

async fn sent(app: &TestApp, path: &str, name: &str) -> Answer {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/meters/ubl-invoice");
    let bytes = read(&folder.join(name));
    app.post_files(path, &[], &[("file", name, &bytes)]).await
}

fn id_in(address: &str) -> &str {
    address.trim_start_matches("/imports/").split('?').next().unwrap()
}

#[tokio::test]
async fn an_invoice_says_what_it_costs_before_it_is_confirmed() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let upload = urls::building_upload(&building);
    let preview = sent(&app, &upload, "advances-deducted.xml").await.is(303).location();
    let id = id_in(&preview);
    says(
        &app.get_html(&preview).await,
        &[
            "Facture n° 2026-009001 de « Énergie du Bocq SA », du 01/01/2025 au 31/12/2025 : 89,04 € TVAC.",
            "Les 3 lignes de la facture",
            "Acomptes déduits",
            "Coût pour « 549999000000008036 » : 1 488,24 € TVAC.",
            "Confirmer",
        ],
    );
    let lines = app.get(&urls::invoices_csv(id)).await.is(200).text();
    says(&lines, &["Consommation électricité, toutes heures", "5400", "Acomptes déjà facturés"]);
    let confirmed = app.post_form(&urls::import_confirm(id), &[]).await;
    says(&followed(&app, confirmed).await, &["L’import est confirmé.", "5 400"]);
    says(&app.get_html(&urls::energy(&building)).await, &["1 488"]);

    // An advance for the same point brings no reading: there is nothing to choose, and it is kept all the same.
    let preview = sent(&app, &upload, "advance.xml").await.is(303).location();
    says(
        &app.get_html(&preview).await,
        &["Facture d’acompte n° 2025-ACO-07", "Paiement noté pour", "127,20 € TVAC", "Confirmer"],
    );
    app.post_form(&urls::import_confirm(id_in(&preview)), &[]).await.is(303);
    assert_eq!(app.rows("bill").await, 2);

    let preview = sent(&app, &upload, "no-energy.xml").await.is(303).location();
    says(
        &app.get_html(&preview).await,
        &["Pourquoi no-energy.xml n’a pas été lu", "aucune quantité d’énergie"],
    );
    test.remove().await;
}
