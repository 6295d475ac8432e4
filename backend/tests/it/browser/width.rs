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

/// A phone; and 1280 px enlarged four times (WCAG 2.2, 1.4.10).
const WIDTHS: [u32; 2] = [390, 320];

#[test]
fn nothing_scrolls_sideways_on_a_phone_or_enlarged_four_times() {
    play(async |stage| {
        let tab = Tab::open(stage).await;
        let mut found = String::new();
        for place in places(stage).await {
            place.show_whole(&tab, Look::NARROW).await;
            for width in WIDTHS {
                tab.look(Look { width, ..Look::NARROW }).await;
                let wide: Vec<String> = tab.ask(TOO_WIDE).await;
                if !wide.is_empty() {
                    found += &format!("\n{} · {width}\n  {}\n", place.name, wide.join("\n  "));
                }
            }
        }
        assert!(found.is_empty(), "{found}");
        let wall = "document.querySelector('main').insertAdjacentHTML('beforeend', '<table><td>' + 'x'.repeat(99)); innerWidth";
        assert_eq!(tab.ask::<u32>(wall).await, WIDTHS[1]);
        assert!(tab.ask::<Vec<String>>(TOO_WIDE).await.len() > 1, "what is too wide is seen");
    });
}
