//! The letter to the administration on paper, as one signs and sends it.

use std::collections::BTreeMap;

use super::Kind;
use super::paper::{Block, Form, Paper};
use super::world;
use crate::letter::{BLANK, Letter};
use crate::shell::RenderError;
use crate::text::Say;

/// As a tagged PDF.
pub(super) fn pdf(letter: &Letter) -> Result<Vec<u8>, RenderError> {
    world::pdf(&composed(letter))
}

fn composed(letter: &Letter) -> Paper {
    let (lang, on) = (letter.lang, letter.on);
    let mut paper = Paper {
        form: Form::Report(Kind::Yearly),
        lang: lang.tag().chars().take(2).collect(),
        title: letter.subject.clone(),
        subtitle: crate::format::day_long(lang, on),
        day: [on.year(), i16::from(on.month()), i16::from(on.day())],
        head: Vec::new(),
        foot: crate::format::day_long(lang, on),
        page: Say::new(lang, "report-page").to_string(),
        blocks: Vec::new(),
        pictures: BTreeMap::new(),
        photos: BTreeMap::new(),
    };
    let say = |paper: &mut Paper, text: &str| {
        paper.blocks.push(Block::Text { text: text.to_owned(), quiet: false });
    };
    for line in letter.from.iter().chain(&letter.opening) {
        say(&mut paper, line);
    }
    for (name, value) in &letter.facts {
        say(&mut paper, &format!("– {name}{}: {value}", crate::format::NBSP));
    }
    say(&mut paper, &letter.asks);
    for (scheme, questions) in &letter.questions {
        paper.blocks.push(Block::Heading { text: scheme.clone(), new_page: false });
        for question in questions {
            say(&mut paper, &format!("– {question}"));
        }
    }
    say(&mut paper, &letter.joins);
    for joined in &letter.joined {
        say(&mut paper, &format!("– {joined}"));
    }
    for closing in &letter.closing {
        if closing.ends_with(BLANK) {
            paper.blocks.push(Block::Sign { text: closing.clone() });
        } else {
            say(&mut paper, closing);
        }
    }
    paper
}
