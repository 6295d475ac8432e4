//! Nothing is wider than the screen.

use super::places::places;
use super::stage::play;
use super::tab::{Look, Tab};

/// Elements that reach past the right edge, unless something between scrolls by itself.
const TOO_WIDE: &str = "(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5);
    return [`${document.documentElement.scrollWidth} px`, ...wide.map((e) => e.outerHTML.slice(0, 120))];
})()";

fn fits(width: u32) {
    play(async |stage| {
        let tab = Tab::open(stage).await;
        let mut found = String::new();
        for place in places(stage).await {
            place.show_whole(&tab, Look { width, ..Look::WIDE }).await;
            assert_eq!(tab.ask::<u32>("innerWidth").await, width);
            let wide: Vec<String> = tab.ask(TOO_WIDE).await;
            if !wide.is_empty() {
                found += &format!("\n{}\n  {}\n", place.name, wide.join("\n  "));
            }
        }
        assert!(found.is_empty(), "{found}");
    });
}

#[test]
fn nothing_scrolls_sideways_on_a_phone() {
    fits(390);
}

/// WCAG 2.2, 1.4.10: 1280 px enlarged four times.
#[test]
fn nothing_scrolls_sideways_when_enlarged_four_times() {
    fits(320);
}
