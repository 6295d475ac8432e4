//! Writes every report of the samples to a folder, to be looked at:
//! `cargo run -p eclaireur-frontend --example report_samples -- OUT_DIR`.
#![expect(clippy::disallowed_methods, reason = "an example writes files; the crate does not")]

use std::error::Error;
use std::fs;
use std::path::Path;

use eclaireur_frontend::reports::sector::{BesideReport, SectorReport};
use eclaireur_frontend::reports::{Kind, audit_samples, samples};
use eclaireur_frontend::sector::sample;
use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::filter::Filter;

fn main() -> Result<(), Box<dyn Error>> {
    let out = std::env::args().nth(1).unwrap_or_else(|| "target/reports".to_owned());
    let out = Path::new(&out);
    fs::create_dir_all(out)?;
    for kind in Kind::KINDS {
        let long = "Un nom très long, comme en ont les établissements fusionnés, ".repeat(6);
        for (state, report) in [
            ("care-home", samples::care_home(kind)),
            ("nothing", samples::nothing(kind)),
            ("long", samples::saying(kind, &long)),
        ] {
            let name = format!("{}-{state}", kind.name());
            fs::write(out.join(format!("{name}.pdf")), report.pdf()?)?;
            fs::write(out.join(format!("{name}.xlsx")), report.xlsx()?)?;
            println!("{name}");
        }
    }
    for (state, report) in [("care-home", audit_samples::care_home()), ("nothing", audit_samples::nothing())]
    {
        let name = format!("audit-{state}");
        fs::write(out.join(format!("{name}.pdf")), report.pdf()?)?;
        fs::write(out.join(format!("{name}.xlsx")), report.xlsx()?)?;
        println!("{name}");
    }
    for (state, organisations) in [("full", sample::FULL), ("few", 4)] {
        let told = sample::told(organisations, &Filter::default()).ok_or("no catalogue")?;
        let beside = sample::beside(organisations).ok_or("no catalogue")?;
        let sector = SectorReport { lang: Lang::Fr, told };
        fs::write(out.join(format!("secteur-{state}.pdf")), sector.pdf()?)?;
        let pair = BesideReport { lang: Lang::Fr, beside };
        fs::write(out.join(format!("vous-et-le-secteur-{state}.pdf")), pair.pdf()?)?;
        println!("secteur-{state}");
    }
    Ok(())
}
