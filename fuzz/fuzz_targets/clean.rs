//! Any bytes as a report: every character of the clean text leads back to bytes of the report, in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use source::{Source, Span};

fuzz_target!(|data: &[u8]| {
    let source = Source::new("fuzz", data.to_vec());
    let Ok(page) = clean::clean(&source) else { return };
    let plain = page.media_type() == "text/plain" && page.charset() == "UTF-8" && std::str::from_utf8(data).is_ok();
    for (at, c) in page.text().char_indices() {
        let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
        let back = page.map().to_source(span);
        let bytes = data.get(back.start() as usize..back.end() as usize);
        let bytes = bytes.unwrap_or_else(|| panic!("{c:?} at {at} leads to {back:?}, past the end ({})", data.len()));
        if plain {
            assert_eq!(bytes, c.to_string().as_bytes(), "{c:?} at {at} leads to other bytes");
        }
    }
});
