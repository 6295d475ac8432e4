//! Writes every page in every state to a folder, with the assets, to be looked at in a browser:
//! `cargo run -p eclaireur-frontend --example render_samples -- OUT_DIR`.
#![expect(clippy::disallowed_methods, reason = "an example writes files; the crate does not")]

use std::error::Error;
use std::fs;
use std::path::Path;

use eclaireur_frontend::{assets, pages};

fn main() -> Result<(), Box<dyn Error>> {
    let out = std::env::args().nth(1).unwrap_or_else(|| "target/pages".to_owned());
    let out = Path::new(&out);
    fs::create_dir_all(out.join("assets"))?;
    // Addresses are absolute in pages; beside each other on a disk they are not.
    let local = |text: &str| {
        assets::all().iter().fold(text.to_owned(), |text, asset| {
            text.replace(&format!("/assets/{}/{}", asset.hash, asset.name), &format!("assets/{}", asset.name))
        })
    };
    for asset in assets::all() {
        let bytes = match std::str::from_utf8(&asset.bytes) {
            Ok(text) => local(text).replace("url(assets/", "url(").into_bytes(),
            Err(_) => asset.bytes.to_vec(),
        };
        fs::write(out.join("assets").join(asset.name), bytes)?;
    }
    for sample in pages::samples() {
        let name = format!("{}-{}.html", sample.page, sample.state);
        fs::write(out.join(&name), local(&sample.html?))?;
        println!("{name}");
    }
    Ok(())
}
