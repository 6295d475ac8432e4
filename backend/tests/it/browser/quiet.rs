//! Pages load without a complaint, and ask nobody but us.

use chromiumoxide::cdp::browser_protocol::page::SetBypassCspParams;
use eclaireur_frontend::urls;

use super::noise::{Heard, Noise};
use super::places::{Place, demo, places};
use super::stage::play;
use super::tab::{Look, Tab};

/// Where the browser's own viewer of documents lives: nobody is asked.
const VIEWER: &str = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/";

/// What is wrong with what was heard while a place was shown.
fn wrong(place: &Place, heard: Heard) -> Vec<String> {
    let Heard { complaints, asked, mut pages, parts, failed } = heard;
    // That a form is refused or a page is not there is the answer that is wanted; the console says it too.
    let wanted = format!("status of {}", place.status);
    let last = pages.pop();
    let mut wrong: Vec<String> = complaints.into_iter().filter(|line| !line.contains(&wanted)).collect();
    wrong.extend(failed);
    let strange = |url: &String| !place.is_ours(url) && !url.starts_with(VIEWER);
    wrong.extend(asked.into_iter().filter(strange).map(|url| format!("asks {url}")));
    wrong.extend(pages.into_iter().filter(|status| *status != 200).map(|status| format!("first {status}")));
    wrong.extend(parts.into_iter().filter(|(status, _)| *status != 200).map(|part| format!("{part:?}")));
    if last != Some(place.status) {
        wrong.push(format!("answers {last:?}, not {}", place.status));
    }
    wrong
}

#[test]
fn every_page_loads_without_a_complaint_and_asks_nobody_else() {
    play(async |stage| {
        let mut found = String::new();
        let tab = Tab::open(stage).await;
        let mut noise = Noise::of(&tab).await;
        for place in places(stage).await {
            tab.forget().await;
            place.show_whole(&tab, Look::WIDE).await;
            let wrong = wrong(place, noise.heard(&tab).await);
            if !wrong.is_empty() {
                found += &format!("\n{}\n  {}\n", place.name, wrong.join("\n  "));
            }
        }
        assert!(found.is_empty(), "{found}");
    });
}

/// Each kind of trouble, so that silence means something.
const TROUBLE: &str = "(async () => {
    console.error('console trouble');
    setTimeout(() => { throw new Error('thrown trouble'); });
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'void 0' }));
    document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>');
    await fetch('/nulle-part');
    await fetch('http://127.0.0.2:9/').catch(() => {});
    const cut = new AbortController();
    const answer = fetch('/glossaire', { signal: cut.signal }).catch(() => {});
    cut.abort();
    await answer;
    await new Promise((done) => setTimeout(done));
    return 0;
})()";

#[test]
fn trouble_is_heard() {
    play(async |stage| {
        let tab = Tab::open(stage).await;
        let mut noise = Noise::of(&tab).await;
        let page = demo(stage).await.at(&urls::glossary());
        tab.go(&page).await;
        let before = noise.heard(&tab).await;
        assert_eq!((before.complaints, before.pages), (vec![], vec![200]));
        assert!(before.parts.len() > 2 && before.asked.len() > 3, "style, script, font and page are heard");
        tab.ask::<i64>(TROUBLE).await;
        let heard = noise.heard(&tab).await;
        for trouble in ["console trouble", "thrown trouble", "script-src", "style-src", "connect-src", "404"]
        {
            assert!(heard.complaints.iter().any(|line| line.contains(trouble)), "{trouble}: {heard:#?}");
        }
        assert!(heard.parts.iter().any(|(status, _)| *status == 404), "{heard:#?}");
        assert!(!heard.failed.is_empty(), "{heard:#?}");

        // Our policy keeps a page from asking others; without it, that would be heard.
        tab.page.execute(SetBypassCspParams::new(true)).await.expect("the policy can be put aside");
        tab.go(&page).await;
        tab.ask::<i64>("fetch('http://127.0.0.2:9/').catch(() => 0)").await;
        let asked = noise.heard(&tab).await.asked;
        assert!(asked.iter().any(|url| url == "http://127.0.0.2:9/"), "{asked:?}");
    });
}
