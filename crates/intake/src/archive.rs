//! Zip archives (.zip) and web archive collections (.wacz): nothing is ever written to disk from them.

use crate::format::Format;
use crate::inflate::{self, Trouble};
use crate::{Entries, Entry, Limits, Options, Reason, failed, one, skipped, too_large};
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use zip::{CompressionMethod, ZipArchive};

/// The entries of an archive.
struct Zip {
    path: PathBuf,
    archive: ZipArchive<BufReader<File>>,
    at: usize,
    /// Bytes that may still be unpacked.
    left: u64,
    options: Options,
    inner: Option<Entries>,
}

/// What is done with an entry of an archive.
enum Found {
    /// Its bytes.
    Bytes(Vec<u8>, Format),
    /// It stands in the file as it is: where, and how long.
    Stored(u64, u64, Format),
    /// No report.
    Other,
}

/// The reports of an archive.
pub(crate) fn entries(path: &Path, options: &Options) -> Entries {
    let name = path.to_string_lossy().into_owned();
    let file = match File::open(path) {
        Ok(file) => file,
        Err(e) => return one(failed(&name, crate::sentence(&e))),
    };
    match ZipArchive::new(BufReader::new(file)) {
        Ok(archive) => {
            let left = options.limits.record;
            Box::new(Zip { path: path.to_owned(), archive, at: 0, left, options: options.clone(), inner: None })
        }
        Err(_) => one(failed(&name, "it is not a zip archive, or it is damaged")),
    }
}

impl Zip {
    fn label(&self, name: &str) -> String {
        format!("{}!{name}", self.path.to_string_lossy())
    }

    /// The next entry opened, or what is to be told of it.
    fn enter(&mut self) -> Entries {
        let at = self.at;
        self.at += 1;
        let (name, found) = match self.look(at) {
            Ok(found) => found,
            Err(entry) => return one(*entry),
        };
        let label = self.label(&name);
        match found {
            Found::Other => Box::new(std::iter::empty()),
            Found::Bytes(bytes, format) => crate::open::of_bytes(&label, bytes, format, &self.options),
            Found::Stored(start, length, format) => match stored(&self.path, start) {
                Ok(file) => crate::open::stream(&label, Box::new(BufReader::new(file.take(length))), Some(format), &self.options),
                Err(e) => one(failed(&label, crate::sentence(&e))),
            },
        }
    }

    fn look(&mut self, at: usize) -> Result<(String, Found), Box<Entry>> {
        let damaged = |label: &str| Box::new(failed(label, "the entry of the archive is damaged"));
        let label = self.label(&format!("#{}", at + 1));
        let mut file = self.archive.by_index(at).map_err(|_| damaged(&label))?;
        // A name that leads out of the archive is refused, though nothing is written.
        let Some(name) = file.enclosed_name().map(|n| n.to_string_lossy().replace('\\', "/")) else {
            return Err(Box::new(failed(&label, "its name leads out of the archive")));
        };
        let label = format!("{}!{name}", self.path.to_string_lossy());
        let format = Format::of_name(Path::new(&name));
        let Some(format) = format.filter(|f| file.is_file() && *f != Format::Zip && wanted(&name)) else {
            return Ok((name, Found::Other));
        };
        if format.is_stream() && file.compression() == CompressionMethod::Stored && !file.encrypted() {
            let start = file.data_start().ok_or_else(|| damaged(&label))?;
            return Ok((name, Found::Stored(start, file.compressed_size(), format)));
        }
        let most = (self.options.limits.report as u64).min(self.left) as usize;
        let bytes = inflate::within(&mut file, most);
        let taken = bytes.as_ref().map_or(most, Vec::len) as u64;
        self.left = self.left.saturating_sub(taken);
        match bytes {
            Ok(bytes) => Ok((name, Found::Bytes(bytes, format))),
            Err(Trouble::TooLarge) => Err(Box::new(skipped(&label, Reason::TooLarge, too_large(most)))),
            Err(Trouble::Damaged) => Err(damaged(&label)),
        }
    }
}

/// The file of an archive, at the place where an entry begins.
fn stored(path: &Path, start: u64) -> std::io::Result<File> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(start))?;
    Ok(file)
}

/// A collection keeps lists of pages and signatures beside its archives.
fn wanted(name: &str) -> bool {
    !name.starts_with("pages/") && !name.starts_with("datapackage") && !name.starts_with("indexes/")
}

impl Iterator for Zip {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            if let Some(entry) = self.inner.as_mut().and_then(Iterator::next) {
                return Some(entry);
            }
            self.inner = None;
            if self.at >= self.archive.len() || self.at as u64 >= most(&self.options.limits) {
                return None;
            }
            if self.left == 0 {
                self.at = self.archive.len();
                return Some(failed(&self.path.to_string_lossy(), "the archive unpacks to more than is allowed"));
            }
            self.inner = Some(self.enter());
        }
    }
}

/// Entries of a zip archive that are looked at.
fn most(limits: &Limits) -> u64 {
    limits.entries.min(1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn archive(files: &[(&str, &[u8], CompressionMethod)]) -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.zip");
        let mut zip = ZipWriter::new(File::create(&path).unwrap());
        for (name, bytes, method) in files {
            zip.start_file(*name, SimpleFileOptions::default().compression_method(*method)).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap();
        (dir, path)
    }

    const PACKED: CompressionMethod = CompressionMethod::Deflated;
    const STORED: CompressionMethod = CompressionMethod::Stored;

    #[test]
    fn the_reports_of_an_archive_come_out() {
        let warc = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 25\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>ab\n\r\n\r\n";
        let (_dir, path) = archive(&[
            ("a/b.txt", "نص".as_bytes(), PACKED),
            ("archive/x.warc", warc.as_bytes(), STORED),
            ("pages/pages.jsonl", b"{}", PACKED),
            ("c.png", b"x", PACKED),
        ]);
        let found: Vec<Entry> = entries(&path, &Options::default()).collect();
        let [Entry::Report(a), Entry::Report(b)] = &*found else { panic!("{found:?}") };
        assert!(a.path().ends_with("a.zip!a/b.txt") && a.bytes() == "نص".as_bytes());
        assert!(b.path().ends_with("a.zip!archive/x.warc#1") && b.bytes() == b"<p>ab\n");
    }

    #[test]
    fn what_is_packed_inside_an_archive_is_unpacked() {
        let gzip = |text: &str| {
            let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            out.write_all(text.as_bytes()).unwrap();
            out.finish().unwrap()
        };
        let (lines, table) = (gzip("{\"text\":\"A\"}\n"), gzip("text,x\nB,1\n"));
        for method in [STORED, PACKED] {
            let (_dir, path) = archive(&[("a.jsonl.gz", &lines, method), ("b.csv.gz", &table, method)]);
            let found: Vec<Entry> = entries(&path, &Options::default()).collect();
            assert!(
                matches!(&*found, [Entry::Report(a), Entry::Report(b)] if (a.bytes(), b.bytes()) == (b"A", b"B")),
                "{found:?}"
            );
        }
    }

    #[test]
    fn a_name_that_leads_out_is_refused() {
        let (_dir, path) =
            archive(&[("../../evil.txt", b"x", PACKED), ("/etc/evil.txt", b"x", PACKED), ("ok.txt", b"y", PACKED)]);
        let found: Vec<Entry> = entries(&path, &Options::default()).collect();
        let told = found.iter().filter(|e| matches!(e, Entry::Failed(f) if f.why.contains("leads out"))).count();
        assert!(told >= 1, "{found:?}");
        assert!(matches!(found.last(), Some(Entry::Report(r)) if r.path().ends_with("!ok.txt")));
        let climbs = |e: &Entry| matches!(e, Entry::Report(r) if r.path().contains(".."));
        assert!(!found.iter().any(climbs), "{found:?}");
    }

    #[test]
    fn a_zip_bomb_is_given_up() {
        let zeros = vec![b' '; 3_000_000];
        let files: Vec<(String, &[u8], CompressionMethod)> = (0..20).map(|n| (format!("{n}.txt"), &*zeros, PACKED)).collect();
        let files: Vec<_> = files.iter().map(|(n, b, m)| (n.as_str(), *b, *m)).collect();
        let (_dir, path) = archive(&files);
        let limits = Limits { report: 1_000_000, record: 3_500_000, ..Limits::default() };
        let found: Vec<Entry> = entries(&path, &Options { limits, ..Options::default() }).collect();
        assert_eq!(found.len(), 5, "{found:?}");
        assert!(matches!(&found[0], Entry::Skipped(s) if s.reason == Reason::TooLarge));
        assert!(matches!(&found[4], Entry::Failed(f) if f.why.contains("more than is allowed")));
    }
}
