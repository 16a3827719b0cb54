//! Any text cut into tokens: they tile it, and their spans lie between characters.
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
    for i in 0..tokens.len() {
        let span = tokens.span(i, i + 1);
        assert_eq!(span.start(), at, "token {i} does not follow the one before it");
        assert!(text.is_char_boundary(span.end() as usize), "token {i} ends within a character");
        at = span.end();
    }
    assert!(tokens.is_empty() || at as usize == text.len(), "the tokens end at {at} of {}", text.len());
});
