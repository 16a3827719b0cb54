//! Any bytes as a report: the reader must not fail, and every finding must rest on bytes of the report.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reading::Reader;
use source::{Source, Span};
use std::sync::OnceLock;

static READER: OnceLock<Reader> = OnceLock::new();

fuzz_target!(init: {
    READER.get_or_init(|| bench::reader().expect("the data of this tree load"));
}, |data: &[u8]| {
    let Some(reader) = READER.get() else { return };
    let source = Source::new("fuzz", data.to_vec());
    let Ok(r) = reader.read(&source) else { return };
    let inside = |what: &str, s: Span| assert!(s.end() as usize <= data.len(), "{what}: {s:?} is past the end ({})", data.len());
    r.zones.iter().for_each(|x| inside("zone", x.span));
    r.times.iter().for_each(|x| inside("time", x.span));
    r.mentions.iter().for_each(|x| inside("mention", x.span));
    r.roles.iter().for_each(|x| inside("role", x.span));
    r.figures.iter().for_each(|x| inside("figure", x.span));
    r.doubts.iter().for_each(|x| inside("doubt", x.span));
    r.statements.iter().for_each(|x| inside("statement", x.words.span));
    r.events.iter().for_each(|x| {
        inside("event", x.span);
        x.also.iter().for_each(|s| inside("event", *s));
    });
    assert!(r.to_json().is_object());
});
