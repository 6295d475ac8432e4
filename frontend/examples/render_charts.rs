//! Writes every chart in every dress to a folder, to be looked at in a browser:
//! `cargo run -p eclaireur-frontend --example render_charts -- OUT_DIR`.
//!
//! `index.html` holds both widths under the stylesheet, which follows the browser's light, dark and print; beside it
//! lie the pictures as files of their own.
#![expect(clippy::disallowed_methods, reason = "an example writes files; the crate does not")]
#![expect(clippy::unwrap_used, reason = "the data are the example's own")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use eclaireur_frontend::charts::Width;
use eclaireur_frontend::{assets, tables::FileKind};

#[path = "../tests/it/chart_data.rs"]
mod chart_data;

fn main() -> Result<(), Box<dyn Error>> {
    let out = std::env::args().nth(1).unwrap_or_else(|| "target/charts".to_owned());
    let out = Path::new(&out);
    fs::create_dir_all(out)?;
    let mut css = String::new();
    for asset in assets::all() {
        fs::write(out.join(asset.name), &asset.bytes)?;
        if Path::new(asset.name).extension().is_some_and(|end| end == "css") {
            asset.name.clone_into(&mut css);
            let text = String::from_utf8(asset.bytes.to_vec())?;
            let local = assets::all().iter().fold(text, |text, asset| {
                text.replace(&format!("/assets/{}/{}", asset.hash, asset.name), asset.name)
            });
            fs::write(out.join(asset.name), local)?;
        }
    }
    let mut page = format!(
        "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Charts</title><link rel=\"stylesheet\" href=\"{css}\"></head><body><main class=\"page\">"
    );
    let data = chart_data::Data::new("Isolation de la toiture, aile B");
    for (i, chart) in data.charts().into_iter().enumerate() {
        let (wide, narrow) = (chart.svg(Width::Wide)?, chart.svg(Width::Narrow)?);
        // One id for all in the data: here they share a page.
        let own =
            |svg: String| svg.replace("Isolation-de-la-toiture--aile-B", &format!("{}-{i}", chart.code()));
        write!(
            page,
            "<figure class=\"figure\"><figcaption><h3>{}</h3><p>{}</p></figcaption>{}{}</figure>",
            chart.title(),
            chart.reading(),
            own(wide),
            own(narrow)
        )?;
        fs::write(out.join(format!("{}.svg", chart.code())), chart.alone("Résidence des Tilleuls")?)?;
        fs::write(out.join(format!("{}.png", chart.code())), chart.png("Résidence des Tilleuls")?)?;
        let day = jiff::civil::date(2026, 11, 21);
        fs::write(out.join(format!("{}.csv", chart.code())), chart.table().file(FileKind::Csv, day)?)?;
    }
    page.push_str("</main></body></html>");
    fs::write(out.join("index.html"), page)?;
    Ok(())
}
