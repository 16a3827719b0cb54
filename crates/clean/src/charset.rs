//! From bytes to characters: which encoding they are in, and the step of the map that leads back.

use crate::map::Step;
use crate::marks::Marks;
use crate::runs::Runs;
use crate::{CleanDoubt, sniff};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use std::borrow::Cow;

/// How many bytes from the first that is not ASCII are shown to the detector.
const SHOWN: usize = 256 * 1024;
/// How far into the file a page may declare its encoding.
const DECLARED_WITHIN: usize = 4096;

/// Text, the way back, and the name of the encoding.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) step: Step,
    pub(crate) charset: &'static str,
}

/// Decodes the bytes of a text file; `served` is the encoding that the server named, which goes before what the page says.
pub(crate) fn decode<'a>(bytes: &'a [u8], served: Option<&str>, doubts: &mut Vec<CleanDoubt>) -> Decoded<'a> {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes, bom, doubts);
    }
    match sniff::bare_utf16(bytes) {
        Some(true) => return with(UTF_16LE, bytes, 0, doubts),
        Some(false) => return with(UTF_16BE, bytes, 0, doubts),
        None => {}
    }
    let served = served.and_then(|name| Encoding::for_label_no_replacement(name.as_bytes()));
    let declared = served.or_else(|| declared(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        if let Some(name) = declared.filter(|e| *e != UTF_8 && !bytes.is_ascii()) {
            doubts.push(differs(name, UTF_8));
        }
        return plain(text, 0);
    }
    with(choose(bytes, declared, doubts), bytes, 0, doubts)
}

/// The encoding of bytes that are not valid UTF-8.
fn choose(bytes: &[u8], declared: Option<&'static Encoding>, doubts: &mut Vec<CleanDoubt>) -> &'static Encoding {
    if nearly_utf8(bytes) {
        return UTF_8;
    }
    let guess = guess(bytes);
    match declared {
        Some(encoding) if fits(encoding, guess, bytes) => encoding,
        Some(encoding) => {
            doubts.push(differs(encoding, guess));
            guess
        }
        None => {
            let note = format!("The file does not name its encoding; it was read as {}.", guess.name());
            doubts.push(CleanDoubt { kind: "charset-guessed", note });
            guess
        }
    }
}

fn differs(declared: &'static Encoding, used: &'static Encoding) -> CleanDoubt {
    let note = format!("The page says it is in {}, but its bytes are in {}.", declared.name(), used.name());
    CleanDoubt { kind: "charset-differs", note }
}

/// True when the declared encoding can be the true one. Pages in other alphabets often claim the western
/// one, which fits any bytes, so there the guess is believed.
fn fits(declared: &'static Encoding, guess: &'static Encoding, bytes: &[u8]) -> bool {
    if declared == UTF_8 || (declared == WINDOWS_1252 && guess != WINDOWS_1252) {
        return false;
    }
    declared == guess || declared.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// True when at most a tenth of what looks like characters beyond ASCII is broken; a character cut off
/// at the end of the file does not count.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        let cut_off = chunks.peek().is_none() && chunk.invalid().len() > 1;
        bad += usize::from(!chunk.invalid().is_empty() && !cut_off);
    }
    bad * 10 <= good
}

/// What the detector makes of the bytes.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|b| *b >= 0x80).unwrap_or(0).saturating_sub(256);
    let shown = bytes.get(first..).unwrap_or_default();
    let shown = shown.get(..SHOWN).unwrap_or(shown);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(shown, shown.len() < SHOWN);
    detector.guess(None, Utf8Detection::Deny)
}

/// The encoding that a page names near its beginning.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let start = head.iter().position(|b| !b.is_ascii_whitespace())?;
    if head.get(start) != Some(&b'<') {
        return None;
    }
    let head = head.to_ascii_lowercase();
    let names: [&[u8]; 2] = [b"charset", b"encoding"];
    names.iter().find_map(|name| memchr::memmem::find_iter(&head, name).find_map(|at| label(head.get(at + name.len()..)?)))
}

/// The encoding named after `=`, in quotes or without.
fn label(after: &[u8]) -> Option<&'static Encoding> {
    let value = after.trim_ascii_start().strip_prefix(b"=")?;
    let value = value.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(value.len());
    let encoding = Encoding::for_label_no_replacement(value.get(..end)?)?;
    match encoding {
        e if e == UTF_16LE || e == UTF_16BE => Some(UTF_8),
        e if e == X_USER_DEFINED => Some(WINDOWS_1252),
        e => Some(e),
    }
}

fn plain(text: &str, bom: usize) -> Decoded<'_> {
    let step = Step::Shift { by: bom as u32, len: text.len() as u32 };
    Decoded { text: Cow::Borrowed(text), step, charset: UTF_8.name() }
}

/// Decodes the bytes after the byte order mark.
fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8], bom: usize, doubts: &mut Vec<CleanDoubt>) -> Decoded<'a> {
    let body = bytes.get(bom..).unwrap_or_default();
    if encoding == UTF_8 {
        return match std::str::from_utf8(body) {
            Ok(text) => plain(text, bom),
            Err(_) => broken_utf8(body, bom, doubts),
        };
    }
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if !wide && !encoding.is_single_byte() {
        return many_bytes(encoding, body, bom, doubts);
    }
    let (text, replaced) = encoding.decode_without_bom_handling(body);
    note_replaced(replaced, encoding, doubts);
    let marks = Marks::new(&text, if wide { 2 } else { 1 }, bom, bytes.len());
    Decoded { step: Step::Marks(marks), text, charset: encoding.name() }
}

fn note_replaced(replaced: bool, encoding: &'static Encoding, doubts: &mut Vec<CleanDoubt>) {
    if replaced {
        let note = format!("Some bytes are not valid {}; a replacement character stands for each.", encoding.name());
        doubts.push(CleanDoubt { kind: "invalid-bytes", note });
    }
}

/// UTF-8 with breaks in it: a replacement character for each.
fn broken_utf8<'a>(body: &'a [u8], bom: usize, doubts: &mut Vec<CleanDoubt>) -> Decoded<'a> {
    let mut text = String::with_capacity(body.len() + 16);
    let (mut runs, mut at) = (Runs::default(), bom);
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        runs.same(chunk.valid().len(), at);
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            runs.unit(char::REPLACEMENT_CHARACTER.len_utf8(), at, chunk.invalid().len());
            at += chunk.invalid().len();
        }
    }
    note_replaced(true, UTF_8, doubts);
    Decoded { text: Cow::Owned(text), step: Step::Runs(runs), charset: UTF_8.name() }
}

/// Encodings whose characters differ in length: fed a byte at a time, so that each character is seen to
/// come out.
fn many_bytes<'a>(encoding: &'static Encoding, body: &'a [u8], bom: usize, doubts: &mut Vec<CleanDoubt>) -> Decoded<'a> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(body.len() * 2 + 64);
    let (mut runs, mut begun, mut replaced) = (Runs::default(), 0, false);
    for at in 0..=body.len() {
        let (byte, last) = (body.get(at..at + 1).unwrap_or_default(), at == body.len());
        let before = text.len();
        text.reserve(16);
        let (_, _, bad) = decoder.decode_to_string(byte, &mut text, last);
        replaced |= bad;
        let end = (at + 1).min(body.len());
        if text.len() > before && end > begun {
            runs.unit(text.len() - before, bom + begun, end - begun);
            begun = end;
        } else if text.len() > before {
            runs.made(text.len() - before);
        }
    }
    note_replaced(replaced, encoding, doubts);
    Decoded { text: Cow::Owned(text), step: Step::Runs(runs), charset: encoding.name() }
}
