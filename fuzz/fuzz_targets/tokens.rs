//! Any text cut into tokens: they tile it but for white space, and their spans lie between characters.
#![no_main]

use language::Pack;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;
use tokens::Tokens;

static PACK: OnceLock<Pack> = OnceLock::new();

fuzz_target!(init: {
    PACK.get_or_init(|| bench::pack().expect("the pack of this tree loads"));
}, |data: &[u8]| {
    let Some(pack) = PACK.get() else { return };
    let text = String::from_utf8_lossy(data);
    let tokens = Tokens::cut(&text, pack);
    let mut at = 0;
    for token in tokens.list() {
        assert_eq!(token.lead, at, "{token:?} does not follow the one before it");
        assert!(text.is_char_boundary(token.start as usize) && text.is_char_boundary(token.end as usize), "{token:?}");
        assert!(token.lead <= token.start && token.start < token.end, "{token:?}");
        at = token.end;
    }
    assert!(text[at as usize..].trim().is_empty(), "words after the last token");
});
