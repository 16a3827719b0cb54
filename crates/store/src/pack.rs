//! Texts and bytes, smaller.

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::io::{self, BufWriter, Read, Write};

/// What makes bytes small as they come.
pub(crate) type Encoder = ZlibEncoder<Vec<u8>>;

/// The bytes of a report, smaller, for whoever keeps many in memory.
#[derive(Debug, Clone)]
pub struct Small(Vec<u8>);

impl Small {
    /// Makes bytes small.
    ///
    /// # Errors
    /// Where there is no memory.
    pub fn of(bytes: &[u8]) -> io::Result<Small> {
        deflated(bytes).map(Small)
    }
    /// The bytes again.
    ///
    /// # Errors
    /// Where they are more than a report may have.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        inflated(&self.0, source::MAX_BYTES)
    }
}

/// Smaller by about four fifths for text; fast rather than small.
pub(crate) fn deflated(bytes: &[u8]) -> io::Result<Vec<u8>> {
    deflating(|to| to.write_all(bytes))
}

/// The same of what `write` writes.
pub(crate) fn deflating(write: impl FnOnce(&mut BufWriter<Encoder>) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut to = BufWriter::with_capacity(64 * 1024, ZlibEncoder::new(Vec::new(), Compression::fast()));
    write(&mut to)?;
    to.into_inner().map_err(io::IntoInnerError::into_error)?.finish()
}

/// What was deflated; at most `most` bytes.
pub(crate) fn inflated(bytes: &[u8], most: usize) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    ZlibDecoder::new(bytes).take(most as u64 + 1).read_to_end(&mut out)?;
    if out.len() > most {
        return Err(io::Error::other("it is larger than anything that is kept"));
    }
    Ok(out)
}
