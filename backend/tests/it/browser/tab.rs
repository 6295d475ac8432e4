//! A tab with a profile of its own: goes somewhere, is looked at, is typed in, only with what a person has.

use std::path::Path;
use std::time::Duration;

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::browser::BrowserContextId;
use chromiumoxide::cdp::browser_protocol::dom::{
    GetDocumentParams, QuerySelectorParams, SetFileInputFilesParams,
};
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams, SetFocusEmulationEnabledParams,
    SetScriptExecutionDisabledParams,
};
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchKeyEventParams, DispatchKeyEventType, InsertTextParams,
};
use chromiumoxide::cdp::browser_protocol::network::ClearBrowserCacheParams;
use chromiumoxide::cdp::browser_protocol::page::EventLoadEventFired;
use chromiumoxide::cdp::browser_protocol::target::{CreateBrowserContextParams, CreateTargetParams};
use chromiumoxide::cdp::js_protocol::runtime::EvaluateParams;
use futures_util::StreamExt as _;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::stage::{Stage, runtime};

/// How long a page may take to load, or to become what is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// More tab stops than any page has.
const STOPS: usize = 120;

/// How a page is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) width: u32,
    pub(super) dark: bool,
    pub(super) print: bool,
}

impl Look {
    pub(super) const WIDE: Look = Look { width: 1280, dark: false, print: false };
    pub(super) const NARROW: Look = Look { width: 390, dark: false, print: false };
    pub(super) const PAPER: Look = Look { width: 1280, dark: false, print: true };

    pub(super) const fn dark(self) -> Look {
        Look { dark: true, ..self }
    }
}

/// Keys besides letters.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key {
    Tab,
    BackTab,
    Enter,
    Space,
    Down,
}

impl Key {
    /// Name, code, number, and what it writes.
    const fn parts(self) -> (&'static str, &'static str, i64, Option<&'static str>) {
        match self {
            Key::Tab | Key::BackTab => ("Tab", "Tab", 9, None),
            Key::Enter => ("Enter", "Enter", 13, Some("\r")),
            Key::Space => (" ", "Space", 32, Some(" ")),
            Key::Down => ("ArrowDown", "ArrowDown", 40, None),
        }
    }
}

/// The bit of the Shift key.
const SHIFT: i64 = 8;

/// A tab. Closed when it goes.
pub(super) struct Tab {
    pub(super) page: Page,
    stage: &'static Stage,
    profile: BrowserContextId,
}

impl Tab {
    /// An empty tab that knows no other: own cookies, own storage, own cache.
    pub(super) async fn open(stage: &'static Stage) -> Tab {
        let fresh = CreateBrowserContextParams::default();
        let profile = stage.browser.create_browser_context(fresh).await.expect("a profile");
        let blank = CreateTargetParams::builder().url("about:blank").browser_context_id(profile.clone());
        let page = stage.browser.new_page(blank.build().expect("a tab")).await.expect("a tab opens");
        let tab = Tab { page, stage, profile };
        // Focus as in the tab in front, whichever is.
        tab.page.execute(SetFocusEmulationEnabledParams::new(true)).await.expect("focus");
        tab.look(Look::WIDE).await;
        tab
    }

    /// Without scripts, as for those who have none.
    pub(super) async fn without_scripts(stage: &'static Stage) -> Tab {
        let tab = Tab::open(stage).await;
        let off = SetScriptExecutionDisabledParams::new(true);
        tab.page.execute(off).await.expect("scripts can be switched off");
        tab
    }

    /// Empties its cache, as if it came for the first time.
    pub(super) async fn forget(&self) {
        self.page.execute(ClearBrowserCacheParams::default()).await.expect("the cache is emptied");
    }

    /// Width, colours, paper. Nothing moves: what is seen is the end of any transition.
    pub(super) async fn look(&self, look: Look) {
        let screen = SetDeviceMetricsOverrideParams::new(i64::from(look.width), 900, 1.0, false);
        self.page.execute(screen).await.expect("a width");
        let scheme = if look.dark { "dark" } else { "light" };
        let features = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")];
        let media = SetEmulatedMediaParams::builder()
            .media(if look.print { "print" } else { "" })
            .features(features.map(|(name, value)| MediaFeature::new(name, value)))
            .build();
        self.page.execute(media).await.expect("a medium");
    }

    /// Goes to an address and waits until everything on it has come.
    pub(super) async fn go(&self, address: &str) {
        let went = timeout(PATIENCE, self.page.goto(address)).await;
        went.unwrap_or_else(|_| panic!("{address} does not come")).expect(address);
    }

    /// Does what leads to another page, and waits for it.
    pub(super) async fn follow(&self, action: impl Future<Output = ()>) {
        let mut loaded =
            self.page.event_listener::<EventLoadEventFired>().await.expect("the tab tells of its pages");
        action.await;
        let came = timeout(PATIENCE, loaded.next()).await;
        assert!(matches!(came, Ok(Some(_))), "no other page comes after {}", self.path().await);
    }

    /// What a script says about the page. Works where scripts are switched off, unless it waits for something.
    pub(super) async fn ask<T: DeserializeOwned>(&self, script: &str) -> T {
        let question = EvaluateParams::builder()
            .expression(script)
            .return_by_value(true)
            .await_promise(true)
            .user_gesture(true);
        let answer = self.page.execute(question.build().expect("a script")).await.expect(script).result;
        assert!(answer.exception_details.is_none(), "{script}: {:?}", answer.exception_details);
        let value = answer.result.value.unwrap_or_default();
        serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{script}: {value}: {error}"))
    }

    /// Waits until a script says yes, looking at every frame and every change.
    pub(super) async fn until(&self, condition: &str) {
        let wait = format!(
            "new Promise((done) => {{
                const look = () => {{ if ({condition}) done(true); else requestAnimationFrame(look); }};
                look();
            }})"
        );
        let came = timeout(PATIENCE, self.ask::<bool>(&wait)).await;
        assert!(came.is_ok(), "never true: {condition}");
    }

    /// Path and query of where it is.
    pub(super) async fn path(&self) -> String {
        self.ask("location.pathname + location.search").await
    }

    /// What can be read in the first element that fits.
    pub(super) async fn text(&self, selector: &str) -> String {
        self.ask(&format!("document.querySelector({selector:?})?.innerText ?? ''")).await
    }

    /// Presses a key.
    pub(super) async fn press(&self, key: Key) {
        let (name, code, number, writes) = key.parts();
        for down in [true, false] {
            let kind = match (down, writes) {
                (true, Some(_)) => DispatchKeyEventType::KeyDown,
                (true, None) => DispatchKeyEventType::RawKeyDown,
                (false, _) => DispatchKeyEventType::KeyUp,
            };
            let mut event = DispatchKeyEventParams::builder()
                .r#type(kind)
                .key(name)
                .code(code)
                .windows_virtual_key_code(number)
                .modifiers(if matches!(key, Key::BackTab) { SHIFT } else { 0 });
            if let Some(text) = writes.filter(|_| down) {
                event = event.text(text);
            }
            self.page.execute(event.build().expect("a key")).await.expect("a key is pressed");
        }
    }

    /// Writes into what has the focus.
    pub(super) async fn write(&self, text: &str) {
        self.page.execute(InsertTextParams::new(text)).await.expect("text is written");
    }

    /// Goes with the Tab key until this has the focus.
    pub(super) async fn reach(&self, selector: &str) {
        for _ in 0..STOPS {
            self.press(Key::Tab).await;
            if self.ask(&format!("document.activeElement.matches({selector:?})")).await {
                return;
            }
        }
        panic!("the Tab key never reaches {selector} on {}", self.path().await);
    }

    /// Reaches a link or a button and presses Enter; another page comes.
    pub(super) async fn enter(&self, selector: &str) {
        self.reach(selector).await;
        self.follow(self.press(Key::Enter)).await;
    }

    /// Chooses a file, as the system's own window does.
    pub(super) async fn choose(&self, selector: &str, file: &Path) {
        self.choose_all(selector, &[file]).await;
    }

    /// Chooses files.
    pub(super) async fn choose_all(&self, selector: &str, files: &[&Path]) {
        let document = self.page.execute(GetDocumentParams::default()).await.expect("a document");
        let query = QuerySelectorParams::new(document.result.root.node_id, selector);
        let field = self.page.execute(query).await.expect(selector).result.node_id;
        let files = files.iter().map(|file| file.to_str().expect("a name in letters"));
        let files = SetFileInputFilesParams::builder().files(files).node_id(field);
        self.page.execute(files.build().expect("files")).await.expect("files are chosen");
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        let (stage, profile) = (self.stage, self.profile.clone());
        runtime().spawn(async move { stage.browser.dispose_browser_context(profile).await });
    }
}
