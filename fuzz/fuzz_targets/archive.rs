//! Any bytes as a web archive, packed or not, and as the exports of other programs: what comes out keeps to its limits.
#![no_main]

use intake::{Entry, Format, Limits, Options};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

const FORMATS: [Option<Format>; 6] =
    [Some(Format::Warc), None, Some(Format::Lines), Some(Format::Json), Some(Format::Csv), Some(Format::Mail)];

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let format = FORMATS[usize::from(*first) % FORMATS.len()];
    let options = Options { limits: Limits { report: 1 << 16, record: 1 << 20, entries: 1000 }, ..Options::default() };
    let mut count = 0;
    for entry in intake::stream("fuzz", Box::new(Cursor::new(rest.to_vec())), format, &options) {
        count += 1;
        assert!(count <= rest.len() + 2, "more entries than bytes");
        match entry {
            Entry::Report(report) => assert!(report.bytes().len() <= 1 << 16),
            Entry::Failed(failed) => assert!(!failed.why.is_empty()),
            Entry::Skipped(_) => {}
        }
    }
});
