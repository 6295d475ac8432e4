//! The *carnet de route* composed.

use super::carnet::Carnet;
use super::paper::{Block, Form, Head, Paper, cut, named};
use super::{Kind, Report};
use crate::text::Say;

/// Letters of a cell.
const LONGEST: usize = 160;

/// The page.
pub(super) fn composed(carnet: &Carnet) -> Paper {
    let lang = carnet.lang;
    let assessment = eclaireur_models::assessment::Assessment {
        method: eclaireur_models::assessment::METHOD,
        catalog: String::new(),
        on: carnet.on,
        year: None,
        figures: eclaireur_models::indicators::Figures::default(),
        series: eclaireur_models::indicators::series::Series::default(),
        alerts: Vec::new(),
        obligations: Vec::new(),
        requirements: Vec::new(),
    };
    let frame = Report::new(Kind::Yearly, carnet.head.clone(), assessment, None);
    let mut paper = Paper::begun(&frame, Say::new(lang, "carnet").to_string(), cut(&named(&frame), LONGEST));
    paper.form = Form::Carnet;
    paper.say(carnet.visited());
    let columns =
        || vec![Head::words(lang, "carnet-col-gravity", 2), Head::words(lang, "carnet-col-found", 8)];
    let found = carnet.found().into_iter().map(|(gravity, words)| vec![gravity, cut(&words, LONGEST)]);
    paper.table(Say::new(lang, "carnet-found"), columns(), found.collect());
    let set = carnet.set();
    if !set.is_empty() {
        paper.part(Say::new(lang, "carnet-set"));
        for words in set {
            paper.whisper(cut(&words, LONGEST));
        }
    }
    let columns = vec![
        Head::words(lang, "carnet-col-what", 5),
        Head::words(lang, "carnet-col-when", 2),
        Head::words(lang, "carnet-col-note", 3),
        Head::words(lang, "carnet-col-who", 3),
        Head::words(lang, "carnet-col-done", 2),
    ];
    let row = |action: super::carnet::Action| {
        let who = action.who.map_or_else(|| "………………".to_owned(), |who| cut(&who, LONGEST));
        let done = action.done.unwrap_or_else(|| "…".to_owned());
        vec![cut(&action.what, LONGEST), action.when, cut(&action.note, LONGEST), who, done]
    };
    let rows: Vec<_> = carnet.actions().into_iter().map(row).collect();
    if rows.is_empty() {
        paper.say(Say::new(lang, "carnet-no-action"));
    }
    paper.table(Say::new(lang, "carnet-actions"), columns, rows);
    paper.photos(&carnet.photos, (3, 34));
    let captions = carnet.captions();
    if !captions.is_empty() && carnet.photos.is_empty() {
        paper.whisper(
            Say::new(lang, "carnet-photos").with("captions", cut(&captions.join(" ; "), 2 * LONGEST)),
        );
    }
    paper.blocks.push(Block::Sign { text: cut(&carnet.next_visit(), 2 * LONGEST) });
    paper
}
