//! The plan of a project: the same first line and the same cents on its page, in its workbook, for programs.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use eclaireur::store::{buildings, projects};
use eclaireur_frontend::urls;
use eclaireur_models::financing::Case;
use serde_json::Value;

use super::{plain, says};
use crate::support::{TestApp, on_both};

/// The published workshop: 249 kWc lent at 2 % over ten years.
const PANELS: &str = r#"
[organisation]
vat_recovery = "full"
[[work]]
measure = "photovoltaic"
quantity = "249 kWc"
cost_excl_vat = "210000 EUR"
saving_kwh = 120000
saving_quality = "estimated"
price_per_kwh = 0.25
carrier = "electricity"
lifetime_years = 25
maintenance_per_year = "0 EUR"
[[source]]
kind = "loan"
amount = "210000 EUR"
rate = 0.02
years = 10
grace_months = 0
amortisation = "annuity"
[plan]
horizon_years = 20
discount_rate = 0.03
vat_rate = 0.21
price_growth = 0.02
own_funds_max = "50000 EUR"
"#;

/// A building with this project; its codes.
async fn project(app: &TestApp, text: &str) -> (String, String) {
    let (_, b) = app.home("Atelier du Moulin").await;
    let (_, row) = buildings::by_code(app.app.db.read(), &b).await.unwrap().expect("the building");
    let case = Case::read(text, &app.app.catalog()).expect("a case").to_json();
    let tx = app.app.db.begin().await.unwrap();
    let made = projects::create(&tx, &app.app.by(), row.tenant, row.id, "Panneaux", &case).await.unwrap();
    tx.commit().await.unwrap();
    (b, made.code.to_string())
}

fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let range =
        book.worksheet_range(sheet).unwrap_or_else(|e| panic!("{sheet}: {e} of {:?}", book.sheet_names()));
    range.rows().map(<[Data]>::to_vec).collect()
}

on_both! {
    async fn page_workbook_and_api_tell_the_same_first_line_and_the_same_net_of_year_one(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app, PANELS).await;
        let told = app.get_json(&format!("/api/v1/buildings/{b}/financing?project={p}")).await;
        let plan = &told["plan"];
        assert_eq!(plan["years"][0]["net"], "6621.43", "30 000 − 23 378.57");
        assert_eq!(plan["first_line"]["cash_neutral_from_year"], 1);
        let yields = plan["first_line"]["yearly_yield"].as_str().expect("euro").replace('.', ",");
        let page = app.get_html(&urls::project(&b, &p)).await;
        says(&page, &["À partir de l’année 1, ce projet ne coûte plus rien", "6 621,43", "Quatre façons de payer",
            "Dépasse la limite fixée", "Voir les 15 années suivantes", "chart-plan", "chart-tornado"]);
        let xlsx = app.get(&urls::project_file(&b, &p, "dossier.xlsx")).await.is(200).bytes;
        let summary = rows(&xlsx, "Le plan");
        let Data::String(first) = &summary[1][1] else { panic!("{:?}", summary[1]) };
        let first = plain(first);
        assert!(plain(&page).contains(&first), "{first}");
        assert!(first.replace(' ', "").contains(&format!("{yields}€")), "{first} tells {yields}");
        let years = rows(&xlsx, "Années du plan (cas central)");
        let net = years[0].iter().position(|c| c.to_string().starts_with("Reste")).expect("a column");
        assert_eq!(years[1][net], Data::Float(6621.43));
        assert_eq!(years.len(), 21);
    }

    async fn charts_of_a_plan_are_files_the_same_twice_and_others_are_not_there(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app, PANELS).await;
        for name in ["plan", "tornado"] {
            for (ending, begins) in [("svg", "<svg"), ("png", "\u{89}PNG"), ("csv", ""), ("xlsx", "PK")] {
                let at = urls::project_file(&b, &p, &format!("{name}.{ending}"));
                let first = app.get(&at).await.is(200).bytes;
                let head: String = first.iter().take(4).map(|byte| char::from(*byte)).collect();
                assert!(head.starts_with(begins), "{name}.{ending}: {head}");
                assert_eq!(first, app.get(&at).await.is(200).bytes, "{name}.{ending}");
            }
        }
        for wrong in ["plan.pdf", "plan.", "tornado.svg.exe", "months.svg", "..svg"] {
            app.get(&urls::project_file(&b, &p, wrong)).await.is(404);
        }
    }

    async fn a_plan_that_lacks_a_fact_says_which_and_has_no_charts(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app, &PANELS.replace("price_growth = 0.02\n", "")).await;
        let told = app.get_json(&format!("/api/v1/buildings/{b}/financing?project={p}")).await;
        assert_eq!((&told["plan"], &told["missing"]), (&Value::Null, &serde_json::json!(["plan.price_growth"])));
        let page = app.get_html(&urls::project(&b, &p)).await;
        says(&page, &["Hausse annuelle des prix de l’énergie"]);
        assert!(!page.contains("Qui paie"));
        app.get(&urls::project_file(&b, &p, "plan.svg")).await.is(404);
        app.get(&urls::project_file(&b, &p, "dossier.pdf")).await.is(200);
    }
}
