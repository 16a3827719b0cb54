//! From the bytes of one report to its clean text, with a map back to the bytes.
//!
//! [`clean`] decodes the bytes, picks the article out of a web page, and keeps for every character of
//! the text the source bytes it came from: see [`OriginMap`]. A plain text is kept as it is.

mod address;
mod charset;
mod html;
mod map;
mod marks;
mod runs;
mod sniff;

pub use map::OriginMap;

use charset::Decoded;
use source::Source;

/// Something about the cleaning that a reader of the text should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanDoubt {
    /// A fixed name of the doubt, in lower case with hyphens.
    pub kind: &'static str,
    /// A sentence that says what was met and what was done.
    pub note: String,
}

/// What a page says about itself, as raw strings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Time of publication, as written.
    pub published: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Language of the page.
    pub language: Option<String>,
    /// The day that the address of the page names, as YYYY-MM-DD.
    pub address_day: Option<String>,
}

/// Why no clean text could be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanError(String);

impl std::fmt::Display for CleanError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CleanError {}

/// The clean text of one report.
#[derive(Clone, Debug)]
pub struct Clean {
    text: String,
    map: OriginMap,
    media_type: &'static str,
    charset: &'static str,
    title: Option<String>,
    meta: Meta,
    doubts: Vec<CleanDoubt>,
}

impl Clean {
    /// The text: of a plain text every character as it came, of a page its title and paragraphs, one a line.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// The way back from the text to the bytes of the source.
    pub fn map(&self) -> &OriginMap {
        &self.map
    }
    /// `text/plain` or `text/html`.
    pub fn media_type(&self) -> &'static str {
        self.media_type
    }
    /// Name of the character encoding, such as `UTF-8` or `windows-1256`.
    pub fn charset(&self) -> &'static str {
        self.charset
    }
    /// Title of the page.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }
    /// What the page says about itself.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }
    /// What a reader of the text should know.
    pub fn doubts(&self) -> &[CleanDoubt] {
        &self.doubts
    }
}

/// Makes the clean text of `source`.
///
/// An empty file gives an empty text and a doubt. A file that is too large or holds no text is an error.
pub fn clean(source: &Source) -> Result<Clean, CleanError> {
    let bytes = source.bytes();
    refuse(bytes)?;
    let mut doubts = Vec::new();
    let decoded = charset::decode(bytes, source.given().charset.as_deref(), &mut doubts);
    note_controls(&decoded.text, &mut doubts)?;
    let mut clean = if sniff::is_page(&decoded.text) { of_page(decoded, &mut doubts) } else { of_text(decoded) };
    if clean.text.trim_start().is_empty() {
        let note = if bytes.is_empty() { "The file is empty." } else { "The file holds no text." };
        doubts.push(CleanDoubt { kind: "empty", note: note.to_owned() });
    }
    let address = source.given().url.as_deref().or(clean.meta.url.as_deref());
    clean.meta.address_day = address.and_then(address::day);
    clean.doubts = doubts;
    Ok(clean)
}

/// Refuses what is too large to read, or is known by its first bytes to hold no text.
fn refuse(bytes: &[u8]) -> Result<(), CleanError> {
    if bytes.len() > source::MAX_BYTES {
        let (size, most) = (bytes.len() >> 20, source::MAX_BYTES >> 20);
        return Err(CleanError(format!("The file is too large: it has {size} MiB, and at most {most} MiB are read.")));
    }
    match sniff::binary_kind(bytes) {
        Some(kind) => Err(CleanError(format!("The file holds no text to read: it is {kind}."))),
        None => Ok(()),
    }
}

/// Refuses text with many control characters, and doubts text with a few.
fn note_controls(text: &str, doubts: &mut Vec<CleanDoubt>) -> Result<(), CleanError> {
    let controls = sniff::controls(text.as_bytes());
    if controls * 20 > text.len() {
        let note = "The file holds no text to read: too many of its characters are control characters.";
        return Err(CleanError(note.to_owned()));
    }
    if controls > 0 {
        let note = format!("The file holds {controls} control characters that do not belong in text.");
        doubts.push(CleanDoubt { kind: "control-characters", note });
    }
    Ok(())
}

fn of_text(decoded: Decoded<'_>) -> Clean {
    Clean {
        text: decoded.text.into_owned(),
        map: OriginMap::of_file(decoded.step),
        media_type: "text/plain",
        charset: decoded.charset,
        title: None,
        meta: Meta::default(),
        doubts: Vec::new(),
    }
}

fn of_page(decoded: Decoded<'_>, doubts: &mut Vec<CleanDoubt>) -> Clean {
    let article = html::article(&decoded.text, doubts);
    Clean {
        text: article.text,
        map: OriginMap::of_page(article.runs, decoded.step),
        media_type: "text/html",
        charset: decoded.charset,
        title: article.title,
        meta: article.meta,
        doubts: Vec::new(),
    }
}
