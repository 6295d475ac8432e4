//! The service as it really starts, on a database of the test, spoken to over HTTP on the loopback.

use std::net::{Ipv4Addr, SocketAddr};

use eclaireur::app::App;
use eclaireur::clock::Clock;
use eclaireur::config::{Layer, Settings};
use eclaireur::router::router;
use eclaireur::store::organisations::{self, NewOrganisation};
use eclaireur_frontend::urls;
use eclaireur_models::period::day_start;
use reqwest::{Client, Method, RequestBuilder, multipart};
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::answer::client;
use super::{Answer, TestDatabase};

/// Nine in the morning of 21 November 2026 in Brussels.
pub(crate) fn now() -> i64 {
    day_start("2026-11-21".parse().expect("a day")) + 9 * 3600
}

/// A service that stops when it is dropped.
pub(crate) struct TestApp {
    /// What its handlers are given.
    pub(crate) app: App,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// Mails that were sent, one file each.
    mails: tempfile::TempDir,
    client: Client,
    server: JoinHandle<()>,
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl TestApp {
    /// With the usual settings.
    pub(crate) async fn start(test: &TestDatabase) -> TestApp {
        Self::with(test, Layer::default(), false).await
    }

    /// With the smallest of upload limits, so that a test can pass it.
    pub(crate) async fn with_limit(test: &TestDatabase, upload_limit_bytes: u64) -> TestApp {
        let layer = Layer { upload_limit_bytes: Some(upload_limit_bytes), ..Layer::default() };
        Self::with(test, layer, false).await
    }

    /// As the demonstration, without its readings.
    pub(crate) async fn demo(test: &TestDatabase) -> TestApp {
        Self::with(test, Layer::default(), true).await
    }

    /// With these settings.
    pub(crate) async fn with(test: &TestDatabase, layer: Layer, demo: bool) -> TestApp {
        let mails = tempfile::tempdir().expect("a folder");
        let mut layer = Layer { database_url: Some(test.url.clone()), ..layer };
        layer.mail.mail_folder = layer.mail.mail_folder.or_else(|| Some(mails.path().to_owned()));
        let settings = Settings::new(layer, demo).expect("the settings are right");
        let app = App::start(settings, Clock::fixed(now()), demo).await.expect("the service starts");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let service = router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move {
            axum::serve(listener, service).await.expect("the service serves");
        });
        let client = client();
        TestApp { app, address, mails, client, server }
    }

    /// A request to be completed by the test: headers, body.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.address))
    }

    /// GET.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::to(self.request(Method::GET, path)).await
    }

    /// GET of a page that must be there.
    pub(crate) async fn get_html(&self, path: &str) -> String {
        self.get(path).await.is(200).html()
    }

    /// GET of JSON that must be there.
    pub(crate) async fn get_json(&self, path: &str) -> Value {
        self.get(path).await.is(200).json()
    }

    /// DELETE.
    pub(crate) async fn delete(&self, path: &str) -> Answer {
        Answer::to(self.request(Method::DELETE, path)).await
    }

    /// POST of a form without files.
    pub(crate) async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).expect("fields are text");
        let request = self.request(Method::POST, path).body(body);
        Answer::to(request.header("content-type", "application/x-www-form-urlencoded")).await
    }

    /// POST of a form with files: (field, file name, bytes).
    pub(crate) async fn post_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        let mut form = multipart::Form::new();
        for (name, value) in fields {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        for (field, name, bytes) in files {
            let part = multipart::Part::bytes(bytes.to_vec()).file_name((*name).to_owned());
            form = form.part((*field).to_owned(), part);
        }
        Answer::to(self.request(Method::POST, path).multipart(form)).await
    }

    /// POST of one file to the imports of an organisation, as a program does; `query` begins with `?` or is empty.
    pub(crate) async fn upload(&self, organisation: &str, query: &str, bytes: &[u8]) -> Answer {
        let path = format!("/api/v1/organisations/{organisation}/imports{query}");
        self.post_files(&path, &[], &[("file", "export.csv", bytes)]).await
    }

    /// A new organisation with nothing in it: its code.
    pub(crate) async fn organisation(&self, name: &str) -> String {
        let tx = self.app.db.begin().await.expect("a transaction");
        let new = NewOrganisation { name: name.to_owned(), ..NewOrganisation::default() };
        let row = organisations::create(&tx, &self.app.by(), &new).await.expect("an organisation");
        tx.commit().await.expect("it is kept");
        row.organisation.code.to_string()
    }

    /// A new building, made with its form: its code.
    pub(crate) async fn building(&self, organisation: &str, name: &str) -> String {
        let made = self.post_form(&urls::building_new(organisation), &[("name", name)]).await.is(303);
        code_in(&made.location())
    }

    /// A new organisation with one building: their codes.
    pub(crate) async fn home(&self, name: &str) -> (String, String) {
        let organisation = self.organisation(name).await;
        let building = self.building(&organisation, name).await;
        (organisation, building)
    }

    /// A new meter of a building, made with its form: its id.
    pub(crate) async fn meter(&self, building: &str, fields: &[(&str, &str)]) -> String {
        self.post_form(&urls::meter_new(building), fields).await.is(303);
        let page = self.get_html(&urls::readings(building)).await;
        let prefix = urls::meter(building, "");
        let ids: Vec<&str> = page.split(&prefix).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        (*ids.iter().filter(|id| **id != "nouveau").max().expect("a meter")).to_owned()
    }

    /// The mails that were sent to an address, in no order, once there are so many.
    #[expect(clippy::disallowed_methods, reason = "a test reads its files")]
    pub(crate) async fn mails_to(&self, email: &str, many: usize) -> Vec<String> {
        for _ in 0..200 {
            let mut all = Vec::new();
            for file in std::fs::read_dir(self.mails.path()).expect("the folder").flatten() {
                if file.path().extension().is_none_or(|end| end != "eml") {
                    continue;
                }
                let text = std::fs::read_to_string(file.path()).expect("a mail");
                if text.lines().any(|line| line == format!("To: {email}")) {
                    all.push(text.replace("=\r\n", "").replace("=3D", "="));
                }
            }
            if all.len() >= many {
                return all;
            }
            tokio::time::sleep(core::time::Duration::from_millis(25)).await;
        }
        panic!("fewer than {many} mails to {email}");
    }

    /// Rows of a table.
    pub(crate) async fn rows(&self, table: &str) -> i64 {
        let db = self.app.db.read();
        let sql = format!("SELECT COUNT(*) FROM \"{table}\"");
        let statement = Statement::from_string(db.get_database_backend(), sql);
        let row = db.query_one_raw(statement).await.expect(table).expect("one row");
        row.try_get_by_index(0).expect("a number")
    }
}

/// The code in the address of a building: `/batiments/CODE?…`.
pub(crate) fn code_in(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}
