//! Reading the sample reports, step by step, beside bare word segmentation. `cargo bench -p bench --bench reading`.

use bench::{reader, samples, sources};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::error::Error;
use std::sync::OnceLock;
use tokens::Tokens;

fn main() {
    divan::main();
}

/// The reader is made once for all benchmarks.
fn shared() -> Result<&'static reading::Reader, Box<dyn Error>> {
    static READER: OnceLock<reading::Reader> = OnceLock::new();
    match READER.get() {
        Some(r) => Ok(r),
        None => {
            let made = reader()?;
            Ok(READER.get_or_init(|| made))
        }
    }
}

fn size(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

#[divan::bench]
fn a_uax29(bencher: Bencher) {
    let texts = samples().unwrap_or_default();
    bencher.counter(size(&texts)).bench_local(|| texts.iter().map(|t| bench::uax29(black_box(t))).sum::<usize>());
}

#[divan::bench]
fn b_tokens(bencher: Bencher) {
    let texts = samples().unwrap_or_default();
    let Ok(reader) = shared() else { return };
    bencher
        .counter(size(&texts))
        .bench_local(|| texts.iter().map(|t| Tokens::cut(black_box(t), reader.pack()).len()).sum::<usize>());
}

#[divan::bench]
fn c_labels(bencher: Bencher) {
    let texts = samples().unwrap_or_default();
    let Ok(reader) = shared() else { return };
    let cut: Vec<Tokens> = texts.iter().map(|t| Tokens::cut(t, reader.pack())).collect();
    let label = || cut.iter().map(|t| reader.lexicon().label(black_box(t)).all().len()).sum::<usize>();
    bencher.counter(size(&texts)).bench_local(label);
}

#[divan::bench]
fn d_read(bencher: Bencher) {
    let texts = samples().unwrap_or_default();
    let (Ok(reader), Ok(sources)) = (shared(), sources()) else { return };
    let read = || sources.iter().filter_map(|s| reader.read(black_box(s)).ok()).map(|r| r.mentions.len()).sum::<usize>();
    bencher.counter(size(&texts)).bench_local(read);
}
