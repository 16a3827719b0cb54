//! A response as an archive keeps it: status, headers, and a body that may be chunked and packed.

use crate::inflate::{self, Trouble};

/// Longest head of a response.
const LONGEST_HEAD: usize = 256 * 1024;

/// A response.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// Lower case, without parameters.
    pub(crate) media_type: Option<String>,
    pub(crate) charset: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// Why there is no page in a response.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoPage {
    /// It answers something else than 200.
    Status(u16),
    /// It holds something else than text.
    Type(String),
    /// Its body grows too large.
    TooLarge,
    /// It cannot be understood.
    Broken(&'static str),
}

/// Reads a response that should hold a page.
pub(crate) fn page(mut bytes: Vec<u8>, most: usize) -> Result<Response, NoPage> {
    let (head, at) = head(&bytes).ok_or(NoPage::Broken("its head does not end"))?;
    let status = status(head).ok_or(NoPage::Broken("it has no status line"))?;
    if status != 200 {
        return Err(NoPage::Status(status));
    }
    let kind = header(head, "content-type").unwrap_or_default();
    let (media_type, charset) = content_type(&kind);
    if media_type.as_deref().is_some_and(|m| !is_text(m)) {
        return Err(NoPage::Type(media_type.unwrap_or_default()));
    }
    let chunked = header(head, "transfer-encoding").is_some_and(|v| v.to_ascii_lowercase().contains("chunked"));
    let encoding = header(head, "content-encoding").unwrap_or_default();
    bytes.drain(..at);
    let body = match chunked.then(|| dechunked(&bytes)).flatten() {
        Some(joined) => joined,
        // Crawlers often join the chunks and keep the header.
        None => bytes,
    };
    let body = inflate::body(body, &encoding, most).map_err(|trouble| match trouble {
        Trouble::TooLarge => NoPage::TooLarge,
        Trouble::Damaged => NoPage::Broken("its body cannot be unpacked"),
    })?;
    Ok(Response { status, media_type, charset, body })
}

/// The head, and where the body begins.
fn head(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let most = bytes.get(..LONGEST_HEAD).unwrap_or(bytes);
    let ends = |mark: &[u8]| most.windows(mark.len()).position(|w| w == mark).map(|at| (at, at + mark.len()));
    let (end, body) = match (ends(b"\r\n\r\n"), ends(b"\n\n")) {
        (Some(a), Some(b)) => a.min(b),
        (a, b) => a.or(b)?,
    };
    Some((bytes.get(..end)?, body))
}

fn status(head: &[u8]) -> Option<u16> {
    let line = head.split(|b| *b == b'\n').next()?;
    let mut parts = line.split(|b| *b == b' ').filter(|p| !p.is_empty());
    parts.next()?.starts_with(b"HTTP/").then_some(())?;
    std::str::from_utf8(parts.next()?.trim_ascii()).ok()?.parse().ok()
}

/// The value of a header, the first where there are several.
pub(crate) fn header(head: &[u8], name: &str) -> Option<String> {
    let lines = head.split(|b| *b == b'\n').skip(1);
    for line in lines {
        let Some(colon) = line.iter().position(|b| *b == b':') else { continue };
        let (key, value) = line.split_at(colon);
        if key.trim_ascii().eq_ignore_ascii_case(name.as_bytes()) {
            return Some(String::from_utf8_lossy(value.get(1..).unwrap_or_default()).trim().to_owned());
        }
    }
    None
}

/// Media type in lower case, and the charset parameter.
pub(crate) fn content_type(value: &str) -> (Option<String>, Option<String>) {
    let mut parts = value.split(';');
    let kind = parts.next().map(|k| k.trim().to_ascii_lowercase()).filter(|k| k.contains('/'));
    let charset = parts.filter_map(|p| p.split_once('=')).find(|(k, _)| k.trim().eq_ignore_ascii_case("charset"));
    let charset = charset.map(|(_, v)| v.trim().trim_matches(['"', '\'']).to_owned()).filter(|c| !c.is_empty());
    (kind, charset)
}

/// Whether a media type may hold a report.
pub(crate) fn is_text(media_type: &str) -> bool {
    matches!(
        media_type,
        "text/html" | "application/xhtml+xml" | "text/plain" | "application/xml" | "text/xml" | "unknown/unknown"
    )
}

/// Whether a media type is that of a feed.
pub(crate) fn is_feed(media_type: &str) -> bool {
    let xml = matches!(media_type, "application/rss+xml" | "application/atom+xml" | "application/rdf+xml");
    xml || matches!(media_type, "application/feed+json" | "application/json")
}

/// The chunks joined; nothing when they are none.
fn dechunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut out, mut rest) = (Vec::with_capacity(bytes.len()), bytes);
    loop {
        let end = rest.iter().take(64).position(|b| *b == b'\n')?;
        let size = std::str::from_utf8(rest.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        rest = rest.get(end + 1..)?;
        if size == 0 {
            return Some(out);
        }
        // A response that was cut off ends within a chunk.
        let chunk = rest.get(..size).unwrap_or(rest);
        out.extend_from_slice(chunk);
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Response, NoPage> {
        page(text.as_bytes().to_vec(), 1000)
    }

    #[test]
    fn a_page_is_taken_from_its_response() {
        let page = of("HTTP/1.1 200 OK\r\nContent-Type: text/HTML; charset=\"windows-1256\"\r\n\r\n<p>x").unwrap();
        assert_eq!((page.status, page.media_type.as_deref()), (200, Some("text/html")));
        assert_eq!((page.charset.as_deref(), &*page.body), (Some("windows-1256"), &b"<p>x"[..]));
        assert_eq!(of("HTTP/1.0 200\nX: y\n\n<p>").unwrap().body, b"<p>");
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n2;x=y\r\nab\r\n0\r\n\r\n";
        assert_eq!(of(chunked).unwrap().body, b"<p>ab");
        assert_eq!(of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>joined").unwrap().body, b"<p>joined");
        assert_eq!(of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nab").unwrap().body, b"ab");
    }

    #[test]
    fn what_is_no_page_says_why() {
        assert_eq!(of("HTTP/1.1 404 Not Found\r\n\r\n"), Err(NoPage::Status(404)));
        assert_eq!(of("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"), Err(NoPage::Type("image/png".into())));
        assert_eq!(of("HTTP/1.1 200 OK\r\n"), Err(NoPage::Broken("its head does not end")));
        assert_eq!(of("hello\r\n\r\n"), Err(NoPage::Broken("it has no status line")));
        let long = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(1001));
        assert_eq!(of(&long), Err(NoPage::TooLarge));
    }
}
