//! From plotters' SVG to ours: classes or own colours instead of fixed ones, a title and a description for those
//! who do not see it, no fixed size.
//!
//! Roles are drawn in colours that nobody uses; each is then replaced by its class, or by its attributes in the
//! stand-alone picture. The policy against inline styles forbids both `style="…"` and `<style>`.

use core::fmt::Write as _;

use plotters::style::RGBColor;

/// For whom the picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dress {
    /// In a page: classes of the stylesheet; `id` makes ids unique on the page.
    Page,
    /// A file of its own: colours inside, on white.
    Alone,
}

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident = ($number:literal, $class:literal, $alone:literal);)*) => {
        /// What a shape or a text is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Role { $($(#[$doc])* $variant,)* }

        impl Role {
            const ALL: &[Role] = &[$(Role::$variant),*];

            const fn number(self) -> u8 {
                match self { $(Role::$variant => $number,)* }
            }

            const fn class(self) -> &'static str {
                match self { $(Role::$variant => $class,)* }
            }

            const fn alone(self) -> &'static str {
                match self { $(Role::$variant => $alone,)* }
            }
        }
    };
}

roles! {
    /// Values and months along the axes.
    Label = (1, "c-label", r##"fill="#4d4a44" font-size="14" font-family="'Eclaireur Sans', 'Source Sans 3', sans-serif""##);
    /// The heading of a stand-alone picture.
    Heading = (2, "c-heading", r##"fill="#211f1b" font-size="19" font-weight="600" font-family="'Eclaireur Sans', 'Source Sans 3', sans-serif""##);
    /// Lines of the grid.
    Grid = (3, "c-grid", r##"stroke="#e4dfd5" stroke-width="1""##);
    /// The line of zero.
    Base = (4, "c-base", r##"stroke="#6b675f" stroke-width="1""##);
    /// This year's bars.
    Bar = (5, "c-bar", r#"fill="CARRIER""#);
    /// What is known of an incomplete month.
    Part = (6, "c-part", r#"fill="CARRIER" fill-opacity="0.35" stroke="CARRIER" stroke-dasharray="4 3""#);
    /// Last year's outline.
    Before = (7, "c-before", r##"fill="none" stroke="#6b675f" stroke-width="1.25""##);
    /// Hatching over what is missing.
    Missing = (8, "c-missing", r#"fill="url(#HATCH)""#);
    /// The letter of a quality over a bar.
    Mark = (9, "c-mark", r##"fill="#4d4a44" font-size="14" font-style="italic" font-family="'Eclaireur Sans', 'Source Sans 3', sans-serif""##);
}

impl Role {
    /// The colour it is drawn in until it is dressed.
    pub(super) const fn colour(self) -> RGBColor {
        RGBColor(1, 2, self.number())
    }

    fn drawn(self) -> String {
        format!("#{:02X}{:02X}{:02X}", 1, 2, self.number())
    }
}

/// Around a picture that is a file of its own; also in the white ground below.
const MARGIN: u32 = 20;

/// Title and description of a picture, and what its colours hang on.
pub(super) struct Labels<'a> {
    /// Unique on the page.
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// `carrier-natural_gas`
    pub(super) class: &'a str,
    /// Colour of the carrier in the stand-alone picture.
    pub(super) colour: &'a str,
}

/// Plotters' SVG in our clothes.
pub(super) fn dressed(svg: &str, size: (u32, u32), dress: Dress, labels: &Labels<'_>) -> String {
    let Labels { id, title, description, class, colour } = *labels;
    let (width, height) = size;
    let mut out = String::with_capacity(svg.len());
    // A page gives the picture its room; a file brings its own margin.
    let frame = match dress {
        Dress::Page => format!(r#"viewBox="0 0 {width} {height}""#),
        Dress::Alone => {
            let (w, h) = (width + 2 * MARGIN, height + 2 * MARGIN);
            format!(r#"viewBox="-{MARGIN} -{MARGIN} {w} {h}" width="{w}" height="{h}""#)
        }
    };
    let hatch = format!("{id}-hatch");
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" {frame} class="chart {class}" role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc><defs><pattern id="{hatch}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">"#,
        escaped(title),
        escaped(description),
    );
    match dress {
        Dress::Page => out.push_str(r#"<rect class="c-hatch-ground" width="7" height="7"/><rect class="c-hatch" width="1.6" height="7"/></pattern></defs>"#),
        Dress::Alone => out.push_str(r##"<rect fill="#f6f3ec" width="7" height="7"/><rect fill="#b9b2a4" width="1.6" height="7"/></pattern></defs><rect x="-20" y="-20" width="100%" height="100%" fill="#ffffff"/>"##),
    }
    let body =
        svg.split_once("<svg").and_then(|(_, rest)| rest.split_once('>')).map_or(svg, |(_, body)| body);
    for line in body.lines() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if line.starts_with('<') && !line.starts_with("</") {
            out.push_str(&element(line, dress, &hatch, colour));
        } else {
            out.push_str(line);
        }
    }
    out.push('\n');
    out
}

/// One element: its colour, opacity and font attributes give way to those of its role.
fn element(line: &str, dress: Dress, hatch: &str, colour: &str) -> String {
    let role = Role::ALL.iter().copied().find(|r| line.contains(&r.drawn()));
    let (inner, end) =
        line.strip_suffix("/>").map_or((line.trim_end_matches('>'), ">"), |inner| (inner, "/>"));
    let mut out = String::with_capacity(line.len());
    let mut rest = inner;
    let (tag, attributes) = rest.split_once(' ').unwrap_or((rest, ""));
    out.push_str(tag);
    rest = attributes;
    while let Some((name, after)) = rest.split_once("=\"") {
        let Some((value, tail)) = after.split_once('"') else { break };
        let name = name.trim();
        if !matches!(
            name,
            "fill" | "stroke" | "opacity" | "stroke-width" | "font-family" | "font-size" | "font-weight"
        ) {
            let _ = write!(out, " {name}=\"{value}\"");
        }
        rest = tail;
    }
    match (role, dress) {
        (Some(role), Dress::Page) if role == Role::Missing => {
            let _ = write!(out, r#" class="{}" fill="url(#{hatch})""#, role.class());
        }
        (Some(role), Dress::Page) => {
            let _ = write!(out, r#" class="{}""#, role.class());
        }
        (Some(role), Dress::Alone) => {
            out.push(' ');
            out.push_str(&role.alone().replace("CARRIER", colour).replace("HATCH", hatch));
        }
        (None, _) => {}
    }
    out.push_str(end);
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
