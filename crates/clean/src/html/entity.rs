//! Character references such as `&amp;` and `&#1575;`.

use markup5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// Longest name of a reference, with a margin.
const LONGEST: usize = 40;

/// The characters that a reference stands for; most stand for one.
pub(crate) type Characters = (char, Option<char>);

/// Reads the reference with which `text` begins; gives its characters and its length in bytes.
pub(crate) fn read(text: &str) -> Option<(Characters, usize)> {
    let rest = text.strip_prefix('&')?;
    match rest.strip_prefix('#') {
        Some(number) => numeric(number).map(|(c, len)| ((c, None), len + 2)),
        None => named(rest).map(|(chars, len)| (chars, len + 1)),
    }
}

fn numeric(text: &str) -> Option<(char, usize)> {
    let (radix, prefix) = if text.starts_with(['x', 'X']) { (16, 1) } else { (10, 0) };
    let digits = text.get(prefix..)?;
    let len = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    if len == 0 {
        return None;
    }
    let value = digits
        .get(..len)?
        .chars()
        .fold(0u32, |value, c| value.saturating_mul(radix).saturating_add(c.to_digit(radix).unwrap_or(0)));
    let end = prefix + len;
    let closed = text.as_bytes().get(end) == Some(&b';');
    Some((character(value), end + usize::from(closed)))
}

/// The character of a number, by the rules of HTML for those that are none.
fn character(value: u32) -> char {
    let replaced = value.checked_sub(0x80).and_then(|i| C1_REPLACEMENTS.get(i as usize)).copied().flatten();
    replaced.or(char::from_u32(value)).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The longest name that `text` begins with.
fn named(text: &str) -> Option<(Characters, usize)> {
    let limit = text.bytes().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric()).count();
    let mut best = None;
    for len in 1..=limit + 1 {
        let Some(codes) = text.get(..len).and_then(|name| NAMED_ENTITIES.get(name)) else { break };
        if let Some(first) = char::from_u32(codes.0).filter(|c| *c != '\0') {
            best = Some(((first, char::from_u32(codes.1).filter(|c| *c != '\0')), len));
        }
    }
    best
}

/// The text with its references replaced, and white space at its ends removed.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let taken = match read(after) {
            Some(((first, second), len)) => {
                out.push(first);
                out.extend(second);
                len
            }
            None => {
                out.push('&');
                1
            }
        };
        rest = after.get(taken..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        for (text, c, len) in [
            ("&#1575;x", 'ا', 7),
            ("&#x627;", 'ا', 7),
            ("&#1575 ", 'ا', 6),
            ("&amp;", '&', 5),
            ("&nbsp;", '\u{a0}', 6),
            ("&laquo;", '«', 7),
            ("&lt", '<', 3),
            ("&notit;", '¬', 4),
            ("&#147;", '\u{201c}', 6),
            ("&#0;", '\u{fffd}', 4),
            ("&#99999999999;", '\u{fffd}', 14),
        ] {
            assert_eq!(read(text), Some(((c, None), len)), "{text}");
        }
        for text in ["& ", "&#;", "&#x;", "&zzz;", "&", "&ا"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(decode(" a &amp; b &unknown; &#1575;"), "a & b &unknown; ا");
    }
}
