//! Bodies unpacked within bounds: what would grow past its limit is given up, whatever its headers promise.

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::{self, Read};

/// Why a body could not be unpacked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It grows past its limit.
    TooLarge,
    /// It is damaged.
    Damaged,
}

/// Memory of a brotli stream's window.
const BROTLI_BUFFER: usize = 16 * 1024;

/// Unpacks a body as its `Content-Encoding` says, to at most `most` bytes. An encoding that is not known leaves it as it is.
pub(crate) fn body(bytes: Vec<u8>, encoding: &str, most: usize) -> Result<Vec<u8>, Trouble> {
    let mut bytes = bytes;
    // Applied in the order named, so undone from the last.
    for name in encoding.rsplit(',').map(str::trim).take(3) {
        bytes = match name.to_ascii_lowercase().as_str() {
            // Crawlers often unpack the body and keep the header.
            "gzip" | "x-gzip" if bytes.starts_with(b"\x1f\x8b") => within(MultiGzDecoder::new(&*bytes), most)?,
            "deflate" => deflated(&bytes, most)?,
            "br" => match within(brotli_decompressor::Decompressor::new(&*bytes, BROTLI_BUFFER), most) {
                Err(Trouble::Damaged) if std::str::from_utf8(&bytes).is_ok() => bytes,
                done => done?,
            },
            _ => bytes,
        };
    }
    if bytes.len() > most { Err(Trouble::TooLarge) } else { Ok(bytes) }
}

/// `deflate` is zlib by the standard, and bare by the habit of some servers.
fn deflated(bytes: &[u8], most: usize) -> Result<Vec<u8>, Trouble> {
    match within(ZlibDecoder::new(bytes), most) {
        Err(Trouble::Damaged) => match within(DeflateDecoder::new(bytes), most) {
            Err(Trouble::Damaged) if std::str::from_utf8(bytes).is_ok() => Ok(bytes.to_vec()),
            done => done,
        },
        done => done,
    }
}

/// All that a reader gives, unless that is more than `most` bytes.
pub(crate) fn within(mut from: impl Read, most: usize) -> Result<Vec<u8>, Trouble> {
    let mut out = Vec::new();
    let read = (&mut from).take(most as u64 + 1).read_to_end(&mut out);
    match read {
        _ if out.len() > most => Err(Trouble::TooLarge),
        Ok(_) => Ok(out),
        Err(_) => Err(Trouble::Damaged),
    }
}

/// A reader that fails after so many bytes: for streams that have no size of their own.
pub(crate) struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R> Bounded<R> {
    pub(crate) fn new(inner: R, most: u64) -> Bounded<R> {
        Bounded { inner, left: most }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| io::Error::other("it unpacks to more than is allowed"))?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    #[test]
    fn bodies_are_unpacked_as_they_say_or_as_they_are() {
        let text = "نص ".repeat(100).into_bytes();
        assert_eq!(body(gzip(&text), "gzip", 10_000).unwrap(), text);
        assert_eq!(body(text.clone(), "gzip", 10_000).unwrap(), text);
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(&text).unwrap();
        assert_eq!(body(zlib.finish().unwrap(), "deflate", 10_000).unwrap(), text);
        let mut bare = flate2::write::DeflateEncoder::new(Vec::new(), Compression::fast());
        bare.write_all(&text).unwrap();
        assert_eq!(body(bare.finish().unwrap(), "Deflate", 10_000).unwrap(), text);
        assert_eq!(body(text.clone(), "br", 10_000).unwrap(), text);
        assert_eq!(body(text.clone(), "identity, unheard-of", 10_000).unwrap(), text);
        assert_eq!(body(gzip(&gzip(&text)), "gzip, gzip", 10_000).unwrap(), text);
    }

    #[test]
    fn brotli_is_unpacked() {
        // A stream of one uncompressed meta-block: window bits, length, flag, the bytes, the last empty meta-block.
        let mut stream = vec![0x0b, 0x02, 0x80];
        stream.extend(b"hello");
        stream.push(0x03);
        assert_eq!(body(stream, "br", 100).unwrap(), b"hello");
    }

    #[test]
    fn bombs_are_given_up() {
        let bomb = gzip(&vec![0; 50_000_000]);
        assert!(bomb.len() < 60_000);
        assert_eq!(body(bomb.clone(), "gzip", 1 << 20), Err(Trouble::TooLarge));
        assert_eq!(body(gzip(&bomb), "gzip, gzip", 1 << 20), Err(Trouble::TooLarge));
        let mut bytes = Vec::new();
        assert!(Bounded::new(MultiGzDecoder::new(&*bomb), 1 << 20).read_to_end(&mut bytes).is_err());
        assert!(bytes.len() <= 1 << 21);
    }

    #[test]
    fn bombs_of_every_packing_are_given_up() {
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), Compression::best());
        zlib.write_all(&vec![0; 5_000_000]).unwrap();
        assert_eq!(body(zlib.finish().unwrap(), "deflate", 1 << 20), Err(Trouble::TooLarge));
        let mut bare = flate2::write::DeflateEncoder::new(Vec::new(), Compression::best());
        bare.write_all(&vec![0; 5_000_000]).unwrap();
        assert_eq!(body(bare.finish().unwrap(), "deflate", 1 << 20), Err(Trouble::TooLarge));
        let hello = [&[0x0b, 0x02, 0x80][..], b"hello", &[0x03]].concat();
        assert_eq!(body(hello, "br", 4), Err(Trouble::TooLarge));
    }

    #[test]
    fn unpacking_stops_at_the_limit() {
        /// Gives zeros, and counts them.
        struct Zeros(usize);
        impl Read for Zeros {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                assert!(self.0 < 1 << 24, "it is read on and on");
                into.fill(0);
                self.0 += into.len();
                Ok(into.len())
            }
        }
        let mut zeros = Zeros(0);
        assert_eq!(within(&mut zeros, 1 << 20), Err(Trouble::TooLarge));
        assert!(zeros.0 <= 1 << 21, "{} bytes were unpacked", zeros.0);
    }

    #[test]
    fn damage_is_told() {
        let mut cut = gzip(b"some words of a report that were cut off in the middle");
        cut.truncate(20);
        assert_eq!(body(cut, "gzip", 1000), Err(Trouble::Damaged));
    }
}
