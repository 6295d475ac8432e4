//! A chart can be read by those who do not see it, and by those who see it badly.

use chromiumoxide::cdp::browser_protocol::accessibility::QueryAxTreeParams;
use chromiumoxide::cdp::browser_protocol::dom::GetDocumentParams;
use serde::Deserialize;

use super::places::some;
use super::stage::play;
use super::tab::{Look, Tab};

/// Pages with a chart.
const CHARTS: [&str; 6] = [
    "building, energy",
    "building, months missing",
    "building, gas",
    "building, water",
    "building, bills",
    "project, three ways to pay",
];

/// Names of the pictures, as a screen reader is given them.
async fn pictures(tab: &Tab) -> Vec<String> {
    let document = tab.page.execute(GetDocumentParams::default()).await.expect("a document");
    let root = document.result.root.node_id;
    let query = QueryAxTreeParams::builder().node_id(root).role("image").build();
    let found = tab.page.execute(query).await.expect("a tree").result.nodes;
    let name = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    found
        .iter()
        .filter(|node| !node.ignored)
        .map(|node| node.name.as_ref().and_then(|n| n.value.as_ref()).map(name).unwrap_or_default())
        .collect()
}

#[test]
fn a_chart_says_what_it_shows_and_its_values_are_on_the_page() {
    play(async |stage| {
        let tab = Tab::open(stage).await;
        for place in some(stage, &CHARTS).await {
            for look in [Look::WIDE, Look::NARROW] {
                tab.look(look).await;
                place.show(&tab).await;
                let titles: Vec<String> =
                    tab.ask("[...document.querySelectorAll('figure h3')].map((h) => h.textContent)").await;
                let names = pictures(&tab).await;
                assert_eq!(names.len(), titles.len(), "{}: each chart has one picture", place.name);
                for (name, title) in names.iter().zip(&titles) {
                    assert!(name.starts_with(title) && name.len() > title.len() + 20, "{title} / {name}");
                }
                // A year has its twelve months; other charts have as many rows as they have values.
                let months: bool = tab.ask("document.querySelector('#valeurs') !== null").await;
                let values = if months { "#valeurs tbody tr" } else { "figure ~ details tbody tr" };
                let rows: i64 = tab.ask(&format!("document.querySelectorAll('{values}').length")).await;
                assert!(if months { rows == 12 } else { rows > 1 }, "{}: {rows}", place.name);
            }
        }
    });
}

/// Something drawn, and how much it stands out.
#[derive(Debug, Deserialize)]
struct Drawn {
    what: String,
    contrast: f64,
}

/// Text and shapes that are seen, each against the ground of the picture.
const DRAWN: &str = "(() => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => numbers(colour).slice(0, 3).map((c) => c / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = (element) => {
        const colour = getComputedStyle(element).backgroundColor;
        return (numbers(colour)[3] ?? 1) === 1 ? colour : ground(element.parentElement);
    };
    // The number of a flag stands on its flag.
    const behind = (shape) => shape.classList.contains('c-flag-text')
        ? getComputedStyle(shape.closest('svg').querySelector('.c-flag')).fill
        : ground(shape.closest('svg'));
    return [...document.querySelectorAll('svg.chart text, svg.chart .c-bar, svg.chart .c-before')]
        .filter((shape) => shape.checkVisibility())
        .map((shape) => {
            const style = getComputedStyle(shape), colour = style.fill === 'none' ? style.stroke : style.fill;
            const [a, b] = [light(colour), light(behind(shape))].sort((x, y) => y - x);
            return { what: `${shape.tagName} ${shape.className.baseVal} ${colour}`, contrast: (a + 0.05) / (b + 0.05) };
        });
})()";

#[test]
fn what_is_drawn_stands_out_in_the_light_and_in_the_dark() {
    play(async |stage| {
        let tab = Tab::open(stage).await;
        for place in some(stage, &CHARTS).await {
            for look in [Look::WIDE, Look::WIDE.dark(), Look::NARROW, Look::NARROW.dark()] {
                tab.look(look).await;
                place.show(&tab).await;
                let drawn: Vec<Drawn> = tab.ask(DRAWN).await;
                assert!(drawn.len() > 15, "{}: {drawn:?}", place.name);
                for Drawn { what, contrast } in drawn {
                    let enough = if what.starts_with("text") { 4.5 } else { 3.0 };
                    assert!(contrast >= enough, "{} {look:?}: {what} {contrast:.2}", place.name);
                }
            }
        }
    });
}
