//! From bytes of a source to the words shown: the clean text, and where in it a span of the source stands.

use reading::Reading;
use source::{Source, Span};
use std::borrow::Cow;
use std::ops::Range;

/// The clean text of a source.
pub(crate) struct Words<'a> {
    text: Cow<'a, str>,
    /// First byte of each character, in the text and in the source; `None` where both are the same.
    starts: Option<Vec<(u32, u32)>>,
}

impl<'a> Words<'a> {
    /// The text of a source that was read. A plain text that was read as it stands, but for a mark at its start, is its own clean
    /// text; any other source is cleaned once more, because findings carry places of the source only. That its bytes are UTF-8 is
    /// not enough: so are those of many a text in UTF-16.
    pub(crate) fn of(source: &'a Source, reading: &Reading) -> Words<'a> {
        let as_read = |text: &&str| text.strip_prefix('\u{feff}').unwrap_or(text) == reading.text;
        match std::str::from_utf8(source.bytes()).ok().filter(as_read) {
            Some(text) if reading.media_type == "text/plain" => Words { text: Cow::Borrowed(text), starts: None },
            _ => Words::cleaned(source),
        }
    }

    /// The text of a source of which there is no reading; nothing when it holds none.
    pub(crate) fn cleaned(source: &Source) -> Words<'a> {
        let Ok(clean) = clean::clean(source) else { return Words { text: Cow::Borrowed(""), starts: None } };
        let origin = |at: usize, c: char| {
            let (start, end) = (small(at), small(at + c.len_utf8()));
            (start, clean.map().to_source(Span::new(start, end)).start())
        };
        let starts = clean.text().char_indices().map(|(at, c)| origin(at, c)).collect();
        Words { text: Cow::Owned(clean.text().to_owned()), starts: Some(starts) }
    }

    /// The same, free of the source.
    pub(crate) fn into_owned(self) -> Words<'static> {
        Words { text: Cow::Owned(self.text.into_owned()), starts: self.starts }
    }

    /// The clean text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where in the clean text the characters stand that begin in `span`.
    pub(crate) fn range(&self, span: Span) -> Range<usize> {
        let at = |place: u32| match &self.starts {
            None => (place as usize).min(self.text.len()),
            Some(starts) => {
                let i = starts.partition_point(|(_, source)| *source < place);
                starts.get(i).map_or(self.text.len(), |(text, _)| *text as usize)
            }
        };
        at(span.start())..at(span.end())
    }

    /// The words of a span of the source.
    pub(crate) fn at(&self, span: Span) -> &str {
        self.text.get(self.range(span)).unwrap_or("")
    }
}

/// Sources are far shorter than 4 GiB.
fn small(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Reading {
        Reading { media_type: "text/plain", text: text.to_owned(), ..Reading::default() }
    }

    #[test]
    fn words_of_a_plain_text_are_its_bytes() {
        let text = "\u{feff}قال لافروف";
        let source = Source::new("a", text.as_bytes().to_vec());
        let start = small(text.find("لافروف").unwrap());
        let span = Span::new(start, small(text.len()));
        let words = Words::of(&source, &read(&text[3..]));
        assert!(words.starts.is_none());
        assert_eq!(words.at(span), "لافروف");
        // Cleaning drops the mark at the start of the file, and the place is found all the same.
        assert_eq!(Words::cleaned(&source).at(span), "لافروف");
    }

    #[test]
    fn words_of_another_encoding_are_decoded() {
        // windows-1256
        let bytes = b"\xde\xc7\xe1 \xe6\xd2\xed\xd1 \xc7\xe1\xce\xc7\xd1\xcc\xed\xc9 \xc7\xe1\xd1\xe6\xd3\xed \xd3\xed\xd1\xdb\xed \xe1\xc7\xdd\xd1\xe6\xdd".to_vec();
        let source = Source::new("a", bytes);
        let words = Words::of(&source, &read(""));
        assert_eq!(words.at(Span::new(4, 8)), "وزير");
    }

    #[test]
    fn utf_16_without_a_mark_is_decoded_though_its_bytes_are_utf_8() {
        let text = "قال وزير الخارجية الروسي سيرغي لافروف";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(std::str::from_utf8(&bytes).is_ok());
        let source = Source::new("a", bytes);
        assert_eq!(Words::of(&source, &read(text)).at(Span::new(8, 16)), "وزير");
    }
}
