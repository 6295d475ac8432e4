//! The visit filled on a phone where there is no network: what is typed waits on the device, the page says so, and it is there once.

use std::time::Duration;

use chromiumoxide::cdp::browser_protocol::network;
use chromiumoxide::cdp::browser_protocol::page::EventLoadEventFired;
use eclaireur::auditing;
use eclaireur::store::buildings;
use eclaireur_frontend::urls;
use eclaireur_models::audit::inputs::Section;
use futures_util::StreamExt as _;
use tokio::time::timeout;

use super::site::Site;
use super::stage::{Stage, play};
use super::tab::{Key, Look, Tab};

const SAVE: &str = "[data-kept] .buttons > [type=submit]";

/// Cuts the network of a tab, or puts it back.
#[expect(deprecated, reason = "what takes its place is not in every Chromium yet")]
async fn connect(tab: &Tab, is_there: bool) {
    let how = network::EmulateNetworkConditionsParams::new(!is_there, 0.0, -1.0, -1.0);
    tab.page.execute(how).await.expect("the network obeys");
}

/// A phone at the walls of an audit that was begun, and who they are of.
async fn at_the_walls(stage: &'static Stage) -> (Site, Tab, String) {
    let site = Site::empty().await;
    let (_, building) = site.test.home("Les Tilleuls").await;
    site.test.post_form(&urls::audit(&building), &[("begin", "1")]).await.is(303);
    let tab = Tab::open(stage).await;
    tab.look(Look::NARROW).await;
    tab.go(&site.at(&urls::audit_section(&building, "envelope"))).await;
    (site, tab, building)
}

/// Names and areas of the walls that the service holds.
async fn walls(site: &Site, building: &str) -> Vec<(String, String)> {
    let app = &site.test.app;
    let whose = buildings::by_code(app.db.read(), building).await.expect("a building").expect(building);
    let held = auditing::newest(app, &whose).await.expect("an audit").expect("it was begun");
    let rows = held.audit.visit.rows(Section::Envelope);
    rows.iter().map(|row| (row.text("name").to_owned(), row.text("area_m2").to_owned())).collect()
}

/// Marks what was typed as sent in vain.
const WAITS: &str = "Object.keys(localStorage).filter((name) => name.startsWith('kept:')).map((name) => {
    const kept = JSON.parse(localStorage.getItem(name));
    localStorage.setItem(name, JSON.stringify({ ...kept, how: 'waits' }));
    return kept.how;
}).includes('typed')";

fn wall(name: &str, area: &str) -> (String, String) {
    (name.to_owned(), area.to_owned())
}

/// Types a wall and where its answers come from.
async fn type_wall(tab: &Tab, name: &str) {
    tab.reach("[name=name]").await;
    tab.write(name).await;
    tab.reach("[name=from]").await;
    tab.press(Key::Down).await;
}

/// Presses the button, which leads nowhere, and reads what the page says.
async fn save_in_vain(tab: &Tab) -> String {
    tab.reach(SAVE).await;
    tab.press(Key::Enter).await;
    tab.until("!document.querySelector('[data-kept-waits]').hidden").await;
    tab.text("[data-kept-note]").await
}

#[test]
fn what_is_typed_without_a_network_waits_and_is_there_once() {
    play(async |stage| {
        let (site, tab, building) = at_the_walls(stage).await;
        connect(&tab, false).await;
        tab.until("!navigator.onLine").await;
        assert!(tab.text("[data-kept-note]").await.contains("Pas de réseau"));
        type_wall(&tab, "Pignon nord").await;
        assert!(save_in_vain(&tab).await.contains("Pas de réseau"));
        assert_eq!(walls(&site, &building).await, []);
        tab.follow(connect(&tab, true)).await;
        assert!(tab.text("[aria-labelledby=rows]").await.contains("Pignon nord"));
        assert_eq!(walls(&site, &building).await, [wall("Pignon nord", "")]);
        // It has arrived: nothing comes back, nothing goes a second time.
        tab.go(&site.at(&urls::audit_section(&building, "envelope"))).await;
        assert!(tab.ask::<bool>("document.querySelector('[data-kept-note]').hidden").await);
        assert_eq!(tab.ask::<String>("document.querySelector('[name=name]').value").await, "");
        assert_eq!(walls(&site, &building).await.len(), 1);
    });
}

#[test]
fn what_waited_goes_when_the_page_is_opened_again() {
    play(async |stage| {
        let (site, tab, building) = at_the_walls(stage).await;
        let address = site.at(&urls::audit_section(&building, "envelope"));
        type_wall(&tab, "Toiture").await;
        // As it is left by a page that is closed before the network comes back: a tab that was cut off once stays so for its site.
        assert!(tab.ask::<bool>(WAITS).await);
        let mut loaded =
            tab.page.event_listener::<EventLoadEventFired>().await.expect("it tells of its pages");
        tab.go(&address).await;
        // The page, then by itself the one that says that it is kept.
        for _ in 0..2 {
            timeout(Duration::from_secs(20), loaded.next()).await.expect("in time").expect("a page");
        }
        assert_eq!(walls(&site, &building).await, [wall("Toiture", "")]);
        // Typed and not sent: it comes back, and waits for who typed it.
        type_wall(&tab, "Dalle").await;
        tab.go(&address).await;
        assert!(tab.text("[data-kept-note]").await.contains("est revenu dans le formulaire"));
        assert_eq!(walls(&site, &building).await.len(), 1);
        tab.enter(SAVE).await;
        assert_eq!(walls(&site, &building).await, [wall("Toiture", ""), wall("Dalle", "")]);
    });
}

#[test]
fn who_wrote_meanwhile_is_told_and_nothing_is_lost() {
    play(async |stage| {
        let (site, tab, building) = at_the_walls(stage).await;
        let path = urls::audit_section(&building, "envelope");
        let first = [("from", "plan"), ("name", "Pignon"), ("area_m2", "80"), ("seen", "0")];
        site.test.post_form(&path, &first).await.is(303);
        let one = site.at(&urls::with_query(&path, &[("ligne", "1")]));
        let change = |area: &'static str, seen: &'static str| {
            [("from", "plan"), ("name", "Pignon"), ("area_m2", area), ("row", "1"), ("seen", seen)]
        };
        // The page is still open when the network comes back.
        tab.go(&one).await;
        connect(&tab, false).await;
        tab.until("!navigator.onLine").await;
        tab.reach("[name=name]").await;
        tab.write(" du fond").await;
        save_in_vain(&tab).await;
        site.test.post_form(&path, &change("90", "1")).await.is(303);
        tab.follow(connect(&tab, true)).await;
        assert!(tab.text("main").await.contains("Quelqu’un d’autre a écrit ici entre-temps"));
        assert!(tab.ask::<String>("document.querySelector('[name=name]').value").await.contains("du fond"));
        assert_eq!(walls(&site, &building).await, [wall("Pignon", "90")]);
        tab.enter(SAVE).await;
        assert!(walls(&site, &building).await[0].0.contains("du fond"));
        // It was left and is opened again.
        tab.go(&one).await;
        connect(&tab, false).await;
        tab.until("!navigator.onLine").await;
        tab.reach("[name=name]").await;
        tab.write(" et la rue").await;
        save_in_vain(&tab).await;
        tab.go("about:blank").await;
        site.test.post_form(&path, &change("95", "3")).await.is(303);
        connect(&tab, true).await;
        tab.go(&one).await;
        assert!(tab.text("[data-kept-note]").await.contains("comparez avec la liste"));
        assert!(tab.ask::<String>("document.querySelector('[name=name]').value").await.contains("et la rue"));
        assert_eq!(walls(&site, &building).await, [wall("Pignon", "95")], "nothing goes by itself");
    });
}
