//! A federation collects: a list looked at and confirmed, who joins by answering, who is reminded, and what it never sees.

use eclaireur::config::{Layer, MailLayer};
use eclaireur::people::rates;
use eclaireur::store::campaigns::{self, NewCampaign, NewInvitation};
use eclaireur::store::organisations::{self, NewOrganisation};
use eclaireur::store::{FederationId, OrganisationId, Paging, accounts, consents, federations, ledger};
use eclaireur_frontend::urls;
use eclaireur_models::building::BceNumber;
use eclaireur_models::period::Day;
use reqwest::Method;

use super::{between, plain, says};
use crate::support::{Answer, SignedIn, TestApp, TestDatabase, code_in, manager, on_both, reviewer};

fn bce(n: u64) -> String {
    format!("{n:08}{:02}", 97 - n % 97)
}

/// Mails leave, for a server that is not there.
fn leaving() -> Layer {
    let mail = MailLayer {
        mail_smtp_url: Some("smtps://127.0.0.1:1".to_owned()),
        mail_from: Some("Éclaireur <energie@example.be>".to_owned()),
        ..MailLayer::default()
    };
    Layer { mail, ..Layer::default() }
}

async fn federation(app: &TestApp, name: &str) -> (FederationId, String) {
    let tx = app.app.db.begin().await.unwrap();
    let row = federations::create(&tx, &app.app.by(), name).await.unwrap();
    tx.commit().await.unwrap();
    (row.id, row.federation.code.to_string())
}

async fn organisation(app: &TestApp, name: &str, number: &str) -> (OrganisationId, String) {
    let tx = app.app.db.begin().await.unwrap();
    let bce = BceNumber::read(number).ok();
    let new = NewOrganisation { name: name.to_owned(), bce, ..NewOrganisation::default() };
    let row = organisations::create(&tx, &app.app.by(), &new).await.unwrap();
    tx.commit().await.unwrap();
    (row.id, row.organisation.code.to_string())
}

async fn joins(app: &TestApp, federation: FederationId, organisation: OrganisationId) {
    let tx = app.app.db.begin().await.unwrap();
    federations::add_member(&tx, &app.app.by(), federation, organisation, None, None).await.unwrap();
    tx.commit().await.unwrap();
}

async fn begin(person: &SignedIn<'_>, f: &str) {
    let fields = [("year", "2025"), ("closes_on", "31/12/2026"), ("new", "1")];
    person.post_form(&urls::collection_campaign(f), &fields).await.is(303);
}

/// What a list comes to, confirmed.
async fn invited(person: &SignedIn<'_>, f: &str, list: &str) -> String {
    let page = person.post_form(&urls::collection_list(f), &[("list", list)]).await.is(200).html();
    let sent = between(&page, "name=\"list\" value=\"", "\">");
    let sent = sent.replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&");
    person.post_form(&urls::collection_list(f), &[("list", &sent), ("confirm", "1")]).await.is(200).html()
}

/// The addresses of the links that a page gives to be passed on, in order.
fn links(page: &str) -> Vec<String> {
    page.split("/rejoindre/")
        .skip(1)
        .map(|rest| {
            let secret: String =
                rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
            urls::join(&secret)
        })
        .collect()
}

on_both! {
    async fn a_federation_sorts_its_members_under_its_own_words(test) {
        let app = TestApp::start(test).await;
        let (val, f) = federation(&app, "Val Clair").await;
        let mut members = Vec::new();
        for (name, n) in [("Les Tilleuls", 4_123_456), ("Les Saules", 4_123_457), ("Les Ormes", 4_123_458)] {
            let (id, _) = organisation(&app, name, &bce(n)).await;
            joins(&app, val, id).await;
            members.push(id);
        }
        organisation(&app, "Les Ifs", &bce(4_123_459)).await;
        let tx = app.app.db.begin().await.unwrap();
        consents::give(&tx, &app.app.by(), members[0], val, app.app.clock.today()).await.unwrap();
        tx.commit().await.unwrap();
        let rita = app.signed_in(reviewer(val)).await;
        let own = urls::own_activities(&f);
        let page = rita.get_html(&own).await;
        says(&page, &["Aucun de vos 3 membres n’est encore rangé", "Les Tilleuls", "2 autres membres n’ont pas donné leur accord"]);
        says(&page, &["tout un groupe d’au moins cinq organisations porte le même mot"]);
        assert!(!page.contains("Saules") && !page.contains("Ormes"), "{page}");
        for page in [urls::members(&f), urls::sector(&f)] {
            says(&rita.get_html(&page).await, &[&own, "Ranger vos membres"]);
        }

        // Typed: too long, right, the same again, and of a member that the page does not show.
        let [tilleuls, saules] = [0, 1].map(|n: usize| format!("own-{}", members[n]));
        let long = "x".repeat(61);
        let page = rita.post_form(&own, &[(&tilleuls, &long)]).await.is(422).html();
        says(&page, &["60 caractères au plus", &long]);
        rita.post_form(&own, &[(&tilleuls, "MR\u{202e}")]).await.is(422);
        for sent in [(&tilleuls, " MR/MRS "), (&tilleuls, "MR/MRS"), (&saules, "MR/MRS")] {
            rita.post_form(&own, &[(sent.0, sent.1)]).await.is(303);
            assert_eq!(app.rows("own_activity").await, 1);
        }
        says(&rita.get_html(&own).await, &["Un de vos 3 membres est rangé dans votre liste d’une activité."]);

        // As a list: one is sorted anew, one for the first time, two rows are wrong.
        let list = format!(
            "N° BCE;Activité\n{};Accueil de jour\n{};MR/MRS\nzut <b>;MR/MRS\n{};Accueil de jour\n",
            bce(4_123_457), bce(4_123_459), bce(4_123_456),
        );
        let page = rita.post_form(&own, &[("list", &list)]).await.is(200).html();
        says(&page, &["2 lignes sont prises ; 2 lignes sont à corriger.", "aucun de vos membres n’a ce numéro", "ce n’est pas un numéro BCE"]);
        says(&page, &["Ligne 3", "Ligne 4", "2 de vos 3 membres sont rangés dans votre liste d’une activité."]);
        assert!(!page.contains("Saules") && !page.contains("<b>"), "{page}");
        assert_eq!(app.rows("own_activity").await, 3, "the one before stays");
        let csv = rita.get(&urls::own_activities_csv(&f)).await.is(200).text();
        let number = BceNumber::read(&bce(4_123_457)).unwrap().to_string();
        assert!(csv.contains("Les Tilleuls;Accueil de jour") && csv.contains(&format!("{number};Accueil de jour")), "{csv}");
        rita.get(&urls::own_activities_xlsx(&f)).await.is(200);
        for text in ["Ville\tRue\nNamur\tGrand-Rue\n", "<html><body>x</body></html>", ""] {
            rita.post_form(&own, &[("list", text)]).await.is(422);
        }
        // Taken out again, and gone from the page with it.
        rita.post_form(&own, &[(&saules, "")]).await.is(303);
        let page = rita.get_html(&own).await;
        says(&page, &["Un de vos 3 membres est rangé"]);
        assert!(!page.contains(&number), "{page}");

        // Nobody else's.
        let (mont, g) = federation(&app, "Haut Mont").await;
        let (remo, anna) = (app.signed_in(reviewer(mont)).await, app.signed_in(manager(members[0])).await);
        for person in [&remo, &anna] {
            person.get(&own).await.is(404);
            person.get(&urls::own_activities_csv(&f)).await.is(404);
            person.post_form(&own, &[(&tilleuls, "Autre")]).await.is(404);
        }
        says(&remo.get_html(&urls::own_activities(&g)).await, &["n’a encore aucun membre ici"]);
        let log = ledger::of(app.app.db.read(), None, &Paging::first(50)).await.unwrap().items;
        let by = format!("account:{}", rita.account);
        for (kind, times) in [("own-activity.recorded", 3), ("own-activity.withdrawn", 1)] {
            assert_eq!(log.iter().filter(|entry| entry.kind == kind && entry.actor == by).count(), times, "{kind}");
        }
    }

    async fn a_list_is_looked_at_row_by_row_and_nothing_is_written_before_it_is_confirmed(test) {
        let app = TestApp::start(test).await;
        let (val, f) = federation(&app, "Val Clair").await;
        let (tilleuls, _) = organisation(&app, "Les Tilleuls", &bce(4_123_456)).await;
        organisation(&app, "Les Saules", &bce(4_123_457)).await;
        joins(&app, val, tilleuls).await;
        let rita = app.signed_in(reviewer(val)).await;
        says(&rita.get_html(&urls::collection(&f)).await, &["Aucune collecte n’est encore ouverte."]);
        let wrong = [("year", "1999"), ("closes_on", "1/1/2020"), ("new", "1")];
        rita.post_form(&urls::collection_campaign(&f), &wrong).await.is(422);
        begin(&rita, &f).await;
        says(&rita.get_html(&urls::collection(&f)).await, &["Personne n’est encore invité", "31/12/2026"]);

        let bad = format!("{}99", &bce(4_123_458)[..8]);
        let list = format!(
            "Dénomination;N° d'entreprise;Courriel;Code postal\n\
             Les Tilleuls;{};;\nLes Saules;{};;\nLes Ormes;{bad};ormes@example.be;\nLes Ifs;;ifs(at)example.be;\n\
             Les Pins <b>;;pins@example.be;5000\nLes Pins;;PINS@example.be;\n",
            bce(4_123_456), bce(4_123_457),
        );
        let sent = [("file", "membres.csv", list.as_bytes())];
        let mut form = reqwest::multipart::Form::new().text("csrf", rita.csrf.clone());
        for (field, name, bytes) in sent {
            form = form.part(field, reqwest::multipart::Part::bytes(bytes.to_vec()).file_name(name));
        }
        let request = rita.request(Method::POST, &urls::collection_list(&f)).multipart(form);
        let page = Answer::to(request).await.is(200).html();
        says(&page, &["2 organisations à inviter ; 3 lignes à corriger.", "Une est déjà membre"]);
        let expected = format!("les deux derniers sont {}", &bce(4_123_458)[8..]);
        says(&page, &[&expected, "n’est pas une adresse de courriel", "est deux fois dans la liste", "La ligne 6 est prise"]);
        assert!(!page.contains("<b>"), "{page}");
        for table in ["campaign_invitation", "campaign_sending"] {
            assert_eq!(app.rows(table).await, 0, "{table}");
        }

        // Confirmed: the two get a link to be passed on, the member is in the table and gets none.
        let done = invited(&rita, &f, &list).await;
        says(&done, &["2 organisations sont invitées ; un membre est ajouté au tableau."]);
        assert_eq!(links(&done).len(), 2);
        assert_eq!(app.rows("campaign_invitation").await, 3);
        says(&invited(&rita, &f, &list).await, &["Personne n’est invité de plus"]);
        assert_eq!(app.rows("campaign_invitation").await, 3);
        let page = rita.get_html(&urls::collection(&f)).await;
        says(&page, &["Une organisation sur 3 a répondu", "elle n’est pas encore complète", "Les Tilleuls", "aucun bâtiment encodé"]);
        says(&page, &["Répondre, ce n’est pas consentir"]);
        // What is no list.
        for text in ["Ville\tRue\nNamur\tGrand-Rue\n", "<html><body>x</body></html>"] {
            rita.post_form(&urls::collection_list(&f), &[("list", text)]).await.is(422);
        }
        rita.post_form(&urls::collection_list(&f), &[]).await.is(422);
        // Another federation sees nothing of it.
        let (mont, g) = federation(&app, "Haut Mont").await;
        let remo = app.signed_in(reviewer(mont)).await;
        remo.get(&urls::collection(&f)).await.is(404);
        remo.get(&urls::collection_csv(&f)).await.is(404);
        says(&remo.get_html(&urls::collection(&g)).await, &["Aucune collecte n’est encore ouverte."]);
    }

    async fn a_known_organisation_joins_by_its_own_answer_and_is_not_named_by_it(test) {
        let app = TestApp::start(test).await;
        let (val, f) = federation(&app, "Val Clair").await;
        let number = bce(4_123_457);
        let (saules, o) = organisation(&app, "Les Saules", &number).await;
        let rita = app.signed_in(reviewer(val)).await;
        let anna = app.signed_in(manager(saules)).await;
        begin(&rita, &f).await;
        let done = invited(&rita, &f, &number).await;
        let link = links(&done).remove(0);
        // Whoever has the link is told who answers once they signed in; the organisation does.
        says(&app.get_html(&link).await, &["Val Clair vous invite", "Connectez-vous, puis répondez."]);
        says(&anna.get_html(&link).await, &["Votre organisation est déjà sur Éclaireur"]);
        let page = anna.get_html(&urls::consents(&o)).await;
        says(&page, &["Val Clair vous invite à la rejoindre", "Être membre n’est pas consentir à être nommé"]);
        let id = between(&page, "name=\"invitation\" value=\"", "\"").to_owned();
        let today = app.app.clock.today();
        assert!(federations::members(app.app.db.read(), Some(val), today).await.unwrap().is_empty());
        anna.post_form(&urls::consents(&o), &[("invitation", &id), ("join", "1")]).await.is(303);
        assert_eq!(federations::members(app.app.db.read(), Some(val), today).await.unwrap().len(), 1);
        anna.post_form(&urls::consents(&o), &[("invitation", &id), ("join", "1")]).await.is(404);
        let list = rita.get_html(&urls::members(&f)).await;
        assert!(!list.contains("Saules"), "{list}");
        rita.get(&urls::member(&f, &o)).await.is(404);
        let page = rita.get_html(&urls::collection(&f)).await;
        says(&page, &["Une organisation sur une a répondu", "A rejoint"]);
        // It told what there is, and no figure of it.
        let made = anna.post_form(&urls::building_new(&o), &[("name", "Les Saules")]).await.is(303);
        let b = code_in(&made.location());
        anna.post_form(&urls::meter_new(&b), &[("name", "Gaz"), ("carrier", "natural_gas")]).await.is(303);
        let page = plain(&rita.get_html(&urls::collection(&f)).await);
        assert!(page.contains("un bâtiment") && page.contains(": 0 mois sur 12"), "{page}");
        let log = ledger::of(app.app.db.read(), Some(saules), &Paging::first(50)).await.unwrap().items;
        let account = format!("account:{}", anna.account);
        for kind in ["federation.joined", "campaign.answered"] {
            assert!(log.iter().any(|entry| entry.kind == kind && entry.actor == account), "{kind}");
        }
    }

    async fn a_person_makes_the_organisation_through_the_link_and_it_is_a_member(test) {
        let app = TestApp::start(test).await;
        let (val, f) = federation(&app, "Val Clair").await;
        let rita = app.signed_in(reviewer(val)).await;
        begin(&rita, &f).await;
        let number = bce(4_123_459);
        let list = format!("Nom\tBCE\tMail\nLes Pins\t{number}\tpins@example.be\nLes Ifs\t\tifs@example.be\n");
        let all = links(&invited(&rita, &f, &list).await);
        let [pins, ifs] = all.as_slice() else { panic!("{all:?}") };
        says(&app.get_html(pins).await, &["Les Pins", "pins@example.be", "Rejoindre n’est pas consentir à être nommé"]);
        let fields = |password: &'static str| [
            ("join", "1"), ("organisation", "Les Pins ASBL"), ("bce", ""), ("name", "Paul Pin"), ("password", password),
        ];
        app.post_form(pins, &fields("court")).await.is(422);
        assert_eq!(app.rows("organisation").await, 0);
        app.post_form(pins, &fields("trois sapins bleus")).await.is(303);
        let today = app.app.clock.today();
        let members = federations::members(app.app.db.read(), Some(val), today).await.unwrap();
        assert_eq!(members.len(), 1);
        assert_eq!(members[0].organisation.name, "Les Pins ASBL");
        says(&app.get_html(pins).await, &["Votre organisation a rejoint Val Clair"]);
        // An account that is there signs in itself.
        let tx = app.app.db.begin().await.unwrap();
        eclaireur::store::accounts::found_or_made(&tx, &app.app.by(), "ifs@example.be").await.unwrap();
        tx.commit().await.unwrap();
        says(&app.get_html(ifs).await, &["Cette adresse a déjà un compte"]);
        let stolen = [("join", "1"), ("organisation", "Les Ifs"), ("name", "X"), ("password", "trois sapins bleus")];
        app.post_form(ifs, &stolen).await.is(422);
        assert_eq!(app.rows("organisation").await, 1);
        app.post_form(ifs, &[("decline", "1")]).await.is(200);
        let page = rita.get_html(&urls::collection(&f)).await;
        says(&page, &["2 organisations sur 2 ont répondu", "A dit non"]);
        app.get("/rejoindre/nulle-part").await.is(404);
    }

    async fn a_reminder_goes_once_in_fourteen_days_and_never_to_who_refuses(test) {
        let app = TestApp::start(test).await;
        let (val, f) = federation(&app, "Val Clair").await;
        let rita = app.signed_in(reviewer(val)).await;
        begin(&rita, &f).await;
        let list = "Nom\tMail\nLes Pins\tpins@example.be\nLes Ifs\tifs@example.be\nLes Ormes\tormes@example.be\n";
        let all = links(&invited(&rita, &f, list).await);
        let remind = urls::collection_remind(&f);
        let page = rita.get_html(&remind).await;
        says(&page, &["Pour 3 organisations, vous recevrez un lien à transmettre vous-même à chacune.", "Rappel : Val Clair attend votre année 2025", "Rappeler les 3"]);
        // One refuses by its link; one is withdrawn.
        let stop = format!("{}/rappels", all[0]);
        says(&app.get_html(&stop).await, &["ne vous écrira plus"]);
        app.post_form(&stop, &[]).await.is(200);
        let page = rita.get_html(&urls::collection(&f)).await;
        let ids: Vec<&str> = page.split("name=\"invitation\" value=\"").skip(1).map(|rest| &rest[..13]).collect();
        assert_eq!(ids.len(), 3);
        let c = app.app.db.read();
        let campaign = campaigns::of_federation(c, val).await.unwrap().remove(0);
        let rows = campaigns::of_campaign(c, campaign.id).await.unwrap();
        let ormes = rows.iter().find(|row| row.name.as_deref() == Some("Les Ormes")).unwrap();
        let one = [("invitation", ormes.id.to_string()), ("withdraw", "1".to_owned())];
        let one: Vec<(&str, &str)> = one.iter().map(|(name, value)| (*name, value.as_str())).collect();
        rita.post_form(&urls::collection(&f), &one).await.is(303);
        app.get(&all[2]).await.is(404);
        let page = rita.post_form(&remind, &[("remind", "1")]).await.is(200).html();
        says(&page, &["Un lien est à transmettre par vous-même."]);
        let fresh = links(&page);
        // Both the old link and the new open.
        app.get(&all[1]).await.is(200);
        app.get(&fresh[0]).await.is(200);
        let page = rita.post_form(&remind, &[("remind", "1")]).await.is(200).html();
        says(&page, &["Personne n’a été rappelé."]);
        app.app.clock.advance(14 * 86_400 - 1);
        let rita = app.signed_in(reviewer(val)).await;
        says(&rita.get_html(&remind).await, &["Personne ne peut être rappelé aujourd’hui."]);
        app.app.clock.advance(1);
        says(&rita.get_html(&remind).await, &["Pour une organisation, vous recevrez un lien à lui transmettre vous-même."]);
        // Sent again, a withdrawn invitation opens.
        let one = [("invitation", ormes.id.to_string()), ("again", "1".to_owned())];
        let one: Vec<(&str, &str)> = one.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = rita.post_form(&urls::collection(&f), &one).await.is(200).html();
        app.get(&links(&page)[0]).await.is(200);
        app.app.clock.advance(61 * 86_400);
        app.get(&links(&page)[0]).await.is(404);
        let rita = app.signed_in(reviewer(val)).await;
        let csv = rita.get(&urls::collection_csv(&f)).await.is(200).text();
        assert!(csv.contains("Les Pins") && csv.contains("ne veut plus de rappel"), "{csv}");
        assert!(!csv.contains("@example.be"), "{csv}");
    }

    async fn who_opens_a_link_sees_the_same_whether_the_organisation_is_here_or_not(test) {
        let app = TestApp::start(test).await;
        let (val, f) = federation(&app, "Val Clair").await;
        let (here, nowhere) = (bce(4_123_457), bce(4_123_459));
        organisation(&app, "Les Saules", &here).await;
        let rita = app.signed_in(reviewer(val)).await;
        begin(&rita, &f).await;
        let all = links(&invited(&rita, &f, &format!("Nom\tBCE\nMaison\t{here}\nMaison\t{nowhere}\n")).await);
        let [known, unknown] = all.as_slice() else { panic!("{all:?}") };
        let main = |page: &str, link: &str, number: &str| {
            let number = BceNumber::read(number).unwrap().to_string();
            between(page, "<main", "</main>").replace(&link[1..], "").replace(link.rsplit('/').next().unwrap(), "").replace(&number, "")
        };
        let pages = (app.get_html(known).await, app.get_html(unknown).await);
        assert_eq!(main(&pages.0, known, &here), main(&pages.1, unknown, &nowhere));
        // A form that cannot join tells nothing either, whatever number is tried.
        let half = [("join", "1"), ("organisation", "Maison"), ("bce", here.as_str()), ("email", "paul@example.be")];
        for link in [known, unknown] {
            let page = app.post_form(link, &half).await.is(422).html();
            assert!(!page.contains("Votre organisation est déjà") && !page.contains("Une autre organisation porte"), "{page}");
        }
        let whole = [&half[..], &[("name", "Paul Pin")]].concat();
        says(&app.post_form(known, &whole).await.is(422).html(), &["Votre organisation est déjà sur Éclaireur"]);
        assert_eq!(app.rows("organisation").await, 1);
    }

    async fn an_address_that_nobody_proved_comes_in_by_a_mail(test) {
        let app = TestApp::start(test).await;
        let (val, f) = federation(&app, "Val Clair").await;
        let rita = app.signed_in(reviewer(val)).await;
        begin(&rita, &f).await;
        let list = format!("Nom\tBCE\nLes Pins\t{}\n", bce(4_123_459));
        let link = links(&invited(&rita, &f, &list).await).remove(0);
        let page = app.get_html(&link).await;
        assert!(!page.contains("name=\"password\""), "{page}");
        let sessions = app.rows("session").await;
        let fields = [
            ("join", "1"), ("organisation", "Les Pins ASBL"), ("email", "paul@example.be"), ("name", "Paul Pin"),
            ("password", "trois sapins bleus"),
        ];
        let page = app.post_form(&link, &fields).await.is(200).html();
        // Here mails go into a folder.
        says(&page, &["Votre organisation a rejoint Val Clair", "Aucun e-mail n’a pu partir vers paul@example.be"]);
        assert_eq!(app.rows("session").await, sessions);
        let account = accounts::by_email(app.app.db.read(), "paul@example.be").await.unwrap().unwrap();
        assert_eq!((account.password, account.name.as_deref()), (None, Some("Paul Pin")));
        let today = app.app.clock.today();
        assert_eq!(federations::members(app.app.db.read(), Some(val), today).await.unwrap().len(), 1);
        let mail = app.mails_to("paul@example.be", 1).await.remove(0);
        assert!(mail.contains("/connexion/lien/"), "{mail}");
        says(&app.get_html(&link).await, &["Votre organisation a rejoint Val Clair"]);
    }

    async fn where_mails_leave_the_federation_is_told_by_its_list_alone(test) {
        let app = TestApp::with(test, leaving(), false).await;
        let (val, f) = federation(&app, "Val Clair").await;
        let (saules, _) = organisation(&app, "Les Saules", &bce(4_123_457)).await;
        app.signed_in(manager(saules)).await;
        let rita = app.signed_in(reviewer(val)).await;
        let fields = [("year", "2025"), ("closes_on", "31/12/2026"), ("reminds", "1"), ("new", "1")];
        rita.post_form(&urls::collection_campaign(&f), &fields).await.is(303);
        let list = format!(
            "Nom\tBCE\tMail\nLes Pins\t\tpins@example.be\nLes Saules\t{}\t\nLes Ifs\t{}\t\n",
            bce(4_123_457), bce(4_123_459),
        );
        // One is here, one is not: a link is to be passed on to both.
        let done = invited(&rita, &f, &list).await;
        says(&done, &["3 organisations sont invitées", "Les Saules", "Les Ifs"]);
        assert_eq!(links(&done).len(), 2);
        let c = app.app.db.read();
        let campaign = campaigns::of_federation(c, val).await.unwrap().remove(0);
        let rows = campaigns::of_campaign(c, campaign.id).await.unwrap();
        for (name, words) in [
            ("Les Pins", "L’invitation part à nouveau vers Les Pins."),
            ("Les Saules", "Votre liste ne donne pas d’adresse pour Les Saules."),
            ("Les Ifs", "Votre liste ne donne pas d’adresse pour Les Ifs."),
        ] {
            let id = rows.iter().find(|row| row.name.as_deref() == Some(name)).unwrap().id.to_string();
            let page = rita.post_form(&urls::collection(&f), &[("invitation", &id), ("again", "1")]).await.is(200);
            says(&page.html(), &[words]);
        }
        // The service reminds whom a mail reaches, and writes nothing down of the others.
        app.app.clock.advance(14 * 86_400);
        let before = app.rows("campaign_sending").await;
        assert_eq!(eclaireur::jobs::campaigns::run(&app.app).await.unwrap(), Some(1));
        assert_eq!(app.rows("campaign_sending").await, before + 1);
        let rita = app.signed_in(reviewer(val)).await;
        let remind = urls::collection_remind(&f);
        says(&rita.get_html(&remind).await, &["Pour 2 organisations, vous recevrez un lien"]);
        let page = rita.post_form(&remind, &[("remind", "1")]).await.is(200).html();
        says(&page, &["2 liens sont à transmettre par vous-même"]);
        assert_eq!(links(&page).len(), 2);
    }

    async fn a_federation_writes_to_so_many_in_a_day_and_to_the_others_tomorrow(test) {
        let app = TestApp::with(test, leaving(), false).await;
        let (val, f) = federation(&app, "Val Clair").await;
        let rita = app.signed_in(reviewer(val)).await;
        begin(&rita, &f).await;
        assert_eq!(rates::campaign(&app.app, val, 1_499).await.unwrap(), 1_499);
        let list = "Nom\tMail\nLes Pins\tpins@example.be\nLes Ifs\tifs@example.be\n";
        let page = invited(&rita, &f, list).await;
        says(&page, &["Une organisation est invitée", "Une organisation n’est pas encore invitée", "Envoyez la même liste demain"]);
        assert_eq!(app.rows("campaign_invitation").await, 1);
        let page = rita.get_html(&urls::collection(&f)).await;
        let id = between(&page, "name=\"invitation\" value=\"", "\"").to_owned();
        let page = rita.post_form(&urls::collection(&f), &[("invitation", &id), ("again", "1")]).await.is(200).html();
        says(&page, &["Recommencez demain."]);
        let page = rita.post_form(&urls::collection_remind(&f), &[("remind", "1")]).await.is(200).html();
        says(&page, &["Une organisation attend demain"]);
        assert_eq!(app.rows("campaign_sending").await, 1);
        app.app.clock.advance(86_400);
        let rita = app.signed_in(reviewer(val)).await;
        says(&invited(&rita, &f, list).await, &["Une organisation est invitée"]);
        assert_eq!(app.rows("campaign_invitation").await, 2);
    }

    async fn who_refused_is_not_reminded_by_the_next_campaign_when_the_address_is_forgotten(test) {
        let app = TestApp::start(test).await;
        let ((val, _), (mont, _)) = (federation(&app, "Val Clair").await, federation(&app, "Haut Mont").await);
        let by = app.app.by();
        let tx = app.app.db.begin().await.unwrap();
        let mut begun = Vec::new();
        for (federation, year) in [(val, 2023), (val, 2025), (mont, 2025)] {
            let new = NewCampaign { year, closes_on: Day::constant(year + 1, 6, 30), reminds: true };
            let id = campaigns::begin(&tx, &by, federation, &new).await.unwrap();
            begun.push(campaigns::campaign(&tx, id).await.unwrap().unwrap());
        }
        let new = |email: &str| NewInvitation { email: Some(email.to_owned()), ..NewInvitation::default() };
        for email in ["Pins@example.be", "ifs@example.be"] {
            campaigns::invite(&tx, &by, &begun[0], &new(email)).await.unwrap();
        }
        let rows = campaigns::of_campaign(&tx, begun[0].id).await.unwrap();
        let pins = rows.iter().find(|row| row.email.as_deref() == Some("Pins@example.be")).unwrap();
        campaigns::refuse_reminders(&tx, &by, pins).await.unwrap();
        assert_eq!(campaigns::forget_addresses(&tx, Day::constant(2026, 1, 1)).await.unwrap(), 2);
        let rows = campaigns::of_campaign(&tx, begun[0].id).await.unwrap();
        assert!(rows.iter().all(|row| row.email.is_none() && !row.recipient.contains('@')), "{rows:?}");
        for (campaign, refuses) in [(&begun[1], true), (&begun[2], false)] {
            for (email, refuses) in [("pins@example.be", refuses), ("ifs@example.be", false)] {
                campaigns::invite(&tx, &by, campaign, &new(email)).await.unwrap();
                let rows = campaigns::of_campaign(&tx, campaign.id).await.unwrap();
                let row = rows.iter().find(|row| row.email.as_deref() == Some(email)).unwrap();
                assert_eq!(row.refused_at.is_some(), refuses, "{email}");
            }
        }
        tx.commit().await.unwrap();
    }

    async fn a_count_of_the_sector_is_kept_with_its_source_and_never_below_the_members(test) {
        let app = TestApp::start(test).await;
        let (val, f) = federation(&app, "Val Clair").await;
        let rita = app.signed_in(reviewer(val)).await;
        let references = urls::references(&f);
        let page = rita.get_html(&references).await;
        says(&page, &["rien ne peut être extrapolé", "environ 10 500 entreprises", "Ce nombre n’entre dans aucun calcul"]);
        let tx = app.app.db.begin().await.unwrap();
        for n in 0..3 {
            let new = NewOrganisation {
                name: format!("Maison {n}"), activity: Some("care-home".into()), commune_nis: Some("92094".into()),
                ..NewOrganisation::default()
            };
            let row = organisations::create(&tx, &app.app.by(), &new).await.unwrap();
            federations::add_member(&tx, &app.app.by(), val, row.id, None, None).await.unwrap();
        }
        tx.commit().await.unwrap();
        let fields = |count: &'static str, source: &'static str| [
            ("activity", "care-home"), ("province", "90000"), ("counted", "organisations"), ("count", count),
            ("year", "2025"), ("source", source),
        ];
        let page = rita.post_form(&references, &fields("2", "AViQ")).await.is(422).html();
        says(&page, &["3 membres en sont connus ici : le secteur ne peut pas en compter moins."]);
        rita.post_form(&references, &fields("102", "")).await.is(422);
        rita.post_form(&references, &fields("102", "AViQ, 1er janvier 2025")).await.is(303);
        rita.post_form(&references, &fields("104", "AViQ, 1er juillet 2025")).await.is(303);
        let page = rita.get_html(&references).await;
        says(&page, &["Un effectif est connu.", "104", "AViQ, 1er juillet 2025"]);
        assert_eq!(app.rows("reference_count").await, 2, "the one before stays");
        let list = "Activité;Province;Nombre;Année;Source\nMaison de repos;Liège;200;2025;AViQ\n\
            Maison de repos;Namur;1;2025;AViQ\nAstronautique;;3;2025;x\n";
        let page = rita.post_form(&references, &[("list", list)]).await.is(200).html();
        says(&page, &["Un effectif est gardé ; 2 lignes sont à corriger.", "Ligne 3", "3 membres en sont connus ici"]);
        let id = between(&page, "name=\"withdraw\" value=\"", "\"").to_owned();
        rita.post_form(&references, &[("withdraw", &id)]).await.is(303);
        says(&rita.get_html(&references).await, &["Un effectif est connu."]);
        let csv = rita.get(&urls::references_csv(&f)).await.is(200).text();
        assert_eq!(csv.lines().count(), 2, "{csv}");
    }
}

#[tokio::test]
async fn the_address_of_nobody_joins_nothing() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    for page in [urls::join("x"), urls::join_reminders("x")] {
        says(&app.get(&page).await.is(404).html(), &["Ce lien ne sert plus"]);
        app.post_form(&page, &[("join", "1")]).await.is(404);
    }
    test.remove().await;
}
