//! What a tab complains about, and whom it talks to.

use chromiumoxide::cdp::IntoEventKind;
use chromiumoxide::cdp::browser_protocol::audits::{self, EventIssueAdded};
use chromiumoxide::cdp::browser_protocol::log::EventEntryAdded;
use chromiumoxide::cdp::browser_protocol::network::{
    EventLoadingFailed, EventRequestWillBeSent, EventResponseReceived, ResourceType,
};
use chromiumoxide::cdp::js_protocol::runtime::{EventConsoleApiCalled, EventExceptionThrown};
use chromiumoxide::listeners::EventStream;
use futures_util::{FutureExt as _, StreamExt as _};

use super::tab::Tab;

/// Everything a tab says, from the moment it is listened to.
pub(super) struct Noise {
    console: EventStream<EventConsoleApiCalled>,
    exceptions: EventStream<EventExceptionThrown>,
    log: EventStream<EventEntryAdded>,
    issues: EventStream<EventIssueAdded>,
    requests: EventStream<EventRequestWillBeSent>,
    responses: EventStream<EventResponseReceived>,
    failed: EventStream<EventLoadingFailed>,
}

/// What was heard since the last time.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// Errors, warnings, exceptions, broken policies, in the browser's words.
    pub(super) complaints: Vec<String>,
    /// Addresses asked for.
    pub(super) asked: Vec<String>,
    /// Status of the pages that came, in order.
    pub(super) pages: Vec<i64>,
    /// Status and address of everything else.
    pub(super) parts: Vec<(i64, String)>,
    /// Requests without an answer, and why.
    pub(super) failed: Vec<String>,
}

impl Noise {
    pub(super) async fn of(tab: &Tab) -> Noise {
        let noise = Noise {
            console: listen(tab).await,
            exceptions: listen(tab).await,
            log: listen(tab).await,
            issues: listen(tab).await,
            requests: listen(tab).await,
            responses: listen(tab).await,
            failed: listen(tab).await,
        };
        tab.page.execute(audits::EnableParams::default()).await.expect("the browser audits");
        noise
    }

    /// What there is to say by now. The browser answers in order: after two questions, all that was before the first
    /// has come.
    pub(super) async fn heard(&mut self, tab: &Tab) -> Heard {
        for n in 0..2 {
            assert_eq!(tab.ask::<i64>(&n.to_string()).await, n);
        }
        let mut heard = Heard::default();
        for said in all(&mut self.console) {
            heard.complaints.push(format!("console: {:?} {:?}", said.r#type, said.args));
        }
        for thrown in all(&mut self.exceptions) {
            heard.complaints.push(format!("exception: {:?}", thrown.exception_details));
        }
        for logged in all(&mut self.log) {
            heard
                .complaints
                .push(format!("{:?}: {} {:?}", logged.entry.source, logged.entry.text, logged.entry.url));
        }
        for issue in all(&mut self.issues) {
            heard.complaints.push(format!("issue: {:?} {:?}", issue.issue.code, issue.issue.details));
        }
        heard.asked = all(&mut self.requests).into_iter().map(|r| r.request.url.clone()).collect();
        for answer in all(&mut self.responses) {
            match answer.r#type {
                ResourceType::Document => heard.pages.push(answer.response.status),
                _ => heard.parts.push((answer.response.status, answer.response.url.clone())),
            }
        }
        heard.failed =
            all(&mut self.failed).into_iter().map(|f| format!("{:?} {}", f.r#type, f.error_text)).collect();
        heard
    }
}

async fn listen<T: IntoEventKind>(tab: &Tab) -> EventStream<T> {
    tab.page.event_listener().await.expect("the tab is heard")
}

/// What waits in a stream.
fn all<T: IntoEventKind + Unpin>(stream: &mut EventStream<T>) -> Vec<std::sync::Arc<T>> {
    std::iter::from_fn(|| stream.next().now_or_never().flatten()).collect()
}
