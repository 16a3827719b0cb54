//! What kind of file it is: by its name, and where that says nothing by its first bytes.

use std::path::Path;

/// A kind of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One report: text or page.
    Report,
    /// A report a line, as JSON.
    Lines,
    /// A JSON document.
    Json,
    /// A table with commas.
    Csv,
    /// A table with tabs.
    Tsv,
    /// A web archive.
    Warc,
    /// A mail message.
    Mail,
    /// A feed.
    Feed,
    /// A zip archive or a collection of web archives.
    Zip,
    /// A PDF document, which is not read.
    Pdf,
}

impl Format {
    /// The kind that a name tells, an ending `.gz` passed over.
    pub fn of_name(path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        Some(match name.rsplit_once('.')?.1 {
            "txt" | "html" | "htm" | "xhtml" | "md" => Format::Report,
            "jsonl" | "ndjson" => Format::Lines,
            "json" => Format::Json,
            "csv" => Format::Csv,
            "tsv" => Format::Tsv,
            "warc" => Format::Warc,
            "eml" => Format::Mail,
            "rss" | "atom" | "xml" => Format::Feed,
            "zip" | "wacz" => Format::Zip,
            "pdf" => Format::Pdf,
            _ => return None,
        })
    }

    /// The kind that the first bytes tell.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Format {
        let start = bytes.trim_ascii_start();
        if start.starts_with(b"WARC/") {
            return Format::Warc;
        }
        if start.starts_with(b"%PDF-") {
            return Format::Pdf;
        }
        if is_feed(start) { Format::Feed } else { Format::Report }
    }

    /// The kind of a file called by a name, after a look at its first bytes: a page may be called `.xml`, a feed `.json`.
    pub(crate) fn settled(named: Option<Format>, bytes: &[u8]) -> Format {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        match named {
            None => Format::of_bytes(bytes),
            Some(Format::Report | Format::Pdf) if bytes.starts_with(b"%PDF-") => Format::Pdf,
            Some(Format::Pdf) => Format::of_bytes(bytes),
            Some(Format::Feed) if !is_feed(bytes.trim_ascii_start()) => Format::Report,
            Some(Format::Json) if is_json_feed(bytes) => Format::Feed,
            Some(format) => format,
        }
    }

    /// Whether its entries are read one after the other, so that its size does not matter.
    pub(crate) fn is_stream(self) -> bool {
        matches!(self, Format::Lines | Format::Csv | Format::Tsv | Format::Warc)
    }
}

/// A feed by its first tag, behind declarations and comments.
fn is_feed(start: &[u8]) -> bool {
    let head = start.get(..1024).unwrap_or(start);
    let has = |mark: &[u8]| head.windows(mark.len()).any(|w| w == mark);
    head.starts_with(b"<") && !has(b"<html") && (has(b"<rss") || has(b"<feed") || has(b"<rdf:RDF"))
}

fn is_json_feed(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let mark = b"https://jsonfeed.org/version/";
    head.windows(mark.len()).any(|w| w == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_first_bytes_tell() {
        let of = |name: &str| Format::of_name(Path::new(name));
        assert_eq!(of("a/B.HTML"), Some(Format::Report));
        assert_eq!(of("CC-NEWS-1.warc.gz"), Some(Format::Warc));
        assert_eq!(of("a.jsonl.gz"), Some(Format::Lines));
        assert_eq!((of("a.png"), of("gz"), of("a.txt.meta.toml")), (None, None, None));
        assert_eq!(Format::of_bytes(b"WARC/1.1\r\n"), Format::Warc);
        assert_eq!((Format::of_bytes(b"%PDF-1.7\n"), of("a.pdf")), (Format::Pdf, Some(Format::Pdf)));
        assert_eq!(Format::settled(Some(Format::Report), b"%PDF-1.7\n"), Format::Pdf);
        assert_eq!(Format::settled(Some(Format::Pdf), b"no such thing"), Format::Report);
        assert_eq!(Format::of_bytes(b"<?xml version='1.0'?>\n<rss>"), Format::Feed);
        assert_eq!(Format::of_bytes(b"<html><body>&lt;rss <rss"), Format::Report);
        assert_eq!(Format::settled(Some(Format::Feed), b"<?xml?><html>"), Format::Report);
        assert_eq!(Format::settled(Some(Format::Feed), "\u{feff}<?xml version='1.0'?>\n<rss>".as_bytes()), Format::Feed);
        assert_eq!(Format::settled(None, "\u{feff}WARC/1.1\r\n".as_bytes()), Format::Warc);
        assert_eq!(Format::settled(Some(Format::Json), b"{\"version\":\"https://jsonfeed.org/version/1\"}"), Format::Feed);
    }
}
