//! Texts made of the pack's words of time, in any order: every value is of its kind, every span inside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reading::Reader;
use source::Source;
use std::sync::OnceLock;

/// A reader, and the words of time of its pack.
static TOOLS: OnceLock<(Reader, Vec<String>)> = OnceLock::new();
/// Classes of words that times are made of.
const CLASSES: [&str; 18] = [
    "month", "weekday", "season", "deictic", "unit", "dir", "part", "daypart", "vague", "era", "approx", "set", "dayword",
    "yearword", "monthword", "number", "ordinal", "prep",
];
const MARKS: [&str; 12] = [" ", " ", " ", "-", "/", "، ", ". ", "\n", "(", ")", "28", "2021"];

fuzz_target!(init: {
    TOOLS.get_or_init(|| {
        let reader = bench::reader().expect("the data of this tree load");
        let rows = reader.pack().rows.iter().filter(|r| CLASSES.contains(&&*r.line.class));
        let words = rows.map(|r| r.form.to_string()).collect();
        (reader, words)
    });
}, |data: &[u8]| {
    let Some((reader, words)) = TOOLS.get() else { return };
    let mut text = String::new();
    for pair in data.chunks_exact(2) {
        let n = usize::from(u16::from_le_bytes([pair[0], pair[1]]));
        let mark = MARKS[n % MARKS.len()];
        match n % 5 {
            0 => text.push_str(mark),
            1 => text.push_str(&(n / 5).to_string()),
            _ => text.push_str(&words[n % words.len()]),
        }
        text.push(' ');
    }
    let Ok(r) = reader.read(&Source::new("fuzz", text.clone().into_bytes())) else { return };
    for time in &r.times {
        assert!((time.span.end() as usize) <= text.len() && !time.value.is_empty(), "{time:?}");
    }
});
