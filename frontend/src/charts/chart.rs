//! What every chart gives: title with unit and period, a sentence that reads it, its values as a table, and the picture
//! as SVG for a page, SVG for a file, and PNG.

use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea as _;
use plotters::style::text_anchor::{HPos, VPos};

use super::dress::{Dress, Labels, Role, dressed};
use super::font;
use super::months::{Width, carrier_colour};
use super::pixels;
use super::sheet::{Sheet, paint};
use super::text::cut;
use crate::shell::RenderError;
use crate::tables::Table;

/// Words that go with every picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground<'a> {
    /// Words.
    pub lang: Lang,
    /// Makes ids unique on a page: `gaz-2025`.
    pub id: &'a str,
}

/// A chart. It exists only when there is something to draw: `new` gives `None` otherwise, and the page words it.
pub trait Chart {
    /// Its name in addresses and in the evidence of alerts, one of [`super::ALL`].
    fn code(&self) -> &'static str;

    /// Its words.
    fn ground(&self) -> Ground<'_>;

    /// The carrier it is of; its colour is that of shapes without one of their own.
    fn carrier(&self) -> Carrier {
        Carrier::Other
    }

    /// What it shows, of which period, in which unit.
    fn title(&self) -> String;

    /// What it says, in one sentence of at most 25 words.
    fn reading(&self) -> String;

    /// The values drawn.
    fn table(&self) -> Table;

    /// The values as a page shows them; shorter where all of them are too many to read.
    fn summary(&self) -> Table {
        self.table()
    }

    /// The picture before it has colours.
    fn sheet(&self, width: Width) -> Sheet;

    /// For a page: classes, no colours.
    ///
    /// # Errors
    /// [`RenderError`] when the picture cannot be drawn.
    fn svg(&self, width: Width) -> Result<String, RenderError> {
        clothed(self, &self.sheet(width), width, Dress::Page)
    }

    /// As a file of its own, with its title.
    ///
    /// # Errors
    /// [`RenderError`] when the picture cannot be drawn.
    fn alone(&self, place: &str) -> Result<String, RenderError> {
        clothed(self, &headed(self, place), Width::Wide, Dress::Alone)
    }

    /// As pixels, with its title.
    ///
    /// # Errors
    /// [`RenderError`] when the picture cannot be drawn.
    fn png(&self, place: &str) -> Result<Vec<u8>, RenderError> {
        pixels::png(&headed(self, place), carrier_colour(self.carrier()))
    }
}

/// The wide picture under its title, as long as it fits.
fn headed<C: Chart + ?Sized>(chart: &C, place: &str) -> Sheet {
    const HEAD: i32 = 36;
    let mut sheet = chart.sheet(Width::Wide).lowered(HEAD);
    let title = if place.is_empty() { chart.title() } else { format!("{place} · {}", chart.title()) };
    let title = cut(&title, sheet.width, super::sheet::letters(Role::Heading).0);
    sheet.words(Role::Heading, (0, 4), title, HPos::Left, VPos::Top);
    sheet
}

fn clothed<C: Chart + ?Sized>(
    chart: &C,
    sheet: &Sheet,
    width: Width,
    dress: Dress,
) -> Result<String, RenderError> {
    // Measuring a word makes the font known.
    let _ = font::width("", 1);
    let mut svg = String::with_capacity(160 * sheet.marks.len() + 1_000);
    {
        let area = SVGBackend::with_string(&mut svg, sheet.size()).into_drawing_area();
        paint(sheet, &area).map_err(|e| RenderError::chart(&e))?;
        area.present().map_err(|e| RenderError::chart(&e))?;
    }
    let images: Vec<String> =
        sheet.rasters.iter().map(super::sheet::Raster::address).collect::<Result<_, _>>()?;
    let carrier = chart.carrier();
    let id = format!("{}-{}", super::text::id_safe(chart.ground().id), width.code());
    let labels = Labels {
        id: &id,
        title: &chart.title(),
        description: &chart.reading(),
        class: &format!("chart-{} carrier-{}", width.code(), carrier.code()),
        colour: carrier_colour(carrier),
        images: &images,
    };
    Ok(dressed(&svg, sheet.size(), dress, &labels))
}
