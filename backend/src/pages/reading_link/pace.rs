//! How often the page behind a sheet may be asked: by link, and by where one comes from. What is surprising about an index says
//! something of what is held, so asking is bounded, as guessing is.

use std::net::{IpAddr, Ipv6Addr};

use crate::app::App;
use crate::error::AppResult;
use crate::store::limits::{self, Limit};
use crate::store::{ReadingLinkId, StoreError, secret};

/// Seconds in which are counted: pages looked at, forms sent, addresses that open nothing.
const WINDOW_S: i64 = 600;
/// Times a page is shown.
const LOOKS: Limit = Limit { window_s: WINDOW_S, most: 120 };
/// Forms through one link: a caretaker sends one, and perhaps another for a finger that slipped.
const SENT: Limit = Limit { window_s: WINDOW_S, most: 12 };
/// Kilobytes of pictures through one link in a day: six of the largest, where one proves an index.
const PHOTOS: Limit = Limit { window_s: 86_400, most: 48_000 };
/// Forms from one place.
const SENT_FROM: Limit = Limit { window_s: WINDOW_S, most: 60 };
/// Addresses from one place that open nothing.
const MISSES: Limit = Limit { window_s: WINDOW_S, most: 60 };

/// Counts one more in a bucket; whether it is within the limit.
async fn take(app: &App, bucket: &str, limit: Limit) -> AppResult<bool> {
    take_many(app, bucket, 1, limit).await
}

/// Counts so many more in a bucket; whether they are within the limit.
async fn take_many(app: &App, bucket: &str, more: i64, limit: Limit) -> AppResult<bool> {
    let tx = app.db.begin().await?;
    let within = limits::take_many(&tx, bucket, more, limit, app.clock.now()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(within)
}

/// The same for where somebody comes from, as far as that is known; where, is kept as a hash only.
async fn take_from(app: &App, ip: Option<IpAddr>, what: &str, limit: Limit) -> AppResult<bool> {
    let Some(ip) = ip else { return Ok(true) };
    take(app, &secret::hash(&format!("reading-link/{what}/{}", home(ip))), limit).await
}

/// Of an address of the sixth version, the part that a home is given: the rest it may choose.
fn home(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(v6) => match (v6.to_ipv4_mapped(), v6.segments()) {
            (Some(v4), _) => v4.into(),
            (None, [a, b, c, d, ..]) => Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into(),
        },
    }
}

/// Whether the page of a link may be looked at once more.
pub(super) async fn may_look(app: &App, link: ReadingLinkId) -> AppResult<bool> {
    take(app, &format!("reading-link/look/{link}"), LOOKS).await
}

/// Whether one more form may be sent.
pub(super) async fn may_send(app: &App, ip: Option<IpAddr>, link: ReadingLinkId) -> AppResult<bool> {
    let by_link = take(app, &format!("reading-link/send/{link}"), SENT).await?;
    Ok(take_from(app, ip, "send", SENT_FROM).await? && by_link)
}

/// Whether a picture of so many bytes may be kept.
pub(super) async fn may_keep(app: &App, link: ReadingLinkId, bytes: u64) -> AppResult<bool> {
    let kilobytes = i64::try_from(bytes.div_ceil(1_000)).unwrap_or(i64::MAX);
    take_many(app, &format!("reading-link/photos/{link}"), kilobytes, PHOTOS).await
}

/// Whether one more address may open nothing.
pub(super) async fn may_miss(app: &App, ip: Option<IpAddr>) -> AppResult<bool> {
    take_from(app, ip, "miss", MISSES).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_is_one_caller_however_many_addresses_it_has() {
        for (ip, expect) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ] {
            assert_eq!(home(ip.parse().unwrap()), expect.parse::<IpAddr>().unwrap(), "{ip}");
        }
    }
}
