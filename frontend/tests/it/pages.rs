//! Every page in every state: same bytes twice, tags that close, headings in order, everything named.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use eclaireur_frontend::pages::samples;
use eclaireur_frontend::{assets, urls};

use crate::html::{Tag, tags, text};

/// A page in one of its states, as it was written.
pub(crate) struct Written {
    pub(crate) page: &'static str,
    pub(crate) state: &'static str,
    pub(crate) html: String,
}

impl Written {
    pub(crate) fn name(&self) -> String {
        format!("{}/{}", self.page, self.state)
    }
}

/// Every page in every state, written once for all that is asked of them.
static WRITTEN: LazyLock<Vec<Written>> = LazyLock::new(written_anew);

fn written_anew() -> Vec<Written> {
    let written = samples().into_iter().map(|sample| {
        let html = sample.html.unwrap_or_else(|e| panic!("{}/{}: {e}", sample.page, sample.state));
        Written { page: sample.page, state: sample.state, html }
    });
    written.collect()
}

pub(crate) fn written() -> &'static [Written] {
    &WRITTEN
}

fn html(page: &str, state: &str) -> &'static str {
    let found = written().iter().find(|written| written.page == page && written.state == state);
    &found.unwrap_or_else(|| panic!("no sample of {page}/{state}")).html
}

fn each(check: impl Fn(&str, &str, &[Tag])) {
    for written in written() {
        let name = written.name();
        check(&name, &written.html, &tags(&name, &written.html));
    }
}

#[test]
fn pages_are_written_twice_the_same() {
    for (first, second) in written().iter().zip(written_anew()) {
        assert_eq!(first.html, second.html, "{}", first.name());
    }
}

#[test]
fn no_sentence_is_missing_on_any_page() {
    each(|name, html, _| {
        let body = html.replace("[kWh]", "");
        if let Some(at) = body.find('[') {
            let word: String = body[at..].chars().take(40).collect();
            panic!("{name}: a key without words: {word}");
        }
        assert!(!html.contains("{ $") && !html.contains("{$"), "{name}: an argument is missing");
    });
}

#[test]
fn there_is_one_title_and_headings_go_down_one_by_one() {
    each(|name, html, tags| {
        let mut level = 0;
        for tag in tags.iter().filter(|t| t.name.len() == 2 && t.name.starts_with('h') && t.name != "hr") {
            let this: usize = tag.name[1..].parse().unwrap();
            assert!(this <= level + 1, "{name}: {} after h{level}", tag.name);
            assert!(this > 1 || level == 0, "{name}: a second h1");
            level = this;
        }
        assert!(level > 0, "{name}: no h1");
        let title = tags.iter().find(|t| t.name == "title").unwrap();
        assert!(text(html, title).len() > 5, "{name}: an empty title");
        assert_eq!(tags.iter().filter(|t| t.name == "main").count(), 1, "{name}");
    });
}

#[test]
fn every_input_has_its_label_and_every_reference_its_target() {
    each(|name, _, tags| {
        let mut ids = BTreeSet::new();
        for id in tags.iter().filter_map(|t| t.get("id")) {
            assert!(ids.insert(id), "{name}: the id {id} stands twice");
        }
        let labels: BTreeSet<_> =
            tags.iter().filter(|t| t.name == "label").filter_map(|t| t.get("for")).collect();
        for label in &labels {
            assert!(ids.contains(label), "{name}: a label for nothing: {label}");
        }
        for tag in
            tags.iter().filter(|t| matches!(t.name.as_str(), "input" | "select" | "textarea" | "progress"))
        {
            if tag.get("type") == Some("hidden") {
                continue;
            }
            let id = tag.get("id").unwrap_or_else(|| panic!("{name}: a field without id: {tag:?}"));
            assert!(labels.contains(id), "{name}: {id} has no label");
        }
        for attribute in ["aria-labelledby", "aria-describedby"] {
            for id in tags.iter().filter_map(|t| t.get(attribute)).flat_map(str::split_whitespace) {
                assert!(ids.contains(id), "{name}: {attribute} names nothing: {id}");
            }
        }
        for target in tags.iter().filter_map(|t| t.get("href")?.strip_prefix('#')) {
            assert!(ids.contains(target), "{name}: a link to nothing: #{target}");
        }
    });
}

#[test]
fn every_picture_has_a_text() {
    each(|name, _, tags| {
        for (i, tag) in tags.iter().enumerate() {
            let named = match tag.name.as_str() {
                "img" => tag.get("alt").is_some_and(|a| !a.is_empty()),
                "object" => tag.get("aria-label").is_some_and(|a| !a.is_empty()),
                "svg" if tag.get("aria-hidden") == Some("true") => true,
                "svg" => tag.get("role") == Some("img") && tags.get(i + 1).is_some_and(|t| t.name == "title"),
                _ => true,
            };
            assert!(named, "{name}: no text for {tag:?}");
        }
    });
}

#[test]
fn nothing_needs_an_inline_style_or_script() {
    each(|name, _, tags| {
        for tag in tags {
            assert!(tag.get("style").is_none(), "{name}: style on {}", tag.name);
            assert!(tag.name != "style", "{name}: a style element");
            assert!(tag.name != "script" || tag.get("src").is_some(), "{name}: an inline script");
            assert!(!tag.attributes.keys().any(|a| a.starts_with("on")), "{name}: a handler on {}", tag.name);
        }
    });
}

#[test]
fn forms_post_and_links_lead_to_addresses_that_exist() {
    let known = |path: &str| {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let parts: Vec<&str> = path.split('/').collect();
        urls::pattern::ALL.iter().any(|pattern| {
            let expected: Vec<&str> = pattern.split('/').collect();
            expected.len() == parts.len()
                && expected
                    .iter()
                    .zip(&parts)
                    .all(|(e, p)| if e.starts_with('{') { !p.is_empty() } else { e == p })
        })
    };
    each(|name, _, tags| {
        for tag in tags {
            for attribute in ["href", "action", "formaction", "src", "data"] {
                let Some(address) = tag.get(attribute).filter(|a| !a.starts_with('#')) else { continue };
                // The document a figure stands on: the only way out, and nobody is told where one comes from.
                if attribute == "href" && address.starts_with("https://") {
                    assert_eq!(tag.get("rel"), Some("external noreferrer"), "{name}: {address}");
                    continue;
                }
                // Pixels of a chart lie in the chart.
                if tag.name == "image" && address.starts_with("data:image/png;base64,") {
                    continue;
                }
                assert!(known(&address.replace("&#38;", "&")), "{name}: {attribute}={address}");
            }
            if tag.name == "form" {
                assert!(matches!(tag.get("method"), Some("post" | "get")), "{name}: a form without method");
            }
        }
    });
}

#[test]
fn the_answer_has_at_most_25_words() {
    each(|name, html, tags| {
        for tag in tags.iter().filter(|t| t.name == "p" && t.get("class") == Some("answer")) {
            let answer = text(html, tag);
            let words = answer.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
            assert!((1..=25).contains(&words), "{name}: {words} words: {answer}");
        }
    });
}

#[test]
fn the_demonstration_says_so_and_nothing_else_does() {
    let demo = written().iter().filter(|written| written.html.contains("class=\"demo\"")).count();
    assert!(demo > 0 && demo < written().len());
}

#[test]
fn a_page_without_words_in_a_language_is_french_and_says_so() {
    let page = &written().iter().find(|written| written.state == "dutch").unwrap().html;
    assert!(page.contains("<html lang=\"nl-BE\">") && page.contains("lang=\"fr-BE\">"));
    assert!(page.contains("Deze pagina bestaat nog niet in uw taal"));
}

/// Addresses of assets change with every touch of the stylesheet; the rest is what is looked at.
fn steady(html: &str) -> String {
    assets::all().iter().fold(html.to_owned(), |html, asset| html.replace(&asset.hash, "HASH"))
}

#[test]
fn pages_look_as_accepted() {
    for (page, state) in [
        ("home", "first-run"),
        ("building", "full"),
        ("cadastre", "full"),
        ("energy", "holes"),
        ("import", "not-yet"),
        ("import", "partly-bad"),
        ("import", "corrected"),
        ("import", "invoice"),
        ("reading_bill", "wrong"),
        ("reading_bill", "read"),
        ("bill_place", "several"),
        ("energy", "billed"),
        ("energy", "solar"),
        ("meter_form", "edit"),
        ("meter_form", "tank"),
        ("meter_replaced", "wrong"),
        ("meter_shares", "tried"),
        ("reading_index", "gauge"),
        ("sending", "mixed"),
        ("building_list_preview", "preview"),
        ("degree_days", "full"),
        ("facts", "some"),
        ("fact", "area"),
        ("fact", "week"),
        ("fact", "wrong"),
        ("prices", "some"),
        ("prices", "wrong"),
        ("events", "some"),
        ("alerts", "some"),
        ("quality", "holes"),
        ("obligations", "made"),
        ("month_sheet", "late"),
        ("yearly_report", "published"),
        ("alert_explain", "wrong"),
        ("aids", "full"),
        ("aid", "open"),
        ("simulator", "ordered-early"),
        ("guide", "asked"),
        ("guide", "care-home"),
        ("catalog", "refused"),
        ("organisation", "reader"),
        ("building", "reader"),
        ("building", "reader-empty"),
        ("energy", "reader"),
        ("readings", "reader"),
        ("project", "reader"),
        ("state", "trouble"),
        ("state", "gone"),
        ("journal", "full"),
        ("account_close", "last"),
        ("erase", "open"),
        ("erase", "asked"),
        ("erased", "some"),
        ("privacy", "known"),
        ("accessibility", "unknown"),
        ("access", "full"),
        ("access_end", "last"),
        ("invite", "pass-on"),
        ("invite", "service"),
        ("mandate", "some"),
        ("keys", "made"),
        ("share", "made"),
        ("shared_bulletin", "empty"),
        ("shared_gone", "gone"),
        ("accounts", "full"),
        ("admin_account", "full"),
        ("consents", "some"),
        ("member", "before"),
        ("own_activities", "listed"),
        ("audit", "draft"),
        ("audit_section", "wrong"),
        ("audit_settings", "some"),
        ("audit_checks", "outside"),
        ("audit_quotes", "some"),
        ("audit_measures", "wrong"),
        ("audit_packages", "some"),
        ("audit_aids", "some"),
        ("audit_assumed", "some"),
        ("potential", "some"),
        ("programme", "some"),
        ("carnet", "some"),
        ("audit_versions", "same-person"),
        ("sheet_form", "again"),
        ("sheets", "narrowed"),
        ("sector", "full"),
        ("sector", "narrowed"),
        ("sector", "withheld"),
        ("sector", "few"),
        ("sector", "nobody"),
        ("member_sector", "full"),
    ] {
        insta::assert_snapshot!(format!("{page}-{state}"), steady(html(page, state)));
    }
}

#[test]
fn a_column_that_holds_no_readings_keeps_their_fields_folded_and_errors_name_their_column() {
    let html = html("mapping", "wrong");
    let fold = |n: usize| {
        let column = html.split(&format!("id=\"f-use_{n}\"")).nth(1).unwrap();
        column.split("<details class=\"more\"").nth(1).unwrap().split('>').next().unwrap().to_owned()
    };
    assert_eq!([fold(0), fold(1), fold(2)], ["", "", " open"], "only the column of values is open");
    assert!(html.contains("<a href=\"#f-unit_2\">Colonne C · Grandeur A, unité</a>"));
    assert_eq!(html.matches("id=\"summary-title\"").count(), 1);
    assert!(html.find("id=\"summary-title\"") < html.find("id=\"sample\""));
}

/// What stands in elements of the class `mark`, in one part of a page.
fn letters(html: &str) -> BTreeSet<&str> {
    let parts = html.split("class=\"mark\"").skip(1);
    parts.filter_map(|part| part.split_once('>')?.1.split('<').next()).collect()
}

#[test]
fn every_letter_beside_a_number_is_explained_below_the_table() {
    let mut explained = 0;
    let listed = ["meter_readings", "yearly_report", "alerts", "cadastre"];
    for written in written().iter().filter(|written| listed.contains(&written.page)) {
        let html = &written.html;
        let legend: String =
            html.split("<ul class=\"marks\">").skip(1).map(|l| l.split("</ul>").next().unwrap()).collect();
        assert_eq!(letters(html), letters(&legend), "{}", written.name());
        explained += usize::from(!legend.is_empty());
    }
    assert!(explained > 3);
}

#[test]
fn alerts_quality_and_a_fact_stand_in_the_frame_of_the_building() {
    for (page, words) in [("alerts", true), ("quality", true), ("fact", false)] {
        for written in written().iter().filter(|written| written.page == page) {
            assert_eq!(written.html.matches("<nav class=\"tabs\"").count(), 1, "{}", written.name());
            assert_eq!(written.html.contains("/glossaire#"), words, "{}", written.name());
        }
    }
}

#[test]
fn the_climate_page_says_on_which_base_its_figures_stand_and_why() {
    let page = html("climate", "full");
    assert!(page.contains("en degrés-jours 16,5 équivalents"), "{page}");
    assert!(page.contains("En 15/15, elle nous manque"));
    assert!(!html("climate", "empty").contains("degrés-jours 16,5 équivalents."));
}

#[test]
fn the_yearly_report_lists_the_eight_cases_seen_or_not_or_not_known() {
    let table = |state| {
        let page = html("yearly_report", state);
        page.split("Les huit cas de la brochure").nth(1).unwrap().split("</table>").next().unwrap().to_owned()
    };
    let full = table("full");
    assert_eq!(full.matches("<th scope=\"row\">").count(), 8);
    for said in ["Une période hors de la droite", "oui (électricité, gaz naturel)", ">non<"] {
        assert!(full.contains(said), "{said}: {full}");
    }
    assert_eq!(table("empty").matches(">non connu<").count(), 8);
}

#[test]
fn a_shared_page_leads_nowhere_but_to_what_is_for_everybody_and_asks_not_to_be_found() {
    let mut seen = 0;
    for written in written().iter().filter(|written| written.page.starts_with("shared_")) {
        let (name, html) = (written.name(), &written.html);
        seen += 1;
        assert!(html.contains("content=\"noindex, nofollow, noarchive\""), "{name}");
        for tag in tags(&name, html) {
            assert!(
                !matches!(tag.name.as_str(), "form" | "script" | "nav" | "iframe" | "object"),
                "{name}: {tag:?}"
            );
            let Some(href) = tag.get("href") else { continue };
            let public = ["/", "/aides", "/guichet"].contains(&href)
                || ["/assets/", "/glossaire", "#"].iter().any(|begin| href.starts_with(begin));
            assert!(public, "{name}: {href}");
        }
    }
    assert!(seen >= 6, "{seen}");
}

#[test]
fn counters_are_told_apart_by_what_differs_between_them() {
    let html = html("meter_readings", "registers");
    for label in ["Jour", "Nuit", "Injection jour", "Injection nuit"] {
        assert!(html.contains(&format!(">{label}</a>")), "{label}");
    }
}
