//! The stylesheet, the script, the icon and the font, compiled in and addressed by the hash of their content.
//!
//! A page can be kept for ever by browsers: when a file changes, its address changes. To add one: a line in `ASSETS`.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::urls;

/// A file as it is sent.
#[derive(Debug)]
pub struct Asset {
    /// Name in its address.
    pub name: &'static str,
    /// Hash of its bytes, in its address.
    pub hash: String,
    /// For `Content-Type`.
    pub media_type: &'static str,
    /// Content.
    pub bytes: Cow<'static, [u8]>,
}

impl Asset {
    fn new(name: &'static str, media_type: &'static str, bytes: Cow<'static, [u8]>) -> Asset {
        Asset { name, hash: fingerprint(&bytes), media_type, bytes }
    }
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let regular = Asset::new(
        "eclaireur-sans-regular.woff2",
        "font/woff2",
        Cow::Borrowed(include_bytes!("../assets/fonts/eclaireur-sans-regular.woff2")),
    );
    let semibold = Asset::new(
        "eclaireur-sans-semibold.woff2",
        "font/woff2",
        Cow::Borrowed(include_bytes!("../assets/fonts/eclaireur-sans-semibold.woff2")),
    );
    // The stylesheet names the fonts by their address, so its own hash follows theirs.
    let style = include_str!("../assets/app.css")
        .replace("url(regular)", &format!("url({})", urls::asset(&regular.hash, regular.name)))
        .replace("url(semibold)", &format!("url({})", urls::asset(&semibold.hash, semibold.name)));
    vec![
        Asset::new("app.css", "text/css; charset=utf-8", Cow::Owned(style.into_bytes())),
        Asset::new(
            "link.css",
            "text/css; charset=utf-8",
            Cow::Borrowed(include_bytes!("../assets/link.css")),
        ),
        Asset::new(
            "app.js",
            "text/javascript; charset=utf-8",
            Cow::Borrowed(include_bytes!("../assets/app.js")),
        ),
        Asset::new("icon.svg", "image/svg+xml", Cow::Borrowed(include_bytes!("../assets/icon.svg"))),
        regular,
        semibold,
    ]
});

/// Every asset.
pub fn all() -> &'static [Asset] {
    &ASSETS
}

/// The asset at this address; `None` when the hash is another than its own.
pub fn find(hash: &str, name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|a| a.name == name && a.hash == hash)
}

/// Address of an asset by its name; of none, the name itself.
pub fn href(name: &str) -> String {
    ASSETS.iter().find(|a| a.name == name).map_or_else(|| name.to_owned(), |a| urls::asset(&a.hash, a.name))
}

/// FNV-1a, 64 bits: tells versions apart, protects nothing.
fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_are_found_at_their_own_address_only() {
        for asset in all() {
            assert!(find(&asset.hash, asset.name).is_some());
            assert!(find("0000000000000000", asset.name).is_none());
        }
        let style = all().iter().find(|a| a.name == "app.css").unwrap();
        let text = std::str::from_utf8(&style.bytes).unwrap();
        assert!(!text.contains("url(regular)") && text.contains("url(/assets/"));
    }

    #[test]
    fn the_script_stays_small() {
        assert!(all().iter().find(|a| a.name == "app.js").unwrap().bytes.len() < 20_000);
    }
}
