//! `audit verify`: the chains of the event log, and the first entry of one that was changed.

use eclaireur::store::{OrganisationId, organisations};
use sea_orm::ConnectionTrait as _;
use serde_json::json;

use crate::support::{Program, TestApp, TestDatabase, on_both};

async fn tamper(test: &TestDatabase, sql: &str, tenant: i64) {
    let tx = test.db.begin().await.unwrap();
    tx.execute_unprepared(&sql.replace('$', &tenant.to_string())).await.unwrap();
    tx.commit().await.unwrap();
}

async fn id_of(test: &TestDatabase, code: &str) -> OrganisationId {
    organisations::by_code(test.db.read(), code).await.unwrap().unwrap().id
}

on_both! {
    async fn whole_chains_are_told_with_their_last_hash_and_a_broken_one_with_its_entry(test) {
        let app = TestApp::start(test).await;
        let (home, _) = app.home("Les Tilleuls").await;
        let (other, _) = app.home("Les Érables").await;
        let program = Program::new();
        let run = |more: &[&str]| {
            let all = [&["audit", "verify", "--json", "--database-url", &test.url], more].concat();
            program.run(&all)
        };
        let told = run(&[]).is(0).json();
        assert_eq!((&told["whole"], &told["first_broken"]), (&true.into(), &serde_json::Value::Null));
        let chains = told["chains"].as_array().unwrap();
        assert!(chains.iter().all(|c| c["broken"].is_null() && c["last_hash"].as_str().unwrap().len() == 64));
        let names: Vec<_> = chains.iter().map(|c| c["organisation"].as_str().unwrap_or("-")).collect();
        assert!(names.contains(&home.as_str()) && names.contains(&other.as_str()), "{names:?}");
        let one = run(&["--organisation", &home]).is(0).json();
        assert_eq!((one["chains"].as_array().unwrap().len(), &one["chains"][0]["organisation"]), (1, &home.as_str().into()));
        let said = run(&["--organisation", "nulle-part"]).is(2);
        assert!(said.err.contains("nulle-part"), "{said:?}");

        let tenant = id_of(test, &home).await.get();
        tamper(test, "UPDATE log SET data = '{}' WHERE tenant = $ AND seq = 2", tenant).await;
        let told = run(&[]).is(1).json();
        assert_eq!(told["whole"], false);
        assert_eq!(told["first_broken"]["organisation"], home);
        assert_eq!(told["first_broken"]["broken"], json!({ "entry": 2, "why": "changed" }));
        run(&["--organisation", &home]).is(1);
        run(&["--organisation", &other]).is(0);
        let text = program.run(&["audit", "verify", "--database-url", &test.url]).is(1).out;
        assert!(text.contains(&format!("{home}\tbroken at entry 2: changed")), "{text}");

        let tenant = id_of(test, &other).await.get();
        tamper(test, "DELETE FROM log WHERE tenant = $ AND seq = 1", tenant).await;
        let told = run(&["--organisation", &other]).is(1).json();
        assert_eq!(told["first_broken"]["broken"], json!({ "entry": 2, "why": "missing-before" }));
        tamper(test, "DELETE FROM log WHERE tenant = $", tenant).await;
        let told = run(&["--organisation", &other]).is(1).json();
        assert_eq!(told["first_broken"]["broken"], json!({ "entry": 1, "why": "no-entries" }));
        // A backup of it can be made, and says so.
        let said = program.run(&["backup", "a.backup", "--database-url", &test.url]).is(1);
        assert!(said.err.contains("audit verify"), "{said:?}");
    }
}
