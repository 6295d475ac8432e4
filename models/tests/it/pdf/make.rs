//! Writes small PDFs, as different programs write them. Not a writer for the world: what tests need, no more.

use std::fmt::Write as _;

/// Text at a place: from the left, from the bottom, size, words.
pub type Piece = (u32, u32, u32, String);

/// How the text of a document is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// One byte a letter, in the encoding of Windows; nothing packed.
    WinAnsi,
    /// Two bytes a glyph, numbered as it comes, with a map to Unicode; all streams packed, objects too.
    Subset,
    /// The same without the map: letters that nobody can name.
    Nameless,
}

/// The pieces of a page, written from top to bottom.
#[derive(Debug, Default)]
pub struct Page {
    pieces: Vec<Piece>,
    down: u32,
}

impl Page {
    /// A line in this size: each text at its place from the left.
    pub fn row(mut self, size: u32, texts: &[(u32, &str)]) -> Page {
        self.down += size * 3 / 2;
        let y = 800 - self.down;
        self.pieces.extend(texts.iter().map(|(x, text)| (*x, y, size, (*text).to_owned())));
        self
    }

    /// A line of ten points.
    pub fn line(self, texts: &[(u32, &str)]) -> Page {
        self.row(10, texts)
    }

    /// Nothing for a while.
    pub fn gap(mut self) -> Page {
        self.down += 12;
        self
    }
}

fn stream(dict: &str, data: &[u8], packed: bool) -> Vec<u8> {
    let packed = packed.then(|| miniz_oxide::deflate::compress_to_vec_zlib(data, 9));
    let filter = if packed.is_some() { "/Filter /FlateDecode " } else { "" };
    let data = packed.as_deref().unwrap_or(data);
    let head = format!("<< {dict} {filter}/Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// A document with these pages.
pub fn document(pages: &[Page], kept: Kept) -> Vec<u8> {
    let mut glyphs: Vec<char> = pages.iter().flat_map(|p| &p.pieces).flat_map(|p| p.3.chars()).collect();
    glyphs.sort_unstable();
    glyphs.dedup();
    let packed = kept != Kept::WinAnsi;
    // 1 catalogue, 2 pages, 3 font, 4 its descendant, 5 its map; then two objects for each page.
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 6 + 2 * n)).collect();
    let kids = kids.join(" ");
    let mut objects: Vec<(usize, Vec<u8>)> = vec![
        (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()),
        (
            2,
            format!(
                "<< /Type /Pages /Kids [{kids}] /Count {} /Resources << /Font << /F1 3 0 R >> >> >>",
                pages.len()
            )
            .into_bytes(),
        ),
    ];
    if kept == Kept::WinAnsi {
        let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
        objects.push((3, font.as_bytes().to_vec()));
    } else {
        let map = if kept == Kept::Subset { "/ToUnicode 5 0 R " } else { "" };
        let font = format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Sans /Encoding /Identity-H {map}/DescendantFonts [4 0 R] >>"
        );
        objects.push((3, font.into_bytes()));
        objects.push((
            4,
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Sans /DW 550 /W [1 [550] 2 4 550] >>"
                .to_vec(),
        ));
        objects.push((5, stream("", to_unicode(&glyphs).as_bytes(), true)));
    }
    for (n, page) in pages.iter().enumerate() {
        let mut content = String::from("q 1 0 0 1 0 0 cm\n");
        for (x, y, size, text) in &page.pieces {
            write!(content, "BT /F1 {size} Tf {x} {y} Td <").unwrap();
            if kept == Kept::WinAnsi {
                let bytes = encoding_rs::WINDOWS_1252.encode(text).0;
                bytes.iter().for_each(|b| write!(content, "{b:02X}").unwrap());
            } else {
                let numbers = text.chars().map(|c| glyphs.binary_search(&c).unwrap() + 3);
                numbers.for_each(|n| write!(content, "{n:04X}").unwrap());
            }
            content.push_str("> Tj ET\n");
        }
        content.push('Q');
        let leaf =
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R >>", 7 + 2 * n);
        objects.push((6 + 2 * n, leaf.into_bytes()));
        objects.push((7 + 2 * n, stream("", content.as_bytes(), packed)));
    }
    if packed { with_packed_objects(&objects) } else { with_table(&objects, "") }
}

/// A page that shows a picture and says nothing.
pub fn scanned() -> Vec<u8> {
    let grey = stream(
        "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8",
        &[128; 64],
        true,
    );
    let objects = [
        (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()),
        (2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec()),
        (3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>".to_vec()),
        (4, stream("", b"q 595 0 0 842 0 0 cm /I Do Q", true)),
        (5, grey),
    ];
    with_table(&objects, "")
}

/// A document that asks for a password.
pub fn encrypted() -> Vec<u8> {
    let objects = [
        (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()),
        (2, b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec()),
        (3, b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <00> /U <00> >>".to_vec()),
    ];
    with_table(&objects, "/Encrypt 3 0 R /ID [<01> <01>]")
}

/// The older way: objects in the open, a table at the end.
pub fn with_table(objects: &[(usize, Vec<u8>)], more: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = String::new();
    for (number, object) in objects {
        writeln!(table, "{number} 1\n{:010} 00000 n ", file.len()).unwrap();
        file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let end = format!(
        "xref\n0 1\n0000000000 65535 f \n{table}trailer\n<< /Size {} /Root 1 0 R {more} >>\nstartxref\n{}\n%%EOF\n",
        objects.len() + 1,
        file.len()
    );
    file.extend_from_slice(end.as_bytes());
    file
}

/// The newer way: objects packed in a stream, and a stream for a table.
fn with_packed_objects(objects: &[(usize, Vec<u8>)]) -> Vec<u8> {
    let is_stream = |object: &[u8]| object.ends_with(b"endstream");
    let (mut head, mut body) = (String::new(), Vec::new());
    for (number, object) in objects.iter().filter(|(_, o)| !is_stream(o)) {
        write!(head, "{number} {} ", body.len()).unwrap();
        body.extend_from_slice(object);
        body.push(b' ');
    }
    let count = objects.iter().filter(|(_, o)| !is_stream(o)).count();
    let dict = format!("/Type /ObjStm /N {count} /First {}", head.len());
    let packed = stream(&dict, &[head.as_bytes(), &body].concat(), true);
    let mut file = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
    // Where each object stands: 1, place, 0 for those in the file; 2, stream, position for those packed.
    let container = objects.iter().map(|(n, _)| *n).max().unwrap() + 1;
    let mut places: Vec<[usize; 3]> = vec![[0; 3]; container + 2];
    let streams = objects.iter().filter(|(_, o)| is_stream(o)).map(|(n, o)| (*n, o));
    for (number, object) in streams.chain([(container, &packed)]) {
        places[number] = [1, file.len(), 0];
        file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    for (position, (number, _)) in objects.iter().filter(|(_, o)| !is_stream(o)).enumerate() {
        places[*number] = [2, container, position];
    }
    let start = file.len();
    places[container + 1] = [1, start, 0];
    let bytes: Vec<u8> = places
        .iter()
        .flat_map(|[kind, place, more]| {
            let place = u32::try_from(*place).unwrap().to_be_bytes();
            [u8::try_from(*kind).unwrap(), place[1], place[2], place[3], u8::try_from(*more).unwrap()]
        })
        .collect();
    let dict = format!("/Type /XRef /Size {} /W [1 3 1] /Root 1 0 R", places.len());
    file.extend_from_slice(format!("{} 0 obj\n", container + 1).as_bytes());
    file.extend_from_slice(&stream(&dict, &bytes, true));
    file.extend_from_slice(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
    file
}

fn to_unicode(glyphs: &[char]) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
    );
    writeln!(map, "{} beginbfchar", glyphs.len()).unwrap();
    for (n, c) in glyphs.iter().enumerate() {
        writeln!(map, "<{:04X}> <{:04X}>", n + 3, u32::from(*c)).unwrap();
    }
    map + "endbfchar\nendcmap end end\n"
}
