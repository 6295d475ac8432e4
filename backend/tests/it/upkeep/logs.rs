//! What is logged of requests: the pattern of the route, never what stands in an address, a form, a header or a file.

use reqwest::Method;

use crate::support::{Answer, EAN, Program, one_day, read};

/// Words that stand for what is personal or secret, each put somewhere else.
const PRIVATE: [&str; 9] = [
    "Amandine-Vandersmissen",
    "jeton-du-lien-7f3a",
    "recherche-privee",
    "eva@tilleuls.example",
    "geheim-bearer",
    "geheim-cookie",
    "geheim-passe",
    "referer-prive",
    EAN,
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_address_name_secret_or_file_reaches_the_log_at_any_level_we_use() {
    for (level, format) in [("debug", "text"), ("info", "json")] {
        let program = Program::new();
        program.file(
            "e.toml",
            format!("log_format = \"{format}\"\nmetrics_token = \"geheim-bearer-0123456789\"\n").as_bytes(),
        );
        let service = program.serve_logging(level, "log.txt", &["--config", "e.toml"]);
        let send = async |method: Method, path: &str, body: &'static str| {
            let posts = method == Method::POST;
            let request = service.request(method, path).body(body);
            let request = match path {
                "/metrics" => request.header("authorization", "Bearer geheim-bearer"),
                // What changes something and carries a cookie must come from our own pages.
                _ if posts => request,
                _ => request.header("cookie", "session=geheim-cookie"),
            };
            let request = request
                .header("content-type", "application/x-www-form-urlencoded")
                .header("referer", "http://127.0.0.1/referer-prive")
                .header("x-request-id", "eva@tilleuls.example <b>");
            Answer::to(request).await.status
        };
        let form = "name=Amandine-Vandersmissen&postcode=5000&activity=care-home&email=eva@tilleuls.example&password=geheim-passe";
        assert_eq!(send(Method::POST, "/commencer", form).await, 303);
        let home = "amandine-vandersmissen";
        for (method, path, status) in [
            (Method::GET, format!("/organisations/{home}?q=recherche-privee"), 200),
            (Method::GET, format!("/batiments/{home}"), 200),
            (Method::GET, "/r/jeton-du-lien-7f3a".to_owned(), 404),
            (Method::GET, "/api/v1/imports/jeton-du-lien-7f3a".to_owned(), 404),
            (Method::POST, "/commencer?jeton=jeton-du-lien-7f3a".to_owned(), 422),
            (Method::GET, "/metrics".to_owned(), 404),
            (Method::GET, "/?q=%00recherche-privee".to_owned(), 400),
        ] {
            let body = if method == Method::POST { "name=&email=eva@tilleuls.example" } else { "" };
            assert_eq!(send(method, &path, body).await, status, "{path}");
        }
        let part =
            reqwest::multipart::Part::bytes(one_day(EAN).bytes).file_name("Amandine-Vandersmissen.csv");
        let sent = reqwest::multipart::Form::new().part("file", part);
        let path = format!("/api/v1/organisations/{home}/imports?create_meters=true");
        Answer::to(service.request(Method::POST, &path).multipart(sent)).await.is(201);
        Answer::to(service.request(Method::POST, &path).body("geheim-passe")).await;
        assert_eq!(service.stop(), Some(0));
        let log = String::from_utf8(read(&program.folder().join("log.txt"))).unwrap();
        assert!(log.contains("/organisations/{o}") && log.contains("/batiments/{b}"), "{log}");
        for word in PRIVATE.iter().copied().chain([home, "<b>"]) {
            let lines: Vec<&str> =
                log.lines().filter(|line| line.to_lowercase().contains(&word.to_lowercase())).collect();
            assert!(lines.is_empty(), "« {word} » at {level}: {lines:#?}");
        }
    }
}
