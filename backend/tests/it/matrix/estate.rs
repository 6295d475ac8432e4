//! What the matrix walks over: three organisations with everything that an address can name, and a federation.

use eclaireur::store::{
    BuildingId, FederationId, OrganisationId, buildings, consents, federations, organisations,
};
use eclaireur_frontend::urls;
use eclaireur_models::period::Day;

use crate::support::{TestApp, archive, code_in, export, jpeg, monthly_table};

/// An organisation with two buildings, and one of each thing in the first.
pub(super) struct Estate {
    pub(super) id: OrganisationId,
    pub(super) code: String,
    pub(super) buildings: [(BuildingId, String); 2],
    pub(super) meter: String,
    pub(super) project: String,
    /// A confirmed import of readings of the first building.
    pub(super) import: String,
    /// A preview for the first building, and one for the second.
    pub(super) previews: [String; 2],
    pub(super) list: String,
    pub(super) sending: String,
    pub(super) ean: String,
    /// A picture of the visit of the first building, whose audit is delivered.
    pub(super) photo: String,
}

/// All of them.
pub(super) struct Land {
    pub(super) own: Estate,
    /// It asked for help.
    pub(super) helped: Estate,
    pub(super) foreign: Estate,
    pub(super) federation: (FederationId, String),
    pub(super) other_federation: String,
}

fn last(address: &str) -> String {
    code_in(address)
}

/// A table for a building, not confirmed: its id.
async fn preview(app: &TestApp, building: &str, seed: u64) -> String {
    let mut table = monthly_table();
    table.extend(format!("\r\nTotal;{seed}\r\n").into_bytes());
    let sent = [("file", "mois.csv", table.as_slice())];
    last(&app.post_files(&urls::building_upload(building), &[], &sent).await.is(303).location())
}

async fn estate(app: &TestApp, n: usize, name: &str) -> Estate {
    let code = app.organisation(name).await;
    let first = app.building(&code, &format!("{name} un")).await;
    let second = app.building(&code, &format!("{name} deux")).await;
    let c = app.app.db.read();
    let whose = organisations::by_code(c, &code).await.unwrap().unwrap();
    let mut both = Vec::new();
    for building in [first, second] {
        let (_, row) = buildings::by_code(c, &building).await.unwrap().unwrap();
        both.push((row.id, building));
    }
    let buildings: [_; 2] = both.try_into().unwrap();
    let [(_, one), (_, two)] = &buildings;
    // The digits before the last make the check digit another one.
    let ean = ["541448820000000008", "541448820000000015", "541448820000000022"][n].to_owned();
    let meter = app.meter(one, &[("name", "Général"), ("carrier", "electricity"), ("ean", &ean)]).await;
    app.post_form(&urls::projects(one), &[("name", "Toiture")]).await.is(303);
    let project = app.get_html(&urls::projects(one)).await;
    let project =
        project.split(&urls::project(one, "")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let days = export(&ean, "2025-01-01", "2025-01-03", 3600, u64::try_from(n).unwrap() + 1).bytes;
    let kept = app.upload(&code, "?create_meters=true", &days).await.is(201).json();
    let seed = 10 * u64::try_from(n).unwrap() + 1;
    let previews = [preview(app, one, seed).await, preview(app, two, seed + 1).await];
    let list = format!("Code;Nom du bâtiment\r\nN-{n};Annexe {name}\r\n");
    let sent = [("file", "liste.csv", list.as_bytes())];
    let list = app.post_files(&urls::building_list(&code), &[], &sent).await.is(303).location();
    let list = list.trim_start_matches("/imports/").split('/').next().unwrap().to_owned();
    let more = |from: &str, to: &str| export(&ean, from, to, 3600, seed).bytes;
    let zip = archive(&[
        ("a.csv", &more("2025-02-01", "2025-02-02")),
        ("b.csv", &more("2025-03-01", "2025-03-02")),
    ]);
    let sent = [("file", "tout.zip", zip.as_slice())];
    let sending = last(&app.post_files(&urls::building_upload(one), &[], &sent).await.is(303).location());
    let import = kept["id"].as_str().unwrap().to_owned();
    let photo = delivered(app, one).await;
    Estate { id: whose.id, code, meter, project, import, previews, list, sending, ean, photo, buildings }
}

/// The audit of a building, delivered: its picture.
async fn delivered(app: &TestApp, building: &str) -> String {
    app.post_form(&urls::audit(building), &[("begin", "1")]).await.is(303);
    let picture = jpeg();
    let sent = [("photo", "plaque.jpg", picture.as_slice())];
    app.post_files(&urls::audit_photos(building), &[("caption", "Plaque")], &sent).await.is(303);
    for step in ["ask", "approve", "deliver"] {
        app.post_form(&urls::audit_versions(building), &[("step", step)]).await.is(303);
    }
    let page = app.get_html(&urls::audit_section(building, "photos")).await;
    page.split(&urls::audit_photo(building, "")).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Makes everything, as whoever sits at the machine.
pub(super) async fn land(app: &TestApp) -> Land {
    let own = estate(app, 0, "Les Tilleuls").await;
    let helped = estate(app, 1, "Les Saules").await;
    let foreign = estate(app, 2, "Les Peupliers").await;
    let (by, tx) = (app.app.by(), app.app.db.begin().await.unwrap());
    let since = Day::constant(2026, 1, 1);
    consents::ask_help(&tx, &by, helped.id, "Nous ne savons par où commencer.", since).await.unwrap();
    let federation = federations::create(&tx, &by, "Fédération des homes").await.unwrap();
    for member in [&own, &helped] {
        federations::add_member(&tx, &by, federation.id, member.id, None, None).await.unwrap();
    }
    let other = federations::create(&tx, &by, "Fédération des crèches").await.unwrap();
    tx.commit().await.unwrap();
    let code = |row: &federations::FederationRow| row.federation.code.to_string();
    Land {
        own,
        helped,
        foreign,
        other_federation: code(&other),
        federation: (federation.id, code(&federation)),
    }
}

/// A code and an id that nobody has.
pub(super) const MISSING: &str = "0000000000000";

/// Which object an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Own,
    /// The second building of the same organisation.
    Beside,
    Helped,
    Foreign,
    Missing,
}

impl Land {
    /// The organisation of an object; none of one that is missing.
    pub(super) fn estate(&self, which: Which) -> Option<&Estate> {
        match which {
            Which::Own | Which::Beside => Some(&self.own),
            Which::Helped => Some(&self.helped),
            Which::Foreign => Some(&self.foreign),
            Which::Missing => None,
        }
    }

    /// The address of a pattern for an object; none where the pattern names something the matrix does not know.
    pub(super) fn address(&self, pattern: &str, which: Which) -> Option<String> {
        let at = usize::from(which == Which::Beside);
        let estate = self.estate(which);
        let known = |of: fn(&Estate) -> &str| estate.map_or(MISSING, of).to_owned();
        let segments = pattern.split('/').map(|segment| {
            let (name, tail) = match segment.strip_prefix('{') {
                Some(rest) => rest.split_once('}')?,
                None => return Some(segment.to_owned()),
            };
            let federal = pattern.trim_start_matches("/api/v1").starts_with("/federations/");
            let listed = ["/batiments", "/liste-"].iter().any(|word| pattern.contains(word));
            let value = match name {
                "o" if federal => "unipso-2024".to_owned(),
                "o" => known(|estate| &estate.code),
                "b" => estate.map_or(MISSING, |estate| &estate.buildings[at].1).to_owned(),
                "i" if listed => known(|estate| &estate.list),
                "i" if at == 1 => known(|estate| &estate.previews[1]),
                "i" if pattern.starts_with("/api/") => known(|estate| &estate.import),
                "i" => known(|estate| &estate.previews[0]),
                "s" if pattern.contains("/audit/") => "envelope".to_owned(),
                "s" => known(|estate| &estate.sending),
                "f" if pattern.contains("/federations/") => match which {
                    Which::Own | Which::Beside | Which::Helped => self.federation.1.clone(),
                    Which::Foreign => self.other_federation.clone(),
                    Which::Missing => MISSING.to_owned(),
                },
                "f" if pattern.contains("/graphiques/") || pattern.contains("/charts/") => {
                    "quality.svg".to_owned()
                }
                "f" if pattern.contains("/rapports/") || pattern.contains("/reports/") => {
                    "bulletin.xlsx".to_owned()
                }
                "f" if pattern.contains("/financer/") => "dossier.toml".to_owned(),
                "f" if pattern.contains("/audit/rapport/") => "audit.xlsx".to_owned(),
                "f" if pattern.contains("/audit/") => "audit-1.toml".to_owned(),
                "m" if pattern.contains("/compteurs/") => known(|estate| &estate.meter),
                "p" if pattern.contains("/financer/") => known(|estate| &estate.project),
                "p" if pattern.contains("/audit/") => known(|estate| &estate.photo),
                "n" if federal => "sector-premium".to_owned(),
                "n" if pattern.contains("/aids/") => "ureba-2022".to_owned(),
                "c" if federal => "scenario.csv".to_owned(),
                "name" => "app.css".to_owned(),
                "r" => "wallonia".to_owned(),
                "m" | "p" | "g" | "hash" | "id" => MISSING.to_owned(),
                "a" => "ureba-2022".to_owned(),
                _ => return None,
            };
            Some(value + tail)
        });
        Some(segments.collect::<Option<Vec<_>>>()?.join("/"))
    }
}
