//! What kind of file the bytes are: text, a page, or something that is no text at all.

use crate::html::Tag;

/// First bytes of files that hold no text, and what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\0asm", "a WebAssembly module"),
    (b"{\\rtf", "a rich-text document"),
    (b"PAR1", "a Parquet file"),
];

/// What the file is when its first bytes tell that it holds no text.
pub(crate) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

/// Number of bytes that are control characters and do not belong in text.
pub(crate) fn controls(bytes: &[u8]) -> usize {
    let in_block = |block: &[u8]| block.iter().map(|b| u8::from(is_control(*b))).fold(0u8, u8::wrapping_add);
    bytes.chunks(255).map(|block| usize::from(in_block(block))).sum()
}

fn is_control(b: u8) -> bool {
    (b < 0x20) & (b.wrapping_sub(0x09) > 4) & (b != 0x1a) & (b != 0x1b)
}

/// Byte order of UTF-16 text that came without a mark: `Some(true)` is little-endian.
pub(crate) fn bare_utf16(bytes: &[u8]) -> Option<bool> {
    let units = (bytes.len() / 2).min(2048);
    let (mut low_first, mut low_second) = (0, 0);
    for pair in bytes.chunks_exact(2).take(units) {
        if let [first, second] = pair {
            low_first += usize::from(*first < 8);
            low_second += usize::from(*second < 8);
        }
    }
    let mostly = |n: usize| n * 5 >= units * 4 && units > 0;
    let seldom = |n: usize| n * 10 <= units * 3;
    match (mostly(low_first) && seldom(low_second), mostly(low_second) && seldom(low_first)) {
        (_, true) => Some(true),
        (true, _) => Some(false),
        _ => None,
    }
}

/// True when the text is a web page, by the markup it begins with.
pub(crate) fn is_page(text: &str) -> bool {
    let Some(rest) = skip_prologue(text) else { return false };
    let name = rest.get(1..).unwrap_or("");
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '!').unwrap_or(name.len());
    let (name, after) = name.split_at(end);
    let doctype = name.eq_ignore_ascii_case("!doctype")
        && after.get(..5).is_some_and(|kind| kind.trim_start().eq_ignore_ascii_case("html"));
    let closed = after.is_empty() || after.starts_with([' ', '\t', '\r', '\n', '/', '>']);
    doctype || (closed && Tag::named(name.as_bytes()) != Tag::Other)
}

/// The text from its first tag on, past white space, comments and declarations.
fn skip_prologue(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            ">"
        } else {
            return rest.starts_with('<').then_some(rest);
        };
        let at = memchr::memmem::find(rest.as_bytes(), end.as_bytes())?;
        rest = rest.get(at + end.len()..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_text() {
        for page in ["<!DOCTYPE html>", "\n<HTML lang=ar>", "<!-- x --><?xml version='1'?><html>", "<div class=a>x"] {
            assert!(is_page(page), "{page}");
        }
        for text in ["نص", "", "a <html> b", "<<html>>", "<3 hearts", "<!-- open", "<rss version='2.0'>"] {
            assert!(!is_page(text), "{text}");
        }
    }

    #[test]
    fn controls_are_counted() {
        assert_eq!(controls(b"a\0\x01\t\n\x0c b"), 2);
        assert_eq!(controls(&[0; 1000]), 1000);
    }

    #[test]
    fn utf16_is_known_without_a_mark() {
        let le: Vec<u8> = "نص عربي".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "plain words".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(bare_utf16(&le), Some(true));
        assert_eq!(bare_utf16(&be), Some(false));
        assert_eq!(bare_utf16("نص عربي".as_bytes()), None);
        assert_eq!(bare_utf16(&[0; 64]), None);
    }
}
