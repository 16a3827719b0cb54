//! Opens what a path names, in whatever format it is.

use crate::format::Format;
use crate::inflate::{self, Bounded, Trouble};
use crate::{
    Entries, Options, PDF, Reason, archive, csv, failed, feed, json, lines, mail, one, report, sentence, skipped, too_large, warc,
};
use flate2::bufread::MultiGzDecoder;
use source::Given;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Bytes read at once.
const BUFFER: usize = 256 * 1024;

/// Where bytes come from.
pub(crate) type From = Box<dyn BufRead + Send>;

/// Whether a folder's file of that name may hold reports.
pub fn is_known(path: &Path) -> bool {
    Format::of_name(path).is_some()
}

/// The entries of a file, opened by its name and its first bytes. What is known of it stands with every report that it holds.
pub fn open(path: &Path, options: &Options) -> Entries {
    let name = path.to_string_lossy();
    let named = Format::of_name(path);
    if named == Some(Format::Zip) {
        return archive::entries(path, options);
    }
    match File::open(path) {
        Ok(file) => stream(&name, Box::new(BufReader::with_capacity(BUFFER, file)), named, options),
        Err(e) => one(failed(&name, sentence(&e))),
    }
}

/// The entries of a stream, unpacked where it is packed.
pub fn stream(name: &str, mut from: From, named: Option<Format>, options: &Options) -> Entries {
    let packed = match from.fill_buf() {
        Ok(first) => first.starts_with(b"\x1f\x8b\x08"),
        Err(e) => return one(failed(name, sentence(&e))),
    };
    if !packed {
        return of_start(name, from, named, options);
    }
    // A web archive may be of any size: each of its records has a limit of its own. What no name tells may be one.
    let most = if named.is_none_or(|format| format == Format::Warc) { u64::MAX } else { options.limits.record };
    let unpacked = Bounded::new(MultiGzDecoder::new(from), most);
    of_start(name, Box::new(BufReader::with_capacity(BUFFER, unpacked)), named, options)
}

/// The entries of a stream that was unpacked, after a look at its first bytes.
fn of_start(name: &str, mut from: From, named: Option<Format>, options: &Options) -> Entries {
    match from.fill_buf() {
        Ok(first) if first.starts_with(b"\x1f\x8b\x08") => one(failed(name, "it is packed more than once")),
        Ok(first) => {
            let format = Format::settled(named, first);
            of_reader(name, from, format, options)
        }
        Err(e) => one(failed(name, sentence(&e))),
    }
}

/// The entries of a stream of a known format.
pub(crate) fn of_reader(name: &str, from: From, format: Format, options: &Options) -> Entries {
    match format {
        Format::Lines => Box::new(lines::Lines::new(name, from, options)),
        Format::Csv | Format::Tsv => Box::new(csv::Rows::new(name, from, format == Format::Tsv, options)),
        Format::Warc => Box::new(warc::Warc::new(name, from, options.limits)),
        Format::Pdf => one(skipped(name, Reason::NoReport, PDF)),
        _ => match all_of(from, options.limits.report) {
            Ok(bytes) => of_bytes(name, bytes, format, options),
            Err(why) => one(failed(name, why)),
        },
    }
}

/// The entries of bytes of a known format.
pub(crate) fn of_bytes(name: &str, bytes: Vec<u8>, format: Format, options: &Options) -> Entries {
    let most = options.limits.report;
    if bytes.starts_with(b"\x1f\x8b\x08") {
        return match inflate::within(MultiGzDecoder::new(&*bytes), most) {
            Ok(bytes) if bytes.starts_with(b"\x1f\x8b\x08") => one(failed(name, "it is packed more than once")),
            Ok(bytes) => of_bytes(name, bytes, format, options),
            Err(Trouble::TooLarge) => one(failed(name, too_large(most))),
            Err(Trouble::Damaged) => one(failed(name, "it is a damaged gzip archive")),
        };
    }
    match format {
        Format::Json => json::entries(name, &bytes, options),
        Format::Mail => one(mail::entry(name, &bytes, most)),
        Format::Feed => feed::entries(name, &bytes, most),
        Format::Report => one(report(name.to_owned(), bytes, Given::default())),
        Format::Zip => one(failed(name, "it is an archive in an archive")),
        Format::Pdf => one(skipped(name, Reason::NoReport, PDF)),
        Format::Lines | Format::Csv | Format::Tsv | Format::Warc => {
            of_reader(name, Box::new(io::Cursor::new(bytes)), format, options)
        }
    }
}

/// All bytes, or why not.
fn all_of(from: From, most: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = io::Read::take(from, most as u64 + 1);
    let done = io::Read::read_to_end(&mut { read }, &mut bytes);
    match done {
        _ if bytes.len() > most => Err(too_large(most)),
        Ok(_) => Ok(bytes),
        Err(e) => Err(sentence(&e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Entry;
    use flate2::Compression;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn entries(name: &str, bytes: Vec<u8>) -> Vec<Entry> {
        stream(name, Box::new(io::Cursor::new(bytes)), Format::of_name(Path::new(name)), &Options::default()).collect()
    }

    const RECORD: &str = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 24\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>ab\r\n\r\n";

    #[test]
    fn packed_files_are_unpacked() {
        let members: Vec<u8> = (0..3).flat_map(|_| gzip(RECORD.as_bytes())).collect();
        for name in ["a.warc.gz", "a"] {
            let found = entries(name, members.clone());
            assert!(matches!(&*found, [Entry::Report(_), Entry::Report(_), Entry::Report(_)]), "{found:?}");
        }
        assert!(matches!(&*entries("a.html.gz", gzip(b"<p>x")), [Entry::Report(r)] if r.bytes() == b"<p>x"));
        assert!(matches!(&*entries("a.jsonl.gz", gzip(b"{\"text\":\"x\"}\n")), [Entry::Report(_)]));
        let twice = gzip(&gzip(b"{\"text\":\"x\"}\n"));
        assert!(matches!(&*entries("a.jsonl.gz", twice), [Entry::Failed(f)] if f.why.contains("more than once")));
        let mut cut = members.clone();
        cut.truncate(members.len() - 20);
        let found = entries("a.warc.gz", cut);
        assert!(matches!(&*found, [Entry::Report(_), Entry::Report(_), .., Entry::Failed(_)]), "{found:?}");
    }

    #[test]
    fn a_packed_bomb_is_refused() {
        let bomb = gzip(&vec![b'a'; source::MAX_BYTES + 10]);
        assert!(bomb.len() < 1 << 20);
        assert!(matches!(&*entries("a.txt.gz", bomb.clone()), [Entry::Failed(f)] if f.why.contains("too large")));
        assert!(matches!(&*entries("a.jsonl.gz", bomb), [Entry::Failed(f)] if f.why.contains("too large")));
    }
}
