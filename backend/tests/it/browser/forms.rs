//! Fields have words, errors lead to their field, the keyboard goes through the page in its order and shows where it is.

use eclaireur_frontend::urls;
use serde::Deserialize;

use super::places::{Place, demo, places, some};
use super::stage::play;
use super::tab::{Key, Look, Tab};

/// Fields without visible words of their own, and positions that would turn the order of the Tab key about.
const UNNAMED: &str = "[...document.querySelectorAll('input:not([type=hidden]), select, textarea, progress')]
    .filter((field) => ![...field.labels ?? []].some((label) => label.textContent.trim() !== ''))
    .concat([...document.querySelectorAll('[tabindex]')].filter((element) => element.tabIndex > 0))
    .map((element) => element.outerHTML)";

#[test]
fn every_field_has_its_label() {
    play(async |stage| {
        let (tab, mut fields) = (Tab::open(stage).await, 0);
        for place in places(stage).await {
            place.show(&tab).await;
            assert_eq!(tab.ask::<Vec<String>>(UNNAMED).await, [""; 0], "{}", place.name);
            fields += tab.ask::<i64>("document.querySelectorAll('main input, main select').length").await;
        }
        assert!(fields > 100, "{fields} fields were seen");
        tab.ask::<i64>("document.querySelector('main').append(document.createElement('input')); 0").await;
        assert_eq!(tab.ask::<Vec<String>>(UNNAMED).await, ["<input>"]);
    });
}

/// Where the keyboard is, and how that is seen.
#[derive(Debug, Deserialize)]
struct Stop {
    what: String,
    /// Style and width of the line around it.
    line: String,
    width: f64,
    /// It has a size, lies on the screen, and nothing lies over it.
    seen: bool,
    /// It comes after the stop before it in the page.
    onward: bool,
    /// Nothing has the focus, or what had it first: the round is over.
    over: bool,
}

impl Stop {
    /// The link past the navigation.
    fn skips(&self) -> bool {
        self.what.contains("class=\"skip\"")
    }
}

/// Looks at what has the focus; `window.before` is where the keyboard was, `window.first` where it came in.
const STOP: &str = "(() => {
    const here = document.activeElement, style = getComputedStyle(here);
    const { left, top, width, height } = here.getClientRects()[0];
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    const onward = !window.before
        || (window.before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    const over = here === document.body || here === window.first;
    window.before = here;
    window.first ??= here;
    return {
        what: here.outerHTML.slice(0, 120), onward, over,
        line: style.outlineStyle, width: parseFloat(style.outlineWidth),
        seen: width > 1 && height > 1 && hit !== null && (here.contains(hit) || hit.contains(here)),
    };
})()";

/// Every stop of a page, in the order of the Tab key or against it; each is seen.
async fn round(tab: &Tab, place: &Place, key: Key) -> Vec<Stop> {
    place.show_whole(tab, Look::WIDE).await;
    let mut stops: Vec<Stop> = Vec::new();
    loop {
        tab.press(key).await;
        let stop: Stop = tab.ask(STOP).await;
        if stop.over {
            return stops;
        }
        assert!(stop.line != "none" && stop.width >= 2.0 && stop.seen, "{}: {stop:?}", place.name);
        stops.push(stop);
        assert!(stops.len() < 300, "{} has no end", place.name);
    }
}

#[test]
fn the_keyboard_goes_through_each_page_in_order_and_shows_where_it_is() {
    play(async |stage| {
        let tab = Tab::open(stage).await;
        let chosen = [
            "home, first run",
            "home",
            "organisation",
            "building",
            "readings",
            "bill form",
            "upload",
            "import, preview",
            "glossary",
        ];
        for place in some(stage, &chosen).await {
            let there = round(&tab, place, Key::Tab).await;
            assert!(there.len() > 5 && there[0].skips(), "{}: {there:?}", place.name);
            assert!(there[1..].iter().all(|stop| stop.onward && !stop.skips()), "{}: {there:?}", place.name);
            let back = round(&tab, place, Key::BackTab).await;
            // A group of choices is entered from its near end; otherwise the stops are the same.
            assert_eq!(back.len(), there.len(), "{}: {there:?} {back:?}", place.name);
            assert!(back.last().is_some_and(Stop::skips), "{}: {back:?}", place.name);
        }
    });
}

#[test]
fn the_first_stop_of_every_page_leads_past_the_navigation() {
    play(async |stage| {
        let tab = Tab::open(stage).await;
        for place in places(stage).await {
            place.show(&tab).await;
            if tab.ask::<bool>("document.activeElement.matches('.summary')").await {
                continue; // A refused form begins at its errors.
            }
            if tab.ask::<bool>("!document.querySelector('nav, header')").await {
                assert!(place.name.starts_with("behind a sheet"), "{} has no navigation", place.name);
                continue; // There is nothing to be led past.
            }
            tab.press(Key::Tab).await;
            assert!(tab.ask::<bool>("document.activeElement.matches('.skip')").await, "{}", place.name);
            tab.press(Key::Enter).await;
            assert!(tab.ask::<bool>("document.activeElement.matches('main')").await, "{}", place.name);
        }
    });
}

/// A link of the error summary, and the field it leads to.
#[derive(Debug, Deserialize)]
struct Wrong {
    href: String,
    /// The field says that it is wrong, or its group does.
    invalid: bool,
    /// What describes the field has the words of the error.
    described: bool,
}

const WRONG: &str = "[...document.querySelectorAll('.summary a')].map((link) => {
    const field = document.querySelector(link.hash), group = field?.closest('fieldset.field') ?? field;
    const words = (group?.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id));
    return {
        href: link.getAttribute('href'),
        invalid: field?.getAttribute('aria-invalid') === 'true' || group !== field,
        described: words.some((p) => p?.matches('.error') && p.textContent.trim() !== ''),
    };
})";

async fn an_empty_bill_says_what_is_wrong(tab: &Tab, page: &str) {
    tab.go(page).await;
    tab.enter("main form.form > .buttons > [type=submit]").await;
    let wrong: Vec<Wrong> = tab.ask(WRONG).await;
    assert!(wrong.len() >= 3, "{wrong:?}");
    for Wrong { href, invalid, described } in wrong {
        assert!(invalid && described, "{href}");
        tab.reach(&format!(".summary a[href={href:?}]")).await;
        tab.press(Key::Enter).await;
        assert_eq!(tab.ask::<String>("'#' + document.activeElement.id").await, href);
        // Back to the start of the page, as by its title.
        tab.ask::<i64>("document.activeElement.blur(); document.querySelector('#main').focus(); 0").await;
    }
}

#[test]
fn the_errors_of_an_empty_bill_lead_to_their_fields() {
    play(async |stage| {
        let site = demo(stage).await;
        let (_, building) = site.building("Crèche Les Petits Pas").await;
        let page = site.at(&urls::reading_bill(&building));
        let tab = Tab::open(stage).await;
        an_empty_bill_says_what_is_wrong(&tab, &page).await;
        tab.go(&page).await;
        tab.enter("main form.form > .buttons > [type=submit]").await;
        assert!(tab.ask::<bool>("document.activeElement.matches('.summary')").await, "errors are read first");
        an_empty_bill_says_what_is_wrong(&Tab::without_scripts(stage).await, &page).await;
    });
}
