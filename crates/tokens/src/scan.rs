//! The scanner: one pass over the characters.

use language::Fold;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with the marks and digits that touch them.
    Word,
    /// Digits with their separators.
    Number,
    /// One mark: punctuation or a symbol.
    Mark,
}

/// One token. `lead..start` is the white space before it, `start..end` its text; both in bytes of the clean text.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte of the white space before the token.
    pub lead: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// Line breaks in the white space before it, at most 255.
    pub breaks: u8,
    pub(crate) key: (u32, u32),
}

#[derive(Clone, Copy, PartialEq)]
enum Char {
    Space,
    Break,
    Letter,
    /// A letter that makes one word with digits that touch it (`9M729`).
    Ascii,
    Digit,
    /// Joins what it stands in: combining marks, format characters.
    Extend,
    Mark,
    /// Only Unicode's tables tell.
    Unlisted,
}

/// The classes of the scripts written with few bytes, by code point.
static NEAR: [Char; 0x800] = {
    let mut table = [Char::Unlisted; 0x800];
    let mut n = 0;
    while n < table.len() {
        if let Some(c) = char::from_u32(n as u32) {
            table[n] = listed(c);
        }
        n += 1;
    }
    table
};

#[inline]
fn classify(c: char) -> Char {
    let class = NEAR.get(c as usize).copied().unwrap_or_else(|| listed(c));
    match class {
        Char::Unlisted if c.is_alphabetic() => Char::Letter,
        Char::Unlisted if c.is_whitespace() => Char::Space,
        Char::Unlisted => Char::Mark,
        class => class,
    }
}

const fn listed(c: char) -> Char {
    match c {
        '\n' | '\u{2028}' | '\u{2029}' => Char::Break,
        'a'..='z' | 'A'..='Z' | '_' => Char::Ascii,
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => Char::Digit,
        ' ' | '\t' | '\r' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Char::Space,
        '\0'..='\u{7f}' => Char::Mark,
        // The marks of the press: Unicode's own tables say the same of them, slowly.
        '\u{ab}' | '\u{bb}' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{2010}'..='\u{2027}' => Char::Mark,
        '\u{621}'..='\u{64a}' | '\u{671}'..='\u{6d3}' => Char::Letter,
        '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' => Char::Extend,
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{300}'..='\u{36f}'
        | '\u{fe00}'..='\u{fe0f}' => Char::Extend,
        _ => Char::Unlisted,
    }
}

/// True for a letter that makes a word of its own script.
pub(crate) fn is_letter(c: char) -> bool {
    classify(c) == Char::Letter
}

/// Separators that stay inside a number when a digit follows.
fn joins_number(c: char) -> bool {
    matches!(c, ',' | '.' | '\u{66b}' | '\u{66c}')
}

/// Cuts `text`; adds the tokens to `list` and their folded keys to `keys`.
pub(crate) fn scan(text: &str, fold: &Fold, list: &mut Vec<Token>, keys: &mut String) {
    let (mut at, mut lead, mut breaks) = (0usize, 0usize, 0u8);
    while let Some(c) = text[at..].chars().next() {
        let class = classify(c);
        if matches!(class, Char::Space | Char::Break) {
            breaks = breaks.saturating_add(u8::from(class == Char::Break));
            at += c.len_utf8();
            continue;
        }
        let from = keys.len() as u32;
        let (len, kind) = token(&text[at..], class);
        fold.append(&text[at..at + len], keys);
        let (start, end) = (at as u32, (at + len) as u32);
        list.push(Token { lead: lead as u32, start, end, kind, breaks, key: (from, keys.len() as u32) });
        at += len;
        (lead, breaks) = (at, 0);
    }
}

/// Length in bytes and kind of the token that begins `rest`, whose first character is of class `first`.
#[inline]
fn token(rest: &str, first: Char) -> (usize, Kind) {
    let kind = match first {
        Char::Letter | Char::Ascii => Kind::Word,
        Char::Digit => Kind::Number,
        Char::Extend => Kind::Mark,
        _ => return (rest.chars().next().map_or(0, char::len_utf8), Kind::Mark),
    };
    joined(rest, first == Char::Letter, kind)
}

/// The same for a token that may have several characters: `kind` is what its first makes of it, `letters` that this is a letter.
#[inline]
fn joined(rest: &str, mut letters: bool, mut kind: Kind) -> (usize, Kind) {
    let mut end = 0;
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match classify(c) {
            // Outside Latin script a particle or unit written against a number is a word of its own.
            Char::Letter if kind == Kind::Number => break,
            Char::Digit if letters => break,
            Char::Letter => {
                letters = true;
                kind = Kind::Word;
            }
            Char::Ascii => kind = Kind::Word,
            Char::Digit if kind == Kind::Mark => kind = Kind::Number,
            Char::Digit | Char::Extend => {}
            // A digit must follow, else the mark ends a sentence.
            Char::Mark if kind == Kind::Number && joins_number(c) => {
                if !chars.clone().next().is_some_and(|n| classify(n) == Char::Digit) {
                    break;
                }
            }
            // An invisible sign before a mark (a bidi control before a quotation mark) belongs to that mark.
            Char::Mark if kind == Kind::Mark => {
                end += c.len_utf8();
                break;
            }
            _ => break,
        }
        end += c.len_utf8();
    }
    (end, kind)
}
