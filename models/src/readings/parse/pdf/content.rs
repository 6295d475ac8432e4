//! What is written on a page, and where: the operators of its content, carried out for their text alone.
//!
//! Gives each character with its place. Does *not* draw, colour or clip. Bounded: forms within forms to [`DEEPEST`],
//! a count of characters for the whole document, and everything unpacked is paid from the document's purse.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::document::{Document, Sheet};
use super::fonts::Font;
use super::lexer::{Dict, Lexer, ONE, Object, times};

/// Characters of a document, shown or not.
const GLYPHS: usize = 300_000;
/// Operators of a document.
const OPERATORS: usize = 1_000_000;
/// Tokens of one content.
const TOKENS: usize = 4_000_000;
/// Operands kept for an operator.
const OPERANDS: usize = 64;
/// No page is so wide, no letter so large: a hundred thousand points. Within it no sum of places overflows.
const FARTHEST: i64 = 100_000 * ONE;
/// Forms within forms, and saved states.
const DEEPEST: usize = 8;
const SAVED: usize = 64;

/// A character on a page. Lengths in millionths of a point; `y` grows upwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Left.
    pub x: i64,
    /// Right.
    pub end: i64,
    /// Base line.
    pub y: i64,
    /// Size of its font.
    pub size: i64,
    /// Which.
    pub c: char,
}

/// `[a b c d e f]`: where a point of one system stands in another.
type Matrix = [i64; 6];
const IDENTITY: Matrix = [ONE, 0, 0, ONE, 0, 0];

/// First `inner`, then `outer`.
fn joined(inner: &Matrix, outer: &Matrix) -> Matrix {
    let [xx, xy, yx, yy, dx, dy] = *outer;
    // Where a vector of the inner system points in the outer one.
    let turned = |h: i64, v: i64| {
        [times(h, xx).saturating_add(times(v, yx)), times(h, xy).saturating_add(times(v, yy))]
    };
    let [[a, b], [c, d]] = [turned(inner[0], inner[1]), turned(inner[2], inner[3])];
    let [left, up] = turned(inner[4], inner[5]);
    [a, b, c, d, left.saturating_add(dx), up.saturating_add(dy)]
}

#[derive(Debug, Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: i64,
    leading: i64,
    char_space: i64,
    word_space: i64,
    stretch: i64,
    rise: i64,
}

/// Reads the pages of a document.
#[derive(Debug)]
pub struct Reader<'d> {
    document: &'d Document<'d>,
    fonts: BTreeMap<u32, Rc<Font>>,
    glyphs: Vec<Glyph>,
    left: usize,
    operators: usize,
}

/// The fonts and forms of one content, found once.
struct Scope<'d> {
    resources: Rc<Dict<'d>>,
    fonts: BTreeMap<Vec<u8>, Option<Rc<Font>>>,
}

impl<'d> Reader<'d> {
    /// A reader with all its characters to give.
    pub fn new(document: &'d Document<'d>) -> Reader<'d> {
        Reader { document, fonts: BTreeMap::new(), glyphs: Vec::new(), left: GLYPHS, operators: OPERATORS }
    }

    /// The characters of a page, in the order they are drawn.
    pub fn page(&mut self, sheet: &Sheet<'d>) -> Vec<Glyph> {
        let page = match sheet.turned.rem_euclid(360) {
            90 => [0, -ONE, ONE, 0, 0, 0],
            180 => [-ONE, 0, 0, -ONE, 0, 0],
            270 => [0, ONE, -ONE, 0, 0, 0],
            _ => IDENTITY,
        };
        self.run(&sheet.content, &sheet.resources, page, 0);
        std::mem::take(&mut self.glyphs)
    }

    fn run(&mut self, content: &[u8], resources: &Rc<Dict<'d>>, page: Matrix, depth: usize) {
        let mut scope = Scope { resources: resources.clone(), fonts: BTreeMap::new() };
        let mut state = State {
            page,
            font: None,
            size: 0,
            leading: 0,
            char_space: 0,
            word_space: 0,
            stretch: ONE,
            rise: 0,
        };
        let mut saved: Vec<State> = Vec::new();
        let (mut line, mut text) = (IDENTITY, IDENTITY);
        let mut operands: Vec<Object<'_>> = Vec::new();
        let mut lexer = Lexer::new(content, TOKENS);
        while let Some(object) = lexer.next() {
            let Object::Word(operator) = object else {
                if operands.len() < OPERANDS {
                    operands.push(object);
                }
                continue;
            };
            let number = |at: usize| operands.get(at).and_then(Object::number).unwrap_or(0);
            match operator {
                b"q" if saved.len() < SAVED => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => state.page = joined(&matrix(&operands), &state.page),
                b"BT" => (line, text) = (IDENTITY, IDENTITY),
                b"Tf" => {
                    let name = operands.first().and_then(Object::name).unwrap_or_default();
                    state.font = self.font(&mut scope, name);
                    state.size = number(1);
                }
                b"TL" => state.leading = number(0),
                b"Tc" => state.char_space = number(0),
                b"Tw" => state.word_space = number(0),
                b"Tz" => state.stretch = number(0) / 100,
                b"Ts" => state.rise = number(0),
                b"Td" | b"TD" => {
                    if operator == b"TD" {
                        state.leading = -number(1);
                    }
                    line = joined(&[ONE, 0, 0, ONE, number(0), number(1)], &line);
                    text = line;
                }
                b"Tm" => {
                    line = matrix(&operands);
                    text = line;
                }
                b"T*" | b"'" | b"\"" => {
                    if operator == b"\"" {
                        (state.word_space, state.char_space) = (number(0), number(1));
                    }
                    line = joined(&[ONE, 0, 0, ONE, 0, -state.leading], &line);
                    text = line;
                    if let Some(string) = operands.last().and_then(Object::text) {
                        self.show(&state, &mut text, string);
                    }
                }
                b"Tj" => {
                    if let Some(string) = operands.last().and_then(Object::text) {
                        self.show(&state, &mut text, string);
                    }
                }
                b"TJ" => {
                    for item in operands.pop().and_then(Object::array).unwrap_or_default() {
                        if let Some(string) = item.text() {
                            self.show(&state, &mut text, string);
                        } else if let Some(back) = item.number() {
                            let by = times(times(-back / 1000, state.size), state.stretch);
                            text = joined(&[ONE, 0, 0, ONE, by, 0], &text);
                        }
                    }
                }
                b"Do" if depth < DEEPEST => {
                    let name = operands.first().and_then(Object::name).unwrap_or_default();
                    self.form(&scope, name, &state.page, depth);
                }
                b"ID" => lexer.skip_image(),
                _ => {}
            }
            operands.clear();
            self.operators = self.operators.saturating_sub(1);
            if self.left == 0 || self.operators == 0 {
                return;
            }
        }
    }

    /// A form drawn on the page: a content of its own.
    fn form(&mut self, scope: &Scope<'d>, name: &[u8], page: &Matrix, depth: usize) {
        let document = self.document;
        let forms = document.dict(&scope.resources, b"XObject");
        let Some(Object::Ref(number)) = forms.as_ref().and_then(|forms| forms.get(name)) else { return };
        let is_form = document.get(*number).and_then(Object::dict).is_some_and(|d| d.is(b"Subtype", b"Form"));
        let Some((dict, content)) = is_form.then(|| document.stream(*number)).flatten() else { return };
        let own = document.dict(&dict, b"Resources").map(Rc::new);
        let place = document.value(&dict, b"Matrix").and_then(Object::array).map(|m| matrix(&m));
        let page = joined(&place.unwrap_or(IDENTITY), page);
        self.run(&content, &own.unwrap_or_else(|| scope.resources.clone()), page, depth + 1);
    }

    fn font(&mut self, scope: &mut Scope<'d>, name: &[u8]) -> Option<Rc<Font>> {
        if let Some(known) = scope.fonts.get(name) {
            return known.clone();
        }
        let document = self.document;
        let fonts = document.dict(&scope.resources, b"Font");
        let font = match fonts.as_ref().and_then(|fonts| fonts.get(name)) {
            Some(Object::Ref(number)) => match self.fonts.get(number) {
                Some(known) => Some(known.clone()),
                None => {
                    let dict = document.get(*number).and_then(Object::dict);
                    let font = dict.map(|dict| Rc::new(Font::read(document, &dict)));
                    self.fonts.extend(font.clone().map(|font| (*number, font)));
                    font
                }
            },
            Some(Object::Dict(dict)) => Some(Rc::new(Font::read(document, dict))),
            _ => None,
        };
        scope.fonts.insert(name.to_vec(), font.clone());
        font
    }

    /// Shows a string where the pen is, and moves the pen behind it.
    fn show(&mut self, state: &State, text: &mut Matrix, string: &[u8]) {
        let Some(font) = &state.font else { return };
        let mut pen = *text;
        font.each(string.get(..self.left.min(string.len())).unwrap_or_default(), |chars, width, is_space| {
            let width = times(times(width, state.size), state.stretch);
            let spaces = state.char_space.saturating_add(if is_space { state.word_space } else { 0 });
            let place = joined(&[ONE, 0, 0, ONE, 0, state.rise], &joined(&pen, &state.page));
            self.emit(chars, state, &place, width);
            let by = width.saturating_add(times(spaces, state.stretch));
            pen = joined(&[ONE, 0, 0, ONE, by, 0], &pen);
        });
        *text = pen;
    }

    /// The characters of one code side by side; only those that stand upright.
    fn emit(&mut self, chars: &str, state: &State, place: &Matrix, width: i64) {
        let count = chars.chars().count().max(1);
        self.left = self.left.saturating_sub(count);
        let [across, slant, _, tall, left, y] = *place;
        let on_page = |length: i64| (-FARTHEST..=FARTHEST).contains(&length);
        if across <= 0 || slant.saturating_abs() > across / 4 || !on_page(left) || !on_page(y) {
            return;
        }
        let size = times(state.size, tall).saturating_abs().min(FARTHEST);
        let step = times(width, across) / i64::try_from(count).unwrap_or(1);
        let mut x = left;
        for c in chars.chars() {
            let end = x.saturating_add(step);
            if !on_page(end) {
                return;
            }
            self.glyphs.push(Glyph { x, end, y, size, c });
            x = end;
        }
    }
}

fn matrix(operands: &[Object<'_>]) -> Matrix {
    let number = |at: usize| operands.get(at).and_then(Object::number).unwrap_or(0);
    [number(0), number(1), number(2), number(3), number(4), number(5)]
}
