//! On paper: no navigation, nothing folded away, black on white, and the screen as it was afterwards.

use chromiumoxide::cdp::browser_protocol::page::PrintToPdfParams;

use super::places::some;
use super::stage::play;
use super::tab::{Look, Tab};

/// Pages with folds.
const FOLDED: [&str; 4] = ["building", "building, months missing", "import, preview", "import, confirmed"];

/// Navigation that would be printed, and folds whose content would not.
const NOT_FOR_PAPER: &str = "[
    ...[...document.querySelectorAll('nav, .skip, .button, main form.filter')].filter((e) => e.checkVisibility()),
    ...[...document.querySelectorAll('details')].filter((fold) =>
        [...fold.children].some((e) => !e.matches('.group-button') && (!e.checkVisibility() || e.getBoundingClientRect().height === 0))),
].map((element) => element.outerHTML.slice(0, 120))";

#[test]
fn paper_has_no_navigation_and_nothing_is_folded_away() {
    play(async |stage| {
        for tab in [Tab::without_scripts(stage).await, Tab::open(stage).await] {
            for place in some(stage, &FOLDED).await {
                tab.look(Look::WIDE).await;
                place.show(&tab).await;
                let on_screen: Vec<String> = tab.ask(NOT_FOR_PAPER).await;
                assert!(on_screen.len() > 5, "{}: {on_screen:?}", place.name);
                for look in [Look::PAPER, Look::PAPER.dark()] {
                    tab.look(look).await;
                    place.show(&tab).await;
                    assert_eq!(tab.ask::<Vec<String>>(NOT_FOR_PAPER).await, [""; 0], "{}", place.name);
                    let colours = "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))";
                    let colours: [String; 2] = tab.ask(colours).await;
                    assert_eq!(colours, ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], "{}", place.name);
                }
            }
        }
    });
}

#[test]
fn a_page_is_printed_and_the_screen_is_as_it_was() {
    play(async |stage| {
        let tab = Tab::open(stage).await;
        for place in some(stage, &FOLDED).await {
            place.show(&tab).await;
            let open = "[...document.querySelectorAll('details')].map((fold) => fold.open)";
            let before: Vec<bool> = tab.ask(open).await;
            let pdf = tab.page.pdf(PrintToPdfParams::default()).await.expect("it is printed");
            assert!(pdf.starts_with(b"%PDF-"));
            let sheets = pdf.windows(12).filter(|w| w.starts_with(b"/Type /Page") && w[11] != b's').count();
            assert!((1..=10).contains(&sheets), "{}: {sheets} sheets", place.name);
            tab.until(&format!(
                "JSON.stringify({open}) === '{}'",
                serde_json::to_string(&before).expect("JSON")
            ))
            .await;
            // Folds that were opened for paper are not remembered as opened by the visitor.
            tab.until("new Promise((done) => setTimeout(() => done(true)))").await;
            assert_eq!(tab.ask::<i64>("localStorage.length").await, 0, "{}", place.name);
        }
    });
}
