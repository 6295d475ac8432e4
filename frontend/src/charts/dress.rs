//! From plotters' SVG to ours: classes or own colours instead of fixed ones, a title and a description for those
//! who do not see it, no fixed size.
//!
//! Roles are drawn in colours that nobody uses; each is then replaced by its class, or by its attributes in the
//! stand-alone picture. The policy against inline styles forbids both `style="…"` and `<style>`.

use core::fmt::Write as _;
use std::collections::BTreeSet;

use plotters::style::RGBColor;

use super::tone::{Texture, Tone};

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
    /// A pattern over a colour, so that black and white tell it from its neighbours.
    Texture = (10, "c-texture", r#"fill="url(#TEXTURE)""#);
    /// The line that matters: normalised, fitted, measured.
    Line = (11, "c-line", r##"fill="none" stroke="#211f1b" stroke-width="2.25" stroke-linejoin="round""##);
    /// A second line: wanted, supposed.
    Dashed = (12, "c-dashed", r##"fill="none" stroke="#5f5b53" stroke-width="2" stroke-dasharray="7 4""##);
    /// A third one: where it goes.
    Dotted = (13, "c-dotted", r##"fill="none" stroke="#5f5b53" stroke-width="2" stroke-dasharray="2 4""##);
    /// Ground under a line that runs over bars.
    Halo = (14, "c-halo", r##"fill="none" stroke="#ffffff" stroke-width="5" stroke-linejoin="round""##);
    /// Where a value may fall by chance.
    Band = (15, "c-band", r#"fill="CARRIER" fill-opacity="0.18""#);
    /// A point.
    Dot = (16, "c-dot", r##"fill="CARRIER" stroke="#ffffff" stroke-width="1""##);
    /// A point of the line that matters.
    Knot = (17, "c-knot", r##"fill="#211f1b" stroke="#ffffff" stroke-width="1""##);
    /// A point that stands apart.
    Outlier = (18, "c-outlier", r##"fill="#ffffff" stroke="#9c2f1c" stroke-width="2""##);
    /// The day of an event.
    Event = (19, "c-event", r##"fill="none" stroke="#5f5b53" stroke-width="1.25" stroke-dasharray="2 3""##);
    /// The flag with its number.
    Flag = (20, "c-flag", r##"fill="#211f1b""##);
    /// The number on it.
    FlagText = (21, "c-flag-text", r##"fill="#ffffff" font-size="12" font-weight="600" font-family="'Eclaireur Sans', 'Source Sans 3', sans-serif""##);
    /// A value or a name written beside what it is of.
    Value = (22, "c-value", r##"fill="#211f1b" font-size="14" font-weight="600" font-family="'Eclaireur Sans', 'Source Sans 3', sans-serif""##);
    /// Words in the picture.
    Ink = (23, "c-ink", r##"fill="#211f1b" font-size="14" font-family="'Eclaireur Sans', 'Source Sans 3', sans-serif""##);
    /// This year among years.
    Now = (24, "c-now", r#"fill="none" stroke="CARRIER" stroke-width="3" stroke-linejoin="round""#);
    /// One year ago.
    Ago1 = (25, "c-ago1", r##"fill="none" stroke="#4d4a44" stroke-width="1.75""##);
    /// Two years ago.
    Ago2 = (26, "c-ago2", r##"fill="none" stroke="#4d4a44" stroke-width="1.75" stroke-dasharray="7 4""##);
    /// Three years ago.
    Ago3 = (27, "c-ago3", r##"fill="none" stroke="#6b675f" stroke-width="1.75" stroke-dasharray="2 3""##);
    /// Four years ago.
    Ago4 = (28, "c-ago4", r##"fill="none" stroke="#6b675f" stroke-width="1.75" stroke-dasharray="9 3 2 3""##);
    /// A month that was measured.
    Measured = (29, "c-q-measured", r##"fill="#cfe3d7""##);
    /// A month that was estimated.
    Estimated = (30, "c-q-estimated", r##"fill="#f6dda0""##);
    /// A month that was completed.
    Filled = (31, "c-q-filled", r##"fill="#bfd9ee""##);
    /// A month that was modelled.
    Modelled = (32, "c-q-modelled", r##"fill="#dccbe6""##);
    /// A month that was declared.
    Declared = (33, "c-q-declared", r##"fill="#e4dfd5""##);
    /// More to pay.
    Rise = (34, "c-rise", r##"fill="#b3541e""##);
    /// Less to pay.
    Fall = (35, "c-fall", r##"fill="#2f6b8a""##);
    /// A year's sum.
    Sum = (36, "c-sum", r##"fill="#6b675f""##);
    /// The target of the park.
    Target = (37, "c-target", r##"fill="none" stroke="#1f5c43" stroke-width="2" stroke-dasharray="12 4""##);
    /// The spread of others.
    Spread = (38, "c-spread", r##"fill="#ddd6c8" stroke="#8a8477" stroke-width="1""##);
    /// The spread of others elsewhere.
    Foreign = (39, "c-foreign", r##"fill="none" stroke="#8a8477" stroke-width="1.5" stroke-dasharray="5 3""##);
    /// The middle of a spread.
    Middle = (40, "c-middle", r##"fill="none" stroke="#211f1b" stroke-width="2.5""##);
    /// One's own place.
    Own = (41, "c-own", r##"fill="none" stroke="#1f5c43" stroke-width="3""##);
    /// Head of one's own place.
    OwnMark = (42, "c-own-mark", r##"fill="#1f5c43""##);
    /// Around a picture of pixels.
    Outline = (43, "c-outline", r##"fill="none" stroke="#8a8477" stroke-width="1""##);
    /// Ground under words that lie over lines.
    Plate = (45, "c-plate", r##"fill="#ffffff""##);
    /// Step 1 of five from little to much.
    Step1 = (46, "c-step1", r##"fill="#faf1dd""##);
    /// Step 2 of five from little to much.
    Step2 = (47, "c-step2", r##"fill="#f3ddb0""##);
    /// Step 3 of five from little to much.
    Step3 = (48, "c-step3", r##"fill="#e9c37f""##);
    /// Step 4 of five from little to much.
    Step4 = (49, "c-step4", r##"fill="#d9a557""##);
    /// Step 5 of five from little to much.
    Step5 = (50, "c-step5", r##"fill="#c48a3a""##);
    /// A picture of pixels; its tone says which.
    Raster = (44, "c-raster", "");
}

impl Role {
    /// The colour it is drawn in until it is dressed.
    pub(super) const fn colour(self) -> RGBColor {
        RGBColor(1, 2, self.number())
    }

    /// The same in another tone.
    pub(super) const fn toned(self, tone: Tone) -> RGBColor {
        RGBColor(1, 2 + tone.0, self.number())
    }

    /// One of its attributes in a picture of its own: `fill`, `stroke-width`.
    pub(super) fn attribute(self, name: &str) -> Option<&'static str> {
        let mut rest = self.alone();
        while let Some((key, after)) = rest.split_once("=\"") {
            let (value, tail) = after.split_once('"')?;
            if key.trim() == name {
                return Some(value);
            }
            rest = tail;
        }
        None
    }

    /// Role and tone of the colour in a line of SVG.
    fn found(line: &str) -> Option<(Role, Tone)> {
        let mut rest = line;
        while let Some((_, after)) = rest.split_once("\"#01") {
            let tone = after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
            let role = after.get(2..4).and_then(|hex| u8::from_str_radix(hex, 16).ok());
            if let (Some(tone), Some(number)) = (tone, role)
                && let Some(role) = Role::ALL.iter().copied().find(|r| r.number() == number)
            {
                return Some((role, Tone(tone.saturating_sub(2))));
            }
            rest = after;
        }
        None
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
    /// Pictures of pixels, as addresses that hold them.
    pub(super) images: &'a [String],
}

/// Plotters' SVG in our clothes.
pub(super) fn dressed(svg: &str, size: (u32, u32), dress: Dress, labels: &Labels<'_>) -> String {
    let Labels { id, title, description, class, .. } = *labels;
    let (width, height) = size;
    let mut out = String::with_capacity(svg.len() + 1_000);
    // A page gives the picture its room; a file brings its own margin.
    let frame = match dress {
        Dress::Page => format!(r#"viewBox="0 0 {width} {height}""#),
        Dress::Alone => {
            let (w, h) = (width + 2 * MARGIN, height + 2 * MARGIN);
            format!(r#"viewBox="-{MARGIN} -{MARGIN} {w} {h}" width="{w}" height="{h}""#)
        }
    };
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" {frame} class="chart {class}" role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc><defs><pattern id="{id}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">"#,
        escaped(title),
        escaped(description),
    );
    out.push_str(match dress {
        Dress::Page => r#"<rect class="c-hatch-ground" width="7" height="7"/><rect class="c-hatch" width="1.6" height="7"/></pattern>"#,
        Dress::Alone => r##"<rect fill="#f6f3ec" width="7" height="7"/><rect fill="#b9b2a4" width="1.6" height="7"/></pattern>"##,
    });
    let mut body = String::with_capacity(svg.len());
    let mut textures: BTreeSet<Texture> = BTreeSet::new();
    let inner =
        svg.split_once("<svg").and_then(|(_, rest)| rest.split_once('>')).map_or(svg, |(_, body)| body);
    for line in inner.lines() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if line.starts_with('<') && !line.starts_with("</") {
            let found = Role::found(line);
            if let Some((Role::Texture, tone)) = found {
                textures.extend(tone.texture());
            }
            element(&mut body, line, found, dress, labels);
        } else {
            body.push_str(line);
        }
    }
    for texture in textures {
        out.push_str(&texture.pattern(id, dress));
    }
    out.push_str("</defs>");
    if dress == Dress::Alone {
        out.push_str(r##"<rect x="-20" y="-20" width="100%" height="100%" fill="#ffffff"/>"##);
    }
    out.push_str(&body);
    out.push('\n');
    out
}

/// One element: its colour, opacity and font attributes give way to those of its role.
fn element(out: &mut String, line: &str, found: Option<(Role, Tone)>, dress: Dress, labels: &Labels<'_>) {
    let id = labels.id;
    let (inner, end) =
        line.strip_suffix("/>").map_or((line.trim_end_matches('>'), ">"), |inner| (inner, "/>"));
    let (tag, mut rest) = inner.split_once(' ').unwrap_or((inner, ""));
    out.push_str(if matches!(found, Some((Role::Raster, _))) { "<image" } else { tag });
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
    match (found, dress) {
        (Some((Role::Raster, tone)), _) => {
            let image = labels.images.get(usize::from(tone.0)).map_or("", String::as_str);
            let _ = write!(
                out,
                r#" preserveAspectRatio="none" image-rendering="pixelated" class="c-raster" href="{image}""#
            );
        }
        (Some((role @ Role::Missing, _)), Dress::Page) => {
            let _ = write!(out, r#" class="{}" fill="url(#{id}-hatch)""#, role.class());
        }
        (Some((role @ Role::Texture, tone)), Dress::Page) => {
            let texture = tone.texture().map_or("", Texture::code);
            let _ = write!(out, r#" class="{}" fill="url(#{id}-{texture})""#, role.class());
        }
        (Some((role, tone)), Dress::Page) => {
            let _ = write!(out, r#" class="{}"#, role.class());
            if let Some(class) = tone.class() {
                let _ = write!(out, " carrier-{class}");
            }
            out.push('"');
        }
        (Some((role, tone)), Dress::Alone) => {
            let colour = tone.colour().unwrap_or(labels.colour);
            let texture = tone.texture().map_or("", Texture::code);
            out.push(' ');
            out.push_str(
                &role
                    .alone()
                    .replace("CARRIER", colour)
                    .replace("HATCH", &format!("{id}-hatch"))
                    .replace("TEXTURE", &format!("{id}-{texture}")),
            );
        }
        (None, _) => {}
    }
    out.push_str(end);
}

/// For markup: signs that mean something to it are named, signs that no document may hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
