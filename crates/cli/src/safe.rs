//! Words from outside, made safe to show: no terminal commands, no hidden changes of direction, and right-to-left words kept
//! together in a left-to-right line.

use std::borrow::Cow;

/// Opens a right-to-left isolate.
const RLI: char = '\u{2067}';
/// Closes an isolate.
const PDI: char = '\u{2069}';

/// The text with control characters and changes of direction shown as escapes; line breaks and tabs stay.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            _ if !is_hostile(c) => out.push(c),
            '\r' => {}
            _ => out.push_str(&format!("\\u{{{:X}}}", u32::from(c))),
        }
    }
    Cow::Owned(out)
}

/// Controls other than line break and tab, line separators, embeddings, overrides and isolates, and characters that nobody sees.
/// Joiners and marks of direction belong to the writing of some languages and stay.
fn is_hostile(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{180e}' | '\u{200b}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The words on one line, safe, and isolated where they run from right to left.
pub(crate) fn words(text: &str) -> String {
    isolated(&one_line(text))
}

/// The words on one line, cut after `most` characters.
pub(crate) fn first_words(text: &str, most: usize) -> String {
    let line = one_line(text);
    match line.char_indices().nth(most) {
        Some((at, _)) => isolated(&format!("{}…", line[..at].trim_end())),
        None => isolated(&line),
    }
}

fn one_line(text: &str) -> String {
    let joined: Vec<&str> = text.split_whitespace().collect();
    visible(&joined.join(" ")).into_owned()
}

/// Text that was made safe, between isolates when it holds a right-to-left letter.
pub(crate) fn isolated(text: &str) -> String {
    if text.chars().any(is_rtl) { format!("{RLI}{text}{PDI}") } else { text.to_owned() }
}

/// Letters of the right-to-left scripts, by their blocks.
pub(crate) fn is_rtl(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_are_shown() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\u{9b}\r\n\td"), "a\\u{1B}[31mb\\u{202E}c\\u{9B}\n\td");
        assert_eq!(visible("no\u{200f} change\u{200c}"), "no\u{200f} change\u{200c}");
        assert_eq!(visible("a\u{200b}b\u{feff}c\u{e0041}d\u{2063}"), "a\\u{200B}b\\u{FEFF}c\\u{E0041}d\\u{2063}");
    }

    #[test]
    fn right_to_left_words_are_isolated() {
        assert_eq!(words("قال\n لافروف"), "\u{2067}قال لافروف\u{2069}");
        assert_eq!(words("Geneva"), "Geneva");
        assert_eq!(first_words("قال لافروف", 4), "\u{2067}قال…\u{2069}");
        // An isolate of the source cannot close ours.
        assert_eq!(words("قال\u{2069}"), "\u{2067}قال\\u{2069}\u{2069}");
    }
}
